/** Judges one document by all that applies to it: one parse for the engines that need no tree, and one list of findings. */

import { pathToFileURL } from 'node:url';
import { Budget, type Limits } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { JudgeOptions, Listener, Schema, Skipped, UriAttributes, Verdict } from '../engine/contract.js';
import { checkedOf, uncheckedOf } from '../engine/given-up.js';
import type { SchematronListener, SchematronOptions, SchematronOutput } from '../schematron/index.js';
import type { XmlHandler, XmlName } from '../xml/events.js';
import { fanOut } from '../xml/fan-out.js';
import { XINCLUDE_NAMESPACE } from '../xml/known-namespaces.js';
import { parseXml, XmlParser, type XmlParserOptions } from '../xml/parser.js';
import { inDocumentOrder } from './order.js';
import type { Corpus } from './pointers/corpus.js';
import { Turn } from './turn.js';
import { decodeUtf8 } from './utf8.js';
import type { LocalEntities, Reader } from './xinclude/external.js';
import type { StandIn } from './xinclude/files.js';
import type { Includer, IncluderOptions } from './xinclude/includer.js';
import type { LineMap } from './xinclude/line-map.js';

/** A document at hand, or one too long for that. */
export type DocumentSource =
  | { readonly bytes: Uint8Array }
  | {
      readonly open: () => AsyncIterable<Uint8Array>;
      /** All of it, for engines that need a tree; or why not. */
      readonly whole: () => Promise<Uint8Array | Diagnostic>;
    };

export interface CheckOptions {
  /** The document's name, for its diagnostics. */
  readonly file: string;
  /** Its absolute path, to which its pointers are relative; for one without, a path in the folder it may be taken to lie in. */
  readonly path: string;
  /** Whether to check where its pointers lead, as far as a schema tells which attributes are pointers. */
  readonly pointers: boolean;
  /** Whether parts that it includes (XInclude) are judged in their place. */
  readonly xinclude: boolean;
  /** Whether files of this disk are read that the document takes in by its DOCTYPE: `local`, or by default none. */
  readonly entities?: 'none' | 'local' | undefined;
  /** What is read in the place of the address of a part. */
  readonly standIn?: ((uri: string) => StandIn | undefined) | undefined;
  /** The ids of the run, where its files are checked together. */
  readonly corpus?: Corpus | undefined;
  /** Takes what Schematron says of the document, for a report in its own language. */
  readonly onSchematron?: ((output: SchematronOutput) => void) | undefined;
  /** How the report names a file, from its absolute path. */
  readonly display?: (path: string) => string;
  /** Other limits than the usual ones of what the document may cost. */
  readonly limits?: Partial<Limits> | undefined;
  /** Its account, where that is kept elsewhere. */
  readonly budget?: Budget | undefined;
  /** Ends the work with `MovedElsewhere` when it is aborted, and where the work lets nobody else have a turn for too long. */
  readonly signal?: AbortSignal | undefined;
}

/** All that is wrong with a document, in its order. */
export type Judgement = Omit<Verdict, 'valid'>;

/**
 * Rejects only where reading fails, or with `MovedElsewhere` where that is asked for. Whatever it takes, others have
 * their turn every now and then.
 */
export async function checkDocument(
  source: DocumentSource,
  schemas: readonly Schema[],
  checking: CheckOptions,
): Promise<Judgement> {
  const { file, onSchematron, limits, signal } = checking;
  const turn = new Turn(signal);
  // One account for its parse, its parts and all that judges it.
  const budget =
    checking.budget ?? new Budget(limits, signal === undefined ? {} : { breathe: () => turn.endWhereTooLong() });
  const wholes = mayTakeIn(source, checking) ? await wholeOf(source, checking, budget) : undefined;
  const judging: SchematronOptions = { file, fired: onSchematron !== undefined, budget, signal };
  const judges = judgesOf(schemas, judging);
  const rules = judges.filter(isOfRules);
  const pointers = checking.pointers ? await pointerListener(schemas, checking, budget) : undefined;
  const listeners = pointers === undefined ? judges : [...judges, pointers];
  if (rules.length > 0 && rules.length === schemas.length) listeners.push(await idListener(file, budget));
  // Without any engine it is still said whether the document is XML.
  if (schemas.length === 0) listeners.push(wellFormedness());
  const parts = wholes?.include && partsOf(wholes.include, listeners, pointers, budget);
  if (listeners.length > 0 || parts !== undefined) {
    const handler = parts?.handler ?? fanOut(listeners.map((listener) => listener.handler));
    await parse(source, handler, { file, budget, files: wholes?.entities?.for(wholes.document), decodeUtf8 }, turn);
  }
  for (const judge of rules) await finish(judge.resultInSteps(), turn);
  const heard = parts === undefined ? listeners : [...listeners, parts];
  const lists = heard.map((listener) => listener.diagnostics());
  const results = rules.map((judge) => judge.result());
  for (const { output } of results) onSchematron?.(output);
  const verdicts: Checked[] = [...results];
  if (schemas.some(readsItself)) {
    const tell = wholes && ((bytes: Uint8Array, to: XmlHandler) => tellWhole(bytes, to, wholes, checking));
    for (const read of await readBy(schemas, source, judging, tell)) {
      lists.push(read.diagnostics);
      if ('checked' in read) verdicts.push(read);
    }
  }
  const found = inDocumentOrder(lists);
  const skips = parts?.isLimited === true || verdicts.some(({ checked }) => checked === 'partly');
  const skipped = results.map((result) => result.skipped);
  return judgementOf(wholes === undefined ? found : wholes.lines.putBack(found), found, skips, skipped);
}

function judgesOf(schemas: readonly Schema[], judging: JudgeOptions): Listener[] {
  const judges: Listener[] = [];
  for (const schema of schemas) if (schema.listen !== undefined) judges.push(schema.listen(judging));
  return judges;
}

/** Whether an engine parses for itself. */
function readsItself({ listen }: Schema): boolean {
  return listen === undefined;
}

type Checked = Pick<Verdict, 'checked'>;

function judgementOf(
  diagnostics: readonly Diagnostic[],
  found: readonly Diagnostic[],
  skips: boolean,
  skipped: readonly Skipped[],
): Judgement {
  if (!skips && checkedOf(found) === 'fully') return { checked: 'fully', diagnostics };
  return { checked: 'partly', unchecked: uncheckedOf(found, skipped) ?? 'a part of it not looked at', diagnostics };
}

/** What engines say that read the document for themselves. */
async function readBy(
  schemas: readonly Schema[],
  source: DocumentSource,
  judging: JudgeOptions,
  tell: ((bytes: Uint8Array, handler: XmlHandler) => void) | undefined,
): Promise<readonly (Verdict | Pick<Verdict, 'diagnostics'>)[]> {
  const bytes = 'bytes' in source ? source.bytes : await source.whole();
  if (!(bytes instanceof Uint8Array)) return [{ diagnostics: [bytes] }];
  const hearing = { ...judging, tell: tell && ((handler: XmlHandler) => tell(bytes, handler)) };
  const verdicts: Verdict[] = [];
  for (const reader of schemas.filter(readsItself))
    verdicts.push(await (reader.judge?.(bytes, hearing) ?? reader.validate(bytes, hearing)));
  return verdicts;
}

function isOfRules(listener: Listener): listener is SchematronListener {
  return 'result' in listener;
}

function wellFormedness(): Listener {
  const found: Diagnostic[] = [];
  return { handler: { diagnostic: (diagnostic) => void found.push(diagnostic) }, diagnostics: () => found };
}

/** In bytes: so much of a document at hand is parsed between two looks at the clock. */
const SLICE = 1 << 16;

async function parse(
  source: DocumentSource,
  handler: XmlHandler,
  options: XmlParserOptions,
  turn: Turn,
): Promise<void> {
  const parser = new XmlParser(handler, options);
  // Nothing is heard after a fault, however much is still to come.
  if ('bytes' in source) {
    const { bytes } = source;
    for (let from = 0; from < bytes.length && !parser.failed; from += SLICE) {
      parser.write(bytes.length <= SLICE ? bytes : bytes.subarray(from, from + SLICE));
      if (turn.isOver) await turn.pass();
    }
  } else {
    for await (const chunk of source.open()) {
      parser.write(chunk);
      if (parser.failed) break;
      if (turn.isOver) await turn.pass();
    }
  }
  parser.end();
}

async function finish(steps: Iterator<void>, turn: Turn): Promise<void> {
  while (steps.next().done !== true) if (turn.isOver) await turn.pass();
}

/** Parts are put in place in documents that are held in memory; in longer ones, `xi:include` is an element like others. */
function hasInclusions(source: DocumentSource): boolean {
  return 'bytes' in source && holds(source.bytes, XINCLUDE_NAMESPACE);
}

/** Whether there may be entities of other files: of what is not at hand, or not written in bytes of ASCII, that cannot be told. */
function mayHaveDoctype(source: DocumentSource): boolean {
  return !('bytes' in source) || source.bytes.includes(0) || holds(source.bytes, '<!DOCTYPE');
}

function holds(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text);
}

/** A document in several files. */
interface Wholes {
  readonly document: Reader;
  readonly display: (path: string) => string;
  readonly entities: LocalEntities | undefined;
  /** Where its lines are, once all are read. */
  readonly lines: LineMap;
  /** Puts included parts in place; absent where the document includes none. */
  readonly include: ((target: XmlHandler, budget: Budget, onPart?: IncluderOptions['onPart']) => Includer) | undefined;
}

/** Whether the document may take in other files, as far as it is allowed to. */
function mayTakeIn(source: DocumentSource, { xinclude, entities }: CheckOptions): boolean {
  return (xinclude && hasInclusions(source)) || (entities === 'local' && mayHaveDoctype(source));
}

/** The other files that the document may take in. */
async function wholeOf(source: DocumentSource, checking: CheckOptions, budget: Budget): Promise<Wholes> {
  const { file, path, xinclude, entities: which, display = (name) => name, standIn } = checking;
  const includes = xinclude && hasInclusions(source);
  const opens = which === 'local' && mayHaveDoctype(source);
  const [{ IncludableFiles }, { LineMap }, { LocalEntities }, { Includer }] = await Promise.all([
    import('./xinclude/files.js'),
    import('./xinclude/line-map.js'),
    import('./xinclude/external.js'),
    import('./xinclude/includer.js'),
  ]);
  const lines = new LineMap();
  const document = { uri: pathToFileURL(path).href, asker: path, offset: 0 };
  const newFiles = () => new IncludableFiles(budget.limits['part-bytes'], standIn);
  const external = { files: newFiles(), lines, display, budget };
  const entities = opens || (includes && which === 'local') ? new LocalEntities(external) : undefined;
  const include: Wholes['include'] = (target, budget, onPart) => {
    const own = { file, path, uri: document.uri, display, lines, files: newFiles(), entities, budget };
    return new Includer(target, onPart === undefined ? own : { ...own, onPart });
  };
  return { document, display, entities, lines, include: includes ? include : undefined };
}

/** Tells it once more, to an engine that parses for itself: on an account of its own, since it has been counted. */
function tellWhole(
  bytes: Uint8Array,
  handler: XmlHandler,
  { document, entities, include }: Wholes,
  { file, limits }: CheckOptions,
): void {
  const budget = new Budget(limits);
  parseXml(bytes, include?.(handler, budget) ?? handler, { file, budget, files: entities?.for(document) });
}

interface Parts extends Listener {
  /** Whether parts were left out because there are too many of them. */
  readonly isLimited: boolean;
}

function partsOf(
  include: NonNullable<Wholes['include']>,
  listeners: readonly Listener[],
  pointers: PointerCheck | undefined,
  budget: Budget,
): Parts {
  const target = fanOut(listeners.map((listener) => listener.handler));
  const handler = include(target, budget, (part) => pointers?.includePart(part));
  return {
    handler,
    diagnostics: () => handler.diagnostics,
    get isLimited() {
      return handler.isLimited;
    },
  };
}

/** Rules look at ids as at any attribute; what XML itself asks of them is seen to beside. */
async function idListener(file: string, budget: Budget): Promise<Listener> {
  const { IdListener } = await import('./pointers/ids.js');
  const handler = new IdListener(file, budget);
  return { handler, diagnostics: () => handler.diagnostics };
}

interface PointerCheck extends Listener {
  includePart(uri: string | undefined): void;
}

async function pointerListener(
  schemas: readonly Schema[],
  { file, path, corpus, display }: CheckOptions,
  budget: Budget,
): Promise<PointerCheck | undefined> {
  const tellers = schemas.filter(({ uriAttributes }) => uriAttributes !== undefined);
  if (tellers.length === 0) return undefined;
  const { PointerListener } = await import('./pointers/listener.js');
  const pointersOf = (element: XmlName): UriAttributes => {
    const tables = tellers.map((teller) => teller.uriAttributes!(element));
    return tables.length === 1 ? tables[0]! : new Map(tables.flatMap((table) => [...table]));
  };
  const uri = pathToFileURL(path).href;
  const handler = new PointerListener({ file, uri, path, pointersOf, corpus, display, budget });
  return { handler, diagnostics: () => handler.diagnostics, includePart: (part) => handler.includePart(part) };
}
