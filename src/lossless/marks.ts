/**
 * What an attribute holds stands in a stream as a mark. Its delimiters are characters that XML
 * forbids, so no text can look like one.
 */
import { REPLACEMENT, replaceForbidden } from '../agreement.js';

const NOTE = '\uFFFE';
const PAGE = '\uFFFF';
const ENTRY = '\u0000';

/** The marker of a note, whose number `note/@n` or `ptr/@n` holds. */
export function noteMark(n: string): string {
  return NOTE + attribute(n) + NOTE;
}

/** A page break, which `pb/@n` and `@ed` hold. */
export function pageMark(n: string, edition: string): string {
  return PAGE + attribute(edition) + PAGE + attribute(n) + PAGE;
}

/** An entry of the ledger: its place, which `item/@n` holds, and its characters. */
export function ledgerMark(offset: number | string, text: string): string {
  return ENTRY + offset + ENTRY + text;
}

/** A piece of a stream as words for a message. */
export function readable(piece: string): string {
  return piece
    .replaceAll(/\uFFFE([^\uFFFE]*)\uFFFE/g, '[note $1]')
    .replaceAll(/\uFFFF[^\uFFFF]*\uFFFF([^\uFFFF]*)\uFFFF/g, '[page $1]')
    .replaceAll(/\0[0-9]*\0/g, ' ')
    .replaceAll(/[\0\uFFFE\uFFFF]/g, REPLACEMENT);
}

/** The text without white space (ECMAScript's `\s`, typographic spaces too): what the promise that nothing is lost is about. */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}

function attribute(value: string): string {
  return replaceForbidden(withoutSpace(value));
}
