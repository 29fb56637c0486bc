/** The three promises of a conversion on generated inputs; `npm run fuzz` does the same by the hundred thousand. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenPromise, inputs } from '../../scripts/fuzz/inputs.js';
import { convert } from '../../src/convert.js';
import { runs } from '../setup/effort.js';

test('whatever comes in: nothing lost, nothing invented, valid, the same twice', () => {
  fc.assert(
    fc.property(inputs, (text) => brokenPromise(convert, text) === undefined),
    { numRuns: runs(1000), seed: 117 },
  );
});

/** Once found by the fuzzer, each by the part of the program that was wrong. */
test.each([
  ['a line end of the C1 controls is text', 'one\u0085two'],
  ['lone surrogates around white space', '\ud800\t\udc00'],
  ['form feeds as line ends', 'one\f\ftwo\f'],
  [
    'a bullet and its line with a source note cut out between',
    '*\n\nSource: Eisenhower Library, Whitman File, Box 3.\n\n!\n\n',
  ],
  [
    'a bracket on a line above a source note',
    '117. Telegram From the Embassy in Orvania to the Department of State\n\n[\n\nSource: Eisenhower Library, Box 3.\n',
  ],
  ['wrapped lines with a note cut out between', `${'word '.repeat(10)}\n/1/A note of some length.\n`.repeat(5)],
])('%s', (_, text) => {
  expect(brokenPromise(convert, text)).toBeUndefined();
});

test('more left-out characters than the stack holds', () => {
  const { valid, lossless } = convert('- a↩\n'.repeat(30_000));
  expect({ valid, lossless }).toEqual({ valid: true, lossless: true });
});
