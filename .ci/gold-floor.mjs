// Reads the table of gold.py from standard input and fails where a figure is below its floor in gold-floor.json.
import { readFileSync } from 'node:fs';

const floors = JSON.parse(readFileSync(new URL('gold-floor.json', import.meta.url), 'utf8'));
const table = readFileSync(0, 'utf8');
process.stdout.write(table);

const figures = new Map();
// The last column is all layouts together; behind those of `cert` stands how many notes they are of.
for (const [, metric, percent] of table.matchAll(/^((?:cert )?\S+) .*?([\d.]+)%(?:\s+of \d+ notes)?$/gm))
  figures.set(metric, Number(percent));
const identical = /identical in every metric \d+ \(([\d.]+)%\)/.exec(table);
if (identical !== null) figures.set('identical', Number(identical[1]));

const below = Object.entries(floors).filter(([metric, floor]) => !(figures.get(metric) >= floor));
for (const [metric, floor] of below) {
  console.error(`${metric}: ${figures.get(metric) ?? 'missing'} is below its floor of ${floor}.`);
}
process.exitCode = below.length > 0 ? 1 : 0;
