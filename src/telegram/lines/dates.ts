/** Dates and times as the service writes them: `June 7, 1955—4 p.m.`, `8 November 1948`, `1130Z`, `R 121530Z MAY 75`. */
import { GERMAN_MONTHS, MONTH, MONTHS } from '../vocabulary.js';

export interface ParsedDate {
  /** Offsets within the string that was parsed. */
  readonly start: number;
  readonly end: number;
  /** `1955-06-07`, `1955-06-07T16:00:00`, `1968-08-04T11:30:00Z`. */
  readonly when: string;
  /** The last day of several in one month: `May 3–5, 1955`. */
  readonly to?: string;
}

// Editors put in brackets what should stand there: `February 27 [26], 1934`, `June 4[6?]`, `1923 [1925]`. The printed day is the date.
const CORRECTION = String.raw`(?:\s?[\[(](\d{1,4})(?:[–-]\d{1,2})?(?:st|nd|rd|th)?\s?\??[\])]|\s?\?|\s?\(\?\))?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th|d)?${CORRECTION}`;
const YEAR = String.raw`(\d{4})(?:\s?\[\d{4}\??\])?`;
const DAY_FIRST = String.raw`${DAY}\.?\s+(?:of\s+)?(${MONTH}),?\s+${YEAR}`;
/** Behind the slash stands the day of the new calendar: `April 23/May 6, 1917`. */
const NEW_STYLE = String.raw`(?:\s?/\s?(?:(${MONTH})\s+)?(\d{1,2}))?`;
const MONTH_FIRST = String.raw`(${MONTH})\s+${DAY}${NEW_STYLE}(?:\s*[–-]\s*(\d{1,2}))?,?\s+${YEAR}`;
const TIME = String.raw`\[?(?:(\d{1,2})(?:[:.](\d{2}))?(?:\s?o[’']clock)?(?:\s?\[\d{1,2}\])?\s*(?:\(\?\)\s*)?([ap])\.?\s?m\b\.?|(?:12\s+)?(noon|midnight)\b|(\d{4})\s?(Z|hours|hrs)?(?![\d/])|(\d{1,2}):(\d{2}))(?:\]|\s?\[[^\]]{1,12}\]|\s?\(\?\))?`;
const DATE_AND_TIME = new RegExp(`(?:${MONTH_FIRST}|${DAY_FIRST})(?:\\s*[,—–-]+\\s*${TIME})?`, 'i');
const DATE_TIME_GROUP = /\b(\d{2})(\d{2})(\d{2})\s?Z\s+([A-Z]{3})\s+(\d{2}|\d{4})\b/;

/** The first full date in a short string, with its time of day where one follows it. */
export function findDate(line: string): ParsedDate | undefined {
  if (!/\d/.test(line)) return undefined;
  const found = DATE_AND_TIME.exec(line);
  if (!found) return findDateTimeGroup(line) ?? findGermanDate(line);
  const [
    ,
    month,
    day,
    corrected,
    newMonth,
    newDay,
    last,
    year,
    dayFirst,
    correctedFirst,
    monthSecond,
    yearLast,
    ...clock
  ] = found;
  const on = (number: string | undefined): string | undefined =>
    isoDate(
      Number(year ?? yearLast),
      MONTHS[(newMonth ?? month ?? monthSecond ?? '').toLowerCase().replace('.', '')],
      Number(number),
    );
  // `June 31 [30]`: where there is no such day, the editors' is the date.
  const date = on(newDay ?? day ?? dayFirst) ?? on(corrected ?? correctedFirst ?? '0');
  if (!date) return undefined;
  const to = Number(last) > Number(day) ? on(last) : undefined;
  if (to) return { start: found.index, end: found.index + lengthWithoutTime(found[0]), when: date, to };
  const time = isoTime(clock);
  const end = found.index + (time === undefined ? lengthWithoutTime(found[0]) : found[0].length);
  return { start: found.index, end, when: date + (time ?? '') };
}

/** A match with an impossible time ends where the date does. */
function lengthWithoutTime(match: string): number {
  return /^.*?\d{4}(?!\d)(?:\s?\[\d{4}\??\])?/s.exec(match)?.[0].length ?? match.length;
}

function isoTime(parts: readonly (string | undefined)[]): string | undefined {
  const [hour12, minute12, half, word, clock, zone, hour24, minute24] = parts;
  if (half) return clockTime((Number(hour12) % 12) + (half.toLowerCase() === 'p' ? 12 : 0), Number(minute12 ?? 0), '');
  if (word) return word.toLowerCase() === 'noon' ? 'T12:00:00' : 'T24:00:00';
  if (clock) return clockTime(Number(clock.slice(0, 2)), Number(clock.slice(2)), zone === 'Z' ? 'Z' : '');
  if (hour24 && isOf24Hours(hour24)) return clockTime(Number(hour24), Number(minute24), '');
  return undefined;
}

/** `8:49` has lost its `a.m.` or `p.m.`; `18:49` and `08:49` never had any. */
function isOf24Hours(hour: string): boolean {
  return Number(hour) > 12 || hour.startsWith('0');
}

function clockTime(hour: number, minute: number, zone: string): string | undefined {
  if (hour > 23 || minute > 59) return undefined;
  return `T${pad(hour)}:${pad(minute)}:00${zone}`;
}

const GERMAN_DATE = new RegExp(
  `\\b(\\d{1,2})\\.\\s+(${Object.keys(GERMAN_MONTHS).join('|')})\\s+(\\d{4})(?:[,—–-]*\\s+(\\d{1,2})(?:[.:](\\d{2}))?(?:\\s(Uhr)(?:\\s(\\d{1,2})(?!\\d)(?:\\sMin(?:uten|\\.))?)?)?(?:\\s(vorm|nachm)(?:ittags|\\.))?)?`,
);

/** `3. Mai 1912`, `3. Mai 1912, 8 Uhr 15 Min. nachm.`: the stop and the month's name make it German, whatever stands around it. */
function findGermanDate(line: string): ParsedDate | undefined {
  const found = GERMAN_DATE.exec(line);
  const date = found && isoDate(Number(found[3]), GERMAN_MONTHS[found[2]!], Number(found[1]));
  if (!found || !date) return undefined;
  const [, , , , hour = '', minute, oclock, minutes = '0', half] = found;
  const value = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'nachm' ? 12 : 0);
  const time = (oclock ?? half) ? clockTime(value, Number(minute ?? minutes), '') : undefined;
  const end = found.index + (time === undefined ? lengthWithoutTime(found[0]) : found[0].length);
  return { start: found.index, end, when: date + (time ?? '') };
}

/** Day, hour and minute in Zulu time, month and year: `131725Z AUG 75`. */
export function findDateTimeGroup(line: string): ParsedDate | undefined {
  const found = DATE_TIME_GROUP.exec(line);
  const year = found ? wireYear(found[5]!) : undefined;
  if (!found || year === undefined) return undefined;
  const date = isoDate(year, MONTHS[found[4]!.toLowerCase()], Number(found[1]));
  const time = clockTime(Number(found[2]), Number(found[3]), 'Z');
  if (!date || !time) return undefined;
  return { start: found.index, end: found.index + found[0].length, when: date + time };
}

/** The group came into use in 1966, and what is open of it ends with 2010: other years of two digits are no years. */
function wireYear(printed: string): number | undefined {
  const year = Number(printed);
  if (printed.length === 4) return year;
  if (year >= 66) return 1900 + year;
  return year <= 10 ? 2000 + year : undefined;
}

/** A calendar date, or undefined where there is no such day. */
export function isoDate(year: number, month: number | undefined, day: number): string | undefined {
  if (month === undefined || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Made once: to make it takes longer than to read a dateline. */
const LONG_DATE = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

/** A day in the words that `findDate` reads: `May 3, 1912` of `1912-05-03`; nothing of what is no day. */
export function englishDate(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? '' : LONG_DATE.format(date);
}

/**
 * The date within a decimal file number of 1910–1963: after the slash month, hyphen, day and
 * two-digit year, so that `396.1–PA/12–1561` is 15 December 1961. An inference, never a dateline.
 */
export function dateOfFileNumber(fileNumber: string): string | undefined {
  const found = /\/(\d{1,2})[–-](\d{1,2})(\d{2})$/.exec(fileNumber);
  return found ? isoDate(1900 + Number(found[3]), Number(found[1]), Number(found[2])) : undefined;
}
