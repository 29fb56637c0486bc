/** What a copy prints around its text may stand between any two lines of it, whatever these are: nothing is lost by it, and the TEI is valid. */
import { expect, test } from 'vitest';
import { convert } from '../../src/convert.js';
import { THOROUGH } from '../setup/effort.js';

/** Heads of which each is followed by a text. */
const HEADS: Readonly<Record<string, string>> = {
  outgoing: 'OUTGOING TELEGRAM\nDEPARTMENT OF STATE\nOrigin\nEUR\nJune 15, 1959\nACTION: Amembassy STRELSAU 96\n',
  incoming:
    'INCOMING TELEGRAM Department of State\nControl: 3312\nRec’d: January 2, 1954\nFROM: Hentzau\nTO: Secretary of State\nNO: 47, December 31, 6 p.m.\n',
  cable: 'R 121530Z MAY 75\nFM AMEMBASSY STRELSAU\nTO SECSTATE WASHDC 0913\nC O N F I D E N T I A L STRELSAU 0047\n',
};

/** What the lines of a text may be to one another. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  paragraphs: ['The mint at Zenda has run short of silver.', '', 'The market was quiet.', 'It stays so.'],
  'one paragraph': [
    'The burgomaster said that the garrison had been paid in',
    'new coin and that the old one',
    'was called in.',
  ],
  'numbered paragraphs': ['1. The mint is closed.', '2. The market is quiet,', 'and stays so.', '3. Nothing more.'],
  'labels alone': ['1.', 'The mint is closed.', '2.', 'The market is quiet.'],
  'points under a label alone': [
    '1.',
    'The mint has closed:',
    '(a) in the town',
    '(b) on the river',
    '2. Nothing more.',
  ],
  'points under points': [
    '1. The mint:',
    '(a) in the town:',
    '(1) gold',
    '(2) silver',
    '(b) on the river',
    '2. The market.',
  ],
  bullets: ['He asked for:', '- salt', '- coal', '-- timber', '-- tar'],
  'lone bullets': ['•', 'salt', '•', 'coal'],
  'columns of tabs': ['Port\tSalt\tTar', 'Hof\t310\t12', 'Selm\t40\t9', 'Orsk\t7\t8'],
  'columns of blanks': ['Port      Salt    Tar', 'Hof       310     12', 'Selm      40      9', 'Orsk      7       8'],
  'columns under a number': [
    '1. The tolls:',
    'Port      Salt    Tar',
    'Hof       310     12',
    'Selm      40      9',
    '2. No more.',
  ],
  'parts under headings': ['SUMMARY', 'The mint is closed.', 'COMMENT', '1. The market is quiet.', 'END COMMENT'],
  'a heading alone': ['1. The mint is closed.', 'COMMENT', '1. The market is quiet.'],
  'a memorandum': ['SUBJECT', 'Salt', 'PARTICIPANTS', 'Mr. Marsh', 'Mr. Sapt', 'They spoke of salt.'],
};

const MARKS: readonly string[] = [
  'CONFIDENTIAL',
  '-2- 47, December 31, 6 p.m., from Hentzau',
  'REPRODUCTION FROM THIS COPY IS',
  'PAGE 02 STRELS 00047 121819Z',
  'RELEASED IN FULL',
  '- -',
];

/** A signature below the group of downgrading, and one above the end of the message. */
const ENDINGS: readonly (readonly string[])[] = [
  ['GP-3', 'SAPT'],
  ['SAPT', 'NNNN'],
];

/** The lines with a mark between all of them; and with one at each place, `npm test` takes the marks by turns there. */
function copiesOf(lines: readonly string[]): (readonly string[])[] {
  const places = Array.from({ length: lines.length + 1 }, (_, at) => at);
  return MARKS.flatMap((mark, turn) => [
    [...lines.flatMap((line) => [mark, line]), mark],
    ...places.filter((at) => THOROUGH || at % MARKS.length === turn).map((at) => lines.toSpliced(at, 0, mark)),
  ]);
}

const kinds = Object.keys(HEADS).flatMap((head) => Object.keys(TEXTS).map((text) => ({ head, text })));

test.each(kinds)('$head: $text', ({ head, text }) => {
  const broken: unknown[] = [];
  for (const ending of ENDINGS) {
    for (const copy of copiesOf([...TEXTS[text]!, ...ending])) {
      const { valid, lossless, diagnostics } = convert(`${HEADS[head]}\n${copy.join('\n')}`);
      const fault = diagnostics.find(({ severity }) => severity === 'error');
      if (!valid || !lossless) broken.push([copy, fault?.message]);
    }
  }
  expect(broken).toEqual([]);
});
