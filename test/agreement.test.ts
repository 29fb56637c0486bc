/** What writer and judge share is held to tables written by hand: neither could see the other's fault in it. */
import { describe, expect, it } from 'vitest';
import { bareMarker, REPLACEMENT, replaceForbidden } from '../src/agreement.js';

/** The code units of the Basic Multilingual Plane, each alone. */
const UNITS = Array.from({ length: 0x10000 }, (_, unit) => unit);

describe('the characters that XML cannot hold', () => {
  // XML 1.0 §2.2: Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]
  const isChar = (unit: number) =>
    unit === 0x9 ||
    unit === 0xa ||
    unit === 0xd ||
    (unit >= 0x20 && unit <= 0xd7ff) ||
    (unit >= 0xe000 && unit <= 0xfffd);

  it('are those that the production Char leaves out, and only they are replaced', () => {
    const wrong = UNITS.filter((unit) => {
      const char = String.fromCharCode(unit);
      return replaceForbidden(char) !== (isChar(unit) ? char : '\uFFFD');
    });
    expect(wrong).toEqual([]);
  });

  it('are replaced one for one, wherever they stand', () => {
    expect(REPLACEMENT).toBe('\uFFFD');
    expect(replaceForbidden('a\0b\uFFFE\uFFFFc\x1F')).toBe('a\uFFFDb\uFFFD\uFFFDc\uFFFD');
    expect(replaceForbidden('\uD800\uD83D\uDE00\uDC00')).toBe('\uFFFD\uD83D\uDE00\uFFFD');
    expect(replaceForbidden('😀 \u{10FFFF} é\t\r\n')).toBe('😀 \u{10FFFF} é\t\r\n');
  });
});

describe('what stands around a marker', () => {
  it('is white space, brackets, slashes, points, colons and the raising sign, and nothing else', () => {
    const taken = UNITS.filter((unit) => bareMarker(String.fromCharCode(unit)) === '').map((unit) =>
      String.fromCharCode(unit),
    );
    const spaces = taken.filter((char) => /\s/.test(char));
    expect(taken.filter((char) => !spaces.includes(char)).join('')).toBe('()./:[]^{}');
    expect(UNITS.filter((unit) => ![0, 1].includes(bareMarker(String.fromCharCode(unit)).length))).toEqual([]);
  });

  it.each([
    ['[1]', '1'],
    ['/12/', '12'],
    ['1.', '1'],
    ['(60a)', '60a'],
    ['^{3}', '3'],
    [' 4 :', '4'],
    ['*', '*'],
    ['††', '††'],
    ['10', '10'],
    ['-1-', '-1-'],
    ['', ''],
  ])('of %s leaves %s', (printed, bare) => {
    expect(bareMarker(printed)).toBe(bare);
  });
});
