/**
 * JUnit's XML, as continuous integration reads it (the schema of Jenkins' xUnit plugin, junit-10.xsd):
 * a suite a file, a test case an error; a file without errors is one that passed. Warnings are output.
 */
import type { Diagnostic } from '../diagnostics.js';
import { escapeAttribute, escapeText } from '../xml/escape.js';
import type { FileReport, Reporter, Sink } from './report.js';
import { firstOf } from './selection.js';

export function junitReporter(sink: Sink, { maxFindings = 0 } = {}): Reporter {
  const ofTheCall: Diagnostic[] = [];
  sink.out('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="teigram">\n');
  return {
    file(report) {
      sink.out(suite(report, maxFindings));
    },
    run(diagnostic) {
      ofTheCall.push(diagnostic);
    },
    end() {
      if (ofTheCall.length > 0) sink.out(suite({ file: 'teigram', diagnostics: ofTheCall }, 0));
      sink.out('</testsuites>\n');
    },
  };
}

function suite(report: FileReport, maxFindings: number): string {
  const { file, diagnostics, valid } = report;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const others = diagnostics.filter(({ severity }) => severity !== 'error');
  const shown = firstOf(errors, maxFindings);
  // What could not be judged is an error of the run, in JUnit's words; what is wrong with a document is a failure.
  const kind = valid === undefined ? 'error' : 'failure';
  const cases = shown.length > 0 ? shown.map((error) => failedCase(error, file, kind)) : [passedCase(report)];
  const counts = `tests="${cases.length}" failures="${kind === 'failure' ? shown.length : 0}" errors="${kind === 'error' ? shown.length : 0}" skipped="0"`;
  const out = outputOf(firstOf(others, maxFindings), errors.length - shown.length);
  return `  <testsuite name="${escapeAttribute(file)}" ${counts}>\n${cases.join('')}${out}  </testsuite>\n`;
}

function passedCase({ file, summary = 'valid' }: FileReport): string {
  return `    <testcase name="${escapeAttribute(summary)}" classname="${escapeAttribute(file)}"/>\n`;
}

function failedCase(diagnostic: Diagnostic, file: string, kind: 'error' | 'failure'): string {
  const { code, message } = diagnostic;
  const name = `${code}${placeOf(diagnostic)}`;
  const body = escapeText(describe(diagnostic, file));
  return [
    `    <testcase name="${escapeAttribute(name)}" classname="${escapeAttribute(file)}">\n`,
    `      <${kind} type="${escapeAttribute(code)}" message="${escapeAttribute(message)}">${body}</${kind}>\n`,
    '    </testcase>\n',
  ].join('');
}

function outputOf(others: readonly Diagnostic[], withheld: number): string {
  const lines = others.map((diagnostic) => describe(diagnostic, diagnostic.file ?? ''));
  if (withheld > 0) lines.push(`… and ${withheld} more errors`);
  return lines.length === 0 ? '' : `    <system-out>${escapeText(lines.join('\n'))}</system-out>\n`;
}

function placeOf({ line, column }: Diagnostic): string {
  return line === undefined ? '' : ` ${line}${column === undefined ? '' : `:${column}`}`;
}

function describe(diagnostic: Diagnostic, reported: string): string {
  const { severity, code, message, path, line, column } = diagnostic;
  const place = [diagnostic.file ?? reported, line, column]
    .filter((part) => part !== undefined && part !== '')
    .join(':');
  return `${place}: ${severity} ${code}: ${message}${path === undefined ? '' : `\n${path}`}`;
}
