/** `xsd:decimal` and what derives from it (XML Schema Part 2, §3.2.3), with any number of digits. */
import { unitAt } from '../../xml/chars.js';
import type { Compare } from './value-type.js';

const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** An optional sign, digits with at most one point among or around them. */
export function isDecimal(value: string): boolean {
  let digits = 0;
  let points = 0;
  const { length } = value;
  for (let i = startOfDigits(value); i < length; i++) {
    const unit = unitAt(value, i);
    if (unit >= ZERO && unit <= NINE) digits++;
    else if (unit !== DOT || ++points > 1) return false;
  }
  return digits > 0;
}

/** An optional sign and digits. */
export function isInteger(value: string): boolean {
  const start = startOfDigits(value);
  const { length } = value;
  for (let i = start; i < length; i++) {
    const unit = unitAt(value, i);
    if (unit < ZERO || unit > NINE) return false;
  }
  return length > start;
}

/** -12.5 and -012.50 alike are `-12.5`; every zero is `0`. */
export function decimalKey(value: string): string {
  const { negative, whole, fraction } = readDecimal(value);
  return `${negative ? '-' : ''}${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export const compareDecimals: Compare = (a, b) => {
  const left = readDecimal(a);
  const right = readDecimal(b);
  if (left.negative !== right.negative) return left.negative ? -1 : 1;
  const order =
    Math.sign(left.whole.length - right.whole.length) ||
    compareDigits(left.whole, right.whole) ||
    compareDigits(left.fraction, right.fraction);
  return (left.negative ? -order : order) as -1 | 0 | 1;
};

/** Digits of the value, not of its spelling: zeros at the ends do not count (§4.3.11, §4.3.12). */
export function decimalDigits(value: string): { total: number; fraction: number } {
  const { whole, fraction } = readDecimal(value);
  return { total: Math.max(1, whole.length + fraction.length), fraction: fraction.length };
}

export interface DecimalParts {
  readonly negative: boolean;
  /** Without zeros in front. */
  readonly whole: string;
  /** Without zeros at the end. */
  readonly fraction: string;
}

/** The digits of a value of the type. */
export function readDecimal(value: string): DecimalParts {
  let start = startOfDigits(value);
  let end = value.length;
  const point = value.indexOf('.');
  const wholeEnd = point < 0 ? end : point;
  while (start < wholeEnd && value.charCodeAt(start) === ZERO) start++;
  if (point >= 0) while (value.charCodeAt(end - 1) === ZERO) end--;
  const whole = value.slice(start, wholeEnd);
  const fraction = point < 0 ? '' : value.slice(point + 1, end);
  return { negative: value.charCodeAt(0) === MINUS && whole + fraction !== '', whole, fraction };
}

function startOfDigits(value: string): number {
  const sign = value.charCodeAt(0);
  return sign === PLUS || sign === MINUS ? 1 : 0;
}

function compareDigits(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
