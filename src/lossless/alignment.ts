/** What two texts have in common, in its order, where one was made of the other by changes here and there. */

/** A run that both have. */
export interface Run {
  readonly found: number;
  readonly expected: number;
  readonly length: number;
}

/** So many characters that are alike are no chance, and more the farther they are from a change: formulae come again. */
const PROBE = 16;
const FARTHER = 8;
const LONGEST_PROBE = 64;
/** Letters that are left between two changes are a chance. */
const SHORTEST_RUN = 8;
/** How far behind a change the texts may be alike again. */
const WINDOW = 1_000;
/** Looks in a window that a text is worth. */
const MOST_LOOKS = 100_000;

/** Linear in the texts; what stands behind more changes than anybody makes is left. */
export function commonRuns(found: string, expected: string): readonly Run[] {
  const runs: Run[] = [];
  const looks = { left: MOST_LOOKS };
  let [at, there] = [0, 0];
  while (at < found.length && there < expected.length) {
    const length = alike(found, at, expected, there);
    if (length > 0) runs.push({ found: at, expected: there, length });
    const next = meet(found, at + length, expected, there + length, looks);
    if (next === undefined) break;
    [at, there] = next;
  }
  const all = [...runs, ...tail(found, expected, runs.at(-1))];
  return all.length === 1 && all[0]!.length === found.length ? all : all.filter(({ length }) => length >= SHORTEST_RUN);
}

function alike(found: string, at: number, expected: string, there: number, limit = Number.POSITIVE_INFINITY): number {
  const most = Math.min(found.length - at, expected.length - there, limit);
  let length = 0;
  while (length < most && found.charCodeAt(at + length) === expected.charCodeAt(there + length)) length++;
  return length;
}

/** Where both go on together after a change: where the least is left out of both. */
function meet(
  found: string,
  at: number,
  expected: string,
  there: number,
  looks: { left: number },
): readonly [number, number] | undefined {
  const near = expected.slice(there, there + WINDOW);
  const last = Math.min(at + WINDOW, found.length - PROBE);
  let best: readonly [number, number] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let from = at; from <= last && from - at < least && looks.left-- > 0; from++) {
    const probe = found.slice(from, from + PROBE);
    for (let place = near.indexOf(probe); place !== -1 && looks.left-- > 0; place = near.indexOf(probe, place + 1)) {
      const left = from - at + place;
      if (left >= least) break;
      const needed = Math.min(PROBE + left / FARTHER, LONGEST_PROBE);
      if (alike(found, from, expected, there + place, LONGEST_PROBE) < needed) continue;
      best = [from, there + place];
      least = left;
    }
  }
  return best;
}

/** What both end with, behind the last run. */
function tail(found: string, expected: string, last: Run | undefined): readonly Run[] {
  const [from, to] = last === undefined ? [0, 0] : [last.found + last.length, last.expected + last.length];
  const most = Math.min(found.length - from, expected.length - to);
  let length = 0;
  while (
    length < most &&
    found.charCodeAt(found.length - 1 - length) === expected.charCodeAt(expected.length - 1 - length)
  )
    length++;
  return length === 0 ? [] : [{ found: found.length - length, expected: expected.length - length, length }];
}
