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
import { type AlignmentRules, type NoteToPlace, type Pair, pairUp } from './pairs.js';

export interface Placement {
  readonly candidate: MarkerCandidate;
  /** 0.5 (as good elsewhere or nowhere) to 1. */
  readonly confidence: number;
  /** What note and place have in common. */
  readonly affinity: number;
}

const PRICE_UNPLACED = 4;
const PRICE_RESTART = 3;
const PRICE_REPEAT = 3.5;
const PRICE_SKIP = 2.5;
/** More for each number skipped. */
const PRICE_SKIPPED = 0.2;
/** A letter or a sign that the list counts as a note of its own. */
const PRICE_UNCOUNTED = 0.5;

/** A longer run of notes without a place ends a sequence. */
const LONGEST_GAP = 6;
const LONGEST_SKIP = 9;
/** So many sequences that end with one note are followed, the best of twice as many. */
const MOST_FOLLOWED = 64;

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
