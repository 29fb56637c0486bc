/** Packages for TextGrid's import, held against a schema written from its documentation, and read as the import reads them. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { DepositRecord } from '../../../src/deposit/record.js';
import { type DepositDocument, type PackageFile, textEntry } from '../../../src/deposit/target.js';
import { textgrid } from '../../../src/deposit/textgrid/index.js';
import { listing, spawned } from '../../cli/call.js';
import { schemaFrom } from '../../relaxng/schemas.js';
import { DOCUMENTS, depositor, FULL, LITTLE_METADATA, METADATA, packed, sample, tei } from '../sample.js';

const schema = schemaFrom(fileURLToPath(new URL('textgrid.rnc', import.meta.url)), { cache: false });
const judge = (xml: string) => schema.validate(xml).diagnostics.map(({ message }) => message);

const RIGHTS = { contributors: [{ name: 'University of Strelsau', role: 'RightsHolder', organization: true }] };
const COLLECTION = 'telegrams-from-strelsau-zenda-1957.collection';

interface Change {
  readonly metadata?: object;
  readonly documents?: Readonly<Record<string, string>>;
  readonly record?: Partial<DepositRecord>;
  readonly files?: readonly PackageFile[];
}

const write = async ({ metadata = METADATA, documents = DOCUMENTS, record = RIGHTS, files = [] }: Change = {}) => {
  const made = sample(textgrid, metadata, documents);
  const input = { ...made, record: { ...made.record, ...record }, files: [...made.files, ...files] };
  const written = await packed(textgrid, input);
  return { files: written, remarks: made.remarks };
};
const codes = (remarks: readonly { readonly code: string }[]) => remarks.map(({ code }) => code);
const companion = (path: string, text = 'x'): PackageFile => ({ ...textEntry(path, text), role: 'companion' });

/** Every object that the import finds, as tgadmin goes through: from the collection to editions, their works and members. */
function imported(files: Readonly<Record<string, string>>, path: string): readonly string[] {
  const meta = files[`${path}.meta`];
  if (files[path] === undefined || meta === undefined) throw new Error(`not there: ${path}`);
  const beside = (name: string) => posix.join(posix.dirname(path), name);
  const work = [...meta.matchAll(/<isEditionOf>(.*?)<\/isEditionOf>/g)].map(([, name]) => name!);
  const isAggregation = meta.includes('tg.aggregation+xml</format>');
  const members = isAggregation ? [...files[path].matchAll(/rdf:resource="(.*?)"/g)].map(([, name]) => name!) : [];
  return [path, ...[...work, ...members].flatMap((name) => imported(files, beside(name)))];
}

/** The metadata, and the lists of what is in what. */
function described(files: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(files).filter(([path]) => /\.(?:meta|edition|collection)$/.test(path));
}

const headed = (profile: string) => write({ documents: { 'a.xml': tei('x', profile) } });
const workOf = (files: Readonly<Record<string, string>>) => files['tei/a.xml.work.meta']!;

describe('textgrid', () => {
  it('has every object with its metadata, and all of them can be reached from the collection', async () => {
    const { files, remarks } = await write();
    for (const [path, xml] of described(files)) expect(judge(xml), path).toEqual([]);
    const reached = imported(files, COLLECTION);
    expect(new Set(reached).size).toBe(reached.length);
    const all = reached.flatMap((path) => [path, `${path}.meta`]);
    expect([...all].sort()).toEqual(Object.keys(files).sort());
    expect(reached).toEqual(expect.arrayContaining(['tei/1957/d1.xml', 'schema/tei.rng', 'validation-report.json']));
    expect(remarks.map(({ code, file }) => [code, file])).toEqual([
      ['textgrid-incomplete', 'd3.xml'],
      ['textgrid-name-odd', undefined],
    ]);
  });

  it('describes the collection from the configuration', async () => {
    const related = [...METADATA.related, { identifier: '10.1234/about', relation: 'IsDescribedBy' }];
    const { files } = await write({ metadata: { ...METADATA, related, identifiers: ['urn:nbn:de:1'] } });
    const xml = files[`${COLLECTION}.meta`]!;
    expect(judge(xml)).toEqual([]);
    for (const part of [
      '<title>Telegrams from Strelsau &amp; &lt;Zenda&gt;, 1957</title>',
      '<identifier type="DOI">10.5281/zenodo.1234567</identifier>',
      '<identifier type="URN">urn:nbn:de:1</identifier>',
      '<notes>Licence: Creative Commons Attribution 4.0 International (https://creativecommons.org/licenses/by/4.0/)</notes>',
      '<collector id="https://orcid.org/0000-0002-1825-0097">Editor, Anna</collector>',
      '<collector isCorporateBody="true">Ruritanian Record Office</collector>',
      '<collectionDescription>https://doi.org/10.1234/about</collectionDescription>',
      '<value>Strelsau</value>',
      '<value>1957-03</value>',
      '<value>Arts and Humanities</value>',
    ]) {
      expect(xml).toContain(part);
    }
  });

  it('describes a document from its header: item, edition and work', async () => {
    const { files } = await write();
    expect(files['tei/1957/d1.xml']).toBe(FULL);
    expect(files['tei/1957/d1.xml.meta']).toContain('<format>text/xml</format>');
    expect(files['tei/1957/d1.xml.meta']).toContain(
      '<identifier type="URL">https://example.org/edition/d1</identifier>',
    );
    expect(files['tei/1957/d1.xml.meta']).toContain(
      '<rightsHolder isCorporateBody="true">University of Strelsau</rightsHolder>',
    );
    expect(files['tei/1957/d1.xml.edition']).toContain('<ore:aggregates rdf:resource="d1.xml"/>');
    expect(files['tei/1957/d1.xml.edition.meta']).toContain('<isEditionOf>d1.xml.work</isEditionOf>');
    expect(files['tei/1957/d1.xml.edition.meta']).toContain(
      '<license licenseUri="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution 4.0 International</license>',
    );
    expect(files['tei/1957/d1.xml.work.meta']).toContain(`  <work>
    <agent role="correspondent" id="https://viaf.org/viaf/1">Sapt</agent>
    <agent role="correspondent">Embassy in Ruritania</agent>
    <agent role="recipient">Department of State</agent>
    <dateOfCreation date="1957-03-04">March 4, 1957, 7 p.m.</dateOfCreation>
    <spatial>
      <id type="GeoNames">https://www.geonames.org/2</id>
      <value>Strelsau</value>
    </spatial>
    <genre>non-fiction</genre>
    <type>telegram</type>
  </work>`);
  });

  it("has the document's own editors, licence, languages and identifiers before those of the whole", async () => {
    const xml = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>x</title>
<author><persName ref="gnd:118540238">Sapt</persName></author><editor>Tarlenheim, Fritz</editor>
<respStmt><resp>translated by</resp><persName>Flavia</persName></respStmt></titleStmt>
<publicationStmt><publisher>p</publisher><idno type="PID">7</idno><idno>urn:nbn:de:2</idno><idno>no. 3</idno>
<availability><licence target="https://creativecommons.org/publicdomain/zero/1.0/"/></availability></publicationStmt>
<sourceDesc><bibl>The Papers of Sapt</bibl></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="de"/><language ident="und"/></langUsage></profileDesc></teiHeader></TEI>`;
    const { files } = await write({ documents: { 'a.xml': xml } });
    const edition = files['tei/a.xml.edition.meta']!;
    expect(judge(edition)).toEqual([]);
    expect(edition).toContain(
      '<agent role="editor">Tarlenheim, Fritz</agent>\n    <agent role="translator">Flavia</agent>',
    );
    expect(edition).toContain(
      '<language>deu</language>\n    <license licenseUri="https://creativecommons.org/publicdomain/',
    );
    for (const part of ['type="PID">7<', 'type="URN">urn:nbn:de:2<', 'type="other">no. 3<'])
      expect(edition).toContain(part);
    expect(files['tei/a.xml.meta']).toContain('<notes>Source: The Papers of Sapt</notes>');
    expect(workOf(files)).toContain('<agent role="author" id="https://d-nb.info/gnd/118540238">Sapt</agent>');
    expect(workOf(files)).toContain('<genre>other</genre>');
  });

  it.each([
    ['when="1957-03-04T19:00:00Z"', ' date="1957-03-04">1957-03-04<'],
    ['when="1957" cert="low"', ' date="1957">1957 (inferred)<'],
    ['from="1957-01-01" to="1957-02"', ' notBefore="1957-01-01" notAfter="1957-02">1957-01-01/1957-02<'],
    ['notBefore="1957-01"', ' notBefore="1957-01">1957-01<'],
    ['notAfter="1957-06" cert="high"', ' notAfter="1957-06">1957-06 (inferred)<'],
  ])('has the date %s as %s', async (attributes, expected) => {
    const { files, remarks } = await headed(`<creation><date ${attributes}/></creation>`);
    expect(judge(workOf(files))).toEqual([]);
    expect(workOf(files)).toContain(`<dateOfCreation${expected}/dateOfCreation>`);
    expect(remarks[0]!.message).not.toContain('no date');
  });

  it.each([
    ['', 'unknown'],
    ['<creation><date>in spring</date></creation>', 'in spring'],
    ['<creation><date when="--03-04"/></creation>', 'unknown'],
  ])('says that there is no date in %j', async (profile, words) => {
    const { files, remarks } = await headed(profile);
    expect(judge(workOf(files))).toEqual([]);
    expect(workOf(files)).toContain(`<dateOfCreation>${words}</dateOfCreation>`);
    expect(remarks[0]).toMatchObject({ code: 'textgrid-incomplete', file: 'a.xml' });
    expect(remarks[0]!.message).toMatch(/no date.*no author and no sender/);
  });

  it('names a document without a title by its file, and says so', async () => {
    const { files, remarks } = await write({ documents: { 'sub/d 1.xml': tei('', '') } });
    expect(files['tei/sub/d 1.xml.meta']).toContain('<title>d 1</title>');
    expect(remarks[0]!.message).toContain('no title');
  });

  it('warns once of a missing holder of rights, and where access is not open', async () => {
    const { files, remarks } = await write({ record: {} });
    expect(codes(remarks).filter((code) => code === 'textgrid-rights-holder-missing')).toHaveLength(1);
    expect(files['tei/1957/d1.xml.meta']).toContain('<item/>');
    for (const [path, xml] of described(files)) expect(judge(xml), path).toEqual([]);
    const closed = await write({ metadata: { ...METADATA, access: 'closed' } });
    expect(codes(closed.remarks)).toContain('files-public');
  });

  it('has files that go along with their formats', async () => {
    const names = {
      'a.xsd': 'text/xsd+xml',
      'b.JPG': 'image/jpeg',
      'c.xsl': 'text/xml+xslt',
      d: 'application/octet-stream',
    };
    const files = Object.keys(names).map((name) => companion(`tei/${name}`));
    const written = (await write({ files })).files;
    for (const [name, format] of Object.entries(names)) {
      expect(written[`tei/${name}.meta`]).toContain(`<title>${name}</title>\n      <format>${format}</format>`);
      expect(written[COLLECTION]).toContain(`rdf:resource="tei/${name}"`);
    }
  });

  it('leaves out what has the name of its own metadata, and says so', async () => {
    const taken = ['tei/d3.xml.meta', 'tei/d3.xml.edition', 'tei/d3.xml.work.meta', 'tei/p.png.meta'];
    const free = ['tei/p.png', 'tei/notes.meta', 'tei/my.work'];
    const { files, remarks } = await write({ files: [...taken, ...free].map((path) => companion(path)) });
    const told = remarks.filter(({ code }) => code === 'textgrid-name-taken').map(({ file }) => file!);
    expect(told.sort()).toEqual([...taken].sort());
    for (const path of taken.filter((name) => !name.endsWith('.edition')))
      expect(judge(files[path]!), path).toEqual([]);
    for (const path of free) expect(files[path]).toBe('x');
  });

  it('counts names that cannot stand in an address, and shows some', async () => {
    const documents = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`d ${i}.xml`, FULL]));
    const { files, remarks } = await write({ documents });
    expect(imported(files, COLLECTION)).toContain('tei/d 8.xml');
    expect(remarks.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^"tei\/d 0\.xml", "tei\/d 1\.xml", "tei\/d 2\.xml" and 6 more: these names have/),
    ]);
  });

  it('is well-formed whatever metadata and headers hold', async () => {
    const nasty = 'a\u0001b\ufffe]]>"\'&amp;\ud800\r\nz';
    const { files } = await write({
      metadata: { ...METADATA, title: nasty, creators: [nasty], keywords: ['<!--'], name: 'x' },
      documents: { "a&'b.xml": tei('&lt;&amp;"', '<abstract><p>&lt;]]&gt;</p></abstract>') },
    });
    for (const [path, xml] of described(files)) expect(judge(xml), path).toEqual([]);
    expect(files['x.collection']).toContain('rdf:resource="tei/a&amp;\'b.xml.edition"');
  });

  it('is right with the least that it needs', async () => {
    const { files } = await write({ metadata: LITTLE_METADATA, record: {} });
    for (const [path, xml] of described(files)) expect(judge(xml), path).toEqual([]);
    expect(files['tei/d3.xml.edition.meta']).toContain('<license>Ask the archive</license>');
  });

  it('comes out of the command, the same twice', async () => {
    const { at, deposit } = depositor();
    expect(await deposit('textgrid', 'a')).toMatchObject({ code: 0 });
    expect(await deposit('textgrid', 'b')).toMatchObject({ code: 0 });
    const files = listing(at('a'));
    expect(files).toContain('tei/1957/d1.xml.work.meta');
    expect(listing(at('b'))).toEqual(files);
    for (const file of files) {
      const bytes = readFileSync(at(`a/${file}`));
      expect(bytes.equals(readFileSync(at(`b/${file}`))), file).toBe(true);
      if (/\.(?:meta|edition|collection)$/.test(file)) expect(judge(bytes.toString()), file).toEqual([]);
    }
  });

  it('is written beside the copies of many documents, without a warning of Node about too much at a time', async () => {
    const [text] = Object.values(DOCUMENTS);
    const { at } = depositor(METADATA, Object.fromEntries(Array.from({ length: 520 }, (_, i) => [`d${i}.xml`, text!])));
    const flags = ['--out', at('out'), '--config', at('config.json'), '--schema', at('any.rng')];
    const { code, err } = await spawned(['deposit', at('tei'), '--to', 'textgrid', ...flags]);
    expect(code).toBe(0);
    expect(err).not.toContain('node:');
    expect(listing(at('out')).filter((path) => path.endsWith('.xml'))).toHaveLength(520);
  });

  it('gathers no documents: each is let go before the next is taken', async () => {
    const input = sample(textgrid);
    const first = await input.documents()[Symbol.asyncIterator]().next();
    const document: DepositDocument = first.value;
    let open = 0;
    async function* documents(): AsyncGenerator<DepositDocument> {
      for (let i = 0; i < 20_000; i++) {
        open++;
        yield { ...document, path: `${i}.xml`, place: `tei/${i}.xml` };
        open--;
      }
    }
    let entries = 0;
    for await (const { path } of textgrid.entries({ ...input, documents })) {
      entries++;
      if (path.endsWith('.xml')) expect(open).toBe(1);
    }
    expect(entries).toBe(20_000 * 6 + 6);
  });

  it('holds its schema to what TextGrid forbids', async () => {
    const { files } = await write();
    const changed = (path: string, from: string | RegExp, to: string) => judge(files[path]!.replace(from, to));
    expect(changed('tei/1957/d1.xml.work.meta', /<genre>.*<\/genre>/, '')).not.toEqual([]);
    expect(changed('tei/1957/d1.xml.work.meta', /<dateOfCreation.*<\/dateOfCreation>/, '')).not.toEqual([]);
    expect(changed('tei/1957/d1.xml.work.meta', 'date="1957-03-04"', 'date="March 4"')).not.toEqual([]);
    expect(changed('tei/1957/d1.xml.edition.meta', 'tg.edition+', '')).not.toEqual([]);
    expect(changed('tei/1957/d1.xml.meta', /<title>.*<\/title>/, '')).not.toEqual([]);
    expect(changed(`${COLLECTION}.meta`, /<collector[\s\S]*<\/collector>/, '')).not.toEqual([]);
  });
});
