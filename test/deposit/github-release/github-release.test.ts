/** Releases on GitHub: CITATION.cff and .zenodo.json, held against JSON Schemas written from their documentation. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { githubRelease } from '../../../src/deposit/github-release/index.js';
import { isCffLicence } from '../../../src/deposit/github-release/licences.js';
import type { DepositRecord } from '../../../src/deposit/record.js';
import { type PackageFile, textEntry } from '../../../src/deposit/target.js';
import { listing } from '../../cli/call.js';
import { depositor, LITTLE_METADATA, METADATA, packed, sample } from '../sample.js';

const ajv = new Ajv({ allErrors: true, strict: false });
const schemaAt = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const judge = (schema: object, json: unknown) =>
  ajv.validate(schema, json) ? [] : ajv.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
const CFF = schemaAt('cff.schema.json');
/** What Zenodo's integration reads is what its API has within `metadata`. */
const ZENODO = schemaAt('../zenodo/zenodo.schema.json').properties.metadata;

const write = async (metadata: object = METADATA, change: Partial<DepositRecord> = {}, files: PackageFile[] = []) => {
  const made = sample(githubRelease, metadata);
  const input = { ...made, record: { ...made.record, ...change }, files: [...made.files, ...files] };
  const written = await packed(githubRelease, input);
  const cff = parse(written['CITATION.cff']!, { version: '1.1' });
  return { cff, yaml: written['CITATION.cff']!, files: written, remarks: made.remarks };
};
const codes = (remarks: readonly { readonly code: string }[]) => remarks.map(({ code }) => code);
const ownFile = (path: string, text: string): PackageFile => ({ ...textEntry(path, text), role: 'companion' });

describe('github-release', () => {
  it('has the edition, and what GitHub and Zenodo read, at the root', async () => {
    const { files } = await write();
    expect(Object.keys(files)).toEqual([
      ...['CITATION.cff', '.zenodo.json', 'tei/1957/d1.xml', 'tei/1957/d2 é.xml', 'tei/d3.xml', 'schema/tei.rng'],
      'validation-report.json',
    ]);
  });

  it('tells Zenodo what the record knows, but for the DOI, and says so', async () => {
    const { files, remarks } = await write();
    const json = JSON.parse(files['.zenodo.json']!);
    expect(judge(ZENODO, json)).toEqual([]);
    expect(json).toMatchObject({ title: METADATA.title, license: 'cc-by-4.0', upload_type: 'dataset' });
    expect(json).not.toHaveProperty('doi');
    expect(codes(remarks)).toEqual(['github-doi-not-taken']);
  });

  it('is right with the least that it needs', async () => {
    const { cff, files, remarks } = await write(LITTLE_METADATA);
    expect(judge(CFF, cff)).toEqual([]);
    expect(judge(ZENODO, JSON.parse(files['.zenodo.json']!))).toEqual([]);
    expect(codes(remarks)).toEqual(['creator-name-unclear', 'licence-not-listed']);
    expect(remarks[1]!.message).toContain('CITATION.cff cannot name it');
  });

  it('warns where a public repository would show what is not open, and of what GitHub refuses', async () => {
    const { remarks } = await write({ ...METADATA, doi: undefined, access: 'restricted' });
    expect(codes(remarks)).toEqual(['files-public']);
    const input = sample(githubRelease);
    function* documentFiles() {
      for (const document of input.documentFiles()) yield { ...document, size: 105 * 1024 * 1024 };
    }
    await packed(githubRelease, { ...input, documentFiles });
    expect(input.remarks.filter(({ code }) => code === 'github-file-too-large')).toHaveLength(3);
    expect(input.remarks.at(-1)!.message).toContain('105 MB');
  });

  it.each(['CITATION.cff', 'tei/CITATION.cff'])(
    "keeps the edition's own %s, where GitHub looks for it",
    async (path) => {
      const { files, yaml, remarks } = await write(METADATA, {}, [ownFile(path, 'title: Our own\n')]);
      expect(yaml).toBe('title: Our own\n');
      expect(Object.keys(files).filter((name) => name.endsWith('CITATION.cff'))).toEqual(['CITATION.cff']);
      expect(remarks.find(({ code }) => code === 'github-own-file-kept')).toMatchObject({
        severity: 'info',
        file: path,
      });
    },
  );

  it('takes no file of a part of the edition for that of the whole, and keeps its .zenodo.json', async () => {
    const { files, cff } = await write(METADATA, {}, [
      ownFile('tei/1957/CITATION.cff', 'title: A part\n'),
      ownFile('tei/.zenodo.json', '{}'),
    ]);
    expect(cff.title).toBe(METADATA.title);
    expect(files['tei/1957/CITATION.cff']).toBe('title: A part\n');
    expect(files['.zenodo.json']).toBe('{}');
  });

  it('comes out of the command, the same twice', async () => {
    const { at, deposit } = depositor();
    expect(await deposit('github-release', 'a')).toMatchObject({ code: 0 });
    expect(await deposit('github-release', 'b')).toMatchObject({ code: 0 });
    expect(listing(at('a'))).toEqual(expect.arrayContaining(['.zenodo.json', 'CITATION.cff', 'tei/1957/d1.xml']));
    for (const file of listing(at('a'))) {
      expect(readFileSync(at(`a/${file}`)).equals(readFileSync(at(`b/${file}`))), file).toBe(true);
    }
    expect(judge(CFF, parse(readFileSync(at('a/CITATION.cff'), 'utf8')))).toEqual([]);
  });
});

describe('CITATION.cff', () => {
  it('says what the record knows', async () => {
    const { cff, yaml } = await write({
      ...METADATA,
      identifiers: ['https://example.org/edition', 'ISBN 978-3-16-148410-0'],
    });
    expect(judge(CFF, cff)).toEqual([]);
    expect(cff).toEqual({
      'cff-version': '1.2.0',
      message: 'If you use this edition, please cite it as below.',
      type: 'dataset',
      title: METADATA.title,
      authors: [
        {
          'family-names': 'Editor',
          'given-names': 'Anna',
          affiliation: 'University of Strelsau',
          orcid: 'https://orcid.org/0000-0002-1825-0097',
        },
        { name: 'Ruritanian Record Office' },
      ],
      abstract: METADATA.description,
      keywords: ['diplomacy', 'telegrams', 'Arts and Humanities'],
      license: 'CC-BY-4.0',
      doi: METADATA.doi,
      identifiers: [{ type: 'other', value: '978-3-16-148410-0', description: 'ISBN' }],
      url: 'https://example.org/edition',
      version: '1.0.0',
      'date-released': '2026-03-31',
      contact: [{ 'family-names': 'Editor', 'given-names': 'Anna', email: 'anna@example.org' }],
    });
    expect(yaml).toContain('\nabstract: |-\n  Cables of the embassy in Ruritania.\n');
  });

  it('splits no name that does not show its parts', async () => {
    const creators = [
      { name: 'Gabriel García Márquez', orcid: '0000-0002-1825-0097', affiliation: 'University of Strelsau' },
      { name: 'Rassendyll, Rudolf, Jr.' },
      { name: 'Rassendyll, Rudolf, Jr.' },
    ];
    const { cff } = await write({ ...METADATA, creators, contact: { name: 'Help Desk', email: 'help@example.org' } });
    expect(judge(CFF, cff)).toEqual([]);
    expect(cff.authors).toEqual([
      { name: 'Gabriel García Márquez', orcid: 'https://orcid.org/0000-0002-1825-0097' },
      { name: 'Rassendyll, Rudolf, Jr.' },
    ]);
    expect(cff.contact).toEqual([{ name: 'Help Desk', email: 'help@example.org' }]);
  });

  it.each([
    ['CC0-1.0', { license: 'CC0-1.0' }],
    // Not in the list that CFF 1.2.0 has.
    ['CC-PDM-1.0', { 'license-url': 'https://creativecommons.org/publicdomain/mark/1.0/' }],
    ['https://example.org/terms', { 'license-url': 'https://example.org/terms' }],
    ['Ask the archive', {}],
  ])('has the licence %s as %o', async (licence, expected) => {
    const { cff } = await write({ ...METADATA, licence });
    expect(judge(CFF, cff)).toEqual([]);
    const { license, 'license-url': url } = cff;
    expect({ ...(license && { license }), ...(url && { 'license-url': url }) }).toEqual(expected);
  });

  it('does not offer several licences as a choice', async () => {
    const licences = [
      { id: 'CC-BY-4.0', name: 'CC BY' },
      { id: 'CC0-1.0', name: 'CC0' },
    ];
    expect((await write(METADATA, { licences })).cff.license).toBe('CC-BY-4.0');
  });

  it('has DOIs that its schema does not take as addresses', async () => {
    const { cff } = await write({
      ...METADATA,
      doi: '10.1234/a<b>c',
      identifiers: ['10.1234/c', 'urn:nbn:de:1', 'hdl:1/2'],
    });
    expect(judge(CFF, cff)).toEqual([]);
    expect(cff.doi).toBeUndefined();
    expect(cff.identifiers).toEqual([
      { type: 'url', value: 'https://doi.org/10.1234/a<b>c' },
      { type: 'doi', value: '10.1234/c' },
      { type: 'other', value: 'urn:nbn:de:1', description: 'URN' },
      { type: 'other', value: '1/2', description: 'Handle' },
    ]);
  });

  it.each([
    ...['yes', 'NO', '~', 'null', '1957', '1.0', '1:30', '0x1F', '1_000', '010', '2026-03-31', '.inf', '- a'],
    ...[
      ': b',
      '#c',
      'a: b',
      'a #b',
      '"quoted"',
      "it's",
      '& b',
      '*c',
      '!d',
      '%e',
      '@f',
      '`g`',
      '[h',
      '{i',
      '| j',
      '> k',
    ],
    ...['x\ny\n\n  z', '\ttab', 'é 漢字 😀', 'שלום', `${'long '.repeat(10_000)}end`, 'x'.repeat(100_000)],
  ])('reads back %j in every YAML', async (title) => {
    const change = {
      title,
      version: title,
      description: title,
      keywords: [title],
      creators: [{ name: title, organization: true }],
    };
    const { yaml } = await write(METADATA, change);
    for (const version of ['1.1', '1.2'] as const) {
      const cff = parse(yaml, { version });
      expect(judge(CFF, cff)).toEqual([]);
      expect(cff).toMatchObject({ title, version: title, abstract: title, authors: [{ name: title }] });
      expect(cff.keywords[0]).toBe(title);
    }
  });

  it('has line ends of one kind, and no control characters', async () => {
    const { cff, yaml } = await write(METADATA, { description: 'a\r\nb\rc\u0085d\u2028e\u0001\u007f\ud800' });
    expect(cff.abstract).toBe('a\nb\nc\nd\ne\ufffd\ufffd\ufffd');
    expect(yaml).not.toMatch(/[\r\x7f-\x9f\u2028]/);
  });

  it('is told from what is not right', () => {
    const right = { 'cff-version': '1.2.0', message: 'm', title: 't', authors: [{ name: 'n' }] };
    expect(judge(CFF, right)).toEqual([]);
    for (const wrong of [
      { authors: [] },
      { authors: [{ name: 'n', affiliation: 'a' }] },
      { license: 'CC-PDM-1.0' },
      { keywords: ['a', 'a'] },
      { doi: 'https://doi.org/10.1234/a' },
      { editors: [] },
    ]) {
      expect(judge(CFF, { ...right, ...wrong }), JSON.stringify(wrong)).not.toEqual([]);
    }
    expect(['CC-BY-4.0', 'CC-PDM-1.0', undefined].map(isCffLicence)).toEqual([true, false, false]);
  });
});
