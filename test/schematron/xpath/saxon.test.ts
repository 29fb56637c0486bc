/** What the tables of values and pictures want is what Saxon says, in one run of Java for all of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { hasSaxon } from '../battery/saxon.js';
import { DECIMALS } from './atomic/decimals.js';
import { DURATIONS } from './atomic/durations.js';
import { TEMPORALS } from './atomic/temporals.js';
import { saxonSays } from './judged.js';

const judged = [...DECIMALS, ...DURATIONS, ...TEMPORALS].filter(({ unjudged }) => unjudged === undefined);

describe.skipIf(!hasSaxon)('Saxon (skipped where libsaxonhe-java is not installed)', () => {
  let answers: readonly string[];
  beforeAll(() => {
    answers = saxonSays(judged, '');
  });

  it.each(judged.map(({ expression, wanted }, i) => [expression, wanted, i] as const))(
    '%s',
    (_expression, wanted, i) => {
      expect(answers[i]).toBe(wanted);
    },
  );
});
