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

  test('several in one bracket are told apart by their reasons', () => {
    const { blocks } = telegramOf('[Omitted here are 3 paragraphs on fishing. 2 lines not declassified.]').division;
    const gaps = allOf(blocks[0]?.type === 'paragraph' ? blocks[0].children : [], 'gap');
    expect(gaps.map(({ reason, quantity, unit }) => [reason, quantity, unit])).toEqual([
      ['omitted', 3, 'paragraph'],
      ['declassification', 2, 'line'],
    ]);
  });

  test.each([
    [
      '[Source: Berrow Library, Box 3. Secret; Nodis. 3 pages of source text not declassified.]',
      '3 pages of source text not declassified.',
    ],
    ['[Source: Berrow Library, Box 3. Secret; 2 lines not declassified.]', '2 lines not declassified.'],
    ['[Source: Berrow Library, Box 3. Secret. [2 paragraphs not declassified]]', '[2 paragraphs not declassified]'],
    ['[The file holds a map. One page is illegible.]', 'One page is illegible.'],
    ['[1 page not declassified. A map follows.]', '1 page not declassified.'],
    ['[Here follows a list of ports. It is long.]', '[Here follows a list of ports. It is long.]'],
    ['[2 lines not declassified. 1 line not declassified.]', '[2 lines not declassified. 1 line not declassified.]'],
  ])('in %s are only what says what is missing', (printed, gap) => {
    const { blocks } = telegramOf(`He said ${printed} and left.`).division;
    const gaps = allOf(blocks[0]?.type === 'paragraph' ? blocks[0].children : [], 'gap');
    expect(gaps.map(({ children }) => words(children))).toEqual([gap]);
  });

  test.each(['[sic]', '[and his deputy]', '[Minister for Public Works]', '[Lorimer?]'])('%s is none', (printed) => {
    expect(JSON.stringify(telegramOf(`He said ${printed} that he would leave.`))).not.toContain('"gap"');
  });
});

const HEADING = '7. Telegram From the Embassy in Orvania to the Department of State';

/** Pointers of a document's second note, as `text -> volume/document#note`; with `?` where they are inferred. */
function pointersOf(note: string, volume?: string, heading = HEADING): string[] {
  const text = `${heading}1

We met.2

  1. ${heading === HEADING ? 'Source: Department of State, Central Files, 774.00/1–155.' : 'Not found.'}
  2. ${note}
`;
  const { telegram } = parseTelegram(text, volume === undefined ? {} : { volume });
  return telegram.notes[1]!.blocks.flatMap((block) =>
    allOf('children' in block ? block.children : [], 'reference').map(
      (reference) =>
        `${words(reference.children)} -> ${reference.volume ?? ''}${reference.part ? `p${reference.part}` : ''}/${reference.document ?? ''}#${reference.note ?? ''}${reference.inferred ? '?' : ''}`,
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
    ['See Document 42, footnote 3.', ['Document 42 -> /42#', 'footnote 3 -> /42#3']],
    ['See Documents 41 and 42, footnote 1.', ['Documents 41 -> /41#', '42 -> /42#', 'footnote 1 -> /42#1']],
    ['See footnote 1 above.', ['footnote 1 above -> /#1']],
    ['See footnote 1.', ['footnote 1 -> /#1']],
    ['See footnote 9 below.', []],
    ['See Foreign Relations, 1955–1957, vol. V, Document 12.', ['Document 12 -> frus1955-57v05/12#']],
    ['See Foreign Relations, 1952–1954, vol. VI, Part 2, Document 12.', ['Document 12 -> frus1952-54v06p2/12#']],
    ['See Foreign Relations, 1969–1976, vol. E–8, Document 3.', ['Document 3 -> frus1969-76ve08/3#']],
    ['See footnote 3, Document 9, in Foreign Affairs of Ketterland.', ['footnote 3, Document 9 -> /9#3']],
    ['See vol. XII, Document 9.', []],
    ['See Senate Document 9, UN Document 3, and Document 12 in the Blue Book.', []],
    ['See ibid., footnote 2.', []],
    ['Supra.', ['Supra -> /6#?']],
    ['Infra.', ['Infra -> /8#?']],
    ['Printed supra.', ['supra -> /6#?']],
    ['Not printed. See infra.', ['infra -> /8#?']],
    ['See supra, p. 12.', []],
    ['Supra, footnote 2.', []],
    ['Infra; the map is lost.', []],
    ['The map, supra.', []],
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

  const ELSEWHERE = 'See Document 12, footnote 1, and footnote 2, Document 14. Supra.';
  const HERE = ['Document 12 -> /12#', 'footnote 1 -> /12#1', 'footnote 2, Document 14 -> /14#2'];

  test.each([
    '60a. Telegram From the Embassy in Orvania to the Department of State',
    'Telegram From the Embassy in Orvania to the Department of State',
    'No. 12\n\nThe Ambassador in Orvania (Hollis) to the Department of State',
    '117. Memorandum of Conversation',
  ])('count in the series: %s', (heading) => {
    expect(pointersOf(ELSEWHERE, undefined, heading)).toEqual(expect.arrayContaining(HERE));
  });

  test.each([
    'No. 81.\n\nMr. Anders to Sir Henrik Sorel.',
    'No. 81\n\nSir Henrik Sorel to the Marquess of Velden',
    '264 Cablegram to Anders',
    '12. Letter from Jan Anders to Marta Hollis (Velden)',
    '12. The Secretary of State for External Affairs to the Minister in Orvania',
    '41. Despatch From the High Commissioner in Tarsk to the Minister for External Affairs',
    'The Minister in Orvania (Hollis) to the Secretary of State',
    'Of the harvest',
  ])('of other editions and texts say nothing: %s', (heading) => {
    expect(pointersOf(ELSEWHERE, undefined, heading)).toEqual([]);
  });

  test('of any text count where the volume is named, and is of the series', () => {
    expect(pointersOf(ELSEWHERE, 'frus1900v99', 'The Minister in Orvania (Hollis) to the Secretary of State')).toEqual(
      HERE,
    );
    expect(pointersOf(ELSEWHERE, 'harbor-papers-3')).toEqual([]);
  });

  test('of other editions keep what they name, and what is in the document', () => {
    const note = 'See Foreign Relations, 1955–1957, vol. V, Document 12, and footnote 1 above.';
    expect(pointersOf(note, undefined, 'No. 81.\n\nMr. Anders to Sir Henrik Sorel.')).toEqual([
      'Document 12 -> frus1955-57v05/12#',
      'footnote 1 above -> /#1',
    ]);
  });
});
