/** `format-date()`, `format-dateTime()` and `format-time()` (Functions and Operators 3.1, §9.8). */
import { dateOfDay, daysSinceEpoch } from '../../../datatypes/xsd/calendar.js';
import type { Temporal } from '../atomic/temporal.js';
import { XPathDynamicError } from '../errors.js';
import { shortened } from '../values.js';
import { type DateName, type DateNames, dateNames } from './date-names.js';
import { type Marker, parseDatePicture } from './date-picture.js';
import { type DigitPattern, formatDigits, hasDigit, parseDigitPattern, withMandatory } from './digits.js';
import { ordinalEnding } from './format-integer.js';
import { atPlace, formatZone } from './format-zone.js';
import { isOfWords, numbered } from './numbering.js';

/** Those of §9.8.4.8; a name with a prefix, or in a namespace, is one of somebody's own. */
const CALENDARS = new Set(
  'AD AH AME AM AP AS BE CB CE CL CS EE FE ISO JE KE KY ME MS NS OS RS SE SH SS TE VE VS'.split(' '),
);
const CALENDAR_NAME = /^(?:Q\{([^{}]*)\})?((?:[\p{L}_][\p{L}\p{N}_.-]*:)?)([\p{L}_][\p{L}\p{N}_.-]*)$/u;

const DATE_ONLY = 'YMDdFWwE';
const TIME_ONLY = 'HhPmsf';
/** What components look like unless a picture says otherwise: as 1, but these. */
const DEFAULTS: Readonly<Record<string, string>> = { F: 'n', P: 'n', C: 'n', E: 'n', m: '01', s: '01' };

/** What a picture is filled with. */
interface Filling {
  readonly value: Temporal;
  readonly names: DateNames;
  readonly isIso: boolean;
  readonly place: string | undefined;
  /** Whether the picture shows a day of the month. */
  readonly withDay: boolean;
}

/**
 * A date, a date and time, or a time, as a picture such as `[D1o] [MNn] [Y]` has it.
 *
 * @param language of names, as in xml:lang; English by default, and where it is not known, which the text then says.
 * @param calendar `AD` (the default) or `ISO`; the text says so where it is another.
 * @param place the name of a time zone, such as Europe/Rome, whose clocks are shown where the value has a time zone.
 * @throws XPathDynamicError where picture or calendar are none (FOFD1340), and for parts that the value has not (FOFD1350).
 */
export function formatTemporal(
  value: Temporal,
  picture: string,
  language = 'en',
  calendar = 'AD',
  place?: string,
): string {
  const pieces = parseDatePicture(picture);
  const known = dateNames(language);
  const isKnownCalendar = checkCalendar(calendar);
  const filling: Filling = {
    value: atPlace(value, place),
    names: known ?? dateNames('en')!,
    isIso: /^(?:Q\{\})?ISO$/.test(calendar),
    place,
    withDay: pieces.some((piece) => typeof piece !== 'string' && piece.component === 'D'),
  };
  const said = `${known === undefined ? '[Language: en]' : ''}${isKnownCalendar ? '' : '[Calendar: AD]'}`;
  return said + pieces.map((piece) => (typeof piece === 'string' ? piece : filled(piece, filling))).join('');
}

/** Whether it is one of ours. */
function checkCalendar(calendar: string): boolean {
  const [, namespace = '', prefix, name = ''] = CALENDAR_NAME.exec(calendar) ?? [];
  if (prefix === undefined || (namespace + prefix === '' && !CALENDARS.has(name))) {
    throw new XPathDynamicError(
      `“${shortened(calendar)}” is no calendar that is known; AD is the Gregorian one [FOFD1340]`,
    );
  }
  return namespace + prefix === '' && (name === 'AD' || name === 'ISO');
}

function filled(marker: Marker, filling: Filling): string {
  const { component } = marker;
  const { value, names, isIso, place } = filling;
  checkAvailable(component, value);
  switch (component) {
    case 'Z':
    case 'z':
      return padded(formatZone(value, marker, place), marker);
    case 'f':
      return fraction(String(value.second).split('.')[1] ?? '', marker);
    case 'P':
      return named(names.halfDay(value.hour >= 12), marker, names);
    case 'C':
      return padded(isIso ? 'ISO' : 'Gregorian', marker);
    case 'E':
      return padded(isIso ? (value.year < 0 ? '-' : '') : names.era(value.year > 0), marker);
    default:
      return counted(marker, filling);
  }
}

function checkAvailable(component: string, { type }: Temporal): void {
  const missing = type === 'time' ? DATE_ONLY : type === 'date' ? TIME_ONLY : '';
  if (!missing.includes(component)) return;
  const what = type === 'time' ? 'a time has no day and no year' : 'a date has no time of day';
  throw new XPathDynamicError(`a picture asks for [${component}], and ${what} [FOFD1350]`);
}

/** A component that is a number, though it may be shown by name. */
function counted(marker: Marker, filling: Filling): string {
  const { component, isOrdinal, min } = marker;
  const { names } = filling;
  const token = styleOf(marker, names);
  if (/^[nN]n?$/.test(token)) return named(nameOf(component, filling), { ...marker, token }, names);
  const pattern = hasDigit(token) ? parseDigitPattern(token, 'FOFD1340') : undefined;
  const number = BigInt(component === 'Y' ? yearOf(marker, filling, pattern) : numberOf(component, filling.value));
  const ending = isOrdinal ? ordinalEnding(number, names.language) : '';
  if (pattern !== undefined) return formatDigits(String(number), withMandatory(pattern, min ?? 0)) + ending;
  return padded(numbered(number, token, isOrdinal) ?? `${number}${ending}`, marker);
}

/** How a component is shown: as the picture says, if it can be shown so. */
function styleOf({ component, token }: Marker, { language }: DateNames): string {
  const usual = DEFAULTS[component] ?? '1';
  const isName = /^[nN]n?$/.test(token);
  if (token === '' || (isName && component !== 'M' && component !== 'F')) return usual;
  // Numbers in words are English ones.
  if (isOfWords(token) && language !== 'en') return component === 'F' ? '1' : usual;
  return isName || hasDigit(token) || numbered(1n, token, false) !== undefined ? token : usual;
}

function nameOf(component: string, { value, names, withDay }: Filling): DateName {
  return component === 'M' ? names.month(value.month, withDay) : names.day(weekday(value));
}

/** Only its last digits, where the picture has room for so many. */
function yearOf({ max }: Marker, { value, isIso }: Filling, pattern: DigitPattern | undefined): number {
  // But for ISO, the year before 1 is 1 again, of the other era.
  const year = isIso || value.year > 0 ? Math.abs(value.year) : 1 - value.year;
  const places = pattern === undefined ? 0 : pattern.mandatory + pattern.optional;
  const digits = max ?? (places > 1 ? places : Number.POSITIVE_INFINITY);
  return year % 10 ** Math.min(digits, 300);
}

function numberOf(component: string, value: Temporal): number {
  const { year, month, day, hour, minute, second } = value;
  switch (component) {
    case 'M':
      return month;
    case 'D':
      return day;
    case 'd':
      return daysSinceEpoch(year, month, day) - daysSinceEpoch(year, 1, 1) + 1;
    case 'F':
      return weekday(value);
    case 'W':
    case 'w':
      return weekOf(value, component === 'W');
    case 'H':
      return hour;
    case 'h':
      return hour % 12 || 12;
    case 'm':
      return minute;
    default:
      return Number(second.toInteger());
  }
}

/** From 1, Monday. */
function weekday({ year, month, day }: Temporal): number {
  const days = daysSinceEpoch(year, month, day) + 3;
  return days - Math.floor(days / 7) * 7 + 1;
}

/** As ISO 8601 counts: a week is of the year, and of the month, that its Thursday is of. */
function weekOf(value: Temporal, ofYear: boolean): number {
  const { year, month, day } = value;
  const thursday = daysSinceEpoch(year, month, day) - weekday(value) + 4;
  const date = dateOfDay(thursday);
  const first = ofYear ? daysSinceEpoch(date.year, 1, 1) : thursday - date.day + 1;
  return Math.floor((thursday - first) / 7) + 1;
}

/** §9.8.4.5. @param digits behind the point, without zeros at the end. */
function fraction(digits: string, { token, min, max }: Marker): string {
  const wanted = hasDigit(token) ? token : '1';
  // Places count from the point, so that the pattern is read from its other end.
  const pattern = withMandatory(parseDigitPattern(reversed(wanted), 'FOFD1340'), min ?? 0);
  const isOpen = [...wanted].length === 1 && min === undefined && max === undefined;
  const places = isOpen ? digits.length : Math.max(pattern.mandatory + pattern.optional, max ?? 0);
  const shown = digits.slice(0, Math.max(places, pattern.mandatory)) || '0';
  return reversed(formatDigits(reversed(shown), pattern));
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** In the case that the token asks for, and within the width. */
function named({ name, short }: DateName, marker: Marker, { language }: DateNames): string {
  const { token, max = Number.POSITIVE_INFINITY } = marker;
  const fitting =
    [name, short].find((text) => text !== undefined && [...text].length <= max) ??
    [...(short ?? name)].slice(0, max).join('');
  return padded(inCase(fitting, token, language), marker);
}

function inCase(text: string, token: string, language: string): string {
  if (token === 'N') return text.toLocaleUpperCase(language);
  const lower = text.toLocaleLowerCase(language);
  if (token !== 'Nn') return lower;
  return lower.replace(/(?<=^|\.)\p{L}/gu, (letter) => letter.toLocaleUpperCase(language));
}

function padded(text: string, { min = 0 }: Marker): string {
  return text + ' '.repeat(Math.max(0, min - [...text].length));
}
