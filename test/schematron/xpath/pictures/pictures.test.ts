import { describe, expect, it } from 'vitest';
import { XPathSyntaxError } from '../../../../src/schematron/xpath/errors.js';
import { formatInteger } from '../../../../src/schematron/xpath/pictures/format-integer.js';
import { decimalFormat, formatNumber } from '../../../../src/schematron/xpath/pictures/format-number.js';
import { said } from '../judged.js';
import { DATES_AND_TIMES } from './dates.js';
import { INTEGERS } from './integers.js';
import { NUMBERS } from './numbers.js';

describe.each([
  ['format-integer', INTEGERS],
  ['format-number', NUMBERS],
  ['format-date and its sisters', DATES_AND_TIMES],
])('%s', (_area, cases) => {
  it.each(cases.map((given) => [given.expression, given] as const))('%s', (_expression, given) => {
    expect(said(given)).toBe(given.wanted);
  });
});

describe('a decimal format', () => {
  const declared = (signs: Readonly<Record<string, string>>) => () => decimalFormat((name) => signs[name]);

  it('has signs of one character, even of one beyond the first 65,536', () => {
    expect(declared({ percent: '' })).toThrow(/the percent of a decimal format.*\[XTSE0020\]/);
    expect(declared({ digit: '##' })).toThrow(XPathSyntaxError);
    const format = declared({ 'zero-digit': '\u{1d7ce}', infinity: 'without end' })();
    expect(formatNumber(12n, '\u{1d7ce}', format)).toBe('\u{1d7cf}\u{1d7d0}');
  });

  it('has a zero that is one', () => {
    expect(declared({ 'zero-digit': '1' })).toThrow(/\[XTSE1295\]/);
    expect(declared({ 'zero-digit': 'o' })).toThrow(/\[XTSE1295\]/);
  });

  it('has no sign for two things', () => {
    expect(declared({ 'decimal-separator': ',' })).toThrow(/“,” is both.*\[XTSE1300\]/);
    expect(declared({ percent: '5' })).toThrow(/a digit.*\[XTSE1300\]/);
  });
});

describe('what a message about a picture says', () => {
  it('is where it is wrong, and what is meant', () => {
    expect(() => formatInteger(1n, '0#')).toThrow('in the picture “0#” a # stands behind a digit');
    expect(() => formatNumber(1n, '0a0')).toThrow('in the picture “0a0” “a” stands among the digits');
  });
});
