/** Dates as W3C XML Schema (Part 2, §3.2.7–3.2.14) has them, for `@when` and its kin. */
import { isoDate } from '../telegram/lines/dates.js';

const MIDNIGHT = /T24:00:00(?=Z|[+-]|$)/;

/**
 * The attributes of a date (TEI `att.datable.w3c`, `att.datable.iso`); none where the value is no date.
 * Midnight is the end of its day: `@when` then has the day, which every validator takes, and
 * `@when-iso` the time. `to` is the last of several days.
 */
export function datableAttributes(when: string | undefined, to?: string): Readonly<Record<string, string | undefined>> {
  const first = validWhen(when);
  const last = validWhen(to);
  if (first === undefined) return {};
  if (last !== undefined) return { from: first, to: last };
  return MIDNIGHT.test(first) ? { when: first.slice(0, 10), 'when-iso': first } : { when: first };
}

const FORM =
  /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2}))?)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$/;

/**
 * The value itself if it is a year, a month, a day, or a day with a time, with or without a time
 * zone, that the calendar has; else undefined, since `@when` must never make a document invalid.
 */
function validWhen(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const parts = FORM.exec(value);
  if (parts === null) return undefined;
  const number = (index: number, absent: number) => (parts[index] === undefined ? absent : Number(parts[index]));
  const year = number(1, 1);
  const month = number(2, 1);
  const day = number(3, 1);
  if (year === 0 || isoDate(year, month, day) === undefined) return undefined;
  // Midnight at the end of a day is 24:00:00, and nothing after it.
  const hours = number(4, 0) === 24 && number(5, 0) === 0 && number(6, 0) === 0 ? 0 : number(4, 0);
  if (hours > 23 || number(5, 0) > 59 || number(6, 0) > 59 || !validZone(parts[7])) return undefined;
  return value;
}

function validZone(zone: string | undefined): boolean {
  if (zone === undefined || zone === 'Z') return true;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  return minutes < 60 && (hours < 14 || (hours === 14 && minutes === 0));
}
