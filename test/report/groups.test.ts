/** Findings told together: which, how often, and what becomes of the files that have them. */
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics.js';
import { colors } from '../../src/report/colors.js';
import { githubReporter } from '../../src/report/github.js';
import { inGroups } from '../../src/report/groups.js';
import { htmlReporter } from '../../src/report/html.js';
import { jsonReporter } from '../../src/report/json.js';
import { junitReporter } from '../../src/report/junit.js';
import { prettyReporter } from '../../src/report/pretty.js';
import type { FileReport, Reporter, Sink } from '../../src/report/report.js';
import { sarifReporter } from '../../src/report/sarif.js';
import { parseXml } from '../../src/xml/parser.js';
import { written } from './runs.js';
import { SARIF } from './schemas/sarif.js';

const GREGORIAN = '@calendar="Gregorian" leads to no file';
const root = process.cwd();

const finding = (
  alike: string | undefined,
  line: number,
  severity: Diagnostic['severity'] = 'warning',
): Diagnostic => ({
  ...{ severity, code: 'pointer-without-file', message: 'There is no file Gregorian.', line, column: 2 },
  ...(alike === undefined ? {} : { alike }),
  source: 'pointers',
});
const file = (name: string, ...diagnostics: Diagnostic[]): FileReport => ({
  ...{ file: name, valid: !diagnostics.some(({ severity }) => severity === 'error'), diagnostics },
});
const many = (n: number, alike: string, severity?: Diagnostic['severity']) =>
  Array.from({ length: n }, (_, i) => finding(alike, i + 1, severity));

/** Three files with a warning each that is made four times more in the last, one that only stands once, and an error. */
const RUN = [
  file('a.xml', finding(GREGORIAN, 4), finding('once', 5)),
  file('b.xml', ...many(2, 'broken', 'error'), finding(GREGORIAN, 4)),
  file('c.xml', ...many(5, GREGORIAN), finding(undefined, 9), finding(undefined, 9)),
  file('d.xml', ...many(2, 'broken', 'error')),
  file('e.xml', finding('broken', 1, 'error')),
];

const grouped = (make: (sink: Sink) => Reporter, files = RUN) => written((sink) => inGroups(make(sink)), files, []);
const json = (files = RUN) => JSON.parse(grouped((sink) => jsonReporter(sink), files));
const pretty = (files = RUN, options: object = {}) => {
  const plain = { outColors: colors(false), errColors: colors(false), quiet: false, verb: 'checked' };
  return grouped((sink) => prettyReporter(sink, { ...plain, findings: 'result', ...options }), files);
};

describe('findings told together', () => {
  it('are those alike beyond the third, with how many there are and where the first are', () => {
    const { files, diagnostics } = json();
    expect(files.map((report: FileReport) => report.diagnostics.length)).toEqual([2, 3, 3, 1, 0]);
    expect(diagnostics).toMatchObject([
      {
        ...{ severity: 'warning', code: 'pointer-without-file', count: 7, files: 3 },
        message: `${GREGORIAN}, 7 times in 3 files. The first: a.xml:4:2, b.xml:4:2, c.xml:1:2.`,
        places: [{ file: 'a.xml', line: 4, column: 2 }, { file: 'b.xml' }, { file: 'c.xml', line: 1 }],
      },
      { severity: 'error', count: 5, files: 3, message: expect.stringMatching(/^broken, 5 times in 3 files\./) },
    ]);
  });

  it('are nothing where there are few, whose findings are as they are without', () => {
    const few = [file('a.xml', ...many(3, GREGORIAN)), file('b.xml', finding('once', 1))];
    const bare = few.map(({ diagnostics, ...rest }) => ({
      ...rest,
      diagnostics: diagnostics.map(({ alike: _, ...plain }) => plain),
    }));
    expect(grouped((sink) => jsonReporter(sink), few)).toBe(written((sink) => jsonReporter(sink), bare, []));
  });

  it('are of one kind only: another severity, and what has no kind, stands by itself', () => {
    const { diagnostics } = json([
      file('a.xml', ...many(3, 'x'), ...many(3, 'x', 'error'), ...Array(9).fill(finding(undefined, 1))),
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('count with their files, and leave verdict and exit code as they are', () => {
    const { files, summary } = json();
    expect(files[2].together).toEqual([{ severity: 'warning', code: 'pointer-without-file', count: 4 }]);
    expect(files[4]).toMatchObject({ valid: false, together: [{ severity: 'error', count: 1 }] });
    expect(summary).toMatchObject({ valid: 2, invalid: 3, errors: 5, warnings: 10, exitCode: 1 });
    expect(summary.codes).toEqual({ 'pointer-without-file': 15 });
  });

  it('have one place where a list of pointers has them all in one', () => {
    const { diagnostics } = json([file('a.xml', ...Array(6).fill(finding(GREGORIAN, 1)))]);
    expect(diagnostics).toMatchObject([{ count: 6, files: 1, places: [{ file: 'a.xml', line: 1, column: 2 }] }]);
  });

  it('begin with what there is most of; what is alike often comes in the order of the files', () => {
    const run = ['b', 'a', 'c'].map((kind, i) => file(`${i}.xml`, ...many(kind === 'c' ? 9 : 4, kind)));
    expect(json(run).diagnostics.map(({ message }: Diagnostic) => message[0])).toEqual(['c', 'b', 'a']);
  });

  it('need no more memory than for so many kinds; what is of yet another stands where it is', () => {
    const run = Array.from({ length: 201 }, (_, f) =>
      file(`${f}.xml`, ...Array.from({ length: 100 }, (_, i) => finding(`kind ${f} ${i}`, i + 1))),
    );
    const { files, diagnostics } = json([...run, file('z.xml', ...many(5, 'kind 0 0'), ...many(5, 'kind 200 99'))]);
    expect(diagnostics).toMatchObject([{ count: 6 }]);
    expect(files.at(-1).diagnostics).toHaveLength(7);
  });
});

describe('each format', () => {
  it('pretty tells them at the end, and of a file that it has some of them', () => {
    const out = pretty();
    expect(out).toMatch(
      /✗ e\.xml: not valid, 1 error\n {2}1 finding is told at the end, with those of other files like it\n/,
    );
    expect(out).toMatch(
      /Found again and again:\nwarning pointer-without-file: @calendar="Gregorian" leads to no file, 7 times/,
    );
    expect(out).toMatch(/5 files: 5 checked, 2 valid, 3 not valid, 5 errors, 10 warnings\n/);
    expect(pretty(RUN, { maxFindings: 1 })).toContain('  … and 1 more that were found again and again\n');
    const quiet = pretty(RUN, { quiet: true });
    expect(quiet).toContain('error pointer-without-file: broken, 5 times in 3 files');
    expect(quiet).not.toContain('Gregorian"');
  });

  it('SARIF has a result with the count, at the first place, with the others beside it', () => {
    const log = JSON.parse(grouped((sink) => sarifReporter(sink, { root })));
    const isSarif = new Ajv({ formats: { 'uri-reference': true, uri: URL.canParse } }).compile(SARIF);
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    const { results, invocations } = log.runs[0];
    expect(results).toHaveLength(9 + 2);
    const place = (uri: string, startLine: number) => ({
      physicalLocation: { artifactLocation: { uri }, region: { startLine, startColumn: 2 } },
    });
    expect(results[9]).toMatchObject({
      ...{ level: 'warning', occurrenceCount: 7, locations: [place('a.xml', 4)] },
      relatedLocations: [place('b.xml', 4), place('c.xml', 1)],
    });
    expect(invocations).toMatchObject([{ exitCode: 1, executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  it('JUnit fails each file that has one that is an error', () => {
    const xml = grouped((sink) => junitReporter(sink));
    expect(parseXml(xml, {}).wellFormed).toBe(true);
    expect(xml).toContain('<testsuite name="e.xml" tests="1" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<testsuite name="c.xml" tests="1" failures="0" errors="0" skipped="0">');
    expect(xml).toContain('<testsuite name="teigram" tests="1" failures="0" errors="0" skipped="0">');
    expect(xml).toContain(
      'error pointer-without-file: broken, 5 times in 3 files. The first: b.xml:1:2, b.xml:2:2, d.xml:1:2.',
    );
  });

  it('GitHub has an annotation of the run', () => {
    const out = grouped((sink) => githubReporter(sink, { root }));
    expect(out).toContain(
      `::warning title=pointer-without-file::${GREGORIAN}, 7 times in 3 files. The first: a.xml:4:2`,
    );
    expect(out).toContain('5 files, 2 valid, 5 errors, 10 warnings\n');
  });

  it('HTML has a heading for them, and lists a file with nothing else', () => {
    const page = grouped((sink) => htmlReporter(sink));
    expect(parseXml(page, {}).wellFormed).toBe(true);
    expect(page).toMatch(
      /<h2>Found again and again<\/h2>[\s\S]*7 times in 3 files[\s\S]*<h2>Files with findings<\/h2>/,
    );
    expect(page).toMatch(/<h3>e\.xml<\/h3>[\s\S]*1 finding is told above/);
    expect(page).not.toContain('The run itself');
  });
});
