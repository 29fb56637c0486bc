/** `teigram validate`: the schemas, the files and the reports of a call, brought together. */
import type { Diagnostic } from '../diagnostics.js';
import { renderDiagnostic } from '../report/pretty.js';
import { exitCodeOf } from '../report/report.js';
import { select } from '../report/selection.js';
import type { Corpus } from '../validate/index.js';
import { checkFiles, chunksOf } from './check-files.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode, worse } from './exit-codes.js';
import { type InputFile, listInputs } from './inputs.js';
import type { ValidateFlags } from './program.js';
import { withProgress } from './progress.js';
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
  const { severity = 'info', failOn = 'error', pointers } = flags;
  const corpus = flags.corpus === true && pointers ? await readCorpus(files) : undefined;
  const svrl = targets.some(({ format }) => format === 'svrl');
  for await (const { report } of checkFiles(files, shelf, { pointers, corpus, svrl })) {
    for (const notice of shelf.takeNotices()) reporter.run(notice);
    const selected = select(report, { severity, failOn });
    reporter.file(selected);
    exitCode = worse(exitCode, exitCodeOf(selected));
    progress.step();
  }
  progress.stop();
  reporter.end();
  for (const fault of reports.faults) exitCode = refuse(fault, terminal);
  return exitCode;
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
