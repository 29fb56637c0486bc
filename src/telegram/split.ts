/** Several documents in one file: cut where a numbered heading begins the next one. */
import { isFileLine } from './file-line.js';
import { headingAt } from './heading.js';
import { pageBreakLine } from './pages.js';
import type { Line, Unit } from './units.js';

/** Numbers of one file's documents go up; a list in a text starts again or jumps. */
const LARGEST_STEP = 25;

/** The lines of each document; one group where nothing says that there are more. */
export function splitDocuments(text: string, lines: readonly Line[]): readonly (readonly Line[])[] {
  const units = asUnits(lines);
  const starts: number[] = [];
  let last: number | undefined;
  for (let at = 0; at < units.length; at++) {
    const number = numberedHeading(text, units, at);
    if (number === undefined || (last !== undefined && (number <= last || number > last + LARGEST_STEP))) continue;
    last = number;
    starts.push(at);
  }
  const cuts = starts.slice(1).map((at) => units[withFront(text, units, at)]!.line);
  const bounds = [0, ...cuts, lines.length];
  return bounds.slice(1).map((end, i) => lines.slice(bounds[i], end));
}

interface LineUnit extends Unit {
  /** Index of its line. */
  readonly line: number;
}

function asUnits(lines: readonly Line[]): LineUnit[] {
  const units: LineUnit[] = [];
  let blankBefore = true;
  for (const [index, line] of lines.entries()) {
    if (!line.blank) units.push({ start: line.start, end: line.end, indent: line.indent, blankBefore, line: index });
    blankBefore = line.blank;
  }
  return units;
}

/** Only a heading that names its kind cuts: `118. Telegram From …`, not `2. The Secretary …`. */
function numberedHeading(text: string, units: readonly LineUnit[], at: number): number | undefined {
  const unit = units[at]!;
  const first = text.charCodeAt(unit.start);
  if (unit.indent > 0 || !((first >= 48 && first <= 57) || first === 78)) return undefined;
  const heading = headingAt(text, units, at);
  if (!heading?.number || heading.type === 'document') return undefined;
  return Number.parseInt(heading.number.value, 10);
}

/** File line and page break above a heading go with it. */
function withFront(text: string, units: readonly LineUnit[], at: number): number {
  let from = at;
  while (from > 0 && (isFileLine(text, units[from - 1]!) || pageBreakLine(text, units[from - 1]!))) from--;
  return from;
}
