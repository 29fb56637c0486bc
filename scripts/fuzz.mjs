/**
 * `npm run fuzz -- TARGET|all [RUNS] [SEED] [--keep]`: tries a part of the program on inputs that are changed as long as
 * they reach what nothing reached before. The fuzzer is TypeScript and takes the program from src/: it is built first.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
// Within the package, so that dependencies are found; in a folder a process, so that several may run.
const dir = join(root, 'output', `fuzz-${process.pid}`, 'fuzz');
await build({
  input: [join(root, 'scripts/fuzz/main.ts'), join(root, 'scripts/fuzz/worker.ts')],
  platform: 'node',
  external: /^(?![./]|[A-Za-z]:)/,
  output: { dir, format: 'esm', preserveModules: true, preserveModulesRoot: root, entryFileNames: '[name].js' },
  logLevel: 'warn',
});
const { status } = spawnSync(
  process.execPath,
  ['--enable-source-maps', join(dir, 'scripts/fuzz/main.js'), ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, TEIGRAM_FUZZ_CORPUS: join(root, 'test', 'fuzz-corpus') } },
);
rmSync(join(dir, '..'), { recursive: true, force: true });
process.exitCode = status ?? 1;
