/** What a document says beside its text: its headers, the parts that it takes in, and the files that it points to. */
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from '../../diagnostics.js';
import { Refusal } from '../../files/door.js';
import type { InputFile } from '../../files/inputs.js';
import { unreadable } from '../../files/read.js';
import { FactsListener, headerMissing } from '../../header/index.js';
import type { Ear, Hear, PartsHandler } from '../../validate/index.js';
import type { XmlAttribute, XmlName } from '../../xml/events.js';
import { XINCLUDE_NAMESPACE } from '../../xml/known-namespaces.js';
import { tokens } from '../../xml/white-space.js';
import { withPossibleDates } from './dates.js';
import { FilePointers } from './pointers.js';
import { type Register, RegisterListener } from './registers.js';
import { resolveFacts } from './resolve.js';

/** What is known of a document beside its judgement; plain data, since a thread may have found it. */
export interface Surveyed {
  /** As JSON: one text is handed from thread to thread, held in wait and kept on disk with less than so many small objects. */
  readonly facts: string;
  /** What is wrong with its header. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute paths of the files that it takes in. */
  readonly parts: readonly string[];
  /** Absolute paths of the files that it points to, and whether it is surely a file that is meant. */
  readonly pointed: readonly (readonly [path: string, isSure: boolean])[];
}

/** A register that other documents refer to is read once; so many at most are kept. */
const MOST_REGISTERS = 100;

/** All that listens to a document. By name, and not as a list of any handlers: it is called so often that what it calls should be known. */
class Heard implements PartsHandler {
  readonly facts = new FactsListener();
  readonly register = new RegisterListener();
  readonly pointers: FilePointers;
  readonly #header = this.facts.handler;
  readonly #bytes: Uint8Array | undefined;
  #isAsked = false;
  /** Whether what is still to come cannot say more. */
  #isEnough = false;

  /** @param bytes the document's content, where it is at hand. */
  constructor(uri: string, bytes?: Uint8Array) {
    this.pointers = new FilePointers(uri);
    this.#bytes = bytes;
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    if (this.#isEnough) return;
    this.#header.startElement(name, attributes);
    this.register.startElement(name, attributes);
    this.pointers.startElement(name, attributes);
  }

  endElement(name: XmlName): void {
    if (this.#isEnough) return;
    this.#header.endElement();
    this.register.endElement();
    this.pointers.endElement();
    if (name.local === 'teiHeader' && !this.#isAsked) this.#ask();
  }

  text(data: string): void {
    if (this.#isEnough) return;
    this.#header.text(data);
    this.register.text(data);
  }

  processingInstruction(target: string, data: string): void {
    if (this.#isEnough) return;
    this.pointers.processingInstruction(target, data);
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.#header.diagnostic(diagnostic);
  }

  includePart(uri: string | undefined): void {
    this.pointers.includePart(uri);
  }

  get wellFormed(): boolean {
    return !this.#header.diagnostics.some(({ severity }) => severity === 'error');
  }

  /** What follows the header is heard only where it may say more: point to files, list what the header refers to, have members. */
  #ask(): void {
    const said = this.facts.get();
    if (said === undefined || this.#bytes === undefined) return;
    this.#isAsked = true;
    this.#isEnough = !mayPointOn(said, this.register.register) && !mayHold(this.#bytes, this.pointers);
  }
}

/** Looks at documents, one by one. */
export class Survey {
  readonly #hear: Hear;
  readonly #registers = new Map<string, Promise<Register>>();

  constructor(hear: Hear) {
    this.#hear = hear;
  }

  /** @returns why it could not be read, where it could not. */
  async look(file: InputFile): Promise<Surveyed | Diagnostic> {
    try {
      const uri = pathToFileURL(file.path!).href;
      const heard = new Heard(uri);
      const parts = await this.#hear(file, heard);
      return await this.#surveyed(file, uri, heard, parts);
    } catch (error) {
      return unreadable(file, error);
    }
  }

  /** Looks at a document while somebody else reads it. @param bytes its content, where it is at hand. */
  listen(file: InputFile, bytes: Uint8Array | undefined): Ear {
    const uri = pathToFileURL(file.path!).href;
    const handler = new Heard(uri, bytes);
    const hear = (parts: readonly string[]) =>
      this.#surveyed(file, uri, handler, parts).catch((error: unknown) => unreadable(file, error));
    return { handler, hear };
  }

  async #surveyed(file: InputFile, uri: string, heard: Heard, parts: readonly string[]): Promise<Surveyed> {
    const { facts, register, pointers, wellFormed } = heard;
    const looked = { parts, pointed: [...pointers.found] };
    const said = facts.get();
    if (said === undefined)
      return {
        ...looked,
        facts: '{}',
        diagnostics: [{ ...headerMissing(file.display, !wellFormed), severity: 'warning' }],
      };
    const around = {
      uri,
      prefixes: pointers.prefixes,
      register: register.register,
      registerOf: (path: string) => this.#registerOf(path, file),
    };
    const { facts: possible, diagnostics } = withPossibleDates(await resolveFacts(said, around), file.display);
    return { ...looked, facts: JSON.stringify(possible), diagnostics };
  }

  /** What another file lists, which must lie within the reach of the one that refers to it. */
  #registerOf(path: string, { within }: InputFile): Promise<Register> {
    let register = this.#registers.get(path);
    if (register === undefined) {
      if (this.#registers.size >= MOST_REGISTERS) return Promise.resolve(new Map());
      const listener = new RegisterListener();
      const file = { path, display: path, layout: path, within };
      register = this.#hear(file, listener).then(
        () => listener.register,
        (error) => {
          // A pointer to nothing is for those who check pointers; what is there and cannot be read is a failure.
          const { code = '' } = error as NodeJS.ErrnoException;
          if (error instanceof Refusal || ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code)) return new Map();
          throw error;
        },
      );
      this.#registers.set(path, register);
    }
    return register;
  }
}

/** Whether what a header says refers to entries of the document itself that have not come yet. */
function mayPointOn(said: unknown, register: Register): boolean {
  if (typeof said === 'string')
    return said.includes('#') && tokens(said).some((token) => token[0] === '#' && !register.has(token.slice(1)));
  return typeof said === 'object' && Object.values(said!).some((each) => mayPointOn(each, register));
}

/**
 * Whether a document may hold headers of members, or pointers to files, behind its header. In another encoding than those
 * that have ASCII's letters as they are, and in other files that it takes in, it may.
 */
function mayHold(bytes: Uint8Array, pointers: FilePointers): boolean {
  const document = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if ([0, '<!DOCTYPE', XINCLUDE_NAMESPACE].some((sign) => document.includes(sign))) return true;
  const begin = document.indexOf(HEADER);
  const end = document.indexOf(HEADER, begin + HEADER.length);
  // A third is of a member, or in a comment.
  if (begin < 0 || end < 0 || document.includes(HEADER, end + HEADER.length)) return true;
  return pointers.mayStillFind(document.toString('latin1', end));
}

const HEADER = 'teiHeader';
