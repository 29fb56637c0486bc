/** A run that is killed at any moment leaves whole files, and the next one is clean. */
import { afterEach, describe, expect, it } from 'vitest';
import { THOROUGH } from '../setup/effort.js';
import { Place, SCENARIOS, strange, undisturbed } from './scenarios.js';

const places: Place[] = [];
afterEach(() => {
  for (const place of places.splice(0)) place.remove();
});

describe.each(SCENARIOS)('$name: killed', (scenario) => {
  it('leaves whole files, or temporary ones that the next run removes', async () => {
    const started = performance.now();
    const whole = await undisturbed(scenario);
    const takes = performance.now() - started;
    for (let i = 0, kills = THOROUGH ? 30 : 2; i < kills; i++) {
      const place = new Place(scenario);
      places.push(place);
      await place.run({
        // Spread over the run, later moments oftener, since much of it is the start.
        started: (child) => void setTimeout(() => child.kill('SIGKILL'), takes * (1 - ((i + 0.5) / kills) ** 2 * 0.9)),
      });
      expect(strange(place, whole.results).filter((name) => !name.endsWith('.tmp') && !name.includes('.tmp/'))).toEqual(
        [],
      );
      // What is done is not overwritten by a deposit, and need not be.
      const done = place.results().size === whole.results.size && strange(place, whole.results).length === 0;
      const next = await place.run();
      if (!done) expect(next).toMatchObject({ code: whole.code, err: whole.err });
      expect([...place.results()]).toEqual([...whole.results]);
      expect(place.leftovers()).toEqual([]);
    }
  });
});
