/** Looks at each XML file of the folder once: what its headers say, which parts it takes in, and which files it points to. */
import { pathToFileURL } from 'node:url';
import type { InputFile } from '../../files/inputs.js';
import { FactsListener, type HeaderFacts } from '../../header/index.js';
import type { PartsHandler, Run } from '../../validate/index.js';
import type { XmlName } from '../../xml/events.js';
import { fanOut } from '../../xml/fan-out.js';
import type { Scratch, ScratchFile } from '../scratch.js';
import { FilePointers } from './pointers.js';
import { type Register, RegisterListener } from './registers.js';
import { resolveFacts } from './resolve.js';
import { type Stamp, stampOf } from './stamp.js';

/** What is known of a file before it is judged. */
export interface Surveyed {
  readonly file: InputFile;
  /** By its root: TEI or a corpus; something else that names a schema, such as a register; or something else. */
  readonly kind: 'document' | 'with-schema' | 'other' | 'broken';
  /** Absent where no header came to its end. */
  readonly facts?: HeaderFacts;
  /** Before it was looked at. */
  readonly stamp: Stamp;
  /** Whether it takes in other files. */
  readonly hasParts: boolean;
}

/** Who points to a file. */
export interface Pointed {
  /** As reports name it. */
  readonly by: string;
  readonly isSure: boolean;
}

/** A register that other documents refer to is read once; so many at most are kept. */
const MOST_REGISTERS = 100;

export class Survey {
  /** Absolute paths of parts that documents take in. */
  readonly parts = new Set<string>();
  /** Absolute paths of files that documents point to. */
  readonly pointed = new Map<string, Pointed>();
  readonly #run: Run;
  readonly #spool: ScratchFile;
  readonly #registers = new Map<string, Promise<Register>>();

  constructor(run: Run, scratch: Scratch) {
    this.#run = run;
    this.#spool = scratch.file('survey.jsonl');
  }

  /** Looks at one file. What cannot be read says so when it is judged. */
  async add(file: InputFile): Promise<Surveyed> {
    const surveyed = await this.#look(file).catch(
      (): Surveyed => ({ file, kind: 'broken', stamp: stampOf(file.path!), hasParts: false }),
    );
    await this.#spool.write(`${JSON.stringify(surveyed)}\n`);
    return surveyed;
  }

  close(): Promise<void> {
    return this.#spool.close();
  }

  /** All files, in the order they came in. */
  read(): AsyncGenerator<Surveyed> {
    return this.#spool.lines<Surveyed>();
  }

  async #look(file: InputFile): Promise<Surveyed> {
    const stamp = stampOf(file.path!);
    const uri = pathToFileURL(file.path!).href;
    const [facts, register, pointers, root] = [
      new FactsListener(),
      new RegisterListener(),
      new FilePointers(uri),
      new RootListener(),
    ];
    const handler: PartsHandler = fanOut([root, facts.handler, register, pointers]);
    handler.includePart = (part) => pointers.includePart(part);
    const { wellFormed, parts } = await this.#run.hear(file, handler);
    for (const part of parts) this.parts.add(part);
    const hasParts = parts.length > 0;
    for (const [path, isSure] of pointers.found) {
      const known = this.pointed.get(path);
      if (known === undefined || (isSure && !known.isSure)) this.pointed.set(path, { by: file.display, isSure });
    }
    const said = facts.get();
    if (said === undefined) return { file, stamp, hasParts, kind: wellFormed ? root.kind : 'broken' };
    const around = {
      uri,
      prefixes: pointers.prefixes,
      register: register.register,
      registerOf: (path: string) => this.#registerOf(path, file),
    };
    return { file, stamp, hasParts, kind: 'document', facts: await resolveFacts(said, around) };
  }

  /** What another file lists, which must lie within the reach of the one that refers to it. */
  #registerOf(path: string, { within }: InputFile): Promise<Register> {
    let register = this.#registers.get(path);
    if (register === undefined) {
      if (this.#registers.size >= MOST_REGISTERS) return Promise.resolve(new Map());
      const listener = new RegisterListener();
      const file = { path, display: path, layout: path, within };
      register = this.#run.hear(file, listener).then(
        () => listener.register,
        () => new Map(),
      );
      this.#registers.set(path, register);
    }
    return register;
  }
}

const ROOTS: ReadonlySet<string> = new Set(['TEI', 'teiCorpus', 'TEI.2']);

/** What a file is, by what stands in front of its root, and by that. */
class RootListener {
  kind: Surveyed['kind'] = 'other';
  #begun = false;

  processingInstruction(target: string): void {
    if (target === 'xml-model' && !this.#begun) this.kind = 'with-schema';
  }

  startElement({ local }: XmlName): void {
    if (!this.#begun && ROOTS.has(local)) this.kind = 'document';
    this.#begun = true;
  }
}
