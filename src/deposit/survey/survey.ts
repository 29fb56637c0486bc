/** What a document says beside its text: its headers, the parts that it takes in, and the files that it points to. */
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from '../../diagnostics.js';
import { Refusal } from '../../files/door.js';
import type { InputFile } from '../../files/inputs.js';
import { unreadable } from '../../files/read.js';
import { FactsListener, headerMissing } from '../../header/index.js';
import type { Ear, Hear, PartsHandler } from '../../validate/index.js';
import type { XmlAttribute, XmlName } from '../../xml/events.js';
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

  /** @param uri of the document. */
  constructor(uri: string) {
    this.pointers = new FilePointers(uri);
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    this.#header.startElement(name, attributes);
    this.register.startElement(name, attributes);
    this.pointers.startElement(name, attributes);
  }

  endElement(): void {
    this.#header.endElement();
    this.register.endElement();
    this.pointers.endElement();
  }

  text(data: string): void {
    this.#header.text(data);
    this.register.text(data);
  }

  processingInstruction(target: string, data: string): void {
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

  /** Looks at a document while somebody else reads it. */
  listen(file: InputFile): Ear {
    const uri = pathToFileURL(file.path!).href;
    const handler = new Heard(uri);
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
