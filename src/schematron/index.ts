/**
 * ISO Schematron (ISO/IEC 19757-3) as TEI uses it, without Java and without XSLT. `load` a schema once, then
 * `schema.validate` any number of documents.
 */
import type { Loaded } from '../engine/contract.js';
import { answering, displayName, type SchemaResolver, type SchemaSource } from '../engine/source.js';
import { schemaStore } from '../platform/node/machine.js';
import type { SchemaStore } from '../platform/store.js';
import { BUILD } from '../version.js';
import { readSchema } from './reader.js';
import { compileRules } from './rules.js';
import { SchematronSchema } from './schema.js';
import { type Play, readSources } from './source.js';

export { Budget, type BudgetOptions, LIMITS, type LimitName, type Limits } from '../budget.js';
export type { Diagnostic } from '../diagnostics.js';
export type { JudgeOptions, Listener, Loaded, Schema, Verdict } from '../engine/contract.js';
export type { SchemaResolver, SchemaSource, SchemaText } from '../engine/source.js';
export type { SchemaStore } from '../platform/store.js';
export { XmlParser, type XmlParserOptions } from '../xml/parser.js';
export type { ActivePattern, Finding, FiredRule, SchematronOutput, SchematronResult } from './result.js';
export type { SchematronListener, SchematronOptions, SchematronSchema } from './schema.js';
export type { Play } from './source.js';

export interface LoadOptions {
  /** A phase of the schema, `#ALL`, or `#DEFAULT` (what the schema says), which is the default. */
  readonly phase?: string | undefined;
  /** Gives the content of schema files. */
  readonly resolve?: SchemaResolver | undefined;
  /**
   * Where the rules of large grammars are kept, so that they are read faster the next time: in the user's cache folder
   * (`true`, the default, of the built package), in the folder given, in a store of the caller's, or nowhere (`false`).
   */
  readonly cache?: boolean | string | SchemaStore | undefined;
  /** Reads files of the schema that are not written in XML: grammars in the compact syntax of RELAX NG. */
  readonly play?: Play | undefined;
}

/**
 * Loads a schema with all files that it includes: standalone Schematron, or RELAX NG with Schematron embedded (in the
 * XML syntax; for the compact one give `play`). Neither throws nor rejects: what is wrong with the schema, and each rule that cannot be evaluated, is in
 * the diagnostics. The network is never touched: for web addresses give a resolver.
 *
 * @param source a path (relative to the working folder), a URI, or the text with its URI.
 */
export async function load(source: SchemaSource, options: LoadOptions = {}): Promise<Loaded<SchematronSchema>> {
  const { play, cache, resolve } = options;
  const sources = await answering(readSources(source, { play, store: storeOf(cache) }), resolve);
  const read = readSchema(sources);
  const diagnostics = [...sources.diagnostics, ...read.diagnostics];
  const { model } = read;
  if (model === undefined) return { diagnostics };
  const place = { file: displayName(sources.root), line: 1, column: 1 };
  const addresses = new Map([...sources.documents.keys()].map((uri) => [displayName(uri), uri]));
  const compiled = compileRules(model, options.phase, place, addresses);
  diagnostics.push(...compiled.diagnostics);
  if (compiled.rules === undefined) return { diagnostics };
  return { schema: new SchematronSchema(model, compiled.rules), diagnostics };
}

function storeOf(cache: LoadOptions['cache'] = true): SchemaStore | undefined {
  // Code that was not built changes under what it keeps.
  const wanted = cache === true && BUILD === 'source' ? false : cache;
  return typeof wanted === 'object' ? wanted : schemaStore(wanted);
}
