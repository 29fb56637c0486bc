/** Decimal digits of any script, and patterns of them such as `#,##0` (Functions and Operators 3.1, §4.6.1). */
import { XPathDynamicError } from '../errors.js';
import { shortened } from '../values.js';
import { kept } from './kept.js';

const DIGIT = /\p{Nd}/u;
const ASCII_ZERO = 0x30;

export function hasDigit(text: string): boolean {
  return DIGIT.test(text);
}

/** The code point of the zero that goes with a digit: Unicode has the digits of each script ten in a row. */
export function zeroOf(digit: string): number {
  const code = digit.codePointAt(0)!;
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--;
  return code - ((code - first) % 10);
}

/** ASCII digits as those of another script; all else stays. */
export function inScript(text: string, zero: number): string {
  if (zero === ASCII_ZERO) return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

export interface DigitPattern {
  readonly zero: number;
  /** How many digits there are at least. */
  readonly mandatory: number;
  /** How many more digits it is written with. */
  readonly optional: number;
  /** What stands before the last so many digits; undefined for nothing. */
  readonly separatorAt: (position: number) => string | undefined;
}

/** @throws XPathDynamicError where a text that has a digit is no pattern, with the code that the caller's function has for it. */
export function parseDigitPattern(token: string, code: string): DigitPattern {
  const pattern = patternOrFault(token);
  if (typeof pattern !== 'string') return pattern;
  throw new XPathDynamicError(`in the picture “${shortened(token)}” ${pattern} [${code}]`);
}

const patternOrFault = kept((token): DigitPattern | string => {
  const chars = [...token];
  const fault = faultOf(token, chars);
  if (fault !== undefined) return fault;
  const places = chars.filter(isPlace);
  const mandatory = places.filter(hasDigit).length;
  const separators = new Map<number, string>();
  let position = places.length;
  for (const char of chars) {
    if (isPlace(char)) position--;
    else separators.set(position, char);
  }
  const zero = zeroOf(places.at(-1)!);
  return { zero, mandatory, optional: places.length - mandatory, separatorAt: repeated(separators, places.length) };
});

function isPlace(char: string): boolean {
  return char === '#' || hasDigit(char);
}

function faultOf(token: string, chars: readonly string[]): string | undefined {
  if (/[\p{L}\p{Nl}\p{No}]/u.test(token)) return 'letters stand between digits: a number is shown as 01 or #,##0, say';
  if (new Set(chars.filter(hasDigit).map(zeroOf)).size > 1) return 'the digits are of two scripts';
  if (/\p{Nd}.*#/su.test(token)) return 'a # stands behind a digit: places that may stay empty come first';
  if (!isPlace(chars[0]!) || !isPlace(chars.at(-1)!))
    return 'what separates digits stands at an end, with a digit on one side only';
  const isDoubled = chars.some((char, i) => i > 0 && !isPlace(char) && !isPlace(chars[i - 1]!));
  return isDoubled ? 'two signs that separate digits stand side by side' : undefined;
}

/**
 * Where separators stand at every so many digits, they go on to do so in longer numbers.
 *
 * @param separators by the number of digits behind each.
 */
export function repeated(separators: ReadonlyMap<number, string>, places: number): DigitPattern['separatorAt'] {
  const positions = [...separators.keys()];
  const size = Math.min(...positions);
  const last = Math.max(places - 1, ...positions);
  const isRegular =
    size > 0 &&
    Math.floor(last / size) === positions.length &&
    positions.every((position) => position % size === 0) &&
    new Set(separators.values()).size === 1;
  if (!isRegular) return (position) => separators.get(position);
  return (position) => (position > 0 && position % size === 0 ? separators.get(size) : undefined);
}

/** Puts separators between digits. @param digits in ASCII. */
export function separated(digits: string, separatorAt: DigitPattern['separatorAt']): string {
  let text = '';
  for (let i = 0; i < digits.length; i++) text += (i > 0 ? (separatorAt(digits.length - i) ?? '') : '') + digits[i];
  return text;
}

/** Writes digits as a pattern has them. @param digits in ASCII. */
export function formatDigits(digits: string, { zero, mandatory, separatorAt }: DigitPattern): string {
  return inScript(separated(digits.padStart(mandatory, '0'), separatorAt), zero);
}

/** The pattern with so many mandatory digits at least: first those that may be left out, then new ones. */
export function withMandatory(pattern: DigitPattern, least: number): DigitPattern {
  const mandatory = Math.max(pattern.mandatory, least);
  const optional = Math.max(0, pattern.optional - (mandatory - pattern.mandatory));
  return { ...pattern, mandatory, optional };
}
