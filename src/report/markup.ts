/** Text of findings within the markup of a report, where it neither breaks the markup nor moves anything that shows it. */
import { escaped, visible } from '../shown.js';
import { escapeAttribute, escapeHtml, escapeText } from '../xml/escape.js';
import { FORBIDDEN } from '../xml/forbidden.js';

const FORBIDDEN_ALL = new RegExp(FORBIDDEN, 'gu');

/** As the text of an element of XML: what a parser reads is what was found, but for characters that XML cannot hold, which are written out. */
export function xmlText(text: string): string {
  return visible(escapeText(legible(text)), reference);
}

/** The same between double quotes. */
export function xmlAttribute(value: string): string {
  return visible(escapeAttribute(legible(value)), reference);
}

/** As the text of a page that people look at, where a character that is not seen is written out. */
export function htmlText(text: string): string {
  return escapeHtml(visible(text));
}

function legible(text: string): string {
  return FORBIDDEN.test(text) ? text.replace(FORBIDDEN_ALL, escaped) : text;
}

function reference(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}
