/** Values at the edge of what types hold, and arguments that are not there. */
import { type BatteryCase, each, gives, pattern, report, rule } from '../case.js';

const LARGE = '12345678901234567890';

export const EDGES: readonly BatteryCase[] = [
  gives('whole-numbers-of-many-digits', `<box n="${LARGE}"><v>${LARGE}1</v><v>12</v></box>`, [
    ['xs:integer(@n) + 1', '12345678901234567891'],
    ['xs:integer(@n) mod 97', '3'],
    ['@n cast as xs:integer', LARGE],
    ["if (@n castable as xs:integer) then xs:integer(@n) else 'none'", LARGE],
    ['count(v[xs:integer(.) mod 2 = 1])', '1'],
    ['9007199254740991 * 3', '27021597764222973'],
    ['sum((9007199254740991, 9007199254740991))', '18014398509481982'],
    ['let $n := xs:integer(@n) return $n - 1', '12345678901234567889'],
    ['xs:integer(1e20)', '100000000000000000000'],
    ['v/string-length()', '21 2'],
  ]),
  {
    name: 'whole-numbers-of-many-digits-in-variables',
    schema: `<let name="limit" value="xs:integer('${LARGE}')"/>${pattern(
      rule('v[xs:integer(.) ge $limit]', '<let name="n" value="xs:integer(.)"/>', report('$n gt $limit', 'above')),
    )}`,
    xml: `<box><v>${LARGE}</v><v>${LARGE}1</v><v>7</v></box>`,
    finds: ['/box/v[2]: above'],
  },
  // The last digits of an account's number are chosen so that the rest of the division is 1.
  each('check-digits-of-many-digits', 'xs:integer(.) mod 97 = 1', ['510007547061111462'], ['510007547061111463']),
  gives('rounding-keeps-the-type', '<box/>', [
    ['floor(12345678.5)', '12345678'],
    ['abs(-1234567.5)', '1234567.5'],
    ['round(12345678.5)', '12345679'],
    ['round(-0.4e0)', '-0'],
    ['ceiling(-0.5e0)', '-0'],
  ]),
  gives('values-of-other-types-as-context', '<box/>', [
    ['(1 to 12)[string-length() = 2]', '10 11 12'],
    ['(1.50, true()) ! string-length()', '3 4'],
    ["('a  b', 5) ! normalize-space()", 'a b 5'],
  ]),
  gives('nodes-as-keys', '<box n="a"><k>b</k></box>', [
    ["map { 'a': 1, 'b': 2 }(@n)", '1'],
    ["map { 'a': 1, 'b': 2 }?(@n, k)", '1 2'],
    ["array:get(['x', 'y'], count(k) + 1)", 'y'],
    ["['x', 'y'](count(k))", 'x'],
  ]),
  gives('places-without-end', '<box/>', [
    ["string-join(subsequence(('a', 'b', 'c'), xs:double('-INF')))", 'abc'],
    ["empty(subsequence(('a', 'b'), xs:double('-INF'), xs:double('INF')))", 'true'],
    ["empty(index-of(('a', 'b'), 'c'))", 'true'],
  ]),
  ...[
    ['matches(., @none)', 'XPTY0004'],
    ["replace(., 'a', @none) = ''", 'XPTY0004'],
    ["translate(., 'a', @none) = ''", 'XPTY0004'],
    ['string-join(*, @none) = ""', 'XPTY0004'],
    ['empty(subsequence(*, @none))', 'XPTY0004'],
    ['substring(., @n) = ""', 'FORG0001'],
    ['empty(index-of(*, @none))', 'XPTY0004'],
    ["sum(xs:duration('P1Y')) = 1", 'FORG0006'],
    ["@n castable as xs:dateTimeStamp or xs:dateTimeStamp('2020-01-01T00:00:00') = current-dateTime()", 'FORG0001'],
    ["xs:boolean('\u00a01')", 'FORG0001'],
    ["id('a', 'b')", 'XPTY0004'],
    ["exists(('a', 'b')[. = /box/@n])", 'XPTY0020'],
    ["exists(('a', 'b')[id(.)])", 'XPTY0004'],
    ["exists(('a', 'b')[key('k', .)])", 'XTDE1270'],
  ].map(
    ([test, code], i): BatteryCase => ({
      name: `no-value-of-the-type-${i + 1}`,
      schema: `<xsl:key name="k" match="*" use="@n"/>${pattern(rule('/*', report(test!, 'never')))}`,
      xml: '<box n="two">text</box>',
      finds: [`! ${code}`],
    }),
  ),
  {
    name: 'contexts-that-are-the-node-itself',
    binding: 'xslt3',
    schema: [
      pattern(rule('.[. instance of attribute()]', report('true()', 'attribute'))),
      pattern(rule('.[self::v][@n]', report('true()', 'v'))),
      pattern(rule('document-node()', report('true()', 'document'))),
      pattern(rule('document-node(element(box))', report('true()', 'of a box'))),
      pattern(rule('document-node(element(v))', report('true()', 'never'))),
    ].join(''),
    xml: '<box><v n="1"/><v/></box>',
    finds: ['/box/v/@n: attribute', '/box/v: v', '/: document', '/: of a box'],
  },
  each('blanks-that-xml-does-not-know', "contains-token(., 'a')", [' a b'], ['\u00a0a b']),
];
