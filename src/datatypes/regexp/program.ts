/** A pattern as a non-deterministic automaton (Thompson's construction). */
import { type CharSet, charSetKey, singleChar } from './char-set.js';
import { isAnchored, isNullable, type RegexpNode } from './nodes.js';

/** An instruction's `op`: the index of the set to read a character of, or one of these. */
export const SPLIT = -1;
export const MATCH = -2;
/** Keeps the place in the slot `other`. */
export const SAVE = -3;
/** The text of the group `other` once more. */
export const REFERENCE = -4;
/** Behind what may be repeated without a character: a split, which must not go round again where none was read. */
export const LOOP = -5;
/** As LOOP, and tries first to go on. */
export const RELUCTANT_LOOP = -6;
export const START = -7;
export const END = -8;
/** Not behind a line feed that is the last character. */
export const LINE_START = -9;
/** Before each line feed and at the end, as Saxon has it: behind a last line feed, too. */
export const LINE_END = -10;

export interface Program {
  readonly start: number;
  readonly sets: readonly CharSet[];
  readonly op: readonly number[];
  /** Where to go on: after the character, or the first way of a split; of a loop, to its beginning, which saves the place. */
  readonly next: readonly number[];
  /** The second way of a split. */
  readonly other: readonly number[];
  /** Places to keep: two for the whole, two for each group, one for each loop. */
  readonly slots: number;
  /** Whether it can match at the start of a text only. */
  readonly isAnchored: boolean;
  readonly hasReferences: boolean;
  /** Whether it asks where the text begins or ends. */
  readonly hasAssertions: boolean;
  /** The set of the line feed, where lines matter; else -1. */
  readonly lineFeed: number;
}

/** Repetitions are written out; a pattern that would need more than this is refused. */
export const MAX_INSTRUCTIONS = 250_000;

/**
 * @param groups how many groups keep their text.
 * @returns undefined when the pattern needs more than `MAX_INSTRUCTIONS`.
 */
export function assemble(node: RegexpNode, groups = 0): Program | undefined {
  const assembler = new Assembler(2 * (groups + 1));
  const start = assembler.add(node, assembler.instruction(MATCH, -1));
  if (start < 0) return undefined;
  const { sets, op, next, other, slots } = assembler;
  const hasLines = op.includes(LINE_START) || op.includes(LINE_END);
  return {
    ...{ start, sets, op, next, other, slots },
    isAnchored: isAnchored(node),
    hasReferences: op.includes(REFERENCE),
    hasAssertions: hasLines || op.includes(START) || op.includes(END),
    lineFeed: hasLines ? assembler.indexOf(singleChar(0x0a)) : -1,
  };
}

const TOO_MANY = -1;

// Backwards: each part is given the instruction that follows it, and gives back its first.
class Assembler {
  readonly sets: CharSet[] = [];
  readonly op: number[] = [];
  readonly next: number[] = [];
  readonly other: number[] = [];
  slots: number;
  readonly #setIndex = new Map<string, number>();

  constructor(slots: number) {
    this.slots = slots;
  }

  instruction(op: number, next: number, other = -1): number {
    if (this.op.length >= MAX_INSTRUCTIONS) return TOO_MANY;
    this.op.push(op);
    this.next.push(next);
    this.other.push(other);
    return this.op.length - 1;
  }

  add(node: RegexpNode, follow: number): number {
    if (follow < 0) return TOO_MANY;
    switch (node.kind) {
      case 'chars':
        return this.instruction(this.indexOf(node.set), follow);
      case 'sequence':
        return node.items.reduceRight((after, item) => this.add(item, after), follow);
      case 'choice':
        return node.items
          .map((item) => this.add(item, follow))
          .reduceRight((after, entry) => (entry < 0 || after < 0 ? TOO_MANY : this.instruction(SPLIT, entry, after)));
      case 'repeat':
        return this.#repeat(node, follow);
      case 'group': {
        const close = this.instruction(SAVE, follow, 2 * node.number + 1);
        const body = this.add(node.item, close);
        return body < 0 ? TOO_MANY : this.instruction(SAVE, body, 2 * node.number);
      }
      case 'reference':
        return this.instruction(REFERENCE, follow, node.number);
      case 'start':
        return this.instruction(node.ofLines ? LINE_START : START, follow);
      case 'end':
        return this.instruction(node.ofLines ? LINE_END : END, follow);
    }
  }

  #repeat(node: Extract<RegexpNode, { kind: 'repeat' }>, follow: number): number {
    const { item, min, max, reluctant = false } = node;
    let entry = follow;
    if (max === Number.POSITIVE_INFINITY) {
      entry = isNullable(item) ? this.#nullableLoop(item, reluctant, follow) : this.#loop(item, reluctant, follow);
    } else {
      // a{0,3} as (a(a(a)?)?)?: each way out leads straight to the end, so that few states are alive at once.
      for (let i = min; i < max && entry >= 0; i++) entry = this.#split(this.add(item, entry), follow, reluctant);
    }
    // An item without characters adds no instruction, and so would never meet the limit.
    for (let i = 0; i < min && entry >= 0; i++) {
      const before = this.op.length;
      entry = this.add(item, entry);
      if (this.op.length === before) break;
    }
    return entry;
  }

  #loop(item: RegexpNode, reluctant: boolean, follow: number): number {
    const entry = this.instruction(SPLIT, follow, follow);
    const body = this.add(item, entry);
    if (body < 0) return TOO_MANY;
    (reluctant ? this.other : this.next)[entry] = body;
    return entry;
  }

  /** As `(item+)?`, so that a turn without characters counts as one. */
  #nullableLoop(item: RegexpNode, reluctant: boolean, follow: number): number {
    const loop = this.instruction(reluctant ? RELUCTANT_LOOP : LOOP, -1, follow);
    const body = this.add(item, loop);
    if (body < 0) return TOO_MANY;
    const entry = this.instruction(SAVE, body, this.slots++);
    if (entry < 0) return TOO_MANY;
    this.next[loop] = entry;
    return this.#split(entry, follow, reluctant);
  }

  #split(body: number, follow: number, reluctant: boolean): number {
    if (body < 0) return TOO_MANY;
    return reluctant ? this.instruction(SPLIT, follow, body) : this.instruction(SPLIT, body, follow);
  }

  indexOf(set: CharSet): number {
    const key = charSetKey(set);
    let index = this.#setIndex.get(key);
    if (index === undefined) {
      index = this.sets.push(set) - 1;
      this.#setIndex.set(key, index);
    }
    return index;
  }
}
