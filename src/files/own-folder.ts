/** Folders whose content is believed when it is read again: they must be the user's own. */
import { lstatSync } from 'node:fs';
import { makeFolder } from './folder.js';

const OTHERS_WRITE = 0o022;

/** Why a folder is not to be believed, as the end of a sentence; undefined where it is, or is not there yet. */
export function faultOfFolder(folder: string): string | undefined {
  let stats: ReturnType<typeof lstatSync>;
  try {
    stats = lstatSync(folder, { throwIfNoEntry: false });
  } catch {
    return 'it cannot be looked at';
  }
  if (stats === undefined) return undefined;
  if (!stats.isDirectory()) return stats.isSymbolicLink() ? 'it is a link' : 'it is no folder';
  // Windows has neither; its folders of users are closed to others.
  const uid = process.getuid?.();
  if (uid === undefined) return undefined;
  if (stats.uid !== uid) return 'it belongs to another user';
  return (stats.mode & OTHERS_WRITE) === 0 ? undefined : 'others may write to it';
}

/** Makes a folder that only the user can look into, with those above it; whether it is one to be believed. */
export function makeOwnFolder(folder: string): boolean {
  makeFolder(folder, 0o700);
  return faultOfFolder(folder) === undefined;
}
