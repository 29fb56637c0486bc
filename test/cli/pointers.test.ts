import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { call, folder, spawned } from './call.js';

const RNC = `start = element r { p* } p = element p { attribute xml:id { xsd:ID }?, attribute target { list { xsd:anyURI+ } }? }`;

function project(files: Readonly<Record<string, string>>) {
  const dir = folder({ 's.rnc': RNC, ...files });
  const validate = (...args: string[]) =>
    call('validate', join(dir, 'in'), '-s', join(dir, 's.rnc'), '--pointers', '--no-cache', ...args);
  return { dir, validate };
}

describe('validate: ids that no grammar looks at', () => {
  it('are unique under Schematron alone, with and without pointers', async () => {
    const rules =
      '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern><rule context="r"><assert test="p">p</assert></rule></pattern></schema>';
    const dir = folder({ 's.sch': rules, 'd.xml': '<r><p xml:id="a"/>\n<p xml:id="a"/></r>' });
    for (const flags of [[], ['--pointers']]) {
      const { code, out } = await call(
        'validate',
        join(dir, 'd.xml'),
        '-s',
        join(dir, 's.sch'),
        '--no-cache',
        ...flags,
      );
      expect(code).toBe(0);
      expect(out.match(/warning id-duplicate/g)).toHaveLength(1);
    }
  });
});

describe('validate: pointers', () => {
  const files = {
    'in/a.xml': '<r><p xml:id="a" target="#b"/>\n<q/></r>',
    'in/b.xml': '<r><p xml:id="b" target="a.xml#a a.xml#z"/></r>',
  };

  it('are checked beside the grammar, in the order of the document', async () => {
    const { code, out } = await project(files).validate();
    expect(code).toBe(1);
    expect([...out.matchAll(/(\d+:\d+): (\w+) ([\w-]+)/g)].map(([match]) => match)).toEqual([
      '1:18: warning pointer-without-target',
      '2:1: error element-unknown',
    ]);
  });

  it('may be left alone', async () => {
    const { out } = await project(files).validate('--no-pointers');
    expect(out).not.toContain('pointer-');
  });

  it('lead from file to file with --corpus', async () => {
    const { out } = await project(files).validate('--corpus');
    expect(out).toMatch(/a\.xml:1:18: warning pointer-without-target: .*b\.xml has it/);
    expect(out).toMatch(/b\.xml:1:18: error pointer-without-target: @target points to a\.xml#z/);
  });

  it('that have the same fault in many places of an edition are told together', async () => {
    const page = '<r><p target="Gregorian"/><p target="people.xml#a people.xml#b"/></r>';
    const four = Object.fromEntries([1, 2, 3, 4].map((n) => [`in/${n}.xml`, page]));
    const { validate } = project(four);
    const json = async (...args: string[]) => (await validate('--format', 'json', ...args)).out;
    const out = await json('--corpus');
    const { diagnostics } = JSON.parse(out);
    expect(diagnostics.map(({ message }: { message: string }) => message.split(' The first')[0])).toEqual([
      '@target="people.xml#…" leads to no file, 8 times in 4 files.',
      '@target="Gregorian" leads to no file, 4 times in 4 files.',
    ]);
    expect(await json('--corpus', '--jobs', '4')).toBe(out);
    expect(JSON.parse(await json()).diagnostics).toEqual([]);
    const { code } = await validate('--corpus', '--fail-on', 'warning', '--quiet');
    expect(code).toBe(1);
    expect(JSON.parse(await json('--corpus', '--severity', 'error')).diagnostics).toEqual([]);
  });

  it('are checked in documents too long to hold', async () => {
    const long = `<r>${'<p/>'.repeat(4_100_000)}<p target="#x"/></r>`;
    const { out } = await project({ 'in/a.xml': long }).validate();
    expect(out).toContain('1:16400007: warning pointer-without-target');
  });
});

const tei = fileURLToPath(new URL('../../../shared/relaxng/tei_all.rng', import.meta.url));
describe.skipIf(!existsSync(tei))('validate: pointers of TEI (needs ../shared/relaxng)', () => {
  it('are those of teidata.pointer', async () => {
    const dir = folder({
      'a.xml': `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader><text><body>
<p corresp="#no1" resp="#no2" n="#no" rend="#no"><persName ref="#no3" key="#no">x</persName><q who="#no4">x</q></p>
</body></text></TEI>`,
    });
    const { out } = await call('validate', join(dir, 'a.xml'), '-s', tei, '--pointers');
    expect([...out.matchAll(/points to (#\w+)/g)].map(([, pointer]) => pointer)).toEqual([
      '#no1',
      '#no2',
      '#no3',
      '#no4',
    ]);
  });
});

describe('pointers under schemas that do not tell of them', () => {
  it.each([['s.sch'], ['s.xsd']])('are not followed under %s, and it is said', async (schema) => {
    const dir = folder({
      'a.xml': '<r ref="#nowhere"/>',
      's.sch':
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="r"><assert test="@ref">no</assert></rule></pattern></schema>',
      's.xsd':
        '<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="r"><complexType><attribute name="ref" type="anyURI"/></complexType></element></schema>',
      's.rng':
        '<element name="r" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><attribute name="ref"><data type="anyURI"/></attribute></element>',
    });
    const run = async (...args: string[]) => spawned(['validate', 'a.xml', '--no-cache', ...args], { cwd: dir });
    for (const flag of ['--pointers', '--corpus'])
      expect((await run('-s', schema, flag)).err).toContain('info pointers-not-followed');
    expect((await run('-s', schema)).err).not.toContain('pointers-not-followed');
    const both = await run('-s', schema, '-s', 's.rng', '--pointers');
    expect(both.err).not.toContain('pointers-not-followed');
    expect(both.out).toContain('pointer-without-target');
  });
});
