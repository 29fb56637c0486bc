/** What the places of notes are worth: which of them the evidence carries, and how sure each is. */
import type { NoteToPlace, Placement } from './alignment.js';

/** The most that a place can be worth whose marker nothing sets off but a space, or hardly anything. */
const DOUBTFUL = 0.75;
/** A digit cut out of a number is never certain; with evidence on one side only it is a guess. */
const GUESS = 0.5;
/** A number that neither the list nor another note bears out. */
const ALONE = 0.95;
/** From here on a candidate speaks for itself: `19622`, `Oct 284` are no year and no day. */
const SPEAKS = 2;
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
): (Placement | undefined)[] {
  return placements.map((placement, at) => {
    if (!placement) return undefined;
    const most = mostOf(notes, placements, at, placement);
    return most === undefined ? undefined : { ...placement, confidence: Math.min(placement.confidence, most) };
  });
}

function mostOf(
  notes: readonly NoteToPlace[],
  placements: readonly (Placement | undefined)[],
  at: number,
  { candidate, affinity }: Placement,
): number | undefined {
  const { set, score } = candidate;
  const carried = countsFrom(notes, placements, at, -1) + countsFrom(notes, placements, at, 1);
  if (set === 'fused') {
    if (carried === 2 || affinity >= REPEATS) return DOUBTFUL;
    return score >= SPEAKS ? GUESS : undefined;
  }
  if (score < SPEAKS) return DOUBTFUL;
  const sameNumber = candidate.number === notes[at]!.number || candidate.sign !== '';
  return sameNumber || carried > 0 ? 1 : ALONE;
}

/** 1 where the nearest marker on this side that stands for itself counts on to (or from) this one. */
function countsFrom(
  notes: readonly NoteToPlace[],
  placements: readonly (Placement | undefined)[],
  at: number,
  way: 1 | -1,
): 0 | 1 {
  const own = placements[at]!.candidate.number - notes[at]!.number;
  for (let other = at + way; other >= 0 && other < notes.length; other += way) {
    const candidate = placements[other]?.candidate;
    if (candidate === undefined || candidate.set === 'fused' || candidate.sign !== '') continue;
    return candidate.number - notes[other]!.number === own ? 1 : 0;
  }
  return 0;
}
