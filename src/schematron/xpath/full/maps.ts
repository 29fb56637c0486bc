/** Maps and arrays: made, and asked (XPath 3.1, §3.11). */
import type { Expr } from '../ast.js';
import { XPathDynamicError } from '../errors.js';
import { type Dynamic, OPERATING } from '../runtime.js';
import { atomized, onlyAtom } from './atomize.js';
import { sameKey } from './compare.js';
import { contextItem } from './focus.js';
import type { Eval, FullScope } from './scope.js';
import { kindOfValue } from './types.js';
import { type Atomic, type MapEntry, NOTHING, type Value, type Values, XPathArray, XPathMap } from './value.js';

export function mapOf(entries: Iterable<MapEntry>): XPathMap {
  const byKey = new Map<string, MapEntry>();
  for (const entry of entries) byKey.set(sameKey(entry.key), entry);
  return new XPathMap(byKey, (c, map, key) => inMap(map, keyOf(c, key)));
}

export function arrayOf(members: readonly Values[]): XPathArray {
  return new XPathArray(members, (c, array, position) => memberOf(array, keyOf(c, position)));
}

function keyOf(c: Dynamic, values: Values): Atomic {
  const key = onlyAtom(c, values);
  if (key !== undefined) return key;
  throw new XPathDynamicError('a map or an array is asked for one key, and there is none');
}

export function inMap(map: XPathMap, key: Atomic): Values {
  return map.entries.get(sameKey(key))?.value ?? NOTHING;
}

/** @throws XPathDynamicError where there is no such member (FOAY0001). */
export function memberOf(array: XPathArray, position: Atomic): Values {
  const at = Number(position.plain);
  if (position.primitive !== 'integer' && position.primitive !== 'untypedAtomic')
    throw new XPathDynamicError(`${kindOfValue(position)} stands where the place in an array is needed`);
  const member = array.members[at - 1];
  if (member !== undefined) return member;
  throw new XPathDynamicError(`the array has ${array.members.length} members, and none at place ${at}`);
}

export function compileMap(expr: Extract<Expr, { type: 'map' }>, scope: FullScope): Eval {
  const entries = expr.entries.map(({ key, value }) => [scope.full(key, scope), scope.full(value, scope)] as const);
  return (c) => {
    c.keepAll(entries.length);
    const made = entries.map(([key, value]): MapEntry => {
      const atom = onlyAtom(c, key(c));
      if (atom === undefined) throw new XPathDynamicError('nothing stands where the key of a map is needed');
      return { key: atom, value: c.hold(value(c) as never) as unknown as Values };
    });
    const map = mapOf(made);
    if (map.entries.size < made.length) throw new XPathDynamicError('a map has one key twice');
    return [map];
  };
}

export function compileArray({ curly, members }: Extract<Expr, { type: 'array' }>, scope: FullScope): Eval {
  const compiled = members.map((member) => scope.full(member, scope));
  if (curly) {
    return (c) => {
      const values = compiled[0]!(c);
      c.keepAll(values.length);
      return [arrayOf(values.map((value) => [value]))];
    };
  }
  return (c) => {
    c.keepAll(compiled.length);
    return [arrayOf(compiled.map((member) => c.hold(member(c) as never) as unknown as Values))];
  };
}

/** `base?key`. */
export function compileLookup({ base, key }: Extract<Expr, { type: 'lookup' }>, scope: FullScope): Eval {
  const values = base === undefined ? (c: Dynamic): Values => [contextItem(c)] : scope.full(base, scope);
  const keys = key === undefined ? undefined : scope.full(key, scope);
  return (c) => {
    const results: Value[] = [];
    for (const value of values(c)) {
      c.spend(OPERATING);
      const found = keys === undefined ? allOf(value) : atomized(c, keys(c)).flatMap((key) => oneOf(value, key));
      c.keepAll(found.length);
      results.push(...found);
    }
    return results;
  };
}

function allOf(value: Value): Values {
  if (value instanceof XPathMap) return [...value.entries.values()].flatMap((entry) => entry.value);
  if (value instanceof XPathArray) return value.members.flat();
  throw new XPathDynamicError(`${kindOfValue(value)} stands before “?”, where a map or an array is needed`);
}

function oneOf(value: Value, key: Atomic): Values {
  if (value instanceof XPathMap) return inMap(value, key);
  if (value instanceof XPathArray) return memberOf(value, key);
  throw new XPathDynamicError(`${kindOfValue(value)} stands before “?”, where a map or an array is needed`);
}
