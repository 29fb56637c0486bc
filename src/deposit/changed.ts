/** A file is not any more what was looked at. */
import type { Diagnostic } from '../diagnostics.js';
import { displayPath } from '../files/inputs.js';

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
