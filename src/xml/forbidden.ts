/** The characters that no XML document can hold (XML 1.0 §2.2, Char), and what stands for them. */

/** Stands for a character that XML cannot hold. */
export const REPLACEMENT = '\uFFFD';

/** One character that XML cannot hold. With the u flag a surrogate matches only where it is alone. */
export const FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF\uD800-\uDFFF]/u;
/** The same and halves of pairs: without the u flag a text is passed over far faster. */
const MAY_BE_FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF\uD800-\uDFFF]/;
const FORBIDDEN_ALL = new RegExp(FORBIDDEN, 'gu');

/** Whether some character of the text has no place in an XML document. */
export function hasForbidden(text: string): boolean {
  return MAY_BE_FORBIDDEN.test(text) && FORBIDDEN.test(text);
}

/** The text with each character that XML cannot hold replaced by U+FFFD; one code unit for one. */
export function replaceForbidden(text: string): string {
  return hasForbidden(text) ? text.replace(FORBIDDEN_ALL, REPLACEMENT) : text;
}
