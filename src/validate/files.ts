/** Checks files one after the other, in their order, while the next are being read. */
import { join, resolve } from 'node:path';
import { type Limits, MovedElsewhere } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import { decodeText } from '../encoding.js';
import { besideOf, isOrdinaryFile, readFileNow, readFileOrHead, streamFile } from '../files/door.js';
import { inOrder } from '../files/in-order.js';
import { displayPath, type InputFile, whyOf } from '../files/inputs.js';
import { readInput, unreadable } from '../files/read.js';
import type { FileReport } from '../report/report.js';
import type { SchematronOutput } from '../schematron/index.js';
import { type CheckOptions, checkDocument } from './check.js';
import type { Corpus } from './pointers/corpus.js';
import type { SchemaChoice, SchemaShelf } from './schemas/shelf.js';
import { PROLOG_LENGTH } from './schemas/xml-model.js';
import type { DocumentSource, PartsHandler } from './whole.js';

/** Files read at the same time. */
const CONCURRENCY = 8;
/** In bytes: what is longer is streamed, and its report has no code frames. */
export const LONGEST_HELD = 16_000_000;
/** In bytes: what engines that need a tree are given at most. */
const LARGEST_TREE = 500_000_000;

/** In bytes: of what does not tell its length before. */
const LARGEST_PIPE = 100_000_000;

export interface CheckedFile {
  readonly file: InputFile;
  readonly report: FileReport;
  /** Absolute paths of the schemas that it was checked against. */
  readonly schemas: readonly string[];
  /** It is XML and names no schema, which is how the call wants to know which files are none of its business. */
  readonly isSkipped?: true | undefined;
  /** What the caller wanted to know of it beside. */
  readonly beside?: unknown;
}

export interface CheckFilesOptions {
  /** Whether to check where pointers lead. */
  readonly pointers?: boolean | undefined;
  /** Whether to judge included parts in their place; default true. */
  readonly xinclude?: boolean | undefined;
  /** Whether files of this disk are read that documents take in by their DOCTYPE; by default none. */
  readonly entities?: 'none' | 'local' | undefined;
  /** The ids of all files, to check pointers between them. */
  readonly corpus?: Corpus | undefined;
  /** Whether files that name no schema are passed over. */
  readonly skipUnassociated?: boolean | undefined;
  /** Whether reports get what Schematron says in its own language. */
  readonly svrl?: boolean | undefined;
  /** Other limits than the usual ones of what each document may cost. */
  readonly limits?: Partial<Limits> | undefined;
}

/** What to do with documents that keep this thread from hearing anything. */
export interface Elsewhere {
  /** Ends the work on a document that nobody waits for any more. */
  readonly signal: AbortSignal;
  /** Checks a file on another thread; never comes back where `signal` is aborted. */
  readonly check: (file: InputFile, bytes: Uint8Array | undefined) => Promise<CheckedFile>;
}

/** Hears a file while it is being judged, for what else a caller wants to know of it. */
export interface Ear {
  readonly handler: PartsHandler;
  /** What was to be known. @param parts absolute paths of those that were put in their places. */
  readonly hear: (parts: readonly string[]) => Promise<unknown>;
}

/** Who hears a file. */
export type Listen = (file: InputFile) => Ear;

/**
 * @param elsewhere takes over what takes long; without it all is done here.
 * @param listen who hears each that is judged.
 */
export async function* checkFiles(
  files: readonly InputFile[],
  shelf: SchemaShelf,
  options: CheckFilesOptions = {},
  elsewhere?: Elsewhere,
  listen?: Listen,
): AsyncGenerator<CheckedFile> {
  const held = inOrder(files, CONCURRENCY, async (file) => ({ file, document: await hold(file) }));
  for await (const { file, document } of held)
    yield await checkHeld(file, document, shelf, options, { elsewhere, listen });
}

/** `bytes` is the file's content, where it is at hand; `elsewhere` and `listen` as for many files. */
export async function checkOne(
  file: InputFile,
  shelf: SchemaShelf,
  options: CheckFilesOptions,
  { bytes, ...company }: Company & { readonly bytes?: Uint8Array | undefined } = {},
): Promise<CheckedFile> {
  const document = bytes === undefined ? await hold(file) : { bytes };
  return checkHeld(file, document, shelf, options, company);
}

/** Who takes part in the checking of files. */
interface Company {
  readonly elsewhere?: Elsewhere | undefined;
  readonly listen?: Listen | undefined;
}

async function checkHeld(
  file: InputFile,
  document: Held,
  shelf: SchemaShelf,
  options: CheckFilesOptions,
  { elsewhere, listen }: Company,
): Promise<CheckedFile> {
  try {
    const { report, ...checked } = await check(file, document, shelf, options, listen, elsewhere?.signal);
    if (!('memory' in document)) return { file, report, ...checked };
    spare.push(document.memory);
    // Lines are shown of what was found wrong, as they were judged; of the rest nobody will ask for any.
    const isShown = report.diagnostics.length > 0;
    const source = isShown ? sourceText(file, { bytes: new Uint8Array(document.bytes) }) : sourceReader(file);
    return { file, report: { ...report, source }, ...checked };
  } catch (error) {
    if (!(error instanceof MovedElsewhere) || elsewhere === undefined) throw error;
    // What came by standard input cannot be read again.
    return elsewhere.check(file, file.path === undefined ? bytesOf(document) : undefined);
  }
}

/** The content of a file in pieces, for what is read whole only where it must be. */
export async function* chunksOf(file: InputFile): AsyncGenerator<Uint8Array> {
  yield* streamFile(file.path!, whyOf(file), 1 << 20) as AsyncIterable<Uint8Array>;
}

/** A document at hand, or the beginning of one too long for that. */
type Held =
  | { readonly bytes: Uint8Array }
  /** In memory that is to be used again. */
  | { readonly bytes: Uint8Array; readonly memory: Buffer }
  | { readonly head: Uint8Array }
  | { readonly diagnostic: Diagnostic };

/** In bytes. */
const MEMORY = 1 << 16;
/** Memory that one document after the other is read into: to get it anew takes longer than to read most of them. */
const spare: Buffer[] = [];

function bytesOf(document: Held): Uint8Array | undefined {
  return 'bytes' in document ? document.bytes : undefined;
}

async function hold(file: InputFile): Promise<Held> {
  if (file.path === undefined) return readInput(file, LARGEST_TREE);
  try {
    // What is found may be an ordinary file only, and what the user names a pipe, too.
    if (file.within === undefined && !isOrdinaryFile(file.path)) return await readInput(file, LARGEST_PIPE);
    // At once: the way through the thread pool takes longer than a small file.
    const memory = spare.pop() ?? Buffer.allocUnsafeSlow(MEMORY);
    const { content, whole } = readFileOrHead(file.path, whyOf(file), LONGEST_HELD, PROLOG_LENGTH, memory);
    if (content.buffer === memory.buffer) return { bytes: content, memory };
    spare.push(memory);
    return whole ? { bytes: content } : { head: content };
  } catch (error) {
    return { diagnostic: unreadable(file, error) };
  }
}

async function check(
  file: InputFile,
  document: Held,
  shelf: SchemaShelf,
  { pointers = false, xinclude = true, entities, corpus, svrl = false, limits, skipUnassociated }: CheckFilesOptions,
  listen?: Listen,
  signal?: AbortSignal,
): Promise<Omit<CheckedFile, 'file'>> {
  if ('diagnostic' in document) return unusable(file, [document.diagnostic]);
  const path = pathFor(file);
  const choice = await shelf.choose('bytes' in document ? document.bytes : document.head, path);
  const chosen = choice.diagnostics.map((diagnostic) => ({ file: file.display, ...diagnostic }));
  // Whether a document is XML at all can be said without a schema, and comes first.
  const judged = !chosen.some(isError);
  try {
    const schematron: SchematronOutput[] = [];
    const onSchematron = svrl ? (output: SchematronOutput) => void schematron.push(output) : undefined;
    const standIn = (uri: string) => shelf.standInFor(uri);
    const ear = listen?.(file);
    // Written out: objects put together of others are slow to be looked into, each time anew.
    const options: CheckOptions = {
      file: file.display,
      path,
      display: displayPath,
      pointers,
      xinclude,
      entities,
      corpus,
      standIn,
      onSchematron,
      limits,
      signal,
      ear: ear?.handler,
    };
    const source = sourceOf(file, document);
    const judging = judged ? choice.schemas : [];
    const { diagnostics: found, parts, ...checking } = await checkDocument(source, judging, options);
    if (!judged && !found.some(isError)) {
      const isSkipped = skipUnassociated === true && choice.isUnassociated === true;
      return { ...unusable(file, chosen), ...(isSkipped ? { isSkipped } : {}) };
    }
    const report: FileReport = {
      file: file.display,
      ...(judged ? { summary: summaryOf(choice) } : {}),
      valid: !found.some(isError),
      ...(judged ? checking : {}),
      diagnostics: judged ? [...chosen, ...found] : found,
      ...(svrl ? { schematron } : {}),
      source: sourceText(file, document),
    };
    return { report, schemas: choice.paths, beside: await ear?.hear(parts) };
  } catch (error) {
    if (error instanceof MovedElsewhere) throw error;
    return unusable(file, [...chosen, unreadable(file, error)]);
  }
}

function summaryOf({ names, by }: SchemaChoice): string {
  return `checked against ${names.join(' and ')}${by === undefined ? '' : `, as ${by} says`}`;
}

/** What is to be judged of a file that can be read. */
export function sourceOf(file: InputFile, document: Exclude<Held, { diagnostic: unknown }>): DocumentSource {
  if ('bytes' in document) return document;
  return {
    open: () => chunksOf(file),
    whole: async () => {
      const read = await readInput(file, LARGEST_TREE);
      return 'bytes' in read ? read.bytes : read.diagnostic;
    },
  };
}

function sourceText(file: InputFile, document: Held): NonNullable<FileReport['source']> {
  const others = sourceReader(file, file.display);
  let text: string | undefined;
  return (name) => {
    if (!('bytes' in document) || name !== file.display) return others(name);
    text ??= decodeText(document.bytes).text;
    return text;
  };
}

/**
 * Reads texts again by the names that diagnostics have for their files: the document where a thread has checked it, and
 * the parts that it includes. What it could not include is not shown either. The last one is kept.
 *
 * @param except a name that is not to be read.
 */
export function sourceReader(file: InputFile, except?: string): NonNullable<FileReport['source']> {
  let last: { readonly name: string; readonly text: string | undefined } | undefined;
  return (name) => {
    if (name === undefined || name === except) return undefined;
    if (last?.name !== name) last = { name, text: readText(resolve(name), file) };
    return last.text;
  };
}

function readText(path: string, file: InputFile): string | undefined {
  try {
    const why = path === file.path ? whyOf(file) : besideOf(pathFor(file));
    return decodeText(readFileNow(path, why, LONGEST_HELD)).text;
  } catch {
    // Gone meanwhile, none of the document's business, or a name that is no path: there is nothing to show.
    return undefined;
  }
}

/** A text from standard input is taken to lie in the working folder. */
function pathFor({ path }: InputFile): string {
  return path ?? join(process.cwd(), 'stdin.xml');
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function unusable(file: InputFile, diagnostics: readonly Diagnostic[]): Omit<CheckedFile, 'file'> {
  return { report: { file: file.display, diagnostics }, schemas: [] };
}
