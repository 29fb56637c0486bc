/** What shows that a file is still the one that was looked at. */
import { type Stats, statSync } from 'node:fs';

export interface Stamp {
  /** In bytes. */
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly modified: number;
}

/** One that no file has. */
export const NO_STAMP: Stamp = { size: -1, modified: 0 };

/** Of what is not there, {@link NO_STAMP}. Throws the system's error where it may not be looked at. */
export function stampOf(path: string): Stamp {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? NO_STAMP : stampBy(stats);
}

export function stampBy({ size, mtimeMs }: Stats): Stamp {
  return { size, modified: mtimeMs };
}

export function isSame(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.modified === b.modified;
}
