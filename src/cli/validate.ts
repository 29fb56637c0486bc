/** `teigram validate`: checks files one after the other while the next are being read. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { decodeText } from '../encoding.js';
import { renderDiagnostic } from '../report/pretty.js';
import { exitCodeOf, type FileReport } from '../report/report.js';
import { select } from '../report/selection.js';
import { inDocumentOrder, PROLOG_LENGTH, type SchemaChoice, type SchemaShelf } from '../validate/index.js';
import { XmlParser } from '../xml/parser.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode, worse } from './exit-codes.js';
import { inOrder } from './in-order.js';
import { type InputFile, listInputs } from './inputs.js';
import type { ValidateFlags } from './program.js';
import { withProgress } from './progress.js';
import { readInput, unreadable } from './read.js';
import { isForTerminal, openReports, planReports } from './reports.js';
import { openShelf } from './schema-shelf.js';
import type { Terminal } from './terminal.js';

/** Files read at the same time. */
const CONCURRENCY = 8;
/** In bytes: what is longer is streamed, and its report has no code frames. */
const LONGEST_HELD = 16_000_000;
/** In bytes: what engines that need a tree are given at most. */
const LARGEST_TREE = 500_000_000;

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
  for await (const { report } of checkFiles(files, shelf)) {
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

function refuse(fault: Diagnostic, terminal: Terminal): ExitCode {
  terminal.err(`${renderDiagnostic(fault, terminal.errColors)}\n`);
  return EXIT_UNUSABLE;
}

export interface CheckedFile {
  readonly file: InputFile;
  readonly report: FileReport;
  /** Absolute paths of the schemas that it was checked against. */
  readonly schemas: readonly string[];
}

/** Checks files one after the other, in their order, while the next are being read. */
export async function* checkFiles(files: readonly InputFile[], shelf: SchemaShelf): AsyncGenerator<CheckedFile> {
  const held = inOrder(files, CONCURRENCY, async (file) => ({ file, document: await hold(file) }));
  for await (const { file, document } of held) yield { file, ...(await check(file, document, shelf)) };
}

/** A document at hand, or the beginning of one too long for that. */
type Held = { readonly bytes: Uint8Array } | { readonly head: Uint8Array } | { readonly diagnostic: Diagnostic };

async function hold(file: InputFile): Promise<Held> {
  if (file.path === undefined) return readInput(file, LARGEST_TREE);
  try {
    const handle = await open(file.path);
    try {
      const { size } = await handle.stat();
      if (size <= LONGEST_HELD) return { bytes: await handle.readFile() };
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(PROLOG_LENGTH), 0, PROLOG_LENGTH, 0);
      return { head: buffer.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { diagnostic: unreadable(file, error) };
  }
}

async function check(file: InputFile, document: Held, shelf: SchemaShelf): Promise<Omit<CheckedFile, 'file'>> {
  if ('diagnostic' in document) return unusable(file, [document.diagnostic]);
  const inMemory = 'bytes' in document;
  const head = inMemory ? document.bytes : document.head;
  const choice = await shelf.choose(head, file.path ?? join(process.cwd(), 'stdin.xml'));
  const chosen = choice.diagnostics.map((diagnostic) => ({ file: file.display, ...diagnostic }));
  try {
    if (chosen.some(isError)) return await withoutSchema(file, document, chosen);
    const found = inMemory ? judge(document.bytes, file, choice) : await judgeLong(file, choice);
    let text: string | undefined;
    const report: FileReport = {
      file: file.display,
      summary: `checked against ${choice.names.join(' and ')}`,
      valid: !found.some(isError),
      diagnostics: [...chosen, ...found],
      source: (name) => {
        if (!inMemory || name !== file.display) return undefined;
        text ??= decodeText(document.bytes).text;
        return text;
      },
    };
    return { report, schemas: choice.paths };
  } catch (error) {
    return unusable(file, [...chosen, unreadable(file, error)]);
  }
}

/** Whether a document is XML at all can be said without a schema, and comes first. */
async function withoutSchema(
  file: InputFile,
  document: Held,
  chosen: readonly Diagnostic[],
): Promise<Omit<CheckedFile, 'file'>> {
  const found = await checkWellFormed('bytes' in document ? [document.bytes] : chunksOf(file), file.display);
  if (!found.some(isError)) return unusable(file, chosen);
  return { report: { file: file.display, valid: false, diagnostics: found }, schemas: [] };
}

async function checkWellFormed(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  file: string,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  const parser = new XmlParser({ diagnostic: (diagnostic) => void found.push(diagnostic) }, { file });
  for await (const chunk of chunks) parser.write(chunk);
  parser.end();
  return found;
}

function chunksOf({ path }: InputFile): AsyncIterable<Uint8Array> {
  return createReadStream(path!, { highWaterMark: 1 << 20 });
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function unusable(file: InputFile, diagnostics: readonly Diagnostic[]): Omit<CheckedFile, 'file'> {
  return { report: { file: file.display, diagnostics }, schemas: [] };
}

function judge(bytes: Uint8Array, file: InputFile, { validators }: SchemaChoice): readonly Diagnostic[] {
  return inDocumentOrder(validators.map((validator) => validator.validate(bytes, { file: file.display })));
}

async function judgeLong(file: InputFile, { validators }: SchemaChoice): Promise<readonly Diagnostic[]> {
  const lists: (readonly Diagnostic[])[] = [];
  for (const validator of validators) {
    const options = { file: file.display };
    if (validator.validateStream !== undefined) {
      lists.push(await validator.validateStream(chunksOf(file), options));
      continue;
    }
    const read = await readInput(file, LARGEST_TREE);
    lists.push('bytes' in read ? validator.validate(read.bytes, options) : [read.diagnostic]);
  }
  return inDocumentOrder(lists);
}
