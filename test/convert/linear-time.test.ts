/** What is four times as long may take about four times as long, whatever it is made of. */
import { expect, test } from 'vitest';
import { convert } from '../../src/convert.js';
import { parseTelegrams } from '../../src/telegram/index.js';
import { THOROUGH } from '../setup/effort.js';
import { processorTime } from '../setup/processor.js';

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
/** What cables are made of, a hundred thousand times over. */
const WIRE = [
  '1. TEXT IS TEXT.\n',
  'TEXT IS TEXT\n',
  'A. TEXT.\n(1) TEXT.\n-- TEXT.\n',
  'AMEMBASSY ORSK PRIORITY\n',
  'SOME OTHER POST\n',
  'CONFIDENTIAL\nPAGE 02 ORSK 00913 121540Z\nTEXT\n',
  'RELEASED IN FULL\n',
  '-\n-----\nHEAD\n-----\n',
  'REF: (A) STATE 1234, (B) ORSK 22,\n',
  'TAGS: PFOR, NO,\n',
  'E.O. 11652: GDS\n',
  'R 121530Z MAY 75\nFM AMEMBASSY ORSK\nTO SECSTATE WASHDC\nUNCLAS ORSK 22\n',
  'ROOM        JUNE 29     JUNE 30\n',
  'Message Text\nX\nMessage Attributes\nDocument Number: 1\n',
];
const WIRE_PLACES: readonly (readonly [string, string])[] = [
  ['head', 'R 121530Z MAY 75\nFM AMEMBASSY ORSK\nTO SECSTATE WASHDC\n'],
  ['text', 'R 121530Z MAY 75\nFM AMEMBASSY ORSK\nTO SECSTATE WASHDC\nUNCLAS ORSK 913\nTAGS: NO\n\n1. TEXT:\n'],
];

/** Where each pattern stands: in the text, in a heading, in a source note. */
const PLACES: readonly (readonly [string, string])[] = [
  ['text', ''],
  ['heading', '1. Telegram From the Legation to '],
  ['note', 'He left.1\n\n  1. Source: Department of State, '],
];

function milliseconds(text: string): number {
  const started = processorTime();
  convert(text);
  return processorTime() - started;
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
  expect(tooSlow(before, PATTERNS, THOROUGH ? 16_384 : 2048)).toEqual([]);
});

test.each(WIRE_PLACES)('lines of cables in a %s', (_, before) => {
  convert(before + WIRE.join('').repeat(20));
  expect(tooSlow(before, WIRE, THOROUGH ? 16_384 : 2048)).toEqual([]);
});

test('a quarter of a megabyte, or a whole one, of any single character', () => {
  expect(tooSlow('', SINGLE, THOROUGH ? 262_144 : 32_768)).toEqual([]);
});

/** Notes of one number or sign only, each of which fits every marker. */
const ALIKE: readonly (readonly [string, string, string])[] = [
  ['of one number', 'Some ordinary words end here.1', '  1. See the document.'],
  ['of one sign', 'Some ordinary words end here.*', '* See the document.'],
  ['of one number in brackets', 'Some ordinary words end here.[1]', '[1] See the document.'],
];

test.each(ALIKE)('four times the notes, %s, take about four times the time', (_, paragraph, note) => {
  const time = (notes: number): number => {
    const list = `${note}\n`.repeat(notes);
    const started = processorTime();
    parseTelegrams(`7. Letter From A. Hollis to B. Orme\n\n${`${paragraph}\n\n`.repeat(notes)}Hollis\n${list}`);
    return processorTime() - started;
  };
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best > MOST; run++) {
    const large = time(1600);
    best = Math.min(best, large < UNMEASURABLE ? 1 : large / time(400));
  }
  expect(best).toBeLessThan(MOST);
});

/** Notes at their markers, in reverse order, without markers, and behind numbers that could end in them. */
const NOTED: readonly (readonly [string, (n: number, of: number) => string])[] = [
  ['in order', (n) => `Some ordinary words end here.${n}`],
  ['in reverse order', (n, of) => `Some ordinary words end here.${of + 1 - n}`],
  ['without markers', () => 'Some ordinary words end here.'],
  ['behind numbers', (n) => `We had 3455 tons in 1952 and telegram 455${n} of then.`],
];

test.each(NOTED)('twice the notes, %s, take about twice the time', (_, paragraph) => {
  const withNotes = (notes: number): string => {
    const numbers = Array.from({ length: notes }, (_, i) => i + 1);
    const list = numbers.map((n) => `  ${n}. See Document ${n}.`).join('\n');
    return `7. Letter From A. Hollis to B. Orme\n\n${numbers.map((n) => paragraph(n, notes)).join('\n\n')}\n\nHollis\n${list}\n`;
  };
  const time = (notes: number): number => {
    const started = processorTime();
    parseTelegrams(withNotes(notes));
    return processorTime() - started;
  };
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5 && best > 3; run++) {
    const twice = time(800);
    best = Math.min(best, twice < UNMEASURABLE ? 1 : twice / time(400));
  }
  expect(best).toBeLessThan(3);
});
