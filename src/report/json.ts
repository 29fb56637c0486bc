/** One JSON object a run, written as the files finish so that a long run needs no memory for its report. */
import type { Diagnostic } from '../diagnostics.js';
import { exitCodeOf, type FileReport, type Reporter, type Sink, Tally } from './report.js';

/**
 * The object: `{ files: [{ file, summary?, valid?, lossless?, outputs?, documents?, ledger?, diagnostics }],
 * diagnostics, summary }`. `diagnostics` beside `files` are those of the call itself; `summary` counts.
 */
export function jsonReporter(sink: Sink): Reporter {
  const tally = new Tally();
  const runDiagnostics: Diagnostic[] = [];
  let exitCode = 0;
  let first = true;
  return {
    file(report) {
      tally.add(report);
      exitCode = Math.max(exitCode, exitCodeOf(report));
      sink.out(`${first ? '{"files":[\n' : ',\n'}${JSON.stringify(plain(report))}`);
      first = false;
    },
    run(diagnostic) {
      tally.addDiagnostic(diagnostic);
      if (diagnostic.severity === 'error') exitCode = 2;
      runDiagnostics.push(diagnostic);
    },
    end() {
      const summary = { ...tally, exitCode };
      sink.out(`${first ? '{"files":[' : '\n]'.slice(0, 1)}],`);
      sink.out(`\n"diagnostics":${JSON.stringify(runDiagnostics)},\n"summary":${JSON.stringify(summary)}}\n`);
    },
  };
}

function plain({ source: _, ...report }: FileReport): Omit<FileReport, 'source'> {
  return report;
}
