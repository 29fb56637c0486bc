/**
 * Once before all tests: builds dist/ where it is missing or older than src/, since some tests run the command itself,
 * and gives the run a cache of compiled schemas of its own, which files of tests and commands share.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export default function once(): () => void {
  build();
  const cache = mkdtempSync(join(tmpdir(), 'teigram-cache-'));
  // As the command finds it, on Windows and elsewhere.
  process.env['XDG_CACHE_HOME'] = cache;
  return () => rmSync(cache, { recursive: true, force: true });
}

function build(): void {
  const newest = readdirSync(`${root}src`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(`${entry.parentPath}/${entry.name}`).mtimeMs), 0);
  const built = statSync(`${root}dist/cli.js`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > newest) return;
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit', shell: true });
  if (status !== 0) console.warn('The build has errors; tests that run the command use what it wrote all the same.');
}
