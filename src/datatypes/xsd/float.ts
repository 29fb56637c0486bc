/** `xsd:float` and `xsd:double` (XML Schema Part 2, §3.2.4, §3.2.5). */
import { isDecimal, isInteger } from './decimal.js';
import type { Compare } from './value-type.js';

/** A decimal number with an optional exponent, or `INF`, `-INF`, `NaN`. */
export function isFloat(value: string): boolean {
  const exponent = value.search(/[eE]/);
  if (exponent < 0) return isDecimal(value) || value === 'INF' || value === '-INF' || value === 'NaN';
  return isDecimal(value.slice(0, exponent)) && isInteger(value.slice(exponent + 1));
}

export const doubleKey = (value: string): string => keyOf(toDouble(value));
export const floatKey = (value: string): string => keyOf(Math.fround(toDouble(value)));
export const compareDoubles: Compare = (a, b) => compare(toDouble(a), toDouble(b));
export const compareFloats: Compare = (a, b) => compare(Math.fround(toDouble(a)), Math.fround(toDouble(b)));

function toDouble(value: string): number {
  if (value === 'INF') return Number.POSITIVE_INFINITY;
  if (value === '-INF') return Number.NEGATIVE_INFINITY;
  return Number(value);
}

// String(-0) is '0': the two zeros are one value, as in Jing.
function keyOf(value: number): string {
  return String(value);
}

/** NaN equals itself and has no order with any other. */
function compare(a: number, b: number): -1 | 0 | 1 | undefined {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  if (a < b) return -1;
  return a > b ? 1 : undefined;
}
