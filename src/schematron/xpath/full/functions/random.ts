/** Numbers at random (Functions and Operators 3.1, §4.9): the same for the same seed, for a rule has one answer. */
import { textOfValue } from '../atomize.js';
import { mapOf } from '../maps.js';
import { double, FunctionItem, string, type Value, type Values, type XPathMap } from '../value.js';
import { f, type Library } from './spec.js';

export const randomFunctions: Library = {
  'random-number-generator': f('xs:anyAtomicType?', (_c, [seed]) => [generator(seedOf(seed?.[0]))], 0),
};

/** 32 bits. */
function seedOf(value: Value | undefined): number {
  let state = 0x9e3779b9;
  for (const character of value === undefined ? '' : textOfValue(value)) {
    state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193);
  }
  return state;
}

function generator(state: number): XPathMap {
  const after = (state + 0x6d2b79f5) | 0;
  const entry = (key: string, value: Value) => ({ key: string(key), value: [value] });
  return mapOf([
    entry('number', double(numberOf(after))),
    entry('next', new FunctionItem(undefined, 0, () => [generator(after)])),
    entry(
      'permute',
      new FunctionItem(undefined, 1, (c, [values]) => {
        c.keepAll(values!.length);
        return permuted(values!, after);
      }),
    ),
  ]);
}

/** From 0 up to but not 1, by Mulberry32. */
function numberOf(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** By Fisher and Yates. */
function permuted(values: Values, from: number): Values {
  const order = [...values];
  let state = from;
  for (let i = order.length - 1; i > 0; i--) {
    state = (state + 0x6d2b79f5) | 0;
    const at = Math.floor(numberOf(state) * (i + 1));
    [order[i], order[at]] = [order[at]!, order[i]!];
  }
  return order;
}
