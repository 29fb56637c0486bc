/** What XML 1.0 (§2.2) cannot hold, and what counts as layout. */

/** Stands for a character that XML cannot hold. */
export const REPLACEMENT = '\uFFFD';

// With the u flag a surrogate matches only where it is alone.
const FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF\uD800-\uDFFF]/u;
const FORBIDDEN_ALL = new RegExp(FORBIDDEN, 'gu');

/** Whether some character of the text has no place in an XML document. */
export function hasForbidden(text: string): boolean {
  return FORBIDDEN.test(text);
}

/** The text with each character that XML cannot hold replaced by U+FFFD; one code unit for one. */
export function replaceForbidden(text: string): string {
  return hasForbidden(text) ? text.replace(FORBIDDEN_ALL, REPLACEMENT) : text;
}

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
export const LAYOUT = /[ \t\n\v\f\r\u2028\u2029]+/g;

/** The text with each run of layout folded to one space, and none at its ends. */
export function foldLayout(text: string): string {
  return text.replace(LAYOUT, ' ').replace(/^ | $/g, '');
}

/**
 * The text without any white space (ECMAScript's `\s`, which has typographic spaces too): what the
 * promise that nothing is lost is about.
 */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}
