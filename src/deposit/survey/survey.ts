/** What a document says beside its text: its headers, the parts that it takes in, and the files that it points to. */
import { pathToFileURL } from 'node:url';
import { Refusal } from '../../files/door.js';
import type { InputFile } from '../../files/inputs.js';
import { FactsListener, type HeaderFacts } from '../../header/index.js';
import type { PartsHandler, Run } from '../../validate/index.js';
import { fanOut } from '../../xml/fan-out.js';
import { FilePointers } from './pointers.js';
import { type Register, RegisterListener } from './registers.js';
import { resolveFacts } from './resolve.js';

/** What is known of a document beside its judgement. */
export interface Surveyed {
  /** Absent where no header came to its end. */
  readonly facts?: HeaderFacts;
  readonly wellFormed: boolean;
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

/** Looks at each document once. */
export class Survey {
  /** Absolute paths of parts that documents take in. */
  readonly parts = new Set<string>();
  /** Absolute paths of files that documents point to. */
  readonly pointed = new Map<string, Pointed>();
  readonly #run: Run;
  readonly #registers = new Map<string, Promise<Register>>();

  constructor(run: Run) {
    this.#run = run;
  }

  /** Rejects with a Refusal or the system's error where the file cannot be read. */
  async look(file: InputFile): Promise<Surveyed> {
    const uri = pathToFileURL(file.path!).href;
    const [facts, register, pointers] = [new FactsListener(), new RegisterListener(), new FilePointers(uri)];
    const handler: PartsHandler = fanOut([facts.handler, register, pointers]);
    handler.includePart = (part) => pointers.includePart(part);
    // What follows the header is heard only where it may say more: point to files, list what the header refers to, have members.
    let isAsked = false;
    const isEnough = (rest: Buffer) => {
      const said = isAsked ? undefined : facts.get();
      if (said === undefined) return false;
      isAsked = true;
      return !mayPointOn(said, register.register) && !mayHold(rest, pointers);
    };
    const { wellFormed, parts } = await this.#run.hear(file, handler, isEnough);
    for (const part of parts) this.parts.add(part);
    for (const [path, isSure] of pointers.found) {
      const known = this.pointed.get(path);
      if (known === undefined || (isSure && !known.isSure)) this.pointed.set(path, { by: file.display, isSure });
    }
    const looked = { wellFormed, hasParts: parts.length > 0 };
    const said = facts.get();
    if (said === undefined) return looked;
    const around = {
      uri,
      prefixes: pointers.prefixes,
      register: register.register,
      registerOf: (path: string) => this.#registerOf(path, file),
    };
    return { ...looked, facts: await resolveFacts(said, around) };
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

/** Whether a header refers to entries of the document itself that have not come yet. */
function mayPointOn(facts: HeaderFacts, register: Register): boolean {
  const pointers = JSON.stringify(facts).matchAll(/["\s]#([^"\s\\]+)/g);
  for (const [, id] of pointers) if (!register.has(id!)) return true;
  return false;
}

/** Whether the rest of a document may hold headers of members, or pointers to files. In another encoding than those that have ASCII's letters as they are, it may. */
function mayHold(rest: Buffer, pointers: FilePointers): boolean {
  if (rest.includes(0) || rest.includes('teiHeader>')) return true;
  return pointers.mayStillFind(rest.toString('latin1'));
}
