/** A pattern as a non-deterministic automaton (Thompson's construction). */
import { type CharSet, charSetKey } from './char-set.js';
import type { RegexpNode } from './syntax.js';

/** An instruction's `op`: the index of the set to read a character of, or one of these. */
export const SPLIT = -1;
export const MATCH = -2;

export interface Program {
  readonly start: number;
  readonly sets: readonly CharSet[];
  readonly op: readonly number[];
  /** Where to go on: after the character, or the first way of a split. */
  readonly next: readonly number[];
  /** The second way of a split. */
  readonly other: readonly number[];
}

/** Repetitions are written out; a pattern that would need more than this is refused. */
export const MAX_INSTRUCTIONS = 250_000;

/** undefined when the pattern needs more than `MAX_INSTRUCTIONS`. */
export function assemble(node: RegexpNode): Program | undefined {
  const assembler = new Assembler();
  const start = assembler.add(node, assembler.instruction(MATCH, -1));
  return start < 0
    ? undefined
    : { start, sets: assembler.sets, op: assembler.op, next: assembler.next, other: assembler.other };
}

const TOO_MANY = -1;

// Backwards: each part is given the instruction that follows it, and gives back its first.
class Assembler {
  readonly sets: CharSet[] = [];
  readonly op: number[] = [];
  readonly next: number[] = [];
  readonly other: number[] = [];
  private readonly setIndex = new Map<string, number>();

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
        return this.repeat(node.item, node.min, node.max, follow);
    }
  }

  private repeat(item: RegexpNode, min: number, max: number, follow: number): number {
    let entry = follow;
    if (max === Number.POSITIVE_INFINITY) {
      entry = this.instruction(SPLIT, -1, follow);
      if (entry < 0) return TOO_MANY;
      const body = this.add(item, entry);
      if (body < 0) return TOO_MANY;
      this.next[entry] = body;
    } else {
      // a{0,3} as (a(a(a)?)?)?: each way out leads straight to the end, so that few states are alive at once.
      for (let i = min; i < max && entry >= 0; i++) {
        const body = this.add(item, entry);
        entry = body < 0 ? TOO_MANY : this.instruction(SPLIT, body, follow);
      }
    }
    // An item without characters adds no instruction, and so would never meet the limit.
    for (let i = 0; i < min && entry >= 0; i++) {
      const before = this.op.length;
      entry = this.add(item, entry);
      if (this.op.length === before) break;
    }
    return entry;
  }

  private indexOf(set: CharSet): number {
    const key = charSetKey(set);
    let index = this.setIndex.get(key);
    if (index === undefined) {
      index = this.sets.push(set) - 1;
      this.setIndex.set(key, index);
    }
    return index;
  }
}
