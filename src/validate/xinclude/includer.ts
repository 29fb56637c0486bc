/**
 * XInclude 1.1 (https://www.w3.org/TR/xinclude-11/) on parse events: whoever listens hears one document, its parts in
 * place. Files of this disk only. No `xml:base` is added to parts, which not every schema allows; who needs the base is
 * told of it.
 */

import { type Budget, countedBy, raising } from '../../budget.js';
import type { Diagnostic } from '../../diagnostics.js';
import { decodeText } from '../../encoding.js';
import { shortenedWithin } from '../../shown.js';
import { findInvalidChar } from '../../xml/chars.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../../xml/events.js';
import { XINCLUDE_NAMESPACE, XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { XmlParser } from '../../xml/parser.js';
import type { LocalEntities } from './external.js';
import { countLines, type Failure, type HadFile, type IncludableFiles } from './files.js';
import type { LineMap } from './line-map.js';
import { type Pointer, readPointer } from './pointer.js';
import { baseOf, CurrentPlace, inFallback, isHeard, newSource, type Place, type Source } from './source.js';
import { partOfText } from './text.js';

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
  readonly files: IncludableFiles;
  /** What parts take in by their DOCTYPEs, where that is read. */
  readonly entities?: LocalEntities | undefined;
  /** Told where a part begins and ends. */
  readonly onPart?: (uri: string | undefined) => void;
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
    this.#files = options.files;
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
    const { uri, path } = this.#options;
    const source = newSource({ uri, asker: path }, 0);
    source.locator = locator;
    this.#sources.push(source);
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
    if (source.finder !== undefined && source.wantedDepth === undefined) {
      if (!source.finder.enter(attributes)) return;
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
    source.finder?.leave();
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

  entity(uri: string | undefined): void {
    const source = this.#source;
    if (uri === undefined) source.bases.pop();
    else source.bases.push({ depth: -1, uri });
    if (isHeard(source)) this.#target.entity?.(uri);
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
    if (!URL.canParse(href, baseOf(this.#source))) return missing(`"${href}" is neither a path nor an address.`);
    const url = new URL(href, baseOf(this.#source));
    if (url.hash !== '') return fatal(withFragment(href));
    const kind = kindOf(value('parse')?.trim() ?? 'xml');
    if (kind === undefined) return missing(`parse="${value('parse')}" is neither "xml" nor "text".`);
    const fragment = kind === 'xml' ? (value('xpointer') ?? value('fragid')) : (value('fragid') ?? value('xpointer'));
    const pointers = fragment === undefined || kind === 'text' ? [undefined] : readPointer(fragment);
    if (pointers.length === 0) return missing(unknownPointer(fragment!));
    const refusal = this.#refusal();
    if (refusal !== undefined) return refusal;
    const file = this.#files.read(url.href, this.#source.asker, this.#options.display);
    if ('fault' in file) return file.fault === 'too-large' ? this.#noMore('part-bytes', file.message) : file;
    if (kind === 'text') return this.#takeText(file, fragment, value('encoding'));
    return this.#takeXml(file, pointers, fragment, place);
  }

  /** Whether there may be one more part. */
  #refusal(): Failure | undefined {
    if (this.#sources.length > DEEPEST) return fatal(`parts include parts over ${DEEPEST} levels deep.`);
    const { budget } = this.#options;
    budget.breathe();
    if (budget.affords('parts')) return undefined;
    const most = budget.limits.parts.toLocaleString('en');
    const why = `the document has more than ${most} ${countedBy('parts')}, as files have that include one another again and again.`;
    return this.#noMore('parts', why);
  }

  #takeText(file: HadFile, fragment: string | undefined, encoding: string | undefined): Failure | undefined {
    const { text } = decodeText(file.content, encoding);
    const part = fragment === undefined ? text : partOfText(text, fragment);
    if (part === undefined) return missing(unknownRange(fragment!));
    const name = this.#options.display(file.path);
    if (findInvalidChar(part, 0, part.length) !== -1)
      return fatal(`${name} holds a character that may not stand in XML. Is it a text at all?`);
    if (part !== '') this.#target.text?.(part);
    return undefined;
  }

  /** The first of the pointers that finds something counts (XPointer Framework §3.3). */
  #takeXml(
    file: HadFile,
    pointers: readonly (Pointer | undefined)[],
    fragment: string | undefined,
    place: Place,
  ): Failure | undefined {
    const name = this.#options.display(file.path);
    let offset: number | undefined;
    for (const pointer of pointers) {
      if (this.#sources.some(({ uri, wanted }) => uri === file.uri && wanted?.key === pointer?.key))
        return fatal(`${name} would include itself, without end.`);
      offset ??= this.#options.lines.add(name, countLines(file.content), place);
      if (this.#parsePart(file, name, offset, pointer)) return undefined;
    }
    return missing(`nothing in ${name} is what ${fragment} points to. Look for the xml:id, or count its elements.`);
  }

  /** Said once: nothing more is included. */
  #noMore(limit: 'parts' | 'part-bytes', why: string): Failure {
    this.#isLimited = true;
    const way = raising(limit, this.#options.budget.limits[limit]);
    return { fault: 'too-large', message: `${why} From here on nothing is included. ${way}` };
  }

  /** @returns whether it had what is wanted, or is not well-formed, which has been said. */
  #parsePart(had: HadFile, file: string, offset: number, wanted: Pointer | undefined): boolean {
    const { content, uri } = had;
    const part = newSource(had, offset, wanted);
    this.#sources.push(part);
    this.#options.onPart?.(uri);
    const { budget, entities } = this.#options;
    const files = entities?.for(part);
    const parser = new XmlParser(this.#partHandler(part), { file, budget, files });
    for (let from = 0; from < content.length; from += SLICE) {
      if (from > 0) budget.breathe();
      parser.write(content.subarray(from, from + SLICE));
    }
    parser.end();
    // A part that breaks off leaves no element open.
    while (part.open.length > 0) this.#target.endElement?.(part.open.pop()!);
    this.#options.onPart?.(undefined);
    this.#sources.pop();
    return wanted === undefined || part.wantedFound || parser.failed;
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
      entity: (uri) => this.entity(uri),
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

function missing(message: string): Failure {
  return { fault: 'missing', message };
}

function fatal(message: string): Failure {
  return { fault: 'fatal', message };
}

/** What a part is read as: `xml`, `text`, or by its media type (XInclude 1.1 §3.1). */
function kindOf(parse: string): 'xml' | 'text' | undefined {
  if (parse === 'xml' || /^(?:application|text)\/(?:[\w.-]+\+)?xml\b/.test(parse)) return 'xml';
  return parse === 'text' || parse.startsWith('text/') ? 'text' : undefined;
}

function withFragment(href: string): string {
  const [file = '', ...rest] = href.split('#');
  return `href="${href}" names a file and a place in it, and href is for the file alone. Write href="${file}" xpointer="${rest.join('#')}".`;
}

function unknownPointer(written: string): string {
  return `of pointers, teigram follows an xml:id (xpointer="part1", or xpointer(id('part1'))) and the places of elements (element(/1/2), element(part1/2)), not ${written}.`;
}

function unknownRange(written: string): string {
  return `of a text, lines (line=2,5) and characters (char=0,80) can be included, not ${written}.`;
}
