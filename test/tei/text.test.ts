/** The text of a document: each row of the mapping, and the cases where TEI allows less than the text has. */
import { describe, expect, it } from 'vitest';
import { documentId } from '../../src/tei/index.js';
import type { Block, Inline, Telegram } from '../../src/telegram/model.js';
import { Build } from './build.js';
import { all, attributes, first, tei, written } from './read-back.js';
import { older } from './samples.js';

/** A document of these blocks. */
function blocks(make: (b: Build) => Block[], more: Partial<Telegram> = {}): Telegram {
  const b = new Build();
  const division = b.division({ blocks: make(b) });
  return b.telegram({ type: 'text', division, ...more });
}

/** How a paragraph of these inlines is written. */
function paragraph(make: (b: Build) => Inline[], more: Partial<Telegram> = {}): string {
  return written(blocks((b) => [b.p(...make(b))], more));
}

describe('the document', () => {
  it('is a div with its number and an identifier made of it', () => {
    const b = new Build();
    const telegram = b.telegram({ number: { value: '60a', start: 0, end: 0 } });
    expect(attributes(first(tei(telegram), 'div')!)).toEqual({
      type: 'document',
      subtype: 'historical-document',
      n: '60a',
      'xml:id': 'd60a',
    });
  });

  it('has no number and the identifier "doc" where none is printed', () => {
    const telegram = new Build().telegram({ type: 'editorial-note' });
    expect(attributes(first(tei(telegram), 'div')!)).toEqual({
      type: 'document',
      subtype: 'editorial-note',
      'xml:id': 'doc',
    });
  });

  const ids: [string, string][] = [
    ['strelsau1939_d17', 'strelsau1939_d17'],
    ['1939/no. 17', 'd_1939.no._17-'],
    ['Zürich', 'Zurich-'],
    ['Zu\u0308rich', 'Zurich-'],
    ['Zurich', 'Zurich'],
    ['письмо', '______-'],
    ['', 'd_'],
  ];
  it.each(ids)('is known by the name %j where none is printed: %j', (name, expected) => {
    const identifier = first(tei(new Build().telegram(), { id: name }), 'div')!.getAttribute('xml:id')!;
    expect(identifier.replace(/(?<=-)[0-9a-f]{8}$/, '')).toBe(expected);
  });

  it('has an identifier of its own for names that differ in nothing but what no identifier holds', () => {
    const names = ['a b', 'a_b', 'a(b', 'ä_b', 'å_b', 'a_b ', 'письмо', 'сводка', 'A_b', '17', 'd 17'];
    const identifiers = names.map((id) => documentId(new Build().telegram(), id));
    expect(new Set(identifiers).size).toBe(names.length);
    expect(documentId(new Build().telegram(), 'Zu\u0308rich')).toBe(documentId(new Build().telegram(), 'Z\u00fcrich'));
    expect(documentId(new Build().telegram({ number: { value: '5', start: 0, end: 0 } }), 'a')).toBe('d5');
  });

  it('makes names for identifiers of what is no name', () => {
    const telegram = new Build().telegram({ number: { value: '12/3 ä', start: 0, end: 0 } });
    expect(first(tei(telegram), 'div')!.getAttribute('xml:id')).toBe('d12_3__');
  });

  it('keeps the file line and other lines above the heading in their order', () => {
    const b = new Build();
    const front = [b.p(b.t('top secret'))];
    const fileLine = b.skip('\n').p(b.t('711.94/2400: Telegram'));
    const after = b.skip('\n').p(b.t('[Paraphrase]'));
    const heading = b.skip('\n').head(b.t('The Consul to the Secretary'));
    const telegram = b.telegram({ front: [...front, after], fileLine, division: b.division({ heading }) });
    expect(written(telegram)).toBe(
      '<opener>\n<seg>top secret</seg>\n</opener>\n' +
        '<note type="source" rend="inline">711.94/2400: Telegram</note>\n' +
        '<opener>\n<seg>[Paraphrase]</seg>\n</opener>\n' +
        '<head>The Consul to the Secretary</head>',
    );
  });

  it('gives the text and each attachment a division, and keeps one closer in each', () => {
    const root = tei(older().telegram);
    const divisions = all(first(root, 'body')!, 'div').map((div) => div.getAttribute('type'));
    expect(divisions).toEqual(['document', 'telegram', 'attachment']);
    const main = all(root, 'div')[1]!;
    expect(main.children.filter((child) => child.localName === 'closer')).toHaveLength(1);
  });

  it('ends with the notes that found no place', () => {
    const document = first(tei(older().telegram), 'div')!;
    const notes = document.children.filter((child) => child.localName === 'note');
    expect(notes.slice(1).map((note) => note.textContent)).toEqual(['Nowhere.', '']);
    expect(document.lastElementChild).toBe(notes.at(-1));
  });
});

describe('white space', () => {
  it('is folded, and dropped at the edges of a block', () => {
    expect(paragraph((b) => [b.t('  a \r\n\t b\u2028c\f ')])).toBe('<p>a b c</p>');
  });

  it('that is typography stays', () => {
    expect(paragraph((b) => [b.t('a\u00A0b\u2009\u3000c\u0085d')])).toBe('<p>a\u00A0b\u2009\u3000c&#133;d</p>');
  });

  it('in front of a note moves behind it', () => {
    const notes = [new Build().note({ printed: '1' })];
    expect(paragraph((b) => [b.t('France '), b.anchor('1', 0), b.t(' to')], { notes })).toBe(
      '<p>France<note n="1" xml:id="docfn1"/> to</p>',
    );
  });

  it('on both sides of a page break is one space', () => {
    expect(paragraph((b) => [b.t('of '), b.pb('3'), b.t(' Berlin'), b.pb('4'), b.t(' x'), b.pb('5'), b.t('y')])).toBe(
      '<p>of <pb n="3" xml:id="doc_pg_3"/>Berlin<pb n="4" xml:id="doc_pg_4"/> x<pb n="5" xml:id="doc_pg_5"/>y</p>',
    );
  });

  it('at the edge of an inline stays outside it', () => {
    expect(paragraph((b) => [b.t('See'), b.ref({ document: '3' }, b.t(' Document 3 ')), b.t('now')])).toBe(
      '<p>See<ref target="frus:d3"> Document 3</ref> now</p>',
    );
  });

  it('that ends a line is kept in signatures and datelines only', () => {
    const b = new Build();
    const opener = [b.line('dateline', b.place(b.t('Cairo')), b.t(',\r\n'), b.date(undefined, b.t('undated')))];
    const text = [b.p(b.t('a\nb'))];
    const closer = b.closer(b.p(b.t(' Hale\n\n  Consul\n')));
    const xml = written(b.telegram({ type: 'text', division: b.division({ opener, blocks: text, closer }) }));
    expect(xml).toContain('<dateline><placeName>Cairo</placeName>,<lb/><date>undated</date></dateline>');
    expect(xml).toContain('<p>a b</p>');
    expect(xml).toContain('<signed>Hale<lb/>Consul</signed>');
  });
});

describe('characters that XML forbids', () => {
  it('are g, described once in the header', () => {
    const root = tei(blocks((b) => [b.p(b.t('a\u0007b\u0007c'))]));
    expect(first(root, 'body')!.textContent?.trim()).toBe('a\uFFFDb\uFFFDc');
    expect(all(root, 'g').map((g) => g.getAttribute('ref'))).toEqual(['#doc-char-U0007', '#doc-char-U0007']);
    expect(all(root, 'char').map((char) => char.getAttribute('xml:id'))).toEqual(['doc-char-U0007']);
  });

  it('share a g in a run, and have none where there is no end of them', () => {
    const root = tei(blocks((b) => [b.p(b.t(`${'\u0007'.repeat(3)}${'\u0001\u0002'.repeat(10_000)}`))]));
    const found = all(root, 'g');
    expect(found[0]!.textContent).toBe('\uFFFD'.repeat(3));
    expect(found.length).toBeLessThanOrEqual(10_000);
    expect(first(root, 'body')!.textContent!.trim()).toHaveLength(20_003);
  });

  it('are U+FFFD alone where no g may stand', () => {
    const xml = paragraph((b) => [b.gap({ reason: 'garbled' }, b.t('[gar\u0001bled]'))]);
    expect(xml).toBe('<p><gap reason="garbled"><desc>[gar\uFFFDbled]</desc></gap></p>');
  });
});

describe('notes', () => {
  it('hold the printed marker and say what they are', () => {
    const b = new Build();
    const heading = b.head(b.t('117. Telegram'), b.anchor('0', 0));
    const notes = [b.skip().note({ printed: '0', kind: 'source', blocks: [b.p(b.t('Source: here.'))] })];
    const telegram = b.telegram({
      number: { value: '117', start: 0, end: 3 },
      division: b.division({ heading }),
      notes,
    });
    expect(written(telegram)).toBe(
      '<head>117. Telegram<note n="0" xml:id="d117fn0" type="source">Source: here.</note></head>',
    );
  });

  it('have paragraphs only where there are several', () => {
    const b = new Build();
    const note = b.note({ printed: '1', blocks: [b.p(b.t('One.')), b.skip().p(b.t('Two.'))] });
    const xml = paragraph((c) => [c.t('x'), c.anchor('1', 0)], { notes: [note] });
    expect(xml).toBe('<p>x<note n="1" xml:id="docfn1"><p>One.</p><p>Two.</p></note></p>');
  });

  it('are written once; a second marker points to them and holds what is printed', () => {
    const notes = [new Build().note({ printed: '*' })];
    const xml = paragraph((b) => [b.t('a'), b.anchor('*', 0), b.t(' b'), b.anchor('*', 0)], { notes });
    expect(xml).toBe('<p>a<note n="*" xml:id="docfn_"/> b<ptr target="#docfn_" n="*"/></p>');
  });

  it('get identifiers of their own where a number is printed twice', () => {
    const notes = Array.from({ length: 30 }, () => new Build().note({ printed: '2' }));
    const ids = all(tei(blocks(() => [], { notes })), 'note')
      .map((note) => note.getAttribute('xml:id'))
      .filter((id) => id !== null);
    expect(ids.slice(0, 3)).toEqual(['docfn2', 'docfn2b', 'docfn2c']);
    expect(new Set(ids).size).toBe(30);
  });

  it.each([
    [0.95, 'high'],
    [0.7, 'medium'],
    [0.2, 'low'],
  ])('whose place is inferred with %d say so: %s', (confidence, cert) => {
    const notes = [new Build().note({ printed: '1', confidence })];
    expect(paragraph((b) => [b.anchor('1', 0)], { notes })).toBe(
      `<p><note n="1" xml:id="docfn1" cert="${cert}" resp="#doc-teigram"/></p>`,
    );
  });

  it('that hold their own marker do not hold themselves', () => {
    const b = new Build();
    const note = b.note({ printed: '1', blocks: [b.p(b.t('Note'), b.anchor('1', 0))] });
    expect(paragraph((c) => [c.anchor('1', 0)], { notes: [note] })).toBe(
      '<p><note n="1" xml:id="docfn1">Note<ptr target="#docfn1" n="1"/></note></p>',
    );
  });

  it('that do not exist leave no trace of their anchor', () => {
    expect(paragraph((b) => [b.t('a'), b.anchor('9', 7)])).toBe('<p>a</p>');
  });
});

describe('page breaks', () => {
  it('have their name in the volume where the document has its number', () => {
    const telegram = blocks((b) => [b.pb('340')], { number: { value: '117', start: 0, end: 0 } });
    expect(attributes(first(tei(telegram), 'pb')!)).toEqual({ n: '340', 'xml:id': 'pg_340' });
  });

  it('name the kind of page, and get identifiers of their own', () => {
    const root = tei(blocks((b) => [b.pb('1', 'Facsimile'), b.pb('1'), b.pb('1')]));
    expect(all(root, 'pb').map(attributes)).toEqual([
      { n: '1', 'xml:id': 'doc_pg_Facsimile_1', ed: 'Facsimile' },
      { n: '1', 'xml:id': 'doc_pg_1' },
      { n: '1', 'xml:id': 'doc_pg_1b' },
    ]);
  });
});

describe('gaps', () => {
  it('keep their words, and say how much is missing', () => {
    const xml = paragraph((b) => [
      b.gap({ reason: 'declassification', quantity: 0.5, unit: 'page' }, b.t('[½ page not declassified]')),
    ]);
    expect(xml).toBe(
      '<p><gap reason="declassification" quantity="0.5" unit="page"><desc>[½ page not declassified]</desc></gap></p>',
    );
  });

  it('are divided by what desc may not hold, and counted once', () => {
    const xml = paragraph((b) => [
      b.gap({ reason: 'omitted', quantity: 2, unit: 'paragraph' }, b.t('[Omitted'), b.pb('5'), b.t('here]')),
    ]);
    expect(xml).toBe(
      '<p><gap xml:id="docgap1" reason="omitted" quantity="2" unit="paragraph"><desc>[Omitted</desc></gap>' +
        '<pb n="5" xml:id="doc_pg_5"/><gap reason="omitted" prev="#docgap1"><desc>here]</desc></gap></p>',
    );
  });

  it('do not claim a quantity that is no number', () => {
    const xml = paragraph((b) => [b.gap({ reason: 'omitted', quantity: Number.NaN }, b.t('[…]'))]);
    expect(xml).toBe('<p><gap reason="omitted"><desc>[…]</desc></gap></p>');
  });
});

describe('references', () => {
  const number = { value: '117', start: 0, end: 0 };
  const note = new Build().note({ printed: '2' });
  const target = (given: Parameters<Build['ref']>[0], options = {}) => {
    const telegram = blocks((b) => [b.p(b.ref(given, b.t('there')))], { number, notes: [note] });
    return first(tei(telegram, options), 'ref')?.getAttribute('target');
  };

  it.each([
    ['a note of this document', { note: '2' }, '#d117fn2'],
    ['the same, named with the document', { document: '117', note: '2' }, '#d117fn2'],
    ['this document', { document: '117' }, '#d117'],
    ['a note of this document that is not there', { note: '9' }, 'frus:d117fn9'],
    ['another document', { document: '387' }, 'frus:d387'],
    ['a note of another document', { document: '60a', note: '3' }, 'frus:d60afn3'],
    [
      'a document of another volume',
      { document: '4', volume: 'frus1958-60v07p2' },
      'https://history.state.gov/historicaldocuments/frus1958-60v07p2/d4',
    ],
    ['another volume', { volume: 'frus1949v01' }, 'https://history.state.gov/historicaldocuments/frus1949v01'],
    ['nothing that can be told', {}, undefined],
    ['what is no number', { document: 'XII' }, undefined],
    ['a volume that is no name', { document: '3', volume: 'a b' }, undefined],
  ])('point to %s', (_, given, expected) => {
    expect(target(given)).toBe(expected);
  });

  it('to the own volume are short, and the header expands them', () => {
    const options = { volume: 'frus1961-63v13' };
    expect(target({ document: '4', volume: 'frus1961-63v13' }, options)).toBe('frus:d4');
    const telegram = blocks((b) => [b.p(b.ref({ document: '4' }, b.t('there')))]);
    const definition = first(tei(telegram, options), 'prefixDef')!;
    const expand = new RegExp(`^${definition.getAttribute('matchPattern')}$`);
    expect('d4'.replace(expand, definition.getAttribute('replacementPattern')!)).toBe(
      'https://history.state.gov/historicaldocuments/frus1961-63v13/d4',
    );
  });

  it('are neighbours of the document while the volume is unknown', () => {
    const telegram = blocks((b) => [b.p(b.ref({ document: '4' }, b.t('there')))]);
    expect(first(tei(telegram), 'prefixDef')!.getAttribute('replacementPattern')).toBe('$1');
  });

  it.each([
    [undefined, 'frus:p2/d100'],
    ['frus1952-54v02p1', 'https://history.state.gov/historicaldocuments/frus1952-54v02p2/d100'],
  ])('to another part of volume %s point to %s', (volume, expected) => {
    expect(target({ document: '100', part: '2' }, volume === undefined ? {} : { volume })).toBe(expected);
  });

  it('that are inferred say so', () => {
    expect(paragraph((b) => [b.ref({ document: '76', inferred: true }, b.t('Supra'))])).toBe(
      '<p><ref target="frus:d76" cert="medium" resp="#doc-teigram">Supra</ref></p>',
    );
  });

  it('that point nowhere keep their words', () => {
    expect(paragraph((b) => [b.ref({}, b.t('Document nil'))])).toBe('<p>Document nil</p>');
  });
});

describe('citations', () => {
  it('name what each part is', () => {
    const parts = [
      ['recordGroup', 'RG 59'],
      ['article', 'Ice'],
      ['title', 'Tribune'],
      ['column', 'col. 7'],
    ] as const;
    const xml = paragraph((b) => [
      b.cite({ kind: 'printed', index: 0 }, ...parts.map(([part, words]) => b.part(part, b.t(words)))),
    ]);
    expect(xml).toBe(
      '<p><bibl type="printed"><idno type="record-group">RG 59</idno><title level="a">Ice</title>' +
        '<title>Tribune</title><biblScope unit="column">col. 7</biblScope></bibl></p>',
    );
  });

  it('point from Ibid. to what it repeats, and only that has an identifier', () => {
    const xml = paragraph((b) => [
      b.cite({ kind: 'archival', index: 0 }, b.part('repository', b.t('National Archives'))),
      b.t('; '),
      b.cite({ kind: 'archival', index: 1, ibidOf: 0 }, b.part('ibid', b.t('Ibid.'))),
      b.t('; '),
      b.cite({ kind: 'archival', index: 2, ibidOf: 0 }, b.part('ibid', b.t('Ibid.'))),
    ]);
    expect(xml).toBe(
      '<p><bibl type="archival" xml:id="docbibl1"><orgName>National Archives</orgName></bibl>; ' +
        '<bibl type="archival" corresp="#docbibl1">Ibid.</bibl>; <bibl type="archival" corresp="#docbibl1">Ibid.</bibl></p>',
    );
  });

  it('do not point to what is not there, nor to themselves', () => {
    const xml = paragraph((b) => [
      b.cite({ kind: 'archival', index: 0, ibidOf: 0 }, b.t('Ibid.')),
      b.cite({ kind: 'archival', index: 1, ibidOf: 9 }, b.t('Ibid.')),
    ]);
    expect(xml).toBe('<p><bibl type="archival">Ibid.</bibl><bibl type="archival">Ibid.</bibl></p>');
  });

  it('leave a number unmarked that a page break divides', () => {
    const xml = paragraph((b) => [
      b.cite({ kind: 'archival', index: 0 }, b.part('fileNumber', b.t('396.1'), b.pb('2'), b.t('–PA/12–1561'))),
    ]);
    expect(xml).toBe('<p><bibl type="archival">396.1<pb n="2" xml:id="doc_pg_2"/>–PA/12–1561</bibl></p>');
  });

  it('are plain text where TEI has no place for them', () => {
    const b = new Build();
    const opener = [b.line('dateline', b.cite({ kind: 'printed', index: 0 }, b.t('Fenn, p. 3')))];
    const xml = written(b.telegram({ type: 'text', division: b.division({ opener }) }));
    expect(xml).toContain('<dateline>Fenn, p. 3</dateline>');
  });
});

describe('dates', () => {
  it.each(['1961-12-15', '1961-12', '1961', '1938-01-05T09:00:00', '1968-08-04T11:30:00Z', '2000-02-29'])(
    'have @when: %s',
    (when) => {
      expect(paragraph((b) => [b.date(when, b.t('x'))])).toBe(`<p><date when="${when}">x</date></p>`);
    },
  );

  it.each(['1961-13-01', '1961-02-29', '1900-02-29', '1961-04-31', '0000', '1961-12-15T25:00:00', '15 December', ''])(
    'have none that the calendar has not: %j',
    (when) => {
      expect(paragraph((b) => [b.date(when, b.t('x'))])).toBe('<p><date>x</date></p>');
    },
  );
});

describe('lists', () => {
  it('are label and item by turns, page breaks between them', () => {
    const list = (b: Build) =>
      b.list(
        'numbered',
        undefined,
        b.item({ label: [b.t('1.')] }, b.t(' One')),
        b.pb('2'),
        b.item({ label: [b.t('2.')] }, b.t(' Two')),
      );
    expect(written(blocks((b) => [list(b)]))).toBe(
      '<list>\n<label>1.</label><item>One</item>\n<pb n="2" xml:id="doc_pg_2"/>\n<label>2.</label><item>Two</item>\n</list>',
    );
  });

  it('hold labels inside the items where only some have one', () => {
    const xml = written(
      blocks((b) => [
        b.list('numbered', undefined, b.item({ label: [b.t('(a)')] }, b.t('One')), b.item({}, b.t('Two'))),
      ]),
    );
    expect(xml).toBe('<list>\n<item><label>(a)</label> One</item>\n<item>Two</item>\n</list>');
  });

  it('without an item are a paragraph', () => {
    const xml = written(blocks((b) => [b.list('subject', [b.t('SUBJECT')], b.pb('2'))]));
    expect(xml).toBe('<p>SUBJECT</p>\n<pb n="2" xml:id="doc_pg_2"/>');
  });
});

describe('enclosures', () => {
  it('that are nothing but a signature get the block that TEI wants', () => {
    const xml = written(
      blocks((b) => [b.enclosure('quoted', undefined, b.division({ closer: b.closer(b.p(b.t('Hale'))) }))]),
    );
    expect(xml).toBe(
      '<floatingText type="quoted">\n<body>\n<p/>\n<closer>\n<signed>Hale</signed>\n</closer>\n</body>\n</floatingText>',
    );
  });
});

describe('what follows the signature', () => {
  it('is a postscript, page breaks between', () => {
    const b = new Build();
    const closer = b.closer(b.p(b.t('Hale')));
    const afterCloser = [b.p(b.t('P.S.')), b.pb('3')];
    const xml = written(b.telegram({ type: 'text', division: b.division({ closer, afterCloser }) }));
    expect(xml).toBe(
      '<p/>\n<closer>\n<signed>Hale</signed>\n</closer>\n<postscript>\n<p>P.S.</p>\n</postscript>\n<pb n="3" xml:id="doc_pg_3"/>',
    );
  });
});

it('writes the same bytes for the same input', () => {
  const { telegram } = older();
  expect(written(telegram)).toBe(written(structuredClone(telegram)));
});
