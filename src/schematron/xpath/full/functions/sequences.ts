/** Functions on sequences (Functions and Operators 3.1, §14), and those that take functions (§16). */
import { XPathDynamicError } from '../../errors.js';
import { type Dynamic, OPERATING } from '../../runtime.js';
import { atomized, isTrue } from '../atomize.js';
import { areEqual, type Collation, equalKey, isDuration, isText, orderOf } from '../compare.js';
import { deepEqual } from '../deep-equal.js';
import { isNumeric } from '../numeric.js';
import { type Atomic, integer, truth, type Value, type Values, type XPathArray } from '../value.js';
import { atom, collated, collationOf, f, fn, type Library, num, str } from './spec.js';

export const sequenceFunctions: Library = {
  true: f('', () => truth(true)),
  false: f('', () => truth(false)),
  not: f('item()*', (_c, [values]) => truth(!isTrue(values!))),
  boolean: f('item()*', (_c, [values]) => truth(isTrue(values!))),
  empty: f('item()*', (_c, [values]) => truth(values!.length === 0)),
  exists: f('item()*', (_c, [values]) => truth(values!.length > 0)),
  count: f('item()*', (_c, [values]) => [integer(values!.length)]),
  head: f('item()*', (_c, [values]) => values!.slice(0, 1)),
  tail: f('item()*', (c, [values]) => kept(c, values!.slice(1))),
  reverse: f('item()*', (c, [values]) => kept(c, [...values!].reverse())),
  unordered: f('item()*', (_c, [values]) => values!),
  'insert-before': f('item()*; xs:integer; item()*', (c, [values, place, others]) => {
    const at = Math.max(0, num(place!) - 1);
    return kept(c, [...values!.slice(0, at), ...others!, ...values!.slice(at)]);
  }),
  remove: f('item()*; xs:integer', (c, [values, place]) => {
    const at = num(place!) - 1;
    return kept(
      c,
      values!.filter((_, i) => i !== at),
    );
  }),
  subsequence: f('item()*; xs:double; xs:double', subsequence, 2),
  'distinct-values': f('xs:anyAtomicType*; xs:string', distinctValues, 1),
  'index-of': f('xs:anyAtomicType*; xs:anyAtomicType; xs:string', indexOf, 2),
  'deep-equal': f('item()*; item()*; xs:string', (c, [a, b, by]) => truth(deepEqual(c, a!, b!, collationOf(by))), 2),
  'zero-or-one': f('item()*', (_c, [values]) => counted(values!, 0, 1)),
  'exactly-one': f('item()*', (_c, [values]) => counted(values!, 1, 1)),
  'one-or-more': f('item()*', (_c, [values]) => counted(values!, 1, Number.POSITIVE_INFINITY)),
  sort: f('item()*; xs:string?; function(item()) as xs:anyAtomicType*', sort, 1),
  'for-each': f('item()*; function(item()) as item()*', (c, [values, call]) =>
    gathered(c, values!, (value) => fn(call).call(c, [[value]])),
  ),
  filter: f('item()*; function(item()) as xs:boolean', (c, [values, call]) =>
    kept(
      c,
      values!.filter((value) => isTrue(fn(call).call(c, [[value]]))),
    ),
  ),
  'fold-left': f('item()*; item()*; function(item()*, item()) as item()*', (c, [values, zero, call]) =>
    values!.reduce<Values>((so, value) => kept(c, fn(call).call(c, [so, [value]])), zero!),
  ),
  'fold-right': f('item()*; item()*; function(item(), item()*) as item()*', (c, [values, zero, call]) =>
    values!.reduceRight<Values>((so, value) => kept(c, fn(call).call(c, [[value], so])), zero!),
  ),
  'for-each-pair': f('item()*; item()*; function(item(), item()) as item()*', (c, [a, b, call]) =>
    gathered(c, a!.slice(0, b!.length), (value, i) => fn(call).call(c, [[value], [b![i]!]])),
  ),
  apply: f('function(*); array(*)', (c, [call, args]) => {
    const { members } = args![0] as XPathArray;
    if (members.length === fn(call).arity) return fn(call).call(c, members);
    throw new XPathDynamicError(`a function of ${fn(call).arity} arguments is given ${members.length}`);
  }),
  trace: f('item()*; xs:string', (_c, [values]) => values!, 1),
  error: f('xs:QName?; xs:string; item()*', (_c, [name, words]) => raised(atom(name), words), 0),
};

/** A sequence just made, counted. */
function kept(c: Dynamic, values: Values): Values {
  c.keepAll(values.length);
  return values;
}

function gathered(c: Dynamic, values: Values, each: (value: Value, i: number) => Values): Values {
  const results: Value[] = [];
  values.forEach((value, i) => {
    for (const result of each(value, i)) {
      c.keep(results.length);
      results.push(result);
    }
  });
  return results;
}

function subsequence(c: Dynamic, [values, from, length]: readonly Values[]): Values {
  const first = Math.round(num(from!));
  const end = length === undefined ? Number.POSITIVE_INFINITY : first + Math.round(num(length));
  c.spend(values!.length);
  return values!.filter((_, i) => i + 1 >= first && i + 1 < end);
}

function distinctValues(c: Dynamic, [values, by]: readonly Values[]): Values {
  const fold = collated(by);
  const seen = new Map<string, Value>();
  c.keepAll(values!.length);
  for (const value of values as readonly Atomic[]) {
    const key = isText(value) ? `s${fold(value.plain as string)}` : equalKey(c, value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

function indexOf(c: Dynamic, [values, search, by]: readonly Values[]): Values {
  const wanted = search![0] as Atomic;
  const collation = collationOf(by);
  c.spend(OPERATING * values!.length);
  return values!.flatMap((value, i) =>
    comparable(value as Atomic, wanted) && areEqual(c, value as Atomic, wanted, collation) ? [integer(i + 1)] : [],
  );
}

/** What `eq` would refuse to compare is not equal. */
function comparable(a: Atomic, b: Atomic): boolean {
  return a.primitive === b.primitive || [isText, isNumeric, isDuration].some((is) => is(a) && is(b));
}

function counted(values: Values, fewest: number, most: number): Values {
  if (values.length >= fewest && values.length <= most) return values;
  throw new XPathDynamicError(`there are ${values.length} items`);
}

function sort(c: Dynamic, [values, by, key]: readonly Values[]): Values {
  const keyOf = key?.[0] === undefined ? (value: Value) => [value] : (value: Value) => fn(key).call(c, [[value]]);
  return sorted(c, values!, keyOf, collationOf(by));
}

/** By key; what is equal keeps its order. */
export function sorted<T extends Value>(
  c: Dynamic,
  values: readonly T[],
  keyOf: (value: T) => Values,
  collation: Collation,
): T[] {
  const keyed = values.map((value) => ({ value, keys: atomized(c, keyOf(value)) }));
  c.keepAll(keyed.length);
  keyed.sort((a, b) => {
    c.spend(OPERATING);
    return compareKeys(c, a.keys, b.keys, collation);
  });
  return keyed.map(({ value }) => value);
}

/** NaN stands before all numbers, and nothing before anything. */
export function compareKeys(c: Dynamic, a: readonly Atomic[], b: readonly Atomic[], collation: Collation): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = orderOf(c, a[i]!, b[i]!, collation);
    if (Number.isNaN(order)) {
      const [x, y] = [a[i]!, b[i]!].map(({ plain }) => Number.isNaN(plain));
      if (x !== y) return x ? -1 : 1;
    } else if (order !== 0) return order;
  }
  return a.length - b.length;
}

function raised(name: Atomic | undefined, words: Values | undefined): never {
  const code = name === undefined ? '' : ` (${str([name])})`;
  throw new XPathDynamicError(`the rule says error()${code}${words?.length ? `: ${str(words)}` : ''}`);
}
