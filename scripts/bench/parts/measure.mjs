/** Whole commands, measured: wall time and peak memory. */
import { spawnSync } from 'node:child_process';

/**
 * @param runs so many are measured, after one that fills caches.
 * @returns the medians: seconds of wall time, and megabytes at the most where `/usr/bin/time` is there.
 */
export function measure(program, args, { runs = 3, warm = true, statuses = [0] } = {}) {
  const all = [];
  for (let run = warm ? -1 : 0; run < runs; run++) {
    const measured = once(program, args, statuses);
    if (run >= 0) all.push(measured);
  }
  return {
    seconds: median(all.map(({ seconds }) => seconds)),
    megabytes: median(all.map(({ megabytes }) => megabytes)),
  };
}

function once(program, args, statuses) {
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync('/usr/bin/time', ['-f', '%M', program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (error !== undefined) throw error;
  if (!statuses.includes(status))
    throw new Error(`${program} ${args.slice(0, 2).join(' ')} ended with ${status}: ${stderr}`);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, megabytes: Number(stderr.trim().split('\n').at(-1)) / 1024 };
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** Prints a line of the table: what was measured, ours, theirs, the ratio, and what it is to be. */
export function row(name, ours, theirs, unit, goal) {
  const cell = (value) => (value === undefined ? '–' : `${value.toFixed(unit === 's' ? 3 : 0)} ${unit}`).padStart(10);
  const ratio = theirs === undefined ? '–' : (ours / theirs).toFixed(3);
  console.log(`${name.padEnd(46)}${cell(ours)} ${cell(theirs)} ${ratio.padStart(7)}   ${goal}`);
}
