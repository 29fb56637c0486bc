/** The reports of a call: what `--format` and `--output` ask for, each opened where it goes. */
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { type KeptFiles, realPlace } from '../files/identity.js';
import { displayPath } from '../files/inputs.js';
import { prettyReporter } from '../report/pretty.js';
import type { Reporter, Sink } from '../report/report.js';
import { together } from '../report/selection.js';
import { visible } from '../shown.js';
import { type FileSink, notWritable, openReportFile } from './report-file.js';
import { FORMATS, type FormatName, type ReportTarget } from './report-formats.js';
import type { Terminal } from './terminal.js';

/** Findings of a file on a terminal or a page, unless the call says otherwise. */
const MAX_FINDINGS = 50;
/** Names of standard output itself. */
const STANDARD_OUTPUT = ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'];

export interface ReportFlags {
  readonly format?: readonly ReportTarget[];
  readonly output?: string;
  readonly maxErrors?: number;
  readonly maxTotal?: number;
  readonly quiet?: boolean;
}

/** Where each report of a call goes; without a file it is standard output. */
export function planReports(flags: ReportFlags): readonly ReportTarget[] | Diagnostic {
  const format = (flags.format ?? []).map(({ format: name, file }) => targetOf(name, file));
  const { file: output } = targetOf('pretty', flags.output);
  const loose = format.filter(({ file }) => file === undefined);
  if (loose.length > 1) {
    const names = loose.map(({ format: name }) => name).join(' and ');
    return unclear(
      `${names} cannot both go to ${output ?? 'standard output'}. Give a file to all but one of them, such as --format ${loose[1]!.format}=report.${FORMATS[loose[1]!.format]}.`,
    );
  }
  const main = targetOf(loose[0]?.format ?? 'pretty', output);
  const targets = [main, ...format.filter(({ file }) => file !== undefined)];
  const named = targets.flatMap(({ file }) => file ?? []);
  const folder = named.find((file) => /[/\\]\.{0,2}$/.test(file));
  if (folder !== undefined) return notWritable(folder, 'the name is that of a folder');
  const files = named.flatMap((file) => (file === '/dev/null' ? [] : realPlace(resolve(file))));
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  return twice === undefined
    ? targets
    : unclear(`Two reports would be written to ${displayPath(twice)}. Give each a file of its own.`);
}

function targetOf(format: FormatName, file: string | undefined): ReportTarget {
  return file === undefined || STANDARD_OUTPUT.includes(file) ? { format } : { format, file };
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

/**
 * Opens them all; a file that cannot be written is told of before any work.
 *
 * @param kept what the call reads; what is found later may be added until the reports end.
 */
export async function openReports(
  targets: readonly ReportTarget[],
  flags: ReportFlags,
  terminal: Terminal,
  kept: KeptFiles,
): Promise<Reports | Diagnostic> {
  const reporters: Reporter[] = [];
  const faults: Diagnostic[] = [];
  const opened: FileSink[] = [];
  for (const { format, file } of targets) {
    if (file === undefined) reporters.push(await create(format, standardSink(format, terminal), flags, terminal));
    else {
      const sink = openReportFile(resolve(file), kept, (fault) => faults.push(fault));
      if ('code' in sink) {
        for (const earlier of opened) earlier.discard();
        return sink;
      }
      opened.push(sink);
      reporters.push(closing(await create(format, format === 'pretty' ? forPeople(sink) : sink, flags), sink));
    }
  }
  return { reporter: together(reporters), faults };
}

/** Formats for machines escape by themselves; what people read loses what is hidden in it at the door. */
function standardSink(format: FormatName, terminal: Terminal): Sink {
  return format === 'pretty' ? terminal : { out: terminal.data, err: terminal.err };
}

function forPeople({ out }: Sink): Sink {
  const write = (text: string) => out(visible(text));
  return { out: write, err: write };
}

async function create(
  format: FormatName,
  sink: Sink,
  { maxErrors, maxTotal, quiet = false }: ReportFlags,
  terminal?: Terminal,
): Promise<Reporter> {
  const root = process.env['GITHUB_WORKSPACE'] || process.cwd();
  switch (format) {
    case 'pretty': {
      const { outColors, errColors } = terminal ?? (await plainColors());
      const maxFindings = maxErrors ?? MAX_FINDINGS;
      return prettyReporter(sink, {
        outColors,
        errColors,
        quiet,
        findings: 'result',
        verb: 'checked',
        maxFindings,
        maxTotal,
      });
    }
    case 'json':
      return (await import('../report/json.js')).jsonReporter(sink, { maxFindings: maxErrors ?? 0, maxTotal });
    case 'sarif':
      return (await import('../report/sarif.js')).sarifReporter(sink, { root, maxFindings: maxErrors ?? 0, maxTotal });
    case 'junit':
      return (await import('../report/junit.js')).junitReporter(sink, { maxFindings: maxErrors ?? 0, maxTotal });
    case 'github':
      return (await import('../report/github.js')).githubReporter(sink, {
        root,
        maxFindings: maxErrors ?? MAX_FINDINGS,
        maxTotal,
      });
    case 'svrl':
      return (await import('../report/svrl.js')).svrlReporter(sink, { maxTotal });
    case 'html':
      return (await import('../report/html.js')).htmlReporter(sink, {
        maxFindings: maxErrors ?? MAX_FINDINGS,
        maxTotal,
      });
  }
}

async function plainColors() {
  const { colors } = await import('../report/colors.js');
  return { outColors: colors(false), errColors: colors(false) };
}

function closing(reporter: Reporter, sink: FileSink): Reporter {
  return {
    file: (report) => reporter.file(report),
    run: (diagnostic, fails) => reporter.run(diagnostic, fails),
    skip: (files) => reporter.skip?.(files),
    end() {
      reporter.end();
      sink.close();
    },
  };
}

function unclear(message: string): Diagnostic {
  return { severity: 'error', code: 'report-target-unclear', message, source: 'run' };
}
