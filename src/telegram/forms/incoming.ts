/** INCOMING TELEGRAM, the form on which the Department of State circulated what it received from 1945 to 1965. */
import type { Division, Telegram } from '../model.js';
import { bodyLines } from './body.js';
import { formDivision, formTelegram } from './document.js';
import { looseOn } from './furniture.js';
import { incomingSigns, readIncomingHead } from './incoming-head.js';
import type { FormLine } from './page.js';
import { typedEnding } from './typed-ending.js';

/** Reads a text as an incoming telegram; undefined where fewer than two signs of the form stand above it. */
export function readIncoming(text: string, lines: readonly FormLine[]): Telegram | undefined {
  const signs = incomingSigns(lines);
  if (!signs) return undefined;
  const head = readIncomingHead(text, lines);
  const ending = typedEnding(text, lines, head.to);
  const body = bodyLines(
    lines.slice(0, ending.from),
    (at) => {
      const nodes = looseOn(text, lines[at]!);
      return nodes && { nodes, to: at + 1 };
    },
    head.to,
  );
  const division: Division = formDivision(text, lines, {
    signs,
    opener: head.opener,
    body: body.lines,
    below: [...body.below, ...ending.below],
    signed: true,
    numbered: false,
  });
  return formTelegram(lines, division, head.facts, signs);
}
