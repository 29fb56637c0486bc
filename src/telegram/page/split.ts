/** Several documents in one file: cut where a numbered heading, or one of parties with its own file line or dateline, begins the next one. */

import { isAroundHeading } from '../heading/front.js';
import { type FoundHeading, headingAt } from '../heading/heading.js';
import { isAttachmentLabel } from '../lines/attachments.js';
import { isFileLine } from '../lines/file-line.js';
import { pageBreakLine } from '../lines/pages.js';
import type { Line, Unit } from '../lines/units.js';
import { beginnings, headLines } from '../services/index.js';

/** Numbers of one file's documents go up; a list in a text starts again or jumps. */
const LARGEST_STEP = 25;

/** The lines of each document; one group where nothing says that there are more. */
export function splitDocuments(text: string, lines: readonly Line[]): readonly (readonly Line[])[] {
  const units = asUnits(lines);
  const registered = registeredDocuments(text, lines);
  if (registered.length > 1) return parts(lines, registered);
  const starts: number[] = [];
  let last: number | undefined;
  for (let at = 0; at < units.length; at++) {
    const number = numberedHeading(text, units, at);
    if (number === undefined || (last !== undefined && (number <= last || number > last + LARGEST_STEP))) continue;
    last = number;
    starts.push(at);
  }
  const cuts = (starts.length > 0 ? starts : headingsOfParties(text, units))
    .slice(1)
    .map((at) => units[withFront(text, units, at)]!.line);
  return parts(lines, [0, ...cuts]);
}

/** The lines from each start to the next; what stands above the first goes with it. */
function parts(lines: readonly Line[], starts: readonly number[]): (readonly Line[])[] {
  const bounds = [0, ...starts.slice(1), lines.length];
  return bounds.slice(1).map((end, i) => lines.slice(bounds[i], end));
}

/** Where documents begin that are set as one of the other services' editions sets them. */
function registeredDocuments(text: string, lines: readonly Line[]): number[] {
  const indices = lines.flatMap(({ blank }, index) => (blank ? [] : [index]));
  return beginnings(headLines(text, lines)).map((at) => indices[at]!);
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

/** Without numbers `The Minister … to the Secretary …` begins a document, but for what is enclosed in the one before. */
function headingsOfParties(text: string, units: readonly LineUnit[]): number[] {
  const starts: number[] = [];
  let encloses = false;
  for (let at = 0; at < units.length; at++) {
    encloses ||= isAttachmentLabel(text, units[at]!);
    const heading = units[at]!.indent === 0 ? headingAt(text, units, at) : undefined;
    if (!heading) continue;
    const from = withFront(text, units, at);
    if (starts.length === 0 || (heading.grammar === 'parties' && isSetApart(text, units, from, heading, encloses))) {
      starts.push(at);
      encloses = false;
    }
    at = heading.endUnit - 1;
  }
  return starts;
}

/** By its own file line, or by a blank line above and the words of an opening below; not where text announces it. */
function isSetApart(
  text: string,
  units: readonly LineUnit[],
  from: number,
  { firstUnit, endUnit, number }: FoundHeading,
  encloses: boolean,
): boolean {
  const above = units[from - 1];
  const counted = number !== undefined && text[units[firstUnit]!.start] !== 'N';
  if (!above || counted || isAttachmentLabel(text, above) || text[above.end - 1] === ':') return false;
  if (units.slice(from, firstUnit).some((unit) => isFileLine(text, unit))) return true;
  return (
    !encloses &&
    units[from]!.blankBefore &&
    units.slice(endUnit, endUnit + 2).some((unit) => isAroundHeading(text, unit) && !isAttachmentLabel(text, unit))
  );
}

/** File line and page break above a heading go with it. */
function withFront(text: string, units: readonly LineUnit[], at: number): number {
  let from = at;
  while (from > 0 && (isFileLine(text, units[from - 1]!) || pageBreakLine(text, units[from - 1]!))) from--;
  return from;
}
