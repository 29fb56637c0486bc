/** Checking files on other threads, which have loaded the schemas: many on several, results in the order of the files. */
import { availableParallelism } from 'node:os';
import type { Diagnostic } from '../diagnostics.js';
import { noteRead, type Read } from '../files/been-read.js';
import { inOrder } from '../files/in-order.js';
import type { InputFile } from '../files/inputs.js';
import type { FileReport } from '../report/report.js';
import { canStart, Threads } from '../threads.js';
import { type CheckedFile, type CheckFilesOptions, sourceReader } from './files.js';
import type { SchemaOptions } from './schemas/open.js';

/** What a thread is started with. */
export interface WorkerCall {
  readonly schemas: SchemaOptions;
  readonly options: CheckFilesOptions;
  /** The folder that the call is about, where that is another than the process's. */
  readonly workplace?: string | undefined;
}

/** What it is sent. */
export interface WorkerTask {
  readonly file: InputFile;
  /** Its content, where it cannot be read a second time. */
  readonly bytes?: Uint8Array | undefined;
}

/** What it sends back; not always in the order in which it was sent. */
export interface WorkerResult {
  readonly report: Omit<FileReport, 'source'>;
  readonly schemas: readonly string[];
  readonly isSkipped?: true | undefined;
  readonly beside?: unknown;
  /** What was read for it, and for others meanwhile: schemas, catalogs, parts. */
  readonly read: Read;
  readonly notices: readonly Diagnostic[];
}

const MOST_THREADS = 8;
/** Files under way for each thread, so that it never waits itself: answers come many at a time, and out in order. */
const QUEUE = 128;

// Seen from validate/ as from chunks/, where the bundler puts this.
const ENTRY = new URL('../validate/worker.js', import.meta.url);

/** Whether there can be threads at all. */
export function canCheck(): boolean {
  return canStart(ENTRY);
}

/** How many threads a call should have; 1 is none beside the main one. */
export function threadsFor(files: number, wanted: number | undefined): number {
  if (!canCheck()) return 1;
  return Math.max(1, Math.min(wanted ?? Math.min(availableParallelism(), MOST_THREADS), files));
}

/** What is read on this thread is noted at once, and its shelf is asked for notices. */
const NOTHING_NEW: Pick<WorkerResult, 'read' | 'notices'> = { read: new Map(), notices: [] };

/** Threads at work. Call `stop` in the end, whatever happens. */
export class CheckPool {
  readonly #threads: Threads<WorkerTask, WorkerResult>;
  readonly #notices: Diagnostic[] = [];

  /**
   * @param size how many threads, this one included where it checks files, too.
   * @param entry the module that each thread runs, which calls `serveChecks`.
   * @param here checks a file on this thread.
   */
  constructor(size: number, call: WorkerCall, entry = ENTRY, here?: (file: InputFile) => Promise<CheckedFile>) {
    const work = here && (async ({ file }: WorkerTask) => ({ ...(await here(file)), ...NOTHING_NEW }));
    this.#threads = new Threads(entry, size, call, work);
  }

  /** From now on this thread is left alone, and another one works in its place. */
  relieve(): void {
    this.#threads.relieve();
  }

  /** Checks files; results come in their order. */
  check(files: readonly InputFile[]): AsyncGenerator<CheckedFile> {
    return inOrder(files, this.#threads.size * QUEUE, (file) => this.checkOne(file));
  }

  /** @param bytes its content, where it cannot be read a second time. */
  async checkOne(file: InputFile, bytes?: Uint8Array): Promise<CheckedFile> {
    const { report, schemas, isSkipped, beside, read, notices } = await this.#threads.run({ file, bytes });
    this.#notices.push(...notices);
    for (const [path, reading] of read) noteRead(path, reading);
    return { file, schemas, isSkipped, beside, report: { ...report, source: sourceReader(file) } };
  }

  /** What the threads had to say of schemas since the last call; mostly all say the same. */
  takeNotices(): readonly Diagnostic[] {
    return this.#notices.splice(0);
  }

  async stop(): Promise<void> {
    await this.#threads.stop();
  }
}
