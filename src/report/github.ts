/**
 * Annotations of GitHub Actions: workflow commands
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions), one a line.
 */
import type { Diagnostic } from '../diagnostics.js';
import { visible } from '../shown.js';
import { Allowance, type Limits, tellableFile } from './limits.js';
import { pathFrom } from './locations.js';
import { type Reporter, type Sink, Tally, verdictOf } from './report.js';
import { count } from './words.js';

/** GitHub shows the first ten errors and ten warnings of a step in any case. */
export interface GithubOptions extends Limits {
  /** Absolute path of the repository, from which files are named. */
  readonly root: string;
}

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

export function githubReporter(sink: Sink, { root, ...limits }: GithubOptions): Reporter {
  const allowance = new Allowance(limits);
  const tally = new Tally();
  let firstUnchecked: string | undefined;
  const print = (diagnostic: Diagnostic, file: string | undefined) => sink.out(annotation(diagnostic, file, root));
  return {
    file(given) {
      const report = tellableFile(given);
      tally.add(report);
      if (report.checked === 'partly') firstUnchecked ??= `${report.file}: ${verdictOf(report)}`;
      for (const diagnostic of allowance.take(report.diagnostics)) print(diagnostic, report.file);
    },
    run(diagnostic) {
      tally.addDiagnostic(diagnostic);
      for (const told of allowance.takeOfCall(diagnostic)) print(told, undefined);
    },
    end() {
      const { files, valid, unchecked, errors, warnings } = tally;
      // One for all: GitHub shows but ten of a step, and one rule may be missing in every file.
      if (firstUnchecked !== undefined) {
        const were = unchecked === 1 ? 'file was' : 'files were';
        const text = `${unchecked} ${were} not fully checked, so nobody knows whether all is right. The first: ${firstUnchecked}`;
        sink.out(`::warning title=not fully checked::${escapeData(text)}\n`);
      }
      sink.out(`${count(files, 'file')}, ${valid} valid, ${count(errors, 'error')}, ${count(warnings, 'warning')}\n`);
      if (allowance.note !== undefined) sink.out(`::notice::${escapeData(allowance.note)}\n`);
    },
  };
}

function annotation(diagnostic: Diagnostic, reported: string | undefined, root: string): string {
  const { severity, code, message, line, column, endLine, endColumn } = diagnostic;
  const file = diagnostic.file ?? reported;
  const properties: [string, string | number | undefined][] = [
    ['file', file === undefined ? undefined : pathFrom(root, file)],
    ['line', line],
    ['endLine', endLine],
    // GitHub takes columns only of what lies on one line.
    ['col', endLine === undefined || endLine === line ? column : undefined],
    // Its end is the last column of what is meant: of nothing, such as an empty file, there is none.
    ['endColumn', endLine === line && endColumn! > (column ?? 1) ? endColumn! - 1 : undefined],
    ['title', code],
  ];
  const given = properties.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${COMMANDS[severity]} ${given.join(',')}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  const line = text.replace(/[%\r\n]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return visible(line);
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
