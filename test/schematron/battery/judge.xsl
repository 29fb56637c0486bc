<?xml version="1.0" encoding="UTF-8"?>
<!--
  Schematron by Saxon: each pattern of each schema becomes a stylesheet, whose result on the document is SVRL.
  Variables are global but for those of rules, as SchXslt has it; where patterns use a name twice, each sees its own.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:axsl="urn:axsl"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:svrl="http://purl.oclc.org/dsdl/svrl" xmlns:j="urn:judge"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:err="http://www.w3.org/2005/xqt-errors"
  xmlns:rng="http://relaxng.org/ns/structure/1.0" exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="axsl" result-prefix="xsl"/>
  <xsl:output method="xml" indent="no"/>
  <xsl:param name="cases" as="xs:string" required="yes"/>

  <xsl:template name="main">
    <verdicts>
      <xsl:for-each select="doc($cases)/cases/case">
        <case name="{@name}">
          <xsl:sequence select="j:verdict(resolve-uri(@schema, base-uri(.)), resolve-uri(@document, base-uri(.)), string(@phase))"/>
        </case>
      </xsl:for-each>
    </verdicts>
  </xsl:template>

  <xsl:function name="j:verdict">
    <xsl:param name="schema-uri"/>
    <xsl:param name="document-uri"/>
    <xsl:param name="requested" as="xs:string"/>
    <xsl:try>
      <xsl:variable name="read" as="element()">
        <xsl:apply-templates select="doc($schema-uri)/*" mode="read"/>
      </xsl:variable>
      <xsl:variable name="binding" select="if (doc($schema-uri)//*:rule[namespace-uri() = 'http://www.ascc.net/xml/schematron']) then 'xslt' else 'xslt2'"/>
      <xsl:variable name="schema" as="element(sch:schema)" select="j:expanded(j:top($read, $binding))"/>
      <xsl:variable name="phase" select="($requested[. ne ''], $schema/@defaultPhase, '#ALL')[1]"/>
      <xsl:variable name="active" select="$schema/sch:phase[@id = $phase]/sch:active/@pattern"/>
      <xsl:for-each select="$schema/sch:pattern[$phase = '#ALL' or @id = $active]">
        <xsl:variable name="stylesheet" select="j:stylesheet(., $schema/sch:phase[@id = $phase])"/>
        <xsl:sequence select="transform(map{'stylesheet-node': $stylesheet, 'source-node': doc($document-uri), 'delivery-format': 'raw'})?output"/>
      </xsl:for-each>
      <xsl:catch>
        <j:error code="{local-name-from-QName($err:code)}" about="{$err:description}"/>
      </xsl:catch>
    </xsl:try>
  </xsl:function>

  <!-- Reading: inclusions, the old namespace, white space around names, and where each part comes from. -->

  <xsl:mode name="read" on-no-match="shallow-copy"/>
  <xsl:template match="*[namespace-uri() = 'http://www.ascc.net/xml/schematron']" mode="read" priority="1">
    <xsl:element name="{local-name()}" namespace="http://purl.oclc.org/dsdl/schematron">
      <xsl:copy-of select="namespace::*[. ne 'http://www.ascc.net/xml/schematron']"/>
      <xsl:apply-templates select="@*, node()" mode="read"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="sch:pattern | sch:rule | sch:let | sch:schema/xsl:*" mode="read">
    <xsl:copy>
      <xsl:attribute name="xml:base" select="base-uri(.)"/>
      <xsl:apply-templates select="@*, node()" mode="read"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="@id | @is-a | @rule | sch:*/@name | @prefix | sch:active/@pattern" mode="read">
    <xsl:attribute name="{local-name()}" select="normalize-space(.)"/>
  </xsl:template>
  <xsl:template match="sch:include" mode="read">
    <xsl:variable name="found" select="j:target(.)"/>
    <xsl:apply-templates select="if ($found/self::sch:schema) then $found/* else $found" mode="read"/>
  </xsl:template>
  <xsl:template match="sch:extends[@href]" mode="read">
    <xsl:apply-templates select="j:target(.)/*" mode="read"/>
  </xsl:template>

  <xsl:function name="j:target" as="element()">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="document" select="doc(resolve-uri(substring-before(concat($reference/@href, '#'), '#'), base-uri($reference)))"/>
    <xsl:variable name="id" select="substring-after($reference/@href, '#')"/>
    <xsl:sequence select="if ($id = '') then $document/* else ($document//*[(@id, @xml:id) = $id])[1]"/>
  </xsl:function>

  <!-- A schema of its own, also of rules that stand in RELAX NG. -->
  <xsl:function name="j:top" as="element(sch:schema)">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="binding" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$root/self::sch:schema">
        <xsl:sequence select="$root"/>
      </xsl:when>
      <xsl:otherwise>
        <sch:schema queryBinding="{$binding}">
          <xsl:for-each select="$root//(sch:* | xsl:*)[parent::rng:*]">
            <xsl:choose>
              <xsl:when test="self::sch:rule[not(@abstract = 'true')]">
                <sch:pattern>
                  <xsl:copy-of select="."/>
                </sch:pattern>
              </xsl:when>
              <xsl:otherwise>
                <xsl:copy-of select="."/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </sch:schema>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Abstract patterns and rules in their places. -->

  <xsl:function name="j:expanded" as="element(sch:schema)">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="concrete" as="element(sch:schema)">
      <xsl:apply-templates select="$schema" mode="patterns"/>
    </xsl:variable>
    <xsl:apply-templates select="$concrete" mode="rules"/>
  </xsl:function>

  <xsl:mode name="patterns" on-no-match="shallow-copy"/>
  <xsl:template match="sch:pattern[@abstract = 'true']" mode="patterns"/>
  <xsl:template match="sch:pattern[@is-a]" mode="patterns">
    <xsl:variable name="abstract" select="../sch:pattern[@abstract = 'true'][@id = current()/@is-a]"/>
    <sch:pattern>
      <xsl:copy-of select="@* except @is-a"/>
      <xsl:apply-templates select="$abstract/(@xml:base, @documents), $abstract/node()" mode="instance">
        <xsl:with-param name="parameters" select="sch:param" tunnel="yes"/>
      </xsl:apply-templates>
    </sch:pattern>
  </xsl:template>
  <xsl:mode name="instance" on-no-match="shallow-copy"/>
  <xsl:template match="@test | @context | @select | @path | @value | @subject | @documents" mode="instance">
    <xsl:param name="parameters" as="element(sch:param)*" tunnel="yes"/>
    <xsl:attribute name="{local-name()}" select="j:substituted(., $parameters)"/>
  </xsl:template>
  <xsl:function name="j:substituted" as="xs:string">
    <xsl:param name="text"/>
    <xsl:param name="parameters"/>
    <xsl:value-of>
      <xsl:analyze-string select="$text" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <xsl:value-of select="($parameters[@name = regex-group(1)]/@value, .)[1]"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:value-of select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:value-of>
  </xsl:function>

  <xsl:mode name="rules" on-no-match="shallow-copy"/>
  <xsl:template match="sch:rule[@abstract = 'true']" mode="rules"/>
  <xsl:template match="sch:extends" mode="rules">
    <xsl:apply-templates select="(ancestor::sch:schema//sch:rule[@abstract = 'true'][@id = current()/@rule])[1]/node()" mode="rules"/>
  </xsl:template>

  <!-- One pattern as a stylesheet. -->

  <xsl:function name="j:stylesheet" as="document-node()">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:param name="phase" as="element(sch:phase)?"/>
    <xsl:variable name="schema" select="$pattern/.."/>
    <xsl:variable name="binding" select="lower-case(($schema/@queryBinding, 'xslt')[1])"/>
    <xsl:variable name="version" select="if ($binding = ('xslt', 'xslt1', 'xpath', 'xpath1')) then '1.0' else '3.0'"/>
    <!-- The nearest first. -->
    <xsl:variable name="lets" select="$pattern/sch:let, $phase/sch:let, $schema/sch:let, ($schema/sch:pattern except $pattern)/sch:let"/>
    <xsl:document>
      <axsl:stylesheet version="3.0">
        <xsl:copy-of select="$pattern/@xml:base"/>
        <xsl:for-each select="$schema/sch:ns">
          <xsl:namespace name="{@prefix}" select="@uri"/>
        </xsl:for-each>
        <xsl:copy-of select="$schema/xsl:*[not(self::xsl:output)]"/>
        <xsl:for-each select="$pattern//sch:key">
          <axsl:key name="{@name}" match="{../@context}" use="{@path}"/>
        </xsl:for-each>
        <xsl:for-each-group select="$lets" group-by="string(@name)">
          <xsl:call-template name="variable"/>
        </xsl:for-each-group>
        <axsl:template match="/">
          <svrl:active-pattern>
            <xsl:copy-of select="$pattern/@id"/>
          </svrl:active-pattern>
          <axsl:apply-templates mode="m" select="{($pattern/@documents/concat('for $u in (', ., ') return doc(resolve-uri($u, static-base-uri()))'), '/')[1]}"/>
        </axsl:template>
        <axsl:template match="/ | node() | @*" mode="m" priority="-10">
          <axsl:apply-templates mode="m" select="@* | node()"/>
        </axsl:template>
        <xsl:for-each select="$pattern/sch:rule">
          <axsl:template match="{@context}" mode="m" priority="{last() - position() + 1}" version="{$version}">
            <xsl:copy-of select="@xml:base"/>
            <xsl:for-each select="sch:let">
              <xsl:call-template name="variable"/>
            </xsl:for-each>
            <xsl:apply-templates select="sch:assert | sch:report" mode="check"/>
            <axsl:apply-templates mode="m" select="@* | node()"/>
          </axsl:template>
        </xsl:for-each>
      </axsl:stylesheet>
    </xsl:document>
  </xsl:function>

  <xsl:template name="variable">
    <axsl:variable>
      <xsl:copy-of select="@name, @as, @xml:base"/>
      <xsl:if test="@value">
        <xsl:attribute name="select" select="@value"/>
      </xsl:if>
      <xsl:copy-of select="node()"/>
    </axsl:variable>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="check">
    <xsl:variable name="compatible" select="if (lower-case((ancestor::sch:schema/@queryBinding, 'xslt')[1]) = ('xslt', 'xslt1', 'xpath', 'xpath1')) then '1.0' else '3.0'"/>
    <xsl:variable name="schema" select="ancestor::sch:schema"/>
    <axsl:try version="3.0">
      <axsl:if test="{if (self::sch:assert) then concat('not(', @test, ')') else @test}" version="{$compatible}">
        <xsl:element name="svrl:{if (self::sch:assert) then 'failed-assert' else 'successful-report'}">
          <xsl:copy-of select="@id, @role, @flag, @see"/>
          <axsl:attribute name="location" select="path((({(@subject, ../@subject, '.')[1]}), .)[1])" version="3.0"/>
          <xsl:for-each select="tokenize(@diagnostics)">
            <svrl:diagnostic-reference diagnostic="{.}">
              <xsl:apply-templates select="$schema/sch:diagnostics/sch:diagnostic[@id = current()]/node()" mode="text"/>
            </svrl:diagnostic-reference>
          </xsl:for-each>
          <xsl:for-each select="tokenize(@properties)">
            <svrl:property-reference property="{.}">
              <xsl:apply-templates select="$schema/sch:properties/sch:property[@id = current()]/node()" mode="text"/>
            </svrl:property-reference>
          </xsl:for-each>
          <svrl:text>
            <xsl:apply-templates select="node()" mode="text"/>
          </svrl:text>
        </xsl:element>
      </axsl:if>
      <axsl:catch>
        <j:error code="{{local-name-from-QName($Q{{http://www.w3.org/2005/xqt-errors}}code)}}" about="{{$Q{{http://www.w3.org/2005/xqt-errors}}description}}"/>
      </axsl:catch>
    </axsl:try>
  </xsl:template>

  <xsl:mode name="text" on-no-match="text-only-copy"/>
  <xsl:template match="text()" mode="text">
    <axsl:text>
      <xsl:value-of select="."/>
    </axsl:text>
  </xsl:template>
  <xsl:template match="sch:value-of" mode="text">
    <axsl:value-of select="{@select}"/>
  </xsl:template>
  <xsl:template match="sch:name" mode="text">
    <axsl:value-of select="{(@path/concat('name(', ., ')'), 'name()')[1]}"/>
  </xsl:template>
</xsl:stylesheet>
