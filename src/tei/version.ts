/** The version that the TEI header names, from the package's own manifest (two folders up, in the repository and when installed). */
import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

/** This package's version, such as `0.1.0`. */
export const VERSION: string = manifest.version;
