import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/telegram/index.js';
import { read, telegramOf } from './reading.js';

type Told = { readonly [key in keyof Facts]?: string | readonly string[] | undefined };

/** The facts asked for, as bare values. */
function told(facts: Facts, keys: readonly string[]): Told {
  return Object.fromEntries(
    keys.map((key) => {
      const fact = facts[key as keyof Facts];
      if (fact && 'number' in fact) return [key, `${fact.series?.value ?? ''} ${fact.number.value}`.trim()];
      if (Array.isArray(fact)) return [key, fact.map((one) => ('value' in one ? one.value : one.name))];
      return [key, fact === undefined ? undefined : 'value' in fact ? fact.value : 'when' in fact ? fact.when : ''];
    }),
  );
}

const OPENINGS: readonly (readonly [string, Told])[] = [
  [
    'Secto 38. Eyes only for the President. All is well.',
    { series: 'Secto', telegramNumber: '38', handling: ['Eyes only for the President'] },
  ],
  ['Topol 2290. All is well.', { series: 'Topol', telegramNumber: '2290' }],
  ['Circular 188. All is well.', { series: 'Circular', telegramNumber: '188' }],
  ['Moscow SECTO 12. All is well.', { series: 'Moscow SECTO', telegramNumber: '12' }],
  ['1128. All is well.', { series: undefined, telegramNumber: '1128' }],
  ['No. 45. All is well.', { telegramNumber: '45' }],
  ['A-412. All is well.', { telegramNumber: 'A-412' }],
  ['194.Embtels 12 and 13 were read.', { telegramNumber: '194' }],
  ['118204/Tosec 040017. All is well.', { series: undefined, telegramNumber: '118204', secondNumber: 'Tosec 040017' }],
  ['4411/Secto 12. All is well.', { telegramNumber: '4411', secondNumber: 'Secto 12' }],
  ['Tosec 17/88231. All is well.', { series: 'Tosec', telegramNumber: '17', secondNumber: '88231' }],
  ['State 4512/TOSEC 9. All is well.', { series: 'State', telegramNumber: '4512', secondNumber: 'TOSEC 9' }],
  ['4411/Secto 12 Dept pass Velden.', { telegramNumber: '4411', secondNumber: 'Secto 12' }],
  ['118204/Tosec 040017: The press was told.', { telegramNumber: '118204', secondNumber: 'Tosec 040017' }],
  ['Tosec 040017/118204 Subject: Grain.', { series: 'Tosec', telegramNumber: '040017', secondNumber: '118204' }],
  ['Tohak 44/WH40455. All is well.', { series: 'Tohak', telegramNumber: '44', secondNumber: 'WH40455' }],
  ['1. 118204/Tosec 040017. All is well.', { telegramNumber: '118204', secondNumber: 'Tosec 040017' }],
  ['Resolution 12/250 was read.', { telegramNumber: undefined, secondNumber: undefined }],
  ['Resolution 12/250 The text is known.', { telegramNumber: undefined, secondNumber: undefined }],
  ['12/250. All is well.', { telegramNumber: undefined, secondNumber: undefined }],
  ['Section 1/2. All is well.', { telegramNumber: undefined, secondNumber: undefined }],
  ['All is well. 1128. So we hope.', { telegramNumber: undefined }],
  ['1. All is well here.', { telegramNumber: '1' }],
];

describe('the opening of a telegram', () => {
  test.each(OPENINGS)('%s', (opening, expected) => {
    expect(told(telegramOf(opening, 'So we hope.').facts, Object.keys(expected))).toEqual(expected);
  });

  test('a letter that begins with a number has no telegram number', () => {
    expect(read('7. Letter From A to B\n\n12. All is well.\n').facts.telegramNumber).toBeUndefined();
  });

  test('an airgram prints its number above the dateline', () => {
    const { facts } = read(
      '140. Airgram From the Embassy in Velden to the Department of State\n\nA–412\n\nVelden, May 27, 1966.\n\nAll is well.\n',
    );
    expect(told(facts, ['telegramNumber', 'date', 'place'])).toEqual({
      telegramNumber: 'A–412',
      date: '1966-05-27',
      place: 'Velden',
    });
  });
});

const SOURCES: readonly (readonly [string, Told])[] = [
  [
    'Secret; Priority; Limit Distribution.',
    { classification: 'Secret', precedence: ['Priority'], handling: ['Limit Distribution'] },
  ],
  ['Top Secret; Niact; Eyes Only.', { classification: 'Top Secret', precedence: ['Niact'], handling: ['Eyes Only'] }],
  ['Confidential. Drafted by Anders.', { classification: 'Confidential', drafting: ['Drafted by Anders'] }],
  [
    'Secret. Drafted by Anders and cleared with Lorimer; approved by Berrow.',
    { drafting: ['Drafted by Anders'], clearance: ['cleared with Lorimer', 'approved by Berrow'] },
  ],
  [
    'Secret. Drafted by J. F. Anders, cleared by Lorimer, and approved by Berrow.',
    { drafting: ['Drafted by J. F. Anders'], clearance: ['cleared by Lorimer', 'approved by Berrow'] },
  ],
  [
    'Secret. Drafted by Anders and approved in S. Repeated to Velden.',
    { clearance: ['approved in S'], repeatedTo: ['Repeated to Velden'] },
  ],
  ['Secret. Repeated to Velden and Tarsk.', { repeatedTo: ['Repeated to Velden and Tarsk'] }],
  ['Secret. Also sent to Haven.', { repeatedTo: ['Also sent to Haven'] }],
  [
    'Secret; No Foreign Dissem; Alpha. Sent to the Department of State, the Harbor Board, and Tarsk.',
    {
      handling: ['No Foreign Dissem', 'Alpha'],
      repeatedTo: ['Sent to the Department of State, the Harbor Board, and Tarsk'],
    },
  ],
  [
    'Secret; Via Orchid Channels. Alpha. Passed to the White House; Velden.',
    { handling: ['Via Orchid Channels'], repeatedTo: ['Passed to the White House'] },
  ],
  [
    'Top Secret; Received at 4 p.m.; One page not declassified; The text is lost.',
    { classification: 'Top Secret', handling: [] },
  ],
  [
    'Secret, Nodis, Niact. Drafted by Anders.',
    { classification: 'Secret', handling: ['Nodis'], precedence: ['Niact'] },
  ],
  ['No classification marking.', { classification: 'No classification marking' }],
  ['The Secretary read it.', { classification: undefined, drafting: [], handling: [] }],
];

describe('the source note', () => {
  test.each(SOURCES)('%s', (words, expected) => {
    const { facts } = read(
      `7. Telegram From A to B1\n\nAll is well.\n\n  1. Source: Department of State, Central Files, 774.00/1–155. ${words}\n`,
    );
    expect(told(facts, Object.keys(expected))).toEqual(expected);
  });
});

test('a classification that a full stop is missing in front of counts', () => {
  const { facts } = read(
    '7. Telegram From A to B1\n\nAll is well.\n\n  1. Source: Department of State, Central Files, POL 12 ORV Top Secret; Priority. Drafted by Anders.\n',
  );
  expect(told(facts, ['classification', 'precedence', 'drafting'])).toEqual({
    classification: 'Top Secret',
    precedence: ['Priority'],
    drafting: ['Drafted by Anders'],
  });
});

test.each([
  ['secret', { classification: 'secret' }],
  ['confidential priority', { classification: 'confidential', precedence: ['priority'] }],
  ['TOP SECRET—US URGENT', { classification: 'TOP SECRET', precedence: ['US URGENT'] }],
] as readonly (readonly [string, Told])[])('the line %s', (line, expected) => {
  expect(told(telegramOf(line, 'All is well.').facts, Object.keys(expected))).toEqual(expected);
});

test('a telegram says at its end where else it went', () => {
  const { facts } = telegramOf('All is well.', 'Repeated to Velden and Tarsk.', 'Hollis');
  expect(told(facts, ['repeatedTo'])).toEqual({ repeatedTo: ['Repeated to Velden and Tarsk'] });
});

describe('the date', () => {
  const inferred = (fileNumber: string, ...lines: readonly string[]) =>
    read(
      [
        '7. Telegram From A to B1',
        ...lines,
        'All is well.',
        `  1. Source: Department of State, Central Files, ${fileNumber}. Secret.\n`,
      ].join('\n\n'),
    ).facts.date;

  test.each([
    ['396.1–PA/12–1561', '1961-12-15'],
    ['774.00/1–155', '1955-01-01'],
    ['611.61/8–1961', '1961-08-19'],
  ])('of file number %s', (fileNumber, when) => {
    expect(inferred(fileNumber)).toMatchObject({ when, certainty: 'inferred', evidence: 'file-number' });
  });

  test.each(['396.1–PA/13–1561', '774.00/2–3055', 'POL 27 ORV', '774.94/318'])(
    'is not made up from %s',
    (fileNumber) => {
      expect(inferred(fileNumber)).toBeUndefined();
    },
  );

  test('of a dateline is stated, whatever the file number says', () => {
    expect(inferred('774.00/1–155', 'Velden, January 3, 1955.')).toMatchObject({
      when: '1955-01-03',
      certainty: 'stated',
      evidence: 'dateline',
    });
  });

  test('of a file line is inferred', () => {
    const { facts } = read(
      '861.00/3–255: Telegram\n\nThe Consul at Tarsk (Wilder) to the Secretary of State\n\nAll is well.\n',
    );
    expect(facts.date).toMatchObject({ when: '1955-03-02', certainty: 'inferred' });
  });
});
