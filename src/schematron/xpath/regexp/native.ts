/**
 * An expression as JavaScript's, which searches by trial and error, and faster than all else where no text can make it
 * try much. How much it may try is known from the expression: a bound that holds of every text, and no guess.
 */
import { charSetSource } from '../../../datatypes/regexp/char-set.js';
import type { RegexpNode } from '../../../datatypes/regexp/nodes.js';
import { searchBound } from './bound.js';

export interface Native {
  /** Groups keep nothing in it. */
  readonly expression: RegExp;
  /** The same, with the flag `g`. */
  readonly global: RegExp;
  /** Texts that are longer are to be searched in another way. */
  readonly longest: number;
  /** What a search of a text takes at most, in steps of some ten nanoseconds. */
  cost(length: number): number;
}

/** More than this is none of JavaScript's business. */
const LARGEST_FACTOR = 1000;
/** Steps of JavaScript's for a text, where they may be many for each character. */
const MOST_STEPS = 4096;
/** Steps of JavaScript's for a character, where they are no more in longer texts. */
const STEPS_A_CHARACTER = 64;
/** Nothing can stop JavaScript for so many steps: some milliseconds. */
const MOST_AT_ONCE = 4_000_000;
/** So many steps of JavaScript's are one of the meter's: at worst it is fewer, for most texts far more. */
const STEPS_A_STEP = 32;

/** @returns undefined where it means something else in JavaScript, or has no bound. */
export function nativeOf(node: RegexpNode): Native | undefined {
  const bound = searchBound(node);
  const source = bound === undefined || bound.factor > LARGEST_FACTOR ? undefined : sourceOf(node);
  if (bound === undefined || source === undefined) return undefined;
  const { factor, degree } = bound;
  const each = 0.25 + factor / STEPS_A_STEP;
  const isLinear = degree === 1 && factor <= STEPS_A_CHARACTER;
  return {
    expression: new RegExp(source, 'v'),
    global: new RegExp(source, 'gv'),
    longest: isLinear ? MOST_AT_ONCE / factor : (MOST_STEPS / factor) ** (1 / degree) - 1,
    cost: degree === 1 ? (length) => each * length : (length) => (factor * length ** degree) / STEPS_A_STEP + 1,
  };
}

function sourceOf(node: RegexpNode): string | undefined {
  switch (node.kind) {
    case 'chars':
      return charSetSource(node.set);
    case 'sequence':
      return joined(node.items, '');
    case 'choice': {
      const source = joined(node.items, '|');
      return source === undefined ? undefined : `(?:${source})`;
    }
    case 'group':
      return sourceOf(node.item);
    case 'repeat': {
      const source = sourceOf(node.item);
      const most = node.max === Number.POSITIVE_INFINITY ? '' : node.max;
      return source === undefined ? undefined : `(?:${source}){${node.min},${most}}${node.reluctant ? '?' : ''}`;
    }
    case 'start':
      return node.ofLines ? undefined : '^';
    case 'end':
      return node.ofLines ? undefined : '$';
    case 'reference':
      return undefined;
  }
}

function joined(items: readonly RegexpNode[], between: string): string | undefined {
  const sources = items.map(sourceOf);
  return sources.includes(undefined) ? undefined : sources.join(between);
}
