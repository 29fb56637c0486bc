/** A compiled schema, and the judging of documents by it. */
import { Budget } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { JudgeOptions, Listener, Schema, Skipped } from '../engine/contract.js';
import { checkedOf, uncheckedOf } from '../engine/given-up.js';
import { absoluteUri } from '../engine/source.js';
import * as messages from './messages.js';
import type { SchemaModel } from './model.js';
import { chooseRules } from './phases.js';
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

/** What was found, once it has been looked for. */
interface Kept {
  result?: SchematronResult;
}

/** A schema ready to judge documents. */
export class SchematronSchema implements Schema<SchematronOptions> {
  readonly #model: SchemaModel;
  /** One, unless documents decide on the phase. */
  readonly #choices: readonly RuleSet[];

  /** @internal From `load`. */
  constructor(model: SchemaModel, choices: readonly RuleSet[]) {
    this.#model = model;
    this.#choices = choices;
  }

  /** How many rules there are in the active patterns; where documents decide on the phase, in all. */
  get size(): number {
    return this.#choices.at(-1)!.patterns.reduce((count, { rules }) => count + rules.length, 0);
  }

  get what(): string {
    const { of } = this.skipped;
    return `${of} Schematron ${of === 1 ? 'rule' : 'rules'}`;
  }

  /** Assertions and reports that are evaluated in no document, of those in the active patterns. */
  get skipped(): Skipped {
    return this.#choices.at(-1)!.skipped;
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
    const kept: Kept = {};
    const judging = this.#judgeHeard(handler, { ...options, budget }, kept);
    const resultInSteps = () => judging;
    const result = () => kept.result ?? drained(judging);
    return { handler, result, resultInSteps, diagnostics: () => result().diagnostics };
  }

  // A method: of a generator function made for each document V8 keeps something among what is old, and the tree with it.
  *#judgeHeard(
    heard: TreeListener,
    options: SchematronOptions & { readonly budget: Budget },
    kept: Kept,
  ): Generator<void, SchematronResult> {
    kept.result = yield* this.#judge(heard.tree, options);
    return kept.result;
  }

  *#judge(
    { document, excess, diagnostics }: BuiltTree,
    { file, fired = false, budget }: SchematronOptions & { readonly budget: Budget },
  ): Generator<void, SchematronResult> {
    if (document === undefined) {
      const { passed, ...place } = excess ?? {};
      const refused = passed === undefined ? [] : [messages.documentTooLarge(passed, place, file)];
      return this.#result(this.#choices.at(-1)!, [...diagnostics, ...refused], 0, []);
    }
    const choice = chooseRules(this.#choices, document, { file, budget });
    const run = yield* runRules(choice.rules, document, { file, fired, budget });
    return this.#result(
      choice.rules,
      [...diagnostics, ...choice.diagnostics, ...run.diagnostics],
      run.fired,
      run.patterns,
    );
  }

  #result(
    { skipped, phase }: RuleSet,
    diagnostics: readonly Diagnostic[],
    fired: number,
    patterns: SchematronResult['output']['patterns'],
  ): SchematronResult {
    const { title, schemaVersion, namespaces } = this.#model;
    return {
      valid: diagnostics.every(({ severity }) => severity !== 'error'),
      checked: skipped.rules > 0 ? 'partly' : checkedOf(diagnostics),
      unchecked: uncheckedOf(diagnostics, [skipped]),
      skipped,
      // The walk is in document order; the parser's warnings and messages about other nodes may not be.
      diagnostics: [...diagnostics].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
      fired,
      output: { title, schemaVersion, phase, namespaces, patterns },
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
