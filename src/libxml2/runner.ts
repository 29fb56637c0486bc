/** Has libxml2 work on a thread beside this one, and ends the thread where it takes too long. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Outcome, Source, Task } from './engine.js';
import { memoryToJudge, SCHEMA_MEMORY, timeToCompile, timeToJudge } from './limits.js';
import type { Order, Reply } from './worker.js';

// Seen from libxml2/ as from chunks/, where the bundler puts this.
const ENTRY = new URL('../libxml2/worker.js', import.meta.url);
/** In bytes: a thread whose memory has grown so far is ended after its work, which gives it back. */
const LARGEST_IDLE = 256_000_000;

/** After these a thread is busy for ever, or may be broken. */
const SPOILT = new Set<Outcome['stopped']>(['time', 'memory', 'fault']);

let thread: Thread | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Compiles a schema. Never rejects. */
export function compile(source: Source): Promise<Outcome> {
  return inTurn(() => compileNow(source));
}

/** Judges a document by a schema that has been compiled, if need be once more. Never rejects. */
export function judge(source: Source, xml: string | Uint8Array): Promise<Outcome> {
  return inTurn(async () => {
    const order = { task: { kind: 'judge', id: source.id, xml } as const, memory: memoryToJudge(xml.length) };
    const outcome = await ask(order, timeToJudge(xml.length));
    if (outcome.stopped !== 'not-compiled') return outcome;
    const compiled = await compileNow(source);
    return compiled.stopped === undefined ? ask(order, timeToJudge(xml.length)) : compiled;
  });
}

function compileNow(source: Source): Promise<Outcome> {
  const bytes = [...source.files.values()].reduce((sum, { length }) => sum + length, 0);
  return ask({ task: { kind: 'compile', source }, memory: SCHEMA_MEMORY + 10 * bytes }, timeToCompile(bytes));
}

/** One after the other: libxml2 does one thing at a time, and the time of each is measured. */
function inTurn(work: () => Promise<Outcome>): Promise<Outcome> {
  const turn = last.then(work);
  last = turn;
  return turn;
}

/** @param time in milliseconds. */
async function ask(order: Order, time: number): Promise<Outcome> {
  const perform = await performerHere();
  if (perform !== undefined) return perform(order.task);
  thread ??= new Thread();
  const reply = await thread.ask(order, time);
  if (SPOILT.has(reply.outcome.stopped) || reply.heap > LARGEST_IDLE) {
    thread.end();
    thread = undefined;
  }
  return reply.outcome;
}

export type Perform = (task: Task) => Outcome;

/** What does the work where there can be no thread: only what has been built can be started as one. */
export async function performerHere(): Promise<Perform | undefined> {
  return existsSync(fileURLToPath(ENTRY)) ? undefined : (await import('./engine.js')).perform;
}

class Thread {
  readonly #worker: Worker;
  readonly #ready: Promise<boolean>;
  #reply: (reply: Reply) => void = () => {};

  constructor() {
    // Its streams stay closed: what libxml2 prints has no place in a report.
    this.#worker = new Worker(ENTRY, { stdout: true, stderr: true });
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

  async ask(order: Order, time: number): Promise<Reply> {
    this.#worker.ref();
    if (!(await this.#ready)) return broken('fault');
    const reply = new Promise<Reply>((resolve) => {
      this.#reply = resolve;
    });
    const timer = setTimeout(() => this.#reply(broken('time')), time);
    this.#worker.postMessage(order);
    const got = await reply;
    clearTimeout(timer);
    // A thread that waits for nothing holds up no process.
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
