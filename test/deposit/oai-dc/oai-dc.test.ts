/** Dublin Core for OAI-PMH, held against a schema written from the protocol and the guidelines of OpenAIRE. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { oaiDc } from '../../../src/deposit/oai-dc.js';
import type { DepositRecord } from '../../../src/deposit/record.js';
import { schemaFrom } from '../../relaxng/schemas.js';
import { depositor, LITTLE_METADATA, METADATA, packed, sample, tei } from '../sample.js';

const schema = schemaFrom(fileURLToPath(new URL('oai-dc.rnc', import.meta.url)), { cache: false });
const judge = (xml: string) => schema.validate(xml).diagnostics.map(({ message }) => message);

const write = async (metadata: object = METADATA, change: Partial<DepositRecord> = {}) => {
  const input = sample(oaiDc, metadata);
  return (await packed(oaiDc, { ...input, record: { ...input.record, ...change } }))['oai_dc.xml']!;
};
const valuesOf = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<dc:${name}(?: [^>]*)?>([^<]*)</dc:${name}>`, 'g'))].map(([, value]) => value);

describe('oai-dc', () => {
  it('says what the record knows', async () => {
    const xml = await write(
      { ...METADATA, identifiers: ['ISBN 978 3 16 148410 0', 'hdl:20.500/1', 'urn:nbn:de:1', 'https://example.org/e'] },
      { contributors: [{ name: 'Helper, Bo', role: 'DataCurator' }] },
    );
    expect(judge(xml)).toEqual([]);
    expect(xml).toContain(
      'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"',
    );
    const found = (...names: string[]) => Object.fromEntries(names.map((name) => [name, valuesOf(xml, name)]));
    expect(found('title', 'creator', 'contributor', 'subject', 'publisher', 'date', 'type', 'format')).toEqual({
      title: ['Telegrams from Strelsau &amp; &lt;Zenda&gt;, 1957'],
      creator: ['Editor, Anna', 'Ruritanian Record Office'],
      contributor: ['Helper, Bo'],
      subject: ['Arts and Humanities', 'diplomacy', 'telegrams'],
      publisher: ['University of Strelsau'],
      date: ['2026-03-31'],
      type: ['Dataset'],
      format: ['application/tei+xml'],
    });
    expect(found('identifier', 'source', 'relation', 'language', 'coverage', 'rights')).toEqual({
      identifier: [
        ...['https://doi.org/10.5281/zenodo.1234567', 'urn:isbn:978-3-16-148410-0', 'https://hdl.handle.net/20.500/1'],
        ...['urn:nbn:de:1', 'https://example.org/e'],
      ],
      source: ['https://example.org/edition'],
      relation: ['https://doi.org/10.1234/abc'],
      language: ['eng', 'fra'],
      coverage: ['Strelsau', '1957-03'],
      rights: [
        ...['info:eu-repo/semantics/openAccess', 'https://creativecommons.org/licenses/by/4.0/'],
        'Creative Commons Attribution 4.0 International',
      ],
    });
    expect(xml).toContain('<dc:description xml:lang="en">Funded by Science Fund (ABC-123, Cables).</dc:description>');
    expect(xml).toContain('<dc:description>Cables of the embassy');
  });

  it('claims no more than is known', async () => {
    const xml = await write(LITTLE_METADATA);
    expect(judge(xml)).toEqual([]);
    for (const name of ['contributor', 'publisher', 'identifier', 'source', 'relation']) {
      expect(valuesOf(xml, name), name).toEqual([]);
    }
    expect(valuesOf(xml, 'rights')).toEqual(['info:eu-repo/semantics/openAccess', 'Ask the archive']);
    expect(xml).not.toContain('xml:lang');
  });

  it('says who may see it, and from when', async () => {
    const embargo = await write({ ...METADATA, embargoUntil: '2027-01-01' });
    expect(judge(embargo)).toEqual([]);
    expect(valuesOf(embargo, 'rights')[0]).toBe('info:eu-repo/semantics/embargoedAccess');
    expect(valuesOf(embargo, 'date')).toEqual(['2026-03-31', 'info:eu-repo/date/embargoEnd/2027-01-01']);
    for (const access of ['restricted', 'closed']) {
      const xml = await write({ ...METADATA, access });
      expect(judge(xml)).toEqual([]);
      expect(valuesOf(xml, 'rights')[0]).toBe(`info:eu-repo/semantics/${access}Access`);
    }
  });

  it.each([
    ['Text', 'Text'],
    ['Book', 'Text'],
    ['Collection', 'Collection'],
    ['Audiovisual', 'MovingImage'],
    ['ComputationalNotebook', 'Software'],
    ['Workflow', 'Workflow'],
  ])('has the type %s as %s', async (resourceType, expected) => {
    const xml = await write({ ...METADATA, resourceType });
    expect(judge(xml)).toEqual([]);
    expect(valuesOf(xml, 'type')).toEqual([expected]);
  });

  it('has all licences, each once, and languages that have no code by their tags', async () => {
    const licences = [
      { id: 'CC-BY-4.0', name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      { name: 'https://example.org/terms', url: 'https://example.org/terms' },
    ];
    const xml = await write(METADATA, {
      licences,
      languages: ['de-AT', 'und-Latn', 'gsw'],
      newVersionOf: '10.1234/before',
    });
    expect(judge(xml)).toEqual([]);
    expect(valuesOf(xml, 'rights').slice(1)).toEqual([licences[0]!.url, 'CC BY 4.0', 'https://example.org/terms']);
    expect(valuesOf(xml, 'language')).toEqual(['deu', 'und-Latn', 'gsw']);
    expect(valuesOf(xml, 'relation')).toContain('https://doi.org/10.1234/before');
  });

  it('is well-formed whatever the metadata hold', async () => {
    const nasty = 'a\u0001b\ufffe]]>"\'&amp;\ud800\r\n';
    const xml = await write({ ...METADATA, title: `x${nasty}x`, keywords: ['<!--', '\t&'] }, { description: nasty });
    expect(judge(xml)).toEqual([]);
  });

  it('is one record for a collection of any size, the same twice, through the command', async () => {
    const { at, deposit } = depositor();
    expect(await deposit('oai-dc', 'a.xml')).toMatchObject({ code: 0, err: '' });
    expect(await deposit('oai-dc', 'b.xml')).toMatchObject({ code: 0 });
    const bytes = readFileSync(at('a.xml'));
    expect(bytes.equals(readFileSync(at('b.xml')))).toBe(true);
    expect(judge(bytes.toString())).toEqual([]);
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`d${i}.xml`, tei('x', '')]));
    const xml = (await packed(oaiDc, sample(oaiDc, METADATA, many)))['oai_dc.xml']!;
    expect(valuesOf(xml, 'title')).toHaveLength(1);
  });

  it('holds its schema to what the protocol forbids', async () => {
    const xml = await write();
    for (const [from, to] of [
      ['>Dataset<', '>Telegrams<'],
      ['https://doi.org/10.5281', '10.5281'],
      ['<dc:date>2026-03-31', '<dc:date>31 March 2026'],
      ['semantics/openAccess', 'semantics/free'],
      ['<dc:title>', '<dc:title lang="en">'],
      ['dc:publisher', 'dc:editor'],
    ] as const) {
      expect(judge(xml.replaceAll(from, to)), from).not.toEqual([]);
    }
  });
});
