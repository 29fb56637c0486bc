/** Stable shares of a conversion, and their union. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shardOf } from '../../src/archive/shard.js';
import { isInShard } from '../../src/archive/share.js';
import { call, folder, listing, telegram } from '../cli/call.js';

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const files = Object.fromEntries(
  Array.from({ length: 24 }, (_, i) => [`in/${i % 3}/${i}.txt`, telegram(i + 1)] as const),
);

async function inShards(dir: string, of: number, which: readonly number[], out = (_: number) => 'out') {
  for (const index of which) {
    const { code } = await call('convert', join(dir, 'in'), '-o', join(dir, out(index)), '--shard', `${index}/${of}`);
    expect(code).toBe(0);
  }
}

describe('a share', () => {
  it('has each text once, by its name alone, and all are about as large', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (name, of) => {
        const shares = Array.from({ length: of }, (_, i) => i + 1).filter((index) => isInShard(name, { index, of }));
        expect(shares).toHaveLength(1);
      }),
    );
    const sizes = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let n = 0; n < 8000; n++)
      sizes[sizes.findIndex((_, i) => isInShard(`1973/${n}.txt`, { index: i + 1, of: 8 }))]!++;
    for (const size of sizes) expect(Math.abs(size - 1000)).toBeLessThan(150);
  });

  it.each(['0/8', '9/8', '8', '1/0', '-1/8', '1.5/8', 'a/b', ''])('is not %j', (written) => {
    expect(shardOf(written)).toBeUndefined();
  });
});

describe('shares united', () => {
  it('are what one run gives, byte for byte, its record included', async () => {
    const dir = folder(files);
    await inShards(dir, 5, [3, 1, 5, 2, 4]);
    const { code, out } = await call('merge', join(dir, 'out'));
    expect(code).toBe(0);
    expect(out).toContain('24 texts united, 24 documents, all valid and lossless');
    await call('convert', join(dir, 'in'), '-o', join(dir, 'whole'));
    for (const name of [...listing(join(dir, 'whole')), '.teigram/manifest.jsonl'])
      expect(read(dir, 'out', name)).toBe(read(dir, 'whole', name));
    expect(listing(join(dir, 'out'))).toEqual(listing(join(dir, 'whole')));
    // The next run over all goes on from there.
    expect((await call('convert', join(dir, 'in'), '-o', join(dir, 'out'))).err).toContain(
      '24 of 24 texts are as they',
    );
  });

  it('come from several folders, too', async () => {
    const dir = folder(files);
    await inShards(dir, 3, [1, 2, 3], (index) => `out-${index}`);
    const folders = [1, 2, 3].map((index) => join(dir, `out-${index}`));
    expect((await call('merge', ...folders)).err).toContain('--out');
    expect((await call('merge', ...folders, '--out', join(dir, 'all'))).code).toBe(0);
    expect(listing(join(dir, 'all')).filter((name) => name.endsWith('.xml'))).toHaveLength(24);
    expect((await call('validate', join(dir, 'all'))).code).toBe(0);
  });

  it('are not united where texts are missing, which are named with the share to run', async () => {
    const dir = folder(files);
    await inShards(dir, 3, [1, 3]);
    const { code, err } = await call('merge', join(dir, 'out'));
    expect(code).toBe(1);
    expect(err).toMatch(/\d+ of 24 texts are missing \(\d\/\d+\.txt, .*there is no record of share 2\/3.*--shard 2\/3/);
    await inShards(dir, 3, [2]);
    expect((await call('merge', join(dir, 'out'))).code).toBe(0);
  });

  it('are not united where a document has gone', async () => {
    const dir = folder(files);
    await inShards(dir, 2, [1, 2]);
    rmSync(join(dir, 'out/0/0.xml'));
    const { code, err } = await call('merge', join(dir, 'out'));
    expect(code).toBe(1);
    expect(err).toContain('0/0.xml, which was written for 0/0.txt, is not there as it was written');
  });

  it('are not united where they are of different texts, numbers, options', async () => {
    const dir = folder(files);
    await inShards(dir, 2, [1]);
    await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--shard', '2/2', '--line-breaks');
    expect((await call('merge', join(dir, 'out'))).err).toContain('was converted with other options');
    writeFileSync(join(dir, 'in/new.txt'), telegram(99));
    await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--shard', '2/2', '--force');
    const { code, err } = await call('merge', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toContain('the record of another run');
  });

  it('take what two have alike once, and refuse what two say differently', async () => {
    const dir = folder(files);
    await inShards(dir, 2, [1, 2], (index) => `out-${index}`);
    cpSync(join(dir, 'out-1'), join(dir, 'copy'), { recursive: true });
    const all = ['out-1', 'out-2', 'copy'].map((name) => join(dir, name));
    const { code, err } = await call('merge', ...all, '--out', join(dir, 'all'));
    expect(code).toBe(0);
    expect(err).toContain('texts were converted in two shares, alike');
    const record = join(dir, 'copy/.teigram/manifest.1-of-2.jsonl');
    writeFileSync(record, read(record).replace('"lossless":true', '"lossless":false'));
    const refused = await call('merge', ...all, '--out', join(dir, 'other'));
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('they say different things of it');
  });

  it('are not united where two texts have written to one place', async () => {
    const several = `${telegram(1)}\n\n${telegram(2)}`;
    const names = Array.from({ length: 6 }, (_, i) => [`in/${i}.txt`, several] as const);
    const clashing = Array.from({ length: 6 }, (_, i) => [`in/${i}_d1.txt`, telegram(1)] as const);
    const dir = folder(Object.fromEntries([...names, ...clashing]));
    for (const index of [1, 2, 3, 4])
      await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--shard', `${index}/4`);
    const { code, err } = await call('merge', join(dir, 'out'));
    expect(code).toBe(1);
    expect(err).toMatch(/_d1\.xml was written for \d(?:_d1)?\.txt and for \d(?:_d1)?\.txt/);
  });

  it('are none where there is no record', async () => {
    const dir = folder({ 'out/a.xml': '<a/>' });
    const { code, err } = await call('merge', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toContain('has no record of a share');
  });
});
