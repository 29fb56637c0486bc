/** What durations are, and what they come to. */
import { Duration, type DurationType } from '../../../../src/schematron/xpath/atomic/duration.js';
import type { Judged } from '../judged.js';

const YEARS = 'yearMonthDuration';
const DAYS = 'dayTimeDuration';

function read(type: DurationType, text: string): Duration {
  return Duration.parse(text, type)!;
}

/** As it is written, and as it is written back. */
const CANONICAL: readonly (readonly [DurationType, string, string])[] = [
  ['duration', 'P1Y14M3DT30H61M60.50S', 'P2Y2M4DT7H2M0.5S'],
  ['duration', '-P1YT0S', '-P1Y'],
  ['duration', 'P0Y', 'PT0S'],
  ['duration', '-P0D', 'PT0S'],
  ['duration', ' PT36H ', 'P1DT12H'],
  ['duration', 'P13M', 'P1Y1M'],
  [YEARS, 'P14M', 'P1Y2M'],
  [YEARS, '-P24M', '-P2Y'],
  [YEARS, 'P0M', 'P0M'],
  [DAYS, 'PT0.000S', 'PT0S'],
  [DAYS, 'P0D', 'PT0S'],
  [DAYS, '-PT86400.5S', '-P1DT0.5S'],
  [DAYS, 'PT3600S', 'PT1H'],
];

const CASTABLE: readonly (readonly [DurationType, string, boolean])[] = [
  ['duration', 'P1Y2M3DT4H5M6.7S', true],
  ['duration', 'P', false],
  ['duration', 'P1YT', false],
  ['duration', 'P1M1Y', false],
  ['duration', 'P-1Y', false],
  ['duration', 'P1.5Y', false],
  ['duration', 'PT.5S', false],
  ['duration', 'PT1.S', false],
  ['duration', '1Y', false],
  [YEARS, 'P1D', false],
  [YEARS, 'P1YT1H', false],
  [YEARS, 'P1Y', true],
  [DAYS, 'P1M', false],
  [DAYS, 'PT1M', true],
  [DAYS, 'P1DT1M', true],
  [DAYS, 'P1Y1D', false],
  [DAYS, 'P1DT', false],
];

type Row = readonly [
  type: DurationType,
  left: string,
  operator: string,
  right: string | number,
  wanted: string,
  unjudged?: string,
];

const CALCULATED: readonly Row[] = [
  [YEARS, 'P1Y', '+', 'P13M', 'P2Y1M'],
  [YEARS, 'P1Y', '-', 'P13M', '-P1M'],
  [YEARS, 'P2Y11M', '*', 2.3, 'P6Y9M'],
  [YEARS, '-P1Y', 'div', 8, '-P1M'],
  [YEARS, 'P1Y', 'div', Number.POSITIVE_INFINITY, 'P0M'],
  [YEARS, 'P1Y', '*', Number.POSITIVE_INFINITY, '! FODT0002'],
  [YEARS, 'P1Y', '*', Number.NaN, '! FOCA0005'],
  [YEARS, 'P1Y', 'div', Number.NaN, '! FOCA0005'],
  [YEARS, 'P1Y', 'div', 0, '! FODT0002'],
  [YEARS, 'P3Y4M', 'div', '-P1Y4M', '-2.5'],
  [YEARS, 'P1Y', 'div', 'P0M', '! FOAR0001'],
  [DAYS, 'P2DT12H5M', '+', 'P5DT12H', 'P8DT5M'],
  [DAYS, 'PT1S', '-', 'PT1.5S', '-PT0.5S'],
  [DAYS, 'PT2H10M', '*', 2.1, 'PT4H33M'],
  [DAYS, 'P1D', '*', -0.5, '-PT12H'],
  [DAYS, 'PT1S', '*', 1e-3, 'PT0.001S'],
  [DAYS, 'PT2S', 'div', 3, 'PT0.666666666S'],
  [DAYS, 'P1DT2H30M10.5S', 'div', 1.5, 'PT17H40M7S', 'Saxon loses a nanosecond'],
  [DAYS, 'P1D', 'div', Number.NEGATIVE_INFINITY, 'PT0S'],
  [DAYS, 'P1D', 'div', 0, '! FODT0002'],
  [DAYS, 'P2DT53M11S', 'div', 'P1DT10H', '1.437834967320261438', 'XPath leaves the digits beyond the eighteenth open'],
  [DAYS, 'P1D', 'div', 'PT6H', '4'],
  [DAYS, 'P1D', 'div', 'PT0S', '! FOAR0001'],
];

function calculated(type: DurationType, left: string, operator: string, right: string | number): unknown {
  const value = read(type, left);
  if (typeof right === 'number') return operator === '*' ? value.times(right) : value.div(right);
  const other = read(type, right);
  if (operator === 'div') return value.ratio(other);
  return operator === '+' ? value.plus(other) : value.minus(other);
}

/** As XPath writes a double. */
function numeral(value: number): string {
  return Number.isFinite(value) ? `${value}e0` : `xs:double('${String(value).replace('Infinity', 'INF')}')`;
}

const PARTS = ['years', 'months', 'days', 'hours', 'minutes', 'secondsPart'] as const;
const PARTS_WANTED: readonly (readonly [string, string])[] = [
  ['P1Y14M3DT30H61M60.50S', '2 2 4 7 2 0.5'],
  ['-P1Y14M3DT30H61M60.50S', '-2 -2 -4 -7 -2 -0.5'],
  ['PT0S', '0 0 0 0 0 0'],
];

export const DURATIONS: readonly Judged[] = [
  ...CANONICAL.map(([type, text, wanted]) => ({
    expression: `xs:${type}('${text}')`,
    wanted,
    ours: () => read(type, text),
  })),
  ...CASTABLE.map(([type, text, wanted]) => ({
    expression: `'${text}' castable as xs:${type}`,
    wanted: String(wanted),
    ours: () => Duration.parse(text, type) !== undefined,
  })),
  ...CALCULATED.map(([type, left, operator, right, wanted, unjudged]) => ({
    expression: `xs:${type}('${left}') ${operator} ${typeof right === 'number' ? numeral(right) : `xs:${type}('${right}')`}`,
    wanted,
    ours: () => calculated(type, left, operator, right),
    unjudged,
  })),
  ...PARTS_WANTED.map(([text, wanted]) => ({
    expression: `string-join((${PARTS.map((part) => `${part.replace('Part', '')}-from-duration(xs:duration('${text}'))`)}) ! string(.), ' ')`,
    wanted,
    ours: () => PARTS.map((part) => read('duration', text)[part]).join(' '),
  })),
  {
    expression: "xs:dayTimeDuration(xs:duration('P1Y2DT3H'))",
    wanted: 'P2DT3H',
    ours: () => read('duration', 'P1Y2DT3H').as(DAYS),
  },
  {
    expression: "xs:yearMonthDuration(xs:dayTimeDuration('PT3H'))",
    wanted: 'P0M',
    ours: () => read(DAYS, 'PT3H').as(YEARS),
  },
  {
    expression: "xs:duration('P1D') eq xs:dayTimeDuration('PT24H')",
    wanted: 'true',
    ours: () => read('duration', 'P1D').equals(read(DAYS, 'PT24H')),
  },
  {
    expression: "xs:duration('P1M') eq xs:duration('P30D')",
    wanted: 'false',
    ours: () => read('duration', 'P1M').equals(read('duration', 'P30D')),
  },
  {
    expression: "xs:yearMonthDuration('P13M') gt xs:yearMonthDuration('P1Y')",
    wanted: 'true',
    ours: () => read(YEARS, 'P13M').compare(read(YEARS, 'P1Y')) > 0,
  },
  {
    expression: "xs:dayTimeDuration('-PT1.5S') lt xs:dayTimeDuration('-PT1.4S')",
    wanted: 'true',
    ours: () => read(DAYS, '-PT1.5S').compare(read(DAYS, '-PT1.4S')) < 0,
  },
];
