/** What the places of notes are worth: which of them the evidence carries, and how sure each is. */
import type { Placement } from './alignment.js';
import type { MarkerCandidate } from './markers.js';
import type { NoteToPlace } from './pairs.js';

/** The most that a place can be worth whose marker nothing sets off but a space, or hardly anything. */
const DOUBTFUL = 0.75;
/** A digit cut out of a number is never certain; with evidence on one side only it is a guess. */
const GUESS = 0.5;
/** A number that neither the list nor another note bears out. */
const ALONE = 0.95;
/** From here on a candidate speaks for itself: `19622`, `Oct 284` are no year and no day. */
const SPEAKS = 2;
/** Below this a number is what it says: an amount, a year, `No. 321`. */
const PLAUSIBLE = -1;
/** The note repeats the number that its marker was cut from. */
const REPEATS = 5;

/**
 * The placements without those that cut a digit out of a number on too little evidence, their confidence
 * brought down to what they are worth. A cut needs neighbours that count up to it, or a note that repeats the
 * number, or a number that is none as it stands.
 */
export function weigh(
  notes: readonly NoteToPlace[],
  placements: readonly (Placement | undefined)[],
  candidates: readonly MarkerCandidate[],
): (Placement | undefined)[] {
  const evidence = { notes, placements, ...neighboursOf(placements), byNumber: grouped(candidates) };
  return placements.map((placement, at) => {
    if (!placement) return undefined;
    const most = mostOf(evidence, at, placement);
    return most === undefined ? undefined : { ...placement, confidence: Math.min(placement.confidence, most) };
  });
}

interface Evidence {
  readonly notes: readonly NoteToPlace[];
  readonly placements: readonly (Placement | undefined)[];
  /** For each note, the nearest one before it and behind it whose marker stands for itself; -1 for none. */
  readonly before: readonly number[];
  readonly behind: readonly number[];
  /** In reading order. */
  readonly byNumber: ReadonlyMap<number, readonly MarkerCandidate[]>;
}

function neighboursOf(placements: readonly (Placement | undefined)[]): Pick<Evidence, 'before' | 'behind'> {
  const standsForItself = ({ candidate }: Placement) => candidate.set !== 'fused' && candidate.sign === '';
  const walk = (indexes: readonly number[]): number[] => {
    const nearest: number[] = [];
    let last = -1;
    for (const at of indexes) {
      nearest[at] = last;
      const placement = placements[at];
      if (placement !== undefined && standsForItself(placement)) last = at;
    }
    return nearest;
  };
  const forwards = [...placements.keys()];
  return { before: walk(forwards), behind: walk(forwards.toReversed()) };
}

function grouped(candidates: readonly MarkerCandidate[]): Map<number, MarkerCandidate[]> {
  const groups = new Map<number, MarkerCandidate[]>();
  for (const candidate of candidates) {
    const group = groups.get(candidate.number);
    if (group === undefined) groups.set(candidate.number, [candidate]);
    else group.push(candidate);
  }
  return groups;
}

function mostOf(evidence: Evidence, at: number, { candidate, affinity }: Placement): number | undefined {
  const { set, score } = candidate;
  const sides = [neighbour(evidence, at, -1), neighbour(evidence, at, 1)];
  const carried = sides.filter((side) => side?.countsOn === true).length;
  if (set === 'fused') {
    if (affinity >= REPEATS) return DOUBTFUL;
    if (score >= SPEAKS) return carried === 2 ? DOUBTFUL : GUESS;
    if (carried === 0 || score < PLAUSIBLE || !isOnlyOne(evidence, candidate, sides)) return undefined;
    return carried === 2 && sides.every((side) => side!.distance === 1) ? DOUBTFUL : GUESS;
  }
  if (score < 0) return carried > 0 && isOnlyOne(evidence, candidate, sides) ? DOUBTFUL : GUESS;
  if (score < SPEAKS) return DOUBTFUL;
  const sameNumber = candidate.number === evidence.notes[at]!.number || candidate.sign !== '';
  // A list that has lost its beginning does not tell how far its markers have run.
  if (!sameNumber && evidence.notes[0]!.number > 1) return GUESS;
  return sameNumber || carried > 0 ? 1 : ALONE;
}

interface Neighbour {
  readonly marker: MarkerCandidate;
  /** Does it count on to (or from) the marker in question? */
  readonly countsOn: boolean;
  /** In notes. */
  readonly distance: number;
}

/** The nearest marker on this side that stands for itself. */
function neighbour({ notes, placements, before, behind }: Evidence, at: number, way: 1 | -1): Neighbour | undefined {
  const own = placements[at]!.candidate.number - notes[at]!.number;
  const other = (way === 1 ? behind : before)[at]!;
  if (other === -1) return undefined;
  const marker = placements[other]!.candidate;
  return { marker, countsOn: marker.number - notes[other]!.number === own, distance: Math.abs(other - at) };
}

/** Between its neighbours no other number ends in these digits. */
function isOnlyOne(
  { byNumber }: Evidence,
  { number }: MarkerCandidate,
  [before, behind]: readonly (Neighbour | undefined)[],
): boolean {
  const from = before?.marker.end ?? 0;
  const to = behind?.marker.start ?? Number.POSITIVE_INFINITY;
  const same = byNumber.get(number)!;
  let [low, high] = [0, same.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (same[middle]!.end <= from) low = middle + 1;
    else high = middle;
  }
  let found = 0;
  for (; low < same.length && found < 2 && same[low]!.end <= to; low++) if (same[low]!.start >= from) found++;
  return found === 1;
}
