/** Runs to report on, with everything in them that a format could trip over. */
import type { Diagnostic } from '../../src/diagnostics.js';
import type { FileReport, Reporter, Sink } from '../../src/report/report.js';

export const SOURCE = '<r a="1">\n  <b>1 &amp; "2"</b>\n</r>\n';

const error: Diagnostic = {
  severity: 'error',
  code: 'element-unknown',
  message: 'The schema has no <b> & no "c";\nnor 100% of\r\nd: \u0001\uD800 ]]> 😀',
  file: 'sub/b,c: é%.xml',
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 6,
  path: '/r/b[1]',
  expected: ['x'],
  documentation: 'marks <b>.',
  source: 'relaxng',
};

export const good: FileReport = { file: 'a.xml', summary: 'checked against s.rng', valid: true, diagnostics: [] };
export const invalid: FileReport = {
  file: 'sub/b,c: é%.xml',
  summary: 'checked against s.rng',
  valid: false,
  diagnostics: [
    error,
    { ...error, severity: 'warning', code: 'idref-unresolved', line: 1, column: 4, endLine: 3, path: '/r/@a' },
    { severity: 'info', code: 'xml-version', message: 'A remark.', line: 1, source: 'xml' },
    { severity: 'error', code: 'id-duplicate', message: 'Without a place.', source: 'relaxng' },
  ],
  source: (file) => (file === undefined || file === 'sub/b,c: é%.xml' ? SOURCE : undefined),
};
export const partly: FileReport = {
  file: 'd--e.xml',
  summary: 'checked against s.sch',
  valid: true,
  checked: 'partly',
  unchecked: '1 of 2 rules not evaluated',
  diagnostics: [],
};
export const unusable: FileReport = {
  file: 'c.xml',
  diagnostics: [{ severity: 'error', code: 'file-not-found', message: 'Gone.', file: 'c.xml', source: 'input' }],
};
export const ofTheCall: Diagnostic = {
  severity: 'warning',
  code: 'schema-from-cache',
  message: 'An old copy was used.',
  source: 'run',
};

/** What a format makes of a run. */
export function written(
  make: (sink: Sink) => Reporter,
  files: readonly FileReport[] = [good, invalid, unusable],
  run: readonly Diagnostic[] = [ofTheCall],
): string {
  let out = '';
  const write = (text: string) => {
    out += text;
  };
  const reporter = make({ out: write, err: write });
  for (const diagnostic of run) reporter.run(diagnostic);
  for (const file of files) reporter.file(file);
  reporter.end();
  return out;
}
