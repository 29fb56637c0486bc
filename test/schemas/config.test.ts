/** The JSON Schema of teigram.config.json says what the command says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { CONTRIBUTOR_TYPES } from '../../src/deposit/vocabulary/contributor-types.js';
import { RELATIONS } from '../../src/deposit/vocabulary/relations.js';
import { RESOURCE_TYPES } from '../../src/deposit/vocabulary/resource-types.js';
import { call, folder } from '../cli/call.js';
import { METADATA } from '../deposit/sample.js';
import { METADATA as SMALL } from '../deposit/samples.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const schema = JSON.parse(readFileSync(`${root}schemas/teigram.config.schema.json`, 'utf8'));
const accepts = new Ajv2020().compile(schema);

/** What the command has to say of a configuration. */
async function faultsOf(config: unknown): Promise<string[]> {
  const dir = folder({ 'c.json': JSON.stringify(config) });
  const rest = ['--config', join(dir, 'c.json'), '--format', 'json'];
  const outcomes = [
    await call('deposit', join(dir, 'none'), '--to', 'bag', '--out', join(dir, 'bag'), ...rest),
    await call('validate', join(dir, 'none.xml'), ...rest),
  ];
  return outcomes.flatMap(({ out, err }) => `${out}${err}`.match(/config-[a-z-]+/g) ?? []);
}

/** Of header and schemas, to which METADATA adds what is said of a deposit. */
const CONVERSION = {
  $schema: './node_modules/teigram/schemas/teigram.config.schema.json',
  availability: 'Free for teaching.',
  projectDesc: 'Made for a seminar.',
  editors: ['A. Zenda'],
  volume: 'frus1961-63v13',
  volumeTitle: 'A Volume',
  schemas: { 'https://example.org/tei.rng': 'schema/tei.rng' },
};

/** What repositories may be told beside METADATA. */
const MORE = {
  contributors: [{ family: 'Helper', given: 'Bo', role: 'DataCurator', identifiers: ['GND:118540238'] }],
  access: 'embargoed',
  embargoUntil: '2027-01-01',
  identifiers: ['ISBN 978-3-16-148410-0', 'urn:nbn:de:0000-1'],
  name: 'strelsau-1957',
  resourceType: 'Text',
  communities: ['ruritania', 'https://zenodo.org/communities/velden'],
  newVersionOf: '10.5281/zenodo.1234566',
};

const EVERYTHING = { ...METADATA, ...CONVERSION, ...MORE };

const right: readonly [string, object][] = [
  ['every entry', EVERYTHING],
  ['what tests of deposits use', SMALL],
  ['nothing', {}],
  ['one item without its list', { creators: 'Anna Editor', keywords: 'diplomacy', funders: { name: 'Science Fund' } }],
  [
    'identifiers as addresses',
    {
      doi: 'https://doi.org/10.5281/zenodo.1',
      creators: [{ name: 'E', orcid: 'https://orcid.org/0000-0002-1825-0097' }],
    },
  ],
  ['other languages', { language: 'sr-Latn-RS' }],
  ['several licences', { licence: ['CC-BY-4.0', 'CC-BY-NC-4.0'] }],
  ['a name in its parts', { creators: { family: 'Editor', given: 'Anna' } }],
];

const wrong: readonly [string, unknown][] = [
  ['an entry that nobody knows', { tittle: 'T' }],
  ['a list', []],
  ['a number for a text', { title: 42 }],
  ['an empty title', { title: ' ' }],
  ['a text for a list', { editors: 'A. Zenda' }],
  ['an empty list', { keywords: [] }],
  ['a creator without a name', { creators: [{ affiliation: 'University' }] }],
  ['something else of a creator', { creators: [{ name: 'Editor', email: 'anna@example.org' }] }],
  ['an ORCID that is none', { creators: [{ name: 'Editor', orcid: '1825-0097' }] }],
  ['an address of mail that is none', { contact: { name: 'Editor', email: 'anna' } }],
  ['something else of a funder', { funders: [{ name: 'Fund', grant: '1' }] }],
  ['a relation that DataCite does not know', { related: [{ identifier: 'https://example.org', relation: 'CopyOf' }] }],
  ['a language in words', { language: 'English of the 1950s' }],
  ['a day in words', { publicationDate: '31 March 2026' }],
  ['a month that is none', { publicationDate: '2026-13-01' }],
  ['a DOI that is none', { doi: 'strelsau' }],
  ['documents without their place in the address', { documentUrl: 'https://example.org/edition' }],
  ['an address of the index that is none', { cmifUrl: 'cmif.xml' }],
  ['a contributor without a role', { contributors: [{ name: 'Helper, Bo' }] }],
  ['a role that DataCite does not know', { contributors: [{ name: 'Helper, Bo', role: 'Wizard' }] }],
  ['a family name without given names', { creators: [{ family: 'Editor' }] }],
  ['an access that is none', { access: 'secret' }],
  ['an embargo in words', { embargoUntil: 'next year' }],
  ['a name with spaces', { name: 'Strelsau 1957' }],
  ['a type that DataCite does not know', { resourceType: 'Letters' }],
  ['a community in words', { communities: ['Friends of Ruritania'] }],
  ['a new version of two things', { newVersionOf: 'this or that' }],
  ['a list of no licence', { licence: [] }],
  ['a number for a licence', { licence: ['CC-BY-4.0', 4] }],
  ['schemas as a list', { schemas: ['tei.rng'] }],
  ['a schema that is no file', { schemas: { 'https://example.org/tei.rng': true } }],
];

describe('the schema of teigram.config.json', () => {
  it.each(right)('takes %s, as the command does', async (_, config) => {
    expect(accepts(config), JSON.stringify(accepts.errors)).toBe(true);
    expect(await faultsOf(config)).toEqual([]);
  });

  it.each(wrong)('refuses %s, as the command does', async (_, config) => {
    expect(accepts(config)).toBe(false);
    expect(await faultsOf(config)).not.toEqual([]);
  });

  it('has every entry that the command knows, and no other', async () => {
    const dir = folder({ 'c.json': '{ "zzz": 1 }', 'a.txt': 'Text.' });
    const { err } = await call('convert', join(dir, 'a.txt'), '--stdout', '--config', join(dir, 'c.json'));
    const known = /Known are ([\w, ]+)\./.exec(err)?.[1]?.split(', ') ?? [];
    expect([...known, '$schema'].sort()).toEqual(Object.keys(schema.properties).sort());
    expect(Object.keys(EVERYTHING).sort()).toEqual(Object.keys(schema.properties).sort());
  });

  it('knows the relations of DataCite', () => {
    expect(schema.$defs.related.properties.relation.enum).toEqual(RELATIONS);
  });

  it('knows its roles and types', () => {
    expect(schema.$defs.contributor.properties.role.enum).toEqual(CONTRIBUTOR_TYPES);
    expect(schema.properties.resourceType.enum).toEqual(RESOURCE_TYPES);
  });

  it('describes every entry, with examples that are right', () => {
    for (const [name, entry] of Object.entries<{ description?: string; examples?: unknown[] }>(schema.properties)) {
      expect(entry.description, name).toMatch(/^\S.*\.$/);
      for (const example of entry.examples ?? []) expect(accepts({ [name]: example }), name).toBe(true);
    }
  });

  it('is explained entry by entry in docs/config.md', () => {
    const rows = readFileSync(`${root}docs/config.md`, 'utf8').match(/^\| `.*$/gm) ?? [];
    const named = rows.flatMap((row) => row.split('|')[1]!.match(/\w+/g) ?? []);
    expect([...named, '$schema'].sort()).toEqual(Object.keys(schema.properties).sort());
  });

  it('takes the examples of the documentation', () => {
    const pages = [
      'README.md',
      ...readdirSync(`${root}docs`)
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
    ];
    const examples = pages.flatMap((page) => configurationsIn(readFileSync(root + page, 'utf8')));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(accepts(example), JSON.stringify(example)).toBe(true);
  });
});

/** Every JSON in a fence: the pages show none but configurations. */
function configurationsIn(markdown: string): unknown[] {
  return [...markdown.matchAll(/^```json\n(.*?)^```$/gms)].map(([, json]) => JSON.parse(json!));
}
