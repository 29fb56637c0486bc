/** `xs:decimal` as XPath calculates with it: exact but for division (Functions and Operators 3.1, §4). */
import { isDecimal, readDecimal } from '../../../datatypes/xsd/decimal.js';
import { trimXmlSpace } from '../../../xml/white-space.js';
import { XPathDynamicError } from '../errors.js';

/**
 * Before the point, and behind it; the smallest double has 1,074 digits. Nobody writes more, and each multiplication
 * doubles them: what is larger is an error, and what is finer is cut.
 */
const MOST_DIGITS = 1_300;
const SURELY_FITS = 10n ** BigInt(MOST_DIGITS);
/** Digits of a quotient behind the point, at least; as Saxon has it. */
const DIVISION_DIGITS = 18;

/** An exact number, `unscaled` divided by ten to the power of `scale`. Equal numbers have equal fields. */
export class Decimal {
  readonly unscaled: bigint;
  /** At least 0, and as small as can be. */
  readonly scale: number;

  private constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** `unscaled` times ten to the power of `-scale`. @throws XPathDynamicError where it has too many digits (FOAR0002). */
  static of(unscaled: bigint, scale: number): Decimal {
    if (scale < 0) return Decimal.of(unscaled * powerOfTen(Math.min(-scale, 2 * MOST_DIGITS)), 0);
    if (scale > MOST_DIGITS) return Decimal.of(unscaled / powerOfTen(scale - MOST_DIGITS), MOST_DIGITS);
    const isSmall = unscaled < SURELY_FITS && unscaled > -SURELY_FITS;
    if (!isSmall && magnitude(unscaled) >= powerOfTen(MOST_DIGITS + scale)) throw tooLarge('FOAR0002');
    let digits = unscaled;
    let rest = scale;
    for (const step of [256, 16, 1]) {
      // What ten to the power of n divides, 2 to that power does: a cheap question first.
      while (rest >= step && BigInt.asUintN(step, digits) === 0n && digits % powerOfTen(step) === 0n) {
        digits /= powerOfTen(step);
        rest -= step;
      }
    }
    return new Decimal(digits, rest);
  }

  /** Undefined where the text is no decimal; white space around it does not count. @throws XPathDynamicError (FOCA0001). */
  static parse(text: string): Decimal | undefined {
    const lexical = trimXmlSpace(text);
    if (!isDecimal(lexical)) return undefined;
    const { negative, whole, fraction } = readDecimal(lexical);
    if (whole.length > MOST_DIGITS) throw tooLarge('FOCA0001');
    const kept = fraction.slice(0, MOST_DIGITS);
    const unscaled = BigInt(whole + kept);
    return Decimal.of(negative ? -unscaled : unscaled, kept.length);
  }

  static fromInteger(value: bigint): Decimal {
    return Decimal.of(value, 0);
  }

  /** The exact value of a double, as a cast gives it. @throws XPathDynamicError for INF and NaN (FOCA0002). */
  static fromNumber(value: number): Decimal {
    assertFinite(value);
    let whole = value;
    let halvings = 0;
    // A double is a whole number divided by a power of 2, at most by 2 to the 1074th.
    while (!Number.isInteger(whole)) {
      whole *= 2;
      halvings++;
    }
    return Decimal.of(BigInt(whole) * 5n ** BigInt(halvings), halvings);
  }

  /** Of the decimals that are this double when rounded, the shortest: 0.1, where the double is a little more. @throws as {@link fromNumber}. */
  static shortest(value: number): Decimal {
    assertFinite(value);
    const [digits = '', exponent = '0'] = String(value).split('e');
    const { unscaled, scale } = Decimal.parse(digits)!;
    return Decimal.of(unscaled, scale - Number(exponent));
  }

  get isZero(): boolean {
    return this.unscaled === 0n;
  }

  get isNegative(): boolean {
    return this.unscaled < 0n;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return Decimal.of(this.#at(scale) + other.#at(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negate());
  }

  times(other: Decimal): Decimal {
    return Decimal.of(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /** To 18 digits behind the point, or to 18 more than this number has. @throws XPathDynamicError for a division by 0 (FOAR0001). */
  div(other: Decimal): Decimal {
    assertDivisor(other);
    const scale = Math.max(DIVISION_DIGITS, this.scale - other.scale + DIVISION_DIGITS);
    const dividend = this.unscaled * powerOfTen(scale - this.scale + other.scale);
    return Decimal.of(halfDown(dividend, other.unscaled), scale);
  }

  /** The whole part of the quotient. @throws XPathDynamicError for a division by 0 (FOAR0001). */
  idiv(other: Decimal): bigint {
    assertDivisor(other);
    const scale = Math.max(this.scale, other.scale);
    return this.#at(scale) / other.#at(scale);
  }

  /** What {@link idiv} leaves, with the sign of this number. @throws as there. */
  mod(other: Decimal): Decimal {
    assertDivisor(other);
    const scale = Math.max(this.scale, other.scale);
    return Decimal.of(this.#at(scale) % other.#at(scale), scale);
  }

  negate(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  abs(): Decimal {
    return this.isNegative ? this.negate() : this;
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale);
    const [left, right] = [this.#at(scale), other.#at(scale)];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  floor(): Decimal {
    return this.#cut(0, (quotient, rest) => (rest < 0n ? quotient - 1n : quotient));
  }

  ceiling(): Decimal {
    return this.#cut(0, (quotient, rest) => (rest > 0n ? quotient + 1n : quotient));
  }

  /** Halves go up. @param precision digits behind the point; below 0, tens, hundreds and so on. */
  round(precision = 0): Decimal {
    return this.#cut(precision, (quotient, rest, unit) => {
      const twice = 2n * rest;
      if (twice >= unit) return quotient + 1n;
      return twice < -unit ? quotient - 1n : quotient;
    });
  }

  /** Halves go to the even digit. @param precision as for {@link round}. */
  roundHalfToEven(precision = 0): Decimal {
    return this.#cut(precision, (quotient, rest, unit) => {
      const twice = 2n * magnitude(rest);
      const isAway = twice > unit || (twice === unit && quotient % 2n !== 0n);
      if (!isAway) return quotient;
      return this.isNegative ? quotient - 1n : quotient + 1n;
    });
  }

  /** Without the digits behind so many. */
  truncate(precision = 0): Decimal {
    return this.#cut(precision, (quotient) => quotient);
  }

  /** The nearest double. */
  toNumber(): number {
    return this.scale === 0 ? Number(this.unscaled) : Number(this.toString());
  }

  /** Without what stands behind the point. */
  toInteger(): bigint {
    return this.unscaled / powerOfTen(this.scale);
  }

  /** In digits, with a point only where something stands behind it; never with an exponent. */
  toString(): string {
    if (this.scale === 0) return String(this.unscaled);
    const digits = String(magnitude(this.unscaled)).padStart(this.scale + 1, '0');
    return `${this.isNegative ? '-' : ''}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }

  /** The number times ten to the power of `scale`, which is no less than its own. */
  #at(scale: number): bigint {
    return scale === this.scale ? this.unscaled : this.unscaled * powerOfTen(scale - this.scale);
  }

  /** Cut behind so many digits; `choose` may correct what is left, by the rest and the unit that the rest is part of. */
  #cut(precision: number, choose: (quotient: bigint, rest: bigint, unit: bigint) => bigint): Decimal {
    if (precision >= this.scale) return this;
    // Beyond the longest number there is nothing to round to but 0.
    const digits = Math.max(precision, -MOST_DIGITS - 1);
    const unit = powerOfTen(this.scale - digits);
    return Decimal.of(choose(this.unscaled / unit, this.unscaled % unit, unit), digits);
  }
}

const POWERS: bigint[] = [];

/** @param exponent at most some times {@link MOST_DIGITS}: each power is kept. */
function powerOfTen(exponent: number): bigint {
  POWERS[exponent] ??= 10n ** BigInt(exponent);
  return POWERS[exponent];
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The nearest whole number to a quotient; of two that are as near, the one nearer to 0. */
function halfDown(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  if (2n * magnitude(dividend % divisor) <= magnitude(divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

function assertDivisor(divisor: Decimal): void {
  if (divisor.isZero) throw new XPathDynamicError('a number is divided by 0 [FOAR0001]');
}

function assertFinite(value: number): void {
  if (Number.isFinite(value)) return;
  const written = Number.isNaN(value) ? 'NaN' : value > 0 ? 'INF' : '-INF';
  throw new XPathDynamicError(`${written} is no amount, and so no decimal number [FOCA0002]`);
}

function tooLarge(code: string): XPathDynamicError {
  return new XPathDynamicError(`a number has more than ${MOST_DIGITS} digits before the point [${code}]`);
}
