/** Dates and times, and what XPath calculates with them (Functions and Operators 3.1, §9). */
import {
  CALENDAR_PARTS,
  type CalendarDate,
  type CalendarType,
  dateOfDay,
  daysInMonth,
  daysSinceEpoch,
  MAX_YEAR_DIGITS,
  readCalendar,
} from '../../../datatypes/xsd/calendar.js';
import { trimXmlSpace } from '../../../xml/white-space.js';
import { XPathDynamicError } from '../errors.js';
import { Decimal } from './decimal.js';
import { Duration } from './duration.js';

export type TemporalType = CalendarType;

export function isTemporalType(type: string): type is TemporalType {
  return Object.hasOwn(CALENDAR_PARTS, type);
}

/** A date, a time or a part of one. What its type has not is that of the first of January 1972 at midnight, from where comparisons count. */
export interface Temporal extends CalendarDate {
  readonly type: TemporalType;
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
  /** Less than 60. */
  readonly second: Decimal;
  /** Minutes east of Greenwich; undefined where none is named. */
  readonly zone: number | undefined;
}

const MINUTES_A_DAY = 1_440;
/** In minutes. */
export const FARTHEST_ZONE = 14 * 60;
const LARGEST_YEAR = 10 ** MAX_YEAR_DIGITS - 1;

const NONE = Decimal.fromInteger(0n);
const MINUTE = Decimal.fromInteger(60n);
/** The parts that a type may not have. */
const ABSENT = { year: 1972, month: 1, day: 1, hour: 0, minute: 0, second: NONE };

/**
 * Undefined where the text is no value of the type; white space around it does not count. 24:00:00 becomes the midnight
 * that begins the next day.
 *
 * @param type a `dateTimeStamp` must name its time zone, and becomes a `dateTime`.
 */
export function parseTemporal(type: TemporalType | 'dateTimeStamp', text: string): Temporal | undefined {
  const own = type === 'dateTimeStamp' ? 'dateTime' : type;
  const fields = readCalendar(trimXmlSpace(text), CALENDAR_PARTS[own], '1.1');
  if (fields === undefined || (type === 'dateTimeStamp' && fields.zone === undefined)) return undefined;
  const { year, month, day, hour, minute, zone } = fields;
  const second = Decimal.parse(`${fields.second}.${fields.fraction}`)!;
  const value = { type: own, year, month, day, hour, minute, second, zone };
  if (hour < 24) return value;
  const next = ofMinutes(own, localMinutes(value, value), NONE, zone);
  return next.year > LARGEST_YEAR ? undefined : next;
}

/** The moment at which it is called, with the time zone of the machine. */
export function temporalNow(): Temporal {
  const now = new Date();
  // Not -0, where the offset is 0.
  const zone = Math.max(-FARTHEST_ZONE, Math.min(FARTHEST_ZONE, 0 - now.getTimezoneOffset()));
  const milliseconds = now.getTime() % 60_000;
  const minutes = (now.getTime() - milliseconds) / 60_000 + zone;
  return ofMinutes('dateTime', minutes, Decimal.of(BigInt(milliseconds), 3), zone);
}

/** Below 0, 0, above 0. Both are of one type. @param implicitZone that of values that name none, in minutes. */
export function compareTemporal(a: Temporal, b: Temporal, implicitZone: number): number {
  return minutesOf(a, implicitZone) - minutesOf(b, implicitZone) || a.second.compare(b.second);
}

/** The same for equal values of one type. @param implicitZone where it is undefined, values with and without a time zone are never equal. */
export function temporalKey(value: Temporal, implicitZone: number | undefined): string {
  const kind = implicitZone === undefined && value.zone === undefined ? 'local ' : '';
  return `${kind}${minutesOf(value, implicitZone ?? 0)} ${value.second}`;
}

/** The canonical form, in the value's own time zone. */
export function formatTemporal(value: Temporal): string {
  const { type, year, month, day, hour, minute, second, zone } = value;
  const parts = CALENDAR_PARTS[type];
  const date = [
    parts.year ? yearText(year) : parts.month ? '-' : parts.day ? '--' : undefined,
    parts.month ? two(month) : undefined,
    parts.day ? two(day) : undefined,
  ].filter((part) => part !== undefined);
  const seconds = second.compare(TEN) < 0 ? `0${second}` : String(second);
  const time = parts.time ? `${parts.day ? 'T' : ''}${two(hour)}:${two(minute)}:${seconds}` : '';
  return `${date.join('-')}${time}${zoneText(zone)}`;
}

const TEN = Decimal.fromInteger(10n);

function yearText(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** `Z`, `+05:30`, or nothing. @param zone in minutes. */
function zoneText(zone: number | undefined): string {
  if (zone === undefined) return '';
  if (zone === 0) return 'Z';
  const minutes = Math.abs(zone);
  return `${zone < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What a type can be cast to, beside itself; a time zone is kept. */
const CASTS: Readonly<Partial<Record<TemporalType, readonly TemporalType[]>>> = {
  dateTime: ['date', 'time', 'gYearMonth', 'gYear', 'gMonthDay', 'gMonth', 'gDay'],
  date: ['dateTime', 'gYearMonth', 'gYear', 'gMonthDay', 'gMonth', 'gDay'],
};

/** The value as one of another type; undefined where the types have nothing in common. */
export function castTemporal(value: Temporal, type: TemporalType): Temporal | undefined {
  if (value.type === type) return value;
  if (!CASTS[value.type]?.includes(type)) return undefined;
  const { year, month, day, time } = CALENDAR_PARTS[type];
  return {
    ...ABSENT,
    ...(year && { year: value.year }),
    ...(month && { month: value.month }),
    ...(day && { day: value.day }),
    ...(time && { hour: value.hour, minute: value.minute, second: value.second }),
    type,
    zone: value.zone,
  };
}

/**
 * A date, a date and time, or a time, so much later. Months come first: a day that the month has not becomes its last
 * one. A time goes round, and takes no months. @throws XPathDynamicError where the year has too many digits (FODT0001).
 */
export function addDuration(value: Temporal, duration: Duration): Temporal {
  const { type, zone } = value;
  const date = duration.totalMonths === 0 ? value : monthsLater(value, duration.totalMonths);
  const seconds = value.second.plus(duration.seconds);
  const rest = seconds.mod(MINUTE);
  const second = rest.isNegative ? rest.plus(MINUTE) : rest;
  const minutes = localMinutes(value, date) + Number(seconds.minus(second).idiv(MINUTE));
  if (!isWithinCalendar(minutes)) throw tooFar();
  return ofMinutes(type, minutes, second, zone);
}

function monthsLater({ year, month, day }: Temporal, months: number): CalendarDate {
  const total = year * 12 + month - 1 + months;
  const later = { year: Math.floor(total / 12), month: total - Math.floor(total / 12) * 12 + 1 };
  if (Math.abs(later.year) > LARGEST_YEAR) throw tooFar();
  return { ...later, day: Math.min(day, daysInMonth(later.year, later.month)) };
}

function tooFar(): XPathDynamicError {
  return new XPathDynamicError(`a date has a year of more than ${MAX_YEAR_DIGITS} digits [FODT0001]`);
}

/** How much later the first is than the second; both are of one type. @param implicitZone as for {@link compareTemporal}. */
export function subtractTemporals(a: Temporal, b: Temporal, implicitZone: number): Duration {
  const minutes = Decimal.fromInteger(BigInt(minutesOf(a, implicitZone) - minutesOf(b, implicitZone)));
  return Duration.ofSeconds(minutes.times(MINUTE).plus(a.second).minus(b.second));
}

/**
 * The same moment in another time zone; a value without one is taken to be of that zone.
 *
 * @param zone in minutes; undefined takes the time zone away. @throws XPathDynamicError beyond 14 hours, and for parts of minutes (FODT0003).
 */
export function adjustToTimezone(value: Temporal, zone: number | undefined): Temporal {
  if (zone === undefined || value.zone === undefined)
    return { ...value, zone: zone === undefined ? zone : valid(zone) };
  const minutes = minutesOf(value, 0) + valid(zone);
  if (!isWithinCalendar(minutes)) throw tooFar();
  return ofMinutes(value.type, minutes, value.second, zone);
}

function valid(zone: number): number {
  if (Number.isInteger(zone) && Math.abs(zone) <= FARTHEST_ZONE) return zone;
  throw new XPathDynamicError('a time zone is whole minutes, and at most 14 hours, from Greenwich [FODT0003]');
}

/** A date and a time put together. @throws XPathDynamicError where each names another time zone (FORG0008). */
export function combine(date: Temporal, time: Temporal): Temporal {
  if (date.zone !== undefined && time.zone !== undefined && date.zone !== time.zone) {
    const zones = `the date's is ${zoneText(date.zone)}, the time's ${zoneText(time.zone)}`;
    throw new XPathDynamicError(`a date and a time of two time zones are put together: ${zones} [FORG0008]`);
  }
  const { hour, minute, second } = time;
  return { ...date, type: 'dateTime', hour, minute, second, zone: date.zone ?? time.zone };
}

/** Minutes since 1970, in Greenwich. */
function minutesOf(value: Temporal, implicitZone: number): number {
  return localMinutes(value, value) - (value.zone ?? implicitZone);
}

function localMinutes({ hour, minute }: Temporal, { year, month, day }: CalendarDate): number {
  return daysSinceEpoch(year, month, day) * MINUTES_A_DAY + hour * 60 + minute;
}

/** The other way round. @param minutes since 1970, in the time zone itself. */
function ofMinutes(type: TemporalType, minutes: number, second: Decimal, zone: number | undefined): Temporal {
  const days = Math.floor(minutes / MINUTES_A_DAY);
  const { year, month, day } = type === 'time' ? ABSENT : dateOfDay(days);
  // A date has lost what is left of the day.
  if (type === 'date') return { type, year, month, day, hour: 0, minute: 0, second: NONE, zone };
  const ofDay = minutes - days * MINUTES_A_DAY;
  return { type, year, month, day, hour: Math.floor(ofDay / 60), minute: ofDay % 60, second, zone };
}

/** Exact, and within the years that have few enough digits. @param minutes since 1970. */
function isWithinCalendar(minutes: number): boolean {
  return Number.isSafeInteger(minutes) && Math.abs(dateOfDay(Math.floor(minutes / MINUTES_A_DAY)).year) <= LARGEST_YEAR;
}
