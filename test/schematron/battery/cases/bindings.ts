/** Query languages, the older namespace, and rules within grammars. */
import { assert, type BatteryCase, pattern, report, rule, value } from '../case.js';

const OLD = 'http://www.ascc.net/xml/schematron';
const SCHEMATRON = 'http://purl.oclc.org/dsdl/schematron';
const stones = '<box><v n="1">opal</v><v>jade</v></box>';

const grammar = (namespace: string, inGrammar: string, inElement = ''): string =>
  `<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="${namespace}" ns="urn:shelf" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  ${inGrammar}
  <start><element name="shelf"><zeroOrMore><ref name="book"/></zeroOrMore></element></start>
  <define name="book"><element name="book">${inElement}<optional><attribute name="n"/></optional><text/></element></define>
</grammar>`;
const shelf = '<shelf xmlns="urn:shelf"><book n="1">One</book><book>Two</book></shelf>';

const LANGUAGES: readonly BatteryCase[] = [
  ...['', 'xslt', 'XSLT1', 'xpath'].map(
    (binding): BatteryCase => ({
      name: `binding-${binding === '' ? 'left-out' : binding.toLowerCase()}`,
      binding,
      schema: pattern(
        rule(
          'v',
          assert('@n', '<value-of select="."/>'),
          report("starts-with(., 'op')", 'op'),
          value('count(../v)'),
          value('../v'),
          value("'1' + 1"),
          value("concat(../v, '!')"),
        ),
      ),
      xml: stones,
      finds: [
        '/box/v: op',
        '/box/v: 2',
        '/box/v: opal',
        '/box/v: 2',
        '/box/v: opal!',
        '/box/v[2]: jade',
        '/box/v[2]: 2',
        '/box/v[2]: opal',
        '/box/v[2]: 2',
        '/box/v[2]: opal!',
      ],
    }),
  ),
  ...['xslt2', 'xslt3', 'xpath2', 'xpath3', 'xpath31'].map(
    (binding): BatteryCase => ({
      name: `binding-${binding}`,
      binding,
      schema: pattern(
        rule(
          'v',
          assert("every $x in . satisfies matches($x, '^[a-z]+$')"),
          value("string-join(../v, '+')"),
          value('../v'),
          value('xs:integer(@n) + 1'),
        ),
      ),
      xml: stones,
      finds: [
        '/box/v: opal+jade',
        '/box/v: opal jade',
        '/box/v: 2',
        '/box/v[2]: opal+jade',
        '/box/v[2]: opal jade',
        '/box/v[2]: ',
      ],
    }),
  ),
  {
    name: 'numbers-of-xpath-1',
    binding: 'xslt',
    schema: pattern(
      rule(
        'box',
        value('1 div 3'),
        value('-7 mod 2'),
        value('number("x")'),
        value('1000000'),
        value('0.1 + 0.2'),
        value('round(2.5)'),
        value('sum(v/@n)'),
        value('10000000000'),
      ),
    ),
    xml: stones,
    finds: [
      '/box: 0.3333333333333333',
      '/box: -1',
      '/box: NaN',
      '/box: 1000000',
      '/box: 0.30000000000000004',
      '/box: 3',
      '/box: 1',
      '/box: 10000000000',
    ],
  },
  {
    name: 'infinity-of-xpath-1',
    binding: 'xslt',
    schema: pattern(rule('box', value('1 div 0'), value('-1 div 0'))),
    xml: stones,
    finds: ['/box: Infinity', '/box: -Infinity'],
    unjudged: 'Saxon writes INF in the mode for XPath 1.0, too; XPath 1.0 (4.2) says Infinity',
  },
  {
    name: 'comparisons-of-xpath-1',
    binding: 'xslt',
    schema: pattern(
      rule(
        'v',
        report("@n = '1'", 'text'),
        report('@n = 1', 'number'),
        report('@n = true()', 'truth'),
        report("not(@n) = 'true'", 'not'),
        report('@n < 2', 'less'),
        report("'a' < 'b'", 'never'),
        report('. = ../v[1]', 'nodes'),
      ),
    ),
    xml: stones,
    finds: ['/box/v: text', '/box/v: number', '/box/v: truth', '/box/v: less', '/box/v: nodes', '/box/v[2]: not'],
  },
  {
    name: 'texts-of-xpath-1',
    binding: 'xslt',
    schema: pattern(
      rule(
        'v',
        value('string(../v)'),
        value("substring('12345', 1.5, 2.6)"),
        value("translate(., 'aeiou', 'AEIOU')"),
        value('string-length()'),
        value("normalize-space('  a  b ')"),
        value('boolean(@n)'),
        value('name(..)'),
        value('string(1.0)'),
        value('concat(true(), 0.5)'),
      ),
    ),
    xml: stones,
    finds: [
      '/box/v: opal',
      '/box/v: 234',
      '/box/v: OpAl',
      '/box/v: 4',
      '/box/v: a b',
      '/box/v: true',
      '/box/v: box',
      '/box/v: 1',
      '/box/v: true0.5',
      '/box/v[2]: opal',
      '/box/v[2]: 234',
      '/box/v[2]: jAdE',
      '/box/v[2]: 4',
      '/box/v[2]: a b',
      '/box/v[2]: false',
      '/box/v[2]: box',
      '/box/v[2]: 1',
      '/box/v[2]: true0.5',
    ],
  },
  {
    name: 'xslt-1-has-keys-and-current',
    binding: 'xslt',
    schema: `<xsl:key name="k" match="v" use="@n"/>${pattern(rule('ref', assert("key('k', @to)", 'none'), assert('//v[@n = current()/@to]', 'nor so'), value("generate-id(key('k', @to)) = generate-id(//v[1])"), value("format-number(12.5, '0.00')")))}`,
    xml: '<box><v n="1"/><ref to="1"/><ref to="2"/></box>',
    finds: [
      '/box/ref: true',
      '/box/ref: 12.50',
      '/box/ref[2]: none',
      '/box/ref[2]: nor so',
      '/box/ref[2]: false',
      '/box/ref[2]: 12.50',
    ],
  },
];

const OLDER: readonly BatteryCase[] = [
  {
    name: 'schematron-1-5',
    namespace: OLD,
    binding: '',
    schema: `<title>Old rules</title><pattern name="stones" id="a"><rule context="v"><assert test="@n" diagnostics="d">no n</assert><report test=". = 'opal'"><name/> is <emph>opal</emph></report></rule></pattern><diagnostics><diagnostic id="d">it is <value-of select="."/></diagnostic></diagnostics>`,
    xml: stones,
    finds: ['/box/v: v is opal', '/box/v[2]: no n (d: it is jade)'],
  },
  {
    name: 'schematron-1-5-abstract-rules-and-phases',
    namespace: OLD,
    binding: '',
    phase: 'one',
    schema: `<phase id="one"><active pattern="a"/></phase><pattern name="A" id="a"><rule abstract="true" id="r"><assert test="@n">no n</assert></rule><rule context="v"><extends rule="r"/></rule></pattern><pattern name="B" id="b"><rule context="v"><report test="1">b</report></rule></pattern>`,
    xml: stones,
    finds: ['/box/v[2]: no n'],
  },
  {
    name: 'schematron-1-5-key',
    namespace: OLD,
    binding: '',
    schema: `<pattern name="keys"><rule context="v"><key name="by-n" path="@n"/></rule><rule context="ref"><assert test="key('by-n', @to)">none</assert></rule></pattern>`,
    xml: '<box><v n="1"/><ref to="1"/><ref to="2"/></box>',
    finds: ['/box/ref[2]: none'],
  },
  {
    name: 'schematron-1-5-prefixes',
    namespace: OLD,
    binding: '',
    schema: `<ns prefix="q" uri="urn:q"/><pattern name="q"><rule context="q:v"><assert test="@n">no n</assert></rule></pattern>`,
    xml: '<v xmlns="urn:q"/>',
    finds: ['/Q{urn:q}v: no n'],
  },
];

const GRAMMARS: readonly BatteryCase[] = [
  {
    name: 'rules-in-a-grammar',
    schemaFile: 's.rng',
    schema: grammar(
      SCHEMATRON,
      `<s:ns prefix="k" uri="urn:shelf"/><s:let name="most" value="1"/><s:pattern id="a"><s:rule context="k:book"><s:assert test="@n">no n</s:assert><s:report test="count(../k:book) gt $most">many</s:report></s:rule></s:pattern>`,
    ),
    xml: shelf,
    finds: [
      '/Q{urn:shelf}shelf/Q{urn:shelf}book: many',
      '/Q{urn:shelf}shelf/Q{urn:shelf}book[2]: no n',
      '/Q{urn:shelf}shelf/Q{urn:shelf}book[2]: many',
    ],
  },
  {
    name: 'rules-in-an-element-of-a-grammar',
    schemaFile: 's.rng',
    schema: grammar(
      SCHEMATRON,
      '<s:ns prefix="k" uri="urn:shelf"/>',
      `<s:pattern><s:rule context="k:book"><s:assert test="matches(., '^T')">T</s:assert></s:rule></s:pattern>`,
    ),
    xml: shelf,
    finds: ['/Q{urn:shelf}shelf/Q{urn:shelf}book: T'],
  },
  {
    name: 'rule-without-a-pattern-in-a-grammar',
    schemaFile: 's.rng',
    schema: grammar(
      SCHEMATRON,
      '<s:ns prefix="k" uri="urn:shelf"/>',
      `<s:rule context="k:book"><s:assert test="@n">no n</s:assert></s:rule>`,
    ),
    xml: shelf,
    finds: ['/Q{urn:shelf}shelf/Q{urn:shelf}book[2]: no n'],
  },
  {
    name: 'rules-of-1-5-in-a-grammar',
    schemaFile: 's.rng',
    schema: grammar(
      OLD,
      `<s:ns prefix="k" uri="urn:shelf"/><s:pattern name="a"><s:rule context="k:book"><s:assert test="@n">no n</s:assert></s:rule></s:pattern>`,
    ),
    xml: shelf,
    finds: ['/Q{urn:shelf}shelf/Q{urn:shelf}book[2]: no n'],
  },
  {
    name: 'keys-and-functions-in-a-grammar',
    schemaFile: 's.rng',
    schema: grammar(
      SCHEMATRON,
      `<s:ns prefix="k" uri="urn:shelf"/><s:ns prefix="f" uri="urn:f"/>
      <xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:k="urn:shelf" name="by-n" match="k:book" use="@n"/>
      <xsl:function xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f" name="f:one"><xsl:sequence select="'1'"/></xsl:function>
      <s:pattern><s:rule context="k:book"><s:assert test="key('by-n', f:one()) is .">not the first</s:assert></s:rule></s:pattern>`,
    ),
    xml: shelf,
    finds: ['/Q{urn:shelf}shelf/Q{urn:shelf}book[2]: not the first'],
  },
  {
    name: 'rules-in-a-compact-grammar',
    schemaFile: 's.rnc',
    schema: `default namespace = "urn:shelf"
namespace s = "${SCHEMATRON}"
s:ns [ prefix = "k" uri = "urn:shelf" ]
s:pattern [ s:rule [ context = "k:book" s:assert [ test = "@n" "no n" ] ] ]
start = element shelf { book* }
book = element book { attribute n { text }?, text }
`,
    xml: shelf,
    finds: ['/Q{urn:shelf}shelf/Q{urn:shelf}book[2]: no n'],
    unjudged: 'Saxon does not read the compact syntax; the same rules in the XML syntax are judged',
  },
  {
    name: 'rules-in-elements-of-a-compact-grammar',
    schemaFile: 's.rnc',
    schema: `default namespace = "urn:shelf"
namespace s = "${SCHEMATRON}"
s:ns [ prefix = "k" uri = "urn:shelf" ]
start = element shelf { book* }
[ s:pattern [ s:rule [ context = "k:book" s:assert [ test = "@n" "no n" ] s:report [ test = ". = 'Two'" "two" ] ] ] ]
book = element book { attribute n { text }?, text }
`,
    xml: shelf,
    finds: ['/Q{urn:shelf}shelf/Q{urn:shelf}book[2]: no n', '/Q{urn:shelf}shelf/Q{urn:shelf}book[2]: two'],
    unjudged: 'Saxon does not read the compact syntax; the same rules in the XML syntax are judged',
  },
];

export const BINDINGS: readonly BatteryCase[] = [...LANGUAGES, ...OLDER, ...GRAMMARS];
