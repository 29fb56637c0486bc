/** Functions on maps and arrays (Functions and Operators 3.1, §17). */
import { XPathDynamicError } from '../../errors.js';
import type { Dynamic } from '../../runtime.js';
import { atomized, isTrue } from '../atomize.js';
import { sameKey } from '../compare.js';
import { arrayOf, inMap, mapOf, memberOf } from '../maps.js';
import {
  type Atomic,
  integer,
  type MapEntry,
  string,
  truth,
  type Value,
  type Values,
  XPathArray,
  XPathMap,
} from '../value.js';
import { compareKeys } from './sequences.js';
import { collationOf, f, fn, type Library, num, str } from './spec.js';

const map = (values: Values | undefined): XPathMap => values![0] as XPathMap;
const array = (values: Values | undefined): XPathArray => values![0] as XPathArray;
const key = (values: Values | undefined): Atomic => values![0] as Atomic;

export const mapFunctions: Library = {
  merge: f('map(*)*; map(*)', merge, 1),
  size: f('map(*)', (_c, [of]) => [integer(map(of).entries.size)]),
  keys: f('map(*)', (c, [of]) =>
    kept(
      c,
      [...map(of).entries.values()].map((entry) => entry.key),
    ),
  ),
  contains: f('map(*); xs:anyAtomicType', (_c, [of, sought]) => truth(map(of).entries.has(sameKey(key(sought))))),
  get: f('map(*); xs:anyAtomicType', (_c, [of, sought]) => inMap(map(of), key(sought))),
  find: f('item()*; xs:anyAtomicType', (c, [values, sought]) => [arrayOf(foundIn(c, values!, key(sought)))]),
  put: f('map(*); xs:anyAtomicType; item()*', (c, [of, at, value]) =>
    made(c, [...map(of).entries.values(), { key: key(at), value: value! }]),
  ),
  entry: f('xs:anyAtomicType; item()*', (c, [at, value]) => made(c, [{ key: key(at), value: value! }])),
  remove: f('map(*); xs:anyAtomicType*', (c, [of, keys]) => {
    const gone = new Set(keys!.map((each) => sameKey(each as Atomic)));
    return made(
      c,
      [...map(of).entries].flatMap(([at, entry]) => (gone.has(at) ? [] : [entry])),
    );
  }),
  'for-each': f('map(*); function(xs:anyAtomicType, item()*) as item()*', (c, [of, call]) =>
    kept(
      c,
      [...map(of).entries.values()].flatMap((entry) => fn(call).call(c, [[entry.key], entry.value])),
    ),
  ),
};

export const arrayFunctions: Library = {
  size: f('array(*)', (_c, [of]) => [integer(array(of).members.length)]),
  get: f('array(*); xs:integer', (_c, [of, place]) => memberOf(array(of), key(place))),
  put: f('array(*); xs:integer; item()*', (c, [of, place, value]) => {
    const at = placeIn(array(of), place!, 0);
    return arranged(
      c,
      array(of).members.map((member, i) => (i === at ? value! : member)),
    );
  }),
  append: f('array(*); item()*', (c, [of, value]) => arranged(c, [...array(of).members, value!])),
  subarray: f('array(*); xs:integer; xs:integer', subarray, 2),
  remove: f('array(*); xs:integer*', (c, [of, places]) => {
    const gone = new Set(places!.map((place) => placeIn(array(of), [place], 0)));
    return arranged(
      c,
      array(of).members.filter((_, i) => !gone.has(i)),
    );
  }),
  'insert-before': f('array(*); xs:integer; item()*', (c, [of, place, value]) => {
    const { members } = array(of);
    const at = placeIn(array(of), place!, 1);
    return arranged(c, [...members.slice(0, at), value!, ...members.slice(at)]);
  }),
  head: f('array(*)', (_c, [of]) => array(of).members[0] ?? isEmpty()),
  tail: f('array(*)', (c, [of]) =>
    array(of).members.length === 0 ? isEmpty() : arranged(c, array(of).members.slice(1)),
  ),
  reverse: f('array(*)', (c, [of]) => arranged(c, [...array(of).members].reverse())),
  join: f('array(*)*', (c, [arrays]) =>
    arranged(
      c,
      arrays!.flatMap((each) => (each as XPathArray).members),
    ),
  ),
  flatten: f('item()*', (c, [values]) => kept(c, flattened(values!))),
  sort: f('array(*); xs:string?; function(item()*) as xs:anyAtomicType*', sort, 1),
  'for-each': f('array(*); function(item()*) as item()*', (c, [of, call]) =>
    arranged(
      c,
      array(of).members.map((member) => fn(call).call(c, [member])),
    ),
  ),
  filter: f('array(*); function(item()*) as xs:boolean', (c, [of, call]) =>
    arranged(
      c,
      array(of).members.filter((member) => isTrue(fn(call).call(c, [member]))),
    ),
  ),
  'fold-left': f('array(*); item()*; function(item()*, item()*) as item()*', (c, [of, zero, call]) =>
    array(of).members.reduce<Values>((so, member) => kept(c, fn(call).call(c, [so, member])), zero!),
  ),
  'fold-right': f('array(*); item()*; function(item()*, item()*) as item()*', (c, [of, zero, call]) =>
    array(of).members.reduceRight<Values>((so, member) => kept(c, fn(call).call(c, [member, so])), zero!),
  ),
  'for-each-pair': f('array(*); array(*); function(item()*, item()*) as item()*', (c, [a, b, call]) => {
    const others = array(b).members;
    return arranged(
      c,
      array(a)
        .members.slice(0, others.length)
        .map((member, i) => fn(call).call(c, [member, others[i]!])),
    );
  }),
};

function kept(c: Dynamic, values: Values): Values {
  c.keepAll(values.length);
  return values;
}

function made(c: Dynamic, entries: readonly MapEntry[]): Values {
  c.keepAll(entries.length);
  return [mapOf(entries)];
}

function arranged(c: Dynamic, members: readonly Values[]): Values {
  // Each member is a sequence of its own.
  c.keepAll(4 * members.length);
  return [arrayOf(members)];
}

/** What to do with keys that come twice, the option says; by default the first counts. */
function merge(c: Dynamic, [maps, options]: readonly Values[]): Values {
  const policy = options === undefined ? 'use-first' : str(inMap(map(options), string('duplicates'))) || 'use-first';
  const entries = new Map<string, MapEntry>();
  for (const each of maps!) {
    for (const [at, entry] of (each as XPathMap).entries) {
      c.keepAll(1);
      const before = entries.get(at);
      entries.set(at, before === undefined ? entry : mergedEntry(policy, before, entry));
    }
  }
  return [mapOf(entries.values())];
}

function mergedEntry(policy: string, before: MapEntry, entry: MapEntry): MapEntry {
  switch (policy) {
    case 'use-first':
    case 'use-any':
      return before;
    case 'use-last':
      return entry;
    case 'combine':
      return { key: before.key, value: [...before.value, ...entry.value] };
    case 'reject':
      throw new XPathDynamicError(`two maps have the key ${str([entry.key])}`);
    default:
      throw new XPathDynamicError(`“${policy}” is no way to merge maps`);
  }
}

function foundIn(c: Dynamic, values: Values, sought: Atomic): Values[] {
  c.spend(values.length);
  return values.flatMap((value) => {
    if (value instanceof XPathArray) return value.members.flatMap((member) => foundIn(c, member, sought));
    if (!(value instanceof XPathMap)) return [];
    const own = value.entries.get(sameKey(sought));
    const inner = [...value.entries.values()].flatMap((entry) => foundIn(c, entry.value, sought));
    return own === undefined ? inner : [own.value, ...inner];
  });
}

/** Zero-based. @throws XPathDynamicError where the array has no such place (FOAY0001). */
function placeIn({ members }: XPathArray, place: Values, beyond: 0 | 1): number {
  const at = num(place) - 1;
  if (at >= 0 && at < members.length + beyond) return at;
  throw new XPathDynamicError(`the array has ${members.length} members, and no place ${at + 1}`);
}

function subarray(c: Dynamic, [of, from, length]: readonly Values[]): Values {
  const { members } = array(of);
  const start = placeIn(array(of), from!, 1);
  const end = length === undefined ? members.length : start + num(length);
  if (end < start || end > members.length) throw new XPathDynamicError(`the array has only ${members.length} members`);
  return arranged(c, members.slice(start, end));
}

function isEmpty(): never {
  throw new XPathDynamicError('the array is empty');
}

function flattened(values: Values): Value[] {
  return values.flatMap((value) => (value instanceof XPathArray ? flattened(value.members.flat()) : [value]));
}

function sort(c: Dynamic, [of, by, call]: readonly Values[]): Values {
  const collation = collationOf(by);
  const keyed = array(of).members.map((member) => ({
    member,
    keys: atomized(c, call === undefined ? member : fn(call).call(c, [member])),
  }));
  keyed.sort((a, b) => compareKeys(c, a.keys, b.keys, collation));
  return arranged(
    c,
    keyed.map(({ member }) => member),
  );
}
