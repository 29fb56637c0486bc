/** Folders of TEI to deposit, and zips that no honest program writes. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 as crcOf } from 'node:zlib';
import { folder } from '../cli/call.js';

export const METADATA = {
  title: 'Telegrams from Strelsau & Zenda, 1957',
  creators: [
    { name: 'Sapt, Anna', orcid: '0000-0002-1825-0097', affiliation: 'University of Strelsau' },
    { name: 'Ruritanian Institute', organization: true },
  ],
  description: 'Telegrams on the loan of 1957 <made up for tests>.',
  licence: 'CC-BY-4.0',
  publicationDate: '2026-03-31',
  publisher: 'University of Strelsau',
  contact: { name: 'Sapt, Anna', email: 'anna@example.org' },
  keywords: ['diplomacy', 'telegrams'],
  funders: [{ name: 'Science Fund', award: 'ABC-1' }],
  related: [{ identifier: 'https://example.org/edition', relation: 'IsDerivedFrom' }],
  doi: '10.5072/strelsau.1',
} as const;

/** A small TEI document with a correspondence; `body` replaces its paragraph. */
export const tei = (title: string, body = '<p>Text.</p>'): string => `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>${title}</title></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt>
<sourceDesc><p>Made up.</p></sourceDesc>
</fileDesc>
<profileDesc>
<creation><date when="1957-03-04">March 4, 1957</date><placeName>Strelsau</placeName></creation>
<langUsage><language ident="en">English</language></langUsage>
<correspDesc>
<correspAction type="sent"><persName>Sapt</persName><placeName>Strelsau</placeName><date when="1957-03-04"/></correspAction>
<correspAction type="received"><orgName>Department of State</orgName></correspAction>
</correspDesc>
</profileDesc>
</teiHeader>
<text><body>${body}</body></text>
</TEI>
`;

/** A RELAX NG schema that takes any TEI but no element `wrong`. */
export const SCHEMA = `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start>
<define name="any"><element><anyName><except><name ns="http://www.tei-c.org/ns/1.0">wrong</name></except></anyName>
<zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>
`;

export interface Sample {
  /** The folder of TEI. */
  readonly dir: string;
  /** A configuration with all metadata. */
  readonly config: string;
  readonly schema: string;
  /** For what is made of it. */
  readonly out: string;
}

/** Documents on disk with a schema beside their folder; gone after the test. */
export function sample(
  documents: Readonly<Record<string, string>> = { 'd1.xml': tei('1. Telegram'), 'sub/d2.xml': tei('2. Telegram') },
  metadata: object = METADATA,
): Sample {
  const root = folder({ 'config.json': JSON.stringify(metadata), 'any.rng': SCHEMA, 'out/.keep': '' });
  for (const [name, content] of Object.entries(documents)) write(join(root, 'tei', name), content);
  const [dir, config, schema, out] = ['tei', 'config.json', 'any.rng', 'out'].map((name) => join(root, name));
  return { dir: dir!, config: config!, schema: schema!, out: out! };
}

export function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Every file below a folder, by its path. */
export function contents(root: string): Record<string, Buffer> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(root.length + 1), readFileSync(path)];
    }),
  );
}

const hash = (algorithm: string, content: string) => createHash(algorithm).update(content).digest('hex');

/** The files of a small bag, of which tests change some. */
export function bagFiles(
  payload: Readonly<Record<string, string>> = { 'data/a.xml': '<a/>', 'data/b.xml': '<b/>' },
  { algorithms = ['sha512', 'sha256'], version = '1.0' } = {},
): Record<string, string> {
  const files: Record<string, string> = {
    'bagit.txt': `BagIt-Version: ${version}\nTag-File-Character-Encoding: UTF-8\n`,
    'bag-info.txt': 'Contact-Name: Anna Sapt\n',
  };
  const lines = (algorithm: string, listed: Readonly<Record<string, string>>) =>
    Object.entries(listed).map(([path, content]) => `${hash(algorithm, content)}  ${path}\n`);
  for (const algorithm of algorithms) files[`manifest-${algorithm}.txt`] = lines(algorithm, payload).join('');
  const tags = { ...files };
  for (const algorithm of algorithms) files[`tagmanifest-${algorithm}.txt`] = lines(algorithm, tags).join('');
  return { ...files, ...payload };
}

/** The same without tag manifests, which would notice each change of another tag file. */
export function looseBag(...args: Parameters<typeof bagFiles>): Record<string, string> {
  return Object.fromEntries(Object.entries(bagFiles(...args)).filter(([name]) => !name.startsWith('tagmanifest')));
}

export interface RawEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Size to claim in place of the true one. */
  readonly claimed?: number;
  /** Of the unpacked content; that of `content` by default. */
  readonly crc?: number;
  /** Unix mode, such as that of a symbolic link. */
  readonly mode?: number;
  /** The lower half of the attributes, which is DOS's. */
  readonly attributes?: number;
  /** The system that the zip says to be from; 3 is Unix. */
  readonly host?: number;
  /** 0 stored, 8 deflated (then `content` is packed already). */
  readonly method?: number;
  readonly flags?: number;
  readonly extra?: Uint8Array;
  /** Offset of the local header to claim, so that entries overlap. */
  readonly offset?: number;
  /** What the header before the content says otherwise than the directory. */
  readonly local?: Partial<RawHeader>;
  /** Bytes before the local header, and behind the content. */
  readonly before?: Uint8Array;
  readonly behind?: Uint8Array;
}

export interface RawHeader {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly extra: Uint8Array;
}

export interface RawEnd {
  readonly comment?: Uint8Array;
  /** Between the last content and the directory, and between the directory and the end. */
  readonly before?: Uint8Array;
  readonly behind?: Uint8Array;
  /** What to say instead of the truth. */
  readonly count?: number;
  readonly size?: number;
  /** Whether the larger records of zip64 stand before the end; what they say instead of the truth. */
  readonly large?: { readonly count?: number; readonly start?: number };
}

/** A zip byte by byte (APPNOTE 4.3), since no library writes what a hostile one holds. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const put = (...pieces: readonly Uint8Array[]) => {
    parts.push(...pieces);
    at += pieces.reduce((sum, { length }) => sum + length, 0);
  };
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const header: RawHeader = {
      name: entry.name,
      flags: entry.flags ?? 0x800,
      method: entry.method ?? 0,
      crc: entry.crc ?? crcOf(content),
      packed: content.length,
      unpacked: entry.claimed ?? content.length,
      extra: entry.extra ?? Buffer.alloc(0),
    };
    put(entry.before ?? Buffer.alloc(0));
    const { offset = at, mode = 0o100644, attributes = 0, host = 3 } = entry;
    const local = { ...header, ...entry.local };
    put(Buffer.from('PK\x03\x04', 'latin1'), common(local), Buffer.from(local.name), local.extra, content);
    put(entry.behind ?? Buffer.alloc(0));
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((mode << 16) | attributes) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const signature = Buffer.concat([Buffer.from('PK\x01\x02\x14', 'latin1'), Buffer.from([host])]);
    directory.push(signature, common(header), tail, Buffer.from(header.name), header.extra);
  }
  put(end.before ?? Buffer.alloc(0));
  const central = Buffer.concat(directory);
  const truth = { count: entries.length, size: central.length, start: at };
  put(central, end.behind ?? Buffer.alloc(0));
  if (end.large !== undefined) put(largeEnd({ ...truth, ...end.large }, at));
  const record = Buffer.alloc(18);
  const says = { ...truth, ...end };
  record.writeUInt16LE(says.count, 4);
  record.writeUInt16LE(says.count, 6);
  record.writeUInt32LE(says.size, 8);
  record.writeUInt32LE(says.start, 12);
  record.writeUInt16LE(end.comment?.length ?? 0, 16);
  put(Buffer.from('PK\x05\x06', 'latin1'), record, end.comment ?? Buffer.alloc(0));
  return Buffer.concat(parts);
}

/** What both headers of a member have, from the version that is needed to the length of the extra field. */
function common({ name, flags, method, crc, packed, unpacked, extra }: RawHeader): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(flags, 2);
  bytes.writeUInt16LE(method, 4);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(packed, 14);
  bytes.writeUInt32LE(unpacked, 18);
  bytes.writeUInt16LE(Buffer.byteLength(name), 22);
  bytes.writeUInt16LE(extra.length, 24);
  return bytes;
}

/** The end of zip64 and its locator. */
function largeEnd({ count, size, start }: { count: number; size: number; start: number }, at: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.write('PK\x06\x06', 0, 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt32LE(0x002d_002d, 12);
  for (const [i, value] of [count, count, size, start].entries()) record.writeBigUInt64LE(BigInt(value), 24 + 8 * i);
  record.write('PK\x06\x07', 56, 'latin1');
  record.writeBigUInt64LE(BigInt(at), 64);
  record.writeUInt32LE(1, 72);
  return record;
}
