/**
 * Annotations of GitHub Actions: workflow commands
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions), one a line.
 */
import type { Diagnostic } from '../diagnostics.js';
import { pathFrom } from './locations.js';
import { type Reporter, type Sink, Tally } from './report.js';
import { firstOf } from './selection.js';
import { count } from './words.js';

export interface GithubOptions {
  /** Absolute path of the repository, from which files are named. */
  readonly root: string;
  /** Findings of a file, 0 for all. GitHub shows the first ten errors and ten warnings of a step in any case. */
  readonly maxFindings: number;
}

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

export function githubReporter(sink: Sink, { root, maxFindings }: GithubOptions): Reporter {
  const tally = new Tally();
  const print = (diagnostic: Diagnostic, file: string | undefined) => sink.out(annotation(diagnostic, file, root));
  return {
    file(report) {
      tally.add(report);
      for (const diagnostic of firstOf(report.diagnostics, maxFindings)) print(diagnostic, report.file);
    },
    run(diagnostic) {
      tally.addDiagnostic(diagnostic);
      print(diagnostic, undefined);
    },
    end() {
      const { files, valid, errors, warnings } = tally;
      sink.out(`${count(files, 'file')}, ${valid} valid, ${count(errors, 'error')}, ${count(warnings, 'warning')}\n`);
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
    ['endColumn', endLine === line && endColumn !== undefined ? endColumn - 1 : undefined],
    ['title', code],
  ];
  const given = properties.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${COMMANDS[severity]} ${given.join(',')}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replace(/[%\r\n]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
