/** XML Schema and DTDs, by libxml2. Import this module lazily: it loads 1.5 MB of WebAssembly. */
import { Budget } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { JudgeOptions, Loaded, Schema, Verdict } from '../engine/contract.js';
import { absoluteUri, answering, displayName, type SchemaResolver } from '../engine/source.js';
import type { XmlHandler } from '../xml/events.js';
import { readDocument, tellerOf, tooDeep } from './document.js';
import type { Outcome, Source } from './engine.js';
import { Files, gatherParts, gatherXsd } from './gather.js';
import { type IdTypes, readIdTypes } from './id-types.js';
import { MOST_FILES, SHORT_SCHEMA } from './limits.js';
import { locateElements } from './locate.js';
import { beyond, isPlainDtd } from './look.js';
import { faultsOfSchema, givenUp, violation } from './messages.js';
import { ReferenceListener } from './references.js';
import { compile, judge, judgeBy, type Perform, performerHere } from './runner.js';
import type { ScannedFile } from './scan.js';

export interface LoadOptions {
  readonly language: 'xsd' | 'dtd';
  /** Gives the files of the schema; what it leaves undefined is read from this disk, and from nowhere else. */
  readonly resolve?: SchemaResolver;
  /** Of a DTD: what a document declares before it, which then counts first; `base` is that document's URI. */
  readonly before?: { readonly text: string; readonly base: string };
  /** How many files it may have, itself included. Default 500. */
  readonly mostFiles?: number;
}

/**
 * Loads a schema by its path or URI, with all files that it takes in. Neither throws nor rejects: what is wrong with
 * the schema is in the diagnostics.
 */
export async function load(source: string | URL, options: LoadOptions): Promise<Loaded<Schema>> {
  const uri = absoluteUri(source);
  const files = new Files(options.mostFiles ?? MOST_FILES);
  return options.language === 'xsd' ? loadXsd(uri, files, options) : loadDtd(uri, files, options);
}

async function loadXsd(uri: string, files: Files, { resolve }: LoadOptions): Promise<Loaded<Schema>> {
  const { scanned, plain } = await answering(gatherXsd(uri, files), resolve);
  if (files.diagnostics.some(isError)) return { diagnostics: files.diagnostics };
  const source = newSource(files.moved.get(uri) ?? uri, 'xsd', files, plain);
  return await finish(await compile(source), source, files, scanned);
}

/** Parts within parts of a DTD: TEI's has five levels. */
const MOST_ROUNDS = 50;

/** What a DTD takes in is known only as it is read: it is compiled again with what it asked for, until it asks for no more. */
async function loadDtd(uri: string, files: Files, { resolve, before }: LoadOptions): Promise<Loaded<Schema>> {
  const place = { file: displayName(uri) };
  let requests = [{ uri, baseUri: undefined as string | undefined }];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await answering(gatherParts(requests, files, place), resolve);
    if (files.diagnostics.some(isError)) return { diagnostics: files.diagnostics };
    // Where it has no parts, there is one round.
    const own = files.moved.get(uri) ?? uri;
    const plain = before === undefined && files.bytes <= SHORT_SCHEMA && isPlainDtd(files.contents.get(own)!);
    const source = { ...newSource(own, 'dtd', files, plain), before };
    const outcome = await compile(source);
    const missing = outcome.missing.filter((part) => !files.has(part));
    if (missing.length === 0) return await finish(outcome, source, files, []);
    // Which file asks is not known. So this disk has its turn first, and once something of the web was read, the web asks.
    const local = missing.filter((part) => !isWeb(part));
    const baseUri = [...files.contents.keys()].find((had) => isWeb(had) && !files.moved.has(had)) ?? own;
    requests = (local.length > 0 ? local : missing).map((part) => ({ uri: part, baseUri }));
  }
  return { diagnostics: [beyond(place, TOO_DEEP)] };
}

const TOO_DEEP = `The DTD takes in parts that take in parts, more than ${MOST_ROUNDS} levels deep. So many are not read. Take a copy of the DTD that is complete in fewer files.`;

function isWeb(uri: string): boolean {
  return /^https?:/.test(uri);
}

let sources = 0;

function newSource(uri: string, language: Source['language'], files: Files, plain: boolean): Source {
  return { id: ++sources, language, uri, plain, files: files.contents };
}

async function finish(
  outcome: Outcome,
  source: Source,
  files: Files,
  scanned: readonly ScannedFile[],
): Promise<Loaded<Schema>> {
  const { diagnostics } = files;
  if (outcome.stopped === undefined && outcome.details.length === 0) {
    const ids = source.language === 'xsd' ? readIdTypes(source.uri, files) : undefined;
    const perform = await performerHere(source);
    return { schema: new Libxml2Schema({ source, incomplete: diagnostics.length > 0, perform, ids }), diagnostics };
  }
  // A file that the schema could have done without is mostly what it lacks.
  const lacking = diagnostics.map((diagnostic) => ({ ...diagnostic, severity: 'error' as const }));
  return { diagnostics: [...lacking, ...faultsOfSchema(outcome, source, scanned)] };
}

interface SchemaParts {
  readonly source: Source;
  /** Whether something of the schema could not be had. */
  readonly incomplete: boolean;
  readonly perform: Perform | undefined;
  /** Absent where the schema has no references that could lead nowhere. */
  readonly ids: IdTypes | undefined;
}

class Libxml2Schema implements Schema {
  readonly #source: Source;
  readonly #incomplete: boolean;
  readonly #perform: Perform | undefined;
  readonly #ids: IdTypes | undefined;

  constructor({ source, incomplete, perform, ids }: SchemaParts) {
    this.#source = source;
    this.#incomplete = incomplete;
    this.#perform = perform;
    this.#ids = ids;
  }

  get what(): string {
    return this.#source.language === 'xsd' ? 'XML Schema' : 'a DTD';
  }

  /** At once, however long it takes; only where libxml2 has no thread. */
  validate(xml: string | Uint8Array, options: JudgeOptions = {}): Verdict {
    const { verdict, plain } = this.#read(xml, options);
    if (!verdict.valid) return verdict;
    if (this.#perform === undefined) throw new Error('libxml2 has a thread of its own: call judge.');
    const outcome = judgeBy(this.#perform, this.#source, plain ?? xml);
    return this.#conclude(verdict, outcome, xml, options);
  }

  async judge(xml: string | Uint8Array, options: JudgeOptions = {}): Promise<Verdict> {
    const { verdict, plain } = this.#read(xml, options);
    if (!verdict.valid) return verdict;
    return this.#conclude(verdict, await judge(this.#source, plain ?? xml, options.signal), xml, options);
  }

  /** Whether it is XML at all is said in the same words whatever the schema's language. */
  #read(
    xml: string | Uint8Array,
    options: JudgeOptions,
  ): { readonly verdict: Verdict; readonly plain: string | undefined } {
    const { diagnostics, plain, incomplete } = readDocument(xml, options, this.#source.language === 'xsd');
    const checked = incomplete || this.#incomplete ? 'partly' : 'fully';
    return { verdict: { valid: !diagnostics.some(isError), checked, diagnostics }, plain };
  }

  #conclude(read: Verdict, outcome: Outcome, xml: string | Uint8Array, options: JudgeOptions): Verdict {
    const file = options.file === undefined ? {} : { file: options.file };
    const schema = displayName(this.#source.uri);
    const { stopped, details } = outcome;
    if (stopped !== undefined && stopped !== 'not-compiled') {
      const finding = givenUp(stopped, xml.length, schema, file);
      return { valid: false, checked: 'partly', diagnostics: [...read.diagnostics, finding] };
    }
    // A limit of libxml2's own, 2,048 today.
    const depth = details.length > 0 ? /^Excessive depth in document: (\d+)/.exec(details[0]!.message)?.[1] : undefined;
    if (depth !== undefined) {
      const finding = tooDeep(xml, Number(depth), options);
      return { valid: false, checked: 'partly', diagnostics: [...read.diagnostics, finding] };
    }
    const tell = tellerOf(xml, options);
    const places = locateElements(
      tell,
      details.flatMap(({ xpath }) => xpath ?? []),
    );
    const violations = details.map((detail) => violation(detail, places.get(detail.xpath ?? ''), { file, schema }));
    const found = [...violations, ...this.#lostReferences(tell, options, file)];
    return { valid: found.length === 0, checked: read.checked, diagnostics: [...read.diagnostics, ...found] };
  }

  #lostReferences(
    tell: (handler: XmlHandler) => void,
    { budget = new Budget() }: JudgeOptions,
    file: { readonly file?: string },
  ): readonly Diagnostic[] {
    if (this.#ids === undefined) return [];
    const listener = new ReferenceListener(this.#ids, file, budget);
    tell(listener);
    return listener.diagnostics();
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
