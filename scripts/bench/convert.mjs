/** Documents per second for convert with validation, beside what copying the same files takes. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = 2000;
const ROUNDS = 3;

const root = new URL('../../', import.meta.url);
const dist = process.env.TEIGRAM_DIST ?? fileURLToPath(new URL('dist/', root));
const { convert } = await import(`${dist}/index.js`);

const samples = readdirSync(new URL('samples/', root)).sort();
const texts = samples.map((name) => readFileSync(new URL(`samples/${name}`, root)));
/** Every file differs, so that nothing can be remembered from one to the next. */
const inputs = Array.from({ length: FILES }, (_, i) =>
  Buffer.concat([texts[i % texts.length], Buffer.from(`\nCopy ${i} of ${samples[i % samples.length]}.\n`)]),
);
const bytes = inputs.reduce((sum, { length }) => sum + length, 0);

const scratch = mkdtempSync(join(tmpdir(), 'teigram-bench-'));
try {
  const from = join(scratch, 'in');
  mkdirSync(from);
  inputs.forEach((input, i) => {
    writeFileSync(join(from, `${i}.txt`), input);
  });

  const copy = best(() => {
    const to = fresh('copy');
    for (const name of readdirSync(from)) writeFileSync(join(to, name), readFileSync(join(from, name)));
  });
  const library = best(() => {
    inputs.forEach((input, i) => {
      const { valid, lossless } = convert(input, { file: `${i}.txt` });
      if (!valid || !lossless) throw new Error(`${i}.txt: valid ${valid}, lossless ${lossless}`);
    });
  });
  const command = best(() => {
    const call = [`${dist}/cli.js`, 'convert', from, '--out', fresh('tei'), '--quiet'];
    const { status, stderr } = spawnSync(process.execPath, call, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`teigram convert ended with ${status}: ${stderr.slice(0, 500)}`);
  });

  console.log(`convert: ${FILES} documents, ${(bytes / 1e6).toFixed(1)} MB; best of ${ROUNDS}`);
  console.table({
    'copying the files': row(copy, copy),
    'library, validated': row(library, copy),
    'command, validated': row(command, copy),
  });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Seconds of the fastest round. */
function best(work) {
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    work();
    seconds = Math.min(seconds, (performance.now() - started) / 1000);
  }
  return seconds;
}

function fresh(name) {
  const folder = join(scratch, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return folder;
}

function row(seconds, copying) {
  return {
    seconds: Number(seconds.toFixed(2)),
    'documents a second': Math.round(FILES / seconds),
    'times copying': Number((seconds / copying).toFixed(1)),
  };
}
