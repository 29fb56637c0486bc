/** What a schema takes from XSLT, as it is read. That it is run, the battery shows. */
import { describe, expect, it } from 'vitest';
import { answeringSync } from '../../src/engine/source.js';
import type { SchemaModel } from '../../src/schematron/model.js';
import { readSchema } from '../../src/schematron/reader.js';
import { readSources } from '../../src/schematron/source.js';

const XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"';

function read(content: string, files: Readonly<Record<string, string>> = {}): SchemaModel {
  const text = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" ${XSL} xmlns:f="urn:f">${content}</schema>`;
  const resolve = (uri: string) => files[uri.replace('file:///s/', '')];
  const sources = answeringSync(readSources({ text, uri: 'file:///s/s.sch' }), resolve);
  const { model, diagnostics } = readSchema(sources);
  expect([...sources.diagnostics, ...diagnostics]).toEqual([]);
  return model!;
}

const body = (content: string) => read(`<xsl:function name="f:a">${content}</xsl:function>`).functions[0]!.body;

describe('functions', () => {
  it('have a name with its namespace, parameters and types', () => {
    const parameters = '<xsl:param name="n" as="xs:integer"/><xsl:param name=" m "/>';
    const [first] = read(
      `<xsl:function name="g:small" xmlns:g="urn:g" as="xs:boolean">${parameters}</xsl:function>`,
    ).functions;
    expect(first).toMatchObject({
      ...{ name: 'g:small', uri: 'urn:g', local: 'small', as: 'xs:boolean', body: [] },
      parameters: [
        { name: 'n', as: 'xs:integer' },
        { name: 'm', as: undefined },
      ],
    });
  });

  it('are made of instructions, each at its place', () => {
    const found = body(`<xsl:variable name="v" select="1"/>
<xsl:choose><xsl:when test="$v"><xsl:text> a </xsl:text></xsl:when><xsl:otherwise>b</xsl:otherwise></xsl:choose>
<xsl:if test="x"><xsl:sequence select="1, 2"/></xsl:if>
<xsl:for-each select="y"><xsl:sort select="@n" data-type="number" order="descending"/><xsl:value-of select="." separator="+"/></xsl:for-each>
<xsl:message>Nothing.</xsl:message><xsl:copy-of select="."/><row n="1">c</row>
<xsl:analyze-string select="." regex="[0-9]{{2}}"><xsl:matching-substring><xsl:sequence select="."/></xsl:matching-substring></xsl:analyze-string>`);
    expect(found).toMatchObject([
      { type: 'variable', name: 'v', value: { select: { text: '1' } } },
      {
        type: 'choose',
        branches: [{ test: { text: '$v' }, body: [{ type: 'text', text: ' a ' }] }],
        otherwise: [{ type: 'text', text: 'b' }],
        place: { line: 2, column: 1 },
      },
      { type: 'choose', branches: [{ test: { text: 'x' }, body: [{ type: 'sequence' }] }], otherwise: [] },
      {
        type: 'for-each',
        sort: [{ select: { text: '@n' }, descending: true, numeric: true }],
        body: [{ type: 'value-of', separator: '+', value: { select: { text: '.' }, body: [] } }],
      },
      { type: 'copy-of', place: { line: 5 } },
      { type: 'element', element: { name: { local: 'row' } } },
      { type: 'analyze-string', regex: '[0-9]{2}', matching: [{ type: 'sequence' }], nonMatching: [] },
    ]);
  });

  it.each([
    ['<xsl:apply-templates/>', '<xsl:apply-templates> is not run'],
    ['<xsl:if test="1"><xsl:call-template name="t"/></xsl:if>', '<xsl:call-template> is not run'],
    ['<row n="{1}"/>', 'expressions in the attributes of other elements are not run'],
    ['<row><xsl:sequence select="1"/></row>', '<xsl:sequence> within other elements is not run'],
    ['<xsl:value-of select="." separator="{$x}"/>', 'expressions in @separator are not run'],
    ['<xsl:sequence/>', '<xsl:sequence> has no attribute select'],
    ['<xsl:message terminate="yes"/>', 'would end the run'],
    ['<xsl:if test="1" expand-text="yes">{1}</xsl:if>', 'text with expressions in braces is not run'],
  ])('that hold %s are given up with the reason and its place', (content, reason) => {
    expect(body(content)).toMatchObject({ reason: expect.stringContaining(reason), place: { line: 1 } });
  });

  it('that hold nothing but depth are given up, too', () => {
    const deep = `${'<xsl:if test="1">'.repeat(400)}x${'</xsl:if>'.repeat(400)}`;
    expect(body(deep)).toMatchObject({ reason: 'its instructions are nested too deeply' });
  });

  it('of other files stand behind those of the schema', () => {
    const sheet = (content: string) =>
      `<xsl:stylesheet version="2.0" ${XSL} xmlns:f="urn:f">${content}</xsl:stylesheet>`;
    const made = (local: string, value: number) =>
      `<xsl:function name="f:${local}"><xsl:sequence select="${value}"/></xsl:function>`;
    const { functions, lets } = read(`<xsl:import href="a.xsl"/>${made('x', 1)}<xsl:include href="b.xsl"/>`, {
      'a.xsl': sheet(made('x', 2) + made('y', 2)),
      'b.xsl': sheet('<xsl:variable name="v" select="3"/>'),
    });
    const values = functions.map(({ local, body: content }) => [local, content]);
    expect(Object.fromEntries(values)).toMatchObject({
      x: [{ select: { text: '1' } }],
      y: [{ select: { text: '2' } }],
    });
    expect(lets).toMatchObject([{ name: 'v', value: '3', place: { file: '/s/b.xsl' } }]);
  });
});

describe('keys', () => {
  it('use an expression, also where it is their content', () => {
    const { keys } = read(
      '<xsl:key name="a" match="x" use="@n"/><xsl:key name="b" match="x"><xsl:sequence select="@m"/></xsl:key><xsl:key name="c" match="x"><xsl:if test="1">x</xsl:if></xsl:key>',
    );
    expect(keys.map(({ name, use }) => [name, use])).toEqual([
      ['a', '@n'],
      ['b', '@m'],
      ['c', undefined],
    ]);
  });
});
