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

/** A file of the edition, as it was looked at. */
export interface Original {
  /** Absolute. */
  readonly path: string;
  readonly stamp: Stamp;
  readonly why: Why;
}

/**
 * The content of a file, as long as it is the one that was looked at. Whatever is wrong, the stream fails and nothing is
 * thrown, since writers of archives ask for it where nobody catches.
 */
export function streamUnchanged(original: Original): Readable {
  try {
    refuseChanged(original);
    return streamFile(original.path, original.why);
  } catch (error) {
    return new Readable({ read: () => void 0, construct: (ready) => ready(error as Error) });
  }
}

/** The same at once. @throws ChangedMeanwhile; as {@link readFileNow}. */
export function readUnchanged(original: Original, limit: number): Uint8Array {
  refuseChanged(original);
  return readFileNow(original.path, original.why, limit);
}

function refuseChanged({ path, stamp }: Original): void {
  if (!isSame(stampOf(path), stamp)) throw new ChangedMeanwhile(path);
}
