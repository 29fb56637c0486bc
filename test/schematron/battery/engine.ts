/** Asks teigram, by the door that the command uses. */
import type { Diagnostic } from '../../../src/diagnostics.js';
import { svrlReporter } from '../../../src/report/index.js';
import { validateFiles } from '../../../src/validate/index.js';
import type { WrittenCase } from './case.js';
import { elements, findingLine } from './svrl.js';

export interface Answer {
  readonly lines: readonly string[];
  /** Why something was not evaluated at all; undefined where all was. */
  readonly notEvaluated: string | undefined;
}

export async function answerOf({ schema, document, phase }: WrittenCase): Promise<Answer> {
  const notices: Diagnostic[] = [];
  const lines: string[] = [];
  const options = { schemas: [schema], schematron: true, phase, svrl: true, cache: false, pointers: false, jobs: 1 };
  for await (const report of validateFiles([document], {
    ...options,
    onNotice: (notice) => void notices.push(notice),
  })) {
    if (report.valid === undefined) notices.push(...report.diagnostics);
    const svrl: string[] = [];
    const reporter = svrlReporter({ out: (text) => void svrl.push(text), err: () => {} });
    reporter.file(report);
    reporter.end();
    for (const element of elements(svrl.join(''))) {
      const line = findingLine(element);
      if (line !== undefined) lines.push(line);
    }
    for (const { code } of report.diagnostics)
      if (code === 'schematron-not-evaluated' && !lines.includes('!')) lines.push('!');
  }
  return { lines, notEvaluated: notices.map(({ message }) => message).join(' ') || undefined };
}
