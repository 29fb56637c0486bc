import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import {
  answering,
  answeringSync,
  type SchemaResolver,
  type SchemaSource,
  type SyncSchemaResolver,
} from '../../../src/engine/source.js';
import { compileGrammar } from '../../../src/relaxng/compile/compile.js';
import { type LoadedSyntax, readSyntax } from '../../../src/relaxng/compile/includes.js';
import { compileText, grammar, problemsOf } from './compile-text.js';

const loadSyntax = (source: SchemaSource, { resolve }: { resolve?: SchemaResolver } = {}): Promise<LoadedSyntax> =>
  answering(readSyntax(source), resolve);
const loadSyntaxSync = (source: SchemaSource, { resolve }: { resolve?: SyncSchemaResolver } = {}): LoadedSyntax =>
  answeringSync(readSyntax(source), resolve);

const NS = 'xmlns="http://relaxng.org/ns/structure/1.0"';
const p = '<element name="p"><text/></element>';
const q = '<element name="q"><text/></element>';
const base = grammar(`<start><ref name="p"/></start>\n<define name="p">${p}</define>`);

describe('include (section 4.7)', () => {
  it('replaces what it redefines, wherever that stands', () => {
    const files = {
      'base.rng': grammar(`<div><start><ref name="p"/></start></div><include href="deep/p.rng"/>`),
      'deep/p.rng': grammar(`<define name="p">${p}</define>`),
    };
    const { grammar: compiled, diagnostics } = compileText(
      grammar(`<include href="base.rng"><div><define name="p">${q}</define></div></include>`),
      files,
    );
    expect(diagnostics).toEqual([]);
    expect(compiled?.start).toMatchObject({ nameClass: { local: 'q' } });
  });

  it('hands its namespace down to the file, but not its datatype library', () => {
    const files = {
      'base.rng':
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="p"><data type="date"/></element></start></grammar>',
    };
    expect(problemsOf(grammar('<include href="base.rng"/>'), files)).toEqual(['base.rng:1 schema-datatype']);
    const { grammar: compiled } = compileText(grammar('<include href="base.rng" ns="urn:x"/>'), { 'base.rng': base });
    expect(compiled?.start).toMatchObject({ nameClass: { uri: 'urn:x', local: 'p' } });
  });

  it.each([
    [
      'a definition that is not there',
      `<include href="base.rng">\n<define name="q">${q}</define></include>`,
      { 'base.rng': base },
      ['3 schema-override-without-target'],
    ],
    [
      'a start that is not there',
      `<include href="x.rng">\n<start>${p}</start></include>`,
      { 'x.rng': grammar(`<define name="p">${p}</define>`) },
      ['3 schema-override-without-target'],
    ],
    [
      'a file that is no grammar',
      `\n<include href="x.rng"/>`,
      { 'x.rng': p.replace('<element', '<element xmlns="http://relaxng.org/ns/structure/1.0"') },
      ['3 schema-include-not-grammar'],
    ],
    [
      'a file that includes itself',
      `<include href="x.rng"/>`,
      { 'x.rng': grammar('<include href="x.rng"/>') },
      ['x.rng:2 schema-reference-cycle'],
    ],
    [
      'the schema itself',
      `<include href="x.rng"/>`,
      { 'x.rng': grammar('\n<include href="main.rng"/>') },
      ['x.rng:3 schema-reference-cycle'],
    ],
    ['a file that is not there', '\n<include href="x.rng"/>', {}, ['3 schema-file-unreadable']],
    ['part of a file', '<include href="base.rng#p"/>', { 'base.rng': base }, ['2 schema-attribute-value']],
    [
      'a file with faults of its own',
      '<include href="x.rng"/>',
      { 'x.rng': grammar(`<start>\n<choice/></start>`) },
      ['x.rng:3 schema-child-missing'],
    ],
  ])('refuses %s', (_what, content, files, problems) => {
    expect(problemsOf(grammar(content), files as Record<string, string>)).toEqual(problems);
  });

  it('includes a file in the compact syntax, and from there one in the XML syntax', () => {
    const files = { 'x.rnc': 'include "base.rng" { p = element q { text } }', 'base.rng': base };
    const { grammar: compiled, diagnostics } = compileText(grammar('<include href="x.rnc"/>'), files);
    expect(diagnostics).toEqual([]);
    expect(compiled?.start).toMatchObject({ nameClass: { local: 'q' } });
  });

  it('gives up on files that include each other twice over many levels', () => {
    const levels = 40;
    const files: Record<string, string> = { [`x${levels}.rng`]: base };
    for (let i = 0; i < levels; i++) {
      const next = `<include href="x${i + 1}.rng"/>`;
      files[`x${i}.rng`] = grammar(`${next}${next}`);
    }
    expect(problemsOf(grammar('<include href="x0.rng"/>'), files)).toEqual(['1 schema-too-large']);
  });

  it('reads a file once that two others include', () => {
    const asked: string[] = [];
    const files: Record<string, string> = {
      'a.rng': grammar('<include href="c.rng"/>'),
      'b.rng': grammar('<define name="b"><grammar><include href="c.rng"/></grammar></define>'),
      'c.rng': base,
    };
    const { diagnostics, uris } = loadSyntaxSync(
      { text: grammar('<include href="a.rng"/><include href="b.rng"/>'), uri: 'file:///s/main.rng' },
      {
        resolve: (uri) => {
          asked.push(uri);
          return files[uri.slice('file:///s/'.length)];
        },
      },
    );
    expect(diagnostics).toEqual([]);
    expect(asked).toEqual(['file:///s/a.rng', 'file:///s/c.rng', 'file:///s/b.rng']);
    expect(uris).toEqual(['file:///s/main.rng', ...asked]);
  });
});

describe('externalRef (section 4.6)', () => {
  const main = (ref: string): string => grammar(`<start>${ref}</start><define name="p">${p}</define>`);

  it('stands for the pattern of the file, with its namespace and the definitions around it', () => {
    const files = {
      'x.rng':
        '<choice xmlns="http://relaxng.org/ns/structure/1.0"><element name="x"><ref name="p"/></element></choice>',
    };
    const { grammar: compiled, diagnostics } = compileText(main('<externalRef href="x.rng" ns="urn:x"/>'), files);
    expect(diagnostics).toEqual([]);
    expect(compiled?.start).toMatchObject({
      nameClass: { uri: 'urn:x', local: 'x' },
      content: { nameClass: { uri: '', local: 'p' } },
    });
  });

  it('follows xml:base', () => {
    const files = { 'parts/x.rng': '<element name="x" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>' };
    expect(problemsOf(main('<externalRef xml:base="parts/" href="x.rng"/>'), files)).toEqual([]);
  });

  it('takes files that use each other twice over many levels', () => {
    const levels = 40;
    const files: Record<string, string> = { [`x${levels}.rng`]: p.replace('<element', `<element ${NS}`) };
    for (let i = 0; i < levels; i++) {
      const next = `<externalRef href="x${i + 1}.rng"/>`;
      files[`x${i}.rng`] = `<choice ${NS}>${next}${next}</choice>`;
    }
    expect(problemsOf(main('<externalRef href="x0.rng"/>'), files)).toEqual([]);
  });

  it('refuses a circle', () => {
    const files = {
      'x.rng': '<externalRef href="y.rng" xmlns="http://relaxng.org/ns/structure/1.0"/>',
      'y.rng': '<externalRef href="x.rng" xmlns="http://relaxng.org/ns/structure/1.0"/>',
    };
    expect(problemsOf(main('<externalRef href="x.rng"/>'), files)).toEqual(['y.rng:1 schema-reference-cycle']);
  });
});

describe('where schemas come from', () => {
  const folder = mkdtempSync(join(tmpdir(), 'teigram-schema-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'a schema.rng');
  writeFileSync(path, grammar('<include href="base.rng"/>'));
  writeFileSync(join(folder, 'base.rng'), base);

  it.each([
    ['a path', path],
    ['a file URL', pathToFileURL(path)],
    ['a file URI', pathToFileURL(path).href],
  ])('reads %s', async (_what, source) => {
    for (const loaded of [await loadSyntax(source), loadSyntaxSync(source)]) {
      expect(loaded.diagnostics).toEqual([]);
      expect(compileGrammar(loaded.root!, loaded.references).diagnostics).toEqual([]);
    }
  });

  it('names files by their paths', () => {
    const { diagnostics } = loadSyntaxSync(join(folder, 'none.rng'));
    expect(diagnostics).toMatchObject([{ code: 'schema-file-unreadable', file: join(folder, 'none.rng') }]);
  });

  it('never fetches from the network', async () => {
    const { root, diagnostics } = await loadSyntax('https://example.org/tei.rng');
    expect(root).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'schema-not-fetched' }]);
    const text = grammar('<include href="http://example.org/x.rng"/>');
    expect(loadSyntaxSync({ text, uri: path }).diagnostics).toMatchObject([{ code: 'schema-not-fetched', line: 2 }]);
  });

  it('asks the caller’s resolver first, for text or bytes, now or later', async () => {
    const asked: [string, string | undefined][] = [];
    const { diagnostics, root } = await loadSyntax('https://example.org/main.rng', {
      resolve: async (uri, from) => {
        asked.push([uri, from]);
        return new TextEncoder().encode(uri.endsWith('main.rng') ? grammar('<include href="sub/base.rng"/>') : base);
      },
    });
    expect(diagnostics).toEqual([]);
    expect(root?.name).toBe('grammar');
    expect(asked).toEqual([
      ['https://example.org/main.rng', undefined],
      ['https://example.org/sub/base.rng', 'https://example.org/main.rng'],
    ]);
  });

  it('makes a diagnostic of a resolver that fails', async () => {
    const { diagnostics } = await loadSyntax('memory:/main.rng', {
      resolve: () => Promise.reject(new Error('out of reach')),
    });
    expect(diagnostics).toMatchObject([{ code: 'schema-file-unreadable' }]);
    expect(diagnostics[0]?.message).toContain('out of reach');
  });
});
