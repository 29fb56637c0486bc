/** Where the package's own schema lies. */
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root.js';

/** `schemas/telegram.rng`. */
export const BUNDLED_SCHEMA_PATH: string = join(PACKAGE_ROOT, 'schemas', 'telegram.rng');
