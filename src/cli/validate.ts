/** `teigram validate`: the schemas, the files and the reports of a call, brought together. */
import type { Limits } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import { takeRead } from '../files/been-read.js';
import { KeptFiles } from '../files/identity.js';
import { untilAborted } from '../files/in-order.js';
import { displayPath, type InputFile, type InputList, listInputs } from '../files/inputs.js';
import { inGroups } from '../report/groups.js';
import { renderDiagnostic } from '../report/pretty.js';
import { exitCodeOf, exitCodeOfCall, type Reporter, worseExit } from '../report/report.js';
import { fails, select } from '../report/selection.js';
import type { CheckedFile } from '../validate/files.js';
import { type RunOptions, Run as ValidationRun } from '../validate/run.js';
import { CONFIG_FILE } from './defaults.js';
import { EXIT_GOOD, EXIT_INTERRUPTED, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { ValidateFlags } from './flags.js';
import { interrupted, listenForInterrupt } from './interrupt.js';
import { readLimits } from './limits.js';
import { withProgress } from './progress.js';
import type { ReportTarget } from './report-formats.js';
import { isForTerminal, openReports, planReports } from './reports.js';
import type { Terminal } from './terminal.js';
import { readOptions } from './validate-options.js';

export async function runValidate(
  named: readonly string[],
  flags: ValidateFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const targets = planReports(flags);
  if ('code' in targets) return refuse(targets, terminal);
  const limits = readLimits(flags.limit);
  if ('code' in limits) return refuse(limits, terminal);
  const { filesFrom, onlyFrom } = flags;
  const list = filesFrom === undefined ? undefined : await (await import('./files-from.js')).readNames(filesFrom);
  if (list !== undefined && 'code' in list) return refuse(list, terminal);
  const only = onlyFrom === undefined ? undefined : await (await import('./files-from.js')).readSelection(onlyFrom);
  if (only !== undefined && 'code' in only) return refuse(only, terminal);
  if (named.length === 0 && list === undefined) return refuse(nothingNamed(), terminal);
  const inputs = () => listInputs(named, '.xml', list);
  const call = { inputs, flags, targets, limits, terminal, only };
  if (flags.watch !== true) return (await validateOnce(call)).exitCode;
  if (targets.length > 1 || !isForTerminal(targets)) return refuse(watchNeedsTerminal(), terminal);
  const { watchInputs } = await import('./watch.js');
  return watchInputs([...named, ...(list?.names ?? [])], inputs, (changed) => validateOnce(call, changed), terminal);
}

interface Call {
  /** The files that the call means, as they are now. */
  readonly inputs: () => Promise<InputList>;
  readonly flags: ValidateFlags;
  readonly targets: readonly ReportTarget[];
  readonly limits: Partial<Limits>;
  readonly terminal: Terminal;
  /** Which of the files to check; all by default. */
  readonly only: ((path: string) => boolean) | undefined;
}

export interface Outcome {
  readonly exitCode: ExitCode;
  /** Absolute paths of the schemas that were used. */
  readonly schemas: ReadonlySet<string>;
}

/** @param changed absolute paths of the files to check, of those that the call names; all by default. */
async function validateOnce(
  { inputs, flags, targets, limits, terminal, only = () => true }: Call,
  changed?: ReadonlySet<string>,
): Promise<Outcome> {
  const toFiles = targets.some(({ file }) => file !== undefined);
  if (toFiles) takeRead();
  const { options, diagnostics: configFaults } = await readOptions(flags, targets);
  const run = await ValidationRun.open({ ...options, limits });
  const schemaFaults = [...configFaults, ...run.diagnostics];
  const listed = schemaFaults.some(isError) ? { files: [], diagnostics: [] } : await inputs();
  const files = listed.files.filter(
    ({ path }) => path === undefined || (only(path) && (changed === undefined || changed.has(path))),
  );
  const faults = [...schemaFaults, ...listed.diagnostics];

  const kept = new KeptFiles();
  if (toFiles) for (const [path, what] of namedBy(flags, options, listed.files)) kept.add(path, what);

  const progress = withProgress(terminal, files.length, isForTerminal(targets) && flags.quiet !== true);
  const reports = await openReports(targets, flags, progress, kept);
  if ('code' in reports) return { exitCode: refuse(reports, terminal), schemas: new Set() };
  // Of an edition, what is wrong in all its files is one slip.
  const reporter = sayingOnce(flags.corpus === true ? inGroups(reports.reporter) : reports.reporter);
  let exitCode: ExitCode = EXIT_GOOD;
  const remark = (diagnostic: Diagnostic): void => {
    const fatal = fails(diagnostic, flags.failOn ?? 'error');
    reporter.run(diagnostic, fatal);
    exitCode = worseExit<ExitCode>(exitCode, exitCodeOfCall(diagnostic, fatal));
  };
  for (const fault of [...faults, ...run.takeNotices()]) remark(fault);
  const checked = run.check(files, listed.files);
  const outcome = await report(run, checked, files.length, { file: reporter.file, remark }, flags, (schemas) => {
    progress.step();
    if (toFiles) {
      for (const path of takeRead()) kept.add(path, displayPath(path));
      for (const schema of schemas) kept.add(schema, `the schema ${displayPath(schema)}`);
    }
    return toFiles || !terminal.isLost();
  });
  progress.stop();
  reporter.end();
  exitCode = worseExit<ExitCode>(exitCode, outcome.exitCode);
  for (const fault of reports.faults) exitCode = refuse(fault, terminal);
  return { ...outcome, exitCode };
}

/** What a call reads that its flags name or that is found in the working folder, each in words. */
function* namedBy(
  { config = CONFIG_FILE, filesFrom, onlyFrom }: ValidateFlags,
  { schemas = [], catalogs = [], foundCatalog, map = {} }: RunOptions,
  files: readonly InputFile[],
): Generator<readonly [path: string, what: string]> {
  for (const { path, display } of files) if (path !== undefined) yield [path, display];
  yield [config, `the configuration ${config}`];
  for (const list of [filesFrom, onlyFrom]) if (list !== undefined) yield [list, `the list of files ${list}`];
  for (const path of [...schemas, ...Object.values(map)]) yield [path, `the schema ${path}`];
  for (const path of [...catalogs, ...(foundCatalog === undefined ? [] : [foundCatalog])])
    yield [path, `the catalog ${path}`];
}

/**
 * Reports on each file as it has been checked, until all are or the user stops the run.
 *
 * @param goOn hears of each file which schemas it was checked against, and says whether to go on.
 */
async function report(
  run: ValidationRun,
  checking: AsyncGenerator<CheckedFile>,
  files: number,
  { file: tell, remark }: Pick<Reporter, 'file'> & { readonly remark: (diagnostic: Diagnostic) => void },
  { severity = 'info', failOn = 'error', allowUnchecked }: ValidateFlags,
  goOn: (schemas: readonly string[]) => boolean,
): Promise<Outcome> {
  const schemas = new Set<string>();
  let exitCode: ExitCode = EXIT_GOOD;
  let done = 0;
  const interrupt = listenForInterrupt();
  try {
    for await (const checked of untilAborted(checking, interrupt.signal)) {
      for (const notice of run.takeNotices()) remark(notice);
      for (const schema of checked.schemas) schemas.add(schema);
      const selected = select(checked.report, { severity, failOn, allowUnchecked });
      tell(selected);
      exitCode = worseExit<ExitCode>(exitCode, exitCodeOf(selected));
      done++;
      if (!goOn(checked.schemas)) break;
    }
  } finally {
    interrupt.release();
    await run.stop();
  }
  if (!interrupt.signal.aborted) return { exitCode, schemas };
  remark(interrupted(done, files));
  return { exitCode: EXIT_INTERRUPTED, schemas };
}

/** Of the run itself, what several threads have found is said once. */
function sayingOnce(reporter: Reporter): Reporter {
  const said = new Set<string>();
  return {
    file: (report) => reporter.file(report),
    run(diagnostic, fails) {
      const key = JSON.stringify(diagnostic);
      if (!said.has(key)) reporter.run(diagnostic, fails);
      said.add(key);
    },
    end: () => reporter.end(),
  };
}

function nothingNamed(): Diagnostic {
  const message =
    'Which files? Name XML files, folders or patterns, - for standard input, or a list with --files-from.';
  return { severity: 'error', code: 'no-files', message, source: 'run' };
}

function watchNeedsTerminal(): Diagnostic {
  const message =
    '--watch shows on the terminal what each change brings, so it takes no other report. Leave --format and --output out, or run once without --watch.';
  return { severity: 'error', code: 'report-target-unclear', message, source: 'run' };
}

function refuse(fault: Diagnostic, terminal: Terminal): ExitCode {
  terminal.err(`${renderDiagnostic(fault, terminal.errColors)}\n`);
  return EXIT_UNUSABLE;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
