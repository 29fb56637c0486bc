/** Checking many files on several cores: threads that have loaded the schemas, results in the order of the files. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '../diagnostics.js';
import { inOrder } from '../files/in-order.js';
import type { InputFile } from '../files/inputs.js';
import type { FileReport } from '../report/report.js';
import { type CheckedFile, type CheckFilesOptions, sourceReader } from './files.js';
import type { SchemaOptions } from './schemas/open.js';

/** What a thread is started with. */
export interface WorkerCall {
  readonly schemas: SchemaOptions;
  readonly options: CheckFilesOptions;
}

/** What it is sent. */
export interface WorkerTask {
  readonly id: number;
  readonly file: InputFile;
}

/** What it sends back; not always in the order in which it was sent. */
export interface WorkerResult {
  readonly id: number;
  readonly report: Omit<FileReport, 'source'>;
  readonly schemas: readonly string[];
  readonly notices: readonly Diagnostic[];
}

const MOST_THREADS = 8;
/** Files that a thread has waiting, so that it never waits itself. */
const QUEUE = 4;

// Seen from validate/ as from chunks/, where the bundler puts this.
const ENTRY = new URL('../validate/worker.js', import.meta.url);

/** How many threads a call should have; 1 is none beside the main one. */
export function threadsFor(files: number, wanted: number | undefined): number {
  // Only what has been built can be started as a thread.
  if (!existsSync(fileURLToPath(ENTRY))) return 1;
  return Math.max(1, Math.min(wanted ?? Math.min(availableParallelism(), MOST_THREADS), files));
}

/** Threads at work. Call `stop` in the end, whatever happens. */
export class CheckPool {
  readonly #threads: readonly Thread[];
  readonly #notices: Diagnostic[] = [];

  constructor(size: number, call: WorkerCall) {
    this.#threads = Array.from({ length: size }, () => new Thread(call));
  }

  /** Checks files; results come in their order. */
  async *check(files: readonly InputFile[]): AsyncGenerator<CheckedFile> {
    const atOnce = this.#threads.length * QUEUE;
    for await (const checked of inOrder(files, atOnce, (file) => this.#checkOne(file))) yield checked;
  }

  /** What the threads had to say of schemas since the last call; mostly all say the same. */
  takeNotices(): readonly Diagnostic[] {
    return this.#notices.splice(0);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  async #checkOne(file: InputFile): Promise<CheckedFile> {
    const thread = this.#threads.reduce((best, other) => (other.waiting < best.waiting ? other : best));
    const { report, schemas, notices } = await thread.check(file);
    this.#notices.push(...notices);
    return { file, schemas, report: { ...report, source: sourceReader(file) } };
  }
}

class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(result: WorkerResult): void; reject(error: Error): void }>();
  #sent = 0;
  #failure: Error | undefined;

  constructor(call: WorkerCall) {
    this.#worker = new Worker(ENTRY, { workerData: call });
    this.#worker.on('message', (result: WorkerResult) => {
      this.#waiting.get(result.id)?.resolve(result);
      this.#waiting.delete(result.id);
    });
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#fail(new Error('a thread has ended before its time')));
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  check(file: InputFile): Promise<WorkerResult> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      const id = ++this.#sent;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, file } satisfies WorkerTask);
    });
  }

  async stop(): Promise<void> {
    this.#waiting.clear();
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
