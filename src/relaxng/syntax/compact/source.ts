/**
 * The text of a schema in the compact syntax before it is cut into tokens (§3): each line end is a line feed, escapes
 * such as \x{E9} are the characters that they stand for, and every character knows where it came from.
 */

import { isChar } from '../../../xml/chars.js';

/** A line feed written as \x{A}, which may stand in a literal of one line. No character of XML, so nothing else can be meant. */
export const ESCAPED_LINE_FEED = '\0';

export interface CompactSource {
  readonly text: string;
  /** One-based line and column (UTF-16 code units) in the file, of an offset in `text`. */
  place(offset: number): { readonly line: number; readonly column: number };
  /** The first escape of what is no character of XML, and its offset in `text`. */
  readonly badEscape?: { readonly offset: number; readonly escape: string };
}

export function prepareSource(file: string): CompactSource {
  const withoutMark = file.startsWith('\uFEFF') ? file.slice(1) : file;
  const lines = withoutMark.includes('\r') ? withoutMark.replace(/\r\n?/g, '\n') : withoutMark;
  const escapes = resolveEscapes(lines);
  const { text, badEscape } = escapes;
  const lineStarts = findLineStarts(text);
  const place = (offset: number) => {
    const line = countUpTo(lineStarts, offset);
    const start = lineStarts[line - 1]!;
    return { line, column: offset - start + 1 + escapes.shrunkBefore(offset) - escapes.shrunkBefore(start) };
  };
  return { text, place, ...(badEscape !== undefined && { badEscape }) };
}

interface Escapes {
  readonly text: string;
  readonly badEscape?: { readonly offset: number; readonly escape: string };
  /** By how many code units the file is longer than the text, up to an offset in the text. */
  shrunkBefore(offset: number): number;
}

/** `\x{…}`, with any number of `x`. */
const ESCAPE = /\\x+\{([0-9A-Fa-f]+)\}/g;

function resolveEscapes(file: string): Escapes {
  if (!file.includes('\\x')) return { text: file, shrunkBefore: () => 0 };
  let text = '';
  let from = 0;
  let badEscape: Escapes['badEscape'];
  // Just past each escape, and what all up to it have saved.
  const ends: number[] = [];
  const saved: number[] = [0];
  for (const { 0: found, 1: hex = '', index } of file.matchAll(ESCAPE)) {
    text += file.slice(from, index);
    from = index + found.length;
    const char = xmlCharacter(hex);
    if (char === undefined) badEscape ??= { offset: text.length, escape: found };
    text += char === '\n' ? ESCAPED_LINE_FEED : (char ?? '\uFFFD');
    ends.push(text.length);
    saved.push(from - text.length);
  }
  text += file.slice(from);
  const shrunkBefore = (offset: number) => saved[countUpTo(ends, offset)]!;
  return { text, shrunkBefore, ...(badEscape !== undefined && { badEscape }) };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** How many of the sorted numbers are not above the limit. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The character of a number in hexadecimal, if XML has it. */
function xmlCharacter(hex: string): string | undefined {
  const code = Number.parseInt(hex, 16);
  return isChar(code) ? String.fromCodePoint(code) : undefined;
}
