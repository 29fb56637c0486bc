/** Texts that come in archives and tables. */
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { call, folder, listing, telegram } from '../cli/call.js';

type Members = Readonly<Record<string, string>>;

async function tarred(path: string, members: Members): Promise<void> {
  const tar = pack();
  for (const [name, content] of Object.entries(members)) tar.entry({ name }, content);
  tar.finalize();
  await (path.endsWith('gz')
    ? pipeline(tar, createGzip(), createWriteStream(path))
    : pipeline(tar, createWriteStream(path)));
}

async function zipped(path: string, members: Members): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(members)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

const MEMBERS: Members = {
  '1957/a.txt': telegram(1),
  '1957/b.txt': telegram(2),
  'c.txt': `${telegram(3)}\n\n${telegram(4)}`,
  'notes.md': '# none of them',
  '.hidden.txt': telegram(5),
};

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

describe('an archive', () => {
  it.each(['t.zip', 't.tar', 't.tar.gz', 't.tgz'])('%s is converted as a folder is', async (name) => {
    const dir = folder(Object.fromEntries(Object.entries(MEMBERS).map(([path, text]) => [`in/${path}`, text])));
    await (name.endsWith('zip') ? zipped : tarred)(join(dir, name), MEMBERS);
    await call('convert', join(dir, 'in'), '-o', join(dir, 'plain'));
    const { code, out } = await call('convert', join(dir, name), '-o', join(dir, 'out'));
    expect(code).toBe(0);
    expect(out).toContain('3 files: 3 converted, 4 documents, all valid');
    expect(listing(join(dir, 'out'))).toEqual(listing(join(dir, 'plain')));
    for (const each of listing(join(dir, 'out'))) expect(read(dir, 'out', each)).toBe(read(dir, 'plain', each));
    expect((await call('convert', join(dir, name), '-o', join(dir, 'out'))).err).toContain('3 of 3 texts are as they');
  });

  it('in shares gives what it gives at once', async () => {
    const dir = folder();
    const members = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.txt`, telegram(i + 1)]));
    await tarred(join(dir, 't.tar.gz'), members);
    for (const index of [1, 2, 3])
      await call('convert', join(dir, 't.tar.gz'), '-o', join(dir, 'out'), '--shard', `${index}/3`);
    expect((await call('merge', join(dir, 'out'))).out).toContain('12 texts united');
    await call('convert', join(dir, 't.tar.gz'), '-o', join(dir, 'whole'));
    for (const name of [...listing(join(dir, 'whole')), '.teigram/manifest.jsonl'])
      expect(read(dir, 'out', name)).toBe(read(dir, 'whole', name));
  });

  it('that is cut short gives what came before, and says where it ends', async () => {
    const dir = folder();
    await tarred(
      join(dir, 'whole.tar.gz'),
      Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => [
          `${i}.txt`,
          `${telegram(i + 1)}${Array.from({ length: 300 }, (_, k) => (k * 7919 * (i + 1)) % 100_003).join(' ')}`,
        ]),
      ),
    );
    const whole = readFileSync(join(dir, 'whole.tar.gz'));
    writeFileSync(join(dir, 'cut.tar.gz'), whole.subarray(0, whole.length / 2));
    const { code, err } = await call('convert', join(dir, 'cut.tar.gz'), '-o', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toMatch(/archive-unreadable: \S*cut\.tar\.gz cannot be read to its end/);
    expect(listing(join(dir, 'out')).length).toBeGreaterThan(5);
  });

  it('that is none is told of', async () => {
    const dir = folder({ 'a.zip': 'no zip', 'b.tar.gz': 'no gzip' });
    const { code, err } = await call('convert', join(dir, 'a.zip'), join(dir, 'b.tar.gz'), '-o', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err.match(/error archive-unreadable/g)).toHaveLength(2);
  });

  it.each(['../out.txt', '/etc/out.txt', 'a/../../out.txt'])(
    'writes nothing outside the output for %s',
    async (name) => {
      const dir = folder();
      await tarred(join(dir, 't.tar'), { [name]: telegram(1), 'good.txt': telegram(2) });
      const { code, err } = await call('convert', join(dir, 't.tar'), '-o', join(dir, 'x/out'));
      expect(code).toBe(2);
      expect(err).toContain('leads out of the folder');
      expect(listing(dir)).toEqual(['t.tar', 'x/out/good.xml', 'x/out/schema/telegram.rng']);
    },
  );
});

describe('a table', () => {
  const records = [
    { id: '1973STATE000123', body: telegram(1) },
    { id: 'a/b:c', body: telegram(2) },
    { id: '', body: telegram(3) },
  ];
  const csv = `id,body\n${records.map(({ id, body }) => `"${id}","${body.replaceAll('"', '""')}"`).join('\n')}\n`;
  const jsonl = `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;

  it.each([
    ['t.jsonl', jsonl],
    ['t.jsonl.gz', gzipSync(jsonl)],
    ['t.csv', csv],
    ['t.csv', `\uFEFF${csv.replaceAll('\n', '\r\n')}`],
    ['t.csv', csv.replace('id,body', 'id;body').replaceAll('","', '";"')],
    ['t.tsv', csv.replace('id,body', 'id\tbody').replaceAll('","', '"\t"')],
    ['t.csv.gz', gzipSync(csv)],
  ])('%s gives a text a record, named by a field', async (name, content) => {
    const dir = folder({ [name]: content });
    const call1 = await call(
      'convert',
      '--records',
      join(dir, name),
      '--text',
      'body',
      '--name',
      'id',
      '-o',
      join(dir, 'out'),
    );
    expect(call1.code).toBe(0);
    expect(listing(join(dir, 'out'))).toEqual([
      '1973STATE000123.xml',
      'a_b_c.xml',
      'record-0000003.xml',
      'schema/telegram.rng',
    ]);
    expect(read(dir, 'out/1973STATE000123.xml')).toContain('Strelsau');
  });

  it('goes into numbered folders where it would fill one, its identifiers the same', async () => {
    const dir = folder({ 't.jsonl': `${jsonl}{"id":"z","body":"Thirty sacks were brought."}\n` });
    const args = ['convert', '--records', join(dir, 't.jsonl'), '--text', 'body', '--name', 'id'];
    await call(...args, '-o', join(dir, 'flat'));
    await call(...args, '-o', join(dir, 'out'), '--per-folder', '2');
    expect(listing(join(dir, 'out')).slice(0, 4)).toEqual([
      '00000/1973STATE000123.xml',
      '00000/a_b_c.xml',
      '00001/record-0000003.xml',
      '00001/z.xml',
    ]);
    expect(read(dir, 'out/00001/z.xml').replace('../schema/', 'schema/')).toBe(read(dir, 'flat/z.xml'));
  });

  it('without names gives them by number', async () => {
    const dir = folder({ 't.jsonl': jsonl });
    await call('convert', '--records', join(dir, 't.jsonl'), '--text', 'body', '-o', join(dir, 'out'));
    expect(listing(join(dir, 'out'))[0]).toBe('record-0000001.xml');
  });

  it('says which records have no text, and converts the others', async () => {
    const dir = folder({
      't.jsonl': `${JSON.stringify(records[0])}\n{"id":"x","body":7}\nnot JSON\n[]\n\n${JSON.stringify(records[1])}\n`,
    });
    const { code, err, out } = await call(
      'convert',
      '--records',
      join(dir, 't.jsonl'),
      '--text',
      'body',
      '--name',
      'id',
      '-o',
      join(dir, 'out'),
    );
    expect(code).toBe(2);
    expect(err.match(/record-without-text/g)).toHaveLength(4);
    expect(err).toContain('its field "body" holds no text');
    expect(err).toContain('it is no JSON.');
    expect(out).toContain('5 files: 2 converted');
  });

  it('that has another field than the call names is told of with the fields that it has', async () => {
    const dir = folder({ 't.csv': csv });
    const { code, err } = await call(
      'convert',
      '--records',
      join(dir, 't.csv'),
      '--text',
      'text',
      '-o',
      join(dir, 'out'),
    );
    expect(code).toBe(2);
    expect(err).toContain('has no field "text". Its records have "id", "body"');
    expect((await call('convert', '--records', join(dir, 't.csv'), '-o', join(dir, 'out'))).err).toContain('--text');
  });
});
