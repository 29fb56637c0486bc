/**
 * A bag in a tar, which is not trusted. Its headers are read first and all places noted; files are then read from their
 * places, so that nothing is ever written under a name that the tar gives. One that is packed with gzip, which can be
 * read in its order only, is unpacked as a whole into one private file.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Diagnostic } from '../../diagnostics.js';
import { NAMED, type OpenFile, openForReading, streamFile } from '../../files/door.js';
import { makeScratch, ScratchFailure } from '../scratch.js';
import { inMegabytes, MOST_ENTRIES, SUSPICIOUS_RATIO, SUSPICIOUS_SIZE } from './archive-limits.js';
import { finding } from './finding.js';
import { shown } from './paths.js';
import { type BagFile, type BagForm, type BagSource, refused } from './source.js';
import { BLOCK, isEmpty, isEmptyFrom, readTarHeader } from './tar-header.js';
import { membersOf, type TarMember } from './tar-members.js';

/** In UTF-16 code units: of all names together. */
const MOST_NAMES = 200_000_000;

/** Whether a file that begins so is a tar. */
export function startsLikeTar(head: Buffer): boolean {
  return head.length === BLOCK && !isEmpty(head) && typeof readTarHeader(head) === 'object';
}

/** Opens a tar as it is. Throws the system's error. */
export function openTar(path: string, display: string): BagSource {
  return openedAs('tar', openForReading(path, NAMED), display);
}

/**
 * Opens a tar that is packed with gzip. Throws the system's error of reading it.
 *
 * @param largest in bytes: what it may unpack to however small it is.
 */
export async function openTgz(path: string, display: string, largest = SUSPICIOUS_SIZE): Promise<BagSource> {
  let scratch: string | undefined;
  try {
    scratch = makeScratch();
    const place = join(scratch, 'tar');
    const fault = await unpack(path, place, display, largest);
    return fault === undefined ? openedAs('tgz', openForReading(place, NAMED), display) : refused(fault);
  } catch (error) {
    if (error instanceof ScratchFailure) return refused(error.diagnostic);
    throw error;
  } finally {
    // The name goes at once, so that nothing is left however the run ends; the file is there until it is closed.
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** @param form how its user has it; a tar within gzip is looked at here for the first time. */
function openedAs(form: BagForm, handle: OpenFile, display: string): BagSource {
  const close = () => handle.close();
  try {
    if (startsLikeTar(handle.bytesAt(0, BLOCK))) return { ...list(handle, display), form, isPacked: false, close };
  } catch (error) {
    close();
    throw error;
  }
  close();
  return refused(finding('bag-unknown-form', display, NO_TAR));
}

const NO_TAR = 'It is packed with gzip, but what is packed is no tar. Unpack it, and name what comes out.';

function list(handle: OpenFile, display: string): Pick<BagSource, 'files' | 'folders' | 'diagnostics'> {
  const files: BagFile[] = [];
  const folders = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  let letters = 0;
  for (const member of membersOf(handle)) {
    if ('code' in member) {
      const { code, path, message } = member;
      diagnostics.push(finding(code, path === '' ? display : `${display}/${shown(path)}`, message));
      break;
    }
    letters += member.path.length;
    if (files.length + folders.size >= MOST_ENTRIES || letters > MOST_NAMES) {
      const message = `The tar holds more files than teigram lists (${MOST_ENTRIES}), or names too long for that.`;
      diagnostics.push(finding('bag-tar-suspicious', display, message));
      break;
    }
    const { path, kind, size } = member;
    if (kind !== 'folder') files.push({ path, size, kind, open: async () => contentOf(handle, member) });
    else if (path !== '') folders.add(path);
  }
  return { files, folders, diagnostics };
}

/** In bytes: what is read at a time. */
const PIECE = 65_536;

function contentOf(handle: OpenFile, { start, size }: TarMember): Readable {
  function* pieces(): Generator<Buffer> {
    for (let at = 0; at < size; at += PIECE) yield handle.bytesAt(start + at, Math.min(PIECE, size - at));
  }
  return Readable.from(pieces(), { objectMode: false });
}

/** Unpacks gzip (RFC 1952) into a new file; what is wrong with it, if anything is. Throws the system's error of reading. */
async function unpack(from: string, to: string, display: string, largest: number): Promise<Diagnostic | undefined> {
  const packed = openForReading(from, NAMED);
  const most = Math.max(largest, packed.size * SUSPICIOUS_RATIO);
  const gunzip = createGunzip();
  let length = 0;
  let failure: unknown;
  async function* watch(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of pipeline(streamFile(from, NAMED), gunzip, () => {}) as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > most) return;
        yield chunk;
      }
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  try {
    await writeFile(to, watch(), { flag: 'wx', mode: 0o600 });
    if (length > most) return finding('bag-tar-suspicious', display, bomb(packed.size, length));
    return isEmptyFrom(packed, gunzip.bytesWritten) ? undefined : behind(display);
  } catch (error) {
    if (failure === undefined) throw new ScratchFailure(error);
    return faultOfGzip(failure as NodeJS.ErrnoException, display);
  } finally {
    packed.close();
  }
}

/** @throws what is no fault of the gzip. */
function faultOfGzip(error: NodeJS.ErrnoException, display: string): Diagnostic {
  if (error.code?.startsWith('Z_') !== true) throw error;
  // It starts as gzip does, so these are bytes behind the end of a part that was whole.
  if (error.message === 'incorrect header check') return behind(display);
  const message = `The tar is packed with gzip, and damaged or cut off (${error.message}). Download or copy it again.`;
  return finding('bag-tar-broken', display, message);
}

function behind(display: string): Diagnostic {
  const message =
    'Behind the end of what gzip has packed there are other bytes; programs differ in what they make of them. Ask for it to be packed anew.';
  return finding('bag-tar-contradictory', display, message);
}

function bomb(packed: number, unpacked: number): string {
  return `The tar unpacks from ${inMegabytes(packed)} to more than ${inMegabytes(unpacked)}, far more than documents do, so it was not read. If you trust its source, unpack it and verify the folder.`;
}
