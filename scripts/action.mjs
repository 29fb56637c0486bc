// What action.yml runs: from the action's inputs to a call of "teigram validate". See docs/ci.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckAll, filesToCheck } from './changes.mjs';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

const { env } = process;
const lines = (text = '') =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const schemas = lines(env.INPUT_SCHEMA);
const options = lines(env.INPUT_ARGS);
const args = ['validate', '--format', 'github', '--fail-on', env.INPUT_FAIL_ON || 'error'];
for (const schema of schemas) args.push('--schema', schema);
if (env.INPUT_SARIF) args.push('--format', `sarif=${env.INPUT_SARIF}`);
args.push(...options);

const only = env.INPUT_CHANGED_ONLY === 'true' ? selection() : undefined;
process.exitCode = validate(only);

/** What may have become wrong; undefined for all files, of which the log then says why. */
function selection() {
  try {
    if (options.includes('--corpus')) throw new CheckAll('"--corpus" looks at all of them together');
    const files = filesToCheck(readEvent(), [...schemas, ...options, 'catalog.xml', 'teigram.config.json']);
    console.log('Only files that have changed, or that refer to such, are checked.');
    return files;
  } catch (error) {
    // A fault of ours must not let a file through, either.
    const reason = error instanceof CheckAll ? error.message : `what has changed cannot be told (${error.name})`;
    console.log(`All files are checked: ${reason}.`);
    return undefined;
  }
}

function readEvent() {
  try {
    return JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
  } catch {
    throw new CheckAll('the event that started this run cannot be read');
  }
}

function validate(only) {
  const inputs = ['--', ...lines(env.INPUT_FILES)];
  if (only === undefined) return run([...args, ...inputs]);
  const folder = mkdtempSync(join(tmpdir(), 'teigram-'));
  try {
    // A NUL behind each, so that a line feed within a name ends none.
    writeFileSync(join(folder, 'files'), only.map((name) => `${name}\0`).join(''));
    return run([...args, '--only-from', join(folder, 'files'), ...inputs]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(args) {
  return spawnSync(process.execPath, [CLI, ...args], { stdio: 'inherit' }).status ?? 2;
}
