/** `npm run bench [-- NAME… --OPTION…]`: runs the benchmarks in scripts/bench/, each in a process of its own, one after the other. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./bench/', import.meta.url));
const all = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
const isOption = (arg) => arg.startsWith('--');
const wanted = process.argv.slice(2).filter((arg) => !isOption(arg));
const options = process.argv.slice(2).filter(isOption);
const chosen = wanted.length === 0 ? all : all.filter((name) => wanted.includes(name.replace(/\.mjs$/, '')));
if (chosen.length === 0) {
  console.error(`usage: npm run bench [-- ${all.map((name) => name.replace(/\.mjs$/, '')).join(' | ')}]`);
  process.exit(2);
}
for (const name of chosen.sort()) {
  const { status } = spawnSync(process.execPath, [folder + name, ...options], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
