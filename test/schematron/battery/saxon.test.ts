/** What the battery wants is what Saxon says, in one run of Java for all of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCases } from './case.js';
import { CASES } from './cases.js';
import { EXPRESSION_CASES } from './expression-cases.js';
import { hasSaxon, verdictsOf } from './saxon.js';

const all = [...CASES, ...EXPRESSION_CASES];
const judged = all.filter(({ unjudged }) => unjudged === undefined);

describe.skipIf(!hasSaxon)('Saxon (skipped where libsaxonhe-java is not installed)', () => {
  let folder: string;
  let verdicts: Map<string, readonly string[]>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'teigram-battery-'));
    verdicts = verdictsOf(writeCases(judged, folder), folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(judged.map((given) => ['expression' in given ? given.expression : given.name, given] as const))(
    '%s',
    (_about, { name, finds }) => {
      expect(verdicts.get(name)).toEqual(finds);
    },
  );
});
