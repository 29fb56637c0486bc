/** The page cut into notes and text, with the place of each note. */

import { type FoundHeading, findHeading } from '../heading/heading.js';
import { findParties } from '../heading/parties.js';
import { isSigned } from '../lines/signature.js';
import { type Line, toUnits, type Unit } from '../lines/units.js';
import type { Range } from '../model.js';
import { findWrapping, type Wrapping } from '../page/wrapping.js';
import type { ServiceHead } from '../services/index.js';
import { affinity, nearHeading } from './affinity.js';
import { alignNotes, type Placement } from './alignment.js';
import { CLEAN, findCandidates, isInside, REPEATS_MARKERS } from './candidates.js';
import { weigh } from './certainty.js';
import { findArchiveLine, findLooseSource } from './loose-notes.js';
import type { MarkerCandidate } from './markers.js';
import { goesOn, type ProposedList, proposeLists } from './note-lists.js';
import { isSourceNote, type NoteList, noteText, type RawNote } from './notes.js';
import type { NoteToPlace } from './pairs.js';

export interface Layout {
  readonly units: readonly Unit[];
  readonly heading?: FoundHeading;
  readonly notes: readonly RawNote[];
  /** One for each note; undefined where no place was found. */
  readonly placements: readonly (Placement | undefined)[];
  /** Further places of a note that is cited more than once. */
  readonly repeated: readonly (Range & { readonly note: number })[];
  /** Places that look like markers to a reader, and belong to no note. */
  readonly strayMarkers: readonly MarkerCandidate[];
  /** Numbered lines at the end that may be notes, and were left in the text. */
  readonly doubted?: Range;
}

/** Lists are only taken for notes where the text bears them out; in doubt what looks like a list is the text's own. */
export function layOut(text: string, lines: readonly Line[], service?: ServiceHead): Layout {
  const page = new Page(text, lines, service);
  const archive = findArchiveLine(text, lines);
  const rest = archive?.mainLines ?? lines;
  const loose = archive ? [archive.note] : [];
  const parenthesised = service?.service === 'british';
  const proposed =
    service?.notes === false ? [] : proposeLists(text, rest, (own) => page.noteUnits(own), parenthesised);
  for (const list of proposed) {
    const layout = page.tryList(list, loose);
    if (layout) return layout;
  }
  const layout = page.align({ form: 'source-only', notes: [], mainLines: rest }, loose, false);
  return page.doubted ? { ...layout, doubted: page.doubted } : layout;
}

class Page {
  readonly #text: string;
  readonly #wrapping: Wrapping;
  readonly #lines: readonly Line[];
  readonly #headingEnd: number;
  /** The first list that some markers answer to, and that was not taken all the same. */
  doubted: Range | undefined;

  constructor(
    text: string,
    lines: readonly Line[],
    readonly service: ServiceHead | undefined,
  ) {
    this.#text = text;
    this.#lines = lines;
    const { bodyStart = 0 } = service ?? {};
    this.#wrapping = findWrapping(
      text,
      lines.filter(({ start }) => start >= bodyStart),
    );
    this.#headingEnd = this.heading(this.units(lines))?.end ?? 0;
  }

  /** Where a service knows the head, each of its lines is one. */
  units(lines: readonly Line[]): Unit[] {
    const { bodyStart = 0 } = this.service ?? {};
    return toUnits(lines, (line, next) => line.start >= bodyStart && this.#wrapping.joins(line, next));
  }

  heading(units: readonly Unit[]): FoundHeading | undefined {
    return this.service ? headingOf(this.service, units) : findHeading(this.#text, units);
  }

  noteUnits(lines: readonly Line[]): Unit[] {
    return toUnits(lines, this.#wrapping.joinsInNote);
  }

  /** The layout with the notes of this list, or of as much of it as the text bears out; undefined where it is no list of notes. */
  tryList(list: ProposedList, loose: readonly RawNote[]): Layout | undefined {
    if (REPEATS_MARKERS.has(list.form)) return this.#tryCounted(list, loose, true);
    const first = list.notes[0]?.label?.number ?? 1;
    const mayBePrinted = list.form === 'plain' || isLabelled(list) || !countsByItself(list) || first !== 1;
    const asPrinted = mayBePrinted ? this.#tryCounted(list, loose, true) : undefined;
    const byItself = this.#maySayOtherNumbers(list) ? this.#tryCounted(list, loose, false) : undefined;
    return cleanPlaces(byItself) > cleanPlaces(asPrinted) ? byItself : (asPrinted ?? byItself);
  }

  /** `exact`: its labels are the numbers that the markers print. Else it counts from 1 while they may run on through a chapter. */
  #tryCounted(proposed: ProposedList, loose: readonly RawNote[], exact: boolean): Layout | undefined {
    let list = proposed;
    for (;;) {
      const layout = this.align(list, loose, exact);
      const fewer = this.#withoutDoubtful(list, layout);
      if (fewer === list && this.#isBorneOut(list, layout, exact)) return layout;
      const answered = layout.placements.some((placement) => placement && placement.candidate.set !== 'fused');
      if (fewer === list && layout.heading && (answered || this.#isBehindSignature(list)))
        this.doubted ??= { start: list.notes[0]!.start, end: list.notes.at(-1)!.end };
      if (fewer === list || fewer === undefined) return undefined;
      list = fewer;
    }
  }

  align(list: NoteList, loose: readonly RawNote[], exact: boolean): Layout {
    const text = this.#text;
    const archive = findArchiveLine(text, list.mainLines);
    const above = archive?.mainLines ?? list.mainLines;
    const source = findLooseSource(text, above, (own) => this.units(own));
    const units = this.units(source?.mainLines ?? above);
    const heading = this.heading(units);
    const notes = [...[source, archive].flatMap((found) => found?.note ?? []), ...loose, ...list.notes];
    const candidates = findCandidates(text, units, heading, list);
    const counted = notes.filter((note) => !note.loose);
    const toPlace = counted.map((note, i) => noteToPlace(text, note, i));
    const sources = new Set(counted.flatMap((note, i) => (isSourceNote(text, note) ? [toPlace[i]!] : [])));
    const rules = {
      exact,
      affinity: (note: NoteToPlace, candidate: MarkerCandidate) =>
        affinity(text, note, candidate) + (sources.has(note) ? nearHeading(candidate, heading) : 0),
    };
    // Signs count by themselves beside the numbers; without a list of their own they are counted with these.
    const signed = toPlace.filter(({ sign }) => sign !== '');
    const place = (own: readonly NoteToPlace[], among: readonly MarkerCandidate[]) =>
      weigh(own, alignNotes(own, among, rules), among).map((placement, i) => [own[i]!, placement] as const);
    const placed = new Map([
      ...place(
        toPlace.filter(({ sign }) => sign === ''),
        signed.length > 0 ? candidates.filter(({ sign }) => sign === '') : candidates,
      ),
      ...place(
        signed,
        candidates.filter(({ sign }) => sign !== ''),
      ),
    ]);
    let next = 0;
    const placements = notes.map((note) => (note.loose ? undefined : placed.get(toPlace[next++]!)));
    const repeated = exact ? citedAgain(notes, placements, candidates) : [];
    const taken = [...placements.flatMap((placement) => placement?.candidate ?? []), ...repeated];
    const strayMarkers = heading ? findStray(candidates, taken) : [];
    return { units, ...(heading && { heading }), notes, placements, repeated, strayMarkers };
  }

  // -------------------------------------------------------------- what speaks for a list

  /** Where markers run on through a chapter and the list begins at 1 again, it counts for itself, and is set apart. */
  #maySayOtherNumbers(list: NoteList): boolean {
    if (list.form !== 'plain') return true;
    if (!countsByItself(list) || (list.notes[0]?.label?.number ?? 1) > 1) return false;
    return this.#startsWithSource(list) || this.#isBehindSignature(list);
  }

  /**
   * Numbered paragraphs at the end may be the message's own. They are notes where a source note opens them, or
   * they stand behind the signature, or line by line below a text of paragraphs, or below editors' prose.
   */
  #isSetApart(list: ProposedList, { heading }: Layout): boolean {
    if (this.#startsWithSource(list) || this.#isBehindSignature(list) || heading?.type === 'editorial-note')
      return true;
    if (!('opening' in list) || list.opening.length < 2) return false;
    const from = list.opening[0]!.index;
    const to = list.opening.at(-1)!.index;
    const parted = list.mainLines.filter(({ blank }) => blank).length > 1;
    return parted && this.#lines.slice(from, to).every(({ blank }) => !blank);
  }

  #startsWithSource({ notes }: NoteList): boolean {
    return notes[0] !== undefined && isSourceNote(this.#text, notes[0]);
  }

  #isBehindSignature({ mainLines }: NoteList): boolean {
    const last = (findArchiveLine(this.#text, mainLines)?.mainLines ?? mainLines).findLast(({ blank }) => !blank);
    // The heading's names sign nothing.
    return last !== undefined && last.start >= this.#headingEnd && isSigned(this.#text, last, []);
  }

  /** The list without lines that only look like labels: what goes on from the line above, and what stands before the first note with a place. */
  #withoutDoubtful(list: ProposedList, layout: Layout): ProposedList | undefined {
    if (!('without' in list) || this.#startsWithSource(list)) return list;
    const own = layout.placements.slice(layout.notes.length - list.notes.length);
    const first = own.findIndex((placement) => placement !== undefined);
    const apart = list.form === 'bracket' || this.#isBehindSignature(list);
    const dropped = list.opening.filter(
      ({ index }, i) => !own[i] && ((!apart && i < first) || (i > 0 && goesOn(this.#text, this.#lines, index))),
    );
    return dropped.length === 0 ? list : list.without(new Set(dropped));
  }

  /** Most notes have a place that speaks for itself; nearly all where the list looks like any numbered paragraphs. */
  #isBorneOut(list: ProposedList, layout: Layout, exact: boolean): boolean {
    if (list.form === 'backlink' || list.form === 'slash') return true;
    if (!exact && this.#startsWithSource(list)) return true;
    const signed = this.#isBehindSignature(list);
    if (!signed && this.#holdsSignature(list, layout)) return false;
    // Behind a signature stands no text of the message that would be set as notes are.
    if (signed && list.form === 'indented' && !exact) return true;
    if (signed && list.form === 'bracket' && 'opening' in list) return !this.#holdsSignature(list, layout);
    const own = layout.placements.slice(layout.notes.length - list.notes.length);
    const clean = own.filter((placement) => placement && placement.candidate.score >= CLEAN);
    const share = clean.length / own.length;
    if (signed && list.form === 'plain' && exact) return clean.length > 0;
    if (share < (list.form === 'plain' ? 0.8 : 0.5) || !this.#leavesText(layout)) return false;
    return list.form !== 'plain' || this.#isSetApart(list, layout);
  }

  /** Does a line of the list sign for a party of the heading, or its last line at all? */
  #holdsSignature({ notes }: NoteList, { heading }: Layout): boolean {
    const parties = heading && findParties(this.#text, { ...heading, start: heading.wordsStart });
    const names = [...(parties?.senders ?? []), ...(parties?.addressees ?? [])].flatMap(({ person }) => person ?? []);
    const further = notes.flatMap(({ paragraphs }) => paragraphs.slice(1));
    return further.some((range) => {
      if (!isSigned(this.#text, range, names)) return false;
      return (
        range === notes.at(-1)!.paragraphs.at(-1) ||
        names.some((name) => this.#text.slice(range.start, range.end).includes(name))
      );
    });
  }

  /** A list of notes may not empty the body. */
  #leavesText({ units, heading }: Layout): boolean {
    return units.length > (heading?.endUnit ?? 0);
  }
}

/** The heading's line as the other heads have it. */
function headingOf({ lines, type, number }: ServiceHead, units: readonly Unit[]): FoundHeading | undefined {
  const line = lines.find(({ as }) => as === 'heading');
  const at = line ? units.findIndex(({ start, end }) => line.start >= start && line.start < end) : -1;
  if (!line || at < 0) return undefined;
  const { start, end } = line;
  const counted = number && number.start >= start && number.end <= end;
  return {
    start,
    end,
    firstUnit: at,
    endUnit: at + units.slice(at).filter((unit) => unit.start < end).length,
    type,
    grammar: 'parties',
    wordsStart: counted ? number.end : start,
    ...(number && { number }),
  };
}

/** Does the list number its notes in one row without gaps? One that keeps the numbers of the markers may have lost some. */
function countsByItself({ notes }: NoteList): boolean {
  const numbers = notes.flatMap(({ label }) => (label && label.sign === '' && label.letter === '' ? label.number : []));
  return numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1);
}

/** Does a list of notes that a page sends back from print their numbers? */
function isLabelled({ form, notes }: NoteList): boolean {
  return form === 'backlink' && notes.every(({ label }) => label !== undefined);
}

/** How many notes have a place that speaks for itself. */
function cleanPlaces(layout: Layout | undefined): number {
  const placed = layout?.placements.filter((placement) => placement && placement.candidate.score >= CLEAN);
  return placed?.length ?? 0;
}

function noteToPlace(text: string, note: RawNote, index: number): NoteToPlace {
  const { number = index + 1, letter = '', sign = '' } = note.label ?? {};
  return { number: sign === '' ? number : index + 1, letter, sign, text: noteText(text, note).slice(0, 240) };
}

/** Printed markers of a number that one note alone has, behind the first of them. */
function citedAgain(
  notes: readonly RawNote[],
  placements: Layout['placements'],
  candidates: readonly MarkerCandidate[],
): (Range & { note: number })[] {
  const used = new Set(placements.map((placement) => placement?.candidate));
  // The note of each label, or undefined where several have it.
  const labels = new Map<string, number | undefined>();
  const keyOf = ({ number, letter, sign }: Pick<MarkerCandidate, 'number' | 'letter' | 'sign'>): string =>
    `${number}${letter}${sign}`;
  for (const [note, { label }] of notes.entries()) {
    if (label) labels.set(keyOf(label), labels.has(keyOf(label)) ? undefined : note);
  }
  return candidates.flatMap((candidate) => {
    const note = labels.get(keyOf(candidate));
    const first = note === undefined ? undefined : placements[note]?.candidate;
    if (first === undefined || used.has(candidate) || candidate.set !== 'printed' || candidate.score < CLEAN) return [];
    return candidate.start > first.start ? [{ start: candidate.start, end: candidate.end, note: note! }] : [];
  });
}

function findStray(candidates: readonly MarkerCandidate[], taken: readonly Range[]): MarkerCandidate[] {
  const inOrder = [...taken].sort((a, b) => a.start - b.start);
  return candidates.filter(({ score, stem, ...at }) => score >= 4 && stem === '' && !isInside(at, inOrder));
}
