import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/relaxng/index.js';
import { schemaFrom } from './schemas.js';

const shared = (name: string): string => fileURLToPath(new URL(`../../../shared/relaxng/${name}`, import.meta.url));
const isThere = existsSync(shared('detest.xml'));

/** How many messages on which line. */
function countByLine(lines: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

describe.skipIf(!isThere)('the TEI’s own negative test (../shared/relaxng/detest.xml), compared with Jing', () => {
  let diagnostics: readonly Diagnostic[];
  let jing: Map<number, number>;

  beforeAll(() => {
    const schema = schemaFrom(shared('detest.rng'));
    diagnostics = schema.validate(readFileSync(shared('detest.xml'))).diagnostics;
    const report = readFileSync(shared('detest.jing'), 'utf8');
    jing = countByLine([...report.matchAll(/^[^:]+:(\d+):\d+: error/gm)].map(([, line]) => Number(line)));
  });

  it('reports the lines that Jing reports, and no other', () => {
    const lines = new Set(diagnostics.map(({ line }) => line));
    expect([...lines]).toEqual([...jing.keys()]);
  });

  it('has no more messages on a line than Jing', () => {
    for (const [line, count] of countByLine(diagnostics.map(({ line }) => line!))) {
      expect(count, `line ${line}`).toBeLessThanOrEqual(jing.get(line)!);
    }
  });

  it('says of each what could have stood there, and what the schema says of the element', () => {
    for (const { code, expected, documentation, path } of diagnostics) {
      expect(path).toMatch(/^\/TEI\/text\[1\]\/(?:body|back)\[1\]\//);
      expect(expected, code).toEqual([...expected!].sort());
      expect(documentation, code).toBeTypeOf('string');
    }
  });
});
