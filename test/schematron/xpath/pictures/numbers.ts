/** Numbers by pictures, in the default format and in two others. */
import { Decimal } from '../../../../src/schematron/xpath/atomic/decimal.js';
import {
  type DecimalFormat,
  decimalFormat,
  formatNumber,
} from '../../../../src/schematron/xpath/pictures/format-number.js';
import { type Judged, quoted } from '../judged.js';

const DECLARED: Readonly<Record<string, Readonly<Partial<Record<keyof DecimalFormat, string>>>>> = {
  eu: { 'decimal-separator': ',', 'grouping-separator': '.' },
  all: {
    'decimal-separator': '·',
    'grouping-separator': '_',
    'exponent-separator': 'x',
    infinity: '∞',
    'minus-sign': 'M',
    NaN: 'none',
    percent: 'p',
    'per-mille': 'q',
    'zero-digit': '٠',
    digit: 'd',
    'pattern-separator': '|',
  },
};

/** The same declarations for Saxon. */
export const FORMATS_DECLARED = Object.entries(DECLARED)
  .map(([name, signs]) => {
    const properties = Object.entries(signs).map(([property, sign]) => `${property}="${sign}"`);
    return `declare decimal-format local:${name} ${properties.join(' ')};`;
  })
  .join('\n');

type Row = readonly [
  value: bigint | number | string,
  picture: string,
  wanted: string,
  other?: { readonly format?: string; readonly unjudged?: string },
];

const all = { format: 'all' };
const ZERO_HAS_NO_EXPONENT = { unjudged: 'zero has no first digit to count from; Saxon gives it an exponent' };

/** Texts are decimals, and numbers doubles. */
const ROWS: readonly Row[] = [
  ['1234.5', '#,##0.00', '1,234.50'],
  [1234567n, '#,##0', '1,234,567'],
  [12345678n, '#,##0,000', '12,345,678'],
  [12345678n, '##,##,#00', '123,45,678'],
  [12345678n, '0000,00', '123456,78'],
  [123456789n, '0,00,0', '123456,78,9'],
  [1234567n, ',000', '1,234,567'],
  [5n, ',000', '005'],
  [123n, '000,000,000', '000,000,123'],
  [1234567890123456789012345678n, '#,##0.00', '1,234,567,890,123,456,789,012,345,678.00'],
  ['0.123456', '0.000,000', '0.123,456'],
  ['0.123456', '0.0,0,0', '0.1,2,3'],
  ['0.5', '0.0,', '0.5'],
  ['3.14159', '9.99', '3.14'],
  ['0.23', '#', '0'],
  ['0.23', '#.#', '.2'],
  ['0', '#.#', '.0'],
  ['0.04', '.#', '.0'],
  ['1', '.#', '1.0'],
  [1234n, '#,##0.', '1,234'],
  ['1.5', '0.', '2'],
  ['12.5', '#', '12'],
  ['13.5', '#', '14'],
  ['0.135', '0.00', '0.14'],
  [0.135, '0.00', '0.14'],
  ['0.005', '.00', '.00'],
  ['100', '#,###.###', '100.0', { unjudged: 'the whole number has a digit' }],
  [0.1 + 0.2, '0.####################', '0.30000000000000004'],
  [1e30, '#,##0', '1,000,000,000,000,000,000,000,000,000,000'],
  [1e-10, '0.00000000000', '0.00000000010'],
  [-0, '0', '-0'],
  ['-0.0', '0', '0'],
  ['-0.001', '0', '-0'],
  ['-0.001', '0;(0)', '(0)'],
  [-5n, '0;(0)', '(5)'],
  [5n, '0;(0)', '5'],
  [-5n, 'a0b', '-a5b'],
  ['123.4567', '$#,##0.00;($#)', '$123.46'],
  [12n, '"0"', '"12"'],
  [Number.NaN, 'a0b', 'NaN'],
  [Number.POSITIVE_INFINITY, 'a0b', 'aInfinityb'],
  [Number.NEGATIVE_INFINITY, 'a0b', '-aInfinityb'],
  [Number.NEGATIVE_INFINITY, '0;(0)', '(Infinity)'],
  ['0.256', '0.0%', '25.6%'],
  ['0.256', '0‰', '256‰'],
  ['0.256', '%0', '%26'],
  [0.07, '0.0################%', '7.000000000000001%'],
  [1e308, '0%', 'Infinity%'],
  [12n, '0%;(0)', '1200%'],
  [-12n, '0%;(0)', '(12)'],
  ['1234.5678', '00.000e0', '12.346e2'],
  ['0.234', '0.0e0', '2.3e-1'],
  ['0.234', '#.00e0', '0.23e0'],
  ['0.234', '.00e0', '.23e0'],
  ['0.1', '#.9e9', '0.1e0'],
  ['0.123', '#.e9', '0.1e0'],
  [5n, '#e0', '0.5e1'],
  ['99.99', '0.0e0', '10.0e1'],
  [12345n, '##0.0e0', '1.2e4'],
  [12345n, '#.0e0', '0.1e5'],
  [-12345n, '0.00e000', '-1.23e004'],
  [0.00012345, '0.00e000', '1.23e-004'],
  ['-0.5', '0e0;(0e0)', '(5e-1)'],
  ['0', '0.0e0', '0.0e0'],
  [0, '0.0e00', '0.0e00', ZERO_HAS_NO_EXPONENT],
  ['0', '#.#e0', '0e0', ZERO_HAS_NO_EXPONENT],
  ['1', 'e0', 'e1'],
  ['1', '0e', '1e', { unjudged: 'Saxon loses the e, which separates nothing' }],
  ['1234.5', '#.##0,0', '1.234,5', { format: 'eu' }],
  ['-1234.5', 'd_dd٠·٠', 'M١_٢٣٤·٥', all],
  [Number.NaN, '٠', 'none', all],
  [Number.NEGATIVE_INFINITY, '٠', 'M∞', all],
  ['0.5', '٠p', '٥٠p', all],
  ['0.5', '٠q', '٥٠٠q', all],
  [-12345n, '٠·٠x٠|(٠·٠x٠)', '(١·٢x٤)', all],
  ['0.0012345', '٠·٠x٠', '١·٢xM٣', { ...all, unjudged: 'Saxon writes the hyphen, not the minus sign of the format' }],
  [5n, '0', '! FODF1310', all],
  ['1', '', '! FODF1310'],
  ['1', 'abc', '! FODF1310'],
  ['1', '.', '! FODF1310'],
  ['1', ',', '! FODF1310'],
  ['1', '0.0.0', '! FODF1310'],
  ['1', '0%%', '! FODF1310'],
  ['1', '0%‰', '! FODF1310'],
  ['1', '0a0', '! FODF1310'],
  ['1', '0%0', '! FODF1310'],
  ['1', '0,.0', '! FODF1310'],
  ['1', '0.,0', '! FODF1310'],
  ['1', '0,', '! FODF1310'],
  ['1', '0,,0', '! FODF1310'],
  ['1', '0#', '! FODF1310'],
  ['1', '.#0', '! FODF1310'],
  ['1', '0e0e0', '! FODF1310'],
  ['1', '0e0%', '! FODF1310'],
  ['1', '0e#', '! FODF1310'],
  ['1', '0e0.0', '! FODF1310'],
  ['1', '0;0;0', '! FODF1310'],
  ['1', ';0', '! FODF1310'],
  ['1', '0;', '! FODF1310'],
];

function asXPath(value: bigint | number | string): string {
  if (typeof value === 'string') return `xs:decimal('${value}')`;
  if (typeof value === 'bigint') return String(value);
  const text = Object.is(value, -0) ? '-0' : String(value);
  return `xs:double('${text.replace('Infinity', 'INF')}')`;
}

export const NUMBERS: readonly Judged[] = ROWS.map(([value, picture, wanted, { format, unjudged } = {}]) => ({
  expression: `format-number(${asXPath(value)}, ${quoted(picture)}${format === undefined ? '' : `, 'local:${format}'`})`,
  wanted,
  ours: () => {
    const signs: Readonly<Record<string, string>> | undefined = format === undefined ? undefined : DECLARED[format];
    const plain = typeof value === 'string' ? Decimal.parse(value)! : value;
    return formatNumber(plain, picture, signs && decimalFormat((name) => signs[name]));
  },
  unjudged,
}));
