/** The conversion and the engines where there is no Node: bundled as a user's bundler does it, run in Chromium. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convert } from '../../src/index.js';
import { CHROMIUM } from './chromium.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLE = readFileSync(join(ROOT, 'samples/frus1961-63v13-d117.txt'));

const PROGRAM = `
import { convert } from 'teigram';
import { load as loadRelaxng } from 'teigram/relaxng';
import { load as loadSchematron } from 'teigram/schematron';

async function run(text, rng, sch) {
  const { xml, valid, lossless, diagnostics } = convert(text, { file: 'd117.txt' });
  const grammar = await loadRelaxng({ text: rng, uri: 'schema/telegram.rng' });
  const rules = await loadSchematron({ text: sch, uri: 'rules.sch' });
  const wrong = xml.replace('<body>', '<body><persname/>');
  return {
    xml, valid, lossless, diagnostics,
    loaded: [grammar.diagnostics, rules.diagnostics],
    right: grammar.schema.validate(xml),
    wrong: grammar.schema.validate(wrong, { file: 'wrong.xml' }),
    rules: rules.schema.validate(xml).diagnostics,
    missing: (await loadRelaxng('elsewhere.rng')).diagnostics,
  };
}

const parts = ['text', 'rng', 'sch'].map((name) => fetch('/' + name).then((answer) => answer.arrayBuffer()));
Promise.all(parts)
  .then((buffers) => run(...buffers.map((buffer) => new Uint8Array(buffer))))
  .then((result) => JSON.stringify(result), (error) => JSON.stringify({ error: String(error.stack ?? error) }))
  .then((text) => { document.body.textContent = btoa(unescape(encodeURIComponent(text))); });
`;

/** Two rules: one within this engine's own XPath, one that another library evaluates. */
const RULES = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
  <ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
  <pattern><rule context="t:body"><report test="t:div">a div</report></rule></pattern>
  <pattern><rule context="t:titleStmt"><report test="string-join(for $i in 1 to 2 return 'y', '') = 'yy'">twice</report></rule></pattern>
</schema>`;

let bundle: string;
let asked: readonly string[];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'teigram-browser-'));
  // Within the package, so that its own name is found.
  const entry = join(ROOT, 'test/browser/.entry.mjs');
  writeFileSync(entry, PROGRAM);
  try {
    const built = await rolldown({ input: entry, platform: 'browser' });
    const { output } = await built.generate({ format: 'esm', codeSplitting: false });
    bundle = output[0].code;
    asked = output.flatMap((chunk) => (chunk.type === 'chunk' ? [...chunk.imports, ...chunk.dynamicImports] : []));
  } finally {
    rmSync(entry);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a bundle for browsers asks for no module', () => {
  expect(asked).toEqual([]);
  expect(bundle).not.toContain('__require("');
});

describe.skipIf(CHROMIUM === undefined)('in Chromium', () => {
  let result: Record<string, never>;

  beforeAll(async () => {
    const files: Record<string, string | Buffer> = {
      '/': '<!DOCTYPE html><meta charset="utf-8"><body><script type="module" src="/program.js"></script></body>',
      '/program.js': bundle,
      '/text': SAMPLE,
      '/rng': readFileSync(join(ROOT, 'schemas/telegram.rng')),
      '/sch': RULES,
    };
    const server = createServer(({ url = '' }, answer) => {
      answer.setHeader(
        'Content-Type',
        url === '/' ? 'text/html' : url.endsWith('.js') ? 'text/javascript' : 'text/plain',
      );
      answer.end(files[url] ?? '');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    try {
      const { port } = server.address() as AddressInfo;
      const flags = [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        `--user-data-dir=${folder}`,
        '--virtual-time-budget=60000',
      ];
      const call = promisify(execFile)(CHROMIUM!, [...flags, '--dump-dom', `http://127.0.0.1:${port}/`], {
        maxBuffer: 1e8,
      });
      const [, body] = /<body>([\w+/=]+)<\/body>/.exec((await call).stdout) ?? [];
      result = JSON.parse(Buffer.from(body ?? '', 'base64').toString());
    } finally {
      server.close();
    }
  }, 60_000);

  test('the conversion gives the bytes that it gives in Node', () => {
    const here = convert(SAMPLE, { file: 'd117.txt' });
    expect(result).toMatchObject({ xml: here.xml, valid: true, lossless: true, diagnostics: here.diagnostics });
  });

  test('RELAX NG judges, and says where files are to come from', () => {
    expect(result).toMatchObject({
      loaded: [[], []],
      right: { valid: true, checked: 'fully' },
      wrong: {
        valid: false,
        diagnostics: [{ code: 'element-unknown', file: 'wrong.xml', expected: expect.anything() }],
      },
      missing: [{ code: 'schema-file-unreadable', file: 'elsewhere.rng' }],
    });
  });

  test('Schematron judges, also by expressions that need its library', () => {
    expect(result).toMatchObject({ rules: [{ message: 'twice' }, { message: 'a div' }] });
  });
});
