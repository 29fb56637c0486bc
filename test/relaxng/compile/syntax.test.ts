import { describe, expect, it } from 'vitest';
import { readXmlSyntax } from '../../../src/relaxng/syntax/xml.js';
import { compileText, element, grammar, problemsOf } from './compile-text.js';

const NS = 'xmlns="http://relaxng.org/ns/structure/1.0"';

describe('the full syntax (section 3)', () => {
  it.each([
    ['an element of no pattern', element(''), ['2 schema-child-missing']],
    ['an element without a name', element('<element><text/></element>'), ['3 schema-child-missing']],
    [
      'an element with two names',
      element('<element name="a"><name>b</name><text/></element>'),
      ['3 schema-child-not-allowed'],
    ],
    ['an element that RELAX NG has not', element('<sequence><text/></sequence>'), ['3 schema-child-not-allowed']],
    ['a pattern where definitions stand', grammar('<start><text/></start>\n<text/>'), ['3 schema-child-not-allowed']],
    [
      'two patterns in start',
      grammar('<start><element name="a"><text/></element>\n<empty/></start>'),
      ['3 schema-child-not-allowed'],
    ],
    [
      'two patterns in an attribute',
      element('<attribute name="a"><text/>\n<empty/></attribute>'),
      ['4 schema-child-not-allowed'],
    ],
    ['an empty choice', element('<choice/>'), ['3 schema-child-missing']],
    ['an empty choice of names', element('<element><choice/><text/></element>'), ['3 schema-child-missing']],
    [
      'two exceptions',
      element('<data type="token"><except><value>a</value></except>\n<except><value>b</value></except></data>'),
      ['4 schema-child-not-allowed'],
    ],
    [
      'a param after the exception',
      element('<data type="token"><except><value>a</value></except>\n<param name="length">1</param></data>'),
      ['4 schema-child-not-allowed'],
    ],
    [
      'two exceptions from any name',
      element(
        '<element><anyName><except><name>a</name></except>\n<except><name>b</name></except></anyName><text/></element>',
      ),
      ['4 schema-child-not-allowed'],
    ],
    [
      'include in include',
      grammar('<include href="x.rng">\n<include href="y.rng"/></include>'),
      ['3 schema-child-not-allowed'],
    ],
    ['an attribute that is not there', element('<data/>'), ['3 schema-attribute-missing']],
    ['an attribute too many', element('<text name="a"/>'), ['3 schema-attribute-not-allowed']],
    [
      'an attribute in RELAX NG’s namespace',
      element(`<text r:ns="" xmlns:r="http://relaxng.org/ns/structure/1.0"/>`),
      ['3 schema-attribute-not-allowed'],
    ],
    ['a name with a space', element('<element name="a b"><text/></element>'), ['3 schema-attribute-value']],
    [
      'a name that begins with a digit',
      element('<element><name>2nd</name><text/></element>'),
      ['3 schema-attribute-value'],
    ],
    ['a definition with a colon', grammar('<start><ref name="a:b"/></start>'), ['2 schema-attribute-value']],
    [
      'an unknown combination',
      grammar('<start combine="group"><element name="a"><text/></element></start>'),
      ['2 schema-attribute-value'],
    ],
    [
      'a datatype library that is no URI',
      element('<data type="token" datatypeLibrary="xsd"/>'),
      ['3 schema-attribute-value'],
    ],
    ['text between elements', element('<text/> any text'), ['3 schema-text-not-allowed']],
    ['an element inside a value', element(`<value>a<b xmlns=""/></value>`), ['3 schema-child-not-allowed']],
    [
      'several slips at once',
      element('<text nam=""/>\n<ref/>\n<choice/>'),
      ['3 schema-attribute-not-allowed', '4 schema-attribute-missing', '5 schema-child-missing'],
    ],
  ])('refuses %s', (_what, schema, problems) => {
    expect(problemsOf(schema).filter((problem) => !problem.endsWith('schema-file-unreadable'))).toEqual(problems);
  });

  it.each([
    ['an XSD', '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>', /XSD/],
    ['a TEI document', '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', /ODD/],
    ['a web page', '<html><body/></html>', /web page/],
    ['a grammar without its namespace', '<grammar/>', /namespace/],
    ['a part of a grammar', `<define ${NS} name="a"><text/></define>`, /<grammar>/],
  ])('says what it is given instead of a schema: %s', (_what, text, words) => {
    const { diagnostics } = compileText(text);
    expect(diagnostics).toMatchObject([{ code: 'schema-not-relaxng', line: 1, column: 1 }]);
    expect(diagnostics[0]?.message).toMatch(words);
  });

  it('suggests the word that was meant', () => {
    expect(compileText(element('<oneormore><text/></oneormore>')).diagnostics[0]?.message).toContain('<oneOrMore>');
    expect(compileText(element('<sequence><text/></sequence>')).diagnostics[0]?.message).toContain('<group>');
  });

  it('passes over foreign elements and attributes', () => {
    const foreign =
      '<x:note xmlns:x="http://example.org/" x:a=""><text xmlns="http://relaxng.org/ns/structure/1.0" bad=""/>words</x:note>';
    expect(problemsOf(element(`${foreign}<text xmlns:x="http://example.org/" x:a="1">${foreign}</text>`))).toEqual([]);
  });

  it('tells an ill-formed file by the parser’s own words', () => {
    const { root, diagnostics } = readXmlSyntax(`<grammar ${NS}>\n<start>`, 'file:///schemas/x.rng');
    expect(root).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: 'error', source: 'xml' }]);
  });

  it('keeps documentation, default values and positions', () => {
    const { root } = readXmlSyntax(
      `<element ${NS} xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" name="p">
  <a:documentation>marks <x>paragraphs</x>
    in prose.</a:documentation>
  <a:documentation>And more.</a:documentation>
  <optional><attribute name="n" a:defaultValue="1"/></optional>
</element>`,
      'file:///schemas/x.rng',
    );
    expect(root?.documentation).toBe('marks paragraphs in prose. And more.');
    const attribute = root?.children[0]?.children[0];
    expect(attribute?.defaultValue).toBe('1');
    expect(attribute?.position).toEqual({ uri: 'file:///schemas/x.rng', line: 5, column: 13 });
  });
});
