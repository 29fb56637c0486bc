/**
 * JUnit's XML, as continuous integration reads it (the schema of Jenkins' xUnit plugin, junit-10.xsd):
 * a suite a file, a test case an error; a file without errors is one that passed, or one skipped where it was not
 * fully checked. Warnings are output.
 */
import type { Diagnostic } from '../diagnostics.js';
import { toldElsewhere } from './groups.js';
import { Allowance, type Limits, tellableFile } from './limits.js';
import { xmlAttribute, xmlText } from './markup.js';
import { type FileReport, type Reporter, type Sink, verdictOf } from './report.js';

export function junitReporter(sink: Sink, limits: Limits = {}): Reporter {
  const allowance = new Allowance(limits);
  const ofTheCall: Diagnostic[] = [];
  sink.out('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="teigram">\n');
  return {
    file(given) {
      const report = tellableFile(given);
      sink.out(suite(report, allowance));
    },
    run(diagnostic) {
      ofTheCall.push(...allowance.takeOfCall(diagnostic));
    },
    end() {
      const { note } = allowance;
      if (ofTheCall.length > 0 || note !== undefined) {
        sink.out(suite({ file: 'teigram', diagnostics: ofTheCall }, new Allowance({ maxTotal: 0 }), note));
      }
      sink.out('</testsuites>\n');
    },
  };
}

function suite(report: FileReport, allowance: Allowance, note?: string): string {
  const { file, diagnostics, valid } = report;
  // What is told together has failed with its files.
  const isError = ({ severity, places }: Diagnostic) => severity === 'error' && places === undefined;
  const errors = diagnostics.filter(isError);
  const others = diagnostics.filter((diagnostic) => !isError(diagnostic));
  const shown = allowance.take(errors);
  // What could not be judged is an error of the run, in JUnit's words; what is wrong with a document is a failure.
  const kind = valid === undefined ? 'error' : 'failure';
  const cases = shown.map((error) => failedCase(error, file, kind));
  const elsewhere = report.together?.find(({ severity }) => severity === 'error');
  if (elsewhere !== undefined) cases.push(failedElsewhere(report, elsewhere.code));
  const partly = report.checked === 'partly';
  if (partly) cases.push(skippedCase(report));
  else if (cases.length === 0) cases.push(passedCase(report));
  const counts = `tests="${cases.length}" failures="${(kind === 'failure' ? shown.length : 0) + (elsewhere === undefined ? 0 : 1)}" errors="${kind === 'error' ? shown.length : 0}" skipped="${partly ? 1 : 0}"`;
  const out = outputOf(allowance.take(others), errors.length - shown.length, note);
  return `  <testsuite name="${xmlAttribute(file)}" ${counts}>\n${cases.join('')}${out}  </testsuite>\n`;
}

function passedCase({ file, summary = 'valid' }: FileReport): string {
  return `    <testcase name="${xmlAttribute(summary)}" classname="${xmlAttribute(file)}"/>\n`;
}

function skippedCase(report: FileReport): string {
  const { file, summary = 'not fully checked' } = report;
  return [
    `    <testcase name="${xmlAttribute(summary)}" classname="${xmlAttribute(file)}">\n`,
    `      <skipped message="${xmlAttribute(verdictOf(report))}"/>\n`,
    '    </testcase>\n',
  ].join('');
}

function failedCase(diagnostic: Diagnostic, file: string, kind: 'error' | 'failure'): string {
  const { code, message } = diagnostic;
  const name = `${code}${placeOf(diagnostic)}`;
  const body = xmlText(describe(diagnostic, file));
  return [
    `    <testcase name="${xmlAttribute(name)}" classname="${xmlAttribute(file)}">\n`,
    `      <${kind} type="${xmlAttribute(code)}" message="${xmlAttribute(message)}">${body}</${kind}>\n`,
    '    </testcase>\n',
  ].join('');
}

function failedElsewhere(report: FileReport, code: string): string {
  const { file } = report;
  const message = toldElsewhere(report)!;
  return [
    `    <testcase name="${xmlAttribute(code)}" classname="${xmlAttribute(file)}">\n`,
    `      <failure type="${xmlAttribute(code)}" message="${xmlAttribute(message)}"/>\n`,
    '    </testcase>\n',
  ].join('');
}

function outputOf(others: readonly Diagnostic[], withheld: number, note: string | undefined): string {
  const lines = others.map((diagnostic) => describe(diagnostic, diagnostic.file ?? ''));
  if (withheld > 0) lines.push(`… and ${withheld} more errors`);
  const out = lines.length === 0 ? '' : `    <system-out>${xmlText(lines.join('\n'))}</system-out>\n`;
  return note === undefined ? out : `${out}    <system-err>${xmlText(note)}</system-err>\n`;
}

function placeOf({ line, column }: Diagnostic): string {
  return line === undefined ? '' : ` ${line}${column === undefined ? '' : `:${column}`}`;
}

function describe(diagnostic: Diagnostic, reported: string): string {
  const { severity, code, message, path, line, column } = diagnostic;
  const place = [diagnostic.file ?? reported, line, column]
    .filter((part) => part !== undefined && part !== '')
    .join(':');
  return `${place === '' ? '' : `${place}: `}${severity} ${code}: ${message}${path === undefined ? '' : `\n${path}`}`;
}
