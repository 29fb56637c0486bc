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
  /** Unix mode, such as that of a symbolic link. */
  readonly mode?: number;
  /** 0 stored, 8 deflated (then `content` is packed already). */
  readonly method?: number;
  readonly flags?: number;
  /** Offset of the local header to claim, so that entries overlap. */
  readonly offset?: number;
}

/** A zip byte by byte (APPNOTE 4.3), since no library writes what a hostile one holds. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content);
    const { method = 0, flags = 0x800, claimed = content.length, mode = 0o100644, offset = at } = entry;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(claimed, 18);
    common.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, content);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, name);
    at += 30 + name.length + content.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

function crc(content: Buffer): number {
  return crcOf(content);
}
