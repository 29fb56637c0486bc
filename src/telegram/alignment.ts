/**
 * The heart of the reader: which candidate is the marker of which note.
 *
 * The notes are in order, and so are their markers. Between a note's ordinal in the list and its
 * printed marker lies one offset for the whole document: 0 where the copy kept the numbers, -1 where
 * a heading's note was printed as 0, any number where markers run through a chapter and the list
 * restarts at 1. So the markers sought are an increasing sequence of places whose numbers count up
 * as the notes do. Among all such sequences the best is taken: the sum of what the surroundings of
 * each place say (`markers.ts`), of what note and place have in common, less a price for every note
 * that finds no place and for every break of the counting (numbers that restart on a new page, one
 * marker printed again and again).
 *
 * The search is a dynamic programme over candidates in reading order. For each note it keeps the best
 * sequence so far by the last marker's number, so its work is candidates times notes. It is run
 * forwards and backwards; together the two runs give, for each note, the worth of the best sequence
 * through every other place. The distance to the chosen one is the confidence.
 */
import type { MarkerCandidate } from './markers.js';

export interface NoteToPlace {
  /** The number the list prints, or the ordinal where it prints none. */
  readonly number: number;
  readonly letter: string;
  /** Words of the note, for what it has in common with a place. */
  readonly text: string;
}

export interface Placement {
  readonly candidate: MarkerCandidate;
  /** 0.5 (as good elsewhere or nowhere) to 1. */
  readonly confidence: number;
}

const PRICE_UNPLACED = 4;
const PRICE_RESTART = 3;
const PRICE_REPEAT = 3.5;
const PRICE_LETTER = 0.5;

/** More than this many steps are never worth it: the surest candidates alone are then tried. */
const MOST_STEPS = 4_000_000;
/** A longer run of notes without a place ends a sequence. */
const LONGEST_GAP = 6;

/**
 * The place of each note, in the notes' order; undefined where none was found.
 * `affinity(note, candidate)` is added to a candidate's own score.
 */
export function alignNotes(
  notes: readonly NoteToPlace[],
  candidates: readonly MarkerCandidate[],
  affinity: (note: NoteToPlace, candidate: MarkerCandidate) => number,
): (Placement | undefined)[] {
  if (notes.length === 0 || candidates.length === 0) return notes.map(() => undefined);
  const tried = withinReach(notes.length, candidates);
  const worth = (note: number, candidate: number): number =>
    tried[candidate]!.score + affinity(notes[note]!, tried[candidate]!);
  const chosen = bestSequence(notes, tried, worth);
  return notes.map((_, note) => {
    const at = chosen.places[note];
    if (at === undefined) return undefined;
    return { candidate: tried[at]!, confidence: chosen.confidence(note, at) };
  });
}

function withinReach(notes: number, candidates: readonly MarkerCandidate[]): readonly MarkerCandidate[] {
  if (notes * candidates.length <= MOST_STEPS) return candidates;
  const sure = candidates.filter((candidate) => candidate.score >= 2);
  return notes * sure.length <= MOST_STEPS ? sure : sure.slice(0, Math.floor(MOST_STEPS / notes));
}

interface Sequence {
  /** Candidate index of each note. */
  readonly places: readonly (number | undefined)[];
  confidence(note: number, candidate: number): number;
}

type Worth = (note: number, candidate: number) => number;

function bestSequence(notes: readonly NoteToPlace[], candidates: readonly MarkerCandidate[], worth: Worth): Sequence {
  const forward = sweep(notes, candidates, worth, 1);
  const backward = sweep(notes, candidates, worth, -1);
  const width = candidates.length;
  const through = (note: number, at: number): number =>
    forward.scores[note * width + at]! + backward.scores[note * width + at]! - worth(note, at);

  let best = -PRICE_UNPLACED * notes.length;
  let end = -1;
  for (let node = 0; node < forward.scores.length; node++) {
    const total = forward.scores[node]! - PRICE_UNPLACED * (notes.length - 1 - Math.floor(node / width));
    if (total > best) {
      best = total;
      end = node;
    }
  }
  const places: (number | undefined)[] = notes.map(() => undefined);
  for (let node = end; node >= 0; node = forward.previous[node]!) places[Math.floor(node / width)] = node % width;

  return {
    places,
    confidence: (note, chosen) => {
      let rival = -PRICE_UNPLACED - worth(note, chosen);
      for (let at = 0; at < width; at++) if (at !== chosen) rival = Math.max(rival, through(note, at) - best);
      return 1 / (1 + Math.exp(Math.min(0, rival)));
    },
  };
}

interface Sweep {
  /** Best score of a sequence that ends (forwards) or begins (backwards) with this note at this place: note * candidates + candidate. */
  readonly scores: Float64Array;
  /** The node before it in that sequence, -1 for none. */
  readonly previous: Int32Array;
}

/** The best partial sequences seen so far for one note. */
interface Frontier {
  readonly byNumber: Map<number, number>;
  readonly byLetter: Map<number, number>;
  best: number;
}

/** One run over the candidates, in reading order (1) or against it (-1). */
function sweep(
  notes: readonly NoteToPlace[],
  candidates: readonly MarkerCandidate[],
  worth: Worth,
  way: 1 | -1,
): Sweep {
  const width = candidates.length;
  const scores = new Float64Array(notes.length * width).fill(Number.NEGATIVE_INFINITY);
  const previous = new Int32Array(notes.length * width).fill(-1);
  const frontiers: Frontier[] = notes.map(() => ({ byNumber: new Map(), byLetter: new Map(), best: -1 }));
  const order = way === 1 ? 0 : width - 1;

  for (let first = 0; first < width; ) {
    // Candidates of one run of digits exclude each other: none may see another's result.
    let last = first;
    while (last < width && candidates[order + way * last]!.end === candidates[order + way * first]!.end) last++;
    for (let step = first; step < last; step++) {
      for (let note = 0; note < notes.length; note++) reach(note, order + way * step);
    }
    for (let step = first; step < last; step++) {
      for (let note = 0; note < notes.length; note++) remember(note, order + way * step);
    }
    first = last;
  }
  return { scores, previous };

  function reach(note: number, at: number): void {
    const node = note * width + at;
    const candidate = candidates[at]!;
    let best = startScore(note, candidate);
    let from = -1;
    const offer = (other: number | undefined, price: number): void => {
      if (other === undefined || other < 0 || scores[other]! - price <= best) return;
      best = scores[other]! - price;
      from = other;
    };
    for (let gap = 0; gap <= LONGEST_GAP; gap++) {
      const other = note - way * (gap + 1);
      const frontier = frontiers[other];
      if (!frontier) break;
      const counted = notes[note]!.number - notes[other]!.number;
      const price = PRICE_UNPLACED * gap;
      const plain = way === 1 ? candidate.letter === '' : true;
      if (counted !== 0 && plain) offer(frontier.byNumber.get(candidate.number - counted), price);
      if (gap > 0) continue;
      offer(frontier.byLetter.get(neighbourLetter(candidate, way)), counted === 0 ? 0 : PRICE_LETTER);
      if (candidate.letter === '') offer(frontier.byLetter.get(letterKey(candidate.number, '')), PRICE_REPEAT);
      if (way === -1 || candidate.number <= 1) offer(frontier.best, PRICE_RESTART);
    }
    scores[node] = best + worth(note, at);
    previous[node] = from;
  }

  function startScore(note: number, candidate: MarkerCandidate): number {
    if (way === -1) return -PRICE_UNPLACED * (notes.length - 1 - note);
    const offset = candidate.number - notes[note]!.number;
    return -PRICE_UNPLACED * note - (offset === 0 ? 0 : offset === -1 ? 0.5 : 2);
  }

  function remember(note: number, at: number): void {
    const node = note * width + at;
    const candidate = candidates[at]!;
    const frontier = frontiers[note]!;
    const keep = (map: Map<number, number>, key: number): void => {
      const other = map.get(key);
      if (other === undefined || scores[node]! > scores[other]!) map.set(key, node);
    };
    if (way === 1 || candidate.letter === '') keep(frontier.byNumber, candidate.number);
    keep(frontier.byLetter, letterKey(candidate.number, candidate.letter));
    const restarts = way === 1 || candidate.number <= 1;
    if (restarts && (frontier.best < 0 || scores[node]! > scores[frontier.best]!)) frontier.best = node;
  }
}

function letterKey(number: number, letter: string): number {
  return number * 32 + (letter === '' ? 0 : letter.charCodeAt(0) - 96);
}

/** The key of the marker before (forwards) or after (backwards) in a series 60, 60a, 60b. */
function neighbourLetter(candidate: MarkerCandidate, way: 1 | -1): number {
  const own = letterKey(candidate.number, candidate.letter);
  if (way === -1) return own + 1;
  return candidate.letter === '' ? -1 : own - 1;
}
