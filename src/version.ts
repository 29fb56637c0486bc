/** The version of this package, from its own manifest, and the build of its code. */
import { packageFile } from './platform/node/package.js';

/** Such as `0.1.0`. */
export const VERSION: string = (JSON.parse(packageFile('package.json')) as { readonly version: string }).version;

/** Put in by the build. */
declare const TEIGRAM_BUILD: string | undefined;

/** The same for the same code, and different for other code: what the code has made and kept is only good for it. `source` where it was not built. */
export const BUILD: string = typeof TEIGRAM_BUILD === 'undefined' ? 'source' : TEIGRAM_BUILD;
