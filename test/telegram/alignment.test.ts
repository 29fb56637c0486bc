/** The hard cases of placing notes: where each one goes, and what stays text. */
import { describe, expect, test } from 'vitest';
import { parseTelegram } from '../../src/telegram/index.js';
import { words } from './reading.js';

const HEADING = '7. Telegram From the Embassy in Orvania to the Department of State';

/** The text with `{n}` where a note printed n was placed, and what the reader warns of. */
function placed(text: string): { text: string; codes: string[] } {
  const { telegram, diagnostics } = parseTelegram(text);
  const blocks = telegram.division.blocks.flatMap((block) => (block.type === 'paragraph' ? [block.children] : []));
  const said = [telegram.division.heading?.children, ...blocks].map((children) => words(children)).join('\n');
  return {
    text: said.replace(/\{(\d+)\}/g, (_, index: string) => `{${telegram.notes[Number(index)]!.printed}}`),
    codes: diagnostics.map(({ code }) => code),
  };
}

/** A telegram in style A: heading with its marker, paragraphs, list of notes from 1. */
function withNotes(mark: string, paragraphs: readonly string[], notes: readonly string[]): string {
  return `${HEADING}${mark}\n\n${paragraphs.join('\n\n')}\n\n${notes.map((note, i) => `  ${i + 1}. ${note}\n`).join('')}`;
}

const SOURCE = 'Source: Department of State, Central Files, 774.00/1–155. Secret.';

const CASES: readonly (readonly [string, string, string, readonly string[], string])[] = [
  [
    'a telegram number that its note repeats',
    '1',
    'We refer to Embtel 31952 of last week.',
    [SOURCE, 'Telegram 3195 reported the illness.'],
    'We refer to Embtel 3195{2} of last week.',
  ],
  [
    'a number of a circular',
    '1',
    'As said in Circular Telegram 5002 we agree.',
    [SOURCE, 'Circular telegram 500, October 3, is not printed.'],
    'As said in Circular Telegram 500{2} we agree.',
  ],
  [
    'a day of the month that no month has',
    '1',
    'He came back on Oct 284 with Harlow.2 They met.3 We know.',
    [SOURCE, 'Not found.', 'No record has been found.'],
    'He came back on Oct 284 with Harlow.{2} They met.{3} We know.',
  ],
  ['a year', '1', 'The note of 19532 stands.', [SOURCE, 'Not printed.'], 'The note of 1953{2} stands.'],
  [
    'a decimal',
    '1',
    'Re Deptel 391.2 Price is 4.25 crowns.',
    [SOURCE, 'Telegram 391 asked for the price.'],
    'Re Deptel 391.{2} Price is 4.25 crowns.',
  ],
  [
    'three numbers with markers',
    '1',
    'Re your 489,2 497,3 and 504.4 We agree.',
    [SOURCE, 'Not printed.', 'Dated May 4.', 'Dated May 9.'],
    'Re your 489,{2} 497,{3} and 504.{4} We agree.',
  ],
  [
    'a heading printed 0 against a list from 1',
    '0',
    'He left.1 He came back.2',
    [SOURCE, 'For Velden.', 'From Velden.'],
    'He left.{1} He came back.{2}',
  ],
  [
    'markers that run through a chapter',
    '',
    'Your 22, March 30, 6 p.m.86 He said it lapsed in 192487 at Haven.88 We wait.',
    ['Ante, p. 702.', 'The concession is not printed.', 'See despatch No. 214.'],
    'Your 22, March 30, 6 p.m.{86} He said it lapsed in 1924{87} at Haven.{88} We wait.',
  ],
  [
    'a marker after a space',
    ' 1',
    'Thanks for the message of the Minister. 2 He left.',
    [SOURCE, 'Not printed.'],
    'Thanks for the message of the Minister. {2} He left.',
  ],
  [
    'a marker between two words',
    '1',
    'He went to Velden2and slept.',
    [SOURCE, 'By train.'],
    'He went to Velden{2}and slept.',
  ],
  [
    'a marker behind a quotation',
    '1',
    'He said “we shall see.”2 Then he left.',
    [SOURCE, 'Not found.'],
    'He said “we shall see.”{2} Then he left.',
  ],
  [
    'a marker behind a bracket',
    '1',
    'He left (by train).2 We stayed.',
    [SOURCE, 'Not found.'],
    'He left (by train).{2} We stayed.',
  ],
  [
    'a bracket that is its own marker',
    '[1]',
    'He left.[2] We stayed.',
    [SOURCE, 'Not found.'],
    'He left.{2} We stayed.',
  ],
  [
    'numbers that are none',
    '1',
    'In 1955 he paid 2 million for 3 ships, see paragraph 2.\n\nHe sold them.2',
    [SOURCE, 'In May.'],
    'In 1955 he paid 2 million for 3 ships, see paragraph 2.\nHe sold them.{2}',
  ],
];

describe('notes are placed', () => {
  test.each(CASES)('at %s', (_, mark, paragraph, notes, expected) => {
    const text = withNotes(mark, paragraph.split('\n\n'), notes);
    const heading =
      mark === ''
        ? HEADING
        : `${HEADING}${mark.replace(/\D*(\d)\D*/, '{$1}').replace(/^\{/, mark.startsWith(' ') ? ' {' : '{')}`;
    expect(placed(text).text).toBe(`${heading}\n${expected}`);
  });

  test('one marker printed again and again', () => {
    const text = withNotes(
      '',
      ['On Apr 221 and Apr 231 and Apr 241 he wrote.'],
      ['Not printed.', 'Not printed.', 'Not printed.'],
    );
    expect(placed(text).text).toBe(`${HEADING}\nOn Apr 22{1} and Apr 23{1} and Apr 24{1} he wrote.`);
  });

  test('two markers behind one heading', () => {
    const text = withNotes('1 2', ['He left.'], [SOURCE, 'The Ambassador reported on his talk.']);
    expect(placed(text).text).toBe(`${HEADING}{1} {2}\nHe left.`);
  });

  test('a letter behind the number', () => {
    const text = `${HEADING}\n\nHe left.60 He came back.60a He left again.61\n\n  1. Not printed.\n  2. Not found.\n  3. Ante.\n`;
    expect(placed(text).text).toContain('He left.{60} He came back.{60a} He left again.{61}');
  });

  test('a list whose beginning is lost', () => {
    const text = `${HEADING}1\n\nHe left.2 He came back.3 He slept.4\n\n  3. By train.\n  4. At home.\n`;
    const { text: said, codes } = placed(text);
    expect(said).toContain('He left.2 He came back.{3} He slept.{4}');
    expect(codes).toContain('marker-without-note');
  });

  test('without numbers in the list: by their order', () => {
    const text = `${HEADING}0\nHe left.1\nHe came back.2\n- ${SOURCE}↩\n- By train.↩\n- On foot.↩\n`;
    expect(placed(text).text).toBe(`${HEADING}{0}\nHe left.{1}\nHe came back.{2}`);
  });
});

describe('what cannot be decided stays text', () => {
  test('markers without any notes', () => {
    const { text, codes } = placed(`${HEADING}\n\nHe left on May 3.92 He came back.93\n`);
    expect(text).toContain('He left on May 3.92 He came back.93');
    expect(codes).toContain('marker-without-note');
  });

  test('a note whose marker is lost stands at the end', () => {
    const text = withNotes('1', ['He left.2 He came back.'], [SOURCE, 'By train.', 'On foot.']);
    const { telegram, diagnostics } = parseTelegram(text);
    expect(telegram.notes.map(({ printed, anchored }) => [printed, anchored])).toEqual([
      ['1', true],
      ['2', true],
      ['3', false],
    ]);
    expect(diagnostics.find(({ code }) => code === 'note-without-marker')).toMatchObject({
      severity: 'warning',
      line: 7,
    });
  });

  test('a source note without a marker belongs to the heading, and is not given a number', () => {
    const { telegram, diagnostics } = parseTelegram(`${HEADING}\n\nHe left.\n\n${SOURCE}\n`);
    expect(telegram.notes).toMatchObject([{ printed: '', kind: 'source', anchored: true }]);
    expect(diagnostics.filter(({ severity }) => severity === 'warning')).toEqual([]);
  });

  test('a list that no marker surely answers to stays text', () => {
    const text = withNotes('', ['He went on May 9. 1 man stayed, and on May 8. 1 ship left.'], ['Not printed.']);
    const { telegram } = parseTelegram(text);
    expect(telegram.notes).toEqual([]);
    expect(words(telegram.division.blocks[0]!.type === 'paragraph' ? telegram.division.blocks[0]!.children : [])).toBe(
      'He went on May 9. 1 man stayed, and on May 8. 1 ship left.',
    );
  });
});
