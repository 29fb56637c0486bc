/** Numbers of all types: whole numbers and decimals are exact, floats and doubles are not. */
import { Decimal } from '../atomic/decimal.js';
import { Atomic } from './value.js';

export function isNumeric({ primitive }: Atomic): boolean {
  return primitive === 'integer' || primitive === 'decimal' || primitive === 'double' || primitive === 'float';
}

export function isFloating({ primitive }: Atomic): boolean {
  return primitive === 'double' || primitive === 'float';
}

export function asNumber({ plain }: Atomic): number {
  if (typeof plain === 'bigint') return Number(plain);
  return plain instanceof Decimal ? plain.toNumber() : (plain as number);
}

/** Of a whole number or a decimal. */
export function asDecimal({ plain }: Atomic): Decimal {
  return typeof plain === 'bigint' ? Decimal.fromInteger(plain) : (plain as Decimal);
}

/** Less than 0, 0, more than 0; NaN where one of them is none. */
export function compareNumbers(a: Atomic, b: Atomic): number {
  if (typeof a.plain === 'bigint' && typeof b.plain === 'bigint')
    return a.plain < b.plain ? -1 : a.plain > b.plain ? 1 : 0;
  if (isFloating(a) || isFloating(b)) {
    const [x, y] = [asNumber(a), asNumber(b)];
    return x === y ? 0 : x < y ? -1 : x > y ? 1 : Number.NaN;
  }
  return asDecimal(a).compare(asDecimal(b));
}

/** Equal for numbers that are equal, whatever their types. */
export function numberKey(atom: Atomic): string {
  const { plain } = atom;
  return typeof plain === 'bigint'
    ? String(plain)
    : plain instanceof Decimal
      ? plain.toString()
      : doubleKey(plain as number);
}

function doubleKey(value: number): string {
  return Number.isFinite(value) ? Decimal.fromNumber(value).toString() : String(value);
}

export function decimal(value: Decimal): Atomic {
  return new Atomic('decimal', value, 'decimal');
}
