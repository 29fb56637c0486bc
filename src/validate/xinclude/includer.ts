/**
 * XInclude 1.0 (https://www.w3.org/TR/xinclude/) on parse events: whoever listens hears one document, its parts in
 * place. Files of this disk only; of pointers, the name of an element (`xpointer="id"`). No `xml:base` is added to
 * parts, which not every schema allows; who needs the base is told of it.
 */

import { type Budget, countedBy, raising } from '../../budget.js';
import type { Diagnostic } from '../../diagnostics.js';
import { decodeText } from '../../encoding.js';
import { shortenedWithin } from '../../shown.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../../xml/events.js';
import { XINCLUDE_NAMESPACE, XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { XmlParser } from '../../xml/parser.js';
import { type Failure, IncludableFiles } from './files.js';
import type { LineMap } from './line-map.js';

/** In bytes: so much of a part is parsed between two looks at the clock. */
const SLICE = 1 << 18;
/** More than any edition has; a part in a part in a part. */
const DEEPEST = 40;

export interface IncluderOptions {
  /** The document's name, for diagnostics. */
  readonly file: string;
  /** Absolute, of the document. */
  readonly path: string;
  readonly uri: string;
  readonly display: (path: string) => string;
  readonly lines: LineMap;
  /** How many parts there may be (`parts`), and of how many bytes together (`part-bytes`); one counts each time that it is included. */
  readonly budget: Budget;
  /** Told where a part begins and ends. */
  readonly onPart?: (uri: string | undefined) => void;
}

/** One file that is being read: the document, or a part. */
interface Source {
  readonly uri: string;
  /** Added to its line numbers. */
  readonly offset: number;
  locator: XmlLocator | undefined;
  depth: number;
  /** Bases that elements set, by their depth. */
  readonly bases: { readonly depth: number; readonly uri: string }[];
  /** Only what is within the element of this id is included. */
  readonly wanted: string | undefined;
  /** Depth of that element, once it is open. */
  wantedDepth: number | undefined;
  wantedFound: boolean;
  /** The open `xi:include`s; there are several where a fallback includes something. */
  readonly inclusions: Inclusion[];
  /** Elements passed on that are still open. */
  readonly open: XmlName[];
}

/** An `xi:include`, whose content is passed over but for a fallback that counts. */
interface Inclusion {
  readonly depth: number;
  /** Why there is no such part: a fault unless there is a fallback. */
  readonly missing: { readonly message: string; readonly place: Place } | undefined;
  /** Depth of the fallback, while it is open. */
  fallbackDepth: number | undefined;
  hadFallback: boolean;
}

export class Includer implements XmlHandler {
  readonly #target: XmlHandler;
  readonly #options: IncluderOptions;
  readonly #files: IncludableFiles;
  readonly #sources: Source[] = [];
  /** Names are the same objects for all parts, as they are within one. */
  readonly #names = new Map<string, XmlName>();
  readonly #found: Diagnostic[] = [];
  #isLimited = false;

  constructor(target: XmlHandler, options: IncluderOptions) {
    this.#target = target;
    this.#options = options;
    this.#files = new IncludableFiles(options.path, options.budget.limits['part-bytes']);
  }

  /** What is wrong with inclusions, in the numbering of lines of the whole. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#found;
  }

  /** Whether parts were left out because a document may not have so many. */
  get isLimited(): boolean {
    return this.#isLimited;
  }

  startDocument(locator: XmlLocator): void {
    this.#sources.push(newSource(this.#options.uri, 0, undefined, locator));
    this.#target.startDocument?.(new CurrentPlace(() => this.#source));
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    const source = this.#source;
    source.depth++;
    if (!inFallback(source, name)) return;
    const base = attributes.find(
      (attribute) => attribute.name.local === 'base' && attribute.name.uri === XML_NAMESPACE,
    )?.value;
    if (base !== undefined && URL.canParse(base, baseOf(source))) {
      source.bases.push({ depth: source.depth, uri: new URL(base, baseOf(source)).href });
    }
    if (source.wanted !== undefined && source.wantedDepth === undefined) {
      if (source.wantedFound || !hasId(attributes, source.wanted)) return;
      source.wantedDepth = source.depth;
      source.wantedFound = true;
    }
    if (name.uri === XINCLUDE_NAMESPACE && name.local === 'include') this.#include(source, attributes);
    else this.#pass(source, name, attributes);
  }

  endElement(name: XmlName): void {
    const source = this.#source;
    const { depth } = source;
    source.depth--;
    if (source.bases.at(-1)?.depth === depth) source.bases.pop();
    const inclusion = source.inclusions.at(-1);
    if (inclusion?.depth === depth) {
      source.inclusions.pop();
      const { missing, hadFallback } = inclusion;
      if (missing !== undefined && !hadFallback) this.#complain(missing.message, missing.place);
      return;
    }
    if (inclusion?.fallbackDepth === depth) {
      inclusion.fallbackDepth = undefined;
      return;
    }
    if (!isHeard(source)) return;
    source.open.pop();
    this.#target.endElement?.(this.#own(name));
    if (source.wantedDepth === depth) source.wantedDepth = undefined;
  }

  text(data: string): void {
    if (isHeard(this.#source)) this.#target.text?.(data);
  }

  comment(data: string): void {
    if (isHeard(this.#source)) this.#target.comment?.(data);
  }

  processingInstruction(target: string, data: string): void {
    const source = this.#source;
    // What stands around the root of a part is about the part as a document of its own.
    if (isHeard(source) && (source.depth > 0 || this.#sources.length === 1))
      this.#target.processingInstruction?.(target, data);
  }

  diagnostic(diagnostic: Diagnostic): void {
    const { offset } = this.#source;
    const { line, endLine } = diagnostic;
    this.#target.diagnostic?.({
      ...diagnostic,
      ...(line === undefined ? {} : { line: line + offset }),
      ...(endLine === undefined ? {} : { endLine: endLine + offset }),
    });
  }

  endDocument(): void {
    if (this.#sources.length === 1) this.#target.endDocument?.();
  }

  get #source(): Source {
    return this.#sources.at(-1)!;
  }

  #include(source: Source, attributes: readonly XmlAttribute[]): void {
    const place = this.#place();
    const failure = this.#isLimited ? undefined : this.#takePart(attributes, place);
    if (failure !== undefined && failure.fault !== 'missing') this.#complain(failure.message, place);
    const missing = failure?.fault === 'missing' ? { message: failure.message, place } : undefined;
    source.inclusions.push({ depth: source.depth, missing, fallbackDepth: undefined, hadFallback: false });
  }

  /** Puts a part in place; or says why not. */
  #takePart(attributes: readonly XmlAttribute[], place: Place): Failure | undefined {
    const value = (local: string) => attributes.find(({ name }) => name.local === local && name.uri === '')?.value;
    const href = value('href') ?? '';
    const xpointer = value('xpointer');
    const wanted =
      xpointer === undefined ? undefined : /^(?:element\()?([\w.-]+|[^\x00-\x7f]+)\)?$/.exec(xpointer)?.[1];
    const parse = value('parse') ?? 'xml';
    if (!URL.canParse(href, baseOf(this.#source)))
      return { fault: 'missing', message: `"${href}" is neither a path nor an address.` };
    const url = new URL(href, baseOf(this.#source));
    url.hash = '';
    if (xpointer !== undefined && wanted === undefined) {
      return {
        fault: 'refused',
        message: `of pointers, teigram follows the name of an element (xpointer="part1"), not ${xpointer}.`,
      };
    }
    if (parse !== 'text' && this.#sources.some(({ uri, wanted: other }) => uri === url.href && other === wanted)) {
      return { fault: 'refused', message: `${this.#options.display(url.pathname)} would include itself, without end.` };
    }
    if (this.#sources.length > DEEPEST)
      return { fault: 'refused', message: `parts include parts over ${DEEPEST} levels deep.` };
    const { budget } = this.#options;
    budget.breathe();
    if (!budget.affords('parts')) {
      const most = budget.limits.parts.toLocaleString('en');
      return this.#noMore(
        'parts',
        `the document has more than ${most} ${countedBy('parts')}, as files have that include one another again and again.`,
      );
    }
    const file = this.#files.read(url.href, this.#options.display);
    if ('fault' in file) return file.fault === 'too-large' ? this.#noMore('part-bytes', file.message) : file;
    if (parse === 'text') this.#target.text?.(decodeText(file.content, value('encoding')).text);
    else return this.#parsePart(file.content, url.href, this.#options.display(file.path), wanted, place);
    return undefined;
  }

  /** Said once: nothing more is included. */
  #noMore(limit: 'parts' | 'part-bytes', why: string): Failure {
    this.#isLimited = true;
    const way = raising(limit, this.#options.budget.limits[limit]);
    return { fault: 'too-large', message: `${why} From here on nothing is included. ${way}` };
  }

  #parsePart(
    content: Uint8Array,
    uri: string,
    file: string,
    wanted: string | undefined,
    place: Place,
  ): Failure | undefined {
    const offset = this.#options.lines.add(file, countLines(content), place);
    const part = newSource(uri, offset, wanted, undefined);
    this.#sources.push(part);
    this.#options.onPart?.(uri);
    const parser = new XmlParser(this.#partHandler(part), { file, budget: this.#options.budget });
    for (let from = 0; from < content.length; from += SLICE) {
      if (from > 0) this.#options.budget.breathe();
      parser.write(content.subarray(from, from + SLICE));
    }
    parser.end();
    // A part that breaks off leaves no element open.
    while (part.open.length > 0) this.#target.endElement?.(part.open.pop()!);
    this.#options.onPart?.(undefined);
    this.#sources.pop();
    if (wanted === undefined || part.wantedFound || parser.failed) return undefined;
    return { fault: 'refused', message: `nothing in ${file} has the xml:id "${wanted}".` };
  }

  /** The part's own beginning and end are no event of the document. */
  #partHandler(part: Source): XmlHandler {
    return {
      startDocument: (locator) => {
        part.locator = locator;
      },
      startElement: (name, attributes) => this.startElement(name, attributes),
      endElement: (name) => this.endElement(name),
      text: (data) => this.text(data),
      comment: (data) => this.comment(data),
      processingInstruction: (target, data) => this.processingInstruction(target, data),
      diagnostic: (diagnostic) => this.diagnostic(diagnostic),
    };
  }

  #pass(source: Source, name: XmlName, attributes: readonly XmlAttribute[]): void {
    const { offset } = source;
    source.open.push(this.#own(name));
    const own = attributes.map((attribute) => ({
      ...attribute,
      name: this.#own(attribute.name),
      line: attribute.line + offset,
      endLine: attribute.endLine + offset,
    }));
    this.#target.startElement?.(this.#own(name), own);
  }

  #own(name: XmlName): XmlName {
    const key = `${name.prefix}:${name.local} ${name.uri}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    this.#names.set(key, name);
    return name;
  }

  #place(): Place {
    const { locator, offset } = this.#source;
    const { line, column, endLine, endColumn } = locator!;
    return { line: line + offset, column, endLine: endLine + offset, endColumn };
  }

  #complain(message: string, place: Place): void {
    const text = shortenedWithin(`This part cannot be put in its place: ${message}`, 1_000);
    this.#found.push({
      severity: 'error',
      code: 'xinclude-failed',
      message: text,
      file: this.#options.file,
      ...place,
      source: 'xml',
    });
  }
}

type Place = Pick<XmlLocator, 'line' | 'column' | 'endLine' | 'endColumn'>;

function newSource(uri: string, offset: number, wanted: string | undefined, locator: XmlLocator | undefined): Source {
  const state = { locator, depth: 0, bases: [], wantedDepth: undefined, wantedFound: false };
  return { uri, offset, wanted, ...state, inclusions: [], open: [] };
}

function baseOf({ bases, uri }: Source): string {
  return bases.at(-1)?.uri ?? uri;
}

/** Whether an element is not within an `xi:include`, or in a fallback that counts. */
function inFallback({ depth, inclusions }: Source, name: XmlName): boolean {
  const inclusion = inclusions.at(-1);
  if (inclusion === undefined || inclusion.fallbackDepth !== undefined) return true;
  const isFallback = depth === inclusion.depth + 1 && name.uri === XINCLUDE_NAMESPACE && name.local === 'fallback';
  if (isFallback && inclusion.missing !== undefined) {
    inclusion.fallbackDepth = depth;
    inclusion.hadFallback = true;
  }
  return false;
}

/** Whether what comes now is content of the document: not within an inclusion, and of a part only what is wanted. */
function isHeard({ inclusions, wanted, wantedDepth }: Source): boolean {
  const inclusion = inclusions.at(-1);
  if (inclusion !== undefined && inclusion.fallbackDepth === undefined) return false;
  return wanted === undefined || wantedDepth !== undefined;
}

function hasId(attributes: readonly XmlAttribute[], id: string): boolean {
  return attributes.some(({ name, value }) => name.local === 'id' && name.uri === XML_NAMESPACE && value.trim() === id);
}

/** At least as many as it has; in any encoding, a line ends in a byte of one of these values. */
function countLines(content: Uint8Array): number {
  let lines = 1;
  for (const byte of content) if (byte === 0x0a || byte === 0x0d) lines++;
  return lines;
}

/** Where the source that is being read stands. */
class CurrentPlace implements XmlLocator {
  readonly #source: () => Source;

  constructor(source: () => Source) {
    this.#source = source;
  }

  get line(): number {
    return this.#locator.line + this.#source().offset;
  }

  get column(): number {
    return this.#locator.column;
  }

  get endLine(): number {
    return this.#locator.endLine + this.#source().offset;
  }

  get endColumn(): number {
    return this.#locator.endColumn;
  }

  lookupNamespace(prefix: string): string | undefined {
    return this.#locator.lookupNamespace(prefix);
  }

  isUnparsedEntity(name: string): boolean {
    return this.#locator.isUnparsedEntity(name);
  }

  namespaces(): ReadonlyMap<string, string> {
    return this.#locator.namespaces();
  }

  get #locator(): XmlLocator {
    return this.#source().locator!;
  }
}
