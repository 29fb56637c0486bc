/** `format-number()` (Functions and Operators 3.1, §4.7.5). */
import { Decimal } from '../atomic/decimal.js';
import { DEFAULT_FORMAT, type DecimalFormat } from './decimal-format.js';
import { inScript, separated } from './digits.js';
import { parseNumberPicture, type SubPicture } from './number-picture.js';

export { type DecimalFormat, decimalFormat } from './decimal-format.js';

/**
 * A number as a picture has it, such as `#,##0.00` or `0.0%`.
 *
 * @param value a whole number, a decimal, or a double.
 * @param format the signs of pictures and numbers; those of the default format where there is none.
 * @throws XPathDynamicError where the picture is none (FODF1310).
 */
export function formatNumber(value: bigint | Decimal | number, picture: string, format = DEFAULT_FORMAT): string {
  const [positive, negative] = parseNumberPicture(picture, format);
  if (Number.isNaN(value)) return format.NaN;
  const part = isNegative(value) ? negative : positive;
  const adjusted = shifted(value, part.shift);
  const digits = adjusted === undefined ? format.infinity : inDigits(adjusted, part, format);
  return `${part.prefix}${digits}${part.suffix}`;
}

function isNegative(value: bigint | Decimal | number): boolean {
  if (typeof value === 'number') return value < 0 || Object.is(value, -0);
  return typeof value === 'bigint' ? value < 0n : value.isNegative;
}

/** How much it is, without a sign and with the point so many places to the right; undefined where it has no end. */
function shifted(value: bigint | Decimal | number, places: number): Decimal | undefined {
  if (typeof value === 'number') {
    const product = Math.abs(value) * 10 ** places;
    return Number.isFinite(product) ? Decimal.shortest(product) : undefined;
  }
  const { unscaled, scale } = (typeof value === 'bigint' ? Decimal.fromInteger(value) : value).abs();
  return Decimal.of(unscaled, scale - places);
}

function inDigits(value: Decimal, part: SubPicture, format: DecimalFormat): string {
  const exponent = part.minExponent === 0 || value.isZero ? 0 : magnitude(value) - part.scaling;
  const mantissa = Decimal.of(value.unscaled, value.scale + exponent).roundHalfToEven(part.maxFraction);
  const [whole = '', fraction = ''] = String(mantissa).split('.');
  const integer = separated((whole === '0' ? '' : whole).padStart(part.minInteger, '0'), part.separatorAt);
  const decimals = separatedFraction(fraction.padEnd(part.minFraction, '0'), part, format);
  return inScript(integer, zeroOf(format)) + inScript(decimals, zeroOf(format)) + exponentText(exponent, part, format);
}

/** How many digits stand before the point; below 0, how many zeros behind it. */
function magnitude({ unscaled, scale }: Decimal): number {
  return String(unscaled).length - scale;
}

function separatedFraction(digits: string, { fractionSeparators }: SubPicture, format: DecimalFormat): string {
  if (digits === '') return '';
  const groups = [...digits].map(
    (digit, i) => (i > 0 && fractionSeparators.has(i) ? format['grouping-separator'] : '') + digit,
  );
  return format['decimal-separator'] + groups.join('');
}

function exponentText(exponent: number, { minExponent }: SubPicture, format: DecimalFormat): string {
  if (minExponent === 0) return '';
  const digits = inScript(String(Math.abs(exponent)).padStart(minExponent, '0'), zeroOf(format));
  return `${format['exponent-separator']}${exponent < 0 ? format['minus-sign'] : ''}${digits}`;
}

function zeroOf(format: DecimalFormat): number {
  return format['zero-digit'].codePointAt(0)!;
}
