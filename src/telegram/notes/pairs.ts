/** Which pairs of note and candidate are worth looking at: those of a likely offset, or of about the same place in their orders. */
import type { MarkerCandidate } from './markers.js';

export interface NoteToPlace {
  /** The number the list prints, or the ordinal where it prints none. */
  readonly number: number;
  readonly letter: string;
  /** A label that is no number: `*`, `†`. */
  readonly sign: string;
  /** Words of the note, for what it has in common with a place. */
  readonly text: string;
}

export interface AlignmentRules {
  /** Added to a candidate's own score. */
  affinity(note: NoteToPlace, candidate: MarkerCandidate): number;
  /** Do the list's labels repeat the markers, so that only equal numbers belong together? */
  readonly exact: boolean;
}

/** Of two notes that a marker fits as well, it is the earlier one's. */
const EARLIER = 1e-6;

/** So many offsets are followed through the whole text, others only near a note's own place in the order. */
const OFFSETS = 8;
const NEAR = 10;
/** What stands for itself as a marker. */
const CLEAN = 2;
/** A candidate is looked at with so many notes that have its number: with those about its own place in the order. */
const MOST_PARTNERS = 40;
/** So many labels tell at which offsets candidates answer. */
const MOST_LABELS = 400;
/** So large a part of the notes bears an offset out that no clean candidate does. */
const MOST_NOTES = 0.7;

export interface Pair {
  readonly index: number;
  readonly note: number;
  readonly candidate: MarkerCandidate;
  readonly affinity: number;
  readonly worth: number;
}

/** The pairs worth looking at, by candidate. */
export function pairUp(
  notes: readonly NoteToPlace[],
  candidates: readonly MarkerCandidate[],
  { affinity, exact }: AlignmentRules,
): Pair[] {
  const byNumber = new Map<number, number[]>();
  for (const [note, { number, sign }] of notes.entries()) {
    if (sign !== '') continue;
    const same = byNumber.get(number);
    if (same) same.push(note);
    else byNumber.set(number, [note]);
  }
  const offsets = exact ? [0] : likelyOffsets(notes, candidates);
  const signed = notes.flatMap(({ sign }, note) => (sign === '' ? [] : [note]));
  const pairs: Pair[] = [];
  let rank = 0;
  for (const [order, candidate] of candidates.entries()) {
    const places = [rank, Math.floor((order / candidates.length) * notes.length)];
    const partners = new Set<number>();
    if (candidate.sign !== '') for (const note of about(signed, places)) partners.add(note);
    else
      for (const offset of offsets)
        for (const note of about(byNumber.get(candidate.number - offset) ?? [], places)) partners.add(note);
    if (!exact && candidate.score >= 1)
      for (let note = Math.max(0, rank - NEAR); note <= Math.min(notes.length - 1, rank + NEAR); note++)
        partners.add(note);
    if (candidate.score >= CLEAN) rank++;
    for (const note of [...partners].sort((a, b) => a - b)) {
      if (!fits(notes[note]!, candidate, exact)) continue;
      const common = affinity(notes[note]!, candidate);
      pairs.push({
        index: pairs.length,
        note,
        candidate,
        affinity: common,
        worth: candidate.score + common - note * EARLIER,
      });
    }
  }
  return pairs;
}

/** Of many notes, which are in order, those about the places. */
function about(notes: readonly number[], places: readonly number[]): readonly number[] {
  if (notes.length <= MOST_PARTNERS) return notes;
  return places.flatMap((place) => {
    let [low, high] = [0, notes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (notes[middle]! < place) low = middle + 1;
      else high = middle;
    }
    const half = MOST_PARTNERS / 4;
    return notes.slice(Math.max(0, low - half), low + half);
  });
}

/** A lettered or signed label has a marker of its own; a plain one may be what the copy makes of such a marker. */
function fits(note: NoteToPlace, { letter, sign }: MarkerCandidate, exact: boolean): boolean {
  if (note.sign !== '' || note.letter !== '') return note.sign === sign && note.letter === letter;
  return !exact || (letter === '' && sign === '');
}

/** 0 and -1 are usual; others by how many notes a clean candidate answers at that distance, or any at all where it answers most notes. */
function likelyOffsets(notes: readonly NoteToPlace[], candidates: readonly MarkerCandidate[]): number[] {
  const plain = candidates.filter(({ set, letter, sign }) => set !== 'fused' && letter === '' && sign === '');
  const clean = supportOf(
    notes,
    plain.filter(({ score }) => score >= CLEAN),
  );
  const most = Math.max(3, notes.length * MOST_NOTES);
  const loose = supportOf(notes, plain).filter(([, support]) => support >= most);
  return [...new Set([0, -1, ...[...clean.slice(0, OFFSETS), ...loose.slice(0, 1)].map(([offset]) => offset)])];
}

/** The offsets with the number of labels that candidates answer at each, the best first. */
function supportOf(notes: readonly NoteToPlace[], candidates: readonly MarkerCandidate[]): [number, number][] {
  const all = [...new Set(notes.map(({ number }) => number))];
  const every = Math.ceil(all.length / MOST_LABELS);
  const labels = all.filter((_, i) => i % every === 0);
  const numbers = [...new Set(candidates.map(({ number }) => number))];
  const support = new Map<number, number>();
  for (const number of numbers)
    for (const label of labels) support.set(number - label, (support.get(number - label) ?? 0) + every);
  return [...support].sort((a, b) => b[1] - a[1]);
}
