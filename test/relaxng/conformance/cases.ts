/**
 * RELAX NG, section by section, as its specification says (ISO/IEC 19757-2; numbers of the OASIS specification of
 * 2001). Each case is a schema, in the compact or in the XML syntax, with documents that are right and documents that
 * are wrong: `▸` stands before the place that the first message is about. A schema without documents is incorrect.
 */
export interface Case {
  readonly section: string;
  readonly about: string;
  /** The schema in the compact syntax, or … */
  readonly rnc?: string;
  /** … in the XML syntax; {@link rng} adds what every schema declares. */
  readonly rng?: string;
  readonly right?: readonly string[];
  readonly wrong?: readonly string[];
  /** Where jing says otherwise: what, and why it is the specification that is followed here. */
  readonly jing?: string;
}

/** A schema in the XML syntax: a pattern with the namespace and the datatypes declared. */
function rng(pattern: string): string {
  return pattern.replace(
    /^<(\w+)/,
    '<$1 xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"',
  );
}

const SYNTAX: readonly Case[] = [
  { section: '3', about: 'an element that is no pattern', rng: rng('<element name="a"><sequence/></element>') },
  { section: '3', about: 'an element without a name', rng: rng('<element><empty/></element>') },
  { section: '3', about: 'an element without content', rng: rng('<element name="a"/>') },
  { section: '3', about: 'text among patterns', rng: rng('<element name="a">text<empty/></element>') },
  {
    section: '3',
    about: 'an attribute that is not known',
    rng: rng('<element name="a" minimum="1"><empty/></element>'),
  },
  { section: '3', about: 'content of what is empty', rng: rng('<element name="a"><empty><text/></empty></element>') },
  { section: '3', about: 'a name that is none', rng: rng('<element name="1a"><empty/></element>') },
  {
    section: '3',
    about: 'a grammar without a start',
    rng: rng('<grammar><define name="a"><empty/></define></grammar>'),
  },
  {
    section: '3',
    about: 'a definition without content',
    rng: rng('<grammar><start><text/></start><define name="a"/></grammar>'),
  },
  { section: '3', about: 'a choice of nothing', rng: rng('<element name="a"><choice/></element>') },
  {
    section: '4.1',
    about: 'elements and attributes of other namespaces are annotations',
    rng: rng(
      '<element name="a"><x:note xmlns:x="urn:x">text <x:b/></x:note><empty x:level="1" xmlns:x="urn:x"/></element>',
    ),
    right: ['<a/>'],
    wrong: ['<a>▸text</a>'],
  },
  {
    section: '4.2',
    about: 'white space around names is left out',
    rng: rng('<element name=" a "><value type=" token "> x  y </value></element>'),
    right: ['<a>x y</a>', '<a> x   y </a>'],
    wrong: ['<a>▸xy</a>'],
  },
  {
    section: '4.3',
    about: 'a datatype library is inherited, and "" is the built-in one',
    rng: rng(
      '<element name="a"><choice><data type="integer"/><data type="string" datatypeLibrary=""/></choice></element>',
    ),
    right: ['<a>1</a>', '<a>one</a>'],
  },
  {
    section: '4.3',
    about: 'a type that its library does not have',
    rng: rng('<element name="a"><data type="whole"/></element>'),
  },
  {
    section: '4.3',
    about: 'a type beyond the built-in library',
    rng: rng('<element name="a"><data type="integer" datatypeLibrary=""/></element>'),
  },
  {
    section: '4.3',
    about: 'a library’s address that is relative',
    rng: rng('<element name="a"><data type="token" datatypeLibrary="x/y"/></element>'),
  },
  {
    section: '4.4',
    about: 'a value without a type is a token of the built-in library',
    rng: rng('<element name="a"><value> x  y </value></element>'),
    right: ['<a>x y</a>'],
    wrong: ['<a>▸x</a>'],
  },
  {
    section: '4.8',
    about: 'the attribute name stands for a name element, for an attribute without a namespace',
    rng: rng('<element name="a" ns="urn:a"><attribute name="b"/></element>'),
    right: ['<a xmlns="urn:a" b=""/>', '<x:a xmlns:x="urn:a" b=""/>'],
    wrong: ['▸<a b=""/>', '▸<x:a xmlns:x="urn:a" x:b=""/>'],
  },
  {
    section: '4.9',
    about: 'ns is inherited by names within, nearest first',
    rng: rng(
      '<element name="a" ns="urn:a"><element name="b"><empty/></element><element name="c" ns=""><empty/></element></element>',
    ),
    right: ['<a xmlns="urn:a"><b/><c xmlns=""/></a>'],
    wrong: ['<a xmlns="urn:a"><b/>▸<c/></a>'],
  },
  {
    section: '4.10',
    about: 'a prefix in a name is that of the schema',
    rng: rng('<element name="p:a" xmlns:p="urn:p"><empty/></element>'),
    right: ['<q:a xmlns:q="urn:p"/>'],
    wrong: ['▸<p:a xmlns:p="urn:other"/>'],
  },
  { section: '4.10', about: 'a prefix that is not declared', rng: rng('<element name="p:a"><empty/></element>') },
  {
    section: '4.11',
    about: 'div only groups',
    rng: rng(
      '<grammar><div><start><ref name="a"/></start><div><define name="a"><element name="a"><empty/></element></define></div></div></grammar>',
    ),
    right: ['<a/>'],
  },
  {
    section: '4.12',
    about: 'several patterns in an element are a group, in a list and a repetition as well',
    rng: rng(
      '<element name="a"><oneOrMore><element name="b"><empty/></element><element name="c"><empty/></element></oneOrMore></element>',
    ),
    right: ['<a><b/><c/></a>', '<a><b/><c/><b/><c/></a>'],
    wrong: ['<a>▸<c/></a>', '<a><b/>▸<b/></a>', '<a><b/>▸</a>'],
  },
  {
    section: '4.13',
    about: 'mixed is text interleaved',
    rng: rng(
      '<element name="a"><mixed><element name="b"><empty/></element><element name="c"><empty/></element></mixed></element>',
    ),
    right: ['<a>x<b/>y<c/>z</a>', '<a><b/><c/></a>'],
    wrong: ['<a>x▸<c/><b/></a>'],
  },
  {
    section: '4.14',
    about: 'what is optional may be absent',
    rng: rng('<element name="a"><optional><element name="b"><empty/></element></optional></element>'),
    right: ['<a/>', '<a><b/></a>'],
    wrong: ['<a><b/>▸<b/></a>'],
  },
  {
    section: '4.15',
    about: 'zeroOrMore repeats',
    rng: rng('<element name="a"><zeroOrMore><element name="b"><empty/></element></zeroOrMore></element>'),
    right: ['<a/>', '<a><b/><b/><b/></a>'],
    wrong: ['<a><b/>▸text</a>'],
  },
  { section: '4.16', about: 'xmlns is no name of an attribute', rnc: 'element a { attribute xmlns { text } }' },
  {
    section: '4.16',
    about: 'the namespace of declarations is none of an attribute',
    rng: rng('<element name="a"><attribute name="b" ns="http://www.w3.org/2000/xmlns"/></element>'),
  },
  {
    section: '4.16',
    about: 'anyName is not within an exception of anyName',
    rng: rng('<element><anyName><except><anyName/></except></anyName><empty/></element>'),
  },
  {
    section: '4.16',
    about: 'nsName is not within an exception of nsName',
    rng: rng('<element><nsName><except><nsName ns="urn:x"/></except></nsName><empty/></element>'),
  },
  {
    section: '4.16',
    about: 'anyName is not within an exception of nsName',
    rng: rng('<element><nsName><except><choice><name>a</name><anyName/></choice></except></nsName><empty/></element>'),
  },
];

const GRAMMARS: readonly Case[] = [
  {
    section: '4.17',
    about: 'two definitions of one name that do not say how they combine',
    rnc: 'start = a  a = element a { empty }  a = element b { empty }',
  },
  {
    section: '4.17',
    about: 'definitions that combine in two ways',
    rnc: 'start = element r { a }  a |= element a { empty }  a &= element b { empty }',
  },
  {
    section: '4.17',
    about: 'one definition may leave out how it combines',
    rnc: 'start = element r { a }  a = element a { empty }  a |= element b { empty }',
    right: ['<r><a/></r>', '<r><b/></r>'],
    wrong: ['<r>▸<c/></r>', '<r><a/>▸<b/></r>'],
  },
  {
    section: '4.17',
    about: 'definitions interleave',
    rnc: 'start = element r { a }  a &= attribute x { text }  a &= element b { empty }  a &= element c { empty }',
    right: ['<r x=""><c/><b/></r>', '<r x=""><b/><c/></r>'],
    wrong: ['<r x=""><c/>▸</r>', '▸<r><b/><c/></r>'],
  },
  {
    section: '4.17',
    about: 'starts combine',
    rnc: 'start |= element a { empty }  start |= element b { empty }',
    right: ['<a/>', '<b/>'],
    wrong: ['▸<c/>'],
  },
  { section: '4.18', about: 'a reference to nothing', rnc: 'start = element a { b }' },
  {
    section: '4.18',
    about: 'a reference to a parent where there is none',
    rnc: 'start = element a { parent b }  b = empty',
  },
  {
    section: '4.18',
    about: 'a grammar within has names of its own, and reaches those of its parent',
    rnc: 'start = element a { grammar { start = b, parent b  b = element inner { empty } } }  b = element outer { empty }',
    right: ['<a><inner/><outer/></a>'],
    wrong: ['<a>▸<outer/></a>', '<a><inner/>▸</a>'],
  },
  {
    section: '4.19',
    about: 'a definition that comes back to itself without an element between',
    rnc: 'start = a  a = element b { empty } | a',
  },
  {
    section: '4.19',
    about: 'two definitions that come back to each other',
    rnc: 'start = element r { a }  a = b?  b = element c { empty }, a',
  },
  {
    section: '4.19',
    about: 'a definition that comes back through an element',
    rnc: 'start = a  a = element a { a* }',
    right: ['<a/>', '<a><a><a/></a><a/></a>'],
    wrong: ['<a><a>▸<b/></a></a>'],
  },
  {
    section: '4.20',
    about: 'what cannot be is as if it were not there',
    rnc: 'element a { element b { notAllowed } | element c { empty } }',
    right: ['<a><c/></a>'],
    wrong: ['<a>▸<b/></a>'],
  },
  {
    section: '4.20',
    about: 'an attribute that cannot be',
    rnc: 'element a { attribute x { notAllowed }? }',
    right: ['<a/>'],
    wrong: ['<a ▸x=""/>'],
  },
  {
    section: '4.21',
    about: 'empty beside another choice is no choice',
    rnc: 'element a { empty | element b { empty } }',
    right: ['<a/>', '<a><b/></a>'],
    wrong: ['<a><b/>▸<b/></a>'],
  },
];

const DERIVATIVES: readonly Case[] = [
  {
    section: '6.2.1',
    about: 'a choice',
    rnc: 'element a { element b { empty } | element c { empty } }',
    right: ['<a><b/></a>', '<a><c/></a>'],
    wrong: ['▸<a/>', '<a><b/>▸<c/></a>', '<a>▸<d/></a>'],
  },
  {
    section: '6.2.2',
    about: 'a group, in its order',
    rnc: 'element a { element b { empty }, element c { empty } }',
    right: ['<a><b/><c/></a>', '<a>\n<b/>\n<c/>\n</a>'],
    wrong: ['<a>▸<c/><b/></a>', '<a><b/>▸</a>', '<a><b/><c/>▸<c/></a>'],
  },
  {
    section: '6.2.3',
    about: 'nothing',
    rnc: 'element a { empty }',
    right: ['<a/>', '<a></a>', '<a> </a>', '<a><!-- note --><?pi?></a>'],
    wrong: ['<a>▸x</a>', '<a>▸<a/></a>', '<a ▸x=""/>'],
  },
  {
    section: '6.2.4',
    about: 'text is any amount of it, none as well',
    rnc: 'element a { text }',
    right: ['<a/>', '<a>one <![CDATA[<two>]]> three</a>'],
    wrong: ['<a>text▸<b/></a>'],
  },
  {
    section: '6.2.5',
    about: 'one or more',
    rnc: 'element a { element b { empty }+ }',
    right: ['<a><b/></a>', '<a><b/><b/></a>'],
    wrong: ['▸<a/>', '<a><b/>▸<c/></a>'],
  },
  {
    section: '6.2.6',
    about: 'interleaving',
    rnc: 'element a { element b { empty }* & element c { empty } }',
    right: ['<a><c/></a>', '<a><b/><c/><b/></a>'],
    wrong: ['<a><b/>▸</a>', '<a><c/><b/>▸<c/></a>'],
  },
  {
    section: '6.2.6',
    about: 'a group that is interleaved keeps its order',
    rnc: 'element a { (element b { empty }, element c { empty }) & element d { empty } }',
    right: ['<a><b/><d/><c/></a>', '<a><d/><b/><c/></a>'],
    wrong: ['<a>▸<c/><d/><b/></a>', '<a><d/>▸<c/><b/></a>'],
  },
  {
    section: '6.2.7',
    about: 'attributes, in any order',
    rnc: 'element a { attribute x { "1" }, attribute y { "2" }? }',
    right: ['<a x="1"/>', '<a y="2" x="1"/>'],
    wrong: ['▸<a/>', '<a ▸x="2"/>', '▸<a y="2"/>'],
  },
  {
    section: '6.2.7',
    about: 'an attribute’s place among elements does not matter',
    rnc: 'element a { element b { empty }, attribute x { text } }',
    right: ['<a x=""><b/></a>'],
    wrong: ['▸<a><b/></a>'],
  },
  {
    section: '6.2.7',
    about: 'an attribute that decides between elements',
    rnc: 'element a { (attribute x { "1" }, element b { empty }) | (attribute x { "2" }, element c { empty }) }',
    right: ['<a x="1"><b/></a>', '<a x="2"><c/></a>'],
    wrong: ['<a x="1">▸<c/></a>'],
  },
  {
    section: '6.2.8',
    about: 'elements of one name with different contents',
    rnc: 'element a { element b { element c { empty } } | element b { element d { empty } } }',
    right: ['<a><b><c/></b></a>', '<a><b><d/></b></a>'],
    wrong: ['<a><b>▸<e/></b></a>', '<a>▸<b/></a>'],
  },
  {
    section: '6.2.9',
    about: 'data, white space around it aside',
    rnc: 'element a { xsd:integer }',
    right: ['<a>12</a>', '<a> 12 </a>', '<a><!-- twelve -->12</a>'],
    wrong: ['<a>▸twelve</a>', '▸<a/>', '<a>▸1<b/></a>'],
  },
  {
    section: '6.2.9',
    about: 'values of a type are compared as it says',
    rnc: 'element a { xsd:integer "1" }',
    right: ['<a>1</a>', '<a>01</a>', '<a>+1</a>'],
    wrong: ['<a>▸2</a>'],
  },
  {
    section: '6.2.9',
    about: 'values of a string are compared with their white space',
    rnc: 'element a { string " x" }',
    right: ['<a> x</a>'],
    wrong: ['<a>▸x</a>'],
  },
  {
    section: '6.2.9',
    about: 'data but for an exception',
    rnc: 'element a { xsd:integer - (xsd:integer "1" | xsd:integer "2") }',
    right: ['<a>3</a>'],
    wrong: ['<a>▸1</a>', '<a>▸02</a>'],
  },
  {
    section: '6.2.9',
    about: 'data with parameters',
    rnc: 'element a { xsd:string { minLength = "2" maxLength = "3" } }',
    right: ['<a>ab</a>', '<a>abc</a>'],
    wrong: ['<a>▸a</a>', '<a>▸abcd</a>'],
  },
  {
    section: '6.2.10',
    about: 'the built-in types',
    rnc: 'element a { attribute s { string "x" }, attribute t { token "x" } }',
    right: ['<a s="x" t=" x "/>'],
    wrong: ['<a ▸s=" x" t="x"/>'],
  },
  {
    section: '6.2.11',
    about: 'a list of values that white space parts',
    rnc: 'element a { list { xsd:integer, xsd:token+ } }',
    right: ['<a>1 x</a>', '<a> 1\nx y </a>'],
    wrong: ['<a>▸x 1</a>', '<a>▸1</a>'],
  },
  {
    section: '6.2.11',
    about: 'a list of nothing is there',
    rnc: 'element a { list { xsd:integer* } }',
    right: ['<a/>', '<a> </a>', '<a>1 2</a>'],
    wrong: ['<a>▸1 x</a>'],
  },
  {
    section: '6.2.11',
    about: 'a list in an attribute',
    rnc: 'element a { attribute x { list { ("p" | "q")+ } } }',
    right: ['<a x="p q p"/>'],
    wrong: ['<a ▸x=""/>', '<a ▸x="p r"/>'],
  },
  {
    section: '6.1',
    about: 'any name',
    rnc: 'element * { empty }',
    right: ['<a/>', '<a xmlns="urn:a"/>'],
    wrong: ['<a>▸<b/></a>'],
  },
  {
    section: '6.1',
    about: 'any name but for some',
    rnc: 'element * - (a | b) { empty }',
    right: ['<c/>', '<a xmlns="urn:a"/>'],
    wrong: ['▸<a/>', '▸<b/>'],
  },
  {
    section: '6.1',
    about: 'any name of a namespace',
    rnc: 'namespace p = "urn:p" element p:* { empty }',
    right: ['<a xmlns="urn:p"/>'],
    wrong: ['▸<a/>', '▸<a xmlns="urn:q"/>'],
  },
  {
    section: '6.1',
    about: 'any name of a namespace but for some',
    rnc: 'namespace p = "urn:p" element p:* - p:a { empty }',
    right: ['<b xmlns="urn:p"/>'],
    wrong: ['▸<a xmlns="urn:p"/>'],
  },
  {
    section: '6.1',
    about: 'a choice of names',
    rnc: 'element a | b { attribute x | y { text } }',
    right: ['<a x=""/>', '<b y=""/>'],
    wrong: ['▸<c x=""/>', '<a x="" ▸y=""/>'],
  },
  {
    section: '6.1',
    about: 'anything within',
    rnc: 'start = element a { any }  any = (element * { any } | attribute * { text } | text)*',
    right: ['<a x="1">t<b y="2"><c xmlns="urn:c"/></b></a>', '<a/>'],
    wrong: ['▸<b/>'],
  },
];

const RESTRICTIONS: readonly Case[] = [
  {
    section: '7.1.1',
    about: 'an attribute within an attribute',
    rnc: 'element a { attribute x { attribute y { text } } }',
  },
  {
    section: '7.1.1',
    about: 'an element within an attribute',
    rnc: 'element a { attribute x { element b { text } } }',
  },
  {
    section: '7.1.1',
    about: 'an element within an attribute, by way of a definition',
    rnc: 'start = element a { attribute x { b } }  b = text | element b { text }',
  },
  {
    section: '7.1.2',
    about: 'an attribute in a group that repeats',
    rnc: 'element a { (attribute x { text }, element b { empty })+ }',
  },
  {
    section: '7.1.2',
    about: 'an attribute in an interleaving that repeats',
    rnc: 'element a { (attribute x { text } & element b { empty })* }',
  },
  {
    section: '7.1.2',
    about: 'an attribute alone may repeat if any name will do',
    rnc: 'element a { attribute * { text }* }',
    right: ['<a/>', '<a x="" y=""/>'],
  },
  { section: '7.1.3', about: 'an element in a list', rnc: 'element a { list { element b { text } } }' },
  { section: '7.1.3', about: 'an attribute in a list', rnc: 'element a { list { attribute b { text } } }' },
  { section: '7.1.3', about: 'a list in a list', rnc: 'element a { list { list { token } } }' },
  { section: '7.1.3', about: 'text in a list', rnc: 'element a { list { text } }' },
  { section: '7.1.3', about: 'interleaving in a list', rnc: 'element a { list { token & token } }' },
  {
    section: '7.1.4',
    about: 'text in an exception',
    rng: rng('<element name="a"><data type="token"><except><text/></except></data></element>'),
  },
  { section: '7.1.4', about: 'a list in an exception', rnc: 'element a { token - list { token } }' },
  {
    section: '7.1.4',
    about: 'a repetition in an exception',
    rng: rng(
      '<element name="a"><data type="token"><except><oneOrMore><value>x</value></oneOrMore></except></data></element>',
    ),
  },
  {
    section: '7.1.4',
    about: 'nothing in an exception',
    rng: rng('<element name="a"><data type="token"><except><empty/></except></data></element>'),
  },
  { section: '7.1.5', about: 'an attribute in the start', rnc: 'start = attribute a { text }' },
  { section: '7.1.5', about: 'text in the start', rnc: 'start = text' },
  { section: '7.1.5', about: 'data in the start', rnc: 'start = xsd:integer' },
  { section: '7.1.5', about: 'a list in the start', rnc: 'start = list { token }' },
  { section: '7.1.5', about: 'a group in the start', rnc: 'start = element a { empty }, element b { empty }' },
  { section: '7.1.5', about: 'a repetition in the start', rnc: 'start = element a { empty }+' },
  { section: '7.1.5', about: 'nothing in the start', rnc: 'start = empty' },
  { section: '7.2', about: 'data beside an element', rnc: 'element a { xsd:integer, element b { empty } }' },
  { section: '7.2', about: 'data beside text', rnc: 'element a { xsd:integer & text }' },
  { section: '7.2', about: 'data that repeats', rnc: 'element a { xsd:integer+ }' },
  { section: '7.2', about: 'two values side by side', rnc: 'element a { "x", "y" }' },
  {
    section: '7.2',
    about: 'data beside an attribute',
    rnc: 'element a { attribute x { text }, xsd:integer }',
    right: ['<a x="">1</a>'],
    wrong: ['<a x="">▸b</a>'],
  },
  {
    section: '7.2',
    about: 'data or elements',
    rnc: 'element a { xsd:integer | element b { empty } }',
    right: ['<a>1</a>', '<a><b/></a>'],
    wrong: ['<a>▸<c/></a>'],
  },
  {
    section: '7.3',
    about: 'one attribute twice in a group',
    rnc: 'element a { attribute x { text }, attribute x { text } }',
  },
  {
    section: '7.3',
    about: 'one attribute twice in an interleaving',
    rnc: 'element a { attribute x { text } & (attribute x { "1" } | element b { empty }) }',
  },
  {
    section: '7.3',
    about: 'attributes whose names overlap',
    rnc: 'element a { attribute * { text }+, attribute x { text } }',
  },
  {
    section: '7.3',
    about: 'attributes whose names do not overlap',
    rnc: 'element a { attribute * - x { text }*, attribute x { text } }',
    right: ['<a x=""/>', '<a x="" y=""/>'],
    wrong: ['▸<a y=""/>'],
  },
  {
    section: '7.3',
    about: 'one attribute in two choices',
    rnc: 'element a { attribute x { "1" } | attribute x { "2" } }',
    right: ['<a x="1"/>', '<a x="2"/>'],
    wrong: ['<a ▸x="3"/>'],
  },
  { section: '7.3', about: 'any name of an attribute that does not repeat', rnc: 'element a { attribute * { text } }' },
  {
    section: '7.3',
    about: 'any name of a namespace, of an attribute that does not repeat',
    rnc: 'namespace p = "urn:p" element a { attribute p:* { text } }',
  },
  {
    section: '7.4',
    about: 'one element in both parts of an interleaving',
    rnc: 'element a { element b { empty } & (element c { empty }, element b { empty }) }',
  },
  {
    section: '7.4',
    about: 'elements of names that overlap in both parts',
    rnc: 'element a { element b { empty } & element * { empty } }',
  },
  { section: '7.4', about: 'text in both parts', rnc: 'element a { text & (element b { empty }, text) }' },
  {
    section: '7.4',
    about: 'different elements in both parts',
    rnc: 'element a { element b { empty } & element * - b { empty } }',
    right: ['<a><c/><b/></a>'],
    wrong: ['<a><b/>▸</a>'],
  },
];

const COMPACT: readonly Case[] = [
  {
    section: 'compact 2',
    about: 'comments, documentation and annotations',
    rnc: 'namespace x = "urn:x"\n# a comment\n## documentation\n[ x:y = "z" ]\nelement a { empty >> x:note [ "text" ] }',
    right: ['<a/>'],
  },
  {
    section: 'compact 2',
    about: 'words of the syntax as names, quoted',
    rnc: 'start = \\element  \\element = element element { attribute text { text } }',
    right: ['<element text=""/>'],
    wrong: ['▸<element/>'],
  },
  {
    section: 'compact 2',
    about: 'strings of several parts and lines',
    rnc: `element a { string "x" ~ 'y' ~ """z\n"w""" }`,
    right: ['<a>xyz\n"w</a>'],
    wrong: ['<a>▸xyz</a>'],
  },
  {
    section: 'compact 2',
    about: 'characters by their number',
    rnc: 'element \\x{61} { "\\x{e9}" }',
    right: ['<a>é</a>'],
    wrong: ['<a>▸e</a>'],
  },
  {
    section: 'compact 2',
    about: 'a default namespace',
    rnc: 'default namespace = "urn:d" element a { attribute x { text }? }',
    right: ['<a xmlns="urn:d" x=""/>'],
    wrong: ['▸<a/>'],
  },
  {
    section: 'compact 2',
    about: 'a default namespace with a prefix',
    rnc: 'default namespace p = "urn:d" element a { attribute p:x { text } }',
    right: ['<a xmlns="urn:d" xmlns:q="urn:d" q:x=""/>'],
    wrong: ['<a xmlns="urn:d" ▸x=""/>'],
  },
  {
    section: 'compact 2',
    about: 'the prefix xml is known',
    rnc: 'element a { attribute xml:lang { xsd:language } }',
    right: ['<a xml:lang="en"/>'],
    wrong: ['<a ▸xml:lang="1 2"/>'],
  },
  {
    section: 'compact 2',
    about: 'libraries of datatypes',
    rnc: 'datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes" element a { d:date }',
    right: ['<a>1961-12-15</a>'],
    wrong: ['<a>▸15 December 1961</a>'],
  },
  {
    section: 'compact 2',
    about: 'operators are not mixed',
    rnc: 'element a { element b { empty }, element c { empty } | element d { empty } }',
  },
  { section: 'compact 2', about: 'a prefix that is not declared', rnc: 'element p:a { empty }' },
  { section: 'compact 2', about: 'a brace that is not closed', rnc: 'element a { empty' },
  {
    section: 'compact 2',
    about: 'one prefix declared twice',
    rnc: 'namespace p = "urn:1" namespace p = "urn:2" element p:a { empty }',
    jing: 'it takes the last; the compact syntax (section 3) forbids it',
  },
  { section: 'compact 2', about: 'a definition without an expression', rnc: 'start = element a { b } b =' },
];

const DATATYPES: readonly Case[] = [
  {
    section: 'datatypes',
    about: 'dates and times',
    rnc: 'element a { xsd:dateTime }',
    right: ['<a>1975-05-12T15:30:00Z</a>'],
    wrong: ['<a>▸1975-05-12</a>', '<a>▸1975-13-12T15:30:00</a>'],
  },
  {
    section: 'datatypes',
    about: 'the end of a day',
    rnc: 'element a { xsd:dateTime }',
    right: ['<a>2000-02-29T24:00:00</a>'],
    wrong: ['<a>▸2000-02-29T24:00:01</a>'],
    jing: 'it refuses 24:00:00, which XML Schema has',
  },
  {
    section: 'datatypes',
    about: 'years and months',
    rnc: 'element a { xsd:gYearMonth | xsd:gYear }',
    right: ['<a>1961</a>', '<a>1961-12</a>', '<a>-0044</a>'],
    wrong: ['<a>▸61</a>'],
  },
  {
    section: 'datatypes',
    about: 'leap years',
    rnc: 'element a { xsd:date }',
    right: ['<a>1904-02-29</a>'],
    wrong: ['<a>▸1900-02-29</a>'],
  },
  {
    section: 'datatypes',
    about: 'numbers with bounds',
    rnc: 'element a { xsd:decimal { minInclusive = "0" maxExclusive = "1" fractionDigits = "2" } }',
    right: ['<a>0</a>', '<a>.25</a>'],
    wrong: ['<a>▸1</a>', '<a>▸-0.1</a>', '<a>▸0.125</a>'],
  },
  {
    section: 'datatypes',
    about: 'integers derived from others',
    rnc: 'element a { xsd:unsignedByte | xsd:negativeInteger }',
    right: ['<a>255</a>', '<a>-1</a>'],
    wrong: ['<a>▸256</a>'],
  },
  {
    section: 'datatypes',
    about: 'doubles and their limits',
    rnc: 'element a { xsd:double }',
    right: ['<a>1e3</a>', '<a>-INF</a>', '<a>NaN</a>'],
    wrong: ['<a>▸infinity</a>'],
  },
  {
    section: 'datatypes',
    about: 'truth',
    rnc: 'element a { xsd:boolean }',
    right: ['<a>true</a>', '<a>0</a>'],
    wrong: ['<a>▸yes</a>'],
  },
  {
    section: 'datatypes',
    about: 'names',
    rnc: 'element a { attribute n { xsd:NCName }, attribute t { xsd:NMTOKEN } }',
    right: ['<a n="x" t="1x"/>'],
    wrong: ['<a ▸n="1x" t="x"/>', '<a ▸n="x:y" t="x"/>'],
  },
  {
    section: 'datatypes',
    about: 'names with prefixes, by the document’s declarations',
    rnc: 'namespace p = "urn:p" element a { xsd:QName "p:x" }',
    right: ['<a xmlns:q="urn:p">q:x</a>'],
    wrong: ['<a xmlns:p="urn:other">▸p:x</a>'],
  },
  {
    section: 'datatypes',
    about: 'patterns hold for the whole',
    rnc: 'element a { xsd:token { pattern = "[A-Z]{2}\\d+" } }',
    right: ['<a>AB12</a>'],
    wrong: ['<a>▸AB12x</a>', '<a>▸xAB12</a>'],
  },
  {
    section: 'datatypes',
    about: 'classes of characters, subtraction as well',
    rnc: 'element a { xsd:token { pattern = "[\\p{Lu}-[AEIOU]]+" } }',
    right: ['<a>ÄB</a>'],
    wrong: ['<a>▸BA</a>'],
  },
  {
    section: 'datatypes',
    about: 'base64 and hexadecimal',
    rnc: 'element a { attribute b { xsd:base64Binary }, attribute h { xsd:hexBinary { length = "2" } } }',
    right: ['<a b="TmV3" h="0FB7"/>'],
    wrong: ['<a b="TmV3" ▸h="0FB"/>'],
  },
  {
    section: 'datatypes',
    about: 'durations',
    rnc: 'element a { xsd:duration }',
    right: ['<a>P1Y2MT3H</a>', '<a>-P3D</a>'],
    wrong: ['<a>▸P</a>', '<a>▸1 day</a>'],
  },
  {
    section: 'datatypes',
    about: 'a parameter that the type does not have',
    rnc: 'element a { xsd:boolean { minLength = "1" } }',
  },
  {
    section: 'datatypes',
    about: 'a parameter whose value is none',
    rnc: 'element a { xsd:string { minLength = "few" } }',
  },
  {
    section: 'datatypes',
    about: 'a value that its type does not have is never met',
    rnc: 'element a { xsd:integer "one" | xsd:integer "2" }',
    right: ['<a>2</a>'],
    wrong: ['<a>▸one</a>'],
    jing: 'it refuses the schema; the specification (6.2.9) has it match nothing',
  },
  { section: 'datatypes', about: 'parameters of the built-in types', rnc: 'element a { token { minLength = "1" } }' },
];

const A = 'namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"\n';
const COMPATIBILITY: readonly Case[] = [
  {
    section: 'compatibility 3',
    about: 'documentation is no pattern',
    rnc: `${A}[ a:documentation [ "The root." ] ] element a { empty }`,
    right: ['<a/>'],
  },
  {
    section: 'compatibility 4',
    about: 'a default value does not make an attribute optional that is',
    rnc: `${A}element a { [ a:defaultValue = "1" ] attribute x { xsd:integer }? }`,
    right: ['<a/>', '<a x="2"/>'],
    wrong: ['<a ▸x="two"/>'],
  },
  {
    section: 'compatibility 5',
    about: 'identifiers and what refers to them',
    rnc: 'element a { element b { attribute i { xsd:ID }, attribute r { xsd:IDREF }? }* }',
    right: ['<a><b i="x" r="y"/><b i="y"/></a>'],
    wrong: ['<a><b ▸i="1"/></a>'],
  },
];

export const CASES: readonly Case[] = [
  ...SYNTAX,
  ...GRAMMARS,
  ...DERIVATIVES,
  ...RESTRICTIONS,
  ...COMPACT,
  ...DATATYPES,
  ...COMPATIBILITY,
];
