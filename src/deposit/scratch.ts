/** A folder for what is kept on disk while a call runs, which nobody else can look into. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/** Makes such a folder, whose name says whose it is; whoever gets it removes it. @throws ScratchFailure. */
export function makeScratch(): string {
  try {
    const folder = temporaryIn(tmpdir());
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch (error) {
    throw new ScratchFailure(error);
  }
}
