/** One JSON object a run, written as the files finish so that a long run needs no memory for its report. */
import type { Diagnostic } from '../diagnostics.js';
import { contentsObject } from './contents.js';
import { exitCodeOf, type FileReport, type Reporter, type Sink, Tally } from './report.js';

/**
 * The object: `{ files: [{ file, summary?, valid?, lossless?, unrecognised?, contents?, outputs?, documents?, ledger?, diagnostics }],
 * diagnostics, summary }`. `maxFindings` limits the diagnostics of a file, 0 is no limit. `diagnostics` beside `files` are those of the call itself; `summary` counts, its `contents` by kind and decade.
 */
export function jsonReporter(sink: Sink, { maxFindings = 0 } = {}): Reporter {
  const tally = new Tally();
  const runDiagnostics: Diagnostic[] = [];
  let exitCode = 0;
  let first = true;
  return {
    file(report) {
      tally.add(report);
      exitCode = Math.max(exitCode, exitCodeOf(report));
      sink.out(`${first ? '{"files":[\n' : ',\n'}${JSON.stringify(plain(report, maxFindings))}`);
      first = false;
    },
    run(diagnostic) {
      tally.addDiagnostic(diagnostic);
      if (diagnostic.severity === 'error') exitCode = 2;
      runDiagnostics.push(diagnostic);
    },
    end() {
      const codes = Object.fromEntries([...tally.codes].sort(([, a], [, b]) => b - a));
      const contents = contentsObject(tally.contents);
      const summary = {
        ...tally,
        ...(tally.contents.size > 0 ? { contents } : { contents: undefined }),
        codes,
        exitCode,
      };
      sink.out(first ? '{"files":[],' : '\n],');
      sink.out(`\n"diagnostics":${JSON.stringify(runDiagnostics)},\n"summary":${JSON.stringify(summary)}}\n`);
    },
  };
}

type Printed = Omit<FileReport, 'source' | 'failing' | 'schematron'>;

function plain({ source: _, failing: __, schematron: ___, ...report }: FileReport, maxFindings: number): Printed {
  if (maxFindings === 0 || report.diagnostics.length <= maxFindings) return report;
  return { ...report, diagnostics: report.diagnostics.slice(0, maxFindings) };
}
