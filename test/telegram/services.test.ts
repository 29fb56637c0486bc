/** Heads as other services' editions set them, read through the public door: what each line says, and what none says. */
import { describe, expect, test } from 'vitest';
import { parseTelegrams, type Telegram } from '../../src/telegram/index.js';
import { words } from './reading.js';

function all(text: string): readonly Telegram[] {
  return parseTelegrams(text).telegrams;
}

function read(text: string): Telegram {
  return all(text)[0]!;
}

/** The facts of a head in short; what it does not say is not there. */
function facts(text: string): Record<string, unknown> {
  const { type, number, facts } = read(text);
  const { date, received, place, telegramNumber, classification, precedence, handling, senders, addressees } = facts;
  const short = {
    type,
    n: number?.value,
    sent: date?.when,
    received: received?.value,
    place: place?.value,
    number: telegramNumber?.value,
    secret: classification?.value,
    urgent: precedence.map(({ value }) => value).join() || undefined,
    handling: handling.map(({ value }) => value).join() || undefined,
    from: senders.map(({ person, name }) => person ?? name).join() || undefined,
    to: addressees.map(({ person, name }) => person ?? name).join() || undefined,
  };
  return Object.fromEntries(Object.entries(short).filter(([, value]) => value !== undefined));
}

function paragraphs({ division }: Telegram): string[] {
  return division.blocks.flatMap((block) => (block.type === 'paragraph' ? [words(block.children).trim()] : []));
}

describe('British documents', () => {
  const british = (...lines: readonly string[]): string =>
    `(20417) No. 81.\nMr. Marsh to Sir R. Sapt.\n${lines.join('\n')}\n\nThe Court goes to Zenda.\n`;
  const HEAD = { type: 'telegram', n: '81', from: 'Mr. Marsh', to: 'Sir R. Sapt', place: 'Strelsau' };

  test.each<[string, readonly string[], Record<string, unknown>]>([
    [
      'receipt on the next day',
      ['Strelsau, May 3, 1912.', 'D. 8.5 P.M.', 'R. May 4, 8 A.M.', 'Tel. (No. 17.)'],
      { sent: '1912-05-03T20:05:00', received: '1912-05-04T08:00:00', number: '17' },
    ],
    [
      'receipt in the next year',
      ['Strelsau, December 31, 1912.', 'D. 9 P.M.', 'R. January 1, noon.', 'Tel. (No. 17.)'],
      { sent: '1912-12-31T21:00:00', received: '1913-01-01T12:00:00', number: '17' },
    ],
    [
      'receipt above despatch',
      ['Strelsau, May 3, 1912.', 'R. 10:40 P.M.', 'D. 8:15 P.M.', 'Tel. Private. Very Confidential.'],
      {
        sent: '1912-05-03T20:15:00',
        received: '1912-05-03T22:40:00',
        secret: 'Very Confidential',
        handling: 'Private',
      },
    ],
    [
      'an hour of receipt that no day is named for',
      ['Strelsau, May 3, 1912.', 'D. 11:40 P.M.', 'R. 2 A.M.', 'Tel. (No. 17.) Most Urgent.'],
      { sent: '1912-05-03T23:40:00', number: '17', urgent: 'Most Urgent' },
    ],
    [
      'all times on the line of the place',
      ['Strelsau, May 3, 1912. D. 8:15 P.M. R. 10:40 P.M.', 'By telegraph. (No. 17.) En clair.'],
      { sent: '1912-05-03T20:15:00', received: '1912-05-03T22:40:00', number: '17' },
    ],
    [
      'two words of secrecy',
      ['Strelsau, May 3, 1912.', 'Tel. Private and Secret.'],
      { sent: '1912-05-03', secret: 'Secret', handling: 'Private' },
    ],
  ])('%s', (_, lines, expected) => {
    expect(facts(british(...lines))).toEqual({ ...HEAD, ...expected });
    expect(paragraphs(read(british(...lines)))).toEqual(['The Court goes to Zenda.']);
  });

  test('what begins like an hour is text where more stands behind it', () => {
    const telegram = read(
      british('Strelsau, May 3, 1912.', 'Tel. (No. 17.)', 'D. 8:15 P.M. was the hour of the train.'),
    );
    expect(paragraphs(telegram)[0]).toBe('D. 8:15 P.M. was the hour of the train.');
    expect(telegram.facts.date?.when).toBe('1912-05-03');
  });

  test.each<[string, string, string]>([
    [
      'Mr. Marsh to Sir R. Sapt, Baron Tarlenheim and Sir G. Fritz.',
      'Mr. Marsh',
      'Sir R. Sapt,Baron Tarlenheim,Sir G. Fritz',
    ],
    ['Admiralty to Foreign Office.', 'Admiralty', 'Foreign Office'],
    ['Mr. Marsh to Lord Sapt.(1)', 'Mr. Marsh', 'Lord Sapt'],
  ])('%s', (heading, from, to) => {
    const text = british('Strelsau, May 3, 1912.', 'Tel. (No. 17.)').replace(/Mr\. Marsh.*/, heading);
    const { senders, addressees } = read(`${text}\n(1) Not printed.\n`).facts;
    const said = (parties: typeof senders): string =>
      parties.map(({ name, person = name, office }) => (office === undefined ? person : name)).join();
    expect([said(senders), said(addressees)]).toEqual([from, to]);
  });

  test('a despatch has its number, and is no telegram', () => {
    expect(facts(british('(No. 295.) Confidential.', 'Foreign Office, May 4, 1912.'))).toEqual({
      ...HEAD,
      type: 'document',
      place: 'Foreign Office',
      sent: '1912-05-04',
      number: '295',
      secret: 'Confidential',
    });
  });

  test('the register has its own number, and who got a copy stands below', () => {
    const text = `${british('Strelsau, May 3, 1912.', 'Tel. (No. 17.)')}\n(Repeated to Zenda (No. 13).)\nPublished in RB No. 9.\n`;
    const { registerNumber, repeatedTo } = read(text).facts;
    expect([registerNumber?.value, repeatedTo.map(({ value }) => value)]).toEqual([
      '20417',
      ['Repeated to Zenda (No. 13)'],
    ]);
  });

  test('what has no parties has its number, and parts a page', () => {
    const page = `${british('Strelsau, May 3, 1912.', 'Tel. (No. 17.)')}\n(20418) No. 82.\nCommunication by the Ambassador.\n\nNothing.\n`;
    const [, second] = all(page);
    expect([second?.number?.value, words(second?.division.heading?.children).replace(/\s+/g, ' ')]).toEqual([
      '82',
      '(20418) No. 82. Communication by the Ambassador.',
    ]);
  });

  test.each<[string, string, string]>([
    ['.—(Telegraphic.)', 'Klow, July 24, 1912.', 'telegram'],
    ['.—(Received July 25.)', '(Telegraphic.) Klow, July 24, 1912.', 'telegram'],
    ['.—(Received July 25.)', 'Klow, July 24, 1912.', 'document'],
  ])('Blue Book: %s / %s', (label, dateline, type) => {
    const text = `No. 5.\n\nSir G. Fritz to Sir R. Sapt${label}\n\n${dateline}\n\nThe Count came.\n`;
    expect(facts(text)).toEqual({
      type,
      n: '5',
      from: 'Sir G. Fritz',
      to: 'Sir R. Sapt',
      place: 'Klow',
      sent: '1912-07-24',
      ...(label.includes('July') && { received: '1912-07-25' }),
    });
  });

  test('numbers without a sign of their own part a page that has others with one', () => {
    const one = (n: number, label: string): string =>
      `No. ${n}.\n\nSir R. Sapt to Mr. Marsh${label}\n\nKlow, July ${n}, 1912.\n\nYour No. 2.\n`;
    const page = [one(5, '.—(Telegraphic.)'), one(6, '.'), one(7, '.—(Telegraphic.)')].join('\n');
    expect(all(page).map(({ number }) => number?.value)).toEqual(['5', '6', '7']);
  });

  test('notes in round brackets: markers glued or behind a sentence, several on a line of the list', () => {
    const text = british('Strelsau, May 3, 1912.', 'Tel. (No. 17.)').replace(
      'Zenda.',
      'Zenda. (1) I stay with (1) the cyphers and (2) one clerk.(2)',
    );
    const { notes, ...telegram } = read(`${text}\n(1) No. 64. (2) [v. supra, p. 3.]\n`);
    expect(paragraphs({ notes, ...telegram })).toEqual([
      'The Court goes to Zenda. {0} I stay with (1) the cyphers and (2) one clerk.{1}',
    ]);
    expect(notes.map(({ blocks }) => blocks.length)).toEqual([1, 1]);
  });
});

describe('Australian documents', () => {
  const HEADING = '264 Mr A. Marsh, First Secretary in Strelsau, to Department of External Affairs';

  test.each<[string, string, Record<string, unknown>]>([
    ['unnumbered', 'IMMEDIATE', { urgent: 'IMMEDIATE' }],
    [
      '76',
      'MOST IMMEDIATE SECRET AND PERSONAL',
      { number: '76', urgent: 'MOST IMMEDIATE', secret: 'SECRET', handling: 'PERSONAL' },
    ],
    ['SC12', 'IMPORTANT MOST SECRET', { number: 'SC12', urgent: 'IMPORTANT', secret: 'MOST SECRET' }],
  ])('Cablegram %s, %s', (number, line, expected) => {
    const text = `${HEADING}\n\nCablegram ${number} STRELSAU, 31 January 1941, 12.15 p.m.\n\n${line}\n\nTalks began.\n`;
    expect(facts(text)).toEqual({
      type: 'telegram',
      n: '264',
      from: 'A. Marsh',
      to: 'Department of External Affairs',
      place: 'STRELSAU',
      sent: '1941-01-31T12:15:00',
      ...expected,
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['Letter STRELSAU, 14 May 1942', { type: 'letter' }],
    ['Memorandum 12 STRELSAU, 14 May 1942', { type: 'memorandum', number: '12' }],
    ['Cablegrams 17-18 STRELSAU, 14 May 1942', { type: 'telegram', number: '17-18' }],
    ['Circular cablegram D312 STRELSAU, 14 May 1942,', { type: 'telegram', number: 'D312' }],
    ['Cablegram STRELSAU, 14 May 1942', { type: 'telegram' }],
    ['Savingram 3 STRELSAU, 14 May 1942', { type: 'document', number: '3' }],
  ])('%s', (line, expected) => {
    const HEAD = {
      n: '264',
      from: 'A. Marsh',
      to: 'Department of External Affairs',
      place: 'STRELSAU',
      sent: '1942-05-14',
    };
    expect(facts(`${HEADING}\n\n${line}\n\nTalks began.\n`)).toEqual({ ...HEAD, ...expected });
  });

  test.each([
    'Telegram 63 has not come to Strelsau.',
    'Cablegram 12 of 4 May 1941 was read here.',
    'Letter STRELSAU, 14 May 1942',
  ])('no head: %s', (line) => {
    expect(facts(`${line}\n\nTalks began on 14 May 1942.\n`)['type']).toBe('text');
  });

  const later = (...lines: readonly string[]): string =>
    `187 Cablegram to Zenda\n\nKlow, 25 August 1975\n\n${lines.join('\n\n')}\n\nYour O.ZE1408 was read.\n`;

  test('the machine numbers the message for each post; the post in the heading is no addressee', () => {
    const telegram = read(later('O.ST183503 O.ZE1502 SECRET AUSTEO ROUTINE', 'River Province', 'Ref. O.ZE14081'));
    expect(telegram.facts).toMatchObject({
      telegramNumber: { value: 'O.ST183503' },
      secondNumber: { number: { value: 'O.ZE1502' } },
      subject: { value: 'River Province' },
      references: [{ value: 'O.ZE1408' }],
      addressees: [],
      senders: [],
    });
    expect(telegram.notes).toEqual([]);
  });

  test('whom it is for is no topic', () => {
    const telegram = read(later('O.ST183503 SECRET', 'For Sapt from Marsh'));
    expect(telegram.facts.subject).toBeUndefined();
    expect(words(telegram.division.heading?.children)).toBe('187 Cablegram to Zenda');
  });

  test('a surname alone is a person, a post that has a dateline is none', () => {
    const between = (from: string): unknown =>
      read(`41 ${from} to Sapt\n\nCablegram 12 ZENDA, 4 May 1947\n\nSECRET\n\nNothing.\n`).facts.senders.map(
        ({ entity }) => entity,
      );
    expect([between('Tarlenheim'), between('Zenda')]).toEqual([['person'], ['office']]);
  });

  test('two surnames are two persons, a Government is none', () => {
    const text =
      '41 Sapt and Marsh to Commonwealth Government\n\nCablegram 12 ZENDA, 4 May 1947\n\nSECRET\n\nNothing.\n';
    const { senders, addressees } = read(text).facts;
    expect([...senders, ...addressees].map(({ entity, name }) => [entity, name])).toEqual([
      ['person', 'Sapt'],
      ['person', 'Marsh'],
      ['office', 'Commonwealth Government'],
    ]);
  });

  test('the label of a paragraph is no marker where the text has another', () => {
    const text = `${HEADING}\n\nCablegram 76 STRELSAU, 31 January 1941\n\nSECRET\n\n[1] Talks began. [1]\n\n2. We wait.\n\n1 Document 9.\n`;
    expect(paragraphs(read(text))[0]).toBe('[1] Talks began. {0}');
  });
});

describe('headings broken over lines', () => {
  test.each<[string, string, string, string]>([
    [
      'Australian',
      '12 Mr A. Marsh, First Secretary in Strelsau, to Department of\nExternal Affairs\nCablegram 76 STRELSAU, 31 January 1941\n\nNothing.\n',
      'A. Marsh',
      'Department of External Affairs',
    ],
    [
      'British',
      '(20417) No. 81.\nSir Francis Tarlenheim to Sir\nRobert Sapt.\nStrelsau, May 3, 1912.\nTel. (No. 17.)\n\nNothing.\n',
      'Sir Francis Tarlenheim',
      'Sir Robert Sapt',
    ],
    [
      'Irish',
      'No. 82 RAI DFA 19/50\n\nLetter from Michael Marsh to\nRobert Sapt (Zenda)\n(Copy)\n\nSTRELSAU, 4 June 1944\n\nNothing.\n',
      'Michael Marsh',
      'Robert Sapt',
    ],
    [
      'German',
      'Nr. 82\nDer Staatssekretär an den\nGesandten in Strelsau\nTelegramm 18 Klow, den 4. September 1912\nNichts Neues.\n',
      'Staatssekretär',
      'Gesandten in Strelsau',
    ],
  ])('%s', (_, text, from, to) => {
    expect(facts(text)).toMatchObject({ from, to });
    expect(paragraphs(read(text))).toHaveLength(1);
  });
});

describe('copies in markdown', () => {
  test('marks between two lines of one heading', () => {
    const telegram = read('# No. 81.\n## Mr. Marsh to Sir R. Sapt.—(Telegraphic.)\n\nKlow, May 3, 1912.\n\nNothing.\n');
    expect(words(telegram.division.heading?.children).replace(/\s+/g, ' ')).toBe(
      'No. 81. Mr. Marsh to Sir R. Sapt.—(Telegraphic.)',
    );
    expect(telegram.front.map(({ start }) => start)).toEqual([0]);
  });

  const text =
    '---\ntitle: "9 Letter"\ntags:\n  - lake\n---\n\n# 77 Letter from Sapt to Marsh\n\nKlow, 9 June 1974\n\n_I saw the Count._\n\n_[RNA: A18, 3/1]_\n';

  test('marks and front matter stand in no line', () => {
    const telegram = read(text);
    expect(telegram.number?.value).toBe('77');
    expect(words(telegram.division.heading?.children)).toContain('77 Letter from Sapt to Marsh');
    expect(paragraphs(telegram)).toEqual(['I saw the Count.']);
    expect(telegram.front.map((part) => (part.type === 'leftOut' ? part.text : part.type))).toEqual([
      '---',
      'title: "9 Letter"',
      'tags:',
      '- lake',
      '---',
      '#',
      '_',
      '_',
      '_',
      '_',
    ]);
  });

  test.each(['A line.\n\n# 77 Letter from Sapt\n', '---\nA line between two dashes.\n---\n', '#hashtag\n'])(
    'no markdown: %j',
    (plain) => {
      expect(read(plain).front).toEqual([]);
    },
  );
});

describe('Irish documents', () => {
  const irish = (...lines: readonly string[]): string =>
    `No. 82 RAI DFA ES Box 28 File 186\n\n${lines.join('\n')}\n\nThe harvest.1\n\nMICHAEL MARSH\n\n1See No. 27 below.\n`;

  test.each<[string, readonly string[], Record<string, unknown>]>([
    [
      'a kind in the heading, a place behind the name',
      [
        'Code telegram from Michael Marsh to Robert Sapt (Zenda)',
        '(No. 4) (Personal) (Secret)',
        'STRELSAU, 4 June 1944',
      ],
      {
        type: 'telegram',
        from: 'Michael Marsh',
        to: 'Robert Sapt',
        number: '4',
        secret: 'Secret',
        handling: 'Personal',
      },
    ],
    [
      'offices, and a label that says telegram',
      ['The Minister in Strelsau to the Secretary of External Affairs', '(No. 12) (Telegram)', 'STRELSAU, 4 June 1944'],
      { type: 'telegram', from: 'Minister in Strelsau', to: 'Secretary of External Affairs', number: '12' },
    ],
    [
      'no parties',
      ['Memorandum by Robert Sapt on the harvest', 'STRELSAU, 4 June 1944'],
      { type: 'memorandum', from: 'Robert Sapt' },
    ],
    ['no heading', ['STRELSAU, 4 June 1944'], { type: 'document' }],
  ])('%s', (_, lines, expected) => {
    const telegram = read(irish(...lines));
    expect(facts(irish(...lines))).toEqual({ n: '82', place: 'STRELSAU', sent: '1944-06-04', ...expected });
    expect(telegram.notes.map(({ kind, printed }) => [kind, printed])).toEqual([
      ['source', ''],
      ['note', '1'],
    ]);
    expect(paragraphs(telegram)).toEqual(['The harvest.{1}']);
  });

  test('several on a page', () => {
    const page = `${irish('STRELSAU, 4 June 1944')}\nNo. 83 RAI DE 2/304/1\n\nSTRELSAU, 5 June 1944\n\nNothing.\n`;
    expect(all(page).map(({ number }) => number?.value)).toEqual(['82', '83']);
  });
});

describe('German documents', () => {
  const german = (...lines: readonly string[]): string =>
    `Nr. 81\nDer Gesandte in Strelsau an das Auswärtige Amt\n${lines.join('\n')}\nDer Hof reist morgen.\nSapt\n`;

  test.each<[string, readonly string[], Record<string, unknown>]>([
    [
      'number and place on a line',
      ['Telegramm 17   Strelsau, den 3. März 1912', 'Dringend! Geheim. Citissime'],
      { type: 'telegram', number: '17', sent: '1912-03-03', urgent: 'Dringend,Citissime', secret: 'Geheim' },
    ],
    [
      'the hour, the word on a line of its own',
      ['Telegramm. Entzifferung', 'Nr. 19. Strelsau, den 5. Oktober 1912, 8 Uhr 15 Min. nachm.'],
      { type: 'telegram', number: '19', sent: '1912-10-05T20:15:00' },
    ],
    [
      'a report',
      ['Ausfertigung', 'Nr. 44 Strelsau, 12. Januar 1912', 'Streng vertraulich'],
      { type: 'document', number: '44', sent: '1912-01-12', secret: 'Streng vertraulich' },
    ],
    [
      'for whom it is',
      ['Telegramm Nr. 17', 'Strelsau, den 3. Mai 1912', 'Eigenhändig für den Staatssekretär'],
      { type: 'telegram', number: '17', sent: '1912-05-03' },
    ],
  ])('%s', (_, lines, expected) => {
    const HEAD = { n: '81', from: 'Gesandte in Strelsau', to: 'Auswärtige Amt', place: 'Strelsau' };
    expect(facts(german(...lines))).toEqual({ ...HEAD, ...expected });
    expect(read(german(...lines)).language).toBe('de');
    expect(paragraphs(read(german(...lines)))).toEqual(['Der Hof reist morgen.']);
  });

  test('several on a page, the last note of one above the number of the next', () => {
    const first = german('Telegramm 17 Strelsau, den 3. Mai 19121');
    const page = `${first}\n1 Eingegangen am\n4. Mai.\n\n${german('Telegramm 18 Strelsau, den 5. Mai 1912').replace('81', '82')}`;
    const read = all(page);
    expect(read.map(({ number }) => number?.value)).toEqual(['81', '82']);
    expect(read[0]!.notes.map(({ printed }) => printed)).toEqual(['1']);
  });

  test('a German date in an English text makes no German head', () => {
    const { type, language } = read('Marsh wrote an Article\n\nStrelsau, den 3. Mai 1912\n\nNothing is known.\n');
    expect([type, language]).toEqual(['text', undefined]);
  });
});
