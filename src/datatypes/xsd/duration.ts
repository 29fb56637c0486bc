/** `xsd:duration` (XML Schema Part 2, §3.2.6). */
import { daysSinceEpoch } from './calendar.js';
import { decimalKey, isDecimal } from './decimal.js';
import type { Compare, Edition } from './value-type.js';

interface Duration {
  readonly negative: boolean;
  /** Years, months, days, hours, minutes: digits. */
  readonly whole: readonly string[];
  /** A decimal number without a sign. */
  readonly seconds: string;
}

// No life is that long; the limit keeps the arithmetic of a hostile value short.
const MAX_DIGITS = 100;

export function isDuration(value: string): boolean {
  return readDuration(value) !== undefined;
}

/** Equal part by part: PT60S is not PT1M (§3.2.6, the value space of six numbers; Jing agrees). */
export function durationKey(value: string): string {
  const { negative, whole, seconds } = readDuration(value)!;
  const key = [...whole, seconds].map(decimalKey).join(' ');
  return negative && key !== '0 0 0 0 0 0' ? `-${key}` : key;
}

// The four months of §3.2.6.2, from which all orders of months and days can be told.
const REFERENCE_MONTHS = [
  [1696, 9],
  [1697, 2],
  [1903, 3],
  [1903, 7],
] as const;

/** Less or greater only when it is so counted from each of the four reference months. */
export const compareDurations: Compare = (a, b) => {
  if (durationKey(a) === durationKey(b)) return 0;
  const left = toMeasure(readDuration(a)!);
  const right = toMeasure(readDuration(b)!);
  const scale = 10n ** BigInt(Math.max(left.scale, right.scale));
  let order: -1 | 0 | 1 | undefined;
  for (const reference of REFERENCE_MONTHS) {
    const difference = addTo(reference, left, scale) - addTo(reference, right, scale);
    const sign = difference < 0n ? -1 : difference > 0n ? 1 : 0;
    if (sign === 0 || (order !== undefined && sign !== order)) return undefined;
    order = sign;
  }
  return order;
};

const WHOLE_PARTS = ['Y', 'M', 'D', 'H', 'M'];
const FIRST_OF_TIME = 3;

/** What a duration amounts to; undefined for what is none. */
export function measureDuration(value: string, edition: Edition): Measure | undefined {
  const read = readDuration(value, edition);
  return read === undefined ? undefined : toMeasure(read);
}

function readDuration(value: string, edition: Edition = '1.0'): Duration | undefined {
  const negative = value.startsWith('-');
  let at = negative ? 1 : 0;
  if (value.charAt(at++) !== 'P') return undefined;
  const whole = ['0', '0', '0', '0', '0'];
  let seconds = '0';
  let part = 0;
  let inTime = false;
  let empty = true;
  while (at < value.length) {
    if (value.charAt(at) === 'T') {
      if (inTime) return undefined;
      inTime = true;
      empty = true;
      part = FIRST_OF_TIME;
      at++;
    }
    const start = at;
    while (isNumberChar(value.charCodeAt(at))) at++;
    const number = value.slice(start, at);
    const letter = value.charAt(at++);
    if (number.length > MAX_DIGITS || !isDecimal(number)) return undefined;
    if (inTime && letter === 'S') {
      if (at < value.length || (edition === '1.1' && !/^\d.*\d$|^\d$/.test(number))) return undefined;
      seconds = number;
    } else {
      part = WHOLE_PARTS.indexOf(letter, part);
      if (part < 0 || part >= FIRST_OF_TIME !== inTime || number.includes('.')) return undefined;
      whole[part++] = number;
    }
    empty = false;
  }
  return empty ? undefined : { negative, whole, seconds };
}

function isNumberChar(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x2e;
}

/** Months, and seconds times 10 to the power of `scale`. */
export interface Measure {
  readonly months: bigint;
  readonly seconds: bigint;
  readonly scale: number;
}

function toMeasure({ negative, whole, seconds }: Duration): Measure {
  const [years, months, days, hours, minutes] = whole.map((digits) => BigInt(digits)) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const [secondsWhole = '', fraction = ''] = seconds.split('.');
  const factor = 10n ** BigInt(fraction.length);
  const total = (((days * 24n + hours) * 60n + minutes) * 60n + BigInt(secondsWhole)) * factor + BigInt(fraction);
  const sign = negative ? -1n : 1n;
  return { months: sign * (years * 12n + months), seconds: sign * total, scale: fraction.length };
}

/** The instant after the duration from the first of the month, in seconds times `scale`. */
function addTo([year, month]: readonly [number, number], measure: Measure, scale: bigint): bigint {
  const months = BigInt(year * 12 + month - 1) + measure.months;
  // The calendar repeats itself every 400 years: the era apart, the numbers are small.
  const era = floorDivide(months, 4800n);
  const rest = Number(months - era * 4800n);
  const days = era * 146_097n + BigInt(daysSinceEpoch(Math.floor(rest / 12), (rest % 12) + 1, 1));
  return days * 86_400n * scale + measure.seconds * (scale / 10n ** BigInt(measure.scale));
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}
