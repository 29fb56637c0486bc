import { describe, expect, it } from 'vitest';
import { CALENDAR_PARTS, dateOfDay, daysSinceEpoch, readCalendar } from '../../src/datatypes/xsd/calendar.js';
import { measureDuration } from '../../src/datatypes/xsd/duration.js';

describe('the calendar', () => {
  it('counts days there and back', () => {
    expect(dateOfDay(0)).toEqual({ year: 1970, month: 1, day: 1 });
    // Every day of a whole cycle of leap years, and some of the years around it.
    for (let day = -146_097; day <= 146_097; day++) {
      const { year, month, day: ofMonth } = dateOfDay(day);
      expect(daysSinceEpoch(year, month, ofMonth)).toBe(day);
    }
    for (const day of [-365_242_500_000, -1e9, 1e9, 365_241_000_000]) {
      const { year, month, day: ofMonth } = dateOfDay(day);
      expect(daysSinceEpoch(year, month, ofMonth)).toBe(day);
    }
  });

  it('reads years as each edition has them', () => {
    const year = (text: string, edition: '1.0' | '1.1') => readCalendar(text, CALENDAR_PARTS.gYear, edition)?.year;
    expect([year('0000', '1.0'), year('-0001', '1.0'), year('-0044', '1.0')]).toEqual([undefined, 0, -43]);
    expect([year('0000', '1.1'), year('-0001', '1.1'), year('-0044', '1.1')]).toEqual([0, -1, -44]);
  });

  it('has leap seconds, and seconds of durations without digits, in one edition only', () => {
    const { time } = CALENDAR_PARTS;
    expect(readCalendar('10:30:60', time, '1.0')?.second).toBe(60);
    expect(readCalendar('10:30:60', time, '1.1')).toBeUndefined();
    expect(measureDuration('PT.5S', '1.0')).toEqual({ months: 0n, seconds: 5n, scale: 1 });
    for (const text of ['PT.5S', 'PT1.S']) expect(measureDuration(text, '1.1')).toBeUndefined();
    expect(measureDuration('-P1Y2MT1.5S', '1.1')).toEqual({ months: -14n, seconds: -15n, scale: 1 });
  });
});
