/**
 * Twice as much takes about twice as long, whatever it is. Compared are times of the processor, the best of some, each
 * of so many rounds that it can be measured; so neither other work on the machine nor its speed decides.
 */
import { expect, test } from 'vitest';
import { KINDS, type Kind, type Work } from './kinds.js';

/** What grows with the square takes four times as long. */
const MOST = 2.6;
/** So long, in milliseconds, takes what is measured; and so long if that was not enough to tell, since a collection of garbage may fall on the one and not on the other. */
const MEASURABLE = 25;
const BEYOND_DOUBT = 200;
/** So often each is measured at most, as long as the ratio is too large. */
const TRIES = 8;

async function cost(work: Work, rounds: number): Promise<number> {
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How many times as long twice as much takes. */
async function growth({ ready, n }: Kind, measurable: number): Promise<number> {
  const once = await ready(n);
  const twice = await ready(2 * n);
  // Compiled and warm before it counts.
  let rounds = 1;
  for (let took = await cost(once, 1); took < measurable && rounds < 4096; took = await cost(once, rounds)) rounds *= 2;
  let single = Number.POSITIVE_INFINITY;
  let double = Number.POSITIVE_INFINITY;
  for (let run = 0; run < TRIES && (run < 2 || double / single > MOST); run++) {
    single = Math.min(single, await cost(once, rounds));
    double = Math.min(double, await cost(twice, rounds));
  }
  return double / single;
}

test.each(KINDS)('$name', async (kind) => {
  const first = await growth(kind, MEASURABLE);
  if (first < MOST) return;
  const longer = await growth(kind, BEYOND_DOUBT);
  // A step, as where memory of another kind begins, falls on one doubling; what grows with the square, grows so at each.
  expect(longer < MOST ? longer : await growth({ ...kind, n: 2 * kind.n }, BEYOND_DOUBT)).toBeLessThan(MOST);
});
