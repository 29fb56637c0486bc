/** Copies of files of the edition: what was looked at, or nothing. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ChangedMeanwhile } from '../../src/deposit/changed.js';
import { Copier } from '../../src/deposit/copying.js';
import { foundIn } from '../../src/files/door.js';
import { stampOf } from '../../src/files/stamp.js';
import { folder } from '../cli/call.js';

function copying(text = 'As it was.') {
  const dir = folder({ 'a.xml': text });
  const path = join(dir, 'a.xml');
  const original = { path, stamp: stampOf(path), why: foundIn(dir) };
  return { path, copying: { original, to: join(dir, 'copy.xml'), algorithms: ['sha256', 'md5'] } };
}

describe('a copy', () => {
  it('has the bytes, and the checksums that are wanted', async () => {
    const { copying: asked } = copying('');
    const digests = [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'd41d8cd98f00b204e9800998ecf8427e',
    ];
    expect(await new Copier(1).copy(asked)).toEqual({ bytes: 0, digests });
    expect(readFileSync(asked.to, 'utf8')).toBe('');
  });

  it('is not made of a file that has changed since', async () => {
    const { path, copying: asked } = copying();
    writeFileSync(path, 'Somebody has worked on it.');
    await expect(new Copier(1).copy(asked)).rejects.toThrow(ChangedMeanwhile);
    expect(existsSync(asked.to)).toBe(false);
  });

  it('never takes the place of another file', async () => {
    const { copying: asked } = copying();
    writeFileSync(asked.to, 'Was here before.');
    await expect(new Copier(1).copy(asked)).rejects.toMatchObject({ code: 'EEXIST', syscall: 'open' });
    expect(readFileSync(asked.to, 'utf8')).toBe('Was here before.');
  });
});
