/** Bags as a folder, as a zip and as tars, judged by programs of others: GNU tar, and bagit of the Library of Congress. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyBag } from '../../../src/deposit/bag/verify.js';
import { call, folder, spawned } from '../../cli/call.js';
import { contents, sample, tei } from '../samples.js';

const BASE = 'telegrams-from-strelsau-zenda-1957';
const LONG = `${'a folder with a long name/'.repeat(5)}telegram \u00e9 \u{1F4DC} 100%.xml`;
const DOCUMENTS = { 'd1.xml': tei('1. Telegram'), 'sub/d2.xml': tei('2. Telegram'), [LONG]: tei('3. Telegram') };
const FORMS = ['bag', 'bag.zip', 'bag.tar', 'bag.tgz', 'bag.tar.gz', 'BAG.TAR.GZ'] as const;

const isGnuTar = /GNU tar/.test(spawnSync('tar', ['--version']).stdout?.toString() ?? '');
const hasBagit = spawnSync('python3', ['-c', 'import bagit']).status === 0;

/** All forms of one bag in a folder. */
async function made(): Promise<string> {
  const { dir, config, schema, out } = sample(DOCUMENTS);
  for (const name of FORMS) {
    const to = ['--to', 'bag', '--out', join(out, name)];
    const outcome = await call('deposit', dir, ...to, '--config', config, '--schema', schema);
    expect(outcome, name).toMatchObject({ code: 0 });
  }
  return out;
}

describe('a bag', () => {
  it('is valid in all forms', async () => {
    const out = await made();
    for (const name of FORMS) {
      const report = await verifyBag(join(out, name), name);
      expect(report, name).toMatchObject({ version: '1.0', files: 7, complete: true, valid: true, diagnostics: [] });
    }
  });

  it('is one tar, whatever the ending says of gzip', async () => {
    const files = contents(await made());
    expect(gunzipSync(files['bag.tgz']!).equals(files['bag.tar']!)).toBe(true);
    for (const name of ['bag.tar.gz', 'BAG.TAR.GZ']) expect(files[name]!.equals(files['bag.tgz']!)).toBe(true);
    // No time, no name, no system of whoever packed it.
    expect(files['bag.tgz']!.subarray(0, 10)).toEqual(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]));
  });

  it('is the same bytes again, in another folder, at another time and in another time zone', async () => {
    for (const form of ['tar', 'tgz']) {
      const tars: Buffer[] = [];
      for (const [zone, name] of [
        ['Asia/Tokyo', `a.${form}`],
        ['America/Sao_Paulo', `another name.${form}`],
      ]) {
        const { dir, config, schema, out } = sample();
        const args = ['deposit', dir, '--to', 'bag', '--out', join(out, name!), '--config', config, '--schema', schema];
        const env = { TZ: zone!, SOURCE_DATE_EPOCH: '1774915200' };
        expect(await spawned(args, { env })).toMatchObject({ code: 0 });
        tars.push(contents(out)[name!]!);
      }
      expect(tars[0]!.equals(tars[1]!)).toBe(true);
    }
  });
});

describe.skipIf(!isGnuTar)('GNU tar (skipped where there is none)', () => {
  it('lists a bag, each file once, of nobody and of one day', async () => {
    const out = await made();
    const files = Object.keys(contents(join(out, 'bag')));
    for (const [name, ...options] of [
      ['bag.tar', '-t'],
      ['bag.tgz', '-tz'],
    ] as const) {
      const args = [...options, '-v', '--quoting-style=literal', '--full-time', '--utc', '-f', join(out, name)];
      const { status, stdout, stderr } = spawnSync('tar', args, { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
      expect([status, stderr.toString()]).toEqual([0, '']);
      const lines = stdout.toString().trim().split('\n');
      for (const line of lines) expect(line).toMatch(/^-rw-r--r-- 0\/0 +\d+ 2026-03-31 12:00:00 /);
      const listed = lines.map((line) => line.slice(line.indexOf(BASE) + BASE.length + 1));
      expect(listed.sort()).toEqual(files.sort());
    }
  });

  it('unpacks what the folder holds', async () => {
    const out = await made();
    for (const [name, options] of [
      ['bag.tar', '-xf'],
      ['bag.tgz', '-xzf'],
      ['bag.tar.gz', '-xf'],
    ] as const) {
      const place = folder();
      expect(spawnSync('tar', [options, join(out, name), '-C', place])).toMatchObject({ status: 0 });
      expect(contents(join(place, BASE))).toEqual(contents(join(out, 'bag')));
    }
  });
});

/** Unpacks with Python's own modules and validates with bagit; without complaints it prints nothing. */
const JUDGE = `
import sys, bagit, tarfile, zipfile
path, place, base = sys.argv[1:]
if path.endswith('.zip'): zipfile.ZipFile(path).extractall(place)
elif path.endswith(('.tar', 'gz')): tarfile.open(path).extractall(place)
else: place, base = path, ''
bagit.Bag(place + '/' + base).validate()
`;

describe('bagit of Python', () => {
  beforeAll(() => {
    if (!hasBagit)
      console.warn(
        'SKIPPED: python3 has no module bagit (Debian: python3-bagit), so no other program has validated bags.',
      );
  });

  it.skipIf(!hasBagit)('finds all forms valid (skipped where there is no such module)', async () => {
    const out = await made();
    for (const name of FORMS.slice(0, 5)) {
      const place = join(folder(), 'place');
      mkdirSync(place);
      const { status, stderr } = spawnSync('python3', ['-c', JUDGE, join(out, name), place, BASE]);
      expect([name, status, stderr.toString()]).toEqual([name, 0, '']);
    }
  });
});
