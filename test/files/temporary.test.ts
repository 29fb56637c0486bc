/** What killed runs have left is removed by the next, and nothing else is. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryIn } from '../../src/files/temporary.js';
import { PendingFile } from '../../src/files/write.js';
import { folder, spawned } from '../cli/call.js';

/** The parts of a name of ours: machine, process, its start, something random. */
const parts = () => basename(temporaryIn(folder())).slice('.teigram-'.length, -'.tmp'.length).split('-');
/** An id that no process has any more. */
const gone = () => String(spawnSync(process.execPath, ['-e', '']).pid);

/** Puts a file of that name into a folder, and says whether it is there after the folder was written to. */
function stays([machine, pid, start, random]: readonly string[], { daysOld = 0, content = '<half' } = {}): boolean {
  const dir = folder();
  const path = join(dir, `.teigram-${machine}-${pid}-${start}-${random}.tmp`);
  writeFileSync(path, content);
  const then = Date.now() / 1000 - daysOld * 86_400;
  utimesSync(path, then, then);
  temporaryIn(dir);
  return existsSync(path);
}

describe('what is left behind', () => {
  it('goes where its process is gone, however young it is', () => {
    const [machine, , start, random] = parts();
    expect(stays([machine!, gone(), start!, random!])).toBe(false);
  });

  it('stays where its process is at work', () => {
    expect(stays(parts(), { daysOld: 10 })).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('goes where the id of its process was given to another', () => {
    const [machine, pid, , random] = parts();
    expect(stays([machine!, pid!, '1', random!])).toBe(false);
    expect(stays([machine!, '1', '12', random!])).toBe(false);
  });

  it('of another machine, whose processes cannot be asked after, goes when it is old', () => {
    const [, , start, random] = parts();
    expect(stays(['0123abcd', gone(), start!, random!])).toBe(true);
    expect(stays(['0123abcd', gone(), start!, random!], { daysOld: 2 })).toBe(false);
  });

  it('goes with all that is in it, and links in it are not followed', () => {
    const [machine, , start, random] = parts();
    const dir = folder({ 'kept/a.xml': 'a' });
    const left = join(dir, `.teigram-${machine}-${gone()}-${start}-${random}.tmp`);
    mkdirSync(left);
    symlinkSync(join(dir, 'kept'), join(left, 'link'));
    temporaryIn(dir);
    expect(readdirSync(dir)).toEqual(['kept']);
    expect(readdirSync(join(dir, 'kept'))).toEqual(['a.xml']);
  });

  it.each(['.teigram-1-2.tmp', '.teigram-notes.tmp', 'x.tmp', '.teigram-0123abcd-1-1-0123abcd.tmp.xml'])(
    'is not what only looks like it: %s',
    (name) => {
      const dir = folder({ [name]: 'mine' });
      temporaryIn(dir);
      expect(readdirSync(dir)).toEqual([name]);
    },
  );
});

describe('PendingFile', () => {
  it('is in its place when it is finished, and not before', () => {
    const dir = folder({ 'r.json': 'old' });
    const file = new PendingFile(join(dir, 'r.json'));
    file.write('ne');
    expect(readdirSync(dir)).toHaveLength(2);
    file.write('w');
    file.finish();
    expect(readdirSync(dir)).toEqual(['r.json']);
  });

  it('leaves the place as it was where it is given up', () => {
    const dir = folder({ 'r.json': 'old' });
    const file = new PendingFile(join(dir, 'r.json'));
    file.write('new');
    file.discard();
    expect(readdirSync(dir)).toEqual(['r.json']);
  });

  it('goes with the next deposit, also with one that refuses to write over the package that was made', async () => {
    const [machine, , start, random] = parts();
    const dir = folder({ 'tei/a.xml': '<a/>', 'bag/there.txt': 'made before', 'tmp/kept.txt': '' });
    mkdirSync(join(dir, 'tmp', `.teigram-${machine}-${gone()}-${start}-${random}.tmp`));
    const { code } = await spawned(['deposit', 'tei', '--to', 'bag', '--out', 'bag'], {
      cwd: dir,
      env: { TMPDIR: join(dir, 'tmp') },
    });
    expect(code).toBe(2);
    expect(readdirSync(join(dir, 'tmp'))).toEqual(['kept.txt']);
  });
});
