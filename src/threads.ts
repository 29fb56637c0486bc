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
  readonly #start: () => Thread<Task, Result>;
  readonly #threads: Thread<Task, Result>[] = [];
  /** Tasks that no thread has yet. */
  readonly #open: Asked<Task, Result>[] = [];
  #here: ((task: Task) => Promise<Result>) | undefined;
  #isBusyHere = false;

  /**
   * @param entry the module that each thread runs, which calls {@link serve}.
   * @param size how many, this one included where it works, too.
   * @param data what each is started with.
   * @param here does a task on this thread, which has learnt the work sooner than one that has to be started.
   */
  constructor(entry: URL, size: number, data?: unknown, here?: (task: Task) => Promise<Result>) {
    this.size = size;
    this.#start = () => new Thread<Task, Result>(entry, data, () => this.#feed());
    this.#here = here;
    for (let n = here === undefined ? 0 : 1; n < size; n++) this.#threads.push(this.#start());
  }

  /** From now on this thread does no more tasks, and another one in its place. */
  relieve(): void {
    if (this.#here === undefined) return;
    this.#here = undefined;
    this.#threads.push(this.#start());
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
      // Of what is left nobody takes more than his share, so that all are done at the same time.
      if (thread.room <= 0 || thread.waiting > AT_ONCE + (this.#open.length - given) / this.size) break;
      thread.take(this.#open[given]!);
    }
    this.#open.splice(0, given);
    for (const thread of this.#threads) thread.send();
    void this.#work();
    if (this.#here !== undefined || this.#threads.some(({ failure }) => failure === undefined)) return;
    for (const { reject } of this.#open.splice(0)) reject(this.#threads[0]!.failure!);
  }

  /** Does here what no thread has room for, and hears them in between. */
  async #work(): Promise<void> {
    if (this.#isBusyHere) return;
    this.#isBusyHere = true;
    for (let heard = performance.now(); this.#here !== undefined && this.#open.length > 0; ) {
      const { task, resolve, reject } = this.#open.shift()!;
      await this.#here(task).then(resolve, reject);
      if (performance.now() - heard < LONGEST_DEAF) continue;
      await new Promise(setImmediate);
      heard = performance.now();
    }
    this.#isBusyHere = false;
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
/** In MB, of memory for what was made last, half of V8's own choice: what a task leaves is little, and no task takes longer with less. */
const YOUNG = 24;
/** In milliseconds: how long the others may wait to be heard where this thread works, too. */
const LONGEST_DEAF = 5;

class Thread<Task, Result> {
  readonly #worker: Worker;
  readonly #onRoom: () => void;
  /** What goes out with the next message. */
  readonly #leaving: Sent<Task>[] = [];
  readonly #waiting = new Map<number, Asked<Task, Result>>();
  #sent = 0;
  /** How many tasks it may have, by how fast it was: none until it can work, since others would wait for it. */
  #most = 0;
  #heard = performance.now();
  /** Why it has ended. */
  failure: Error | undefined;

  constructor(entry: URL, data: unknown, onRoom: () => void) {
    this.#onRoom = onRoom;
    this.#worker = new Worker(entry, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
    this.#worker.on('message', (answers: readonly Answer<Result>[]) => {
      this.#measure(answers.length);
      for (const answer of answers) this.#hear(answer);
      this.#onRoom();
    });
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#fail(new Error('a thread has ended before its time')));
  }

  /** How many tasks it has. */
  get waiting(): number {
    return this.#waiting.size;
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

/** What a thread does with a task. */
type Work<Task, Result> = (task: Task) => Result | Promise<Result>;

/**
 * What a thread's module does: makes its worker of the data that it was started with, and does each task as it comes.
 * Does nothing on the main thread.
 */
export async function serve<Data, Task, Result>(
  start: (data: Data) => Work<Task, Result> | Promise<Work<Task, Result>>,
): Promise<void> {
  const port = parentPort;
  if (port === null) return;
  const work = await start(workerData as Data);
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
  // Says that it can work.
  port.postMessage([]);
}

async function answerTo<Task, Result>({ id, task }: Sent<Task>, work: Work<Task, Result>): Promise<Answer<Result>> {
  try {
    return { id, result: await work(task) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
