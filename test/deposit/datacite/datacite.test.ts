/** DataCite XML, held against a schema written from its documentation. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { datacite } from '../../../src/deposit/datacite.js';
import { load } from '../../../src/libxml2/index.js';
import { depositor, LITTLE_METADATA, METADATA, packed, sample } from '../sample.js';

const { schema } = await load(new URL('datacite.xsd', import.meta.url), { language: 'xsd' });
const judge = (xml: string) =>
  (schema?.validate(xml).diagnostics ?? [{ message: 'no schema' }]).map(({ message }) => message);

const write = async (metadata: object = METADATA) => {
  const input = sample(datacite, metadata);
  return { xml: (await packed(datacite, input))['datacite.xml']!, remarks: input.remarks };
};

describe('datacite', () => {
  it('says everything that the record knows', async () => {
    const { xml, remarks } = await write();
    expect(judge(xml)).toEqual([]);
    expect(remarks).toEqual([]);
    for (const part of [
      '<identifier identifierType="DOI">10.5281/zenodo.1234567</identifier>',
      '<creatorName nameType="Personal">Editor, Anna</creatorName>',
      '<givenName>Anna</givenName>',
      '<familyName>Editor</familyName>',
      '>https://orcid.org/0000-0002-1825-0097</nameIdentifier>',
      '<affiliation>University of Strelsau</affiliation>',
      '<creatorName nameType="Organizational">Ruritanian Record Office</creatorName>',
      '<title>Telegrams from Strelsau &amp; &lt;Zenda&gt;, 1957</title>',
      '<publicationYear>2026</publicationYear>',
      '<date dateType="Issued">2026-03-31</date>',
      '>1957-03</date>',
      '<language>en</language>',
      '<relatedIdentifier relatedIdentifierType="URL" relationType="IsDerivedFrom">https://example.org/edition<',
      '<relatedIdentifier relatedIdentifierType="DOI" relationType="IsSupplementTo">10.1234/abc<',
      '<size>3 documents</size>',
      '<rights rightsURI="https://creativecommons.org/licenses/by/4.0/" rightsIdentifier="CC-BY-4.0"',
      '<geoLocationPlace>Strelsau</geoLocationPlace>',
      '<funderIdentifier funderIdentifierType="Crossref Funder ID">https://doi.org/10.13039/501100001711<',
      '<awardNumber>ABC-123</awardNumber>',
      '<funderName>A Foundation</funderName>',
    ]) {
      expect(xml).toContain(part);
    }
  });

  it('is valid with the least that it needs, and asks for names that it cannot read', async () => {
    const { xml, remarks } = await write({ ...LITTLE_METADATA, doi: METADATA.doi, publisher: METADATA.publisher });
    expect(judge(xml)).toEqual([]);
    expect(xml).toContain('<creatorName>Anna Editor</creatorName>');
    expect(xml).toContain('<rights>Ask the archive</rights>');
    expect(remarks.map(({ code }) => code)).toEqual(['creator-name-unclear']);
    expect(remarks[0]!.message).toContain('"Anna Editor"');
  });

  it('is well-formed whatever the metadata hold', async () => {
    const title = 'a\u0001b\ufffe]]>"\'&amp;\ud800\r\n';
    const { xml } = await write({ ...METADATA, title: `x${title}x`, keywords: ['<!--', '\t&'] });
    expect(judge(xml)).toEqual([]);
  });

  it('is refused without what DataCite asks for', () => {
    expect(judge('<resource xmlns="http://datacite.org/schema/kernel-4"/>')).not.toEqual([]);
  });

  it('is the same twice, through the command', async () => {
    const { at, deposit } = depositor();
    expect(await deposit('datacite', 'a.xml')).toMatchObject({ code: 0, err: '' });
    expect(await deposit('datacite', 'b.xml')).toMatchObject({ code: 0 });
    const bytes = readFileSync(at('a.xml'));
    expect(bytes.equals(readFileSync(at('b.xml')))).toBe(true);
    expect(judge(bytes.toString())).toEqual([]);
  });

  it('asks for the DOI and the publisher by name', async () => {
    const { code, err } = await depositor(LITTLE_METADATA).deposit('datacite', 'a.xml');
    expect(code).toBe(2);
    expect(err).toContain('doi:');
    expect(err).toContain('publisher:');
  });
});
