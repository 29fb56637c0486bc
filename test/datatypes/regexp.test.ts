import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile as compileOracle } from 'xspattern';
import { compileRegexp } from '../../src/datatypes/regexp/index.js';

function matches(pattern: string, value: string): boolean {
  const result = compileRegexp(pattern);
  if (!result.ok) throw new Error(result.reason);
  return result.regexp.matches(value);
}

function refusal(pattern: string): string {
  const result = compileRegexp(pattern);
  return result.ok ? '' : result.reason;
}

describe("XML Schema's regular expressions", () => {
  it.each([
    ['', [''], ['a']],
    ['a|b', ['a', 'b'], ['ab', '']],
    ['a||b', ['a', '', 'b'], ['ab']],
    ['()', [''], ['a']],
    ['a?b*c+', ['c', 'abbcc'], ['ab', 'aac']],
    ['a{2}', ['aa'], ['a', 'aaa']],
    ['a{2,}', ['aa', 'aaaaa'], ['a']],
    ['a{0,2}', ['', 'a', 'aa'], ['aaa']],
    ['(ab){1,2}c', ['abc', 'ababc'], ['c', 'abababc']],
    ['(a|b?){3}', ['', 'aaa', 'ba'], ['aaaa', 'c']],
    ['a{99999}', [], ['a']],
    ['^a$', ['^a$'], ['a']],
    ['.', ['a', '\u2028', '\u{1F4DC}'], ['\n', '\r', 'ab', '']],
    ['\\.\\-\\\\\\[\\^', ['.-\\[^'], []],
    ['\\t\\n\\r', ['\t\n\r'], []],
    ['\\s', [' ', '\t'], ['\u00a0', 'a']],
    ['\\d+', ['12', '٣'], ['a', '²']],
    ['\\w+', ['aé1$+'], ['_', '-', ' ']],
    ['\\W', ['-', ' '], ['a']],
    ['\\i\\c*', ['a-1', ':', '_é'], ['1', '-']],
    ['[\\i-[:]][\\c-[:]]*', ['a1'], ['a:', ':']],
    ['\\p{Lu}\\P{Lu}', ['Aa', 'É1'], ['aa', 'AA']],
    ['[\\p{L}\\d]+', ['aé1'], ['-']],
    ['\\p{IsBasicLatin}', ['a'], ['é']],
    ['\\p{IsGreek}\\p{IsGreekandCoptic}', ['αβ'], ['ab']],
    ['\\P{IsCyrillic}', ['a'], ['я']],
    ['\\p{IsPrivateUse}', ['\ue000', '\u{f0000}'], ['a']],
    ['[a-c]', ['b'], ['d']],
    ['[^a-c]', ['d', '\n'], ['b']],
    ['[a-z-[aeiou]]', ['b'], ['a', '-']],
    ['[^a-z-[1]]', ['2'], ['1', 'b']],
    ['[a-z-[b-y-[m]]]', ['a', 'z', 'm'], ['b', 'y']],
    ['[-a]', ['-', 'a'], ['b']],
    ['[a-]', ['-', 'a'], ['b']],
    ['[a^.$]', ['^', '.', '$'], ['b']],
    ['[\u{10000}-\u{10005}]', ['\u{10002}'], ['\u{10006}', '\ud800']],
    ['[&&~#]', ['&', '~', '#'], ['a']],
  ])('%s', (pattern, good, bad) => {
    expect([...good, ...bad].filter((value) => matches(pattern, value))).toEqual(good);
  });

  it.each([
    ['[', '“]” is missing'],
    ['[]', 'at least one character'],
    ['(a', '“)” is missing'],
    ['a)', 'closes a group'],
    ['*', 'nothing to repeat'],
    ['a**', 'nothing to repeat'],
    ['a+?', 'nothing to repeat'],
    ['(?:a)', 'nothing to repeat'],
    ['a{2,1}', 'at least 2 and at most 1'],
    ['a{,2}', 'a number is missing'],
    ['a{x}', 'a number is missing'],
    ['a{1', '{2,5}'],
    ['a}', '\\}'],
    [']', '\\]'],
    ['[a-c-e]', '\\-'],
    ['[z-a]', 'ends before'],
    ['[a-\\d]', 'from one character to another'],
    ['[[]', '\\['],
    ['[a-z-[b]c]', 'last in its class'],
    ['\\u0041', 'not an escape'],
    ['\\/', 'needs no'],
    ['(a)\\1', 'not an escape'],
    ['a\\', 'escapes nothing'],
    ['\\p{Foo}', 'neither a Unicode category'],
    ['\\p{IsFoo}', 'neither a Unicode category'],
    ['\\pL', 'is written \\p{Lu}'],
    ['\\p{L', 'is written \\p{Lu}'],
    ['((a{1000}){1000}){1000}', 'repeats too much'],
    ['a{999999999}', 'repetitions'],
    [`${'('.repeat(10_000)}a${')'.repeat(10_000)}`, 'nested'],
  ])('refuses %s', (pattern, reason) => {
    expect(refusal(pattern)).toContain(reason);
  });

  it('says at which character a pattern goes wrong', () => {
    expect(refusal('ab]')).toContain('at character 3');
  });

  it('sees whether spaces can match', () => {
    const excludes = (pattern: string): boolean => {
      const result = compileRegexp(pattern);
      return result.ok && result.regexp.excludesSpace;
    };
    expect(['\\S+', '[^\\p{C}\\p{Z}]+', 'a|b', '.+', 'a b', '[^a]', '\\s'].map(excludes)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('needs no more steps than the value has characters, where others go back and forth', () => {
    const value = `${'a'.repeat(100_000)}!`;
    for (const pattern of ['(a+)+', '(a|a)*', '(a*)*b', '(a|aa)+c', '(.*a){10}', '(a?){50}a{50}.*b'])
      expect(matches(pattern, value)).toBe(false);
  });

  it('stays small when a pattern has more states than can be kept', () => {
    const value = Array.from({ length: 20_000 }, (_, i) => ((i * 7919) % 13 < 6 ? 'a' : 'b')).join('');
    expect(matches('(a|b)*a(a|b){300}', `${value}a${'b'.repeat(300)}`)).toBe(true);
    expect(matches('(a|b)*a(a|b){300}', `${value}b${'b'.repeat(300)}`)).toBe(false);
  });
});

describe('random patterns', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '-',
    'é',
    '.',
    '\\.',
    '\\d',
    '\\S',
    '[ab]',
    '[^a]',
    '[a-z-[b]]',
    '\\p{Lu}',
    '\\P{L}',
    '\u{1F4DC}',
    '\\-',
  );
  const quantifier = fc.constantFrom('', '', '?', '*', '+', '{2}', '{1,3}', '{0,1}', '{2,}', '{0}');
  const { pattern } = fc.letrec<{ pattern: string; particle: string }>((tie) => ({
    particle: fc
      .tuple(
        fc.oneof(
          { maxDepth: 3 },
          atom,
          tie('pattern').map((inner) => `(${inner})`),
        ),
        quantifier,
      )
      .map((parts) => parts.join('')),
    pattern: fc
      .array(
        fc.array(tie('particle'), { maxLength: 3 }).map((particles) => particles.join('')),
        { minLength: 1, maxLength: 2 },
      )
      .map((branches) => branches.join('|')),
  }));
  const value = fc
    .array(fc.constantFrom('a', 'b', '-', 'é', '.', '1', 'Z', ' ', '\n', '\u{1F4DC}'), { maxLength: 6 })
    .map((chars) => chars.join(''));

  it('match what an independent engine says they match', () => {
    fc.assert(
      fc.property(pattern, fc.array(value, { minLength: 5, maxLength: 5 }), (source, values) => {
        const oracle = compileOracle(source);
        for (const each of values) expect(matches(source, each)).toBe(oracle(each));
      }),
      { numRuns: 500 },
    );
  });
});
