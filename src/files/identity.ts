/** Which file it is that a name leads to, whatever the name: links, other spellings and capitals lead to the same. */
import { type BigIntStats, lstatSync, statSync } from 'node:fs';

/** What two names of one file have in common; undefined where there is nothing. */
export function identityOf(path: string): string | undefined {
  const stats = look(path, statSync);
  return stats === undefined ? undefined : `${stats.dev}:${stats.ino}`;
}

/** Whether a link stands in the place itself. */
export function isLink(path: string): boolean {
  return look(path, lstatSync)?.isSymbolicLink() === true;
}

function look(path: string, stat: typeof statSync | typeof lstatSync): BigIntStats | undefined {
  try {
    return stat(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A part of the path is no folder, or may not be looked into.
    return undefined;
  }
}
