import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { locateElements } from '../../src/libxml2/locate.js';
import { languageOfHint } from '../../src/validate/schemas/language.js';
import { loadSchema } from '../../src/validate/schemas/load.js';
import { SchemaShelf } from '../../src/validate/schemas/shelf.js';
import { schemaHints } from '../../src/validate/schemas/xml-model.js';
import type { XmlHandler } from '../../src/xml/events.js';
import { parseXml } from '../../src/xml/parser.js';

describe('schemaHints', () => {
  it('finds them wherever the prolog may hold them, in order', () => {
    const xml = `<?xml version="1.0"?>
<!-- <?xml-model href="not-this.rng"?> -->
<?xml-model href="a.rng" type="application/xml"?>
<!DOCTYPE TEI [ <!ENTITY e "<?xml-model href='nor-this'?>"> ]>
  <?xml-model type='x' href='b&amp;c.rnc'?>
<TEI><?xml-model href="too-late.rng"?></TEI>`;
    expect(schemaHints(xml)).toEqual([
      { href: 'a.rng', type: 'application/xml', line: 3, column: 1 },
      { href: 'b&c.rnc', type: 'x', line: 5, column: 3 },
    ]);
  });

  it('keeps what they say of the schema, and leaves instructions of other names alone', () => {
    const xml = '<?xml-model href="a.rng" schematypens="urn:x" phase="p" title="t"?><?xml-modelx href="b"?><a/>';
    expect(schemaHints(xml)).toEqual([{ href: 'a.rng', schematypens: 'urn:x', phase: 'p', line: 1, column: 1 }]);
  });

  it('gives up on what is no prolog', () => {
    for (const xml of ['', '<', '<?xml-model href="a"', '<!-- x', '<!DOCTYPE a [', 'text', '<'.repeat(100_000)]) {
      expect(schemaHints(xml)).toEqual([]);
    }
  });
});

describe('the language of a schema', () => {
  const RELAXNG = 'http://relaxng.org/ns/structure/1.0';
  const COMPACT = 'application/relax-ng-compact-syntax';

  it.each([
    [{ href: 's', type: COMPACT }, 'rnc'],
    [{ href: 's', type: `${COMPACT}; charset=utf-8` }, 'rnc'],
    [{ href: 's', type: ` ${COMPACT.toUpperCase()} ;charset=utf-8`, schematypens: RELAXNG }, 'rnc'],
    [{ href: 's.rnc', type: 'application/xml', schematypens: RELAXNG }, 'rnc'],
    [{ href: 's', type: 'application/xml; charset=utf-8', schematypens: ` ${RELAXNG} ` }, 'rng'],
    [{ href: 's.rng', schematypens: 'http://purl.oclc.org/dsdl/schematron' }, 'schematron'],
  ])('is what %o says', (hint, language) => {
    expect(languageOfHint(hint)).toBe(language);
  });
});

describe('locateElements', () => {
  const xml = '<TEI xmlns="urn:t" xmlns:x="urn:x">\n  <p>a</p>\n  <x:q/><p>\n   <p n="1"/></p>\n</TEI>';
  const tell = (handler: XmlHandler) => void parseXml(xml, handler);

  it('finds elements by the paths that libxml2 prints', () => {
    const places = locateElements(tell, ['/*', '/*/*[3]/*', '/*/x:q', '/*/*[1]/@n']);
    expect(places.get('/*')).toMatchObject({ line: 1, column: 1, path: '/TEI' });
    expect(places.get('/*/*[3]/*')).toMatchObject({
      line: 4,
      column: 4,
      endLine: 4,
      endColumn: 14,
      path: '/TEI/p[2]/p',
    });
    expect(places.get('/*/x:q')).toMatchObject({ line: 3, column: 3, path: '/TEI/q' });
    expect(places.get('/*/*[1]/@n')).toMatchObject({ line: 2, column: 3 });
  });

  it('leaves out what it does not find', () => {
    expect(locateElements(tell, ['/*/*[9]']).size).toBe(0);
  });
});

describe('the XML Schema engine', () => {
  it('gives places beyond line 65,535, where libxml2 alone has none', async () => {
    const dir = temporaryFolder();
    const path = join(dir, 's.xsd');
    writeFileSync(
      path,
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r"><xs:complexType><xs:sequence>
        <xs:element name="n" type="xs:int" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:schema>`,
    );
    const { schema } = await loadSchema(path);
    const { diagnostics } = schema!.validate(`<r>\n${'<n>1</n>\n'.repeat(70_000)}<n>x</n></r>`, { file: 'long.xml' });
    expect(diagnostics).toMatchObject([{ line: 70_002, column: 1, file: 'long.xml', path: '/r/n[70001]' }]);
  });
});

describe('SchemaShelf', () => {
  it('loads a schema once for all documents that name it', async () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, 'a'));
    writeFileSync(join(dir, 's.rnc'), 'element r { empty }');
    const shelf = new SchemaShelf({ cache: false });
    const one = await shelf.choose('<?xml-model href="s.rnc"?><r/>', join(dir, 'one.xml'));
    const two = await shelf.choose('<?xml-model href="../s.rnc"?><r/>', join(dir, 'a/two.xml'));
    expect(one.diagnostics).toEqual([]);
    expect(one.schemas).toHaveLength(1);
    expect(two.schemas[0]).toBe(one.schemas[0]);
  });
});

function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'teigram-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
