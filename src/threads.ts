/** Work on other threads: tasks go out, results come back, and a thread can be ended whatever it is busy with. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';

interface Sent<Task> {
  readonly id: number;
  readonly task: Task;
}

type Answer<Result> = { readonly id: number } & ({ readonly result: Result } | { readonly failure: string });

/** Whether a module can be started as a thread: only what has been built can. */
export function canStart(entry: URL): boolean {
  return existsSync(fileURLToPath(entry));
}

/** Threads of one kind. Call `stop` in the end, whatever happens. */
export class Threads<Task, Result> {
  readonly size: number;
  readonly #threads: readonly Thread<Task, Result>[];

  /**
   * @param entry the module that each thread runs, which calls {@link serve}.
   * @param data what each is started with.
   */
  constructor(entry: URL, size: number, data?: unknown) {
    this.size = size;
    this.#threads = Array.from({ length: size }, () => new Thread<Task, Result>(entry, data));
  }

  /** Has the least busy thread do it. Rejects where the work threw, or the thread has ended. */
  run(task: Task): Promise<Result> {
    return this.#threads.reduce((best, other) => (other.waiting < best.waiting ? other : best)).run(task);
  }

  /** Ends all, in the middle of what they do. */
  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}

class Thread<Task, Result> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(result: Result): void; reject(error: Error): void }>();
  #sent = 0;
  /** To be sent together: a message costs as much as a tenth of a small task. */
  #outbox: Sent<Task>[] = [];
  #failure: Error | undefined;

  constructor(entry: URL, data: unknown) {
    this.#worker = new Worker(entry, { workerData: data });
    this.#worker.on('message', (answers: readonly Answer<Result>[]) => {
      for (const answer of answers) this.#hear(answer);
    });
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#fail(new Error('a thread has ended before its time')));
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  run(task: Task): Promise<Result> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      const id = ++this.#sent;
      this.#waiting.set(id, { resolve, reject });
      if (this.#outbox.push({ id, task }) === 1) setImmediate(() => this.#send());
    });
  }

  async stop(): Promise<void> {
    this.#waiting.clear();
    await this.#worker.terminate();
  }

  #send(): void {
    const tasks = this.#outbox;
    this.#outbox = [];
    try {
      this.#worker.postMessage(tasks);
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      for (const { id } of tasks) this.#hear({ id, failure });
    }
  }

  #hear(answer: Answer<Result>): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('failure' in answer) waiting?.reject(new Error(answer.failure));
    else waiting?.resolve(answer.result);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** In milliseconds: how long answers may wait for others to be sent with them. */
const LONGEST_HELD = 10;

/**
 * What a thread's module does: makes its worker of the data that it was started with, and does each task as it comes.
 * Does nothing on the main thread.
 */
export function serve<Data, Task, Result>(start: (data: Data) => (task: Task) => Result | Promise<Result>): void {
  const port = parentPort;
  if (port === null) return;
  const work = start(workerData as Data);
  port.on('message', async (tasks: readonly Sent<Task>[]) => {
    let answers: Answer<Result>[] = [];
    let since = performance.now();
    for (const [i, { id, task }] of tasks.entries()) {
      answers.push(await answerOf(id, () => work(task)));
      if (i < tasks.length - 1 && performance.now() - since < LONGEST_HELD) continue;
      port.postMessage(answers);
      answers = [];
      since = performance.now();
    }
  });
}

async function answerOf<Result>(id: number, work: () => Result | Promise<Result>): Promise<Answer<Result>> {
  try {
    return { id, result: await work() };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
