/** What each unit of a text opens with, as far as blocks are made by it: a label, a bullet, a head, a row of a table. */

import { type Head, headAt, isProse } from '../lines/headed.js';
import { labelAt, type ParagraphLabel } from '../lines/labels.js';
import { pageBreakLine } from '../lines/pages.js';
import { type FoundTable, findTables } from '../lines/tables.js';
import { isNextTo, trim } from '../lines/units.js';
import type { LeftOut, PageBreak, Range } from '../model.js';

/** Where a text stands: above all others in its document, further down, or in a note. */
export type Place = 'opening' | 'body' | 'note';

export interface Entry extends Range {
  readonly bullet?: LeftOut;
  readonly label?: ParagraphLabel;
  /** A page break, or a line that only parts what stands around it. */
  readonly loose?: PageBreak | LeftOut;
  readonly head?: Head;
  readonly table?: FoundTable;
}

const BULLET = /^[-•*·▪●■–](?=\s|$)/;
const DASH = /^[-–]/;
/** What cables print for a blank line. */
const SEPARATOR = /^[-–—]{1,2}(?:\s[-–—])?$/;

/** The entries of a text. Heads stand above it; below its first sentence only those that cannot be words of it. */
export function toEntries(text: string, units: readonly Range[], place: Place): Entry[] {
  const entries: Entry[] = [];
  let above = place === 'opening';
  for (const unit of withTables(text, joinLoneBullets(text, units))) {
    const entry: Entry = unit.table ? unit : toEntry(text, unit, above);
    const announced = entries.at(-1)?.head;
    const isHead = entry.head !== undefined || (announced !== undefined && !announced.body);
    above &&= isHead || !isProse(text, entry);
    entries.push(entry);
  }
  return entries;
}

function withTables(text: string, units: readonly Range[]): Pick<Entry, 'start' | 'end' | 'table'>[] {
  const out: Pick<Entry, 'start' | 'end' | 'table'>[] = [];
  let at = 0;
  for (const table of findTables(text, units)) {
    out.push(...units.slice(at, table.from));
    out.push({ start: units[table.from]!.start, end: units[table.to - 1]!.end, table });
    at = table.to;
  }
  return [...out, ...units.slice(at)];
}

/** A bullet on a line of its own belongs to the line below; a dash only where the line above has its own. */
function joinLoneBullets(text: string, units: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!;
    const below = units[i + 1];
    if (below && isLoneBullet(text, unit, units[i - 1]) && mayBeItsText(text, unit, below)) {
      joined.push({ start: unit.start, end: below.end });
      i++;
    } else joined.push(unit);
  }
  return joined;
}

function isLoneBullet(text: string, unit: Range, above: Range | undefined): boolean {
  if (unit.end - unit.start !== 1 || !BULLET.test(text[unit.start]!)) return false;
  if (!DASH.test(text[unit.start]!)) return true;
  return above !== undefined && isNextTo(text, above, unit) && BULLET.test(text.slice(above.start, above.start + 2));
}

function mayBeItsText(text: string, bullet: Range, below: Range): boolean {
  const opening = text.slice(below.start, below.start + 2);
  return isNextTo(text, bullet, below) && !BULLET.test(opening) && !pageBreakLine(text, below);
}

function toEntry(text: string, unit: Range, above: boolean): Entry {
  const said = text.slice(unit.start, Math.min(unit.end, unit.start + 8));
  const page = pageBreakLine(text, unit);
  if (page) return { ...unit, loose: page };
  if (unit.end - unit.start <= 4 && SEPARATOR.test(said)) return { ...unit, loose: leave(text, unit, 'separator') };
  const head = headAt(text, unit);
  if (head && (above || head.anywhere)) return { ...unit, head };
  if (!BULLET.test(said)) return { ...unit, ...withLabel(labelAt(text, unit)) };
  const bullet = leave(text, { start: unit.start, end: unit.start + 1 }, 'bullet');
  return { ...unit, bullet, ...withLabel(labelAt(text, trim(text, bullet.end, unit.end))) };
}

function withLabel(label: ParagraphLabel | undefined): { label?: ParagraphLabel } {
  return label ? { label } : {};
}

function leave(text: string, { start, end }: Range, reason: LeftOut['reason']): LeftOut {
  return { type: 'leftOut', start, end, text: text.slice(start, end), reason };
}
