import { describe, expect, it } from 'vitest';
import type { XmlDoctype } from '../../src/xml/events.js';
import { parseXml } from '../../src/xml/parser.js';
import { errorOf, eventsOf, record } from './events.js';

const within = (declarations: string) => `<!DOCTYPE r [${declarations}]><r/>`;

function doctypeOf(source: string): XmlDoctype | undefined {
  let doctype: XmlDoctype | undefined;
  parseXml(source, {
    doctype: (given) => {
      doctype = given;
    },
  });
  return doctype;
}

describe('the DOCTYPE', () => {
  it.each<[string, XmlDoctype]>([
    ['<!DOCTYPE r>', { name: 'r', hasInternalSubset: false }],
    ['<!DOCTYPE\nr [ ] >', { name: 'r', hasInternalSubset: true }],
    ['<!DOCTYPE p:r SYSTEM "r.dtd">', { name: 'p:r', systemId: 'r.dtd', hasInternalSubset: false }],
    [
      `<!DOCTYPE r PUBLIC "-//A//B\n C" 'r"dtd' []>`,
      { name: 'r', publicId: '-//A//B C', systemId: 'r"dtd', hasInternalSubset: true },
    ],
  ])('%s is reported', (source, expected) => {
    expect(doctypeOf(`${source}<r/>`)).toEqual(expected);
  });

  it('passes on the instructions among its declarations, after itself', () => {
    expect(record([within('<!-- c --><?p q?>')]).events.slice(0, 2)).toEqual([
      '1:1-1:33 doctype {"name":"r","hasInternalSubset":true}',
      '1:24-1:31 instruction p "q"',
    ]);
  });

  it.each([
    '<!ELEMENT a EMPTY><!ELEMENT a ANY >',
    '<!ELEMENT a (#PCDATA)><!ELEMENT a ( #PCDATA )*><!ELEMENT a (#PCDATA|b | c)*>',
    '<!ELEMENT a (b)><!ELEMENT a (b?,c*,d+)?><!ELEMENT a ((b|c)+,(d,(e|f)?))*>',
    `<!ELEMENT a ${'('.repeat(50_000)}b${')'.repeat(50_000)}>`,
    '<!ATTLIST a><!ATTLIST a b CDATA #IMPLIED c ID #REQUIRED d NMTOKEN "x">',
    '<!ATTLIST a b (c|-d | .e) "c" f NOTATION (g|h) #FIXED "g">',
    '<!NOTATION n PUBLIC "x"><!NOTATION n PUBLIC "x" "y" ><!NOTATION n SYSTEM "y">',
    '<!ENTITY e SYSTEM "x" NDATA n ><!ENTITY % p PUBLIC "x" "y"><!ENTITY % q "&#37; &undeclared;">',
    '<!ENTITY e "&#37;">',
    '<!ENTITY % p "<!ELEMENT a ANY> <?p?> <!-- c --> ">%p;%p;',
  ])('takes %.60s', (declarations) => {
    expect(errorOf(within(declarations))).toBeUndefined();
  });

  it.each([
    '<!ELEMENT a>',
    '<!ELEMENT a ()>',
    '<!ELEMENT a (b|c,d)>',
    '<!ELEMENT a (b,)>',
    '<!ELEMENT a (b',
    '<!ELEMENT a (#PCDATA|b)>',
    '<!ELEMENT a (#PCDATA,b)*>',
    '<!ELEMENT a (b|#PCDATA)*>',
    '<!ELEMENT a (b)) >',
    '<!ELEMENT a (b) *>',
    '<!ELEMENT a(b)>',
    '<!ELEMENT 1 ANY>',
    '<!ATTLIST a b CDATA>',
    '<!ATTLIST a b TEXT #IMPLIED>',
    '<!ATTLIST a b () "c">',
    '<!ATTLIST a b (c)"c">',
    '<!ATTLIST a b (c|) "c">',
    '<!ATTLIST a b NOTATION(c) #IMPLIED>',
    '<!ATTLIST a b CDATA #FIXED>',
    '<!ATTLIST a b CDATA #FIXED"c">',
    '<!ATTLIST a b CDATA #WANTED>',
    '<!ATTLIST a b CDATA "1"c CDATA "2">',
    '<!ENTITY e>',
    '<!ENTITY e"x">',
    '<!ENTITY e "x" "y">',
    '<!ENTITY e "%p;">',
    '<!ENTITY e "50%">',
    '<!ENTITY e SYSTEM x>',
    '<!ENTITY e PUBLIC "x">',
    '<!ENTITY e PUBLIC "x""y">',
    '<!ENTITY e PUBLIC "{" "y">',
    '<!ENTITY e SYSTEM "x"NDATA n>',
    '<!ENTITY % p SYSTEM "x" NDATA n>',
    '<!ENTITY %p "x">',
    '<!NOTATION n>',
    '<!NOTATION n "x">',
    '<!SOMETHING a>',
    '<!element a ANY>',
    '<![INCLUDE[<!ELEMENT a ANY>]]>',
    'text',
    '&amp;',
    '%p',
    '% p;',
    '<!ENTITY % p "<!ELEMENT a">%p; ANY>',
    '<!ENTITY % p "ANY"><!ELEMENT a %p;>',
    '<a/>',
  ])('refuses %s', (declarations) => {
    const code = errorOf(within(declarations))?.code;
    expect(code).toMatch(/^xml-(?:malformed-doctype|unbalanced-entity)$/);
  });

  it.each([
    ['<!ENTITY e "&#0;">', 'xml-forbidden-character-reference'],
    ['<!ENTITY e "&x">', 'xml-bare-ampersand'],
    ['<!ENTITY e "& x">', 'xml-bare-ampersand'],
    ['<!ENTITY e "\u0001">', 'xml-invalid-character'],
    ['<!ATTLIST a b CDATA "<">', 'xml-less-than-in-attribute'],
    ['<!-- a -- b -->', 'xml-hyphens-in-comment'],
    ['<?xml version="1.0"?>', 'xml-misplaced-declaration'],
    ['<!ENTITY % p "%q;"><!ENTITY % q "">', 'xml-malformed-doctype'],
    ['<!ENTITY % p "&#37;p;">%p;', 'xml-recursive-entity'],
  ])('refuses %s: %s', (declarations, code) => {
    expect(errorOf(within(declarations))?.code).toBe(code);
  });
});

describe('declared attributes', () => {
  const rootOf = (declarations: string, attributes = '') =>
    eventsOf(`<!DOCTYPE r [${declarations}]><r ${attributes}/>`)[0];

  it('get their defaults', () => {
    expect(rootOf('<!ATTLIST r a CDATA "1" b CDATA #FIXED "2" c CDATA #IMPLIED>', 'a="x"')).toBe(
      'start r{} a{}="x" b{}="2"',
    );
  });

  it('are bound by their first declaration', () => {
    expect(rootOf('<!ATTLIST r a CDATA "1"><!ATTLIST r a CDATA "2" b CDATA "3">')).toBe('start r{} a{}="1" b{}="3"');
  });

  it('lose spaces by type (XML 1.0 §3.3.3)', () => {
    const value = 'a="  x \n y&#32; &#10;"';
    expect(rootOf('<!ATTLIST r a CDATA #IMPLIED>', value)).toBe('start r{} a{}="  x   y  \\n"');
    for (const type of ['ID', 'IDREFS', 'NMTOKENS', 'ENTITY', '(x|y)', 'NOTATION (x)']) {
      expect(rootOf(`<!ATTLIST r a ${type} #IMPLIED>`, value), type).toBe('start r{} a{}="x y \\n"');
    }
  });

  it('lose spaces in their defaults, too', () => {
    expect(rootOf('<!ATTLIST r a NMTOKENS "  x   y ">')).toBe('start r{} a{}="x y"');
  });
});
