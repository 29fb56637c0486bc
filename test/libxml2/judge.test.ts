/** What libxml2 says of documents and schemas, and what it must not be let do. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validate } from '../../src/index.js';
import { load } from '../../src/libxml2/index.js';
import { folder, spawned } from '../cli/call.js';

const xsd = (content: string) => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${content}</xs:schema>`;
const some = (n: number, write: (i: number) => string) => Array.from({ length: n }, (_, i) => write(i)).join('');

const check = async (name: string, schema: string, xml: string) => {
  const dir = folder({ [name]: schema });
  return validate(xml, { schemas: [join(dir, name)], cache: false, file: 'd.xml' });
};
const codes = ({ diagnostics }: Awaited<ReturnType<typeof check>>) => diagnostics.map(({ code }) => code);

const SHIPS = xsd(`<xs:element name="fleet"><xs:complexType><xs:sequence>
  <xs:element name="ship" maxOccurs="unbounded"><xs:complexType mixed="true"><xs:sequence/>
    <xs:attribute name="n" type="xs:int" use="required"/></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>`);
const SHIPS_DTD = '<!ELEMENT fleet (ship+)><!ELEMENT ship (#PCDATA)><!ATTLIST ship n NMTOKEN #REQUIRED>';

describe.each([
  ['s.xsd', SHIPS],
  ['s.dtd', SHIPS_DTD],
])('entities of a document under %s', (name, schema) => {
  it.each([
    ['in text', '<!ENTITY e "gull">', '<ship n="1">&e;</ship>'],
    ['in attributes', '<!ENTITY e "1">', '<ship n="&e;"/>'],
    ['within entities', '<!ENTITY d "1"><!ENTITY e "<ship n=\'&d;\'/>">', '&e;&e;'],
    ['with markup that is none', '<!ENTITY e "&#38;#60;x> ]]&#38;gt;">', '<ship n="1">&e; &#13;</ship>'],
    ['as defaults of attributes', '<!ATTLIST ship n CDATA "7">', '<ship/>'],
  ])('are expanded %s', async (_, declarations, content) => {
    const verdict = await check(name, schema, `<!DOCTYPE fleet [${declarations}]>\n<fleet>${content}</fleet>`);
    expect(verdict).toEqual({ valid: true, checked: 'fully', diagnostics: [] });
  });

  it('leave findings in their places', async () => {
    const xml = '<!DOCTYPE fleet [\n<!ENTITY e "<ship n=\'1\'/>">\n]>\n<fleet>&e;<ship n="2"/>\n  <boat/>&e;</fleet>';
    const verdict = await check(name, schema, xml);
    expect(verdict.valid).toBe(false);
    expect(verdict.diagnostics.every(({ line }) => line === 4 || line === 5)).toBe(true);
    expect(verdict.diagnostics).toContainEqual(expect.objectContaining({ line: 5, column: 3, path: '/fleet/boat' }));
  });

  it('that stand elsewhere are not read, and the check is not said to be full', async () => {
    for (const [declaration, content] of [
      ['<!ENTITY e SYSTEM "/etc/hostname">', '&e;'],
      ['<!ENTITY % p SYSTEM "p.ent">%p;', ''],
    ]) {
      const verdict = await check(
        name,
        schema,
        `<!DOCTYPE fleet [${declaration}]><fleet><ship n="1">${content}</ship></fleet>`,
      );
      expect(verdict).toMatchObject({ valid: true, checked: 'partly' });
      expect(codes(verdict)).toEqual(['xml-skipped-entity']);
    }
  });

  it('may not come to more than the limit', async () => {
    const bomb = some(9, (i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`);
    const xml = `<!DOCTYPE fleet [<!ENTITY e0 "0123456789">${bomb}]><fleet><ship n="1">&e9;</ship></fleet>`;
    expect(codes(await check(name, schema, xml))).toEqual(['xml-entity-limit']);
  });
});

describe('namespaces of a document with a DOCTYPE', () => {
  it('are what they were, also in values', async () => {
    const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a" elementFormDefault="qualified" xmlns:a="urn:a">
      <xs:element name="r"><xs:complexType><xs:sequence><xs:element name="q" type="xs:QName" maxOccurs="9"/><xs:any namespace="##local" processContents="skip"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;
    const xml =
      '<!DOCTYPE r [<!ENTITY v "p:x">]><r xmlns="urn:a" xmlns:p="urn:p"><q>&v;</q><q xmlns:o="urn:o">o:y</q><z xmlns=""/></r>';
    expect(await check('s.xsd', schema, xml)).toMatchObject({ valid: true, diagnostics: [] });
    expect((await check('s.xsd', schema, xml.replace('o:y', 'u:y'))).valid).toBe(false);
    expect((await check('s.xsd', schema, xml.replace(' xmlns=""', ''))).valid).toBe(false);
  });
});

describe('declarations that stand elsewhere', () => {
  const xml = '<!DOCTYPE fleet SYSTEM "fleet.dtd"><fleet><ship n="1"/></fleet>';

  it('may hold defaults, so that an XML Schema has not checked all', async () => {
    const verdict = await check('s.xsd', SHIPS, xml);
    expect(verdict).toMatchObject({ valid: true, checked: 'partly' });
    expect(codes(verdict)).toEqual(['xml-skipped-entity']);
  });

  it('are what a DTD is checked for', async () => {
    expect(await check('s.dtd', SHIPS_DTD, xml)).toEqual({ valid: true, checked: 'fully', diagnostics: [] });
  });
});

const root = (content: string) => xsd(`<xs:element name="r"><xs:complexType>${content}</xs:complexType></xs:element>`);
const valued = (facets: string) =>
  xsd(
    `<xs:element name="r"><xs:simpleType><xs:restriction base="xs:string">${facets}</xs:restriction></xs:simpleType></xs:element>`,
  );
const pattern = (value: string) => valued(`\n<xs:pattern value="${value}"/>`);
const doubling = (element: string, first: string) =>
  `<xs:${element} name="g0">${first}</xs:${element}>${some(30, (i) => {
    const twice = `<xs:${element} ref="g${i}"/>`.repeat(2);
    return `<xs:${element} name="g${i + 1}">${element === 'group' ? `<xs:sequence>${twice}</xs:sequence>` : twice}</xs:${element}>`;
  })}`;
const SEQUENCE = '<xs:sequence><xs:element name="a"/></xs:sequence>';

describe('what is the fault of the schema is said as such', () => {
  it.each([
    ['counts in counts', pattern('(a{1,1000}){1,1000}'), 'schema-beyond-limits', '(a{1,1000}){1,1000}'],
    ['counts in stars in counts', pattern('((a{0,500}b)*c){2,500}'), 'schema-beyond-limits', 'repetitions'],
    ['patterns without end', pattern('a'.repeat(200_000)), 'schema-beyond-limits', '100,000 characters'],
    ['alternatives without end', pattern('a|'.repeat(20_000)), 'schema-beyond-limits', 'alternatives'],
    ['brackets that stay open', pattern('(a'), 'schema-invalid', '"(a" is no pattern'],
    ['brackets in brackets', pattern(`${'('.repeat(5_000)}a${')'.repeat(5_000)}`), 'schema-invalid', 'is no pattern'],
    ['numbers beyond measure', pattern('a{99999999999999999999}'), 'schema-invalid', 'is no pattern'],
    ['groups that double', xsd(doubling('group', SEQUENCE)), 'schema-beyond-limits', 'group g16'],
    [
      'attributes that double',
      xsd(doubling('attributeGroup', '<xs:attribute name="a"/>')),
      'schema-beyond-limits',
      'g16',
    ],
    [
      'unions that double',
      xsd(
        some(30, (i) => `<xs:simpleType name="u${i + 1}"><xs:union memberTypes="u${i} u${i}"/></xs:simpleType>`) +
          '<xs:simpleType name="u0"><xs:union memberTypes="xs:int xs:date"/></xs:simpleType>',
      ),
      'schema-beyond-limits',
      'type u',
    ],
    [
      'types on types',
      xsd(
        `${some(20_000, (i) => `<xs:simpleType name="t${i}"><xs:restriction base="t${i + 1}"/></xs:simpleType>`)}<xs:simpleType name="t20000"><xs:restriction base="xs:int"/></xs:simpleType>`,
      ),
      'schema-beyond-limits',
      '300 definitions',
    ],
    [
      'groups in circles',
      xsd('<xs:group name="g"><xs:sequence><xs:group ref="g"/></xs:sequence></xs:group>'),
      'schema-invalid',
      'defined by itself',
    ],
    [
      'types in circles',
      xsd('<xs:complexType name="t"><xs:complexContent><xs:extension base="t"/></xs:complexContent></xs:complexType>'),
      'schema-invalid',
      'defined by itself',
    ],
    [
      'depth',
      root(`${'<xs:sequence>'.repeat(300)}<xs:element name="a"/>${'</xs:sequence>'.repeat(300)}`),
      'schema-invalid',
      'levels deep',
    ],
    [
      'wildcards without end',
      root(`<xs:sequence><xs:any namespace="${some(2_000, (i) => `urn:${i} `)}"/></xs:sequence>`),
      'schema-beyond-limits',
      'namespaces',
    ],
    ['XML Schema 1.1', root('<xs:sequence/>\n<xs:assert test="@a"/>'), 'schema-invalid', 'XML Schema 1.1'],
    ['what overrides', xsd('<xs:override schemaLocation="x.xsd"/>'), 'schema-invalid', 'XML Schema 1.1'],
    ['another language', '<r/>', 'schema-invalid', 'xs:schema'],
    ['no XML', '<xs:schema', 'schema-invalid', 'The schema is not correct'],
  ])('%s', async (_, schema, code, words) => {
    const verdict = await check('s.xsd', schema, '<r/>');
    expect(verdict).toMatchObject({ valid: false, checked: 'partly' });
    const [first] = verdict.diagnostics;
    expect(first).toMatchObject({ severity: 'error', code, file: expect.stringContaining('s.xsd') });
    expect(first!.message).toContain(words);
    for (const { message } of verdict.diagnostics) {
      expect(message).not.toMatch(/internal error|memory allocation/i);
      expect(message.length).toBeLessThan(1_000);
    }
  });

  it.each([
    ['counts side by side', pattern('(\\d{1,1000}-){0,100}x{99999}|[(){5}]{3,4}'), 'schema-violation'],
    [
      'a type used many times',
      xsd(
        `<xs:complexType name="t">${SEQUENCE}</xs:complexType><xs:element name="r"><xs:complexType><xs:sequence>${'<xs:element name="b" type="t"/>'.repeat(500)}</xs:sequence></xs:complexType></xs:element>`,
      ),
      'schema-violation',
    ],
    [
      'types that hold themselves',
      xsd(
        '<xs:complexType name="t"><xs:sequence><xs:element name="a" type="t" minOccurs="0"/></xs:sequence></xs:complexType><xs:element name="q" type="t"/>',
      ),
      'schema-violation',
    ],
  ])('but not %s', async (_, schema, code) => {
    expect(codes(await check('s.xsd', schema, '<r/>'))).toEqual([code]);
  });
});

describe('so is what is the fault of a DTD', () => {
  const bomb = `<!ENTITY % p0 "${'x'.repeat(2_000)}">${some(9, (i) => `<!ENTITY % p${i + 1} "${`%p${i};`.repeat(10)}">`)}%p9;`;

  it.each([
    ['another language', 'Strelsau', 'schema-invalid', 'no declaration of a DTD'],
    ['declarations that break off', '<!ELEMENT r (a>', 'schema-invalid', 'The schema is not correct'],
    ['entities that multiply', bomb, 'schema-invalid', 'come to very much more text'],
    ['parts that hold themselves', '<!ENTITY % p SYSTEM "s.dtd">%p;', 'schema-invalid', 'holds itself'],
    ['ambiguity', '<!ELEMENT r ((a,b)|(a,c))><!ELEMENT a EMPTY>', 'schema-invalid', 'in several ways'],
  ])('%s', async (_, schema, code, words) => {
    const { valid, diagnostics } = await check('s.dtd', schema, '<r><a/></r>');
    expect(valid).toBe(false);
    expect(diagnostics[0]).toMatchObject({ code, file: expect.stringContaining('s.dtd') });
    expect(diagnostics[0]!.message).toContain(words);
  });
});

describe('a document', () => {
  it('may nest as deep as libxml2 goes, and no deeper', async () => {
    const schema = root('<xs:sequence><xs:any processContents="skip"/></xs:sequence>');
    const deep = (n: number) => `<r>\n${'<a>'.repeat(n)}${'</a>'.repeat(n)}</r>`;
    expect(await check('s.xsd', schema, deep(2_000))).toMatchObject({ valid: true, diagnostics: [] });
    const { diagnostics, checked } = await check('s.xsd', schema, deep(3_000));
    expect(diagnostics).toMatchObject([{ code: 'xml-too-deep', line: 2, file: 'd.xml' }]);
    expect(checked).toBe('partly');
  });

  it('makes no message of a megabyte', async () => {
    const { diagnostics } = await check('s.xsd', SHIPS, `<fleet><ship n="${'9'.repeat(1_000_000)}"/></fleet>`);
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const { message } of diagnostics) expect(message.length).toBeLessThan(600);
  });

  it('that cannot be compared with the schema gets no verdict, in words', async () => {
    const { diagnostics, checked, valid } = await check(
      's.xsd',
      pattern('(a{1,10}){1,10}'),
      `<r>${'a'.repeat(300)}b</r>`,
    );
    expect({ checked, valid }).toEqual({ checked: 'partly', valid: false });
    expect(diagnostics).toMatchObject([{ code: 'schema-beyond-limits', file: 'd.xml' }]);
    expect(diagnostics[0]!.message).not.toMatch(/internal/i);
  });

  it('gets the same verdict by all of many schemas, however many are kept', async () => {
    const names = Array.from({ length: 25 }, (_, i) => `s${i}.xsd`);
    const dir = folder(Object.fromEntries(names.map((name, i) => [name, xsd(`<xs:element name="r${i}"/>`)])));
    const schemas = await Promise.all(names.map((name) => load(join(dir, name), { language: 'xsd' })));
    for (let round = 0; round < 2; round++) {
      const verdicts = await Promise.all(schemas.map(({ schema }, i) => schema!.judge!(`<r${i}/>`)));
      expect(verdicts.filter(({ valid }) => valid)).toHaveLength(25);
    }
  });
});

// What libxml2 is busy with can only be stopped where it has a thread, so these run the command that was built.
describe('work without end', () => {
  const optional = xsd(
    `<xs:group name="g"><xs:sequence>${'<xs:element name="a" minOccurs="0"/>'.repeat(100)}</xs:sequence></xs:group><xs:element name="r"><xs:complexType><xs:sequence>${'<xs:group ref="g"/>'.repeat(30)}</xs:sequence></xs:complexType></xs:element>`,
  );
  const keys = xsd(
    '<xs:element name="a"><xs:complexType><xs:sequence><xs:element ref="a" minOccurs="0"/></xs:sequence><xs:attribute name="i"/></xs:complexType><xs:key name="k"><xs:selector xpath=".//a"/><xs:field xpath=".//a/@i"/></xs:key></xs:element>',
  );
  const nested = `${'<a i="1">'.repeat(1_500)}${'</a>'.repeat(1_500)}`;

  it('ends, and a report with it, where a schema makes it', async () => {
    const dir = folder({ 's.xsd': optional, 'd.xml': '<r/>' });
    const { code, err } = await spawned(['validate', 'd.xml', '--schema', 's.xsd'], { cwd: dir });
    expect(code).toBe(2);
    expect(err).toContain('error schema-beyond-limits');
  });

  it('ends where a document makes it, and the next is judged', async () => {
    const dir = folder({ 's.xsd': keys, 'a.xml': nested, 'b.xml': '<a i="1"/>', 'c.xml': '<b/>' });
    const args = ['validate', '.', '--schema', 's.xsd', '--format', 'json'];
    const { code, out } = await spawned(args, { cwd: dir });
    expect(code).toBe(1);
    const report = JSON.parse(out) as { files: { diagnostics: { code: string }[] }[] };
    expect(report.files.map(({ diagnostics }) => diagnostics[0]?.code)).toEqual([
      'schema-beyond-limits',
      undefined,
      'schema-violation',
    ]);
  });

  it('is given no memory without end', async () => {
    const dir = folder({
      's.xsd': root(`<xs:sequence>${some(20_000, (i) => `<xs:element name="a${i}"/>`)}</xs:sequence>`),
      'd.xml': '<r/>',
    });
    const { code, err } = await spawned(['validate', 'd.xml', '--schema', 's.xsd'], { cwd: dir });
    expect(code).toBe(2);
    expect(err).toContain('error schema-beyond-limits');
  });
});
