/** `teigram convert`: reads, converts and writes, several files at a time, reported in the order of the inputs. */
import { type ConvertOptions, withoutExtension } from '../convert.js';
import type { Diagnostic } from '../diagnostics.js';
import { normalizeEncodingLabel } from '../encoding.js';
import { inOrder, untilAborted } from '../files/in-order.js';
import { displayPath, type InputFile, listInputs } from '../files/inputs.js';
import { BUNDLED_SCHEMA_PATH } from '../platform/node/package.js';
import { jsonReporter } from '../report/json.js';
import { prettyReporter } from '../report/pretty.js';
import { exitCodeOf, type FileReport, type Reporter, worseExit } from '../report/report.js';
import { readConfig } from './config.js';
import type { ConvertAnswer, Converted } from './convert-one.js';
import { Converter } from './converter.js';
import { CONFIG_FILE } from './defaults.js';
import { EXIT_GOOD, EXIT_INTERRUPTED, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { ConvertFlags } from './flags.js';
import { interrupted, listenForInterrupt } from './interrupt.js';
import { OutputFolder } from './output.js';
import { withProgress } from './progress.js';
import type { Terminal } from './terminal.js';

/** Files written at the same time. */
const CONCURRENCY = 8;
const DEFAULT_OUT = 'output';

export async function runConvert(names: readonly string[], flags: ConvertFlags, terminal: Terminal): Promise<ExitCode> {
  const toStdout = flags.stdout === true || (flags.out === undefined && names.every((name) => name === '-'));
  const output = toStdout ? undefined : new OutputFolder(flags.out ?? DEFAULT_OUT, BUNDLED_SCHEMA_PATH);
  const { config, diagnostics: callFaults } = await readCall(flags, output);
  const { files, diagnostics: inputFaults } = callFaults.length > 0 ? NOTHING : await listInputs(names, '.txt');
  const faults = [...callFaults, ...inputFaults];

  const progress = withProgress(terminal, files.length, flags.format === 'pretty' && flags.quiet !== true);
  const reporter = reporterFor(flags, terminal, progress, output);
  let exitCode: ExitCode = faults.length > 0 ? EXIT_UNUSABLE : EXIT_GOOD;
  for (const fault of faults) reporter.run(fault);

  for (const file of files) if (file.path !== undefined) output?.protect(file.path, `the input ${file.display}`);
  output?.protect(flags.config ?? CONFIG_FILE, 'the configuration');
  const options: ConvertOptions = {
    ...config,
    ...(flags.volume === undefined ? {} : { volume: flags.volume }),
    ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
    ...(flags.lineBreaks ? { lineBreaks: true } : {}),
  };
  let printed = 0;
  let reported = 0;
  const converter = new Converter(files.length, flags.jobs);
  const interrupt = listenForInterrupt();
  const answered = inOrder(files, converter.atOnce, async (file) => {
    // With its folders, so that files of one name in several are kept apart in their identifiers too.
    const named = { ...options, file: file.display, id: withoutExtension(file.layout) };
    const schemaHref = output?.schemaHref(file.layout) ?? null;
    return { file, answer: await converter.convert({ file, options: { ...named, schemaHref } }) };
  });
  const done = inOrder(arrangeEach(answered, output), CONCURRENCY, (conversion) => write(conversion, output));
  try {
    for await (const { report: converted, xmls } of untilAborted(done, interrupt.signal)) {
      const report = failOn(converted, flags.failOn);
      reporter.file(report);
      if (toStdout && flags.format === 'pretty') for (const xml of xmls) progress.data(xml);
      printed += xmls.length;
      exitCode = worseExit<ExitCode>(exitCode, exitCodeOf(report));
      reported++;
      progress.step();
      if (toStdout && terminal.isLost()) break;
    }
  } finally {
    interrupt.release();
    await converter.stop();
  }
  progress.stop();
  if (interrupt.signal.aborted) {
    reporter.run(interrupted(reported, files.length));
    exitCode = EXIT_INTERRUPTED;
  }
  if (toStdout && flags.format === 'pretty' && printed > 1) reporter.run(severalPrinted(printed));
  reporter.end();
  return exitCode;
}

/** The exit code minds by itself only what is wrong with a conversion. */
function failOn(report: FileReport, what: ConvertFlags['failOn']): FileReport {
  return what === 'unrecognised' && (report.unrecognised ?? 0) > 0 ? { ...report, failing: true } : report;
}

function severalPrinted(documents: number): Diagnostic {
  const message = `${documents} XML documents were printed one after another; most programs read only the first. Use --out to get a file for each.`;
  return { severity: 'warning', code: 'stdout-several-documents', message, source: 'run' };
}

const NOTHING = { files: [], diagnostics: [] };

/** What must be right before any file is touched. */
async function readCall(flags: ConvertFlags, output: OutputFolder | undefined) {
  const { config, diagnostics } = await readConfig(flags.config);
  const faults = [...diagnostics];
  if (flags.encoding !== undefined && normalizeEncodingLabel(flags.encoding) === undefined) {
    faults.push({
      severity: 'error',
      code: 'encoding-unknown',
      message: `--encoding: "${flags.encoding}" is not known. Use a usual label such as utf-8, utf-16le, windows-1252 or iso-8859-2.`,
      source: 'run',
    });
  }
  const unwritable = faults.length === 0 ? output?.prepare() : undefined;
  return { config, diagnostics: unwritable === undefined ? faults : [...faults, unwritable] };
}

interface Conversion {
  readonly file: InputFile;
  readonly report: FileReport;
  /** What is to be written, under paths that are reserved. */
  readonly writes: readonly { readonly path: string; readonly xml: string }[];
  readonly xmls: readonly string[];
}

/** In the order of the inputs, so that who gets a name that two want does not depend on the disk. */
async function* arrangeEach(
  answers: AsyncIterable<{ readonly file: InputFile; readonly answer: ConvertAnswer }>,
  output: OutputFolder | undefined,
): AsyncGenerator<Conversion> {
  for await (const { file, answer } of answers) {
    yield answer.documents === undefined ? unusable(file, answer.diagnostics) : arrange(file, answer, output);
  }
}

/** From the library's result to places in the output and a report in the user's terms. */
function arrange(file: InputFile, result: Converted, output: OutputFolder | undefined): Conversion {
  const folder = file.layout.slice(0, file.layout.lastIndexOf('/') + 1);
  const places = result.documents.map(({ name }) => output?.reserve(`${folder}${name}.xml`, file.display));
  const collisions = places.filter((place): place is Diagnostic => typeof place === 'object');
  if (collisions.length > 0) return unusable(file, [...result.diagnostics, ...collisions]);

  const sources = new Map([[file.display, result.text]]);
  const shownNames = new Map<string, string>();
  for (const [i, { name, xml }] of result.documents.entries()) {
    const place = places[i];
    const shown = typeof place === 'string' ? displayPath(place) : `${name}.xml`;
    shownNames.set(`${name}.xml`, shown);
    sources.set(shown, xml);
  }
  const paths = places.filter((place) => typeof place === 'string');
  const report: FileReport = {
    file: file.display,
    summary: result.summary,
    valid: result.valid,
    lossless: result.lossless,
    contents: result.contents,
    unrecognised: result.unrecognised,
    ...(output === undefined
      ? { documents: result.documents.map(({ id, xml }) => ({ id, xml })) }
      : { outputs: paths.map(displayPath) }),
    ledger: result.ledger,
    diagnostics: result.diagnostics.map((d) => {
      const shown = d.file === file.display ? undefined : shownNames.get(d.file ?? '');
      return shown === undefined ? d : { ...d, file: shown };
    }),
    source: (name) => sources.get(name ?? ''),
  };
  const writes = paths.map((path, i) => ({ path, xml: result.documents[i]!.xml }));
  return { file, report, writes, xmls: result.documents.map(({ xml }) => xml) };
}

async function write({ file, report, writes, xmls }: Conversion, output: OutputFolder | undefined) {
  const failures = await Promise.all(writes.map(({ path, xml }) => output?.write(path, xml)));
  const faults = failures.filter((failure) => failure !== undefined);
  if (faults.length === 0) return { report, xmls };
  return { report: unusable(file, [...report.diagnostics, ...faults]).report, xmls: [] };
}

function unusable(file: InputFile, diagnostics: readonly Diagnostic[]): Conversion {
  return { file, report: { file: file.display, diagnostics }, writes: [], xmls: [] };
}

function reporterFor(
  flags: ConvertFlags,
  terminal: Terminal,
  sink: Terminal,
  output: OutputFolder | undefined,
): Reporter {
  if (flags.format === 'json') return jsonReporter({ out: sink.data, err: sink.err });
  // The TEI itself is the result then, and the report makes way.
  const aside = output === undefined;
  return prettyReporter(aside ? { out: sink.err, err: sink.err } : sink, {
    outColors: aside ? terminal.errColors : terminal.outColors,
    errColors: terminal.errColors,
    quiet: flags.quiet === true,
    findings: 'remark',
    verb: 'converted',
    stats: flags.stats === true,
    maxFindings: 50,
    closing: (documents) =>
      output && `The schema is beside ${documents === 1 ? 'it' : 'them'}: ${displayPath(output.schemaPath)}`,
  });
}
