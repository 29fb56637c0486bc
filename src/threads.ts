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
  /** Tasks that no thread has yet. */
  readonly #open: Asked<Task, Result>[] = [];

  /**
   * @param entry the module that each thread runs, which calls {@link serve}.
   * @param data what each is started with.
   */
  constructor(entry: URL, size: number, data?: unknown) {
    this.size = size;
    this.#threads = Array.from({ length: size }, () => new Thread<Task, Result>(entry, data, () => this.#feed()));
  }

  /** Has the thread do it that has most room. Rejects where the work threw, or the thread, or all of them, have ended. */
  run(task: Task): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#open.push({ task, resolve, reject }) === 1) setImmediate(() => this.#feed());
    });
  }

  /** Ends all, in the middle of what they do. */
  async stop(): Promise<void> {
    this.#open.length = 0;
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  /** Gives out what is open, as far as there is room for it. */
  #feed(): void {
    let given = 0;
    for (; given < this.#open.length; given++) {
      const thread = this.#threads.reduce((best, other) => (other.room > best.room ? other : best));
      if (thread.room <= 0) break;
      thread.take(this.#open[given]!);
    }
    this.#open.splice(0, given);
    for (const thread of this.#threads) thread.send();
    if (this.#threads.some(({ failure }) => failure === undefined)) return;
    for (const { reject } of this.#open.splice(0)) reject(this.#threads[0]!.failure!);
  }
}

interface Asked<Task, Result> {
  readonly task: Task;
  resolve(result: Result): void;
  reject(error: Error): void;
}

/** Answers that are sent together: a message wakes the thread that gets it, which takes as long as a small task. */
const TOGETHER = 32;
/** In milliseconds: no answer waits longer for others. */
const LONGEST_WAIT = 20;
/** Tasks that a thread has begun at the same time, so that others go on while one waits for something. */
const AT_ONCE = 4;
/** Tasks that a thread has at the most, and in milliseconds, how long it may have work for: the rest is for who is done first. */
const MOST_TAKEN = 2 * TOGETHER;
const WORK_AHEAD = 4 * LONGEST_WAIT;

class Thread<Task, Result> {
  readonly #worker: Worker;
  readonly #onRoom: () => void;
  /** What goes out with the next message. */
  readonly #leaving: Sent<Task>[] = [];
  readonly #waiting = new Map<number, Asked<Task, Result>>();
  #sent = 0;
  /** How many tasks it may have, by how fast it was. */
  #most = 4 * AT_ONCE;
  #heard = performance.now();
  /** Why it has ended. */
  failure: Error | undefined;

  constructor(entry: URL, data: unknown, onRoom: () => void) {
    this.#onRoom = onRoom;
    this.#worker = new Worker(entry, { workerData: data });
    this.#worker.on('message', (answers: readonly Answer<Result>[]) => {
      this.#measure(answers.length);
      for (const answer of answers) this.#hear(answer);
      this.#onRoom();
    });
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#fail(new Error('a thread has ended before its time')));
  }

  /** For how many tasks more. */
  get room(): number {
    return this.failure === undefined ? this.#most - this.#waiting.size : 0;
  }

  take(asked: Asked<Task, Result>): void {
    const id = ++this.#sent;
    this.#waiting.set(id, asked);
    this.#leaving.push({ id, task: asked.task });
  }

  send(): void {
    if (this.#leaving.length > 0) this.#worker.postMessage(this.#leaving.splice(0));
  }

  async stop(): Promise<void> {
    this.#waiting.clear();
    await this.#worker.terminate();
  }

  #measure(done: number): void {
    const now = performance.now();
    const most = (WORK_AHEAD * done) / Math.max(now - this.#heard, 1);
    this.#most = Math.round(Math.min(Math.max(most, AT_ONCE), MOST_TAKEN));
    this.#heard = now;
  }

  #hear(answer: Answer<Result>): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('failure' in answer) waiting?.reject(new Error(answer.failure));
    else waiting?.resolve(answer.result);
  }

  #fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#onRoom();
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
  /** When the first of the answers was there. */
  let oldest = 0;
  const send = (): void => {
    if (answers.length > 0) port.postMessage(answers.splice(0));
  };
  const go = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      // Sent when enough are there, when one has waited long, or when the thread is idle or lets others have their turn.
      if (answers.push(await answerTo(next, work)) === 1) {
        setImmediate(send);
        oldest = performance.now();
      }
      if (answers.length >= TOGETHER || performance.now() - oldest > LONGEST_WAIT) send();
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
