import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder } from '../../src/platform/node/cache-folder.js';
import { type LoadOptions, load, loadSync, type RelaxngSchema, type SchemaSource } from '../../src/relaxng/index.js';
import { schemaFrom } from './schemas.js';

const MAIN = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"
  xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">
  <include href="part.rng"/>
  <start><element name="a"><a:documentation>the root</a:documentation><zeroOrMore><ref name="part"/></zeroOrMore></element></start></grammar>`;
const part = (name: string): string =>
  `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="part"><element name="${name}"><text/></element></define></grammar>`;

let folder: string;
let cache: string;
let main: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teigram-cache-'));
  cache = join(folder, 'cache');
  main = join(folder, 'main.rng');
  writeFileSync(main, MAIN);
  writeFileSync(join(folder, 'part.rng'), part('b'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entries = (): string[] => readdirSync(cache);
const entry = (): string => join(cache, entries()[0]!);
const later = async (source: SchemaSource, options: LoadOptions): Promise<RelaxngSchema> =>
  (await load(source, options)).schema!;
const takes = (schema: RelaxngSchema, child: string): boolean => schema.validate(`<a><${child}/></a>`).valid;

describe('the cache of compiled schemas', () => {
  it('gives back a schema that says the same', async () => {
    const fresh = await later(main, { cache });
    const before = readFileSync(entry());
    const cached = await later(main, { cache });
    const xml = '<a>text<c/><b x="1">t</b></a>';
    expect(cached.validate(xml)).toEqual(fresh.validate(xml));
    expect(cached.validate(xml).diagnostics[0]?.documentation).toBe('the root');
    expect(readFileSync(entry())).toEqual(before);
  });

  it('is read, not only written', () => {
    schemaFrom(main, { cache });
    const asked: string[] = [];
    const resolve = (uri: string): undefined => {
      asked.push(uri.replace(/.*\//, ''));
    };
    schemaFrom(main, { cache, resolve });
    expect(asked).toEqual(['main.rng', 'part.rng']);
    // A damaged syntax tree would not matter now: only the content's hash is looked at.
    expect(entries()).toHaveLength(1);
  });

  it('notices a change of the schema, or of a file that it includes', () => {
    expect(takes(schemaFrom(main, { cache }), 'b')).toBe(true);
    writeFileSync(join(folder, 'part.rng'), part('c'));
    expect(takes(schemaFrom(main, { cache }), 'b')).toBe(false);
    expect(takes(schemaFrom(main, { cache }), 'c')).toBe(true);
    writeFileSync(main, MAIN.replace('"a"', '"z"'));
    expect(schemaFrom(main, { cache }).validate('<z/>').valid).toBe(true);
  });

  it('goes by content, not by date', () => {
    schemaFrom(main, { cache });
    utimesSync(main, 1, 1);
    schemaFrom(main, { cache });
    expect(entries()).toHaveLength(1);
  });

  it('keeps schemas given as text, and files given by a resolver', async () => {
    const resolve = (uri: string) => (uri.endsWith('part.rng') ? part('r') : undefined);
    const source = { text: MAIN, uri: 'https://example.org/main.rng' };
    expect(takes(await later(source, { cache, resolve }), 'r')).toBe(true);
    expect(takes(await later(source, { cache, resolve }), 'r')).toBe(true);
    expect(entries()).toHaveLength(1);
    const other = (uri: string) => (uri.endsWith('part.rng') ? part('s') : undefined);
    expect(takes(await later(source, { cache, resolve: other }), 'r')).toBe(false);
  });

  it.each([
    ['empty', () => truncateSync(entry(), 0)],
    ['cut off', () => truncateSync(entry(), 100)],
    ['not an entry', () => writeFileSync(entry(), 'x'.repeat(5000))],
    [
      'changed by a bit',
      () => {
        const bytes = readFileSync(entry());
        bytes[bytes.length - 3]! ^= 1;
        writeFileSync(entry(), bytes);
      },
    ],
  ])('passes over an entry that is %s, and writes it anew', (_, damage) => {
    schemaFrom(main, { cache });
    const whole = readFileSync(entry());
    damage();
    expect(takes(schemaFrom(main, { cache }), 'b')).toBe(true);
    expect(readFileSync(entry())).toEqual(whole);
  });

  it('is no error when its folder cannot be made', () => {
    writeFileSync(cache, 'a file where the folder should be');
    expect(takes(schemaFrom(main, { cache }), 'b')).toBe(true);
  });

  it('is left alone if so asked', () => {
    schemaFrom(main, { cache: false });
    expect(readdirSync(folder).sort()).toEqual(['main.rng', 'part.rng']);
  });

  it('does not keep a schema that is wrong', () => {
    writeFileSync(join(folder, 'part.rng'), '<grammar/>');
    expect(loadSync(main, { cache }).schema).toBeUndefined();
    expect(() => readdirSync(cache)).toThrow();
  });

  it('does not grow without end', () => {
    for (let i = 0; i < 45; i++) {
      schemaFrom(
        { text: part(`n${i}`).replace('define name="part"', 'start').replace('/define', '/start'), uri: main },
        { cache },
      );
    }
    expect(entries().length).toBeLessThanOrEqual(40);
  });

  it('is not used by default by code that was not built, and so has no name that changes with it', () => {
    vi.stubEnv('XDG_CACHE_HOME', cache);
    loadSync(main);
    expect(() => readdirSync(cache)).toThrow();
    vi.unstubAllEnvs();
  });

  it('is where the platform keeps caches', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux')).toBe(join('/x', 'teigram'));
    expect(cacheFolder({ XDG_CACHE_HOME: 'x' }, 'linux', '/h')).toBe('/h/.cache/teigram');
    expect(cacheFolder({ XDG_CACHE_HOME: 'x' }, 'linux', '')).toBeUndefined();
    expect(cacheFolder({}, 'linux', 'home')).toBeUndefined();
    expect(cacheFolder({}, 'darwin', '')).toBeUndefined();
    expect(cacheFolder({ LOCALAPPDATA: 'l' }, 'win32', 'C:\\u')).toBe('C:\\u\\AppData\\Local\\teigram\\Cache');
    expect(cacheFolder({ LOCALAPPDATA: 'l' }, 'win32', '')).toBeUndefined();
    expect(cacheFolder({}, 'linux')).toMatch(/\.cache[\\/]teigram$/);
    expect(cacheFolder({}, 'darwin')).toMatch(/Library[\\/]Caches[\\/]teigram$/);
    expect(cacheFolder({ LOCALAPPDATA: '/l' }, 'win32')).toBe('\\l\\teigram\\Cache');
  });
});
