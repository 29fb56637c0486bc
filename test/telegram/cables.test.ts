/** Raw cables, read through the public door: what is one, what its head says, how its text falls into paragraphs. */
import { describe, expect, test } from 'vitest';
import { parseTelegrams } from '../../src/telegram/index.js';
import type { List, PlainBlock, Telegram } from '../../src/telegram/model.js';
import { words } from './reading.js';

const HEAD = {
  group: 'R 121530Z MAY 75',
  from: 'FM AMEMBASSY ORSK',
  to: 'TO SECSTATE WASHDC 4471',
  info: 'INFO AMEMBASSY VELDEN',
  banner: 'C O N F I D E N T I A L ORSK 0913',
  order: 'E.O. 11652: GDS',
  tags: 'TAGS: PINT, EAGR, NO',
  subject: 'SUBJECT: THE HARVEST',
};

/** A cable with some lines of its head replaced or, where empty, left out. */
function cable(head: Partial<Record<keyof typeof HEAD, string>> = {}, text = '1. NOTHING NEW.\nBRACK'): string {
  const lines = Object.values({ ...HEAD, ...head }).filter((line) => line !== '');
  return `${lines.join('\n')}\n\n${text}\n`;
}

function read(text: string): Telegram {
  return parseTelegrams(text).telegrams[0]!;
}

function wire(text: string) {
  return read(text).facts.wire!;
}

/** Blocks in short: paragraphs as text, lists as label and text, parts by their heading, furniture left out. */
function outline(text: string): unknown[] {
  return read(text).division.blocks.flatMap((block): unknown[] => {
    if (block.type === 'part') return [`# ${words(block.heading.children)}`, ...block.blocks.flatMap(plain)];
    return block.type === 'enclosure' || block.type === 'trailer' ? [] : plain(block);
  });
}

function plain(block: PlainBlock): unknown[] {
  if (block.type === 'paragraph') return [said(block.children)];
  if (block.type === 'table') return [block.rows.length];
  return block.type === 'list' ? items(block) : [];
}

function items({ items }: List): unknown[] {
  return items.flatMap((item) => {
    if ('type' in item) return [];
    const under = (item.blocks ?? []).flatMap(plain);
    const own = `${item.label ? said(item.label) : '·'} ${said(item.children)}`;
    return under.length > 0 ? [own, under] : [own];
  });
}

function said(inlines: Parameters<typeof words>[0]): string {
  const running = (inlines ?? []).filter(({ type }) => type !== 'furniture' && type !== 'pageBreak');
  return words(running).replace(/\s+/g, ' ').trim();
}

describe('what a cable is', () => {
  test.each([
    ['group and banner', cable({ from: '', to: '', info: '', order: '', tags: '' })],
    ['FM and TO, and TAGS', cable({ group: '', banner: '', order: '' })],
    ['E.O. and TAGS', cable({ group: '', from: '', to: '', info: '', banner: '' })],
  ])('two signs make one: %s', (_, text) => {
    expect(read(text)).toMatchObject({ type: 'telegram', form: { name: 'cable' } });
  });

  test.each([
    ['a group alone', 'R 121530Z MAY 75 is how such a line looks.\n\nThe letter says how urgent it is.\n'],
    ['a group on its own line', 'Look at this line:\n\nR 121530Z MAY 75\n\nIt names day and hour.\n'],
    ['keys within sentences', 'TAGS: these are codes.\n\nE.O. 11652 was in force.\n\nFM stands for from.\n'],
    ['a banner alone', 'The banner reads\n\nC O N F I D E N T I A L ORSK 0913\n\nand nothing else.\n'],
  ])('one sign makes none: %s', (_, text) => {
    const { telegrams } = parseTelegrams(text);
    expect(telegrams).toHaveLength(1);
    expect(telegrams[0]!.facts).toMatchObject({ senders: [], addressees: [] });
    expect([telegrams[0]!.form, telegrams[0]!.facts.wire, telegrams[0]!.facts.date]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    [
      'a manual',
      'c. Heading. An example of the form is given in this line:\n\nUNCLAS ORSK 00123\nE.O. 12958: N/A\nTAGS: ECON, NO\nSUBJECT: EXAMPLE\n',
    ],
    [
      'a sentence broken over lines',
      'It has a group such as R 131725Z AUG 75, then\nFM AMEMBASSY ORSK, then\nTO SECSTATE WASHDC, and so on.\nE.O. 11652: GDS stands below, and\nTAGS: PINS, RR below that.\n',
    ],
  ])('prose that quotes lines of one is none: %s', (_, text) => {
    expect(read(text).form).toBeUndefined();
  });

  test('a document of an edition is one, whatever it quotes', () => {
    const text =
      '114. Telegram From the Department of State to the Embassy in Norlandia\n\nWashington, May 12, 1975, 1530Z.\n\n101442. TAGS: PINT, NO. Subject: Harvest.\n\nR 121530Z MAY 75\n\nFM AMEMBASSY ORSK\n\nTO SECSTATE WASHDC\n\nTAGS: PINT, NO\n\nPlease report.\n\nWexley\n';
    expect(read(text)).toMatchObject({ number: { value: '114' }, division: { heading: {} } });
    expect(read(text).form).toBeUndefined();
  });

  test.each([
    ['a foreign minister', '1. WHEN HE LEFT,\nFM SAID THAT HE WOULD COME\nTO ORSK IN THE FALL.\nBRACK'],
    ['an hour', '1. PLANE WILL LEAVE AT\n131900Z MAY 75 AND FLY\nTO ORSK DIRECTLY.\nBRACK'],
    ['a need for action', `1. HARVEST IS BAD.\n\nACTION REQUESTED\n\n2. SEND GRAIN.\nBRACK`],
  ])('nothing begins another cable that the text says: %s', (_, text) => {
    expect(parseTelegrams(cable({}, text)).telegrams).toHaveLength(1);
  });

  test('the text of one cable does not go to the next', () => {
    const first = cable({}, '1. HARVEST IS BAD.\n\nACTION REQUEST\n\n2. SEND GRAIN.\nBRACK');
    const { telegrams } = parseTelegrams(`${first}${cable({ group: 'R 131530Z MAY 75', banner: 'UNCLAS ORSK 0914' })}`);
    expect(telegrams.map(({ division }) => division.closer?.parts.length)).toEqual([1, 1]);
    expect(telegrams[1]!.start).toBeGreaterThanOrEqual(first.trimEnd().length);
  });

  test('equal groups of different posts are two cables', () => {
    const one = cable({ banner: 'UNCLAS SECTION 1 OF 2 ORSK 0913' });
    const other = cable({ from: 'FM AMCONSUL VELDEN', banner: 'UNCLAS SECTION 2 OF 2 VELDEN 22' });
    expect(parseTelegrams(one + other).telegrams).toHaveLength(2);
  });

  test('inspect is told by which signs', () => {
    expect(read(cable()).form?.signs.map(({ value }) => value)).toEqual([
      'date-time group',
      'FM and TO',
      'banner',
      'E.O.',
      'TAGS',
    ]);
  });

  test('another group with another number begins another cable, with the line of its page', () => {
    const second = cable({ group: 'P 130800Z MAY 75', banner: 'UNCLAS ORSK 0920' });
    for (const between of ['', 'NNNN\n', 'CONFIDENTIAL\n\nUNCLASSIFIED\nPAGE 01 ORSK 00920 130811Z\n']) {
      const { telegrams } = parseTelegrams(`${cable()}${between}${second}`);
      expect(telegrams.map(({ facts }) => facts.telegramNumber?.value)).toEqual(['913', '920']);
    }
  });

  test('a title above and rules between part cables of a collection', () => {
    const second = cable({ group: 'P 130800Z MAY 75', banner: 'UNCLAS ORSK 0920' });
    const text = `Cables from Orsk, collected by a friend\n\nCable 1\n${cable()}NNNN\n\n=====\nCable 2\n\n${second}NNNN\n`;
    const { telegrams } = parseTelegrams(text);
    expect(telegrams.map(({ facts }) => facts.telegramNumber?.value)).toEqual(['913', '920']);
    expect(telegrams[0]!.division.blocks.map(({ type }) => type)).not.toContain('part');
  });

  test('a cable that is handed on within another is text of it', () => {
    const quoted =
      'THE FOLLOWING IS REPEATED TO YOU. QUOTE:\nP 110700Z MAY 75\nFM AMEMBASSY TARSK\nTO AMEMBASSY ORSK\nS E C R E T TARSK 88';
    const text = cable({ banner: `${HEAD.banner}\n${quoted}` });
    expect(parseTelegrams(text).telegrams).toHaveLength(1);
    expect(read(text).facts).toMatchObject({
      senders: [{ name: 'AMEMBASSY ORSK' }],
      addressees: [{ name: 'SECSTATE WASHDC' }],
      date: { when: '1975-05-12T15:30:00Z' },
      wire: { messageNumbers: [{ post: { value: 'ORSK' } }] },
    });
  });
});

describe('the head', () => {
  test.each([
    ['R 121530Z MAY 75', '1975-05-12T15:30:00Z'],
    ['O R 121530 Z MAY 75', '1975-05-12T15:30:00Z'],
    ['Z 010001Z JAN 00', '2000-01-01T00:01:00Z'],
    ['P 121530Z MAY 1975 ZFF4', '1975-05-12T15:30:00Z'],
    ['R 121530Z MAY 66', '1966-05-12T15:30:00Z'],
    ['R 121530Z MAY 45', undefined],
    ['R 321530Z MAY 75', undefined],
    ['R 122530Z MAY 75', undefined],
    ['P 1215302 MAY 75', undefined],
  ])('%s is %s', (group, when) => {
    expect(read(cable({ group })).facts.date?.when).toBe(when);
  });

  test('a group that names no hour is said to be unreadable', () => {
    const { diagnostics } = parseTelegrams(cable({ group: 'P 1215302 MAY 75' }));
    expect(diagnostics.map(({ code }) => code)).toContain('date-time-group-unreadable');
  });

  test('its letters are the precedences', () => {
    expect(read(cable({ group: 'O P R 121530Z MAY 75' })).facts.precedence.map(({ value }) => value)).toEqual([
      'Immediate',
      'Priority',
      'Routine',
    ]);
  });

  test.each([
    ['SECSTATE WASHDC PRIORITY 0872', { name: 'SECSTATE WASHDC', precedence: 'PRIORITY', serial: '0872' }],
    [
      'RUEHC/SECSTATE WASHDC NIACT IMMEDIATE 4280',
      { name: 'SECSTATE WASHDC', precedence: 'NIACT IMMEDIATE', serial: '4280' },
    ],
    ['ALL EUROPEAN DIPLOMATIC POSTS', { name: 'ALL EUROPEAN DIPLOMATIC POSTS' }],
    ['AMEMBASSY PORT SELM POUCH', { name: 'AMEMBASSY PORT SELM POUCH' }],
    ['USMISSION USUN NEW YORK 0000', { name: 'USMISSION USUN NEW YORK', serial: '0000' }],
  ])('TO %s', (address, post) => {
    const [first] = read(cable({ to: `TO ${address}` })).facts.addressees;
    expect({
      name: first!.name,
      ...(first!.precedence && { precedence: first!.precedence }),
      ...(first!.serial && { serial: first!.serial }),
    }).toEqual(post);
  });

  test('a list goes on over lines without a word, page marks and blank lines; copies are no addressees', () => {
    const info =
      'INFO AMEMBASSY VELDEN\n\nCONFIDENTIAL\n\nPAGE 02 ORSK 00913 121540Z\n\nAMCONSUL PORT SELM\nFLEET OFFICE TARSK';
    const { facts } = read(cable({ to: 'TO SECSTATE WASHDC\nAMEMBASSY TARSK', info }));
    expect(facts.addressees.map(({ name }) => name)).toEqual(['SECSTATE WASHDC', 'AMEMBASSY TARSK']);
    expect(facts.wire!.copies.map(({ name }) => name)).toEqual([
      'AMEMBASSY VELDEN',
      'AMCONSUL PORT SELM',
      'FLEET OFFICE TARSK',
    ]);
  });

  test('without a banner below, only what names a post goes on with the list', () => {
    const { facts } = read(
      cable({ info: '', banner: '', order: '', tags: 'TAGS: NO', to: 'TO SECSTATE WASHDC\nTHE MINISTER LEFT' }),
    );
    expect(facts.addressees.map(({ name }) => name)).toEqual(['SECSTATE WASHDC']);
  });

  test('INFO above the group is distribution, and no post', () => {
    const facts = wire(`ACTION EUR-12\n\nINFO  OCT-01  ISO-00  L-03 /065 W\n---------------------  054834\n${cable()}`);
    expect(facts.copies.map(({ name }) => name)).toEqual(['AMEMBASSY VELDEN']);
    expect([facts.action, facts.information].map((bureaus) => bureaus.map(({ value }) => value))).toEqual([
      ['EUR-12'],
      ['OCT-01', 'ISO-00', 'L-03'],
    ]);
  });

  test.each([
    ['C O N F I D E N T I A L SECTION 01 OF 03 ORSK 000913', 'CONFIDENTIAL', ['ORSK 913'], '1 of 3'],
    ['C O N F I D E N T I A LSECTION 02 OF 03 ORSK 000913', 'CONFIDENTIAL', ['ORSK 913'], '2 of 3'],
    ['UNCLAS ORSK 0913', 'UNCLAS', ['ORSK 913'], undefined],
    ['LIMITED OFFICIAL USE PORT SELM 22', 'LIMITED OFFICIAL USE', ['PORT SELM 22'], undefined],
    ['S E C R E T ORSK 02214 SECTO 071', 'SECRET', ['ORSK 2214', 'SECTO 71'], undefined],
    ['S E C R E T SECTO 10121', 'SECRET', ['SECTO 10121'], undefined],
    ['CONFIDENTIAL FINAL SECTION OF 02 ORSK 4693', 'CONFIDENTIAL', ['ORSK 4693'], '2 of 2'],
    ['CONFIDENTIAL SECTION ONE OF TWO ORSK 4693', 'CONFIDENTIAL', ['ORSK 4693'], '1 of 2'],
    ['S E C R E T//NOFORN ORSK 4693', 'SECRET', ['ORSK 4693'], undefined],
  ])('the banner %s', (banner, classification, numbers, section) => {
    const { facts } = read(cable({ banner }));
    expect(facts.classification?.value).toBe(classification);
    expect(facts.wire!.messageNumbers.map(({ post, number }) => `${post.value} ${number.value}`)).toEqual(numbers);
    expect(facts.wire!.section?.value).toBe(section);
  });

  test('each caption once, and whom it is for', () => {
    const { facts } = read(
      cable({ banner: `${HEAD.banner}\nSIPDIS\n\nSIPDIS\nNODIS CHEROKEE\nDEPT FOR EUR/CE\nPORT SELM PASS NSC` }),
    );
    expect(facts.handling.map(({ value }) => value)).toEqual(['SIPDIS', 'NODIS', 'CHEROKEE']);
    expect(facts.wire!.attention.map(({ value }) => value)).toEqual(['DEPT FOR EUR/CE', 'PORT SELM PASS NSC']);
  });

  test.each([
    ['E.O. 11652: XGDS-2', undefined],
    ['EO 12065: GDS 5/2/86 (BRACK, TOM)', '1986-05-02'],
    ['E.0. 12356: DECL: OADR', undefined],
    ['E.O. 12958: DECL: 07/26/2016', '2016-07-26'],
    ['E.O. 12958: DECL: 4/15/11', '2011-04-15'],
    ['E.O. 12065: RDS-1 13/31/2009', undefined],
  ])('%s is to be released %s, which is no date of the telegram', (order, release) => {
    const { facts } = read(cable({ order }));
    expect(facts.wire!.declassification).toMatchObject({ value: order });
    expect(facts.wire!.declassification?.release?.when).toBe(release);
    expect(facts.date?.when).toBe('1975-05-12T15:30:00Z');
  });

  test.each([
    ['TAGS: PFOR, RR, US (SAPT, FRITZ)', ['PFOR', 'RR', 'US']],
    ['TAGS: PGOV PREL NO', ['PGOV', 'PREL', 'NO']],
    ['TAGS:\nPGOV, PREL', ['PGOV', 'PREL']],
    ['TAGS: PGOV, PREL, EFIN,\nETRD', ['PGOV', 'PREL', 'EFIN', 'ETRD']],
    ['TAGS:OGEN', ['OGEN']],
    ['TAGS: PINT, NO\n(BRACK, TOM), EAGR', ['PINT', 'NO', 'EAGR']],
    ['TAGS: PREL PGOV ECON\nETRD NO', ['PREL', 'PGOV', 'ECON', 'ETRD', 'NO']],
    ['TAGS: PINT,\nCONFIDENTIAL\nPAGE 02 ORSK 00913\nEAGR, NO', ['PINT', 'EAGR', 'NO']],
  ])('%s', (tags, codes) => {
    expect(wire(cable({ tags })).tags.map(({ value }) => value)).toEqual(codes);
  });

  test.each([
    ['REF: (A) STATE 1234 (NOTAL), (B) ORSK 22', ['A STATE 1234 (NOTAL)', 'B ORSK 22']],
    ['REFS: A. ORSK 1653 DTG 050910Z FEB 74\nB. STATE 23188', ['A ORSK 1653 DTG 050910Z FEB 74', 'B STATE 23188']],
    ['REF: A. STATE 145912\n     ¶B. ORSK 2466', ['A STATE 145912', 'B ORSK 2466']],
    ['REFTEL: STATE 288140', [' STATE 288140']],
    ['REF: ORSK 6859 VELDEN 7294', [' ORSK 6859', ' VELDEN 7294']],
    ['REF: ORSK 1131 AND PREVIOUS', [' ORSK 1131']],
    ['REF: (A) LETTER FROM B. SAPT TO MARSH, (B) ORSK 22', ['A LETTER FROM B. SAPT TO MARSH', 'B ORSK 22']],
    ['REF: (A)STATE 1, (B)ORSK 2', ['A STATE 1', 'B ORSK 2']],
    ['REF: STATE FAX, APRIL 30', [' STATE FAX, APRIL 30']],
    ['REF STATE 187310', [' STATE 187310']],
    ['REF: (A) STATE 1, (B) ORSK\n4401, (C) STATE 3', ['A STATE 1', 'B ORSK 4401', 'C STATE 3']],
    ['REF: A) ORSK/DEPT FAX 4/28, B)\nSTATE 140077', ['A ORSK/DEPT FAX 4/28', 'B STATE 140077']],
  ])('%s', (refs, references) => {
    const found = wire(cable({ subject: `${HEAD.subject}\n${refs}` })).references;
    expect(found.map(({ label = '', value }) => `${label} ${value}`)).toEqual(references);
  });

  test.each([
    ['a blank line', 'SUBJECT: THE SALT DUTY\nAND THE HARBOR', 'THE SALT DUTY AND THE HARBOR'],
    ['a key', 'SUBJ: DEVELOPMENTS IN THE\nNORTH\nREF: ORSK 1', 'DEVELOPMENTS IN THE NORTH'],
    ['a paragraph', 'SUBJECT: THE SALT DUTY: DAY\nONE\n1. TEXT.', 'THE SALT DUTY: DAY ONE'],
    ['a heading', 'SUBJECT: THE SALT DUTY\nBACKGROUND\n1. TEXT.', 'THE SALT DUTY'],
    ['a sentence', 'SUBJECT: THE SALT DUTY\nFOLLOWING ARE THE REPORTS.\n1. TEXT.', 'THE SALT DUTY'],
    ['a summary', 'SUBJ: THE SALT DUTY\nSUMMARY: ALL IS WELL. END SUMMARY.', 'THE SALT DUTY'],
    [
      'a line that asks for more, through a page mark',
      'SUBJECT: THE SALT AND THE\nCONFIDENTIAL\nPAGE 02 ORSK 00913\nHARBOR\nREF: ORSK 1',
      'THE SALT AND THE HARBOR',
    ],
    [
      'its line, which holds the word of an attention',
      'SUBJECT: NEW AND REVISED\nPROPOSAL FOR A BRIDGE\nREF: ORSK 1',
      'NEW AND REVISED PROPOSAL FOR A BRIDGE',
    ],
    ['the next key on its line', 'SUBJECT: THE SALT DUTY REF: ORSK 1', 'THE SALT DUTY'],
    ['its line, the key alone above', 'SUBJECT:\nTHE SALT DUTY', 'THE SALT DUTY'],
    ['its line, a dash before what goes on', 'SUBJECT: THE SALT DUTY OF\n- ORSK', 'THE SALT DUTY OF ORSK'],
  ])('the subject ends at %s', (_, subject, title) => {
    expect(read(cable({ subject })).facts.subject?.value).toBe(title);
  });

  test('keys that share a line, and posts that do', () => {
    const posts = cable({
      group: 'R 121530Z MAY 75 FM AMEMBASSY ORSK',
      from: '',
      to: 'TO SECSTATE WASHDC INFO AMEMBASSY VELDEN',
      info: '',
    });
    const { facts } = read(posts.replace(/E\.O\..*\nTAGS.*\n/, 'E.O. 12958: N/A TAGS: PINT, NO\n'));
    expect(facts).toMatchObject({ senders: [{ name: 'AMEMBASSY ORSK' }], addressees: [{ name: 'SECSTATE WASHDC' }] });
    expect(facts.wire).toMatchObject({
      copies: [{ name: 'AMEMBASSY VELDEN' }],
      declassification: { value: 'E.O. 12958: N/A' },
    });
    expect(facts.wire!.tags).toHaveLength(2);
  });

  test('a post that is excepted, a prosign and a banner are no addressees', () => {
    const { facts } = read(
      cable({ info: '', to: 'TO ALL EUROPEAN POSTS\nXMT AMCONSUL PORT SELM\nZEN/AMEMBASSY VELDEN\nBT' }),
    );
    expect(facts.addressees.map(({ name }) => name)).toEqual(['ALL EUROPEAN POSTS', 'AMEMBASSY VELDEN']);
  });

  test('a sender has neither a number nor a precedence', () => {
    expect(read(cable({ from: 'FM AMEMBASSY ORSK 1204' })).facts.senders).toMatchObject([{ name: 'AMEMBASSY ORSK' }]);
  });

  test('the place of a post is that in its own name', () => {
    const placeOf = (from: string) => read(cable({ from })).facts.place?.value;
    expect(['FM AMEMBASSY PORT SELM', 'FM USMISSION NATO', 'FM SECSTATE WASHDC'].map(placeOf)).toEqual([
      'PORT SELM',
      undefined,
      undefined,
    ]);
  });

  test('words that optical reading damaged are known all the same, and their posts keep their role', () => {
    const { facts } = read(cable({ to: 'T0 SECSTATE WASHDC PRI0RITY 0872', info: 'INF0 AMEMBASSY VELDEN' }));
    expect(facts.addressees).toMatchObject([{ name: 'SECSTATE WASHDC', precedence: 'PRIORITY' }]);
    expect(facts.wire!.copies).toMatchObject([{ name: 'AMEMBASSY VELDEN' }]);
  });
});

describe('the text', () => {
  test('lines are paragraphs, page marks and stamps stand within them', () => {
    const text = [
      '1. THE MINISTER SAID THAT HE WOULD MEET THE PORT',
      'CONFIDENTIAL',
      '',
      'CONFIDENTIAL',
      'PAGE 02 ORSK 00913 121540Z',
      '',
      'AUTHORITY ON FRIDAY.',
      'RELEASED IN FULL',
      '2. HE WAS TIRED.',
      'BRACK',
    ].join('\n');
    expect(outline(cable({}, text))).toEqual([
      '1. THE MINISTER SAID THAT HE WOULD MEET THE PORT AUTHORITY ON FRIDAY.',
      '2. HE WAS TIRED.',
    ]);
  });

  test('what prose says is no stamp, no mark of the operator and no attention', () => {
    const text =
      'FROM MAY TO AUGUST HIS CASE HAS BEEN\nREVIEWED BY THE HIGH COURT, AND HIS LAND WILL BE\nRELEASED IN FULL TO HIS WIFE. IT IS\nCASE NO. 4411 OF THE COURT, THE FIRST SINCE\n1911\nAND THE LAST.\nBRACK';
    expect(outline(cable({}, text))).toEqual([text.split('\n').slice(0, -1).join(' ')]);
    expect(wire(cable({}, text))).toMatchObject({ release: [], attention: [] });
  });

  test('the last of a list of persons heads nothing', () => {
    const text =
      '1. THE PARTY CONSISTS OF THE FOLLOWING:\nMR. JON WEXLEY, CHAIRMAN.\nMISS ADA LIND\n2. ALL WELL.\nBRACK';
    expect(JSON.stringify(outline(cable({}, text)))).not.toContain('# ');
  });

  test('where paragraphs bear marks, a list within one counts without', () => {
    const text = '1. (C) HE ASKS:\n\n1. A BRIDGE.\n2. A LOAN.\n\n2. (C) HE WILL GET NONE.\n\n3. (C) NEITHER.\nBRACK';
    const labels = outline(cable({}, text)).filter((line) => /^\d\. \(C\)/.test(String(line)));
    expect(labels).toHaveLength(3);
  });

  test('only the next number begins a paragraph, with or without a sign', () => {
    const text =
      '¶1.  (C) WORK BEGAN IN\n¶2004.  IT COST 12 MILLION, OF WHICH\n¶3.  5 WERE LENT.\n¶2.  (C) THE BRIDGE WAS FINISHED IN\n¶2006.\n¶3.  (U) COMMENT.\nBRACK';
    expect(outline(cable({}, text))).toEqual([
      '¶1. (C) WORK BEGAN IN ¶2004. IT COST 12 MILLION, OF WHICH ¶3. 5 WERE LENT.',
      '¶2. (C) THE BRIDGE WAS FINISHED IN ¶2006.',
      '¶3. (U) COMMENT.',
    ]);
  });

  test('points stand under their paragraph, each style in a list of its own', () => {
    const text =
      '1. THREE THINGS:\nA. SALT.\nB. WHEAT:\n-- OF THE NORTH;\n-- OF THE SOUTH.\nC. FISH.\n2. NO MORE.\nBRACK';
    expect(outline(cable({}, text))).toEqual([
      '1. THREE THINGS:',
      ['A. SALT.', 'B. WHEAT:', ['· OF THE NORTH;', '· OF THE SOUTH.'], 'C. FISH.'],
      '2. NO MORE.',
    ]);
  });

  test('headings stand over dashes, or alone above the next number', () => {
    const text =
      'A SLOW START\n------------\n\n1. IT BEGAN.\n\n-------\nCOMMENT\n--- ---\n\n2. IT ENDED.\nCONCLUSION\n3. SO IT IS.\nBRACK';
    expect(outline(cable({}, text))).toEqual([
      '# A SLOW START',
      '1. IT BEGAN.',
      '# COMMENT',
      '2. IT ENDED.',
      '# CONCLUSION',
      '3. SO IT IS.',
    ]);
  });

  test('a line with a dash alone is a blank line', () => {
    expect(outline(cable({}, '1.\nTHE CABINET IS DIVIDED.\n-\n2.\nNOTHING WILL BE DONE.\nBRACK'))).toEqual([
      '1. THE CABINET IS DIVIDED.',
      '2. NOTHING WILL BE DONE.',
    ]);
  });

  test('a sentence runs on through the head of the next section, whose words are furniture', () => {
    const head = (n: number) =>
      Object.values({ ...HEAD, banner: `CONFIDENTIAL SECTION ${n} OF 2 ORSK 0913`, subject: '', order: '', tags: '' })
        .filter(Boolean)
        .join('\n');
    const text = `${head(1)}\n${HEAD.order}\n${HEAD.tags}\n\n1. THE MINISTER SAID THAT\nNNN\nPAGE 01 ORSK 00913 02 OF 02 121600Z\n${head(2)}\n\nHE WOULD GO.\n2. HE WENT.\nBRACK\n`;
    expect(parseTelegrams(text).telegrams).toHaveLength(1);
    expect(outline(text)).toEqual(['1. THE MINISTER SAID THAT HE WOULD GO.', '2. HE WENT.']);
    expect(JSON.stringify(read(text)).match(/"type":"sectionStart"[^}]*"n":"(\d)"/g)).toHaveLength(2);
    expect(read(text).facts.addressees).toHaveLength(1);
  });

  test('the head of a section may repeat the keys', () => {
    const head = (n: number) =>
      Object.values({ ...HEAD, banner: `CONFIDENTIAL SECTION ${n} OF 2 ORSK 0913` }).join('\n');
    const text = `${head(1)}\n\n1. THE MINISTER SAID THAT\n\n${head(2)}\n\nHE WOULD GO.\n2. HE WENT.\nBRACK\n`;
    expect(outline(text)).toEqual(['1. THE MINISTER SAID THAT HE WOULD GO.', '2. HE WENT.']);
  });

  test.each([
    ['a name below the text', '1. ALL IS WELL.\nBRACK', 'BRACK'],
    ['a name with the group of downgrading above', '1. ALL IS WELL.\nGP-3.\nBRACK', 'BRACK'],
    ['a name on the line of the group of downgrading', '1. ALL IS WELL.\nGP-3. BRACK', 'BRACK'],
    ['a name behind the last sentence of a text that is whole', '1. ALL IS WELL. BRACK\nCONFIDENTIAL\nNNNN', 'BRACK'],
    ['a name with a small letter', '1. ALL IS WELL.\nMcBRACK', 'McBRACK'],
    ['a name above end marks', '1. ALL IS WELL.\nT. BRACK\nCONFIDENTIAL\nNNNN', 'T. BRACK'],
    ['no name: the last word of a sentence', '1. ALL IS\nWELL', undefined],
    ['no name: words of the service', '1. ALL IS WELL.\nEND SUMMARY', undefined],
    ['no name: half a marking', '1. ALL IS WELL.\nLIMITED OFFICIAL', undefined],
  ])('the signature is %s', (_, text, name) => {
    const parts = read(cable({}, text)).division.closer?.parts ?? [];
    expect(parts.filter(({ type }) => type === 'signature').map(({ children }) => words(children))[0]).toBe(name);
  });
});

describe('what an archive added', () => {
  const RECORD =
    'Message Attributes\n\nConcepts: SALT,\n  WHEAT\nDocument Number: 1975ORSK00913\nDraft Date: 13 MAY 1975\nFrom: ORSK\nSubject: THE HARVEST\n';

  test('is no part of the text, and where it differs the text is right', () => {
    const { telegrams, diagnostics } = parseTelegrams(`Message Text\n\n${cable()}\n<< END OF DOCUMENT >>\n\n${RECORD}`);
    const [telegram] = telegrams;
    expect(telegram!.facts).toMatchObject({
      date: { when: '1975-05-12T15:30:00Z' },
      wire: { documentNumber: { value: '1975ORSK00913' } },
    });
    expect(
      telegram!.record?.entries.map(({ key, value }) => [words(key), words(value).replace(/\s+/g, ' ').trim()]),
    ).toContainEqual(['Concepts:', 'SALT, WHEAT']);
    expect(diagnostics).toMatchObject([{ code: 'record-differs', severity: 'warning' }]);
    expect(diagnostics[0]!.message).toContain('Draft Date');
  });

  test('of a text that is lost nothing is made but its number', () => {
    const { telegrams, diagnostics } = parseTelegrams(
      `Message Text\n\nTELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE\n\n${RECORD}`,
    );
    expect(telegrams[0]).toMatchObject({ type: 'telegram', facts: { senders: [], addressees: [] } });
    expect(telegrams[0]!.facts.date).toBeUndefined();
    expect(telegrams[0]!.division.blocks).toMatchObject([
      { type: 'paragraph', children: [{ type: 'gap', reason: 'unavailable' }] },
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['text-unavailable']);
  });

  test('parts the copies of a file', () => {
    const lost = `Message Text\n\nERROR READING TEXT INDEX FILE\n\n${RECORD.replace('00913', '00914')}`;
    const { telegrams } = parseTelegrams(`Message Text\n\n${cable()}\n${RECORD}\n${lost}`);
    expect(telegrams.map(({ facts }) => facts.wire?.documentNumber?.value)).toEqual(['1975ORSK00913', '1975ORSK00914']);
  });
});

test('a cable in one line is read in its order, as less than certain', () => {
  const line = `Message Text PAGE 01 ORSK 00913 121540Z ACTION EUR-12 INFO OCT-01 065 W 054834 ${Object.values(HEAD).join(' ').replace('E.O. 11652:', 'E O 11652')} 1 THE CABINET MET TODAY AND WILL MEET AGAIN BEFORE THE ICE COMES BRACK`;
  const { telegrams, diagnostics } = parseTelegrams(line);
  expect(telegrams[0]!.facts).toMatchObject({
    senders: [{ name: 'AMEMBASSY ORSK' }],
    addressees: [{ name: 'SECSTATE WASHDC', serial: '4471' }],
    date: { when: '1975-05-12T15:30:00Z', certainty: 'inferred' },
    classification: { value: 'CONFIDENTIAL' },
    wire: { uncertain: true, copies: [{ name: 'AMEMBASSY VELDEN' }], messageNumbers: [{ number: { value: '913' } }] },
  });
  expect(telegrams[0]!.facts.subject).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: 'cable-on-one-line', severity: 'warning' }]);
});
