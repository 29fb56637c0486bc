import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics.js';
import { colors } from '../../src/report/colors.js';
import { jsonReporter } from '../../src/report/json.js';
import { type PrettyOptions, prettyReporter, renderDiagnostic } from '../../src/report/pretty.js';
import { exitCodeOf, type FileReport, type Reporter, type Sink } from '../../src/report/report.js';

const warning: Diagnostic = {
  severity: 'warning',
  code: 'marker-without-note',
  message: 'There is no note 3.',
  file: 'a.txt',
  line: 1,
  column: 5,
  documentation: 'marks a place.',
  source: 'telegram',
};
const error: Diagnostic = { ...warning, severity: 'error', code: 'text-lost', message: 'A word is missing.' };

const good: FileReport = {
  file: 'a.txt',
  summary: 'telegram',
  valid: true,
  lossless: true,
  outputs: ['o/a.xml'],
  diagnostics: [],
};
const invalid: FileReport = {
  file: 'b.txt',
  valid: false,
  lossless: true,
  outputs: ['o/b.xml'],
  diagnostics: [error, warning],
};
const lossy: FileReport = { file: 'c.txt', valid: true, lossless: false, outputs: ['o/c.xml'], diagnostics: [error] };
const unusable: FileReport = { file: 'd.txt', diagnostics: [{ ...error, file: 'd.txt' }] };

function report(make: (sink: Sink) => Reporter, files: readonly FileReport[], run: readonly Diagnostic[] = []) {
  let out = '';
  let err = '';
  const reporter = make({
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  for (const diagnostic of run) reporter.run(diagnostic);
  for (const file of files) reporter.file(file);
  reporter.end();
  return { out, err };
}

const pretty = (files: readonly FileReport[], options: Partial<PrettyOptions> = {}) =>
  report(
    (sink) =>
      prettyReporter(sink, {
        outColors: colors(false),
        errColors: colors(false),
        quiet: false,
        findings: 'remark',
        verb: 'converted',
        maxFindings: 0,
        ...options,
      }),
    files,
  );

describe('exitCodeOf', () => {
  it('is 0 for good, 1 for invalid or not lossless, 2 for unusable', () => {
    expect([good, invalid, lossy, unusable].map(exitCodeOf)).toEqual([0, 1, 1, 2]);
  });
});

describe('the report for people', () => {
  it('has one line a file and counts at the end', () => {
    const { out } = pretty([good, invalid, lossy, unusable]);
    expect(out.split('\n')).toEqual([
      '✓ a.txt → o/a.xml: telegram; valid, lossless',
      '✗ b.txt → o/b.xml: not valid, lossless',
      '✗ c.txt → o/c.xml: valid, not lossless',
      '4 files: 3 converted, 2 valid, 1 not valid, 1 not lossless, 1 could not be used, 3 errors, 1 warning',
      '',
    ]);
  });

  it('counts the documents that were not recognised, of several in one file each', () => {
    const plain = { ...good, unrecognised: 1 };
    const several = { ...good, outputs: ['o/e_1.xml', 'o/e_2.xml', 'o/e_3.xml'], unrecognised: 2 };
    const last = (files: readonly FileReport[]) => pretty(files).out.trim().split('\n').at(-1);
    expect(last([good, plain, { ...good, unrecognised: 0 }])).toBe('3 files: 3 converted, all valid, 1 not recognised');
    expect(last([plain])).toBe('1 file: 1 converted, valid, 1 not recognised');
    expect(last([several, lossy])).toBe(
      '2 files: 2 converted, 4 documents, all valid, 2 not recognised, 1 not lossless, 1 error',
    );
  });

  it('puts remarks aside and results where results go', () => {
    expect(pretty([invalid]).err).toContain('text-lost');
    expect(pretty([invalid], { findings: 'result' }).out).toContain('text-lost');
    expect(pretty([unusable], { findings: 'result' })).toMatchObject({ err: expect.stringContaining('✗ d.txt') });
  });

  it('keeps to errors when quiet', () => {
    const { out, err } = pretty([good, invalid], { quiet: true });
    expect(out).toBe('✗ b.txt → o/b.xml: not valid, lossless\n');
    expect(err).toContain('text-lost');
    expect(err).not.toContain('marker-without-note');
  });

  it('shows the place in the text that the finding is about', () => {
    const sources: Record<string, string> = { 'a.txt': 'See note 3.' };
    const { err } = pretty([{ ...good, diagnostics: [warning], source: (file) => sources[file ?? ''] }]);
    expect(err).toContain(
      'a.txt:1:5: warning marker-without-note: There is no note 3.\n  > 1 | See note 3.\n      |     ^',
    );
  });

  it("gives the schema's word on an element once a file", () => {
    const twice = { ...invalid, diagnostics: [error, error] };
    expect(pretty([twice]).err.match(/marks a place/g)).toHaveLength(1);
    expect(pretty([twice, twice]).err.match(/marks a place/g)).toHaveLength(2);
  });

  it('limits the findings of a file', () => {
    const many = { ...invalid, diagnostics: Array.from({ length: 7 }, () => error) };
    const { err } = pretty([many], { maxFindings: 3 });
    expect(err.match(/text-lost:/g)).toHaveLength(3);
    expect(err).toContain('and 4 more findings in b.txt');
  });

  it('colours only where asked to', () => {
    expect(renderDiagnostic(error, colors(true))).toContain('\x1b[31merror');
    expect(renderDiagnostic(error, colors(false))).not.toContain('\x1b');
  });
});

describe('the report for programs', () => {
  const json = (files: readonly FileReport[], run?: readonly Diagnostic[]) =>
    JSON.parse(report(jsonReporter, files, run).out);

  it('is one object with every finding, without sources', () => {
    const { files, diagnostics, summary } = json([{ ...good, source: () => 'x' }, invalid, unusable]);
    expect(files).toEqual([good, invalid, unusable]);
    expect(diagnostics).toEqual([]);
    expect(summary).toEqual({
      ...{ files: 3, documents: 2, valid: 1, invalid: 1, unchecked: 0, notLossless: 0, unrecognised: 0, unusable: 1 },
      ...{ errors: 2, warnings: 1, exitCode: 2 },
      codes: { 'text-lost': 2, 'marker-without-note': 1 },
    });
  });

  it('is an object also without files, with what is wrong with the call', () => {
    expect(json([], [error])).toMatchObject({ files: [], diagnostics: [error], summary: { exitCode: 2 } });
  });
});
