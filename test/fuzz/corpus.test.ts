/** What the fuzzer has kept: inputs that reach parts of the program that others do not, and what once was broken. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { keptInputs } from '../../scripts/fuzz/corpus.js';
import { TARGETS } from '../../scripts/fuzz/targets/index.js';

const CORPUS = fileURLToPath(new URL('../fuzz-corpus', import.meta.url));

describe.each(TARGETS)('$name: $promise', (target) => {
  it('holds of all that is kept', async () => {
    const kept = [...keptInputs(CORPUS, target), ...target.seeds.map((input, i) => ({ name: `seed ${i}`, input }))];
    const broken: string[] = [];
    for (const { name, input } of kept) {
      const outcome = await target.check(input);
      if (outcome !== undefined) broken.push(`${name}: ${outcome}`);
    }
    expect(broken).toEqual([]);
  });
});
