/** The door by which files are read: what it opens for whom. Paths are followed on a disk of the test. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import {
  askedBy,
  besideOf,
  foundIn,
  NAMED,
  pathOfUri,
  Refusal,
  readFileNow,
  readFileOrHead,
  readNamed,
  streamFile,
  type Why,
  whetherThere,
} from '../../src/files/door.js';
import { isSpecialOnWindows } from '../../src/files/why.js';
import { folder } from '../cli/call.js';

const LIMIT = 1_000;

/** The content, or the kind of refusal, or the system's code. */
function outcome(path: string, why: Why, limit = LIMIT): string {
  try {
    return readFileNow(path, why, limit).toString();
  } catch (error) {
    return error instanceof Refusal ? error.kind : (error as NodeJS.ErrnoException).code!;
  }
}

/** A project beside what is none of its business. */
function disk() {
  const root = folder({
    'project/docs/a.xml': 'a',
    'project/schema/s.rng': 's',
    'project/.git/config': 'secret',
    'project/.env': 'secret',
    'outside/o.xml': 'secret',
  });
  const at = (...names: string[]) => join(root, ...names);
  symlinkSync(at('outside/o.xml'), at('project/docs/out.xml'));
  symlinkSync(at('outside'), at('project/docs/out'));
  symlinkSync('../schema/s.rng', at('project/docs/inside.xml'));
  symlinkSync('../.git/config', at('project/docs/hidden.xml'));
  symlinkSync('/dev/zero', at('project/docs/zero.xml'));
  symlinkSync(at('outside/missing'), at('project/docs/dangling.xml'));
  execFileSync('mkfifo', [at('project/docs/pipe.xml')]);
  return { root, at, doc: at('project/docs/a.xml') };
}

describe('what the user names', () => {
  it('is read wherever links lead, hidden or not', () => {
    const { at } = disk();
    expect(outcome(at('project/docs/out.xml'), NAMED)).toBe('secret');
    expect(outcome(at('project/docs/hidden.xml'), NAMED)).toBe('secret');
    expect(outcome(at('project/.env'), NAMED)).toBe('secret');
  });

  it('must be an ordinary file where only that makes sense, and not longer than it may be', () => {
    const { at } = disk();
    expect(outcome(at('project/docs/pipe.xml'), NAMED)).toBe('not-ordinary');
    expect(outcome(at('project/docs/zero.xml'), NAMED)).toBe('not-ordinary');
    expect(outcome(at('project/docs'), NAMED)).toBe('EISDIR');
    expect(outcome(at('outside/o.xml'), NAMED, 5)).toBe('too-large');
    expect(outcome(at('outside/o.xml'), NAMED, 6)).toBe('secret');
  });

  it('may be a file that does not tell its length', () => {
    expect(outcome('/proc/self/stat', NAMED)).toMatch(/^\d+ \(/);
    expect(outcome('/proc/self/maps', NAMED, 100)).toBe('too-large');
  });
});

describe('a pipe that the user names', () => {
  const read = (path: string, limit = LIMIT) => readNamed(path, limit).then(String, ({ kind }: Refusal) => kind);

  it('is read to its end, once somebody writes to it', async () => {
    const path = disk().at('project/docs/pipe.xml');
    const reading = read(path);
    const writer = spawn('sh', ['-c', '{ printf a; sleep 0.2; printf b; } > "$1"', 'sh', path]);
    await once(writer, 'close');
    expect(await reading).toBe('ab');
  });

  it('is refused where nobody writes to it, or too much', async () => {
    const path = disk().at('project/docs/pipe.xml');
    expect(await read(path)).toBe('not-ordinary');
    expect(await read('/dev/zero')).toBe('too-large');
    expect(await read('/dev/null')).toBe('');
  });
});

describe('what was found in a folder', () => {
  it('is read under its own name, or by a link that stays in the folder that was named', () => {
    const { at, doc } = disk();
    expect(outcome(doc, foundIn(at('project/docs')))).toBe('a');
    expect(outcome(at('project/docs/inside.xml'), foundIn(at('project')))).toBe('s');
    expect(outcome(at('project/.env'), foundIn(at('project')))).toBe('secret');
  });

  it.each([
    ['inside.xml', 'outside'],
    ['out.xml', 'outside'],
    ['out/o.xml', 'outside'],
    ['zero.xml', 'outside'],
    ['dangling.xml', 'outside'],
    ['pipe.xml', 'not-ordinary'],
    ['missing.xml', 'ENOENT'],
  ])('%s of the folder gives %s', (name, kind) => {
    const { at } = disk();
    expect(outcome(at('project/docs', name), foundIn(at('project/docs')))).toBe(kind);
  });

  it('is not read by a link to what is hidden, though it stays in the folder', () => {
    const { at } = disk();
    expect(outcome(at('project/docs/hidden.xml'), foundIn(at('project')))).toBe('hidden');
  });

  it('is read in a folder that was named by a link, and in one below a hidden folder', () => {
    const { at } = disk();
    expect(outcome(at('project/docs/out/o.xml'), foundIn(at('project/docs/out')))).toBe('secret');
    mkdirSync(at('project/.git/docs'));
    writeFileSync(at('project/.git/docs/b.xml'), 'b');
    expect(outcome(at('project/.git/docs/b.xml'), foundIn(at('project/.git/docs')))).toBe('b');
  });

  it('is judged anew when a folder has become a link since the last file of it was read', () => {
    const { at, doc } = disk();
    const why = foundIn(at('project'));
    expect(outcome(doc, why)).toBe('a');
    renameSync(at('project/docs'), at('project/before'));
    symlinkSync(at('outside'), at('project/docs'));
    expect(outcome(at('project/docs/o.xml'), why)).toBe('outside');
  });
});

describe('what a document asks for', () => {
  it('may stand in a folder beside its own, and a link may lead there', () => {
    const { at, doc } = disk();
    const ask = (name: string) => outcome(at('project', name), askedBy(doc, at('project', name)));
    expect(ask('schema/s.rng')).toBe('s');
    expect(ask('docs/inside.xml')).toBe('outside');
    symlinkSync('../docs/a.xml', at('project/schema/link.rng'));
    expect(ask('schema/link.rng')).toBe('a');
  });

  it.each(['.git/config', '.env', 'docs/hidden.xml', 'docs/../.env', '.git/missing'])('is not %s', (name) => {
    const { at, doc } = disk();
    const path = at('project', name);
    expect(outcome(path, askedBy(doc, path))).not.toBe('secret');
    expect(outcome(path, besideOf(at('project/a.xml')))).toBe('hidden');
  });

  it.each(['out.xml', 'out/o.xml', 'zero.xml', 'dangling.xml', 'out/missing'])(
    'does not lead out by links: %s, and nothing tells whether it is there',
    (name) => {
      const { at, doc } = disk();
      const path = at('project/docs', name);
      expect(outcome(path, askedBy(doc, path))).toBe('outside');
      expect(outcome(path, besideOf(doc))).toBe('outside');
      expect(whetherThere(path, askedBy(doc, path))).toBe('refused');
    },
  );

  it('must lie beside or below it where that is asked', () => {
    const { at, doc } = disk();
    expect(outcome(at('project/schema/s.rng'), besideOf(doc))).toBe('outside');
    expect(outcome(at('project/docs/pipe.xml'), besideOf(doc))).toBe('not-ordinary');
    expect(outcome(doc, besideOf(doc))).toBe('a');
  });

  it('may lie in a project that itself lies below a hidden folder', () => {
    const root = folder({ '.work/p/docs/a.xml': 'a', '.work/p/schema/s.rng': 's' });
    const path = join(root, '.work/p/schema/s.rng');
    expect(outcome(path, askedBy(join(root, '.work/p/docs/a.xml'), path))).toBe('s');
  });

  it('is there or is missing, where it is the business of who asks', () => {
    const { at, doc } = disk();
    const there = (name: string) => whetherThere(at('project', name), askedBy(doc, at('project', name)));
    expect(there('schema/s.rng')).toBe('there');
    expect(there('schema')).toBe('there');
    expect(there('schema/none.rng')).toBe('missing');
    expect(there('.env')).toBe('refused');
    expect(there('schema/\0')).toBe('missing');
  });
});

describe('a stream and a beginning', () => {
  it('are given of the same files', async () => {
    const { at, doc } = disk();
    expect((await buffer(streamFile(doc, foundIn(at('project/docs'))))).toString()).toBe('a');
    await expect(buffer(streamFile(at('project/docs/out.xml'), foundIn(at('project/docs'))))).rejects.toThrow(Refusal);
    expect(readFileOrHead(at('outside/o.xml'), NAMED, 6, 2)).toMatchObject({ whole: true });
    const { content, whole } = readFileOrHead(at('outside/o.xml'), NAMED, 5, 2);
    expect([content.toString(), whole]).toEqual(['se', false]);
  });
});

describe('addresses of files', () => {
  it('name no other computer', () => {
    expect(pathOfUri('file:///a/b%20c')).toBe('/a/b c');
    expect(() => pathOfUri('file://server/share/s.rng')).toThrow('another computer');
    expect(() => pathOfUri(new URL('\\\\server\\share', 'file:///a/').href)).toThrow('another computer');
  });

  it.each([
    'C:file.xml',
    'C:\\a\\nul',
    'C:\\a\\COM1.xml',
    'C:\\a\\lpt¹.txt',
    'C:\\a\\con .xml',
    'C:\\CON\\a.xml',
    'C:\\a.xml::$DATA',
    'C:\\a.xml:hidden',
    '\\\\?\\C:\\a.xml',
    '\\\\.\\PhysicalDrive0',
    '\\\\server\\share\\a.xml',
    '//server/share/a.xml',
  ])('%s is no file of this disk on Windows', (path) => {
    expect(isSpecialOnWindows(path)).toBe(true);
  });

  it.each(['C:\\a\\b.xml', 'D:/a/b.xml', 'a\\context.xml', 'C:\\console\\com10.xml', 'C:\\auxiliary.xml', '/a/b'])(
    '%s is an ordinary path on Windows',
    (path) => {
      expect(isSpecialOnWindows(path)).toBe(false);
    },
  );
});
