/** Where the package's own schema lies. */
import { fileURLToPath } from 'node:url';

/** `schemas/telegram.rng`, seen from `dist/validate/` as from `src/validate/`. */
export const BUNDLED_SCHEMA_PATH = fileURLToPath(new URL('../../schemas/telegram.rng', import.meta.url));
