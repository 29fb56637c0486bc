/** What a deposit keeps on disk while it is made, so that 20,000 documents need no more memory than two. */
import { closeSync, createReadStream, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Diagnostic } from '../diagnostics.js';
import { reasonOf } from '../files/reason.js';
import { temporaryIn } from '../files/temporary.js';

/** The folder for temporary files could not be used. */
export class ScratchFailure extends Error {
  readonly diagnostic: Diagnostic;

  constructor(cause: unknown) {
    const message = `The folder for temporary files, ${tmpdir()}, cannot be used: ${reasonOf(cause)}. Make room there, or name another in the environment variable TMPDIR (Windows: TEMP).`;
    super(message);
    this.diagnostic = { severity: 'error', code: 'output-not-writable', message, source: 'run' };
  }
}

/** A folder of this run's own, whose name says whose it is; whoever gets it removes it. @throws ScratchFailure. */
export function makeScratch(): string {
  try {
    const folder = temporaryIn(tmpdir());
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch (error) {
    throw new ScratchFailure(error);
  }
}

/** What is kept in such a folder. */
export class Scratch {
  readonly folder = makeScratch();
  readonly #files: ScratchFile[] = [];

  file(name: string): ScratchFile {
    const file = new ScratchFile(join(this.folder, name));
    this.#files.push(file);
    return file;
  }

  /** Removes what is on disk; nothing may be asked of it any more. */
  async dispose(): Promise<void> {
    for (const file of this.#files) file.abandon();
    // What cannot be removed is no reason to fail when all else is done.
    await rm(this.folder, { recursive: true, force: true }).catch(() => {});
  }
}

/** In UTF-16 code units: so much is written together. */
const TOGETHER = 1 << 18;

/** A text that is written from beginning to end, and can be read from then on. */
export class ScratchFile {
  /** In bytes. */
  size = 0;
  readonly #path: string;
  /** Undefined before anything is written, and once it is closed. */
  #handle: number | undefined;
  #waiting = '';
  /** Why the disk did not take what was written; told at the end. */
  #failure: { readonly cause: unknown } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  write(text: string): void {
    this.size += Buffer.byteLength(text);
    this.#waiting += text;
    if (this.#waiting.length >= TOGETHER) this.#send();
  }

  /** Nothing more comes. @throws ScratchFailure. */
  close(): void {
    this.#send();
    this.abandon();
    if (this.#failure !== undefined) throw new ScratchFailure(this.#failure.cause);
  }

  /** Closes what is open. */
  abandon(): void {
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle !== undefined) this.#try(() => closeSync(handle));
  }

  open(): Readable {
    return createReadStream(this.#path);
  }

  /** What was written as lines. Rejects with a {@link ScratchFailure} where the disk does not give it back. */
  async *lines(): AsyncGenerator<string> {
    let rest = '';
    try {
      for await (const piece of createReadStream(this.#path, { encoding: 'utf8', highWaterMark: TOGETHER })) {
        const lines = (rest + piece).split('\n');
        rest = lines.pop()!;
        yield* lines;
      }
    } catch (error) {
      throw new ScratchFailure(error);
    }
  }

  #send(): void {
    const text = this.#waiting;
    this.#waiting = '';
    if (this.#failure !== undefined) return;
    this.#try(() => {
      this.#handle ??= openSync(this.#path, 'wx');
      writeFileSync(this.#handle, text);
    });
  }

  #try(work: () => void): void {
    try {
      work();
    } catch (cause) {
      this.#failure ??= { cause };
    }
  }
}
