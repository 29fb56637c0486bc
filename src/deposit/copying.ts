/** Copies of files of the edition: found to be what was looked at, hashed and written in one go, on threads where there are many. */
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { canStart, Threads } from '../threads.js';
import { type Original, readUnchanged, streamUnchanged } from './changed.js';
import type { PackageEntry } from './target.js';

export interface Copying {
  readonly original: Original;
  /** Absolute; nothing is there yet. */
  readonly to: string;
  /** Checksums that are wanted, by node:crypto's names. */
  readonly algorithms: readonly string[];
}

export interface Copied {
  readonly bytes: number;
  /** In hexadecimal, in the order of the algorithms. */
  readonly digests: readonly string[];
}

/** In bytes: what is longer is streamed. */
const LONGEST = 1_000_000;

/** Of an entry that is a file of the edition as it is. */
export function entryOf(original: Original): Required<Pick<PackageEntry, 'size'>> & Omit<PackageEntry, 'path'> {
  const { size } = original.stamp;
  return { size, open: () => streamUnchanged(original), ...(size <= LONGEST ? { original } : {}) };
}

/** @throws ChangedMeanwhile, a Refusal or the system's error; then nothing is left of the copy. */
export function copyNow({ original, to, algorithms }: Copying): Copied {
  const content = readUnchanged(original, LONGEST);
  try {
    writeFileSync(to, content, { flag: 'wx' });
  } catch (error) {
    // What could not be opened is not ours.
    if ((error as NodeJS.ErrnoException).syscall !== 'open') rmSync(to, { force: true });
    throw error;
  }
  return { bytes: content.length, digests: algorithms.map((name) => createHash(name).update(content).digest('hex')) };
}

/** From so many files on, threads are worth their start; as many as this at most. */
const MANY = 500;
const MOST_THREADS = 8;
/** Copies under way for each thread, so that it never waits itself. */
const QUEUE = 64;

// Seen from deposit/ as from chunks/, where the bundler puts this.
const ENTRY = new URL('../deposit/copy-worker.js', import.meta.url);

/** Makes copies. Call `stop` in the end, whatever happens. */
export class Copier {
  readonly #threads: Threads<Copying, Copied> | undefined;

  /** @param files how many there may be. */
  constructor(files: number) {
    if (files < MANY || !canStart(ENTRY)) return;
    this.#threads = new Threads(ENTRY, Math.min(availableParallelism(), MOST_THREADS));
  }

  /** How many copies may be under way. */
  get atOnce(): number {
    return (this.#threads?.size ?? 0) * QUEUE + 1;
  }

  /** Rejects with what {@link copyNow} throws. */
  async copy(copying: Copying): Promise<Copied> {
    // What goes wrong on a thread goes wrong here again, where it is known what it is.
    const copied = await this.#threads?.run(copying).catch(() => undefined);
    return copied ?? copyNow(copying);
  }

  async stop(): Promise<void> {
    await this.#threads?.stop();
  }
}
