/** What decimals come to. */
import { Decimal } from '../../../../src/schematron/xpath/atomic/decimal.js';
import type { Judged } from '../judged.js';

const SMALLEST_NUMBER = 5e-324;
const FREE = 'XPath leaves the digits of a quotient beyond the eighteenth open';

function read(text: string): Decimal {
  return Decimal.parse(text)!;
}

type Row = readonly [left: string, operator: string, right: string, wanted: string, unjudged?: string];

const CALCULATED: readonly Row[] = [
  ['0.1', '+', '0.2', '0.3'],
  ['1.50', '+', '0.50', '2'],
  ['100000000000000000.25', '+', '0.5', '100000000000000000.75'],
  ['-0.5', '+', '0.25', '-0.25'],
  ['0.1', '-', '0.3', '-0.2'],
  ['1.1', '*', '1.1', '1.21'],
  ['-0.000', '*', '5', '0'],
  ['12345678901234567890', '*', '98765432109876543210.5', '1219326311370217952243636640561880810845'],
  ['1', 'div', '3.0', '0.333333333333333333'],
  ['2', 'div', '3', '0.666666666666666667'],
  ['-2', 'div', '3', '-0.666666666666666667'],
  ['2', 'div', '-3', '-0.666666666666666667'],
  ['1', 'div', '524288', '0.000001907348632812'],
  ['1', 'div', '4', '0.25'],
  ['0.5', 'div', '0.0003', '1666.666666666666666667'],
  ['0.1234567890123456789012345', 'div', '7', '0.0176366841446208112716049285714285714285714'],
  ['1', 'div', '300000000000000000000', '0', FREE],
  ['0', 'div', '-7', '0'],
  ['1', 'div', '0.00', '! FOAR0001'],
  ['7.5', 'idiv', '2', '3'],
  ['-7.5', 'idiv', '2', '-3'],
  ['0.9', 'idiv', '0.3', '3'],
  ['1', 'idiv', '0', '! FOAR0001'],
  ['0.75', 'mod', '0.2', '0.15'],
  ['-7.5', 'mod', '2', '-1.5'],
  ['7.5', 'mod', '-2', '1.5'],
  ['1', 'mod', '0', '! FOAR0001'],
];

const OPERATIONS: Readonly<Record<string, (a: Decimal, b: Decimal) => unknown>> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  div: (a, b) => a.div(b),
  idiv: (a, b) => a.idiv(b),
  mod: (a, b) => a.mod(b),
};

const ROUNDED: readonly (readonly [call: string, number: string, precision: number, wanted: string])[] = [
  ['round', '2.5', 0, '3'],
  ['round', '-2.5', 0, '-2'],
  ['round', '-2.6', 0, '-3'],
  ['round', '-2.500001', 0, '-3'],
  ['round', '2.45', 1, '2.5'],
  ['round', '1234', -2, '1200'],
  ['round', '1250', -2, '1300'],
  ['round', '-1250', -2, '-1200'],
  ['round', '49', -2, '0'],
  ['round', '50', -2, '100'],
  ['round', '1.5', 20, '1.5'],
  ['round', '5', -30, '0'],
  ['round-half-to-even', '2.5', 0, '2'],
  ['round-half-to-even', '3.5', 0, '4'],
  ['round-half-to-even', '-2.5', 0, '-2'],
  ['round-half-to-even', '-3.5', 0, '-4'],
  ['round-half-to-even', '-0.5', 0, '0'],
  ['round-half-to-even', '0.5', 0, '0'],
  ['round-half-to-even', '1.245', 2, '1.24'],
  ['round-half-to-even', '1.2451', 2, '1.25'],
  ['round-half-to-even', '-1.2451', 2, '-1.25'],
  ['round-half-to-even', '35612.25', -2, '35600'],
  ['round-half-to-even', '150', -2, '200'],
  ['round-half-to-even', '250', -2, '200'],
];

const ONE_BY_ONE: readonly Judged[] = [
  ...(['-1.5', '1.5', '-1', '0.000', '-0.1'] as const).flatMap((text) => [
    {
      expression: `floor(xs:decimal('${text}'))`,
      wanted: String(Math.floor(Number(text))),
      ours: () => read(text).floor(),
    },
    {
      expression: `ceiling(xs:decimal('${text}'))`,
      wanted: String(Math.ceil(Number(text)) + 0),
      ours: () => read(text).ceiling(),
    },
    { expression: `abs(xs:decimal('${text}'))`, wanted: String(Math.abs(Number(text))), ours: () => read(text).abs() },
  ]),
  { expression: "xs:integer(xs:decimal('-7.9'))", wanted: '-7', ours: () => read('-7.9').toInteger() },
  { expression: "xs:decimal(' +001.50 ')", wanted: '1.5', ours: () => read(' +001.50 ') },
  { expression: "xs:decimal('-.50')", wanted: '-0.5', ours: () => read('-.50') },
  { expression: "xs:decimal('-0.0')", wanted: '0', ours: () => read('-0.0') },
  { expression: "xs:decimal('1.')", wanted: '1', ours: () => read('1.') },
  { expression: 'xs:decimal(0.5e0)', wanted: '0.5', ours: () => Decimal.fromNumber(0.5) },
  { expression: 'xs:decimal(-1e21)', wanted: '-1000000000000000000000', ours: () => Decimal.fromNumber(-1e21) },
  { expression: 'xs:decimal(-0e0)', wanted: '0', ours: () => Decimal.fromNumber(-0) },
  {
    expression: 'xs:decimal(0.1e0)',
    wanted: '0.1000000000000000055511151231257827021181583404541015625',
    ours: () => Decimal.fromNumber(0.1),
  },
  {
    expression: 'string-length(string(xs:decimal(5e-324)))',
    wanted: '1076',
    ours: () => String(Decimal.fromNumber(SMALLEST_NUMBER)).length,
  },
  {
    expression: 'xs:decimal(xs:double("INF"))',
    wanted: '! FOCA0002',
    ours: () => Decimal.fromNumber(Number.POSITIVE_INFINITY),
  },
  { expression: 'xs:decimal(xs:double("NaN"))', wanted: '! FOCA0002', ours: () => Decimal.fromNumber(Number.NaN) },
  { expression: "xs:double(xs:decimal('0.1'))", wanted: '0.1', ours: () => read('0.1').toNumber() },
  {
    expression: "xs:double(xs:decimal('9007199254740993.0000000001')) eq 9007199254740994e0",
    wanted: 'true',
    ours: () => read('9007199254740993.0000000001').toNumber() === 9007199254740994,
  },
  ...(
    [
      ['1.50', '1.5', 0],
      ['-1', '1', -1],
      ['0.3', '0.25', 1],
      ['-0.3', '-0.25', -1],
      ['10', '9.999', 1],
    ] as const
  ).map(([a, b, order]) => ({
    expression: `if (xs:decimal('${a}') lt xs:decimal('${b}')) then -1 else if (xs:decimal('${a}') eq xs:decimal('${b}')) then 0 else 1`,
    wanted: String(order),
    ours: () => read(a).compare(read(b)),
  })),
];

export const DECIMALS: readonly Judged[] = [
  ...CALCULATED.map(([a, operator, b, wanted, unjudged]) => ({
    expression: `xs:decimal('${a}') ${operator} xs:decimal('${b}')`,
    wanted,
    ours: () => OPERATIONS[operator]!(read(a), read(b)),
    unjudged,
  })),
  ...ROUNDED.map(([call, number, precision, wanted]) => ({
    expression: `${call}(xs:decimal('${number}'), ${precision})`,
    wanted,
    ours: () => (call === 'round' ? read(number).round(precision) : read(number).roundHalfToEven(precision)),
  })),
  ...ONE_BY_ONE,
];
