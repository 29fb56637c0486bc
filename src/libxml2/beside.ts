/** Has libxml2 work on a thread beside this one, and ends the thread where it takes too long. */
import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { Outcome, Source } from './engine.js';
import { memoryToJudge, SCHEMA_MEMORY, timeToCompile, timeToJudge } from './limits.js';
import type { Order, Reply } from './worker.js';

/** In bytes: a thread whose memory a document has grown so far is ended after that, which gives it back. */
const LARGEST_GROWTH = 256_000_000;
/** After these a thread is busy for ever, or may be broken. */
const SPOILT = new Set<Outcome['stopped']>(['time', 'memory', 'fault']);

/** One thread for all schemas, started anew where it had to be ended. */
export class Beside {
  readonly #entry: URL;
  #thread: Thread | undefined;
  /** In bytes: what its schemas take. */
  #base = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param entry the module that a thread runs. */
  constructor(entry: URL) {
    this.#entry = entry;
  }

  compile(source: Source): Promise<Outcome> {
    return this.#inTurn(() => this.#compile(source));
  }

  /** @param signal ends the work. */
  judge(source: Source, xml: string | Uint8Array, signal?: AbortSignal): Promise<Outcome> {
    const order = { task: { kind: 'judge', id: source.id, xml } as const, memory: memoryToJudge(xml.length) };
    return this.#inTurn(async () => {
      const outcome = await this.#ask(order, timeToJudge(xml.length), signal);
      if (outcome.stopped !== 'not-compiled') return outcome;
      const compiled = await this.#compile(source);
      return compiled.stopped === undefined ? this.#ask(order, timeToJudge(xml.length), signal) : compiled;
    });
  }

  #compile(source: Source): Promise<Outcome> {
    const bytes = [...source.files.values()].reduce((sum, { length }) => sum + length, 0);
    return this.#ask({ task: { kind: 'compile', source }, memory: SCHEMA_MEMORY + 10 * bytes }, timeToCompile(bytes));
  }

  /** One after the other: libxml2 does one thing at a time, and the time of each is measured. */
  #inTurn(work: () => Promise<Outcome>): Promise<Outcome> {
    const turn = this.#last.then(work);
    this.#last = turn;
    return turn;
  }

  /** @param time in milliseconds. */
  async #ask(order: Order, time: number, signal?: AbortSignal): Promise<Outcome> {
    this.#thread ??= new Thread(this.#entry);
    const reply = await this.#thread.ask(order, time, signal);
    if (order.task.kind === 'compile') this.#base = reply.heap;
    if (SPOILT.has(reply.outcome.stopped) || reply.heap > this.#base + LARGEST_GROWTH) {
      this.#thread.end();
      this.#thread = undefined;
      this.#base = 0;
    }
    return reply.outcome;
  }
}

class Thread {
  readonly #worker: Worker;
  readonly #ready: Promise<boolean>;
  #reply: (reply: Reply) => void = () => {};

  constructor(entry: URL) {
    // Its streams stay closed: what libxml2 prints has no place in a report.
    this.#worker = new Worker(entry, { stdout: true, stderr: true, env: SHARE_ENV });
    // A thread that waits for nothing holds up no process.
    this.#worker.unref();
    this.#ready = new Promise((resolve) => {
      this.#worker.on('message', (message: 'ready' | Reply) => {
        if (message === 'ready') resolve(true);
        else this.#reply(message);
      });
      const fail = () => {
        resolve(false);
        this.#reply(broken('fault'));
      };
      this.#worker.on('error', fail);
      this.#worker.on('exit', fail);
    });
  }

  async ask(order: Order, time: number, signal: AbortSignal | undefined): Promise<Reply> {
    this.#worker.ref();
    if (!(await this.#ready)) return broken('fault');
    const reply = new Promise<Reply>((resolve) => {
      this.#reply = resolve;
    });
    const timer = setTimeout(() => this.#reply(broken('time')), time);
    const stop = () => this.#reply(broken('fault'));
    signal?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
    this.#worker.postMessage(order);
    const got = await reply;
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    this.#worker.unref();
    return got;
  }

  end(): void {
    void this.#worker.terminate();
  }
}

function broken(stopped: 'time' | 'fault'): Reply {
  return { outcome: { details: [], missing: [], stopped }, heap: 0 };
}
