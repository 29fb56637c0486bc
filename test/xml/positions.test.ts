import { describe, expect, it } from 'vitest';
import { errorOf, record } from './events.js';

describe('positions', () => {
  it('of each event and attribute: one-based, UTF-16 code units, the end exclusive', () => {
    const source = '<?xml version="1.0"?>\n<a\n  b="1"\tc = \'2\n3\'>𝄞é<b/>\n</a\n><!--x\ny--><?p q?>';
    expect(record([source]).events).toEqual([
      '2:1-4:4 start a{} b{}="1"@3:3-3:8 c{}="2 3"@3:9-4:3',
      '4:4-4:7 text "𝄞é"',
      '4:7-4:11 start b{}',
      '4:7-4:11 end b{}',
      '4:11-5:1 text "\\n"',
      '5:1-6:2 end a{}',
      '6:2-7:5 comment "x\\ny"',
      '7:5-7:12 instruction p "q"',
      'end of document',
    ]);
  });

  it('count CR LF, CR and LF as one line end each', () => {
    expect(record(['<a>\r\n1\r2\n3\r\r\n<b/></a>']).events).toContain('6:1-6:5 start b{}');
  });

  it('do not count a byte order mark', () => {
    expect(record(['\uFEFF<a/>']).events[0]).toBe('1:1-1:5 start a{}');
    expect(record([Buffer.from('\uFEFF<a/>')]).events[0]).toBe('1:1-1:5 start a{}');
  });

  it('of what an entity holds are those of the reference', () => {
    const source = '<!DOCTYPE r [<!ENTITY e "<i n=\'1\'>\n&f;</i>"><!ENTITY f "x">]>\n<r> &e;</r>';
    expect(record([source]).events).toEqual([
      '1:1-2:27 doctype {"name":"r","hasInternalSubset":true}',
      '3:1-3:4 start r{}',
      '3:4-3:5 text " "',
      '3:5-3:8 start i{} n{}="1"@3:5-3:8',
      '3:5-3:8 text "\\nx"',
      '3:5-3:8 end i{}',
      '3:8-3:12 end r{}',
      'end of document',
    ]);
  });

  it('of a defaulted attribute are those of the tag', () => {
    const source = '<!DOCTYPE r [<!ATTLIST r n CDATA "1">]>\n  <r/>';
    expect(record([source]).events[1]).toBe('2:3-2:7 start r{} n{}="1"@2:3-2:7');
  });

  it('of a CDATA section are those of its characters', () => {
    expect(record(['<r><![CDATA[ab\n]]></r>']).events[1]).toBe('1:13-2:1 text "ab\\n"');
  });
});

describe('errors point at', () => {
  it.each<[string, string, [number, number, number, number]]>([
    ['the whole wrong end tag', '<a>\n <b>\n </a>', [3, 2, 3, 6]],
    ['the second of two attributes', '<a n="1"\n n="2"/>', [2, 2, 2, 7]],
    ['the attribute with an unbound prefix', '<a>\n<b x:n="1"/></a>', [2, 4, 2, 11]],
    ['the name with an unbound prefix', '<a>\n<x:b n="1"/></a>', [2, 2, 2, 5]],
    ['the reference to an undeclared entity', '<a>\nx &eacute;</a>', [2, 3, 2, 11]],
    ['the one in an attribute', '<a b="1"\n c="x\n &eacute;"/>', [3, 2, 3, 10]],
    ['the forbidden character', '<a>\nx\u0007</a>', [2, 2, 2, 3]],
    ['the character after a bare ampersand', '<a>AT& T</a>', [1, 7, 1, 8]],
    ['the start of a comment that never ends', '<a/>\n <!-- x\n', [2, 2, 3, 1]],
    ['the document’s end where an element is open', '<a>\n<b>\n', [3, 1, 3, 1]],
    ['text after the root', '<a/>\n\n  x', [3, 3, 3, 4]],
    ['the fault in a DOCTYPE', '<!DOCTYPE a [\n<!ENTITY b>\n]><a/>', [2, 11, 2, 12]],
  ])('%s', (_, source, [line, column, endLine, endColumn]) => {
    expect(errorOf(source)).toMatchObject({ severity: 'error', source: 'xml', line, column, endLine, endColumn });
  });

  it('the file, where it is known', () => {
    expect(errorOf('<a>', { file: 'a.xml' })?.file).toBe('a.xml');
    expect(errorOf('<a>')).not.toHaveProperty('file');
  });

  it('the reference, for a fault in an entity, and say so', () => {
    const error = errorOf('<!DOCTYPE a [<!ENTITY e "<b></c>">]>\n<a> &e;</a>');
    expect(error).toMatchObject({ code: 'xml-mismatched-tag', line: 2, column: 5, endColumn: 8 });
    expect(error?.message).toContain('entity “e”');
  });
});

describe('messages', () => {
  it('teach', () => {
    expect(errorOf('<p>\n<hi>a</p>')?.message).toBe(
      'The end tag </p> closes <hi>, which was opened in line 2. Every element must be closed before its parent: add </hi> before it.',
    );
    expect(errorOf('<p>\n<hi>a</hu></p>')?.message).toBe(
      'The end tag </hu> closes nothing: no <hu> is open here. The element to be closed is <hi>, opened in line 2. Correct the name, or remove the tag.',
    );
    expect(errorOf('<xi:include/>')?.message).toContain('xmlns:xi="http://www.w3.org/2001/XInclude"');
    expect(errorOf('<p>caf&eacute;</p>')?.message).toContain('“eacute” is not declared');
    expect(errorOf('<p>caf&eacute;</p>')?.message).toContain('Write “é” or “&#233;” instead');
    expect(errorOf('<p>&nbsp;</p>')?.message).toContain('Write “&#160;” instead');
    expect(errorOf('<p>&constructor;</p>')?.message).toContain('Write the character itself instead');
    expect(errorOf('711.94/2400: Telegram')?.message).toContain('plain text');
    expect(errorOf('<p/> more')?.message).toContain('outside the outermost element');
  });

  it('stay short, however long the names', () => {
    const name = 'n'.repeat(100_000);
    expect(errorOf(`<${name}></p>`)?.message.length).toBeLessThan(400);
  });

  it('are one for each document', () => {
    expect(record(['<a b="1" b="2"><c></d>&']).diagnostics).toHaveLength(1);
  });
});
