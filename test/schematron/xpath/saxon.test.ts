/** What the tables of values and pictures want is what Saxon says, in one run of Java for all of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { hasSaxon } from '../battery/saxon.js';
import { DECIMALS } from './atomic/decimals.js';
import { DURATIONS } from './atomic/durations.js';
import { TEMPORALS } from './atomic/temporals.js';
import { saxonSays } from './judged.js';
import { DATES_AND_TIMES } from './pictures/dates.js';
import { INTEGERS } from './pictures/integers.js';
import { FORMATS_DECLARED, NUMBERS } from './pictures/numbers.js';

const all = [...DECIMALS, ...DURATIONS, ...TEMPORALS, ...INTEGERS, ...NUMBERS, ...DATES_AND_TIMES];
const judged = all.filter(({ unjudged }) => unjudged === undefined);

describe.skipIf(!hasSaxon)('Saxon (skipped where libsaxonhe-java is not installed)', () => {
  let answers: readonly string[];
  beforeAll(() => {
    answers = saxonSays(judged, FORMATS_DECLARED);
  });

  it.each(judged.map(({ expression, wanted }, i) => [expression, wanted, i] as const))(
    '%s',
    (_expression, wanted, i) => {
      expect(answers[i]).toBe(wanted);
    },
  );
});
