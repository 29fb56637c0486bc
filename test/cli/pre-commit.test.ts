/** The hook for pre-commit, which calls: entry, the user's args, names of files. Anybody may name a file. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder } from './call.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const HOOK = readFileSync(`${root}.pre-commit-hooks.yaml`, 'utf8');
const value = (key: string) => new RegExp(`^ {2}${key}: (.*)$`, 'm').exec(HOOK)![1]!;
const manifest: { readonly bin: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(`${root}package.json`, 'utf8'),
);

const KEPT = '<keep/>';
const dirWith = (files: Readonly<Record<string, string>> = {}) =>
  folder({ 's.rnc': 'element r { empty }', 'bad.xml': '<bad/>', 'good.xml': '<r/>', 'keep.xml': KEPT, ...files });

/** Calls the hook as pre-commit does. */
function hook(dir: string, ...args: readonly string[]) {
  const entry = join(root, manifest.bin[value('entry')]!);
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { cwd: dir, encoding: 'utf8' });
  expect(readFileSync(join(dir, 'keep.xml'), 'utf8')).toBe(KEPT);
  return { status, said: stdout + stderr };
}

describe('the hook', () => {
  it('checks files with the options of the user, and says only what is wrong', () => {
    expect(hook(dirWith(), '--schema', 's.rnc', 'good.xml')).toEqual({ status: 0, said: '' });
    expect(hook(dirWith(), '-s', 's.rnc', '--fail-on', 'never', 'bad.xml').status).toBe(0);
    const { status, said } = hook(dirWith(), '--schema=s.rnc', '--', 'good.xml', 'bad.xml');
    expect(status).toBe(1);
    expect(said).toContain('bad.xml:');
  });

  it.each([
    '--output=keep.xml',
    '--format=json=keep.xml',
    '--schema=other.xml',
    '--config=x.xml',
    '-okeep.xml',
    '-sother.xml',
    '--fail-on=never.xml',
    '--no-pointers.xml',
    '--files-from=bad.xml',
    '-h.xml',
    '-.xml',
  ])('takes a file named %s for a file, wherever it comes', (name) => {
    const dir = dirWith({
      [name]: '<bad/>',
      'other.xml': '<element name="bad" xmlns="http://relaxng.org/ns/structure/1.0"/>',
    });
    for (const end of [[], ['--']]) {
      for (const files of [
        [name, 'good.xml'],
        ['good.xml', name],
      ]) {
        const { status, said } = hook(dir, '--schema', 's.rnc', ...end, ...files);
        expect(status).toBe(1);
        expect(said).toContain(`${name}:`);
      }
    }
  });

  it('refuses to guess where a file is named like an option of the user, unless these have an end', () => {
    const dir = dirWith({ '--offline': '<bad/>' });
    const unclear = hook(dir, '--schema', 's.rnc', '--offline', 'good.xml');
    expect(unclear).toMatchObject({ status: 2, said: expect.stringContaining('End the args of the hook') });
    expect(hook(dir, '--schema', 's.rnc', '--offline', '--', 'good.xml').status).toBe(0);
    expect(hook(dir, '--schema', 's.rnc', '--', '--offline').said).toContain('--offline:');
  });

  it('is not led astray by a file that is named like the end of the options', () => {
    const dir = dirWith({ '--': '<bad/>', '--output=keep.xml': '<bad/>' });
    const { status, said } = hook(dir, '--schema', 's.rnc', '--', '--output=keep.xml', 'good.xml');
    expect(status).toBe(1);
    expect(said).toContain('--output=keep.xml:');
    expect(hook(dir, '--schema', 's.rnc', '--output=keep.xml', '--', 'good.xml').said).toContain('--output=keep.xml:');
  });

  it('says what is missing where it gets nothing', () => {
    expect(hook(dirWith())).toMatchObject({ status: 2, said: expect.stringContaining('Which files?') });
    expect(hook(dirWith(), '--schema').status).toBe(2);
  });

  it('is for TEI, and for no other XML', () => {
    // As pre-commit reads them: Python's flag in front.
    const [files, exclude] = ['files', 'exclude'].map((key) => new RegExp(value(key).replace('(?i)', ''), 'i'));
    const isTaken = (name: string) => files!.test(name) && !exclude!.test(name);
    for (const name of ['a.xml', 'tei/b, c.XML', 'x.tei', 'tei/rebuild.xml', 'tei/a.svg.xml', 'v1.2/a.xml']) {
      expect(isTaken(name), name).toBe(true);
    }
    for (const name of [
      's.xsd',
      's.rng',
      'i.svg',
      'pom.xml',
      'sub/pom.xml',
      'catalog.xml',
      '.idea/x.xml',
      'a/.x/y.xml',
    ]) {
      expect(isTaken(name), name).toBe(false);
    }
    // Who has other files still has no schemas and pictures checked.
    for (const name of ['tei/s.xsd', 'tei/i.svg', 'tei/pom.xml']) expect(exclude!.test(name), name).toBe(true);
  });
});
