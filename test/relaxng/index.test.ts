import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { load, loadSync, XmlParser } from '../../src/relaxng/index.js';
import { schemaFrom } from './schemas.js';

const folder = mkdtempSync(join(tmpdir(), 'teigram-relaxng-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const XML_SYNTAX = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>';
const rng = join(folder, 'a schema.rng');
const rnc = join(folder, 'b.rnc');
writeFileSync(rng, XML_SYNTAX);
writeFileSync(rnc, 'element b { text }');

const VALID = { valid: true, checked: 'fully', diagnostics: [] };

describe('load', () => {
  it.each([
    ['a path', rng, '<a/>'],
    ['a URL', pathToFileURL(rng), '<a/>'],
    ['a URI', pathToFileURL(rng).href, '<a/>'],
    ['a path to compact syntax', rnc, '<b/>'],
    ['a text', { text: XML_SYNTAX, uri: 'x.rng' }, '<a/>'],
    ['a text in compact syntax', { text: 'element c { empty }', uri: 'x', syntax: 'compact' as const }, '<c/>'],
  ])('takes %s', async (_, source, xml) => {
    const loaded = await load(source, { cache: false });
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.schema!.validate(xml)).toEqual(VALID);
    expect(loadSync(source, { cache: false }).schema!.validate(xml)).toEqual(VALID);
  });

  it('asks the resolver, and waits for it', async () => {
    const resolve = async (uri: string) => (uri === 'https://example.org/a.rng' ? XML_SYNTAX : undefined);
    const { schema } = await load('https://example.org/a.rng', { resolve, cache: false });
    expect(schema!.validate('<a/>').valid).toBe(true);
  });

  it.each([
    ['is not there', join(folder, 'none.rng')],
    ['is not well-formed', { text: '<element', uri: 'x.rng' }],
    ['is not correct', { text: XML_SYNTAX.replace('<text/>', '<ref name="x"/>'), uri: 'x.rng' }],
    ['is on the network', 'https://example.org/a.rng'],
  ])('says what is wrong with a schema that %s, and gives none', async (_, source) => {
    const loaded = await load(source, { cache: false });
    expect(loaded.schema).toBeUndefined();
    expect(loaded.diagnostics[0]).toMatchObject({
      severity: 'error',
      message: expect.stringMatching(/^[^a-z].*[.!?)]$/s),
    });
    expect(loadSync(source, { cache: false })).toEqual(loaded);
  });

  it('says what is doubtful in a schema, also where it is kept compiled', async () => {
    const kept = new Map<string, Uint8Array>();
    const cache = {
      hash: (content: string | Uint8Array) => `h${Buffer.from(content).toString('base64')}`,
      read: (name: string) => kept.get(name),
      write: (name: string, content: Uint8Array) => void kept.set(name, content),
    };
    const text = XML_SYNTAX.replace(
      '<text/>',
      '<choice><value type="token">a</value><value type="integer" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">x</value></choice>',
    );
    const first = await load({ text, uri: 'x.rng' }, { cache });
    expect(first.diagnostics).toMatchObject([{ severity: 'warning', code: 'schema-value-impossible' }]);
    expect(kept.size).toBe(1);
    expect((await load({ text, uri: 'x.rng' }, { cache })).diagnostics).toEqual(first.diagnostics);
  });
});

describe('a schema', () => {
  const schema = schemaFrom({ text: XML_SYNTAX, uri: 'x.rng' });
  const xml = '<a>\u00e9\n<b/></a>';
  const expected = { line: 2, column: 1, endLine: 2, endColumn: 5, code: 'element-unknown', file: 'f.xml' };

  function bytewise(text: string, options = {}) {
    const listener = schema.listen(options);
    const parser = new XmlParser(listener.handler, options);
    for (const byte of Buffer.from(text)) parser.write(Uint8Array.of(byte));
    parser.end();
    return listener.diagnostics();
  }

  it('says the same of text, bytes, and a stream', () => {
    const options = { file: 'f.xml' };
    const { diagnostics } = schema.validate(xml, options);
    expect(diagnostics).toMatchObject([expected]);
    expect(schema.validate(Buffer.from(xml), options).diagnostics).toEqual(diagnostics);
    expect(bytewise(xml, options)).toEqual(diagnostics);
  });

  it('serves several documents at once', () => {
    const texts = ['<a/>', xml, '<a>x</a>', '<b/>'];
    const listeners = texts.map(() => schema.listen());
    const parsers = listeners.map(({ handler }) => new XmlParser(handler));
    for (let at = 0; at < xml.length; at++) parsers.forEach((parser, i) => void parser.write(texts[i]!.charAt(at)));
    for (const parser of parsers) parser.end();
    expect(listeners.map((listener) => listener.diagnostics().length)).toEqual([0, 1, 0, 1]);
  });

  it('does not call a document valid that is not well-formed', () => {
    for (const text of ['', '<a>', '<a></a', 'x', '<a/><a/>']) {
      expect(schema.validate(text).valid, text).toBe(false);
      expect(bytewise(text), text).not.toEqual([]);
    }
  });
});
