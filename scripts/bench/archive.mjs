// A whole archive: telegrams a second, threads beside one another, pandoc, memory, and runs that are killed.
// --files=N: how many (10,000). --large: 100,000, too. --huge: a .tar.gz of 1,000,000 cables, too. --kills=N: how many runs are killed (50).
import { spawn, spawnSync } from 'node:child_process';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { measure, row } from './parts/measure.mjs';
import { cableOf, telegramOf } from './parts/texts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(process.env.TEIGRAM_DIST ?? join(root, 'dist'), 'cli.js');
const option = (name, otherwise) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const FILES = option('files', 10_000);
const KILLS = option('kills', 50);
const TEXTS_KILLED = 5_000;
const PANDOC_FILES = 60;

const scratch = mkdtempSync(join(tmpdir(), 'teigram-bench-'));
const at = (name) => join(scratch, name);
try {
  const texts = written(at('texts'), FILES);
  const two = converted(texts, '--jobs', '2');
  const one = converted(texts, '--jobs', '1');
  console.log(`convert: ${FILES} telegrams, validated and judged lossless`);
  console.log(
    `  ${(FILES / two.seconds).toFixed(0)} a second with two threads (at least 1,000; goal 2,000), ${(FILES / one.seconds).toFixed(0)} with one`,
  );
  console.log(`  two are worth ${(one.seconds / two.seconds).toFixed(2)} of one (at least 1.7)`);
  pandoc(texts, two.seconds);
  if (process.argv.includes('--large')) {
    const many = converted(written(at('many'), 10 * FILES), '--jobs', '2');
    rmSync(at('many'), { recursive: true });
    row(`  memory of ${10 * FILES}, beside ${FILES}`, many.megabytes, two.megabytes, 'MB', 'at most 1.3');
    row('  time, ten times as many', many.seconds, 10 * two.seconds, 's', '0.9 to 1.1');
  }
  if (process.argv.includes('--huge')) await huge(1_000_000);
  if (KILLS > 0) await killed();
  await disturbed();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function written(folder, count, of = telegramOf) {
  mkdirSync(folder);
  for (let n = 0; n < count; n++) {
    const part = join(folder, String(Math.floor(n / 1000)).padStart(4, '0'));
    if (n % 1000 === 0) mkdirSync(part);
    writeFileSync(join(part, `${String(n).padStart(7, '0')}.txt`), of(n));
  }
  return folder;
}

function converted(input, ...more) {
  const out = at('out');
  const measured = measure(process.execPath, [cli, 'convert', input, '--out', out, '--quiet', ...more], {
    runs: 1,
    warm: false,
  });
  rmSync(out, { recursive: true });
  return measured;
}

function pandoc(texts, seconds) {
  if (spawnSync('pandoc', ['--version']).error !== undefined) return console.log('  pandoc is not installed.');
  const files = readdirSync(join(texts, '0000')).map((name) => join(texts, '0000', name));
  const some = files.slice(0, PANDOC_FILES);
  const begun = performance.now();
  for (const file of some) spawnSync('pandoc', ['-f', 'markdown', '-t', 'tei', file, '-o', at('pandoc.xml')]);
  const each = (performance.now() - begun) / 1000 / some.length;
  row('  beside pandoc, a process a file', seconds, each * FILES, 's', 'at most 0.04');
  const all = readdirSync(texts).flatMap((part) =>
    readdirSync(join(texts, part)).map((name) => readFileSync(join(texts, part, name), 'utf8')),
  );
  writeFileSync(at('all.txt'), all.join('\n\n'));
  const large = measure('pandoc', ['-f', 'markdown', '-t', 'tei', at('all.txt'), '-o', at('pandoc.xml')], {
    runs: 1,
    warm: false,
  });
  row('  beside pandoc, one large file', seconds, large.seconds, 's', 'at most 0.2');
}

/** One archive that is read once, from beginning to end. */
async function huge(count) {
  const few = await packed(count / 100);
  const part = converted(few, '--jobs', '2', '--no-report');
  const path = await packed(count);
  const whole = converted(path, '--jobs', '2', '--no-report');
  row(`  a .tar.gz of ${count} cables: memory, beside ${count / 100}`, whole.megabytes, part.megabytes, 'MB', 'flat');
  console.log(`  ${(count / whole.seconds).toFixed(0)} a second`);
}

async function packed(count) {
  const path = at(`cables-${count}.tar.gz`);
  const tar = pack();
  const done = pipeline(tar, createGzip({ level: 1 }), createWriteStream(path));
  for (let n = 0; n < count; n++) {
    await new Promise((next) => tar.entry({ name: `${Math.floor(n / 1000)}/${n}.txt` }, cableOf(n), next));
  }
  tar.finalize();
  await done;
  return path;
}

/** SIGKILL at random moments: what is there in the end is what an undisturbed run gives. */
async function killed() {
  const texts = written(at('to-be-killed'), TEXTS_KILLED, (n) => (n % 2 === 0 ? telegramOf(n) : cableOf(n)));
  const [out, whole] = [at('killed'), at('whole')];
  const args = (to) => [cli, 'convert', texts, '--out', to, '--quiet'];
  const { seconds } = measure(process.execPath, args(whole), { runs: 1, warm: false });
  let kills = 0;
  for (; kills < KILLS; kills++) {
    const child = spawn(process.execPath, args(out), { stdio: 'ignore' });
    const ended = new Promise((done) => child.once('close', done));
    // Early and late alike, and short enough that something is left for all.
    await Promise.race([wait(200 + Math.random() * ((2 * seconds * 1000) / KILLS + 600)), ended]);
    child.kill('SIGKILL');
    await ended;
  }
  spawnSync(process.execPath, args(out));
  told(`SIGKILL at ${kills} moments`, whole, out);
}

/** Texts that vanish or change meanwhile, and such as cannot be read: all others are as they should be. */
async function disturbed() {
  const texts = written(at('disturbed'), 2000);
  const names = readdirSync(texts).flatMap((part) =>
    readdirSync(join(texts, part)).map((name) => join(texts, part, name)),
  );
  names.forEach((name, i) => {
    if (i % 20 === 7) writeFileSync(name, i % 40 === 7 ? Buffer.from([0, 1, 2, 3, 0, 0]) : '');
  });
  const out = at('disturbed-out');
  const child = spawn(process.execPath, [cli, 'convert', texts, '--out', out, '--quiet', '--jobs', '2'], {
    stdio: 'ignore',
  });
  const ended = new Promise((done) => child.once('close', done));
  await wait(900);
  for (const name of names.filter((_, i) => i % 50 === 3)) unlinkSync(name);
  for (const name of names.filter((_, i) => i % 50 === 5)) writeFileSync(name, telegramOf(999_999));
  const code = await ended;
  const again = spawnSync(process.execPath, [cli, 'convert', texts, '--out', out, '--quiet'], { encoding: 'utf8' });
  const whole = at('disturbed-whole');
  spawnSync(process.execPath, [cli, 'convert', texts, '--out', whole, '--quiet']);
  console.log(`  5 % unusable, others vanished and changed meanwhile: codes ${code} and ${again.status}`);
  const missing = readdirSync(texts).flatMap((part) =>
    readdirSync(join(texts, part)).filter((name) => {
      const made = (folder) =>
        statSync(join(folder, part, name.replace('.txt', '.xml')), { throwIfNoEntry: false })?.size;
      return made(whole) !== made(out);
    }),
  );
  console.log(
    `  after the next run ${missing.length === 0 ? 'all' : `all but ${missing.length}`} that can be converted are as in an undisturbed run`,
  );
}

function told(what, whole, out) {
  const { status, stdout } = spawnSync('diff', ['-rq', whole, out], { encoding: 'utf8' });
  console.log(
    `  ${what}: ${status === 0 ? 'the same as an undisturbed run, byte for byte' : `DIFFERENT:\n${stdout.slice(0, 1000)}`}`,
  );
}
