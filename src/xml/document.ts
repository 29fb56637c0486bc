/** From text to events: the document's prolog, its content, and what may follow (XML 1.0 §2.1, §3). */
import {
  AMPERSAND,
  CLASS,
  CLOSE_BRACKET,
  EXCLAMATION,
  findInvalidChar,
  GREATER_THAN,
  isBlank,
  isPair,
  LESS_THAN,
  LF,
  QUESTION,
  SLASH,
  TEXT,
} from './chars.js';
import { readDoctype } from './doctype.js';
import type { Entity } from './dtd.js';
import type { Entities } from './entities.js';
import type { XmlHandler, XmlLocator, XmlName } from './events.js';
import { NEED_MORE, type Place, type Problem } from './failure.js';
import { atXmlDeclaration, readComment, readInstruction, readXmlDeclaration, type XmlDeclaration } from './markup.js';
import { problems } from './messages.js';
import type { NameTable, RawName } from './names.js';
import type { Namespaces } from './namespaces.js';
import { Scanner } from './scanner.js';
import { TagReader } from './tags.js';

/** Where the current event stands; written by the reader before each call of the handler. */
export class Locator implements XmlLocator {
  line = 1;
  column = 1;
  endLine = 1;
  endColumn = 1;
  readonly #namespaces: Namespaces;

  constructor(namespaces: Namespaces) {
    this.#namespaces = namespaces;
  }

  moveTo(place: Place): void {
    this.line = place.line;
    this.column = place.column;
    this.endLine = place.endLine;
    this.endColumn = place.endColumn;
  }

  lookupNamespace(prefix: string): string | undefined {
    return this.#namespaces.lookup(prefix);
  }

  namespaces(): ReadonlyMap<string, string> {
    return this.#namespaces.all();
  }
}

/** What the reader leaves to its owner. */
export interface DocumentOwner {
  /** The XML declaration has been read, or there is none. */
  declared(declaration: XmlDeclaration | undefined, scanner: Scanner): void;
  warn(problem: Problem, place: Place): void;
}

type Part = 'start' | 'prolog' | 'content' | 'epilog';

/** Reads a document from a scanner as far as its text goes, and tells the handler. */
export class DocumentReader {
  readonly #handler: XmlHandler;
  readonly #owner: DocumentOwner;
  readonly #locator: Locator;
  readonly #names: NameTable;
  readonly #namespaces: Namespaces;
  readonly #entities: Entities;
  readonly #tags: TagReader;
  #part: Part = 'start';
  #hasDoctype = false;
  #inCdata = false;
  /** The open elements: as written, resolved, and the lines of their start tags. */
  readonly #open: RawName[] = [];
  readonly #openNames: XmlName[] = [];
  readonly #openLines: number[] = [];

  constructor(
    handler: XmlHandler,
    owner: DocumentOwner,
    locator: Locator,
    names: NameTable,
    namespaces: Namespaces,
    entities: Entities,
  ) {
    this.#handler = handler;
    this.#owner = owner;
    this.#locator = locator;
    this.#names = names;
    this.#namespaces = namespaces;
    this.#entities = entities;
    this.#tags = new TagReader(names, namespaces, entities);
  }

  /** Reads until the scanner's text runs out, which throws NEED_MORE with the cursor anywhere after the token's start. */
  read(scanner: Scanner): never {
    for (;;) {
      scanner.mark();
      if (this.#part === 'content') {
        this.#readContent(scanner, 0);
        this.#part = 'epilog';
      } else if (this.#part === 'start') {
        this.#readStart(scanner);
      } else {
        this.#readOutside(scanner);
      }
    }
  }

  /** Fails unless the document may end where the scanner, rewound to its last token, stands. */
  finish(scanner: Scanner): void {
    const { text, pos } = scanner;
    const end = text.length;
    const rest = text.slice(pos);
    if (this.#part === 'content') {
      if (this.#inCdata) scanner.fail(problems.unexpectedEnd('a CDATA section'), pos, end);
      if (rest === '') {
        const last = this.#open.length - 1;
        scanner.fail(problems.unclosedElement(this.#open[last]!.raw, this.#openLines[last]!, last), pos, end);
      }
    } else if (isBlank(rest) || rest === '\uFEFF') {
      if (this.#part !== 'epilog') scanner.fail(problems.noRoot, pos, end);
      return;
    }
    scanner.fail(problems.unexpectedEnd(describeToken(rest.trimStart())), pos, end);
  }

  #readStart(scanner: Scanner): void {
    // A byte order mark is no character of the document and takes no column.
    if (scanner.peek() === 0xfeff) {
      scanner.pos++;
      scanner.lineStart++;
      scanner.mark();
    }
    const declaration = atXmlDeclaration(scanner) ? readXmlDeclaration(scanner) : undefined;
    this.#part = 'prolog';
    this.#entities.standalone = declaration?.standalone ?? false;
    this.#owner.declared(declaration, scanner);
  }

  /** One thing before or after the root element. */
  #readOutside(scanner: Scanner): void {
    if (scanner.skipSpaceToEnd()) {
      scanner.mark();
    }
    const c = scanner.peek();
    if (c !== LESS_THAN) scanner.failHere(problems.textOutsideRoot);
    scanner.pos++;
    const next = scanner.peek();
    scanner.pos--;
    if (next === QUESTION) this.#readInstruction(scanner);
    else if (next === EXCLAMATION) this.#readDeclarationOutside(scanner);
    else if (next === SLASH) this.#readEndTag(scanner, 0);
    else if (this.#part === 'epilog') scanner.fail(problems.secondRoot, scanner.pos);
    else this.#readRoot(scanner);
  }

  #readRoot(scanner: Scanner): void {
    this.#readStartTag(scanner);
    this.#part = this.#open.length === 0 ? 'epilog' : 'content';
  }

  #readDeclarationOutside(scanner: Scanner): void {
    if (scanner.lookingAt('<!--')) {
      this.#readComment(scanner);
    } else if (scanner.lookingAt('<!DOCTYPE')) {
      if (this.#hasDoctype || this.#part === 'epilog')
        scanner.fail(problems.misplacedDoctype, scanner.pos, scanner.pos + 9);
      this.#readDoctype(scanner);
    } else if (scanner.lookingAt('<![CDATA[')) {
      scanner.failHere(problems.textOutsideRoot);
    } else {
      scanner.fail(problems.unknownMarkup, scanner.pos, scanner.pos + 2);
    }
  }

  #readDoctype(scanner: Scanner): void {
    const { doctype, dtd, warnings, instructions } = readDoctype(scanner, this.#names, this.#entities);
    this.#hasDoctype = true;
    for (const [element, list] of dtd.attributeLists) element.attributes = list;
    this.#place(scanner);
    this.#handler.doctype?.(doctype);
    for (const { problem, place } of warnings) this.#owner.warn(problem, place);
    for (const { target, data, place } of instructions) {
      this.#locator.moveTo(place);
      this.#handler.processingInstruction?.(target, data);
    }
  }

  /**
   * Reads content [43] up to the end of the root element or, in an entity, of its text.
   *
   * @param floor how many elements were open where the entity began, 0 in the document itself.
   */
  #readContent(scanner: Scanner, floor: number): void {
    const { text } = scanner;
    for (;;) {
      scanner.mark();
      if (scanner.pos >= text.length) {
        if (scanner.origin !== undefined) return;
        throw NEED_MORE;
      }
      if (this.#inCdata) {
        this.#readCdata(scanner);
        continue;
      }
      const c = text.charCodeAt(scanner.pos);
      if (c === LESS_THAN) {
        this.#readMarkup(scanner, floor);
        if (this.#open.length === 0) return;
      } else if (c === AMPERSAND) {
        this.#readReference(scanner);
      } else {
        this.#readText(scanner);
      }
    }
  }

  #readMarkup(scanner: Scanner, floor: number): void {
    const { text, pos } = scanner;
    if (pos + 1 >= text.length) throw NEED_MORE;
    const next = text.charCodeAt(pos + 1);
    if (next === SLASH) {
      this.#readEndTag(scanner, floor);
    } else if (next === QUESTION) {
      this.#readInstruction(scanner);
    } else if (next !== EXCLAMATION) {
      this.#readStartTag(scanner);
    } else if (scanner.lookingAt('<!--')) {
      this.#readComment(scanner);
    } else if (scanner.skip('<![CDATA[')) {
      this.#inCdata = true;
    } else if (scanner.lookingAt('<!DOCTYPE')) {
      scanner.fail(problems.misplacedDoctype, pos, pos + 9);
    } else {
      scanner.fail(problems.unknownMarkup, pos, pos + 2);
    }
  }

  #readStartTag(scanner: Scanner): void {
    const element = this.#tags.read(scanner);
    const name = this.#tags.resolve(scanner, element);
    this.#place(scanner);
    this.#handler.startElement?.(name, this.#tags.attributes);
    if (this.#tags.empty) {
      this.#handler.endElement?.(name);
      this.#namespaces.close();
    } else {
      this.#open.push(element);
      this.#openNames.push(name);
      this.#openLines.push(this.#locator.line);
    }
  }

  #readEndTag(scanner: Scanner, floor: number): void {
    const last = this.#open.length - 1;
    const { text, pos } = scanner;
    if (last < floor || !startsWithAt(text, this.#open[last]!.raw, pos + 2)) this.#failAtEndTag(scanner, floor);
    const end = pos + 2 + this.#open[last]!.raw.length;
    if (end < text.length && text.charCodeAt(end) === GREATER_THAN) {
      scanner.pos = end + 1;
    } else {
      this.#readEndTagSlowly(scanner, floor);
    }
    this.#place(scanner);
    this.#handler.endElement?.(this.#openNames[last]!);
    this.#namespaces.close();
    this.#open.pop();
    this.#openNames.pop();
    this.#openLines.pop();
  }

  /** An end tag with white space, or whose name only begins as it should. */
  #readEndTagSlowly(scanner: Scanner, floor: number): void {
    const { pos } = scanner;
    scanner.pos += 2;
    const name = this.#names.read(scanner, problems.malformedEndTag);
    scanner.skipSpace();
    scanner.require(GREATER_THAN, problems.malformedEndTag);
    if (name === this.#open[this.#open.length - 1]) return;
    scanner.pos = pos;
    this.#failAtEndTag(scanner, floor);
  }

  #failAtEndTag(scanner: Scanner, floor: number): never {
    scanner.pos += 2;
    const { raw } = this.#names.read(scanner, problems.malformedEndTag);
    scanner.skipSpace();
    scanner.require(GREATER_THAN, problems.malformedEndTag);
    const last = this.#open.length - 1;
    if (last < 0) scanner.failSinceMark(problems.unexpectedEndTag(raw));
    if (last < floor) scanner.failSinceMark(problems.closedInEntity(raw));
    scanner.failSinceMark(problems.mismatchedTag(raw, this.#open[last]!.raw, this.#openLines[last]!));
  }

  #readComment(scanner: Scanner): void {
    const data = readComment(scanner);
    this.#place(scanner);
    this.#handler.comment?.(data);
  }

  #readInstruction(scanner: Scanner): void {
    const { target, data } = readInstruction(scanner, this.#names);
    this.#place(scanner);
    this.#handler.processingInstruction?.(target, data);
  }

  /** A run of character data [14], up to the next markup or reference, or as far as the text goes. */
  #readText(scanner: Scanner): void {
    const { text, pos: start } = scanner;
    const end = text.length;
    let { line, lineStart } = scanner;
    let i = start;
    while (i < end) {
      const c = text.charCodeAt(i);
      if ((CLASS[c]! & TEXT) !== 0) {
        i++;
      } else if (c === LF) {
        i++;
        line++;
        lineStart = i;
      } else if (c === LESS_THAN || c === AMPERSAND) {
        break;
      } else if (c === CLOSE_BRACKET) {
        // Brackets at a chunk's border may be the beginning of “]]>”.
        if (endsInBrackets(scanner, i) || text.startsWith(']]>', i)) break;
        i++;
      } else if (i + 1 < end && isPair(c, text.charCodeAt(i + 1))) {
        i += 2;
      } else {
        break;
      }
    }
    if (i === start) this.#failAtText(scanner);
    scanner.pos = i;
    scanner.line = line;
    scanner.lineStart = lineStart;
    this.#place(scanner);
    this.#handler.text?.(text.slice(start, i));
  }

  /** Nothing of a text can be read: the border of a chunk, “]]>”, or a forbidden character. */
  #failAtText(scanner: Scanner): never {
    const { pos } = scanner;
    if (endsInBrackets(scanner, pos)) throw NEED_MORE;
    if (scanner.lookingAt(']]>')) scanner.fail(problems.cdataEndInText, pos, pos + 3);
    scanner.failAtCharacter(pos, 'text');
  }

  /** A CDATA section [18] after its `<![CDATA[`, in pieces if it is cut. */
  #readCdata(scanner: Scanner): void {
    const { text, pos } = scanner;
    const found = text.indexOf(']]>', pos);
    if (found === pos) {
      scanner.pos += 3;
      this.#inCdata = false;
      return;
    }
    let end = found === -1 ? text.length - 2 : found;
    // A piece must not end within a pair either.
    if (found === -1 && end > pos && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end--;
    if (end <= pos) throw NEED_MORE;
    const bad = findInvalidChar(text, pos, end);
    if (bad === pos) scanner.failAtCharacter(bad, 'a CDATA section');
    if (bad !== -1) end = bad;
    scanner.advanceTo(end);
    this.#place(scanner);
    this.#handler.text?.(text.slice(pos, end));
  }

  #readReference(scanner: Scanner): void {
    const start = scanner.pos;
    const target = this.#entities.readReference(scanner, 'content');
    if (target === undefined) return;
    this.#place(scanner);
    if (typeof target === 'string') this.#handler.text?.(target);
    else this.#expand(target, scanner, start);
  }

  /** Reads an entity's replacement text in place of the reference (§4.4.2). */
  #expand(entity: Entity, scanner: Scanner, start: number): void {
    this.#entities.enter(entity, scanner, start);
    if (entity.plain) {
      if (entity.text !== '') this.#handler.text?.(entity.text);
    } else {
      const inner = Scanner.ofEntity(entity, scanner, start);
      const floor = this.#open.length;
      try {
        this.#readContent(inner, floor);
      } catch (error) {
        if (error === NEED_MORE) inner.fail(problems.endInsideEntity(entity.name), inner.pos, inner.pos);
        throw error;
      }
      if (this.#inCdata) inner.fail(problems.endInsideEntity(entity.name), inner.pos, inner.pos);
      if (this.#open.length > floor) {
        inner.fail(
          problems.unbalancedEntity(entity.name, this.#open[this.#open.length - 1]!.raw),
          inner.pos,
          inner.pos,
        );
      }
    }
    this.#entities.leave(entity);
  }

  /** Tells the locator where the token stands that has just been read. */
  #place(scanner: Scanner): void {
    const locator = this.#locator;
    const { origin } = scanner;
    if (origin !== undefined) {
      locator.moveTo(origin);
      return;
    }
    locator.line = scanner.markLine;
    locator.column = scanner.markColumn;
    locator.endLine = scanner.line;
    locator.endColumn = scanner.column;
  }
}

/** Whether the text, still to go on, ends in one or two brackets that begin at an index. */
function endsInBrackets({ text, complete }: Scanner, index: number): boolean {
  if (complete) return false;
  const rest = text.length - index;
  return (
    text.charCodeAt(index) === CLOSE_BRACKET &&
    (rest === 1 || (rest === 2 && text.charCodeAt(index + 1) === CLOSE_BRACKET))
  );
}

/** Whether a text goes on with a name at an index; runs into the end if it might. */
function startsWithAt(text: string, name: string, index: number): boolean {
  const length = Math.min(name.length, text.length - index);
  for (let i = 0; i < length; i++) if (text.charCodeAt(index + i) !== name.charCodeAt(i)) return false;
  if (length < name.length) throw NEED_MORE;
  return true;
}

/** What a token is that the document's end has cut, for a message. */
function describeToken(rest: string): string {
  if (rest.startsWith('<!--')) return 'a comment';
  if (rest.startsWith('<!DOCTYPE')) return 'a DOCTYPE';
  if (rest.startsWith('<![')) return 'a CDATA section';
  if (rest.startsWith('<?')) return 'a processing instruction';
  if (rest.startsWith('</')) return 'an end tag';
  return rest.startsWith('&') ? 'a reference' : 'a tag';
}
