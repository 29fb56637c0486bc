/** What is kept of a conversion: a second run does what is left, and a killed one is gone on from. */
import { appendFileSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, folder, listing, spawned, telegram } from '../cli/call.js';

const RECORD = '.teigram/manifest.jsonl';

function texts(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`in/${String(i).padStart(3, '0')}.txt`, telegram(i + 1)]),
  );
}

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
/** All that an output holds, its record included. */
const everything = (out: string) =>
  Object.fromEntries([...listing(out), RECORD].map((name) => [name, read(out, name)] as const));

async function convert(dir: string, ...more: string[]) {
  return call('convert', join(dir, 'in'), '-o', join(dir, 'out'), ...more);
}

describe('a second run', () => {
  it('converts what is new, has changed or is not there any more, reports all, and gives what one run gives', async () => {
    const dir = folder(texts(6));
    await convert(dir);
    const [kept, changed] = [join(dir, 'out/000.xml'), join(dir, 'out/001.xml')];
    utimesSync(kept, new Date(0), new Date(0));
    utimesSync(changed, new Date(0), new Date(0));
    writeFileSync(join(dir, 'in/001.txt'), telegram(70));
    writeFileSync(join(dir, 'in/0010.txt'), telegram(80));
    rmSync(join(dir, 'out/002.xml'));
    const { code, out, err } = await convert(dir);
    expect(code).toBe(0);
    expect(err).toContain('texts-unchanged: 4 of 7 texts are as they were');
    expect(out).toContain('7 files: 7 converted, all valid');
    expect(read(changed)).toContain('70');
    const again = folder(
      Object.fromEntries(listing(join(dir, 'in')).map((name) => [`in/${name}`, read(dir, 'in', name)])),
    );
    await convert(again);
    expect(everything(join(dir, 'out'))).toEqual(everything(join(again, 'out')));
  });

  it('says the same of what it leaves as it is, with the same code', async () => {
    const lost = Buffer.concat([Buffer.from(telegram(1)), Buffer.from([0xff, 0xfe, 0x41]), Buffer.from('é')]);
    const dir = folder({
      ...texts(1),
      'in/lost.txt': lost,
      'in/none.txt': 'Thirty sacks were brought.',
      'in/empty.txt': '',
    });
    const [first, second] = [await convert(dir, '--format', 'json'), await convert(dir, '--format', 'json')];
    expect(second.code).toBe(first.code);
    const files = (outcome: { out: string }) => (JSON.parse(outcome.out) as { files: unknown }).files;
    expect(files(second)).toEqual(files(first));
  });

  it.each([['--force'], ['--line-breaks'], ['--volume', 'frus1952-54v01']])(
    'converts all where that is asked for, or the options are others: %s',
    async (...more) => {
      const dir = folder(texts(2));
      await convert(dir);
      const { err } = await convert(dir, ...more);
      expect(err).not.toContain('texts-unchanged');
    },
  );

  it('keeps what other calls have written into the folder', async () => {
    const dir = folder(texts(3));
    for (const name of ['000', '001', '002'])
      await call('convert', join(dir, `in/${name}.txt`), '-o', join(dir, 'out'));
    expect((await convert(dir)).err).toContain('3 of 3 texts are as they were');
  });
});

describe('a file that is named itself', () => {
  it('is converted each time', async () => {
    const dir = folder(texts(1));
    for (let run = 0; run < 2; run++) {
      const { err } = await call('convert', join(dir, 'in/000.txt'), '-o', join(dir, 'out'));
      expect(err).not.toContain('texts-unchanged');
    }
    expect((await convert(dir)).err).toContain('1 of 1 texts are as they were');
  });
});

describe('a record', () => {
  it.each([
    ['whose last line is cut', (path: string) => truncateSync(path, readFileSync(path).length - 40)],
    ['with a line that is none', (path: string) => appendFileSync(path, '{"text":7}\nnothing\n')],
    ['whose first line is cut', (path: string) => truncateSync(path, 10)],
    ['that is empty', (path: string) => truncateSync(path, 0)],
    ['of bytes that mean nothing', (path: string) => writeFileSync(path, Buffer.alloc(5000, 0xee))],
  ])('%s is gone on from', async (_, spoil) => {
    const dir = folder(texts(4));
    await convert(dir);
    const before = everything(join(dir, 'out'));
    spoil(join(dir, 'out', RECORD));
    expect((await convert(dir)).code).toBe(0);
    expect(everything(join(dir, 'out'))).toEqual(before);
  });

  it('is in the order of the names, whatever the order of the call', async () => {
    const dir = folder(texts(3));
    const names = ['002', '000', '001'].map((name) => join(dir, `in/${name}.txt`));
    await call('convert', ...names, '-o', join(dir, 'out'));
    const lines = read(dir, 'out', RECORD).trim().split('\n').slice(1);
    expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(['000.txt', '001.txt', '002.txt']);
  });

  it('has the first of two texts of one name, and the second never takes its place', async () => {
    const dir = folder({ 'a/x.txt': telegram(1), 'b/x.txt': telegram(2), 'a/y.txt': telegram(3) });
    for (const unchanged of ['', '2 of 3 texts are as they were']) {
      const { code, err } = await call('convert', join(dir, 'a'), join(dir, 'b'), '-o', join(dir, 'out'));
      expect(code).toBe(2);
      expect(err).toContain('is taken by');
      expect(err).toContain(unchanged);
      expect(read(dir, 'out/x.xml')).toContain('n="1"');
    }
    const { code, err } = await call('convert', join(dir, 'a'), '-o', join(dir, 'out'));
    expect(code).toBe(0);
    expect(err).toContain('2 of 2 texts are as they were');
  });

  it('is not written where the TEI goes to standard output', async () => {
    const dir = folder(texts(1));
    await spawned(['convert', join(dir, 'in/000.txt'), '--stdout'], { cwd: dir });
    expect(listing(dir)).toEqual(['in/000.txt']);
  });
});

describe('a run that is killed', () => {
  it('at any moment, is gone on from: nothing half, lost or doubled', async () => {
    const dir = folder(texts(300));
    const args = ['convert', 'in', '-o', 'out', '--quiet', '--jobs', '2'];
    await spawned(
      args.map((arg) => (arg === 'out' ? 'whole' : arg)),
      { cwd: dir },
    );
    for (let kill = 0; kill < 6; kill++) {
      await spawned(args, {
        cwd: dir,
        started: (child) => {
          // Somewhere between its start and its end.
          setTimeout(() => child.kill('SIGKILL'), 150 + kill * 170);
        },
      });
    }
    expect((await spawned(args, { cwd: dir })).code).toBe(0);
    expect(everything(join(dir, 'out'))).toEqual(everything(join(dir, 'whole')));
  }, 60_000);
});
