/**
 * Where files lie in a package: as they lie to one another on disk, so that each finds what it names. Where nothing lies
 * beside the folder of the documents it is `tei/`; else it keeps its name, by which others may find their way back.
 */
import { dirname, relative, sep } from 'node:path';
import { isWithin } from '../../files/door.js';

/** How many folders a package may reach out beyond that of the documents. */
const HIGHEST = 8;

/** From an absolute path to a place in the package, with `/`. */
export type Layout = (path: string) => string;

/**
 * @param folder absolute.
 * @param named absolute paths of files that files of the folder, or one another, name by relative paths.
 * @param alias the folder's place where nothing lies beside it; '' for the package itself.
 * @returns undefined where some lie so far away that no package can hold them in their places: on another disk, say.
 */
export function layoutOf(folder: string, named: readonly string[], alias: string): Layout | undefined {
  let root = folder;
  for (let i = 0; named.some((path) => !isWithin(root, path)); i++) {
    if (i === HIGHEST || dirname(root) === root) return undefined;
    root = dirname(root);
  }
  const prefix = root === folder && alias !== '' ? `${alias}/` : '';
  return (path) => prefix + slashed(relative(root, path));
}

/** A path of this system as packages write it. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}
