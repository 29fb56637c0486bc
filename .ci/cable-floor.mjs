// Reads the table of cables.py from standard input and fails where a fact's precision or recall is below its floor, or more is invented.
import { readFileSync } from 'node:fs';

const floors = JSON.parse(readFileSync(new URL('cable-floor.json', import.meta.url), 'utf8'));
const table = readFileSync(0, 'utf8');
process.stdout.write(table);

const faults = [];
const facts = [...table.matchAll(/^([a-z_]+(?: facts)?) +([\d.]+)% +([\d.]+)% /gm)];
for (const [, fact, precision, recall] of facts) {
  const least = floors[fact] ?? floors.exceptions[fact];
  if (Number(precision) < (least ?? floors.precision)) faults.push(`${fact}: precision ${precision}`);
  if (Number(recall) < (least ?? floors.recall)) faults.push(`${fact}: recall ${recall}`);
}
if (facts.length < 30) faults.push(`only ${facts.length} facts are in the table`);
const invented = Number(/^invented: (\d+)/m.exec(table)?.[1]);
if (!(invented <= floors.invented)) faults.push(`invented: ${invented}`);
const lossless = Number(/^lossless: (\d+)/m.exec(table)?.[1]);
if (!(lossless >= floors.lossless)) faults.push(`lossless: ${lossless}`);
for (const fault of faults) console.error(`${fault} is beyond its floor.`);
process.exitCode = faults.length > 0 ? 1 : 0;
