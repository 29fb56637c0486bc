/** `teigram deposit verify`: bags that are right, old, damaged or hostile. */
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type BagReport, verifyBag } from '../../../src/deposit/bag/verify.js';
import { call, folder } from '../../cli/call.js';
import { processorTime } from '../../setup/processor.js';
import { bagFiles, looseBag, type RawEntry, rawZip, write } from '../samples.js';

const verify = (files: Readonly<Record<string, string | Uint8Array>>) => verifyBag(folder(files), 'bag');
const codes = ({ diagnostics }: BagReport) => diagnostics.map(({ code }) => code);

async function verifyZip(entries: readonly RawEntry[]): Promise<BagReport> {
  return verifyBag(join(folder({ 'bag.zip': rawZip(entries) }), 'bag.zip'), 'bag.zip');
}

const zipped = (files: Readonly<Record<string, string>>, base = ''): RawEntry[] =>
  Object.entries(files).map(([name, content]) => ({ name: `${base}${name}`, content }));

describe('a bag that is right', () => {
  it('is complete and valid as a folder', async () => {
    const report = await verify(bagFiles());
    expect(report).toMatchObject({ version: '1.0', files: 2, complete: true, valid: true, diagnostics: [] });
    expect(report.algorithms).toEqual(['sha256', 'sha512']);
    expect(report.info).toEqual([['Contact-Name', 'Anna Sapt']]);
  });

  it('is so as a zip, with a folder around it or without', async () => {
    expect(await verifyZip(zipped(bagFiles()))).toMatchObject({ valid: true, diagnostics: [] });
    expect(await verifyZip(zipped(bagFiles(), 'mybag/'))).toMatchObject({ valid: true, diagnostics: [] });
  });

  it('may have an empty payload, if the folder is there', async () => {
    const root = folder({ ...bagFiles({}), 'manifest-sha512.txt': '', 'manifest-sha256.txt': '' });
    expect((await verifyBag(root, 'bag')).diagnostics.map(({ code }) => code)).toEqual(['bag-payload-missing']);
    mkdirSync(join(root, 'data'));
    expect(await verifyBag(root, 'bag')).toMatchObject({ valid: true });
  });

  it('may have names with line ends and per cent signs, which manifests encode', async () => {
    const files = looseBag({ 'data/100%25 sure%0A%0D.xml': 'x' });
    const { 'data/100%25 sure%0A%0D.xml': content, ...rest } = files;
    expect(await verify({ ...rest, 'data/100% sure\n\r.xml': content! })).toMatchObject({
      complete: true,
      valid: true,
    });
  });

  it('may have lines that end in CR LF or CR, capitals in checksums and several spaces', async () => {
    const files = looseBag({ 'data/a.xml': '<a/>' }, { algorithms: ['sha256'] });
    const manifest = files['manifest-sha256.txt']!;
    for (const written of [
      manifest.replaceAll('\n', '\r\n'),
      manifest.replaceAll('\n', '\r'),
      manifest.trimEnd(),
      manifest.replace(/^[0-9a-f]+ {2}/, (start) => `${start.trim().toUpperCase()} \t `),
    ]) {
      expect(await verify({ ...files, 'manifest-sha256.txt': written })).toMatchObject({ valid: true });
    }
  });
});

describe('an old bag', () => {
  it('with MD5 or SHA-1 only is valid, with a word on what they are worth', async () => {
    for (const algorithms of [['md5'], ['sha1'], ['md5', 'sha1']]) {
      const report = await verify(bagFiles(undefined, { algorithms, version: '0.97' }));
      expect(report).toMatchObject({ version: '0.97', valid: true });
      expect(codes(report)).toEqual(['bag-algorithm-weak']);
    }
  });

  it('with weak checksums of its tag files only gets the same word', async () => {
    const files = looseBag();
    const lines = Object.entries(files)
      .filter(([name]) => !name.startsWith('data/'))
      .map(([name, content]) => `${createHash('md5').update(content).digest('hex')}  ${name}\n`);
    const report = await verify({ ...files, 'tagmanifest-md5.txt': lines.join('') });
    expect(codes(report)).toEqual(['bag-algorithm-weak']);
    expect(report).toMatchObject({ valid: true });
  });

  it.each([
    'rsamd5',
    'ssl3md5',
    'rsasha1',
    'ssl3sha1',
    'md5sha1',
    'rsasha1withrsa',
    'sha-256',
    'idrsassapkcs1v15withsha3256',
  ])('with %s, a name of the crypto library and not of BagIt, is refused', async (name) => {
    const files = looseBag({ 'data/a.xml': '<a/>' }, { algorithms: ['md5'] });
    const { 'manifest-md5.txt': manifest, ...rest } = files;
    const report = await verify({ ...rest, [`manifest-${name}.txt`]: manifest! });
    expect(codes(report)).toEqual(['bag-algorithm-unknown', 'bag-manifest-missing']);
    const { valid } = await verify({ ...bagFiles(), [`tagmanifest-${name}.txt`]: '' });
    expect(valid).toBe(false);
  });

  it('may list a file in one of its manifests only, which 1.0 does not allow', async () => {
    const split = (version: string) => {
      const files = looseBag(undefined, { algorithms: ['sha256', 'md5'], version });
      const [first, second] = files['manifest-sha256.txt']!.split(/(?<=\n)/);
      const md5 = files['manifest-md5.txt']!.split(/(?<=\n)/)[1]!;
      expect(second).toContain('b.xml');
      return verify({ ...files, 'manifest-sha256.txt': first!, 'manifest-md5.txt': md5 });
    };
    expect(await split('0.97')).toMatchObject({ valid: true });
    expect(codes(await split('1.0'))).toEqual(['bag-file-unlisted', 'bag-file-unlisted']);
  });

  it('may mark its paths as md5sum and find do', async () => {
    const files = looseBag({ 'data/a.xml': '<a/>' }, { algorithms: ['md5'], version: '0.96' });
    for (const mark of ['*', './', '*./']) {
      const manifest = files['manifest-md5.txt']!.replace('data/', `${mark}data/`);
      const report = await verify({ ...files, 'manifest-md5.txt': manifest });
      expect(report).toMatchObject({ valid: true });
      expect(codes(report)).toEqual(['bag-manifest-marked', 'bag-algorithm-weak']);
    }
  });

  it('may mark paths of tag files so, too, whose names may begin with a star', async () => {
    const files = bagFiles();
    const tags = files['tagmanifest-sha512.txt']!.replaceAll('  ', ' *');
    const marked = await verify({ ...files, 'tagmanifest-sha512.txt': tags });
    expect(marked).toMatchObject({ valid: true });
    expect(codes(marked)).toEqual(['bag-manifest-marked']);
    const starred = `${files['tagmanifest-sha512.txt']}${createHash('sha512').update('x').digest('hex')}  *note.txt\n`;
    expect(codes(await verify({ ...files, 'tagmanifest-sha512.txt': starred, '*note.txt': 'x' }))).toEqual([
      'bag-name-not-portable',
    ]);
    expect(codes(await verify({ ...files, 'tagmanifest-sha512.txt': starred }))).toContain('bag-file-missing');
  });

  it('keeps per cent signs as they are', async () => {
    const report = await verify(looseBag({ 'data/50%25.xml': 'x' }, { algorithms: ['md5'], version: '0.97' }));
    expect(report).toMatchObject({ valid: true });
  });

  it('may have tag files in another encoding', async () => {
    const files = looseBag({ 'data/\u00e9.xml': 'x' }, { algorithms: ['sha256'] });
    const report = await verify({
      ...files,
      'bagit.txt': 'BagIt-Version: 0.97\nTag-File-Character-Encoding: ISO-8859-1\n',
      'manifest-sha256.txt': Buffer.from(files['manifest-sha256.txt']!, 'latin1'),
    });
    expect(report).toMatchObject({ valid: true });
  });

  it('may have its declaration in other capitals and with other spaces, which 1.0 does not allow', async () => {
    const files = looseBag(undefined, { version: '0.97' });
    const written = files['bagit.txt']!.toLowerCase().replaceAll(': ', ':\t ');
    expect(await verify({ ...files, 'bagit.txt': written })).toMatchObject({ version: '0.97', valid: true });
  });
});

describe('a damaged bag', () => {
  it('with a changed file is complete and not valid', async () => {
    const report = await verify({ ...bagFiles(), 'data/a.xml': '<A/>' });
    expect(report).toMatchObject({ complete: true, valid: false });
    expect(report.diagnostics).toHaveLength(1);
    expect(report.diagnostics[0]).toMatchObject({ code: 'bag-checksum-wrong', file: 'bag/data/a.xml' });
  });

  it('with a changed tag file is complete and not valid', async () => {
    const report = await verify({ ...bagFiles(), 'bag-info.txt': 'Contact-Name: Black Michael\n' });
    expect(report).toMatchObject({ complete: true, valid: false });
    expect(report.diagnostics[0]).toMatchObject({ code: 'bag-checksum-wrong', file: 'bag/bag-info.txt' });
  });

  /** What to put in place of files; undefined takes one away. */
  type Damage = (files: Readonly<Record<string, string>>) => Readonly<Record<string, string | undefined>>;
  const declared =
    (text: (old: string) => string): Damage =>
    (files) => ({ 'bagit.txt': text(files['bagit.txt']!) });
  const listed =
    (text: (old: string) => string): Damage =>
    (files) => ({
      'manifest-sha256.txt': text(files['manifest-sha256.txt']!),
    });

  it.each<[string, Damage, readonly string[]]>([
    ['a missing file', () => ({ 'data/a.xml': undefined }), ['bag-file-missing']],
    [
      'a file of other capitals',
      (files) => ({ 'data/A.xml': files['data/a.xml'], 'data/a.xml': undefined }),
      ['bag-file-missing', 'bag-file-unlisted'],
    ],
    ['a file too many', () => ({ 'data/.DS_Store': 'x' }), ['bag-file-unlisted']],
    ['no bagit.txt', () => ({ 'bagit.txt': undefined }), ['bag-declaration-missing']],
    ['a byte order mark', declared((old) => `\uFEFF${old}`), ['bag-declaration-wrong']],
    ['no version', declared(() => 'Hello\nWorld\n'), ['bag-declaration-wrong']],
    ['no encoding', declared((old) => old.split('\n')[0]!), ['bag-declaration-wrong']],
    ['a third line in bagit.txt', declared((old) => `${old}More: 1\n`), ['bag-declaration-wrong']],
    ['two spaces in bagit.txt', declared((old) => old.replaceAll(': ', ':  ')), ['bag-declaration-wrong']],
    ['small letters in bagit.txt', declared((old) => old.toLowerCase()), ['bag-declaration-wrong']],
    ['no space in bagit.txt', declared((old) => old.replaceAll(': ', ':')), ['bag-declaration-wrong']],
    ['a version to come', declared((old) => old.replace('1.0', '2.0')), ['bag-version-unknown']],
    ['an unknown encoding', declared((old) => old.replace('UTF-8', 'KLINGON')), ['encoding-unknown']],
    [
      'no manifest',
      () => ({ 'manifest-sha256.txt': undefined, 'manifest-sha512.txt': undefined }),
      ['bag-manifest-missing'],
    ],
    ['a line that is none', listed((old) => `${old}hello\n`), ['bag-manifest-malformed']],
    ['a checksum cut short', listed((old) => old.slice(8)), ['bag-manifest-malformed', 'bag-file-unlisted']],
    ['a file listed twice', listed((old) => old + old.split('\n')[0]), ['bag-manifest-twice']],
    ['a path beside data/', listed((old) => `${old}${'0'.repeat(64)}  bagit.txt\n`), ['bag-manifest-malformed']],
    ['an unknown algorithm', () => ({ 'manifest-tiger192.txt': '' }), ['bag-algorithm-unknown']],
    ['a wrong Payload-Oxum', () => ({ 'bag-info.txt': 'Payload-Oxum: 9.9\n' }), ['bag-oxum-wrong']],
    ['a broken fetch.txt', () => ({ 'fetch.txt': 'data/a.xml\n' }), ['bag-fetch-malformed']],
    [
      'a fetch.txt for what no manifest lists',
      () => ({ 'fetch.txt': 'https://example.org/c 3 data/c.xml\n' }),
      ['bag-fetch-malformed'],
    ],
  ])('with %s says so', async (_, damage, expected) => {
    const files = { ...looseBag(), ...damage(looseBag()) };
    const report = await verify(
      Object.fromEntries(Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    );
    expect(codes(report)).toEqual(expected);
    expect(report).toMatchObject({ complete: false, valid: false });
  });

  it('with a manifest that no tag manifest lists says so', async () => {
    const files = bagFiles();
    const tags = files['tagmanifest-sha512.txt']!.split(/(?<=\n)/).filter((line) => !line.includes('manifest-sha256'));
    const report = await verify({ ...files, 'tagmanifest-sha512.txt': tags.join(''), 'tagmanifest-sha256.txt': '' });
    expect(codes(report)).toContain('bag-file-unlisted');
  });

  it.each<[string, string, string | Uint8Array, number | undefined]>([
    ['UTF-8', 'bag-info.txt', Buffer.from('Contact-Name: Anna\nNote: Zo\xeb\n', 'latin1'), 2],
    ['UTF-8', 'bag-info.txt', Buffer.from('\uFEFFNote: cold\n', 'utf16le'), 1],
    ['US-ASCII', 'bag-info.txt', 'Note: Zo\u00eb\n', 1],
    ['ISO-8859-1', 'bag-info.txt', '\uFEFFNote: Zo\u00eb\n', 1],
    ['UTF-16', 'bag-info.txt', 'Contact-Name: Anna Sapt\n', 1],
    ['UTF-8', 'fetch.txt', Buffer.from('https://example.org/\xe9 1 data/a.xml\n', 'latin1'), 1],
    ['UTF-8', 'bag-info.txt', '\uFEFFNote: Zo\u00eb \u{1F4DC} \uFFFD\n', undefined],
    ['windows-1252', 'bag-info.txt', Buffer.from('Note: Zo\xeb\n', 'latin1'), undefined],
  ])('that declares %s and writes %s otherwise is told the line', async (encoding, name, content, line) => {
    const files = looseBag();
    const bagit = files['bagit.txt']!.replace('UTF-8', encoding);
    const { diagnostics } = await verify({ ...files, 'bagit.txt': bagit, [name]: content });
    const found = diagnostics.filter(({ code }) => code === 'bag-tag-file-encoding');
    // Where all is declared as UTF-16, the manifests are not, either.
    expect(found.filter(({ file }) => file === `bag/${name}`).map((finding) => finding.line)).toEqual(
      line === undefined ? [] : [line],
    );
  });

  it('that waits for downloads is not complete, and nothing is downloaded', async () => {
    const { 'data/b.xml': _, ...files } = looseBag();
    const report = await verify({ ...files, 'fetch.txt': 'https://example.org/b.xml 4 data/b.xml\n' });
    expect(codes(report)).toEqual(['bag-fetch-needed']);
    expect(report).toMatchObject({ complete: false });
  });

  it('cut off as a zip says so', async () => {
    const zip = rawZip(zipped(bagFiles()));
    const path = join(folder({ 'bag.zip': zip.subarray(0, zip.length - 30) }), 'bag.zip');
    expect(codes(await verifyBag(path, 'bag.zip'))).toEqual(['bag-zip-broken']);
  });

  it('with a zip entry that is not what it claims says so', async () => {
    const entries = zipped(looseBag()).map((entry) =>
      entry.name === 'data/a.xml' ? { ...entry, content: deflateRawSync('<a/>'), method: 8, claimed: 9 } : entry,
    );
    expect(codes(await verifyZip(entries))).toEqual(['bag-file-unreadable']);
  });
});

describe('a hostile bag', () => {
  const DANGEROUS = [
    '../../outside.xml',
    'data/../../outside.xml',
    '/etc/passwd',
    'C:/Windows/win.ini',
    '..\\..\\outside.xml',
    '\\\\server\\share',
    '~root/x',
    'data//x',
    'data/./x',
  ];

  it.each(DANGEROUS)('with the name %s in its zip is refused unread', async (name) => {
    const report = await verifyZip([...zipped(looseBag()), { name, content: 'x' }]);
    expect(codes(report)).toEqual(['bag-path-unsafe']);
    expect(report).toMatchObject({ complete: false, valid: false });
  });

  it.each(DANGEROUS)('with the path %s in a manifest does not reach out of itself', async (path) => {
    const files = looseBag();
    const report = await verify({
      ...files,
      'manifest-sha256.txt': `${files['manifest-sha256.txt']}${'0'.repeat(64)}  ${path}\n`,
    });
    expect(codes(report)).toEqual(['bag-path-unsafe']);
  });

  it('with a way out in fetch.txt is refused', async () => {
    const report = await verify({ ...looseBag(), 'fetch.txt': 'https://example.org/x - data/../../x\n' });
    expect(codes(report)).toEqual(['bag-path-unsafe']);
  });

  it('with a symbolic link is refused, and the link not followed', async () => {
    const root = folder(looseBag());
    const outside = join(folder({ secret: '<a/>' }), 'secret');
    symlinkSync(outside, join(root, 'data/link.xml'));
    symlinkSync(dirname(outside), join(root, 'data/folder'));
    expect(codes(await verifyBag(root, 'bag'))).toEqual(['bag-not-a-file', 'bag-not-a-file']);
    expect(
      codes(await verifyZip([...zipped(looseBag()), { name: 'data/l', content: '/etc/passwd', mode: 0o120777 }])),
    ).toEqual(['bag-not-a-file']);
  });

  it('with a name twice in its zip is refused', async () => {
    const entries = zipped(looseBag());
    expect(codes(await verifyZip([...entries, { name: 'data/a.xml', content: '<evil/>' }]))).toEqual([
      'bag-name-twice',
    ]);
  });

  it('with names that collide elsewhere is told so', async () => {
    for (const [one, other] of [
      ['data/D1.xml', 'data/d1.xml'],
      ['data/\u00e9.xml', 'data/e\u0301.xml'],
      ['data/Gru\u00df.xml', 'data/GRUSS.xml'],
    ]) {
      const report = await verifyZip(zipped(bagFiles({ [one!]: '1', [other!]: '2' })));
      expect(codes(report)).toEqual(['bag-names-collide']);
      expect(report).toMatchObject({ valid: true });
    }
  });

  it('with names that Windows keeps for devices is told so', async () => {
    for (const name of ['nul', 'CON.xml', 'aux .txt', 'com1.tar.gz', 'LPT\u00b2.xml', 'conin$', 'd/PRN/x.xml']) {
      const report = await verify(bagFiles({ [`data/${name}`]: 'x' }));
      expect(codes(report), name).toEqual(['bag-name-not-portable']);
    }
    for (const name of ['null.xml', 'COM10.xml', 'console', 'a.nul', 'lpt.xml']) {
      expect(await verify(bagFiles({ [`data/${name}`]: 'x' }))).toMatchObject({ diagnostics: [] });
    }
  });

  it('whose manifest and files write accents in two ways is taken for what it is', async () => {
    const files = looseBag({ 'data/\u00e9.xml': '1' }, { algorithms: ['sha256'] });
    const { 'data/\u00e9.xml': content, ...rest } = files;
    const report = await verifyZip(zipped({ ...rest, 'data/e\u0301.xml': content! }));
    expect(codes(report)).toEqual(['bag-name-normalized']);
    expect(report).toMatchObject({ valid: true });
  });

  it('that is a zip bomb is refused before it is unpacked', async () => {
    const bomb = { name: 'data/bomb', content: 'x', method: 8, claimed: 4_000_000_000 };
    expect(codes(await verifyZip([...zipped(looseBag()), bomb]))).toContain('bag-zip-suspicious');
    const slow = Array.from({ length: 3 }, (_, i) => ({
      name: `data/${i}`,
      content: Buffer.alloc(1_000_000),
      method: 8,
      claimed: 1_000_000_000,
    }));
    expect(codes(await verifyZip([...zipped(looseBag()), ...slow]))).toEqual(['bag-zip-suspicious']);
    const overlapping = zipped(looseBag()).map((entry) => ({ ...entry, offset: 0 }));
    expect(codes(await verifyZip(overlapping))).toEqual(['bag-zip-suspicious']);
  });

  it('with an encrypted file is refused', async () => {
    const entries = [...zipped(looseBag()), { name: 'data/c.xml', content: 'x'.repeat(40), claimed: 28, flags: 0x801 }];
    expect(codes(await verifyZip(entries))).toEqual(['bag-zip-unreadable']);
  });

  it('cannot make a message reach the terminal', async () => {
    const report = await verifyZip([...zipped(looseBag()), { name: '../\x1b[2J\u202egnp', content: 'x' }]);
    expect(report.diagnostics.map(({ file, message }) => `${file}: ${message}`).join()).not.toMatch(/\x1b|\u202e/);
  });

  it('takes time in proportion to its length', async () => {
    const files = looseBag({ 'data/a.xml': '<a/>' }, { algorithms: ['sha256'] });
    for (const [name, content] of [
      ['bag-info.txt', `${'a'.repeat(3_000_000)}\n`],
      ['bag-info.txt', `a: b\n${' x\n'.repeat(300_000)}`],
      ['manifest-sha256.txt', `${files['manifest-sha256.txt']}${'0'.repeat(3_000_000)}\n`],
      ['manifest-sha256.txt', `${files['manifest-sha256.txt']}0${' '.repeat(3_000_000)}\n`],
      ['fetch.txt', `a:${'b '.repeat(1_500_000)}\n`],
      ['bagit.txt', `BagIt-Version${' '.repeat(3_000_000)}: 1.0\n`],
    ] as const) {
      const start = processorTime();
      await verify({ ...files, [name]: content });
      expect(processorTime() - start, name).toBeLessThan(5_000);
    }
  });
});

describe('the command', () => {
  it('says the verdict in a line, findings beside it, and ends with 0, 1 or 2', async () => {
    const good = folder(bagFiles());
    expect(await call('deposit', 'verify', good)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/BagIt 1\.0, 2 payload files, checked by sha256 and sha512: complete and valid\n$/),
      err: '',
    });
    write(join(good, 'data/a.xml'), 'changed');
    const changed = await call('deposit', 'verify', good);
    expect(changed).toMatchObject({ code: 1, out: expect.stringContaining('complete, but not valid') });
    expect(changed.err).toContain('bag-checksum-wrong');
    expect(await call('deposit', 'verify', folder())).toMatchObject({ code: 2 });
    expect(await call('deposit', 'verify', join(good, 'nowhere'))).toMatchObject({ code: 2 });
    expect(await call('deposit', 'verify', join(good, 'bagit.txt'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('bag-unknown-form'),
    });
  });

  it('gives JSON, wherever the option stands', async () => {
    const good = folder(bagFiles());
    for (const args of [
      ['deposit', 'verify', good, '--format', 'json'],
      ['deposit', '--format', 'json', 'verify', good],
    ]) {
      const { out } = await call(...args);
      expect(JSON.parse(out)).toMatchObject({ complete: true, valid: true, exitCode: 0 });
    }
  });
});
