import { describe, expect, it } from 'vitest';
import {
  CHAR,
  CLASS,
  describeCharacter,
  detach,
  findInvalidChar,
  isChar,
  isNamePair,
  NAME_PART,
  NAME_START,
  PUBLIC_ID,
  SPACE,
  TEXT,
  VALUE,
} from '../../src/xml/chars.js';

/** The productions of XML 1.0, fifth edition, within the Basic Multilingual Plane. */
const nameStart =
  /^[:A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD]$/;
const namePartOnly = /^[\u0300-\u036F\u203F-\u2040\xB7.0-9-]$/;
const char = /^[\t\n\r\x20-\uD7FF\uE000-\uFFFD]$/;
const publicId = /^[\x20\r\na-zA-Z0-9\-'()+,./:=?;!*#@$_%]$/;

describe('the table of characters', () => {
  it('is what the recommendation says, for every code unit', () => {
    const wrong: string[] = [];
    for (let c = 0; c < 0x10000; c++) {
      const s = String.fromCharCode(c);
      const isNameStart = nameStart.test(s);
      let expected = 0;
      if (isNameStart) expected |= NAME_START;
      if (isNameStart || namePartOnly.test(s)) expected |= NAME_PART;
      if (char.test(s)) expected |= CHAR;
      if (char.test(s) && !'<&]\n'.includes(s)) expected |= TEXT;
      if (char.test(s) && !'<&"\'\t\n\r'.includes(s)) expected |= VALUE;
      if (' \t\n\r'.includes(s)) expected |= SPACE;
      if (publicId.test(s)) expected |= PUBLIC_ID;
      if (CLASS[c] !== expected) wrong.push(describeCharacter(c));
    }
    expect(wrong).toEqual([]);
  });

  it('goes on beyond it with pairs', () => {
    expect([0x10000, 0x10ffff, 0x110000].map(isChar)).toEqual([true, true, false]);
    const isName = (codePoint: number) => {
      const pair = String.fromCodePoint(codePoint);
      return isNamePair(pair.charCodeAt(0), pair.charCodeAt(1));
    };
    expect([0x10000, 0xeffff, 0xf0000].map(isName)).toEqual([true, true, false]);
  });
});

describe('helpers', () => {
  it('findInvalidChar finds the first', () => {
    expect(findInvalidChar('a𝄞b', 0, 4)).toBe(-1);
    expect(findInvalidChar('a\u0001\u0001', 0, 3)).toBe(1);
    expect(findInvalidChar('a\ud834b', 0, 3)).toBe(1);
    expect(findInvalidChar('a𝄞', 0, 2)).toBe(1);
    expect(findInvalidChar('\u0001ab', 1, 3)).toBe(-1);
  });

  it('describeCharacter shows what can be seen', () => {
    expect(['x', '𝄞', ' ', '\u0001', '\ud834', '\u0080'].map((s) => describeCharacter(s.codePointAt(0)!))).toEqual([
      '“x” (U+0078)',
      '“𝄞” (U+1D11E)',
      'U+0020',
      'U+0001',
      'U+D834',
      'U+0080',
    ]);
  });

  it('detach gives the same string', () => {
    for (const s of ['', 'short', 'a string of more than a dozen characters', '𝄞'.repeat(20)])
      expect(detach(s)).toBe(s);
  });
});
