/**
 * An expression as JavaScript's, which searches by trial and error, and faster than all else where no text can make it
 * try much. How much it may try is known from the expression: a bound that holds of every text, and no guess.
 */
import { type CharSet, charSetSource, contains } from '../../../datatypes/regexp/char-set.js';
import { isAnchored, isNullable, type RegexpNode } from '../../../datatypes/regexp/nodes.js';

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

/** `factor` times the text's length to the power of `degree`, at most. */
interface Bound {
  readonly factor: number;
  readonly degree: number;
}

/** What a part may take from one place: in how many ways it matches there, and the work for all of them. */
interface Cost {
  readonly ways: Bound;
  readonly work: Bound;
}

/** More than this is none of JavaScript's business. */
const LARGEST_FACTOR = 1000;
/** Steps of JavaScript's for a text, where they may be many for each character. */
const MOST_STEPS = 4096;
/** Steps of JavaScript's for a character, where they are no more in longer texts. */
const STEPS_A_CHARACTER = 128;
/** Nothing can stop JavaScript for so many steps: some milliseconds. */
const MOST_AT_ONCE = 4_000_000;
/** So many steps of JavaScript's are one of the meter's, at worst; most texts take far less. */
const STEPS_A_STEP = 64;

const ONE: Bound = { factor: 1, degree: 0 };
const SINGLE: Cost = { ways: ONE, work: ONE };

/** @returns undefined where it means something else in JavaScript, or has no bound. */
export function nativeOf(node: RegexpNode): Native | undefined {
  const bound = searchBound(node);
  const source = bound === undefined || bound.factor > LARGEST_FACTOR ? undefined : sourceOf(node);
  if (bound === undefined || source === undefined) return undefined;
  const { factor, degree } = bound;
  const each = 0.25 + factor / STEPS_A_STEP / 4;
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

/** What it takes to look for it from every place of a text. */
function searchBound(node: RegexpNode): Bound | undefined {
  if (node.kind === 'group') return searchBound(node.item);
  if (node.kind === 'choice') return sum(node.items.map(searchBound));
  const failing = withoutTail(node);
  const work = costOf(failing)?.work;
  if (work === undefined || isAnchored(node) || (work.degree > 0 && isGuarded(failing)))
    return work && atLeastLinear(work);
  return { factor: work.factor, degree: work.degree + 1 };
}

/** What must match before nothing can fail any more: characters that a last `*` takes are not looked at again. */
function withoutTail(node: RegexpNode): RegexpNode {
  if (node.kind === 'group') return withoutTail(node.item);
  if (node.kind === 'sequence' && node.items.length > 0)
    return { kind: 'sequence', items: [...node.items.slice(0, -1), withoutTail(node.items.at(-1)!)] };
  return node.kind === 'repeat' && node.item.kind === 'chars' ? { ...node, max: node.min } : node;
}

function atLeastLinear({ factor, degree }: Bound): Bound {
  return { factor, degree: Math.max(1, degree) };
}

function costOf(node: RegexpNode): Cost | undefined {
  switch (node.kind) {
    case 'chars':
    case 'start':
    case 'end':
      return SINGLE;
    case 'sequence':
      return inSequence(node.items.map(costOf));
    case 'choice': {
      const costs = node.items.map(costOf);
      const [ways, work] = [sum(costs.map((cost) => cost?.ways)), sum(costs.map((cost) => cost?.work))];
      return ways && work && { ways, work };
    }
    case 'group':
      return costOf(node.item);
    case 'repeat':
      return repeated(node);
    case 'reference':
      return undefined;
  }
}

function inSequence(costs: readonly (Cost | undefined)[]): Cost | undefined {
  let [ways, work]: [Bound, Bound] = [ONE, ONE];
  for (const cost of costs) {
    if (cost === undefined) return undefined;
    work = larger(work, product(ways, cost.work));
    ways = product(ways, cost.ways);
    if (ways.factor > LARGEST_FACTOR) return undefined;
  }
  return { ways, work };
}

function repeated({ item, min, max }: Extract<RegexpNode, { kind: 'repeat' }>): Cost | undefined {
  const cost = costOf(item);
  if (cost === undefined) return undefined;
  const isSure = cost.ways.factor === 1 && cost.ways.degree === 0 && !isNullable(item);
  // What matches in one way only can be left after each turn, and in no other way.
  if (isSure && max === Number.POSITIVE_INFINITY) {
    const { factor } = cost.work;
    return { ways: { factor: 1, degree: 1 }, work: { factor, degree: 1 } };
  }
  if (isSure)
    return {
      ways: { factor: max - min + 1, degree: 0 },
      work: { factor: Math.max(1, max) * cost.work.factor, degree: 0 },
    };
  if (max > MOST_TURNS) return undefined;
  const turns = Array.from({ length: max }, () => cost);
  const whole = inSequence(turns);
  if (whole === undefined) return undefined;
  const stops = max - min + 1;
  return {
    ways: product(whole.ways, { factor: stops, degree: 0 }),
    work: product(whole.work, { factor: stops, degree: 0 }),
  };
}

/** More turns of what matches in several ways have no useful bound. */
const MOST_TURNS = 10;

function product(a: Bound, b: Bound): Bound {
  return { factor: a.factor * b.factor, degree: a.degree + b.degree };
}

/** As many as both together, where a text has one character at least. */
function larger(a: Bound, b: Bound): Bound {
  return { factor: a.factor + b.factor, degree: Math.max(a.degree, b.degree) };
}

function sum(bounds: readonly (Bound | undefined)[]): Bound | undefined {
  return bounds.reduce((all, bound) => all && bound && larger(all, bound), { factor: 0, degree: 0 } as
    | Bound
    | undefined);
}

/**
 * Whether the first part that repeats without end can begin only behind a character that it does not hold, as in
 * `Figure\s+`: then searches from several places do not go over the same characters.
 */
function isGuarded(node: RegexpNode): boolean {
  if (node.kind !== 'sequence') return false;
  const first = node.items.findIndex((item) => (costOf(item)?.work.degree ?? 1) > 0);
  const [guard, loop] = [node.items[first - 1], node.items[first]];
  if (guard?.kind !== 'chars' || loop?.kind !== 'repeat' || loop.item.kind !== 'chars') return false;
  const { set } = loop.item;
  const characters = charactersOf(guard.set);
  return characters?.every((character) => !contains(set, character)) ?? false;
}

/** The characters of a small set. */
function charactersOf(set: CharSet): readonly number[] | undefined {
  if (set.kind === 'union') {
    const parts = set.of.map(charactersOf);
    return parts.includes(undefined) ? undefined : parts.flatMap((part) => part!);
  }
  if (set.kind !== 'range' || set.to - set.from > 100) return undefined;
  return Array.from({ length: set.to - set.from + 1 }, (_, i) => set.from + i);
}
