/** `makeDeposit` and `uploadDeposit`, as programs call them. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type DepositMetadata, type DepositOptions, makeDeposit, uploadDeposit } from '../../src/index.js';
import { folder } from '../cli/call.js';
import { contents, METADATA, sample, tei } from './samples.js';
import { zenodoServer } from './upload/repositories.js';
import { serve, TOKEN } from './upload/server.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function asked(documents?: Readonly<Record<string, string>>, more: Partial<DepositOptions> = {}) {
  const { dir, schema, out } = sample(documents);
  const options = { to: 'zenodo', out: join(out, 'pkg'), metadata: METADATA as DepositMetadata, schemas: [schema] };
  return { dir, out, options: { ...options, ...more } };
}

const codes = (diagnostics: readonly { readonly code: string }[]) => diagnostics.map(({ code }) => code);
const scratches = () => readdirSync(tmpdir()).filter((name) => name.startsWith('teigram-deposit-'));

describe('makeDeposit', () => {
  it('works from the built package', async () => {
    const { dir, options } = asked();
    const home = folder({ 'package.json': '{"type":"module"}' });
    mkdirSync(join(home, 'node_modules'));
    symlinkSync(ROOT, join(home, 'node_modules/teigram'), 'junction');
    writeFileSync(
      join(home, 'deposit.js'),
      `import { makeDeposit } from 'teigram';
const { outcome, documents, diagnostics } = await makeDeposit(${JSON.stringify(dir)}, ${JSON.stringify(options)});
console.log(JSON.stringify({ outcome, documents, diagnostics }));`,
    );
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['deposit.js'], { cwd: home });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ outcome: 'written', documents: 2, diagnostics: [] });
    const { metadata } = JSON.parse(readFileSync(join(options.out, 'zenodo.json'), 'utf8'));
    expect(metadata).toMatchObject({ title: METADATA.title, publication_date: '2026-03-31' });
  });

  it('tells of each document, and gives what was written with its record', async () => {
    const { dir, options } = asked();
    const heard: unknown[] = [];
    const { written, record, diagnostics } = await makeDeposit(dir, {
      ...options,
      onStart: (files) => heard.push(files),
      onFile: ({ file, valid }) => heard.push([file.replace(/^.*\/tei\//, ''), valid]),
    });
    expect(heard).toEqual([2, ['d1.xml', true], ['sub/d2.xml', true]]);
    expect(written?.files).toBe(Object.keys(contents(options.out)).length);
    expect(record).toMatchObject({ title: METADATA.title, coverage: { documents: 2, from: '1957-03-04' } });
    expect(diagnostics).toEqual([]);
  });

  it('takes the day from the caller, whatever the environment says', async () => {
    const { publicationDate: _, ...metadata } = METADATA;
    const { dir, options } = asked(undefined, { metadata: metadata as DepositMetadata, day: '1970-01-02' });
    const { record } = await makeDeposit(dir, options);
    expect(record?.publicationDate).toBe('1970-01-02');
    const { outcome, diagnostics } = await makeDeposit(dir, { ...options, out: `${options.out}2`, day: '1970-02-30' });
    expect({ outcome, codes: codes(diagnostics) }).toEqual({ outcome: 'unusable', codes: ['config-wrong-type'] });
  });

  it('says all that is wrong with the call at once, and each diagnostic to the listener too', async () => {
    const heard: unknown[] = [];
    const { outcome, diagnostics } = await makeDeposit('nowhere', {
      to: 'zenoda',
      out: 'pkg',
      metadata: { title: '' },
      onRemark: (diagnostic) => heard.push(diagnostic),
    });
    expect(outcome).toBe('unusable');
    expect(codes(diagnostics)).toEqual(['deposit-target-unknown', 'file-not-found', 'config-wrong-type']);
    expect(heard).toEqual(diagnostics);
  });

  it('says what metadata must be, whatever stands in their place', async () => {
    const { dir, options } = asked();
    const within: unknown[] = [];
    within.push(within);
    const deep = JSON.parse(`${'[{"orcid":'.repeat(100_000)}1${'}]'.repeat(100_000)}`);
    const odd = { title: within, creators: deep, keywords: 10n, doi: () => 1, version: { '\u2028': '\x1b' } };
    const { diagnostics } = await makeDeposit(dir, { ...options, metadata: odd as unknown as DepositMetadata });
    expect(codes(diagnostics)).toEqual([...Array(5).fill('config-wrong-type'), 'metadata-missing']);
    expect(diagnostics.map(({ message }) => message).join()).toContain(String.raw`not {"\u2028":"\u001b"}.`);
  });

  it('takes what is undefined for what is not said', async () => {
    const { dir, options } = asked();
    const metadata = { ...METADATA, version: undefined } as unknown as DepositMetadata;
    expect(await makeDeposit(dir, { ...options, metadata })).toMatchObject({ outcome: 'written', diagnostics: [] });
  });

  it('tells what is not valid from what cannot be used', async () => {
    const documents = { 'good.xml': tei('1'), 'bad.xml': tei('2', '<wrong/>') };
    const invalid = asked(documents);
    expect(await makeDeposit(invalid.dir, invalid.options)).toMatchObject({
      outcome: 'invalid',
      documents: 2,
      invalid: 1,
      diagnostics: [{ code: 'deposit-invalid' }],
    });
    expect(readdirSync(invalid.out)).toEqual(['.keep']);
    const incomplete = asked(documents, { metadata: {} });
    const { outcome, diagnostics } = await makeDeposit(incomplete.dir, incomplete.options);
    expect({ outcome, codes: codes(diagnostics) }).toEqual({
      outcome: 'unusable',
      codes: ['metadata-missing', 'deposit-invalid'],
    });
    const allowed = asked(documents, { allowInvalid: true });
    expect(await makeDeposit(allowed.dir, allowed.options)).toMatchObject({ outcome: 'written', invalid: 1 });
  });

  it.each(['onStart', 'onFile', 'onRemark'] as const)('stops by a signal at %s and leaves nothing', async (when) => {
    const { dir, out, options } = asked({ 'a.xml': tei('1'), 'b.xml': '<list/>', 'c.xml': tei('3') });
    const before = scratches();
    const stop = new AbortController();
    const { outcome, diagnostics } = await makeDeposit(dir, {
      ...options,
      signal: stop.signal,
      [when]: () => stop.abort(),
    });
    expect(outcome).toBe('interrupted');
    expect(codes(diagnostics).at(-1)).toBe('run-interrupted');
    expect(readdirSync(out)).toEqual(['.keep']);
    expect(scratches().filter((name) => !before.includes(name))).toEqual([]);
  });

  it.each(['pkg', 'pkg.zip'])('stops while %s is written', async (name) => {
    // That it cannot be told who Anna is comes up while the package is written.
    const metadata = { ...METADATA, creators: [{ name: 'Anna' }] } as DepositMetadata;
    const { dir, out, options } = asked(undefined, { metadata });
    const stop = new AbortController();
    const { outcome, diagnostics } = await makeDeposit(dir, {
      ...options,
      out: join(out, name),
      signal: stop.signal,
      onRemark: () => stop.abort(),
    });
    expect({ outcome, codes: codes(diagnostics) }).toEqual({
      outcome: 'interrupted',
      codes: ['creator-name-unclear', 'run-interrupted'],
    });
    expect(readdirSync(out)).toEqual(['.keep']);
  });
});

describe('uploadDeposit', () => {
  it('sends a package with the token that it is given', async () => {
    const server = await serve(zenodoServer);
    const { dir, options } = asked();
    await makeDeposit(dir, options);
    const heard: unknown[] = [];
    const outcome = await uploadDeposit(options.out, {
      to: 'zenodo',
      url: server.origin,
      token: TOKEN,
      progress: { start: (files) => heard.push(files), step: () => heard.push('step') },
    });
    expect(outcome).toMatchObject({ sent: 1, there: 0, diagnostics: [] });
    expect(heard).toEqual([1, 'step']);
    expect(server.drafts).toHaveLength(1);
  });

  it.each([
    [{ to: 'bag', url: 'https://example.org', token: 'x' }, 'upload-not-possible'],
    [{ to: 'zenodo', url: 'http://example.org', token: 'x' }, 'upload-not-possible'],
    [{ to: 'zenodo', url: 'https://example.org', token: ' ' }, 'upload-token-missing'],
    [{ to: 'zenoda', url: 'https://example.org', token: 'x' }, 'deposit-target-unknown'],
  ])('refuses %j', async (options, code) => {
    const { sent, diagnostics } = await uploadDeposit('pkg', options);
    expect({ sent, codes: codes(diagnostics) }).toEqual({ sent: 0, codes: [code] });
  });
});
