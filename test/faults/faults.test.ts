/** Every file operation of each verb fails once: nothing half-written, nothing lost, a sentence, and the next run clean. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { THOROUGH } from '../setup/effort.js';
import { Place, SCENARIOS, strange, undisturbed } from './scenarios.js';

const INJECT = fileURLToPath(new URL('inject.mjs', import.meta.url));
const CODES = ['EIO', 'ENOSPC', 'EACCES'];
/** Of a call, unless all are tried. */
const MOST_FAULTS = 8;
/** Where removing what is not needed any more fails, it is left to the next run. */
const CLEANING = /^\["(?:rm|unlink|rmdir|rmSync|(?:lstat|readdir)",".*\.tmp(?:\/|"))/;
/** Processes at a time. */
const LANES = 3;

describe.each(SCENARIOS)('$name: a file operation that fails', (scenario) => {
  /** What a call ends with, and its file operations in their order, which is not always the same. */
  const disturbed = async (place: Place, fault: { readonly at: number; readonly code?: string }) => {
    const log = join(place.root, 'operations.log');
    const asked = { below: [`${place.root}/`], log, ...fault };
    const outcome = await place.run({
      node: ['--import', INJECT],
      env: { TEIGRAM_FAULT: JSON.stringify(asked) },
    });
    return { ...outcome, operations: readFileSync(log, 'utf8').trim().split('\n') };
  };

  it('leaves whole files, says why in a sentence, and hinders no later run', async () => {
    const whole = await undisturbed(scenario);
    const first = new Place(scenario);
    const { operations } = await disturbed(first, { at: -1 });
    first.remove();
    const every = Math.ceil(operations.length / MOST_FAULTS);
    const faults = operations.flatMap((_, at) => {
      if (THOROUGH) return CODES.map((code) => ({ at, code }));
      return at % every === 0 ? [{ at, code: CODES[(at / every) % CODES.length]! }] : [];
    });
    const wrong: string[] = [];
    const lane = async () => {
      for (let fault = faults.shift(); fault !== undefined; fault = faults.shift()) {
        const place = new Place(scenario);
        const { code, out, err, operations } = await disturbed(place, fault);
        const failed = operations[fault.at] ?? 'nothing, since there were fewer operations';
        const say = (what: string) => wrong.push(`${fault!.code} in ${failed}: ${what}`);
        const inCleaning = CLEANING.test(failed);
        if (![0, 1, 2].includes(code)) say(`exit code ${code}`);
        if (/^ +at /m.test(out + err) || /fault of the program/.test(out + err))
          say(`no sentence: ${(out + err).slice(0, 300)}`);
        if (code === 2 && !/[.!?)]/.test(out + err)) say('nothing is said');
        if (code === whole.code && !isComplete(place, whole.results) && !inCleaning)
          say(`as if all were well, without all results ${err}`);
        if (!inCleaning) {
          for (const name of strange(place, whole.results)) say(`${name} is left`);
          for (const name of place.leftovers()) say(`${name} is left in the folder for temporary files`);
        }
        // What is done is not overwritten by a deposit, and need not be.
        const done = sameAs(place.results(), whole.results);
        const next = await place.run();
        if (!done && next.code !== whole.code) say(`the next run ends with ${next.code}: ${next.err}`);
        if (!sameAs(place.results(), whole.results)) say(`the next run leaves ${[...place.results().keys()]}`);
        for (const name of place.leftovers()) if (!done) say(`the next run leaves ${name}`);
        place.remove();
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    expect(wrong.join('\n')).toBe('');
  });
});

/** All is there, each as an undisturbed run leaves it, or as sound, such as a report that has a notice more. */
function isComplete(place: Place, whole: ReadonlyMap<string, string>): boolean {
  return place.results().size === whole.size && strange(place, whole).length === 0;
}

function sameAs(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, content]) => b.get(name) === content);
}
