/** A document from its start to its end: declaration, DOCTYPE, the root element, and what may stand around it (XML 1.0 §2.1, §2.8). */
import { EXCLAMATION, LESS_THAN, QUESTION, SLASH } from './chars.js';
import { ContentReader } from './content.js';
import { readDoctype } from './doctype.js';
import type { Entities } from './entities.js';
import type { XmlHandler } from './events.js';
import type { Place, Problem } from './failure.js';
import type { Locator } from './locator.js';
import { atXmlDeclaration, readXmlDeclaration, type XmlDeclaration } from './markup.js';
import { problems } from './messages.js';
import type { NameTable } from './names.js';
import type { Namespaces } from './namespaces.js';
import type { Scanner } from './scanner.js';
import { isBlank } from './white-space.js';

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
  readonly #entities: Entities;
  readonly #content: ContentReader;
  #part: Part = 'start';
  #hasDoctype = false;
  #isPastMark = false;

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
    this.#entities = entities;
    this.#content = new ContentReader(handler, locator, names, namespaces, entities);
  }

  /** Reads until the scanner's text runs out, which throws NEED_MORE with the cursor anywhere after the token's start. */
  read(scanner: Scanner): never {
    for (;;) {
      scanner.mark();
      if (this.#part === 'content') {
        this.#content.read(scanner);
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
    const rest = text.slice(pos);
    if (this.#part === 'content') {
      this.#content.finish(scanner);
    } else if (isBlank(rest) || rest === '\uFEFF') {
      if (this.#part !== 'epilog') scanner.fail(problems.noRoot, pos, text.length);
      return;
    }
    scanner.fail(problems.unexpectedEnd(describeToken(rest.trimStart())), pos, text.length);
  }

  #readStart(scanner: Scanner): void {
    // A byte order mark is no character of the document and takes no column. A second one is none, wherever chunks end.
    if (scanner.peek() === 0xfeff && !this.#isPastMark) {
      scanner.pos++;
      scanner.lineStart++;
      scanner.mark();
    }
    this.#isPastMark = true;
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
    if (c !== LESS_THAN) scanner.failHere(this.#part === 'epilog' ? problems.textOutsideRoot : problems.textBeforeRoot);
    scanner.pos++;
    const next = scanner.peek();
    scanner.pos--;
    if (next === QUESTION) this.#content.readInstruction(scanner);
    else if (next === EXCLAMATION) this.#readDeclarationOutside(scanner);
    else if (next === SLASH) this.#content.readEndTag(scanner, 0);
    else if (this.#part === 'epilog') scanner.fail(problems.secondRoot, scanner.pos);
    else this.#readRoot(scanner);
  }

  #readRoot(scanner: Scanner): void {
    this.#content.readStartTag(scanner);
    this.#part = this.#content.isInside ? 'content' : 'epilog';
  }

  #readDeclarationOutside(scanner: Scanner): void {
    if (scanner.lookingAt('<!--')) {
      this.#content.readComment(scanner);
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
    this.#locator.place(scanner);
    this.#handler.doctype?.(doctype);
    for (const { problem, place } of warnings) this.#owner.warn(problem, place);
    for (const { target, data, place } of instructions) {
      this.#locator.moveTo(place);
      this.#handler.processingInstruction?.(target, data);
    }
  }
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
