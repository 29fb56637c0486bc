/** Typed forms of telegrams: no edition's heading, no footnotes. `readForm` is the door. */

import type { Places } from '../../places.js';
import { headingAt } from '../heading/heading.js';
import type { Line } from '../lines/units.js';
import type { Telegram } from '../model.js';
import type { ReadResult } from '../reader.js';
import { readIncoming } from './incoming.js';
import { readOutgoing } from './outgoing.js';
import { type FormLine, formLines } from './page.js';
import { readSoviet } from './soviet.js';

export { splitForms } from './split.js';

type ReadForm = (text: string, lines: readonly FormLine[], all: readonly Line[]) => Telegram | undefined;

/** The Department's forms bear no heading; the title of a Soviet telegram is one, and its own sign. */
const FORMS: readonly (readonly [ReadForm, 'headless' | 'titled'])[] = [
  [readIncoming, 'headless'],
  [readOutgoing, 'headless'],
  [readSoviet, 'titled'],
];

/** An edition's heading stands within so many lines. */
const HEADED = 4;

/**
 * Reads the lines of one document as a typed form; undefined where they are none: a form has two of its
 * signs at least, and no edition's heading above them.
 */
export function readForm(text: string, lines: readonly Line[], _places: Places): ReadResult | undefined {
  const own = formLines(text, lines);
  const headed = isHeaded(text, own);
  for (const [read, kind] of FORMS) {
    const telegram = headed && kind === 'headless' ? undefined : read(text, own, lines);
    if (telegram) return { telegram, diagnostics: [] };
  }
  return undefined;
}

function isHeaded(text: string, lines: readonly FormLine[]): boolean {
  return lines.slice(0, HEADED).some((_, at) => headingAt(text, lines, at) !== undefined);
}
