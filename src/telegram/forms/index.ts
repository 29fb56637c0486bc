/** Typed forms of telegrams: no edition's heading, no footnotes. `readForm` is the door. */
import { headingAt } from '../heading/heading.js';
import type { Places } from '../lines/places.js';
import type { Line } from '../lines/units.js';
import type { Telegram } from '../model.js';
import type { ReadResult } from '../reader.js';
import { readIncoming } from './incoming.js';
import { readOutgoing } from './outgoing.js';
import { type FormLine, formLines } from './page.js';

export { splitForms } from './split.js';

const FORMS: readonly ((text: string, lines: readonly FormLine[]) => Telegram | undefined)[] = [
  readIncoming,
  readOutgoing,
];

/** An edition's heading stands within so many lines. */
const HEADED = 4;

/**
 * Reads the lines of one document as a typed form; undefined where they are none: a form has two of its
 * signs at least, and no edition's heading above them.
 */
export function readForm(text: string, lines: readonly Line[], _places: Places): ReadResult | undefined {
  const own = formLines(text, lines);
  if (isHeaded(text, own)) return undefined;
  for (const read of FORMS) {
    const telegram = read(text, own);
    if (telegram) return { telegram, diagnostics: [] };
  }
  return undefined;
}

function isHeaded(text: string, lines: readonly FormLine[]): boolean {
  return lines.slice(0, HEADED).some((_, at) => headingAt(text, lines, at) !== undefined);
}
