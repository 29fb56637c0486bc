/** The signs with which `format-number()` writes numbers (Functions and Operators 3.1, §4.7.1; XSLT 3.0, §5.3). */
import { XPathSyntaxError } from '../errors.js';
import { shortened } from '../values.js';
import { hasDigit, inScript, zeroOf } from './digits.js';

/** By the names of the attributes of `xsl:decimal-format`. */
export interface DecimalFormat {
  readonly 'decimal-separator': string;
  readonly 'grouping-separator': string;
  readonly 'exponent-separator': string;
  readonly infinity: string;
  readonly 'minus-sign': string;
  readonly NaN: string;
  readonly percent: string;
  readonly 'per-mille': string;
  readonly 'zero-digit': string;
  readonly digit: string;
  readonly 'pattern-separator': string;
}

export const DEFAULT_FORMAT: DecimalFormat = {
  'decimal-separator': '.',
  'grouping-separator': ',',
  'exponent-separator': 'e',
  infinity: 'Infinity',
  'minus-sign': '-',
  NaN: 'NaN',
  percent: '%',
  'per-mille': '‰',
  'zero-digit': '0',
  digit: '#',
  'pattern-separator': ';',
};

const NAMES = Object.keys(DEFAULT_FORMAT) as (keyof DecimalFormat)[];
/** What a picture is written with, so that no two may be the same. */
const IN_PICTURES = NAMES.filter((name) => !['infinity', 'minus-sign', 'NaN', 'zero-digit'].includes(name));

/**
 * The format that an `xsl:decimal-format` declares.
 *
 * @param attribute the value of its attribute, if it has one of that name.
 * @throws XPathSyntaxError where a sign is not one character (XTSE0020), the zero is none (XTSE1295), or two signs are the same (XTSE1300).
 */
export function decimalFormat(attribute: (name: string) => string | undefined): DecimalFormat {
  const given = NAMES.map((name) => [name, attribute(name)] as const).filter(([, value]) => value !== undefined);
  const format: DecimalFormat = { ...DEFAULT_FORMAT, ...Object.fromEntries(given) };
  for (const name of NAMES) {
    if (name === 'infinity' || name === 'NaN' || [...format[name]].length === 1) continue;
    throw new XPathSyntaxError(
      `the ${name} of a decimal format is “${shortened(format[name])}”, not one character [XTSE0020]`,
    );
  }
  const zero = format['zero-digit'];
  if (!hasDigit(zero) || zeroOf(zero) !== zero.codePointAt(0)) {
    throw new XPathSyntaxError(
      `the zero-digit of a decimal format is “${zero}”, which is the zero of no script [XTSE1295]`,
    );
  }
  const users = new Map<string, string>([...inScript('0123456789', zeroOf(zero))].map((digit) => [digit, 'a digit']));
  for (const name of IN_PICTURES) {
    const other = users.get(format[name]);
    if (other !== undefined) {
      throw new XPathSyntaxError(`“${format[name]}” is both ${name} and ${other} of a decimal format [XTSE1300]`);
    }
    users.set(format[name], name);
  }
  return format;
}
