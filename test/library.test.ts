/** The library as an outsider sees it: validate and validateFiles. The conversion has folders of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSchemas, type Diagnostic, type FileReport, validate, validateFiles } from '../src/index.js';

const GRAMMAR = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="r"><optional><attribute name="to"><data type="anyURI"/></attribute></optional>
    <optional><attribute name="xml:id"><data type="ID"/></attribute></optional><text/></element></start>
  <s:pattern><s:rule context="r"><s:assert test="string-length(.) lt 5">Too long.</s:assert></s:rule></s:pattern>
</grammar>`;

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'teigram-library-'));
  mkdirSync(at('corpus/deep'), { recursive: true });
  writeFileSync(at('r.rng'), GRAMMAR);
  writeFileSync(
    at('odd.sch'),
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern><rule context="r"><assert test="f:unheard(.)">no</assert></rule></pattern></schema>',
  );
  writeFileSync(at('corpus/a.xml'), '<?xml-model href="../r.rng"?><r>ok</r>');
  writeFileSync(at('corpus/b.xml'), '<?xml-model href="../r.rng"?><r to="#gone">ok</r>');
  writeFileSync(at('corpus/deep/c.xml'), '<?xml-model href="../../r.rng"?><r>much too long</r>');
  writeFileSync(at('corpus/deep/d.xml'), '<r>');
  writeFileSync(at('corpus/notes.txt'), 'no XML');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codes = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code }) => code);

describe('validate', () => {
  test('takes the schemas named, and of a grammar the grammar alone where so asked', async () => {
    const schemas = [at('r.rng')];
    expect(await validate('<r>much too long</r>', { schemas, schematron: false })).toEqual({
      valid: true,
      checked: 'fully',
      diagnostics: [],
    });
    expect(await validate(Buffer.from('<q/>'), { schemas, file: 'x.xml' })).toMatchObject({
      valid: false,
      diagnostics: [{ code: 'element-unknown', file: 'x.xml', line: 1, column: 1 }],
    });
  });

  test('its rules as well', async () => {
    const { valid, diagnostics } = await validate('<r>much too long</r>', { schemas: [at('r.rng')] });
    expect([valid, codes(diagnostics)]).toEqual([false, ['schematron-assert']]);
  });

  test('else those that the document names, relative to its own place, with rules and pointers', async () => {
    const file = at('corpus/b.xml');
    const { diagnostics } = await validate('<?xml-model href="../r.rng"?><r to="#gone">too long</r>', { file });
    expect(codes(diagnostics).sort()).toEqual(['pointer-without-target', 'schematron-assert']);
  });

  test('says what was not checked', async () => {
    const verdict = await validate('<r/>', { schemas: [at('odd.sch')] });
    expect(verdict).toMatchObject({
      valid: true,
      checked: 'partly',
      diagnostics: [{ code: 'schematron-not-evaluable' }],
    });
  });

  test.each([
    ['no schema at all', '<r/>', {}, 'schema-not-chosen'],
    ['a schema that is not there', '<r/>', { schemas: ['none.rng'] }, 'schema-file-unreadable'],
    ['a schema of no kind', '<r/>', { schemas: ['README.md'] }, 'schema-kind-unknown'],
    ['no XML', 'text', { schemas: undefined }, 'schema-not-chosen'],
  ])('with %s nothing is called valid', async (_, xml, options, code) => {
    const { valid, checked, diagnostics } = await validate(xml, options);
    expect([valid, checked]).toEqual([false, 'partly']);
    expect(codes(diagnostics)).toContain(code);
  });
});

describe('validateFiles', () => {
  async function all(names: readonly string[], options = {}): Promise<FileReport[]> {
    const reports: FileReport[] = [];
    for await (const report of validateFiles(names, options)) reports.push(report);
    return reports;
  }

  test('gives a report a file, in a stable order', async () => {
    const reports = await all([at('corpus')]);
    expect(
      reports.map(({ file, valid, diagnostics }) => [file.slice(folder.length), valid, codes(diagnostics)]),
    ).toEqual([
      ['/corpus/a.xml', true, []],
      ['/corpus/b.xml', true, ['pointer-without-target']],
      ['/corpus/deep/c.xml', false, ['schematron-assert']],
      ['/corpus/deep/d.xml', false, expect.arrayContaining(['xml-unclosed-element'])],
    ]);
  });

  test('patterns, and schemas for all', async () => {
    const options = { schemas: [at('r.rng')], pointers: false, schematron: false };
    const reports = await all([at('corpus/**/[ac].xml')], options);
    expect(reports.map(({ valid }) => valid)).toEqual([true, true]);
  });

  test('schemas themselves, where there are no documents', async () => {
    const reports: FileReport[] = [];
    for await (const report of checkSchemas([at('r.rng'), at('none.rng')], { cache: false })) reports.push(report);
    expect(reports).toMatchObject([
      { valid: true, checked: 'fully', summary: 'the schema itself: RELAX NG and 1 Schematron rule' },
      { diagnostics: [{ code: 'schema-file-unreadable' }] },
    ]);
    expect(reports[1]).not.toHaveProperty('valid');
  });

  test('what cannot be used is a report without a verdict', async () => {
    expect(await all([at('none')])).toMatchObject([{ diagnostics: [{ code: 'file-not-found' }] }]);
    const [report] = await all([at('corpus')], { schemas: [at('none.rng')] });
    expect(report).not.toHaveProperty('valid');
    expect(codes(report!.diagnostics)).toEqual(['schema-file-unreadable']);
  });

  test('what concerns the run is told apart', async () => {
    const heard: Diagnostic[] = [];
    const onNotice = (diagnostic: Diagnostic): void => void heard.push(diagnostic);
    const [report] = await all([at('corpus/a.xml')], { schemas: [at('odd.sch')], onNotice });
    expect(report).toMatchObject({ valid: true, diagnostics: [] });
    expect(codes(heard)).toEqual(['schematron-not-evaluable']);
  });
});
