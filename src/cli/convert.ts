/** `teigram convert`: reads, converts and writes, several files at a time, reported in the order of the inputs. */
import type { ManifestEntry } from '../archive/manifest.js';
import type { Shard } from '../archive/shard.js';
import { isInShard } from '../archive/share.js';
import type { Text, Texts } from '../archive/texts.js';
import { type ConvertOptions, withoutExtension } from '../convert.js';
import type { Diagnostic } from '../diagnostics.js';
import { statsAt } from '../files/identity.js';
import { inOrder, untilAborted } from '../files/in-order.js';
import { displayPath } from '../files/inputs.js';
import { BUNDLED_SCHEMA_PATH } from '../platform/node/package.js';
import { jsonReporter } from '../report/json.js';
import { prettyReporter } from '../report/pretty.js';
import { exitCodeOf, type FileReport, type Reporter, worseExit } from '../report/report.js';
import type { Archive } from './archive.js';
import { type Conversion, conversionOf, unchangedConversion, unusable } from './conversion.js';
import type { ConvertAnswer } from './convert-one.js';
import { readConvertOptions } from './convert-options.js';
import { Converter } from './converter.js';
import { CONFIG_FILE, WORTH_A_REPORT } from './defaults.js';
import { EXIT_GOOD, EXIT_INTERRUPTED, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { ConvertFlags } from './flags.js';
import { interrupted, listenForInterrupt } from './interrupt.js';
import { archiveFormOf, type Output, OutputFolder } from './output.js';
import { withProgress } from './progress.js';
import { readSources } from './sources.js';
import type { Terminal } from './terminal.js';

/** Files written at the same time. */
const CONCURRENCY = 8;
const DEFAULT_OUT = 'output';

export async function runConvert(names: readonly string[], flags: ConvertFlags, terminal: Terminal): Promise<ExitCode> {
  const isPiped = flags.records === undefined && names.every((name) => name === '-');
  const toStdout = flags.stdout === true || (flags.out === undefined && isPiped);
  const output = toStdout ? undefined : await outputAt(flags.out ?? DEFAULT_OUT);
  const { options, diagnostics: callFaults } = await readCall(flags, output);
  const { texts, files, diagnostics: inputFaults } = await readSources(callFaults.length > 0 ? [] : names, flags);
  const faults = [...callFaults, ...inputFaults];
  const isUsable = callFaults.length === 0 && (files.length > 0 || inputFaults.length === 0);

  for (const file of files) if (file.path !== undefined) output?.protect(file.path, `the input ${file.display}`);
  output?.protect(flags.config ?? CONFIG_FILE, 'the configuration');
  const opened = isUsable ? await openArchive(texts, flags, options, output) : undefined;
  const archive = opened !== undefined && 'code' in opened ? undefined : opened;
  const count = archive?.count ?? (await countOf(texts, flags.shard));
  const progress = withProgress(terminal, count, flags.format === 'pretty' && flags.quiet !== true);
  const beside: Beside = { schema: output?.schemaPath };
  const reporter = reporterFor(flags, terminal, progress, beside);
  let exitCode: ExitCode = faults.length > 0 ? EXIT_UNUSABLE : EXIT_GOOD;
  for (const fault of faults) reporter.run(fault);
  const refuse = (fault: Diagnostic) => {
    reporter.run(fault);
    exitCode = EXIT_UNUSABLE;
  };
  if (opened !== undefined && 'code' in opened) refuse(opened);
  let printed = 0;
  let reported = 0;
  let unchanged = 0;
  let isBroken = false;
  const converter = new Converter(count, flags.jobs);
  const interrupt = listenForInterrupt();
  const run = { options, converter, archive, output };
  const own = isUsable && opened === archive ? ownTexts(texts, flags.shard) : [];
  const done = inOrder(
    arrangeEach(
      inOrder(own, converter.atOnce, (text) => ask(text, run)),
      output,
    ),
    CONCURRENCY,
    (conversion) => write(conversion, output),
  );
  try {
    for await (const { file, report: converted, xmls, entry, isUnchanged } of untilAborted(done, interrupt.signal)) {
      const report = failOn(converted, flags.failOn);
      reporter.file(report);
      if (toStdout && flags.format === 'pretty') for (const xml of xmls) progress.data(xml);
      printed += xmls.length;
      exitCode = worseExit<ExitCode>(exitCode, exitCodeOf(report));
      reported++;
      if (isUnchanged) unchanged++;
      progress.step();
      const fault = archive?.add(file, entry);
      if (fault !== undefined) {
        isBroken = true;
        refuse(fault);
        break;
      }
      if (toStdout && terminal.isLost()) break;
    }
  } finally {
    interrupt.release();
    await converter.stop();
  }
  progress.stop();
  const unfinished = (await output?.finish(!interrupt.signal.aborted)) ?? (await archive?.finish());
  // Of a disk that is full it is said once.
  if (unfinished !== undefined && !isBroken) refuse(unfinished);
  const isWhole = unfinished === undefined && !interrupt.signal.aborted && flags.report !== false;
  const page = isWhole ? await archive?.report(flags.report === true ? 1 : WORTH_A_REPORT) : undefined;
  if (typeof page === 'string') beside.page = page;
  else if (page?.severity === 'error') refuse(page);
  else if (page !== undefined) reporter.run(page);
  archive?.release();
  if (interrupt.signal.aborted) {
    reporter.run(interrupted(reported, count));
    exitCode = EXIT_INTERRUPTED;
  }
  if (unchanged > 0) reporter.run(unchangedTexts(unchanged, reported));
  if (toStdout && flags.format === 'pretty' && printed > 1) reporter.run(severalPrinted(printed));
  reporter.end();
  return exitCode;
}

async function outputAt(out: string): Promise<Output> {
  const form = archiveFormOf(out);
  const isFolder = statsAt(out)?.isDirectory() === true;
  if (form === undefined || isFolder) return new OutputFolder(out, BUNDLED_SCHEMA_PATH);
  const { OutputArchive } = await import('./output-archive.js');
  return new OutputArchive(out, form, BUNDLED_SCHEMA_PATH);
}

async function openArchive(
  texts: Texts,
  { shard, force }: ConvertFlags,
  options: ConvertOptions,
  output: Output | undefined,
): Promise<Archive | Diagnostic | undefined> {
  // What is packed is packed: only a folder can be gone on with.
  if (!(output instanceof OutputFolder)) return undefined;
  const { Archive } = await import('./archive.js');
  return Archive.open(texts, { out: output.root, shard, options, force: force === true });
}

/** The exit code minds by itself only what is wrong with a conversion. */
function failOn(report: FileReport, what: ConvertFlags['failOn']): FileReport {
  return what === 'unrecognised' && (report.unrecognised ?? 0) > 0 ? { ...report, failing: true } : report;
}

function severalPrinted(documents: number): Diagnostic {
  const message = `${documents} XML documents were printed one after another; most programs read only the first. Use --out to get a file for each.`;
  return { severity: 'warning', code: 'stdout-several-documents', message, source: 'run' };
}

/** What must be right before any file is touched. */
async function readCall(flags: ConvertFlags, output: Output | undefined) {
  const { options, diagnostics } = await readConvertOptions(flags);
  const unwritable = diagnostics.length === 0 ? output?.prepare() : undefined;
  return { options, diagnostics: unwritable === undefined ? diagnostics : [...diagnostics, unwritable] };
}

async function countOf(texts: Texts, shard: Shard | undefined): Promise<number> {
  let count = 0;
  for await (const name of texts.names()) if (shard === undefined || isInShard(name, shard)) count++;
  return count;
}

async function* ownTexts(texts: Texts, shard: Shard | undefined): AsyncGenerator<Text> {
  for await (const text of texts.read()) {
    if (shard === undefined || text.isSource || isInShard(text.file.layout, shard)) yield text;
  }
}

interface Answered extends Text {
  readonly answer: ConvertAnswer;
  /** What it came to before, if it is as it was. */
  readonly before?: ManifestEntry | undefined;
}

interface Run {
  readonly options: ConvertOptions;
  readonly converter: Converter;
  readonly archive: Archive | undefined;
  readonly output: Output | undefined;
}

async function ask(text: Text, { options, converter, archive, output }: Run): Promise<Answered> {
  const { file, bytes, fault, isSource } = text;
  if (fault !== undefined) return { file, isSource, answer: { diagnostics: [fault] } };
  // Who names a file itself wants it converted.
  const isNamed = bytes === undefined && file.within === undefined;
  const before = isNamed ? undefined : archive?.known(file);
  // With its folders, so that files of one name in several are kept apart in their identifiers too.
  const named = { ...options, file: file.display, id: withoutExtension(text.name ?? file.layout) };
  const schemaHref = output?.schemaHref(file.layout) ?? null;
  const task = { file, bytes, known: before?.sha256, options: { ...named, schemaHref } };
  return { file, before, answer: await converter.convert(task) };
}

/** In the order of the inputs, so that who gets a name that two want does not depend on the disk. */
async function* arrangeEach(answers: AsyncIterable<Answered>, output: Output | undefined): AsyncGenerator<Conversion> {
  for await (const { file, answer, before, isSource } of answers) {
    if (answer.documents !== undefined) yield conversionOf(file, answer, output);
    else if (answer.isUnchanged) yield unchangedConversion(file, before!, output!);
    // Of a source there is nothing to be kept: the next run reads it again.
    else yield { ...unusable(file, answer.diagnostics), ...(isSource ? { entry: undefined } : {}) };
  }
}

async function write(conversion: Conversion, output: Output | undefined): Promise<Conversion> {
  const { file, report, writes } = conversion;
  const failures = await Promise.all(writes.map(({ path, xml }) => output?.write(path, xml)));
  const faults = failures.filter((failure) => failure !== undefined);
  return faults.length === 0 ? conversion : unusable(file, [...report.diagnostics, ...faults]);
}

function unchangedTexts(unchanged: number, all: number): Diagnostic {
  const message = `${unchanged.toLocaleString('en')} of ${all.toLocaleString('en')} texts are as they were when they were converted before, and so are their documents; --force converts all.`;
  return { severity: 'info', code: 'texts-unchanged', message, source: 'run' };
}

/** What lies beside the documents, told at the end. */
interface Beside {
  /** Undefined where the TEI goes to standard output. */
  readonly schema: string | undefined;
  page?: string;
}

function reporterFor(flags: ConvertFlags, terminal: Terminal, sink: Terminal, beside: Beside): Reporter {
  if (flags.format === 'json') return jsonReporter({ out: sink.data, err: sink.err });
  // The TEI itself is the result then, and the report makes way.
  const aside = beside.schema === undefined;
  return prettyReporter(aside ? { out: sink.err, err: sink.err } : sink, {
    outColors: aside ? terminal.errColors : terminal.outColors,
    errColors: terminal.errColors,
    quiet: flags.quiet === true,
    findings: 'remark',
    verb: 'converted',
    stats: flags.stats === true,
    maxFindings: 50,
    closing: (documents) => closing(documents, beside),
  });
}

function closing(documents: number, { schema, page }: Beside): string | undefined {
  if (schema === undefined) return undefined;
  const said = `The schema is beside ${documents === 1 ? 'it' : 'them'}: ${displayPath(schema)}`;
  return page === undefined ? said : `${said}\nWhat they are, and which to look at first: ${displayPath(page)}`;
}
