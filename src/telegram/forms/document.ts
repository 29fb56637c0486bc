/** A form put together: opening, text, signature, and what stands below it. */

import { closerParts, findEnding } from '../frame/closing.js';
import { InlineReader } from '../inlines/inlines.js';
import type { Span } from '../inlines/spans.js';
import type { Block, Division, Facts, Form, Loose, Range, Telegram, Trailer } from '../model.js';
import { type BodyLine, formBlocks, paragraphs, type ToInlines } from './body.js';
import { looseSpans } from './nodes.js';
import type { FormLine } from './page.js';

export interface FormParts {
  readonly signs: Form['signs'];
  readonly opener: Division['opener'];
  readonly body: readonly BodyLine[];
  /** What stands below the last line of the text, in order. */
  readonly below: readonly (Loose | Trailer)[];
  /** May the last line be a signature? */
  readonly signed: boolean;
  /** Does the text open with the telegram's own number? */
  readonly numbered: boolean;
}

/** The blocks of a form and its closing, before its facts are gathered. */
export function formDivision(text: string, lines: readonly FormLine[], parts: FormParts): Division {
  const loose = parts.body.flatMap(({ above }) => above);
  const spans = looseSpans(loose);
  const reader = new InlineReader(text, [], { ofSeries: false, hasNote: () => false });
  const inlines: ToInlines = (range, extra: readonly Span[] = []) => reader.printed(range, [...spans, ...extra]);
  const units = paragraphs(text, parts.body);
  const { bodyEnd, closerEnd } = parts.signed
    ? findEnding(text, units, [], true)
    : { bodyEnd: units.length, closerEnd: units.length };
  const signers = units.slice(bodyEnd, closerEnd);
  const [first, last] = [signers[0], signers.at(-1)];
  const above = loose.filter(({ start }) => !first || start <= first.start);
  const under = loose.filter(({ start }) => last && start >= last.end);
  const blocks = formBlocks(text, units.slice(0, bodyEnd), above, inlines, parts.numbered);
  const behind = formBlocks(text, units.slice(closerEnd), under, inlines, false);
  return {
    ...rangeOf(lines),
    opener: parts.opener,
    blocks,
    ...(first &&
      last && { closer: { start: first.start, end: last.end, parts: closerParts(text, signers, inlines, []) } }),
    afterCloser: ordered([...behind, ...parts.below]),
  };
}

/** The whole document. */
export function formTelegram(
  lines: readonly FormLine[],
  division: Division,
  facts: Facts,
  signs: Form['signs'],
  front: Telegram['front'] = [],
): Telegram {
  return {
    ...rangeOf(lines),
    type: 'telegram',
    front,
    division,
    attachments: [],
    notes: [],
    facts,
    form: { name: 'typed-form', signs },
  };
}

function rangeOf(lines: readonly Range[]): Range {
  return { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
}

function ordered(blocks: readonly Block[]): Block[] {
  return [...blocks].sort((a, b) => a.start - b.start || a.end - b.end);
}
