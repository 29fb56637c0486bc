import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../../src/schematron/xpath/atomic/decimal.js';
import { Duration } from '../../../../src/schematron/xpath/atomic/duration.js';
import { castTemporal, parseTemporal, temporalKey } from '../../../../src/schematron/xpath/atomic/temporal.js';
import { XPathDynamicError } from '../../../../src/schematron/xpath/errors.js';
import { said } from '../judged.js';
import { DECIMALS } from './decimals.js';
import { DURATIONS } from './durations.js';
import { TEMPORALS } from './temporals.js';

describe.each([
  ['decimals', DECIMALS],
  ['durations', DURATIONS],
  ['dates and times', TEMPORALS],
])('%s', (_area, cases) => {
  it.each(cases.map((given) => [given.expression, given] as const))('%s', (_expression, given) => {
    expect(said(given)).toBe(given.wanted);
  });
});

describe('decimals', () => {
  it('are none where the text is none', () => {
    for (const text of ['', '.', '1e3', '1,5', 'NaN', '--1', '1 0']) expect(Decimal.parse(text), text).toBeUndefined();
  });

  it('are given in the fewest digits where a double is meant by them', () => {
    const numbers = [0.1, 2.1, 1e21, -1.5e-7, 5e-324, 1.7976931348623157e308, 0];
    for (const number of numbers) expect(Decimal.shortest(number).toNumber()).toBe(number);
    expect(String(Decimal.shortest(0.1))).toBe('0.1');
    expect(String(Decimal.shortest(1e21))).toBe('1000000000000000000000');
  });

  it('have an end: what is larger is an error, what is finer is cut', () => {
    const large = Decimal.parse('9'.repeat(1_300))!;
    expect(() => large.times(large)).toThrow(XPathDynamicError);
    expect(() => large.plus(Decimal.fromInteger(1n))).toThrow(/1300 digits.*\[FOAR0002\]/);
    expect(() => Decimal.parse('1'.repeat(1_301))).toThrow(/\[FOCA0001\]/);
    let tiny = Decimal.parse('0.1')!;
    for (let i = 0; i < 12; i++) tiny = tiny.times(tiny);
    expect(tiny.isZero).toBe(true);
    expect(Decimal.parse(`0.${'3'.repeat(100_000)}`)!.scale).toBe(1_300);
  });
});

describe('durations', () => {
  it('have an end', () => {
    expect(() => Duration.parse(`P${'9'.repeat(20)}Y`)).toThrow(/\[FODT0002\]/);
    const long = Duration.parse('P700000000000000Y', 'yearMonthDuration')!;
    expect(() => long.plus(long)).toThrow(/\[FODT0002\]/);
  });
});

describe('dates and times', () => {
  it('name their parts', () => {
    const value = parseTemporal('dateTime', '-0044-03-15T12:34:56.7-05:30')!;
    const { year, month, day, hour, minute, second, zone } = value;
    expect([year, month, day, hour, minute, String(second), zone]).toEqual([-44, 3, 15, 12, 34, '56.7', -330]);
    expect(parseTemporal('date', '1961-12-15')!.zone).toBeUndefined();
  });

  it('become none of a type that they have nothing in common with', () => {
    const time = parseTemporal('time', '10:30:00')!;
    expect(castTemporal(time, 'date')).toBeUndefined();
    expect(castTemporal(parseTemporal('gYear', '1961')!, 'gYearMonth')).toBeUndefined();
  });

  it('have a stamp only with a time zone', () => {
    expect(parseTemporal('dateTimeStamp', '1961-12-15T10:30:00Z')?.type).toBe('dateTime');
    expect(parseTemporal('dateTimeStamp', '1961-12-15T10:30:00')).toBeUndefined();
  });

  it('have the same key where they are the same', () => {
    const key = (text: string, zone?: number) => temporalKey(parseTemporal('dateTime', text)!, zone);
    expect(key('1961-12-15T10:00:00Z')).toBe(key('1961-12-15T11:00:00.0+01:00'));
    expect(key('1961-12-15T10:00:00Z')).not.toBe(key('1961-12-15T10:00:00'));
    expect(key('1961-12-15T10:00:00Z', 60)).not.toBe(key('1961-12-15T10:00:00', 60));
    expect(key('1961-12-15T09:00:00Z', 60)).toBe(key('1961-12-15T10:00:00', 60));
  });

  it('have years of nine digits at most', () => {
    expect(parseTemporal('date', '999999999-12-31')).toBeDefined();
    expect(parseTemporal('date', '1000000000-01-01')).toBeUndefined();
    expect(parseTemporal('dateTime', '999999999-12-31T24:00:00')).toBeUndefined();
  });
});
