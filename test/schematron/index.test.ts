import { describe, expect, it } from 'vitest';
import { Budget } from '../../src/budget.js';
import { load } from '../../src/schematron/index.js';
import { parseXml } from '../../src/xml/parser.js';

const SCHEMA = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" schemaVersion="2">
  <title>Rules of the house</title>
  <ns prefix="t" uri="urn:t"/>
  <phase id="p"><active pattern="one"/></phase>
  <pattern id="one"><title>First</title>
    <rule id="r" context="t:p" role="warning" flag="style">
      <assert id="a" test="@n" see="https://example.org/n" diagnostics="d">No <name/>  number.</assert>
      <report test="t:q" role="info">A q.</report>
    </rule>
  </pattern>
  <pattern id="two"><rule context="@n"><report test="true()">n</report></rule></pattern>
  <diagnostics><diagnostic id="d">Text: <value-of select="."/></diagnostic></diagnostics>
</schema>`;

async function schematron(phase?: string) {
  const loaded = await load({ text: SCHEMA, uri: 'file:///s/house.sch' }, { phase });
  expect(loaded.diagnostics).toEqual([]);
  return loaded.schema!;
}

describe('what a report in SVRL needs', () => {
  it('is all there', async () => {
    const { output } = (await schematron()).validate('<p xmlns="urn:t">x<p n="1"><q/></p></p>');
    expect(output).toMatchObject({ title: 'Rules of the house', schemaVersion: '2', phase: undefined });
    expect([...output.namespaces]).toEqual([['t', 'urn:t']]);
    expect(output.patterns.map(({ id, name }) => [id, name])).toEqual([
      ['one', 'First'],
      ['two', undefined],
    ]);
    const [first] = output.patterns[0]!.fired;
    expect(first).toMatchObject({ id: 'r', context: 't:p', role: 'warning', flag: 'style', location: '/Q{urn:t}p[1]' });
    expect(first!.findings[0]).toMatchObject({
      kind: 'assert',
      test: '@n',
      id: 'a',
      role: 'warning',
      flag: 'style',
      see: 'https://example.org/n',
      text: 'No p  number.',
      diagnostics: [{ id: 'd', text: 'Text: x' }],
      location: '/Q{urn:t}p[1]',
      diagnostic: { severity: 'warning', message: 'No p number. Text: x', path: '/p', line: 1, column: 1 },
    });
    expect(output.patterns[1]!.fired[0]!.location).toBe('/Q{urn:t}p[1]/Q{urn:t}p[1]/@n');
  });

  it('lists rules that found nothing only if asked to', async () => {
    const rules = await schematron();
    const xml = '<p xmlns="urn:t" n="1"><p n="2"/></p>';
    const listed = (fired: boolean): number => rules.validate(xml, { fired }).output.patterns[0]!.fired.length;
    expect([listed(false), listed(true)]).toEqual([0, 2]);
    expect(rules.validate(xml).fired).toBe(4);
  });

  it('names the phase', async () => {
    const { output } = (await schematron('p')).validate('<p xmlns="urn:t" n="1"/>');
    expect(output.phase).toBe('p');
    expect(output.patterns.map(({ id }) => id)).toEqual(['one']);
  });
});

describe('a validation', () => {
  it('is valid with warnings, and not with errors', async () => {
    const rules = await schematron('p');
    expect(rules.validate('<p xmlns="urn:t"/>').valid).toBe(true);
    expect((await schematron()).validate('<p xmlns="urn:t" n="1"/>').valid).toBe(false);
  });

  it('gives the same for a string and for bytes, and again', async () => {
    const rules = await schematron();
    const xml = '<?xml version="1.0" encoding="UTF-8"?><p xmlns="urn:t" n="é"><q/></p>';
    const first = rules.validate(xml, { file: 'a.xml' }).diagnostics;
    expect(first).toHaveLength(2);
    expect(rules.validate(new TextEncoder().encode(xml), { file: 'a.xml' }).diagnostics).toEqual(first);
    expect(rules.validate(xml, { file: 'a.xml' }).diagnostics).toEqual(first);
  });

  it('gives the same to who parses for several', async () => {
    const rules = await schematron();
    const xml = '<p xmlns="urn:t" n="1"><!--c--><q/>x<?y?></p>';
    const { handler, result } = rules.listen({ file: 'a.xml' });
    parseXml(xml, handler);
    expect(result()).toEqual(rules.validate(xml, { file: 'a.xml' }));
  });

  it('says of a document beyond its limits that it is, to them too', async () => {
    const { handler, result } = (await schematron()).listen({ budget: new Budget({ 'tree-depth': 2 }) });
    expect(parseXml('<p xmlns="urn:t"><p><p/></p></p>', handler).wellFormed).toBe(true);
    expect(result().diagnostics.map(({ code }) => code)).toEqual(['schematron-document-too-large']);
  });

  it('points to the name of an element and of an attribute', async () => {
    const { diagnostics } = (await schematron()).validate('<t:p\n xmlns:t="urn:t"\n  n="1"><t:q/></t:p>');
    expect(diagnostics.map(({ line, column, endLine, endColumn }) => [line, column, endLine, endColumn])).toEqual([
      [1, 1, 1, 5],
      [3, 3, 3, 4],
    ]);
  });

  it('has paths for many findings among many siblings in time that grows with their number', async () => {
    const rules = await schematron('p');
    const { diagnostics } = rules.validate(`<p xmlns="urn:t" n="0">${'<p/>'.repeat(30_000)}</p>`);
    expect(diagnostics).toHaveLength(30_000);
    expect(diagnostics.at(-1)!.path).toBe('/p/p[30000]');
  });
});
