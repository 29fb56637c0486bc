/**
 * `xsd:dateTime` and its parts (XML Schema Part 2, §3.2.7 to §3.2.14). Months are `--MM` (not `--MM--`), 24:00:00 is
 * the midnight that ends the day (second edition), a year has at most nine digits. Where editions differ, see {@link Edition}.
 */
import { unitAt } from '../../xml/chars.js';
import type { Compare, Edition } from './value-type.js';

/** Which parts a type is written with. */
export interface CalendarParts {
  readonly year?: true;
  readonly month?: true;
  readonly day?: true;
  readonly time?: true;
}

export type CalendarType = 'dateTime' | 'date' | 'time' | 'gYearMonth' | 'gYear' | 'gMonthDay' | 'gMonth' | 'gDay';

export const CALENDAR_PARTS: Readonly<Record<CalendarType, CalendarParts>> = {
  dateTime: { year: true, month: true, day: true, time: true },
  date: { year: true, month: true, day: true },
  time: { time: true },
  gYearMonth: { year: true, month: true },
  gYear: { year: true },
  gMonthDay: { month: true, day: true },
  gMonth: { month: true },
  gDay: { day: true },
};

export interface CalendarDate {
  /** As in {@link daysSinceEpoch}. */
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

/** A value as it is written. Parts that are not are those of the first of January 1972, a leap year, at midnight. */
export interface CalendarFields extends CalendarDate {
  /** 24 for the midnight that ends the day. */
  readonly hour: number;
  readonly minute: number;
  /** 0 to 60. */
  readonly second: number;
  /** Digits after the point, without zeros at the end. */
  readonly fraction: string;
  /** Minutes east of Greenwich. */
  readonly zone: number | undefined;
}

/** An instant on the time line; without a time zone, one that is known only up to 14 hours. */
interface Instant {
  /** Days since 1970-01-01. */
  readonly days: number;
  /** 0 to 1439. */
  readonly minutes: number;
  readonly seconds: number;
  readonly fraction: string;
  readonly zoned: boolean;
}

const MINUTES_A_DAY = 1440;
const MAX_ZONE = 14 * 60;
export const MAX_YEAR_DIGITS = 9;

const PLUS = 0x2b;
const HYPHEN = 0x2d;
const POINT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

export function isCalendarValue(value: string, parts: CalendarParts): boolean {
  return readCalendar(value, parts) !== undefined;
}

/** Values with a time zone are equal when they are the same instant; they never equal one without. */
export function calendarKey(value: string, parts: CalendarParts): string {
  const { days, minutes, seconds, fraction, zoned } = readInstant(value, parts)!;
  return `${zoned ? 'Z' : ''}${days} ${minutes} ${seconds}.${fraction}`;
}

/** The partial order of §3.2.7.4: with and without a time zone compare only when 14 hours apart. */
export function calendarOrder(parts: CalendarParts): Compare {
  return (a, b) => {
    const left = readInstant(a, parts)!;
    const right = readInstant(b, parts)!;
    if (left.zoned === right.zoned) return compareInstants(left, right);
    if (!left.zoned) {
      if (compareInstants(shift(left, MAX_ZONE), right) < 0) return -1;
      return compareInstants(shift(left, -MAX_ZONE), right) > 0 ? 1 : undefined;
    }
    if (compareInstants(left, shift(right, -MAX_ZONE)) < 0) return -1;
    return compareInstants(left, shift(right, MAX_ZONE)) > 0 ? 1 : undefined;
  };
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; year 0 is the year before 1. */
export function daysSinceEpoch(year: number, month: number, day: number): number {
  // Years that begin in March, so that the leap day is their last.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The other way round. */
export function dateOfDay(days: number): CalendarDate {
  const sinceMarch = days + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day };
}

// One scanner for all eight types: each asks for its parts in the order in which they are written.
class Scanner {
  readonly #value: string;
  #at = 0;

  constructor(value: string) {
    this.#value = value;
  }

  get atEnd(): boolean {
    return this.#at === this.#value.length;
  }

  /** One character, by its code. */
  eat(unit: number): boolean {
    if (unitAt(this.#value, this.#at) !== unit) return false;
    this.#at++;
    return true;
  }

  /** All digits that follow. */
  digits(): string {
    const start = this.#at;
    while (isDigit(unitAt(this.#value, this.#at))) this.#at++;
    return this.#value.slice(start, this.#at);
  }

  /** Two digits within bounds, or -1. */
  pair(min: number, max: number): number {
    const tens = unitAt(this.#value, this.#at);
    const ones = unitAt(this.#value, this.#at + 1);
    if (!isDigit(tens) || !isDigit(ones)) return -1;
    const number = (tens - ZERO) * 10 + ones - ZERO;
    if (number < min || number > max) return -1;
    this.#at += 2;
    return number;
  }
}

function isDigit(unit: number): boolean {
  return unit >= ZERO && unit <= ZERO + 9;
}

/** What a value says, part by part; undefined for what is none. White space is not stripped. */
export function readCalendar(
  value: string,
  parts: CalendarParts,
  edition: Edition = '1.0',
): CalendarFields | undefined {
  const scanner = new Scanner(value);
  const date = readDate(scanner, parts, edition);
  if (date === undefined) return undefined;
  if (parts.time && (parts.day || parts.month) && !scanner.eat(LETTER_T)) return undefined;
  const time = parts.time ? readTime(scanner, edition) : MIDNIGHT;
  if (time === undefined) return undefined;
  const zone = readZone(scanner);
  if (zone === undefined || !scanner.atEnd) return undefined;
  const { year, month, day } = date;
  const { hour, minute, second, fraction } = time;
  return { year, month, day, hour, minute, second, fraction, zone: zone === 'none' ? undefined : zone };
}

function readInstant(value: string, parts: CalendarParts): Instant | undefined {
  const fields = readCalendar(value, parts);
  if (fields === undefined) return undefined;
  const { year, month, day, minute, second: seconds, fraction, zone } = fields;
  // A time of day without a date has no day to carry over to.
  const hour = parts.time && !parts.day ? fields.hour % 24 : fields.hour;
  const days = daysSinceEpoch(year, month, day);
  return shift({ days, minutes: hour * 60 + minute, seconds, fraction, zoned: zone !== undefined }, -(zone ?? 0));
}

function readDate(scanner: Scanner, parts: CalendarParts, edition: Edition): CalendarDate | undefined {
  let year = 1972;
  let month = 1;
  let day = 1;
  if (parts.year) {
    const read = readYear(scanner, edition);
    if (read === undefined) return undefined;
    year = read;
  }
  if (parts.month) {
    if (!eatHyphens(scanner, parts.year ? 1 : 2)) return undefined;
    month = scanner.pair(1, 12);
    if (month < 0) return undefined;
  }
  if (parts.day) {
    if (!eatHyphens(scanner, parts.month ? 1 : 3)) return undefined;
    day = scanner.pair(1, daysInMonth(year, month));
    if (day < 0) return undefined;
  }
  return { year, month, day };
}

function eatHyphens(scanner: Scanner, count: number): boolean {
  for (let i = 0; i < count; i++) if (!scanner.eat(HYPHEN)) return false;
  return true;
}

/** Four digits or more, none of them a needless zero. Without a year 0, -0001 is the year before 0001, so year 0 of the calendar. */
function readYear(scanner: Scanner, edition: Edition): number | undefined {
  const negative = scanner.eat(HYPHEN);
  const digits = scanner.digits();
  if (digits.length < 4 || digits.length > MAX_YEAR_DIGITS) return undefined;
  if (digits.length > 4 && digits.startsWith('0')) return undefined;
  const year = Number(digits);
  if (edition === '1.1') return negative && year > 0 ? -year : year;
  if (year === 0) return undefined;
  return negative ? 1 - year : year;
}

/** `year` as in {@link daysSinceEpoch}, `month` from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

type TimeOfDay = Pick<CalendarFields, 'hour' | 'minute' | 'second' | 'fraction'>;

const MIDNIGHT: TimeOfDay = { hour: 0, minute: 0, second: 0, fraction: '' };

function readTime(scanner: Scanner, edition: Edition): TimeOfDay | undefined {
  const hour = scanner.pair(0, 24);
  if (hour < 0 || !scanner.eat(COLON)) return undefined;
  const minute = scanner.pair(0, 59);
  if (minute < 0 || !scanner.eat(COLON)) return undefined;
  const second = scanner.pair(0, edition === '1.1' ? 59 : 60);
  if (second < 0) return undefined;
  let fraction = '';
  if (scanner.eat(POINT)) {
    fraction = scanner.digits();
    if (fraction === '') return undefined;
    fraction = withoutTrailingZeros(fraction);
  }
  if (hour === 24 && (minute > 0 || second > 0 || fraction !== '')) return undefined;
  return { hour, minute, second, fraction };
}

/** Minutes east of Greenwich; undefined for what is no time zone. */
function readZone(scanner: Scanner): number | 'none' | undefined {
  if (scanner.atEnd) return 'none';
  if (scanner.eat(LETTER_Z)) return 0;
  const sign = scanner.eat(HYPHEN) ? -1 : scanner.eat(PLUS) ? 1 : 0;
  const hours = scanner.pair(0, 14);
  if (sign === 0 || hours < 0 || !scanner.eat(COLON)) return undefined;
  const minutes = scanner.pair(0, hours === 14 ? 0 : 59);
  return minutes < 0 ? undefined : sign * (hours * 60 + minutes);
}

function shift(instant: Instant, minutes: number): Instant {
  if (minutes === 0 && instant.minutes < MINUTES_A_DAY) return instant;
  const total = instant.minutes + minutes;
  const carry = Math.floor(total / MINUTES_A_DAY);
  return { ...instant, days: instant.days + carry, minutes: total - carry * MINUTES_A_DAY };
}

function compareInstants(a: Instant, b: Instant): -1 | 0 | 1 {
  const difference = a.days - b.days || a.minutes - b.minutes || a.seconds - b.seconds;
  if (difference !== 0) return difference < 0 ? -1 : 1;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return digits.slice(0, end);
}
