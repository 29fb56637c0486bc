/** Typed forms, read through the public door: what is one, what its lines say whatever their order, what it does not say. */
import { describe, expect, test } from 'vitest';
import { parseTelegrams } from '../../src/telegram/index.js';
import type { Inline, Telegram } from '../../src/telegram/model.js';
import { outline, words } from './reading.js';

function read(text: string): Telegram {
  return parseTelegrams(text).telegrams[0]!;
}

/** Some lines, with those replaced that are given; an empty one is left out. */
function form<Key extends string>(lines: Readonly<Record<Key, string>>, other: Partial<Record<Key, string>>): string {
  return Object.values<string>({ ...lines, ...other })
    .filter((line) => line !== '')
    .join('\n');
}

function facts(text: string) {
  const { form: found, facts: said } = read(text);
  return {
    form: found?.name,
    from: said.senders.map(({ name }) => name),
    to: said.addressees.map(({ name }) => name),
    date: said.date?.when,
    received: said.received?.value,
    place: said.place?.value,
    number: said.telegramNumber?.value,
  };
}

function signed({ division }: Telegram): string[] {
  return (division.closer?.parts ?? []).map(({ type, children }) => `${type} ${folded(children)}`);
}

function folded(inlines: readonly Inline[]): string {
  return words(inlines).replace(/\s+/g, ' ');
}

/** The words of what the form prints, and of the marks of its pages, above the text. */
function printed({ division }: Telegram): string[] {
  return division.opener.flatMap((line) => (line.type === 'furniture' ? [words(line.children)] : []));
}

// ---------------------------------------------------------------- the receipt form

const RECEIPT = {
  place: 'Strelsau',
  dated: 'Dated May 4, 1912,',
  received: 'Recd. 5th, 2:30 a.m.',
  to: 'Secretary of State,',
  town: 'Washington',
  text: '1287. The Court left for Zenda. Your 1251 has come.',
  name: 'MARSH,',
  office: 'American Minister',
};

function receipt(other: Partial<typeof RECEIPT> = {}): string {
  return form(RECEIPT, other);
}

describe('the receipt form of 1905 to 1930', () => {
  test('says place, both days, addressee and number', () => {
    expect(facts(receipt())).toEqual({
      form: 'typed-form',
      from: [],
      to: ['Secretary of State'],
      date: '1912-05-04',
      received: '1912-05-05T02:30:00',
      place: 'Strelsau',
      number: '1287',
    });
    expect(outline(read(receipt()))).toEqual([`p ${RECEIPT.text}`]);
    expect(signed(read(receipt()))).toEqual(['signature MARSH, American Minister']);
  });

  test.each([
    ['Recd. 5th, 2:30 a.m.', '1912-05-05T02:30:00'],
    ['Received May 6, 9 p.m.', '1912-05-06T21:00:00'],
    ["Rec'd. 5th. 2:30 a.m.", '1912-05-05T02:30:00'],
    ['[Received 11:25 p.m.]', '1912-05-04T23:25:00'],
    // Four weeks on its way: rather a figure misread.
    ['Rec’d 2d, 8 a.m.', undefined],
    // Over the date line a telegram comes before it was sent.
    ['Recd. 3rd, 11 p.m.', '1912-05-03T23:00:00'],
    ['Recd. noon', '1912-05-04T12:00:00'],
    ['Recd. later', undefined],
  ])('%s', (line, when) => {
    expect(facts(receipt({ received: line })).received).toBe(when);
  });

  test('goes on in the next year', () => {
    const { date, received } = facts(receipt({ dated: 'Dated Dec. 30, 1916', received: 'Recd. Jan. 2, 9 p.m.' }));
    expect([date, received]).toEqual(['1916-12-30', '1917-01-02T21:00:00']);
  });

  test('has no day where no year is printed', () => {
    const { date, received, number } = facts(receipt({ dated: 'Dated May 4,' }));
    expect([date, received, number]).toEqual([undefined, undefined, '1287']);
    expect(facts(receipt({ dated: 'Dated May 4', received: 'Received May 5, 1912, 1 a.m.' })).date).toBe('1912-05-04');
  });

  test.each<[string, Partial<typeof RECEIPT>]>([
    ['no day of receipt', { received: '' }],
    ['an addressee of one line', { to: 'SecState, Washington.', town: '' }],
    [
      'the days before the place',
      { place: 'TELEGRAM RECEIVED', dated: 'FROM Strelsau', received: 'Dated May 4, 1912' },
    ],
    ['all on one line', { place: 'Strelsau, Dated May 4, 1912, Recd. 5th, 2:30 a.m.', dated: '', received: '' }],
    ['a misread vowel', { dated: 'Datod May 4, 1912,' }],
    ['a relay', { place: 'Strelsau via Zenda' }],
    ['a relay in brackets', { place: 'Strelsau (via Zenda),' }],
    ['an addressee in capitals', { to: 'SECRETARY OF STATE', town: 'WASHINGTON, D. C.' }],
    ['class and cipher above', { place: 'CONFIDENTIAL\nGREEN CIPHER\n[Paraphrase]\nStrelsau' }],
  ])('is known with %s', (_, other) => {
    const { form: name, date, place, to } = facts(receipt(other));
    expect([name, date, place, to.length]).toEqual(['typed-form', '1912-05-04', 'Strelsau', 1]);
  });

  test.each([
    ['1287. The Court left.', '1287', undefined, []],
    ['No. 7. Referring to my 6.', '7', undefined, []],
    ['41, March 17, noon.\n\nConfidential. The streets are quiet.', '41', 'Confidential', []],
    ['URGENT. The bells rang.', undefined, undefined, ['URGENT']],
    ['Urgent. 12. May 4, 5 p.m. Strictly confidential. All is well.', '12', 'Strictly confidential', ['Urgent']],
    ['The year 1287. A bad one.', undefined, undefined, []],
  ])('opens with %s', (text, number, classification, precedence) => {
    const { facts: said } = read(receipt({ text }));
    expect(said.telegramNumber?.value).toBe(number);
    expect(said.classification?.value).toBe(classification);
    expect(said.precedence.map(({ value }) => value)).toEqual(precedence);
  });

  test('is no letter to the Secretary of State', () => {
    const letter =
      'Strelsau, May 4, 1912.\n\nThe Secretary of State,\nWashington.\n\nSir: I have the honor to write.\n\nH. Marsh';
    expect(read(letter).form).toBeUndefined();
  });

  test("is no document under an edition's heading", () => {
    const heading = 'The Minister in Ruritania (Sapt) to the Secretary of State';
    const text = receipt({ place: `${heading}\n\n[Paraphrase]\n\nStrelsau` });
    expect(read(text).form).toBeUndefined();
    expect(words(read(text).division.heading?.children)).toBe(heading);
  });
});

// ---------------------------------------------------------------- incoming telegrams

const INCOMING = {
  title: 'INCOMING TELEGRAM',
  letterhead: 'Department of State',
  class: 'SECRET',
  control: 'Control: 2266',
  received: "Rec'd: MAY 4, 1962",
  hour: '3:10 a.m.',
  columns: 'Action\nEUR\nInfo\nSS',
  from: 'FROM: Strelsau',
  to: 'TO: Secretary of State',
  number: 'NO: 1188, May 3, 5 p.m.',
  precedence: 'PRIORITY',
  posts: 'ACTION DEPARTMENT 1188, INFORMATION USUN 902, KLOW UNNUMBERED.',
  text: 'The chamberlain has let us see his own note of the audience.',
  name: 'MAUBAN',
  typist: 'LM:CJ/1',
};

function incoming(other: Partial<typeof INCOMING> = {}): string {
  return form(INCOMING, other);
}

const KNOWN = {
  form: 'typed-form',
  from: ['Strelsau'],
  to: ['Secretary of State'],
  date: '1962-05-03T17:00:00',
  received: '1962-05-04T03:10:00',
  place: 'Strelsau',
  number: '1188',
};

describe('incoming telegrams of 1945 to 1965', () => {
  test('say who sent what, and when it came', () => {
    expect(facts(incoming())).toEqual(KNOWN);
    const telegram = read(incoming());
    expect(outline(telegram)).toEqual([`p ${INCOMING.text}`]);
    expect(signed(telegram)).toEqual(['signature MAUBAN']);
    expect(telegram.facts.precedence.map(({ value }) => value)).toEqual(['PRIORITY']);
  });

  test('keep what the form prints out of the text', () => {
    const telegram = read(incoming());
    expect(printed(telegram)).toEqual(['INCOMING TELEGRAM', 'Department of State', 'Control: 2266', 'Action', 'Info']);
    const { action, information, copies } = telegram.facts.wire!;
    expect([action, information].map((bureaus) => bureaus.map(({ value }) => value))).toEqual([['EUR'], ['SS']]);
    expect(copies).toEqual([]);
  });

  test.each<[string, Partial<typeof INCOMING>]>([
    ['no title', { title: '' }],
    ['no control number', { control: '' }],
    ['no bureaus', { columns: '' }],
    ['title and letterhead on one line', { title: 'INCOMING TELEGRAM   Department of State', letterhead: '' }],
    ['Received', { received: 'Received: MAY 4, 1962' }],
    ['the hour on the line of the day', { received: "Rec'd: May 4, 1962 3:10 a.m.", hour: '' }],
    ['the addressee first', { from: 'TO: Secretary of State', to: 'FROM: Strelsau' }],
    ['the receipt below', { received: '', hour: '', number: "NO: 1188, May 3, 5 p.m.\nRec'd: MAY 4, 1962\n3:10 a.m." }],
    ['a misread title', { title: '1NC0MING TELEGRAM', letterhead: 'Department of Slate' }],
    ['misread keys', { from: 'FR0M: Strelsau', to: 'T0; Secretary of State', control: 'C0ntrol: 2266' }],
    ['misread days', { received: "Rec'd: MAY. 4,°1962", hour: '3:10 aom.', number: 'NO: 1188, May:3,.5.pom. F|| t' }],
    ['dirt behind the post', { from: 'FROM: Strelsau shianinaaea 018' }],
    ['no line of numbers', { posts: '' }],
  ])('are known with %s', (_, other) => {
    expect(facts(incoming(other))).toEqual(KNOWN);
    expect(outline(read(incoming(other)))).toEqual([`p ${INCOMING.text}`]);
  });

  test('take the year from the day of receipt, and none where that has none', () => {
    const sent = (received: string, number: string): unknown => facts(incoming({ received, number })).date;
    expect(sent("Rec'd: JANUARY 1, 1950", 'NO: 9, December 31, 6 p.m.')).toBe('1949-12-31T18:00:00');
    expect(sent("Rec'd: DECEMBER 31, 1955", 'NO: 9, January 1, 9 a.m.')).toBe('1956-01-01T09:00:00');
    expect(sent("Rec'd: MAY 4, 1962", 'NO: 9, August 3, 5 p.m.')).toBeUndefined();
    expect(sent('', 'NO: 9, May 3, 5 p.m.')).toBeUndefined();
    expect(sent("Rec'd: MAY 4, 1962", 'NO: 9')).toBeUndefined();
  });

  test('of 1964 name the Department behind ACTION', () => {
    const text = incoming({
      from: 'FROM: Amembassy STRELSAU',
      to: 'ACTION: Secstate 96 PRIORITY',
      number: 'DATE: May 3, 1962, 5 p.m.',
      posts: '',
      precedence: '',
    });
    expect(facts(text)).toEqual({
      ...KNOWN,
      from: ['Amembassy STRELSAU'],
      to: ['Secstate'],
      place: 'STRELSAU',
      number: '96',
    });
    expect(read(text).facts.addressees[0]).toMatchObject({ serial: '96', precedence: 'PRIORITY' });
  });

  test('go on over the marks of a page', () => {
    const text = incoming({
      text: [
        'When the Regent had heard the Count both of them drove out to see the Bishop',
        'SECRET',
        'REPRODUCTION FROM THIS COPY 1S',
        'PROHIBITED UNLESS “UNCLASSIFIED”',
        'INCOMING TELEGRAM',
        '-2- 1188, May 3, 5 p.m., from Strelsau',
        'who kept them waiting.',
        'The lamps were lit.',
      ].join('\n'),
    });
    const [first, second] = read(text).division.blocks;
    expect(first?.type === 'paragraph' && first.children.map(({ type }) => type)).toEqual([
      'text',
      'furniture',
      'text',
      'furniture',
      'text',
      'furniture',
      'text',
      'furniture',
      'text',
      'pageBreak',
      'furniture',
      'text',
    ]);
    expect(second?.type === 'paragraph' && words(second.children)).toBe('The lamps were lit.');
  });

  test('number their paragraphs over the marks of a page', () => {
    const text = incoming({
      text: '1. The first point.\nSECRET\n-2- 1188, May 3, 5 p.m., from Strelsau\n2. The second point.\n\n3. The third.',
    });
    expect(outline(read(text)).filter((line) => line.startsWith('numbered'))).toHaveLength(3);
  });

  test('keeps the marks of a page between the rows of a table, and between a label and its text', () => {
    const text =
      'Port\tSalt\n\nHof\t310\n\nCONFIDENTIAL\n\nSelm\t40\n\n1.\nCONFIDENTIAL\nThe mint:\n(a) gold\n(b) silver';
    expect(outline(read(incoming({ text })))).toEqual([
      ...['row Port|Salt', 'row Hof|310', 'furniture', 'row Selm|40'],
      ...['numbered 1.|CONFIDENTIALThe mint:', '· numbered (a)|gold', '· numbered (b)|silver'],
    ]);
  });

  test('are signed above the marks of typist and code room', () => {
    const telegram = read(incoming({ name: 'GP-3\nMAUBAN', typist: 'LM:CJ/1\nNote: Advance copy to EUR.\nSECRET' }));
    expect(signed(telegram)).toEqual(['words GP-3', 'signature MAUBAN']);
    expect(telegram.division.afterCloser.map(({ type }) => type)).toEqual(['trailer', 'trailer', 'furniture']);
    // Initials alone are the typist's.
    expect(signed(read(incoming({ name: '', typist: 'DMB' })))).toEqual([]);
  });

  test('stand one after the other in a file', () => {
    const file = `${incoming()}\nINCOMING TELEGRAM\n${incoming({ title: '', number: 'NO: 1189, May 3, 6 p.m.' })}`;
    expect(parseTelegrams(file).telegrams.map((one) => one.facts.telegramNumber?.value)).toEqual(['1188', '1189']);
  });

  test('are no memoranda, and no documents of editions', () => {
    expect(
      read('MEMORANDUM\nTO: The Secretary\nFROM: EUR\nNO: 12\nSUBJECT: Harvest\nThe harvest is good.').form,
    ).toBeUndefined();
    const heading = '117. Telegram From the Embassy in Ruritania to the Department of State';
    expect(read(`${heading}\n\n${incoming()}`).form).toBeUndefined();
  });
});

// ---------------------------------------------------------------- outgoing telegrams

const OUTGOING = {
  title: 'OUTGOING TELEGRAM   DEPARTMENT OF STATE',
  class: '                    SECRET',
  label: '                    Classification',
  action: 'ACTION: Amembassy STRELSAU\n        USUN',
  info: 'INFO: Amembassies Zenda, Klow\n      Hentzau',
  caption: 'NATUS',
  number: 'STATE 211672',
  text: '\n    Envoy Fritz asked for an hour of the Under Secretary.\n',
  name: 'SAPT',
};

function outgoing(other: Partial<typeof OUTGOING> = {}): string {
  return form(OUTGOING, other);
}

describe('outgoing telegrams of 1945 to 1972', () => {
  test('name posts for action and for information', () => {
    const { senders, addressees, classification, telegramNumber, date, place, wire, handling } = read(outgoing()).facts;
    expect([...senders, ...addressees].map(({ name }) => name)).toEqual([
      'DEPARTMENT OF STATE',
      'Amembassy STRELSAU',
      'USUN',
    ]);
    expect(wire?.copies.map(({ name }) => name)).toEqual(['Zenda', 'Klow', 'Hentzau']);
    expect([classification?.value, telegramNumber?.value, handling[0]?.value]).toEqual(['SECRET', '211672', 'NATUS']);
    expect([date, place]).toEqual([undefined, undefined]);
  });

  test('keep the labels of the form out of the text', () => {
    const telegram = read(outgoing({ label: 'Classification\nCharge to\nOrigin\nEUR\nInfo\nSS' }));
    expect(outline(telegram)).toEqual(['p Envoy Fritz asked for an hour of the Under Secretary.']);
    expect(printed(telegram)).toEqual([
      'OUTGOING TELEGRAM',
      'Classification',
      'Charge to',
      'Origin',
      'EUR',
      'Info',
      'SS',
    ]);
    expect(signed(telegram)).toEqual(['signature SAPT']);
  });

  test.each<[string, Partial<typeof OUTGOING>]>([
    ['the title below', { title: 'Department of State\nOUTGOING TELEGRAM' }],
    ['no label', { label: '' }],
    ['a misread label', { label: 'C1assification' }],
    ['the information first', { action: OUTGOING.info, info: OUTGOING.action }],
    ['TO', { action: 'TO: Amembassy STRELSAU\n    USUN' }],
    ['a misread title', { title: 'OUTG0ING TELEGRAM   DEPARTMENT OF STATE' }],
  ])('are known with %s', (_, other) => {
    const { form: name, to, number } = facts(outgoing(other));
    expect([name, to, number]).toEqual(['typed-form', ['Amembassy STRELSAU', 'USUN'], '211672']);
    expect(outline(read(outgoing(other)))).toEqual(['p Envoy Fritz asked for an hour of the Under Secretary.']);
  });

  test('have numbers and precedence for each post', () => {
    const { addressees, wire } = read(
      outgoing({ action: 'ACTION: Amembassy STRELSAU PRIORITY 96', info: 'INFO: Amconsul ZENDA 12; USUN 44' }),
    ).facts;
    expect(addressees).toMatchObject([{ name: 'Amembassy STRELSAU', serial: '96', precedence: 'PRIORITY' }]);
    expect(wire?.copies).toMatchObject([
      { name: 'Amconsul ZENDA', serial: '12' },
      { name: 'USUN', serial: '44' },
    ]);
  });

  test.each([
    ['1967 JUN 15 PM 4 21', '1967-06-15T16:21:00'],
    ["JUN 15 4 21 PM '67", '1967-06-15T16:21:00'],
    ['DATE: June 15, 1967', '1967-06-15'],
    ['DATE: June 15', undefined],
  ])('are dated %s', (line, when) => {
    expect(facts(outgoing({ caption: line })).date).toBe(when);
  });

  test('say who drafted, cleared and approved them', () => {
    const { facts: said, division } = read(
      outgoing({
        name: 'END\nSAPT\nDrafted by:\nEUR:JVane\nTelegraphic transmission and\nclassification approved by:\nMr. Flavia\nClearances:\nS/S - Mr. Fritz',
      }),
    );
    const { drafted, approved, cleared } = said.wire!;
    expect([drafted, approved, cleared].map((values) => values.map(({ value }) => value))).toEqual([
      ['EUR:JVane'],
      ['Mr. Flavia'],
      ['S/S - Mr. Fritz'],
    ]);
    expect(division.closer?.parts.map(({ type }) => type)).toEqual(['words', 'signature']);
  });

  test('are not what only speaks of the form', () => {
    expect(read('The OUTGOING TELEGRAM of the Department of State was revised.\nACTION: none.').form).toBeUndefined();
    expect(read('OUTGOING TELEGRAM\n\nThis is all there is of it.').form).toBeUndefined();
  });
});

// ---------------------------------------------------------------- Soviet telegrams

const SOVIET = {
  title: 'Ciphered telegram from F. Sapt to the Foreign Ministry regarding the talks on the lake',
  copies: 'Making Copies Prohibited',
  copy: 'Copy No. 1',
  form: 'CIPHERED TELEGRAM',
  post: 'STRELSAU 41007 8 50 12 III 64',
  class: 'TOP SECRET',
  precedence: 'TOP PRIORITY',
  number: 'Special no. 1969',
  text: '\nI dined with the Chancellor.\n',
  closing: '12.III.64   F. SAPT',
  archive: '\nRGA. F. 3. Op. 66. D. 471. L. 5 - 6. Copy.',
};

function soviet(other: Partial<typeof SOVIET> = {}): string {
  return form(SOVIET, other);
}

describe('Soviet telegrams in English', () => {
  test('say sender, addressee, place, day and number', () => {
    expect(facts(soviet())).toEqual({
      form: 'typed-form',
      from: ['F. Sapt'],
      to: ['Foreign Ministry'],
      date: '1964-03-12',
      received: undefined,
      place: 'STRELSAU',
      number: '1969',
    });
    const telegram = read(soviet());
    expect(outline(telegram)).toEqual(['p I dined with the Chancellor.']);
    expect(signed(telegram)).toEqual(['words 12.III.64 F. SAPT']);
    expect(telegram.notes).toMatchObject([{ kind: 'source', printed: '' }]);
    expect(telegram.facts).toMatchObject({
      classification: { value: 'TOP SECRET' },
      precedence: [{ value: 'TOP PRIORITY' }],
    });
  });

  test.each<[string, Partial<typeof SOVIET>]>([
    ['Cipher', { title: SOVIET.title.replace('Ciphered', 'Cipher') }],
    ['Coded cable', { title: SOVIET.title.replace('Ciphered telegram', 'Coded cable') }],
    ['Enciphered', { title: `12 March 1964 / ${SOVIET.title.replace('Ciphered', 'Enciphered')}` }],
    ['a collection above', { title: `Lake Crisis, Document 21\n\n${SOVIET.title}` }],
    ['no class', { class: '' }],
    ['the class first', { copies: 'TOP SECRET', class: 'Making Copies Prohibited' }],
    ['columns', { copies: '', copy: 'TOP SECRET          Copy No. 1', class: '' }],
    ['keys of its own', { post: 'From: STRELSAU    Time: 16:45      Date: 12/III/1964' }],
    ['keys on their lines', { post: 'From: STRELSAU\nTime: 16:45\nDate: 12/III/64' }],
    ['the number with its day', { post: '', number: 'Spec. No. 1969        March 12, 1964\nSTRELSAU' }],
    ['a misread month', { post: 'STRELSAU 41007 8 50 12 lII 64' }],
    ['no closing', { closing: 'F. SAPT' }],
  ])('are known with %s', (_, other) => {
    const { form: name, date, place, number, from, to } = facts(soviet(other));
    expect([name, date, place, number]).toEqual(['typed-form', '1964-03-12', 'STRELSAU', '1969']);
    expect([from, to]).toEqual([['F. Sapt'], ['Foreign Ministry']]);
    expect(outline(read(soviet(other)))).toEqual(['p I dined with the Chancellor.']);
  });

  test('have the day of their closing where the form has none, and none that there is not', () => {
    expect(facts(soviet({ post: '' })).date).toBe('1964-03-12');
    expect(facts(soviet({ post: 'STRELSAU 41007 8 50 31 II 64', closing: 'F. SAPT' })).date).toBeUndefined();
    expect(facts(soviet({ post: 'STRELSAU 41007 8 50 12 III 05', closing: 'F. SAPT' })).date).toBeUndefined();
  });

  test('may have their number in the title', () => {
    const title = 'Coded telegram No. 1208 from F. Sapt to the Foreign Ministry';
    expect(facts(soviet({ title, number: '' })).number).toBe('1208');
  });

  test('do not end at a day that stands above the text', () => {
    const text = soviet({ closing: '', archive: '', text: '12.III.64\nI dined with the Chancellor.\nThat is all.' });
    expect(read(text).division.afterCloser).toEqual([]);
  });

  test('are known without a title by three lines of the form', () => {
    expect(facts(soviet({ title: '' }))).toMatchObject({ form: 'typed-form', date: '1964-03-12', from: [] });
  });

  test('keep what publishers add below the closing', () => {
    const { division, notes } = read(
      soviet({ archive: '[Source: RGA, F. 3, Op. 66]\n[Translated for this edition.]' }),
    );
    expect(notes[0]?.blocks).toHaveLength(2);
    expect(division.afterCloser).toEqual([]);
    expect(read(soviet({ archive: 'Published here first' })).division.afterCloser).toMatchObject([{ type: 'trailer' }]);
  });

  test('with footnotes are read as editions are', () => {
    const telegram = read(soviet({ text: '\nI dined[1] with him.\n', archive: '\n[1] At the palace.' }));
    expect([telegram.form?.name, telegram.notes.length]).toEqual(['edition', 1]);
  });

  test('are none by their title alone', () => {
    expect(read(`${SOVIET.title}\n\nThis article tells how it was found.`).form).toBeUndefined();
  });
});
