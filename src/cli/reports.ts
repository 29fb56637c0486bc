/** The reports of a call: what `--format` and `--output` ask for, each opened where it goes. */
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { displayPath } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { prettyReporter } from '../report/pretty.js';
import type { Reporter, Sink } from '../report/report.js';
import { together } from '../report/selection.js';
import { FORMATS, type FormatName, type ReportTarget } from './report-formats.js';
import type { Terminal } from './terminal.js';

/** Findings of a file on a terminal or a page, unless the call says otherwise. */
const MAX_FINDINGS = 50;
/** In characters: how much of a report is held before it is written. */
const BUFFER = 65_536;

export interface ReportFlags {
  readonly format?: readonly ReportTarget[];
  readonly output?: string;
  readonly maxErrors?: number;
  readonly quiet?: boolean;
}

/** Where each report of a call goes; without a file it is standard output. */
export function planReports({ format = [], output }: ReportFlags): readonly ReportTarget[] | Diagnostic {
  const loose = format.filter(({ file }) => file === undefined);
  if (loose.length > 1) {
    const names = loose.map(({ format: name }) => name).join(' and ');
    return unclear(
      `${names} cannot both go to ${output ?? 'standard output'}. Give a file to all but one of them, such as --format ${loose[1]!.format}=report.${FORMATS[loose[1]!.format]}.`,
    );
  }
  const main = { format: loose[0]?.format ?? ('pretty' as const), ...(output === undefined ? {} : { file: output }) };
  const targets = [main, ...format.filter(({ file }) => file !== undefined)];
  const files = targets.flatMap(({ file }) => (file === undefined ? [] : resolve(file)));
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  return twice === undefined
    ? targets
    : unclear(`Two reports would be written to ${displayPath(twice)}. Give each a file of its own.`);
}

/** Whether a person reads standard output as the run goes on. */
export function isForTerminal(targets: readonly ReportTarget[]): boolean {
  return targets.some(({ format, file }) => format === 'pretty' && file === undefined);
}

export interface Reports {
  readonly reporter: Reporter;
  /** Why a report could not be written to its end, such as that the disk is full; complete after `end`. */
  readonly faults: readonly Diagnostic[];
}

/** Opens them all; a file that cannot be written is told of before any work. */
export async function openReports(
  targets: readonly ReportTarget[],
  flags: ReportFlags,
  terminal: Terminal,
): Promise<Reports | Diagnostic> {
  const reporters: Reporter[] = [];
  const faults: Diagnostic[] = [];
  for (const { format, file } of targets) {
    const sink = file === undefined ? terminal : openFile(file, (fault) => faults.push(fault));
    if ('code' in sink) return sink;
    const reporter = await create(format, sink, flags, file === undefined ? terminal : undefined);
    reporters.push('close' in sink ? closing(reporter, sink) : reporter);
  }
  return { reporter: together(reporters), faults };
}

async function create(
  format: FormatName,
  sink: Sink,
  { maxErrors, quiet = false }: ReportFlags,
  terminal: Terminal | undefined,
): Promise<Reporter> {
  const root = process.env['GITHUB_WORKSPACE'] || process.cwd();
  switch (format) {
    case 'pretty': {
      const { outColors, errColors } = terminal ?? (await plainColors());
      const maxFindings = maxErrors ?? MAX_FINDINGS;
      return prettyReporter(sink, { outColors, errColors, quiet, findings: 'result', verb: 'checked', maxFindings });
    }
    case 'json':
      return (await import('../report/json.js')).jsonReporter(sink, { maxFindings: maxErrors ?? 0 });
    case 'sarif':
      return (await import('../report/sarif.js')).sarifReporter(sink, { root, maxFindings: maxErrors ?? 0 });
    case 'junit':
      return (await import('../report/junit.js')).junitReporter(sink, { maxFindings: maxErrors ?? 0 });
    case 'github':
      return (await import('../report/github.js')).githubReporter(sink, {
        root,
        maxFindings: maxErrors ?? MAX_FINDINGS,
      });
    case 'svrl':
      return (await import('../report/svrl.js')).svrlReporter(sink);
    case 'html':
      return (await import('../report/html.js')).htmlReporter(sink, { maxFindings: maxErrors ?? MAX_FINDINGS });
  }
}

async function plainColors() {
  const { colors } = await import('../report/colors.js');
  return { outColors: colors(false), errColors: colors(false) };
}

interface FileSink extends Sink {
  close(): void;
}

function openFile(file: string, complain: (fault: Diagnostic) => void): FileSink | Diagnostic {
  let handle: number;
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    handle = openSync(file, 'w');
  } catch (error) {
    return notWritable(file, error);
  }
  let pending = '';
  let failed = false;
  // At once, not in the background: a run that is broken off leaves what it has reported.
  const flush = () => {
    if (failed || pending === '') return;
    try {
      writeFileSync(handle, pending);
    } catch (error) {
      failed = true;
      complain(notWritable(file, error));
    }
    pending = '';
  };
  const write = (text: string) => {
    pending += text;
    if (pending.length > BUFFER) flush();
  };
  return {
    out: write,
    err: write,
    close() {
      flush();
      closeSync(handle);
    },
  };
}

function notWritable(file: string, error: unknown): Diagnostic {
  const message = `The report ${file} cannot be written: ${reasonOf(error)}. Name another file.`;
  return { severity: 'error', code: 'output-not-writable', message, file, source: 'run' };
}

function closing(reporter: Reporter, sink: FileSink): Reporter {
  return {
    file: (report) => reporter.file(report),
    run: (diagnostic) => reporter.run(diagnostic),
    end() {
      reporter.end();
      sink.close();
    },
  };
}

function unclear(message: string): Diagnostic {
  return { severity: 'error', code: 'report-target-unclear', message, source: 'run' };
}
