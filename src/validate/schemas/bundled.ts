/** The schema that the package carries, at once, for conversions. */
import type { Diagnostic } from '../../diagnostics.js';
import { packageFile } from '../../platform/node/package.js';
import { loadSync } from '../../relaxng/index.js';

let loaded: ReturnType<typeof loadSync> | undefined;

/**
 * Judges a document by the bundled schema, which is compiled at the first call and kept in memory.
 *
 * @param file the document's name, for diagnostics.
 * @returns what is wrong with it; in a damaged installation, what is wrong with the schema.
 */
export function judgeByBundledSchema(xml: string, file: string): readonly Diagnostic[] {
  loaded ??= load();
  return loaded.schema?.validate(xml, { file }).diagnostics ?? loaded.diagnostics;
}

function load(): ReturnType<typeof loadSync> {
  // No cache on disk: a small schema compiles in milliseconds, and a library should not write to its user's folders.
  return loadSync({ text: packageFile(NAME), uri: NAME }, { cache: false });
}

const NAME = 'schemas/telegram.rng';
