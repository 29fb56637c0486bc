/** The page cut into notes and text, with the place of each note. */
import { alignNotes, type NoteToPlace, type Placement } from './alignment.js';
import { openingNumber } from './facts.js';
import { type FoundHeading, findHeading } from './heading.js';
import { findMarkers, type MarkedUnit, type MarkerCandidate } from './markers.js';
import type { Range } from './model.js';
import { findLooseSource, findNotes, isSourceNote, type NoteList, noteText, type RawNote } from './notes.js';
import { findPageBreaks, pageBreakLine } from './pages.js';
import { isHardWrapped, type Line, toUnits, type Unit } from './units.js';

export interface Layout {
  readonly units: readonly Unit[];
  readonly heading?: FoundHeading;
  readonly notes: readonly RawNote[];
  /** One for each note; undefined where no place was found. */
  readonly placements: readonly (Placement | undefined)[];
  /** Places that look like markers to a reader, and belong to no note. */
  readonly strayMarkers: readonly MarkerCandidate[];
}

/** A list that could as well be the text's own is only taken for notes where the text has places for them. */
export function layOut(text: string, lines: readonly Line[]): Layout {
  const wrapped = isHardWrapped(lines);
  const list = findNotes(text, lines, wrapped);
  if (list) {
    const layout = align(text, list.mainLines, wrapped, list);
    if (isCertain(text, list) || isBorneOut(layout, list)) return layout;
  }
  const source = findLooseSource(text, lines);
  return align(text, source?.mainLines ?? lines, wrapped, source);
}

function isCertain(text: string, list: NoteList): boolean {
  if (list.form === 'backlink' || list.form === 'slash' || list.form === 'source-only') return true;
  return list.notes.some((note) => isSourceNote(text, note));
}

/** Half the notes have a place; all of them a good one where the list looks like any numbered paragraphs. */
function isBorneOut({ placements }: Layout, list: NoteList): boolean {
  if (list.form === 'plain') return placements.every((placement) => placement && placement.candidate.score >= 2);
  return placements.filter(Boolean).length * 2 > list.notes.length;
}

function align(text: string, lines: readonly Line[], wrapped: boolean, list: NoteList | undefined): Layout {
  const units = toUnits(text, lines, wrapped, (line) => pageBreakLine(text, line) !== undefined);
  const heading = findHeading(text, units);
  const notes = list?.notes ?? [];
  const candidates = findCandidates(text, units, heading, list);
  const counted = notes.filter((note) => !note.loose);
  const placed = alignNotes(
    counted.map((note, i) => toPlace(text, note, i)),
    candidates,
    (note, candidate) => affinity(text, note, candidate),
  );
  let next = 0;
  const placements = notes.map((note) => (note.loose ? undefined : placed[next++]));
  const strayMarkers = heading ? findStray(candidates, placements) : [];
  return { units, ...(heading && { heading }), notes, placements, strayMarkers };
}

function toPlace(text: string, note: RawNote, index: number): NoteToPlace {
  return {
    number: note.label?.number ?? index + 1,
    letter: note.label?.letter ?? '',
    text: noteText(text, note).slice(0, 240),
  };
}

/** What note and place have in common: the note repeats the number, or the name, that its marker stands at. */
function affinity(text: string, note: NoteToPlace, candidate: MarkerCandidate): number {
  if (candidate.stem !== '') return candidate.stem.length > 1 && hasNumber(note.text, candidate.stem) ? 5 : 0;
  const lead = text.slice(Math.max(0, candidate.start - 24), candidate.start);
  const number = /(\d{2,})[.,)\]”]*\s?$/.exec(lead)?.[1];
  if (number) return hasNumber(note.text, number) ? 2.5 : 0;
  const name = /(\p{Lu}\p{L}{3,})[^\p{L}\d]{0,3}$/u.exec(lead)?.[1];
  return name && note.text.includes(name) ? 1.5 : 0;
}

function hasNumber(text: string, digits: string): boolean {
  for (let at = text.indexOf(digits); at >= 0; at = text.indexOf(digits, at + 1)) {
    if (!/\d/.test(text[at - 1] ?? ' ') && !/\d/.test(text[at + digits.length] ?? ' ')) return true;
  }
  return false;
}

/** Forms of lists whose markers stand in brackets or slashes in the text, too. */
const PRINTS_BRACKETS: ReadonlySet<NoteList['form']> = new Set(['slash', 'bracket', 'bare', 'source-only']);
/** Among so many units from the heading on stands the one that begins with the telegram's own number. */
const OPENING_UNITS = 6;

function findCandidates(
  text: string,
  units: readonly Unit[],
  heading: FoundHeading | undefined,
  list: NoteList | undefined,
): MarkerCandidate[] {
  const marked = markedUnits(units, heading);
  const explicit = findMarkers(text, marked, list?.form === 'slash' ? 'slash' : 'bracket');
  if (explicit.length > 0 && list && PRINTS_BRACKETS.has(list.form)) return explicit;
  const opening = units.slice(heading?.endUnit ?? 0).slice(0, OPENING_UNITS);
  const taken = [
    ...(heading?.number ? [heading.number] : []),
    ...marked.flatMap((unit) => findPageBreaks(text, unit)),
    ...opening.flatMap((unit) => openingNumber(text, unit)?.number ?? []),
  ].sort((a, b) => a.start - b.start);
  const glued = findMarkers(text, marked, 'glued').filter((candidate) => !isInside(candidate, taken));
  return [...glued, ...explicit].sort((a, b) => a.end - b.end || a.start - b.start);
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

function findStray(candidates: readonly MarkerCandidate[], placements: Layout['placements']): MarkerCandidate[] {
  const taken = placements.flatMap((placement) => placement?.candidate ?? []).sort((a, b) => a.start - b.start);
  return candidates.filter(({ score, stem, ...at }) => score >= 4 && stem === '' && !isInside(at, taken));
}

/** Does the range touch one of the ranges, which are in order and apart? */
function isInside(range: Range, ranges: readonly Range[]): boolean {
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
