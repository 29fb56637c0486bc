/** What the text is divided into: lists, signatures, enclosed texts, attachments, what stands above and below. */
import { describe, expect, test } from 'vitest';
import { parseTelegram, parseTelegrams } from '../../src/telegram/index.js';
import { outline, read, telegramOf, words } from './reading.js';

describe('lists', () => {
  test.each([
    ['labels in front of their text', ['1. One thing.', '2. Another thing.', '3. A third.']],
    ['labels on lines of their own', ['1.\n\nOne thing.', '2.\n\nAnother thing.', '3.\n\nA third.']],
    ['labels behind dashes', ['- 1.\n- One thing.', '- 2.\n- Another thing.', '- 3.\n- A third.']],
  ])('%s', (_, lines) => {
    expect(outline(telegramOf('12. Our views:', ...lines, 'We have said so.'))).toEqual([
      'p 12. Our views:',
      'numbered 1.|One thing.',
      'numbered 2.|Another thing.',
      'numbered 3.|A third.',
      'p We have said so.',
    ]);
  });

  test.each([
    ['(a)', '(b)', '(c)'],
    ['a.', 'b.', 'c.'],
    ['A.', 'B.', 'C.'],
    ['I.', 'II.', 'III.'],
    ['(i)', '(ii)', '(iii)'],
    ['1)', '2)', '3)'],
  ])('counted %s %s %s', (...labels) => {
    expect(outline(telegramOf('Our views:', ...labels.map((label) => `${label} A view.`), 'We have said so.'))).toEqual(
      ['p Our views:', ...labels.map((label) => `numbered ${label}|A view.`), 'p We have said so.'],
    );
  });

  test('bullets', () => {
    expect(outline(telegramOf('Views:', '• One.', '• Two views.', 'We have said so.'))).toEqual([
      'p Views:',
      'bulleted |One.',
      'bulleted |Two views.',
      'p We have said so.',
    ]);
  });

  test('a page break between items does not end the list', () => {
    expect(outline(telegramOf('Views:', '1. One.', '[Page 12]', '2. Two.', 'We have said so.'))).toEqual([
      'p Views:',
      'numbered 1.|One.',
      'pb 12',
      'numbered 2.|Two.',
      'p We have said so.',
    ]);
  });

  test.each([
    ['the number of a telegram', ['5. Your memo of May 3 was read here.', 'We agree with it.']],
    ['a number that nothing counts on from', ['We agree.', '7. It is so.', 'We are glad.']],
    ['initials', ['We agree.', 'A. Hollis said so to the press.', 'We are glad.']],
  ])('%s is no label', (_, lines) => {
    expect(outline(telegramOf(...lines))).toEqual(lines.map((line) => `p ${line}`));
  });

  test('SUBJECT and PARTICIPANTS with the lines below', () => {
    const telegram = read(
      '7. Memorandum of Conversation\n\nSUBJECT\n\nGrain for Orvania\n\nPARTICIPANTS\n\nThe Secretary\n\nMr. Lorimer\n\nThe Minister said that he was glad.\n',
    );
    expect(outline(telegram)).toEqual([
      'head SUBJECT',
      'subject |Grain for Orvania',
      'head PARTICIPANTS',
      'participants |The Secretary',
      'participants |Mr. Lorimer',
      'p The Minister said that he was glad.',
    ]);
  });
});

function signatureOf(...lines: readonly string[]): string | undefined {
  const { closer } = telegramOf('We have nothing to report today.', ...lines).division;
  return closer?.parts.map(({ children }) => words(children)).join(' + ');
}

describe('signatures', () => {
  test.each([
    'Hollis',
    '[Hollis]',
    'HOLLIS',
    'J. F. Hollis',
    'John F. Hollis, Jr.',
    'O’Dell',
    'MacArthur',
    'De la Torre',
    'Smith-Brown',
    '[name not declassified]',
    'H.',
    'Edmund Harlow\nSecretary of State',
    'Ruth Halloran\nFirst Secretary of Embassy',
    '[\nWilson\n]',
  ])('%j', (signature) => {
    expect(signatureOf(signature)).toBe(signature);
  });

  test.each([
    'End of message.',
    'Warm regards.',
    'Begin text',
    'Please advise.',
    'Repeated to Velden.',
    'Two.',
    'He said so',
    'FYI',
    'We agree.',
  ])('%j is none', (line) => {
    expect(signatureOf(line)).toBeUndefined();
  });

  test('an editorial note has none', () => {
    expect(read('77. Editorial Note\n\nA vote was taken on May 3.\n\nHollis\n').division.closer).toBeUndefined();
  });
});

describe('enclosed texts', () => {
  test('a letter within a telegram keeps its salutation and signature to itself', () => {
    const { division } = telegramOf(
      '288. Deliver following:',
      '“Dear Mr. Prime Minister:',
      '“I was glad to have your letter.',
      '“Thomas Wexley”',
      'Advise time of delivery.',
      'Berrow',
    );
    expect(division.blocks.map(({ type }) => type)).toEqual(['paragraph', 'enclosure', 'paragraph']);
    const [, letter] = division.blocks;
    const inside = letter?.type === 'enclosure' ? letter.division : undefined;
    expect(inside?.opener.map(({ type }) => type)).toEqual(['salutation']);
    expect(words(inside?.closer?.parts[0]?.children)).toBe('“Thomas Wexley”');
    expect(words(division.closer?.parts[0]?.children)).toBe('Berrow');
  });

  test('one that nothing ends stays the text of the telegram', () => {
    const { division } = telegramOf(
      '288. Deliver following:',
      '“Dear Mr. Prime Minister:',
      '“I was glad',
      'to hear it and',
    );
    expect(division.blocks.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph', 'paragraph']);
  });

  test.each(['Attachment', '[Attachment]', 'Enclosure 1', 'Tab A', '[Annex—Translation]', 'Attachment2'])(
    '%s begins an attachment',
    (label) => {
      const telegram = telegramOf('See below.', 'Hollis', label, 'The text of the note.', 'It is short.', 'Osk');
      expect(telegram.attachments).toHaveLength(1);
      expect(words(telegram.attachments[0]?.label?.children)).toBe(label);
      expect(words(telegram.attachments[0]?.division.closer?.parts[0]?.children)).toBe('Osk');
      expect(words(telegram.division.closer?.parts[0]?.children)).toBe('Hollis');
    },
  );
});

describe('above and below', () => {
  test.each([
    '774.94/318: Telegram',
    '774.94/318 : Telegram',
    '861.00/3–255: Circular telegram',
    '774.6363/1024: Telegram (part air)',
    'Velden Mission files, lot 63 F 12: Telegram',
  ])('the file line %s', (line) => {
    const telegram = read(`${line}\n\nThe Minister in Orvania (Aldridge) to the Secretary of State\n\nAll is well.\n`);
    expect(words(telegram.fileLine?.children)).toBe(line);
    expect(telegram.type).toBe(/circular/i.test(line) ? 'circular-telegram' : 'telegram');
  });

  test('a page break above the heading stays there', () => {
    const telegram = read('[Page 711]\n\n7. Telegram From A to B\n\nAll is well.\n');
    expect(telegram.front).toMatchObject([{ type: 'pageBreak', n: '711' }]);
  });

  test('the furniture of web pages is left out', () => {
    const telegram = read('Skip to main content\n\n7. Telegram From A to B\n\nAll is well.\n\nBack to top\n');
    expect(telegram.front).toMatchObject([{ type: 'leftOut', text: 'Skip to main content' }]);
    expect(telegram.division.afterCloser).toMatchObject([{ type: 'leftOut', text: 'Back to top' }]);
  });

  test('the lines of the opening', () => {
    const { division } = telegramOf('secret', 'priority', 'Velden, May 3, 1950—noon', '[Extract]', 'All is well.');
    expect(division.opener.map(({ type }) => type)).toEqual([
      'classification',
      'classification',
      'dateline',
      'bracketed',
    ]);
  });
});

describe('several documents in a text', () => {
  const one = '301. Telegram From the Embassy in Orvania to the Department of State\n\nAll is well.\n\n';
  const two = '302. Editorial Note\n\nA vote was taken.\n\n';

  test('are cut at their numbered headings', () => {
    const { telegrams, diagnostics } = parseTelegrams(`${one}${two}303. Letter From A to B\n\nWe agree.\n`);
    expect(telegrams.map(({ number, type }) => [number?.value, type])).toEqual([
      ['301', 'telegram'],
      ['302', 'editorial-note'],
      ['303', 'letter'],
    ]);
    expect(diagnostics[0]).toMatchObject({ code: 'several-documents', severity: 'info' });
  });

  test('take file lines and page breaks above their headings along', () => {
    const { telegrams } = parseTelegrams(`${one}[Page 12]\n\n774.94/318: Telegram\n\n${two}`);
    expect(telegrams[1]).toMatchObject({ front: [{ n: '12' }], fileLine: { type: 'paragraph' } });
  });

  test.each([
    ['numbers that go down', `${one}12. Letter From A to B\n\nWe agree.\n`],
    ['a list', `${one}1. Letter of May 3.\n\n2. Telegram of May 4.\n`],
    ['one document', one],
  ])('%s are not cut', (_, text) => {
    expect(parseTelegrams(text).telegrams).toHaveLength(1);
  });

  test('every document reads as it does by itself', () => {
    const apart = parseTelegram(two).telegram;
    const together = parseTelegrams(one + two).telegrams[1]!;
    expect(outline(together)).toEqual(outline(apart));
    expect(together.start).toBe(one.length);
  });
});
