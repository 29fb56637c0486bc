/**
 * RELAX NG validation: complete, streaming, with positions. `loadSchema` a schema once, then `schema.validate` any
 * number of documents.
 */
import { compileSchema, loadSyntaxSync } from './compile.js';
import { Loading, type LoadOptions } from './load.js';
import { readLocalFile, type SchemaSource, type SyncSchemaResolver } from './schema/resolve.js';
import type { Schema } from './schema.js';

export type { Diagnostic } from '../diagnostics.js';
export type { XmlAttribute, XmlDoctype, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
export { type LoadOptions, loadSchema } from './load.js';
export type { ValidationResult, Validator, ValidatorOptions } from './match/validator.js';
export type { SchemaResolver, SchemaSource, SchemaText, SyncSchemaResolver } from './schema/resolve.js';
export type { Schema, UriAttributes, UriUse, ValidateOptions, XmlInput } from './schema.js';
export { SchemaError } from './schema-error.js';

/** As `loadSchema`, at once. Throws a `SchemaError` if the schema cannot be read or is not correct. */
export function loadSchemaSync(source: SchemaSource, options: LoadOptions<SyncSchemaResolver> = {}): Schema {
  const loading = new Loading(source, options.cache);
  const read = (uri: string, base: string | undefined): string | Uint8Array =>
    loading.contents.get(uri) ?? loading.keep(uri, options.resolve?.(uri, base) ?? readLocalFile(uri));
  const lookup = loading.fromCache();
  try {
    let step = lookup.next();
    while (!step.done) step = lookup.next(read(step.value, undefined));
    if (step.value !== undefined) return step.value;
  } catch {
    // A file that cannot be read: compiling says so, with the place that asks for it.
  }
  return compileSchema(loadSyntaxSync(source, { resolve: read }), loading);
}
