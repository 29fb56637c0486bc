/** What the text is divided into: lists, signatures, enclosed texts, attachments, what stands above and below. */
import { describe, expect, test } from 'vitest';
import { parseTelegram, parseTelegrams } from '../../src/telegram/index.js';
import { tableLines } from '../../src/telegram/lines/tables.js';
import { splitLines } from '../../src/telegram/lines/units.js';
import { outline, outlineOf, read, telegramOf, words } from './reading.js';

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
    ['1st.', '2d.', '3rd.'],
    ['First.', 'Second.', 'Third.'],
    ['Article 7.', 'Article 8.', 'Article 9.'],
    ['Clause I:', 'Clause II:', 'Clause III:'],
    ['No. 4.', 'No. 5.', 'No. 6.'],
    ['§1', '§2', '§3'],
    ['§ 1.', '§ 2.', '§ 3.'],
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
    ['a day', ['We agree.', 'May 3. He came.', 'May 4. He went.']],
    ['the heading of a section', ['We agree.', 'Article 1', 'Salt is free.', 'Article 2', 'Rye is not.', 'So far.']],
    ['an ordinal within a sentence', ['We agree.', 'First we wait.', 'Second we ask.', 'We are glad.']],
    ['a dash in front of one paragraph', ['We agree:', '- Let it be so.', 'We are glad.', '– So are they.', 'Good.']],
  ])('%s is no label', (_, lines) => {
    expect(outline(telegramOf(...lines))).toEqual(lines.map((line) => `p ${line}`));
  });

  test.each(['-', '--', '–', '—', '- -'])('%j on a line of its own only parts what stands around it', (dashes) => {
    const telegram = telegramOf('We agree.', `1. One.\n${dashes}\n2. Two.`, `We\n${dashes}\nare glad.`);
    const lists = telegram.division.blocks.filter(({ type }) => type === 'list');
    expect(lists).toHaveLength(1);
    expect(JSON.stringify(telegram.division.blocks).match(/"reason":"separator"/g)).toHaveLength(2);
    expect(outline(telegram).filter((line) => line.startsWith('p '))).toEqual(['p We agree.', 'p We', 'p are glad.']);
  });

  test('a telegram may begin with its first point', () => {
    expect(outline(telegramOf('1. The boats lie idle.', '2. The rail is cut.'))).toEqual([
      'numbered 1.|The boats lie idle.',
      'numbered 2.|The rail is cut.',
    ]);
  });

  test('a count that begins again begins a list', () => {
    const { blocks } = telegramOf('Views:', '1. One.', '2. Two.', '1. One.', '2. Two.', 'So far.').division;
    expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'list', 'list', 'paragraph']);
  });
});

describe('points under a point', () => {
  test.each([
    ['1.', '(a)', '(i)'],
    ['(a)', '(i)', '(1)'],
    ['I.', 'A.', '1.'],
    ['A.', '1.', 'a.'],
    ['(1)', '(i)', '(a)'],
    ['First.', 'a)', '1)'],
  ])('%s %s %s', (outer, middle, inner) => {
    const second: Record<string, string> = {
      '1.': '2.',
      '(a)': '(b)',
      '(i)': '(ii)',
      '(1)': '(2)',
      'I.': 'II.',
      'A.': 'B.',
      'a.': 'b.',
      'First.': 'Second.',
      'a)': 'b)',
      '1)': '2)',
    };
    const lines = [
      `${outer} One`,
      `${middle} Two`,
      '[Page 12]',
      `${inner} Three`,
      `${second[inner]} Four`,
      `${second[middle]} Five`,
      '[Page 13]',
      `${second[outer]} Six`,
    ];
    expect(outline(telegramOf('Our views', ...lines, 'We have said so.'))).toEqual([
      'p Our views',
      `numbered ${outer}|One`,
      `· numbered ${middle}|Two`,
      '· · pb 12',
      `· · numbered ${inner}|Three`,
      `· · numbered ${second[inner]}|Four`,
      `· numbered ${second[middle]}|Five`,
      'pb 13',
      `numbered ${second[outer]}|Six`,
      'p We have said so.',
    ]);
  });

  test('under the last one where it announces them', () => {
    expect(outline(telegramOf('Views', '1. One.', '2. Two:', '• a ship', '• a boat', 'So far.'))).toEqual([
      'p Views',
      'numbered 1.|One.',
      'numbered 2.|Two:',
      '· bulleted |a ship',
      '· bulleted |a boat',
      'p So far.',
    ]);
  });

  test('not where nothing says so', () => {
    expect(outline(telegramOf('Views', '1. One.', '2. Two.', '(a) A ship.', '(b) A boat.', 'So far.'))).toEqual([
      'p Views',
      'numbered 1.|One.',
      'numbered 2.|Two.',
      'numbered (a)|A ship.',
      'numbered (b)|A boat.',
      'p So far.',
    ]);
  });
});

describe('notes', () => {
  function noteOf(...lines: readonly string[]): string[] {
    const text = `7. Telegram From the Embassy in Orvania to the Department of State[1]

We agree.

[1] Source: Department of State, Central Files, 774.00/8–256. ${lines.join('\n')}
`;
    return outlineOf(read(text).notes[0]!.blocks);
  }

  test('hold lists as the text does', () => {
    expect(noteOf('It says:', '(a) yes,', '(b) no.', 'It is unsigned.')).toEqual([
      expect.stringMatching(/^p Source: .* It says:$/),
      'numbered (a)|yes,',
      'numbered (b)|no.',
      'p It is unsigned.',
    ]);
  });

  test.each([
    ['one label', ['See below.', 'A. Hollis wrote it.']],
    ['a label alone', ['See below.', 'a.', 'He wrote it.']],
    ['a head', ['See below.', 'To: nobody.']],
  ])('%s makes none', (_, lines) => {
    expect(noteOf(...lines).slice(1)).toEqual(lines.slice(1).map((line) => `p ${line}`));
  });
});

describe('tables', () => {
  const rowsOf = (...lines: readonly string[]) =>
    outline(telegramOf('As follows:', lines.join('\n'), 'So far.')).slice(1, -1);

  test.each([
    ['tabs', ['Port\tTons', 'Hof\t1,200'], ['Port|Tons', 'Hof|1,200']],
    ['empty cells', ['\tIn\tOut', 'Hof\t\t5', 'Osk\t4\t'], ['|In|Out', 'Hof||5', 'Osk|4|']],
    ['indented rows', ['\tPort\tTons', '\tHof\t12'], ['Port|Tons', 'Hof|12']],
    ['tabs to the next stop', ['Port\t\tTons', 'Port Selm\t12', 'Osk\t\t4'], ['Port|Tons', 'Port Selm|12', 'Osk|4']],
    ['columns set left', ['Port     Tons', 'Hof      1', 'Osk      20'], ['Port|Tons', 'Hof|1', 'Osk|20']],
    [
      'columns set right',
      ['Port      In   Out', 'Hof    1,200    31', 'Osk              4'],
      ['Port|In|Out', 'Hof|1,200|31', 'Osk||4'],
    ],
  ])('%s', (_, lines, rows) => {
    expect(rowsOf(...lines)).toEqual(rows.map((row) => `row ${row}`));
  });

  test.each([
    ['one line', ['Hof\t1,200']],
    ['lines with other tabs', ['Hof\t1\t2', 'Osk\t1']],
    ['gaps in two lines', ['Port     Tons', 'Hof      1,200']],
    ['gaps here and there', ['He   came at noon', 'and went    home', 'without a    word']],
  ])('%s are none', (_, lines) => {
    expect(rowsOf(...lines)).toEqual(lines.map((line) => `p ${line}`));
  });

  test('labels and heads that stand apart from their text are none', () => {
    expect(rowsOf('1.\tOne.', '2.\tTwo.')).toEqual(['numbered 1.|One.', 'numbered 2.|Two.']);
    expect(rowsOf('a.    One.', 'b.    Two.', 'c.    Three.')).toHaveLength(3);
    expect(outline(telegramOf('TO:\tThe Secretary\nFROM:\tHO'))).toEqual(['to TO:|The Secretary', 'from FROM:|HO']);
  });

  test('where lines are that must not be joined', () => {
    const text = 'We saw it.\n\na\tb\nc\td\nIt was so.\n';
    expect([...tableLines(text, splitLines(text))]).toEqual([text.indexOf('a\t'), text.indexOf('c\t')]);
  });
});

describe('heads of memoranda', () => {
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

  test.each([
    ['Subject: Ice', 'subject Subject:|Ice'],
    ['SUBJECT: Ice at Velden. What to do', undefined],
    ['To: The Secretary', 'to To:|The Secretary'],
    ['FROM: HO', 'from FROM:|HO'],
    ['Ref: Deptel 12.', 'references Ref:|Deptel 12.'],
    ['Copies to: Velden, Tarsk', 'copies Copies to:|Velden, Tarsk'],
    ['Country: U.S.S.R.', 'country Country:|U.S.S.R.'],
    ['Time: 3 p.m.', 'time Time:|3 p.m.'],
    ['Place: Room 12', 'place Place:|Room 12'],
    ['Present: Mr. Vane', 'participants Present:|Mr. Vane'],
    ['To: this we say no.', undefined],
    ['From: Velden     No. 12     Time: noon', undefined],
    ['Subject to approval', undefined],
    ['Time and again', undefined],
  ])('%s', (line, expected) => {
    expect(outline(telegramOf(line, 'We spoke of it yesterday with the Minister.'))[0]).toBe(expected ?? `p ${line}`);
  });

  test('below the text they are words of it', () => {
    const lines = ['We spoke of it with him.', 'From:', 'That day on he was calm.', 'Subject: of his talk was ice'];
    expect(outline(telegramOf(...lines, 'So far.'))).toEqual([...lines, 'So far.'].map((line) => `p ${line}`));
  });

  test('a head takes no sentence below it', () => {
    expect(outline(telegramOf('Participants:', 'Mr. Vane, Ret.', 'He came at noon, alone.', 'So far.'))).toEqual([
      'head Participants:',
      'participants |Mr. Vane, Ret.',
      'p He came at noon, alone.',
      'p So far.',
    ]);
  });

  test.each(['Subject: Ice1', 'SUBJECT: Ice1', 'SUBJECT\n\nIce1', 'Subject:\n\n• Ice1'])('%j is a fact', (lines) => {
    const { facts } = telegramOf(lines, 'We spoke of it.\n\n  1. Not printed.');
    expect(facts.subject?.value).toBe('Ice');
  });

  test('the subject of what is quoted is none', () => {
    const { facts } = telegramOf(
      'We had your memorandum this morning, which reads as follows:',
      'SUBJECT',
      'Ice',
      'It melts.',
    );
    expect(facts.subject).toBeUndefined();
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
