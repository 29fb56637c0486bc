/** One target on a thread of its own, so that what never ends, or takes all memory, can be told and stopped. */
import { parentPort, workerData } from 'node:worker_threads';
import { keepInput, keptInputs } from './corpus.js';
import { essence, type Failure, Loop, type Progress } from './loop.js';
import { targetNamed } from './targets/index.js';

export interface Task {
  readonly target: string;
  readonly runs: number;
  readonly seed: number;
  /** The folder of the kept inputs. */
  readonly corpus: string;
  /** Whether what was reached by this run shall be kept there. */
  readonly keep: boolean;
  /** Where the input stands that is being tried: its length, and its code units. */
  readonly input: SharedArrayBuffer;
}

export type Message =
  | ({ readonly type: 'failed' } & Failure)
  | ({ readonly type: 'progress' } & Progress)
  | { readonly type: 'done'; readonly written: number };

/** How many inputs a target keeps. */
const MOST_KEPT = 40;
const LARGEST_KEPT = 2000;
/** A part of the address of each file of the program. */
const CODE = '/fuzz/src/';

const task = workerData as Task;
const target = targetNamed(task.target)!;
const tell = (message: Message): void => parentPort!.postMessage(message);
const length = new Int32Array(task.input, 0, 1);
const units = Buffer.from(task.input, 4);

const begins = (input: string): void => {
  length[0] = units.write(input, 'utf16le') / 2;
};

const loop = new Loop(target, task.seed, CODE, {
  begins,
  failed: (failure) => tell({ type: 'failed', ...failure }),
  progress: (progress) => tell({ type: 'progress', ...progress }),
});
const known = keptInputs(task.corpus, target).map(({ input }) => input);
await loop.go(known, task.runs);
let written = 0;
if (task.keep) {
  const small = loop.corpus.filter((input) => input.length <= LARGEST_KEPT);
  for (const [i, input] of (await essence(target, small, { code: CODE, most: MOST_KEPT, begins })).entries()) {
    if (known.includes(input)) continue;
    keepInput(task.corpus, target, `reached-${String(i + 1).padStart(2, '0')}`, input);
    written++;
  }
}
tell({ type: 'done', written });
