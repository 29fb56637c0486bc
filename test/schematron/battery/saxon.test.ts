/** What the battery wants is what Saxon says, in one run of Java for all of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCases } from './case.js';
import { CASES } from './cases.js';
import { hasSaxon, verdictsOf } from './saxon.js';

const judged = CASES.filter(({ unjudged }) => unjudged === undefined);

describe.skipIf(!hasSaxon)('Saxon (skipped where libsaxonhe-java is not installed)', () => {
  let folder: string;
  let verdicts: Map<string, readonly string[]>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'teigram-battery-'));
    verdicts = verdictsOf(writeCases(judged, folder), folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(judged.map(({ name, finds }) => [name, finds] as const))('%s', (name, finds) => {
    expect(verdicts.get(name)).toEqual(finds);
  });
});
