/** Where a text holds another, in time that the lengths bound. */
import type { Dynamic } from './runtime.js';

/** JavaScript's own search may compare each place with the whole part: of so many comparisons, at worst, it is the faster. */
const AT_ONCE = 1 << 20;

/** The first place, or -1. */
export function find(c: Dynamic, text: string, part: string): number {
  const pairs = text.length * part.length;
  c.spend(Math.min(pairs >= AT_ONCE ? 2 * (text.length + part.length) : text.length >> 2, pairs));
  return pairs >= AT_ONCE && part.length <= text.length ? findLong(text, part) : text.indexOf(part);
}

/** By Knuth, Morris and Pratt: no character of the text is looked at again. */
function findLong(text: string, part: string): number {
  const borders = bordersOf(part);
  let matched = 0;
  for (let i = 0; i < text.length; i++) {
    while (matched > 0 && text[i] !== part[matched]) matched = borders[matched - 1]!;
    if (text[i] === part[matched]) matched++;
    if (matched === part.length) return i + 1 - part.length;
  }
  return -1;
}

/** Of each beginning, how much of it is its end as well. */
function bordersOf(part: string): Int32Array {
  const borders = new Int32Array(part.length);
  for (let i = 1, matched = 0; i < part.length; i++) {
    while (matched > 0 && part[i] !== part[matched]) matched = borders[matched - 1]!;
    if (part[i] === part[matched]) matched++;
    borders[i] = matched;
  }
  return borders;
}
