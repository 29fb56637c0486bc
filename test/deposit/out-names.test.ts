/** Names of packages: what they mean, and those that would say what the package is not. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writePackage } from '../../src/deposit/package.js';
import { formOf } from '../../src/deposit/place.js';
import { TARGETS, targetNamed } from '../../src/deposit/registry.js';
import { type PackageEntry, textEntry } from '../../src/deposit/target.js';
import { call, folder } from '../cli/call.js';
import { depositor } from './sample.js';

describe('the name of a package', () => {
  it.each([
    ['bag', 'x.zip', 'zip'],
    ['bag', 'x.tar', 'tar'],
    ['bag', 'x.tgz', 'tgz'],
    ['bag', 'v1.0/X.Tar.Gz', 'tgz'],
    ['bag', 'x', 'folder'],
    ['bag', 'letters-1.0', 'folder'],
    ['bag', 'x.tar/', 'folder'],
    ['xar', 'x.xar', 'zip'],
    ['zenodo', 'x.zip', 'zip'],
    ['zenodo', 'x', 'folder'],
    ['cmif', 'x.xml', 'file'],
  ])('of %s that is %s means a %s', (target, out, form) => {
    expect(formOf(targetNamed(target)!, out)).toBe(form);
  });

  const ARCHIVES = [
    '.tar',
    '.tgz',
    '.tar.gz',
    '.TAR.GZ',
    '.tar.xz',
    '.tar.bz2',
    '.gz',
    '.7z',
    '.rar',
    '.bag',
    '.xar',
    '.zip',
  ];
  const FOLDERS = [...ARCHIVES, '.json', '.xml', '.html', '.txt'];

  it('is refused where everybody would take it for something else, and nothing is written', async () => {
    const { at, deposit } = depositor();
    for (const { name, form, archives = ['.zip'] } of TARGETS) {
      for (const ending of form === 'file' ? ARCHIVES : FOLDERS) {
        if (form === 'package' && archives.includes(ending.toLowerCase())) continue;
        const { code, err } = await deposit(name, `letters${ending}`);
        expect([name, ending, code, err.includes('deposit-out-misleading')]).toEqual([name, ending, 2, true]);
        expect(existsSync(at(`letters${ending}`))).toBe(false);
      }
    }
  });

  it('is not that of standard output', async () => {
    const { root } = depositor();
    for (const { name } of TARGETS) {
      const args = ['deposit', join(root, 'tei'), '--to', name, '--out', '-', '--config', join(root, 'config.json')];
      const { code, err } = await call(...args);
      expect([name, code, err.includes('deposit-out-misleading')]).toEqual([name, 2, true]);
    }
    expect(existsSync('-')).toBe(false);
  });

  it('of an archive is refused with an upload, and a folder is named', async () => {
    const { code, err } = await depositor().deposit('zenodo', 'letters.zip', '--upload', 'https://zenodo.org');
    expect(code).toBe(2);
    expect(err).toMatch(/upload-not-possible: .*--out \S*letters\.$/m);
  });
});

describe('a tar that is written', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const options = { form: 'tgz', day: '2026-03-31' } as const;
  const unknown = (path: string, text: string): PackageEntry => ({
    path,
    open: () => Readable.from([Buffer.from(text.slice(0, 10)), Buffer.from(text.slice(10))]),
  });

  /** The folder for temporary files, and a place to write to. */
  function places() {
    const root = folder();
    for (const name of ['tmp', 'out']) mkdirSync(join(root, name));
    vi.stubEnv('TMPDIR', join(root, 'tmp')).stubEnv('TEMP', join(root, 'tmp'));
    const left = () => [...readdirSync(join(root, 'tmp')), ...readdirSync(join(root, 'out'))];
    return { out: join(root, 'out/x.tgz'), left };
  }

  it('opens each entry when the one before it is packed, and counts what it holds', async () => {
    const { out, left } = places();
    const opened: string[] = [];
    const noted = ({ path, ...entry }: PackageEntry): PackageEntry => ({
      ...entry,
      path,
      open: () =>
        entry
          .open()
          .once('end', () => opened.push(`end ${path}`))
          .once('resume', () => opened.push(path)),
    });
    const entries = [unknown('a', 'one'), textEntry('b', 'three'), unknown('c', '')].map(noted);
    const written = await writePackage(entries, out, options);
    expect(written).toEqual({ files: 3, bytes: 8 });
    expect(opened.filter((step) => step.startsWith('end'))).toEqual(['end a', 'end b', 'end c']);
    expect(left()).toEqual(['x.tgz']);
  });

  it('holds what is long and of unknown size, too', async () => {
    const { out, left } = places();
    const long = 'Strelsau '.repeat(300_000);
    const entries = [unknown('a', long), unknown('b', 'short'), unknown('c', `${long}.`)];
    expect(await writePackage(entries, out, options)).toEqual({ files: 3, bytes: 2 * long.length + 6 });
    const tar = gunzipSync(readFileSync(out));
    expect(tar.toString('latin1', 512, 512 + long.length)).toBe(long);
    expect(tar.length % 512).toBe(0);
    expect(left()).toEqual(['x.tgz']);
  });

  it.each<[string, PackageEntry, string]>([
    ['shorter than it was', { ...textEntry('tei/a.xml', 'one'), size: 5 }, 'tei/a.xml was changed'],
    ['longer than it was', { ...textEntry('tei/a.xml', 'one'), size: 2 }, 'tei/a.xml was changed'],
    ['unreadable', { path: 'a', size: 3, open: () => failing() }, 'no more'],
    ['unreadable beyond what is held of it', { path: 'a', open: () => Readable.from(endingBadly()) }, 'no more'],
    ['unreadable, and of unknown size', { path: 'a', open: () => failing() }, 'no more'],
  ])('is not left half-written where a file is %s', async (_, entry, words) => {
    const { out, left } = places();
    await expect(writePackage([unknown('first', 'x'), entry], out, options)).rejects.toThrow(words);
    expect(left()).toEqual([]);
  });

  it('is not left half-written where the run is stopped', async () => {
    const { out, left } = places();
    const abort = new AbortController();
    async function* endless(): AsyncGenerator<PackageEntry> {
      for (let n = 0; ; n++) {
        if (n === 100) abort.abort();
        yield unknown(`${n}`, 'x'.repeat(n % 10 === 0 ? 1_500_000 : 10_000));
      }
    }
    await expect(writePackage(endless(), out, { ...options, signal: abort.signal })).rejects.toThrow();
    expect(left()).toEqual([]);
  });

  it('says so where there is no folder for temporary files', async () => {
    const root = folder({ file: '' });
    vi.stubEnv('TMPDIR', join(root, 'file')).stubEnv('TEMP', join(root, 'file'));
    await expect(writePackage([unknown('a', 'x')], join(root, 'x.tar'), { ...options, form: 'tar' })).rejects.toThrow(
      'TMPDIR',
    );
    expect(readdirSync(root)).toEqual(['file']);
  });
});

async function* endingBadly(): AsyncGenerator<Buffer> {
  yield Buffer.alloc(2_000_000);
  throw new Error('no more');
}

function failing(): Readable {
  return new Readable({ read: () => void 0, construct: (ready) => ready(new Error('no more')) });
}
