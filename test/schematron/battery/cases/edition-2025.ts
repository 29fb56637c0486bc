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
];
