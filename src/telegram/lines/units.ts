/**
 * The page as lines: where they start, what is blank, and which of them belong together.
 * A unit is what the copy means as one line: a printed line where paragraphs are not wrapped, the
 * joined lines of a paragraph where they are.
 */
import type { Range } from '../model.js';

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
  const own = end < text.length ? text.slice(0, end) : text;
  const lines: Line[] = [];
  let from = start;
  LINE_BREAK.lastIndex = start;
  for (let found = LINE_BREAK.exec(own); ; found = LINE_BREAK.exec(own)) {
    const line = trimmedLine(text, from, found?.index ?? end);
    if (!line.blank || !lines.at(-1)?.blank) lines.push(line);
    if (!found) return lines;
    from = LINE_BREAK.lastIndex;
  }
}

const LINE_BREAK = /\r\n|[\n\r\f\u2028\u2029]/g;

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

/** Groups lines into units: each line by itself, but for those that `joins` says go on with the next. */
export function toUnits(lines: readonly Line[], joins: (line: Line, next: Line) => boolean): Unit[] {
  const units: Unit[] = [];
  let blankBefore = true;
  let last: Line | undefined;
  for (const line of lines) {
    if (!line.blank) {
      const open = units.at(-1);
      if (open && last && !blankBefore && joins(last, line)) units[units.length - 1] = { ...open, end: line.end };
      else units.push({ start: line.start, end: line.end, indent: line.indent, blankBefore });
    }
    last = line.blank ? undefined : line;
    blankBefore = line.blank;
  }
  return units;
}
