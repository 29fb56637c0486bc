/** What `replace` puts in the place of a match (Functions and Operators 3.1, §5.6.4). */
import { RegExpFault } from './fault.js';
import type { Flags } from './flags.js';
import type { Match } from './searcher.js';

export interface Replacement {
  readonly source: string;
  readonly parts: Parts;
  /** The same as JavaScript's `replace` reads it; undefined where it refers to groups, or is long. */
  readonly plain: string | undefined;
}

/** Texts, and numbers of groups: 0 for the whole match. */
type Parts = readonly (string | number)[];

/** So long a text may be put in as often as there are matches, before the meter is told. */
const SHORT = 16;

/** @param groups how many the expression has. @throws RegExpFault */
export function readReplacement(source: string, groups: number, { literal }: Flags): Replacement {
  const parts = literal ? [source] : readParts(source, groups);
  const isPlain = source.length <= SHORT && parts.every((part) => typeof part === 'string');
  return { source, parts, plain: isPlain ? parts.join('').replaceAll('$', '$$$$') : undefined };
}

function readParts(source: string, groups: number): Parts {
  const parts: (string | number)[] = [];
  let text = '';
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!;
    const after = source[i + 1] ?? '';
    if (char === '\\') {
      if (after !== '\\' && after !== '$')
        refuse(source, i, 'behind “\\” comes “\\” or “$”; write \\\\ for the character');
      text += after;
      i++;
    } else if (char === '$') {
      if (!/^\d$/.test(after)) refuse(source, i, 'behind “$” comes the number of a group; write \\$ for the character');
      const digits = groupDigits(source.slice(i + 1), groups);
      if (text !== '') parts.push(text);
      text = '';
      parts.push(Number(digits));
      i += digits.length;
    } else {
      text += char;
    }
  }
  if (text !== '') parts.push(text);
  return parts;
}

/** As many of the digits as are the number of a group, one at least. */
function groupDigits(source: string, groups: number): string {
  let digits = source[0]!;
  while (
    digits !== '0' &&
    /^\d/.test(source.slice(digits.length)) &&
    Number(digits + source[digits.length]!) <= groups
  ) {
    digits += source[digits.length]!;
  }
  return digits;
}

function refuse(source: string, at: number, reason: string): never {
  throw new RegExpFault('FORX0004', `the replacement “${source}” cannot be read: at character ${at + 1}, ${reason}`);
}

/** What stands in the place of this match. */
export function replaced(parts: Parts, text: string, match: Match): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const end = match[2 * part + 1];
      // A group that there is not, or that has kept nothing, is empty.
      return end === undefined || end === -1 ? '' : text.slice(match[2 * part], end);
    })
    .join('');
}
