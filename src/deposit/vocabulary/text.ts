/** Texts in the forms that repositories take. */
import { createHash } from 'node:crypto';
import { escapeHtml } from '../../xml/escape.js';

/** Plain text as HTML: a paragraph for each line. */
export function htmlOf(text: string): string {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('');
}

/** A title as the name of a file, of letters, digits and dashes of ASCII: `telegrams-from-strelsau`. */
export function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 61)
    .replace(/^-|-$/g, '');
  // Of a title in another script, something that is its own nevertheless.
  return slug === '' ? `documents-${createHash('sha1').update(title).digest('hex').slice(0, 8)}` : slug;
}

/** Pretty-printed, ending in a line end. What is undefined is left out. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
