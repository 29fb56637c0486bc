/** Names of files that cannot stand in an address as they are: counted, and the first of them kept. */
import type { Diagnostic } from '../../diagnostics.js';

/** How many are named. */
const SHOWN = 3;

export class OddNames {
  readonly #first: string[] = [];
  #count = 0;

  look(path: string): void {
    if (!/[\s"#%:<>?\\^`{|}]/.test(path)) return;
    this.#count++;
    if (this.#first.length < SHOWN) this.#first.push(`"${path}"`);
  }

  /** One diagnostic for all, or none. */
  remarks(): readonly Diagnostic[] {
    if (this.#count === 0) return [];
    const more = this.#count > SHOWN ? ` and ${this.#count - SHOWN} more` : '';
    const have = this.#count === 1 ? 'this name has' : 'these names have';
    const message = `${this.#first.join(', ')}${more}: ${have} spaces or signs that cannot stand in an address, by which TextGrid's lists name files. If the import does not find them, rename them to letters, digits, dashes and dots.`;
    return [{ severity: 'warning', code: 'textgrid-name-odd', message, source: 'deposit' }];
  }
}
