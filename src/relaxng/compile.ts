/** Compiles schemas that the cache does not have. Apart from `load.ts`, so that the code is loaded only then. */
import { writeEntry } from './cache.js';
import type { Loading } from './load.js';
import { reachableParts } from './pattern/reachable.js';
import { storePatterns } from './pattern/stored.js';
import { compileGrammar } from './schema/compile.js';
import type { LoadedSyntax } from './schema/load.js';
import { Schema } from './schema.js';
import { SchemaError } from './schema-error.js';

export { loadSyntax, loadSyntaxSync } from './schema/load.js';

/** Throws a `SchemaError` if the schema has an error; else keeps what it compiled in the cache, where there is one. */
export function compileSchema(syntax: LoadedSyntax, loading: Loading): Schema {
  if (syntax.root === undefined || hasError(syntax.diagnostics)) throw new SchemaError(syntax.diagnostics);
  const { start, builder, diagnostics } = compileGrammar(syntax.root, syntax.references);
  const all = [...syntax.diagnostics, ...diagnostics];
  if (hasError(all)) throw new SchemaError(all);
  const parts = reachableParts(start);
  const path = loading.entryPath;
  if (path !== undefined) writeEntry(path, loading.dependencies(), storePatterns(parts));
  return new Schema(builder, start, parts);
}

function hasError(diagnostics: LoadedSyntax['diagnostics']): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
