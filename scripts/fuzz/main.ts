/** `npm run fuzz -- TARGET [RUNS] [SEED] [--keep]`. See docs/tests.md. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { keepInput } from './corpus.js';
import { LARGEST_HEAP, LONGEST_TIME, type Target } from './target.js';
import { TARGETS, targetNamed } from './targets/index.js';
import type { Message, Task } from './worker.js';

/** An input on which the worker has not come back for so long, in milliseconds, never will. */
const HANGS = 10 * LONGEST_TIME;
const TOLD_EVERY = 30_000;
const LARGEST_INPUT = 1 << 18;

const keep = process.argv.includes('--keep');
const [name = '', runsGiven = '100000', seedGiven] = process.argv.slice(2).filter((word) => word !== '--keep');
const runs = Number(runsGiven);
const seed = Number(seedGiven ?? Date.now() % 2 ** 31);
const chosen = name === 'all' ? TARGETS : TARGETS.filter((target) => target.name === name);
if (chosen.length === 0 || !Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  const list = TARGETS.map((target) => `  ${target.name.padEnd(13)} ${target.promise}`).join('\n');
  console.error(`usage: npm run fuzz -- TARGET|all [RUNS] [SEED] [--keep]\n\nTargets, and what must hold:\n${list}`);
  process.exit(2);
}

const failures = mkdtempSync(join(tmpdir(), 'teigram-fuzz-'));
const corpus = process.env['TEIGRAM_FUZZ_CORPUS']!;
let found = 0;
const shares = chosen.reduce((sum, { share = 1 }) => sum + share, 0);
for (const { name, share = 1 } of chosen) await fuzz(name, Math.ceil((runs * share) / shares));
if (found > 0) console.error(`${found} failures; their inputs are in ${failures}`);
process.exit(found > 0 ? 1 : 0);

function fuzz(name: string, runs: number): Promise<void> {
  const target = targetNamed(name)!;
  const started = performance.now();
  const seconds = (): string => ((performance.now() - started) / 1000).toFixed(0);
  const input = new SharedArrayBuffer(4 + 2 * LARGEST_INPUT);
  const task: Task = { target: name, runs, seed, corpus, keep, input };
  console.log(`${name}: ${runs} inputs, seed ${seed}`);
  const worker = new Worker(fileURLToPath(new URL('./worker.js', import.meta.url)), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: LARGEST_HEAP },
    stdout: true,
  });
  worker.stdout.on('data', (text: Buffer) => failed(target, '', `printed ${JSON.stringify(text.toString())}`));
  return new Promise((resolve) => {
    let last = '';
    let told = started;
    let heard = performance.now();
    let watched = inputIn(input);
    const watchdog = setInterval(() => {
      const now = inputIn(input);
      if (now !== watched) heard = performance.now();
      watched = now;
      if (performance.now() - heard < HANGS) return;
      failed(target, now, `has not come back for ${HANGS / 1000} s`);
      void worker.terminate();
    }, 1000);
    worker.on('message', (message: Message) => {
      heard = performance.now();
      if (message.type === 'failed') failed(target, message.input, message.broken);
      else if (message.type === 'done') {
        console.log(`${name}: ${last} in ${seconds()} s${keep ? `, ${message.written} inputs kept` : ''}`);
      } else {
        const { done, kept, functions } = message;
        last = `${done} inputs, ${kept} of them new ways, ${functions.run} functions, ${functions.whole} of them whole`;
        if (performance.now() - told < TOLD_EVERY) return;
        told = performance.now();
        console.log(`${name}: ${last} after ${seconds()} s`);
      }
    });
    worker.on('error', (error) => failed(target, inputIn(input), `ended the thread: ${error.stack ?? error.message}`));
    worker.on('exit', () => {
      clearInterval(watchdog);
      resolve();
    });
  });
}

function inputIn(shared: SharedArrayBuffer): string {
  return Buffer.from(shared, 4, 2 * new Int32Array(shared, 0, 1)[0]!).toString('utf16le');
}

function failed(target: Target, input: string, broken: string): void {
  found++;
  const path = keepInput(failures, target, `failure-${found}`, input);
  console.error(`${target.name}: ${broken}\n  input: ${JSON.stringify(input).slice(0, 600)}\n  in ${path}`);
}
