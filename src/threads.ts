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

/** Answers that are sent together: a message wakes the thread that gets it, which takes as long as a small task. */
const TOGETHER = 8;
/** Tasks that a thread has begun at the same time, so that others go on while one waits for something. */
const AT_ONCE = 4;

class Thread<Task, Result> {
  readonly #worker: Worker;
  /** What goes out with the next message. */
  readonly #leaving: Sent<Task>[] = [];
  readonly #waiting = new Map<number, { resolve(result: Result): void; reject(error: Error): void }>();
  #sent = 0;
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
      if (this.#leaving.push({ id, task }) === 1) setImmediate(() => this.#worker.postMessage(this.#leaving.splice(0)));
    });
  }

  async stop(): Promise<void> {
    this.#waiting.clear();
    await this.#worker.terminate();
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

/**
 * What a thread's module does: makes its worker of the data that it was started with, and does each task as it comes.
 * Does nothing on the main thread.
 */
export function serve<Data, Task, Result>(start: (data: Data) => (task: Task) => Result | Promise<Result>): void {
  const port = parentPort;
  if (port === null) return;
  const work = start(workerData as Data);
  const waiting: Sent<Task>[] = [];
  const answers: Answer<Result>[] = [];
  const send = (): void => {
    if (answers.length > 0) port.postMessage(answers.splice(0));
  };
  const go = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      // Sent when enough are there, or when the thread is idle or lets others have their turn.
      if (answers.push(await answerTo(next, work)) === 1) setImmediate(send);
      if (answers.length >= TOGETHER) send();
    }
  };
  let going = 0;
  port.on('message', (tasks: readonly Sent<Task>[]) => {
    waiting.push(...tasks);
    for (; going < AT_ONCE; going++) void go().finally(() => going--);
  });
}

async function answerTo<Task, Result>(
  { id, task }: Sent<Task>,
  work: (task: Task) => Result | Promise<Result>,
): Promise<Answer<Result>> {
  try {
    return { id, result: await work(task) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
