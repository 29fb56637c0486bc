/** `teigram deposit verify` of tars: those that programs write, and those that none writes. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openTgz } from '../../../src/deposit/bag/tar-source.js';
import { type BagReport, verifyBag } from '../../../src/deposit/bag/verify.js';
import { folder } from '../../cli/call.js';
import { bagFiles, looseBag } from '../samples.js';
import { END, pax, type RawMember, rawTar, record } from './raw-tar.js';

type Members = readonly (RawMember | Uint8Array)[];

const codes = ({ diagnostics }: Pick<BagReport, 'diagnostics'>) => diagnostics.map(({ code }) => code);
const members = (files: Readonly<Record<string, string>> = looseBag(), base = ''): RawMember[] =>
  Object.entries(files).map(([name, content]) => ({ name: `${base}${name}`, content }));

/** Verifies bytes as a file whose name says nothing. */
function verifyBytes(bytes: Uint8Array): Promise<BagReport> {
  return verifyBag(join(folder({ 'a bag': bytes }), 'a bag'), 'bag');
}

const verifyTar = (all: Members, end?: Uint8Array) => verifyBytes(rawTar(all, end));
const added = (...more: Members) => verifyTar([...members(), ...more]);

describe('a bag in a tar', () => {
  it.each<[string, Members]>([
    ['as it is', members()],
    ['with tag manifests', members(bagFiles())],
    ['with a folder around it', members(looseBag(), 'mybag/')],
    ['with "./" before its names', [{ name: './', type: '5' }, ...members(looseBag(), './')]],
    ['with folders of their own', [{ name: 'data/', type: '5' }, { name: 'data/', type: '5' }, ...members()]],
    ['with folders as old tars have them', [{ name: 'data/', type: '\0' }, ...members()]],
    ['with ordinary files as old tars have them', members().map((member) => ({ ...member, type: '\0', magic: '' }))],
    ['in the form of GNU', members().map((member) => ({ ...member, magic: 'ustar  \0' }))],
    [
      'with a size in blanks and digits',
      members().map((m) => ({ ...m, claimed: `${m.content!.length.toString(8).padStart(11)} ` })),
    ],
    [
      'with attributes of its files',
      members().flatMap((member) => [pax({ mtime: '1.5', 'SCHILY.xattr.user': 'x' }), member]),
    ],
    ['with a remark for all', [pax({ comment: 'Made in Strelsau' }, 'g'), ...members()]],
    [
      'with names in pax headers',
      members().flatMap((member) => [pax({ path: member.name }), { ...member, name: 'PaxHeader' }]),
    ],
    [
      'with names of GNU',
      members().flatMap((m) => [
        { name: '././@LongLink', type: 'L', content: `${m.name}\0` },
        { ...m, name: m.name.slice(0, 3) },
      ]),
    ],
    ['with sizes in pax headers, too', members().flatMap((m) => [pax({ size: `${m.content!.length}` }), m])],
    [
      'with names in two fields',
      members(looseBag(), 'mybag/').map((m) => ({ ...m, prefix: 'mybag', name: m.name.slice(6) })),
    ],
  ])('%s is valid, packed with gzip or not', async (_, all) => {
    for (const bytes of [rawTar(all), gzipSync(rawTar(all))]) {
      expect(await verifyBytes(bytes)).toMatchObject({ valid: true, diagnostics: [] });
    }
  });

  it('may have a long tail of nothing, in blocks of any number', async () => {
    for (const length of [512, 700, 1024, 10_240, 200_000]) {
      expect(await verifyTar(members(), Buffer.alloc(length))).toMatchObject({ valid: true, diagnostics: [] });
    }
  });

  it('may have names in another encoding, which manifests say', async () => {
    const files = looseBag({ 'data/\u00e9.xml': 'x' }, { algorithms: ['sha256'] });
    const all = members(files).map((m) =>
      m.name.endsWith('.xml') ? [pax({ path: Buffer.from(m.name, 'latin1') }), m] : [m],
    );
    const manifest = Buffer.from(files['manifest-sha256.txt']!, 'latin1');
    const bagit = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: ISO-8859-1\n';
    const changed = all.flat().map((m) => {
      if (m.name === 'manifest-sha256.txt') return { ...m, content: manifest };
      return m.name === 'bagit.txt' ? { ...m, content: bagit } : m;
    });
    expect(await verifyTar(changed)).toMatchObject({ valid: true, diagnostics: [] });
  });

  it('may hold a file that is longer than what is read at a time', async () => {
    const files = looseBag({ 'data/long.txt': 'Strelsau '.repeat(30_000), 'data/empty.txt': '' });
    expect(await verifyTar(members(files))).toMatchObject({ valid: true, files: 2, bytes: 270_000 });
  });

  it('may be packed with gzip in several parts, with zeros behind them', async () => {
    const tar = rawTar(members());
    const parts = [tar.subarray(0, 700), tar.subarray(700)].map((part) => gzipSync(part));
    expect(await verifyBytes(Buffer.concat(parts))).toMatchObject({ valid: true, diagnostics: [] });
    for (const zeros of [1, 512, 300_000]) {
      const report = await verifyBytes(Buffer.concat([...parts, Buffer.alloc(zeros)]));
      expect(report).toMatchObject({ valid: true, diagnostics: [] });
    }
  });

  it('is told to have changed files as a folder is', async () => {
    const changed = members().map((m) => (m.name === 'data/a.xml' ? { ...m, content: '<A/>' } : m));
    expect(codes(await verifyTar(changed))).toEqual(['bag-checksum-wrong']);
    expect(codes(await verifyBytes(gzipSync(rawTar(changed))))).toEqual(['bag-checksum-wrong']);
  });

  for (const [name, ...options] of [
    ['gnu', '--format=gnu', '-cf'],
    ['ustar', '--format=ustar', '-cf'],
    ['posix', '--format=posix', '-cf'],
    ['gzip', '-czf'],
  ] as const) {
    it.skipIf(!isGnuTar())(`by GNU tar in the form ${name} is valid (skipped where there is no such tar)`, async () => {
      const long = `data/${'long/'.repeat(30)}letter \u00e9 1.xml`;
      const payload = name === 'ustar' ? undefined : { [long]: 'x', 'data/b.xml': '2' };
      const root = folder({});
      const bag = folder(bagFiles(payload));
      expect(spawnSync('tar', [...options, join(root, 'bag'), '-C', bag, '.']).status).toBe(0);
      expect(await verifyBag(join(root, 'bag'), 'bag')).toMatchObject({ valid: true, diagnostics: [] });
    });
  }
});

function isGnuTar(): boolean {
  return /GNU tar/.test(spawnSync('tar', ['--version']).stdout?.toString() ?? '');
}

describe('a tar that is damaged', () => {
  it('is not taken for whole wherever it is cut off', async () => {
    const whole = rawTar(members(bagFiles()), Buffer.alloc(0));
    for (let length = 512; length <= whole.length; length += 256) {
      const report = await verifyBytes(whole.subarray(0, length));
      expect(codes(report), `${length}`).toEqual(['bag-tar-broken']);
      expect(report).toMatchObject({ valid: false, complete: false });
    }
  });

  it('is not taken for whole where gzip is cut off', async () => {
    const whole = gzipSync(rawTar(members()));
    for (const length of [20, 100, whole.length - 9, whole.length - 1]) {
      expect(codes(await verifyBytes(whole.subarray(0, length))), `${length}`).toEqual(['bag-tar-broken']);
    }
  });

  it.each<[string, Members]>([
    ['a wrong checksum', [{ name: 'data/c.xml', wrong: 1 }]],
    ['a size that is no number', [{ name: 'data/c.xml', claimed: '12a' }]],
    ['a size below nothing', [{ name: 'data/c.xml', claimed: Buffer.alloc(12, 0xff) }]],
    [
      'a size beyond all numbers',
      [{ name: 'data/c.xml', claimed: Buffer.concat([Buffer.from([0x80]), Buffer.alloc(11, 0xff)]) }],
    ],
    ['a size beyond its end', [{ name: 'data/c.xml', claimed: 10_000_000 }]],
    ['an unknown form', [{ name: 'data/c.xml', magic: 'ustarX00' }]],
    ['records that are none', [{ name: 'x', type: 'x', content: 'path=data/c.xml\n' }, { name: 'data/c.xml' }]],
    ['a record of a wrong length', [{ name: 'x', type: 'x', content: '99 path=data/c.xml\n' }, { name: 'data/c.xml' }]],
    [
      'a record that comes twice',
      [{ name: 'x', type: 'x', content: Buffer.concat([record('path', 'a'), record('path', 'b')]) }, { name: 'c' }],
    ],
    ['a name for no file', [pax({ path: 'data/c.xml' })]],
  ])('by %s says so', async (_, more) => {
    expect(codes(await added(...more))).toEqual(['bag-tar-broken']);
  });

  it('in the middle of gzip says so', async () => {
    const bytes = gzipSync(rawTar(members(looseBag({ 'data/a.xml': 'abc'.repeat(1000) }))));
    bytes[bytes.length - 6]! ^= 1;
    expect(codes(await verifyBytes(bytes))).toEqual(['bag-tar-broken']);
  });

  it('or none at all is told apart', async () => {
    expect(codes(await verifyBytes(gzipSync('no tar')))).toEqual(['bag-unknown-form']);
    expect(codes(await verifyBytes(gzipSync(gzipSync(rawTar(members())))))).toEqual(['bag-unknown-form']);
    expect(codes(await verifyBytes(Buffer.alloc(10_240)))).toEqual(['bag-unknown-form']);
    expect(codes(await verifyBytes(Buffer.from('BZh91AY&SY')))).toEqual(['bag-unknown-form']);
  });
});

describe('a hostile tar', () => {
  const SECRET = { name: 'data/l', linkname: '/etc/passwd' };

  it.each([
    '../../x',
    'data/../../x',
    '/etc/passwd',
    'C:/x',
    '..\\x',
    '\\\\server\\x',
    '~root/x',
    'data//x',
    'data/./x',
    './../x',
  ])('with the name %s is refused unread', async (name) => {
    for (const more of [
      [{ name, content: 'x' }],
      [pax({ path: name }), { name: 'x', content: 'x' }],
      [{ name: `${name}/`, type: '5' }],
    ]) {
      const report = await added(...more);
      expect(codes(report)).toEqual(['bag-path-unsafe']);
      expect(report).toMatchObject({ complete: false, valid: false });
    }
  });

  it('with NUL in a name is refused', async () => {
    expect(codes(await added(pax({ path: 'data/c.xml\0/../x' }), { name: 'x' }))).toEqual(['bag-path-unsafe']);
  });

  it.each<[string, string]>([
    ['1', 'a link within the tar'],
    ['2', 'a symbolic link'],
    ['3', 'a device'],
    ['4', 'a device of blocks'],
    ['6', 'a pipe'],
  ])('with an entry of the kind %s, %s, is refused, and it is not followed', async (type) => {
    const report = await added({ ...SECRET, type }, { name: 'data/l/x', content: 'x' });
    expect(codes(report)).toContain('bag-not-a-file');
    expect(report).toMatchObject({ complete: false, valid: false, info: [] });
  });

  it('with a name twice, or of a file and of a folder, is refused', async () => {
    expect(codes(await added({ name: 'data/a.xml', content: '<evil/>' }))).toEqual(['bag-name-twice']);
    expect(codes(await added({ name: './data/a.xml', content: '<evil/>' }))).toEqual(['bag-name-twice']);
    expect(codes(await added({ name: 'data/a.xml/b', content: 'x' }))).toEqual(['bag-name-twice']);
    expect(codes(await added({ name: 'data/a.xml/', type: '5' }))).toEqual(['bag-name-twice']);
  });

  it('with names that collide elsewhere is told so', async () => {
    const report = await verifyTar(members(bagFiles({ 'data/D1.xml': '1', 'data/d1.xml': '2' })));
    expect(codes(report)).toEqual(['bag-names-collide']);
    expect(report).toMatchObject({ valid: true });
  });

  it.each<[string, Members, Uint8Array?]>([
    [
      'another name in each of two headers',
      [pax({ path: 'data/c' }), { name: 'L', type: 'L', content: 'data/d\0' }, { name: 'x' }],
    ],
    ['another size in pax', [pax({ size: '1' }), { name: 'data/c.xml', content: '12' }]],
    ['a size in pax that is no number', [pax({ size: '2e0' }), { name: 'data/c.xml', content: '12' }]],
    ['two headers of pax', [pax({ path: 'data/c' }), pax({ path: 'data/c' }), { name: 'x' }]],
    [
      'two names of GNU',
      [{ name: 'L', type: 'L', content: 'a\0' }, { name: 'L', type: 'L', content: 'b\0' }, { name: 'x' }],
    ],
    ['a name for all files', [pax({ path: 'data/c' }, 'g'), { name: 'data/c' }]],
    ['a size for all files', [pax({ size: '512' }, 'g'), { name: 'data/c' }]],
    ['a folder with content', [{ name: 'data/d/', type: '5', content: 'x' }]],
    ['a folder by name with content', [{ name: 'data/d/', content: 'x' }]],
    ['a link with content', [{ name: 'data/l', type: '2', content: 'x' }]],
    ['a file behind its end', [], Buffer.concat([END, rawTar([{ name: '../x', content: 'x' }])])],
    ['a file behind one empty block', [], Buffer.concat([Buffer.alloc(512), rawTar([{ name: '../x', content: 'x' }])])],
    ['bytes behind its end', [], Buffer.concat([END, Buffer.from('garbage')])],
    ['bytes far behind its end', [], Buffer.concat([Buffer.alloc(200_000), Buffer.from('x')])],
  ])('that says two things by %s is refused', async (_, more, end) => {
    expect(codes(await verifyTar([...members(), ...more], end))).toEqual(['bag-tar-contradictory']);
  });

  it.each<[string, Uint8Array]>([
    ['garbage', Buffer.from('garbage')],
    ['garbage behind zeros', Buffer.concat([Buffer.alloc(3), Buffer.from('garbage')])],
    ['garbage far behind zeros', Buffer.concat([Buffer.alloc(200_000), Buffer.from('garbage')])],
    ['another part behind zeros', Buffer.concat([Buffer.alloc(3), gzipSync('x')])],
  ])('with %s behind what gzip has packed is refused', async (_, more) => {
    expect(codes(await verifyBytes(Buffer.concat([gzipSync(rawTar(members())), more])))).toEqual([
      'bag-tar-contradictory',
    ]);
  });

  it('with another tar behind it in a part of gzip is refused', async () => {
    const parts = [rawTar(members()), rawTar([{ name: '../x' }])].map((part) => gzipSync(part));
    expect(codes(await verifyBytes(Buffer.concat(parts)))).toEqual(['bag-tar-contradictory']);
  });

  it.each<[string, Members]>([
    ['gaps left out', [{ name: 'data/c', type: 'S' }]],
    [
      'gaps left out as pax has it',
      [pax({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'data/a.xml' }), { name: 'data/c' }],
    ],
    ['a part of a file', [{ name: 'data/c', type: 'M' }]],
    ['an unknown kind', [{ name: 'data/c', type: 'Z' }]],
  ])('with %s is not read', async (_, more) => {
    expect(codes(await added(...more))).toEqual(['bag-tar-unreadable']);
  });

  it('with an endless header is refused', async () => {
    expect(codes(await added(pax({ comment: 'x'.repeat(2_000_000) }), { name: 'data/c' }))).toEqual([
      'bag-tar-suspicious',
    ]);
  });

  it('that unpacks to far more than it is is not unpacked', async () => {
    const bytes = gzipSync(rawTar([...members(), { name: 'data/bomb', content: Buffer.alloc(5_000_000) }]));
    const path = join(folder({ bag: bytes }), 'bag');
    const source = await openTgz(path, 'bag', 1_000_000);
    expect(codes(source)).toEqual(['bag-tar-suspicious']);
    expect(source.files).toEqual([]);
    const allowed = await openTgz(path, 'bag');
    expect(allowed.diagnostics).toEqual([]);
    allowed.close();
  });

  it('cannot make a message reach the terminal', async () => {
    const report = await added({ name: '../\x1b[2J\u202egnp' });
    const contradictory = await added(pax({ size: '9' }), { name: 'data/\x1b[2J\u202egnp' });
    const text = [...report.diagnostics, ...contradictory.diagnostics].map(
      ({ file, message }) => `${file}: ${message}`,
    );
    expect(text).toHaveLength(2);
    expect(text.join()).not.toMatch(/\x1b|\u202e/);
  });
});

describe('what is unpacked', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each<[string, Uint8Array, boolean]>([
    ['a bag', gzipSync(rawTar(members())), true],
    ['a bag that is refused', gzipSync(rawTar([...members(), { name: '../x' }])), false],
    ['no tar', gzipSync('no tar'), false],
    ['gzip that is cut off', gzipSync(rawTar(members())).subarray(0, 100), false],
  ])('of %s is gone in the end', async (_, bytes, valid) => {
    const place = join(folder({ bag: bytes }), 'tmp');
    mkdirSync(place);
    vi.stubEnv('TMPDIR', place).stubEnv('TEMP', place);
    expect(await verifyBag(join(place, '../bag'), 'bag')).toMatchObject({ valid });
    expect(readdirSync(place)).toEqual([]);
  });

  it('needs a folder for temporary files, and says so where there is none', async () => {
    const root = folder({ bag: gzipSync(rawTar(members())), file: '' });
    vi.stubEnv('TMPDIR', join(root, 'file')).stubEnv('TEMP', join(root, 'file'));
    const report = await verifyBag(join(root, 'bag'), 'bag');
    expect(codes(report)).toEqual(['output-not-writable']);
  });
});
