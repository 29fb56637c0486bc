// The Slurm example on a real Slurm of this machine (../shared/tools/slurm-local): an array of eight shares, tasks and a
// node's daemon killed on the way. All together must be what one undisturbed run gives, byte for byte.
// --texts=N: how many.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tool = join(root, '../shared/tools/slurm-local');
const cli = join(root, 'dist/cli.js');
const TEXTS = Number(process.argv.find((arg) => arg.startsWith('--texts='))?.slice('--texts='.length) ?? 20_000);
/** In seconds: what is put back into the queue waits there for two minutes. */
const LONGEST = 1200;

if (!existsSync(tool)) console.log('slurm: skipped, since ../shared/tools/slurm-local is not here.');
else if (process.getuid?.() !== 0) console.log('slurm: skipped, since only root can start one.');
else process.exitCode = await check();

async function check() {
  const folder = mkdtempSync(join(tmpdir(), 'teigram-slurm-'));
  const own = { ...process.env, SLURM_LOCAL_DIR: join(folder, 'slurm') };
  mkdirSync(own.SLURM_LOCAL_DIR);
  try {
    const up = spawnSync('bash', [tool, 'up', '2'], { env: own, encoding: 'utf8' });
    const conf = /SLURM_CONF=(\S+)/.exec(up.stdout)?.[1];
    if (up.status !== 0 || conf === undefined) {
      console.log(`slurm: skipped, since none could be started: ${up.stderr.trim().split('\n').at(-1)}`);
      return 0;
    }
    const [texts, out, whole] = ['in', 'out', 'whole'].map((name) => join(folder, name));
    writeTexts(texts);
    execFileSync(process.execPath, [cli, 'convert', texts, '--out', whole, '--quiet']);
    const env = { ...own, SLURM_CONF: conf, TEXTS: texts, OUT: out, TEIGRAM: `${process.execPath} ${cli}` };
    const slurm = (command, ...args) => spawnSync(command, args, { env, cwd: folder, encoding: 'utf8' }).stdout.trim();
    const job = slurm('sbatch', '--parsable', join(root, 'examples/slurm/convert.sbatch'));
    await disturb(own.SLURM_LOCAL_DIR, slurm, env, out);
    const ended = await untilEnded(slurm, job);
    if (!ended) return fail(`the tasks have not ended after ${LONGEST} s: ${slurm('squeue')}`);
    slurm('sbatch', '--wait', join(root, 'examples/slurm/merge.sbatch'));
    const log = readdirSync(folder).find((name) => name.startsWith('teigram-merge-'));
    console.log(`slurm: ${log === undefined ? 'no log' : readFileSync(join(folder, log), 'utf8').trim()}`);
    const diff = spawnSync('diff', ['-r', whole, out], { encoding: 'utf8' });
    if (diff.status !== 0) return fail(`it differs from an undisturbed run:\n${diff.stdout.slice(0, 2000)}`);
    console.log(`slurm: ${TEXTS} texts in eight shares, tasks and a node killed: the same as an undisturbed run`);
    return 0;
  } finally {
    spawnSync('bash', [tool, 'down'], { env: own });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every text differs, so that nothing can be taken for another. */
function writeTexts(folder) {
  mkdirSync(folder);
  const samples = readdirSync(join(root, 'samples')).sort();
  for (let n = 0; n < TEXTS; n++) {
    const sample = readFileSync(join(root, 'samples', samples[n % samples.length]));
    writeFileSync(
      join(folder, `${String(n).padStart(6, '0')}.txt`),
      Buffer.concat([sample, Buffer.from(`\nCopy ${n}.\n`)]),
    );
  }
}

/** Kills one task, then all that run, then a node's daemon with what it has started. */
async function disturb(dir, slurm, env, out) {
  const running = () =>
    spawnSync('pgrep', ['-f', `convert .*--out ${out} `], { encoding: 'utf8' })
      .stdout.trim()
      .split('\n')
      .filter(Boolean);
  const killOf = (pids) => {
    for (const pid of pids) spawnSync('kill', ['-9', pid]);
  };
  const begun = async (than) => {
    for (let n = 0; n < 100 && recordsIn(out) < than; n++) await wait(200);
  };
  await begun(1);
  killOf(running().slice(0, 1));
  await begun(2);
  await wait(500);
  killOf(running());
  await begun(4);
  killOf([readFileSync(join(dir, 'd.n2.pid'), 'utf8').trim(), ...running().slice(0, 1)]);
  await wait(2000);
  spawn('slurmd', ['-N', 'n2'], { env, stdio: 'ignore', detached: true }).unref();
  await wait(2000);
  resume(slurm);
}

function recordsIn(out) {
  const folder = join(out, '.teigram');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('manifest.')).length : 0;
}

async function untilEnded(slurm, job) {
  for (let waited = 0; waited < LONGEST; waited += 2) {
    if (slurm('squeue', '-h', '-j', job) === '') return true;
    resume(slurm);
    await wait(2000);
  }
  return false;
}

/** As an operator does with a node that was down. */
function resume(slurm) {
  for (const node of ['n1', 'n2']) slurm('scontrol', 'update', `nodename=${node}`, 'state=resume');
}

function fail(why) {
  console.log(`slurm: ${why}`);
  return 1;
}
