/** Text as it is written within markup: what reads back is what went in, but for characters that the language cannot hold. */
import { REPLACEMENT, replaceForbidden } from './forbidden.js';

/** As the text of an element of XML. */
export function escapeText(text: string): string {
  return replaceForbidden(text).replace(/[&<>\r]/g, reference);
}

/** As an attribute between double quotes, where a parser makes spaces of line ends and tabs that are written as they are. */
export function escapeAttribute(value: string): string {
  return replaceForbidden(value).replace(/[&<>"\t\n\r]/g, reference);
}

/** As the text of an element of a page that is HTML and XML at once: HTML has no C1 controls, and no carriage return even by reference. */
export function escapeHtml(text: string): string {
  return escapeText(text.replace(/\r\n?/g, '\n').replace(/[\x7f-\x9f]/g, REPLACEMENT));
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// Of line ends a parser makes line feeds, and of others spaces; only a reference keeps them.
function reference(char: string): string {
  return NAMED[char] ?? `&#${char.charCodeAt(0)};`;
}
