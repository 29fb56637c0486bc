/**
 * ISO Schematron (ISO/IEC 19757-3) as TEI uses it, without Java and without XSLT. `loadSchematron` a schema once, then
 * `schematron.validate` any number of documents.
 */
import type { Diagnostic } from '../diagnostics.js';
import type { XmlHandler } from '../xml/events.js';
import * as messages from './messages.js';
import type { SchemaModel } from './model.js';
import { readSchema } from './reader.js';
import type { SchematronResult } from './result.js';
import { compileRules, type RuleSet } from './rules.js';
import { runRules } from './run.js';
import { displayName, loadSources, type SchematronResolver, type SchematronSource } from './source.js';
import { type BuiltTree, buildTree, DEFAULT_TREE_LIMITS, type TreeLimits, TreeListener } from './tree-builder.js';

export type { Diagnostic } from '../diagnostics.js';
export type { ActivePattern, Finding, FiredRule, SchematronOutput, SchematronResult } from './result.js';
export type { SchematronResolver, SchematronSource } from './source.js';

export interface LoadSchematronOptions {
  /** A phase of the schema, `#ALL`, or `#DEFAULT` (what the schema says), which is the default. */
  readonly phase?: string | undefined;
  /** Gives the content of schema files; what it leaves undefined is read from the local disk. The network is never touched. */
  readonly resolve?: SchematronResolver | undefined;
}

export interface LoadedSchematron {
  /** Absent where nothing can be checked: the diagnostics say why. */
  readonly schematron?: Schematron;
  /** What is wrong with the schema, and each rule that cannot be evaluated. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads a schema with all files that it includes: standalone Schematron, or RELAX NG (XML syntax) with Schematron
 * embedded. Never throws for what a schema holds; rejects never.
 *
 * @param source a path (relative to the working directory), a URI, or the text with its URI.
 */
export async function loadSchematron(
  source: SchematronSource,
  options: LoadSchematronOptions = {},
): Promise<LoadedSchematron> {
  const sources = await loadSources(source, options.resolve);
  const read = readSchema(sources);
  const diagnostics = [...sources.diagnostics, ...read.diagnostics];
  const { model } = read;
  if (model === undefined) return { diagnostics };
  const place = { file: displayName(sources.root), line: 1, column: 1 };
  const compiled = compileRules(model, options.phase, place);
  diagnostics.push(...compiled.diagnostics);
  if (compiled.rules === undefined) return { diagnostics };
  return { schematron: new Schematron(model, compiled.rules), diagnostics };
}

export interface SchematronOptions {
  /** The document's name, for diagnostics. */
  readonly file?: string | undefined;
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
export interface SchematronListener {
  readonly handler: XmlHandler;
  /** After the end of the document. Of a document that is not well-formed there is nothing to say. */
  result(): SchematronResult;
}

function limitsOf({ depth, nodes }: SchematronOptions): TreeLimits {
  return { depth: depth ?? DEFAULT_TREE_LIMITS.depth, nodes: nodes ?? DEFAULT_TREE_LIMITS.nodes };
}

/** A schema ready to judge documents. */
export class Schematron {
  readonly #model: SchemaModel;
  readonly #rules: RuleSet;

  /** @internal From `loadSchematron`. */
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
    return this.#judge(buildTree(xml, { file: options.file, limits: limitsOf(options) }), options);
  }

  /**
   * A listener for the events of one document, for those who parse themselves, such as for several engines at once.
   * Its `result` is complete after `endDocument`; diagnostics of the parser are not in it.
   */
  listen(options: SchematronOptions = {}): SchematronListener {
    const handler = new TreeListener(limitsOf(options));
    return { handler, result: () => this.#judge(handler.tree, options) };
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
      // The walk is in document order; the parser's warnings and messages about other nodes may not be.
      diagnostics: [...diagnostics].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
      fired,
      output: { title, schemaVersion, phase: this.#rules.phase, namespaces, patterns },
    };
  }
}
