/** Rules as projects write them, of editions, journals, books, music and bills: everything at once. */
import type { BatteryCase } from '../case.js';

export const PROJECTS: readonly BatteryCase[] = [
  {
    name: 'dates-of-a-letter',
    schema: `<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <let name="today" value="xs:date('2020-06-01')"/>
      <pattern>
      <rule context="tei:date[@when]">
      <let name="iso" value="normalize-space(@when)"/>
      <let name="precision" value="string-length(translate($iso,'0123456789',''))"/>
      <assert test="matches($iso, '^-?\\d{4}(-\\d\\d(-\\d\\d)?)?$')">“<value-of select="@when"/>” is no ISO date</assert>
      <report test="$iso castable as xs:date and xs:date($iso) gt $today">future: <value-of select="format-date(xs:date($iso), '[D1] [MNn] [Y0001]', 'en', (), ())"/></report>
      <report test="$iso castable as xs:gYear and not($iso castable as xs:date)">only a year: <value-of select="$precision"/></report>
      </rule>
      <rule context="tei:date[@from and @to]">
      <assert test="every $d in (@from,@to) satisfies $d castable as xs:date">no dates</assert>
      <assert test="if (@from castable as xs:date and @to castable as xs:date) then xs:date(@from) le xs:date(@to) else true()">from <value-of select="@from"/> to <value-of select="@to"/>: <value-of select="days-from-duration(xs:date(@to) - xs:date(@from))"/> days</assert>
      </rule>
      </pattern>`,
    xml: '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader></teiHeader><text><body><p><date when="1961-02-29"/><date when="2061-02-28"/><date when="1961"/><date when="61"/><date from="1961-03-01" to="1961-02-01"/><date from="x" to="1961-02-01"/></p></body></text></TEI>',
    finds: [
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}date[2]: future: 28 February 2061',
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}date[3]: only a year: 0',
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}date[4]: “61” is no ISO date',
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}date[5]: from 1961-03-01 to 1961-02-01: -28 days',
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}date[6]: no dates',
    ],
  },
  {
    name: 'targets-by-key-and-function',
    schema: `<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <xsl:key name="ids" match="*[@xml:id]" use="@xml:id"/>
      <xsl:function name="f:target" as="element()?" xmlns:f="urn:f">
      <xsl:param name="ptr" as="xs:string"/>
      <xsl:param name="node" as="node()"/>
      <xsl:sequence select="key('ids', substring-after($ptr,'#'), root($node))"/></xsl:function>
      <pattern>
      <rule context="tei:ref[starts-with(@target,'#')]">
      <let name="t" value="f:target(string(@target), .)"/>
      <assert test="exists($t)">no target <value-of select="@target"/></assert>
      <report test="$t/self::tei:p">a paragraph: <name path="$t"/></report>
      <report test="$t is ancestor::*[@xml:id][1]">points to where it stands</report>
      </rule>
      </pattern>`,
    xml: '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader></teiHeader><text><body><p xml:id="a"><ref target="#a"/><ref target="#b"/></p><div xml:id="c"><p><ref target="#a"/><ref target="#c"/></p></div></body></text></TEI>',
    finds: [
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}ref: a paragraph: p',
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}ref: points to where it stands',
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}ref[2]: no target #b',
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}div/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}ref: a paragraph: p',
      '/Q{http://www.tei-c.org/ns/1.0}TEI/Q{http://www.tei-c.org/ns/1.0}text/Q{http://www.tei-c.org/ns/1.0}body/Q{http://www.tei-c.org/ns/1.0}div/Q{http://www.tei-c.org/ns/1.0}p/Q{http://www.tei-c.org/ns/1.0}ref[2]: points to where it stands',
    ],
  },
  {
    name: 'columns-of-rows',
    schema: `<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <pattern>
      <rule context="tei:row">
      <let name="cols" value="sum(for $c in tei:cell return ($c/@cols, 1)[1]/xs:integer(.))"/>
      <let name="first" value="sum(for $c in ../tei:row[1]/tei:cell return xs:integer(($c/@cols, '1')[1]))"/>
      <assert test="$cols = $first">row <value-of select="count(preceding-sibling::tei:row) + 1"/> has <value-of select="$cols"/> columns, the first <value-of select="$first"/></assert>
      </rule>
      </pattern>`,
    xml: '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader></teiHeader><text><body><table><row><cell/><cell cols="2"/></row><row><cell/></row><row><cell cols="3"/></row></table></body></text></TEI>',
    finds: ['! XPTY0019'],
  },
  {
    name: 'an-article-of-a-journal',
    schema: `<ns prefix="xlink" uri="http://www.w3.org/1999/xlink"/>
      <let name="subjects" value="('Biology','Physics','Medicine')"/>
      <pattern id="article">
      <rule context="article[@article-type='research-article']//article-meta">
      <let name="pub" value="pub-date[@date-type='pub']"/>
      <let name="rec" value="history/date[@date-type='received']"/>
      <assert test="count($pub) = 1" id="pub-count" role="error">one pub-date is needed, not <value-of select="count($pub)"/></assert>
      <assert test="article-id[@pub-id-type='doi'] and matches(article-id[@pub-id-type='doi'][1], '^10\\.7554/eLife\\.\\d{5}$')" id="doi">“<value-of select="article-id[@pub-id-type='doi']"/>” is no DOI of ours</assert>
      <report test="xs:date(string-join(($rec/year,$rec/month,$rec/day),'-')) &gt; xs:date(string-join(($pub/year,$pub/month,$pub/day),'-'))" id="received-after">received after published</report>
      <assert test="article-categories//subject = $subjects" id="subject"><value-of select="article-categories//subject[not(. = $subjects)]"/> is none of the subjects: <value-of select="string-join($subjects,'; ')"/></assert>
      </rule>
      </pattern>
      <pattern id="refs">
      <rule context="ref-list/ref">
      <let name="label" value="string(@id)"/>
      <let name="cites" value="//xref[@ref-type='bibr'][@rid = current()/@id]"/>
      <assert test="$cites" id="cited">ref <value-of select="$label"/> is never cited</assert>
      <report test="some $p in preceding-sibling::ref satisfies compare(lower-case($p/element-citation/person-group[1]/name[1]/surname), lower-case(element-citation/person-group[1]/name[1]/surname)) = 1" id="order"><value-of select="element-citation//surname[1]"/> out of order</report>
      </rule>
      </pattern>
      <pattern>
      <rule context="xref[@ref-type='bibr']">
      <let name="r" value="//ref[@id=current()/@rid]"/>
      <let name="names" value="$r//surname"/>
      <let name="text" value="if (count($names) = 1) then concat($names, ', ', $r//year) else if (count($names) = 2) then concat($names[1], ' and ', $names[2], ', ', $r//year) else concat($names[1], ' et al., ', $r//year)"/>
      <assert test="replace(., '\\p{Zs}', ' ') = $text" id="citation-text">“<value-of select="."/>” should be “<value-of select="$text"/>”</assert>
      </rule>
      </pattern>`,
    xml: '<article article-type="research-article"><front><article-meta><article-id pub-id-type="doi">10.7554/eLife.0001</article-id><article-categories><subj-group><subject>Cooking</subject></subj-group></article-categories><pub-date date-type="pub"><day>01</day><month>02</month><year>2020</year></pub-date><history><date date-type="received"><day>05</day><month>02</month><year>2020</year></date></history></article-meta></front><body><p><xref ref-type="bibr" rid="r1">Miller, 2001</xref><xref ref-type="bibr" rid="r2">Adams 1999</xref></p></body><back><ref-list><ref id="r1"><element-citation><person-group><name><surname>Miller</surname></name></person-group><year>2001</year></element-citation></ref><ref id="r2"><element-citation><person-group><name><surname>Adams</surname></name><name><surname>Bond</surname></name></person-group><year>1999</year></element-citation></ref><ref id="r3"><element-citation><person-group><name><surname>Zorn</surname></name><name><surname>B</surname></name><name><surname>C</surname></name></person-group><year>1999</year></element-citation></ref></ref-list></back></article>',
    finds: [
      '/article/front/article-meta: “10.7554/eLife.0001” is no DOI of ours [id=doi]',
      '/article/front/article-meta: received after published [id=received-after]',
      '/article/front/article-meta: Cooking is none of the subjects: Biology; Physics; Medicine [id=subject]',
      '/article/back/ref-list/ref[2]: Adams Bond out of order [id=order]',
      '/article/back/ref-list/ref[3]: ref r3 is never cited [id=cited]',
      '/article/body/p/xref[2]: “Adams 1999” should be “Adams and Bond, 1999” [id=citation-text]',
    ],
  },
  {
    name: 'check-digits',
    schema: `
      <xsl:function name="f:isbn13" as="xs:boolean" xmlns:f="urn:f">
      <xsl:param name="s" as="xs:string?"/>
      <xsl:variable name="d" select="for $c in string-to-codepoints(translate($s,'- ','')) return $c - 48"/>
      <xsl:choose><xsl:when test="count($d) ne 13">
      <xsl:sequence select="false()"/></xsl:when><xsl:otherwise>
      <xsl:sequence select="sum(for $i in 1 to 13 return $d[$i] * (if ($i mod 2 = 0) then 3 else 1)) mod 10 = 0"/></xsl:otherwise></xsl:choose></xsl:function>
      <xsl:function name="f:orcid" as="xs:string" xmlns:f="urn:f">
      <xsl:param name="s" as="xs:string"/>
      <xsl:variable name="t" select="f:fold(string-to-codepoints(substring(translate($s,'-',''),1,15)), 0)"/>
      <xsl:variable name="r" select="(12 - $t mod 11) mod 11"/>
      <xsl:sequence select="if ($r = 10) then 'X' else string($r)"/></xsl:function>
      <xsl:function name="f:fold" as="xs:integer" xmlns:f="urn:f">
      <xsl:param name="c" as="xs:integer*"/>
      <xsl:param name="sum" as="xs:integer"/>
      <xsl:sequence select="if (empty($c)) then $sum else f:fold(subsequence($c,2), ($sum + $c[1] - 48) * 2)"/></xsl:function>
      <pattern>
      <rule context="isbn">
      <assert test="f:isbn13(.)"><value-of select="."/> is no ISBN</assert>
      </rule>
      <rule context="orcid">
      <assert test="f:orcid(.) = substring(., string-length(.))"><value-of select="."/>: <value-of select="f:orcid(string(.))"/> expected</assert>
      </rule>
      </pattern>`,
    xml: '<box><isbn>978-3-16-148410-0</isbn><isbn>978-3-16-148410-1</isbn><isbn>1</isbn><orcid>0000-0002-1825-0097</orcid><orcid>0000-0002-1825-0098</orcid><orcid>0000-0002-1694-233X</orcid></box>',
    finds: [
      '/box/isbn[2]: 978-3-16-148410-1 is no ISBN',
      '/box/isbn[3]: 1 is no ISBN',
      '/box/orcid[2]: 0000-0002-1825-0098: 7 expected',
    ],
  },
  {
    name: 'a-package-of-a-book',
    schema: `<ns prefix="opf" uri="http://www.idpf.org/2007/opf"/><ns prefix="dc" uri="http://purl.org/dc/elements/1.1/"/>
      <pattern id="opf.uid">
      <rule context="opf:package[@unique-identifier]">
      <let name="uid" value="./normalize-space(@unique-identifier)"/>
      <assert test="/opf:package/opf:metadata/dc:identifier[normalize-space(@id) = $uid]">package element unique-identifier attribute does not resolve to a dc:identifier element (given reference was "<value-of select="$uid"/>")</assert>
      </rule>
      </pattern>
      <pattern id="opf.itemref">
      <rule context="opf:spine/opf:itemref[@idref]">
      <let name="ref" value="./normalize-space(@idref)"/>
      <let name="item" value="//opf:manifest/opf:item[normalize-space(@id) = $ref]"/>
      <let name="items" value="//opf:manifest/opf:item"/>
      <assert test="$item">itemref "<value-of select="$ref"/>" not in manifest of <value-of select="count($items)"/> items</assert>
      <report test="preceding-sibling::opf:itemref[normalize-space(@idref) = $ref]">Itemref refers to the same manifest entry as a previous itemref</report>
      </rule>
      </pattern>
      <pattern id="opf.props">
      <rule context="opf:meta[@property]">
      <let name="p" value="tokenize(normalize-space(@property),'\\s+')"/>
      <assert test="every $x in $p satisfies matches($x, '^([\\i-[:]][\\c-[:]]*:)?[\\i-[:]][\\c-[:]]*$')">bad property <value-of select="$p"/></assert>
      <assert test="count(distinct-values($p)) = count($p)">twice</assert>
      </rule>
      </pattern>`,
    xml: '<package xmlns="http://www.idpf.org/2007/opf" unique-identifier=" uid "><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="x"/><meta property="dcterms:modified a a"/><meta property="1a"/></metadata><manifest><item id="a"/></manifest><spine><itemref idref="a"/><itemref idref=" a"/><itemref idref="b"/></spine></package>',
    finds: [
      '/Q{http://www.idpf.org/2007/opf}package: package element unique-identifier attribute does not resolve to a dc:identifier element (given reference was "uid")',
      '/Q{http://www.idpf.org/2007/opf}package/Q{http://www.idpf.org/2007/opf}spine/Q{http://www.idpf.org/2007/opf}itemref[2]: Itemref refers to the same manifest entry as a previous itemref',
      '/Q{http://www.idpf.org/2007/opf}package/Q{http://www.idpf.org/2007/opf}spine/Q{http://www.idpf.org/2007/opf}itemref[3]: itemref "b" not in manifest of 1 items',
      '/Q{http://www.idpf.org/2007/opf}package/Q{http://www.idpf.org/2007/opf}metadata/Q{http://www.idpf.org/2007/opf}meta: twice',
      '/Q{http://www.idpf.org/2007/opf}package/Q{http://www.idpf.org/2007/opf}metadata/Q{http://www.idpf.org/2007/opf}meta[2]: bad property 1a',
    ],
  },
  {
    name: 'elements-within-others',
    schema: `<ns prefix="db" uri="http://docbook.org/ns/docbook"/><ns prefix="xl" uri="http://www.w3.org/1999/xlink"/>
      <pattern name="Root must have version">
      <rule context="/db:*">
      <assert test="@version">If this element is the root element, it must have a version attribute.</assert>
      </rule>
      </pattern>
      <pattern name="Element exclusion">
      <rule context="db:annotation">
      <assert test="not(.//db:annotation)">annotation must not occur among the children or descendants of annotation</assert>
      </rule>
      <rule context="db:caution|db:note|db:tip">
      <assert test="not(.//db:caution|.//db:note)"><name/> within <name path=".."/></assert>
      </rule>
      </pattern>
      <pattern>
      <rule context="db:glosssee[@otherterm]">
      <assert test="local-name(//*[@xml:id=current()/@otherterm]) = 'glossentry' and namespace-uri(//*[@xml:id=current()/@otherterm]) = 'http://docbook.org/ns/docbook'">@otherterm must point to a glossentry</assert>
      </rule>
      <rule context="*[@xl:href and @linkend]">
      <report test="true()">both</report>
      </rule>
      <rule context="db:xref[@linkend]">
      <assert test="//*[@xml:id = current()/@linkend]">linkend</assert>
      </rule>
      </pattern>`,
    binding: '',
    xml: '<article xmlns="http://docbook.org/ns/docbook" xmlns:xl="http://www.w3.org/1999/xlink"><note><para/><tip><note/></tip></note><annotation><annotation/></annotation><glossentry xml:id="g"/><glosssee otherterm="g"/><glosssee otherterm="h"/><link xl:href="x" linkend="g"/><xref linkend="none"/></article>',
    finds: [
      '/Q{http://docbook.org/ns/docbook}article: If this element is the root element, it must have a version attribute.',
      '/Q{http://docbook.org/ns/docbook}article/Q{http://docbook.org/ns/docbook}note: note within article',
      '/Q{http://docbook.org/ns/docbook}article/Q{http://docbook.org/ns/docbook}note/Q{http://docbook.org/ns/docbook}tip: tip within note',
      '/Q{http://docbook.org/ns/docbook}article/Q{http://docbook.org/ns/docbook}annotation: annotation must not occur among the children or descendants of annotation',
      '/Q{http://docbook.org/ns/docbook}article/Q{http://docbook.org/ns/docbook}glosssee[2]: @otherterm must point to a glossentry',
      '/Q{http://docbook.org/ns/docbook}article/Q{http://docbook.org/ns/docbook}link: both',
      '/Q{http://docbook.org/ns/docbook}article/Q{http://docbook.org/ns/docbook}xref: linkend',
    ],
  },
  {
    name: 'measures-of-music',
    schema: `<ns prefix="mei" uri="http://www.music-encoding.org/ns/mei"/>
      <pattern>
      <rule context="mei:*[@startid]">
      <assert test="every $i in tokenize(@startid, '\\s+') satisfies substring($i,2) = //mei:note/@xml:id" role="warning">@startid should refer to a note</assert>
      </rule>
      <rule context="mei:beam">
      <assert test="count(descendant::*[local-name()='note' or local-name()='rest' or local-name()='chord' or local-name()='space']) &gt; 1 or count(*[@copyof]) &gt; 1">A beam without a copyof attribute must have at least 2 note descendants, has <value-of select="count(.//mei:note)"/></assert>
      </rule>
      <rule context="mei:measure">
      <let name="durs" value="for $n in .//mei:note[@dur] return (1 div number($n/@dur)) * (if ($n/@dots = '1') then 1.5 else 1)"/>
      <assert test="abs(sum($durs) - 1) lt 0.0001">measure <value-of select="@n"/>: <value-of select="sum($durs)"/></assert>
      </rule>
      </pattern>`,
    xml: '<mei xmlns="http://www.music-encoding.org/ns/mei"><measure n="1"><beam><note dur="2" dots="1" xml:id="n1"/></beam><note dur="4"/></measure><measure n="2"><note dur="8"/><tie startid="#n1"/></measure><measure n="3"><note dur="3"/></measure><tie startid="#n2 #n1"/></mei>',
    finds: [
      '/Q{http://www.music-encoding.org/ns/mei}mei/Q{http://www.music-encoding.org/ns/mei}measure/Q{http://www.music-encoding.org/ns/mei}beam: A beam without a copyof attribute must have at least 2 note descendants, has 1',
      '/Q{http://www.music-encoding.org/ns/mei}mei/Q{http://www.music-encoding.org/ns/mei}measure[2]: measure 2: 0.125',
      '/Q{http://www.music-encoding.org/ns/mei}mei/Q{http://www.music-encoding.org/ns/mei}measure[3]: measure 3: 0.3333333333333333',
      '/Q{http://www.music-encoding.org/ns/mei}mei/Q{http://www.music-encoding.org/ns/mei}tie: @startid should refer to a note [role=warning]',
    ],
  },
  {
    name: 'roman-numbers',
    schema: `
      <xsl:function name="f:roman" as="xs:integer" xmlns:f="urn:f">
      <xsl:param name="r" as="xs:string"/>
      <xsl:variable name="vals" as="xs:integer*"><xsl:for-each select="string-to-codepoints(upper-case($r))">
      <xsl:variable name="c" select="codepoints-to-string(.)"/>
      <xsl:sequence select="(1,5,10,50,100,500,1000)[index-of(('I','V','X','L','C','D','M'), $c)]"/></xsl:for-each></xsl:variable>
      <xsl:sequence select="sum(for $i in 1 to count($vals) return if ($vals[$i + 1] &gt; $vals[$i]) then -$vals[$i] else $vals[$i])"/></xsl:function>
      <xsl:variable name="months" select="'Jan','Feb','Mar'"/>
      <pattern>
      <rule context="v">
      <assert test="f:roman(.) = xs:integer(@n)"><value-of select="."/> is <value-of select="f:roman(.)"/></assert>
      <report test="@m = $months">month <value-of select="index-of($months, @m)"/></report>
      </rule>
      </pattern>`,
    xml: '<box><v n="1961">MCMLXI</v><v n="4">VI</v><v n="9" m="Feb">IX</v></box>',
    finds: ['/box/v[2]: VI is 6', '/box/v[3]: month 2'],
  },
  {
    name: 'sums-of-a-bill',
    schema: `
      <pattern>
      <rule context="v">
      <let name="x" value="."/>
      <let name="e" value="xs:decimal(@a) + xs:decimal(@b)"/>
      <assert test="xs:decimal($x) = $e"><value-of select="$x"/> ≠ <value-of select="$e"/>, by <value-of select="abs(xs:decimal($x) - $e)"/>, <value-of select="round-half-to-even($e div 3, 2)"/>, <value-of select="format-number($e, '#,##0.00')"/></assert>
      <report test="@a * @b gt 0.02"><value-of select="@a * @b"/> <value-of select="xs:decimal(@a) * xs:decimal(@b)"/> <value-of select="@a div @b"/> <value-of select="@a idiv @b"/> <value-of select="-@a"/></report>
      </rule>
      </pattern>`,
    xml: '<box><v a="0.1" b="0.2">0.3</v><v a="1234.5" b="0.005">1234.51</v></box>',
    finds: [
      '/box/v: 0.020000000000000004 0.02 0.5 0 -0.1',
      '/box/v[2]: 1234.51 ≠ 1234.505, by 0.005, 411.5, 1,234.50',
      '/box/v[2]: 6.1725 6.1725 246900 246900 -1234.5',
    ],
  },
  {
    name: 'look-ups-by-current',
    schema: `
      <pattern>
      <rule context="i[@t]">
      <let name="t" value="//j[@id = current()/@t]"/>
      <assert test="$t[count(@*) = 1]">not</assert>
      <report test="//j[@id = current()/@t][k[. = current()]]">has k <value-of select="//j[@id=current()/@t]/k[. = current()]/@z"/></report>
      <report test="count(//i[@t = current()/@t]) > 1 and not(preceding::i[@t = current()/@t])">shared by <value-of select="for $x in //i[@t = current()/@t] return count($x/preceding::i) + 1"/></report>
      </rule>
      </pattern>`,
    xml: '<box><i t="1">a</i><i t="2">b</i><i t="1">c</i><j id="1"><k z="9">a</k></j><j id="2" x=""/></box>',
    finds: ['/box/i: has k 9', '/box/i: shared by 1 3', '/box/i[2]: not'],
  },
];
