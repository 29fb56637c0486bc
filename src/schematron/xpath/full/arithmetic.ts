/** Calculating with numbers, dates and durations (Functions and Operators 3.1, §4.2, §8 and §9). */

import type { ArithmeticOperator } from '../ast.js';
import { Decimal } from '../atomic/decimal.js';
import type { Duration } from '../atomic/duration.js';
import { addDuration, subtractTemporals, type Temporal } from '../atomic/temporal.js';
import { XPathDynamicError } from '../errors.js';
import type { Dynamic } from '../runtime.js';
import { castAtomic } from './cast.js';
import { isTemporal } from './compare.js';
import { asDecimal, asNumber, decimal, isFloating, isNumeric } from './numeric.js';
import { kindOfValue } from './types.js';
import { Atomic, double, integer } from './value.js';

/** Untyped values count as doubles. @throws XPathDynamicError for types that do not go together, and for what has no result. */
export function calculate(c: Dynamic, operator: ArithmeticOperator, left: Atomic, right: Atomic): Atomic {
  const [a, b] = [typed(left), typed(right)];
  if (isNumeric(a) && isNumeric(b)) return calculateNumbers(operator, a, b);
  const result = withDurations(c, operator, a, b);
  if (result !== undefined) return result;
  throw new XPathDynamicError(`“${operator}” stands between ${kindOfValue(a)} and ${kindOfValue(b)}`);
}

function typed(atom: Atomic): Atomic {
  return atom.primitive === 'untypedAtomic' ? castAtomic(atom, 'double') : atom;
}

/** `-` or `+` before a number. */
export function negated(atom: Atomic, negative: boolean): Atomic {
  const value = typed(atom);
  if (!isNumeric(value)) throw new XPathDynamicError(`a sign stands before ${kindOfValue(value)}`);
  const { plain } = value;
  if (typeof plain === 'bigint') return integer(negative ? -plain : plain);
  if (plain instanceof Decimal) return decimal(negative ? plain.negate() : plain);
  return new Atomic(value.primitive, negative ? -(plain as number) : plain, value.primitive);
}

function calculateNumbers(operator: ArithmeticOperator, a: Atomic, b: Atomic): Atomic {
  if (isFloating(a) || isFloating(b)) return floating(operator, a, b);
  if (typeof a.plain === 'bigint' && typeof b.plain === 'bigint' && operator !== 'div')
    return integer(whole(operator, a.plain, b.plain));
  const [x, y] = [asDecimal(a), asDecimal(b)];
  switch (operator) {
    case '+':
      return decimal(x.plus(y));
    case '-':
      return decimal(x.minus(y));
    case '*':
      return decimal(x.times(y));
    case 'div':
      return decimal(x.div(y));
    case 'mod':
      return decimal(x.mod(y));
    case 'idiv':
      return integer(x.idiv(y));
  }
}

/** Whole numbers of so many bits are made by a program, and each multiplication doubles them. */
const LARGEST = 1n << 4096n;

function whole(operator: Exclude<ArithmeticOperator, 'div'>, a: bigint, b: bigint): bigint {
  if ((operator === 'idiv' || operator === 'mod') && b === 0n) throw new XPathDynamicError('a number is divided by 0');
  const value = wholeOf(operator, a, b);
  if (value > LARGEST || value < -LARGEST) throw new XPathDynamicError('a number is too large');
  return value;
}

function wholeOf(operator: Exclude<ArithmeticOperator, 'div'>, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case 'idiv':
      return a / b;
    case 'mod':
      return a % b;
  }
}

function floating(operator: ArithmeticOperator, a: Atomic, b: Atomic): Atomic {
  const single = a.primitive !== 'double' && b.primitive !== 'double';
  const [x, y] = [asNumber(a), asNumber(b)];
  if (operator === 'idiv') return integer(wholeQuotient(x, y));
  const value = floatingOf(operator, x, y);
  return single ? new Atomic('float', Math.fround(value), 'float') : double(value);
}

function floatingOf(operator: Exclude<ArithmeticOperator, 'idiv'>, x: number, y: number): number {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case 'div':
      return x / y;
    case 'mod':
      return x % y;
  }
}

function wholeQuotient(x: number, y: number): bigint {
  if (y === 0) throw new XPathDynamicError('a number is divided by 0');
  const quotient = Math.trunc(x / y);
  if (!Number.isFinite(quotient)) throw new XPathDynamicError('a quotient is no whole number');
  return BigInt(quotient);
}

/** Undefined where the types do not go together. */
function withDurations(c: Dynamic, operator: ArithmeticOperator, a: Atomic, b: Atomic): Atomic | undefined {
  if (isTemporal(a) && isTemporal(b)) return operator === '-' ? difference(c, a, b) : undefined;
  if (isTemporal(a) && isSpan(b)) return shifted(operator, a, b);
  if (isSpan(a) && isTemporal(b)) return operator === '+' ? shifted('+', b, a) : undefined;
  if (isSpan(a) && isSpan(b)) return ofSpans(operator, a, b);
  if (isSpan(a) && isNumeric(b)) return scaled(operator, a, b);
  return isNumeric(a) && isSpan(b) && operator === '*' ? scaled('*', b, a) : undefined;
}

function isSpan({ primitive }: Atomic): boolean {
  return primitive === 'yearMonthDuration' || primitive === 'dayTimeDuration';
}

function difference(c: Dynamic, a: Atomic, b: Atomic): Atomic | undefined {
  if (a.primitive !== b.primitive || !['dateTime', 'date', 'time'].includes(a.primitive)) return undefined;
  return new Atomic('dayTimeDuration', subtractTemporals(a.plain as Temporal, b.plain as Temporal, c.zone));
}

function shifted(operator: ArithmeticOperator, a: Atomic, b: Atomic): Atomic | undefined {
  const isTime = a.primitive === 'time';
  if (!['dateTime', 'date', 'time'].includes(a.primitive) || (isTime && b.primitive !== 'dayTimeDuration'))
    return undefined;
  const span = b.plain as Duration;
  if (operator !== '+' && operator !== '-') return undefined;
  return new Atomic(a.primitive, addDuration(a.plain as Temporal, operator === '+' ? span : span.negate()));
}

function ofSpans(operator: ArithmeticOperator, a: Atomic, b: Atomic): Atomic | undefined {
  if (a.primitive !== b.primitive) return undefined;
  const [x, y] = [a.plain as Duration, b.plain as Duration];
  if (operator === '+') return new Atomic(a.primitive, x.plus(y));
  if (operator === '-') return new Atomic(a.primitive, x.minus(y));
  return operator === 'div' ? decimal(x.ratio(y)) : undefined;
}

function scaled(operator: ArithmeticOperator, a: Atomic, b: Atomic): Atomic | undefined {
  const span = a.plain as Duration;
  if (operator === '*') return new Atomic(a.primitive, span.times(asNumber(b)));
  return operator === 'div' ? new Atomic(a.primitive, span.div(asNumber(b))) : undefined;
}
