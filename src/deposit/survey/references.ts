/** Which files the documents of a collection take in and point to. */
import type { InputFile } from '../../files/inputs.js';
import type { Surveyed } from './survey.js';

/** Who points to a file. */
export interface Pointed {
  /** As reports name it. */
  readonly by: string;
  readonly isSure: boolean;
}

export class References {
  /** Absolute paths of parts that documents take in. */
  readonly parts = new Set<string>();
  /** Absolute paths of files that documents point to, with the first that does, of those that do surely. */
  readonly pointed = new Map<string, Pointed>();

  add({ display }: InputFile, { parts, pointed }: Surveyed): void {
    for (const part of parts) this.parts.add(part);
    for (const [path, isSure] of pointed) {
      const known = this.pointed.get(path);
      if (known === undefined || (isSure && !known.isSure)) this.pointed.set(path, { by: display, isSure });
    }
  }
}
