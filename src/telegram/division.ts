/**
 * A division: heading, opening lines, text and signature. A telegram is one; what is attached to it
 * is another, read the same way.
 */
import { isAttachmentLabel } from './attachments.js';
import { continuesDateline, datelineSpans, parseDateline } from './dateline.js';
import { type EnclosedUnits, findEnclosures } from './enclosures.js';
import { type FoundHeading, findHeading } from './heading.js';
import { toBlocks } from './lists.js';
import type {
  Block,
  Closer,
  Division,
  DocumentType,
  Enclosure,
  Heading,
  Inline,
  OpenerLine,
  PageBreak,
  Paragraph,
  Range,
} from './model.js';
import { pageBreakLine } from './pages.js';
import { isSignatureLine } from './signature.js';
import type { Span } from './spans.js';
import { isNextTo, type Unit } from './units.js';
import { isHandlingLine } from './vocabulary.js';

/** What the reading of a division needs from the document around it. */
export interface DivisionContext {
  readonly text: string;
  /** Inlines of a range, with more spans than the usual where a line has its own grammar. */
  inlines(range: Range, extra?: readonly Span[]): Inline[];
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
  const from = heading?.endUnit ?? 0;
  const attached = attachmentStarts(context.text, units, from);
  const own = units.slice(from, attached[0] ?? units.length);
  const opener = readOpener(context, own, type);
  const body = own.slice(opener.taken);
  const ending = type === 'editorial-note' ? noEnding(body) : findEnding(context.text, body);
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
    afterCloser: body.slice(ending.closerEnd).flatMap((unit) => pageBreakLine(context.text, unit) ?? []),
  };
  return {
    division,
    attachments: attached.map((at, i) => readAttachment(context, units.slice(at, attached[i + 1] ?? units.length))),
  };
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
  const opener = readOpener(context, own, 'letter');
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

// ---------------------------------------------------------------- the opening

interface Opener {
  readonly lines: readonly (OpenerLine | PageBreak)[];
  readonly taken: number;
}

const BRACKETED =
  /^\[\s*(?:Received|Rec’d|Telegram|Paraphrase|Translation|Extracts?|Excerpts?|Memorandum|Substance|Summary|Confidential|Cable|Radio)[^\]]{0,60}\]\s*\d{0,3}$/i;
/** Airgrams print their number on a line of its own. */
const AIRGRAM_NUMBER = /^(?:No\.\s)?(?:A|CA|CG|CW|G)\s?[-–]\s?\d{1,5}$/;
const SALUTATION =
  /^(?:[“"]\s*)?(?:My\s+)?(?:Dear|Excellency|Mr\.\s+(?:President|Secretary|Ambassador|Minister|Prime Minister|Chairman)|Sir|Sirs|Gentlemen|Your\s+(?:Excellency|Majesty|Highness))\b[^;:]{0,80}\s?[:,—-]\s?\d{0,3}$/;

function readOpener(context: DivisionContext, units: readonly Unit[], type: DocumentType): Opener {
  const lines: (OpenerLine | PageBreak)[] = [];
  let at = 0;
  let hasDateline = false;
  while (at < units.length && type !== 'editorial-note') {
    const page = pageBreakLine(context.text, units[at]!);
    if (page) {
      lines.push(page);
      at++;
      continue;
    }
    const dated: { line: OpenerLine; taken: number } | undefined = hasDateline
      ? undefined
      : datelineAt(context, units, at);
    const line = dated?.line ?? openerLine(context, units[at]!);
    if (!line) break;
    hasDateline ||= dated !== undefined;
    lines.push(line);
    at += dated?.taken ?? 1;
  }
  return withoutTrailingPages(lines, at);
}

/** Page breaks before the first paragraph belong to the text. */
function withoutTrailingPages(lines: readonly (OpenerLine | PageBreak)[], taken: number): Opener {
  let keep = lines.length;
  while (keep > 0 && lines[keep - 1]!.type === 'pageBreak') keep--;
  return { lines: lines.slice(0, keep), taken: taken - (lines.length - keep) };
}

function openerLine(context: DivisionContext, unit: Unit): OpenerLine | undefined {
  const said = context.text.slice(unit.start, Math.min(unit.end, unit.start + 200));
  const type = isHandlingLine(said)
    ? 'classification'
    : BRACKETED.test(said)
      ? 'bracketed'
      : SALUTATION.test(said)
        ? 'salutation'
        : AIRGRAM_NUMBER.test(said)
          ? 'number'
          : undefined;
  return type && { type, start: unit.start, end: unit.end, children: context.inlines(unit) };
}

/** A dateline, with the lines that it is broken over. */
function datelineAt(
  context: DivisionContext,
  units: readonly Unit[],
  at: number,
): { line: OpenerLine; taken: number } | undefined {
  const { text } = context;
  let best: { line: OpenerLine; taken: number } | undefined;
  let range: Range = units[at]!;
  for (let taken = 1; taken <= 4; taken++) {
    const dateline = parseDateline(text, range);
    if (dateline) {
      const { start, end } = range;
      best = {
        line: { type: 'dateline', start, end, children: context.inlines(range, datelineSpans(dateline)) },
        taken,
      };
    }
    const next = units[at + taken];
    if (!next || !isNextTo(text, range, next) || !continuesDateline(text, range, next)) break;
    range = { start: range.start, end: next.end };
  }
  return best;
}

// ---------------------------------------------------------------- the ending

interface Ending {
  /** Units of the body, of the signature, and after it. */
  readonly bodyEnd: number;
  readonly closerEnd: number;
}

function noEnding(body: readonly Unit[]): Ending {
  return { bodyEnd: body.length, closerEnd: body.length };
}

const OFFICE =
  /^(?:Acting|Deputy|Under|Assistant|Vice|Special|Secretary|Ambassador|Minister|Chairman|Director|President|Prime|Chargé|Consul|Counselor|Chief|Commander|Lieutenant|Major|Colonel|General|Admiral|Captain|Brigadier|Administrator|Adviser|Attaché|Foreign|Executive|First|Second|Third)\b/;

/** The signature is the last of the text, page breaks aside, and has text above it. */
function findEnding(text: string, body: readonly Unit[]): Ending {
  let closerEnd = body.length;
  while (closerEnd > 0 && pageBreakLine(text, body[closerEnd - 1]!)) closerEnd--;
  const bracketed = bracketedSignature(text, body, closerEnd);
  if (bracketed !== undefined) return { bodyEnd: bracketed, closerEnd };
  const last = body[closerEnd - 1];
  if (closerEnd < 2 || !last || !isSignatureLine(text, last)) return noEnding(body);
  let bodyEnd = closerEnd - 1;
  while (bodyEnd > 1 && OFFICE.test(lineAt(text, body, bodyEnd)) && isPartOfSignature(text, body, bodyEnd - 1))
    bodyEnd--;
  return { bodyEnd, closerEnd };
}

function lineAt(text: string, units: readonly Unit[], at: number): string {
  const { start, end } = units[at]!;
  return text.slice(start, Math.min(end, start + 120));
}

function isPartOfSignature(text: string, units: readonly Unit[], at: number): boolean {
  return isSignatureLine(text, units[at]!) && isNextTo(text, units[at]!, units[at + 1]!);
}

/** `[` / `Wilson` / `]` on three lines. */
function bracketedSignature(text: string, body: readonly Unit[], end: number): number | undefined {
  const [open, name, close] = body.slice(Math.max(0, end - 3), end);
  if (!open || !name || !close || end < 4) return undefined;
  const brackets = text.slice(open.start, open.end) === '[' && text.slice(close.start, close.end) === ']';
  const together = isNextTo(text, open, name) && isNextTo(text, name, close);
  return brackets && together && isSignatureLine(text, name) ? end - 3 : undefined;
}

function closerOf(context: DivisionContext, units: readonly Unit[]): { closer?: Closer } {
  const first = units[0];
  if (!first) return {};
  const range = { start: first.start, end: units.at(-1)!.end };
  const signature: Paragraph = { type: 'paragraph', ...range, children: context.inlines(range) };
  return { closer: { ...range, signatures: [signature] } };
}

// ---------------------------------------------------------------- attachments

function attachmentStarts(text: string, units: readonly Unit[], from: number): number[] {
  const starts: number[] = [];
  for (let at = from + 1; at < units.length - 1; at++) if (isAttachmentLabel(text, units[at]!)) starts.push(at);
  return starts;
}

function readAttachment(context: DivisionContext, units: readonly Unit[]): Enclosure {
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
