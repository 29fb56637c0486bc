/** Which findings a report tells of, and which of them fail a run. */
import type { Diagnostic, Severity } from '../diagnostics.js';
import type { FileReport, Reporter } from './report.js';

/** What fails a run: a finding as bad as this, or worse; `never` leaves only what could not be used. */
export type FailOn = Severity | 'never';

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

export interface Selection {
  /** The least that is reported. */
  readonly severity: Severity;
  readonly failOn: FailOn;
  /** Whether what was not fully checked is taken as it is. */
  readonly allowUnchecked?: boolean | undefined;
}

/** Says whether a file fails the run, by all its findings, and leaves out of it what is not to be reported. */
export function select(report: FileReport, { severity, failOn, allowUnchecked = false }: Selection): FileReport {
  const { diagnostics } = report;
  // Without a verdict there is nothing to report but why.
  if (report.valid === undefined) return report;
  const shown = diagnostics.filter((diagnostic) => isAtLeast(diagnostic, severity));
  const failing = diagnostics.some((diagnostic) => fails(diagnostic, failOn));
  return {
    ...report,
    diagnostics: shown,
    ...(failOn === 'error' ? {} : { failing }),
    ...(allowUnchecked ? { mayBeUnchecked: true } : {}),
  };
}

/** Whether a finding is bad enough to fail the run. */
export function fails(diagnostic: Diagnostic, failOn: FailOn): boolean {
  return failOn !== 'never' && isAtLeast(diagnostic, failOn);
}

function isAtLeast(diagnostic: Diagnostic, severity: Severity): boolean {
  return RANK[diagnostic.severity] >= RANK[severity];
}

/** Several reports of one run. */
export function together(reporters: readonly Reporter[]): Reporter {
  if (reporters.length === 1) return reporters[0]!;
  return {
    file(report) {
      for (const reporter of reporters) reporter.file(report);
    },
    run(diagnostic, fails) {
      for (const reporter of reporters) reporter.run(diagnostic, fails);
    },
    skip(files) {
      for (const reporter of reporters) reporter.skip?.(files);
    },
    end() {
      for (const reporter of reporters) reporter.end();
    },
  };
}
