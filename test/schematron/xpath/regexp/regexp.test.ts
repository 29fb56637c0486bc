import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegExp, RegExpFault } from '../../../../src/schematron/xpath/regexp/index.js';

const free = (): void => {};

function fault(ask: () => unknown): RegExpFault {
  try {
    ask();
  } catch (error) {
    if (error instanceof RegExpFault) return error;
    throw error;
  }
  throw new Error('no fault');
}

describe('what is refused', () => {
  it.each([
    ['a**', 'at character 3, “*” has nothing to repeat'],
    ['a{,2}', 'a number is missing'],
    ['(a', '“)” is missing'],
    ['a(?=b)', 'at character 3, groups are written (…) or (?:…)'],
    ['(?i)a', 'flags are the last argument'],
    ['\\bopal', 'around a word, (^|\\W) and (\\W|$) do'],
    ['\\Aopal', 'a text begins at ^'],
    ['\\u0041', 'write the character itself'],
    ['\\/', '“/” needs no “\\”'],
    ['\\1', 'before it there is no group'],
    ['(a)\\2', 'before it there is only one group'],
    ['(a)(b)\\3', 'there are only 2 groups'],
    ['(a\\1)', 'the group that it stands in'],
    ['(a)[\\1]', 'cannot stand in a class'],
    ['\\p{IsFoo}', 'neither a Unicode category'],
    ['((a{1000}){1000}){1000}', 'repeats too much'],
    ['a{999999999}', 'repetitions'],
    [`${'('.repeat(10_000)}a${')'.repeat(10_000)}`, 'nested'],
  ])('%.40s', (pattern, words) => {
    const { code, message } = fault(() => compileRegExp(pattern, ''));
    expect(code).toBe('FORX0002');
    expect(message).toContain('the regular expression “');
    expect(message).toContain(words);
  });

  it('is told by its place before white space was left out', () => {
    expect(fault(() => compileRegExp(' a ) b', 'x')).message).toContain('“ a ) b” cannot be read: at character 4');
  });

  it('has words for flags, for replacements, and for what matches nothing', () => {
    expect(fault(() => compileRegExp('a', 'ig')).message).toContain('“g” is no flag');
    expect(fault(() => compileRegExp('a', '').replace('a', 'x$', free)).message).toContain(
      'at character 2, behind “$”',
    );
    expect(fault(() => compileRegExp('a*', '').tokenize('b', free)).message).toContain(
      '“a*” matches even where there is nothing',
    );
  });

  it('is known before any text is', () => {
    expect(compileRegExp('a*', '').matchesEmpty).toBe(true);
    expect(compileRegExp('(a)?\\1', '').matchesEmpty).toBe(true);
    expect(compileRegExp('^$', 'm').matchesEmpty).toBe(true);
    expect(compileRegExp('a', '').matchesEmpty).toBe(false);
  });
});

describe('letters whatever their case', () => {
  /** By their forms in lower and in upper case, all characters that are letters of two cases or more. */
  const letters = Array.from({ length: 0x20000 }, (_, codePoint) => codePoint)
    .filter((codePoint) => codePoint < 0xd800 || codePoint >= 0xe000)
    .map((codePoint) => String.fromCodePoint(codePoint))
    .filter((letter) => letter.toLowerCase() !== letter || letter.toUpperCase() !== letter);
  const isVariant = (a: string, b: string): boolean =>
    a.toLowerCase() === b.toLowerCase() || a.toUpperCase() === b.toUpperCase();

  it.each(['a', 'I', 'k', 'S', 'z', 'é', 'ß', 'ı', '\u212a', 'σ', 'θ', 'ǆ', '\u{10400}', 'ﬆ', '\u0390'])(
    'match %s',
    (letter) => {
      const regexp = compileRegExp(letter, 'iq');
      for (const other of letters) expect(regexp.test(other, free), other).toBe(isVariant(letter, other));
    },
  );

  it('match ranges of them', () => {
    for (const [from, to] of [
      ['a', 'z'],
      ['A', 'K'],
      ['à', 'ö'],
      [' ', 'ÿ'],
      ['Α', 'Ω'],
      ['\u1f00', '\u1fff'],
    ] as const) {
      const regexp = compileRegExp(`^[${from}-${to}]$`, 'i');
      const within = letters.filter((letter) => letter >= from && letter <= to);
      for (const other of letters)
        expect(regexp.test(other, free), other).toBe(within.some((letter) => isVariant(letter, other)));
    }
  });
});

/** The same expression for each way of searching: JavaScript's, without references, and with one. */
function disguised(pattern: string, groups: number): string[] {
  return [pattern, `(?:${pattern})\\i{0}`, `(?:${pattern})()\\${groups + 1}`];
}

interface Drawn {
  readonly pattern: string;
  readonly isNullable: boolean;
  readonly groups: number;
}

describe('random expressions', () => {
  const atom = fc
    .constantFrom(...['a', 'b', 'B', 'é', '.', '\\.', '[ab]', '[^a]', '\\p{Lu}', '\\P{L}', '\u{1F4DC}', '[\u{1F4DC}b]'])
    .map((pattern): Drawn => ({ pattern, isNullable: false, groups: 0 }));
  const anchor = fc.constantFrom('^', '$').map((pattern): Drawn => ({ pattern, isNullable: true, groups: 0 }));
  const { choice } = fc.letrec<{ choice: Drawn; piece: Drawn }>((tie) => ({
    piece: fc
      .tuple(
        fc.oneof(
          { maxDepth: 3 },
          { weight: 8, arbitrary: atom },
          { weight: 1, arbitrary: anchor },
          {
            weight: 3,
            arbitrary: fc.tuple(tie('choice'), fc.boolean()).map(
              ([inner, keeps]): Drawn => ({
                pattern: `(${keeps ? '' : '?:'}${inner.pattern})`,
                isNullable: inner.isNullable,
                groups: inner.groups + Number(keeps),
              }),
            ),
          },
        ),
        fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}', '{0,1}', '{2,}', '??', '*?', '+?', '{1,3}?'),
      )
      .map(([item, quantifier]): Drawn => {
        // Of turns without a character JavaScript has its own opinion.
        const given = item.isNullable && quantifier !== '' ? '' : quantifier;
        return {
          pattern: item.pattern + given,
          isNullable: item.isNullable || /^(?:\?|\*|\{0)/.test(given),
          groups: item.groups,
        };
      }),
    choice: fc.array(fc.array(tie('piece'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map(
      (branches): Drawn => ({
        pattern: branches.map((pieces) => pieces.map(({ pattern }) => pattern).join('')).join('|'),
        isNullable: branches.some((pieces) => pieces.every(({ isNullable }) => isNullable)),
        groups: branches.flat().reduce((sum, { groups }) => sum + groups, 0),
      }),
    ),
  }));
  const text = fc
    .array(fc.constantFrom('a', 'b', 'B', 'é', '.', '\n', '\u{1F4DC}'), { maxLength: 10 })
    .map((characters) => characters.join(''));
  const texts = fc.array(text, { minLength: 4, maxLength: 4 });

  it('match where JavaScript says that they match, in whichever way they are searched for', () => {
    fc.assert(
      fc.property(choice, texts, ({ pattern, groups }, given) => {
        const theirs = new RegExp(
          pattern.replaceAll('.', (dot, at: number) => (pattern[at - 1] === '\\' ? dot : '[^\\n\\r]')),
          'gu',
        );
        for (const source of disguised(pattern, groups)) {
          const ours = compileRegExp(source, '');
          for (const each of given) {
            expect(ours.test(each, free)).toBe(each.search(theirs) !== -1);
            if (!ours.matchesEmpty) expect(ours.replace(each, '<$0>', free)).toBe(each.replace(theirs, '<$&>'));
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('keep the same groups in whichever way they are searched for', () => {
    fc.assert(
      fc.property(choice, texts, ({ pattern, groups }, given) => {
        const [first, ...others] = disguised(pattern, groups).map((source) => compileRegExp(source, ''));
        if (first!.matchesEmpty) return;
        const by = Array.from({ length: groups }, (_, i) => `[$${i + 1}]`).join('');
        for (const each of given)
          for (const other of others) expect(other.replace(each, by, free)).toBe(first!.replace(each, by, free));
      }),
      { numRuns: 300 },
    );
  });

  it('cut a text into parts that make it up', () => {
    fc.assert(
      fc.property(choice, text, ({ pattern }, given) => {
        const regexp = compileRegExp(pattern, '');
        if (regexp.matchesEmpty) return;
        const segments = regexp.analyze(given, free);
        expect(segments.map((segment) => segment.text).join('')).toBe(given);
        const matches = segments.filter(({ matched }) => matched).length;
        expect(regexp.tokenize(given, free)).toHaveLength(given === '' ? 0 : matches + 1);
      }),
    );
  });
});

/** The steps of a search. */
function stepsOf(ask: (spend: (steps: number) => void) => unknown): number {
  let steps = 0;
  ask((more) => {
    steps += more;
  });
  return steps;
}

describe('what it takes', () => {
  const catastrophic = [
    '(a+)+b',
    '(a|a)*b',
    '(a|aa)+b',
    '(a*)*b',
    '(.*a){8}b',
    '(a?){30}a{30}b',
    'a*a*a*a*b',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(\\s*a\\s*)+b',
  ];

  it.each(catastrophic)('grows with the text and no faster: %s', (pattern) => {
    const regexp = compileRegExp(pattern, '');
    const short = 'a'.repeat(4000);
    regexp.test(short, free);
    for (const search of [regexp.test, regexp.tokenize, regexp.analyze].map((each) => each.bind(regexp))) {
      const [once, twice] = [short, short + short].map((text) => stepsOf((spend) => search(text, spend)));
      expect(twice! / once!).toBeLessThan(2.5);
    }
  });

  it.each(['(a+)+b', '\\s+$', '(a|b|ab)*c', '(\\w+)\\s*(\\w+)?x'])(
    'grows with the text where most of it does match: %s',
    (pattern) => {
      const regexp = compileRegExp(`(?:${pattern})|(z)`, '');
      const short = 'zaz aa za '.repeat(400);
      const [once, twice] = [short, short + short].map((text) => stepsOf((spend) => regexp.replace(text, '$1', spend)));
      expect(twice! / once!).toBeLessThan(2.5);
    },
  );

  it('grows with a bounded repetition, and not with its bounds in one another', () => {
    const text = 'ab'.repeat(200);
    const [once, twice] = [100, 200].map((bound) =>
      stepsOf((spend) => compileRegExp(`(a?b?){1,${bound}}(a?b?){1,${bound}}c`, '').test(text, spend)),
    );
    expect(twice! / once!).toBeLessThan(3);
  });

  it('can be ended at any time, which matters where groups are referred to', () => {
    const spent = new Error('spent');
    const limited = (): ((steps: number) => void) => {
      let left = 100_000;
      return (steps) => {
        left -= steps;
        if (left < 0) throw spent;
      };
    };
    for (const pattern of ['(a*)*\\1b', '(a|a)*\\1b', '^(.*)(.*)(.*)(.*)(.*)\\1\\2\\3\\4\\5x$', '((a)|){40}\\2b']) {
      const regexp = compileRegExp(pattern, '');
      expect(() => regexp.test('a'.repeat(100), limited())).toThrow(spent);
    }
  });

  it('is told of what a replacement makes', () => {
    const regexp = compileRegExp('a', '');
    const long = 'x'.repeat(10_000);
    expect(stepsOf((spend) => regexp.replace('aaaa', long, spend))).toBeGreaterThan(40_000);
  });

  it('finds in a long text what a short one has', () => {
    const long = `${'opal '.repeat(100_000)}jade`;
    expect(compileRegExp('^(\\w+\\s)+jade$', '').test(long, free)).toBe(true);
    expect(compileRegExp('(\\w+) (jade)', '').replace(long, '$2 $1', free).slice(-10)).toBe(' jade opal');
    expect(compileRegExp('(l) j\\1?', '').tokenize(long, free)).toHaveLength(2);
  });
});
