/** Tables as plain text sets them: cells parted by tabs, or columns parted by strips of blanks. */

import type { PageBreak, Range } from '../model.js';
import { headAt } from './headed.js';
import { labelAt } from './labels.js';
import { pageBreakLine } from './pages.js';
import { trim } from './units.js';

type Cells = readonly Range[];

export interface FoundTable {
  /** First line, and the one just past the last. */
  readonly from: number;
  readonly to: number;
  /** The cells of each row, every row as many; page breaks may stand between rows. */
  readonly rows: readonly (Cells | PageBreak)[];
}

const LONGEST_CELL = 150;
const TAB_STOP = 8;
const GAP = / {3,}|\t+/;
const BLANK_LINE = /(?:\r\n?|\n)[^\r\n]*(?:\r\n?|\n)/;
const BULLET = /^[-•*·▪●■–—]$/;

/** Rows that follow each other, with the line just past the last. */
interface Run {
  readonly rows: readonly Cells[];
  readonly to: number;
}

/** The tables among the lines, in order. */
export function findTables(text: string, lines: readonly Range[]): FoundTable[] {
  const found: FoundTable[] = [];
  let tried = 0;
  for (let from = 0; from < lines.length; ) {
    const gapped = from < tried ? undefined : runFrom(text, lines, from, (line) => gappedLine(text, line));
    tried = gapped?.to ?? tried;
    const tabbed = tabbedRun(text, lines, from);
    // Some set as many tabs as bring the next column into line, so what is seen may be more than what is counted.
    const isMore = gapped && gapped.rows.length > (tabbed?.rows.length ?? 0);
    const run = (isMore ? alignedRun(text, gapped) : undefined) ?? tabbed;
    if (run) {
      const cells = run.rows.values();
      const rows = lines.slice(from, run.to).map((line) => pageBreakLine(text, line) ?? cells.next().value!);
      found.push({ from, to: run.to, rows });
    }
    from = run?.to ?? from + 1;
  }
  return found;
}

/** Where the lines start that are rows of a table, and so belong to no paragraph with their neighbours. */
export function tableLines(text: string, lines: readonly Range[]): ReadonlySet<number> {
  const spoken = lines.filter(({ start, end }) => end > start);
  const rows = findTables(text, spoken).flatMap(({ from, to }) => spoken.slice(from, to));
  return new Set(rows.map(({ start }) => start));
}

/** The lines from the first on that are rows, with blank lines between all of them or none; page breaks may stand between them. */
function runFrom(text: string, lines: readonly Range[], from: number, rowOf: (line: Range) => Cells | undefined): Run {
  const rows: Cells[] = [];
  let to = from;
  let parted: boolean | undefined;
  for (let at = from; at < lines.length; at++) {
    const row = rowOf(lines[at]!);
    if (!row && (to === from || !pageBreakLine(text, lines[at]!))) break;
    if (!row) continue;
    if (to === at && at > from) {
      const isParted = BLANK_LINE.test(text.slice(lines[at - 1]!.end, lines[at]!.start));
      if (isParted !== (parted ?? isParted)) break;
      parted = isParted;
    }
    rows.push(row);
    to = at + 1;
  }
  return { rows, to };
}

/** Labels, bullets and heads may be parted from their text by the same means, and prose may hold a tab. */
function isRow(cells: readonly string[]): boolean {
  const spoken = cells.filter((cell) => cell.trim() !== '');
  const [first] = spoken;
  if (first === undefined || spoken.length < 2) return false;
  if (spoken.some((cell) => cell.length > LONGEST_CELL || /[\t\n\r]/.test(cell))) return false;
  const range = { start: 0, end: first.length };
  if (first.endsWith(':') && headAt(first, range)) return false;
  return spoken.length > 2 || !(labelAt(first, range)?.alone || BULLET.test(first));
}

/** Two lines or more that share their tabs. A column that is empty in every row is the margin. */
function tabbedRun(text: string, lines: readonly Range[], from: number): Run | undefined {
  const columns = tabbedCells(text, lines[from]!)?.length;
  if (columns === undefined) return undefined;
  const { rows, to } = runFrom(text, lines, from, (line) => {
    const cells = tabbedCells(text, line);
    return cells?.length === columns ? cells : undefined;
  });
  if (rows.length < 2) return undefined;
  const spoken = rows[0]!.map((_, column) => rows.some((row) => row[column]!.end > row[column]!.start));
  return { rows: rows.map((row) => row.filter((_, column) => spoken[column])), to };
}

/** The cells of a line with a tab between words; empty ones at its ends stand in white space that the line leaves out. */
function tabbedCells(text: string, line: Range): Cells | undefined {
  if (!text.slice(line.start, line.end).includes('\t')) return undefined;
  let { start, end } = line;
  while (/[\t ]/.test(text[start - 1] ?? '')) start--;
  while (/[\t ]/.test(text[end] ?? '')) end++;
  const cells: Range[] = [];
  let from = start;
  for (const cell of text.slice(start, end).split('\t')) {
    cells.push(trim(text, from, from + cell.length));
    from += cell.length + 1;
  }
  return isRow(cells.map((cell) => text.slice(cell.start, cell.end))) ? cells : undefined;
}

function gappedLine(text: string, line: Range): Cells | undefined {
  const said = text.slice(line.start, line.end);
  return (said.includes('   ') || said.includes('\t')) && isRow(said.split(GAP)) ? [line] : undefined;
}

/** Three lines or more through which strips of blanks run down, two or more wide: gaps may be chance in two. */
function alignedRun(text: string, { rows: lines, to }: Run): Run | undefined {
  if (lines.length < 3) return undefined;
  const letters = lines.map(([line]) => lettersOf(text, line!));
  const filled: boolean[] = [];
  for (const { column } of letters.flat()) filled[column] = true;
  const ends: number[] = [];
  filled.forEach((_, column) => {
    if (ends.length > 0 && column - ends.at(-1)! <= 2) ends.pop();
    ends.push(column);
  });
  const rows = letters.map((row) => cellsAt(row, ends));
  return rows.every((row) => isRow(row.map(({ start, end }) => text.slice(start, end)))) ? { rows, to } : undefined;
}

/** The letters of a line up to each of the columns; where there are none, an empty cell before what follows. */
function cellsAt(letters: readonly Letter[], ends: readonly number[]): Range[] {
  let next = 0;
  return ends.map((end) => {
    const start = letters[next]?.at ?? letters.at(-1)!.at + 1;
    let last = start;
    for (; next < letters.length && letters[next]!.column <= end; next++) last = letters[next]!.at + 1;
    return { start, end: last };
  });
}

/** Where a letter stands in the text, and in which column of the page. */
interface Letter {
  readonly at: number;
  readonly column: number;
}

function lettersOf(text: string, { start, end }: Range): Letter[] {
  let at = start;
  while (at > 0 && !/[\n\r\f\u2028\u2029]/.test(text[at - 1]!)) at--;
  const letters: Letter[] = [];
  for (let column = 0; at < end; at++) {
    if (at >= start && !/[\t ]/.test(text[at]!)) letters.push({ at, column });
    column = text[at] === '\t' ? column - (column % TAB_STOP) + TAB_STOP : column + 1;
  }
  return letters;
}
