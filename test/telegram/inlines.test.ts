/** What stands within a paragraph: page breaks, gaps, pointers. */
import { describe, expect, test } from 'vitest';
import { parseTelegram } from '../../src/telegram/index.js';
import { allOf, read, telegramOf, words } from './reading.js';

describe('page breaks', () => {
  test.each([
    ['[Page 340]', '340', undefined],
    ['[Page XLV]', 'XLV', undefined],
    ['[Facsimile Page 1]', '1', 'Facsimile'],
    ['[Typeset Page 730]', '730', 'Typeset'],
  ])('%s', (printed, n, edition) => {
    for (const sentence of [`on ${printed} Berlin`, `on${printed}Berlin`, `${printed}Berlin`, `on ${printed}`]) {
      const { blocks } = telegramOf(`We turn ${sentence} question.`, 'End.').division;
      const children = blocks[0]?.type === 'paragraph' ? blocks[0].children : [];
      expect(allOf(children, 'pageBreak').map((page) => [page.n, page.edition])).toEqual([[n, edition]]);
    }
  });

  test('one on a line of its own stands between the paragraphs', () => {
    expect(telegramOf('One.', '[Page 12]', 'Two.').division.blocks.map(({ type }) => type)).toEqual([
      'paragraph',
      'pageBreak',
      'paragraph',
    ]);
  });

  test.each(['[Page]', '[Page one]', 'Page 340', '[See page 340]'])('%s is none', (printed) => {
    const { blocks } = telegramOf(`We turn ${printed} to the question.`).division;
    expect(JSON.stringify(blocks)).not.toContain('pageBreak');
  });
});

describe('gaps', () => {
  test.each([
    ['[2 lines not declassified]', 'declassification', 2, 'line'],
    ['[1½ lines not declassified]', 'declassification', 1.5, 'line'],
    ['[1 1/2 lines not declassified]', 'declassification', 1.5, 'line'],
    ['[11/2 lines not declassified]', 'declassification', 1.5, 'line'],
    ['[½ line not declassified]', 'declassification', 0.5, 'line'],
    ['[1/2 line not declassified]', 'declassification', 0.5, 'line'],
    ['[less than 1 line not declassified]', 'declassification', undefined, 'line'],
    ['[3 paragraphs (17 lines) not declassified]', 'declassification', 3, 'paragraph'],
    ['[one-half page of source text not declassified]', 'declassification', 0.5, 'page'],
    ['[two and a half pages not declassified]', 'declassification', 2.5, 'page'],
    ['[name not declassified]', 'declassification', undefined, undefined],
    ['[cryptonym not declassified]', 'declassification', undefined, undefined],
    ['[Here follow two paragraphs on bread.]', 'omitted', undefined, undefined],
    ['[Here follows discussion of other matters.]', 'omitted', undefined, undefined],
    ['[Omitted here is a list of ports.]', 'omitted', undefined, undefined],
    ['[garbled group]', 'garbled', undefined, 'group'],
    ['[2 groups garbled]', 'garbled', 2, 'group'],
    ['[illegible]', 'illegible', undefined, undefined],
  ])('%s', (printed, reason, quantity, unit) => {
    const { blocks } = telegramOf(`He said ${printed} and left.`).division;
    const gaps = allOf(blocks[0]?.type === 'paragraph' ? blocks[0].children : [], 'gap');
    expect(gaps.map((gap) => [words(gap.children), gap.reason, gap.quantity, gap.unit])).toEqual([
      [printed, reason, quantity, unit],
    ]);
  });

  test.each(['[sic]', '[and his deputy]', '[Minister for Public Works]', '[Lorimer?]'])('%s is none', (printed) => {
    expect(JSON.stringify(telegramOf(`He said ${printed} that he would leave.`))).not.toContain('"gap"');
  });
});

/** Pointers of a document's second note, as `text -> volume/document#note`. */
function pointersOf(note: string, volume?: string): string[] {
  const text = `7. Telegram From the Embassy in Orvania to the Department of State1

We met.2

  1. Source: Department of State, Central Files, 774.00/1–155.
  2. ${note}
`;
  const { telegram } = parseTelegram(text, volume === undefined ? {} : { volume });
  return telegram.notes[1]!.blocks.flatMap((block) =>
    allOf('children' in block ? block.children : [], 'reference').map(
      (reference) =>
        `${words(reference.children)} -> ${reference.volume ?? ''}${reference.part ? `p${reference.part}` : ''}/${reference.document ?? ''}#${reference.note ?? ''}`,
    ),
  );
}

describe('pointers', () => {
  test.each([
    ['See Document 387.', ['Document 387 -> /387#']],
    ['See Document 60a.', ['Document 60a -> /60a#']],
    ['See Documents 65 and 66.', ['Documents 65 -> /65#', '66 -> /66#']],
    ['See Documents 65, 67, and 70.', ['Documents 65 -> /65#', '67 -> /67#', '70 -> /70#']],
    ['See footnote 2, Document 111.', ['footnote 2, Document 111 -> /111#2']],
    ['See footnote 2 to Document 111.', ['footnote 2 to Document 111 -> /111#2']],
    ['See Document 42 and footnote 3 thereto.', ['Document 42 -> /42#', 'footnote 3 thereto -> /42#3']],
    ['See footnote 1 above.', ['footnote 1 above -> /#1']],
    ['See footnote 1.', ['footnote 1 -> /#1']],
    ['See footnote 9 below.', []],
    ['See Foreign Relations, 1955–1957, vol. V, Document 12.', ['Document 12 -> frus1955-57v05/12#']],
    ['See Foreign Relations, 1952–1954, vol. VI, Part 2, Document 12.', ['Document 12 -> frus1952-54v06p2/12#']],
    ['See Foreign Relations, 1969–1976, vol. E–8, Document 3.', ['Document 3 -> frus1969-76ve08/3#']],
    ['See footnote 3, Document 9, in Foreign Affairs of Ketterland.', ['footnote 3, Document 9 -> /9#3']],
    ['See vol. XII, Document 9.', []],
    ['The document 1955 was lost.', []],
  ])('%s', (note, pointers) => {
    expect(pointersOf(note)).toEqual(pointers);
  });

  test('another part of the volume is named where the volume is known', () => {
    expect(pointersOf('See Part 1, Document 9.')).toEqual(['Document 9 -> p1/9#']);
    expect(pointersOf('See Part 1, Document 9.', 'frus1952-54v06p2')).toEqual(['Document 9 -> frus1952-54v06p1/9#']);
  });

  test('the text of a telegram does not point', () => {
    expect(JSON.stringify(read('7. Telegram From A to B\n\nSee Document 387.\n'))).not.toContain('reference');
  });
});
