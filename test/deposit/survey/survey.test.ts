/** What packages say comes from the edition: letters, authorities, members, rights, dates; and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { edition, model, RNG, tei } from '../contents/edition.js';
import { METADATA } from '../sample.js';

const S = { 'tei/s.rng': RNG() };
const { creators: _, licence: __, doi: ___, ...SILENT } = METADATA;

const letter = (from: string, to: string, attributes = '', date = '<date when="1850-01-02"/>') =>
  `<correspDesc${attributes}><correspAction type="sent">${from}${date}</correspAction><correspAction type="received">${to}</correspAction></correspDesc>`;
const person = (name: string, ref?: string) =>
  `<persName${ref === undefined ? '' : ` ref="${ref}"`}>${name}</persName>`;

async function made(to: string, files: Readonly<Record<string, string>>, metadata: object = METADATA) {
  const own = edition({ ...S, ...files }, metadata);
  const out = to === 'cmif' || to === 'datacite' ? 'out/made.xml' : 'out/made';
  const outcome = await own.deposit(to, out);
  const read = (name = '') => readFileSync(join(own.root, out, name), 'utf8');
  return { ...outcome, read };
}

/** Letters of an index as `from > to`, names with their authorities. */
function letters(xml: string): readonly string[] {
  return [...xml.matchAll(/<correspDesc [\s\S]*?<\/correspDesc>/g)].map(([text]) => {
    const names = (type: string) =>
      [
        ...(new RegExp(`<correspAction type="${type}">([\\s\\S]*?)</correspAction>`).exec(text)?.[1] ?? '').matchAll(
          /<(?:pers|org)Name(?: ref="([^"]*)")?>([^<]*)</g,
        ),
      ]
        .map(([, ref, name]) => (ref === undefined ? name : `${name}=${ref}`))
        .join(' + ');
    return `${names('sent')} > ${names('received')}`;
  });
}

const doc = (profile: string, more: Parameters<typeof tei>[0] = {}) =>
  tei({ prolog: model('s.rng'), profile, ...more });

describe('letters', () => {
  it('are one for each correspDesc, with addresses and keys of their own', async () => {
    const profile =
      letter(person('Ada'), person('Bo'), ' xml:id="l1"') +
      letter(person('Cleo'), person('Dag'), ' ref="https://letters.example/2"');
    const { code, read } = await made('cmif', { 'tei/a.xml': doc(profile) });
    expect(code).toBe(0);
    expect(letters(read())).toEqual(['Ada > Bo', 'Cleo > Dag']);
    expect([...read().matchAll(/<correspDesc key="([^"]*)" ref="([^"]*)"/g)].map(([, key, ref]) => [key, ref])).toEqual(
      [
        ['a#l1', 'https://example.org/edition/a#l1'],
        ['a', 'https://letters.example/2'],
      ],
    );
  });

  it('of the members of a corpus count, each with its own header', async () => {
    const member = (id: string, profile: string) =>
      doc(profile).replace(model('s.rng'), '').replace('<TEI ', `<TEI xml:id="${id}" `);
    const corpus = `${model('s.rng')}<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>All</title></titleStmt></fileDesc></teiHeader>${member('m1', letter(person('Ada'), person('Bo')))}${member('m2', letter(person('Cleo'), person('Dag')))}</teiCorpus>`;
    const { read } = await made('cmif', { 'tei/a.xml': corpus });
    expect(letters(read())).toEqual(['Ada > Bo', 'Cleo > Dag']);
    expect(read()).toContain('ref="https://example.org/edition/a#m2"');
    const crate = await made('ro-crate', { 'tei/a.xml': corpus });
    expect(crate.read('ro-crate-metadata.json')).toContain('"name":"All"');
    expect(crate.read('ro-crate-metadata.json').match(/"@type":"Message"/g)).toHaveLength(2);
  });

  it('whose addresses are the same are warned of', async () => {
    const { code, err } = await made('cmif', {
      'tei/a.xml': doc(letter(person('Ada'), person('Bo')) + letter(person('Cleo'), person('Dag'))),
    });
    expect({ code, said: err.includes('deposit-addresses-equal') }).toEqual({ code: 0, said: true });
  });

  it('of files of one name are refused where the address has no folder in it', async () => {
    const files = {
      'tei/a/x.xml': tei({ prolog: model('../s.rng'), profile: letter(person('Ada'), person('Bo')) }),
      'tei/b/x.xml': tei({ prolog: model('../s.rng') }),
    };
    expect(await made('cmif', files)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/a\/x\.xml and b\/x\.xml .*\{path\}/),
    });
    const path = { ...METADATA, documentUrl: 'https://example.org/{path}' };
    expect(await made('cmif', files, path)).toMatchObject({ code: 0 });
  });

  it('are not made of documents that are none; a folder without any is refused', async () => {
    const { code, err, read } = await made('cmif', {
      'tei/a.xml': doc(letter(person('Ada'), person('Bo'))),
      'tei/play.xml': doc(''),
    });
    expect({ code, said: /play\.xml has no <correspDesc>/.test(err) }).toEqual({ code: 0, said: true });
    expect(letters(read())).toEqual(['Ada > Bo']);
    expect(await made('cmif', { 'tei/play.xml': doc('') })).toMatchObject({
      code: 2,
      err: expect.stringContaining('cmif-no-letters'),
    });
  });
});

describe('a name', () => {
  const GND = 'https://d-nb.info/gnd/118540238';
  const prefix =
    '<listPrefixDef><prefixDef ident="gnd" matchPattern="(.+)" replacementPattern="https://d-nb.info/gnd/$1"/></listPrefixDef>';
  const list = (entry: string) => `<p>x</p><listPerson>${entry}</listPerson>`;

  it.each<readonly [string, string, Parameters<typeof tei>[0], Readonly<Record<string, string>>]>([
    ['by an address', GND, {}, {}],
    ['by a prefix of the document', 'gnd:118540238', { encoding: prefix }, {}],
    [
      'by the number in its own list',
      '#p1',
      { body: list('<person xml:id="p1"><persName>Ada</persName><idno type="GND">118540238</idno></person>') },
      {},
    ],
    ['by @sameAs in its own list', '#p1', { body: list(`<person xml:id="p1" sameAs="${GND}"/>`) }, {}],
    [
      'by a name in a list, with a prefix',
      '#p1',
      { encoding: prefix, body: list('<person xml:id="p1"><persName ref="gnd:118540238"/></person>') },
      {},
    ],
    [
      'by the list of another file',
      'register.xml#p1',
      {},
      {
        'tei/register.xml': `<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="p1"><idno type="GND">118540238</idno></person></listPerson>`,
      },
    ],
    [
      'by a list that refers to a list',
      '#p1',
      { body: list('<person xml:id="p1" sameAs="register.xml#x"/>') },
      {
        'tei/register.xml': `<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="x"><idno type="GND">118540238</idno></person></listPerson>`,
      },
    ],
    ['by the first that indexes know, of several', `https://mine.example/ada ${GND}`, {}, {}],
  ])('is found %s', async (__, ref, more, files) => {
    const { code, read } = await made(
      'cmif',
      { 'tei/a.xml': doc(letter(person('Ada', ref), person('Bo')), more), ...files },
      METADATA,
    );
    expect({ code: code === 0 || code === 1, letters: letters(read()) }).toEqual({
      code: true,
      letters: [`Ada=${GND} > Bo`],
    });
  });

  it.each([
    ['birthplace', '<birth><placeName ref="https://www.geonames.org/2950159">Zenda</placeName></birth>'],
    ['father', '<note>daughter of <persName ref="https://d-nb.info/gnd/118529579">Rudolf</persName></note>'],
    ['academy', '<affiliation><orgName ref="https://d-nb.info/gnd/2020450-4">Academy</orgName></affiliation>'],
    ['book', '<bibl>A book <idno type="GND">999999999</idno></bibl>'],
  ])('is never that of the %s in its entry', async (__, inside) => {
    for (const idno of ['', '<idno type="GND">118540238</idno>']) {
      const body = list(`<person xml:id="p1"><persName>Ada</persName>${inside}${idno}</person>`);
      const { read } = await made('cmif', { 'tei/a.xml': doc(letter(person('Ada', '#p1'), person('Bo')), { body }) });
      expect(letters(read())).toEqual([idno === '' ? 'Ada > Bo' : `Ada=${GND} > Bo`]);
    }
  });

  it.each([
    ['an empty name', '<persName ref="#p1"/>', `Ada Lind=${GND}`],
    ['a reference', '<rs type="person" ref="#p1">the envoy</rs>', `the envoy=${GND}`],
    ['a name by its own id', '<persName ref="#n1"/>', `Ada Lind=${GND}`],
    [
      'prose',
      '<p>Sent by <persName ref="#p1">Ada</persName> on <date when="1850-01-02">2 January</date>.</p>',
      `Ada=${GND}`,
    ],
  ])('is read of %s', async (__, sender, expected) => {
    const body = list(
      '<person xml:id="p1"><persName xml:id="n1"><forename>Ada</forename><surname>Lind</surname></persName><idno type="GND">118540238</idno></person>',
    );
    const { read } = await made('cmif', { 'tei/a.xml': doc(letter(sender, person('Bo'), '', ''), { body }) });
    expect(letters(read())).toEqual([`${expected} > Bo`]);
  });

  it('of a place is no sender, whatever element it stands in', async () => {
    const { read } = await made('cmif', {
      'tei/a.xml': doc(letter(`${person('Ada')}<name type="place">Zenda</name>`, person('Bo'))),
    });
    expect(letters(read())).toEqual(['Ada > Bo']);
    expect(read()).toContain('<placeName>Zenda</placeName>');
  });

  it('of a person and of an institution are two', async () => {
    const { read } = await made('ro-crate', {
      'tei/a.xml': doc(letter(person('Goethe'), '<orgName>Goethe</orgName>')),
    });
    const graph: { name: string; '@type': string }[] = JSON.parse(read('ro-crate-metadata.json'))['@graph'];
    expect(graph.filter(({ name }) => name === 'Goethe').map((entity) => entity['@type'])).toEqual([
      'Person',
      'Organization',
    ]);
  });

  it('is one under all spellings of one address', async () => {
    const refs = [
      'http://d-nb.info/gnd/118540238',
      'https://d-nb.info/gnd/118540238',
      'https://www.d-nb.info/gnd/118540238/',
    ];
    const files = Object.fromEntries(
      refs.map((ref, n) => [`tei/${n}.xml`, doc(letter(person('Ada', ref), person('Bo')))]),
    );
    const { read } = await made('ro-crate', files);
    const graph: { name: string }[] = JSON.parse(read('ro-crate-metadata.json'))['@graph'];
    expect(graph.filter(({ name }) => name === 'Ada')).toHaveLength(1);
  });

  it.each([
    ['<persName>Hal<note>see p. 3</note></persName>', 'Hal'],
    [
      '<persName><choice><abbr>J. W.</abbr><expan>Johann Wolfgang</expan></choice> Goethe</persName>',
      'Johann Wolfgang Goethe',
    ],
    ['<persName>Ada<lb/>Lind</persName>', 'Ada Lind'],
    ['<persName>Li<lb break="no"/>nd</persName>', 'Lind'],
  ])('is not glued: %s', async (sender, name) => {
    const { read } = await made('cmif', { 'tei/a.xml': doc(letter(sender, person('Bo'))) });
    expect(letters(read())).toEqual([`${name} > Bo`]);
  });

  it.each(['#nobody', 'unknown:1', 'register.xml#p1', 'register.xml', 'tel:1'])(
    'stands alone where %s leads nowhere',
    async (ref) => {
      const { read } = await made('cmif', { 'tei/a.xml': doc(letter(person('Ada', ref), person('Bo'))) });
      expect(letters(read())).toEqual(['Ada > Bo']);
    },
  );

  it('goes round in a list without an end', async () => {
    const body = list('<person xml:id="p1" sameAs="#p2"/><person xml:id="p2" sameAs="#p1"/>');
    const { code } = await made('cmif', { 'tei/a.xml': doc(letter(person('Ada', '#p1'), person('Bo')), { body }) });
    expect(code).toBe(0);
  });

  it('of two persons stays two in the crate, also where their numbers are not known', async () => {
    const crate = async (...refs: readonly string[]) => {
      const files = refs.map((ref, n) => [`tei/${n}.xml`, doc(letter(person('Johann', ref), person('Bo')))]);
      const { read } = await made('ro-crate', Object.fromEntries(files));
      return JSON.parse(read('ro-crate-metadata.json'))['@graph'].filter(
        ({ name }: { name: string }) => name === 'Johann',
      ).length;
    };
    expect(await crate('https://d-nb.info/gnd/1', 'https://d-nb.info/gnd/2')).toBe(2);
    expect(await crate('#j1', '#j2')).toBe(2);
    expect(await crate('https://d-nb.info/gnd/1', 'https://d-nb.info/gnd/1')).toBe(1);
  });
});

describe('several letters of a file', () => {
  const two =
    letter(person('Ada'), person('Bo'), ' key="K7"', '<date when="1850"/>') +
    letter(person('Cleo'), person('Dag'), ' xml:id="l2"', '<date when="1870"/>');

  it('are in the span of the whole, and each in a row of the page', async () => {
    const { read } = await made('datacite', { 'tei/a.xml': doc(two) });
    expect(read()).toContain('>1850/1870</date>');
    const crate = await made('ro-crate', { 'tei/a.xml': doc(two) });
    const rows = crate.read('ro-crate-preview.html').match(/<tr><th scope="row">.*/g);
    expect(rows).toEqual([
      expect.stringMatching(/1850<\/td><td>Ada<\/td><td>Bo</),
      expect.stringMatching(/1870<\/td><td>Cleo<\/td><td>Dag</),
    ]);
  });

  it('are called by their keys, which are no places in the document', async () => {
    const { read } = await made('cmif', { 'tei/a.xml': doc(two) });
    expect(read()).toContain('key="a#K7" ref="https://example.org/edition/a"');
  });

  it('are not counted where nobody has filled in the template', async () => {
    const empty = letter('<persName/>', '<persName/>', '', '<date/>');
    const { code, err, read } = await made('cmif', {
      'tei/a.xml': doc(letter(person('Ada'), person('Bo'))),
      'tei/b.xml': doc(empty),
    });
    expect({ code, letters: letters(read()), said: err.includes('b.xml has no <correspDesc>') }).toEqual({
      code: 0,
      letters: ['Ada > Bo'],
      said: true,
    });
    expect(await made('cmif', { 'tei/b.xml': doc(empty) })).toMatchObject({ code: 2 });
  });

  it('are counted once where the header is a part', async () => {
    const header = `<teiHeader xmlns="http://www.tei-c.org/ns/1.0"><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc>${letter(person('Ada'), person('Bo'))}</profileDesc></teiHeader>`;
    const a = `${model('s.rng')}<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="parts/h.xml"/><text/></TEI>`;
    const { read } = await made('cmif', { 'tei/a.xml': a, 'tei/parts/h.xml': header });
    expect(letters(read())).toEqual(['Ada > Bo']);
  });
});

describe('who made it', () => {
  const statement = (xml: string) => doc('').replace('</titleStmt>', `${xml}</titleStmt>`);

  it.each([
    ['<author><persName><surname>Muster</surname><forename>Erika</forename></persName></author>', 'Muster', 'Erika'],
    [
      '<author><surname>Muster</surname>, <forename>Erika</forename> <forename>Anna</forename></author>',
      'Muster',
      'Erika Anna',
    ],
    [
      '<author><persName><roleName>Dr.</roleName><forename>Erika</forename>\n<nameLink>von</nameLink><surname>Muster</surname></persName></author>',
      'von Muster',
      'Erika',
    ],
    ['<editor><persName><surname>Muster</surname><forename>Erika</forename></persName></editor>', 'Muster', 'Erika'],
  ])('has the parts of the name in %s', async (xml, family, given) => {
    const { code, err, read } = await made(
      'datacite',
      { 'tei/a.xml': statement(xml) },
      { ...SILENT, licence: 'CC0-1.0', doi: '10.5072/x' },
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(read()).toContain(`<creatorName nameType="Personal">${family}, ${given}</creatorName>`);
    expect(read()).toContain(`<givenName>${given}</givenName>`);
    expect(read()).toContain(`<familyName>${family}</familyName>`);
  });

  it.each([
    '<author ref="https://orcid.org/0000-0002-1825-0097">Muster, Erika</author>',
    '<author><persName ref="orcid:0000-0002-1825-0097">Muster, Erika</persName></author>',
    '<author><persName>Muster, Erika</persName><idno type="ORCID">0000-0002-1825-0097</idno></author>',
    '<author><persName ref="https://d-nb.info/gnd/1 https://orcid.org/0000-0002-1825-0097">Muster, Erika</persName></author>',
  ])('has the ORCID of %s', async (xml) => {
    const { read } = await made(
      'datacite',
      { 'tei/a.xml': statement(xml) },
      { ...SILENT, licence: 'CC0-1.0', doi: '10.5072/x' },
    );
    expect(read()).toContain('>https://orcid.org/0000-0002-1825-0097</nameIdentifier>');
    expect(read()).toContain('>Muster, Erika</creatorName>');
  });

  it('has no ORCID whose check digit is wrong', async () => {
    const xml = '<author ref="https://orcid.org/0000-0002-1825-0098">Muster, Erika</author>';
    const { read } = await made(
      'datacite',
      { 'tei/a.xml': statement(xml) },
      { ...SILENT, licence: 'CC0-1.0', doi: '10.5072/x' },
    );
    expect(read()).not.toContain('0098');
  });

  it.each([
    ['<author/>', []],
    ['<author><persName/></author><funder/>', []],
    ['<author><ref target="https://orcid.org/0000-0002-1825-0097">Sand, Rita</ref></author>', ['Sand, Rita']],
    ['<author>Goethe, Johann Wolfgang (1749-1832)</author>', ['Goethe, Johann Wolfgang']],
    [
      '<author><surname type="married">Kahn</surname><surname type="birth">Lenz</surname><forename>Ida</forename></author>',
      ['Kahn, Ida'],
    ],
    [
      '<author><persName><name><forename>Otto</forename><surname>Pohl</surname></name></persName></author>',
      ['Pohl, Otto'],
    ],
    [
      '<author ref="https://d-nb.info/gnd/1">Ada Lind</author><author ref="http://d-nb.info/gnd/1">Lind, Ada</author>',
      ['Ada Lind'],
    ],
  ])('is who is named in %s', async (xml, expected) => {
    const { code, read } = await made(
      'ro-crate',
      { 'tei/a.xml': statement(xml) },
      { ...SILENT, licence: 'CC0-1.0', ...(expected.length === 0 ? { creators: ['Editor, Anna'] } : {}) },
    );
    expect(code).toBe(0);
    const graph: { '@id': string; name: string; author?: { '@id': string } }[] = JSON.parse(
      read('ro-crate-metadata.json'),
    )['@graph'];
    const id = graph.find((entity) => entity['@id'] === './')!.author!['@id'];
    expect(graph.find((entity) => entity['@id'] === id)!.name).toBe(expected[0] ?? 'Editor, Anna');
  });

  it('keeps editors where there is an author, and says what others did only where that is clear', async () => {
    const xml = `<author>Goethe, Johann</author><editor>Meier, Hans</editor><editor role="translator">Roe, Jane</editor><principal>Boss, Bea</principal>
      <respStmt><resp>Transliteration</resp><persName>Abt, Al</persName></respStmt><respStmt><resp>Édition critique</resp><persName>Bou, Be</persName></respStmt>
      <respStmt><resp>Transcription</resp><resp>Translation</resp><persName>Cee, Ci</persName><persName>Dee, Di</persName></respStmt>
      <respStmt><resp>Forschungsförderung</resp><orgName>Fund</orgName></respStmt>`;
    const { read } = await made(
      'datacite',
      { 'tei/a.xml': statement(xml) },
      { ...SILENT, licence: 'CC0-1.0', doi: '10.5072/x' },
    );
    const helpers = [...read().matchAll(/<contributor contributorType="(\w+)">\s*<contributorName[^>]*>([^<]*)/g)].map(
      ([, role, name]) => `${name}: ${role}`,
    );
    expect(helpers).toEqual([
      ...[
        'Meier, Hans: Editor',
        'Roe, Jane: Translator',
        'Abt, Al: DataCurator',
        'Bou, Be: Editor',
        'Cee, Ci: Other',
        'Dee, Di: Other',
      ],
      ...['Fund: Sponsor', 'Boss, Bea: ProjectLeader', 'Editor, Anna: ContactPerson'],
    ]);
  });

  it('publishes by its name alone', async () => {
    const publisher =
      '<publisher><email>x@strelsau.example</email><orgName>Strelsau Archive</orgName><address><addrLine>Mill Lane</addrLine></address></publisher>';
    const own = doc('').replace(
      '<publicationStmt><p>Unpublished.</p>',
      `<publicationStmt>${publisher}<idno><idno type="URN">urn:nbn:de:strelsau-1</idno></idno>`,
    );
    const { publisher: _, ...metadata } = METADATA;
    const { code, read } = await made('datacite', { 'tei/a.xml': own }, metadata);
    expect(code).toBe(0);
    expect(read()).toContain('<publisher>Strelsau Archive</publisher>');
    expect(read()).toContain(
      '<alternateIdentifier alternateIdentifierType="URN">urn:nbn:de:strelsau-1</alternateIdentifier>',
    );
  });

  it('conflicts with a header by the ORCID of one name', async () => {
    const xml = '<author ref="https://orcid.org/0000-0001-5109-3700">Editor, Anna</author>';
    expect(await made('ro-crate', { 'tei/a.xml': statement(xml) })).toMatchObject({
      code: 2,
      err: expect.stringContaining('orcid-conflict'),
    });
  });
});

describe('rights', () => {
  const licence = (target: string, status = '') =>
    doc('', { availability: `<availability${status}><licence target="${target}">as said</licence></availability>` });
  const BY = 'https://creativecommons.org/licenses/by/4.0/';
  const NC = 'https://creativecommons.org/licenses/by-nc-nd/4.0/';

  it('come from the headers where the configuration is silent', async () => {
    const { creators } = METADATA;
    const { code, read } = await made('ro-crate', { 'tei/a.xml': licence(NC) }, { ...SILENT, creators });
    expect(code).toBe(0);
    expect(read('ro-crate-metadata.json')).toContain(`"license":{"@id":"${NC}"}`);
  });

  it.each(['ro-crate', 'bag', 'zenodo', 'datacite'])('that a header withholds are not given away (%s)', async (to) => {
    const { code, err } = await made(to, {
      'tei/a.xml': licence(NC),
      'tei/b.xml': licence(NC),
      'tei/c.xml': licence(BY),
    });
    expect(code).toBe(2);
    expect(err).toMatch(/licence-conflict.*tei\/a\.xml and 1 more.*by-nc-nd.*deposit\.json says "CC-BY-4\.0"/s);
  });

  it('of documents with different licences are all named', async () => {
    const files = { 'tei/a.xml': licence(NC), 'tei/b.xml': licence(BY) };
    const { creators } = METADATA;
    expect(await made('ro-crate', files, { ...SILENT, creators })).toMatchObject({
      code: 2,
      err: expect.stringContaining('licence-conflict'),
    });
    const { code, read } = await made('ro-crate', files, { ...METADATA, licence: ['CC-BY-4.0', 'CC-BY-NC-ND-4.0'] });
    expect(code).toBe(0);
    const graph: { '@id': string; license?: unknown }[] = JSON.parse(read('ro-crate-metadata.json'))['@graph'];
    expect(graph.find((entity) => entity['@id'] === './')?.license).toEqual([{ '@id': BY }, { '@id': NC }]);
    expect(graph.find((entity) => entity['@id'] === 'tei/a.xml')?.license).toEqual({ '@id': NC });
  });

  const words = (xml: string) => doc('', { availability: `<availability>${xml}</availability>` });

  it.each([
    ['words of a paragraph', words('<p>Creative Commons BY-NC-ND 4.0</p>')],
    ['a link in a paragraph', words(`<p>See <ref target="${NC}">here</ref>.</p>`)],
    ['an anonymous block', words('<ab>CC BY-NC-ND 4.0</ab>')],
    ['a statement of rights', words('<licence target="http://rightsstatements.org/vocab/InC/1.0/"/>')],
    ['two licences at once', words(`<licence target="${NC}">CC BY 4.0</licence>`)],
  ])('withheld by %s are not given away', async (__, document) => {
    expect(await made('datacite', { 'tei/a.xml': document })).toMatchObject({
      code: 2,
      err: expect.stringContaining('licence-conflict'),
    });
  });

  it.each([
    ['two spellings of its address', [licence(BY), licence('http://creativecommons.org/licenses/by/4.0/deed.de')], BY],
    ['an address and words', [licence(BY), words('<licence>CC BY 4.0</licence>')], BY],
    ['one document, where another says nothing', [licence(BY), doc('')], undefined],
    [
      'one document, where another says something unclear',
      [licence(BY), words('<p>All rights reserved by the heirs.</p>')],
      undefined,
    ],
  ])('of the whole are those of %s', async (__, documents, expected) => {
    const { creators } = METADATA;
    const files = Object.fromEntries(documents.map((document, n) => [`tei/${n}.xml`, document]));
    const { code, err, read } = await made('ro-crate', files, { ...SILENT, creators });
    if (expected === undefined) expect({ code, asked: /\n {2}licence: /.test(err) }).toEqual({ code: 2, asked: true });
    else expect(read('ro-crate-metadata.json')).toContain(`"license":{"@id":"${expected}"}`);
  });

  it('are restricted where one of several statements says so', async () => {
    const own = doc('', {
      availability: `<availability status="free"><licence target="${BY}"/></availability><availability status="restricted"><p>The text.</p></availability>`,
    });
    const { read } = await made('ro-crate', { 'tei/a.xml': own });
    expect(read('ro-crate-metadata.json')).toContain('"conditionsOfAccess":"restricted"');
  });

  it('in words that nobody can compare are warned of', async () => {
    const words = doc('', {
      availability: '<availability><licence>For use in the reading room.</licence></availability>',
    });
    const { code, err } = await made('ro-crate', { 'tei/a.xml': words });
    expect({ code, said: /warning licence-conflict/.test(err) }).toEqual({ code: 0, said: true });
  });

  it('are not open where a header is restricted', async () => {
    const files = { 'tei/a.xml': licence(BY, ' status="restricted"') };
    expect(await made('ro-crate', files, { ...METADATA, access: 'open' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('access-conflict'),
    });
    const { code, read } = await made('ro-crate', files);
    expect({ code, said: read('ro-crate-metadata.json').includes('"conditionsOfAccess":"restricted"') }).toEqual({
      code: 0,
      said: true,
    });
  });

  it('go by one DOI', async () => {
    const own = doc('', {
      availability: '<idno type="DOI">10.1234/other</idno><availability><p>Free.</p></availability>',
    });
    expect(await made('ro-crate', { 'tei/a.xml': own })).toMatchObject({
      code: 2,
      err: expect.stringContaining('doi-conflict'),
    });
    const related = [{ identifier: '10.1234/other', relation: 'IsVersionOf' }];
    expect(await made('ro-crate', { 'tei/a.xml': own }, { ...METADATA, related })).toMatchObject({ code: 0 });
  });
});

describe('dates', () => {
  it.each([
    ['<date when-iso="1850-02-03"/>', '1850-02-03'],
    ['<date when=" 1850-02-03 "/>', '1850-02-03'],
    ['<date>undated</date><date when="1853-01-01"/>', '1853-01-01'],
    ['<date from="1850"/><date to="1851"/>', '1850/1851'],
    ['<date notAfter="1850"/>', undefined],
  ])('are read of %s', async (xml, expected) => {
    const { read } = await made('datacite', { 'tei/a.xml': doc(letter(person('Ada'), person('Bo'), '', xml)) });
    if (expected === undefined) expect(read()).not.toContain('dateType="Coverage"');
    else expect(read()).toContain(`>${expected}</date>`);
  });

  it('that are highly certain are no conjecture', async () => {
    const { read } = await made('cmif', {
      'tei/a.xml': doc(letter(person('Ada'), person('Bo'), '', '<date when="1850" cert="high"/>')),
    });
    expect(read()).toContain('<date when="1850"/>');
  });

  it.each([
    ['notBefore="1960-01-01" notAfter="1950-01-01"', /ends before it begins/],
    ['from="1960-03" to="1960-02-28"', /ends before it begins/],
    ['from="-0044" to="-0100"', /ends before it begins/],
    ['when="1957-02-29"', /no date of the calendar/],
    ['when="1957-13"', /no date of the calendar/],
    ['from="1850-05" notAfter="1850-04-30"', /ends before it begins/],
    ['notBefore-iso="1960-01-01" notAfter-iso="1950-01-01"', /ends before it begins/],
  ])('that cannot be are said and not handed on: %s', async (attributes, words) => {
    const { code, err, read } = await made('datacite', {
      'tei/a.xml': doc(letter(person('Ada'), person('Bo'), '', `<date ${attributes}/>`)),
    });
    expect(code).toBe(0);
    expect(err).toMatch(words);
    expect(err).toContain('tei/a.xml');
    expect(read()).not.toContain('dateType="Coverage"');
  });

  it.each([
    'from="1960" to="1960-02-28"',
    'notBefore="1960-02" notAfter="1960-02-01"',
    'when="1956-02-29"',
    'when="--02-29"',
    'from="-0100" to="-0044"',
  ])('that can be are left: %s', async (attributes) => {
    const { err } = await made('datacite', {
      'tei/a.xml': doc(letter(person('Ada'), person('Bo'), '', `<date ${attributes}/>`)),
    });
    expect(err).toBe('');
  });
});
