/** What schemas take from XSLT: functions, variables, keys, formats of numbers. */
import { assert, type BatteryCase, pattern, report, rule, value } from '../case.js';

const small = `<xsl:function name="f:small" as="xs:boolean">
  <xsl:param name="n"/>
  <xsl:choose>
    <xsl:when test="number($n) lt 10"><xsl:sequence select="true()"/></xsl:when>
    <xsl:otherwise><xsl:sequence select="false()"/></xsl:otherwise>
  </xsl:choose>
</xsl:function>`;
/** Prefixes in the instructions of XSLT are those of the elements. */
const attributes = 'xmlns:f="urn:f" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:p="urn:p"';

const numbers = '<box><v>3</v><v>12</v><v>x</v></box>';

const FUNCTIONS: readonly BatteryCase[] = [
  {
    name: 'function-with-choose',
    attributes,
    schema: small + pattern(rule('v', assert('f:small(.)'))),
    xml: numbers,
    finds: ['/box/v[2]: 12', '/box/v[3]: x'],
  },
  {
    name: 'function-in-a-context',
    attributes,
    schema: small + pattern(rule('v[f:small(.)]', value("concat(., ' is small')")), rule('v', report('true()'))),
    xml: numbers,
    finds: ['/box/v: 3 is small', '/box/v[2]: 12', '/box/v[3]: x'],
  },
  {
    name: 'function-in-a-variable-and-a-message',
    attributes,
    schema: `${small}<let name="all" value="every $v in //v satisfies f:small($v)"/>${pattern(
      rule(
        'v',
        '<let name="me" value="f:small(.)"/>',
        assert('$all', '<value-of select="f:small(.)"/> <value-of select="$me"/>'),
      ),
    )}`,
    xml: numbers,
    finds: ['/box/v: true true', '/box/v[2]: false false', '/box/v[3]: false false'],
  },
  {
    name: 'function-with-if-and-several-parameters',
    attributes,
    schema: `<xsl:function name="f:within" as="xs:boolean">
      <xsl:param name="value" as="xs:double"/>
      <xsl:param name="low" as="xs:double"/>
      <xsl:param name="high" as="xs:double"/>
      <xsl:if test="$low gt $high"><xsl:sequence select="false()"/></xsl:if>
      <xsl:if test="$low le $high"><xsl:sequence select="$value ge $low and $value le $high"/></xsl:if>
    </xsl:function>${pattern(rule('v', assert('f:within(., 2, 5)'), report('f:within(., 5, 2)')))}`,
    xml: '<box><v>2</v><v>5</v><v>5.1</v></box>',
    finds: ['/box/v[3]: 5.1'],
  },
  {
    name: 'function-by-the-number-of-its-parameters',
    attributes,
    schema: `<xsl:function name="f:join"><xsl:param name="a"/><xsl:sequence select="f:join($a, '+')"/></xsl:function>
      <xsl:function name="f:join"><xsl:param name="a"/><xsl:param name="by"/><xsl:sequence select="string-join($a, $by)"/></xsl:function>
      ${pattern(rule('box', value('f:join(v)'), value("f:join(v, '-')")))}`,
    xml: numbers,
    finds: ['/box: 3+12+x', '/box: 3-12-x'],
  },
  {
    name: 'function-that-calls-itself',
    attributes,
    schema: `<xsl:function name="f:sum-of-digits" as="xs:integer">
      <xsl:param name="text" as="xs:string"/>
      <xsl:sequence select="if ($text = '') then 0 else xs:integer(substring($text, 1, 1)) + f:sum-of-digits(substring($text, 2))"/>
    </xsl:function>
    <xsl:function name="f:even" as="xs:boolean"><xsl:param name="n" as="xs:integer"/>
      <xsl:sequence select="if ($n = 0) then true() else f:odd($n - 1)"/></xsl:function>
    <xsl:function name="f:odd" as="xs:boolean"><xsl:param name="n" as="xs:integer"/>
      <xsl:sequence select="if ($n = 0) then false() else f:even($n - 1)"/></xsl:function>
    ${pattern(rule('v', value('f:sum-of-digits(.)'), assert('f:even(f:sum-of-digits(.))', 'odd')))}`,
    xml: '<box><v>1961</v><v>12</v><v>40</v></box>',
    finds: ['/box/v: 17', '/box/v: odd', '/box/v[2]: 3', '/box/v[2]: odd', '/box/v[3]: 4'],
  },
  {
    name: 'function-with-variables-and-for-each',
    attributes,
    schema: `<xsl:function name="f:weights" as="xs:double*">
      <xsl:param name="items" as="element()*"/>
      <xsl:variable name="unit" select="2"/>
      <xsl:for-each select="$items">
        <xsl:variable name="weight" select="number(@w) * $unit"/>
        <xsl:if test="$weight gt 2"><xsl:sequence select="$weight + position()"/></xsl:if>
      </xsl:for-each>
    </xsl:function>${pattern(rule('box', value('f:weights(item)'), value('count(f:weights(item[1]))'), value('f:weights(())')))}`,
    xml: '<box><item w="1"/><item w="2"/><item w="3"/></box>',
    finds: ['/box: 6 9', '/box: 0', '/box: '],
  },
  {
    name: 'function-of-texts',
    attributes,
    schema: `<xsl:function name="f:label" as="xs:string">
      <xsl:param name="item" as="element()"/>
      <xsl:variable name="parts" as="xs:string*">
        <xsl:text>No.</xsl:text>
        <xsl:value-of select="$item/@n"/>
        <xsl:value-of select="$item/w" separator="+"/>
      </xsl:variable>
      <xsl:value-of select="string-join($parts, ' ')"/>
    </xsl:function>${pattern(rule('item', value('f:label(.)'), assert("f:label(.) = 'No. 1 a+b'", 'label')))}`,
    xml: '<box><item n="1"><w>a</w><w>b</w></item><item n="2"/></box>',
    finds: ['/box/item: No. 1 a+b', '/box/item[2]: No. 2', '/box/item[2]: label'],
  },
  {
    name: 'function-that-gives-nodes',
    attributes,
    schema: `<xsl:function name="f:siblings" as="element()*"><xsl:param name="node" as="element()"/>
      <xsl:sequence select="$node/../* except $node"/></xsl:function>
      ${pattern(rule('v', value('f:siblings(.)'), value('f:siblings(.)[last()]/@n'), value('count(f:siblings(.)/..)')))}`,
    xml: '<box><v n="1">a</v><v n="2">b</v><w n="3">c</w></box>',
    finds: ['/box/v: b c', '/box/v: 3', '/box/v: 1', '/box/v[2]: a c', '/box/v[2]: 3', '/box/v[2]: 1'],
  },
  {
    name: 'function-converts-its-arguments',
    attributes,
    schema: `<xsl:function name="f:half" as="xs:decimal"><xsl:param name="n" as="xs:decimal"/><xsl:sequence select="$n div 2"/></xsl:function>
      ${pattern(rule('v', value('f:half(@n)')))}`,
    xml: '<box><v n="3"/><v n="0.5"/></box>',
    finds: ['/box/v: 1.5', '/box/v[2]: 0.25'],
  },
  {
    name: 'function-refuses-what-does-not-fit',
    attributes,
    schema: `<xsl:function name="f:half" as="xs:decimal"><xsl:param name="n" as="xs:decimal"/><xsl:sequence select="$n div 2"/></xsl:function>
      ${pattern(rule('v', assert('f:half(@n) gt 1')))}`,
    xml: '<box><v n="3"/><v n="three"/></box>',
    finds: ['! FORG0001'],
  },
  {
    name: 'function-that-no-rule-calls',
    attributes,
    schema: `<xsl:function name="f:unused"><xsl:param name="a"/><xsl:apply-templates select="$a"/></xsl:function>${pattern(rule('v', assert(". = 'x'")))}`,
    xml: numbers,
    finds: ['/box/v: 3', '/box/v[2]: 12'],
  },
  {
    name: 'function-declared-behind-its-use',
    attributes,
    schema: pattern(rule('v', assert('f:small(.)'))) + small,
    xml: numbers,
    finds: ['/box/v[2]: 12', '/box/v[3]: x'],
  },
  {
    name: 'function-without-the-prefix-of-ns',
    attributes: `xmlns:g="urn:f" xmlns:xs="http://www.w3.org/2001/XMLSchema"`,
    schema: small.replaceAll('f:', 'g:') + pattern(rule('v', assert('f:small(.)'))),
    xml: numbers,
    finds: ['/box/v[2]: 12', '/box/v[3]: x'],
  },
  {
    name: 'function-with-regular-expressions',
    attributes,
    schema: `<xsl:function name="f:name" as="xs:boolean"><xsl:param name="s"/>
      <xsl:sequence select="matches($s, '^[A-Z][a-z]+$') and not($s = ('Nobody', 'Anon'))"/></xsl:function>
      ${pattern(rule('v', assert('f:name(.)')))}`,
    xml: '<box><v>Rome</v><v>rome</v><v>Anon</v></box>',
    finds: ['/box/v[2]: rome', '/box/v[3]: Anon'],
  },
  {
    name: 'function-over-a-table',
    attributes,
    schema: `<xsl:variable name="table"><row xmlns="" code="a">alpha</row><row xmlns="" code="b">beta</row></xsl:variable>
      <xsl:function name="f:word" as="xs:string?"><xsl:param name="code"/><xsl:sequence select="$table/row[@code = $code]/string()"/></xsl:function>
      ${pattern(rule('v', assert('f:word(.)'), value('f:word(.)')))}`,
    xml: '<box><v>a</v><v>c</v></box>',
    finds: ['/box/v: alpha', '/box/v[2]: c', '/box/v[2]: '],
  },
  {
    name: 'functions-of-an-included-stylesheet',
    attributes,
    schema: `<xsl:include href="functions/all.xsl"/>${pattern(rule('v', assert('f:small(.)'), value('$unit')))}`,
    xml: numbers,
    files: {
      'functions/all.xsl': `<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" ${attributes}><xsl:variable name="unit" select="'kg'"/>${small}</xsl:stylesheet>`,
    },
    finds: ['/box/v: kg', '/box/v[2]: 12', '/box/v[2]: kg', '/box/v[3]: x', '/box/v[3]: kg'],
  },
  {
    name: 'function-that-looks-keys-and-files-up',
    attributes,
    schema: `<xsl:key name="place" match="place" use="@code"/>
      <xsl:function name="f:place" as="element()?"><xsl:param name="code"/><xsl:sequence select="key('place', $code, doc('places.xml'))"/></xsl:function>
      ${pattern(rule('v', assert('f:place(.)'), value('f:place(.)/@name')))}`,
    xml: '<box><v>ro</v><v>xx</v></box>',
    files: { 'places.xml': '<places><place code="ro" name="Rome"/></places>' },
    finds: ['/box/v: Rome', '/box/v[2]: xx', '/box/v[2]: '],
  },
  {
    name: 'function-that-has-no-context',
    attributes,
    schema: `<xsl:function name="f:up"><xsl:param name="n"/><xsl:sequence select="$n/.."/><xsl:sequence select="name(..)"/></xsl:function>
      ${pattern(rule('v', assert("f:up(.) = 'box'")))}`,
    xml: '<box><v>a</v></box>',
    finds: ['! XPDY0002'],
  },
  {
    name: 'function-that-calls-itself-without-end-is-an-error',
    attributes,
    schema: `<xsl:function name="f:on"><xsl:param name="n"/><xsl:sequence select="1 + f:on($n + 1)"/></xsl:function>${pattern(rule('v', assert('f:on(1) gt 1')))}`,
    xml: '<box><v>a</v></box>',
    finds: ['!'],
    unjudged: 'Saxon ends without a code; that a rule goes on without end must be said',
  },
  {
    name: 'function-with-choose-and-several-values',
    attributes,
    schema: `<xsl:function name="f:allowed" as="xs:string*"><xsl:param name="kind"/>
      <xsl:choose>
        <xsl:when test="$kind = 'stone'"><xsl:sequence select="'ruby', 'opal'"/></xsl:when>
        <xsl:when test="$kind = 'metal'"><xsl:sequence select="'tin'"/><xsl:sequence select="'lead'"/></xsl:when>
      </xsl:choose></xsl:function>
      ${pattern(rule('v', assert('. = f:allowed(@kind)', '<value-of select="."/> is not one of <value-of select="f:allowed(@kind)"/>')))}`,
    xml: '<box><v kind="stone">opal</v><v kind="stone">tin</v><v kind="metal">lead</v><v kind="wood">oak</v></box>',
    finds: ['/box/v[2]: tin is not one of ruby opal', '/box/v[4]: oak is not one of'],
  },
];

const VARIABLES: readonly BatteryCase[] = [
  {
    name: 'xsl-variable',
    attributes,
    schema: `<xsl:variable name="allowed" select="'a', 'b'"/><xsl:variable name="more" as="xs:string*" select="$allowed, 'c'"/>${pattern(
      rule('v', assert('. = $allowed', 'not allowed'), assert('. = $more', 'nor more')),
    )}`,
    xml: '<box><v>a</v><v>c</v><v>d</v></box>',
    finds: ['/box/v[2]: not allowed', '/box/v[3]: not allowed', '/box/v[3]: nor more'],
  },
  {
    name: 'xsl-param',
    attributes,
    schema: `<xsl:param name="most" select="2"/>${pattern(rule('box', assert('count(v) le $most', 'more than <value-of select="$most"/>')))}`,
    xml: numbers,
    finds: ['/box: more than 2'],
  },
  {
    name: 'xsl-variable-with-content',
    attributes,
    schema: `<xsl:variable name="text">abc</xsl:variable><xsl:variable name="items"><i xmlns="">a</i><i xmlns="">b</i></xsl:variable>${pattern(
      rule('v', value('$text'), value('count($items/i)'), assert('. = $items/i')),
    )}`,
    xml: '<box><v>a</v><v>d</v></box>',
    finds: ['/box/v: abc', '/box/v: 2', '/box/v[2]: abc', '/box/v[2]: 2', '/box/v[2]: d'],
  },
  {
    name: 'xsl-variable-of-the-document',
    attributes,
    schema: `<xsl:variable name="ids" select="//@id"/>${pattern(rule('ref', assert('@to = $ids')))}`,
    xml: '<box><v id="a"/><ref to="a">one</ref><ref to="b">two</ref></box>',
    finds: ['/box/ref[2]: two'],
  },
];

const KEYS: readonly BatteryCase[] = [
  {
    name: 'key',
    schema: `<xsl:key name="by-id" match="item" use="@id"/>${pattern(
      rule(
        'ref',
        assert("key('by-id', @to)", 'nothing is <value-of select="@to"/>'),
        report("count(key('by-id', @to)) gt 1", 'two are <value-of select="@to"/>'),
      ),
    )}`,
    xml: '<box><item id="a"/><item id="b"/><item id="b"/><ref to="a"/><ref to="b"/><ref to="c"/></box>',
    finds: ['/box/ref[2]: two are b', '/box/ref[3]: nothing is c'],
  },
  {
    name: 'key-of-several-values',
    schema: `<xsl:key name="word" match="item" use="tokenize(., ' ')"/>${pattern(rule('ref', value("key('word', tokenize(., ' '))/@n")))}`,
    xml: '<box><item n="1">a b</item><item n="2">b c</item><ref>a</ref><ref>b</ref><ref>c a</ref></box>',
    finds: ['/box/ref: 1', '/box/ref[2]: 1 2', '/box/ref[3]: 1 2'],
  },
  {
    name: 'key-within-a-subtree',
    schema: `<xsl:key name="by-id" match="item" use="@id"/>${pattern(rule('ref', assert("key('by-id', @to, ancestor::group)", 'not here: <value-of select="@to"/>')))}`,
    xml: '<box><group><item id="a"/><ref to="a"/><ref to="b"/></group><group><item id="b"/><ref to="b"/><ref to="a"/></group></box>',
    finds: ['/box/group/ref[2]: not here: b', '/box/group[2]/ref[2]: not here: a'],
  },
  {
    name: 'keys-of-one-name',
    schema: `<xsl:key name="k" match="item" use="@id"/><xsl:key name="k" match="thing" use="@n"/>${pattern(rule('ref', value("key('k', .)/name()")))}`,
    xml: '<box><item id="1"/><thing n="1"/><thing n="2"/><ref>1</ref><ref>2</ref></box>',
    finds: ['/box/ref: item thing', '/box/ref[2]: thing'],
  },
  {
    name: 'key-with-content',
    attributes,
    schema: `<xsl:key name="k" match="item"><xsl:sequence select="@id, @alias"/></xsl:key>${pattern(rule('ref', assert("key('k', .)")))}`,
    xml: '<box><item id="1" alias="one"/><ref>1</ref><ref>one</ref><ref>2</ref></box>',
    finds: ['/box/ref[3]: 2'],
  },
  {
    name: 'key-in-a-variable',
    schema: `<xsl:key name="k" match="item" use="@id"/>${pattern('<let name="first" value="key(\'k\', \'a\')"/>', rule('ref', '<let name="found" value="key(\'k\', .)"/>', report('$found is $first', 'first'), assert('exists($found)')))}`,
    xml: '<box><item id="a"/><item id="b"/><ref>a</ref><ref>b</ref><ref>c</ref></box>',
    finds: ['/box/ref: first', '/box/ref[3]: c'],
  },
  {
    name: 'key-of-a-look-up-file',
    schema: `<xsl:key name="place" match="place" use="@code"/><let name="list" value="doc('places.xml')"/>${pattern(rule('v', assert("key('place', ., $list)"), value("key('place', ., $list)/@name")))}`,
    xml: '<box><v>ro</v><v>xx</v></box>',
    files: { 'places.xml': '<places><place code="ro" name="Rome"/><place code="os" name="Oslo"/></places>' },
    finds: ['/box/v: Rome', '/box/v[2]: xx', '/box/v[2]: '],
  },
  {
    name: 'key-of-numbers-and-texts',
    schema: `<xsl:key name="n" match="item" use="number(@n)"/>${pattern(rule('ref', assert("key('n', number(.))", 'as number'), assert("key('n', string(.))", 'as text')))}`,
    xml: '<box><item n="1.0"/><ref>1</ref><ref>2</ref></box>',
    finds: ['/box/ref: as text', '/box/ref[2]: as number', '/box/ref[2]: as text'],
  },
  {
    name: 'key-of-attributes-and-nested-matches',
    schema: `<xsl:key name="at" match="@id | group//item" use="."/>${pattern(rule('ref', value("key('at', .)/name()")))}`,
    xml: '<box><v id="x"/><group><item>x</item></group><item>y</item><ref>x</ref><ref>y</ref></box>',
    finds: ['/box/ref: id item', '/box/ref[2]: '],
  },
];

const FORMATS: readonly BatteryCase[] = [
  {
    name: 'decimal-formats',
    schema: `<xsl:decimal-format decimal-separator="," grouping-separator="."/><xsl:decimal-format name="dash" minus-sign="~" NaN="none"/>${pattern(
      rule('v', value("format-number(number(.), '#.##0,00')"), value("format-number(number(.), '0.0', 'dash')")),
    )}`,
    xml: '<box><v>1234.5</v><v>-0.25</v><v>x</v></box>',
    finds: [
      '/box/v: 1.234,50',
      '/box/v: 1234.5',
      '/box/v[2]: -0,25',
      '/box/v[2]: ~0.2',
      '/box/v[3]: NaN',
      '/box/v[3]: none',
    ],
  },
];

export const STYLESHEET: readonly BatteryCase[] = [...FUNCTIONS, ...VARIABLES, ...KEYS, ...FORMATS];
