/** Documents in one line: parted where their words show it, and said to be flattened. */
import { describe, expect, test } from 'vitest';
import { parseTelegrams } from '../../src/telegram/index.js';
import { outline, words } from './reading.js';

const HEADING = '36. Telegram From the Embassy in Orvania to the Department of State';
const SOURCE = 'Source: Department of State, Central Files, 774.13/3–1264. Secret; Priority. Repeated to Velden.';

function parts(text: string) {
  const { telegrams, diagnostics } = parseTelegrams(text);
  return {
    codes: diagnostics.map(({ code }) => code),
    documents: telegrams.map((telegram) => ({
      heading: words(telegram.division.heading?.children).replace(/\{\d\}/g, ''),
      notes: telegram.notes.map(({ blocks: [first] }) => words(first?.type === 'paragraph' ? first.children : [])),
      date: telegram.facts.date?.when,
      text: outline(telegram),
    })),
  };
}

describe('a document in one line', () => {
  test.each([
    ['glued', ''],
    ['with spaces', ' '],
  ])('%s', (_, between) => {
    const text = [HEADING, SOURCE, 'Port Selm, March 12, 1964, 1 p.m.', '1407. From Cole. All is well.'].join(between);
    const { codes, documents } = parts(text);
    expect(codes).toContain('flattened-document');
    expect(documents).toEqual([
      { heading: HEADING, notes: [SOURCE], date: '1964-03-12T13:00:00', text: ['p 1407. From Cole. All is well.'] },
    ]);
  });

  test('without a dateline the source ends with its own words', () => {
    const { documents } = parts(
      `${HEADING}Source: Velden Library, Harbor File, Box 2. Secret. We wait. Tarsk, May 3, 1964, was cold.`,
    );
    expect(documents[0]).toMatchObject({
      notes: ['Source: Velden Library, Harbor File, Box 2. Secret.'],
      text: ['p We wait. Tarsk, May 3, 1964, was cold.'],
    });
  });

  test('several are parted at their headings', () => {
    const one = `${HEADING}${SOURCE} Port Selm, March 12, 1964. 1407. All is well. Cole`;
    const { documents } = parts(`${one}${one.replace('36.', '37.')}`);
    expect(documents.map(({ heading, text }) => [heading.slice(0, 3), text])).toEqual([
      ['36.', ['p 1407. All is well. Cole']],
      ['37.', ['p 1407. All is well. Cole']],
    ]);
  });

  test.each([
    ['lines as they should be', `${HEADING}1\n\n12. All is well.\n\n  1. ${SOURCE}\n`],
    ['a source in a sentence', 'He gave 12. Letter boxes were empty. Source: the clerk.'],
  ])('%s is none', (_, text) => {
    expect(parts(text).codes).not.toContain('flattened-document');
  });
});
