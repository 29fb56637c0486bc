/** The bundled schema: as wide as the writer, never wider than tei_all, and each closed thing closed. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseXmlDocument } from 'slimdom';
import { describe, expect, it } from 'vitest';
import { toTei } from '../../src/tei/index.js';
import { schemaFrom } from '../relaxng/schemas.js';
import { bare, empty, newer, older } from '../tei/samples.js';
import { Generator, randomFrom } from './generate.js';

const PATH = fileURLToPath(new URL('../../schemas/telegram.rng', import.meta.url));
const TEI_ALL = fileURLToPath(new URL('../../../shared/relaxng/tei_all.rng', import.meta.url));
const source = readFileSync(PATH, 'utf8');
const schema = schemaFrom(PATH, { cache: false });

function findings(xml: string, against = schema): string[] {
  return against.validate(xml).diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

const OPTIONS = {
  volume: 'frus1961-63v13',
  volumeTitle: 'Western Europe',
  publisher: 'A',
  licence: 'https://example.org/',
  availability: 'Free.',
  editors: ['E. One'],
  projectDesc: 'For reading.',
  input: { name: 'a.txt', sha256: '0'.repeat(64), encoding: 'utf-8' },
};

const DOCUMENTS: [string, string][] = [
  ['newer', toTei(newer().telegram)],
  ['newer with all options', toTei(newer().telegram, OPTIONS)],
  ['older', toTei(older().telegram)],
  ['older with all options', toTei(older().telegram, OPTIONS)],
  ['bare', toTei(bare().telegram, { licence: 'CC0' })],
  ['empty', toTei(empty().telegram)],
  ['forbidden characters', toTei(bare('a\0\uFFFE\uD800').telegram)],
];

describe('what the writer writes', () => {
  it.each(DOCUMENTS)('is valid: %s', (_, xml) => {
    expect(findings(xml)).toEqual([]);
  });

  it.skipIf(!existsSync(TEI_ALL)).each(DOCUMENTS)('is valid against tei_all: %s', (_, xml) => {
    expect(findings(xml, teiAll())).toEqual([]);
  });
});

let loaded: typeof schema | undefined;
function teiAll(): typeof schema {
  loaded ??= schemaFrom(TEI_ALL, { cache: false });
  return loaded;
}

describe('the schema', () => {
  it('documents each of its definitions', () => {
    const defines = parseXmlDocument(source).documentElement!.getElementsByTagName('define');
    const bare = defines.filter((define) => define.firstElementChild?.localName !== 'documentation');
    expect(bare.map((define) => define.getAttribute('name'))).toEqual([]);
  });

  it('defines nothing twice and nothing in vain', () => {
    const names = [...source.matchAll(/<define name="([^"]+)"/g)].map((match) => match[1]!);
    const used = new Set([...source.matchAll(/<ref name="([^"]+)"/g)].map((match) => match[1]!));
    expect(names.filter((name) => !used.has(name))).toEqual([]);
    expect(names.length).toBe(new Set(names).size);
  });

  it('permits what its own generator makes of it, and the generator makes everything', () => {
    const generator = new Generator(source);
    const used = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const document = generator.generate(randomFrom(seed));
      for (const name of document.used) used.add(name);
      expect(findings(document.xml), `seed ${seed}`).toEqual([]);
    }
    expect(generator.names.filter((name) => !used.has(name))).toEqual([]);
  });

  it.skipIf(!existsSync(TEI_ALL))('permits nothing that tei_all does not', () => {
    const generator = new Generator(source);
    for (let seed = 0; seed < 1000; seed++) {
      expect(findings(generator.generate(randomFrom(seed)).xml, teiAll()), `seed ${seed}`).toEqual([]);
    }
  });
});

describe('what the writer would never write is refused', () => {
  const changes: [string, string, string | RegExp, string][] = [
    ['a page break without its number', 'newer', /<pb n="40"/, '<pb'],
    ['a page break without its identifier', 'newer', / xml:id="pg_40"/, ''],
    ['a page break with another identifier', 'newer', 'pg_40', 'page40'],
    ['a note without its marker', 'newer', '<note n="1"', '<note'],
    ['a note without its identifier', 'newer', / xml:id="d12fn1"/, ''],
    ['a note with another type', 'newer', 'type="source"', 'type="other"'],
    ['a certainty without who says so', 'newer', ' resp="#d12-teigram">See', '>See'],
    ['a date that is none', 'older', /when="[^"]*"/g, 'when="5 January 1938"'],
    ['a date that the calendar has not', 'older', /when="[^"]*"/g, 'when="1938-02-30"'],
    ['an identifier twice', 'older', 'xml:id="docfn6b"', 'xml:id="docfn6"'],
    ['a document without its identifier', 'newer', ' xml:id="d12"', ''],
    ['another kind of document', 'newer', 'subtype="historical-document"', 'subtype="poem"'],
    ['a sender that is neither from nor to', 'newer', 'persName type="from"', 'persName type="by"'],
    ['a pointer to just anywhere', 'newer', 'target="frus:d87"', 'target="http://example.org/"'],
    ['a gap for no reason', 'newer', ' reason="declassification"', ''],
    ['a unit that is none', 'newer', 'unit="line"', 'unit="furlong"'],
    ['an attribute that the writer has not', 'newer', '<body>', '<body rend="x">'],
    ['an element that the writer has not', 'newer', 'All well.', '<hi>All well.</hi>'],
    ['a second closer', 'older', '</closer>', '</closer><closer/>'],
    ['a paragraph after the closer', 'older', '<postscript>', '<p/><postscript>'],
    ['a head after a paragraph', 'newer', /(<head>.*<\/head>)(\s*)(<p>.*<\/p>)/, '$3$2$1'],
    ['text between paragraphs', 'newer', '</head>', '</head>stray'],
    ['a label without its item', 'older', /<item>Second\..*<\/item>/, ''],
    ['no respStmt for @resp to point to', 'newer', /<respStmt.*<\/respStmt>/s, ''],
    ['another namespace', 'newer', 'http://www.tei-c.org/ns/1.0', 'http://www.tei-c.org/ns/2.0'],
  ];

  it.each(changes)('%s', (_, name, from, to) => {
    const xml = DOCUMENTS.find(([known]) => known === name)![1];
    const changed = xml.replace(from, to);
    expect(changed).not.toBe(xml);
    expect(findings(changed)).not.toEqual([]);
  });
});
