/** `--to ro-crate`: the metadata against the specification's MUSTs, every term against the published context. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { XmlName } from '../../../src/xml/events.js';
import { parseXml } from '../../../src/xml/parser.js';
import { call } from '../../cli/call.js';
import { contents, METADATA, sample, tei } from '../samples.js';

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const conforms = new Ajv({ allErrors: true }).compile(read('ro-crate.schema.json'));
const TERMS: { readonly types: readonly string[]; readonly properties: readonly string[] } =
  read('ro-crate-terms.json');

type Entity = Readonly<Record<string, unknown>> & {
  readonly '@id': string;
  readonly '@type': string | readonly string[];
};

async function crate(documents?: Readonly<Record<string, string>>, metadata: object = METADATA, ...more: string[]) {
  const { dir, config, schema, out } = sample(documents, metadata);
  const target = join(out, 'crate');
  const outcome = await call(
    'deposit',
    dir,
    '--to',
    'ro-crate',
    '--out',
    target,
    '--config',
    config,
    '--schema',
    schema,
    ...more,
  );
  expect(outcome).toMatchObject({ code: 0 });
  const files = contents(target);
  const metadataDocument = JSON.parse(files['ro-crate-metadata.json']!.toString());
  const graph: readonly Entity[] = metadataDocument['@graph'];
  const entity = (id: string) => graph.find((candidate) => candidate['@id'] === id);
  return { files, metadataDocument, graph, entity, preview: files['ro-crate-preview.html']!.toString() };
}

const MANY_SORTS = {
  'd1.xml': tei('1. Telegram &amp; reply'),
  'sub folder/ 100% é #1.xml': tei('2. Telegram <hi>“quoted”</hi>'),
  'no-parties.xml': tei('3. Note').replace(/<correspDesc>[\s\S]*<\/correspDesc>/, ''),
  'interval.xml': tei('4. Undated').replaceAll(
    'when="1957-03-04"',
    'notBefore="1957-03-04" notAfter="1957-03-09" cert="low"',
  ),
  'bare.xml': '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text/></TEI>',
};

describe('ro-crate-metadata.json', () => {
  it('is what the specification says it must be', async () => {
    for (const metadata of [
      METADATA,
      { ...METADATA, licence: 'Ask the archive', doi: undefined, funders: undefined },
    ]) {
      const { metadataDocument } = await crate(MANY_SORTS, metadata);
      expect(conforms(metadataDocument), JSON.stringify(conforms.errors, null, 1)).toBe(true);
    }
  });

  it('uses only terms of the published context', async () => {
    const { graph } = await crate(MANY_SORTS);
    const types = new Set(graph.flatMap((entity) => entity['@type']));
    const properties = new Set(graph.flatMap((entity) => Object.keys(entity).filter((key) => !key.startsWith('@'))));
    expect([...types].filter((type) => !TERMS.types.includes(type))).toEqual([]);
    expect([...properties].filter((property) => !TERMS.properties.includes(property))).toEqual([]);
  });

  it('describes each entity once, and every one that is referred to', async () => {
    const { graph } = await crate(MANY_SORTS);
    const ids = graph.map((entity) => entity['@id']);
    expect(new Set(ids).size).toBe(ids.length);
    const referred = new Set(
      JSON.stringify(graph)
        .match(/:?[[{,]?\{"@id":"(?:[^"\\]|\\.)*"\}/g)!
        .map((text) => JSON.parse(text.slice(text.indexOf('{'), text.length))['@id'] as string),
    );
    expect([...referred].filter((id) => !ids.includes(id))).toEqual(['https://w3id.org/ro/crate/1.2']);
    // The root, what describes the crate, and the preview stand by themselves.
    expect(ids.filter((id) => !referred.has(id))).toEqual(['ro-crate-metadata.json', 'ro-crate-preview.html']);
  });

  it('has every file of the crate among its parts, and no other', async () => {
    const { files, entity } = await crate(MANY_SORTS);
    const parts = (entity('./')!['hasPart'] as readonly { readonly '@id': string }[]).map((part) => part['@id']);
    const paths = Object.keys(files).filter((path) => !path.startsWith('ro-crate-'));
    expect(
      parts
        .map(decodeURI)
        .map((path) => path.replaceAll('%23', '#'))
        .sort(),
    ).toEqual(paths.sort());
    for (const part of parts) expect(entity(part)).toMatchObject({ encodingFormat: expect.anything() });
  });

  it('says of a document what its header says', async () => {
    const { entity } = await crate(MANY_SORTS);
    expect(entity('tei/d1.xml')).toEqual({
      '@id': 'tei/d1.xml',
      '@type': ['File', 'Message'],
      name: '1. Telegram & reply',
      encodingFormat: ['application/tei+xml', { '@id': 'https://www.nationalarchives.gov.uk/PRONOM/fmt/101' }],
      conformsTo: [{ '@id': 'https://tei-c.org/guidelines/p5/' }, { '@id': 'schema/any.rng' }],
      contentSize: String(Buffer.byteLength(MANY_SORTS['d1.xml'])),
      dateCreated: '1957-03-04',
      sender: { '@id': '#party/Sapt' },
      recipient: { '@id': '#institution/Department%20of%20State' },
      locationCreated: { '@id': '#place/Strelsau' },
      inLanguage: 'en',
    });
    expect(entity('#party/Sapt')).toMatchObject({ '@type': 'Person', name: 'Sapt' });
    expect(entity('#institution/Department%20of%20State')).toMatchObject({ '@type': 'Organization' });
    expect(entity('tei/interval.xml')).toMatchObject({
      dateCreated: '1957-03-04/1957-03-09',
      description: 'The date is inferred, not stated in the text.',
    });
    expect(entity('tei/no-parties.xml')).toMatchObject({ '@type': 'File' });
    expect(entity('tei/sub%20folder/%20100%25%20é%20%231.xml')).toMatchObject({ name: '2. Telegram “quoted”' });
  });

  it('says of the collection what the configuration and all headers say', async () => {
    const { entity } = await crate();
    expect(entity('./')).toMatchObject({
      name: METADATA.title,
      description: METADATA.description,
      datePublished: '2026-03-31',
      license: { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
      temporalCoverage: '1957-03-04/1957-03-04',
      inLanguage: 'en',
      'cite-as': 'https://doi.org/10.5072/strelsau.1',
    });
    expect(entity('https://orcid.org/0000-0002-1825-0097')).toMatchObject({
      '@type': 'Person',
      affiliation: { '@id': '#organization/University%20of%20Strelsau' },
      contactPoint: { '@id': 'mailto:anna@example.org' },
    });
  });

  it('says of which documents are not valid, and does not say that they conform', async () => {
    const documents = { 'good.xml': tei('1'), 'bad.xml': tei('2', '<wrong/>') };
    const { entity, preview, files } = await crate(documents, METADATA, '--allow-invalid');
    expect(entity('./')!['description']).toContain('1 of 2 documents are not valid');
    expect(entity('tei/bad.xml')).toMatchObject({
      conformsTo: { '@id': 'https://tei-c.org/guidelines/p5/' },
      description: expect.stringContaining('Not valid'),
    });
    expect(preview).toContain('<strong>1 of 2 documents are not valid against their schema.</strong>');
    const report = JSON.parse(files['validation-report.json']!.toString());
    expect(report.summary).toEqual({ documents: 2, valid: 1, invalid: 1, unchecked: 0 });
    expect(report.files[0]).toMatchObject({ file: 'tei/bad.xml', valid: false, schemas: ['schema/any.rng'] });
    expect(report.files[0].diagnostics[0]).toMatchObject({ file: 'tei/bad.xml', severity: 'error' });
  });
});

describe('ro-crate-preview.html', () => {
  it('is well-formed, without scripts and without anything from elsewhere', async () => {
    const { preview } = await crate(MANY_SORTS);
    const faults: string[] = [];
    parseXml(preview, { diagnostic: ({ message }) => void faults.push(message) });
    expect(faults).toEqual([]);
    expect(preview).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|url\(|@import|javascript:/i);
  });

  it('has what screen readers need: a language, one h1, headings in steps, a captioned table with scopes', async () => {
    const { preview } = await crate(MANY_SORTS);
    const elements: { name: string; attributes: Record<string, string> }[] = [];
    parseXml(preview, {
      startElement(name: XmlName, attributes) {
        const pairs = attributes.map((attribute) => [attribute.name.local, attribute.value]);
        elements.push({ name: name.local, attributes: Object.fromEntries(pairs) });
      },
    });
    const named = (name: string) => elements.filter((element) => element.name === name);
    expect(named('html')[0]!.attributes['lang']).toBe('en');
    expect(named('title')).toHaveLength(1);
    expect(elements.filter(({ name }) => /^h\d$/.test(name)).map(({ name }) => name)).toEqual(['h1', 'h2', 'h2', 'h2']);
    expect(named('main')).toHaveLength(1);
    expect(named('caption')).toHaveLength(1);
    expect(named('th').every(({ attributes }) => attributes['scope'] === 'col' || attributes['scope'] === 'row')).toBe(
      true,
    );
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    for (const { attributes } of elements) {
      const label =
        attributes['aria-labelledby'] ??
        (attributes['href']?.startsWith('#') ? attributes['href'].slice(1) : undefined);
      if (label !== undefined) expect(ids).toContain(label);
    }
  });

  it('links to each file of the crate, and says what the headers say', async () => {
    const { preview, files } = await crate(MANY_SORTS);
    const links = [...preview.matchAll(/<a href="([^"#:]+)"/g)].map(([, href]) => decodeURIComponent(href!));
    for (const path of Object.keys(files)) if (path !== 'ro-crate-preview.html') expect(links).toContain(path);
    expect(links.filter((path) => files[path] === undefined)).toEqual([]);
    expect(preview).toContain(
      '>1. Telegram &amp; reply</a></th><td>1957-03-04</td><td>Sapt</td><td>Department of State</td>',
    );
    expect(preview).toContain('<td>1957-03-04/1957-03-09 (inferred)</td>');
  });
});
