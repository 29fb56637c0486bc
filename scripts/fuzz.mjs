/** `npm run fuzz [-- RUNS [SEED]]`: converts generated inputs with dist/ and holds the three promises against each. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { brokenPromise, inputs } from './fuzz/inputs.mjs';

const runs = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('usage: npm run fuzz [-- RUNS [SEED]]');
  process.exit(2);
}
const dist = process.env.TEIGRAM_DIST ?? '../dist/index.js';
const { convert } = await import(dist);

console.log(`${runs} inputs, seed ${seed}`);
const started = performance.now();
let done = 0;
let slowest = 0;
const outcome = fc.check(
  fc.property(inputs, (text) => {
    const before = performance.now();
    const broken = brokenPromise(convert, text);
    slowest = Math.max(slowest, performance.now() - before);
    if (++done % 10_000 === 0) console.log(`${done} after ${seconds()} s`);
    if (broken !== undefined) throw new Error(broken);
  }),
  { numRuns: runs, seed },
);

if (outcome.failed) {
  const [text] = outcome.counterexample ?? [''];
  const file = join(tmpdir(), `teigram-fuzz-${seed}.txt`);
  writeFileSync(file, JSON.stringify(text));
  console.error(`Failed after ${outcome.numRuns} inputs (${outcome.numShrinks} times simplified).`);
  console.error(
    `${outcome.errorInstance?.stack ?? outcome.errorInstance}\n\nThe input, also in ${file} (as JSON):\n${JSON.stringify(text)}`,
  );
  process.exit(1);
}
console.log(
  `All ${done} lossless, valid and the same twice, in ${seconds()} s; the slowest took ${slowest.toFixed(0)} ms.`,
);

function seconds() {
  return ((performance.now() - started) / 1000).toFixed(1);
}
