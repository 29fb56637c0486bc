/** Which dates and times there are, and what they come to. */
import { Duration } from '../../../../src/schematron/xpath/atomic/duration.js';
import { parseIetfDate } from '../../../../src/schematron/xpath/atomic/ietf-date.js';
import {
  addDuration,
  adjustToTimezone,
  castTemporal,
  combine,
  compareTemporal,
  formatTemporal,
  parseTemporal,
  subtractTemporals,
  type Temporal,
  type TemporalType,
} from '../../../../src/schematron/xpath/atomic/temporal.js';
import { type Judged, quoted } from '../judged.js';

/** Of the machine, for expressions that need one: each names its own. */
const IN_GREENWICH = 0;

function read(type: TemporalType, text: string): Temporal {
  return parseTemporal(type, text)!;
}

function span(text: string): Duration {
  return Duration.parse(text, /^[^T]*[YM]/.test(text) ? 'yearMonthDuration' : 'dayTimeDuration')!;
}

function written(value: Temporal | undefined): string | undefined {
  return value && formatTemporal(value);
}

const CANONICAL: readonly (readonly [TemporalType, string, string])[] = [
  ['date', ' 1961-12-15 ', '1961-12-15'],
  ['date', '0000-01-01', '0000-01-01'],
  ['date', '-0000-01-01', '0000-01-01'],
  ['date', '-0044-03-15', '-0044-03-15'],
  ['date', '-0004-02-29', '-0004-02-29'],
  ['date', '12961-12-15-00:00', '12961-12-15Z'],
  ['date', '1961-12-15+14:00', '1961-12-15+14:00'],
  ['dateTime', '1961-12-15T10:30:05.1200-05:30', '1961-12-15T10:30:05.12-05:30'],
  ['dateTime', '1961-12-31T24:00:00', '1962-01-01T00:00:00'],
  ['dateTime', '9999-12-31T24:00:00Z', '10000-01-01T00:00:00Z'],
  ['dateTime', '-0001-12-31T24:00:00', '0000-01-01T00:00:00'],
  ['dateTime', '1960-02-28T24:00:00.0+05:00', '1960-02-29T00:00:00+05:00'],
  ['time', '24:00:00', '00:00:00'],
  ['time', '24:00:00+05:00', '00:00:00+05:00'],
  ['time', '10:30:45.5Z', '10:30:45.5Z'],
  ['gYear', '1961', '1961'],
  ['gYear', '-0044+01:00', '-0044+01:00'],
  ['gYearMonth', '1961-12Z', '1961-12Z'],
  ['gMonth', '--12', '--12'],
  ['gMonthDay', '--02-29', '--02-29'],
  ['gDay', '---07-03:00', '---07-03:00'],
];

const TOO_FAR = 'XML Schema has no time zone beyond 14:00 (part 2, 3.3.7), and Saxon 9.9 has';

const NONE_OF_IT: readonly (readonly [TemporalType | 'dateTimeStamp', string, string?])[] = [
  ['date', ''],
  ['date', '1961-02-29'],
  ['date', '1900-02-29'],
  ['date', '-0005-02-29'],
  ['date', '1961-04-31'],
  ['date', '1961-13-01'],
  ['date', '1961-00-10'],
  ['date', '1961-12-00'],
  ['date', '1961-1-05'],
  ['date', '961-12-05'],
  ['date', '01961-12-05'],
  ['date', '+1961-12-05'],
  ['date', '1961-12-15T00:00:00'],
  ['date', '1961-12-15+14:01', TOO_FAR],
  ['date', '1961-12-15+5:00'],
  ['dateTime', '1961-12-15T10:30:60'],
  ['dateTime', '1961-12-15T24:00:00.1'],
  ['dateTime', '1961-12-15T24:00:01'],
  ['dateTime', '1961-12-15T25:00:00'],
  ['dateTime', '1961-12-15T10:60:00'],
  ['dateTime', '1961-12-15T10:30:00.'],
  ['dateTime', '1961-12-15t10:30:00'],
  ['dateTime', '1961-12-15'],
  ['dateTimeStamp', '1961-12-15T10:30:00'],
  ['time', '10:30'],
  ['time', '7:30:00'],
  ['gMonth', '--12--'],
  ['gMonth', '--13'],
  ['gMonthDay', '--02-30'],
  ['gDay', '---32'],
  ['gYear', '19610-'],
];

const CASTS: readonly (readonly [TemporalType, string, TemporalType, string])[] = [
  ['date', '1961-12-15+01:00', 'dateTime', '1961-12-15T00:00:00+01:00'],
  ['dateTime', '1961-12-15T10:30:00Z', 'date', '1961-12-15Z'],
  ['dateTime', '1961-12-15T10:30:05.5Z', 'time', '10:30:05.5Z'],
  ['dateTime', '1961-12-15T10:30:00', 'gYearMonth', '1961-12'],
  ['date', '-0044-03-15', 'gYear', '-0044'],
  ['date', '1961-12-15', 'gMonthDay', '--12-15'],
  ['date', '1961-12-15Z', 'gMonth', '--12Z'],
  ['date', '1961-12-15', 'gDay', '---15'],
  ['gYear', '1961', 'gYear', '1961'],
];

const SHIFTED: readonly (readonly [TemporalType, string, '+' | '-', string, string, string?])[] = [
  ['date', '1961-01-31', '+', 'P1M', '1961-02-28'],
  ['date', '1960-02-29', '+', 'P4Y', '1964-02-29'],
  ['date', '1960-02-29', '+', 'P1Y', '1961-02-28'],
  ['date', '2000-03-31', '-', 'P1M', '2000-02-29'],
  ['date', '0001-01-31', '-', 'P2M', '0000-11-30'],
  ['date', '1961-12-15', '+', 'P20D', '1962-01-04'],
  ['date', '1961-12-15', '-', 'PT1S', '1961-12-14'],
  ['date', '1961-12-15+05:00', '+', 'PT24H', '1961-12-16+05:00'],
  ['date', '0000-03-01', '-', 'P1D', '0000-02-29'],
  ['date', '-0001-12-31', '+', 'P1D', '0000-01-01'],
  ['date', '1961-12-15', '+', 'P146097D', '2361-12-15'],
  ['dateTime', '1961-12-15T23:59:59.75-05:00', '+', 'PT0.5S', '1961-12-16T00:00:00.25-05:00'],
  ['dateTime', '1961-12-16T00:00:00', '-', 'PT0.000001S', '1961-12-15T23:59:59.999999'],
  ['dateTime', '1961-08-31T12:00:00Z', '+', 'P6M', '1962-02-28T12:00:00Z'],
  ['time', '23:30:00', '+', 'PT45M', '00:15:00'],
  ['time', '00:15:00.5+01:00', '-', 'P2DT30M', '23:45:00.5+01:00'],
  ['date', '1961-12-15', '+', 'P999999999Y', '! FODT0001', 'Saxon has another limit, and another code'],
  [
    'dateTime',
    '1961-12-15T00:00:00',
    '+',
    'P999999999999999D',
    '! FODT0001',
    'Saxon has another limit, and another code',
  ],
];

const DIFFERENCES: readonly (readonly [TemporalType, string, string, string])[] = [
  ['date', '1961-12-15', '1961-11-15', 'P30D'],
  ['date', '1961-11-15', '1961-12-15', '-P30D'],
  ['date', '2000-03-01', '1900-03-01', 'P36525D'],
  ['date', '1961-12-15Z', '1961-12-15+01:00', 'PT1H'],
  ['date', '0001-01-01', '-0001-01-01', 'P731D'],
  ['dateTime', '1961-12-15T10:00:00.25Z', '1961-12-14T11:30:00.5+01:00', 'PT23H29M59.75S'],
  ['time', '10:00:00Z', '10:00:00+01:00', 'PT1H'],
  ['time', '09:00:00', '10:00:00.5', '-PT1H0.5S'],
];

const ORDERS: readonly (readonly [TemporalType, string, string, -1 | 0 | 1])[] = [
  ['date', '1961-12-15', '1961-12-16', -1],
  ['date', '-0044-03-15', '0044-03-15', -1],
  ['date', '1961-12-15Z', '1961-12-15', 0],
  ['date', '1961-12-15+01:00', '1961-12-15Z', -1],
  ['dateTime', '1961-12-15T10:00:00Z', '1961-12-15T11:00:00+01:00', 0],
  ['dateTime', '1961-12-15T24:00:00', '1961-12-16T00:00:00', 0],
  ['dateTime', '1961-12-15T10:00:00.10', '1961-12-15T10:00:00.1', 0],
  ['dateTime', '1961-12-15T10:00:00.11', '1961-12-15T10:00:00.1', 1],
  ['time', '10:00:00Z', '11:00:00+02:00', 1],
  ['time', '08:00:00+09:00', '17:00:00-06:00', -1],
  ['time', '24:00:00', '00:00:00', 0],
];

const ADJUSTED: readonly (readonly [TemporalType, string, number | undefined, string])[] = [
  ['date', '1961-12-15', 300, '1961-12-15+05:00'],
  ['date', '1961-12-15Z', -300, '1961-12-14-05:00'],
  ['date', '1961-12-15-05:00', 0, '1961-12-15Z'],
  ['date', '1961-12-15+10:00', 0, '1961-12-14Z'],
  ['date', '1961-12-15+10:00', undefined, '1961-12-15'],
  ['dateTime', '1961-12-15T10:00:00Z', -300, '1961-12-15T05:00:00-05:00'],
  ['dateTime', '1961-12-31T22:00:00Z', 330, '1962-01-01T03:30:00+05:30'],
  ['dateTime', '1961-12-15T10:00:00', undefined, '1961-12-15T10:00:00'],
  ['time', '10:00:00-05:00', 600, '01:00:00+10:00'],
  ['time', '10:00:00', 0, '10:00:00Z'],
  ['dateTime', '1961-12-15T10:00:00', 841, '! FODT0003'],
  ['dateTime', '1961-12-15T10:00:00Z', 0.5, '! FODT0003'],
];

function zoneDuration(minutes: number | undefined): string {
  return minutes === undefined ? '()' : `xs:dayTimeDuration('${minutes < 0 ? '-' : ''}PT${Math.abs(minutes) * 60}S')`;
}

const COMBINED: readonly (readonly [string, string, string])[] = [
  ['1961-12-15', '10:30:00.5', '1961-12-15T10:30:00.5'],
  ['1961-12-15+01:00', '10:30:00', '1961-12-15T10:30:00+01:00'],
  ['1961-12-15', '24:00:00Z', '1961-12-15T00:00:00Z'],
  ['1961-12-15Z', '10:30:00-00:00', '1961-12-15T10:30:00Z'],
  ['1961-12-15Z', '10:30:00+01:00', '! FORG0008'],
];

const IETF: readonly (readonly [string, string])[] = [
  ['Fri, 15 Dec 1961 10:30:00 GMT', '1961-12-15T10:30:00Z'],
  ['fri 15-Dec-61 10:30 EST', '1961-12-15T10:30:00-05:00'],
  ['Friday, 5 - dec - 1961 9:30:00.5 -0530 (EST)', '1961-12-05T09:30:00.5-05:30'],
  ['Dec 15 10:30:00 1961', '1961-12-15T10:30:00Z'],
  ['Fri Dec 15 10:30:00 +1 1961', '1961-12-15T10:30:00+01:00'],
  ['15 Dec 1961 24:00:00', '1961-12-16T00:00:00Z'],
  ['31 Feb 1961 10:30:00', '! FORG0010'],
  ['15 Dec 1961', '! FORG0010'],
  ['Fri,15 Dec 1961 10:30:00', '! FORG0010'],
  ['Foo, 15 Dec 1961 10:30:00', '! FORG0010'],
];

export const TEMPORALS: readonly Judged[] = [
  ...CANONICAL.map(([type, text, wanted]) => ({
    expression: `xs:${type}('${text}')`,
    wanted,
    ours: () => written(read(type, text)),
  })),
  ...NONE_OF_IT.map(([type, text, unjudged]) => ({
    expression: `'${text}' castable as xs:${type}`,
    wanted: 'false',
    ours: () => parseTemporal(type, text) !== undefined,
    unjudged,
  })),
  ...CASTS.map(([type, text, to, wanted]) => ({
    expression: `xs:${to}(xs:${type}('${text}'))`,
    wanted,
    ours: () => written(castTemporal(read(type, text), to)),
  })),
  ...SHIFTED.map(([type, text, sign, by, wanted, unjudged]) => ({
    expression: `xs:${type}('${text}') ${sign} xs:${span(by).type}('${by}')`,
    wanted,
    ours: () => written(addDuration(read(type, text), sign === '+' ? span(by) : span(by).negate())),
    unjudged,
  })),
  ...DIFFERENCES.map(([type, a, b, wanted]) => ({
    expression: `xs:${type}('${a}') - xs:${type}('${b}')`,
    wanted,
    ours: () => subtractTemporals(read(type, a), read(type, b), IN_GREENWICH),
  })),
  ...ORDERS.map(([type, a, b, order]) => ({
    expression: `let $a := xs:${type}('${a}'), $b := xs:${type}('${b}') return if ($a lt $b) then -1 else if ($a eq $b) then 0 else 1`,
    wanted: String(order),
    ours: () => Math.sign(compareTemporal(read(type, a), read(type, b), IN_GREENWICH)),
  })),
  ...ADJUSTED.map(([type, text, minutes, wanted]) => ({
    expression: `adjust-${type}-to-timezone(xs:${type}('${text}'), ${zoneDuration(minutes)})`,
    wanted,
    ours: () => written(adjustToTimezone(read(type, text), minutes)),
  })),
  ...COMBINED.map(([date, time, wanted]) => ({
    expression: `dateTime(xs:date('${date}'), xs:time('${time}'))`,
    wanted,
    ours: () => written(combine(read('date', date), read('time', time))),
  })),
  ...IETF.map(([text, wanted]) => ({
    expression: `parse-ietf-date(${quoted(text)})`,
    wanted,
    ours: () => written(parseIetfDate(text)) ?? '! FORG0010',
  })),
];
