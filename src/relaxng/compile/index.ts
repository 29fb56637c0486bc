/** Compiles schemas that are not kept compiled. Apart from `load.ts`, so that the code is loaded only then. */
import type { Diagnostic } from '../../diagnostics.js';
import type { Loaded } from '../../engine/contract.js';
import type { Asking, SchemaSource } from '../../engine/source.js';
import type { Loading } from '../load.js';
import { reachableParts } from '../pattern/reachable.js';
import { storePatterns } from '../pattern/stored.js';
import { RelaxngSchema } from '../schema.js';
import { compileGrammar } from './compile.js';
import { readSyntax } from './includes.js';

/** Reads a schema with its files, compiles it, and keeps what was compiled. */
export function* compileSchema(source: SchemaSource, loading: Loading): Asking<Loaded<RelaxngSchema>> {
  const { root, references, diagnostics } = yield* readSyntax(source, (uri, baseUri) => loading.file(uri, baseUri));
  if (root === undefined || hasError(diagnostics)) return { diagnostics };
  const compiled = compileGrammar(root, references);
  const all = [...diagnostics, ...compiled.diagnostics];
  if (hasError(all)) return { diagnostics: all };
  const parts = reachableParts(compiled.start);
  loading.keep(() => storePatterns(parts), all);
  return { schema: new RelaxngSchema(compiled.builder, compiled.start, parts), diagnostics: all };
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
