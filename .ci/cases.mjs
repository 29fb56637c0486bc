// Runs the cases of ../shared/cases and fails where one that was right before (cases-right.txt, which only grows) is not any more.
// `node .ci/cases.mjs --add` adds those that are right now.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const root = '../shared/cases';
const list = new URL('cases-right.txt', import.meta.url);
const known = readFileSync(list, 'utf8').split('\n').filter(Boolean);

const wrong = new Map();
const all = [];
for (const area of readdirSync(root).filter((name) => statSync(`${root}/${name}`).isDirectory())) {
  all.push(...readdirSync(`${root}/${area}`).map((kind) => `${area}/${kind}`));
  const { stdout } = spawnSync(`${root}/run`, [area], {
    encoding: 'utf8',
    env: { ...process.env, TEIGRAM: 'node dist/cli.js' },
  });
  process.stdout.write(`${area}: ${stdout.trim().split('\n').at(-1)}\n`);
  for (const [, name, why] of stdout.matchAll(/^(\S+\/\S+): (.*)$/gm)) wrong.set(name, why);
}

const lost = known.filter((name) => wrong.has(name) || !all.includes(name));
for (const name of lost) console.error(`${name} was right before: ${wrong.get(name) ?? 'it is not there'}`);
const gained = all.filter((name) => !wrong.has(name) && !known.includes(name));
if (process.argv.includes('--add')) writeFileSync(list, [...known, ...gained].sort().join('\n').concat('\n'));
else if (gained.length > 0)
  console.log(`Right and not in the list yet (node .ci/cases.mjs --add): ${gained.join(', ')}`);
process.exitCode = lost.length > 0 ? 1 : 0;
