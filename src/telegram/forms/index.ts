/** Telegrams on the State Department's typed forms, told by the keys that the form prints. */
import type { Diagnostic } from '../../diagnostics.js';
import { bodyBlocks } from '../cables/body.js';
import { bodyLines } from '../cables/body-lines.js';
import { readClosing } from '../cables/closing.js';
import { type WireLine, wireLines } from '../cables/lines.js';
import { textNode } from '../cables/nodes.js';
import { InlineReader } from '../inlines/inlines.js';
import type { Line } from '../lines/units.js';
import type { Facts, Loose, OpenerLine, Telegram } from '../model.js';
import { copyMarkAt, type FormHead, type FormLine } from './form.js';
import { incoming } from './incoming.js';
import { outgoing } from './outgoing.js';

/** Reads a document as such a form; undefined where it is none. */
export function readForm(
  text: string,
  lines: readonly Line[],
): { telegram: Telegram; diagnostics: readonly Diagnostic[] } | undefined {
  const printed = wireLines(text, lines);
  const head = incoming(printed) ?? outgoing(printed);
  return head && { telegram: toTelegram(text, printed, head), diagnostics: [] };
}

function toTelegram(text: string, lines: readonly WireLine[], { lines: own, end, facts, signs }: FormHead): Telegram {
  const body = bodyLines(text, lines, end, new Map(), facts.classification?.value, copyMarkAt);
  const closing = readClosing(text, body);
  const inlines = new InlineReader(text, [], { ofSeries: false, hasNote: () => false });
  const range = { start: lines[0]!.start, end: lines.at(-1)!.end };
  return {
    ...range,
    type: 'telegram',
    front: [],
    division: {
      ...range,
      opener: own.map((line) => openerLine(text, line)),
      blocks: bodyBlocks(text, closing.body, (part, spans) => inlines.printed(part, spans), true),
      ...(closing.closer && { closer: closing.closer }),
      afterCloser: closing.after,
    },
    attachments: [],
    notes: [],
    facts: { ...NO_FACTS, ...facts },
    form: { name: 'typed-form', signs },
  };
}

const NO_FACTS: Facts = {
  senders: [],
  addressees: [],
  precedence: [],
  handling: [],
  drafting: [],
  clearance: [],
  repeatedTo: [],
};

function openerLine(text: string, { start, end, as }: FormLine): OpenerLine | Loose {
  const children = [textNode(text, { start, end })];
  return as === 'form'
    ? { type: 'furniture', kind: 'operator', start, end, children }
    : { type: as, start, end, children };
}
