/** A bag in a zip (yauzl), which is not trusted: what a hostile one would do is looked for before anything is unpacked. */

import { pipeline, Readable } from 'node:stream';
import zlib from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { NAMED, type OpenFile, openForReading } from '../../files/door.js';
import { inMegabytes, MOST_ENTRIES, SUSPICIOUS_RATIO, SUSPICIOUS_SIZE } from './archive-limits.js';
import { finding } from './finding.js';
import { shown } from './paths.js';
import { type BagFile, type BagSource, refused } from './source.js';
import { ZipBytes } from './zip-bytes.js';
import { disagreement } from './zip-layout.js';
import { hasTwoNames, kindOf, nameOf } from './zip-names.js';

/** Deflate cannot pack tighter than 1032 to 1, so a claim beyond that is a lie. */
const TIGHTEST_DEFLATE = 1_032;

/** Raw names, since yauzl would refuse a hostile one without saying what else is wrong. */
const RAW = { autoClose: false, decodeStrings: false };

export async function openZip(path: string, display: string): Promise<BagSource> {
  const handle = openForReading(path, NAMED);
  let zip: ZipFile;
  try {
    zip = await fromRandomAccessReaderPromise(new ZipBytes(handle), handle.size, RAW);
  } catch (error) {
    handle.close();
    return refused(finding('bag-zip-broken', display, broken(error)));
  }
  const close = () => handle.close();
  if (zip.entryCount > MOST_ENTRIES) {
    close();
    const message = `The zip claims to hold ${zip.entryCount} files, more than teigram lists (${MOST_ENTRIES}).`;
    return refused(finding('bag-zip-suspicious', display, message));
  }
  try {
    return { ...(await list(zip, handle, display)), form: 'zip', isPacked: true, close };
  } catch (error) {
    close();
    return refused(finding('bag-zip-broken', display, broken(error)));
  }
}

async function list(
  zip: ZipFile,
  handle: OpenFile,
  display: string,
): Promise<Omit<BagSource, 'close' | 'form' | 'isPacked'>> {
  const files: BagFile[] = [];
  const folders = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const entries: Entry[] = [];
  const totals = { packed: 0, unpacked: 0 };
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    const path = nameOf(entry);
    const isFolder = path.endsWith('/');
    const { compressedSize, uncompressedSize } = entry;
    totals.packed += compressedSize;
    totals.unpacked += uncompressedSize;
    const problem = problemOf(entry, isFolder);
    if (problem !== undefined) diagnostics.push(finding(problem[0], `${display}/${shown(path)}`, problem[1]));
    const kind = kindOf(entry, isFolder);
    const name = isFolder ? path.slice(0, -1) : path;
    if (isFolder && kind === 'file') folders.add(name);
    else files.push({ path: name, size: uncompressedSize, kind, open: () => contentOf(zip, entry) });
  }
  if (overlaps(entries)) {
    const message =
      'Entries of the zip overlap: the same bytes are to be unpacked several times. Only zips made to exhaust their reader do that.';
    diagnostics.push(finding('bag-zip-suspicious', display, message));
  }
  if (totals.unpacked > SUSPICIOUS_SIZE && totals.unpacked > totals.packed * SUSPICIOUS_RATIO) {
    const message = `The zip claims to unpack from ${inMegabytes(totals.packed)} to ${inMegabytes(totals.unpacked)}, far more than documents do, so it was not read. If you trust its source, unpack it and verify the folder.`;
    diagnostics.push(finding('bag-zip-suspicious', display, message));
  }
  if (diagnostics.length > 0) return { files, folders, diagnostics };
  const found = await disagreement(zip, handle, entries);
  if (found === undefined) return { files, folders, diagnostics };
  const { path, reason } = found;
  const file = path === '' ? display : `${display}/${shown(path)}`;
  const message = `The zip says two things, because ${reason}. Other programs would unpack something else than what is checked here. Ask for it to be packed anew, or unpack it where no harm can be done and verify the folder.`;
  return { files, folders, diagnostics: [finding('bag-zip-contradictory', file, message)] };
}

/** Absent from the first releases of Node 20; then the bag's own checksums must do. */
const crc32: typeof zlib.crc32 | undefined = zlib.crc32;

/**
 * The unpacked bytes. An error at their end, where they are not those that the zip has the checksum of, or where packed
 * bytes are left: programs that read a zip from its beginning look for the next file there.
 */
async function contentOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const inflate = compressionMethod === 0 ? undefined : zlib.createInflateRaw();
  async function* watch(): AsyncGenerator<Buffer> {
    let [sum, length] = [0, 0];
    for await (const chunk of inflate === undefined ? packed : pipeline(packed, inflate, () => {})) {
      length += chunk.length;
      if (length > uncompressedSize) break;
      sum = crc32?.(chunk, sum) ?? 0;
      yield chunk;
    }
    if (length !== uncompressedSize) throw new Error('it is not as long as the zip says');
    if (inflate !== undefined && inflate.bytesWritten !== compressedSize)
      throw new Error('bytes are left behind its end');
    if (crc32 !== undefined && sum !== entry.crc32) throw new Error('its checksum (CRC) in the zip is another');
  }
  return Readable.from(watch(), { objectMode: false });
}

const LOCAL_HEADER = 30;

function overlaps(entries: readonly Entry[]): boolean {
  const extents = entries.map(({ relativeOffsetOfLocalHeader: start, compressedSize }) => ({
    start,
    end: start + LOCAL_HEADER + compressedSize,
  }));
  extents.sort((a, b) => a.start - b.start);
  return extents.some(({ start }, i) => i > 0 && extents[i - 1]!.end > start);
}

function problemOf(entry: Entry, isFolder: boolean): readonly [Code, string] | undefined {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  if (entry.isEncrypted()) {
    return ['bag-zip-unreadable', 'It is encrypted. Ask its sender for a zip without a password.'];
  }
  if (!entry.canDecodeFileData()) {
    return [
      'bag-zip-unreadable',
      `It is packed with method ${compressionMethod}, which few programs know. Unpack the zip with the program it was made with, and verify the folder.`,
    ];
  }
  if (uncompressedSize > compressedSize * TIGHTEST_DEFLATE + 1024) {
    return [
      'bag-zip-suspicious',
      'It claims a size that its packed bytes cannot have. Only zips made to exhaust their reader do that.',
    ];
  }
  if (isFolder && uncompressedSize > 0) {
    const message =
      'It is a folder by its name and has the content of a file; programs differ in which they make of it. Ask for the zip to be packed anew.';
    return ['bag-zip-contradictory', message];
  }
  if (hasTwoNames(entry)) {
    const message = `It has a second name, ${shown(entry.fileNameRaw.toString())}; programs differ in which they take. Ask for the zip to be packed anew.`;
    return ['bag-zip-contradictory', message];
  }
  return undefined;
}

function broken(error: unknown): string {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  return `The zip is damaged or cut off (${reason}). Download or copy it again.`;
}
