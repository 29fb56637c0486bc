/** Time zones as pictures have them (Functions and Operators 3.1, §9.8.4.6). */
import {
  adjustToTimezone,
  FARTHEST_ZONE,
  parseTemporal,
  subtractTemporals,
  type Temporal,
} from '../atomic/temporal.js';
import type { Marker } from './date-picture.js';
import { hasDigit, inScript, zeroOf } from './digits.js';
import { kept } from './kept.js';

const USUAL = '01:01';
/** Of hours east of Greenwich, from 0; and west of it. J is where nobody knows. */
const EASTERN = 'ZABCDEFGHIKLM';
const WESTERN = 'ZNOPQRSTUVWXY';

/** Hours, what separates them from minutes, and minutes. */
const FORM = /^(\p{Nd}+)(?:([^\p{N}\p{L}])(\p{Nd}+))?$/u;

/** The zone of a value as `[Z]` or `[z]` has it; nothing where it has none. @param place a time zone's name, such as Europe/Rome. */
export function formatZone(value: Temporal, marker: Marker, place: string | undefined): string {
  const { token, component } = marker;
  if (token === 'Z') return militaryLetter(value.zone) ?? offset(value.zone!, USUAL, marker);
  if (value.zone === undefined) return '';
  const name = /^[nN]n?$/.test(token) ? nameOf(value, place) : undefined;
  return name ?? `${component === 'z' ? 'GMT' : ''}${offset(value.zone, hasDigit(token) ? token : USUAL, marker)}`;
}

function militaryLetter(zone: number | undefined): string | undefined {
  if (zone === undefined) return 'J';
  return zone % 60 === 0 ? (zone < 0 ? WESTERN : EASTERN)[Math.abs(zone) / 60] : undefined;
}

function offset(zone: number, token: string, { isTraditional }: Marker): string {
  if (zone === 0 && isTraditional) return 'Z';
  const [, first = '01', separator, last = '01'] = FORM.exec(token) ?? FORM.exec(USUAL)!;
  const width = [...first].length;
  const hours = String(Math.floor(Math.abs(zone) / 60));
  const minutes = String(Math.abs(zone) % 60).padStart(separator === undefined ? 2 : [...last].length, '0');
  const sign = zone < 0 ? '-' : '+';
  let digits: string;
  if (separator !== undefined) digits = hours.padStart(width, '0') + separator + minutes;
  else if (width > 2) digits = hours.padStart(width - 2, '0') + minutes;
  else digits = hours.padStart(width, '0') + (zone % 60 === 0 ? '' : `:${minutes}`);
  return sign + inScript(digits, zeroOf(first));
}

/** Names differ from place to place; the platform has those of a place in the language that is spoken there, or nearby. */
const NAMING = ['en-US', 'en-GB', 'en-AU'];

function nameOf(value: Temporal, place: string | undefined): string | undefined {
  if (value.zone === 0) return 'GMT';
  const time = value.type === 'time' || place === undefined ? undefined : timeOf(value);
  if (time === undefined) return undefined;
  const names = NAMING.map((locale) => zonePart(locale, place!, time, 'short'));
  return names.find((name) => name !== undefined && /^[A-Z]{2,}$/.test(name));
}

/** A date, with or without time, as the clocks of the place have it; as it is where the place is no time zone's name. */
export function atPlace(value: Temporal, place: string | undefined): Temporal {
  if (place === undefined || value.zone === undefined || value.type === 'time') return value;
  const time = timeOf(value);
  const name = time === undefined ? undefined : zonePart('en-US', place, time, 'longOffset');
  const [found, sign, hours = 0, minutes = 0] = /^GMT(?:([+-])(\d+):(\d+))?/.exec(name ?? '') ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  // Clocks of some places were farther off, before they had zones.
  return found === undefined || Math.abs(offset) > FARTHEST_ZONE ? value : adjustToTimezone(value, offset);
}

const EPOCH = parseTemporal('dateTime', '1970-01-01T00:00:00Z')!;
/** The platform's calendar goes so far, in milliseconds. */
const FARTHEST = 8.64e15;

function timeOf(value: Temporal): number | undefined {
  const milliseconds = Math.floor(subtractTemporals(value, EPOCH, 0).seconds.toNumber() * 1000);
  return Math.abs(milliseconds) <= FARTHEST ? milliseconds : undefined;
}

type ZoneStyle = 'short' | 'longOffset';

/** Undefined where the platform knows no such zone. */
function zonePart(locale: string, timeZone: string, time: number, style: ZoneStyle): string | undefined {
  const parts = zoneFormat(`${locale} ${style} ${timeZone}`)?.formatToParts(time);
  return parts?.find(({ type }) => type === 'timeZoneName')?.value;
}

const zoneFormat = kept((key) => {
  const [locale = '', style, ...timeZone] = key.split(' ');
  try {
    return new Intl.DateTimeFormat(locale, { timeZone: timeZone.join(' '), timeZoneName: style as ZoneStyle });
  } catch {
    return null;
  }
});
