/** Variables: who sees them, what they are about, when they are evaluated. */
import { assert, type BatteryCase, pattern, report, rule, value } from '../case.js';

const stones = '<box><v kind="a">opal</v><v kind="b">jade</v></box>';

export const VARIABLES: readonly BatteryCase[] = [
  {
    name: 'let-of-another-pattern-is-global',
    schema:
      pattern(rule('v', assert('. = $allowed'))) +
      pattern(
        '<let name="allowed" value="(\'ruby\', \'opal\')"/>',
        rule('box', report('$allowed = v', 'one is allowed')),
      ),
    xml: stones,
    finds: ['/box/v[2]: jade', '/box: one is allowed'],
  },
  {
    name: 'let-of-one-name-in-two-patterns',
    schema:
      pattern('<let name="stone" value="\'opal\'"/>', rule('v', assert('. = $stone', 'one <value-of select="."/>'))) +
      pattern('<let name="stone" value="\'jade\'"/>', rule('v', assert('. = $stone', 'two <value-of select="."/>'))),
    xml: stones,
    finds: ['/box/v[2]: one jade', '/box/v: two opal'],
  },
  {
    name: 'let-of-a-pattern-before-that-of-the-schema',
    schema: `<let name="stone" value="'ruby'"/>${pattern('<let name="stone" value="\'opal\'"/>', rule('v', assert('. = $stone')))}${pattern(rule('v', report("$stone = 'ruby'", 'ruby')))}`,
    xml: stones,
    finds: ['/box/v[2]: jade', '/box/v: ruby', '/box/v[2]: ruby'],
  },
  {
    name: 'let-of-a-rule-before-all-others',
    schema: `<let name="x" value="'schema'"/>${pattern('<let name="x" value="\'pattern\'"/>', rule("v[@kind = 'a']", '<let name="x" value="\'rule\'"/>', value('$x')), rule('v', value('$x')))}`,
    xml: stones,
    finds: ['/box/v: rule', '/box/v[2]: pattern'],
  },
  {
    name: 'lets-that-use-those-before',
    schema: `<let name="a" value="//v"/><let name="b" value="$a[2]"/>${pattern('<let name="c" value="string($b)"/>', rule('v', '<let name="d" value="concat($c, \'-\', .)"/>', '<let name="e" value="upper-case($d)"/>', value('$e')))}`,
    xml: stones,
    finds: ['/box/v: JADE-OPAL', '/box/v[2]: JADE-JADE'],
  },
  {
    name: 'lets-that-use-those-behind',
    schema: `<let name="b" value="$a + 1"/><let name="a" value="1"/>${pattern(rule('box', value('$b'), value('$d')), '<let name="d" value="$c * 2"/>', '<let name="c" value="$b"/>')}`,
    xml: stones,
    finds: ['/box: 2', '/box: 4'],
  },
  {
    name: 'let-of-a-pattern-is-about-the-document',
    schema: pattern(
      '<let name="kinds" value="*/v/@kind"/>',
      '<let name="here" value="name(/*)"/>',
      rule('v', value('$kinds'), value('$here')),
    ),
    xml: stones,
    finds: ['/box/v: a b', '/box/v: box', '/box/v[2]: a b', '/box/v[2]: box'],
  },
  {
    name: 'let-of-a-rule-is-about-its-node',
    schema: pattern(
      rule(
        'v',
        '<let name="mine" value="@kind"/>',
        '<let name="others" value="../v[@kind != $mine]"/>',
        value('$mine'),
        value('$others'),
      ),
    ),
    xml: stones,
    finds: ['/box/v: a', '/box/v: jade', '/box/v[2]: b', '/box/v[2]: opal'],
  },
  {
    name: 'let-in-a-context',
    schema: `<let name="kind" value="'b'"/>${pattern('<let name="name" value="\'jade\'"/>', rule('v[@kind = $kind][. = $name]', report('true()')))}`,
    xml: stones,
    finds: ['/box/v[2]: jade'],
  },
  {
    name: 'let-with-elements',
    schema: `<let name="list"><item n="1">opal</item><item n="2">ruby</item></let>${pattern(rule('v', assert('. = $list/*:item', 'not on the list'), value('$list/*:item[1]/@n')))}`,
    xml: stones,
    finds: ['/box/v: 1', '/box/v[2]: not on the list', '/box/v[2]: 1'],
  },
  {
    name: 'let-with-a-type',
    binding: 'xslt3',
    schema: pattern(
      rule(
        'v',
        '<let name="n" as="xs:integer" value="@n"/>',
        value('$n + 1'),
        report('$n instance of xs:integer', 'whole'),
      ),
    ),
    xml: '<box><v n="1"/><v n="07"/></box>',
    finds: ['/box/v: 2', '/box/v: whole', '/box/v[2]: 8', '/box/v[2]: whole'],
  },
  {
    name: 'let-that-fails-is-an-error-where-it-is-asked',
    schema: pattern('<let name="n" value="xs:integer(/box/@n)"/>', rule('v', report('true()'), assert('$n gt 1'))),
    xml: '<box n="many"><v>x</v></box>',
    finds: ['/box/v: x', '!'],
    unjudged: 'in XSLT an error in a global variable ends the run, so Saxon says nothing else',
  },
  {
    name: 'let-in-an-abstract-rule',
    schema: pattern(
      '<rule abstract="true" id="r"><let name="k" value="@kind"/><assert test="$k = \'a\'"><value-of select="$k"/></assert></rule>',
      rule('v', '<extends rule="r"/>', report("$k = 'b'", 'b')),
    ),
    xml: stones,
    finds: ['/box/v[2]: b', '/box/v[2]: b'],
  },
  {
    name: 'let-in-an-abstract-pattern',
    schema: `<pattern abstract="true" id="m"><let name="wanted" value="$Value"/>${rule('$Context', assert('. = $wanted'))}</pattern>
      <pattern is-a="m" id="one"><param name="Context" value="v[@kind = 'a']"/><param name="Value" value="'opal'"/></pattern>
      <pattern is-a="m" id="two"><param name="Context" value="v[@kind = 'b']"/><param name="Value" value="'opal'"/></pattern>`,
    xml: stones,
    finds: ['/box/v[2]: jade'],
  },
  {
    name: 'let-of-a-phase',
    phase: 'strict',
    schema: `<phase id="strict"><let name="most" value="1"/><active pattern="p1"/></phase><phase id="lax"><let name="most" value="9"/><active pattern="p1"/></phase>
      <pattern id="p1">${rule('box', assert('count(v) le $most', 'more than <value-of select="$most"/>'))}</pattern><pattern id="p2">${rule('box', report('true()', 'two'))}</pattern>`,
    xml: stones,
    finds: ['/box: more than 1'],
  },
  {
    name: 'let-of-an-inactive-pattern',
    phase: 'one',
    schema: `<phase id="one"><active pattern="use"/></phase><pattern id="vars"><let name="allowed" value="'opal'"/></pattern><pattern id="use">${rule('v', assert('. = $allowed'))}</pattern>`,
    xml: stones,
    finds: ['/box/v[2]: jade'],
  },
];
