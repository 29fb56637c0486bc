/** Writes entries to disk: as a folder, as an archive, or as one file. Streamed, whole or not at all. */
import { createWriteStream, openSync, writeFileSync } from 'node:fs';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../files/folder.js';
import { isOfSystem } from '../files/identity.js';
import { writeVia } from '../files/write.js';
import { type Copied, Copier } from './copying.js';
import type { PackageForm } from './place.js';
import { tarStream, tgzStream } from './tar.js';
import type { PackageEntry } from './target.js';
import { zipStream } from './zip.js';

export type Entries = AsyncIterable<PackageEntry> | Iterable<PackageEntry>;

export interface PackageOptions {
  readonly form: PackageForm;
  /** `YYYY-MM-DD`, the date of every file in an archive. */
  readonly day: string;
  /** About how many entries are copies of files. */
  readonly copies?: number;
  /** Looks at what was written, before it goes to its place; what it rejects is removed. */
  readonly check?: (written: string) => Promise<void>;
  /** Ends the writing; what was written is removed. */
  readonly signal?: AbortSignal | undefined;
}

export interface WrittenPackage {
  readonly files: number;
  /** Of all files together, uncompressed. */
  readonly bytes: number;
}

/**
 * Writes a package under a temporary name beside its place and renames it when it is whole. A file in its place is
 * replaced; a folder in its place must be empty. Rejects with the system's error, or with what an entry's stream gives.
 */
export function writePackage(entries: Entries, out: string, options: PackageOptions): Promise<WrittenPackage> {
  return writeVia(resolve(out), async (temporary) => {
    const written = await WRITERS[options.form](entries, temporary, options);
    await options.check?.(temporary);
    return written;
  });
}

/** Whether something that must not be replaced is in the place: a folder that is not empty, or a folder or device where a file shall be. */
export async function isTaken(out: string, form: PackageForm): Promise<boolean> {
  if (isOfSystem(resolve(out))) return true;
  try {
    const stats = await lstat(out);
    // A folder does not go to where a link leads; a file takes the link's own place.
    if (stats.isSymbolicLink()) return form === 'folder';
    if (form !== 'folder') return !stats.isFile();
    return !stats.isDirectory() || (await readdir(out)).length > 0;
  } catch {
    return false;
  }
}

const WRITERS = {
  folder: writeFolder,
  zip: archived(zipStream),
  tar: archived(tarStream),
  tgz: archived(tgzStream),
  file: writeFile,
} as const;

/** Streams that are written at the same time: Node takes more than ten that listen to one signal for a fault, and warns of it. */
const MOST_STREAMS = 8;

async function writeFolder(entries: Entries, folder: string, options: PackageOptions): Promise<WrittenPackage> {
  const { copies = 0, signal } = options;
  const tally = new Tally();
  await mkdir(folder);
  const made = new Set<string>();
  const copier = new Copier(copies);
  const copying = new Running(copier.atOnce);
  const pouring = new Running(Math.min(copier.atOnce, MOST_STREAMS));
  try {
    for await (const entry of entries) {
      signal?.throwIfAborted();
      const { path: name, original, sums, bytes } = entry;
      const path = join(folder, ...name.split('/'));
      if (!made.has(dirname(path))) makeFolder(dirname(path));
      made.add(dirname(path));
      if (original !== undefined) {
        const copied = copier.copy({ original, to: path, algorithms: sums?.algorithms ?? [] });
        sums?.take(copied);
        await copying.begin(named(name, tally.copied(copied)));
      } else if (bytes !== undefined) {
        await named(name, writeShort(path, tally.count(bytes())));
      } else {
        // Copies go on meanwhile, on other threads.
        const poured = pour(() => tally.watch(entry), path, signal);
        await pouring.begin(named(name, poured));
      }
    }
  } finally {
    await copying.settle();
    await pouring.settle();
    await copier.stop();
  }
  copying.throwFailure();
  pouring.throwFailure();
  return tally.get();
}

/** At once: the way through the thread pool takes longer than a small file. */
async function writeShort(path: string, content: Uint8Array): Promise<void> {
  writeFileSync(path, content, { flag: 'wx' });
}

/** What is being written. */
class Running {
  readonly #most: number;
  #count = 0;
  #failure: { readonly error: unknown } | undefined;
  /** Told when one is done. */
  #onDone = () => {};

  constructor(most: number) {
    this.#most = most;
  }

  /** Waits only where too much is under way. Rejects with the first failure so far. */
  async begin(work: Promise<void>): Promise<void> {
    this.#count++;
    work
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#count--;
        this.#onDone();
      });
    while (this.#count >= this.#most) await this.#done();
    this.throwFailure();
  }

  /** Until nothing is under way, so that nothing is made after all was removed. */
  async settle(): Promise<void> {
    while (this.#count > 0) await this.#done();
  }

  throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #done(): Promise<void> {
    return new Promise((resolve) => {
      this.#onDone = resolve;
    });
  }
}

/** Of what is written exclusively, so that two names that this file system takes for one are an error and not a loss. */
async function named(name: string, writing: Promise<void>): Promise<void> {
  await writing.catch((error: unknown) => {
    // What the system says of a name or a place; all else says for itself what is wrong.
    throw (error as NodeJS.ErrnoException).syscall === 'open' ? new EntryFailure(name, error) : error;
  });
}

async function writeFile(entries: Entries, path: string, { signal }: PackageOptions): Promise<WrittenPackage> {
  const tally = new Tally();
  for await (const entry of entries) await pour(() => tally.watch(entry), path, signal);
  return tally.get();
}

/** A writer of an archive, whose bytes a function makes of entries and the day of its files. */
function archived(bytesOf: (entries: Entries, day: string) => Readable) {
  return async (entries: Entries, path: string, { day, signal }: PackageOptions): Promise<WrittenPackage> => {
    const tally = new Tally();
    // What is kept on disk for an archive is gone when its stream closes, which a run that is stopped must wait for.
    let closed: Promise<unknown> | undefined;
    const open = () => {
      const bytes = bytesOf(tally.watchAll(entries), day);
      closed = new Promise((resolve) => bytes.once('close', resolve));
      return bytes;
    };
    await pour(open, path, signal).finally(() => closed);
    return tally.get();
  };
}

/**
 * Into a new file, which is there before anything can fail, so that it is not made after it was removed. At once, and what
 * is read is read from then on: who waits for it knows it when this returns.
 */
async function pour(content: () => Readable, path: string, signal: AbortSignal | undefined): Promise<void> {
  const fd = openSync(path, 'wx');
  await pipeline(content(), createWriteStream(path, { fd }), { signal });
}

/** An entry could not be written. */
export class EntryFailure extends Error {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(path, { cause });
    this.path = path;
  }
}

class Tally {
  #files = 0;
  #bytes = 0;

  watch(entry: PackageEntry): Readable {
    this.#files++;
    const content = entry.open();
    content.on('data', (chunk: Uint8Array) => {
      this.#bytes += chunk.length;
    });
    content.pause();
    return content;
  }

  async copied(copying: Promise<Copied>): Promise<void> {
    const { bytes } = await copying;
    this.#files++;
    this.#bytes += bytes;
  }

  count(content: Uint8Array): Uint8Array {
    this.#files++;
    this.#bytes += content.length;
    return content;
  }

  async *watchAll(entries: Entries): AsyncGenerator<PackageEntry> {
    const names = new Set<string>();
    for await (const { bytes: _, original: __, ...entry } of entries) {
      // Of two files of one name in an archive, programs unpack one.
      if (names.has(entry.path)) throw new EntryFailure(entry.path, new Error('there is a second file of this name'));
      names.add(entry.path);
      yield { ...entry, open: () => this.watch(entry) };
    }
  }

  get(): WrittenPackage {
    return { files: this.#files, bytes: this.#bytes };
  }
}
