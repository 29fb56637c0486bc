/** The schema that the package carries, at once, for conversions. */
import { loadSchemaSync, SchemaError } from '../relaxng/index.js';
import { BUNDLED_SCHEMA_PATH } from './bundled-path.js';
import { relaxngValidator } from './relaxng.js';
import type { Validator } from './schema.js';

let loaded: Validator | undefined;

/** The engine for the bundled schema, compiled at the first call and kept in memory. */
export function bundledSchema(): Validator {
  loaded ??= load();
  return loaded;
}

function load(): Validator {
  try {
    // No cache on disk: a small schema compiles in milliseconds, and a library should not write to its user's folders.
    return relaxngValidator(loadSchemaSync(BUNDLED_SCHEMA_PATH, { cache: false }));
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    // A damaged installation: no document can be called valid.
    return { validate: () => error.diagnostics };
  }
}
