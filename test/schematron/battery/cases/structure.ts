/** The elements of Schematron but for variables: patterns, rules, phases, messages. */
import { assert, type BatteryCase, pattern, report, rule, value } from '../case.js';

const stones = '<box><v kind="a">opal</v><v kind="b">jade</v></box>';
const NS = 'xmlns="http://purl.oclc.org/dsdl/schematron"';

const NAMES: readonly BatteryCase[] = [
  {
    name: 'blanks-around-parameters',
    schema: `<pattern abstract="true" id=" m "><rule context="$Context"><assert test="$Test">fails</assert></rule></pattern>
      <pattern is-a=" m" id="i "><param name=" Context" value="v"/><param name="Test " value=". = 'opal'"/></pattern>`,
    xml: stones,
    finds: ['/box/v[2]: fails'],
  },
  {
    name: 'blanks-around-names',
    phase: 'one',
    schema: `<ns prefix=" q " uri="urn:q"/><phase id=" one "><active pattern=" a "/></phase>
      <pattern id=" a "><let name=" x " value="'opal'"/><rule abstract="true" id=" r "><assert test=". = $x"><value-of select="."/></assert></rule><rule context="v"><extends rule=" r"/></rule>
      <rule context="q:w"><report test="true()">w</report></rule></pattern><pattern id="b">${rule('v', report('true()', 'not active'))}</pattern>`,
    xml: '<box><v>opal</v><v>jade</v><w xmlns="urn:q"/></box>',
    finds: ['/box/v[2]: jade', '/box/Q{urn:q}w: w'],
  },
  {
    name: 'parameters-whose-names-begin-alike',
    schema: `<pattern abstract="true" id="m"><rule context="$el"><assert test="$element = 'a' or $el-x">fails</assert></rule></pattern>
      <pattern is-a="m"><param name="el" value="v"/><param name="element" value="string(@kind)"/><param name="el-x" value="@kind = 'c'"/></pattern>`,
    xml: stones,
    finds: ['/box/v[2]: fails'],
  },
];

const ABSTRACT: readonly BatteryCase[] = [
  {
    name: 'abstract-pattern-twice',
    schema: `<pattern abstract="true" id="wants"><rule context="$node"><assert test="$what" id="wants-it"><name/> wants <value-of select="$what-name"/></assert></rule></pattern>
      <pattern is-a="wants" id="w1"><param name="node" value="v"/><param name="what" value="@n"/><param name="what-name" value="'n'"/></pattern>
      <pattern is-a="wants" id="w2"><param name="node" value="w"/><param name="what" value="v"/><param name="what-name" value="'v'"/></pattern>`,
    xml: '<box><v n="1"/><v/><w/><w><v/></w></box>',
    finds: [
      '/box/v[2]: v wants n [id=wants-it]',
      '/box/w[2]/v: v wants n [id=wants-it]',
      '/box/w: w wants v [id=wants-it]',
    ],
  },
  {
    name: 'abstract-rules',
    schema:
      `<rules-of-old/>${pattern('<rule abstract="true" id="numbered"><assert test="@n" id="n">n</assert><report test="@n = 0" id="zero">zero</report></rule>', '<rule abstract="true" id="both"><extends rule="numbered"/><assert test="@m">m</assert></rule>', rule('v', '<extends rule="both"/>', assert('text()', 'text')), rule('w', '<extends rule="numbered"/>'))}`.replace(
        '<rules-of-old/>',
        '',
      ),
    xml: '<box><v/><v n="0" m="">x</v><w n="0"/></box>',
    finds: ['/box/v: n [id=n]', '/box/v: m', '/box/v: text', '/box/v[2]: zero [id=zero]', '/box/w: zero [id=zero]'],
  },
  {
    name: 'extends-another-file',
    schema: pattern(rule('v', '<extends href="parts.sch#numbered"/>', assert('text()', 'text'))),
    xml: '<box><v/><v n="1">x</v></box>',
    files: {
      'parts.sch': `<schema ${NS}><pattern><rule abstract="true" id="numbered"><assert test="@n">n</assert></rule></pattern></schema>`,
    },
    finds: ['/box/v: n', '/box/v: text'],
  },
  {
    name: 'includes',
    schema: '<include href="parts/all.sch"/><pattern><include href="parts/rule.sch"/></pattern>',
    xml: '<box><v/><w/></box>',
    files: {
      'parts/all.sch': `<pattern ${NS} id="all"><include href="rule.sch"/>${rule('w', report('true()', 'w'))}</pattern>`,
      'parts/rule.sch': `<rule ${NS} context="v"><assert test="@n">n</assert></rule>`,
    },
    finds: ['/box/v: n', '/box/w: w', '/box/v: n'],
  },
  {
    name: 'include-by-id',
    schema: '<include href="library.sch#second"/><diagnostics><include href="library.sch#why"/></diagnostics>',
    xml: '<box><v/></box>',
    files: {
      'library.sch': `<schema ${NS}><pattern id="first">${rule('v', report('true()', 'first'))}</pattern><pattern id="second"><rule context="v"><report test="true()" diagnostics="why">second</report></rule></pattern><diagnostics><diagnostic id="why">since <name/></diagnostic></diagnostics></schema>`,
    },
    finds: ['/box/v: second (why: since v)'],
  },
];

const PHASES: readonly BatteryCase[] = [
  {
    name: 'phase-by-default',
    attributes: 'defaultPhase="b"',
    schema: `<phase id="a"><active pattern="one"/></phase><phase id="b"><active pattern="two"/></phase><pattern id="one">${rule('v', report('true()', 'one'))}</pattern><pattern id="two">${rule('v', report('true()', 'two'))}</pattern>`,
    xml: stones,
    finds: ['/box/v: two', '/box/v[2]: two'],
  },
  {
    name: 'phase-of-all',
    attributes: 'defaultPhase="b"',
    phase: '#ALL',
    schema: `<phase id="b"><active pattern="two"/></phase><pattern id="one">${rule('v', report('true()', 'one'))}</pattern><pattern id="two">${rule('v', report('true()', 'two'))}</pattern>`,
    xml: stones,
    finds: ['/box/v: one', '/box/v[2]: one', '/box/v: two', '/box/v[2]: two'],
  },
  {
    name: 'phase-of-instances',
    phase: 'a',
    schema: `<phase id="a"><active pattern="i"/></phase><pattern abstract="true" id="m">${rule('$c', report('true()', 'm'))}</pattern><pattern is-a="m" id="i"><param name="c" value="v"/></pattern><pattern is-a="m" id="k"><param name="c" value="box"/></pattern>`,
    xml: stones,
    finds: ['/box/v: m', '/box/v[2]: m'],
  },
];

const RULES: readonly BatteryCase[] = [
  {
    name: 'first-rule-of-a-pattern',
    schema:
      pattern(
        rule("v[@kind = 'a']", report('true()', 'first')),
        rule('v | w', report('true()', 'second')),
        rule('*', report('true()', 'third')),
      ) + pattern(rule('*', report('self::v', 'other pattern'))),
    xml: '<box><v kind="a"/><v/><w/></box>',
    finds: [
      '/box: third',
      '/box/v: first',
      '/box/v[2]: second',
      '/box/w: second',
      '/box/v: other pattern',
      '/box/v[2]: other pattern',
    ],
  },
  {
    name: 'first-rule-that-has-no-checks',
    schema: pattern('<rule context="v[@kind = \'a\']"/>', rule('v', report('true()'))),
    xml: stones,
    finds: ['/box/v[2]: jade'],
  },
  {
    name: 'contexts-of-all-kinds',
    schema: pattern(
      rule('/', value("'document'")),
      rule('@kind', value("'attribute'")),
      rule('text()', value("'text'")),
      rule('comment()', value("'comment'")),
      rule("processing-instruction('k')", value("'k'")),
      rule('processing-instruction()', value("'pi'")),
    ),
    xml: '<?l?><box><v kind="a">opal</v><!--c--><?k?></box><!--d-->',
    finds: [
      '/: document',
      '/processing-instruction(l): pi',
      '/box/v/@kind: attribute',
      '/box/v/text(): text',
      '/box/comment(): comment',
      '/box/processing-instruction(k): k',
      '/comment(): comment',
    ],
  },
  {
    name: 'contexts-as-patterns-of-xslt',
    schema: [
      'box/v',
      '/box/v[1]',
      'w//v',
      '//v[@n]',
      'v[../w]',
      'v[last()]',
      'v[position() gt 1]',
      '*[self::v or self::x]',
      'box/*/v',
      '*:v',
      'p:*',
      'v/@n',
      "@*[. = '1']",
      "key('k', 'x')",
      "id('i')",
      'v[not(@n)][2]',
      'w/v | box/x',
      'element(v)',
      'attribute(n)',
      'v[count(preceding-sibling::v) = 1]',
    ]
      .map((context) => pattern(rule(context, report('true()', context))))
      .join('')
      .replace(/^/, '<xsl:key name="k" match="x" use="string(.)"/>'),
    xml: '<box xmlns:p="urn:p"><v n="1"/><v/><w><v/><y><v n="2"/></y></w><p:v/><x>x</x><v xml:id="i"/></box>',
    finds: [
      '/box/v: box/v',
      '/box/v[2]: box/v',
      '/box/v[3]: box/v',
      '/box/v: /box/v[1]',
      '/box/w/v: w//v',
      '/box/w/y/v: w//v',
      '/box/v: //v[@n]',
      '/box/w/y/v: //v[@n]',
      '/box/v: v[../w]',
      '/box/v[2]: v[../w]',
      '/box/v[3]: v[../w]',
      '/box/w/v: v[last()]',
      '/box/w/y/v: v[last()]',
      '/box/v[3]: v[last()]',
      '/box/v[2]: v[position() gt 1]',
      '/box/v[3]: v[position() gt 1]',
      '/box/v: *[self::v or self::x]',
      '/box/v[2]: *[self::v or self::x]',
      '/box/w/v: *[self::v or self::x]',
      '/box/w/y/v: *[self::v or self::x]',
      '/box/x: *[self::v or self::x]',
      '/box/v[3]: *[self::v or self::x]',
      '/box/w/v: box/*/v',
      '/box/v: *:v',
      '/box/v[2]: *:v',
      '/box/w/v: *:v',
      '/box/w/y/v: *:v',
      '/box/Q{urn:p}v: *:v',
      '/box/v[3]: *:v',
      '/box/Q{urn:p}v: p:*',
      '/box/v/@n: v/@n',
      '/box/w/y/v/@n: v/@n',
      "/box/v/@n: @*[. = '1']",
      "/box/x: key('k', 'x')",
      "/box/v[3]: id('i')",
      '/box/v[3]: v[not(@n)][2]',
      '/box/w/v: w/v | box/x',
      '/box/x: w/v | box/x',
      '/box/v: element(v)',
      '/box/v[2]: element(v)',
      '/box/w/v: element(v)',
      '/box/w/y/v: element(v)',
      '/box/v[3]: element(v)',
      '/box/v/@n: attribute(n)',
      '/box/w/y/v/@n: attribute(n)',
      '/box/v[2]: v[count(preceding-sibling::v) = 1]',
    ],
  },
  {
    name: 'context-whose-test-is-an-error-does-not-match',
    schema: pattern(
      rule('v[xs:integer(@n) gt 1]', report('true()', 'more than one')),
      rule('v', report('true()', 'other')),
    ),
    xml: '<box><v n="2"/><v n="x"/><v n="1"/></box>',
    finds: ['/box/v: more than one', '/box/v[2]: other', '/box/v[3]: other', '!'],
    unjudged: 'XSLT passes over an error in a pattern; Saxon warns of it, and here it must be said',
  },
  {
    name: 'attributes-of-findings',
    schema: pattern(
      rule(
        'v',
        '<assert test="@n" id="a1" role="warning">one</assert>',
        '<assert test="@n" id="a2" flag="rough" see="http://rules.example/a2">two</assert>',
        '<report test="true()" id="r1" role="info" flag="note" icon="http://rules.example/i.png" fpi="-//x//y" xml:lang="en">three</report>',
      ),
    ),
    xml: '<box><v/></box>',
    finds: [
      '/box/v: one [id=a1 role=warning]',
      '/box/v: two [id=a2 flag=rough see=http://rules.example/a2]',
      '/box/v: three [id=r1 role=info flag=note]',
    ],
  },
  {
    name: 'subject',
    schema: pattern(
      '<rule context="v"><assert test="@n" subject="w[2]">second w</assert><assert test="@n" subject="@kind">kind</assert><assert test="@n" subject="none">v</assert></rule>',
      '<rule context="x" subject=".."><report test="true()">parent</report><report test="true()" subject="@n">n</report></rule>',
    ),
    xml: '<box><v kind="a"><w/><w/></v><x n="1"/></box>',
    finds: ['/box/v/w[2]: second w', '/box/v/@kind: kind', '/box/v: v', '/box: parent', '/box/x/@n: n'],
  },
  {
    name: 'diagnostics',
    schema: `${pattern(rule('v', '<assert test="@n" diagnostics="d1 d2">no n</assert>'))}<diagnostics><diagnostic id="d1">kind is <value-of select="@kind"/></diagnostic><diagnostic id="d2" xml:lang="de">in <name path=".."/></diagnostic><diagnostic id="d3">never</diagnostic></diagnostics>`,
    xml: '<box><v kind="a"/></box>',
    finds: ['/box/v: no n (d1: kind is a) (d2: in box)'],
  },
  {
    name: 'diagnostics-with-variables',
    schema: `${pattern('<let name="all" value="count(//v)"/>', rule('v', '<let name="me" value="string(.)"/>', '<report test="true()" diagnostics="d">found</report>'))}<diagnostics><diagnostic id="d"><value-of select="$me"/> of <value-of select="$all"/></diagnostic></diagnostics>`,
    xml: stones,
    finds: ['/box/v: found (d: opal of 2)', '/box/v[2]: found (d: jade of 2)'],
  },
  {
    name: 'properties',
    schema: `${pattern(rule('v', '<assert test="@n" properties="weight colour">no n</assert>'))}<properties><property id="weight" role="measure" scheme="http://scheme.example/"><value-of select="@w"/></property><property id="colour">of <name/></property></properties>`,
    xml: '<box><v w="12"/></box>',
    finds: ['/box/v: no n (weight: 12) (colour: of v)'],
  },
  {
    name: 'messages',
    schema: pattern(
      rule(
        'v',
        '<report test="true()">The <name/> in <name path=".."/> has <emph>kind</emph> <value-of select="@kind"/>, <span class="x">not <emph>more</emph></span>, <dir value="rtl">abc</dir>; <value-of select="@kind, string(.)"/> <value-of select="1 to 3"/>.</report>',
      ),
    ),
    xml: stones,
    finds: [
      '/box/v: The v in box has kind a, not more, abc; a opal 1 2 3.',
      '/box/v[2]: The v in box has kind b, not more, abc; b jade 1 2 3.',
    ],
  },
  {
    name: 'messages-of-names',
    schema: pattern(
      rule(
        '*[@x]',
        '<report test="true()"><name/> <name path="@*[1]"/> <name path="*"/> <value-of select="name(*), local-name(.)"/></report>',
      ),
    ),
    xml: '<p:box xmlns:p="urn:p" x="1"><p:v/></p:box>',
    finds: ['/Q{urn:p}box: p:box x p:v p:v box'],
  },
  {
    name: 'messages-of-values',
    schema: pattern(
      rule(
        'box',
        value('v'),
        value('true()'),
        value('()'),
        value('1.50'),
        value('xs:date("1961-12-15") + xs:dayTimeDuration("P1D")'),
        value('node-name(p:w)'),
        value('//@n'),
      ),
    ),
    xml: '<box xmlns:p="urn:p"><v n="1"> a  b </v><v>c</v><p:w/></box>',
    finds: ['/box: a b c', '/box: true', '/box: ', '/box: 1.5', '/box: 1961-12-16', '/box: p:w', '/box: 1'],
  },
  {
    name: 'paragraphs-and-titles-say-nothing',
    schema: `<title>Rules</title><p class="x">About <emph>stones</emph>.</p><pattern><title>One</title><p>Text</p><rule context="v"><p>More</p><assert test="@n">n</assert></rule></pattern>`,
    xml: '<box><v/></box>',
    finds: ['/box/v: n'],
  },
];

export const STRUCTURE: readonly BatteryCase[] = [...NAMES, ...ABSTRACT, ...PHASES, ...RULES];
