/** One JSON object a run, written as the files finish so that a long run needs no memory for its report. */
import type { Diagnostic } from '../diagnostics.js';
import { visible } from '../shown.js';
import { contentsObject } from './contents.js';
import { Allowance, type Limits, tellableFile } from './limits.js';
import {
  exitCodeOf,
  exitCodeOfCall,
  type FileReport,
  type ReportExitCode,
  type Reporter,
  type Sink,
  Tally,
  worseExit,
} from './report.js';

/**
 * The object: `{ files: [{ file, summary?, valid?, checked?, unchecked?, lossless?, unrecognised?, contents?, outputs?, documents?, ledger?, diagnostics, together? }],
 * diagnostics, summary }`. `diagnostics` beside `files` are those of the call itself, and findings told together, which have `count`, `files` and
 * `places` and are counted in the `together` of their files; `summary` counts (`unchecked`: files whose
 * `checked` is `partly`; `skipped`: files passed over), its `contents` by kind and decade,
 * and has a `note` where findings were left out because there were too many in all.
 */
export function jsonReporter(sink: Sink, limits: Limits = {}): Reporter {
  const allowance = new Allowance(limits);
  const tally = new Tally();
  const runDiagnostics: Diagnostic[] = [];
  let exitCode: ReportExitCode = 0;
  let first = true;
  return {
    file(given) {
      const report = tellableFile(given);
      tally.add(report);
      exitCode = worseExit(exitCode, exitCodeOf(report));
      sink.out(`${first ? '{"files":[\n' : ',\n'}${jsonText(plain(report, allowance))}`);
      first = false;
    },
    run(diagnostic, fails) {
      tally.addDiagnostic(diagnostic);
      exitCode = worseExit(exitCode, exitCodeOfCall(diagnostic, fails));
      runDiagnostics.push(...allowance.takeOfCall(diagnostic));
    },
    skip(files) {
      tally.skipped = files;
    },
    end() {
      const codes = Object.fromEntries([...tally.codes].sort(([, a], [, b]) => b - a));
      const contents = contentsObject(tally.contents);
      const summary = {
        ...tally,
        ...(tally.contents.size > 0 ? { contents } : { contents: undefined }),
        codes,
        exitCode,
        note: allowance.note,
      };
      sink.out(first ? '{"files":[],' : '\n],');
      sink.out(`\n"diagnostics":${jsonText(runDiagnostics)},\n"summary":${jsonText(summary)}}\n`);
    },
  };
}

type Printed = Omit<FileReport, 'source' | 'failing' | 'mayBeUnchecked' | 'schematron'>;

function plain(
  { source: _, failing: __, mayBeUnchecked: ___, schematron: ____, ...report }: FileReport,
  allowance: Allowance,
): Printed {
  return { ...report, diagnostics: allowance.take(report.diagnostics) };
}

/** The value as JSON, in which nothing hidden stands but by its number: what `visible` writes is how JSON has it. */
export function jsonText(value: unknown, indent?: number): string {
  return visible(JSON.stringify(value, null, indent));
}
