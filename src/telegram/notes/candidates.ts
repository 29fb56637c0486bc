/** Where the markers of a list may stand, by how the list is set, and what is surely none. */

import type { FoundHeading } from '../heading/heading.js';
import { parseDateline } from '../lines/dateline.js';
import { findPageBreaks } from '../lines/pages.js';
import { openingNumber } from '../lines/telegram-number.js';
import type { Unit } from '../lines/units.js';
import type { Range } from '../model.js';
import { findMarkers, type MarkedUnit, type MarkerCandidate } from './markers.js';
import { isSourceNote, type NoteForm, type NoteList } from './notes.js';

/** Forms of lists whose labels are printed as the markers are. */
export const REPEATS_MARKERS: ReadonlySet<NoteForm> = new Set(['slash', 'bracket', 'paren', 'bare']);
/** Forms whose labels may be, as a whole. */
const MAY_REPEAT: ReadonlySet<NoteForm> = new Set(['indented', 'backlink']);
/** Among so many units from the heading on stands the one that begins with the telegram's own number. */
const OPENING_UNITS = 6;
/** What stands for itself as a marker. */
export const CLEAN = 2;

/** The candidates for the notes of this list in reading order. */
export function findCandidates(
  text: string,
  units: readonly Unit[],
  heading: FoundHeading | undefined,
  list: NoteList,
): MarkerCandidate[] {
  const startsWithSource = list.notes[0] !== undefined && isSourceNote(text, list.notes[0]);
  const marked = markedUnits(units, heading);
  const repeats = REPEATS_MARKERS.has(list.form);
  const printed = findMarkers(text, marked, list.form === 'slash' || list.form === 'paren' ? list.form : 'bracket');
  const signs = list.notes.length > 0 ? findMarkers(text, marked, 'sign') : [];
  if (printed.length > 0 && (repeats || (MAY_REPEAT.has(list.form) && answersAll(list, printed))))
    return inOrder([...printed, ...signs]);
  const opening = units.slice(heading?.endUnit ?? 0).slice(0, OPENING_UNITS);
  const taken = [
    ...(heading?.number ? [heading.number] : []),
    ...marked.flatMap((unit) => findPageBreaks(text, unit)),
    ...opening.flatMap((unit) => {
      const own = openingNumber(text, unit);
      return [own?.number, own?.second?.number, parseDateline(text, unit)?.date].flatMap((range) => range ?? []);
    }),
  ].sort((a, b) => a.start - b.start);
  const glued = findMarkers(text, marked, 'glued').filter(
    (candidate) =>
      !isInside(candidate, taken) &&
      !(candidate.set === 'fused' && candidate.number === 0 && !startsWithSource) &&
      (!repeats || (candidate.set !== 'spaced' && candidate.score >= CLEAN)),
  );
  return inOrder([...glued, ...signs]);
}

function markedUnits(units: readonly Unit[], heading: FoundHeading | undefined): MarkedUnit[] {
  const inHeading = (index: number): boolean => heading !== undefined && index < heading.endUnit;
  return units
    .map(({ start, end }, index) => ({ start, end, heading: inHeading(index) || isShort(start, end) }))
    .slice(heading?.firstUnit ?? 0);
}

/** Lines such as an attachment's heading or a signature print their marker at the end as headings do. */
function isShort(start: number, end: number): boolean {
  return end - start <= 120;
}

/** Brackets belong to lists in brackets; in another text they are corrections, unless every note has its own. */
function answersAll({ notes }: NoteList, printed: readonly MarkerCandidate[]): boolean {
  const numbers = new Set(printed.map(({ number }) => number));
  return notes.length > 0 && notes.every(({ label }) => label !== undefined && numbers.has(label.number));
}

function inOrder(candidates: readonly MarkerCandidate[]): MarkerCandidate[] {
  return [...candidates].sort((a, b) => a.end - b.end || a.start - b.start);
}

/** Does the range touch one of the ranges, which are in order and apart? */
export function isInside(range: Range, ranges: readonly Range[]): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.end <= range.start) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low];
  return found !== undefined && found.start < range.end;
}
