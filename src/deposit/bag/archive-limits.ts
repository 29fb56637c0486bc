/** What an archive may cost before it is taken to be made to exhaust its reader. */

/** More than any archive is known to take, and what a list of names may cost in memory. */
export const MOST_ENTRIES = 2_000_000;
/** Text packs 5 to 20 to 1. A whole archive beyond this, and beyond the size below, is made to exhaust its reader. */
export const SUSPICIOUS_RATIO = 200;
/** In bytes. */
export const SUSPICIOUS_SIZE = 2_000_000_000;

/** Bytes as messages give them. */
export function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
