/** Which file it is that a name leads to, whatever the name: links, other spellings and capitals lead to the same. */
import { type BigIntStats, lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Files that a call reads, each in words, and which nothing may be written over. */
export class KeptFiles {
  /** Looked at once something stands where an output shall go, which is seldom. */
  readonly #named = new Map<string, string>();
  readonly #byIdentity = new Map<string, string>();

  add(path: string, what: string): void {
    this.#named.set(path, what);
  }

  /** What would be lost if something were written to a path; undefined for nothing. */
  at(path: string): string | undefined {
    const identity = identityOf(path);
    if (identity === undefined) return undefined;
    for (const [named, what] of this.#named) {
      const kept = identityOf(named);
      if (kept !== undefined) this.#byIdentity.set(kept, what);
    }
    this.#named.clear();
    return this.#byIdentity.get(identity);
  }
}

/** What all names of one file have in common; undefined where there is nothing. */
function identityOf(path: string): string | undefined {
  const stats = look(path, statSync);
  return stats === undefined ? undefined : `${stats.dev}:${stats.ino}`;
}

/** Whether a link stands in the place itself. */
export function isLink(path: string): boolean {
  return look(path, lstatSync)?.isSymbolicLink() === true;
}

/** The place that a path leads to, by whatever folders; a link in the place itself is not followed, since it would be replaced. */
export function realPlace(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    // The folder is yet to be made.
    return path;
  }
}

/** Whether a place is the system's own, where nothing is put that is renamed when it is whole. */
export function isOfSystem(path: string): boolean {
  return /^\/(?:dev(?!\/shm\/)|proc|sys)\//.test(realPlace(path));
}

/** Of what a path leads to; undefined where nothing is there, or nothing that may be looked at. */
export function statsAt(path: string): BigIntStats | undefined {
  return look(path, statSync);
}

function look(path: string, stat: typeof statSync | typeof lstatSync): BigIntStats | undefined {
  try {
    return stat(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A part of the path is no folder, or may not be looked into.
    return undefined;
  }
}
