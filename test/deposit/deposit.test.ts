/** `teigram deposit`: what it asks for, what it refuses, what it leaves behind. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/program.js';
import { terminalOn } from '../../src/cli/terminal.js';
import { isTaken, writePackage } from '../../src/deposit/package.js';
import type { PackageEntry } from '../../src/deposit/target.js';
import { call, folder, PLAIN, spawned } from '../cli/call.js';
import { contents, METADATA, sample, tei, write } from './samples.js';

function args({ dir, config, schema }: ReturnType<typeof sample>, out: string, ...more: string[]): string[] {
  return ['deposit', dir, '--to', 'bag', '--out', out, '--config', config, '--schema', schema, ...more];
}

describe('what the call lacks', () => {
  it('is said at once: target, place, folder and date', async () => {
    const { config } = sample();
    const outcome = await spawned(['deposit', 'nowhere', '--to', 'bagg', '--config', config], {
      env: { SOURCE_DATE_EPOCH: 'yesterday' },
    });
    expect(outcome).toMatchObject({ code: 2, out: '' });
    for (const words of ['Did you mean "bag"?', 'deposit-out-missing', 'There is no folder nowhere', 'epoch-invalid']) {
      expect(outcome.err).toContain(words);
    }
  });

  it('of metadata is asked for by name, all at once, with a configuration that would do', async () => {
    const paths = sample(undefined, {});
    const outcome = await call(...args(paths, join(paths.out, 'bag')));
    expect(outcome.code).toBe(2);
    for (const name of ['title', 'creators', 'description', 'licence', 'publicationDate']) {
      expect(outcome.err).toContain(`\n  ${name}: `);
    }
    expect(readdirSync(paths.out)).toEqual(['.keep']);
    const example = JSON.parse(outcome.err.slice(outcome.err.indexOf('\n{'), outcome.err.lastIndexOf('}') + 1));
    expect(example.description).toContain('2 TEI documents, 1957 to 1957, written in Strelsau.');
    expect(example.language).toBe('en');
    const again = sample(undefined, example);
    expect(await call(...args(again, join(again.out, 'bag')))).toMatchObject({ code: 0 });
  });

  it('is only what is missing, and the example keeps what is there', async () => {
    const { title: _, ...metadata } = METADATA;
    const paths = sample(undefined, metadata);
    const { out } = await call(...args(paths, join(paths.out, 'bag'), '--format', 'json'));
    const { diagnostics, exitCode } = JSON.parse(out);
    expect(exitCode).toBe(2);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: 'metadata-missing', expected: ['title'] });
    expect(diagnostics[0].message).toContain('"licence": "CC-BY-4.0"');
  });

  it('may come from the headers where they agree, and from SOURCE_DATE_EPOCH', async () => {
    const header = (title: string) =>
      tei(title)
        .replace('</titleStmt>', '<author>Fritz von Tarlenheim</author></titleStmt>')
        .replace(
          '<p>Unpublished.</p>',
          '<publisher>Strelsau Press</publisher><availability><licence target="https://creativecommons.org/publicdomain/zero/1.0/"/></availability>',
        );
    const paths = sample({ 'a.xml': header('1'), 'b.xml': header('2') }, { title: 'T', description: 'D' });
    const outcome = await spawned(args(paths, join(paths.out, 'bag')), { env: { SOURCE_DATE_EPOCH: '86400' } });
    expect(outcome).toMatchObject({ code: 0 });
    const files = contents(join(paths.out, 'bag'));
    expect(files['bag-info.txt']!.toString()).toContain('Source-Organization: Strelsau Press\n');
    expect(files['bag-info.txt']!.toString()).toContain('Bagging-Date: 1970-01-02\n');
    const metadata = files['data/ro-crate-metadata.json']!.toString();
    expect(metadata).toContain('"license":{"@id":"https://creativecommons.org/publicdomain/zero/1.0/"}');
    expect(metadata).toContain('"name":"Fritz von Tarlenheim"');
    expect(metadata).toContain('"datePublished":"1970-01-02"');
  });

  it('of form is said with what the form is', async () => {
    const paths = sample(undefined, {
      ...METADATA,
      creators: [{ name: 'Sapt', orcid: '0000-0002-1825-0098' }],
      publicationDate: '2026-02-30',
      doi: 'strelsau',
      keywords: [],
      tittle: 'T',
    });
    const { code, err } = await call(...args(paths, join(paths.out, 'bag')));
    expect(code).toBe(2);
    expect(err).toMatch(
      /"creators\[0\]\.orcid" must be an ORCID.*the check digit \(its last character\) of this ORCID should be 7/,
    );
    expect(err).toMatch(/"publicationDate" must be a day/);
    expect(err).toMatch(/"doi" must be a DOI/);
    expect(err).toMatch(/"keywords" must be a list/);
    expect(err).toMatch(/"tittle" is not an entry.*Did you mean "title"/);
  });
});

describe('an entry of headers and deposits both', () => {
  it.each([
    [{ licence: 5 }, '"licence" must be'],
    [{ licence: ['CC-BY-4.0', 5] }, '"licence[1]"'],
    [{ language: 5 }, '"language" must be'],
  ])('is told of once: %j', async (entry, words) => {
    const paths = sample(undefined, { ...METADATA, ...entry });
    const { code, err } = await call(...args(paths, join(paths.out, 'bag')));
    expect({ code, told: err.split('config-wrong-type').length - 1 }).toEqual({ code: 2, told: 1 });
    expect(err).toContain(words);
  });

  it('may hold several licences', async () => {
    const paths = sample(undefined, { ...METADATA, licence: ['CC-BY-4.0', 'CC-BY-NC-4.0'] });
    expect(await call(...args(paths, join(paths.out, 'bag')))).toMatchObject({ code: 0 });
    const text = join(dirname(paths.config), 'text.txt');
    write(text, 'A text.');
    const { out } = await call('convert', text, '--stdout', '--config', paths.config);
    expect(out).toContain('<licence>CC-BY-4.0</licence>');
  });
});

describe('what is not valid', () => {
  const documents = { 'good.xml': tei('1'), 'bad.xml': tei('2', '<wrong/>'), 'worse.xml': '<TEI>' };

  it('is refused with the list, and nothing is written', async () => {
    const paths = sample(documents);
    const { code, err } = await call(...args(paths, join(paths.out, 'bag.zip')));
    expect(code).toBe(1);
    expect(err).toContain('bad.xml:');
    expect(err).toContain('worse.xml:');
    expect(err).toContain('2 of 3 documents are not valid');
    expect(readdirSync(paths.out)).toEqual(['.keep']);
  });

  it('goes out with --allow-invalid, with a word on it', async () => {
    const paths = sample(documents);
    const outcome = await call(...args(paths, join(paths.out, 'bag.zip'), '--allow-invalid'));
    expect(outcome).toMatchObject({ code: 0, out: expect.stringContaining('2 not valid, as the package says') });
  });
});

describe('the place', () => {
  it('is not taken from what is there', async () => {
    const paths = sample();
    write(join(paths.out, 'bag/old.txt'), 'old');
    const outcome = await call(...args(paths, join(paths.out, 'bag')));
    expect(outcome).toMatchObject({ code: 2, err: expect.stringContaining('deposit-out-taken') });
    expect(contents(join(paths.out, 'bag'))).toEqual({ 'old.txt': Buffer.from('old') });
  });

  it('may be an empty folder, and with --force a file', async () => {
    const paths = sample();
    const zip = join(paths.out, 'a.zip');
    write(zip, 'old');
    expect(await call(...args(paths, zip))).toMatchObject({ code: 2, err: expect.stringContaining('--force') });
    expect(contents(paths.out)['a.zip']!.toString()).toBe('old');
    expect(await call(...args(paths, zip, '--force'))).toMatchObject({ code: 0 });
    expect(await call(...args(paths, folder()))).toMatchObject({ code: 0 });
  });

  it('is never a folder that holds something, --force or not', async () => {
    const paths = sample();
    write(join(paths.out, 'bag/old.txt'), 'old');
    expect(await call(...args(paths, join(paths.out, 'bag'), '--force'))).toMatchObject({ code: 2 });
  });

  it.each(['letters.7z', 'letters.json', 'letters.tar.xz', '-', 'letters.xar'])(
    'by the name %s is refused, with the names that there are',
    async (name) => {
      const paths = sample();
      const { code, err } = await call(...args(paths, name === '-' ? name : join(paths.out, name)));
      expect({ code, said: /deposit-out-misleading.*\.zip/s.test(err) }).toEqual({ code: 2, said: true });
      expect(readdirSync(paths.out)).toEqual(['.keep']);
    },
  );

  it('that cannot be written is told of', async () => {
    const paths = sample();
    write(join(paths.out, 'file'), '');
    const outcome = await call(...args(paths, join(paths.out, 'file/bag.zip')));
    expect(outcome).toMatchObject({ code: 2, err: expect.stringContaining('output-not-writable') });
  });

  it('does not lie in the folder that is deposited, unless that is left out', async () => {
    const paths = sample();
    const zip = join(paths.dir, 'packages/bag.zip');
    const refused = await call(...args(paths, zip));
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--exclude "/packages/bag.zip"') });
    for (let i = 0; i < 2; i++) {
      expect(await call(...args(paths, zip, '--exclude', '/packages/', '--force'))).toMatchObject({ code: 0 });
    }
  });
});

describe('a run that is stopped', () => {
  it('ends with 130, says so, and leaves nothing', async () => {
    const paths = sample({ 'a.xml': '<list/>', 'b.xml': tei('2') });
    let err = '';
    const code = await main(args(paths, join(paths.out, 'bag')), () =>
      terminalOn({
        ...PLAIN,
        err: (text) => {
          // As if Ctrl-C came while the first document is being told of.
          if (err === '') process.emit('SIGINT');
          err += text;
        },
      }),
    );
    expect({ code, said: err.includes('warning run-interrupted') }).toEqual({ code: 130, said: true });
    expect(readdirSync(paths.out)).toEqual(['.keep']);
  });
});

describe('the folder for temporary files', () => {
  it('is named where it cannot be used', async () => {
    const paths = sample();
    const nowhere = join(paths.out, 'nowhere');
    const env = { TMPDIR: nowhere, TEMP: nowhere, TMP: nowhere };
    const { code, err } = await spawned(args(paths, join(paths.out, 'bag')), { env });
    expect(code).toBe(2);
    expect(err).toContain(`error output-not-writable: The folder for temporary files, ${nowhere}, cannot be used`);
  });
});

describe('documents', () => {
  it.skipIf(process.platform !== 'linux')('whose names collide elsewhere are refused (Linux only)', async () => {
    const paths = sample({ 'D1.xml': tei('1'), 'd1.xml': tei('2') });
    const outcome = await call(...args(paths, join(paths.out, 'bag')));
    expect(outcome).toMatchObject({ code: 2, err: expect.stringContaining('deposit-names-collide') });
  });

  it('without a header go in, with a warning', async () => {
    const paths = sample({ 'list.xml': '<list/>' });
    const outcome = await call(...args(paths, join(paths.out, 'bag')));
    expect(outcome).toMatchObject({ code: 0, err: expect.stringContaining('warning header-missing') });
  });

  it('in UTF-16 and with long headers are read', async () => {
    const long = tei('Long').replace(
      '<profileDesc>',
      `<encodingDesc><p>${'é'.repeat(200_000)}</p></encodingDesc><profileDesc>`,
    );
    const paths = sample({ 'long.xml': long });
    const utf16 = tei('Wide é').replace('UTF-8', 'UTF-16');
    write(join(paths.dir, 'wide.xml'), Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(utf16, 'utf16le')]));
    expect(await call(...args(paths, join(paths.out, 'bag')))).toMatchObject({ code: 0, err: '' });
    const metadata = contents(join(paths.out, 'bag'))['data/ro-crate-metadata.json']!.toString();
    expect(metadata).toContain('"name":"Wide é"');
    expect(metadata).toContain('"name":"Long"');
  });
});

describe('writing', () => {
  const entry = (path: string, open: () => Readable): PackageEntry => ({ path, open });

  it.each(['folder', 'zip'] as const)('a %s asks for an entry when the one before it has been read', async (form) => {
    const log: string[] = [];
    async function* entries() {
      for (const name of ['a', 'b', 'c']) {
        log.push(`next ${name}`);
        async function* chunks() {
          log.push(`open ${name}`);
          for (let i = 0; i < 40; i++) yield Buffer.alloc(65_536, i);
          log.push(`end ${name}`);
        }
        yield entry(name, () => Readable.from(chunks(), { objectMode: false }));
      }
    }
    const out = join(folder(), 'package');
    expect(await writePackage(entries(), out, { form, day: '2026-03-31' })).toEqual({
      files: 3,
      bytes: 3 * 40 * 65_536,
    });
    expect(log).toEqual(['a', 'b', 'c'].flatMap((name) => [`next ${name}`, `open ${name}`, `end ${name}`]));
  });

  it.each(['folder', 'zip', 'file'] as const)('a %s leaves nothing behind where an entry fails', async (form) => {
    const failing = entry('a', () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('x');
          throw new Error('the disk has gone');
        })(),
        { objectMode: false },
      ),
    );
    const out = join(folder(), 'sub/package');
    await expect(writePackage([failing], out, { form, day: '2026-03-31' })).rejects.toThrow('the disk has gone');
    expect(readdirSync(dirname(out))).toEqual([]);
  });

  it('knows what is in the way', async () => {
    const root = folder({ 'full/file': '' });
    expect(await isTaken(join(root, 'full'), 'folder')).toBe(true);
    expect(await isTaken(join(root, 'full'), 'zip')).toBe(true);
    expect(await isTaken(join(root, 'full/file'), 'folder')).toBe(true);
    expect(await isTaken(join(root, 'full/file'), 'zip')).toBe(false);
    expect(await isTaken(join(root, 'new'), 'folder')).toBe(false);
    expect(existsSync(join(root, basename('new')))).toBe(false);
  });
});
