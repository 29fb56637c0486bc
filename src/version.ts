/** The version of this package, from its own manifest. */
import { readFileSync } from 'node:fs';

/** Such as `0.1.0`. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }
).version;
