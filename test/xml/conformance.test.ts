import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exceptions } from './conformance-exceptions.js';
import { errorOf, eventsOf, record } from './events.js';
import { applies, readSuite, type SuiteCase } from './suite.js';

const suite = readSuite();
const cases = suite.filter(applies);
const excepted = new Set(exceptions.flatMap(({ ids }) => ids));

/** Documents that are not well-formed are rejected, all others accepted; `error` leaves the choice to the processor. */
function isJudgedRight(test: SuiteCase): boolean {
  const accepted = errorOf(readFileSync(test.file)) === undefined;
  return accepted === (test.type !== 'not-wf');
}

function misjudged(chosen: readonly SuiteCase[]): string[] {
  return chosen
    .filter((test) => !excepted.has(test.id) && !isJudgedRight(test))
    .map(({ id, description }) => `${id}: ${description}`);
}

describe('W3C XML conformance suite, XML 1.0 (fifth edition) and Namespaces 1.0', () => {
  it('is there as a whole', () => {
    expect(suite.length).toBe(2585);
    expect(cases.length).toBeGreaterThan(2000);
  });

  it.each(['XML1.0', 'XML1.0-errata2e', 'XML1.0-errata3e', 'XML1.0-errata4e', 'NS1.0', 'NS1.0-errata1e'])(
    '%s: rejects every document that is not well-formed',
    (recommendation) => {
      const chosen = cases.filter((test) => test.type === 'not-wf' && test.recommendation === recommendation);
      expect(misjudged(chosen)).toEqual([]);
    },
  );

  it.each(['valid', 'invalid'])('accepts every document that is well-formed: %s', (type) => {
    const chosen = cases.filter((test) => test.type === type);
    expect(chosen.length).toBeGreaterThan(200);
    expect(misjudged(chosen)).toEqual([]);
  });

  it('reads what the canonical output says', () => {
    const compared = cases.filter(
      (test) =>
        (test.type === 'valid' || test.type === 'invalid') && test.output !== undefined && test.entities === 'none',
    );
    expect(compared.length).toBeGreaterThan(250);
    for (const test of compared) {
      expect(eventsOf(readFileSync(test.file)), test.id).toEqual(eventsOf(readFileSync(test.output!)));
    }
  });

  it('gives the same events, one byte at a time', () => {
    for (const test of cases.filter(({ file }) => readFileSync(file).length < 2000)) {
      const bytes = readFileSync(test.file);
      const whole = record([bytes]);
      const single = record(Array.from(bytes, (_, i) => bytes.subarray(i, i + 1)));
      expect(single, test.id).toEqual(whole);
    }
  });

  it('gives every error a code, a place and words', () => {
    for (const test of cases) {
      const error = errorOf(readFileSync(test.file));
      if (error === undefined) continue;
      expect(error.code, test.id).toMatch(/^xml-[a-z-]+$/);
      expect(error.message.length, test.id).toBeGreaterThan(20);
      const { line = 0, column = 0, endLine = 0, endColumn = 0 } = error;
      expect(line, test.id).toBeGreaterThan(0);
      expect(column, test.id).toBeGreaterThan(0);
      expect(endLine > line || (endLine === line && endColumn >= column), test.id).toBe(true);
    }
  });
});

describe('the exceptions', () => {
  const byId = new Map(cases.map((test) => [test.id, test]));

  it.each(exceptions)('still apply: $reason', ({ ids }) => {
    expect(ids.filter((id) => !byId.has(id))).toEqual([]);
    expect(ids.filter((id) => isJudgedRight(byId.get(id)!))).toEqual([]);
  });
});
