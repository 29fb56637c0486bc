import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeUnfinished, writeVia, writeWhole, writeWholeSync } from '../../src/files/write.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teigram-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['writeWhole', writeWhole],
  ['writeWholeSync', async (path: string, content: string) => writeWholeSync(path, content)],
])('%s', (_, write) => {
  it('makes the folders, and leaves the file alone in its own', async () => {
    const path = join(folder, 'a/b/c.xml');
    await write(path, 'one');
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(readdirSync(dirname(path))).toEqual(['c.xml']);
  });

  it('replaces a file', async () => {
    const path = join(folder, 'c.xml');
    writeFileSync(path, 'one, and longer');
    await write(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
  });

  it('takes a name as long as names can be', async () => {
    const name = `${'n'.repeat(251)}.xml`;
    await write(join(folder, name), 'one');
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('leaves nothing behind where the place is taken by a folder', async () => {
    mkdirSync(join(folder, 'taken'));
    await expect(write(join(folder, 'taken'), 'one')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(readdirSync(join(folder, 'taken'))).toEqual([]);
  });
});

describe('writeVia', () => {
  it('moves a folder to its place when it is whole, and gives what was written', async () => {
    const path = join(folder, 'bag');
    const written = await writeVia(path, async (temporary) => {
      expect(existsSync(path)).toBe(false);
      await mkdir(temporary);
      await writeFile(join(temporary, 'bagit.txt'), 'one');
      return 1;
    });
    expect(written).toBe(1);
    expect(readdirSync(folder)).toEqual(['bag']);
    expect(readdirSync(path)).toEqual(['bagit.txt']);
  });

  it('leaves the place as it was where writing fails', async () => {
    const path = join(folder, 'a.zip');
    writeFileSync(path, 'before');
    const failing = writeVia(path, async (temporary) => {
      await writeFile(temporary, 'half');
      throw new Error('the disk has gone');
    });
    await expect(failing).rejects.toThrow('the disk has gone');
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['a.zip']);
  });

  it('is undone where the run is interrupted', async () => {
    const interrupted = writeVia(join(folder, 'bag'), async (temporary) => {
      await mkdir(temporary);
      await writeFile(join(temporary, 'bagit.txt'), 'one');
      expect(readdirSync(folder)).toEqual([basename(temporary)]);
      removeUnfinished();
      expect(readdirSync(folder)).toEqual([]);
    });
    await expect(interrupted).rejects.toThrow();
  });
});
