/** A tar made while it is read, packed with gzip or not: nothing of it is held in memory. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Header, type Pack, pack } from 'tar-stream';
import { NAMED, stampFor, streamFile } from '../files/door.js';
import { makeScratch, ScratchFailure } from './scratch.js';
import type { PackageEntry } from './target.js';

type Entries = AsyncIterable<PackageEntry> | Iterable<PackageEntry>;
type FileHeader = Pick<Header, 'name' | 'size' | 'type' | 'mode' | 'uid' | 'gid' | 'mtime'>;

/**
 * The bytes of a tar (POSIX.1-2001) of entries, in their order. An entry is opened when the one before it has been
 * packed. Names that are long or not ASCII stand in pax headers. What goes wrong comes as the stream's error.
 *
 * @param day `YYYY-MM-DD`, the date of every file in it.
 */
export function tarStream(entries: Entries, day: string): Readable {
  return Readable.from(tarBytes(entries, day), { objectMode: false });
}

/** The same, packed with gzip (RFC 1952). */
export function tgzStream(entries: Entries, day: string): Readable {
  return Readable.from(gzipBytes(tarBytes(entries, day)), { objectMode: false });
}

async function* tarBytes(entries: Entries, day: string): AsyncGenerator<Buffer> {
  const tar = pack();
  const filling = fill(tar, entries, day).catch((error: Error) => tar.destroy(error));
  try {
    yield* tar as AsyncIterable<Buffer>;
  } finally {
    // Where nobody reads any more, what is on disk goes before the stream ends.
    await filling;
  }
}

/** Where gzip says on which system it was packed (RFC 1952 §2.3.1), which must not make a difference. */
const SYSTEM = 9;
const UNKNOWN_SYSTEM = 255;

async function* gzipBytes(content: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(content, { objectMode: false });
  const gzip = createGzip();
  source.once('error', (error) => gzip.destroy(error));
  let at = 0;
  try {
    for await (const chunk of source.pipe(gzip) as AsyncIterable<Buffer>) {
      if (at <= SYSTEM && at + chunk.length > SYSTEM) chunk[SYSTEM - at] = UNKNOWN_SYSTEM;
      at += chunk.length;
      yield chunk;
    }
  } finally {
    const isOver = source.closed ? undefined : once(source, 'close');
    source.destroy();
    await isOver;
  }
}

async function fill(tar: Pack, entries: Entries, day: string): Promise<void> {
  const scratch = makeScratch();
  try {
    for await (const entry of entries) {
      const { size, content } = await measured(entry, join(scratch, 'entry'));
      await add(tar, headerOf(entry.path, size, day), content);
    }
    tar.finalize();
  } finally {
    // What cannot be removed is no reason to fail; the next run tries again.
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** In bytes: what is held in memory of an entry to find out its size. */
const MOST_HELD = 1_000_000;

/**
 * An entry with its size, which stands before its bytes in a tar. What does not know it beforehand is read first: into
 * memory if it is short, else to disk, one entry at a time, since a manifest may be longer than what memory should hold.
 */
async function measured(
  entry: PackageEntry,
  place: string,
): Promise<{ readonly size: number; readonly content: Readable }> {
  const content = entry.open();
  if (entry.size !== undefined) return { size: entry.size, content };
  const pieces = (content as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let size = 0;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    held.push(next.value);
    size += next.value.length;
    if (size > MOST_HELD) return spooled(held, pieces, place);
  }
  return { size, content: Readable.from(held, { objectMode: false }) };
}

async function spooled(
  held: readonly Buffer[],
  more: AsyncIterator<Buffer>,
  place: string,
): ReturnType<typeof measured> {
  let failure: unknown;
  async function* all(): AsyncGenerator<Buffer> {
    yield* held;
    try {
      yield* { [Symbol.asyncIterator]: () => more };
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  await pipeline(all, createWriteStream(place, { mode: 0o600 })).catch((error) => {
    throw failure === undefined ? new ScratchFailure(error) : error;
  });
  return { size: stampFor(place, NAMED).size, content: streamFile(place, NAMED) };
}

function add(tar: Pack, header: FileHeader, content: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    // What fails before it is read fails when it is.
    content.on('error', () => {});
    const whole = Readable.from(exactly(content, header), { objectMode: false });
    const sink = tar.entry(header, (error) => {
      whole.destroy();
      if (error) reject(error);
      else resolve();
    });
    // Told by the call above; a stream that nobody listens to would end the process.
    sink.on('error', () => {});
    whole.once('error', (error) => sink.destroy(error)).pipe(sink);
  });
}

/** The same bytes; fails where they are not as many as the header says that stands before them. */
async function* exactly(content: Readable, { name, size }: FileHeader): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > size) break;
    yield chunk;
  }
  if (length !== size) throw new Error(`${name} was changed while the package was made`);
}

/** In seconds: beyond these, headers of tar hold no time that all programs read alike. */
const [FIRST, LAST] = [0, 2 ** 31 - 1];

/** Nothing of the machine, nor of its user; noon in UTC is the same day almost everywhere. */
function headerOf(name: string, size: number, day: string): FileHeader {
  const seconds = Math.min(LAST, Math.max(FIRST, Date.parse(`${day}T12:00:00Z`) / 1000));
  return { name, size, type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: new Date(seconds * 1000) };
}
