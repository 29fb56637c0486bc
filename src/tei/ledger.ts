/** The ledger: every character of the input that neither the text nor an attribute holds, and why. */
import { bareMarker } from '../agreement.js';
import type { LeftOut, Note } from '../telegram/model.js';
import { foldLayout } from './characters.js';

export interface HeaderEntry {
  readonly reason: string;
  /** Where it starts in the input, in UTF-16 code units. */
  readonly offset: number;
  /** The text, folded. */
  readonly text: string;
  /** The identifier of the note that it labels. */
  readonly note?: string;
}

/** Filled while the text is written: whoever leaves something out says so here. */
export class Ledger {
  readonly #entries: HeaderEntry[] = [];

  leaveOut({ reason, start, text }: LeftOut): void {
    this.#add({ reason, offset: start, text: foldLayout(text) });
  }

  /** The label in the list of notes, unless it is the marker itself (`1.`, `[1]`, `/1/`), which `note/@n` holds. */
  label({ label, printed }: Note, note: string): void {
    if (label === undefined || bareMarker(label.text) === bareMarker(printed)) return;
    this.#add({ reason: 'note-label', offset: label.start, text: foldLayout(label.text), note });
  }

  /** In the order of the input. */
  entries(): readonly HeaderEntry[] {
    return this.#entries.sort((a, b) => a.offset - b.offset);
  }

  #add(entry: HeaderEntry): void {
    if (entry.text.trim() !== '') this.#entries.push(entry);
  }
}
