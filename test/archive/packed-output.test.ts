/** Conversions that are written to an archive. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, folder, listing, spawned, telegram } from '../cli/call.js';

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const texts = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [
    `in/${i % 2}/${i}.txt`,
    i === 3 ? `${telegram(50)}\n\n${telegram(51)}` : telegram(i + 1),
  ]),
);

describe('an output that is an archive', () => {
  it.each(['out.zip', 'out.tar', 'out.tar.gz', 'out.tgz'])('%s holds what a folder would', async (name) => {
    const dir = folder(texts);
    await call('convert', join(dir, 'in'), '-o', join(dir, 'plain'));
    const { code, out } = await call('convert', join(dir, 'in'), '-o', join(dir, name));
    expect(code).toBe(0);
    expect(out).toContain('12 files: 12 converted, 13 documents, all valid');
    mkdirSync(join(dir, 'unpacked'));
    if (name.endsWith('.zip')) execFileSync('python3', ['-m', 'zipfile', '-e', join(dir, name), join(dir, 'unpacked')]);
    else execFileSync('tar', ['xf', join(dir, name), '-C', join(dir, 'unpacked')]);
    expect(listing(join(dir, 'unpacked'))).toEqual(listing(join(dir, 'plain')));
    for (const each of listing(join(dir, 'plain'))) expect(read(dir, 'unpacked', each)).toBe(read(dir, 'plain', each));
    const first = readFileSync(join(dir, name));
    await call('convert', join(dir, 'in'), '-o', join(dir, name));
    expect(readFileSync(join(dir, name)).equals(first)).toBe(true);
  });

  it('is never one that is read', async () => {
    const dir = folder(texts);
    execFileSync('tar', ['czf', join(dir, 'texts.tar.gz'), '-C', join(dir, 'in'), '.']);
    const before = readFileSync(join(dir, 'texts.tar.gz'));
    const { code, err } = await call('convert', join(dir, 'texts.tar.gz'), '-o', join(dir, 'texts.tar.gz'));
    expect(code).toBe(2);
    expect(err).toContain('is taken by the input');
    expect(readFileSync(join(dir, 'texts.tar.gz')).equals(before)).toBe(true);
  });

  it('is whole or not there', async () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`in/${i}.txt`, telegram(i + 1)]));
    const dir = folder(many);
    const { code } = await spawned(['convert', 'in', '-o', 'out.zip', '--jobs', '1', '--quiet'], {
      cwd: dir,
      started: (child) => {
        setTimeout(() => child.kill('SIGINT'), 500);
      },
    });
    // Wherever the signal meets it: before it is heard, in the middle, or after all is done.
    const made = listing(dir).filter((name) => !name.startsWith('in/'));
    expect(made).toEqual(code === 0 ? ['out.zip'] : []);
  });

  it('that cannot be written is told of once', async () => {
    const dir = folder({ ...texts, file: 'x' });
    const { code, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'file/out.zip'));
    expect(code).toBe(2);
    expect(err).toContain('cannot be written');
  });

  it('may be that of a share', async () => {
    const dir = folder(texts);
    for (const index of [1, 2])
      await call('convert', join(dir, 'in'), '-o', join(dir, `part-${index}.tar`), '--shard', `${index}/2`);
    const names = [1, 2].flatMap((index) =>
      execFileSync('tar', ['tf', join(dir, `part-${index}.tar`)], { encoding: 'utf8' })
        .trim()
        .split('\n'),
    );
    expect(names.filter((name) => name.endsWith('.xml'))).toHaveLength(13);
  });
});
