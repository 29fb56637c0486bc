import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Corpus } from '../../../src/validate/pointers/corpus.js';
import { PointerListener } from '../../../src/validate/pointers/listener.js';
import { Prefixes } from '../../../src/validate/pointers/prefixes.js';
import { parseXml } from '../../../src/xml/parser.js';
import { folder } from '../../cli/call.js';
import { schemaFrom } from '../../relaxng/schemas.js';

const TEI = 'http://www.tei-c.org/ns/1.0';

/** Elements with pointers of every kind that a schema can say; `word` is none, though it looks like one. */
const SCHEMA = schemaFrom(
  {
    uri: 'pointers.rnc',
    text: `default namespace = "${TEI}"
      start = any
      any = \\TEI | ref | graphic | date | prefixDef
      common = attribute xml:id { xsd:ID }?, attribute xml:base { xsd:anyURI }?, attribute word { text }?,
        attribute corresp { list { xsd:anyURI+ } }?, any*, text
      \\TEI = element TEI { common }
      ref = element ref { attribute target { list { xsd:anyURI+ } }?, common }
      graphic = element graphic { attribute url { xsd:anyURI }?, common }
      date = element date { attribute calendar { xsd:anyURI | "gregorian" }?, attribute target { text }?, common }
      prefixDef = element prefixDef { attribute ident { text }, attribute matchPattern { text },
        attribute replacementPattern { text }, common }`,
  },
  { cache: false },
);

function check(content: string, { path = '/corpus/a.xml', corpus }: { path?: string; corpus?: Corpus } = {}) {
  const xml = content.startsWith('<TEI') ? content : `<TEI xmlns="${TEI}">\n${content}</TEI>`;
  const uri = pathToFileURL(path).href;
  const pointersOf = (element: { uri: string; local: string }) => SCHEMA.uriAttributes(element);
  const listener = new PointerListener({ file: 'a.xml', uri, path, pointersOf, corpus });
  expect(parseXml(xml, listener).wellFormed).toBe(true);
  return listener.diagnostics;
}
const codes = (content: string, options?: Parameters<typeof check>[1]) =>
  check(content, options).map(({ code }) => code);

describe('uriAttributes: which attributes are pointers, the schema tells', () => {
  it('by element, with lists and alternatives told apart', () => {
    const of = (local: string) => Object.fromEntries(SCHEMA.uriAttributes({ uri: TEI, local }));
    expect(of('ref')).toMatchObject({ ' target': { list: true, only: true }, ' corresp': { list: true, only: true } });
    expect(of('graphic')).toMatchObject({ ' url': { list: false, only: true } });
    expect(of('date')[' calendar']).toEqual({ list: false, only: false });
    expect(of('date')).not.toHaveProperty(' target');
    expect(of('ref')).not.toHaveProperty(' word');
    expect(of('unknown')).toEqual({});
  });
});

describe('pointers within the document', () => {
  it('may lead forwards and backwards', () => {
    expect(codes('<ref target="#b"/><ref xml:id="b" target="#b #c" corresp="#c"/><ref xml:id="c"/>')).toEqual([]);
  });

  it('are told of where they lead to nothing, each of a list, with the place and the likely meaning', () => {
    const found = check('<ref xml:id="fn12"/><ref target="#fn12 #fn21\n#x"/>');
    expect(found).toMatchObject([
      { severity: 'warning', code: 'pointer-without-target', file: 'a.xml', line: 2, column: 26, endLine: 3 },
      { code: 'pointer-without-target' },
    ]);
    expect(found[0]!.message).toContain('@target points to #fn21');
    expect(found[0]!.message).toContain('Did you mean #fn12?');
    expect(found[1]!.message).toContain('write the name of that file before the #');
  });

  it('are not what is written in other attributes, nor words where words may stand', () => {
    expect(codes('<ref word="#x"/><date target="#x" calendar="gregorian"/>')).toEqual([]);
    expect(codes('<date calendar="#x"/>')).toEqual(['pointer-without-target']);
  });

  it('may be in a scheme of pointers, to the document, or escaped', () => {
    expect(codes('<ref target="#xpath(//p[1]) #range(a,b) # "/>')).toEqual([]);
    expect(codes('<ref xml:id="é" target="#%C3%A9 #é"/>')).toEqual([]);
  });

  it('are relative to xml:base, which may name another document', () => {
    const dir = folder({ 'sub/b.xml': '' });
    const path = join(dir, 'a.xml');
    expect(codes('<ref xml:base="sub/b.xml"><ref target="#in-b"/></ref><ref target="#x"/>', { path })).toEqual([
      'pointer-without-target',
    ]);
    expect(codes('<ref xml:base="sub/"><ref target="b.xml"/><ref target="c.xml"/></ref>', { path })).toEqual([
      'pointer-without-file',
    ]);
    expect(codes('<ref xml:base="sub/"/><ref target="sub/b.xml"/>', { path })).toEqual([]);
  });
});

describe('pointers to files', () => {
  it('are told of where the file is missing', () => {
    const dir = folder({ 'images/my page.jpg': '', 'images/1.jpg': '' });
    const path = join(dir, 'a.xml');
    const found = check(
      '<graphic url="images/my page.jpg"/><graphic url="images/1.jpg"/><graphic url="images/2.jpg"/>',
      { path },
    );
    expect(found).toMatchObject([{ severity: 'warning', code: 'pointer-without-file', line: 2 }]);
    expect(found[0]!.message).toContain(join(dir, 'images/2.jpg'));
  });

  it('are told of where "#" was forgotten, also in a list and before the id comes', () => {
    const found = check('<ref target="#fore chapel quay" xml:id="fore"/><graphic url="chapel"/><ref xml:id="chapel"/>');
    expect(found.map(({ code }) => code)).toEqual(Array(3).fill('pointer-without-file'));
    expect(found.map(({ message }) => message.includes('write "#chapel"'))).toEqual([true, false, true]);
  });

  it('may lead to the web, which is not asked', () => {
    expect(
      codes('<ref target="https://example.org/x mailto:a@example.org urn:isbn:1 HTTP://example.org/ //h/x"/>'),
    ).toEqual([]);
  });

  it('never fail for what no path may hold', () => {
    expect(codes('<ref target="a%00b file://host/x http://["/>')).toHaveLength(1);
  });
});

describe('prefixes', () => {
  const define = (pattern: string, replacement: string, ident = 'p') =>
    `<prefixDef ident="${ident}" matchPattern="${pattern}" replacementPattern="${replacement}"/>`;

  it('expand to pointers, which are followed, also where they are declared later', () => {
    const local = define('([a-z]+)', '#x-$1');
    expect(codes(`${local}<ref xml:id="x-a" target="p:a p:b"/>`)).toEqual(['pointer-without-target']);
    expect(codes(`<ref target="p:a"/><ref xml:id="x-a"/>${local}`)).toEqual([]);
    expect(codes(`${define('(.+)', 'https://example.org/$1')}<ref target="p:a"/>`)).toEqual([]);
    expect(codes(`${define('(.+)', '$1.xml')}<ref target="p:nowhere"/>`)).toEqual(['pointer-without-file']);
  });

  it('expand through one another, and not in a circle without end', () => {
    const found = codes(`${define('(.+)', 'q:$1')}${define('(.+)', '#$1', 'q')}<ref target="p:x"/>`);
    expect(found).toEqual(['pointer-without-target']);
    expect(codes(`${define('(.+)', 'q:$1')}${define('(.+)', 'p:$1', 'q')}<ref target="p:x"/>`)).toEqual([]);
  });

  it('are told of where nobody declares them, or the rest does not match', () => {
    const found = check(`${define('d[0-9]+', '#$0')}<ref target="frus:d387 p:387 pp:d1"/>`);
    expect(found.map(({ code }) => code)).toEqual([
      'pointer-prefix-undeclared',
      'pointer-prefix-mismatch',
      'pointer-prefix-undeclared',
    ]);
    expect(found[2]!.message).toContain('Did you mean p:?');
    expect(
      codes(
        '<ref target="xx:y" xmlns:p="urn:other"><p:prefixDef ident="xx" matchPattern=".*" replacementPattern="#a"/></ref>',
      ),
    ).toEqual(['pointer-prefix-undeclared']);
  });

  it('take several patterns in turn', () => {
    const both = define('d(.*)', '#d$1') + define('n(.*)', '#n$1');
    expect(codes(`${both}<ref xml:id="n1" target="p:n1"/><ref target="p:x"/>`)).toEqual(['pointer-prefix-mismatch']);
  });

  it('take no time without end, whatever pattern a document brings', () => {
    const prefixes = new Prefixes();
    const started = performance.now();
    for (const pattern of ['(a+)+', '(a*)*b', '(a|aa)+', '((a+)b?)+c', '(.*)(.*)(.*)(.*)(.*)x', '(.*)(.*)(.*)x', '(']) {
      prefixes.declare(pattern, pattern, '#$1');
      for (const length of [50, 500, 100_000]) prefixes.expand(pattern, `${'a'.repeat(length)}!`);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('a corpus', () => {
  async function corpusOf(files: Readonly<Record<string, string>>) {
    const dir = folder();
    const corpus = new Corpus();
    for (const [name, content] of Object.entries(files)) {
      const path = join(dir, name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, content);
      await corpus.add(path, [Buffer.from(content)]);
    }
    return { corpus, at: (name: string) => join(dir, name) };
  }
  const file = (content: string) => `<TEI xmlns="${TEI}">${content}</TEI>`;

  it('tells of pointers that lead nowhere, and where an id without a file is in another one', async () => {
    const a = '<ref target="#in-b b.xml#in-b b.xml#gone #gone sub/c.xml#in-c"/>';
    const { corpus, at } = await corpusOf({
      'a.xml': file(a),
      'b.xml': file('<ref xml:id="in-b"/>'),
      'sub/c.xml': file('<ref xml:id="in-c"/>'),
    });
    const found = check(a, { path: at('a.xml'), corpus });
    expect(found).toMatchObject([
      { severity: 'warning', code: 'pointer-without-target' },
      { severity: 'error', code: 'pointer-without-target' },
      { severity: 'error', code: 'pointer-without-target' },
    ]);
    expect(found[0]!.message).toContain(`${at('b.xml')} has it`);
    expect(found[1]!.message).toContain(`nothing in ${at('b.xml')}`);
  });

  it('may have an id in two files, each of which means its own', async () => {
    const content = '<ref xml:id="same" target="#same"/>';
    const { corpus, at } = await corpusOf({ 'a.xml': file(content), 'b.xml': file(content) });
    expect(check(content, { path: at('a.xml'), corpus })).toEqual([]);
    expect(check(content, { path: at('b.xml'), corpus })).toEqual([]);
  });

  it('says of each fault in few words what others like it have in common', async () => {
    const declared = '<prefixDef ident="psn" matchPattern="(p.+)" replacementPattern="people.xml#$1"/>';
    const content = `${declared}<ref xml:id="mine"/><ref target="#gone #in-b b.xml#gone no.xml no.xml#p1 mine in-b"/><ref corresp="psn:p1 psn:q xx:y"/><ref xml:base="away.xml" target="#a"/>`;
    const { corpus, at } = await corpusOf({ 'a.xml': file(content), 'b.xml': file('<ref xml:id="in-b"/>') });
    const found = check(content, { path: at('a.xml'), corpus });
    expect(found.map(({ alike }) => alike?.replaceAll(at('').replace(/[^/\\]$/, '$&/'), ''))).toEqual([
      '@target="#gone" leads to nothing in any file of the run',
      '@target="#in-b" leads to nothing in its own document (b.xml has that xml:id)',
      '@target="b.xml#gone" leads to nothing in b.xml',
      '@target="no.xml" leads to no file',
      '@target="no.xml#…" leads to no file',
      '@target="mine" leads to no file ("#mine" is probably meant)',
      '@target="in-b" leads to no file (b.xml has an xml:id of that name)',
      '@corresp="psn:…" (people.xml) leads to no file',
      '@corresp="psn:q" does not have the form that the prefixDef asks for',
      '@corresp="xx:…" has a prefix that no prefixDef declares',
      '@target="away.xml#…" leads to no file',
    ]);
    expect(check(content, { path: at('a.xml') }).every(({ alike }) => alike === undefined)).toBe(true);
  });

  it('takes what it can from files that are not well-formed', async () => {
    const { corpus } = await corpusOf({ 'a.xml': '<TEI><p xml:id="x"></q>' });
    expect(corpus.ownerOf('x')).toMatch(/a\.xml$/);
  });
});
