import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSchema, loadSchemaSync, SchemaError } from '../../src/relaxng/index.js';
import { parseXml } from '../../src/xml/parser.js';

const folder = mkdtempSync(join(tmpdir(), 'teigram-relaxng-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const XML_SYNTAX = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>';
const rng = join(folder, 'a schema.rng');
const rnc = join(folder, 'b.rnc');
writeFileSync(rng, XML_SYNTAX);
writeFileSync(rnc, 'element b { text }');

const VALID = { valid: true, diagnostics: [] };

describe('loadSchema', () => {
  it.each([
    ['a path', rng, '<a/>'],
    ['a URL', pathToFileURL(rng), '<a/>'],
    ['a URI', pathToFileURL(rng).href, '<a/>'],
    ['a path to compact syntax', rnc, '<b/>'],
    ['a text', { text: XML_SYNTAX, uri: 'x.rng' }, '<a/>'],
    ['a text in compact syntax', { text: 'element c { empty }', uri: 'x', syntax: 'compact' as const }, '<c/>'],
  ])('takes %s', async (_, source, xml) => {
    expect(await (await loadSchema(source, { cache: false })).validate(xml)).toEqual(VALID);
    expect(loadSchemaSync(source, { cache: false }).validateSync(xml)).toEqual(VALID);
  });

  it('asks the resolver, and waits for it', async () => {
    const resolve = async (uri: string) => (uri === 'https://example.org/a.rng' ? XML_SYNTAX : undefined);
    const schema = await loadSchema('https://example.org/a.rng', { resolve, cache: false });
    expect(schema.validateSync('<a/>').valid).toBe(true);
  });

  it.each([
    ['is not there', join(folder, 'none.rng')],
    ['is not well-formed', { text: '<element', uri: 'x.rng' }],
    ['is not correct', { text: XML_SYNTAX.replace('<text/>', '<ref name="x"/>'), uri: 'x.rng' }],
    ['is on the network', 'https://example.org/a.rng'],
  ])('rejects with a SchemaError a schema that %s', async (_, source) => {
    const error = await loadSchema(source, { cache: false }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SchemaError);
    const { diagnostics, message } = error as SchemaError;
    expect(diagnostics[0]).toMatchObject({ severity: 'error', message });
    expect(() => loadSchemaSync(source, { cache: false })).toThrow(SchemaError);
  });
});

describe('a schema', () => {
  const schema = loadSchemaSync({ text: XML_SYNTAX, uri: 'x.rng' }, { cache: false });
  const xml = '<a>\u00e9\n<b/></a>';
  const expected = { line: 2, column: 1, endLine: 2, endColumn: 5, code: 'element-unknown', file: 'f.xml' };

  async function* bytewise(text: string): AsyncGenerator<Uint8Array> {
    for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
  }

  it('says the same of text, bytes, a stream, and events', async () => {
    const options = { file: 'f.xml' };
    const result = schema.validateSync(xml, options);
    expect(result.diagnostics).toMatchObject([expected]);
    expect(schema.validateSync(Buffer.from(xml), options)).toEqual(result);
    expect(await schema.validate(xml, options)).toEqual(result);
    expect(await schema.validate(bytewise(xml), options)).toEqual(result);
    const validator = schema.createValidator(options);
    parseXml(xml, validator);
    expect(validator.result).toEqual(result);
  });

  it('serves several documents at once', async () => {
    const results = await Promise.all(['<a/>', xml, '<a>x</a>', '<b/>'].map((text) => schema.validate(bytewise(text))));
    expect(results.map(({ valid }) => valid)).toEqual([true, false, true, false]);
  });

  it('does not call a document valid that is not well-formed', async () => {
    for (const text of ['', '<a>', '<a></a', 'x', '<a/><a/>']) {
      expect(schema.validateSync(text).valid, text).toBe(false);
      expect((await schema.validate(bytewise(text))).valid, text).toBe(false);
    }
  });
});
