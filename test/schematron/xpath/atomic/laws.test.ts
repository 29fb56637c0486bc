/** What holds of all values, whichever they are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../../src/schematron/xpath/atomic/decimal.js';
import { Duration } from '../../../../src/schematron/xpath/atomic/duration.js';
import {
  addDuration,
  adjustToTimezone,
  compareTemporal,
  formatTemporal,
  parseTemporal,
  subtractTemporals,
  temporalNow,
} from '../../../../src/schematron/xpath/atomic/temporal.js';
import { formatNumber } from '../../../../src/schematron/xpath/pictures/format-number.js';
import { runs } from '../../../setup/effort.js';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 30 }))
  .map(([unscaled, scale]) => Decimal.of(unscaled, scale));
const others = decimals.filter((value) => !value.isZero);
const moments = fc
  .tuple(
    fc.integer({ min: -4e11, max: 4e11 }),
    fc.integer({ min: 0, max: 59_999 }),
    fc.integer({ min: -840, max: 840 }),
  )
  .map(([minutes, milliseconds, zone]) => {
    const epoch = parseTemporal('dateTime', '1970-01-01T00:00:00Z')!;
    const seconds = Decimal.of(BigInt(minutes) * 60_000n + BigInt(milliseconds), 3);
    return adjustToTimezone(addDuration(epoch, Duration.ofSeconds(seconds)), zone);
  });

describe('decimals', () => {
  it('are what they are written as, without needless zeros', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(Decimal.parse(String(value))).toEqual(value);
        expect(String(value)).toMatch(/^(?:0|-?(?:0\.\d*[1-9]|[1-9]\d*(?:\.\d*[1-9])?))$/);
      }),
      { numRuns: runs(300) },
    );
  });

  it('undo their operations', () => {
    fc.assert(
      fc.property(decimals, others, (a, b) => {
        expect(a.plus(b).minus(b)).toEqual(a);
        expect(b.times(Decimal.fromInteger(a.idiv(b))).plus(a.mod(b))).toEqual(a);
        expect(a.compare(b)).toBe(-b.compare(a) + 0);
        const rest = a.div(b).times(b).minus(a).abs();
        // Half a unit of the last digit that a quotient is sure to have.
        expect(rest.compare(b.abs().times(Decimal.of(5n, 19)))).not.toBe(1);
      }),
      { numRuns: runs(300) },
    );
  });

  it('round to a number that is near, and between floor and ceiling', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: -30, max: 30 }), (value, precision) => {
        const half = Decimal.of(5n, precision + 1);
        for (const rounded of [value.round(precision), value.roundHalfToEven(precision)]) {
          expect(rounded.minus(value).abs().compare(half)).not.toBe(1);
          expect(rounded.scale).toBeLessThanOrEqual(Math.max(0, precision));
        }
        expect(value.floor().compare(value)).not.toBe(1);
        expect(value.ceiling().compare(value)).not.toBe(-1);
      }),
      { numRuns: runs(300) },
    );
  });

  it('are doubles exactly', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(Decimal.fromNumber(number).toNumber()).toBe(number + 0);
        expect(Decimal.shortest(number).toNumber()).toBe(number + 0);
        expect(formatNumber(number, `#0.${'#'.repeat(400)}`)).toBe(
          `${Object.is(number, -0) ? '-' : ''}${Decimal.shortest(number)}`,
        );
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('dates and times', () => {
  it('are what they are written as', () => {
    fc.assert(
      fc.property(moments, (value) => {
        expect(parseTemporal('dateTime', formatTemporal(value))).toEqual(value);
      }),
      { numRuns: runs(300) },
    );
    const now = temporalNow();
    expect(parseTemporal('dateTimeStamp', formatTemporal(now))).toEqual(now);
  });

  it('are as far apart as has to be added, and in the order of that', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const apart = subtractTemporals(a, b, 0);
        expect(compareTemporal(addDuration(b, apart), a, 0)).toBe(0);
        expect(Math.sign(compareTemporal(a, b, 0))).toBe(apart.seconds.compare(Decimal.fromInteger(0n)));
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('durations', () => {
  it('are what they are written as', () => {
    fc.assert(
      fc.property(decimals, (seconds) => {
        const value = Duration.ofSeconds(seconds);
        expect(Duration.parse(String(value), 'dayTimeDuration')).toEqual(value);
        const { days, hours, minutes, secondsPart } = value;
        const whole = Decimal.fromInteger(((days * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n);
        expect(whole.plus(secondsPart)).toEqual(seconds);
      }),
      { numRuns: runs(300) },
    );
  });
});
