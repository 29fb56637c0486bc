/** `xsd:hexBinary` and `xsd:base64Binary` (XML Schema Part 2, §3.2.15, §3.2.16). */

export function isHexBinary(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i) | 0x20;
    const isDigit = value.charCodeAt(i) >= 0x30 && value.charCodeAt(i) <= 0x39;
    if (!isDigit && (unit < 0x61 || unit > 0x66)) return false;
  }
  return value.length % 2 === 0;
}

export const hexBinaryKey = (value: string): string => value.toLowerCase();
export const hexBinaryLength = (value: string): number => value.length / 2;

/**
 * Groups of four characters, the last padded with `=`, of which single spaces may stand between any two. The
 * bits that padding leaves over must be zero, so that each value is spelled in one way.
 */
export function isBase64Binary(value: string): boolean {
  let chars = 0;
  let padding = 0;
  let last = 0;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === 0x20) continue;
    if (unit === 0x3d) {
      padding++;
      continue;
    }
    last = sextet(unit);
    if (last < 0 || padding > 0) return false;
    chars++;
  }
  if ((chars + padding) % 4 !== 0 || padding > 2) return false;
  return padding === 0 || (last & (padding === 1 ? 0b11 : 0b1111)) === 0;
}

export const base64BinaryKey = (value: string): string => value.replaceAll(' ', '');

export function base64BinaryLength(value: string): number {
  let chars = 0;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit !== 0x20 && unit !== 0x3d) chars++;
  }
  return Math.floor((chars * 3) / 4);
}

/** The six bits that a character stands for, or -1. */
function sextet(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit - 0x41;
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61 + 26;
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30 + 52;
  if (unit === 0x2b) return 62;
  return unit === 0x2f ? 63 : -1;
}
