/** A file is not any more what was looked at. */
import { Readable } from 'node:stream';
import type { Diagnostic } from '../diagnostics.js';
import { readFileNow, streamFile, type Why } from '../files/door.js';
import { displayPath } from '../files/inputs.js';
import { isSame, type Stamp, stampOf } from '../files/stamp.js';

export class ChangedMeanwhile extends Error {
  readonly diagnostic: Diagnostic;

  /** @param path absolute, or as reports name the file. */
  constructor(path: string) {
    const file = displayPath(path);
    const message = `${file} was changed while the package was made, so it is not what was checked. Run the call again when nobody works on the files.`;
    super(message);
    this.diagnostic = { severity: 'error', code: 'deposit-changed-meanwhile', message, file, source: 'deposit' };
  }
}

/** A file as it was looked at. */
export interface Known {
  /** Absolute. */
  readonly path: string;
  readonly stamp: Stamp;
}

/**
 * The content of a file, as long as it is the one that was looked at. Whatever is wrong, the stream fails and nothing is
 * thrown, since writers of archives ask for it where nobody catches.
 */
export function streamUnchanged(known: Known, why: Why): Readable {
  try {
    refuseChanged(known);
    return streamFile(known.path, why);
  } catch (error) {
    return new Readable({ read: () => void 0, construct: (ready) => ready(error as Error) });
  }
}

/** The same at once. @throws ChangedMeanwhile; as {@link readFileNow}. */
export function readUnchanged(known: Known, why: Why, limit: number): Uint8Array {
  refuseChanged(known);
  return readFileNow(known.path, why, limit);
}

function refuseChanged({ path, stamp }: Known): void {
  if (!isSame(stampOf(path), stamp)) throw new ChangedMeanwhile(path);
}
