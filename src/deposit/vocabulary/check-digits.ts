/** Check digits: what the last character of an identifier must be, so that a slip in the others is found. */

/** ISO 7064 mod 11-2, as ORCID and ISNI compute their last character. */
export function mod11Of(number: string): string {
  const digits = number.replace(/[- ]/g, '').slice(0, -1);
  const total = [...digits].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  return lastOf(12 - (total % 11));
}

/** The last character of an ISBN of 10 digits (ISO 2108:1972). */
export function isbn10Of(number: string): string {
  return lastOf(11 - (weighted(number.slice(0, 9), 10) % 11));
}

/** The last digit of an ISBN of 13 digits, which is an EAN. */
export function isbn13Of(number: string): string {
  const total = [...number.slice(0, 12)].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return String((10 - (total % 10)) % 10);
}

/** The last character of an ISSN (ISO 3297). */
export function issnOf(number: string): string {
  return lastOf(11 - (weighted(number.slice(0, 7), 8) % 11));
}

const BASE_32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** The last two digits of a ROR: ISO 7064 mod 97-10 of the seven characters before them, read as a number to the base of 32. */
export function rorOf(number: string): string {
  const value = [...number.slice(0, 7)].reduce((sum, char) => sum * 32 + BASE_32.indexOf(char), 0);
  return String(98 - ((value * 100) % 97)).padStart(2, '0');
}

/** Each digit by its weight, which falls by one from digit to digit. */
function weighted(digits: string, first: number): number {
  return [...digits].reduce((sum, digit, i) => sum + Number(digit) * (first - i), 0);
}

/** From 0 to 11, of which ten is written X. */
function lastOf(rest: number): string {
  return rest % 11 === 10 ? 'X' : String(rest % 11);
}
