/** A compiled schema, and the judging of documents by it. */
import { Budget } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { JudgeOptions, Listener, Schema } from '../engine/contract.js';
import { checkedOf, uncheckedOf } from '../engine/given-up.js';
import { absoluteUri } from '../engine/source.js';
import * as messages from './messages.js';
import type { SchemaModel } from './model.js';
import type { SchematronResult } from './result.js';
import type { RuleSet } from './rules.js';
import { runRules } from './run.js';
import { type BuiltTree, buildTree, TreeListener } from './tree-builder.js';

export interface SchematronOptions extends JudgeOptions {
  /** Whether the output lists every rule that applied, as SVRL does, and not only those with findings. Costs memory. */
  readonly fired?: boolean | undefined;
  /** The document's absolute address, which rules may ask for; by default that of `file`. */
  readonly uri?: string | undefined;
}

/** Judges the document whose events it hears. */
export interface SchematronListener extends Listener {
  /** All that was found, once the document has ended. */
  result(): SchematronResult;
  /**
   * The same in pieces of some ten milliseconds, for whoever has other things to do between them; the last one gives
   * the result. Once begun, {@link result} goes on where it stands.
   */
  resultInSteps(): Iterator<void, SchematronResult>;
}

/** A schema ready to judge documents. */
export class SchematronSchema implements Schema<SchematronOptions> {
  readonly #model: SchemaModel;
  readonly #rules: RuleSet;

  /** @internal From `load`. */
  constructor(model: SchemaModel, rules: RuleSet) {
    this.#model = model;
    this.#rules = rules;
  }

  /** How many rules there are, in the active patterns. */
  get size(): number {
    return this.#rules.patterns.reduce((count, { rules }) => count + rules.length, 0);
  }

  /**
   * Judges one document, given as a string or as bytes in the encoding that it declares. A document that is not
   * well-formed, or too large, gives that as its diagnostic. Never throws.
   */
  validate(xml: string | Uint8Array, options: SchematronOptions = {}): SchematronResult {
    const { file, budget = new Budget() } = options;
    return drained(this.#judge(buildTree(xml, { file, uri: addressOf(options), budget }), { ...options, budget }));
  }

  /**
   * For those who parse themselves, such as for several engines at once. The tree is judged when the result, or what
   * was found, is first asked for.
   */
  listen(options: SchematronOptions = {}): SchematronListener {
    const { budget = new Budget() } = options;
    const handler = new TreeListener(budget, addressOf(options));
    let judged: SchematronResult | undefined;
    const judge = (): Generator<void, SchematronResult> => this.#judge(handler.tree, { ...options, budget });
    const keeping = function* (): Generator<void, SchematronResult> {
      judged = yield* judge();
      return judged;
    };
    const judging = keeping();
    const resultInSteps = () => judging;
    const result = () => judged ?? drained(judging);
    return { handler, result, resultInSteps, diagnostics: () => result().diagnostics };
  }

  *#judge(
    { document, excess, diagnostics }: BuiltTree,
    { file, fired = false, budget }: SchematronOptions & { readonly budget: Budget },
  ): Generator<void, SchematronResult> {
    if (document === undefined) {
      const { passed, ...place } = excess ?? {};
      const refused = passed === undefined ? [] : [messages.documentTooLarge(passed, place, file)];
      return this.#result([...diagnostics, ...refused], 0, []);
    }
    const run = yield* runRules(this.#rules, document, { file, fired, budget });
    return this.#result([...diagnostics, ...run.diagnostics], run.fired, run.patterns);
  }

  #result(
    diagnostics: readonly Diagnostic[],
    fired: number,
    patterns: SchematronResult['output']['patterns'],
  ): SchematronResult {
    const { title, schemaVersion, namespaces } = this.#model;
    const { skipped } = this.#rules;
    return {
      valid: diagnostics.every(({ severity }) => severity !== 'error'),
      checked: skipped.rules > 0 ? 'partly' : checkedOf(diagnostics),
      unchecked: uncheckedOf(diagnostics, [skipped]),
      skipped,
      // The walk is in document order; the parser's warnings and messages about other nodes may not be.
      diagnostics: [...diagnostics].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
      fired,
      output: { title, schemaVersion, phase: this.#rules.phase, namespaces, patterns },
    };
  }
}

/** The absolute address of a document, if it is a file. */
function addressOf({ file, uri }: SchematronOptions): string | undefined {
  if (uri !== undefined || file === undefined || file === '-') return uri;
  return absoluteUri(file);
}

/** What an iterator gives in the end. */
function drained<T>(steps: Iterator<void, T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
