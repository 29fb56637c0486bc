/** Dates and hours on forms, as the typist and optical reading left them: `NO: 1188, May 3, 5 p.m.`, `Rec'd: MAY 4, 1962`. */

import { MONTH, MONTHS } from '../vocabulary.js';
import { findDate, isoDate } from './dates.js';

/** Between the words of a date optical reading leaves points of its own. */
const GAP = String.raw`[\s.,:;°'’·_-]{0,4}`;
const DAY = new RegExp(String.raw`(${MONTH})${GAP}(\d{1,2})(?:st|nd|rd|th|d)?(?!\d)(?:${GAP}(\d{4})(?!\d))?`, 'i');
/** `5 p.m.`, `12:22 pom.`, `5 p.ti.`; noon and midnight in words. */
const HOUR =
  /(?<!\d)(\d{1,2})(?:[:.]\s?(\d{2}))?[\s.,:]{0,2}([ap])[.,o]?\s?(?:m|ti|rn|tn)(?!\p{L})\.?|(?:12\s+)?\b(noon|midnight)\b/iu;

/** A day with its month, and its year where that is printed. */
export interface PrintedDay {
  readonly start: number;
  readonly end: number;
  readonly month: number;
  readonly day: number;
  readonly year?: number;
}

/** The first day in some words. */
export function findDay(said: string): PrintedDay | undefined {
  const found = DAY.exec(said);
  if (!found) return undefined;
  const [words, month, day, year] = found;
  return {
    start: found.index,
    end: found.index + words.length,
    month: MONTHS[month!.toLowerCase().replace('.', '')]!,
    day: Number(day),
    ...(year !== undefined && { year: Number(year) }),
  };
}

/** An hour of the day as `5:00 p.m.`, with where it ends; undefined where none stands. */
export function findHour(
  said: string,
): { readonly words: string; readonly start: number; readonly end: number } | undefined {
  const found = HOUR.exec(said);
  if (!found) return undefined;
  const [printed, hour, minute = '00', half, word] = found;
  if (!word && (Number(hour) > 12 || Number(hour) === 0 || Number(minute) > 59)) return undefined;
  const words = word?.toLowerCase() ?? `${hour}:${minute} ${half!.toLowerCase()}.m.`;
  return { words, start: found.index, end: found.index + printed.length };
}

/** ISO 8601 of a day and an hour; undefined for what is no day. */
export function whenOf({ month, day }: PrintedDay, year: number, hour?: string): string | undefined {
  const date = isoDate(year, month, day);
  if (!date || hour === undefined) return date;
  const name = new Date(`${date}T00:00:00Z`).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
  return findDate(`${name}, ${hour}`)?.when ?? date;
}

/** A telegram that took longer is rather one of which a figure was misread. */
const LONGEST_WAY = 92;
const DAY_LENGTH = 86_400_000;

/** The year of sending where only the day of receipt has one: that of receipt, or its neighbour at the turn of the year. Clocks may differ by a day. */
export function yearBefore(sent: PrintedDay, received: string): number | undefined {
  const year = Number(received.slice(0, 4));
  return [year, year - 1, year + 1].find((candidate) => {
    const date = isoDate(candidate, sent.month, sent.day);
    const days = date ? (Date.parse(received.slice(0, 10)) - Date.parse(date)) / DAY_LENGTH : Number.NaN;
    return days >= -1 && days <= LONGEST_WAY;
  });
}

/** A telegram is received on the day before it was sent where the date line lies between, and not so many days later: fewer where the month is not printed. */
const LATEST = 45;
const LATEST_OF_DAY = 20;

/** When a telegram was received, of words such as `5th, 2:30 a.m.`, `January 10—12:20 a.m.`, `11:25 p.m.`: by the day of sending, where they name less than a date. */
export function receivedOn(words: string, sent: string | undefined): string | undefined {
  const hour = findHour(words);
  const before = hour ? words.slice(0, hour.start) : words;
  const named = findDay(before);
  if (named?.year !== undefined) return whenOf(named, named.year, hour?.words);
  if (sent === undefined) return undefined;
  const [year, month, day] = sent.slice(0, 10).split('-').map(Number) as [number, number, number];
  const bare = /^\D{0,3}(\d{1,2})(?:st|nd|rd|d|th)?\W*$/.exec(before)?.[1];
  const days = named
    ? [year, year + 1, year - 1].map((y) => ({ y, month: named.month, day: named.day }))
    : bare !== undefined
      ? [-1, 0, 1].map((by) => monthAfter(year, month, by)).map(({ y, m }) => ({ y, month: m, day: Number(bare) }))
      : /\p{L}|\d/u.test(before) || !hour
        ? []
        : [{ y: year, month, day }];
  return days
    .filter(({ y, month: m, day: d }) => {
      const date = isoDate(y, m, d);
      const after = date ? (Date.parse(date) - Date.parse(sent.slice(0, 10))) / DAY_LENGTH : Number.NaN;
      return after >= -1 && after <= (named ? LATEST : LATEST_OF_DAY);
    })
    .map(({ y, month: m, day: d }) => whenOf({ start: 0, end: 0, month: m, day: d }, y, hour?.words))
    .at(0);
}

function monthAfter(year: number, month: number, by: number): { readonly y: number; readonly m: number } {
  const at = year * 12 + month - 1 + by;
  return { y: Math.floor(at / 12), m: (at % 12) + 1 };
}
