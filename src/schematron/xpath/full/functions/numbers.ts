/** Functions on numbers (Functions and Operators 3.1, §4), and sums of values of any kind (§14.4). */
import { Decimal } from '../../atomic/decimal.js';
import { XPathDynamicError } from '../../errors.js';
import { formatInteger } from '../../pictures/format-integer.js';
import { formatNumber } from '../../pictures/format-number.js';
import type { Dynamic } from '../../runtime.js';
import { expandedName } from '../../scope.js';
import { calculate } from '../arithmetic.js';
import { atomized } from '../atomize.js';
import { castAtomic } from '../cast.js';
import { isDuration, orderOf } from '../compare.js';
import { lenientNumber } from '../lenient.js';
import { asNumber, decimal, isFloating, isNumeric } from '../numeric.js';
import type { FullScope } from '../scope.js';
import { Atomic, double, integer, NOTHING, type Values } from '../value.js';
import { atom, collationOf, f, type Library, num, ofContext, str, texts } from './spec.js';

export const numberFunctions: Library = {
  number: ofContext('xs:anyAtomicType?', (_c, [value], { compatible }) => [
    double(numberOfAtom(atom(value), compatible)),
  ]),
  abs: f('xs:numeric?', (_c, [value]) => each(value!, abs)),
  ceiling: f('xs:numeric?', (_c, [value]) => each(value!, (a) => rounded(a, Math.ceil, (d) => d.ceiling()))),
  floor: f('xs:numeric?', (_c, [value]) => each(value!, (a) => rounded(a, Math.floor, (d) => d.floor()))),
  round: f(
    'xs:numeric?; xs:integer',
    (_c, [value, precision]) => each(value!, (a) => round(a, precisionOf(precision))),
    1,
  ),
  'round-half-to-even': f(
    'xs:numeric?; xs:integer',
    (_c, [value, precision]) => each(value!, (a) => roundHalfToEven(a, precisionOf(precision))),
    1,
  ),
  sum: f(
    'xs:anyAtomicType*; xs:anyAtomicType?',
    (c, [values, zero], { compatible }) =>
      sum(c, compatible ? values!.map((value) => double(lenientNumber(value))) : values!, zero),
    1,
  ),
  avg: f('xs:anyAtomicType*', (c, [values]) => average(c, values!)),
  min: f('xs:anyAtomicType*; xs:string', (c, [values, by]) => extreme(c, values!, -1, by), 1),
  max: f('xs:anyAtomicType*; xs:string', (c, [values, by]) => extreme(c, values!, 1, by), 1),
  'format-integer': f(
    'xs:integer?; xs:string; xs:string?',
    (c, [value, picture, language]) => {
      const number = atom(value);
      return texts(
        c,
        number === undefined ? '' : formatInteger(number.plain as bigint, str(picture), str(language) || undefined),
      );
    },
    2,
  ),
  'format-number': f('xs:numeric?; xs:string; xs:string?', formatted, 2),
};

export const mathFunctions: Library = {
  pi: f('', () => [double(Math.PI)]),
  exp: real(Math.exp),
  exp10: real((x) => 10 ** x),
  log: real(Math.log),
  log10: real(Math.log10),
  sqrt: real(Math.sqrt),
  sin: real(Math.sin),
  cos: real(Math.cos),
  tan: real(Math.tan),
  asin: real(Math.asin),
  acos: real(Math.acos),
  atan: real(Math.atan),
  atan2: f('xs:double; xs:double', (_c, [y, x]) => [double(Math.atan2(num(y!), num(x!)))]),
  pow: f('xs:double?; xs:numeric', (_c, [x, y]) => (x!.length === 0 ? NOTHING : [double(power(num(x!), num(y!)))])),
};

function real(compute: (x: number) => number): Library[string] {
  return f('xs:double?', (_c, [x]) => (x!.length === 0 ? NOTHING : [double(compute(num(x!)))]));
}

/** IEEE's, which has 1 to any power 1. */
function power(x: number, y: number): number {
  return x === 1 || (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) ? 1 : x ** y;
}

export function numberOfAtom(value: Atomic | undefined, compatible: boolean): number {
  if (value === undefined) return Number.NaN;
  if (compatible) return lenientNumber(value);
  try {
    return castAtomic(value, 'double').plain as number;
  } catch (error) {
    if (error instanceof XPathDynamicError) return Number.NaN;
    throw error;
  }
}

function each(values: Values, change: (value: Atomic) => Atomic): Values {
  return values.map((value) => change(value as Atomic));
}

function abs(value: Atomic): Atomic {
  const { plain } = value;
  if (typeof plain === 'bigint') return integer(plain < 0n ? -plain : plain);
  if (plain instanceof Decimal) return plain.compare(Decimal.fromInteger(0n)) < 0 ? decimal(plain.negate()) : value;
  return floating(value, Math.abs(plain as number));
}

function rounded(value: Atomic, double: (x: number) => number, exact: (x: Decimal) => Decimal): Atomic {
  const { plain } = value;
  if (typeof plain === 'bigint') return integer(plain);
  return plain instanceof Decimal ? decimal(exact(plain)) : floating(value, double(plain as number));
}

function floating({ primitive }: Atomic, value: number): Atomic {
  return primitive === 'float' ? new Atomic('float', Math.fround(value), 'float') : double(value);
}

function precisionOf(values: Values | undefined): number {
  const precision = values === undefined ? 0 : num(values);
  return Math.max(-400, Math.min(400, precision));
}

function round(value: Atomic, precision: number): Atomic {
  return byDecimal(value, (exact) => exact.round(precision));
}

function roundHalfToEven(value: Atomic, precision: number): Atomic {
  return byDecimal(value, (exact) => exact.roundHalfToEven(precision));
}

/** The sign of a zero, and what is no number, stay as they are. */
function byDecimal(value: Atomic, change: (exact: Decimal) => Decimal): Atomic {
  const { plain } = value;
  if (typeof plain === 'bigint') return integer(change(Decimal.fromInteger(plain)).toInteger());
  if (plain instanceof Decimal) return decimal(change(plain));
  const number = plain as number;
  if (!Number.isFinite(number) || number === 0) return value;
  const result = change(Decimal.fromNumber(number)).toNumber();
  return floating(value, result === 0 && number < 0 ? -0 : result);
}

function summable(c: Dynamic, values: Values): readonly Atomic[] {
  c.spend(values.length * 5);
  return atomized(c, values).map((value) => {
    const typed = value.primitive === 'untypedAtomic' ? castAtomic(value, 'double') : value;
    if (isNumeric(typed) || (isDuration(typed) && typed.primitive !== 'duration')) return typed;
    throw new XPathDynamicError(`values of the type xs:${typed.type} cannot be added up`);
  });
}

function sum(c: Dynamic, values: Values, zero: Values | undefined): Values {
  const [first, ...others] = summable(c, values);
  if (first === undefined) return zero ?? [integer(0)];
  return [others.reduce((total, value) => calculate(c, '+', total, value), first)];
}

function average(c: Dynamic, values: Values): Values {
  const [total] = sum(c, values, NOTHING);
  return total === undefined ? NOTHING : [calculate(c, 'div', total as Atomic, integer(values.length))];
}

function extreme(c: Dynamic, values: Values, sign: 1 | -1, by: Values | undefined): Values {
  const collation = collationOf(by);
  const atoms = values.map((value) => {
    const each = value as Atomic;
    return each.primitive === 'untypedAtomic' ? castAtomic(each, 'double') : each;
  });
  const [first] = atoms;
  if (first === undefined) return NOTHING;
  c.spend(atoms.length * 5);
  if (atoms.some(isNaNValue)) return [double(Number.NaN)];
  const found = atoms.reduce((best, value) => (orderOf(c, value, best, collation) * sign > 0 ? value : best));
  // That it can be compared with itself at all.
  orderOf(c, first, first, collation);
  return [isNumeric(found) ? ofWidestType(found, atoms) : found];
}

function isNaNValue({ plain }: Atomic): boolean {
  return typeof plain === 'number' && Number.isNaN(plain);
}

/** Numbers of several types are compared, and given, as the widest of these. */
function ofWidestType(found: Atomic, atoms: readonly Atomic[]): Atomic {
  if (isFloating(found) || !atoms.some(isFloating)) return found;
  return atoms.some(({ primitive }) => primitive === 'double') ? double(asNumber(found)) : castAtomic(found, 'float');
}

function formatted(c: Dynamic, [value, picture, name]: readonly Values[], scope: FullScope): Values {
  const { uri, local } = name?.length ? expandedName(str(name).trim(), scope) : { uri: '', local: '' };
  const format = scope.decimalFormats.get(`{${uri}}${local}`);
  if (format === undefined && local !== '')
    throw new XPathDynamicError(`the schema declares no decimal format ${str(name)}`);
  const number = atom(value);
  const plain = number === undefined ? Number.NaN : (number.plain as bigint | Decimal | number);
  return texts(c, formatNumber(plain, str(picture), format));
}
