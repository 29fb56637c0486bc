/** XPath 1.0's conversion of anything into a number (§4.4). */
import { numberOf } from '../values.js';
import { textOfValue } from './atomize.js';
import { asNumber, isNumeric } from './numeric.js';
import { Atomic, double, type Value, type Values } from './value.js';

/** Of the first of several; NaN for none. */
export function numbersOf([first]: Values): readonly [Atomic] {
  return [double(first === undefined ? Number.NaN : lenientNumber(first))];
}

export function lenientNumber(value: Value): number {
  if (value instanceof Atomic) {
    if (isNumeric(value)) return asNumber(value);
    if (value.primitive === 'boolean') return Number(value.plain);
  }
  return numberOf(textOfValue(value), true);
}
