// What action.yml runs: from the action's inputs to a call of "teigram validate". See docs/ci.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
/** When one of these changes, any file may have become wrong. */
const CHANGES_ALL = /\.(?:rng|rnc|sch|isosch|xsd|dtd)$|(?:^|\/)(?:catalog\.xml|teigram\.config\.json)$/i;

const { env } = process;
const lines = (text = '') =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const inputs = lines(env.INPUT_FILES);
const changed = env.INPUT_CHANGED_ONLY === 'true' ? changedFiles(inputs) : undefined;
if (changed?.length === 0) {
  console.log('No XML file has changed.');
} else {
  process.exitCode = validate(changed);
}

function validate(files) {
  const args = ['validate', '--format', 'github', '--fail-on', env.INPUT_FAIL_ON || 'error'];
  for (const schema of lines(env.INPUT_SCHEMA)) args.push('--schema', schema);
  if (env.INPUT_SARIF) args.push('--format', `sarif=${env.INPUT_SARIF}`);
  args.push(...lines(env.INPUT_ARGS));
  if (files === undefined) return run([...args, '--', ...inputs]);
  const folder = mkdtempSync(join(tmpdir(), 'teigram-'));
  try {
    writeFileSync(join(folder, 'files'), files.join('\0'));
    return run([...args, '--files-from', join(folder, 'files')]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(args) {
  return spawnSync(process.execPath, [CLI, ...args], { stdio: 'inherit' }).status ?? 2;
}

/** The XML files among the inputs that differ from the state before; undefined for all, where that is not known. */
function changedFiles(inputs) {
  const before = stateBefore();
  if (before === undefined) return undefined;
  // A shallow clone has not got it yet.
  if (git('cat-file', '-e', `${before}^{commit}`) === undefined) git('fetch', '--quiet', '--depth=1', 'origin', before);
  const all = git('diff', '--name-only', '--relative', '-z', '--diff-filter=ACMR', before, 'HEAD');
  const documents = git(
    'diff',
    '--name-only',
    '--relative',
    '-z',
    '--diff-filter=ACMR',
    before,
    'HEAD',
    '--',
    ...inputs,
  );
  if (all === undefined || documents === undefined) {
    console.log(`::notice::What has changed since ${before} cannot be told, so all files are checked.`);
    return undefined;
  }
  const names = (output) => output.split('\0').filter((name) => name !== '');
  if (names(all).some((name) => CHANGES_ALL.test(name))) return undefined;
  return names(documents).filter((name) => name.toLowerCase().endsWith('.xml'));
}

/** The commit that a pull request goes to, or that a push came after. */
function stateBefore() {
  try {
    const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
    const sha = event.pull_request?.base?.sha ?? event.before;
    return /^[0-9a-f]{40,64}$/.test(sha ?? '') && !/^0+$/.test(sha) ? sha : undefined;
  } catch {
    return undefined;
  }
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  return status === 0 ? stdout : undefined;
}
