/** One run at a time has a folder, and one that is gone has none. */
import fs, { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Lock } from '../../src/archive/lock.js';
import { ourselves } from '../../src/files/owner.js';
import { call, folder, telegram } from '../cli/call.js';

/** @param part as `3-of-8`. */
async function taken(dir: string, part?: string): Promise<Lock> {
  const lock = await Lock.take(dir, part);
  if (!(lock instanceof Lock)) throw new Error(`held: ${lock.name}`);
  return lock;
}

describe('a lock', () => {
  it('is had by one at a time, and leaves nothing behind', async () => {
    const dir = folder();
    const lock = await taken(dir);
    expect(await Lock.take(dir)).toMatchObject({ name: 'lock', owner: { pid: process.pid } });
    lock.release();
    const next = await taken(dir);
    next.release();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('of a part stands beside those of other parts of the same whole, and not beside any other', async () => {
    const dir = folder();
    const parts = [await taken(dir, '1-of-8'), await taken(dir, '2-of-8')];
    expect(await Lock.take(dir, '2-of-8')).toMatchObject({ name: 'lock.2-of-8' });
    expect(await Lock.take(dir, '1-of-4')).toMatchObject({ name: expect.stringMatching(/-of-8$/) });
    expect(await Lock.take(dir)).toMatchObject({ name: expect.stringMatching(/-of-8$/) });
    for (const part of parts) part.release();
    const whole = await taken(dir);
    expect(await Lock.take(dir, '1-of-8')).toMatchObject({ name: 'lock' });
    whole.release();
  });

  it.each([
    ['whose process is gone', { ...ourselves(), pid: 4_194_000, start: '17' }],
    ['whose process id another process has now', { ...ourselves(), start: '17' }],
  ])('%s holds nobody up', async (_, owner) => {
    const dir = folder({ lock: JSON.stringify(owner) });
    (await taken(dir)).release();
    expect(existsSync(join(dir, 'lock'))).toBe(false);
  });

  it('is had on a disk that has no links', async () => {
    const link = fs.linkSync;
    fs.linkSync = () => {
      throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
    };
    syncBuiltinESMExports();
    try {
      const dir = folder({ lock: JSON.stringify({ ...ourselves(), start: '17' }) });
      const lock = await taken(dir);
      expect(await Lock.take(dir)).toMatchObject({ name: 'lock', owner: { pid: process.pid } });
      lock.release();
      expect(readdirSync(dir)).toEqual([]);
    } finally {
      fs.linkSync = link;
      syncBuiltinESMExports();
    }
  });

  it('of another machine holds as long as its owner says that it lives, and no longer', async () => {
    const owner = { ...ourselves(), machine: 'ffffffff' };
    const dir = folder({ lock: JSON.stringify(owner) });
    const path = join(dir, 'lock');
    // A clock that is hours behind or ahead says nothing: it is the change that counts.
    let hour = -5;
    const living = setInterval(() => utimesSync(path, new Date(), new Date(Date.now() + hour++ * 3_600_000)), 5);
    expect(await Lock.take(dir, undefined, { beat: 20, silence: 200 })).toMatchObject({ owner });
    clearInterval(living);
    const lock = await Lock.take(dir, undefined, { beat: 20, silence: 200 });
    expect(lock).toBeInstanceOf(Lock);
    (lock as Lock).release();
  });

  it('is had by one of many that want it at once', async () => {
    const dir = folder({ lock: JSON.stringify({ ...ourselves(), start: '17' }) });
    const all = await Promise.all(Array.from({ length: 8 }, () => Lock.take(dir)));
    expect(all.filter((each) => each instanceof Lock)).toHaveLength(1);
  });
});

describe('an output folder that another run writes into', () => {
  it('is not written into, and the user is told who has it', async () => {
    const dir = folder({ 'in/a.txt': telegram(1) });
    mkdirSync(join(dir, 'out/.teigram'), { recursive: true });
    writeFileSync(join(dir, 'out/.teigram/lock'), JSON.stringify(ourselves()));
    const { code, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toContain(`is being written by another run (process ${process.pid})`);
    expect(readdirSync(join(dir, 'out'))).toEqual(['.teigram']);
  });
});
