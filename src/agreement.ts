/**
 * All that the writer of TEI and the judge of what is lost agree on. A fault here could not be found by comparing the
 * two, so it is little, and has tests that ask neither. White space is no part of it: the writer folds layout, and the
 * judge passes over whatever ECMAScript's `\s` takes for space.
 */

/** Which characters XML cannot hold, and that U+FFFD stands for each: the TEI's text has it in their place. */
export { REPLACEMENT, replaceForbidden } from './xml/forbidden.js';

/**
 * A marker or a label without the brackets, slashes, points, colons and raising signs around it, which need not be kept
 * where an attribute holds the rest: `[1]`, `/1/`, `1.` and `(1)` are all `1`.
 */
export function bareMarker(marker: string): string {
  return marker.replace(/[\s[\](){}/.:^]+/g, '');
}
