/** What the record says, in the words of Zenodo, InvenioRDM and Dataverse; what they have no word for is said. */
import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { dataverse } from '../../src/deposit/dataverse/index.js';
import { dataverseLanguage, offeredLanguage } from '../../src/deposit/dataverse/languages.js';
import { refusalOf } from '../../src/deposit/dataverse/names.js';
import { invenio } from '../../src/deposit/invenio/index.js';
import type { DepositRecord } from '../../src/deposit/record.js';
import type { DepositTarget } from '../../src/deposit/target.js';
import { iso639_3 } from '../../src/deposit/vocabulary/languages.js';
import { zenodo } from '../../src/deposit/zenodo/index.js';
import { depositor, METADATA, packed, sample, tei } from './sample.js';

const ajv = new Ajv({ allErrors: true, strict: false });
const TARGETS = [zenodo, invenio, dataverse];
const JUDGES = new Map(
  TARGETS.map((target) => {
    const path = new URL(`${target.name}/${target.name}.schema.json`, import.meta.url);
    return [target, ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object)];
  }),
);

/** What a target writes for a record, which its documentation must allow. */
async function said(target: DepositTarget, changes: Partial<DepositRecord>, documents?: Record<string, string>) {
  const input = sample(target, METADATA, documents);
  const files = await packed(target, { ...input, record: { ...input.record, ...changes } });
  const json = JSON.parse(files[`${target.name}.json`]!);
  const judge = JUDGES.get(target)!;
  expect(judge(json) ? [] : judge.errors!.map((e) => `${e.instancePath} ${e.message}`)).toEqual([]);
  const orders = JSON.parse(files['for-upload.json']!);
  return {
    json,
    orders,
    text: JSON.stringify(json),
    codes: input.remarks.map(({ code }) => code),
    remarks: input.remarks,
  };
}

const fieldOf = (
  json: { datasetVersion: { metadataBlocks: { citation: { fields: { typeName: string; value: unknown }[] } } } },
  name: string,
) => json.datasetVersion.metadataBlocks.citation.fields.find(({ typeName }) => typeName === name)?.value;

describe('languages', () => {
  it.each([
    ['he', 'heb', 'Hebrew (modern)'],
    ['iw', 'heb', 'Hebrew (modern)'],
    ['el', 'ell', 'Greek (modern)'],
    ['gre', 'ell', 'Greek (modern)'],
    ['pa-Guru-IN', 'pan', 'Panjabi, Punjabi'],
    ['no', 'nor', 'Norwegian'],
    ['nb', 'nob', 'Norwegian Bokmål'],
    ['km', 'khm', 'Khmer'],
    ['es-419', 'spa', 'Spanish, Castilian'],
    ['ger', 'deu', 'German'],
    ['DE-AT', 'deu', 'German'],
  ])('%s is %s, and %s for Dataverse', async (tag, code, name) => {
    expect(iso639_3(tag)).toBe(code);
    const { json, codes } = await said(dataverse, { languages: [tag] });
    expect({ language: fieldOf(json, 'language'), codes }).toEqual({ language: [name], codes: [] });
    expect((await said(zenodo, { languages: [tag] })).json.metadata.language).toBe(code);
    expect((await said(invenio, { languages: [tag] })).json.metadata.languages).toEqual([{ id: code }]);
  });

  it('of ISO 639-1 all have a name at Dataverse', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const tags = letters.flatMap((a) => letters.map((b) => `${a}${b}`)).filter((tag) => iso639_3(tag) !== undefined);
    expect(tags.length).toBeGreaterThan(183);
    expect(tags.filter((tag) => tag !== 'sh' && dataverseLanguage(iso639_3(tag)) === undefined)).toEqual([]);
  });

  it('that Dataverse lacks are left out with a warning, those of headers, too', async () => {
    const { json, codes, remarks } = await said(dataverse, { languages: ['fro', 'fr'] });
    expect({ language: fieldOf(json, 'language'), codes }).toEqual({
      language: ['French'],
      codes: ['term-not-listed'],
    });
    expect(remarks[0]!.message).toContain('"fro"');
    const header = tei('A paper', '<langUsage><language ident="tlh">A language</language></langUsage>');
    const input = sample(dataverse, METADATA, { 'd.xml': header });
    await packed(dataverse, input);
    expect(input.remarks.map(({ message }) => message).join()).toContain('"tlh"');
    expect((await said(dataverse, { languages: ['und', 'mul'] })).codes).toEqual([]);
  });

  it('without a code are left out with a warning everywhere', async () => {
    for (const target of TARGETS) {
      const { codes, text } = await said(target, { languages: ['x-strelsau', 'en'] });
      expect({ codes, leaked: text.includes('strelsau"') }).toEqual({ codes: ['term-not-listed'], leaked: false });
    }
  });

  it('are found in lists of other versions of Dataverse', () => {
    expect(offeredLanguage('Greek (modern)', ['Greek, Modern (1453-)', 'Greek'])).toBeUndefined();
    expect(offeredLanguage('Hebrew (modern)', ['Hebrew', 'Herero'])).toBe('Hebrew');
    expect(offeredLanguage('Pāli', ['Pali'])).toBe('Pali');
    expect(offeredLanguage('Nepali', ['Nepali (macrolanguage)', 'Ndonga'])).toBe('Nepali (macrolanguage)');
    expect(offeredLanguage('Norwegian', ['Norwegian Bokmål', 'Norwegian Nynorsk'])).toBeUndefined();
  });
});

describe('a licence', () => {
  it.each(TARGETS)('that is none is said by $name', async (target) => {
    for (const name of ['CC-BY-SA', 'Ask the archive', 'https://example.org/terms']) {
      const licence = { name };
      const { codes, remarks, text } = await said(target, { licence, licences: [licence] });
      expect(codes).toEqual(['licence-not-listed']);
      expect(remarks[0]!.message).toContain(`"${name}"`);
      expect(text).toContain(name);
    }
  });

  it.each(TARGETS)('of some documents is in the deposit for $name', async (target) => {
    const licences = [
      { id: 'CC-BY-4.0', name: 'Creative Commons BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      { id: 'CC0-1.0', name: 'Creative Commons Zero', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    ];
    const { codes, text, orders } = await said(target, { licence: licences[0]!, licences });
    expect(codes).toEqual([]);
    expect(text).toMatch(/cc-by-4\.0|CC BY 4\.0/);
    expect(text).toMatch(/cc0-1\.0|Creative Commons Zero/);
    expect(orders.licences).toEqual(licences);
  });
});

describe('rights', () => {
  it('to see the files are said in the words of each', async () => {
    const day = { access: 'embargoed', embargoUntil: '2028-01-01' } as const;
    expect((await said(zenodo, day)).json.metadata).toMatchObject({
      access_right: 'embargoed',
      embargo_date: '2028-01-01',
    });
    expect((await said(invenio, day)).json.access).toEqual({
      record: 'public',
      files: 'restricted',
      embargo: { active: true, until: '2028-01-01' },
    });
    const { codes, orders } = await said(dataverse, day);
    expect({ codes, orders }).toMatchObject({ codes: ['access-incomplete'], orders: day });
    for (const access of ['restricted', 'closed'] as const) {
      expect((await said(zenodo, { access })).json.metadata.access_right).toBe(access);
      expect((await said(invenio, { access })).json.access).toEqual({ record: 'public', files: 'restricted' });
      const { datasetVersion } = (await said(dataverse, { access })).json;
      expect(datasetVersion.fileAccessRequest).toBe(access === 'restricted');
    }
    expect((await said(zenodo, { access: 'restricted' })).codes).toEqual(['access-incomplete']);
  });
});

const HELPERS = [
  { name: 'Bo Helper', family: 'Helper', given: 'Bo', role: 'DataCurator', orcid: '0000-0002-1825-0097' },
  { name: 'Zenda Press', organization: true, role: 'Producer' },
  { name: 'Rassendyll, Rudolf', role: 'Translator', identifiers: ['https://d-nb.info/gnd/118540238'] },
];

describe('people', () => {
  const creators = [
    {
      name: 'Anna Editor',
      family: 'Editor',
      given: 'Anna',
      identifiers: [
        'https://viaf.org/viaf/12345',
        'https://d-nb.info/gnd/118540238',
        'https://isni.org/isni/0000000121032683',
      ],
    },
    { name: 'University of Strelsau', organization: true, identifiers: ['https://ror.org/01bj3aw27'] },
    { name: 'Sapt, Fritz', identifiers: ['http://id.loc.gov/authorities/names/n79021164'] },
  ];

  it('have their parts and numbers for Zenodo', async () => {
    const { json } = await said(zenodo, { creators, contributors: HELPERS });
    expect(json.metadata.creators).toEqual([
      { name: 'Editor, Anna', gnd: '118540238' },
      { name: 'University of Strelsau' },
      { name: 'Sapt, Fritz' },
    ]);
    expect(json.metadata.contributors).toEqual([
      { name: 'Helper, Bo', type: 'DataCurator', orcid: '0000-0002-1825-0097' },
      { name: 'Zenda Press', type: 'Producer' },
      { name: 'Rassendyll, Rudolf', type: 'Translator', gnd: '118540238' },
      { name: 'Editor, Anna', type: 'ContactPerson' },
    ]);
  });

  it('have their parts and numbers for InvenioRDM', async () => {
    const { json } = await said(invenio, { creators, contributors: HELPERS });
    expect(json.metadata.creators.map((creator: { person_or_org: object }) => creator.person_or_org)).toMatchObject([
      {
        given_name: 'Anna',
        family_name: 'Editor',
        identifiers: [
          { scheme: 'gnd', identifier: '118540238' },
          { scheme: 'isni', identifier: '0000000121032683' },
        ],
      },
      { name: 'University of Strelsau', identifiers: [{ scheme: 'ror', identifier: '01bj3aw27' }] },
      { family_name: 'Sapt' },
    ]);
    expect(json.metadata.contributors.map(({ role }: { role: object }) => role)).toEqual([
      { id: 'datacurator' },
      { id: 'producer' },
      { id: 'translator' },
      { id: 'contactperson' },
    ]);
  });

  it('have their numbers and roles for Dataverse, and a role that it lacks is said', async () => {
    const { json, codes, remarks } = await said(dataverse, { creators, contributors: HELPERS });
    const authors = fieldOf(json, 'author') as Record<string, { value: string }>[];
    expect(
      authors.map((author) => [author['authorIdentifierScheme']?.value, author['authorIdentifier']?.value]),
    ).toEqual([
      ['GND', '118540238'],
      [undefined, undefined],
      ['LCNA', 'n79021164'],
    ]);
    const helpers = fieldOf(json, 'contributor') as Record<string, { value: string }>[];
    expect(helpers.map((helper) => [helper['contributorType']?.value, helper['contributorName']?.value])).toEqual([
      ['Data Curator', 'Bo Helper'],
      ['Other', 'Rassendyll, Rudolf'],
    ]);
    expect(JSON.stringify(fieldOf(json, 'producer'))).toContain('Zenda Press');
    expect(codes).toEqual(['term-not-listed']);
    expect(remarks[0]!.message).toContain('"Translator"');
  });
});

describe('identifiers of the same collection', () => {
  it.each(TARGETS)('have a place in the deposit for $name', async (target) => {
    const identifiers = [
      { type: 'ISBN', value: '978-3-16-148410-0' } as const,
      { type: 'Handle', value: '1234/567' } as const,
    ];
    const { text, codes } = await said(target, { identifiers });
    for (const { value } of identifiers) expect(text).toContain(value);
    expect(codes).toEqual([]);
    if (target === zenodo) expect(text).toContain('{"identifier":"1234/567","relation":"isAlternateIdentifier"}');
  });
});

describe('resource types', () => {
  const TYPES =
    `Audiovisual Award Book BookChapter Collection ComputationalNotebook ConferencePaper ConferenceProceeding DataPaper
    Dataset Dissertation Event Image Instrument InteractiveResource Journal JournalArticle Model Other OutputManagementPlan
    PeerReview PhysicalObject Preprint Project Report Service Software Sound Standard StudyRegistration Text Workflow`.split(
      /\s+/,
    );

  it('of DataCite have a word at InvenioRDM, or are said', async () => {
    for (const resourceType of TYPES) {
      const { json, codes } = await said(invenio, { resourceType });
      const { id } = json.metadata.resource_type;
      expect(codes, resourceType).toEqual(id === 'other' && resourceType !== 'Other' ? ['term-not-listed'] : []);
    }
  });

  it('go to Zenodo in its two fields, to Dataverse as a kind of data', async () => {
    expect((await said(zenodo, { resourceType: 'Book' })).json.metadata).toMatchObject({
      upload_type: 'publication',
      publication_type: 'book',
    });
    expect((await said(zenodo, { resourceType: 'Collection' })).codes).toEqual(['term-not-listed']);
    const { json } = await said(dataverse, { resourceType: 'Collection' });
    expect(fieldOf(json, 'kindOfData')).toEqual(['Collection', 'TEI documents']);
  });
});

describe('names that Dataverse does not take', () => {
  it.each([
    ...['tei/a:b.xml', 'tei/a*b.xml', 'tei/a?b.xml', 'tei/a"b.xml', 'tei/a<b.xml', 'tei/a>b.xml', 'tei/a|b.xml'],
    ...[
      'tei/a;b.xml',
      'tei/a#b.xml',
      'tei/a\\b.xml',
      'tei/né/a.xml',
      'tei/sub~1/a.xml',
      'tei/a+b/a.xml',
      'tei/a,b/a.xml',
    ],
    ...['tei/a /x.xml', 'tei/a-/x.xml', '-a/x.xml', '.a/x.xml', `tei/${'a'.repeat(252)}.xml`],
  ])('%s', (path) => {
    expect(refusalOf(path)).toMatch(/^a (?:name|folder) must not /);
  });

  it.each(['tei/née+x~1.xml', 'tei/A b-c_d.e/x y.xml', 'a.xml', 'tei/.a/x.xml', `tei/${'a'.repeat(251)}.xml`])(
    'not: %s',
    (path) => {
      expect(refusalOf(path)).toBeUndefined();
    },
  );

  it('are all named before a package is made, and other targets take them', async () => {
    const names = ['sub~1/née+x.xml', 'a?b.xml'];
    const { at, deposit } = depositor(
      METADATA,
      Object.fromEntries([...names, 'fine.xml'].map((name) => [name, tei(name, '')])),
    );
    const { code, err } = await deposit('dataverse', 'pkg');
    expect(code).toBe(2);
    for (const name of names) expect(err).toContain(`tei/${name}: a `);
    expect(err).not.toContain('fine.xml:');
    expect(existsSync(at('pkg'))).toBe(false);
    expect((await deposit('zenodo', 'pkg2')).code).toBe(0);
  });
});
