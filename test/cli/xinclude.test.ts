import { describe, expect, it } from 'vitest';
import { folder, spawned } from './call.js';

const RNG = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
  <sch:pattern><sch:rule context="p"><sch:assert test="count(//p) = 3">There are <sch:value-of select="count(//p)"/>.</sch:assert></sch:rule></sch:pattern>
  <start><element name="r"><ref name="ps"/></element></start>
  <define name="ps"><zeroOrMore><element name="p"><optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
    <optional><attribute name="target"><list><oneOrMore><data type="anyURI"/></oneOrMore></list></attribute></optional><ref name="ps"/></element></zeroOrMore></define>
</grammar>`;

describe('validate: documents in parts', () => {
  const files = {
    's.rng': RNG,
    'in/main.xml':
      '<r xmlns:xi="http://www.w3.org/2001/XInclude">\n<p xml:id="a" target="#b"/>\n<xi:include href="../parts/1.xml"/>\n<q/></r>',
    'parts/1.xml': '\n\n<p xml:id="b" target="#a #gone 2.xml gone.xml">\n <bad/><p xml:id="a"/></p>',
    'parts/2.xml': '',
  };
  const run = (...args: string[]) => {
    const dir = folder(files);
    return spawned(['validate', 'in/main.xml', '-s', 's.rng', '--schematron', '--pointers', '--no-cache', ...args], {
      cwd: dir,
    });
  };

  it('are judged as a whole by grammar, rules and pointers, each finding in its file and in the order of the whole', async () => {
    const { code, out } = await run();
    expect(code).toBe(1);
    expect(
      [...out.matchAll(/^(\S+\.xml:\d+:\d+): \w+ ([\w-]+)/gm)].map(([, place, what]) => `${place} ${what}`),
    ).toEqual([
      'in/main.xml:2:4 id-duplicate-first',
      'parts/1.xml:3:15 pointer-without-target',
      'parts/1.xml:3:15 pointer-without-file',
      'parts/1.xml:4:2 element-unknown',
      'parts/1.xml:4:11 id-duplicate',
      'in/main.xml:4:1 element-unknown',
    ]);
    expect(out).toMatch(/line 4\S* of parts\/1\.xml/);
    expect(out).toContain('> 4 |  <bad/>');
  });

  it('may be judged as they stand', async () => {
    const { out } = await run('--no-xinclude');
    expect(out).toContain('in/main.xml:3:1: error element-');
    expect(out).toContain('There are 1.');
  });

  it.each([
    [
      's.xsd',
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r"><xs:complexType><xs:sequence><xs:element name="p"/><xs:element name="q"><xs:complexType><xs:attribute name="n" type="xs:integer"/></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>',
    ],
    ['s.dtd', '<!ELEMENT r (p, q)><!ELEMENT p EMPTY><!ELEMENT q EMPTY><!ATTLIST q n (1|2) #IMPLIED>'],
  ])('are judged as a whole by %s, too', async (name, schema) => {
    const include = (href: string) => `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${href}"/>`;
    const dir = folder({
      [name]: schema,
      'a.xml': `<r><p/>\n${include('q.xml')}</r>`,
      'b.xml': `<r>${include('gone.xml')}<p/><q/></r>`,
      'q.xml': '\n\n <q n="x"/>',
    });
    const check = (...args: string[]) => spawned(['validate', '-s', name, '--no-cache', ...args], { cwd: dir });
    const { code, out } = await check('a.xml');
    expect(code).toBe(1);
    expect([...out.matchAll(/^(\S+\.xml:\d+:\d+): \w+ ([\w-]+)/gm)].map(([, at, what]) => `${at} ${what}`)).toEqual([
      'q.xml:3:2 schema-violation',
    ]);
    expect((await check('b.xml')).out).toMatch(/b\.xml:1:\d+: error xinclude-failed/);
    expect((await check('a.xml', '--no-xinclude')).out).toMatch(/a\.xml:\d:\d+: error schema-violation/);
  });

  it('name files in every report', async () => {
    const { out } = await run('--format', 'sarif');
    const uris = JSON.parse(out).runs[0].results.map(
      (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        result.locations[0]!.physicalLocation.artifactLocation.uri,
    );
    expect(new Set(uris)).toEqual(new Set(['in/main.xml', 'parts/1.xml']));
  });
});
