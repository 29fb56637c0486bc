/**
 * What a search by trial and error may take at most: a power of the text's length, known from the expression alone.
 * From one place, each part may match in so many ways, and whatever follows may be tried behind each of them.
 */
import { type CharSet, contains } from '../../../datatypes/regexp/char-set.js';
import { isAnchored, isNullable, type RegexpNode } from '../../../datatypes/regexp/nodes.js';

/** `factor` times the text's length to the power of `degree`, at most. */
export interface Bound {
  readonly factor: number;
  readonly degree: number;
}

/** What a part may take from one place: in how many ways it matches there, and the work for all of them. */
interface Cost {
  readonly ways: Bound;
  readonly work: Bound;
}

/** More than this is no bound of use. */
const MOST_WAYS = 1000;

const ONE: Bound = { factor: 1, degree: 0 };
const SINGLE: Cost = { ways: ONE, work: ONE };

/** What it takes to look for it from every place of a text; undefined where no power of the length bounds it. */
export function searchBound(node: RegexpNode): Bound | undefined {
  if (node.kind === 'group') return searchBound(node.item);
  const cost = costOf(node);
  if (node.kind === 'choice' && cost?.work.degree !== 0) return sum(node.items.map(searchBound));
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
    case 'choice':
      return ofOne(node.items);
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
    if (ways.factor > MOST_WAYS) return undefined;
  }
  return { ways, work };
}

/** Of alternatives that begin with characters of their own, one at most goes on behind its first. */
function ofOne(items: readonly RegexpNode[]): Cost | undefined {
  const groups = new Map<number | undefined, RegexpNode[]>();
  for (const item of items) {
    const first = firstCharacter(item);
    groups.set(first, [...(groups.get(first) ?? []), item]);
  }
  const costs = [...groups].map(([first, alike]) => {
    const each = alike.map(costOf);
    const [ways, work] = [sum(each.map((cost) => cost?.ways)), sum(each.map((cost) => cost?.work))];
    return ways && work && { first, ways, work };
  });
  let cost: Cost = { ways: { factor: 0, degree: 0 }, work: { factor: items.length, degree: 0 } };
  let most = { ways: cost.ways, work: cost.ways };
  for (const each of costs) {
    if (each === undefined) return undefined;
    if (each.first === undefined) cost = { ways: larger(cost.ways, each.ways), work: larger(cost.work, each.work) };
    else most = { ways: highest(most.ways, each.ways), work: highest(most.work, each.work) };
  }
  return { ways: larger(cost.ways, most.ways), work: larger(cost.work, most.work) };
}

/** The character that a part begins with, where there is but one. */
function firstCharacter(node: RegexpNode): number | undefined {
  if (node.kind === 'group') return firstCharacter(node.item);
  if (node.kind === 'sequence') return node.items[0] && firstCharacter(node.items[0]);
  if (node.kind !== 'chars' || node.set.kind !== 'range' || node.set.from !== node.set.to) return undefined;
  return node.set.from;
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

function highest(a: Bound, b: Bound): Bound {
  return { factor: Math.max(a.factor, b.factor), degree: Math.max(a.degree, b.degree) };
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
