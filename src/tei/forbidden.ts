/** Warnings about characters that XML cannot hold. */
import type { Diagnostic } from '../diagnostics.js';
import { placeAt } from '../places.js';
import { hasForbidden } from '../xml/forbidden.js';
import { codePointName, forbiddenRuns } from './characters.js';

/**
 * One warning (`character-not-allowed`) for each different character of the input that XML forbids
 * (XML 1.0 §2.2), at its first place, with the number of places. In the TEI each is a `g` holding
 * U+FFFD, or U+FFFD alone where no `g` may stand. Form feed and vertical tab are layout, and not
 * reported.
 */
export function findForbiddenCharacters(input: string): Diagnostic[] {
  if (!hasForbidden(input)) return [];
  const places = new Map<number, { readonly first: number; count: number }>();
  for (const { offset, length, codePoint } of forbiddenRuns(input)) {
    if (codePoint === 0x0b || codePoint === 0x0c) continue;
    const place = places.get(codePoint);
    if (place === undefined) places.set(codePoint, { first: offset, count: length });
    else place.count += length;
    // A broken file may hold a thousand different halves of characters.
    if (places.size > 20) break;
  }
  return [...places].map(([codePoint, { first, count }]) => ({
    severity: 'warning',
    code: 'character-not-allowed',
    message: `The character ${codePointName(codePoint).replace('U', 'U+')} (${description(codePoint)}) stands here${count > 1 ? `, and in ${count - 1} more places` : ''}. XML cannot hold it, so the TEI shows U+FFFD in its place and says in the header what it was. See what the character stood for, and replace it in your text.`,
    ...placeAt(input, first),
    source: 'tei',
  }));
}

function description(codePoint: number): string {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return 'half of a character, left alone';
  return codePoint >= 0xfffe ? 'not a character' : 'a control character';
}
