/** Which labels count: a label is one of a list where another counts on from it, or it on from another. */

import { beginsCount, countsOn, type ParagraphLabel } from '../lines/labels.js';
import type { Entry, Place } from './entries.js';

/** How far away the neighbour of a label or bullet may stand. */
export const NEAR = 60;

export class Counts {
  readonly #next = new Map<number, number>();
  readonly #before = new Map<number, number>();
  readonly #alone = new Set<number>();

  /** `firstIsNumbered`: a telegram's own number is no label, unless the text counts on from it as from 1. */
  constructor(entries: readonly Entry[], place: Place, firstIsNumbered: boolean) {
    // The last labels of counts that may go on, the outer ones first.
    const open: { label: ParagraphLabel; index: number }[] = [];
    const last = new Map<string, number>();
    for (const [index, { label, bullet }] of entries.entries()) {
      const isOwnNumber = index === 0 && firstIsNumbered;
      if (!label || (isOwnNumber && !beginsCount(label))) continue;
      // A lone `Article 3` is the heading of a section.
      if (label.named && label.alone && !bullet) continue;
      let at = open.length - 1;
      while (at >= 0 && index - open[at]!.index <= NEAR && !countsOn(open[at]!.label, label)) at--;
      const before = open[at];
      if (before && index - before.index <= NEAR) {
        this.#next.set(before.index, index);
        this.#before.set(index, before.index);
        open.length = at;
      } else if (label.alone && !label.named && !isOwnNumber && place !== 'note' && index + 1 < entries.length) {
        // Where items are omitted, the count still goes up.
        const goesUp = label.readings.some(({ form, ordinal }) => ordinal > (last.get(form) ?? 0));
        if (beginsCount(label) || goesUp) this.#alone.add(index);
      }
      open.push({ label, index });
      for (const { form, ordinal } of label.readings) last.set(form, ordinal);
    }
  }

  isItem(index: number): boolean {
    return this.#next.has(index) || this.#before.has(index) || this.#alone.has(index);
  }

  /** The entry that counts on from this one. */
  next(index: number): number | undefined {
    return this.#next.get(index);
  }

  /** The entry that this one counts on from. */
  before(index: number): number | undefined {
    return this.#before.get(index);
  }
}
