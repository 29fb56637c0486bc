/** The schema that the package carries, compiled at first use and kept. */
import { fileURLToPath } from 'node:url';
import { loadRelaxngSchema } from './relaxng.js';
import type { LoadedValidator } from './schema.js';

/** Where `telegram.rng` lies, seen from `dist/validate/` as from `src/validate/`. */
export const BUNDLED_SCHEMA_PATH = fileURLToPath(new URL('../../schemas/telegram.rng', import.meta.url));

let loaded: LoadedValidator | undefined;

/** The engine for the bundled schema; the first call compiles it. */
export function bundledSchema(): LoadedValidator {
  loaded ??= loadRelaxngSchema(BUNDLED_SCHEMA_PATH);
  return loaded;
}
