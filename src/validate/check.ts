/** Judges one document by all that applies to it: one parse for the engines that need no tree, and one list of findings. */

import { pathToFileURL } from 'node:url';
import { Budget } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { JudgeOptions, Listener, Schema, Skipped, UriAttributes, Verdict } from '../engine/contract.js';
import { checkedOf, uncheckedOf } from '../engine/given-up.js';
import type { SchematronListener, SchematronOptions, SchematronOutput } from '../schematron/index.js';
import type { XmlHandler, XmlName } from '../xml/events.js';
import { fanOut } from '../xml/fan-out.js';
import { XmlParser, type XmlParserOptions } from '../xml/parser.js';
import { inDocumentOrder } from './order.js';
import type { Corpus } from './pointers/corpus.js';
import { Turn } from './turn.js';
import { decodeUtf8 } from './utf8.js';
import {
  type DocumentSource,
  mayTakeIn,
  type PartsHandler,
  partsOf,
  tellWhole,
  type WholeOptions,
  wholeOf,
} from './whole.js';

export interface CheckOptions extends WholeOptions {
  /** Whether to check where its pointers lead, as far as a schema tells which attributes are pointers. */
  readonly pointers: boolean;
  /** The ids of the run, where its files are checked together. */
  readonly corpus?: Corpus | undefined;
  /** Takes what Schematron says of the document, for a report in its own language. */
  readonly onSchematron?: ((output: SchematronOutput) => void) | undefined;
  /** Its account, where that is kept elsewhere. */
  readonly budget?: Budget | undefined;
  /** Ends the work with `MovedElsewhere` when it is aborted, and where the work lets nobody else have a turn for too long. */
  readonly signal?: AbortSignal | undefined;
  /** Hears what the judges hear, and judges nothing. */
  readonly ear?: PartsHandler | undefined;
}

/** All that is wrong with a document, in its order. */
export interface Judgement extends Omit<Verdict, 'valid'> {
  /** Absolute paths of the parts (XInclude, entities) that were put in their places. */
  readonly parts: readonly string[];
}

/**
 * Rejects only where reading fails, or with `MovedElsewhere` where that is asked for. Whatever it takes, others have
 * their turn every now and then.
 */
export async function checkDocument(
  source: DocumentSource,
  schemas: readonly Schema[],
  checking: CheckOptions,
): Promise<Judgement> {
  const { file, onSchematron, limits, signal, ear } = checking;
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
  const handlers = listeners.map((listener) => listener.handler);
  if (ear !== undefined) handlers.push(ear);
  const parts = wholes?.include && partsOf(wholes.include, fanOut(handlers), [pointers, ear], budget);
  if (handlers.length > 0 || parts !== undefined) {
    const handler = parts?.handler ?? fanOut(handlers);
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
  const said = wholes === undefined ? found : wholes.lines.putBack(found);
  return { ...judgementOf(said, found, skips, skipped), parts: wholes?.parts() ?? [] };
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
): Omit<Judgement, 'parts'> {
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
