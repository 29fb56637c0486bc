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
    ['notBefore="1960-01-01" notAfter="1950-01-01"', /ends before it begins/],
    ['from="1960-03" to="1960-02-28"', /ends before it begins/],
    ['from="-0044" to="-0100"', /ends before it begins/],
    ['when="1957-02-29"', /no date of the calendar/],
    ['when="1957-13"', /no date of the calendar/],
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
