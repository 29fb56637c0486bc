/** Names of months, days and times of day: in English by our own tables, in other languages as the platform has them. */

import { kept } from './kept.js';

const ENGLISH_MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const ENGLISH_DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const ENGLISH_SHORT_DAYS = 'Mon Tues Weds Thurs Fri Sat Sun'.split(' ');

/** A name, and how it is abbreviated by custom, if it is. */
export interface DateName {
  readonly name: string;
  readonly short: string | undefined;
}

export interface DateNames {
  /** What the platform calls the language. */
  readonly language: string;
  /** @param month from 1. @param withDay whether a day of the month goes with it: many languages inflect the name then. */
  month(month: number, withDay: boolean): DateName;
  /** @param day from 1, Monday. */
  day(day: number): DateName;
  halfDay(isAfternoon: boolean): DateName;
  era(isAfterChrist: boolean): string;
}

const ENGLISH: DateNames = {
  language: 'en',
  month: (month) => ({ name: ENGLISH_MONTHS[month - 1]!, short: undefined }),
  day: (day) => ({ name: ENGLISH_DAYS[day - 1]!, short: ENGLISH_SHORT_DAYS[day - 1]! }),
  halfDay: (isAfternoon) => (isAfternoon ? { name: 'p.m.', short: 'pm' } : { name: 'a.m.', short: 'am' }),
  era: (isAfterChrist) => (isAfterChrist ? 'AD' : 'BC'),
};

/** Undefined for a language that is not known. @param language as in xml:lang. */
export function dateNames(language: string): DateNames | undefined {
  return /^en\b/i.test(language) ? ENGLISH : (others(language) ?? undefined);
}

const others = kept((language) => (isKnown(language) ? byPlatform(language) : null));

function isKnown(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([language], { localeMatcher: 'lookup' }).length > 0;
  } catch {
    // No language tag at all.
    return false;
  }
}

function byPlatform(language: string): DateNames {
  // Formatting is slow, and there are few names.
  const partOf = kept((key): string => {
    const [type, time, options] = JSON.parse(key) as [string, number, Intl.DateTimeFormatOptions];
    const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', calendar: 'gregory', ...options });
    return format.formatToParts(time).find((found) => found.type === type)?.value ?? '';
  });
  const part = (type: Intl.DateTimeFormatPartTypes, time: number, options: Intl.DateTimeFormatOptions): string =>
    partOf(JSON.stringify([type, time, options]));
  const named = (type: 'month' | 'weekday', time: number, options: Intl.DateTimeFormatOptions): DateName => ({
    name: part(type, time, { ...options, [type]: 'long' }),
    short: part(type, time, { ...options, [type]: 'short' }).replace(/\.$/, ''),
  });
  return {
    language,
    month: (month, withDay) => named('month', Date.UTC(2000, month - 1, 1), withDay ? { day: 'numeric' } : {}),
    // 2001 began on a Monday.
    day: (day) => named('weekday', Date.UTC(2001, 0, day), {}),
    halfDay: (isAfternoon) => ({
      name: part('dayPeriod', Date.UTC(2001, 0, 1, isAfternoon ? 18 : 6), { hour: 'numeric', hour12: true }),
      short: undefined,
    }),
    era: (isAfterChrist) => part('era', Date.UTC(isAfterChrist ? 2000 : -100, 0, 1), { era: 'short' }),
  };
}
