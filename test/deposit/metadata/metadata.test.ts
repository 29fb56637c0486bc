/** What the configuration says of a deposit: what is read, and what is said of what cannot be. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoverageCollector } from '../../../src/deposit/coverage.js';
import {
  exampleOf,
  isDay,
  METADATA_KEYS,
  type MetadataKey,
  readMetadata,
} from '../../../src/deposit/metadata/index.js';
import { askFor } from '../../../src/deposit/missing.js';
import { CONTRIBUTOR_TYPES } from '../../../src/deposit/vocabulary/contributor-types.js';
import { RELATIONS } from '../../../src/deposit/vocabulary/relations.js';
import { RESOURCE_TYPES } from '../../../src/deposit/vocabulary/resource-types.js';
import { METADATA } from '../sample.js';

const FILE = 'teigram.config.json';
const read = (entries: object) => readMetadata(entries as Record<string, unknown>, FILE);
const messagesOf = (entries: object) => read(entries).diagnostics.map(({ message }) => message);

describe('what is right', () => {
  it('is read as it is written, but for what has one form of its own', () => {
    const { doi, ...others } = METADATA;
    expect(read({ ...others, doi: `https://doi.org/${doi}` })).toEqual({
      metadata: METADATA,
      diagnostics: [],
      faulty: new Set(),
    });
  });

  it('is the configuration of the examples', () => {
    const example = JSON.parse(readFileSync(new URL('../../../examples/teigram.config.json', import.meta.url), 'utf8'));
    expect(messagesOf(example)).toEqual([]);
  });

  it.each(METADATA_KEYS)('holds for the example of %s', (key) => {
    // Of these two one needs the other.
    const beside = key === 'embargoUntil' ? { access: 'embargoed' } : {};
    expect(messagesOf({ ...beside, [key]: exampleOf(key) })).toEqual([]);
  });

  it('may lack the brackets of its list', () => {
    const { metadata } = read({
      creators: 'Anna Editor',
      keywords: 'war',
      licence: 'CC0',
      related: METADATA.related[0]!,
    });
    expect(metadata).toMatchObject({ creators: [{ name: 'Anna Editor' }], keywords: ['war'], licence: 'CC0' });
    expect(metadata.related).toEqual([METADATA.related[0]]);
  });

  it('is a name from its parts, and an ORCID wherever it stands', () => {
    const creators = [
      {
        family: 'Sapt',
        given: 'Anna',
        identifiers: ['https://orcid.org/0000-0002-1825-0097', 'GND:118540238', 'https://d-nb.info/gnd/118540238'],
      },
      { name: 'Zenda, Bo', orcid: 'https://orcid.org/0000-0002-1694-233x' },
    ];
    expect(read({ creators }).metadata.creators).toEqual([
      {
        name: 'Sapt, Anna',
        family: 'Sapt',
        given: 'Anna',
        orcid: '0000-0002-1825-0097',
        identifiers: ['https://d-nb.info/gnd/118540238'],
      },
      { name: 'Zenda, Bo', orcid: '0000-0002-1694-233X' },
    ]);
  });

  it.each([
    ['https://ror.org/018mejw64', 'https://ror.org/018mejw64'],
    ['ROR:018MEJW64', 'https://ror.org/018mejw64'],
    ['10.13039/501100001659', 'https://doi.org/10.13039/501100001659'],
    ['http://dx.doi.org/10.13039/501100001659', 'https://doi.org/10.13039/501100001659'],
    ['grid.424150.6', 'grid.424150.6'],
    ['https://www.grid.ac/institutes/grid.424150.6', 'grid.424150.6'],
    ['0000 0001 2157 9291', 'https://isni.org/isni/0000000121579291'],
    ['https://www.wikidata.org/wiki/Q707283', 'http://www.wikidata.org/entity/Q707283'],
    ['https://fund.example.org/', 'https://fund.example.org/'],
  ])('of a funder may be written %s', (written, identifier) => {
    expect(read({ funders: { name: 'Fund', identifier: written } }).metadata.funders).toEqual([
      { name: 'Fund', identifier },
    ]);
  });

  it.each(['en', 'de', 'pt-BR', 'sr-Latn-RS', 'zh-Hant', 'la', 'gmh', 'iw', 'de-1996', 'mul'])(
    'is the language %s',
    (language) => {
      expect(read({ language }).metadata).toEqual({ language });
    },
  );

  it.each([
    ['role', CONTRIBUTOR_TYPES, (role: string) => ({ contributors: { name: 'Bo', role } })],
    ['type', RESOURCE_TYPES, (resourceType: string) => ({ resourceType })],
    ['relation', RELATIONS, (relation: string) => ({ related: { identifier: '10.1234/a', relation } })],
  ] as const)('is every %s of DataCite, in any case, with spaces or not', (_, words, entryOf) => {
    for (const word of words) {
      const spaced = word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
      for (const form of [word, word.toLowerCase(), word.toUpperCase(), spaced]) {
        expect(read(entryOf(form)).metadata, form).toEqual(read(entryOf(word)).metadata);
      }
    }
  });
});

/** What is wrong, and what whoever has never seen JSON reads then. */
const FAULTS: readonly (readonly [object, string])[] = [
  [{ title: 5 }, '"title" must be a text in quotation marks, such as "Telegrams from Strelsau, 1957", not 5.'],
  [
    { title: ' ' },
    '"title" must be a text in quotation marks, such as "Telegrams from Strelsau, 1957", not " ". It is empty.',
  ],
  [
    { keywords: [] },
    '"keywords" must be a list, such as ["diplomacy", "telegrams"], not []. An empty list says nothing: fill it, or remove it.',
  ],
  [
    { keywords: ['war', 1957] },
    '"keywords[1]" (no. 2 of keywords) must be a text in quotation marks, such as "diplomacy", not 1957.',
  ],
  [
    { keywords: 1957 },
    '"keywords" must be a list, such as ["diplomacy", "telegrams"], not 1957. Put quotation marks around it.',
  ],
  [
    { creators: ['Sapt, Anna', { name: 'Zenda, Bo', orcid: '0000-0002-1825-0098' }] },
    '"creators[1].orcid" (no. 2 of creators) must be an ORCID, such as "0000-0002-1825-0097", not "0000-0002-1825-0098". By the others, the check digit (its last character) of this ORCID should be 7, so one of its characters is wrong.',
  ],
  [
    { creators: [{ name: 'Zenda, Bo', orcid: '1825-0097' }] },
    '"creators[0].orcid" must be an ORCID, such as "0000-0002-1825-0097", not "1825-0097". It has sixteen figures in four groups.',
  ],
  [
    { creators: [{ name: 'Zenda, Bo', affilation: 'Velden' }] },
    '"creators[0].affilation" is not known. Did you mean "affiliation"?',
  ],
  [
    { creators: { name: 'Zenda, Bo', mother: 'Anna' } },
    '"creators.mother" is not known. Known are name, family, given, orcid, identifiers, affiliation, organization.',
  ],
  [
    { creators: [{ family: 'Zenda' }] },
    '"creators[0].name" is missing. Write for instance "name": "Editor, Anna", or both "family": "Editor" and "given": "Anna".',
  ],
  [
    { creators: [{ family: 'Archive', given: 'State', organization: true }] },
    '"creators[0]" has "organization": true, but an institution has no "family" and "given". Write its "name", or remove "organization".',
  ],
  [
    { creators: [{ name: 'Archive', organization: 'true' }] },
    '"creators[0].organization" must be true or false, without quotation marks, not "true".',
  ],
  [
    { creators: [{ name: 'A', orcid: '0000-0002-1825-0097', identifiers: 'ORCID:0000-0002-1694-233X' }] },
    '"creators[0]" has two ORCIDs, 0000-0002-1825-0097 and 0000-0002-1694-233X. Remove one.',
  ],
  [
    { creators: ['B', { name: 'A', identifiers: ['GND:118540238', 'ROR:018mejw65'] }] },
    '"creators[1].identifiers[1]" (no. 2 of creators, no. 2 of identifiers) must be the address or the number of somebody in a file of authorities, such as "GND:118540238", not "ROR:018mejw65". By the others, the check digits (its last two) of this ROR should be 64, so one of its characters is wrong.',
  ],
  [
    { creators: [{ name: 'A', identifiers: 'VIAF:x12' }] },
    '"creators[0].identifiers" must be the address or the number of somebody in a file of authorities, such as "GND:118540238", not "VIAF:x12". x12 is no number of VIAF.',
  ],
  [
    { creators: [{ name: 'A', identifiers: 'GeoNames:2' }] },
    '"creators[0].identifiers" must be the address or the number of somebody in a file of authorities, such as "GND:118540238", not "GeoNames:2". Known are ORCID, GND, VIAF, ISNI, ROR, Wikidata, LCCN and BnF.',
  ],
  [{ contributors: 'Bo' }, '"contributors.role" is missing. Write for instance "role": "DataCurator".'],
  [
    { contributors: { name: 'Bo', role: 'Data Curater' } },
    '"contributors.role" must be a role of DataCite, such as "DataCurator", not "Data Curater". Did you mean "DataCurator"?',
  ],
  [{ contact: { name: 'Anna' } }, '"contact.email" is missing. Write for instance "email": "anna@example.org".'],
  [{ contact: { name: 'Anna', emial: 'a@b.org' } }, '"contact.emial" is not known. Did you mean "email"?'],
  [
    { contact: { name: 'Anna', email: 'anna' } },
    '"contact.email" must be an address of e-mail, such as "anna@example.org", not "anna".',
  ],
  [
    { contact: 'Anna' },
    '"contact" must be a name with an address of e-mail, such as { "name": "Editor, Anna", "email": "anna@example.org" }, not "Anna".',
  ],
  [
    { licence: ['CC0', 4] },
    '"licence[1]" (no. 2 of licence) must be a licence, such as "CC-BY-4.0", not 4. Put quotation marks around it.',
  ],
  [
    { access: 'embargo' },
    '"access" must be one of the words open, embargoed, restricted, closed, such as "open", not "embargo". Did you mean "embargoed"?',
  ],
  [
    { access: 'embargoed' },
    '"access" is "embargoed", but nothing says until when. Add for instance "embargoUntil": "2027-01-01".',
  ],
  [
    { access: 'open', embargoUntil: '2027-01-01' },
    '"embargoUntil" is "2027-01-01", the day on which the files become open, but "access" is "open". Remove one of the two, or write "access": "embargoed".',
  ],
  [
    { publicationDate: '2026-02-30' },
    '"publicationDate" must be a day, such as "2026-03-31", not "2026-02-30". The calendar has no day 30 in that month.',
  ],
  [
    { publicationDate: '2026-13-01' },
    '"publicationDate" must be a day, such as "2026-03-31", not "2026-13-01". The calendar has no month 13.',
  ],
  [
    { publicationDate: '31 March 2026' },
    '"publicationDate" must be a day, such as "2026-03-31", not "31 March 2026". Write year, month and day, in figures, with dashes between them.',
  ],
  [{ language: 'German' }, '"language" must be a language tag, such as "en", not "German". Did you mean "de"?'],
  [{ language: 'français' }, '"language" must be a language tag, such as "en", not "français". Did you mean "fr"?'],
  [{ language: 'pt_BR' }, '"language" must be a language tag, such as "en", not "pt_BR". Did you mean "pt-BR"?'],
  [{ language: 'xx' }, '"language" must be a language tag, such as "en", not "xx".'],
  [{ language: 'english' }, '"language" must be a language tag, such as "en", not "english". Did you mean "en"?'],
  [{ funders: [{ nam: 'Fund' }] }, '"funders[0].nam" is not known. Did you mean "name"?'],
  [
    { funders: { name: 'Fund', identifier: '10.1234/grant' } },
    '"funders.identifier" must be an identifier of the institution (ROR, Crossref funder DOI, ISNI, GRID), such as "https://ror.org/018mejw64", not "10.1234/grant". The DOIs of funders begin with 10.13039/. What names the grant goes into "award".',
  ],
  [
    { funders: { name: 'Fund', identifier: '0000 0001 2157 9292' } },
    '"funders.identifier" must be an identifier of the institution (ROR, Crossref funder DOI, ISNI, GRID), such as "https://ror.org/018mejw64", not "0000 0001 2157 9292". By the others, the check digit (its last character) of this ISNI should be 1, so one of its characters is wrong.',
  ],
  [
    { related: { identifier: '10.1234/a', relation: 'IsDerivedFron' } },
    '"related.relation" must be a relation of DataCite, such as "IsDerivedFrom", not "IsDerivedFron". Did you mean "IsDerivedFrom"?',
  ],
  [
    { related: { identifier: 'the edition', relation: 'IsPartOf' } },
    '"related.identifier" must be a DOI, an address, or another identifier that shows its kind (ISBN, ISSN, URN, ARK, Handle), such as "https://example.org/edition", not "the edition". It shows no kind of identifier.',
  ],
  [
    { related: { identifier: '10.1234/a' } },
    '"related.relation" is missing. Write for instance "relation": "IsDerivedFrom".',
  ],
  [
    { doi: '10.1234' },
    '"doi" must be a DOI, such as "10.5281/zenodo.1234567", not "10.1234". A DOI has four figures or more behind "10.", then a slash and more.',
  ],
  [
    { doi: 'https://example.org' },
    '"doi" must be a DOI, such as "10.5281/zenodo.1234567", not "https://example.org". This is a URL.',
  ],
  [
    { identifiers: 'ISBN 978-3-16-148410-1' },
    '"identifiers" must be a DOI, an address, or another identifier that shows its kind (ISBN, ISSN, URN, ARK, Handle), such as "ISBN 978-3-16-148410-0", not "ISBN 978-3-16-148410-1". By the others, the check digit (its last character) of this ISBN should be 0, so one of its characters is wrong.',
  ],
  [
    { name: 'Strelsau 1957' },
    '"name" must be a short name of small letters (a to z), digits and single dashes that begins with a letter, such as "strelsau-1957", not "Strelsau 1957". Did you mean "strelsau-1957"?',
  ],
  [
    { resourceType: 'Datasets' },
    '"resourceType" must be a type of DataCite, such as "Dataset", not "Datasets". Did you mean "Dataset"?',
  ],
  [
    { communities: 'Friends of Ruritania' },
    '"communities" must be the identifier of a community, such as "ruritania", not "Friends of Ruritania". It stands at the end of the address of the community: zenodo.org/communities/ruritania.',
  ],
  [
    { newVersionOf: 'the old one' },
    '"newVersionOf" must be a record by its DOI, its address, or its identifier at the repository, such as "10.5281/zenodo.1234567", not "the old one". It has white space in it.',
  ],
  [
    { documentUrl: 'https://example.org/' },
    '"documentUrl" must be an address with {id} (the name of the file without its ending) or {path} in the place of the document, such as "https://example.org/edition/{id}", not "https://example.org/".',
  ],
  [{ cmifUrl: 'cmif.xml' }, '"cmifUrl" must be an address, such as "https://example.org/cmif.xml", not "cmif.xml".'],
  [{ version: 1 }, '"version" must be a text in quotation marks, such as "1.0.0", not 1.'],
];

describe('what is wrong', () => {
  it.each(FAULTS)('in %j is said in words', (entries, message) => {
    expect(messagesOf(entries)).toEqual([message]);
  });

  it('is an error in the configuration, with its code', () => {
    const { diagnostics } = read({ title: 5, contact: { name: 'A', emial: 'x' } });
    expect(diagnostics).toMatchObject([
      { severity: 'error', code: 'config-wrong-type', file: FILE, source: 'deposit' },
      { severity: 'error', code: 'config-unknown-key', file: FILE, source: 'deposit' },
    ]);
  });

  it('is said all at once, and what is right beside it is read', () => {
    const faults = FAULTS.slice(0, 30).map(([entries]) => entries);
    const all = Object.assign({}, ...faults, { version: '1' });
    const { metadata, faulty, diagnostics } = read(all);
    expect(metadata).toEqual({ version: '1' });
    expect([...faulty].sort()).toEqual(
      Object.keys(all)
        .filter((key) => key !== 'version')
        .sort(),
    );
    expect(diagnostics.length).toBeGreaterThanOrEqual(faulty.size - 1);
  });

  it('is told up to forty times, then counted', () => {
    const messages = messagesOf({ keywords: Array.from({ length: 100 }, () => 5) });
    expect(messages).toHaveLength(41);
    expect(messages.at(-1)).toBe('60 more things are wrong in teigram.config.json.');
    expect(messagesOf({ keywords: Array.from({ length: 40 }, () => 5) })).toHaveLength(40);
  });

  it('shows no password and nothing that moves a cursor', () => {
    const secret = 'https://anna:geheim@example.org/a b';
    const [message] = messagesOf({ cmifUrl: `${secret}${'x'.repeat(200)}` });
    expect(message).toContain('https://example.org/a b');
    const hidden = messagesOf({ creators: [{ name: 'A', 'x\u001b[31m\u202e': 1 }], title: ['\u001b[31m'] }).join();
    expect(hidden).not.toMatch(/[\u001b\u202e]/);
  });

  it('never throws, whatever JSON holds', () => {
    const entries = fc.record(Object.fromEntries(METADATA_KEYS.map((key) => [key, shaken(key)])), { requiredKeys: [] });
    fc.assert(
      fc.property(entries, (written) => {
        const { metadata, diagnostics, faulty } = read(written);
        expect(diagnostics.length > 0).toBe(faulty.size > 0);
        // What has been read is right, also when it is read again.
        expect(read(metadata)).toEqual({ metadata, diagnostics: [], faulty: new Set() });
      }),
    );
  });
});

/** An example, or parts of it, or anything. */
function shaken(key: MetadataKey): fc.Arbitrary<unknown> {
  const example = exampleOf(key);
  return fc.oneof(fc.constant(example), fc.array(fc.constant(example), { maxLength: 3 }), fc.jsonValue());
}

describe('days', () => {
  it('are those of the calendar', () => {
    expect(['2024-02-29', '2026-12-31', '0001-01-01'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-2-1', '2026-00-10', '', '2026', ' 2026-01-01'].some(isDay)).toBe(false);
  });
});

describe('asking for what is missing', () => {
  const coverage = new CoverageCollector().get();
  const asking = { config: FILE, target: 'datacite' };

  it('leaves out what is there and wrong, and gives an example that is right', () => {
    const { metadata, faulty } = read({ title: 5, language: 'en', access: 'open', embargoUntil: '2027-01-01' });
    const missing = ['title', 'description', 'licence'] as const;
    const asked = askFor(missing, { ...metadata, funders: [{ name: 'F', identifier: '#f' }] }, coverage, {
      ...asking,
      faulty,
    });
    expect(asked).toMatchObject({ code: 'metadata-missing', expected: ['description', 'licence'] });
    expect(asked?.message).not.toContain('\n  title:');
    const example = JSON.parse(asked!.message.slice(asked!.message.indexOf('\n{')));
    expect(Object.keys(example).sort()).toEqual(['description', 'language', 'licence', 'title']);
    expect(messagesOf(example)).toEqual([]);
  });

  it('says nothing where all that is missing is there and wrong', () => {
    expect(askFor(['title'], {}, coverage, { ...asking, faulty: new Set(['title'] as const) })).toBeUndefined();
  });
});
