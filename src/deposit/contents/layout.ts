/**
 * Where files lie in a package: as they lie to one another on disk, so that each finds what it names. The folder of the
 * documents is `tei/`, and what lies beside it on disk lies beside it there.
 */
import { dirname, relative, sep } from 'node:path';
import { isWithin } from '../../files/door.js';

/** The folder of the documents in a package. */
const DOCUMENTS = 'tei';
/** How many folders a package may reach out beyond that of the documents. */
const HIGHEST = 8;

/** From an absolute path to a place in the package, with `/`. */
export type Layout = (path: string) => string;

/**
 * @param folder of the documents, absolute.
 * @param named absolute paths of files that documents or schemas name by relative paths.
 * @returns undefined where some lie so far away that no package can hold them in their places: on another disk, say.
 */
export function layoutOf(folder: string, named: readonly string[]): Layout | undefined {
  let root = folder;
  for (let i = 0; named.some((path) => !isWithin(root, path)); i++) {
    if (i === HIGHEST || dirname(root) === root) return undefined;
    root = dirname(root);
  }
  const own = root === folder ? '' : slashed(relative(root, folder));
  // The folder's own name says nothing to others, unless something else has the name that it would get.
  const renamed = [...own.split('/').slice(0, -1), DOCUMENTS].join('/');
  const place = (path: string) => slashed(relative(root, path));
  const isTaken = named.some((path) => !isWithin(folder, path) && `${place(path)}/`.startsWith(`${renamed}/`));
  const prefix = isTaken ? own : renamed;
  return (path) => (isWithin(folder, path) ? `${prefix}/${slashed(relative(folder, path))}` : place(path));
}

/** A path of this system as packages write it. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}
