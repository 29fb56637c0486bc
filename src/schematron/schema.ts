/** A compiled schema, and the judging of documents by it. */
import type { Diagnostic } from '../diagnostics.js';
import type { JudgeOptions, Listener, Schema } from '../engine/contract.js';
import * as messages from './messages.js';
import type { SchemaModel } from './model.js';
import type { SchematronResult } from './result.js';
import type { RuleSet } from './rules.js';
import { runRules } from './run.js';
import { type BuiltTree, buildTree, DEFAULT_TREE_LIMITS, type TreeLimits, TreeListener } from './tree-builder.js';

/** A rule of which the document was not judged. */
export function isSkippedRule({ code }: Diagnostic): boolean {
  return SKIPPED.has(code);
}

const SKIPPED: ReadonlySet<string> = new Set([
  'schematron-not-evaluable',
  'schematron-not-evaluated',
  'schematron-too-many-steps',
]);

export interface SchematronOptions extends JudgeOptions {
  /** Whether the output lists every rule that applied, as SVRL does, and not only those with findings. Costs memory. */
  readonly fired?: boolean | undefined;
  /** How many nodes one rule may look at in one document before it is given up. Default 500 million. */
  readonly steps?: number | undefined;
  /** How deep elements may nest. Default 2,000. */
  readonly depth?: number | undefined;
  /** How many nodes a document may have. Default 10 million. */
  readonly nodes?: number | undefined;
}

/** More than any rule needs for a large document; some seconds of work. */
const DEFAULT_STEPS = 500_000_000;

/** Judges the document whose events it hears. */
export interface SchematronListener extends Listener {
  /** All that was found, once the document has ended. */
  result(): SchematronResult;
}

function limitsOf({ depth, nodes }: SchematronOptions): TreeLimits {
  return { depth: depth ?? DEFAULT_TREE_LIMITS.depth, nodes: nodes ?? DEFAULT_TREE_LIMITS.nodes };
}

/** A schema ready to judge documents. */
export class SchematronSchema implements Schema<SchematronOptions> {
  readonly #model: SchemaModel;
  readonly #rules: RuleSet;
  readonly #skips: boolean;

  /** @internal From `load`. @param skips whether there are rules that are not evaluated. */
  constructor(model: SchemaModel, rules: RuleSet, skips: boolean) {
    this.#model = model;
    this.#rules = rules;
    this.#skips = skips;
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
    return this.#judge(buildTree(xml, { file: options.file, limits: limitsOf(options) }), options);
  }

  /**
   * For those who parse themselves, such as for several engines at once. The tree is judged when the result, or what
   * was found, is first asked for.
   */
  listen(options: SchematronOptions = {}): SchematronListener {
    const handler = new TreeListener(limitsOf(options));
    let judged: SchematronResult | undefined;
    const result = () => {
      judged ??= this.#judge(handler.tree, options);
      return judged;
    };
    return { handler, result, diagnostics: () => result().diagnostics };
  }

  #judge({ document, excess, diagnostics }: BuiltTree, options: SchematronOptions): SchematronResult {
    const { file, fired = false, steps = DEFAULT_STEPS } = options;
    if (document === undefined) {
      const { what, limit, ...place } = excess ?? {};
      const refused = what === undefined ? [] : [messages.documentTooLarge(what, limit!, place, file)];
      return this.#result([...diagnostics, ...refused], 0, []);
    }
    const run = runRules(this.#rules, document, { file, fired, steps });
    return this.#result([...diagnostics, ...run.diagnostics], run.fired, run.patterns);
  }

  #result(
    diagnostics: readonly Diagnostic[],
    fired: number,
    patterns: SchematronResult['output']['patterns'],
  ): SchematronResult {
    const { title, schemaVersion, namespaces } = this.#model;
    return {
      valid: diagnostics.every(({ severity }) => severity !== 'error'),
      checked: this.#skips || diagnostics.some(isSkippedRule) ? 'partly' : 'fully',
      // The walk is in document order; the parser's warnings and messages about other nodes may not be.
      diagnostics: [...diagnostics].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
      fired,
      output: { title, schemaVersion, phase: this.#rules.phase, namespaces, patterns },
    };
  }
}
