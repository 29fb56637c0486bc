/**
 * Whether a zip says one thing only. It describes each file twice, before its bytes and in the directory at its end, and
 * programs differ in which they believe: unpacked elsewhere, a zip that says two things is not what was checked here.
 */
import { type Entry, type ExtraField, type LocalFileHeader, parseExtraFields, type ZipFile } from 'yauzl';
import type { OpenFile } from '../../files/door.js';
import { shown } from './paths.js';
import { nameOf, unicodePathOf } from './zip-names.js';

/** What is wrong: with a member, or with the zip itself where `path` is empty. */
export interface Disagreement {
  readonly path: string;
  /** A sentence's end, after "because". */
  readonly reason: string;
}

/**
 * The first place where the zip contradicts itself; undefined where all of it agrees (APPNOTE 4.3).
 *
 * @param entries all of the directory, in its order.
 */
export async function disagreement(
  zip: ZipFile,
  handle: OpenFile,
  entries: readonly Entry[],
): Promise<Disagreement | undefined> {
  const directory = await readEnd(zip, handle);
  if (typeof directory === 'string') return { path: '', reason: directory };
  const listed = entries.reduce((sum, entry) => sum + lengthInDirectory(entry), 0);
  if (listed !== directory.size || directory.start + directory.size !== directory.end) {
    return { path: '', reason: 'its directory is longer or shorter than its end says' };
  }
  let at = 0;
  for (const entry of [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const path = nameOf(entry);
    if (entry.relativeOffsetOfLocalHeader !== at) return { path, reason: HIDDEN };
    const end = await endOf(entry, path, zip, handle);
    if (typeof end === 'string') return { path, reason: end };
    at = end;
  }
  return at === directory.start
    ? undefined
    : { path: '', reason: 'there are bytes between its last file and its directory' };
}

const HIDDEN = 'there are bytes before it that belong to no file, in which some programs look for another one';

/** In the file of the zip; the end is where what stands behind the directory begins. */
interface Directory {
  readonly start: number;
  readonly size: number;
  readonly end: number;
}

const END = 'PK\x05\x06';
const END_LENGTH = 22;
const LOCATOR_LENGTH = 20;
const END64_LENGTH = 56;
/** Stands for what only the larger record can hold. */
const [MOST_16, MOST_32] = [0xffff, 0xffffffff];

/** Where the directory stands by the record at the end, and by the larger one before that; a text says what is wrong. */
async function readEnd(zip: ZipFile, handle: OpenFile): Promise<Directory | string> {
  // Strings are not decoded, so it is bytes, whatever its type says.
  const comment = zip.comment as unknown as Buffer;
  if (comment.includes(END, 0, 'latin1')) return 'it has two ends, one of them in its comment';
  const at = zip.fileSize - END_LENGTH - comment.length;
  const record = handle.bytesAt(at, END_LENGTH);
  const [onDisk, count] = [record.readUInt16LE(8), record.readUInt16LE(10)];
  const small = { count, size: record.readUInt32LE(12), start: record.readUInt32LE(16) };
  if (onDisk !== count) return 'it is a part of several';
  const locator = handle.bytesAt(Math.max(0, at - LOCATOR_LENGTH), LOCATOR_LENGTH);
  if (locator.toString('latin1', 0, 4) !== 'PK\x06\x07') return { ...small, end: at };
  const end = Number(locator.readBigUInt64LE(8));
  const record64 = handle.bytesAt(end, END64_LENGTH);
  const large = {
    count: Number(record64.readBigUInt64LE(32)),
    size: Number(record64.readBigUInt64LE(40)),
    start: Number(record64.readBigUInt64LE(48)),
  };
  const agree =
    [large.count, MOST_16].includes(small.count) &&
    [large.size, MOST_32].includes(small.size) &&
    [large.start, MOST_32].includes(small.start) &&
    end + 12 + Number(record64.readBigUInt64LE(4)) + LOCATOR_LENGTH === at;
  return agree ? { ...large, end } : 'the two records at its end differ';
}

const lengthInDirectory = ({ fileNameLength, extraFieldLength, fileCommentLength }: Entry): number =>
  46 + fileNameLength + extraFieldLength + fileCommentLength;

/** What of the flags decides how a member is read: encryption, sizes behind the data, patches, a masked header. */
const MEANINGFUL_FLAGS = 0x2069;
const SIZES_BEHIND = 0x8;
const UTF8_NAME = 0x800;

/** Where a member ends, if the header before its bytes says what the directory says; otherwise what differs. */
async function endOf(entry: Entry, path: string, zip: ZipFile, handle: OpenFile): Promise<number | string> {
  let local: LocalFileHeader;
  let extra: readonly ExtraField[];
  try {
    local = await zip.readLocalFileHeaderPromise(entry);
    extra = parseExtraFields(local.extraField);
  } catch (error) {
    return `there is nothing like it where the directory says that it is (${(error as Error).message})`;
  }
  const differing = local.generalPurposeBitFlag ^ entry.generalPurposeBitFlag;
  const isPlain = /^[\x20-\x7e]*$/.test(path);
  const unicodePath = unicodePathOf(local.fileName, extra);
  if (!local.fileName.equals(entry.fileNameRaw) || (unicodePath ?? path) !== path) {
    return `the header before its bytes has another name, ${shown(unicodePath ?? local.fileName.toString())}`;
  }
  if ((differing & MEANINGFUL_FLAGS) !== 0 || (!isPlain && (differing & UTF8_NAME) !== 0)) {
    return 'the header before its bytes has other flags, so it would be read in another way';
  }
  if (local.compressionMethod !== entry.compressionMethod) {
    return 'the header before its bytes names another way of packing';
  }
  const wanted = numbersOf(entry);
  const isBehind = (local.generalPurposeBitFlag & SIZES_BEHIND) !== 0;
  const open = isBehind ? [0, MOST_32] : [];
  if (!numbersOf(withLargeSizes(local, extra)).every((value, i) => value === wanted[i] || open.includes(value))) {
    return 'the header before its bytes has another size or checksum (CRC)';
  }
  const end = local.fileDataStart + entry.compressedSize;
  if (!isBehind) return end;
  const length = descriptorLength(handle.bytesAt(end, 24), wanted);
  return length === undefined ? 'the record behind its bytes has another size or checksum (CRC)' : end + length;
}

type Numbers = readonly [crc: number, packed: number, unpacked: number];

function numbersOf(header: Pick<Entry, 'crc32' | 'compressedSize' | 'uncompressedSize'>): Numbers {
  return [header.crc32, header.compressedSize, header.uncompressedSize];
}

/** Sizes beyond 4 GB stand in an extra field, which has both, the unpacked first. */
function withLargeSizes(local: LocalFileHeader, extra: readonly ExtraField[]): LocalFileHeader {
  const data = extra.find(({ id, data: { length } }) => id === 1 && length >= 16)?.data;
  if (data === undefined) return local;
  const { compressedSize, uncompressedSize } = local;
  return {
    ...local,
    compressedSize: compressedSize === MOST_32 ? Number(data.readBigUInt64LE(8)) : compressedSize,
    uncompressedSize: uncompressedSize === MOST_32 ? Number(data.readBigUInt64LE(0)) : uncompressedSize,
  };
}

/** Data descriptors come with a signature or without, with sizes of 8 bytes or of 4 (APPNOTE 4.3.9). */
function descriptorLength(bytes: Buffer, [crc, packed, unpacked]: Numbers): number | undefined {
  const signature = bytes.toString('latin1', 0, 4) === 'PK\x07\x08' ? [4, 0] : [0];
  for (const width of [8, 4]) {
    for (const start of signature) {
      const size = (at: number) => (width === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUInt32LE(at));
      const at = start + 4;
      if (bytes.length < at + 2 * width || bytes.readUInt32LE(start) !== crc) continue;
      if (size(at) === packed && size(at + width) === unpacked) return at + 2 * width;
    }
  }
  return undefined;
}

/** As many as there are. */
