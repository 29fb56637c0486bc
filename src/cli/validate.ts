/** `teigram validate`: the schemas, the files and the reports of a call, brought together. */
import type { Diagnostic } from '../diagnostics.js';
import { renderDiagnostic } from '../report/pretty.js';
import { exitCodeOf } from '../report/report.js';
import { select } from '../report/selection.js';
import type { Corpus, SchemaShelf } from '../validate/index.js';
import { type CheckedFile, checkFiles, chunksOf } from './check-files.js';
import { EXIT_GOOD, EXIT_INTERRUPTED, EXIT_UNUSABLE, type ExitCode, worse } from './exit-codes.js';
import { type InputFile, listInputs } from './inputs.js';
import { listenForInterrupt, untilInterrupted } from './interrupt.js';
import type { ValidateFlags } from './program.js';
import { withProgress } from './progress.js';
import type { ReportTarget } from './report-formats.js';
import { isForTerminal, openReports, planReports } from './reports.js';
import { openShelf } from './schema-shelf.js';
import type { Terminal } from './terminal.js';

export async function runValidate(
  names: readonly string[],
  flags: ValidateFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const targets = planReports(flags);
  if ('code' in targets) return refuse(targets, terminal);
  const { shelf, diagnostics: schemaFaults } = await openShelf(flags);
  const { files, diagnostics } = schemaFaults.some(isError)
    ? { files: [], diagnostics: [] }
    : await listInputs(names, '.xml');
  const faults = [...schemaFaults, ...diagnostics];

  const progress = withProgress(terminal, files.length, isForTerminal(targets) && flags.quiet !== true);
  const reports = await openReports(targets, flags, progress);
  if ('code' in reports) return refuse(reports, terminal);
  const { reporter } = reports;
  let exitCode: ExitCode = faults.some(isError) ? EXIT_UNUSABLE : EXIT_GOOD;
  for (const fault of [...faults, ...shelf.takeNotices()]) reporter.run(fault);
  const { severity = 'info', failOn = 'error' } = flags;
  const interrupt = listenForInterrupt();
  const checking = await startChecking(files, shelf, flags, targets);
  let done = 0;
  try {
    for await (const { report } of untilInterrupted(checking.files, interrupt)) {
      for (const notice of checking.takeNotices()) reporter.run(notice);
      const selected = select(report, { severity, failOn });
      reporter.file(selected);
      exitCode = worse(exitCode, exitCodeOf(selected));
      done++;
      progress.step();
    }
  } finally {
    interrupt.release();
    await checking.stop();
  }
  progress.stop();
  if (interrupt.requested) {
    reporter.run(stopped(done, files.length));
    exitCode = EXIT_INTERRUPTED;
  }
  reporter.end();
  for (const fault of reports.faults) exitCode = refuse(fault, terminal);
  return exitCode;
}

interface Checking {
  readonly files: AsyncGenerator<CheckedFile>;
  takeNotices(): readonly Diagnostic[];
  stop(): Promise<void>;
}

/** Here, or on several threads where there are many files. */
async function startChecking(
  files: readonly InputFile[],
  shelf: SchemaShelf,
  flags: ValidateFlags,
  targets: readonly ReportTarget[],
): Promise<Checking> {
  const { pointers } = flags;
  const svrl = targets.some(({ format }) => format === 'svrl');
  // Each thread would need the ids of all files, so one does it.
  if (flags.corpus === true && pointers) {
    const options = { pointers, svrl, corpus: await readCorpus(files) };
    return alone(checkFiles(files, shelf, options), shelf);
  }
  const options = { pointers, svrl };
  // Not even looked at for a few files.
  if (files.length < 2 || files.some(({ path }) => path === undefined))
    return alone(checkFiles(files, shelf, options), shelf);
  const { CheckPool, threadsFor } = await import('./check-pool.js');
  const threads = threadsFor(files.length, flags.jobs);
  if (threads < 2) return alone(checkFiles(files, shelf, options), shelf);
  const { schema, catalog, config, offline, cache, phase, schematron } = flags;
  const schemas = { schema, catalog, config, offline, cache, phase, schematron };
  const pool = new CheckPool(threads, { schemas, options });
  return { files: pool.check(files), takeNotices: () => pool.takeNotices(), stop: () => pool.stop() };
}

function alone(files: AsyncGenerator<CheckedFile>, shelf: SchemaShelf): Checking {
  return { files, takeNotices: () => shelf.takeNotices(), stop: async () => {} };
}

function stopped(done: number, total: number): Diagnostic {
  const message = `The run was stopped after ${done} of ${total} files; the report has what was done.`;
  return { severity: 'warning', code: 'run-interrupted', message, source: 'run' };
}

/** The ids of all files: pointers between them can only be judged once all are known. */
async function readCorpus(files: readonly InputFile[]): Promise<Corpus> {
  const { Corpus } = await import('../validate/pointers/corpus.js');
  const corpus = new Corpus();
  for (const file of files) {
    // What cannot be read says so when its turn comes.
    if (file.path !== undefined) await corpus.add(file.path, chunksOf(file)).catch(() => {});
  }
  return corpus;
}

function refuse(fault: Diagnostic, terminal: Terminal): ExitCode {
  terminal.err(`${renderDiagnostic(fault, terminal.errColors)}\n`);
  return EXIT_UNUSABLE;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
