/** `npm run bench [-- NAME…]`: runs the benchmarks in scripts/bench/, each in a process of its own, one after the other. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./bench/', import.meta.url));
const all = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? all : all.filter((name) => wanted.includes(name.replace(/\.mjs$/, '')));
if (chosen.length === 0) {
  console.error(`usage: npm run bench [-- ${all.map((name) => name.replace(/\.mjs$/, '')).join(' | ')}]`);
  process.exit(2);
}
for (const name of chosen.sort()) {
  const { status } = spawnSync(process.execPath, [folder + name], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
