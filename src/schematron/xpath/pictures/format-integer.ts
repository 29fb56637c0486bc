/** `format-integer()` (Functions and Operators 3.1, §4.6.1). */
import { XPathDynamicError } from '../errors.js';
import { shortened } from '../values.js';
import { formatDigits, hasDigit, parseDigitPattern } from './digits.js';
import { numbered } from './numbering.js';

const MODIFIER = /^(?:[co](?:\(.+\))?)?[at]?$/s;
/** Languages in which a point behind the digits makes an ordinal. */
const WITH_POINT = new Set([
  'cs',
  'da',
  'de',
  'et',
  'fi',
  'hr',
  'hu',
  'is',
  'lv',
  'nb',
  'nn',
  'no',
  'pl',
  'sk',
  'sl',
  'sr',
  'tr',
]);

/**
 * A whole number as a picture has it: `01`, `#,##0`, `a`, `I`, `Ww`, `1;o`. What is not known of a picture, and what a
 * series has not, is written in plain digits; words are English.
 *
 * @param language of ordinals in digits; English, unless it is known how another writes them.
 * @throws XPathDynamicError where the picture is none (FODF1310).
 */
export function formatInteger(value: bigint, picture: string, language = 'en'): string {
  const end = picture.lastIndexOf(';');
  const token = end < 0 ? picture : picture.slice(0, end);
  const modifier = end < 0 ? '' : picture.slice(end + 1);
  if (token === '') throw new XPathDynamicError('the picture of a number is empty: 1 or #,##0 is one, say [FODF1310]');
  if (!MODIFIER.test(modifier)) {
    const known = 'only o (1st, 2nd, 3rd) or c, then a or t, may stand there';
    throw new XPathDynamicError(
      `in a picture “${shortened(modifier)}” stands behind the semicolon; ${known} [FODF1310]`,
    );
  }
  const magnitude = value < 0n ? -value : value;
  return `${value < 0n ? '-' : ''}${formatByToken(magnitude, token, modifier.startsWith('o'), language)}`;
}

function formatByToken(value: bigint, token: string, isOrdinal: boolean, language: string): string {
  const ending = isOrdinal ? ordinalEnding(value, language) : '';
  if (hasDigit(token)) return formatDigits(String(value), parseDigitPattern(token, 'FODF1310')) + ending;
  return numbered(value, token, isOrdinal) ?? `${value}${ending}`;
}

/** What makes an ordinal of digits: nothing where it is not known. */
export function ordinalEnding(value: bigint, language: string): string {
  const [primary = ''] = language.toLowerCase().split('-');
  if (WITH_POINT.has(primary)) return '.';
  if (primary !== 'en') return '';
  const isTeen = value % 100n >= 11n && value % 100n <= 13n;
  return (!isTeen && ['', 'st', 'nd', 'rd'][Number(value % 10n)]) || 'th';
}
