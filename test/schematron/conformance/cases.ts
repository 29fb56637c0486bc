/**
 * Schematron, element by element, as ISO/IEC 19757-3 says. Each case is the content of a schema, a document, and the
 * messages that the document gets, in its order.
 */
export interface Case {
  readonly element: string;
  readonly about: string;
  /** What stands in `<schema>`. */
  readonly schema: string;
  readonly xml: string;
  readonly says: readonly string[];
  /** `xslt2` where it is left out. */
  readonly binding?: string;
  readonly phase?: string;
  readonly defaultPhase?: string;
  /** What the schema may include, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Codes of what is wrong with the schema; nothing where they are left out. */
  readonly wrong?: readonly string[];
}

const rule = (context: string, content: string, attributes = ''): string =>
  `<rule context="${context}" ${attributes}>${content}</rule>`;
const pattern = (...rules: readonly string[]): string => `<pattern>${rules.join('')}</pattern>`;
const report = (test: string, message: string): string => `<report test="${test}">${message}</report>`;

const RULES: readonly Case[] = [
  {
    element: 'assert',
    about: 'speaks where it does not hold',
    schema: pattern(rule('b', '<assert test="@x">no x</assert>')),
    xml: '<a><b/><b x=""/></a>',
    says: ['no x'],
  },
  {
    element: 'report',
    about: 'speaks where it holds',
    schema: pattern(rule('b', report('@x', 'x'))),
    xml: '<a><b/><b x=""/></a>',
    says: ['x'],
  },
  {
    element: 'rule',
    about: 'holds for each node of its context, in the document’s order',
    schema: pattern(rule('b', report('true()', '<value-of select="@n"/>'))),
    xml: '<a><b n="1"><b n="2"/></b><b n="3"/></a>',
    says: ['1', '2', '3'],
  },
  {
    element: 'rule',
    about: 'within a pattern the first that fits is the only one',
    schema: pattern(rule('b[@x]', report('true()', 'first')), rule('b', report('true()', 'second'))),
    xml: '<a><b x=""/><b/></a>',
    says: ['first', 'second'],
  },
  {
    element: 'rule',
    about: 'without checks keeps its nodes from those after it',
    schema: pattern(rule('b[@x]', ''), rule('b', report('true()', 'b'))),
    xml: '<a><b x=""/><b/></a>',
    says: ['b'],
  },
  {
    element: 'rule',
    about: 'of another pattern judges the same node again',
    schema: pattern(rule('b', report('true()', 'one'))) + pattern(rule('b', report('true()', 'two'))),
    xml: '<a><b/></a>',
    says: ['one', 'two'],
  },
  {
    element: 'rule',
    about: 'may be about attributes',
    schema: pattern(rule('@x', report('. = 1', 'one'))),
    xml: '<a x="1"><b x="2" y="1"/></a>',
    says: ['one'],
  },
  {
    element: 'rule',
    about: 'may be about text',
    schema: pattern(rule('text()', report('true()', '<value-of select="."/>'))),
    xml: '<a>x<b/>y</a>',
    says: ['x', 'y'],
  },
  {
    element: 'rule',
    about: 'may be about comments and processing instructions',
    schema: pattern(rule('comment() | processing-instruction()', report('true()', '<value-of select="."/>'))),
    xml: '<a><!--x--><?p y?></a>',
    says: ['x', 'y'],
  },
  {
    element: 'rule',
    about: 'may be about the document',
    schema: pattern(rule('/', report('true()', '<value-of select="count(*)"/>'))),
    xml: '<a/>',
    says: ['1'],
  },
  {
    element: 'rule',
    about: 'a path in its context is read from its end',
    schema: pattern(rule('a/b//c', report('true()', 'c'))),
    xml: '<a><b><d><c/></d></b><c/></a>',
    says: ['c'],
  },
  {
    element: 'rule',
    about: 'an absolute context begins at the document',
    schema: pattern(rule('/a/b', report('true()', 'b'))),
    xml: '<a><b/><c><a><b/></a></c></a>',
    says: ['b'],
  },
  {
    element: 'rule',
    about: 'has a position among its siblings',
    schema: pattern(rule('b[2]', report('true()', '<value-of select="@n"/>'))),
    xml: '<a><b n="1"/><b n="2"/><b n="3"/></a>',
    says: ['2'],
  },
  {
    element: 'rule',
    about: 'any element',
    schema: pattern(rule('*', report('true()', '<name/>'))),
    xml: '<a><b/></a>',
    says: ['a', 'b'],
  },
  {
    element: 'pattern',
    about: 'all are active without a phase',
    schema: pattern(rule('a', report('true()', 'one'))) + pattern(rule('a', report('true()', 'two'))),
    xml: '<a/>',
    says: ['one', 'two'],
  },
  {
    element: 'ns',
    about: 'declares the prefixes of expressions',
    schema: `<ns prefix="p" uri="urn:p"/>${pattern(rule('p:b', report('@p:x', 'x')))}`,
    xml: '<a xmlns:q="urn:p"><q:b q:x=""/><b/></a>',
    says: ['x'],
  },
  {
    element: 'ns',
    about: 'a name without a prefix has no namespace',
    schema: pattern(rule('a', report('true()', 'a'))),
    xml: '<x><a/><a xmlns="urn:a"/></x>',
    says: ['a'],
  },
];

const MESSAGES: readonly Case[] = [
  {
    element: 'value-of',
    about: 'a value in a message',
    schema: pattern(rule('b', report('true()', '<value-of select="@x + 1"/> of <value-of select="count(../b)"/>'))),
    xml: '<a><b x="1"/></a>',
    says: ['2 of 1'],
  },
  {
    element: 'value-of',
    about: 'several values have spaces between',
    schema: pattern(rule('a', report('true()', '<value-of select="b/@x"/>'))),
    xml: '<a><b x="1"/><b x="2"/></a>',
    says: ['1 2'],
  },
  {
    element: 'name',
    about: 'of the context',
    schema: pattern(rule('b', report('true()', '<name/>'))),
    xml: '<a><b/></a>',
    says: ['b'],
  },
  {
    element: 'name',
    about: 'of another node',
    schema: pattern(rule('b', report('true()', '<name path="parent::*"/>'))),
    xml: '<a><b/></a>',
    says: ['a'],
  },
  {
    element: 'emph',
    about: 'emphasis, direction and span are only text',
    schema: pattern(
      rule('a', report('true()', 'a <emph>great</emph> <dir value="ltr">many</dir> <span class="s">words</span>')),
    ),
    xml: '<a/>',
    says: ['a great many words'],
  },
  {
    element: 'diagnostic',
    about: 'is said behind the message',
    schema: `${pattern(rule('b', '<assert test="@x" diagnostics="d e">no x</assert>'))}<diagnostics><diagnostic id="d">in <name path=".."/></diagnostic><diagnostic id="e">alas</diagnostic></diagnostics>`,
    xml: '<a><b/></a>',
    says: ['no x in a alas'],
  },
  {
    element: 'diagnostic',
    about: 'that is not there',
    schema: pattern(rule('b', '<assert test="@x" diagnostics="d">no x</assert>')),
    xml: '<a><b/></a>',
    says: ['no x'],
    wrong: ['schematron-reference-missing'],
  },
  {
    element: 'title',
    about: 'and other words for people are not rules',
    schema: `<title>T</title><p>Words.</p><pattern><title>P</title><p>More.</p>${rule('a', `<!-- c -->${report('true()', 'a')}`)}</pattern>`,
    xml: '<a/>',
    says: ['a'],
  },
  {
    element: 'property',
    about: 'belongs to a report, and changes no message',
    schema: `${pattern(rule('a', '<report test="true()" properties="p">a</report>'))}<properties><property id="p" role="r">more</property></properties>`,
    xml: '<a/>',
    says: ['a'],
  },
];

const VARIABLES: readonly Case[] = [
  {
    element: 'let',
    about: 'of the schema sees the document',
    schema: `<let name="n" value="count(//b)"/>${pattern(rule('b', report('$n = 2', 'two')))}`,
    xml: '<a><b/><c/><b/></a>',
    says: ['two', 'two'],
  },
  {
    element: 'let',
    about: 'of a pattern sees the document',
    schema: `<pattern><let name="n" value="count(//b)"/>${rule('c', report('true()', '<value-of select="$n"/>'))}</pattern>`,
    xml: '<a><b/><c/></a>',
    says: ['1'],
  },
  {
    element: 'let',
    about: 'of a rule sees its node, each time',
    schema: pattern(rule('b', `<let name="n" value="@x"/>${report('true()', '<value-of select="$n"/>')}`)),
    xml: '<a><b x="1"/><b x="2"/></a>',
    says: ['1', '2'],
  },
  {
    element: 'let',
    about: 'may use those before it',
    schema: pattern(rule('b', `<let name="n" value="@x"/><let name="m" value="$n + 1"/>${report('$m = 2', 'two')}`)),
    xml: '<a><b x="1"/></a>',
    says: ['two'],
  },
  {
    element: 'let',
    about: 'of a rule hides that of the schema',
    schema: `<let name="n" value="'outer'"/>${pattern(rule('b', `<let name="n" value="'inner'"/>${report('true()', '<value-of select="$n"/>')}`), rule('c', report('true()', '<value-of select="$n"/>')))}`,
    xml: '<a><b/><c/></a>',
    says: ['inner', 'outer'],
  },
  {
    element: 'let',
    about: 'that is not there',
    schema: pattern(rule('a', report('$n', 'a'))),
    xml: '<a/>',
    says: [],
    wrong: ['schematron-not-evaluable'],
  },
  {
    element: 'xsl:key',
    about: 'finds nodes by a value',
    schema: `<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="k" match="b" use="@id"/>${pattern(rule('c', '<assert test="key(\'k\', @r)">none</assert>'))}`,
    xml: '<a><b id="1"/><c r="1"/><c r="2"/></a>',
    says: ['none'],
  },
  {
    element: 'schema',
    about: 'current() is the context, within predicates too',
    schema: pattern(rule('c', '<assert test="//b[@id = current()/@r]">none</assert>')),
    xml: '<a><b id="1"/><c r="1"/><c r="2"/></a>',
    says: ['none'],
  },
  {
    element: 'schema',
    about: 'in XPath 1.0 the first of several values counts',
    binding: 'xslt',
    schema: pattern(rule('a', report('true()', '<value-of select="b/@x"/>'))),
    xml: '<a><b x="1"/><b x="2"/></a>',
    says: ['1'],
  },
  {
    element: 'schema',
    about: 'in XPath 2.0 there are loops',
    schema: pattern(rule('a', '<assert test="every $b in b satisfies $b/@x">no x</assert>')),
    xml: '<a><b x=""/><b/></a>',
    says: ['no x'],
  },
];

const ABSTRACT: readonly Case[] = [
  {
    element: 'extends',
    about: 'an abstract rule gives its checks',
    schema: pattern(
      `<rule abstract="true" id="r">${report('@x', 'x')}</rule>`,
      rule('b', `<extends rule="r"/>${report('@y', 'y')}`),
    ),
    xml: '<a><b x="" y=""/></a>',
    says: ['x', 'y'],
  },
  {
    element: 'extends',
    about: 'an abstract rule has no context of its own',
    schema: pattern(`<rule abstract="true" id="r">${report('true()', 'r')}</rule>`, rule('b', '<extends rule="r"/>')),
    xml: '<a/>',
    says: [],
  },
  {
    element: 'extends',
    about: 'from a rule that is not there',
    schema: pattern(rule('b', `<extends rule="r"/>${report('true()', 'b')}`)),
    xml: '<a><b/></a>',
    says: ['b'],
    wrong: ['schematron-reference-missing'],
  },
  {
    element: 'pattern',
    about: 'an abstract one is only there where it is used',
    schema: `<pattern abstract="true" id="p">${rule('$e', report('$t', '<value-of select="$t"/>'))}</pattern><pattern is-a="p"><param name="e" value="b"/><param name="t" value="@x"/></pattern>`,
    xml: '<a><b x="1"/></a>',
    says: ['1'],
  },
  {
    element: 'pattern',
    about: 'an abstract one is used twice',
    schema: `<pattern abstract="true" id="p">${rule('$e', report('true()', '<name/>'))}</pattern><pattern is-a="p"><param name="e" value="b"/></pattern><pattern is-a="p"><param name="e" value="c"/></pattern>`,
    xml: '<a><c/><b/></a>',
    says: ['c', 'b'],
  },
  {
    element: 'pattern',
    about: 'is-a what is not there',
    schema: '<pattern is-a="p"/>',
    xml: '<a/>',
    says: [],
    wrong: ['schematron-reference-missing'],
  },
  {
    element: 'include',
    about: 'a file’s element stands for it',
    schema: '<include href="p.sch"/>',
    files: {
      'p.sch': `<pattern xmlns="http://purl.oclc.org/dsdl/schematron">${rule('a', report('true()', 'included'))}</pattern>`,
    },
    xml: '<a/>',
    says: ['included'],
  },
  {
    element: 'include',
    about: 'within a pattern',
    schema: '<pattern><include href="r.sch"/></pattern>',
    files: {
      'r.sch':
        '<rule xmlns="http://purl.oclc.org/dsdl/schematron" context="a"><report test="true()">rule</report></rule>',
    },
    xml: '<a/>',
    says: ['rule'],
  },
];

const PHASES: readonly Case[] = [
  {
    element: 'phase',
    about: 'only its patterns are active',
    phase: 'f',
    schema: `<phase id="f"><active pattern="p"/></phase><pattern id="p">${rule('a', report('true()', 'p'))}</pattern><pattern id="q">${rule('a', report('true()', 'q'))}</pattern>`,
    xml: '<a/>',
    says: ['p'],
  },
  {
    element: 'phase',
    about: 'the schema’s own choice',
    defaultPhase: 'f',
    schema: `<phase id="f"><active pattern="q"/></phase><pattern id="p">${rule('a', report('true()', 'p'))}</pattern><pattern id="q">${rule('a', report('true()', 'q'))}</pattern>`,
    xml: '<a/>',
    says: ['q'],
  },
  {
    element: 'phase',
    about: '#ALL is all, whatever the schema chooses',
    defaultPhase: 'f',
    phase: '#ALL',
    schema: `<phase id="f"><active pattern="q"/></phase><pattern id="p">${rule('a', report('true()', 'p'))}</pattern><pattern id="q">${rule('a', report('true()', 'q'))}</pattern>`,
    xml: '<a/>',
    says: ['p', 'q'],
  },
  {
    element: 'phase',
    about: 'has variables of its own',
    phase: 'f',
    schema: `<phase id="f"><let name="n" value="7"/><active pattern="p"/></phase><pattern id="p">${rule('a', report('$n = 7', 'seven'))}</pattern>`,
    xml: '<a/>',
    says: ['seven'],
  },
];

export const CASES: readonly Case[] = [...RULES, ...MESSAGES, ...VARIABLES, ...ABSTRACT, ...PHASES];
