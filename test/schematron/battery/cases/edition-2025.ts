/** What ISO/IEC 19757-3:2025 added. Nothing here is installed that evaluates it: the findings are what its words say. */
import { assert, type BatteryCase, pattern, report, rule, value } from '../case.js';

const unjudged = 'the edition of 2025 is evaluated by nothing that is at hand';
const attributes = 'schematronEdition="2025"';
const binding = 'xslt3';
const NS = 'xmlns="http://purl.oclc.org/dsdl/schematron"';
const crates = '<box><crate n="1"/><crate/><tin/></box>';

export const EDITION_2025: readonly BatteryCase[] = [
  {
    name: 'group',
    binding,
    attributes,
    unjudged,
    schema: `<group>${rule('crate', assert('@n', 'crate wants n'))}${rule('crate | tin', assert('@k', '<name/> wants k'))}</group>${pattern(rule('crate', report('@n', 'n')), rule('*', report('self::crate', 'second')))}`,
    xml: crates,
    finds: [
      '/box/crate: crate wants k',
      '/box/crate[2]: crate wants n',
      '/box/crate[2]: crate wants k',
      '/box/tin: tin wants k',
      '/box/crate: n',
    ],
  },
  {
    name: 'group-with-variables-in-a-phase',
    binding,
    attributes,
    unjudged,
    phase: 'one',
    schema: `<phase id="one"><active pattern="g"/></phase><group id="g"><let name="all" value="count(//crate)"/>${rule('crate[not(@n)]', value('$all'))}${rule('crate', '<let name="n" value="@n"/>', assert('$n', 'no n'))}</group>${pattern(rule('tin', report('true()')))}`,
    xml: crates,
    finds: ['/box/crate[2]: 2', '/box/crate[2]: no n'],
  },
  {
    name: 'abstract-group',
    binding,
    attributes,
    unjudged,
    schema: `<group abstract="true" id="m">${rule('$what', assert('@n', '<name/> wants n'))}${rule('*', report('self::$what and @n', '<name/> has n'))}</group><group is-a="m" id="i"><param name="what" value="crate"/></group>`,
    xml: crates,
    finds: ['/box/crate: crate has n', '/box/crate[2]: crate wants n'],
  },
  {
    name: 'rules',
    binding,
    attributes,
    unjudged,
    schema: `<rules id="r"><rule abstract="true" id="numbered"><assert test="@n"><name/> wants n</assert></rule></rules>${pattern(rule('crate', '<extends rule="numbered"/>'), rule('tin', '<extends rule="numbered"/>', report('true()', 'tin')))}`,
    xml: crates,
    finds: ['/box/crate[2]: crate wants n', '/box/tin: tin wants n', '/box/tin: tin'],
  },
  {
    name: 'library-extended',
    binding,
    attributes,
    unjudged,
    schema: `<extends href="library.sch"/>${pattern(rule('crate', assert('@n = $known', 'unknown')))}`,
    xml: crates,
    files: {
      'library.sch': `<library ${NS} queryBinding="xslt3"><let name="known" value="'1', '2'"/>${pattern(rule('tin', report('true()', 'tin')))}</library>`,
    },
    finds: ['/box/tin: tin', '/box/crate[2]: unknown'],
  },
  {
    name: 'visit-each',
    binding,
    attributes,
    unjudged,
    schema: pattern(
      `<rule context="v" visit-each="tokenize(.)">${assert(". = ('opal', 'ruby')", '<value-of select="."/> is unknown')}</rule>`,
    ),
    xml: '<box><v>opal jade</v><v/><v>tin ruby tin</v></box>',
    finds: ['/box/v: jade is unknown', '/box/v[3]: tin is unknown', '/box/v[3]: tin is unknown'],
  },
  {
    name: 'parameters-of-the-schema',
    binding,
    attributes,
    unjudged,
    schema: `<param name="most" value="1"/>${pattern(rule('box', assert('count(crate) le $most', 'more than <value-of select="$most"/>')))}`,
    xml: crates,
    finds: ['/box: more than 1'],
  },
  {
    name: 'values-in-emphasized-text',
    binding,
    attributes,
    unjudged,
    schema: pattern(
      rule(
        'crate[@n]',
        '<report test="true()">crate <emph><value-of select="@n"/></emph> in <span><name path=".."/></span></report>',
      ),
    ),
    xml: crates,
    finds: ['/box/crate: crate 1 in box'],
  },
  {
    name: 'phase-by-document',
    binding,
    attributes,
    unjudged,
    phase: '#ANY',
    schema: `<let name="most" value="1"/><phase id="few" when="count(//crate) le $most"><active pattern="a"/></phase><phase id="many" when="count(//crate) gt $most"><let name="kind" value="'many'"/><active pattern="b"/></phase><phase id="other" when="true()"><active pattern="a"/></phase>
      <pattern id="a">${rule('box', report('true()', 'few'))}</pattern><pattern id="b">${rule('box', value('$kind'))}</pattern>`,
    xml: crates,
    finds: ['/box: many'],
  },
  {
    name: 'phase-by-document-where-none-is-meant',
    binding,
    attributes: `${attributes} defaultPhase="#ANY"`,
    unjudged,
    schema: `<phase id="few" when="/none"><active pattern="a"/></phase><phase id="named"><active pattern="a"/></phase>
      <pattern id="a">${rule('box', report('true()', 'a'))}</pattern><pattern id="b">${rule('box', report('true()', 'b'))}</pattern>`,
    xml: crates,
    finds: ['/box: a', '/box: b'],
  },
  {
    name: 'phase-that-is-named-whatever-its-condition',
    binding,
    attributes,
    unjudged,
    phase: 'few',
    schema: `<phase id="few" when="/none"><active pattern="a"/></phase><pattern id="a">${rule('box', report('true()', 'a'))}</pattern>`,
    xml: crates,
    finds: ['/box: a'],
  },
  {
    name: 'phase-of-a-part-of-the-document',
    binding,
    attributes,
    unjudged,
    phase: 'body',
    schema: `<phase id="body" from="body | note[@n]"><active pattern="a"/></phase><pattern id="a">${rule('body | p | note', report('true()', '<name/> of <value-of select="count(//p)"/>'))}${rule('@n', report('true()', 'n'))}</pattern>`,
    xml: '<text><p/><body n="1"><p/><note n="1"/></body><p n="2"/><note/><note n="3"><p/></note></text>',
    finds: [
      '/text/body: body of 4',
      '/text/body/@n: n',
      '/text/body/p: p of 4',
      '/text/body/note: note of 4',
      '/text/body/note/@n: n',
      '/text/note[2]: note of 4',
      '/text/note[2]/@n: n',
      '/text/note[2]/p: p of 4',
    ],
  },
  {
    name: 'roles-and-flags-that-are-computed',
    binding,
    attributes,
    unjudged,
    schema: `<let name="level" value="'warning'"/>${pattern(
      rule(
        'crate',
        '<assert test="@n" role="$level" flag="{name()}-{count(preceding-sibling::*)}">no n</assert>',
        '<report test="@n" role="{{plain}}">n</report>',
      ),
    )}`,
    xml: crates,
    finds: ['/box/crate: n [role={plain}]', '/box/crate[2]: no n [role=warning flag=crate-1]'],
  },
  {
    name: 'expressions-in-braces',
    binding,
    attributes: `${attributes} expand-text="yes"`,
    unjudged,
    schema: pattern(
      rule(
        'crate[@n]',
        `<report test="true()">n is {@n}, {{not}} {concat('}', "'", (: } :) '{')} <emph>of {count(../*)}</emph></report>`,
      ),
    ),
    xml: crates,
    finds: ["/box/crate: n is 1, {not} }'{ of 3"],
  },
  {
    name: 'visit-each-with-variables-and-nodes',
    binding,
    attributes,
    unjudged,
    schema: `${pattern(
      '<let name="known" value="//tin/@k"/>',
      `<rule context="crate" visit-each="@*"><let name="me" value="name()"/><let name="long" value="concat($me, '=', .)"/>${assert('. = $known', '<value-of select="$long"/> of <name path=".."/>')}${report("$me = 'n'", 'n')}</rule>`,
      rule('*', report('self::crate', 'not the first rule')),
    )}`,
    xml: '<box><tin k="1"/><crate n="1" m="2"/><crate/></box>',
    finds: ['/box/crate: n', '/box/crate: m=2 of crate'],
  },
  {
    name: 'rules-and-groups-of-another-file',
    binding,
    attributes,
    unjudged,
    schema: `<include href="parts.sch#all"/><include href="parts.sch#g"/>${pattern(rule('tin', '<extends rule="numbered"/>'))}`,
    xml: crates,
    files: {
      'parts.sch': `<schema ${NS}><rules id="all"><rule abstract="true" id="numbered"><assert test="@n">no n</assert></rule></rules><group id="g">${rule('crate', report('@n', 'one'))}${rule('*', report('@n', 'two'))}</group></schema>`,
    },
    finds: ['/box/crate: one', '/box/crate: two', '/box/tin: no n'],
  },
];
