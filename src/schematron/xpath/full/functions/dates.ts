/** Functions on dates, times and durations (Functions and Operators 3.1, §8 and §9). */

import { Duration } from '../../atomic/duration.js';
import { parseIetfDate } from '../../atomic/ietf-date.js';
import { adjustToTimezone, combine, type Temporal } from '../../atomic/temporal.js';
import { XPathDynamicError } from '../../errors.js';
import { formatTemporal as formatByPicture } from '../../pictures/format-date.js';
import type { Dynamic } from '../../runtime.js';
import { castAtomic } from '../cast.js';
import { decimal } from '../numeric.js';
import { Atomic, integer, NOTHING, type Values } from '../value.js';
import { atom, f, type Library, str, texts } from './spec.js';

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute';

const part = (type: string, name: Part): Library[string] =>
  f(`xs:${type}?`, (_c, [value]) => value!.map((each) => integer(temporal(each)[name])));
const seconds = (type: string): Library[string] =>
  f(`xs:${type}?`, (_c, [value]) => value!.map((each) => decimal(temporal(each).second)));
const zone = (type: string): Library[string] =>
  f(`xs:${type}?`, (_c, [value]) => {
    const minutes = value![0] === undefined ? undefined : temporal(value![0]).zone;
    return minutes === undefined ? NOTHING : [span(minutes)];
  });
const ofDuration = (name: 'years' | 'months' | 'days' | 'hours' | 'minutes'): Library[string] =>
  f('xs:duration?', (_c, [value]) => value!.map((each) => integer(duration(each)[name])));
const adjust = (type: 'date' | 'dateTime' | 'time'): Library[string] =>
  f(`xs:${type}?; xs:dayTimeDuration?`, (c, [value, by]) => adjusted(c, value!, by, type), 1);
const format = (type: string): Library[string] =>
  f(`xs:${type}?; xs:string; xs:string?; xs:string?; xs:string?`, formatted, 2);

export const dateFunctions: Library = {
  'current-dateTime': f('', (c) => [now(c, 'dateTime')]),
  'current-date': f('', (c) => [now(c, 'date')]),
  'current-time': f('', (c) => [now(c, 'time')]),
  'implicit-timezone': f('', (c) => [span(c.zone)]),
  dateTime: f('xs:date?; xs:time?', (_c, [date, time]) =>
    date!.length === 0 || time!.length === 0
      ? NOTHING
      : [new Atomic('dateTime', combine(temporal(date![0]), temporal(time![0])), 'dateTime')],
  ),
  'year-from-date': part('date', 'year'),
  'month-from-date': part('date', 'month'),
  'day-from-date': part('date', 'day'),
  'timezone-from-date': zone('date'),
  'year-from-dateTime': part('dateTime', 'year'),
  'month-from-dateTime': part('dateTime', 'month'),
  'day-from-dateTime': part('dateTime', 'day'),
  'hours-from-dateTime': part('dateTime', 'hour'),
  'minutes-from-dateTime': part('dateTime', 'minute'),
  'seconds-from-dateTime': seconds('dateTime'),
  'timezone-from-dateTime': zone('dateTime'),
  'hours-from-time': part('time', 'hour'),
  'minutes-from-time': part('time', 'minute'),
  'seconds-from-time': seconds('time'),
  'timezone-from-time': zone('time'),
  'years-from-duration': ofDuration('years'),
  'months-from-duration': ofDuration('months'),
  'days-from-duration': ofDuration('days'),
  'hours-from-duration': ofDuration('hours'),
  'minutes-from-duration': ofDuration('minutes'),
  'seconds-from-duration': f('xs:duration?', (_c, [value]) =>
    value!.map((each) => decimal(duration(each).secondsPart)),
  ),
  'adjust-date-to-timezone': adjust('date'),
  'adjust-dateTime-to-timezone': adjust('dateTime'),
  'adjust-time-to-timezone': adjust('time'),
  'format-date': format('date'),
  'format-dateTime': format('dateTime'),
  'format-time': format('time'),
  'parse-ietf-date': f('xs:string?', (_c, [text]) => {
    if (text!.length === 0) return NOTHING;
    const value = parseIetfDate(str(text));
    if (value !== undefined) return [new Atomic('dateTime', value, 'dateTime')];
    throw new XPathDynamicError(`“${str(text)}” is no date as mails have it`);
  }),
};

function temporal(value: Values[number] | undefined): Temporal {
  return (value as Atomic).plain as Temporal;
}

function duration(value: Values[number] | undefined): Duration {
  return (value as Atomic).plain as Duration;
}

function span(minutes: number): Atomic {
  return new Atomic('dayTimeDuration', Duration.ofMinutes(minutes), 'dayTimeDuration');
}

/** The same for all rules of a document. */
function now(c: Dynamic, type: 'dateTime' | 'date' | 'time'): Atomic {
  return castAtomic(new Atomic('dateTime', c.now, 'dateTime'), type);
}

function adjusted(c: Dynamic, value: Values, by: Values | undefined, type: 'date' | 'dateTime' | 'time'): Values {
  const [given] = value;
  if (given === undefined) return NOTHING;
  const minutes = by === undefined ? c.zone : atom(by) === undefined ? undefined : minutesOf(duration(by[0]));
  return [new Atomic(type, adjustToTimezone(temporal(given), minutes), type)];
}

/** @throws XPathDynamicError beyond 14 hours, or with seconds (FODT0003). */
function minutesOf({ seconds: total }: Duration): number {
  const minutes = total.toNumber() / 60;
  if (Number.isInteger(minutes) && Math.abs(minutes) <= 14 * 60) return minutes;
  throw new XPathDynamicError('a time zone is at most 14 hours off, and whole minutes');
}

function formatted(c: Dynamic, [value, picture, language, calendar, place]: readonly Values[]): Values {
  if (value!.length === 0) return NOTHING;
  return texts(
    c,
    formatByPicture(temporal(value![0]), str(picture), optional(language), optional(calendar), optional(place)),
  );
}

function optional(values: Values | undefined): string | undefined {
  return values?.length ? str(values) : undefined;
}
