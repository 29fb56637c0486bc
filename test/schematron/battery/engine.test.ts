/** teigram against the battery: right wherever it is not listed in not-yet.json, and wrong wherever it is. */
import { beforeAll, describe, expect, it } from 'vitest';
import { shortfalls } from './answers.js';
import { CASES } from './cases.js';
import { EXPRESSION_CASES } from './expression-cases.js';
import { isUpdating, readNotYet, writeNotYet } from './not-yet.js';

const RIGHT = 'right';
const notYet = readNotYet();

describe('the battery', () => {
  let said: Map<string, string>;
  beforeAll(async () => {
    said = await shortfalls(CASES);
    writeNotYet({ cases: Object.fromEntries(said) });
  });

  it.skipIf(isUpdating).each(CASES.map((given) => [given.name, given] as const))('%s', (name, { finds }) => {
    const listed = Object.hasOwn(notYet.cases, name);
    const outcome = said.get(name) ?? RIGHT;
    if (listed) expect(outcome, 'it is right now: take it out of not-yet.json').not.toBe(RIGHT);
    else expect(outcome, `wanted: ${finds.join(' · ')}`).toBe(RIGHT);
  });

  it('has every case that is listed as not yet right', () => {
    const names = new Set(CASES.map(({ name }) => name));
    expect(names.size).toBe(CASES.length);
    expect(Object.keys(notYet.cases).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('the table of expressions', () => {
  let said: Map<string, string>;
  beforeAll(async () => {
    said = await shortfalls(EXPRESSION_CASES);
    const entries = EXPRESSION_CASES.filter(({ name }) => said.has(name));
    writeNotYet({ expressions: Object.fromEntries(entries.map((given) => [given.expression, said.get(given.name)!])) });
  });

  it.skipIf(isUpdating).each(EXPRESSION_CASES.map((given) => [given.expression, given] as const))(
    '%s',
    (expression, { name, value }) => {
      const listed = Object.hasOwn(notYet.expressions, expression);
      const outcome = said.get(name) ?? RIGHT;
      if (listed) expect(outcome, 'it is right now: take it out of not-yet.json').not.toBe(RIGHT);
      else expect(outcome, `wanted: ${value}`).toBe(RIGHT);
    },
  );

  it('has every expression that is listed as not yet right', () => {
    const expressions = new Set(EXPRESSION_CASES.map(({ expression }) => expression));
    expect(expressions.size).toBe(EXPRESSION_CASES.length);
    expect(Object.keys(notYet.expressions).filter((expression) => !expressions.has(expression))).toEqual([]);
  });
});
