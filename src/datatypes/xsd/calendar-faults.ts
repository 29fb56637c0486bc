/** Why a date or time whose form is right is none, in words. */
import { type CalendarParts, daysInMonth, MAX_YEAR_DIGITS } from './calendar.js';

const MONTHS = 'January,February,March,April,May,June,July,August,September,October,November,December'.split(',');

/** In characters: longer values have no form of a date. */
const LONGEST = 60;

type Groups = Readonly<Partial<Record<string, string>>>;

/** The reason, to follow a colon: '1957 has no 29 February'; undefined where the form is another, or nothing is wrong. */
export function calendarFault(value: string, parts: CalendarParts): string | undefined {
  if (value.length > LONGEST || !/^[-+./:\dTZhm]+$/i.test(value)) return undefined;
  const groups = formOf(parts).exec(value)?.groups;
  if (groups === undefined) return habitFault(value, parts);
  return yearFault(groups) ?? monthFault(groups) ?? dayFault(groups) ?? timeFault(groups) ?? zoneFault(groups);
}

const forms = new WeakMap<CalendarParts, RegExp>();

function formOf(parts: CalendarParts): RegExp {
  let form = forms.get(parts);
  if (form === undefined) {
    form = makeForm(parts);
    forms.set(parts, form);
  }
  return form;
}

function makeForm({ year, month, day, time }: CalendarParts): RegExp {
  const date = [
    year && '(?<year>-?\\d+)',
    month && `${year ? '-' : '--'}(?<month>\\d\\d)`,
    day && `${month ? '-' : '---'}(?<day>\\d\\d)`,
  ].filter(Boolean);
  const clock = time && `${day ? 'T' : ''}(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?:\\.(?<fraction>\\d+))?`;
  return new RegExp(`^${date.join('')}${clock ?? ''}(?:Z|[+-](?<zone>\\d\\d:\\d\\d))?$`);
}

const TWO_DIGITS = 'months, days and hours have two digits each';
const HABITS: readonly (readonly [form: RegExp, words: string])[] = [
  [/^\d{1,2}([./])\d{1,2}\1\d{4}$/, 'a date begins with the year and has hyphens, as in 1961-12-15'],
  [/^\d{4}([./])\d{1,2}\1\d{1,2}$/, 'a date has hyphens, as in 1961-12-15'],
  [/^-?\d{4}-(?:\d-\d{1,2}|\d\d?-\d)$/, `${TWO_DIGITS}, as in 1961-02-05`],
];
const HABITS_OF_TIME: typeof HABITS = [
  [/^\d{1,2}[.h]\d\d(?:[.m]\d\d)?$/i, 'a time has colons and seconds, as in 14:30:00'],
  [/^(?:.*T)?\d{1,2}:\d\d(?:Z|[+-]\d\d:\d\d)?$/, 'a time has seconds, too, as in 14:30:00'],
  [/^(?:.*T)?\d:\d\d:\d\d/, `${TWO_DIGITS}, as in 09:30:00`],
];

/** How people write dates and times elsewhere. */
function habitFault(value: string, { year, day, time }: CalendarParts): string | undefined {
  const habits = time ? HABITS_OF_TIME : year && day ? HABITS : [];
  const isOfType = !time || value.includes('T') === Boolean(day);
  return isOfType ? habits.find(([form]) => form.test(value))?.[1] : undefined;
}

function yearFault({ year }: Groups): string | undefined {
  if (year === undefined) return undefined;
  const sign = year.startsWith('-') ? '-' : '';
  const digits = year.slice(sign.length);
  if (/^0+$/.test(digits)) return 'there is no year 0: the year before 0001 is -0001';
  if (digits.length > 4 && digits.startsWith('0')) {
    const meant = digits.replace(/^0+/, '').padStart(4, '0');
    return `years have four digits, as in ${sign}${meant} (more only where the first is no 0)`;
  }
  if (digits.length < 4) return `years have four digits, as in ${sign}${digits.padStart(4, '0')}`;
  return digits.length > MAX_YEAR_DIGITS ? `a year has at most ${MAX_YEAR_DIGITS} digits` : undefined;
}

function monthFault({ month }: Groups): string | undefined {
  return month === undefined || isWithin(month, 1, 12) ? undefined : `there is no month ${month}: months are 01 to 12`;
}

function dayFault({ year, month = '01', day }: Groups): string | undefined {
  if (day === undefined) return undefined;
  if (!isWithin(day, 1, 31)) return `there is no day ${day}: days are 01 to 31`;
  // Without a year, that of a leap day; -0001 is the year before 0001.
  const counted = year === undefined ? 1972 : year.startsWith('-') ? 1 + Number(year) : Number(year);
  const days = daysInMonth(counted, Number(month));
  if (Number(day) <= days) return undefined;
  const name = MONTHS[Number(month) - 1]!;
  return month === '02' && day === '29' ? `${year} has no 29 February` : `${name} has no day ${day}, only ${days}`;
}

function timeFault({ hour, minute = '', second = '', fraction = '' }: Groups): string | undefined {
  if (hour === undefined) return undefined;
  if (!isWithin(hour, 0, 24)) return `there is no hour ${hour}: hours are 00 to 23`;
  if (!isWithin(minute, 0, 59)) return `there is no minute ${minute}: minutes are 00 to 59`;
  if (!isWithin(second, 0, 60)) return `there is no second ${second}: seconds are 00 to 59`;
  const isAfterMidnight = hour === '24' && /[1-9]/.test(minute + second + fraction);
  return isAfterMidnight ? 'after 24:00:00 the next day begins, with the hour 00' : undefined;
}

function zoneFault({ zone }: Groups): string | undefined {
  if (zone === undefined) return undefined;
  const [hours = '', minutes = ''] = zone.split(':');
  const isRight = isWithin(minutes, 0, 59) && Number(hours) * 60 + Number(minutes) <= 14 * 60;
  return isRight ? undefined : 'time zones go from -14:00 to +14:00';
}

function isWithin(digits: string, least: number, most: number): boolean {
  return Number(digits) >= least && Number(digits) <= most;
}
