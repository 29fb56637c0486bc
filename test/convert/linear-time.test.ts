/** What is four times as long may take about four times as long, whatever it is made of. */
import { expect, test } from 'vitest';
import { convert } from '../../src/convert.js';

/** Four times for the length, as much again for a busy machine; quadratic time would be sixteen times. */
const MOST = 10;
/** Below this a measurement says more of the machine than of the program (milliseconds). */
const UNMEASURABLE = 60;

const SINGLE = [
  ...'0129aAzZié中ʼ',
  ...'.,;:!?-–—/\\()[]{}<>&“”"‘’\'«•*%$#@_=+|~^`↩',
  ...[' ', '\n', '\t', '\r', '\f', '\u00a0', '\u2028', '\u0301', '\ufeff', '\0', '\ud800', '😀'],
];
const PATTERNS = [
  ...[
    '1.',
    'a1',
    'A.',
    '[1',
    '“a',
    'a\n',
    '1\n',
    '- ',
    '/1/',
    'A a',
    'A ',
    '1 ',
    ', ',
    '. ',
    'a. ',
    'Aa ',
    'A, ',
    '1]',
  ],
  ...[
    '[ ',
    '(1',
    'Aa\n',
    '1. \n',
    '\n\n1.\n',
    '\n  1. a',
    '- a↩\n',
    '[1] ',
    '(a)\n',
    ', p. 1',
    'Document 1 ',
    'footnote 1 thereto ',
    'See A b, p. 1. ',
    'Foreign Relations, 1950, vol. I, p. 1. ',
    '[1 line] ',
    'note 1 ',
  ],
  ...[
    'Ibid., ',
    '; ',
    'Source: ',
    ' to ',
    'From ',
    'May 1, ',
    '1/2 ',
    'Lot 1 A 1, ',
    '“a\n\n',
    'Dear A:\n',
    '1.1',
    "A'",
    'A-',
  ],
];
/** Where each pattern stands: in the text, in a heading, in a source note. */
const PLACES: readonly (readonly [string, string])[] = [
  ['text', ''],
  ['heading', '1. Telegram From the Legation to '],
  ['note', 'He left.1\n\n  1. Source: Department of State, '],
];

function milliseconds(text: string): number {
  const started = performance.now();
  convert(text);
  return performance.now() - started;
}

/** How many times as long four times the text takes; the best of three, since other work only ever slows. */
function growth(before: string, pattern: string, size: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best > MOST; run++) {
    const large = milliseconds(before + pattern.repeat((4 * size) / pattern.length));
    if (large < UNMEASURABLE) return 1;
    best = Math.min(best, large / milliseconds(before + pattern.repeat(size / pattern.length)));
  }
  return best;
}

function tooSlow(before: string, patterns: readonly string[], size: number): string[] {
  return patterns.flatMap((pattern) => {
    const times = growth(before, pattern, size);
    return times > MOST ? [`${JSON.stringify(pattern)}: ${times.toFixed(1)} times as long`] : [];
  });
}

test.each(PLACES)('patterns in a %s', (_, before) => {
  convert(before + PATTERNS.join('').repeat(20));
  expect(tooSlow(before, PATTERNS, 16_384)).toEqual([]);
});

test('a megabyte of any single character', () => {
  expect(tooSlow('', SINGLE, 262_144)).toEqual([]);
});
