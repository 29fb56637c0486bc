/** A form put together: opening, text, signature, and what stands below it. */

import { closerParts, findEnding } from '../frame/closing.js';
import { InlineReader } from '../inlines/inlines.js';
import type { Unit } from '../lines/units.js';
import type { Block, Closer, CloserPart, Division, Facts, Form, Loose, Range, Telegram, Trailer } from '../model.js';
import { type BodyLine, formBlocks, paragraphs, type ToInlines } from './body.js';
import { looseSpans } from './nodes.js';
import type { FormLine } from './page.js';

export interface FormParts {
  readonly signs: Form['signs'];
  readonly opener: Division['opener'];
  readonly body: readonly BodyLine[];
  /** What stands below the last line of the text, in order. */
  readonly below: readonly (Loose | Trailer)[];
  /** The closing, where the form has a line for it. */
  readonly closer?: Closer;
  /** May the last line be a signature? */
  readonly signed: boolean;
  /** Does the text open with the telegram's own number? */
  readonly numbered: boolean;
}

/** The blocks of a form and its closing, before its facts are gathered. */
export function formDivision(text: string, lines: readonly FormLine[], parts: FormParts): Division {
  const loose = parts.body.flatMap(({ above }) => above);
  const reader = new InlineReader(text, [], { ofSeries: false, hasNote: () => false });
  const inlines: ToInlines = (range) => reader.printed(range, looseSpans(loose, range));
  const units = paragraphs(text, parts.body);
  const { bodyEnd, closerEnd } = parts.signed
    ? findEnding(text, units, [], true)
    : { bodyEnd: units.length, closerEnd: units.length };
  // How the message is downgraded, or where it ends, stands above the name, and is neither text nor signature.
  const marked = bodyEnd > 1 && bodyEnd < closerEnd && isEndMark(text, units[bodyEnd - 1]!) ? bodyEnd - 1 : bodyEnd;
  const from = behindMarks(units, marked, closerEnd, loose);
  const signers = units.slice(from, closerEnd);
  const [first, last] = [signers[0], signers.at(-1)];
  const above = loose.filter(({ start }) => !first || start <= first.start);
  const under = loose.filter(({ start }) => last && start >= last.end);
  const blocks = formBlocks(text, units.slice(0, from), above, inlines, parts.numbered);
  const behind = formBlocks(text, units.slice(closerEnd), under, inlines, false);
  return {
    ...rangeOf(lines),
    opener: parts.opener,
    blocks,
    ...(parts.closer && { closer: parts.closer }),
    ...(first && last && { closer: { start: first.start, end: last.end, parts: formCloser(text, signers, inlines) } }),
    afterCloser: ordered([...behind, ...parts.below]),
  };
}

/** No mark of a page stands among signatures: the names above one are of the text. */
function behindMarks(units: readonly Unit[], from: number, to: number, loose: readonly Loose[]): number {
  const [first, last] = [units[from], units[to - 1]];
  if (!first || !last || from >= to) return from;
  const mark = loose.findLast(({ start }) => start >= first.end && start < last.start);
  return mark ? units.findIndex(({ start }) => start >= mark.end) : from;
}

/** The signature, with what stands above it for the code room as words. */
function formCloser(text: string, [first, ...rest]: readonly Unit[], inlines: ToInlines): CloserPart[] {
  if (!first || !isEndMark(text, first)) return closerParts(text, first ? [first, ...rest] : [], inlines, []);
  const words: CloserPart = { type: 'words', start: first.start, end: first.end, children: inlines(first) };
  return [words, ...closerParts(text, rest, inlines, [])];
}

function isEndMark(text: string, { start, end }: Range): boolean {
  return /^(?:GP\s?[-–—]\s?\d|END)\.?$/.test(text.slice(start, end));
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
