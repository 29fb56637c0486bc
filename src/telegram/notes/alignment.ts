/**
 * The heart of the reader: which candidate is the marker of which note.
 *
 * The notes are in order, and so are their markers. Between a note's ordinal in the list and its
 * printed marker lies one offset for long stretches: 0 where the copy kept the numbers, -1 where
 * a heading's note was printed as 0, any number where markers run through a chapter and the list
 * restarts at 1. So the markers sought are an increasing sequence of places whose numbers count up
 * as the notes do. Among all such sequences the best is taken: the sum of what the surroundings of
 * each place say (`markers.ts`), of what note and place have in common, less a price for every note
 * that finds no place and for every break of the counting (numbers that restart on a new page, skip
 * one, or are printed again and again; letters and signs between the numbers).
 *
 * The search is a dynamic programme over pairs of note and candidate. Only pairs of a likely offset,
 * or of about the same place in their orders, are looked at, so that its work grows with the number
 * of notes. It is run forwards and backwards; together the two runs give, for each note, the worth
 * of the best sequence through every other place. The distance to the chosen one is the confidence.
 */
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

export interface Placement {
  readonly candidate: MarkerCandidate;
  /** 0.5 (as good elsewhere or nowhere) to 1. */
  readonly confidence: number;
  /** What note and place have in common. */
  readonly affinity: number;
}

export interface AlignmentRules {
  /** Added to a candidate's own score. */
  affinity(note: NoteToPlace, candidate: MarkerCandidate): number;
  /** Do the list's labels repeat the markers, so that only equal numbers belong together? */
  readonly exact: boolean;
}

const PRICE_UNPLACED = 4;
const PRICE_RESTART = 3;
const PRICE_REPEAT = 3.5;
const PRICE_SKIP = 2.5;
/** More for each number skipped. */
const PRICE_SKIPPED = 0.2;
/** A letter or a sign that the list counts as a note of its own. */
const PRICE_UNCOUNTED = 0.5;

/** Of two notes that a marker fits as well, it is the earlier one's. */
const EARLIER = 1e-6;

/** A longer run of notes without a place ends a sequence. */
const LONGEST_GAP = 6;
const LONGEST_SKIP = 9;
/** So many offsets are followed through the whole text, others only near a note's own place in the order. */
const OFFSETS = 8;
const NEAR = 10;
/** What stands for itself as a marker. */
const CLEAN = 2;
/** A candidate is looked at with so many notes that have its number: with those about its own place in the order. */
const MOST_PARTNERS = 40;
/** So many labels tell at which offsets candidates answer. */
const MOST_LABELS = 400;
/** So many sequences that end with one note are followed, the best of twice as many. */
const MOST_FOLLOWED = 64;
/** So large a part of the notes bears an offset out that no clean candidate does. */
const MOST_NOTES = 0.7;

/** The place of each note, in the notes' order; undefined where none was found. */
export function alignNotes(
  notes: readonly NoteToPlace[],
  candidates: readonly MarkerCandidate[],
  rules: AlignmentRules,
): (Placement | undefined)[] {
  if (notes.length === 0 || candidates.length === 0) return notes.map(() => undefined);
  const nodes = pairUp(notes, candidates, rules);
  const forward = sweep(notes, nodes, 1);
  const backward = sweep(notes, nodes, -1);
  const chosen = bestSequence(notes, nodes, forward);
  const total = (node: Pair): number => forward.scores[node.index]! + backward.scores[node.index]! - node.worth;
  const rivals = new Map<number | MarkerCandidate, Pair[]>();
  for (const node of nodes) {
    for (const owner of [node.note, node.candidate]) {
      const known = rivals.get(owner);
      if (known) known.push(node);
      else rivals.set(owner, [node]);
    }
  }
  return notes.map((_, note) => {
    const node = chosen[note];
    if (node === undefined) return undefined;
    let rival = -PRICE_UNPLACED - node.worth;
    for (const owner of [note, node.candidate])
      for (const other of rivals.get(owner)!) if (other !== node) rival = Math.max(rival, total(other) - total(node));
    const confidence = 1 / (1 + Math.exp(Math.min(0, rival)));
    return { candidate: node.candidate, confidence, affinity: node.affinity };
  });
}

// ---------------------------------------------------------------- pairs of note and candidate

interface Pair {
  readonly index: number;
  readonly note: number;
  readonly candidate: MarkerCandidate;
  readonly affinity: number;
  readonly worth: number;
}

/** The pairs worth looking at, by candidate. */
function pairUp(
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

// ---------------------------------------------------------------- the best sequence

interface Sweep {
  /** Best score of a sequence that ends (forwards) or begins (backwards) with this pair. */
  readonly scores: Float64Array;
  /** The pair before it in that sequence, -1 for none. */
  readonly previous: Int32Array;
}

/** The best sequences seen so far that end with one note, by the number that they have counted to. */
type Frontier = Map<number, Pair>;

/** One run over the candidates, in reading order (1) or against it (-1). */
function sweep(notes: readonly NoteToPlace[], pairs: readonly Pair[], way: 1 | -1): Sweep {
  const scores = new Float64Array(pairs.length);
  const previous = new Int32Array(pairs.length).fill(-1);
  // A sign counts nothing: it takes over the number of its neighbour.
  const counted = new Float64Array(pairs.length);
  const frontiers: Frontier[] = notes.map(() => new Map());
  const at = (step: number): Pair => pairs[way === 1 ? step : pairs.length - 1 - step]!;

  for (let first = 0; first < pairs.length; ) {
    // Candidates of one run of digits exclude each other: none may see another's result.
    let last = first;
    while (last < pairs.length && at(last).candidate.end === at(first).candidate.end) last++;
    for (let step = first; step < last; step++) reach(at(step));
    for (let step = first; step < last; step++) remember(at(step));
    first = last;
  }
  return { scores, previous };

  function reach(pair: Pair): void {
    const { note, candidate } = pair;
    counted[pair.index] = candidate.sign === '' ? candidate.number : notes[note]!.number - (way === 1 ? 1 : 0);
    let best = way === 1 ? startPrice(notes[note]!, candidate, note) : -PRICE_UNPLACED * (notes.length - 1 - note);
    const offer = (other: Pair | undefined, price: number): void => {
      if (other === undefined || scores[other.index]! - price <= best) return;
      best = scores[other.index]! - price;
      previous[pair.index] = other.index;
      if (candidate.sign !== '') counted[pair.index] = counted[other.index]!;
    };
    for (let gap = 0; gap <= LONGEST_GAP; gap++) {
      const neighbour = note - way * (gap + 1);
      const frontier = frontiers[neighbour];
      if (!frontier) break;
      const price = PRICE_UNPLACED * gap;
      const step = notes[note]!.number - notes[neighbour]!.number;
      if (candidate.sign !== '') for (const other of frontier.values()) offer(other, price + PRICE_UNCOUNTED);
      else if (gap > 0) offer(frontier.get(key(candidate.number - step, '')), price);
      else for (const other of frontier.values()) offer(other, stepPrice(other, pair, step));
    }
    scores[pair.index] = best + pair.worth;
  }

  /** The price of the step between two neighbouring notes' markers; `step` is that between their labels in the way of the sweep. */
  function stepPrice(other: Pair, pair: Pair, step: number): number {
    const [from, to] = way === 1 ? [other, pair] : [pair, other];
    const labels = way * step;
    const numbers = counted[to.index]! - counted[from.index]!;
    if (to.candidate.letter !== '' || from.candidate.letter !== '') {
      if (numbers === 0 && follows(from.candidate.letter, to.candidate.letter))
        return labels === 0 ? 0 : PRICE_UNCOUNTED;
      if (to.candidate.letter !== '') return Number.POSITIVE_INFINITY;
    }
    if (numbers === labels) return 0;
    if (numbers === 0) return PRICE_REPEAT;
    if (numbers > labels && numbers <= labels + LONGEST_SKIP) return PRICE_SKIP + PRICE_SKIPPED * (numbers - labels);
    return to.candidate.number <= 1 && numbers < 0 ? PRICE_RESTART : Number.POSITIVE_INFINITY;
  }

  function remember(pair: Pair): void {
    const frontier = frontiers[pair.note]!;
    const own = key(counted[pair.index]!, pair.candidate.letter);
    const other = frontier.get(own);
    if (other === undefined || scores[pair.index]! > scores[other.index]!) frontier.set(own, pair);
    if (frontier.size > 2 * MOST_FOLLOWED) keepBest(frontier);
  }

  function keepBest(frontier: Frontier): void {
    const best = [...frontier].sort(([, a], [, b]) => scores[b.index]! - scores[a.index]!).slice(0, MOST_FOLLOWED);
    frontier.clear();
    for (const [own, pair] of best) frontier.set(own, pair);
  }
}

function startPrice(note: NoteToPlace, candidate: MarkerCandidate, before: number): number {
  const offset = candidate.sign === '' ? candidate.number - note.number : 0;
  return -PRICE_UNPLACED * before - (offset === 0 ? 0 : offset === -1 ? 0.5 : 2);
}

function key(number: number, letter: string): number {
  return number * 32 + (letter === '' ? 0 : letter.charCodeAt(0) - 96);
}

/** Is `letter` the next in a series 60, 60a, 60b? */
function follows(before: string, letter: string): boolean {
  return letter === 'bis'
    ? before === ''
    : letter !== '' && letter.charCodeAt(0) === (before === '' ? 96 : before.charCodeAt(0)) + 1;
}

/** The pair chosen for each note: the best sequence, backwards from its end. */
function bestSequence(notes: readonly NoteToPlace[], pairs: readonly Pair[], forward: Sweep): (Pair | undefined)[] {
  let best = -PRICE_UNPLACED * notes.length;
  let end = -1;
  for (const { index, note } of pairs) {
    const total = forward.scores[index]! - PRICE_UNPLACED * (notes.length - 1 - note);
    if (total > best) {
      best = total;
      end = index;
    }
  }
  const chosen: (Pair | undefined)[] = notes.map(() => undefined);
  for (let at = end; at >= 0; at = forward.previous[at]!) chosen[pairs[at]!.note] = pairs[at];
  return chosen;
}
