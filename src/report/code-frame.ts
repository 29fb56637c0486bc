/** A few lines of a source with the place of a diagnostic underlined. */

import { visible } from '../shown.js';

export interface FramePlace {
  /** One-based. */
  readonly line: number;
  /** One-based, in UTF-16 code units; without it the line is shown and nothing underlined. */
  readonly column?: number;
  readonly endLine?: number;
  /** Just past the last code unit. */
  readonly endColumn?: number;
}

const CONTEXT_LINES = 1;
const WIDTH = 100;
/** How much of a line in front of the place is kept when the line does not fit. */
const LEAD = 60;

/**
 * Renders the frame; undefined where the source has no such line. Work and output are bounded by a
 * few lines of {@link WIDTH} characters, however long the source's own lines are.
 */
export function codeFrame(source: string, place: FramePlace): string | undefined {
  const first = Math.max(1, place.line - CONTEXT_LINES);
  const lines = linesFrom(source, first, place.line + CONTEXT_LINES);
  const at = place.line - first;
  if (at >= lines.length) return undefined;
  const gutter = String(first + lines.length - 1).length;
  const column = place.column ?? 1;
  const line = lines[at]!;
  const from = windowStart(line, column);
  const out: string[] = [];
  for (const [i, text] of lines.entries()) {
    const mark = i === at ? '>' : ' ';
    out.push(`${mark} ${String(first + i).padStart(gutter)} | ${inLine(cut(text, i === at ? from : 0))}`.trimEnd());
    if (i === at && place.column !== undefined) {
      out.push(`  ${' '.repeat(gutter)} | ${underline(line, from, column, endOf(line, place))}`);
    }
  }
  return out.join('\n');
}

function endOf(line: string, place: FramePlace): number {
  if (place.endLine !== undefined && place.endLine > place.line) return line.length + 1;
  return place.endColumn ?? (place.column ?? 1) + 1;
}

/** The text whose lines were looked for last, and where those that were met begin: one text mostly has many findings. */
let known: { readonly source: string; readonly starts: number[] } = { source: '', starts: [0] };

/** Lines `first` to `last`, one-based and inclusive; ends at LF, CRLF and CR as XML counts them. */
function linesFrom(source: string, first: number, last: number): string[] {
  if (known.source !== source) known = { source, starts: [0] };
  const { starts } = known;
  const lines: string[] = [];
  let number = Math.min(first, starts.length);
  let start = starts[number - 1]!;
  for (; number <= last && start <= source.length; number++) {
    const end = lineEnd(source, start);
    if (number >= first) lines.push(source.slice(start, end));
    start = source.startsWith('\r\n', end) ? end + 2 : end + 1;
    starts[number] = start;
  }
  // A final line end does not begin a line worth showing.
  if (lines.length > 1 && lines.at(-1) === '' && start > source.length) lines.pop();
  return lines;
}

function lineEnd(source: string, start: number): number {
  const lf = source.indexOf('\n', start);
  const end = lf === -1 ? source.length : lf;
  const cr = source.slice(start, end).indexOf('\r');
  return cr === -1 ? end : start + cr;
}

/** Zero-based offset at which the shown part of a long line starts. */
function windowStart(line: string, column: number): number {
  if (line.length <= WIDTH || column <= WIDTH - 20) return 0;
  const from = Math.max(0, Math.min(column - 1 - LEAD, line.length - WIDTH));
  // Not between the halves of a surrogate pair.
  return isLowSurrogate(line.charCodeAt(from)) ? from + 1 : from;
}

function cut(line: string, from: number): string {
  let end = Math.min(line.length, from + WIDTH);
  if (end < line.length && isLowSurrogate(line.charCodeAt(end))) end--;
  return (from > 0 ? '…' : '') + line.slice(from, end) + (end < line.length ? '…' : '');
}

function underline(line: string, from: number, column: number, endColumn: number): string {
  const start = Math.max(column - 1, from);
  const end = Math.max(start + 1, Math.min(endColumn - 1, from + WIDTH));
  const lead = (from > 0 ? 1 : 0) + displayWidth(inLine(line.slice(from, start)));
  return ' '.repeat(lead) + '^'.repeat(Math.max(1, displayWidth(inLine(line.slice(start, end)))));
}

/** How wide a tab is depends on who shows it. */
function inLine(text: string): string {
  return visible(text.replaceAll('\t', ' '));
}

/** Columns that a terminal gives to a text: two for East Asian wide characters and emoji, none for combining marks. */
function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x300) width += 1;
    else if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(char)) width += 0;
    else width += isWide(code) ? 2 : 1;
  }
  return width;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
