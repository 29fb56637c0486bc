/**
 * Character classes of XML 1.0 (fifth edition), as one table over the Basic Multilingual Plane:
 * a lookup and a mask in place of a chain of comparisons.
 */

/** NameStartChar [4], colon included. Surrogates are not in the table: see {@link isNamePair}. */
export const NAME_START = 1;
/** NameChar [4a]. */
export const NAME_PART = 2;
/** May stand in character data and means nothing but itself: Char [2] without `<`, `&`, `]`, line feed and surrogates. */
export const TEXT = 4;
/** The same for attribute values: Char without `<`, `&`, quotes, white space other than the space, and surrogates. */
export const VALUE = 8;
/** S [3]: space, tab, line feed, carriage return. */
export const SPACE = 16;
/** Char [2] without surrogates. */
export const CHAR = 32;
/** PubidChar [13]. */
export const PUBLIC_ID = 64;

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const BLANK = 0x20;
export const EXCLAMATION = 0x21;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const APOSTROPHE = 0x27;
export const SLASH = 0x2f;
export const SEMICOLON = 0x3b;
export const LESS_THAN = 0x3c;
export const EQUALS = 0x3d;
export const GREATER_THAN = 0x3e;
export const QUESTION = 0x3f;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;

// Ranges as [first, last] pairs.
const NAME_STARTS = [
  0x3a, 0x3a, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a, 0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x2ff, 0x370, 0x37d, 0x37f, 0x1fff,
  0x200c, 0x200d, 0x2070, 0x218f, 0x2c00, 0x2fef, 0x3001, 0xd7ff, 0xf900, 0xfdcf, 0xfdf0, 0xfffd,
];
const NAME_PARTS_ONLY = [0x2d, 0x2e, 0x30, 0x39, 0xb7, 0xb7, 0x300, 0x36f, 0x203f, 0x2040];
const CHARS = [TAB, LF, CR, CR, BLANK, 0xd7ff, 0xe000, 0xfffd];
const PUBLIC_IDS = "-'()+,./:=?;!*#@$_% \r\nabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

// Built by native fills, each over the one before: the table must not be felt when the program starts.
function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const fill = (ranges: readonly number[], bits: number) => {
    for (let i = 0; i < ranges.length; i += 2) table.fill(bits, ranges[i], ranges[i + 1]! + 1);
  };
  const each = (characters: string, change: (bits: number) => number) => {
    for (const c of characters) table[c.charCodeAt(0)] = change(table[c.charCodeAt(0)]!);
  };
  const plain = CHAR | TEXT | VALUE;
  fill(CHARS, plain);
  fill(NAME_STARTS, plain | NAME_START | NAME_PART);
  fill(NAME_PARTS_ONLY, plain | NAME_PART);
  each('<&]\n', (bits) => bits & ~TEXT);
  each('<&"\'\t\n\r', (bits) => bits & ~VALUE);
  each(' \t\n\r', (bits) => bits | SPACE);
  each(PUBLIC_IDS, (bits) => bits | PUBLIC_ID);
  return table;
}

/** Class bits of each UTF-16 code unit. */
export const CLASS: Uint8Array = buildTable();

/**
 * `text.charCodeAt(index)` for loops over strings of all sorts. V8 has strings in many forms, and looks the method up anew
 * for each character where more than four of them have been met.
 */
export const unitAt: (text: string, index: number) => number = Function.prototype.call.bind(
  String.prototype.charCodeAt,
);

/** Whether two code units are a surrogate pair: any such pair is a Char. */
export function isPair(high: number, low: number): boolean {
  return (high & 0xfc00) === 0xd800 && (low & 0xfc00) === 0xdc00;
}

/** Whether two code units are a pair that may stand in a name (U+10000 to U+EFFFF). */
export function isNamePair(high: number, low: number): boolean {
  return high >= 0xd800 && high <= 0xdb7f && (low & 0xfc00) === 0xdc00;
}

/** Whether a code point is a Char [2]. */
export function isChar(codePoint: number): boolean {
  return codePoint > 0xffff ? codePoint <= 0x10ffff : (CLASS[codePoint]! & CHAR) !== 0;
}

/** The index of the first code unit in `[from, to)` that is no Char, or -1. */
export function findInvalidChar(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if ((CLASS[c]! & CHAR) !== 0) continue;
    if (i + 1 < to && isPair(c, text.charCodeAt(i + 1))) i++;
    else return i;
  }
  return -1;
}

// Up to this length V8 copies a substring; beyond it a substring keeps the whole text alive.
const LONGEST_COPIED_SLICE = 12;

/** A copy of a string that does not keep alive the text that it was cut from: for what outlives the parse event. */
export function detach(text: string): string {
  return text.length <= LONGEST_COPIED_SLICE ? text : ` ${text}`.slice(1);
}

/** A character as a message shows it: `“x” (U+0078)`, or only the number where there is nothing to see. */
export function describeCharacter(codePoint: number): string {
  const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  const visible = codePoint > 0x20 && isChar(codePoint) && !(codePoint >= 0x7f && codePoint < 0xa1);
  return visible ? `“${String.fromCodePoint(codePoint)}” (${number})` : number;
}
