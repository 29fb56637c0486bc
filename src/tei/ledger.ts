/** The ledger: every character of the input that neither the text nor an attribute holds, and why. */
import type { Note } from '../telegram/model.js';
import { foldLayout, withoutSpace } from './characters.js';
import { leavesOf } from './leaves.js';
import type { Scribe } from './scribe.js';

export interface HeaderEntry {
  readonly reason: string;
  /** Where it starts in the input, in UTF-16 code units. */
  readonly offset: number;
  /** The text, folded. */
  readonly text: string;
  /** The identifier of the note that it labels. */
  readonly note?: string;
}

/** The entries of a document in the order of the input. */
export function ledgerOf({ telegram, ids }: Pick<Scribe, 'telegram' | 'ids'>): HeaderEntry[] {
  const entries: HeaderEntry[] = [];
  for (const { kind, start, text, reason, note } of leavesOf(telegram)) {
    if ((kind !== 'leftOut' && kind !== 'label') || withoutSpace(text) === '') continue;
    const folded = foldLayout(text);
    if (kind === 'leftOut') entries.push({ reason: reason ?? 'separator', offset: start, text: folded });
    else if (!isHeldByNumber(telegram.notes[note]!)) {
      entries.push({ reason: 'note-label', offset: start, text: folded, note: ids.note(note) });
    }
  }
  return entries.sort((a, b) => a.offset - b.offset);
}

/** Whether the label in the list of notes (`1.`, `[1]`, `/1/`) is the marker itself, which `note/@n` holds. */
export function isHeldByNumber({ label, printed }: Note): boolean {
  return label !== undefined && bareMarker(label.text) === bareMarker(printed);
}

/** A marker without the brackets, slashes and points around it: `[1]`, `/1/`, `1.` and `(1)` are all `1`. */
export function bareMarker(marker: string): string {
  return marker.replace(/[\s[\](){}/.:^]+/g, '');
}
