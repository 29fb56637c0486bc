/** Conversions: on several threads where there are many; else short texts here, and long ones on a thread that a signal can end in the middle of its work. */
import { availableParallelism } from 'node:os';
import { LARGEST_TEXT, readInput } from '../files/read.js';
import { canStart, Threads } from '../threads.js';
import { type ConvertAnswer, type ConvertTask, convertOne } from './convert-one.js';

/** In bytes: some tenths of a second, as long as a signal may have to wait. */
const LONGEST_HERE = 100_000;
/** From so many texts on, threads are worth their start: each must learn the work first. */
const MANY = 300;
const MOST_THREADS = 8;
/** Texts that are asked for at a time, for each thread: answers come many at a time, and out in order, so that the one that is ahead goes on. */
const QUEUE = 128;
/** Texts read at the same time, where all is done here. */
const CONCURRENCY = 8;
// Seen from cli/ as from chunks/, where the bundler puts this.
const ENTRY = new URL('../cli/convert-worker.js', import.meta.url);

export class Converter {
  /** How many conversions are to be asked for at a time. */
  readonly atOnce: number;
  readonly #size: number;
  #threads: Threads<ConvertTask, ConvertAnswer> | undefined;

  /** @param jobs how many threads; undefined for as many as the texts are worth. */
  constructor(texts: number, jobs: number | undefined) {
    const wanted = jobs ?? (texts < MANY ? 1 : Math.min(availableParallelism(), MOST_THREADS));
    this.#size = canStart(ENTRY) ? Math.max(1, Math.min(wanted, texts)) : 1;
    this.atOnce = this.#size === 1 ? CONCURRENCY : this.#size * QUEUE;
  }

  /** Never rejects for what is wrong with the text. */
  async convert(task: ConvertTask): Promise<ConvertAnswer> {
    // Standard input is this thread's alone.
    if (this.#size > 1 && (task.file.path !== undefined || task.bytes !== undefined)) return this.#onThread(task);
    const read = task.bytes === undefined ? await readInput(task.file, LARGEST_TEXT) : { bytes: task.bytes };
    if ('diagnostic' in read) return { diagnostics: [read.diagnostic] };
    const { bytes } = read;
    return bytes.length <= LONGEST_HERE || !canStart(ENTRY)
      ? convertOne({ ...task, bytes })
      : this.#onThread({ ...task, bytes });
  }

  #onThread(task: ConvertTask): Promise<ConvertAnswer> {
    this.#threads ??= new Threads(ENTRY, this.#size);
    return this.#threads.run(task);
  }

  async stop(): Promise<void> {
    await this.#threads?.stop();
  }
}
