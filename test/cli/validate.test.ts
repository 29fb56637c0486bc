import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, folder, spawned } from './call.js';

const RNG = `<element name="r" xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <oneOrMore><element name="n"><data type="integer"/></element></oneOrMore></element>`;
const RNC = 'element r { element n { xsd:integer }+ }';
const XSD = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r"><xs:complexType><xs:sequence>
  <xs:element name="n" type="xs:integer" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;
const DTD = '<!ELEMENT r (n+)><!ELEMENT n (#PCDATA)>';
const GOOD = '<r>\n  <n>1</n>\n</r>';
const BAD = '<r>\n  <n>1</n>\n  <m>2</m>\n</r>';

const places = (out: string) => [...out.matchAll(/\.xml:(\d+:\d+): error/g)].map(([, place]) => place);

describe('validate: every language of schemas', () => {
  it.each([
    ['s.rng', RNG],
    ['s.rnc', RNC],
    ['s.xsd', XSD],
    ['s.dtd', DTD],
  ])('checks against %s, with the place of what is wrong', async (name, schema) => {
    const dir = folder({ [name]: schema, 'good.xml': GOOD, 'bad.xml': BAD });
    const good = await call('validate', join(dir, 'good.xml'), '--schema', join(dir, name), '--no-cache');
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toContain(`checked against ${name}; valid`);
    const bad = await call('validate', join(dir, 'bad.xml'), '--schema', join(dir, name), '--no-cache');
    expect(bad.code).toBe(1);
    expect(places(bad.out)).toContain('3:3');
    expect(bad.out).toContain('> 3 |   <m>2</m>');
  });

  it('reads what an XML Schema includes from its folder', async () => {
    const include = XSD.replace(/<xs:element name="r">[\s\S]*/, '<xs:include schemaLocation="part.xsd"/></xs:schema>');
    const dir = folder({ 's.xsd': include, 'part.xsd': XSD, 'good.xml': GOOD, 'bad.xml': BAD });
    const { code, out } = await call('validate', dir, '--schema', join(dir, 's.xsd'));
    expect(code).toBe(1);
    expect(out).toContain('2 files: 2 checked, 1 valid, 1 not valid');
  });

  it('checks against several schemas and says once what they say alike', async () => {
    const dir = folder({ 'a.rng': RNG, 'b.rnc': RNC, 'bad.xml': BAD });
    const { code, out } = await call(
      ...['validate', join(dir, 'bad.xml'), '--no-cache'],
      ...['--schema', join(dir, 'a.rng'), '--schema', join(dir, 'b.rnc')],
    );
    expect(code).toBe(1);
    expect(out).toContain('checked against a.rng and b.rnc');
    expect(places(out)).toEqual(['3:3']);
  });

  it('reports a document that is not well-formed', async () => {
    const dir = folder({ 's.xsd': XSD, 's.rng': RNG, 'x.xml': '<r>\n <n>\n</r>' });
    for (const schema of ['s.xsd', 's.rng']) {
      const { code, out } = await call('validate', join(dir, 'x.xml'), '--schema', join(dir, schema), '--no-cache');
      expect(code).toBe(1);
      expect(out).toMatch(/x\.xml:3:\d+: error xml-/);
    }
  });
});

describe('validate: which schema', () => {
  it('takes the one that the document names, if it lies on this disk', async () => {
    const hint =
      '<?xml version="1.0"?>\n<?xml-model href="sub/s.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n';
    const dir = folder({ 'sub/s.rng': RNG, 'a.xml': hint + GOOD });
    const { code, out } = await call('validate', dir, '--no-cache');
    expect(code).toBe(0);
    expect(out).toContain('checked against s.rng; valid');
  });

  it('refuses a schema that is missing, faulty or of an unknown kind before it reads any document', async () => {
    const dir = folder({ 'a.xml': GOOD, 'odd.odd': '<TEI/>', 'faulty.rng': '<element', 'faulty.xsd': '<xs:schema' });
    for (const [name, code] of [
      ['missing.rng', 'schema-file-unreadable'],
      ['missing.xsd', 'schema-file-unreadable'],
      ['odd.odd', 'schema-kind-unknown'],
      ['faulty.rng', 'xml-'],
      ['faulty.xsd', 'schema-invalid'],
    ] as const) {
      const outcome = await call('validate', join(dir, 'a.xml'), '--schema', join(dir, name), '--no-cache');
      expect(outcome).toMatchObject({ code: 2, out: '' });
      expect(outcome.err).toContain(code);
    }
  });

  it('never reads a file that a document names as an entity', async () => {
    const dir = folder({ 's.xsd': XSD, 'secret.txt': '42' });
    const entity = `<!DOCTYPE r [<!ENTITY e SYSTEM "${join(dir, 'secret.txt')}">]><r><n>&e;</n></r>`;
    writeFileSync(join(dir, 'a.xml'), entity);
    const { code } = await call('validate', join(dir, 'a.xml'), '--schema', join(dir, 's.xsd'));
    expect(code).not.toBe(0);
  });
});

describe('validate: reports', () => {
  it('writes findings to standard output and unreadable files to standard error', async () => {
    const dir = folder({ 's.rng': RNG, 'a.xml': GOOD, 'b.xml': BAD });
    const { code, out, err } = await spawned(['validate', '.', 'missing.xml', '--schema', 's.rng'], {
      cwd: dir,
      env: { XDG_CACHE_HOME: join(dir, 'cache') },
    });
    expect(code).toBe(2);
    expect(out).toContain('✓ a.xml');
    expect(out).toContain('✗ b.xml');
    expect(err).toContain('missing.xml: error file-not-found');
  });

  it('prints so many findings and how many more there are; JSON has all unless limited', async () => {
    const many = `<r>${'<n>x</n>'.repeat(9)}</r>`;
    const dir = folder({ 's.rng': RNG, 'a.xml': many });
    const args = ['validate', join(dir, 'a.xml'), '--schema', join(dir, 's.rng'), '--no-cache'];
    const { out } = await call(...args, '--max-errors', '2');
    expect(places(out)).toHaveLength(2);
    expect(out).toContain('and 7 more findings');
    const json = await call(...args, '--format', 'json');
    expect(JSON.parse(json.out).files[0].diagnostics).toHaveLength(9);
    const limited = await call(...args, '--format', 'json', '--max-errors', '2');
    expect(JSON.parse(limited.out)).toMatchObject({ files: [{ diagnostics: { length: 2 } }], summary: { errors: 9 } });
  });

  it('checks a document too long to hold while it is being read', async () => {
    const dir = folder({ 's.rng': RNG });
    writeFileSync(join(dir, 'long.xml'), `<r>\n${'<n>1234567</n>\n'.repeat(1_200_000)}<n>x</n>\n</r>`);
    const { code, out } = await call('validate', join(dir, 'long.xml'), '--schema', join(dir, 's.rng'), '--no-cache');
    expect(code).toBe(1);
    expect(places(out)).toEqual(['1200002:4']);
  });

  it('checks standard input', async () => {
    const dir = folder({ 's.rng': RNG });
    const { code, out } = await spawned(['validate', '-', '--schema', 's.rng', '--no-cache'], { cwd: dir, input: BAD });
    expect(code).toBe(1);
    expect(out).toContain('stdin:3:3: error');
  });
});
