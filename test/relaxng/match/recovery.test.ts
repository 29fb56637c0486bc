import { describe, expect, it } from 'vitest';
import { CODES } from '../../../src/codes/index.js';
import type { Schema } from '../../../src/relaxng/index.js';
import { schemaOf } from '../schemas.js';

/** A little TEI: enough to make the mistakes that encoders make. */
const tei = schemaOf(
  '<ref name="TEI"/>',
  `
  <define name="TEI"><element name="TEI"><a:documentation>contains a single document</a:documentation>
    <ref name="header"/><element name="text"><oneOrMore><ref name="div"/></oneOrMore></element></element></define>
  <define name="header"><element name="teiHeader">
    <element name="titleStmt"><a:documentation>groups the titles</a:documentation><element name="title"><text/></element></element>
    <element name="publicationStmt"><ref name="p"/></element>
    <element name="sourceDesc"><ref name="p"/></element></element></define>
  <define name="div"><element name="div"><optional><attribute name="type"/></optional>
    <optional><element name="head"><text/></element></optional>
    <choice><group><oneOrMore><ref name="p"/></oneOrMore><zeroOrMore><ref name="div"/></zeroOrMore></group><oneOrMore><ref name="div"/></oneOrMore></choice>
  </element></define>
  <define name="p"><element name="p"><optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
    <zeroOrMore><choice><text/><ref name="ref"/><ref name="date"/><ref name="persName"/><ref name="media"/><ref name="list"/></choice></zeroOrMore></element></define>
  <define name="ref"><element name="ref"><attribute name="target"><data type="anyURI"/></attribute><text/></element></define>
  <define name="date"><element name="date"><optional><attribute name="when"><data type="date"/></attribute></optional>
    <optional><attribute name="cert"><choice><value>high</value><value>medium</value><value>low</value></choice></attribute></optional><text/></element></define>
  <define name="persName"><element name="persName"><text/></element></define>
  <define name="media"><element name="media"><attribute name="mimeType"/><attribute name="url"/></element></define>
  <define name="list"><element name="list"><oneOrMore><element name="item"><text/></element></oneOrMore></element></define>`,
  'ns="http://www.tei-c.org/ns/1.0"',
);

const HEADER =
  '<teiHeader><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></teiHeader>';
const document = (body: string, header = HEADER, xmlns = ' xmlns="http://www.tei-c.org/ns/1.0"'): string =>
  `<TEI${xmlns}>\n${header}\n<text>\n${body}\n</text>\n</TEI>\n`;

/** Each diagnostic as `line code path`. */
function found(xml: string, schema: Schema = tei): string[] {
  const { diagnostics } = schema.validate(xml);
  for (const { code } of diagnostics) expect(CODES, 'every code is explained').toHaveProperty(code);
  return diagnostics.map(({ line, code, path }) => `${line} ${code} ${path ?? ''}`);
}

const message = (xml: string, schema: Schema = tei): string => schema.validate(xml).diagnostics[0]?.message ?? '';

describe('one slip, one message', () => {
  it('finds nothing in a valid document', () => {
    expect(tei.validate(document('<div><p>x</p></div>'))).toEqual({ valid: true, checked: 'fully', diagnostics: [] });
  });

  it.each([
    [
      'a paragraph in a paragraph',
      '<div>\n<p>a\n<p>b</p>\nc</p></div>',
      '6 element-not-allowed /TEI/text[1]/div[1]/p[1]/p[1]',
    ],
    [
      'a paragraph after divisions',
      '<div><p/>\n<div><p/></div>\n<p/>\n<p/></div>',
      '6 element-not-allowed /TEI/text[1]/div[1]/p[2]',
      '7 element-not-allowed /TEI/text[1]/div[1]/p[3]',
    ],
    [
      'a misspelt element, with whatever it holds',
      '<div>\n<p><presName x="1">a<b/></presName> <persName/></p></div>',
      '5 element-unknown /TEI/text[1]/div[1]/p[1]/presName[1]',
    ],
    [
      'a wrong element with a slip of its own',
      '<div><p>\n<div type="x">\ntext<p/></div></p></div>',
      '5 element-not-allowed /TEI/text[1]/div[1]/p[1]/div[1]',
      '6 text-not-allowed /TEI/text[1]/div[1]/p[1]/div[1]',
    ],
    [
      'text between paragraphs, in pieces',
      '<div><p/>\n one &amp; two\n<p/></div>',
      '5 text-not-allowed /TEI/text[1]/div[1]',
    ],
    ['an empty list', '<div><p>\n<list/></p></div>', '5 element-incomplete /TEI/text[1]/div[1]/p[1]/list[1]'],
    ['two attributes missing', '<div><p>\n<media/></p></div>', '5 attribute-missing /TEI/text[1]/div[1]/p[1]/media[1]'],
    [
      'a misspelt required attribute',
      '<div><p>\n<media mimeType="a" ur="b"/></p></div>',
      '5 attribute-not-allowed /TEI/text[1]/div[1]/p[1]/media[1]/@ur',
    ],
    [
      'a bad value',
      '<div><p><date\nwhen="1961-13-01"/></p></div>',
      '5 attribute-value-invalid /TEI/text[1]/div[1]/p[1]/date[1]/@when',
    ],
    [
      'a repeated identifier',
      '<div><p xml:id="a"/>\n<p xml:id="a"/></div>',
      '4 id-duplicate-first ',
      '5 id-duplicate /TEI/text[1]/div[1]/p[2]/@xml:id',
    ],
    [
      'an invalid identifier, though repeated',
      '<div><p xml:id="1"/></div>\n<div><p xml:id="1"/></div>',
      '4 attribute-value-invalid /TEI/text[1]/div[1]/p[1]/@xml:id',
      '5 attribute-value-invalid /TEI/text[1]/div[2]/p[1]/@xml:id',
    ],
  ])('%s', (_, body, ...expected) => {
    expect(found(document(body))).toEqual(expected);
  });

  it('says once what must come first, and goes on as if it had', () => {
    const header = HEADER.replace('<publicationStmt><p/></publicationStmt>', '\n');
    expect(found(document('<div><p/></div>', header))).toEqual([
      '3 element-not-allowed-yet /TEI/teiHeader[1]/sourceDesc[1]',
    ]);
  });

  it('says once that the namespace is missing', () => {
    expect(found(document('<div><p/></div>', HEADER, ''))).toEqual(['1 element-in-no-namespace /TEI']);
  });

  it('goes on after a root that is known but cannot be one', () => {
    expect(found('<div xmlns="http://www.tei-c.org/ns/1.0">\n<x/><p/>\n</div>')).toEqual([
      '1 element-not-allowed /div',
      '2 element-unknown /div/x[1]',
    ]);
  });

  it('lists what is not well-formed with the rest', () => {
    const { valid, diagnostics } = tei.validate(document('<div><p>\n<x/></div>'));
    expect(valid).toBe(false);
    expect(diagnostics.map(({ source, line }) => `${source} ${line}`)).toEqual(['relaxng 5', 'xml 5']);
  });

  it('stops at the number of errors asked for', () => {
    const { valid, diagnostics } = tei.validate(document('<div><p/>a<p/>b<p/>c<p/></div>'), { maxErrors: 2 });
    expect(valid).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(['text-not-allowed', 'text-not-allowed', 'too-many-errors']);
  });
});

describe('what the messages say', () => {
  it.each([
    [
      'where the element may stand',
      '<div><p><div/></p></div>',
      /<div> may not stand in <p>\. <div> may stand in: <div> or <text>\. Here may stand: <date>, .*<ref>, or text\./,
    ],
    [
      'what it may not follow',
      '<div><p/><div><p/></div><p/></div>',
      /^<p> may stand in <div>, but not after <div>\. Here may stand: <div>\.$/,
    ],
    ['that an end tag is missing', '<div><p>a<p>b</p></p></div>', /its end tag <\/p> is missing/],
    ['the nearest name', '<div><p><presName/></p></div>', /Did you mean <persName>\?/],
    [
      'the nearest attribute',
      '<div><p><date wen="x"/></p></div>',
      /^<date> has no attribute wen\. Did you mean when\?$/,
    ],
    ['which element has the attribute', '<div target="#a"><p/></div>', /It belongs to <ref>\./],
    [
      'the nearest of the allowed values',
      '<div><p><date cert="hihg"/></p></div>',
      /must be one of "high", "low" or "medium"\. Did you mean "high"\?/,
    ],
    ['in which element to put text', '<div>x<p/></div>', /Put it into an element, such as <p>…<\/p>\./],
    [
      'what a value must be',
      '<div><p><date when="15 Dec"/></p></div>',
      /^The attribute when cannot be "15 Dec": it must be a date such as/,
    ],
    ['that a value is empty', '<div><p><date when=""/></p></div>', /^The attribute when is empty; it must be a date/],
    ['how to write the attributes', '<div><p><media/></p></div>', /<media mimeType="…" url="…">/],
    ['what is lacking', '<div><p><list/></p></div>', /^<list> is not complete: it lacks <item>\.$/],
  ])('%s', (_, body, expected) => {
    expect(message(document(body))).toMatch(expected);
  });

  it('what must come before, and nothing that need not', () => {
    const header =
      '<teiHeader><publicationStmt><p/></publicationStmt><titleStmt><title/></titleStmt><sourceDesc><p/></sourceDesc></teiHeader>';
    expect(message(document('<div><p/></div>', header))).toBe(
      '<publicationStmt> comes too early in <teiHeader>: <titleStmt> must come before it.',
    );
  });

  it('that the namespace is nearly right', () => {
    expect(message(document('<div><p/></div>', HEADER, ' xmlns="http://www.tei-c.org/ns/1.0/"'))).toMatch(
      /letter by letter/,
    );
  });

  it('the whole list of what was expected, and the schema’s words on the element', () => {
    const header = HEADER.replace('<title>T</title>', '');
    const { expected, documentation } = tei.validate(document('<div><p/></div>', header)).diagnostics[0]!;
    expect(expected).toEqual(['title']);
    expect(documentation).toBe('groups the titles');
  });

  it('a single value once, without asking whether it was meant', () => {
    const one = schemaOf(
      '<element name="a"><optional><attribute name="v"><value>3.0</value></attribute></optional><value>on</value></element>',
    );
    const messages = one.validate('<a v="2.0">om</a>').diagnostics.map(({ message }) => message);
    expect(messages).toEqual([
      'The attribute v cannot be "2.0": it must be "3.0".',
      'The text of <a> cannot be "om": it must be "on".',
    ]);
  });

  it.each(['id', 'lang', 'space', 'base'])(
    'xml:%s for what P4 and HTML write, before any name that is near',
    (name) => {
      const schema = schemaOf(
        `<element name="a"><optional><attribute name="${name}s"/></optional><attribute name="xml:${name}"/><empty/></element>`,
      );
      const { diagnostics } = schema.validate(`<a ${name}="x"/>`);
      expect(diagnostics.map(({ message }) => message)).toEqual([
        `<a> has no attribute ${name}. Did you mean xml:${name}?`,
      ]);
    },
  );

  it('that one of several is enough, also where something comes after it', () => {
    const either =
      '<oneOrMore><choice><element name="b"><empty/></element><element name="c"><empty/></element></choice></oneOrMore>';
    const alone = schemaOf(`<element name="a">${either}</element>`);
    expect(message('<a/>', alone)).toBe('<a> is not complete. Before it ends, it needs one of <b> or <c>.');
    const first = schemaOf(`<element name="a">${either}<element name="d"><empty/></element></element>`);
    expect(message('<a/>', first)).toBe(
      '<a> is not complete: it lacks <d>, and before that it needs one of <b> or <c>.',
    );
    expect(message('<a><b/></a>', first)).toBe('<a> is not complete: it lacks <d>.');
  });

  it('no name that is far off, or near but of no use in this place or of another vocabulary', () => {
    const schema = schemaOf(
      `<element name="stand"><optional><element name="listPerson"><element name="history"><empty/></element></element></optional>
       <optional><element name="m"><empty/></element></optional></element>`,
    );
    expect(message('<stand><histori/></stand>', schema)).not.toContain('Did you mean');
    expect(message('<stand><listPlace/></stand>', schema)).not.toContain('Did you mean');
    expect(message('<stand xmlns:k="urn:k"><k:mo/></stand>', schema)).not.toContain('Did you mean');
    expect(message('<stand><listPersn/></stand>', schema)).toContain('Did you mean <listPerson>?');
  });

  it('which item of a list is wrong, or how many there must be', () => {
    const pair = '<list><data type="integer"/><data type="integer"/></list>';
    const schema = schemaOf(
      `<element name="a"><optional><attribute name="b">${pair}</attribute></optional><empty/></element>`,
    );
    expect(message('<a b="1 x"/>', schema)).toMatch(/^The attribute b cannot hold "x": each item/);
    expect(message('<a b="1"/>', schema)).toMatch(/^The attribute b needs more than one item/);
    expect(message('<a b="1 2 3"/>', schema)).toMatch(/too many items/);
  });

  it.each([
    [
      '<data type="Name"><except><value>halt</value><value>stop</value></except></data>',
      'halt',
      'the schema excludes "halt" and "stop" here',
    ],
    ['<data type="date"/>', '1957-02-29', '1957 has no 29 February'],
    ['<data type="date"/>', '1957-06-31', 'June has no day 31, only 30'],
    ['<data type="gMonthDay"/>', '--13-01', 'there is no month 13: months are 01 to 12'],
    ['<data type="dateTime"/>', '1957-06-30T25:00:00', 'there is no hour 25: hours are 00 to 23'],
    [
      '<choice><data type="date"/><data type="gYear"/></choice>',
      '-00202',
      'years have four digits, as in -0202 (more only where the first is no 0)',
    ],
    [
      '<choice><data type="date"/><data type="gYear"/></choice>',
      '-00202-03-15',
      'years have four digits, as in -0202 (more only where the first is no 0)',
    ],
    ['<data type="gYearMonth"/>', '202-03', 'years have four digits, as in 0202'],
    [
      '<data type="token"><param name="maxLength">3</param><param name="minLength">1</param></data>',
      'quay',
      'it must be text of at most 3 characters',
    ],
  ])('the reason of a wrong value: %s of %s', (pattern, value, reason) => {
    const schema = schemaOf(`<element name="a"><attribute name="b">${pattern}</attribute></element>`);
    expect(message(`<a b="${value}"/>`, schema)).toBe(`The attribute b cannot be "${value}": ${reason}.`);
    const list = schemaOf(`<element name="a"><list><oneOrMore>${pattern}</oneOrMore></list></element>`);
    expect(message(`<a>${value}</a>`, list)).toContain(reason.replace(/^it /, ''));
  });

  it('names of other namespaces with the prefix of the document, else of the schema', () => {
    const schema = schemaOf(
      '<element name="r" ns="urn:house" xmlns:k="urn:kitchen"><choice><element name="k:pan"><attribute name="k:size"/></element><element name="box" ns="urn:house"><empty/></element></choice></element>',
    );
    expect(message('<r xmlns="urn:house"/>', schema)).toContain('one of <box> or <k:pan>');
    expect(message('<r xmlns="urn:house" xmlns:p="urn:kitchen"/>', schema)).toContain('one of <box> or <p:pan>');
    expect(message('<r xmlns="urn:house"><pan xmlns="urn:kitchen"/></r>', schema)).toContain(
      'lacks the attribute k:size',
    );
    expect(message('<h:r xmlns:h="urn:house"/>', schema)).toContain('one of <h:box> or <k:pan>');
    expect(message('<r xmlns="urn:house" xmlns:k="urn:other"/>', schema)).toBe(
      '<r> is not complete. Before it ends, it needs one of <box> or <ns1:pan>. (ns1: stands for "urn:kitchen".)',
    );
    const k = 'xmlns:h="urn:house" xmlns="urn:kitchen"';
    expect(message(`<h:r ${k}/>`, schema)).toContain('one of <h:box> or <pan>');
    expect(message(`<h:r ${k}><pan/></h:r>`, schema)).toContain('lacks the attribute k:size');
  });

  it('shortens a long list, but not in `expected`', () => {
    const names = Array.from({ length: 30 }, (_, i) => `e${String(i).padStart(2, '0')}`);
    const schema = schemaOf(
      `<element name="a"><choice>${names.map((n) => `<element name="${n}"><empty/></element>`).join('')}</choice></element>`,
    );
    const [diagnostic] = schema.validate('<a/>').diagnostics;
    expect(diagnostic?.message).toMatch(/<e07> and 22 more/);
    expect(diagnostic?.expected).toEqual(names);
  });
});

describe('unparsed entities', () => {
  const schema = schemaOf(
    '<element name="r"><optional><attribute name="img"><data type="ENTITIES"/></attribute></optional><data type="ENTITY"/></element>',
  );
  const DTD = '<!DOCTYPE r [<!NOTATION png SYSTEM "png"><!ENTITY a SYSTEM "a.png" NDATA png><!ENTITY t "text">]>';

  it.each([
    ['one that is declared, in an attribute and as content', `${DTD}<r img="a a">a</r>`, true],
    ['one that is not declared', `${DTD}<r>b</r>`, false],
    ['an entity of text', `${DTD}<r>t</r>`, false],
    ['any, without declarations', '<r>a</r>', false],
  ])('%s', (_, xml, valid) => {
    expect(schema.validate(xml).valid).toBe(valid);
  });
});

describe('places', () => {
  it('are those of the offending thing, from its first to past its last character', () => {
    const place = (xml: string): unknown[] => {
      const { line, column, endLine, endColumn } = tei.validate(xml).diagnostics[0]!;
      return [line, column, endLine, endColumn];
    };
    expect(place(document('<div><p/>\n  <q a="b"\n/></div>'))).toEqual([5, 3, 6, 3]);
    expect(place(document('<div><p>\n <date cert="x"/></p></div>'))).toEqual([5, 8, 5, 16]);
    expect(place(document('<div><p/>\n  one\ntwo<p/></div>'))).toEqual([5, 3, 6, 4]);
    expect(place(document('<div><p><list>\n </list></p></div>'))).toEqual([5, 2, 5, 9]);
  });
});

describe('IDs', () => {
  const schema = schemaOf(
    `<element name="r"><zeroOrMore><element name="i"><optional><attribute name="id"><data type="ID"/></attribute></optional>
     <optional><attribute name="ref"><data type="IDREF"/></attribute></optional><optional><attribute name="refs"><data type="IDREFS"/></attribute></optional></element></zeroOrMore></element>`,
  );

  it('may come after their references', () => {
    expect(schema.validate('<r><i ref=" a "/><i refs="a b"/><i id="b"/><i id="a"/></r>').valid).toBe(true);
  });

  it('are missed once for each reference', () => {
    expect(found('<r>\n<i ref="a"/>\n<i refs="b c"/>\n<i id="b"/></r>', schema)).toEqual([
      '2 idref-unresolved /r/i[1]/@ref',
      '3 idref-unresolved /r/i[2]/@refs',
    ]);
  });

  it('are the values of xml:id whatever the grammar says of it, with a warning where it says nothing', () => {
    const open = schemaOf(
      `<element name="r"><zeroOrMore><element><anyName/><zeroOrMore><attribute><anyName/></attribute></zeroOrMore></element></zeroOrMore></element>`,
    );
    const { valid, diagnostics } = open.validate('<r><i xml:id="a"/><j xml:id="b"/><k xml:id="a"/></r>');
    expect(valid).toBe(true);
    expect(diagnostics).toMatchObject([
      { severity: 'info', code: 'id-duplicate-first' },
      { severity: 'warning', code: 'id-duplicate' },
    ]);
  });

  it('are not missed in a document that broke off', () => {
    expect(found('<r>\n<i ref="a"/>', schema).map((line) => line.split(' ')[1])).not.toContain('idref-unresolved');
  });
});
