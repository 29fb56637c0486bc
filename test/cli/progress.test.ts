/** How far a run is, by a clock that the test has in its hands. */
import { describe, expect, it } from 'vitest';
import { withProgress } from '../../src/cli/progress.js';
import { terminalOn } from '../../src/cli/terminal.js';
import { PLAIN } from './call.js';

/** Steps of so many milliseconds each; what was written to the errors. */
function run(interactive: boolean, total: number, steps: number, each: number): string {
  let written = '';
  let clock = 1_000_000;
  const err = (text: string) => {
    written += text;
  };
  const progress = withProgress(terminalOn({ ...PLAIN, err, interactive }), total, true, () => clock);
  for (let n = 0; n < steps; n++) {
    clock += each;
    progress.step();
  }
  progress.stop();
  return written;
}

describe('the progress of a run', () => {
  it('is a bar at a terminal, with the pace and the time that is left', () => {
    const drawn = run(true, 10_000, 5_000, 2);
    expect(drawn).toContain('░ 41 of 10,000');
    expect(drawn).toMatch(/█░+ 4,\d{3} of 10,000, 500 a second, about 1\d s left/);
  });

  it('is a line every half minute without one', () => {
    const lines = run(false, 100_000, 40_000, 2).split('\n');
    expect(lines).toEqual([
      '15,000 of 100,000, 500 a second, about 3 minutes left',
      '30,000 of 100,000, 500 a second, about 2 minutes left',
      '',
    ]);
  });

  it.each([
    [1_000, 'about 16 minutes left'],
    [100_000, 'about 27.8 hours left'],
    [1_000_000, 'about 12 days left'],
  ])('tells of hours and days: %i', (total, words) => {
    expect(run(false, total, 40, 1_000)).toBe(`30 of ${total.toLocaleString('en')}, 1.0 a second, ${words}\n`);
  });

  it('is nothing for a short run', () => {
    expect(run(false, 100, 100, 5)).toBe('');
    expect(run(true, 1, 1, 5)).toBe('');
  });
});
