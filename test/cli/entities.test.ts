import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, spawned } from './call.js';

const SCHEMA = `element book { element chapter { attribute lang { "de" }?, attribute target { list { xsd:anyURI+ } }?, attribute xml:id { xsd:ID }?, (element p { text } | text)* }* }`;
const FILES = {
  's.rnc': SCHEMA,
  'in/d.xml': '<!DOCTYPE book SYSTEM "book.dtd" [\n<!ENTITY one SYSTEM "parts/1.xml">]>\n<book>\n&one;&two;</book>',
  'in/book.dtd':
    '<!ENTITY % in "INCLUDE">\n<![%in;[<!ENTITY % type "NMTOKEN"><!ATTLIST chapter lang %type; "de">]]>\n<!ENTITY two SYSTEM "parts/2.xml">',
  'in/parts/1.xml': '<?xml version="1.0" encoding="ISO-8859-1"?>\n<chapter xml:id="a" target="#b 3.xml gone.xml"/>',
  'in/parts/2.xml': '<chapter xml:id="b">\n <bad/></chapter>',
  'in/parts/3.xml': '',
};

/** Runs the command in a folder; findings by place and code. */
async function check(files: Readonly<Record<string, string>>, args: readonly string[], inside?: (dir: string) => void) {
  const dir = folder(files);
  inside?.(dir);
  const { code, out, err } = await spawned(['validate', 'in/d.xml', '--no-cache', ...args], { cwd: dir });
  const said = out + err;
  const found = [...said.matchAll(/^(\S+:\d+:\d+): \w+ ([\w-]+)/gm)].map(([, place, what]) => `${place} ${what}`);
  return { code, said, found };
}

const LOCAL = ['--entities', 'local'];

describe('validate: files that a DOCTYPE takes in', () => {
  it('are not read, and it is said, unless the call asks for it', async () => {
    const { code, said } = await check(FILES, ['-s', 's.rnc']);
    expect(code).toBe(3);
    expect(said).toContain('valid as far as checked: what stands in another file not read');
    expect(said).toContain('--entities local');
  });

  it('are judged in their place, each finding in its file', async () => {
    const { code, found, said } = await check(FILES, ['-s', 's.rnc', '--pointers', ...LOCAL]);
    expect(code).toBe(1);
    expect(found).toEqual(['in/parts/1.xml:2:21 pointer-without-file', 'in/parts/2.xml:2:2 element-unknown']);
    expect(said).toContain('gone.xml');
    expect(said).toContain('> 2 |  <bad/>');
    expect(said).not.toContain('not fully checked');
  });

  it('give default values and entities to every kind of schema', async () => {
    const XSD =
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="book"><xs:complexType><xs:sequence><xs:element name="chapter" maxOccurs="2"><xs:complexType mixed="true"><xs:attribute name="lang" use="required"/><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>';
    const SCH =
      '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="chapter"><assert test="@lang and not(bad)">No.</assert></rule></pattern></schema>';
    const files = { ...FILES, 's.xsd': XSD, 's.sch': SCH };
    for (const schema of ['s.xsd', 's.sch']) {
      const { code, found } = await check(files, ['-s', schema, ...LOCAL]);
      expect(code).toBe(1);
      expect(found).toEqual([expect.stringMatching(/^in\/parts\/2\.xml:[12]:\d+ /)]);
      const good = { ...files, 'in/parts/2.xml': '<chapter/>' };
      expect((await check(good, ['-s', schema, ...LOCAL])).code).toBe(0);
    }
  });

  it('may be the schema, too, and declare what the document names', async () => {
    const dtd = '<!ELEMENT book (p+)><!ELEMENT p (#PCDATA)><!ENTITY ship "<p>Albatross</p>">';
    const files = { 'in/d.xml': '<!DOCTYPE book SYSTEM "b.dtd"><book>&ship;</book>', 'in/b.dtd': dtd };
    const { code, said } = await check(files, LOCAL);
    expect(said).toContain('checked against b.dtd, as its DOCTYPE says; valid');
    expect(code).toBe(0);
    expect((await check(files, [])).code).not.toBe(0);
  });

  it('declare unparsed entities', async () => {
    const files = {
      's.rnc': 'element r { attribute e { xsd:ENTITY } }',
      'in/d.dtd': '<!NOTATION n PUBLIC "n"><!ENTITY map SYSTEM "map.png" NDATA n>',
    };
    const document = (entity: string) => ({ 'in/d.xml': `<!DOCTYPE r SYSTEM "d.dtd"><r e="${entity}"/>` });
    expect((await check({ ...files, ...document('map') }, ['-s', 's.rnc', ...LOCAL])).code).toBe(0);
    expect((await check({ ...files, ...document('chart') }, ['-s', 's.rnc', ...LOCAL])).code).toBe(1);
  });

  it('may stand in parts, and take parts in, each by paths of their own', async () => {
    const XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"';
    const { found } = await check(
      {
        's.rnc': 'element book { element p { empty }* }',
        'in/d.xml': `<!DOCTYPE book [<!ENTITY e SYSTEM "a/e.xml">]>\n<book ${XI}>&e;<xi:include href="b/part.xml" xpointer="x"/></book>`,
        'in/a/e.xml': `<xi:include href="p.xml"/>\n<q/>`,
        'in/a/p.xml': '<p>\n<q/></p>',
        'in/b/part.xml': '<!DOCTYPE r SYSTEM "part.dtd">\n<r><book xml:id="y"/>&p;</r>',
        'in/b/part.dtd': '<!ENTITY p SYSTEM "sub/p.xml">',
        'in/b/sub/p.xml': '\n<p xml:id="x">\n  <q/></p>',
      },
      ['-s', 's.rnc', ...LOCAL],
    );
    expect(found).toEqual([
      'in/a/p.xml:2:1 element-unknown',
      'in/a/e.xml:2:1 element-unknown',
      'in/b/sub/p.xml:2:4 attribute-not-allowed',
      'in/b/sub/p.xml:3:3 element-unknown',
    ]);
  });

  it('are told of where they are wrong', async () => {
    const document = (entity: string) => `<!DOCTYPE book [<!ENTITY e SYSTEM "${entity}">]>\n<book>&e;</book>`;
    for (const [content, place] of [
      ['<chapter>\n<p></chapter>', 'in/e.xml:2:4 xml-mismatched-tag'],
      ['<?xml version="1.0"?><chapter/>', 'in/e.xml:1:1 xml-malformed-declaration'],
      ['\n<chapter>&e;</chapter>', 'in/e.xml:2:10 xml-recursive-entity'],
    ] as const) {
      const files = { 's.rnc': SCHEMA, 'in/d.xml': document('e.xml'), 'in/e.xml': content };
      const { code, found } = await check(files, ['-s', 's.rnc', ...LOCAL]);
      expect(code).toBe(1);
      expect(found).toEqual([place]);
    }
    const files = {
      's.rnc': SCHEMA,
      'in/d.xml': '<!DOCTYPE book SYSTEM "b.dtd"><book/>',
      'in/b.dtd': '\n<!ELEMENT book',
    };
    expect((await check(files, ['-s', 's.rnc', ...LOCAL])).found).toEqual(['in/b.dtd:2:1 xml-unexpected-end']);
  });
});

describe('validate: files that a DOCTYPE may not have', () => {
  it.each([
    ['a file that is not there', 'gone.xml', /there is no file/],
    ['a file elsewhere', 'OUTSIDE/secret.xml', /lies outside/],
    ['a link out of the folder', 'link.xml', /lies outside/],
    ['a hidden file', '.hidden/e.xml', /dot/],
    ['a folder', 'sub', /no file/],
    ['the web', 'http://example.org/e.xml', /on the web/],
    ['no address', 'http://', /neither a path nor an address/],
  ])('%s: not read, and so not fully checked', async (_, written, reason) => {
    const secret = folder({ 'secret.xml': '<p>secret</p>' });
    const systemId = written.replace('OUTSIDE', secret);
    for (const doctype of [
      `[<!ENTITY e SYSTEM "${systemId}">]`,
      `[<!ENTITY % e SYSTEM "${systemId}">%e;<!ENTITY e "">]`,
      `SYSTEM "${systemId}"`,
    ]) {
      const files = {
        's.rnc': SCHEMA,
        'in/d.xml': `<!DOCTYPE book ${doctype}><book><chapter>&e;</chapter></book>`,
        'in/.hidden/e.xml': 'secret',
        'in/sub/e.xml': '',
      };
      const link = (dir: string) => symlinkSync(join(secret, 'secret.xml'), join(dir, 'in/link.xml'));
      const { code, said } = await check(files, ['-s', 's.rnc', ...LOCAL], link);
      expect([code, said]).toEqual([3, expect.stringMatching(reason)]);
      expect(said).not.toContain('secret<');
    }
  });

  it('are read within the limits of what a document may cost', async () => {
    const many = {
      's.rnc': SCHEMA,
      'in/d.xml': `<!DOCTYPE book [<!ENTITY e SYSTEM "e.xml">]><book>${'&e;'.repeat(40)}</book>`,
      'in/e.xml': '<chapter/>',
    };
    const cut = await check(many, ['-s', 's.rnc', ...LOCAL, '--limit', 'parts=20']);
    expect(cut.code).toBe(3);
    expect(cut.said).toContain('--limit parts=40');
    expect((await check(many, ['-s', 's.rnc', ...LOCAL])).code).toBe(0);
    const large = { ...many, 'in/e.xml': `<chapter>${'x'.repeat(5_000)}</chapter>` };
    expect((await check(large, ['-s', 's.rnc', ...LOCAL, '--limit', 'part-bytes=1000'])).code).toBe(3);
    const doubled = await check(large, ['-s', 's.rnc', ...LOCAL, '--limit', 'expansion=1000']);
    expect(doubled.found.join()).toContain('xml-entity-limit');
  });

  it('do not multiply without end in declarations', async () => {
    const levels = Array.from({ length: 30 }, (_, i) => `<!ENTITY % e${i + 1} "%e${i};%e${i};">`).join('');
    const files = {
      's.rnc': SCHEMA,
      'in/d.xml': '<!DOCTYPE book SYSTEM "b.dtd"><book/>',
      'in/b.dtd': `<!ENTITY % e0 "aaaaaaaaaa">${levels}`,
    };
    expect((await check(files, ['-s', 's.rnc', ...LOCAL])).found.join()).toContain('xml-entity-limit');
    const loop = { ...files, 'in/b.dtd': '<!ENTITY % b SYSTEM "c.ent">\n<!ELEMENT x (%b;)>', 'in/c.ent': 'a, %b;' };
    expect((await check(loop, ['-s', 's.rnc', ...LOCAL])).found.join()).toContain('xml-recursive-entity');
  });
});
