/** What a misspelt word probably means. */
import type { Budget } from './budget.js';

/** Whoever misspells a word makes one slip, or two: what is further off is another word. */
const MOST_SLIPS = 2;

/** In so few letters nearly any two words are alike, but for how they begin. */
const SHORT_WORD = 4;

/** A "word" of a million characters is no slip of the pen. */
const LONGEST_WORD = 100;

/**
 * The candidate that `word` is most likely a misspelling of: at most one edit in three characters away, and at most
 * two (insertion, deletion, substitution, or two neighbours swapped; case does not count). A short word begins as what it
 * means does, and one of a single letter differs in case alone. Undefined if there is none.
 *
 * @param affords whether so many pairs of letters may still be compared; if not, there is no answer.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  affords: (letters: number) => boolean = () => true,
): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.min(MOST_SLIPS, Math.max(1, Math.floor(word.length / 3))) + 1;
  for (const candidate of candidates) {
    // Those at whose length alone one looks take their time, too.
    if (!affords(1)) return undefined;
    if (candidate === word || Math.abs(candidate.length - word.length) >= bestDistance) continue;
    if (!affords(word.length * candidate.length)) return undefined;
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance > 0 && isUnlike(wanted, candidate.toLowerCase())) continue;
    if (distance < bestDistance && distance < Math.max(word.length, candidate.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function isUnlike(word: string, candidate: string): boolean {
  if (word.length > SHORT_WORD) return false;
  if (word.length < 2) return true;
  const isSwapped = word[0] === candidate[1] && word[1] === candidate[0];
  return word[0] !== candidate[0] && !isSwapped;
}

/** Words kept for one list of candidates. */
const MOST_KEPT = 10_000;

/** What the misspelt words of one document mean: each is looked for once, as long as the budget allows (`comparisons`). */
export class Suggestions {
  readonly #affords: (letters: number) => boolean;
  readonly #known = new WeakMap<object, Map<string, string | undefined>>();

  constructor(budget: Budget) {
    this.#affords = (letters) => budget.affords('comparisons', letters);
  }

  /**
   * As {@link nearest}.
   *
   * @param candidates known again by being the same object.
   */
  nearest(word: string, candidates: Iterable<string> & object): string | undefined {
    if (word.length > LONGEST_WORD) return undefined;
    let known = this.#known.get(candidates);
    if (known === undefined) {
      known = new Map();
      this.#known.set(candidates, known);
    }
    if (known.has(word)) return known.get(word);
    const found = nearest(word, candidates, this.#affords);
    if (known.size < MOST_KEPT) known.set(word, found);
    return found;
  }
}

/** Rows of the table of distances, used again: no candidate is longer than a word and its slips, of which a capital may become two letters. */
const ROWS = [0, 1, 2].map(() => new Uint16Array(4 * LONGEST_WORD));

/** Optimal string alignment distance, or anything from `most` on where it is no less. */
function editDistance(a: string, b: string, most: number): number {
  let [beforePrevious, previous, row] = ROWS as [Uint16Array, Uint16Array, Uint16Array];
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    const letterBefore = i > 1 ? a.charCodeAt(i - 2) : -1;
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (letter === other ? 0 : 1));
      if (letterBefore === other && j > 1 && letter === b.charCodeAt(j - 2)) {
        cost = Math.min(cost, beforePrevious[j - 2]! + 1);
      }
      row[j] = cost;
      least = Math.min(least, cost);
    }
    // What comes is built on these two rows, and never becomes less.
    if (least >= most && leastBefore >= most) return most;
    leastBefore = least;
    [beforePrevious, previous, row] = [previous, row, beforePrevious];
  }
  return previous[b.length]!;
}
