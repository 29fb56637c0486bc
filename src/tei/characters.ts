/** Runs of what XML 1.0 (§2.2) cannot hold, and what counts as layout. */
import { FORBIDDEN } from '../xml/forbidden.js';

/** The runs of the same forbidden character in a text, in order. */
export function* forbiddenRuns(text: string): Generator<{ offset: number; length: number; codePoint: number }> {
  const finder = new RegExp(FORBIDDEN, 'gu');
  for (let match = finder.exec(text); match !== null; match = finder.exec(text)) {
    const codePoint = text.charCodeAt(match.index);
    while (text.charCodeAt(finder.lastIndex) === codePoint && !isPair(text, finder.lastIndex)) finder.lastIndex++;
    yield { offset: match.index, length: finder.lastIndex - match.index, codePoint };
  }
}

/** Whether a whole character of two units starts here. */
function isPair(text: string, offset: number): boolean {
  return text.codePointAt(offset)! > 0xffff;
}

/** `U0007`: a code point as the TEI names it in identifiers. */
export function codePointName(codePoint: number): string {
  return `U${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * A run of layout: line ends, indents, and the page and line separators that word processors leave.
 * Typographic spaces (no-break, thin) are not layout and stay.
 */
const LAYOUT = /[ \t\n\v\f\r\u2028\u2029]+/g;
/** Layout other than the single spaces that most texts have alone. */
const TO_BE_FOLDED = /[\t\n\v\f\r\u2028\u2029]| {2}/;

/** The text with each run of layout folded to one space. */
export function withSingleSpaces(text: string): string {
  return TO_BE_FOLDED.test(text) ? text.replace(LAYOUT, ' ') : text;
}

/** The same with none at its ends. */
export function foldLayout(text: string): string {
  return withSingleSpaces(text).replace(/^ | $/g, '');
}
