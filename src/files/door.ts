/**
 * The one door by which files are read. Who opens it says why (see `why.ts`): what the user names is trusted as far as
 * the user is, what a document names or a folder holds is not. A file is opened first and looked at on its handle, so
 * that it cannot be changed for another between the look and the reading, and opened so that no pipe can hang the run.
 */
import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  readlinkSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { noteRead } from './been-read.js';
import { Refusal, tooLarge } from './refusal.js';
import { type Stamp, stampBy } from './stamp.js';
import { isPlaceFor, NAMED, placeFor, refuseSpelling, type Why } from './why.js';

export { Refusal } from './refusal.js';
export { askedBy, besideOf, foundIn, isWithin, NAMED, type Why, workIn, workingIn } from './why.js';

// Windows has only the first.
const { O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants;
const FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY;

/** An open ordinary file; whoever gets it closes it. */
interface Opened {
  readonly fd: number;
  readonly size: number;
  readonly stamp: Stamp;
}

/**
 * The content of an ordinary file.
 *
 * @param path absolute, or relative to the working folder where the user names it.
 * @param limit in bytes.
 * @throws Refusal, or the system's error.
 */
export function readFileNow(path: string, why: Why, limit: number): Buffer {
  const { fd, size, stamp } = openOrdinary(path, why);
  noteRead(path, { asked: why.why === 'asked', addresses: [], stamp });
  try {
    if (size > limit) throw tooLarge(limit);
    return readToEnd(fd, size, limit);
  } finally {
    closeSync(fd);
  }
}

/**
 * The content of an ordinary file, or the beginning of a long one.
 *
 * @param most in bytes: of what is longer there are its first `head` bytes.
 * @param memory to read into, where it is long enough.
 * @throws Refusal, or the system's error.
 */
export function readFileOrHead(
  path: string,
  why: Why,
  most: number,
  head: number,
  memory?: Buffer,
): { readonly content: Buffer; readonly whole: boolean } {
  const { fd, size } = openOrdinary(path, why);
  try {
    if (size <= most) return { content: readToEnd(fd, size, most, memory), whole: true };
    const buffer = Buffer.alloc(head);
    return { content: buffer.subarray(0, readSync(fd, buffer, 0, head, 0)), whole: false };
  } finally {
    closeSync(fd);
  }
}

/**
 * The content of an ordinary file in pieces. The file is opened at once; reading it to the end, or destroying the stream,
 * closes it. The stream fails with a {@link Refusal}, or the system's error.
 */
export function streamFile(path: string, why: Why, pieces = 65_536): Readable {
  try {
    const { fd } = openOrdinary(path, why);
    return createReadStream(path, { fd, start: 0, highWaterMark: pieces });
  } catch (error) {
    // When it is read, as other streams do.
    return new Readable({ read: () => void 0, construct: (ready) => ready(error as Error) });
  }
}

/**
 * The content of what the user names, which may be a pipe: `<(…)`, `/dev/stdin`. To a pipe that stands in a folder
 * somebody must write soon.
 *
 * @param limit in bytes; what has more is refused, however much it still would give.
 */
export async function readNamed(path: string, limit: number): Promise<Buffer> {
  const fd = openFor(path, NAMED);
  try {
    const stats = fstatSync(fd);
    if (stats.isDirectory()) throw isFolder();
    if (stats.isFile()) return readToEnd(fd, stats.size, limit);
    return await readStream(piecesOf(fd, stats.isFIFO() && !isOfProcess(path)), limit);
  } finally {
    closeSync(fd);
  }
}

/** In milliseconds: between two looks at a pipe that has nothing, and until a writer must have come. */
const LOOK = 10;
const LONGEST_WAIT = 2_000;

/** @param mayWait whether that there is nothing may mean that nobody writes yet. */
async function* piecesOf(fd: number, mayWait: boolean): AsyncGenerator<Buffer> {
  const piece = Buffer.allocUnsafeSlow(65_536);
  for (let waits = mayWait, waited = 0; ; ) {
    const read = readIfAny(fd, piece);
    if (read !== undefined && read > 0) {
      waits = false;
      yield Buffer.from(piece.subarray(0, read));
    } else if (read === 0 && !waits) {
      return;
    } else {
      await new Promise((done) => setTimeout(done, LOOK));
      // Who has it open and writes nothing yet may take his time.
      if (read === 0) waited += LOOK;
      if (waited > LONGEST_WAIT) throw new Refusal('not-ordinary', 'it is a pipe that nobody writes to');
    }
  }
}

/** Bytes read, 0 at the end, undefined where there may be some later. */
function readIfAny(fd: number, piece: Buffer): number | undefined {
  try {
    return readSync(fd, piece, 0, piece.length, null);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return undefined;
    // The end of a pipe, as Windows has it.
    if (code === 'EOF') return 0;
    throw error;
  }
}

/** What the shell or the caller has opened, and not a pipe that lies about. */
function isOfProcess(path: string): boolean {
  return /^\/(?:dev\/(?:fd\/|std)|proc\/)/.test(path);
}

function isFolder(): Error {
  return Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
}

/** All that a stream gives, up to a limit in bytes. Rejects with a {@link Refusal} where there is more. */
export async function readStream(stream: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** An ordinary file that is open to be read anywhere in it. */
export interface OpenFile {
  readonly fd: number;
  /** In bytes, when it was opened. */
  readonly size: number;
  /** So many bytes from a place, fewer at the end. */
  bytesAt(position: number, length: number): Buffer;
  close(): void;
}

/** Opens an ordinary file; whoever gets it closes it. @throws as {@link readFileNow}. */
export function openForReading(path: string, why: Why): OpenFile {
  const { fd, size } = openOrdinary(path, why);
  return {
    fd,
    size,
    bytesAt(position, length) {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(fd, buffer, 0, length, position));
    },
    close: () => closeSync(fd),
  };
}

/** Of an ordinary file that may be read. @throws as {@link readFileNow}. */
export function stampFor(path: string, why: Why): Stamp {
  const { fd, stamp } = openOrdinary(path, why);
  closeSync(fd);
  return stamp;
}

/** Whether something stands at a path, or it is none of the asker's business. Nothing is opened. */
export function whetherThere(path: string, why: Why): 'there' | 'missing' | 'refused' {
  try {
    refuseSpelling(path, why);
    const place = why.why === 'named' ? path : placeFor(path, why);
    return statSync(place, { throwIfNoEntry: false }) === undefined ? 'missing' : 'there';
  } catch (error) {
    // A path with a character that no path may hold is as good as missing.
    return error instanceof Refusal ? 'refused' : 'missing';
  }
}

/** Whether an ordinary file stands at a path. */
export function isOrdinaryFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * The path of a `file:` URI.
 *
 * @throws Refusal where it names another computer; the system's error where it holds what no path can.
 */
export function pathOfUri(uri: string): string {
  if (new URL(uri).host !== '') throw new Refusal('other-host');
  return fileURLToPath(uri);
}

function openOrdinary(path: string, why: Why): Opened {
  refuseSpelling(path, why);
  const fd = openFor(path, why);
  try {
    const stats = fstatSync(fd);
    if (why.why !== 'named' && !isPlacedWell(fd, path, why) && !isSame(statSync(placeFor(path, why)), stats))
      throw new Refusal('outside');
    if (stats.isDirectory()) throw isFolder();
    if (!stats.isFile()) throw new Refusal('not-ordinary');
    return { fd, size: stats.size, stamp: stampBy(stats) };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function openFor(path: string, why: Why): number {
  try {
    return openSync(path, FLAGS);
  } catch (error) {
    // Why the system refuses would tell what lies there.
    if (why.why !== 'named') placeFor(path, why);
    throw (error as NodeJS.ErrnoException).code === 'ENXIO' ? new Refusal('not-ordinary') : error;
  }
}

/** Linux tells where an open file lies, which saves following its links; elsewhere, and where in doubt, they are followed. */
function isPlacedWell(fd: number, path: string, why: Exclude<Why, { why: 'named' }>): boolean {
  try {
    return process.platform === 'linux' && isPlaceFor(readlinkSync(`/proc/self/fd/${fd}`), path, why);
  } catch {
    return false;
  }
}

/** The place that was judged holds the file that was opened. */
function isSame(a: Stats, b: Stats): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}

/** What a file gains while it is read is left out, so that no growth passes a limit. */
function readToEnd(fd: number, size: number, limit: number, memory?: Buffer): Buffer {
  if (size > limit) throw tooLarge(limit);
  if (size === 0) return readUnknown(fd, limit);
  const buffer = memory !== undefined && memory.length >= size ? memory : Buffer.allocUnsafe(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(fd, buffer, length, size - length, null);
  return buffer.subarray(0, length);
}

/** Empty, or one of those that the system makes up as they are read and that have no length before. */
function readUnknown(fd: number, limit: number): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafeSlow(65_536);
    const read = readSync(fd, chunk, 0, chunk.length, null);
    if (read === 0) return Buffer.concat(chunks);
    length += read;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk.subarray(0, read));
  }
}
