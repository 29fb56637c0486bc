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
  const isOfSchemas = named.length === 0 && list === undefined;
  if (isOfSchemas && (flags.schema === undefined || flags.watch === true)) return refuse(nothingNamed(), terminal);
  const inputs = isOfSchemas ? undefined : () => listInputs(named, '.xml', list);
  const call = { inputs, flags, targets, limits, terminal, only };
  if (inputs === undefined || flags.watch !== true) return (await validateOnce(call)).exitCode;
  if (targets.length > 1 || !isForTerminal(targets)) return refuse(watchNeedsTerminal(), terminal);
  const { watchInputs } = await import('./watch.js');
  return watchInputs([...named, ...(list?.names ?? [])], inputs, (changed) => validateOnce(call, changed), terminal);
}

interface Call {
  /** The files that the call means, as they are now; undefined where it means its schemas themselves. */
  readonly inputs: (() => Promise<InputList>) | undefined;
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
  const run = await openRun(inputs === undefined, { ...options, limits });
  const schemaFaults = [...configFaults, ...run.diagnostics];
  const isUsable = !schemaFaults.some(isError);
  const listed = isUsable && inputs !== undefined ? await inputs() : { files: [], diagnostics: [] };
  const files = listed.files.filter(
    ({ path }) => path === undefined || (only(path) && (changed === undefined || changed.has(path))),
  );
  const faults = [...schemaFaults, ...listed.diagnostics];
  const total = inputs === undefined ? (flags.schema?.length ?? 0) : files.length;

  const kept = new KeptFiles();
  if (toFiles) for (const [path, what] of namedBy(flags, options, listed.files)) kept.add(path, what);

  const progress = withProgress(terminal, total, isForTerminal(targets) && flags.quiet !== true);
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
  const work = { run, files: isUsable ? files : undefined, edition: listed.files, total };
  const outcome = await report(work, { file: reporter.file, remark }, flags, (schemas) => {
    progress.step();
    if (toFiles) {
      for (const path of takeRead().keys()) kept.add(path, displayPath(path));
      for (const schema of schemas) kept.add(schema, `the schema ${displayPath(schema)}`);
    }
    return toFiles || !terminal.isLost();
  });
  progress.stop();
  if (run.skipped > 0) reporter.skip?.(run.skipped);
  reporter.end();
  exitCode = worseExit<ExitCode>(exitCode, outcome.exitCode);
  for (const fault of reports.faults) exitCode = refuse(fault, terminal);
  return { ...outcome, exitCode };
}

/** A run over documents, or over the schemas themselves. */
interface AnyRun extends Pick<ValidationRun, 'diagnostics' | 'skipped' | 'takeNotices' | 'stop'> {
  check(
    files: readonly InputFile[],
    edition: readonly InputFile[],
  ): AsyncGenerator<Pick<CheckedFile, 'report' | 'schemas'>>;
}

async function openRun(isOfSchemas: boolean, options: RunOptions): Promise<AnyRun> {
  // Most calls have documents.
  return isOfSchemas
    ? (await import('../validate/schema-run.js')).SchemaRun.open(options)
    : ValidationRun.open(options);
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

interface Work {
  readonly run: AnyRun;
  /** Undefined where nothing can be checked. */
  readonly files: readonly InputFile[] | undefined;
  /** All that the call names, of which they may be some. */
  readonly edition: readonly InputFile[];
  /** How many documents, or schemas, there are. */
  readonly total: number;
}

async function* nothing(): AsyncGenerator<never> {}

/**
 * Reports on each file as it has been checked, until all are or the user stops the run.
 *
 * @param goOn hears of each file which schemas it was checked against, and says whether to go on.
 */
async function report(
  { run, files, edition, total }: Work,
  { file: tell, remark }: Pick<Reporter, 'file'> & { readonly remark: (diagnostic: Diagnostic) => void },
  { severity = 'info', failOn = 'error', allowUnchecked }: ValidateFlags,
  goOn: (schemas: readonly string[]) => boolean,
): Promise<Outcome> {
  const schemas = new Set<string>();
  let exitCode: ExitCode = EXIT_GOOD;
  let done = 0;
  const interrupt = listenForInterrupt();
  try {
    const checking = files === undefined ? nothing() : run.check(files, edition);
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
  for (const notice of run.takeNotices()) remark(notice);
  if (!interrupt.signal.aborted) return { exitCode, schemas };
  remark(interrupted(done, total));
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
    skip: (files) => reporter.skip?.(files),
    end: () => reporter.end(),
  };
}

function nothingNamed(): Diagnostic {
  const message =
    'Which files? Name XML files, folders or patterns, - for standard input, or a list with --files-from; or give --schema alone to check a schema itself.';
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
