/**
 * RELAX NG validation: complete, streaming, with positions. `load` a schema once, then `schema.validate` any number of
 * documents.
 */
import type { Loaded } from '../engine/contract.js';
import { answeringSync, type SchemaSource, type SyncSchemaResolver } from '../engine/source.js';
import { compileSchema } from './compile/index.js';
import { Loading, type LoadOptions } from './load.js';
import type { RelaxngSchema } from './schema.js';

export { Budget, type BudgetOptions, LIMITS, type LimitName, type Limits } from '../budget.js';
export type { Diagnostic } from '../diagnostics.js';
export type { JudgeOptions, Listener, Loaded, Schema, UriAttributes, UriUse, Verdict } from '../engine/contract.js';
export type { Content, SchemaResolver, SchemaSource, SchemaText, SyncSchemaResolver } from '../engine/source.js';
export type { SchemaStore } from '../platform/store.js';
export type { XmlAttribute, XmlDoctype, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
export { XmlParser, type XmlParserOptions } from '../xml/parser.js';
export { type LoadOptions, load } from './load.js';
export type { RelaxngOptions, RelaxngSchema } from './schema.js';

/** As `load`, at once. */
export function loadSync(source: SchemaSource, options: LoadOptions<SyncSchemaResolver> = {}): Loaded<RelaxngSchema> {
  const loading = new Loading(source, options.cache);
  return (
    answeringSync(loading.kept(), options.resolve) ?? answeringSync(compileSchema(source, loading), options.resolve)
  );
}
