import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCompact } from '../../../src/relaxng/syntax/compact/index.js';
import type { SyntaxNode } from '../../../src/relaxng/syntax/tree.js';
import { readXmlSyntax } from '../../../src/relaxng/syntax/xml.js';
import { canonical } from './canonical.js';

const HERE = new URL('./', import.meta.url);
const CASES = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const URI = 'file:///schemas/schema.rnc';

function root(text: string): SyntaxNode {
  const { root: node, diagnostics } = parseCompact(text, URI);
  expect(diagnostics).toEqual([]);
  return node!;
}

describe('a schema in the compact syntax is the same tree as in the XML syntax', () => {
  it.each(CASES)('%s', (name) => {
    const read = (file: string) => readFileSync(new URL(`${name}/${file}`, HERE), 'utf8');
    const xml = readXmlSyntax(read('schema.rng'), URI);
    expect(xml.diagnostics).toEqual([]);
    expect(canonical(root(read('schema.rnc')))).toEqual(canonical(xml.root!));
  });

  it('takes all kinds of line ends, and a byte order mark', () => {
    const lines = ['\uFEFF# a comment', 'start = p', '## One', '## two.', 'p = """a', 'b"""'];
    const trees = ['\n', '\r\n', '\r'].map((end) => canonical(root(lines.join(end))));
    expect(trees[1]).toEqual(trees[0]);
    expect(trees[2]).toEqual(trees[0]);
    expect(trees[0]?.children[1]).toMatchObject({ documentation: 'One two.', children: [{ text: 'a\nb' }] });
  });
});

describe('places', () => {
  it('are those of the file, whatever line ends and escapes come before', () => {
    const grammar = root('# c\r\nstart =\r  \\x{70}1\np1 = el\\x{65}ment \\x{61} { text }');
    const [start, define] = grammar.children;
    const place = (node: SyntaxNode | undefined) => [node?.position.line, node?.position.column];
    expect(place(start)).toEqual([2, 1]);
    expect(place(start?.children[0])).toEqual([3, 3]);
    expect(place(define)).toEqual([4, 1]);
    const element = define?.children[0];
    expect(place(element)).toEqual([4, 6]);
    expect(place(element?.children[0])).toEqual([4, 19]);
    expect(place(element?.children[1])).toEqual([4, 28]);
    expect(element?.position.uri).toBe(URI);
  });
});

describe('names', () => {
  it('have the namespaces in scope with them, for values that are QNames', () => {
    const node = root(
      'namespace x = "urn:x" default namespace = "urn:d" namespace y = inherit element a { xsd:QName "x:b" }',
    );
    expect([...node.namespaces]).toEqual([
      ['xml', 'http://www.w3.org/XML/1998/namespace'],
      ['x', 'urn:x'],
      ['', 'urn:d'],
    ]);
    expect(node.children[1]?.attributes.get('ns')).toBe('urn:d');
  });
});

describe('what is wrong', () => {
  /** schema, code, words of the message, line and column */
  const WRONG: readonly (readonly [string, string, string, number, number])[] = [
    ['element a { }', 'compact-syntax', '“empty” says that there is no content', 1, 13],
    ['element a text', 'compact-syntax', '“{” must stand after the name of the element', 1, 11],
    ['element { text }', 'compact-syntax', 'the name of the element must stand here', 1, 9],
    ['element a { text\n  element b { text } }', 'compact-syntax', '“,” (in this order)', 2, 3],
    ['element a { text', 'compact-syntax', 'the end of the file', 1, 17],
    ['element a { text, }', 'compact-syntax', 'a pattern must stand here', 1, 19],
    ['(a, b', 'compact-syntax', '“)” must close', 1, 6],
    ['element a { text } element b { text }', 'compact-syntax', 'ends with its pattern', 1, 20],
    ['start = a }', 'compact-syntax', 'nothing was opened', 1, 11],
    ['start a', 'compact-syntax', '“=” (or', 1, 7],
    ['start = a, b | c', 'compact-connectors-mixed', '(a , b) | c', 1, 14],
    ['start = a?*', 'compact-syntax', 'one of “?”', 1, 11],
    ['list = text', 'compact-keyword', '\\list', 1, 1],
    ['start = a | list | b', 'compact-keyword', '\\list', 1, 13],
    ['start = parent list', 'compact-syntax', 'must follow “parent”', 1, 16],
    ['start = %', 'compact-syntax', '“%” means nothing', 1, 9],
    ['start = “a”', 'compact-syntax', 'straight quotes', 1, 9],
    ['start = a:', 'compact-syntax', 'a name or “*” must follow', 1, 9],
    ['start = \\ a', 'compact-syntax', 'right before a name', 1, 9],
    ['start = "a\n"', 'compact-literal-open', 'never ends', 1, 9],
    ['start = """a"', 'compact-literal-open', '"""', 1, 9],
    ['start = "a" ~ b', 'compact-syntax', 'more text in quotes', 1, 15],
    ['start = "\\x{0}"', 'compact-escape', '\\x{0}', 1, 10],
    ['start = "\\x{110000}"', 'compact-escape', 'no character', 1, 10],
    ['start = text ## why', 'compact-syntax', 'begins with one #', 1, 14],
    ['start = element x:a { text }', 'compact-prefix-undeclared', 'namespace x = "…"', 1, 17],
    ['start = element x:* { text }', 'compact-prefix-undeclared', '“x”', 1, 17],
    ['start = x:date', 'compact-prefix-undeclared', 'datatypes x = "…"', 1, 9],
    [
      'namespace sch = "urn:sch"\nstart = element a { text, sch:pattern }',
      'compact-prefix-undeclared',
      'in square brackets before it, [ sch:… [ … ] ] element',
      2,
      27,
    ],
    ['start = external "a.rnc" inherit = x', 'compact-prefix-undeclared', '“x”', 1, 36],
    ['namespace x = "a"\nnamespace x = "b"\nstart = text', 'compact-declared-twice', '“x”', 2, 11],
    ['default namespace = "a" default namespace = "b" text', 'compact-declared-twice', 'default namespace', 1, 33],
    ['datatypes x = "urn:a" datatypes x = "urn:b" text', 'compact-declared-twice', '“x”', 1, 33],
    ['namespace xml = "a" text', 'compact-prefix-reserved', '“xml”', 1, 11],
    ['namespace a = "http://www.w3.org/XML/1998/namespace" text', 'compact-prefix-reserved', '“xml”', 1, 11],
    ['namespace xmlns = "a" text', 'compact-prefix-reserved', '“xmlns”', 1, 11],
    ['datatypes xsd = "urn:a" text', 'compact-prefix-reserved', '“xsd”', 1, 11],
    ['datatypes x = "a" text', 'compact-uri', 'full URI', 1, 15],
    ['include "a.rnc#b"', 'compact-uri', 'whole file', 1, 9],
    ['include "a.rnc" { include "b.rnc" }', 'compact-syntax', 'replace those of the included file', 1, 19],
    ['element a - b { text }', 'compact-syntax', 'exceptions can only be taken', 1, 11],
    ['[ n = "1" ] text', 'compact-annotation', 'needs a prefix', 1, 3],
    ['[ "a" ] text', 'compact-syntax', 'within an annotation element', 1, 3],
    ['namespace a = "urn:a" [ a:n = "1" a:n = "2" ] text', 'compact-annotation', 'given twice', 1, 35],
    [
      'namespace r = "http://relaxng.org/ns/structure/1.0" r:text [] start = text',
      'compact-annotation',
      "RELAX NG's own",
      1,
      53,
    ],
    [`start = ${'('.repeat(5000)}`, 'compact-too-deep', 'nested', 1, 509],
    [`[ ${'a ['.repeat(5000)}`, 'compact-too-deep', 'nested', 1, 1506],
  ];

  it.each(WRONG)('%s', (text, code, words, line, column) => {
    const { diagnostics } = parseCompact(text, URI);
    expect(diagnostics).toMatchObject([
      { severity: 'error', code, line, column, file: '/schemas/schema.rnc', source: 'relaxng' },
    ]);
    expect(diagnostics[0]?.message).toContain(words);
    expect(diagnostics[0]?.message).toMatch(/\.$/);
  });

  it('is found without going through what follows, however long', () => {
    const long = 200_000;
    for (const text of ['(', '[', '"', '#\n', '## a\n', 'a ', 'é', '\\x{61}', '\n'].map((each) => each.repeat(long))) {
      const { diagnostics } = parseCompact(text, URI);
      expect(diagnostics.every(({ message }) => message.length < 500)).toBe(true);
    }
  });

  it('is all reported as long as the syntax can be followed', () => {
    const { root: node, diagnostics } = parseCompact('element a:b { attribute c:d { e:f } }', URI);
    expect(node?.name).toBe('element');
    expect(diagnostics.map(({ column }) => column)).toEqual([9, 25, 31]);
  });
});
