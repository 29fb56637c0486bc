/** A bag in a zip (yauzl), which is not trusted: what a hostile one would do is looked for before anything is unpacked. */

import { type Entry, fromFdPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { NAMED, openForReading } from '../../files/door.js';
import { finding } from './finding.js';
import { shown } from './paths.js';
import { type BagFile, type BagSource, refused } from './source.js';

/** More than any archive is known to take, and what a list of names may cost in memory. */
const MOST_ENTRIES = 2_000_000;
/** Deflate cannot pack tighter than 1032 to 1, so a claim beyond that is a lie. */
const TIGHTEST_DEFLATE = 1_032;
/** Text packs 5 to 20 to 1. A whole zip beyond this, and beyond the size below, is made to exhaust its reader. */
const SUSPICIOUS_RATIO = 200;
/** In bytes. */
const SUSPICIOUS_SIZE = 2_000_000_000;

export async function openZip(path: string, display: string): Promise<BagSource> {
  const handle = openForReading(path, NAMED);
  let zip: ZipFile;
  try {
    // Raw names, since yauzl would refuse a hostile one without saying what else is wrong.
    zip = await fromFdPromise(handle.fd, { autoClose: false, decodeStrings: false });
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
    return { ...(await list(zip, display)), close };
  } catch (error) {
    close();
    return refused(finding('bag-zip-broken', display, broken(error)));
  }
}

async function list(zip: ZipFile, display: string): Promise<Omit<BagSource, 'close'>> {
  const files: BagFile[] = [];
  const folders = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const extents: Extent[] = [];
  const totals = { packed: 0, unpacked: 0 };
  for await (const entry of zip.eachEntry()) {
    const path = nameOf(entry);
    if (path.endsWith('/')) {
      folders.add(path.slice(0, -1));
      continue;
    }
    const { compressedSize, uncompressedSize } = entry;
    totals.packed += compressedSize;
    totals.unpacked += uncompressedSize;
    extents.push({ path, start: entry.relativeOffsetOfLocalHeader, size: compressedSize });
    const problem = problemOf(entry);
    if (problem !== undefined) diagnostics.push(finding(problem[0], `${display}/${shown(path)}`, problem[1]));
    files.push({ path, size: uncompressedSize, kind: kindOf(entry), open: () => zip.openReadStreamPromise(entry) });
  }
  if (overlaps(extents)) {
    const message =
      'Entries of the zip overlap: the same bytes are to be unpacked several times. Only zips made to exhaust their reader do that.';
    diagnostics.push(finding('bag-zip-suspicious', display, message));
  }
  if (totals.unpacked > SUSPICIOUS_SIZE && totals.unpacked > totals.packed * SUSPICIOUS_RATIO) {
    const message = `The zip claims to unpack from ${inMegabytes(totals.packed)} to ${inMegabytes(totals.unpacked)}, far more than documents do, so it was not read. If you trust its source, unpack it and verify the folder.`;
    diagnostics.push(finding('bag-zip-suspicious', display, message));
  }
  return { files, folders, diagnostics };
}

interface Extent {
  readonly path: string;
  readonly start: number;
  readonly size: number;
}

const LOCAL_HEADER = 30;

function overlaps(extents: readonly Extent[]): boolean {
  const sorted = [...extents].sort((a, b) => a.start - b.start);
  return sorted.some((extent, i) => i > 0 && sorted[i - 1]!.start + LOCAL_HEADER + sorted[i - 1]!.size > extent.start);
}

function problemOf(entry: Entry): readonly [Code, string] | undefined {
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
  return undefined;
}

const UNIX = 3;

function kindOf({ versionMadeBy, externalFileAttributes }: Entry): BagFile['kind'] {
  const type = versionMadeBy >>> 8 === UNIX ? (externalFileAttributes >>> 28) & 0xf : 0;
  if (type === 0xa) return 'link';
  return type === 0 || type === 0x8 ? 'file' : 'special';
}

const UTF8_FLAG = 0x800;

/** Many programs write UTF-8 without saying so; the code page of DOS is for what cannot be that. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  if ((generalPurposeBitFlag & UTF8_FLAG) === 0) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fileNameRaw);
    } catch {
      // Falls through.
    }
  }
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

function broken(error: unknown): string {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  return `The zip is damaged or cut off (${reason}). Download or copy it again.`;
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
