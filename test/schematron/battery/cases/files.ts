/** Files that rules look things up in: beside the schema, below its folder, below that of the document. */
import { assert, type BatteryCase, pattern, report, rule, value } from '../case.js';

const PLACES = '<places><place code="ro">Rome</place><place code="os">Oslo</place></places>';
const box = '<box list="places.xml"><v>ro</v><v>xx</v></box>';
const codes = rule('v', assert('. = $codes'));

/** The name of a file without its folder. */
const name = (expression: string): string => `tokenize(${expression}, '/')[last()]`;

export const FILES: readonly BatteryCase[] = [
  {
    name: 'doc-beside-the-rules',
    schema: `<let name="codes" value="doc('places.xml')//@code"/>${pattern(codes)}`,
    xml: box,
    files: { 'places.xml': PLACES },
    finds: ['/box/v[2]: xx'],
  },
  {
    name: 'document-beside-the-rules',
    schema: `<let name="codes" value="document('places.xml')/places/place/@code"/>${pattern(codes)}`,
    xml: box,
    files: { 'places.xml': PLACES },
    finds: ['/box/v[2]: xx'],
  },
  {
    name: 'doc-is-relative-to-the-rules',
    schemaFile: 'rules/s.sch',
    documentFile: 'edition/d.xml',
    schema: `<let name="codes" value="doc('lists/places.xml')//@code"/>${pattern(codes)}`,
    xml: box,
    files: { 'rules/lists/places.xml': PLACES },
    finds: ['/box/v[2]: xx'],
  },
  {
    name: 'doc-relative-to-the-document',
    schemaFile: 'rules/s.sch',
    documentFile: 'edition/d.xml',
    schema: pattern(rule('v', assert('. = doc(resolve-uri(/box/@list, base-uri(/)))//@code'))),
    xml: box,
    files: { 'edition/places.xml': PLACES },
    finds: ['/box/v[2]: xx'],
  },
  {
    name: 'document-of-a-node-is-relative-to-the-node',
    schemaFile: 'rules/s.sch',
    documentFile: 'edition/d.xml',
    schema: pattern(
      rule(
        'v',
        assert('. = document(/box/@list)//@code'),
        assert("document('places.xml', /box)//@code = .", 'by base'),
      ),
    ),
    xml: box,
    files: { 'edition/places.xml': PLACES },
    finds: ['/box/v[2]: xx', '/box/v[2]: by base'],
  },
  {
    name: 'document-of-several',
    schema: pattern(
      rule(
        'box',
        value('count(document(file))'),
        value('document(file)/*/@n'),
        value("document(('a.xml', 'a.xml'))/*/@n"),
      ),
    ),
    xml: '<box><file>a.xml</file><file>b.xml</file></box>',
    files: { 'a.xml': '<a n="1"/>', 'b.xml': '<b n="2"/>' },
    finds: ['/box: 2', '/box: 1 2', '/box: 1'],
  },
  {
    name: 'document-with-a-fragment',
    schema: pattern(rule('box', value("document('places.xml#ro')/@n"), value("name(document('places.xml#ro'))"))),
    xml: '<box/>',
    files: { 'places.xml': '<places><place xml:id="ro" n="1"/></places>' },
    finds: ['/box: 1', '/box: place'],
  },
  {
    name: 'doc-twice-is-one-node',
    schema: pattern(
      rule(
        'box',
        report("doc('a.xml') is doc('./a.xml')", 'one'),
        report("doc('a.xml')/a is document('a.xml')/a", 'one by both'),
      ),
    ),
    xml: '<box/>',
    files: { 'a.xml': '<a/>' },
    finds: ['/box: one', '/box: one by both'],
  },
  {
    name: 'doc-of-the-document-itself',
    schema: pattern(rule('box', report('doc(base-uri(.))/* is .', 'itself'), value('count(doc(document-uri(/))//v)'))),
    xml: '<box><v/><v/></box>',
    finds: ['/box: itself', '/box: 2'],
    unjudged:
      'what document-uri() names is that document (XPath Data Model 3.1, 6.1.2); Saxon was not given its address',
  },
  {
    name: 'doc-available',
    schema: pattern(
      rule('file', assert('doc-available(.)'), assert('doc-available(resolve-uri(., base-uri(.)))', 'by the document')),
    ),
    xml: '<box><file>a.xml</file><file>missing.xml</file><file>broken.xml</file><file>text.txt</file></box>',
    files: { 'a.xml': '<a/>', 'broken.xml': '<a><b></a>', 'text.txt': 'text' },
    finds: [
      '/box/file[2]: missing.xml',
      '/box/file[2]: by the document',
      '/box/file[3]: broken.xml',
      '/box/file[3]: by the document',
      '/box/file[4]: text.txt',
      '/box/file[4]: by the document',
    ],
  },
  {
    name: 'doc-that-is-missing-is-an-error',
    schema: pattern(rule('file', assert('doc(.)/a'))),
    xml: '<box><file>a.xml</file><file>missing.xml</file></box>',
    files: { 'a.xml': '<a/>' },
    finds: ['! FODC0002'],
  },
  {
    name: 'doc-that-is-not-well-formed-is-an-error',
    schema: pattern(rule('file', assert('doc(.)/a'))),
    xml: '<box><file>a.xml</file><file>broken.xml</file></box>',
    files: { 'a.xml': '<a/>', 'broken.xml': '<a><b></a>' },
    finds: ['! FODC0002'],
  },
  {
    name: 'addresses-in-another-document',
    schemaFile: 'rules/s.sch',
    schema: pattern(
      rule(
        'box',
        value(name("base-uri(doc('lists/places.xml')/*)")),
        value(name("document-uri(doc('lists/places.xml'))")),
        value("doc('lists/places.xml')/places/place[1]/path()"),
        value("count(doc('lists/places.xml')//place/root()/places)"),
      ),
    ),
    binding: 'xslt3',
    xml: '<box/>',
    files: { 'rules/lists/places.xml': PLACES },
    finds: ['/box: places.xml', '/box: places.xml', '/box: /Q{}places[1]/Q{}place[1]', '/box: 1'],
  },
  {
    name: 'order-over-documents',
    schema: pattern(
      rule(
        'box',
        value("(doc('a.xml')//b | doc('a.xml')//c)/name()"),
        value("count((/ | doc('a.xml')))"),
        report("doc('a.xml')/a is /box", 'same'),
      ),
    ),
    xml: '<box/>',
    files: { 'a.xml': '<a><c/><b/></a>' },
    finds: ['/box: c b', '/box: 2'],
  },
  {
    name: 'id-in-another-document',
    schema: pattern(rule('ref', assert("id(., doc('list.xml'))"), value("id(., doc('list.xml'))/@n"))),
    xml: '<box xml:id="mine"><ref>a</ref><ref>mine</ref></box>',
    files: { 'list.xml': '<list><item xml:id="a" n="1"/></list>' },
    finds: ['/box/ref: 1', '/box/ref[2]: mine', '/box/ref[2]: '],
  },
  {
    name: 'pointers-into-another-file',
    schema: pattern(
      rule(
        'ref[contains(@target, "#")]',
        '<let name="file" value="substring-before(@target, \'#\')"/>',
        '<let name="id" value="substring-after(@target, \'#\')"/>',
        assert('doc-available(resolve-uri($file, base-uri(.)))', 'no file <value-of select="$file"/>'),
        assert(
          'if (doc-available(resolve-uri($file, base-uri(.)))) then doc(resolve-uri($file, base-uri(.)))//*[@xml:id = $id] else true()',
          'no <value-of select="$id"/> in <value-of select="$file"/>',
        ),
      ),
    ),
    xml: '<box><ref target="list.xml#a"/><ref target="list.xml#b"/><ref target="none.xml#a"/><ref target="x"/></box>',
    files: { 'list.xml': '<list><item xml:id="a"/></list>' },
    finds: ['/box/ref[2]: no b in list.xml', '/box/ref[3]: no file none.xml'],
  },
  {
    name: 'unparsed-text',
    schema: pattern(
      rule(
        'v',
        assert("contains(unparsed-text('words.txt'), .)"),
        assert("unparsed-text-available('words.txt')", 'there'),
        report("unparsed-text-available('none.txt')", 'not there'),
      ),
    ),
    xml: '<box><v>opal</v><v>jade</v></box>',
    files: { 'words.txt': 'ruby\nopal\n' },
    finds: ['/box/v[2]: jade'],
  },
  {
    name: 'unparsed-text-lines',
    binding: 'xslt3',
    schema: `<let name="words" value="unparsed-text-lines('lists/words.txt')"/>${pattern(rule('v', assert('. = $words')), rule('box', value('count($words)'), value("string-length(unparsed-text('lists/words.txt'))")))}`,
    xml: '<box><v>opal</v><v>jade</v><v>ruby</v></box>',
    files: { 'lists/words.txt': 'ruby\r\nopal\r\n\r\nrubin' },
    finds: ['/box: 4', '/box: 19', '/box/v[2]: jade'],
  },
  {
    name: 'unparsed-text-that-is-missing-is-an-error',
    schema: pattern(rule('v', assert('contains(unparsed-text(.), "a")'))),
    xml: '<box><v>words.txt</v><v>none.txt</v></box>',
    files: { 'words.txt': 'a' },
    finds: ['! FOUT1170'],
  },
  {
    name: 'unparsed-text-with-an-encoding',
    schema: pattern(rule('box', value("unparsed-text('words.txt', 'utf-8')"))),
    xml: '<box/>',
    files: { 'words.txt': 'caf\u00e9' },
    finds: ['/box: café'],
  },
  {
    name: 'json-beside-the-rules',
    binding: 'xslt3',
    schema: `<let name="list" value="json-doc('list.json')"/>${pattern(rule('v', assert('. = $list?codes?*'), value('$list?name')))}`,
    xml: '<box><v>ro</v><v>xx</v></box>',
    files: { 'list.json': '{"name": "places", "codes": ["ro", "os"]}' },
    finds: ['/box/v: places', '/box/v[2]: xx', '/box/v[2]: places'],
  },
  {
    name: 'pattern-documents',
    schema: `<pattern documents="/box/file">${rule('item', assert('@n', 'item wants n'))}</pattern>${pattern(rule('file', assert("ends-with(., '.xml')")))}`,
    xml: '<box><file>a.xml</file><file>b.xml</file><item/></box>',
    files: { 'a.xml': '<list><item n="1"/><item/></list>', 'b.xml': '<item/>' },
    finds: ['/list/item[2]: item wants n', '/item: item wants n'],
  },
  {
    name: 'pattern-documents-with-variables',
    schema: `<let name="known" value="//@id"/><pattern documents="for $f in /box/file return string($f)">${rule('item', assert('@n = $known', '<value-of select="name(/*)"/>: <value-of select="@n"/>'))}</pattern>`,
    xml: '<box><file>a.xml</file><v id="1"/></box>',
    files: { 'a.xml': '<list><item n="1"/><item n="2"/></list>' },
    finds: ['/list/item[2]: list: 2'],
  },
  {
    name: 'doc-outside-of-the-folders-is-an-error',
    schemaFile: 'in/rules/s.sch',
    documentFile: 'in/edition/d.xml',
    schema: pattern(rule('v', assert(". = doc('../../places.xml')//@code"))),
    xml: box,
    files: { 'places.xml': PLACES },
    finds: ['!'],
    unjudged: 'Saxon reads any file; teigram none outside of the folders of schema and document',
  },
  {
    name: 'doc-in-an-included-part',
    schema: `<include href="parts/codes.sch"/>`,
    xml: box,
    files: {
      'parts/codes.sch': `<pattern xmlns="http://purl.oclc.org/dsdl/schematron">${rule('v', assert(". = doc('places.xml')//@code"))}</pattern>`,
      'parts/places.xml': PLACES,
    },
    finds: ['/box/v[2]: xx'],
  },
];
