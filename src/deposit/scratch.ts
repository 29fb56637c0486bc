/** What a deposit keeps on disk while it is made, so that 20,000 documents need no more memory than two. */
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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
    for (const file of this.#files) await file.abandon();
    // What cannot be removed is no reason to fail when all else is done.
    await rm(this.folder, { recursive: true, force: true }).catch(() => {});
  }
}

/** A text that is written from beginning to end, and can be read from then on. */
export class ScratchFile {
  /** In bytes. */
  size = 0;
  readonly #path: string;
  readonly #stream: WriteStream;
  /** Why the disk did not take what was written; told at the end. */
  #failure: Error | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#stream = createWriteStream(path);
    this.#stream.on('error', (error) => {
      this.#failure ??= error;
    });
  }

  async write(text: string): Promise<void> {
    this.size += Buffer.byteLength(text);
    if (this.#failure === undefined && !this.#stream.write(text)) await once(this.#stream, 'drain').catch(() => {});
  }

  /** Nothing more comes. Rejects with a {@link ScratchFailure}. */
  async close(): Promise<void> {
    this.#stream.end();
    await closed(this.#stream);
    if (this.#failure !== undefined) throw new ScratchFailure(this.#failure);
  }

  async abandon(): Promise<void> {
    this.#stream.destroy();
    await closed(this.#stream);
  }

  open(): Readable {
    return createReadStream(this.#path);
  }

  /** What was written as lines of JSON. Rejects with a {@link ScratchFailure} where the disk does not give it back. */
  async *lines<T>(): AsyncGenerator<T> {
    let failure: Error | undefined;
    const input = this.open().once('error', (error) => {
      failure = error;
    });
    const reading = createInterface({ input });
    try {
      for await (const line of reading) yield JSON.parse(line) as T;
    } catch (error) {
      throw failure === undefined ? error : new ScratchFailure(failure);
    }
    if (failure !== undefined) throw new ScratchFailure(failure);
  }
}

function closed(stream: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve();
    else stream.once('close', resolve);
  });
}
