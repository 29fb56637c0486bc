import { describe, expect, it } from 'vitest';
import { findForbiddenCharacters } from '../../src/tei/index.js';

describe('findForbiddenCharacters', () => {
  it('tells each character once, where it first stands and how often', () => {
    const found = findForbiddenCharacters('ab\n\u0007x\u0007\u0007\r\n  \uFFFE');
    expect(found.map(({ code, severity, line, column }) => ({ code, severity, line, column }))).toEqual([
      { code: 'character-not-allowed', severity: 'warning', line: 2, column: 1 },
      { code: 'character-not-allowed', severity: 'warning', line: 3, column: 3 },
    ]);
    expect(found[0]!.message).toContain('U+0007');
    expect(found[0]!.message).toContain('2 more places');
  });

  it('finds halves of characters, but not whole ones', () => {
    expect(findForbiddenCharacters('😀\uE000\uFFFD\t')).toEqual([]);
    expect(findForbiddenCharacters('\uDC00\uD800')).toHaveLength(2);
    expect(findForbiddenCharacters('\uD83D\uD83D\uDE00')[0]!.message).not.toContain('more places');
  });

  it('passes over layout', () => {
    expect(findForbiddenCharacters('a\fb\vc')).toEqual([]);
  });

  it('does not go on for ever about a broken file', () => {
    const broken = Array.from({ length: 1000 }, (_, i) => String.fromCharCode(0xd800 + i)).join(' ');
    expect(findForbiddenCharacters(broken).length).toBeLessThan(30);
  });
});
