/** The files of the package that the code reads, put in by the build. */
import type * as node from '../node/package.js';

type PackageFile = (typeof node)['packageFile'];

declare const TEIGRAM_FILES: Readonly<Record<Parameters<PackageFile>[0], string>>;

export const packageFile: PackageFile = (path) => TEIGRAM_FILES[path];
