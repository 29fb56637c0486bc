/** OUTGOING TELEGRAM, the form on which the Department of State sent its telegrams from 1945 to 1972. */

import { emptyWire } from '../cables/head-facts.js';
import type { Telegram } from '../model.js';
import { bodyLines } from './body.js';
import { formDivision, formTelegram } from './document.js';
import { draftingFrom, readDrafting } from './drafting.js';
import { looseOn } from './furniture.js';
import { outgoingSigns, readOutgoingHead } from './outgoing-head.js';
import type { FormLine } from './page.js';
import { typedEnding } from './typed-ending.js';

/** Reads a text as an outgoing telegram; undefined where fewer than two signs of the form stand above it. */
export function readOutgoing(text: string, lines: readonly FormLine[]): Telegram | undefined {
  const signs = outgoingSigns(lines);
  if (!signs) return undefined;
  const head = readOutgoingHead(text, lines);
  const drafting = readDrafting(text, lines, draftingFrom(lines, head.to));
  const above = lines.slice(0, drafting.from);
  const ending = typedEnding(text, above, head.to);
  const body = bodyLines(
    above.slice(0, ending.from),
    (at) => {
      const nodes = looseOn(text, lines[at]!);
      return nodes && { nodes, to: at + 1 };
    },
    head.to,
  );
  const division = formDivision(text, lines, {
    signs,
    opener: head.opener,
    body: body.lines,
    below: [...body.below, ...ending.below, ...drafting.below],
    signed: true,
    numbered: false,
  });
  const { drafted, approved, cleared } = drafting;
  const facts = { ...head.facts, wire: { ...emptyWire(), ...head.facts.wire, drafted, approved, cleared } };
  return formTelegram(lines, division, facts, signs);
}
