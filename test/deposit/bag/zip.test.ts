/** Zips that say two things: what other programs unpack of them is not what was checked. */
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { type BagReport, verifyBag } from '../../../src/deposit/bag/verify.js';
import { folder } from '../../cli/call.js';
import { looseBag, type RawEnd, type RawEntry, type RawHeader, rawZip } from '../samples.js';

async function verifyZip(entries: readonly RawEntry[], end?: RawEnd): Promise<BagReport> {
  return verifyBag(join(folder({ 'bag.zip': rawZip(entries, end) }), 'bag.zip'), 'bag.zip');
}

const codes = ({ diagnostics }: BagReport) => diagnostics.map(({ code }) => code);
const sound = (): RawEntry[] => Object.entries(looseBag()).map(([name, content]) => ({ name, content }));
/** The bag with one file of it written otherwise. */
const changed = (name: string, how: (entry: RawEntry) => Partial<RawEntry>): RawEntry[] =>
  sound().map((entry) => (entry.name === name ? { ...entry, ...how(entry) } : entry));
const WITH_CONTENT = '<a/>';
const CRC = crc32(WITH_CONTENT);
const LARGE = 0xffffffff;

/** What stands behind the content: checksum and sizes, of 4 bytes or 8, with a signature or without. */
function descriptor({ width = 4, signature = true, size = WITH_CONTENT.length, crc = CRC } = {}): Buffer {
  const bytes = Buffer.alloc(8 + 2 * width);
  bytes.write('PK\x07\x08', 'latin1');
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(size, 8);
  bytes.writeUInt32LE(size, 8 + width);
  return signature ? bytes : bytes.subarray(4);
}

/** The extra field of zip64, or another. */
function field(id: number, data: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}
function sizes(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * i);
  return field(1, bytes);
}
const unicodePath = (raw: string, name: string) => {
  const head = Buffer.from([1, 0, 0, 0, 0]);
  head.writeUInt32LE(crc32(raw), 1);
  return field(0x7075, Buffer.concat([head, Buffer.from(name)]));
};

const BEHIND = 0x808;
const OPEN = { crc: 0, packed: 0, unpacked: 0 } as const;

describe('a zip whose headers agree', () => {
  it.each<[string, Partial<RawEntry>]>([
    ['sizes behind the content', { flags: BEHIND, local: OPEN, behind: descriptor() }],
    [
      'sizes behind the content, without a signature',
      { flags: BEHIND, local: OPEN, behind: descriptor({ signature: false }) },
    ],
    ['large sizes behind the content', { flags: BEHIND, local: OPEN, behind: descriptor({ width: 8 }) }],
    [
      'large sizes there without a signature',
      { flags: BEHIND, local: OPEN, behind: descriptor({ width: 8, signature: false }) },
    ],
    ['sizes both before and behind the content', { flags: BEHIND, behind: descriptor() }],
    [
      'sizes left open in the form of zip64',
      {
        flags: BEHIND,
        local: { crc: 0, packed: LARGE, unpacked: LARGE, extra: sizes(0, 0) },
        behind: descriptor({ width: 8 }),
      },
    ],
    ['sizes in the form of zip64', { local: { packed: LARGE, unpacked: LARGE, extra: sizes(4, 4) } }],
    ['more in one extra field than in the other', { local: { extra: field(0x5455, Buffer.alloc(5)) } }],
    ['another level of packing in its flags', { local: { flags: 0x802 } }],
    ['UTF-8 said once of a name without accents', { local: { flags: 0 } }],
    ['a second name that is the same', { flags: 0, extra: unicodePath('data/a.xml', 'data/a.xml') }],
  ])('may have %s', async (_, how) => {
    expect(await verifyZip(changed('data/a.xml', () => how))).toMatchObject({ valid: true, diagnostics: [] });
  });

  it('may have a comment, folders, packed folders and the larger end of zip64', async () => {
    const folders: RawEntry[] = [
      { name: 'data/', content: '', mode: 0o40755, attributes: 0x10 },
      { name: 'data/more/', content: '', mode: 0o100644 },
      { name: 'data/unset/', content: '', mode: 0xffff },
      { name: 'data/empty/', content: deflateRawSync(''), claimed: 0, crc: 0, method: 8, mode: 0 },
    ];
    expect(await verifyZip([...folders, ...sound()], { comment: Buffer.from('Letters') })).toMatchObject({
      valid: true,
    });
    expect(await verifyZip(sound(), { large: {} })).toMatchObject({ valid: true });
    expect(await verifyZip(sound(), { large: {}, count: 0xffff, size: LARGE })).toMatchObject({ valid: true });
  });

  it('may be written by a library as a stream', async () => {
    const zip = new ZipFile();
    for (const [name, content] of Object.entries(looseBag())) {
      zip.addBuffer(Buffer.from(content), name, { forceZip64Format: name.startsWith('data/') });
    }
    zip.end({ forceZip64Format: true, comment: '' });
    const bytes = await buffer(zip.outputStream);
    expect(await verifyBag(join(folder({ 'b.zip': bytes }), 'b.zip'), 'b.zip')).toMatchObject({ valid: true });
  });

  it('may have its name in a code page, with the true one beside it', async () => {
    const files = looseBag({ 'data/\u00e9.xml': '1' }, { algorithms: ['sha256'] });
    // The raw name is no UTF-8, so that nothing but the second name tells it.
    const entries = Object.entries(files).map(([name, content]) => ({ name, content, flags: 0 }));
    const zip = rawZip(
      entries.map((entry) =>
        entry.name === 'data/\u00e9.xml'
          ? { ...entry, name: 'data/XX.xml', extra: unicodePath('data/XX.xml', 'data/\u00e9.xml') }
          : entry,
      ),
    );
    const raw = Buffer.from('data/\x82\x82.xml', 'latin1');
    for (let at = zip.indexOf('data/XX.xml'); at !== -1; at = zip.indexOf('data/XX.xml', at + 1)) raw.copy(zip, at);
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(raw));
    const old = Buffer.alloc(4);
    old.writeUInt32LE(crc32('data/XX.xml'));
    for (let at = zip.indexOf(old); at !== -1; at = zip.indexOf(old, at + 1)) sum.copy(zip, at);
    expect(await verifyBag(join(folder({ 'b.zip': zip }), 'b.zip'), 'b.zip')).toMatchObject({ valid: true });
  });
});

describe('a zip that says two things', () => {
  it.each<[string, Partial<RawHeader>]>([
    ['name', { name: '../../a.x' }],
    ['name of another length', { name: 'data/another.xml' }],
    ['name in capitals', { name: 'data/A.xml' }],
    ['second name', { extra: unicodePath('data/a.xml', 'data/b.xml') }],
    ['checksum', { crc: 1 }],
    ['packed size', { packed: 3 }],
    ['unpacked size', { unpacked: 5 }],
    ['sizes of none', { packed: 0, unpacked: 0 }],
    ['large size', { packed: LARGE, unpacked: LARGE, extra: sizes(5, 4) }],
    ['way of packing', { method: 8 }],
    ['flag of encryption', { flags: 0x801 }],
    ['flag of sizes behind', { flags: BEHIND }],
  ])('by another %s before the content is refused', async (_, local) => {
    const report = await verifyZip(changed('data/a.xml', () => ({ local })));
    expect(report).toMatchObject({ valid: false, complete: false });
    expect(codes(report)).toEqual(['bag-zip-contradictory']);
  });

  it.each<[string, Partial<RawEntry>]>([
    ['no record', {}],
    ['another checksum', { behind: descriptor({ crc: 1 }) }],
    ['another size', { behind: descriptor({ size: 5 }) }],
    ['bytes', { behind: Buffer.concat([descriptor(), Buffer.from('x')]) }],
  ])('by %s behind the content is refused', async (_, how) => {
    expect(codes(await verifyZip(changed('data/a.xml', () => ({ flags: BEHIND, local: OPEN, ...how }))))).toEqual([
      'bag-zip-contradictory',
    ]);
  });

  const other = rawZip([{ name: 'data/a.xml', content: '<other/>' }]);

  it.each<[string, readonly RawEntry[], RawEnd]>([
    [
      'a file between two, which the directory has not',
      changed('data/b.xml', () => ({ before: other.subarray(0, 48) })),
      {},
    ],
    [
      'a file before the first',
      sound().map((entry, i) => (i === 0 ? { ...entry, before: other.subarray(0, 48) } : entry)),
      {},
    ],
    ['a file behind the last', sound(), { before: other.subarray(0, 48) }],
    ['bytes behind the directory', sound(), { behind: Buffer.from('xyz') }],
    ['a directory of more files than its end says', sound(), { count: 3 }],
    ['a directory longer than its end says', sound(), { size: 60 }],
    ['another count in the larger end', sound(), { large: { count: 5 }, count: 4 }],
    ['another directory in the larger end', sound(), { large: {}, size: 1 }],
  ])('by %s is refused', async (_, entries, end) => {
    expect(codes(await verifyZip(entries, end))).toEqual(['bag-zip-contradictory']);
  });

  it('by an end within its comment, or by a whole zip in it, is refused', async () => {
    for (const comment of [Buffer.from('PK\x05\x06', 'latin1'), other, Buffer.concat([other, Buffer.from('x')])]) {
      const report = await verifyZip(sound(), { comment });
      expect(report).toMatchObject({ valid: false, complete: false });
    }
    expect(codes(await verifyZip(sound(), { comment: Buffer.from('PK\x05\x06', 'latin1') }))).toEqual([
      'bag-zip-contradictory',
    ]);
  });

  it('by a checksum that its content has not is refused', async () => {
    for (const entries of [
      changed('data/a.xml', () => ({ crc: 1 })),
      // No manifest lists these.
      changed('bag-info.txt', () => ({ crc: 1 })),
      [...sound(), { name: 'note.txt', content: 'x', crc: 1 }],
    ]) {
      expect(codes(await verifyZip(entries))).toEqual(['bag-file-unreadable']);
    }
  });

  it('by bytes behind the end of packed content is refused', async () => {
    const packed = { method: 8, claimed: 4, crc: CRC };
    const sound = changed('data/a.xml', () => ({ ...packed, content: deflateRawSync(WITH_CONTENT) }));
    expect(await verifyZip(sound)).toMatchObject({ valid: true, diagnostics: [] });
    for (const more of [other, Buffer.alloc(1_000_000)]) {
      const content = Buffer.concat([deflateRawSync(WITH_CONTENT), more]);
      expect(codes(await verifyZip(changed('data/a.xml', () => ({ ...packed, content }))))).toEqual([
        'bag-file-unreadable',
      ]);
    }
  });

  it('by a second name that only some programs follow is refused', async () => {
    const entry = { flags: 0, extra: unicodePath('data/a.xml', '../a.xml') };
    expect(codes(await verifyZip(changed('data/a.xml', () => entry)))).toContain('bag-zip-contradictory');
  });
});

describe('a zip with names for two', () => {
  const extra = (name: string, rest: Partial<RawEntry> = {}): RawEntry => ({ name, content: '', ...rest });

  it.each<[string, readonly RawEntry[]]>([
    ['a file that is a folder of others', [extra('data/a.xml/c.xml')]],
    ['a file that is an empty folder', [extra('data/a.xml/', { mode: 0o40755 })]],
    ['a folder that is a file, too', [extra('tags/x.txt'), extra('tags')]],
  ])('%s is refused', async (_, entries) => {
    expect(codes(await verifyZip([...entries, ...sound()]))).toContain('bag-name-twice');
    expect(await verifyZip([...sound(), ...entries])).toMatchObject({ valid: false });
  });

  it('warns of folders that differ in capitals only', async () => {
    const report = await verifyZip([...sound(), extra('Data/notes.txt')]);
    expect(report).toMatchObject({ valid: true });
    expect(codes(report)).toEqual(['bag-names-collide']);
  });

  it.each(['../up/', '/abs/', 'data/../../up/', '/'])('refuses the folder %s', async (name) => {
    expect(codes(await verifyZip([...sound(), extra(name, { mode: 0o40755 })]))).toEqual(['bag-path-unsafe']);
  });

  it('refuses a folder with content', async () => {
    expect(codes(await verifyZip([...sound(), { name: 'data/c/', content: 'x' }]))).toEqual(['bag-zip-contradictory']);
  });

  it.each<[string, Partial<RawEntry>]>([
    ...[0, 3, 7, 10, 19, 200].map((host): [string, Partial<RawEntry>] => [
      `of system ${host}`,
      { host, mode: 0o120777 },
    ]),
    ['that Windows marks', { host: 0, mode: 0, attributes: 0x420 }],
    ['that PKZIP keeps', { mode: 0, extra: field(0x000d, Buffer.alloc(20)) }],
    ['that ASi keeps', { mode: 0, extra: field(0x756e, Buffer.from([0, 0, 0, 0, 0xff, 0xa1, 0, 0])) }],
    ['named like a folder', { name: 'data/l/', mode: 0o120777 }],
  ])('refuses a link %s', async (_, how) => {
    const link = { name: 'data/l', content: how.name === undefined ? '/etc/passwd' : '', ...how };
    expect(codes(await verifyZip([...sound(), link]))).toEqual(['bag-not-a-file']);
  });

  it.each<[string, Partial<RawEntry>]>([
    ['a device', { mode: 0o20666 }],
    ['a pipe of macOS', { mode: 0o10666, host: 19 }],
    ['a folder by its mode', { mode: 0o40755 }],
    ['a folder by its attributes', { mode: 0, host: 0, attributes: 0x10 }],
  ])('refuses %s with the name of a file', async (_, how) => {
    expect(codes(await verifyZip([...sound(), extra('data/d', how)]))).toEqual(['bag-not-a-file']);
  });
});

describe('a zip that names a place which is none', () => {
  it.each([2n ** 63n, 2n ** 53n, 2n ** 40n])('as that of the larger end, %i, is broken', async (place) => {
    const zip = rawZip(sound());
    const end = Buffer.from(zip.subarray(zip.length - 22));
    // The number of its files is in the larger end.
    end.writeUInt16LE(0xffff, 8);
    end.writeUInt16LE(0xffff, 10);
    const locator = Buffer.alloc(20);
    locator.write('PK\x06\x07', 'latin1');
    locator.writeBigUInt64LE(place, 8);
    locator.writeUInt32LE(1, 16);
    const bytes = Buffer.concat([zip.subarray(0, zip.length - 22), locator, end]);
    expect(codes(await verifyBag(join(folder({ 'bag.zip': bytes }), 'bag.zip'), 'bag.zip'))).toEqual([
      'bag-zip-broken',
    ]);
  });
});
