/** What shows that a file is still the one that was looked at. */
import { type Stats, statSync } from 'node:fs';

export interface Stamp {
  /** In bytes. */
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly modified: number;
}

/** Of what is not there, one that no file has. */
export function stampOf(path: string): Stamp {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? { size: -1, modified: 0 } : stampBy(stats);
}

export function stampBy({ size, mtimeMs }: Stats): Stamp {
  return { size, modified: mtimeMs };
}

export function isSame(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.modified === b.modified;
}
