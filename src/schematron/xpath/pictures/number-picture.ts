/** What a picture of `format-number()` says (Functions and Operators 3.1, §4.7.3 and §4.7.4). */
import { XPathDynamicError } from '../errors.js';
import { shortened } from '../values.js';
import type { DecimalFormat } from './decimal-format.js';
import { type DigitPattern, hasDigit, repeated, zeroOf } from './digits.js';
import { kept } from './kept.js';

export interface SubPicture {
  readonly prefix: string;
  readonly suffix: string;
  /** How many places the point goes to the right: 2 for percent, 3 for per mille. */
  readonly shift: number;
  readonly minInteger: number;
  /** Digits that a number with an exponent has before the point. */
  readonly scaling: number;
  readonly minFraction: number;
  readonly maxFraction: number;
  /** 0 where there is no exponent. */
  readonly minExponent: number;
  readonly separatorAt: DigitPattern['separatorAt'];
  /** How many digits of the fraction stand before each separator. */
  readonly fractionSeparators: ReadonlySet<number>;
}

/** A sub-picture for positive and one for negative numbers. */
type NumberPicture = readonly [positive: SubPicture, negative: SubPicture];

const readers = new WeakMap<DecimalFormat, (picture: string) => NumberPicture>();

/** @throws XPathDynamicError where the picture is none (FODF1310). */
export function parseNumberPicture(picture: string, format: DecimalFormat): NumberPicture {
  const reader = readers.get(format) ?? kept((text) => readPicture(text, format));
  readers.set(format, reader);
  return reader(picture);
}

function readPicture(picture: string, format: DecimalFormat): NumberPicture {
  const [first = '', second, ...others] = picture.split(format['pattern-separator']);
  if (others.length > 0)
    throw wrong(picture, 'there are more than two parts, one for positive and one for negative numbers');
  const read = (part: string): SubPicture => new Reader(part, format).read();
  const positive = read(first);
  const negative =
    second === undefined ? { ...positive, prefix: format['minus-sign'] + positive.prefix } : read(second);
  return [positive, negative];
}

function wrong(picture: string, what: string): XPathDynamicError {
  return new XPathDynamicError(`in the picture “${shortened(picture)}” ${what} [FODF1310]`);
}

class Reader {
  readonly #picture: string;
  readonly #format: DecimalFormat;
  readonly #zero: number;

  constructor(picture: string, format: DecimalFormat) {
    this.#picture = picture;
    this.#format = format;
    this.#zero = format['zero-digit'].codePointAt(0)!;
  }

  read(): SubPicture {
    const chars = [...this.#picture];
    const isActive = (char: string): boolean =>
      this.#isPlace(char) || char === this.#format['decimal-separator'] || char === this.#format['grouping-separator'];
    const start = chars.findIndex(isActive);
    if (start < 0) throw this.#wrong('there is no place for a digit, such as 0 or #');
    const end = chars.findLastIndex(isActive) + 1;
    const [mantissa = [], exponent, ...others] = parts(chars.slice(start, end), this.#format['exponent-separator']);
    if (others.length > 0) throw this.#wrong('there are two exponents');
    const stranger = mantissa.find((char) => !isActive(char));
    if (stranger !== undefined) throw this.#wrong(`“${stranger}” stands among the digits`);
    if (exponent?.some((char) => !this.#isDigit(char))) throw this.#wrong('an exponent has other signs than digits');
    const prefix = chars.slice(0, start);
    const suffix = chars.slice(end);
    const shift = this.#shiftOf([...prefix, ...suffix]);
    if (shift > 0 && exponent !== undefined)
      throw this.#wrong('a number has both an exponent and a percent or per mille sign');
    const sizes = this.#sizes(mantissa, exponent?.length ?? 0);
    return { prefix: prefix.join(''), suffix: suffix.join(''), shift, ...sizes };
  }

  #sizes(mantissa: readonly string[], minExponent: number): Omit<SubPicture, 'prefix' | 'suffix' | 'shift'> {
    const [integer = [], fraction = [], ...others] = parts(mantissa, this.#format['decimal-separator']);
    if (others.length > 0) throw this.#wrong('there are two decimal separators');
    this.#checkPlaces(integer, fraction, mantissa);
    const scaling = this.#digitsIn(integer);
    const separators = new Map(
      this.#positions(integer.toReversed()).map((position) => [position, this.#format['grouping-separator']]),
    );
    const places = integer.filter((char) => this.#isPlace(char)).length;
    const maxFraction = fraction.filter((char) => this.#isPlace(char)).length;
    return {
      ...smallest({ scaling, places, minFraction: this.#digitsIn(fraction), maxFraction, minExponent }),
      scaling,
      minExponent,
      separatorAt: repeated(separators, places),
      fractionSeparators: new Set(this.#positions(fraction)),
    };
  }

  #checkPlaces(integer: readonly string[], fraction: readonly string[], mantissa: readonly string[]): void {
    const separator = this.#format['grouping-separator'];
    const isOptional = (char: string): boolean => char === this.#format.digit;
    const isDigit = (char: string): boolean => this.#isDigit(char);
    if (!mantissa.some((char) => this.#isPlace(char)))
      throw this.#wrong('there is no place for a digit, such as 0 or #');
    if (integer.at(-1) === separator || fraction[0] === separator)
      throw this.#wrong(`no digit stands behind “${separator}”`);
    if (mantissa.some((char, i) => char === separator && mantissa[i + 1] === separator)) {
      throw this.#wrong(`two “${separator}” stand side by side`);
    }
    if (integer.findLastIndex(isOptional) > integer.findIndex(isDigit) && integer.some(isDigit)) {
      throw this.#wrong(`“${this.#format.digit}” stands behind a digit of the whole number`);
    }
    if (fraction.some(isOptional) && fraction.findLastIndex(isDigit) > fraction.findIndex(isOptional)) {
      throw this.#wrong(`“${this.#format.digit}” stands before a digit of the fraction`);
    }
  }

  /** How many places stand before each separator. */
  #positions(chars: readonly string[]): number[] {
    let places = 0;
    const found: number[] = [];
    for (const char of chars) {
      if (this.#isPlace(char)) places++;
      else found.push(places);
    }
    return found;
  }

  #shiftOf(passive: readonly string[]): number {
    const { percent, 'per-mille': perMille } = this.#format;
    const signs = passive.filter((char) => char === percent || char === perMille);
    if (signs.length > 1) throw this.#wrong('there is more than one percent or per mille sign');
    return signs.length === 0 ? 0 : signs[0] === percent ? 2 : 3;
  }

  #digitsIn(chars: readonly string[]): number {
    return chars.filter((char) => this.#isDigit(char)).length;
  }

  #isPlace(char: string): boolean {
    return char === this.#format.digit || this.#isDigit(char);
  }

  #isDigit(char: string): boolean {
    return hasDigit(char) && zeroOf(char) === this.#zero;
  }

  #wrong(what: string): XPathDynamicError {
    return wrong(this.#picture, what);
  }
}

function parts(chars: readonly string[], separator: string): string[][] {
  const found: string[][] = [[]];
  for (const char of chars) {
    if (char === separator) found.push([]);
    else found.at(-1)!.push(char);
  }
  return found;
}

interface Places {
  readonly scaling: number;
  readonly places: number;
  readonly minFraction: number;
  readonly maxFraction: number;
  readonly minExponent: number;
}

/** That a digit is written at all, though all may be left out. */
function smallest(given: Places): Pick<SubPicture, 'minInteger' | 'minFraction' | 'maxFraction'> {
  const hasExponent = given.minExponent > 0;
  let { scaling: minInteger, minFraction, maxFraction } = given;
  if (minInteger === 0 && maxFraction === 0) {
    if (hasExponent) minFraction = maxFraction = 1;
    else minInteger = 1;
  }
  if (hasExponent && minInteger === 0 && given.places > 0) minInteger = 1;
  if (minInteger === 0 && minFraction === 0) minFraction = 1;
  return { minInteger, minFraction, maxFraction };
}
