/** Reports show the lines of their own document, also when others have been read since into the same memory. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { validateFiles } from '../../src/validate/validate.js';
import { folder } from '../cli/call.js';

it('shows of each file what was wrong in it, however late it is asked for', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `f${i}.xml`);
  // Every third is in order, and each has another length.
  const text = (i: number) => `<r>${'x'.repeat(900 - 29 * i)}${i % 3 === 0 ? '' : `<wrong${i}>`}</r>`;
  const dir = folder(Object.fromEntries(names.map((name, i) => [name, text(i)])));
  const reports = [];
  for await (const report of validateFiles([dir], { jobs: 1 })) reports.push(report);
  expect(reports).toHaveLength(30);
  for (const { file, diagnostics, source } of reports.filter((report) => report.valid === false)) {
    const i = Number(/f(\d+)/.exec(file)![1]);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(source?.(file), join(dir, file)).toBe(text(i));
  }
});
