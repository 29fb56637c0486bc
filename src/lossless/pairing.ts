/** Which stream of a TEI is which of the input, and where in the input it stands. */
import { bareMarker } from '../agreement.js';
import type { Range, Telegram } from '../telegram/model.js';
import { commonRuns, type Run } from './alignment.js';
import type { Stream } from './expected.js';
import { withoutSpace } from './marks.js';

/** How many streams come before those of notes: the ledger, what an archive added, the text. */
const BEFORE_NOTES = 3;
/** Texts of which less is alike are two. */
const LEAST_ALIKE = 0.5;
/** Notes of the same number that one is compared with: pages may begin to count anew. */
const MOST_TRIED = 8;

/**
 * The streams of a TEI, each with what of it is known of the input.
 *
 * @param parts of each stream.
 * @param numbers of the notes, by the index of their stream.
 * @param expected the streams of the input.
 */
export function knownStreams(
  parts: readonly (readonly string[])[],
  numbers: ReadonlyMap<number, string>,
  expected: readonly Stream[],
  { notes }: Telegram,
): readonly KnownStream[] {
  const found = parts.map((some, index) => numbered(withoutSpace(some.join('')), numbers.get(index), index));
  const wanted = expected.map(({ text, note }, index) => numbered(text, notes[note ?? -1]?.printed, index));
  const pairs = pairedNotes(found.slice(BEFORE_NOTES), wanted.slice(BEFORE_NOTES));
  return parts.map(
    (some, index) => new KnownStream(some, expected[index < BEFORE_NOTES ? index : (pairs.get(index) ?? -1)]),
  );
}

interface Numbered {
  readonly text: string;
  /** Of a note: its number. */
  readonly n: string;
  readonly index: number;
}

function numbered(text: string, n = '', index: number): Numbered {
  return { text, n: bareMarker(n), index };
}

/** Notes may have been added, taken out or changed, and their words may come again: by number and text, by number, by a text that comes once. */
function pairedNotes(found: readonly Numbered[], wanted: readonly Numbered[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (keyOf: (note: Numbered) => string, choose: (one: Numbered, others: Numbered[]) => number): void => {
    const byKey = grouped(
      wanted.filter(({ index }) => !taken.has(index)),
      keyOf,
    );
    for (const one of found) {
      if (pairs.has(one.index)) continue;
      const others = byKey.get(keyOf(one)) ?? [];
      const [other] = others.splice(choose(one, others), 1);
      if (other === undefined) continue;
      pairs.set(one.index, other.index);
      taken.add(other.index);
    }
  };
  pair(
    ({ n, text }) => `${n}\n${text}`,
    () => 0,
  );
  pair(
    ({ n }) => n,
    (one, others) => alikeAmong(one, others),
  );
  pair(
    ({ text }) => text,
    (_, others) => (others.length === 1 ? 0 : others.length),
  );
  return pairs;
}

/** The index of the first that is alike; behind the last where none is. */
function alikeAmong({ text }: Numbered, others: readonly Numbered[]): number {
  const at = others.slice(0, MOST_TRIED).findIndex((other) => isAlike(text, other.text));
  return at === -1 ? others.length : at;
}

function grouped(notes: readonly Numbered[], keyOf: (note: Numbered) => string): ReadonlyMap<string, Numbered[]> {
  const groups = new Map<string, Numbered[]>();
  for (const note of notes) {
    const group = groups.get(keyOf(note));
    if (group === undefined) groups.set(keyOf(note), [note]);
    else group.push(note);
  }
  return groups;
}

function isAlike(one: string, other: string): boolean {
  const common = commonRuns(one, other).reduce((sum, { length }) => sum + length, 0);
  return common > LEAST_ALIKE * Math.max(one.length, other.length);
}

/** A stream of the TEI, as far as it is that of the input. */
export class KnownStream {
  readonly #lengths: readonly number[];
  readonly #expected: Stream | undefined;
  readonly #runs: readonly Run[];

  constructor(parts: readonly string[], expected: Stream | undefined) {
    const texts = parts.map(withoutSpace);
    let sum = 0;
    this.#lengths = [0, ...texts.map(({ length }) => (sum += length))];
    this.#expected = expected;
    this.#runs = expected === undefined ? [] : commonRuns(texts.join(''), expected.text);
  }

  /** The index of the note that it is the text of. */
  get note(): number | undefined {
    return this.#expected?.note;
  }

  /** Where in the input that stands which comes behind so many parts; undefined where it is not known, or nothing comes. */
  offsetAt(parts: number): number | undefined {
    const place = this.#lengths[parts]!;
    const run = this.#runs[this.#runAt(place)];
    return run === undefined || run.found > place
      ? undefined
      : this.#expected!.offsetOf(place - run.found + run.expected);
  }

  /** Of so many parts: what of them stands in the input. */
  ranges(from: number, to: number): readonly Range[] {
    const [start, end] = [this.#lengths[from]!, this.#lengths[to]!];
    const ranges: Range[] = [];
    for (let at = this.#runAt(start); at < this.#runs.length && this.#runs[at]!.found < end; at++) {
      const { found, expected, length } = this.#runs[at]!;
      const [first, last] = [Math.max(start, found), Math.min(end, found + length)];
      if (first < last) ranges.push(...this.#expected!.rangesOf(first - found + expected, last - found + expected));
    }
    return ranges;
  }

  /** The first run that ends behind a place. */
  #runAt(place: number): number {
    let [low, high] = [0, this.#runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { found, length } = this.#runs[middle]!;
      if (found + length <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
