/** The metadata for Zenodo, InvenioRDM and Dataverse, held against JSON Schemas written from their documentation. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { dataverse } from '../../src/deposit/dataverse/index.js';
import { invenio } from '../../src/deposit/invenio/index.js';
import type { DepositTarget } from '../../src/deposit/target.js';
import { RELATIONS } from '../../src/deposit/vocabulary/relations.js';
import { zenodo } from '../../src/deposit/zenodo/index.js';
import { listing } from '../cli/call.js';
import { depositor, FULL, LITTLE_METADATA, METADATA, packed, sample } from './sample.js';

const ajv = new Ajv({ allErrors: true, strict: false });

const LEAST = {
  zenodo: LITTLE_METADATA,
  invenio: LITTLE_METADATA,
  dataverse: { ...LITTLE_METADATA, contact: METADATA.contact, subjects: ['History'] },
};

function judgeOf({ name }: DepositTarget): (json: unknown) => readonly string[] {
  const schema = JSON.parse(readFileSync(new URL(`${name}/${name}.schema.json`, import.meta.url), 'utf8')) as object;
  const validate = ajv.compile(schema);
  return (json) => (validate(json) ? [] : validate.errors!.map((e) => `${e.instancePath} ${e.message}`));
}

const write = async (target: DepositTarget, metadata: object = METADATA) => {
  const input = sample(target, metadata);
  const files = await packed(target, input);
  return { json: JSON.parse(files[`${target.name}.json`]!), files, remarks: input.remarks };
};

describe.each([zenodo, invenio, dataverse])('$name', (target) => {
  const judge = judgeOf(target);
  const least = LEAST[target.name as keyof typeof LEAST];

  it('says what the record knows, in the form of its documentation', async () => {
    const { json, remarks } = await write(target);
    expect(judge(json)).toEqual([]);
    expect(remarks).toEqual([]);
    const text = JSON.stringify(json);
    for (const part of ['Strelsau & <Zenda>', '0000-0002-1825-0097', 'University of Strelsau', 'diplomacy']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('\\"quoted\\"');
  });

  it('is right with the least that it needs', async () => {
    const { json, remarks } = await write(target, least);
    expect(judge(json)).toEqual([]);
    expect(JSON.stringify(json)).toContain('Ask the archive');
    expect(remarks.map(({ code }) => code)).toContain('creator-name-unclear');
  });

  it('has a word for every relation', async () => {
    const related = RELATIONS.map((relation) => ({ identifier: 'https://example.org/', relation }));
    const { json } = await write(target, { ...METADATA, related });
    expect(judge(json)).toEqual([]);
    // Under its own name, whatever the capitals.
    const said = JSON.stringify(json).toLowerCase();
    for (const relation of RELATIONS) expect(said).toMatch(new RegExp(`"${relation.toLowerCase()}["\\s]`));
  });

  it('comes out of the command with its files, the same twice', async () => {
    const { at, deposit } = depositor();
    expect(await deposit(target.name, 'a')).toMatchObject({ code: 0, err: '' });
    expect(await deposit(target.name, 'b')).toMatchObject({ code: 0 });
    const files = listing(at('a'));
    expect(files).toContain(`${target.name}.json`);
    expect(files.some((file) => file.startsWith('files/'))).toBe(true);
    expect(listing(at('b'))).toEqual(files);
    for (const file of files) {
      expect(readFileSync(at(`a/${file}`)).equals(readFileSync(at(`b/${file}`))), file).toBe(true);
    }
  });

  it('is told from what is not right', () => {
    expect(judge({ metadata: { title: '' }, datasetVersion: {} })).not.toEqual([]);
  });
});

describe('zenodo', () => {
  it('never lets its own licence be assumed', async () => {
    const { json, remarks } = await write(zenodo, LITTLE_METADATA);
    expect(json.metadata.license).toBe('other-closed');
    expect(json.metadata.notes).toContain('Licence: Ask the archive');
    expect(remarks.map(({ code }) => code)).toContain('licence-not-listed');
  });

  it('names grants that it knows, and writes the others into the note', async () => {
    const { json } = await write(zenodo);
    expect(json.metadata.grants).toEqual([{ id: '10.13039/501100001711::ABC-123' }]);
    expect(json.metadata.notes).toContain('Funded by A Foundation.');
    expect(json.metadata.notes).toContain('Documents written 1957-03.');
  });

  it('packs the documents into one zip', async () => {
    const { files } = await write(zenodo);
    const name = 'files/telegrams-from-strelsau-zenda-1957.zip';
    expect(Object.keys(files)).toEqual(['zenodo.json', 'for-upload.json', name]);
    expect(files[name]!.slice(0, 2)).toBe('PK');
    expect(files[name]).toContain('tei/1957/d1.xml');
  });
});

describe('invenio', () => {
  it('tells persons from institutions', async () => {
    const { json } = await write(invenio);
    expect(json.metadata.creators.map((creator: { person_or_org: object }) => creator.person_or_org)).toEqual([
      {
        type: 'personal',
        given_name: 'Anna',
        family_name: 'Editor',
        identifiers: [{ scheme: 'orcid', identifier: '0000-0002-1825-0097' }],
      },
      { type: 'organizational', name: 'Ruritanian Record Office' },
    ]);
    expect(json.metadata.languages).toEqual([{ id: 'eng' }, { id: 'fra' }]);
    expect(json.pids.doi).toEqual({ identifier: METADATA.doi, provider: 'external' });
  });
});

describe('dataverse', () => {
  it('asks for contact and subjects', async () => {
    const { code, err } = await depositor(LITTLE_METADATA).deposit('dataverse', 'a');
    expect(code).toBe(2);
    expect(err).toContain('contact:');
    expect(err).toContain('subjects:');
  });

  it('makes keywords of fields that it does not know', async () => {
    const { json, remarks } = await write(dataverse, { ...METADATA, subjects: ['history', 'arts and humanities'] });
    const fields: { typeName: string; value: unknown }[] = json.datasetVersion.metadataBlocks.citation.fields;
    const field = (name: string) => fields.find(({ typeName }) => typeName === name)?.value;
    expect(field('subject')).toEqual(['Arts and Humanities']);
    expect(JSON.stringify(field('keyword'))).toContain('history');
    expect(remarks.map(({ code }) => code)).toEqual(['subject-not-listed']);
  });

  it('keeps folders up to some hundred documents, and packs more into a zip', async () => {
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`d${i}.xml`, FULL]));
    expect(Object.keys(await packed(dataverse, sample(dataverse)))).toContain('files/tei/1957/d1.xml');
    expect(Object.keys(await packed(dataverse, sample(dataverse, METADATA, many)))).toEqual([
      'dataverse.json',
      'for-upload.json',
      'files/telegrams-from-strelsau-zenda-1957.zip',
    ]);
  });
});
