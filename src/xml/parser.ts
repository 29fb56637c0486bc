/**
 * The XML parser: text or bytes are pushed in, events come out (events.ts). XML 1.0, fifth edition,
 * with Namespaces in XML 1.0, third edition; non-validating; other files are read only where the caller has them.
 *
 * A chunk is read token by token. A token that the chunk's end cuts is read again from its start
 * when as much text again has come, so that the cost stays linear however small the chunks are.
 *
 * A document that declares a later version 1.x is read as XML 1.0, as §2.8 says, with a warning.
 */
import { Budget } from '../budget.js';
import type { Diagnostic, Severity } from '../diagnostics.js';
import { ByteReader, type DecodeUtf8, encodingAgrees } from './bytes.js';
import { DocumentReader } from './document.js';
import { Entities } from './entities.js';
import type { XmlHandler } from './events.js';
import type { ExternalFiles } from './external.js';
import { NEED_MORE, type Place, type Problem, XmlFailure } from './failure.js';
import { Locator } from './locator.js';
import type { XmlDeclaration } from './markup.js';
import { problems } from './messages.js';
import { NameTable } from './names.js';
import { Namespaces } from './namespaces.js';
import { Scanner } from './scanner.js';

export interface XmlParserOptions {
  /** The file's name, for diagnostics. */
  readonly file?: string | undefined;
  /** What the document may cost: how far its entities may expand, how deep elements may nest. By default one of its own. */
  readonly budget?: Budget | undefined;
  /** Other files that the document takes in by its DOCTYPE; by default none is read, and it is said what is missing. */
  readonly files?: ExternalFiles | undefined;
  /** How UTF-8 is decoded, where the caller has something faster than TextDecoder. */
  readonly decodeUtf8?: DecodeUtf8 | undefined;
}

/** Bytes are decoded in pieces of this size, so that a large file never becomes one large string. */
const PIECE = 1 << 16;

/**
 * A push parser for one document. Give it the document in chunks of any size, all strings or all
 * bytes, then call {@link end}. It never throws for a fault of the document: that is one
 * diagnostic of severity `error`, after which no event follows. An exception of the handler passes through.
 */
export class XmlParser {
  readonly #handler: XmlHandler;
  readonly #file: string | undefined;
  readonly #scanner = new Scanner();
  /** Only where the document comes as bytes. */
  #bytes: ByteReader | undefined;
  readonly #decodeUtf8: DecodeUtf8 | undefined;
  readonly #names = NameTable.take();
  readonly #namespaces = new Namespaces(this.#names);
  readonly #locator: Locator;
  readonly #entities: Entities;
  readonly #reader: DocumentReader;
  #started = false;
  #ended = false;
  #failed = false;
  /** Text that has come, but not enough of it to read the current token again. */
  #pending = '';
  #wanted = 1;
  #afterCarriageReturn = false;

  constructor(handler: XmlHandler, options: XmlParserOptions = {}) {
    this.#handler = handler;
    this.#file = options.file;
    this.#decodeUtf8 = options.decodeUtf8;
    const names = this.#names;
    const namespaces = this.#namespaces;
    const warn = (problem: Problem, place: Place) => this.#report('warning', problem, place);
    const declared = (declaration: XmlDeclaration | undefined, scanner: Scanner) =>
      this.#declared(declaration, scanner);
    this.#entities = new Entities(names, options.budget ?? new Budget(), warn, options.files);
    this.#locator = new Locator(namespaces, this.#entities);
    this.#reader = new DocumentReader(handler, { declared, warn }, this.#locator, names, namespaces, this.#entities);
  }

  /** Whether a fatal error has been reported. */
  get failed(): boolean {
    return this.#failed;
  }

  /** The encoding of a document given as bytes, such as `utf-8`; undefined as long as it is not known. */
  get encoding(): string | undefined {
    return this.#bytes?.encoding;
  }

  /** Takes the next chunk. It may end anywhere: within a tag, a line end, a character. */
  write(chunk: string | Uint8Array): void {
    if (this.#ended) return;
    this.#start();
    if (typeof chunk === 'string') {
      this.#feed(chunk);
      return;
    }
    this.#bytes ??= new ByteReader(this.#decodeUtf8);
    if (chunk.length <= PIECE) this.#feedBytes(this.#bytes, chunk, false);
    else {
      for (let from = 0; from < chunk.length && !this.#failed; from += PIECE) {
        this.#feedBytes(this.#bytes, chunk.subarray(from, from + PIECE), false);
      }
    }
  }

  /** Says that the document is complete. */
  end(): void {
    if (this.#ended) return;
    this.#start();
    this.#ended = true;
    if (!this.#failed && this.#bytes !== undefined) this.#feedBytes(this.#bytes, new Uint8Array(0), true);
    if (!this.#failed) this.#finish();
    if (this.#failed) return;
    this.#handler.endDocument?.();
    this.#release();
  }

  /** Says that nothing more of the document is wanted: no event follows. */
  leave(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#namespaces.closeAll();
    this.#release();
  }

  #release(): void {
    // What a DTD declares of names is of its document alone.
    if (this.#entities.dtd === undefined) this.#names.release();
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#handler.startDocument?.(this.#locator);
  }

  #feedBytes(reader: ByteReader, bytes: Uint8Array, final: boolean): void {
    this.#feed(reader.decode(bytes, final));
    const { problem } = reader;
    if (problem !== undefined && !this.#failed) this.#failAtEndOfText(problem);
  }

  #feed(chunk: string): void {
    if (this.#failed || chunk === '') return;
    this.#pending += this.#normalizeLineEnds(chunk);
    if (this.#pending.length >= this.#wanted) this.#read();
  }

  /** CR LF and CR alone become LF (§2.11), wherever chunks are cut. */
  #normalizeLineEnds(chunk: string): string {
    const text = this.#afterCarriageReturn && chunk.charCodeAt(0) === 0x0a ? chunk.slice(1) : chunk;
    this.#afterCarriageReturn = chunk.charCodeAt(chunk.length - 1) === 0x0d;
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }

  /** Reads what has come, as far as it goes. */
  #read(): void {
    const scanner = this.#scanner;
    // Honest use of entities has no end: it grows with the text.
    this.#entities.budget.earn('expansion', this.#pending.length);
    scanner.append(this.#pending);
    this.#pending = '';
    try {
      this.#reader.read(scanner);
    } catch (error) {
      if (error === NEED_MORE) scanner.rewind();
      else this.#catch(error);
    }
    this.#wanted = Math.max(1, scanner.text.length - scanner.pos);
  }

  #finish(): void {
    this.#scanner.complete = true;
    this.#read();
    if (this.#failed) return;
    try {
      this.#reader.finish(this.#scanner);
    } catch (error) {
      this.#catch(error);
    }
  }

  #failAtEndOfText(problem: Problem): void {
    this.#read();
    if (this.#failed) return;
    const { text } = this.#scanner;
    this.#failed = true;
    this.#report('error', problem, this.#scanner.placeOf(text.length, text.length));
  }

  #declared(declaration: XmlDeclaration | undefined, scanner: Scanner): void {
    if (declaration === undefined) return;
    const { version, encoding } = declaration;
    const actual = this.#bytes?.encoding;
    if (encoding !== undefined && actual !== undefined && !encodingAgrees(encoding, actual)) {
      scanner.failSinceMark(problems.encodingMismatch(encoding, actual));
    }
    if (version !== '1.0') this.#report('warning', problems.laterVersion(version), scanner.placeSinceMark());
  }

  #catch(error: unknown): void {
    if (!(error instanceof XmlFailure)) throw error;
    this.#failed = true;
    this.#report('error', error.problem, error.place);
  }

  #report(severity: Severity, problem: Problem, place: Place): void {
    const { line, column, endLine, endColumn } = place;
    const file = this.#file === undefined ? {} : { file: this.#file };
    const diagnostic: Diagnostic = { severity, ...problem, ...file, line, column, endLine, endColumn, source: 'xml' };
    this.#handler.diagnostic?.(diagnostic);
  }
}

/** Parses a whole document; whether it is well-formed. Why it is not, the handler's `diagnostic` has been told. */
export function parseXml(
  source: string | Uint8Array,
  handler: XmlHandler,
  options?: XmlParserOptions,
): { wellFormed: boolean } {
  const parser = new XmlParser(handler, options);
  parser.write(source);
  parser.end();
  return { wellFormed: !parser.failed };
}
