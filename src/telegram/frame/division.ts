/**
 * A division: heading, opening lines, text and signature. A telegram is one; what is attached to it
 * is another, read the same way.
 */

import { toBlocks } from '../blocks/lists.js';
import { type FoundHeading, findHeading } from '../heading/heading.js';
import type { Span } from '../inlines/spans.js';
import { isAttachmentLabel } from '../lines/attachments.js';
import type { Unit } from '../lines/units.js';
import type { Block, Closer, Division, DocumentType, Enclosure, Heading, Paragraph } from '../model.js';
import { closerParts, findEnding } from './closing.js';
import { type EnclosedUnits, findEnclosures } from './enclosures.js';
import { readOpener, type ToInlines } from './opening.js';

/** What the reading of a division needs from the document around it. */
export interface DivisionContext {
  readonly text: string;
  readonly inlines: ToInlines;
  /** Names of the heading's parties, which sign. */
  readonly names: readonly string[];
  /** Does the heading end with a full stop, as those of the older volumes do? */
  readonly stopped: boolean;
  /** The opening, where it was read with the heading: the text begins behind it. */
  readonly given?: { readonly opener: Division['opener']; readonly bodyStart: number };
  /** Spans of a heading: its parties. */
  headingSpans(heading: FoundHeading): Span[];
}

export interface ReadDivision {
  readonly division: Division;
  readonly attachments: readonly Enclosure[];
}

/** Reads the units after a heading (or without one) up to the end. */
export function readDivision(
  context: DivisionContext,
  units: readonly Unit[],
  heading: FoundHeading | undefined,
  type: DocumentType,
): ReadDivision {
  const { given } = context;
  const from = given ? unitsBefore(units, given.bodyStart) : (heading?.endUnit ?? 0);
  const attached = attachmentStarts(context.text, units, from);
  const own = units.slice(from, attached[0] ?? units.length);
  const opener = given ? { lines: given.opener, taken: 0 } : readOpener(context.text, context.inlines, own, type);
  const body = own.slice(opener.taken);
  const ending =
    type === 'editorial-note'
      ? { bodyEnd: body.length, closerEnd: body.length }
      : findEnding(context.text, body, context.names, context.stopped);
  const isTelegraphic = type === 'telegram' || type === 'circular-telegram' || type === 'airgram';
  const blocks = readBlocks(context, body.slice(0, ending.bodyEnd), isTelegraphic, isTelegraphic || type === 'message');
  const start = heading?.start ?? own[0]?.start ?? 0;
  const end = own.at(-1)?.end ?? heading?.end ?? start;
  const division: Division = {
    start,
    end,
    ...(heading && { heading: toHeading(context, heading) }),
    opener: opener.lines,
    blocks,
    ...closerOf(context, body.slice(ending.bodyEnd, ending.closerEnd)),
    afterCloser: toBlocks(context.text, body.slice(ending.closerEnd), context.inlines, 'body'),
  };
  return {
    division,
    attachments: attached.map((at, i) => readAttachment(context, units.slice(at, attached[i + 1] ?? units.length))),
  };
}

function unitsBefore(units: readonly Unit[], offset: number): number {
  const at = units.findIndex(({ start }) => start >= offset);
  return at < 0 ? units.length : at;
}

/** The text between, before and after what it encloses. */
function readBlocks(
  context: DivisionContext,
  units: readonly Unit[],
  firstIsNumbered: boolean,
  encloses: boolean,
): Block[] {
  const plain = (from: number, to: number): Block[] => {
    const place = from === 0 ? 'opening' : 'body';
    return toBlocks(context.text, units.slice(from, to), context.inlines, place, firstIsNumbered && from === 0);
  };
  const parts: Block[][] = [];
  let at = 0;
  for (const enclosed of encloses ? findEnclosures(context.text, units) : []) {
    parts.push(plain(at, enclosed.from), [readEnclosure(context, units, enclosed)]);
    at = enclosed.to;
  }
  parts.push(plain(at, units.length));
  return parts.flat();
}

function readEnclosure(
  context: DivisionContext,
  units: readonly Unit[],
  { from, to, signature }: EnclosedUnits,
): Enclosure {
  const own = units.slice(from, signature ?? to);
  const opener = readOpener(context.text, context.inlines, own, 'letter');
  const range = { start: units[from]!.start, end: units[to - 1]!.end };
  const division: Division = {
    ...range,
    opener: opener.lines,
    blocks: toBlocks(context.text, own.slice(opener.taken), context.inlines, 'body'),
    ...closerOf(context, signature === undefined ? [] : units.slice(signature, to)),
    afterCloser: [],
  };
  return { type: 'enclosure', kind: 'quoted', ...range, division };
}

function toHeading(context: DivisionContext, heading: FoundHeading): Heading {
  const { start, end } = heading;
  return { start, end, children: context.inlines(heading, context.headingSpans(heading)) };
}

function closerOf({ text, inlines, names }: DivisionContext, units: readonly Unit[]): { closer?: Closer } {
  const first = units[0];
  if (!first) return {};
  const range = { start: first.start, end: units.at(-1)!.end };
  return { closer: { ...range, parts: closerParts(text, units, inlines, names) } };
}

// ---------------------------------------------------------------- attachments

function attachmentStarts(text: string, units: readonly Unit[], from: number): number[] {
  const starts: number[] = [];
  for (let at = from + 1; at < units.length - 1; at++) if (isAttachmentLabel(text, units[at]!)) starts.push(at);
  return starts;
}

function readAttachment({ given: _, ...context }: DivisionContext, units: readonly Unit[]): Enclosure {
  const [first, ...rest] = units;
  const label: Paragraph = {
    type: 'paragraph',
    start: first!.start,
    end: first!.end,
    children: context.inlines(first!),
  };
  const heading = findHeading(context.text, rest, 0, 1);
  const { division } = readDivision(context, rest, heading, heading?.type ?? 'document');
  return { type: 'enclosure', kind: 'attachment', start: label.start, end: division.end, label, division };
}
