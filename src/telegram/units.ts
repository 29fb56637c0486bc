/**
 * The page as lines: where they start, what is blank, and which of them belong together.
 * A unit is what the copy means as one line: a printed line where paragraphs are not wrapped, the
 * joined lines of a paragraph where they are.
 */
import type { Range } from './model.js';

export interface Line extends Range {
  /** Columns of white space in front. */
  readonly indent: number;
  readonly blank: boolean;
}

/** A stretch of text without the white space around it. */
export interface Unit extends Range {
  readonly indent: number;
  /** True where a blank line (or the beginning of the text) stands before it. */
  readonly blankBefore: boolean;
}

/**
 * Splits a range at LF, CRLF, CR, form feed and Unicode's line separators. Ranges exclude the white
 * space around each line; of several blank lines one is kept.
 */
export function splitLines(text: string, start = 0, end = text.length): Line[] {
  const lines: Line[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && !isLineBreak(text.charCodeAt(at))) continue;
    const line = trimmedLine(text, from, at);
    if (!line.blank || !lines.at(-1)?.blank) lines.push(line);
    if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 && at + 1 < end) at++;
    from = at + 1;
  }
  return lines;
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 12 || code === 0x2028 || code === 0x2029;
}

function trimmedLine(text: string, start: number, end: number): Line {
  const { start: from, end: to } = trim(text, start, end);
  return { start: from, end: to, indent: from - start, blank: from === to };
}

/** The range without white space at its ends; an empty range where there is nothing else. */
export function trim(text: string, start: number, end: number): Range {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

/** Whether one stretch follows the other directly. Notes that were cut out part what stood around them. */
export function isNextTo(text: string, range: Range, next: Range): boolean {
  const between = trim(text, range.end, next.start);
  return between.start === between.end;
}

/** White space as JavaScript's `\s` has it: what a conversion may fold. */
export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    (code > 0x167f &&
      (code === 0x1680 ||
        (code >= 0x2000 && code <= 0x200a) ||
        code === 0x2028 ||
        code === 0x2029 ||
        code === 0x202f ||
        code === 0x205f ||
        code === 0x3000 ||
        code === 0xfeff))
  );
}

/** Are paragraphs wrapped over several lines, as typists and scanners wrap them? Judged on lines that another one follows. */
export function isHardWrapped(lines: readonly Line[]): boolean {
  let followed = 0;
  let full = 0;
  let longest = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.blank) continue;
    longest = Math.max(longest, line.end - line.start + line.indent);
    const next = lines[i + 1];
    if (next === undefined || next.blank) continue;
    followed++;
    if (line.end - line.start + line.indent >= 45) full++;
  }
  return longest <= 110 && followed >= 3 && full * 10 >= followed * 6;
}

/** Groups lines into units. Lines that open something of their own (`opensUnit`) always start one. */
export function toUnits(
  text: string,
  lines: readonly Line[],
  wrapped: boolean,
  opensUnit: (line: Line) => boolean = () => false,
): Unit[] {
  const units: Unit[] = [];
  let blankBefore = true;
  let open: { start: number; end: number; indent: number; blankBefore: boolean } | undefined;
  let lastWidth = 0;
  for (const line of lines) {
    if (line.blank) {
      blankBefore = true;
      open = undefined;
      continue;
    }
    // A short line ends a wrapped paragraph: what follows it did not fit no longer.
    const joins =
      wrapped &&
      open !== undefined &&
      !blankBefore &&
      lastWidth >= 40 &&
      !opensUnit(line) &&
      isNextTo(text, open, line);
    if (joins && open) {
      open.end = line.end;
    } else {
      open = { start: line.start, end: line.end, indent: line.indent, blankBefore };
      units.push(open);
    }
    lastWidth = line.end - line.start + line.indent;
    blankBefore = false;
  }
  return units;
}
