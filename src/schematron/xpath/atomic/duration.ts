/** `xs:duration` and its two subtypes, with which XPath calculates (Functions and Operators 3.1, §8). */
import { measureDuration } from '../../../datatypes/xsd/duration.js';
import { trimXmlSpace } from '../../../xml/white-space.js';
import { XPathDynamicError } from '../errors.js';
import { Decimal } from './decimal.js';

export type DurationType = 'duration' | 'yearMonthDuration' | 'dayTimeDuration';

/** What the subtypes are written with. */
const FORMS: Readonly<Record<DurationType, RegExp>> = {
  duration: /^/,
  yearMonthDuration: /^[^DT]*$/,
  dayTimeDuration: /^[^YM]*(?:T|$)/,
};

/** Digits behind the point of seconds that a multiplication or a division gives: nanoseconds, as Saxon has them. */
const FINEST = 9;

/** A length of time: months, and seconds beside them, since months differ in length. Both have the same sign. */
export class Duration {
  readonly type: DurationType;
  readonly totalMonths: number;
  /** All of them, days included. */
  readonly seconds: Decimal;

  /** @throws XPathDynamicError where there are more months than can be counted (FODT0002). */
  private constructor(type: DurationType, totalMonths: number, seconds: Decimal) {
    if (!Number.isSafeInteger(totalMonths)) throw tooLong();
    this.type = type;
    // -0 is no number of months.
    this.totalMonths = totalMonths === 0 ? 0 : totalMonths;
    this.seconds = seconds;
  }

  /** Undefined where the text is no duration of the type; white space around it does not count. @throws XPathDynamicError (FODT0002). */
  static parse(text: string, type: DurationType = 'duration'): Duration | undefined {
    const lexical = trimXmlSpace(text);
    const measure = FORMS[type].test(lexical) ? measureDuration(lexical, '1.1') : undefined;
    if (measure === undefined) return undefined;
    return new Duration(type, Number(measure.months), Decimal.of(measure.seconds, measure.scale));
  }

  static ofSeconds(seconds: Decimal): Duration {
    return new Duration('dayTimeDuration', 0, seconds);
  }

  static ofMinutes(minutes: number): Duration {
    return Duration.ofSeconds(Decimal.fromInteger(BigInt(minutes) * 60n));
  }

  // The parts are those of the normalised form: months below 12, hours below 24, and so on; each with the sign of the whole.

  get years(): number {
    return Math.trunc(this.totalMonths / 12);
  }

  /** Beside the years. */
  get months(): number {
    return this.totalMonths - this.years * 12;
  }

  get days(): bigint {
    return this.seconds.toInteger() / 86_400n;
  }

  /** Beside the days. */
  get hours(): number {
    return Number((this.seconds.toInteger() % 86_400n) / 3_600n);
  }

  /** Beside the hours. */
  get minutes(): number {
    return Number((this.seconds.toInteger() % 3_600n) / 60n);
  }

  /** Beside the minutes. */
  get secondsPart(): Decimal {
    return this.seconds.mod(MINUTE);
  }

  /** Equal for equal durations of any type. */
  get key(): string {
    return `${this.totalMonths} ${this.seconds}`;
  }

  equals(other: Duration): boolean {
    return this.compare(other) === 0;
  }

  /** Of two durations of one subtype: below 0, 0, above 0. Otherwise only whether it is 0 means something. */
  compare(other: Duration): number {
    return this.totalMonths - other.totalMonths || this.seconds.compare(other.seconds);
  }

  /** Both of one subtype. @throws XPathDynamicError (FODT0002). */
  plus(other: Duration): Duration {
    return new Duration(this.type, this.totalMonths + other.totalMonths, this.seconds.plus(other.seconds));
  }

  /** Both of one subtype. @throws XPathDynamicError (FODT0002). */
  minus(other: Duration): Duration {
    return this.plus(other.negate());
  }

  negate(): Duration {
    return new Duration(this.type, -this.totalMonths, this.seconds.negate());
  }

  /** Months are rounded, halves up. @throws XPathDynamicError for NaN (FOCA0005), and for what has no end (FODT0002). */
  times(factor: number): Duration {
    if (!Number.isFinite(assertNumber(factor))) throw tooLong();
    const seconds = this.seconds.times(Decimal.shortest(factor));
    return new Duration(this.type, Math.round(this.totalMonths * factor), seconds.truncate(FINEST));
  }

  /** Months are rounded, halves up. @throws XPathDynamicError for NaN (FOCA0005), and for 0 (FODT0002). */
  div(divisor: number): Duration {
    if (assertNumber(divisor) === 0) {
      throw new XPathDynamicError('a duration is divided by 0, and what comes of it has no end [FODT0002]');
    }
    if (!Number.isFinite(divisor)) return this.times(0);
    const seconds = this.seconds.div(Decimal.shortest(divisor));
    return new Duration(this.type, Math.round(this.totalMonths / divisor), seconds.truncate(FINEST));
  }

  /** How often a duration of the same subtype goes into this one. @throws XPathDynamicError for one of no length (FOAR0001). */
  ratio(other: Duration): Decimal {
    if (this.type === 'dayTimeDuration') return this.seconds.div(other.seconds);
    return Decimal.fromInteger(BigInt(this.totalMonths)).div(Decimal.fromInteger(BigInt(other.totalMonths)));
  }

  /** What a cast to the type keeps; undefined for a type that is none of durations. */
  as(type: string): Duration | undefined {
    switch (type) {
      case 'duration':
        return new Duration(type, this.totalMonths, this.seconds);
      case 'yearMonthDuration':
        return new Duration(type, this.totalMonths, NONE);
      case 'dayTimeDuration':
        return new Duration(type, 0, this.seconds);
      default:
        return undefined;
    }
  }

  /** The canonical form: `P1Y2M`, `-PT1.5S`; `PT0S` or `P0M` for no time. */
  toString(): string {
    const isNegative = this.totalMonths < 0 || this.seconds.isNegative;
    const { years, months, days, hours, minutes, secondsPart } = isNegative ? this.negate() : this;
    const date = part(years, 'Y') + part(months, 'M') + part(days, 'D');
    const time = part(hours, 'H') + part(minutes, 'M') + (secondsPart.isZero ? '' : `${secondsPart}S`);
    if (date + time === '') return this.type === 'yearMonthDuration' ? 'P0M' : 'PT0S';
    return `${isNegative ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`;
  }
}

const NONE = Decimal.fromInteger(0n);
const MINUTE = Decimal.fromInteger(60n);

function part(amount: number | bigint, letter: string): string {
  return Number(amount) === 0 ? '' : `${amount}${letter}`;
}

function assertNumber(value: number): number {
  if (!Number.isNaN(value)) return value;
  throw new XPathDynamicError('a duration is multiplied or divided by NaN, which is no number [FOCA0005]');
}

function tooLong(): XPathDynamicError {
  return new XPathDynamicError('a duration is longer than can be counted [FODT0002]');
}
