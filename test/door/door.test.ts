/**
 * The package as an outsider has it: by the names of `exports`, from what was built. What is imported is written in
 * doors.ts; the verbs are called here as the README calls them.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DOORS, FILES } from './doors.js';

const { resolve } = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../', import.meta.url));
const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  exports: Record<string, string | { types: string; default: string }>;
};

type Doors = {
  teigram: typeof import('../../src/index.js');
  'teigram/relaxng': typeof import('../../src/relaxng/index.js');
  'teigram/schematron': typeof import('../../src/schematron/index.js');
  'teigram/report': typeof import('../../src/report/index.js');
};
async function door<K extends keyof Doors>(name: K): Promise<Doors[K]> {
  return (await import(pathToFileURL(resolve(name)).href)) as Doors[K];
}

const { convert, parseTelegram, parseTelegrams, toTei, checkLossless, readHeader, verifyBag, ...main } =
  await door('teigram');
const relaxng = await door('teigram/relaxng');
const schematron = await door('teigram/schematron');

describe('the doors', () => {
  it('are those of package.json, and no others', () => {
    const named = Object.keys(exports).map((key) => key.replace(/^\./, 'teigram').replace('*', 'telegram.rng'));
    expect(named.sort()).toEqual([...Object.keys(DOORS), ...FILES].sort());
  });

  it.each(Object.entries(DOORS))('%s has these names', async (name, names) => {
    expect(Object.keys(await door(name as keyof Doors)).sort()).toEqual([...names].sort());
  });

  it.each(Object.keys(DOORS))('%s has types', (name) => {
    const target = exports[name.replace('teigram', '.')] as { types: string };
    expect(readFileSync(`${root}${target.types}`, 'utf8')).toContain('export');
  });

  it.each(FILES)('%s is a file', (name) => {
    expect(readFileSync(resolve(name), 'utf8').length).toBeGreaterThan(100);
  });

  it('say the version of package.json', () => {
    expect(JSON.parse(readFileSync(resolve('teigram/package.json'), 'utf8'))).toMatchObject({ version: main.VERSION });
  });
});

const TEXT = `7. Telegram From the Embassy in Ruritania to the Department of State

Strelsau, March 4, 1957, 7 p.m.

The Foreign Minister asked whether the loan1 could be signed.

Sapt

  1. See Document 12.
`;

describe('convert', () => {
  it('gives valid TEI in which nothing is lost', () => {
    const { xml, valid, lossless, diagnostics } = convert(TEXT, { file: 'telegram.txt' });
    expect({ valid, lossless, errors: diagnostics.filter(({ severity }) => severity === 'error') }).toEqual({
      valid: true,
      lossless: true,
      errors: [],
    });
    expect(xml).toContain('<note n="1"');
  });

  it('is made of parts that go by themselves', () => {
    const parsed = parseTelegram(TEXT);
    const xml = toTei(parsed.telegram);
    expect(checkLossless(TEXT, [parsed.telegram], [xml]).diagnostics).toEqual([]);
    expect(readHeader(xml, 'a.xml').facts?.title).toContain('Telegram From the Embassy');
    expect(parseTelegrams(`${TEXT}\n${TEXT.replace('7.', '8.')}`).telegrams).toHaveLength(2);
  });
});

const RNC = 'element a { attribute n { xsd:integer } }';
const SCH = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
  <pattern><rule context="a"><assert test="@n &gt; 1">More than one.</assert></rule></pattern></schema>`;

describe('the engines', () => {
  it('judge by RELAX NG', async () => {
    const source = { text: RNC, uri: 'file:///a.rnc' };
    for (const { schema } of [await relaxng.load(source), relaxng.loadSync(source)]) {
      expect(schema!.validate('<a n="1"/>').valid).toBe(true);
      expect(schema!.validate('<a n="one"/>').diagnostics).toEqual([
        expect.objectContaining({ severity: 'error', line: 1, column: 4, source: 'relaxng' }),
      ]);
    }
  });

  it('judge by the schema of the package', async () => {
    const { schema } = await relaxng.load(resolve('teigram/schemas/telegram.rng'));
    expect(schema!.validate(convert(TEXT).xml).diagnostics).toEqual([]);
    expect(main.BUNDLED_SCHEMA_PATH).toBe(resolve('teigram/schemas/telegram.rng'));
  });

  it('judge by Schematron', async () => {
    const loaded = await schematron.load({ text: SCH, uri: 'file:///a.sch' });
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.schema?.validate('<a n="2"/>').valid).toBe(true);
    expect(loaded.schema?.validate('<a n="1"/>').diagnostics).toEqual([
      expect.objectContaining({ message: 'More than one.', line: 1, source: 'schematron' }),
    ]);
  });
});

/** What nobody means: as a text, as a document, as a schema. */
const BROKEN = [
  '',
  '\0',
  '\ud800',
  '<',
  '<a',
  '<a>&b;</a>',
  '<!DOCTYPE a [<!ENTITY b "&b;">]><a>&b;</a>',
  ']]>',
  '7.',
  '<a xmlns:b=""/>',
  '{'.repeat(5000),
  '<a>'.repeat(500),
];

describe.each(BROKEN.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))('%s', (_, text) => {
  it('is converted, or refused, without an exception', () => {
    for (const input of [text, new TextEncoder().encode(text), Uint8Array.of(0xff, 0xfe, 0x00)]) {
      expect(() => convert(input)).not.toThrow();
    }
    expect(() => readHeader(text, 'a.xml')).not.toThrow();
    expect(() => parseTelegrams(text)).not.toThrow();
  });

  it('is judged without an exception', async () => {
    const { schema: grammar } = relaxng.loadSync({ text: RNC, uri: 'file:///a.rnc' }, { cache: false });
    expect(grammar!.validate(text).valid).toBe(false);
    expect((await main.validate(text, { schemas: [main.BUNDLED_SCHEMA_PATH] })).valid).toBe(false);
    const { schema: rules } = await schematron.load({ text: SCH, uri: 'file:///a.sch' });
    expect(rules!.validate(text).diagnostics.map(({ severity }) => severity)).toContain('error');
  });

  it('is no schema, which both engines say in the same way', async () => {
    for (const { schema, diagnostics } of [
      await relaxng.load({ text, uri: 'file:///a.rng' }, { cache: false }),
      await relaxng.load({ text, uri: 'file:///a.rnc' }, { cache: false }),
      await schematron.load({ text, uri: 'file:///a.sch' }),
    ]) {
      expect(schema).toBeUndefined();
      expect(diagnostics.map(({ severity }) => severity)).toContain('error');
    }
  });
});

describe('verifyBag', () => {
  it('says what a folder lacks that is no bag', async () => {
    const { valid } = await verifyBag(`${root}schemas`, 'schemas');
    expect(valid).toBe(false);
  });
});
