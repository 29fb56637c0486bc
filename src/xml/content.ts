/** The content of elements: tags, text, references, sections (XML 1.0 §3), and the entities that are expanded in it (§4.4). */
import {
  AMPERSAND,
  CLASS,
  CLOSE_BRACKET,
  EXCLAMATION,
  findInvalidChar,
  GREATER_THAN,
  isPair,
  LESS_THAN,
  LF,
  QUESTION,
  SLASH,
  SPACE,
  TEXT,
} from './chars.js';
import type { Entity } from './dtd.js';
import type { Entities } from './entities.js';
import type { XmlHandler, XmlName } from './events.js';
import { NEED_MORE } from './failure.js';
import type { Locator } from './locator.js';
import { readComment, readInstruction } from './markup.js';
import { problems } from './messages.js';
import type { NameTable, RawName } from './names.js';
import type { Namespaces } from './namespaces.js';
import { Scanner } from './scanner.js';
import { TagReader } from './tags.js';

/** Reads what stands inside elements, keeps the elements that are open, and tells the handler. */
export class ContentReader {
  readonly #handler: XmlHandler;
  readonly #locator: Locator;
  readonly #names: NameTable;
  readonly #namespaces: Namespaces;
  readonly #entities: Entities;
  readonly #tags: TagReader;
  /** How many elements may be open. */
  readonly #depth: number;
  #inCdata = false;
  /** The open elements: as written, resolved, and the lines of their start tags. */
  readonly #open: RawName[] = [];
  readonly #openNames: XmlName[] = [];
  readonly #openLines: number[] = [];

  constructor(handler: XmlHandler, locator: Locator, names: NameTable, namespaces: Namespaces, entities: Entities) {
    this.#handler = handler;
    this.#locator = locator;
    this.#names = names;
    this.#namespaces = namespaces;
    this.#entities = entities;
    this.#tags = new TagReader(names, namespaces, entities);
    this.#depth = entities.budget.limits.depth;
  }

  /** Whether an element is open. */
  get isInside(): boolean {
    return this.#open.length > 0;
  }

  /** Reads content [43] of the root element to its end tag, or until the text runs out. */
  read(scanner: Scanner): void {
    this.#readContent(scanner, 0);
  }

  /** Fails for what the document's end, at the scanner's place, leaves open; unless that is a token that it cuts. */
  finish(scanner: Scanner): void {
    const { text, pos } = scanner;
    if (this.#inCdata) scanner.fail(problems.unexpectedEnd('a CDATA section'), pos, text.length);
    if (pos < text.length) return;
    const last = this.#open.length - 1;
    scanner.fail(problems.unclosedElement(this.#open[last]!.raw, this.#openLines[last]!, last), pos, pos);
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
        if (scanner.isEntity) return;
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
      this.readEndTag(scanner, floor);
    } else if (next === QUESTION) {
      this.readInstruction(scanner);
    } else if (next !== EXCLAMATION) {
      this.readStartTag(scanner);
    } else if (scanner.lookingAt('<!--')) {
      this.readComment(scanner);
    } else if (scanner.skip('<![CDATA[')) {
      this.#inCdata = true;
    } else if (scanner.lookingAt('<!DOCTYPE')) {
      scanner.fail(problems.misplacedDoctype, pos, pos + 9);
    } else {
      scanner.fail(problems.unknownMarkup, pos, pos + 2);
    }
  }

  /** Reads a start tag or that of an empty element. */
  readStartTag(scanner: Scanner): void {
    const start = scanner.pos;
    const element = this.#tags.read(scanner);
    const name = this.#tags.resolve(scanner, element);
    if (this.#open.length >= this.#depth) scanner.fail(problems.tooDeep(element.raw, this.#depth), start, scanner.pos);
    this.#locator.place(scanner);
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

  /** Reads an end tag; `floor` as in content: elements below it are not for this entity to close. */
  readEndTag(scanner: Scanner, floor: number): void {
    const last = this.#open.length - 1;
    const { text, pos } = scanner;
    if (last < floor || !startsWithAt(text, this.#open[last]!.raw, pos + 2)) this.#failAtEndTag(scanner, floor);
    const end = pos + 2 + this.#open[last]!.raw.length;
    if (end < text.length && text.charCodeAt(end) === GREATER_THAN) {
      scanner.pos = end + 1;
    } else {
      this.#readEndTagSlowly(scanner, floor);
    }
    this.#locator.place(scanner);
    this.#handler.endElement?.(this.#openNames[last]!);
    this.#namespaces.close();
    this.#open.pop();
    this.#openNames.pop();
    this.#openLines.pop();
  }

  /** An end tag with white space, or whose name only begins as it should. */
  #readEndTagSlowly(scanner: Scanner, floor: number): void {
    scanner.pos += 2;
    const name = this.#names.read(scanner, problems.malformedEndTag);
    scanner.skipSpace();
    scanner.require(GREATER_THAN, problems.malformedEndTag);
    if (name === this.#open[this.#open.length - 1]) return;
    scanner.rewind();
    this.#failAtEndTag(scanner, floor);
  }

  #failAtEndTag(scanner: Scanner, floor: number): never {
    scanner.pos += 2;
    const name = this.#names.read(scanner, problems.malformedEndTag);
    const { raw } = name;
    scanner.skipSpace();
    scanner.require(GREATER_THAN, problems.malformedEndTag);
    const last = this.#open.length - 1;
    if (last < 0) scanner.failSinceMark(problems.unexpectedEndTag(raw));
    if (last < floor) scanner.failSinceMark(problems.closedInEntity(raw));
    const mismatch = this.#open.includes(name) ? problems.mismatchedTag : problems.unknownEndTag;
    scanner.failSinceMark(mismatch(raw, this.#open[last]!.raw, this.#openLines[last]!));
  }

  /** Reads a comment, here or outside the root. */
  readComment(scanner: Scanner): void {
    const data = readComment(scanner);
    this.#locator.place(scanner);
    this.#handler.comment?.(data);
  }

  /** Reads a processing instruction, here or outside the root. */
  readInstruction(scanner: Scanner): void {
    const { target, data } = readInstruction(scanner, this.#names);
    this.#locator.place(scanner);
    this.#handler.processingInstruction?.(target, data);
  }

  /** A run of character data [14], up to the next markup or reference, or as far as the text goes. */
  #readText(scanner: Scanner): void {
    const { text, pos: start } = scanner;
    const end = text.length;
    let { line, lineStart } = scanner;
    let i = start;
    for (; i < end; i++) {
      const c = text.charCodeAt(i);
      if ((CLASS[c]! & SPACE) === 0) break;
      if (c !== LF) continue;
      line++;
      lineStart = i + 1;
    }
    const ink = i;
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
    this.#locator.place(scanner);
    this.#handler.text?.(text.slice(start, i), ink === i ? -1 : ink - start);
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
    this.#locator.place(scanner);
    this.#handler.text?.(text.slice(pos, end));
  }

  #readReference(scanner: Scanner): void {
    const start = scanner.pos;
    const target = this.#entities.readReference(scanner, 'content');
    if (target === undefined) return;
    this.#locator.place(scanner);
    if (typeof target === 'string') this.#handler.text?.(target);
    else this.#expand(target, scanner, start);
  }

  /** Reads an entity's replacement text in place of the reference (§4.4.2). */
  #expand(entity: Entity, scanner: Scanner, start: number): void {
    if (entity.kind === 'external') {
      this.#expandFile(entity, scanner, start);
      return;
    }
    this.#entities.enter(entity, scanner, start);
    if (entity.plain) {
      if (entity.text !== '') this.#handler.text?.(entity.text);
    } else {
      this.#readEntity(entity, Scanner.ofEntity(entity, scanner, start));
    }
    this.#entities.leave(entity);
  }

  /** Reads the file that an entity stands for, which keeps its own places and its own base. */
  #expandFile(entity: Entity, scanner: Scanner, start: number): void {
    const opened = this.#entities.open(entity, scanner, start);
    if (opened === undefined) return;
    this.#entities.enter(entity, scanner, start, opened.scanner.text.length);
    this.#handler.entity?.(opened.uri);
    try {
      this.#readEntity(entity, opened.scanner);
    } finally {
      this.#handler.entity?.(undefined);
    }
    this.#entities.leave(entity);
  }

  #readEntity({ name }: Entity, inner: Scanner): void {
    const floor = this.#open.length;
    try {
      this.#readContent(inner, floor);
    } catch (error) {
      if (error === NEED_MORE) inner.fail(problems.endInsideEntity(name), inner.pos, inner.pos);
      throw error;
    }
    if (this.#inCdata) inner.fail(problems.endInsideEntity(name), inner.pos, inner.pos);
    if (this.#open.length > floor) {
      inner.fail(problems.unbalancedEntity(name, this.#open[this.#open.length - 1]!.raw), inner.pos, inner.pos);
    }
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
