/** Where this package lies, wherever its code has been bundled to. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the manifest; the schemas lie in it. */
export const PACKAGE_ROOT: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Where the package's own schema lies: `schemas/telegram.rng`. */
export const BUNDLED_SCHEMA_PATH: string = join(PACKAGE_ROOT, 'schemas', 'telegram.rng');

function findRoot(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, 'package.json')) || above === folder ? folder : findRoot(above);
}

/** The text of a file of this package, by its path in it. */
export function packageFile(path: 'package.json' | 'schemas/telegram.rng'): string {
  return readFileSync(join(PACKAGE_ROOT, path), 'utf8');
}

/** A script or the look of pages, as the build has made it. */
export function pageFile(name: 'style.css' | 'document.js' | 'index.js' | 'try.js'): string {
  return readFileSync(join(PACKAGE_ROOT, 'dist', 'page', name), 'utf8');
}
