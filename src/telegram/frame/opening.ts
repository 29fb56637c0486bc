/** The opening of a division, between its heading and its text: dateline, classification, salutation and the lines among these. */

import { isLabelLine } from '../heading/front.js';
import { omissionSpans } from '../inlines/omissions.js';
import type { Span } from '../inlines/spans.js';
import { isAttachmentLabel } from '../lines/attachments.js';
import { continuesDateline, datelineSpans, parseDateline } from '../lines/dateline.js';
import { headAt } from '../lines/headed.js';
import { pageBreakLine } from '../lines/pages.js';
import { isNextTo, type Unit } from '../lines/units.js';
import type { DocumentType, Inline, OpenerLine, PageBreak, Range } from '../model.js';
import { isHandlingLine } from '../vocabulary.js';

/** Inlines of a range, with more spans than the usual where a line has its own grammar. */
export type ToInlines = (range: Range, extra?: readonly Span[]) => Inline[];

export interface Opener {
  readonly lines: readonly (OpenerLine | PageBreak)[];
  /** How many units it takes. */
  readonly taken: number;
}

type Kind = OpenerLine['type'];

interface FoundDateline {
  readonly line: OpenerLine;
  readonly taken: number;
}

/** An airgram's or a despatch's own number: `A–412`, `No. 168.]`; that of a copy is none. */
const NUMBER_LINE =
  /^(?!Copy\s)(?:\[?(?:\p{L}+\s)?No\.\s?[\dA-Z][\dA-Z–-]{0,7}(?:\s?½)?\.?\]?\.?|(?:A|CA|CG|CW|G)\s?[-–]\s?\d{1,5})(?:\[\d{1,3}\]|\/\d{1,3}\/)?$/u;
const SALUTATION =
  /^(?:[“"]\s*)?(?:My\s+)?(?:Dear|Excellency|Mr\.\s+(?:President|Secretary|Ambassador|Minister|Prime Minister|Chairman)|Sir|Sirs|Gentlemen|Your\s+(?:Excellency|Majesty|Highness))\b[^;:]{0,80}\s?[:,—-]\s?\d{0,3}$/;
/** A short line that is no sentence and no head of a list; a full stop ends what has a year in it. */
const SHORT_LINE = /^[^:;?!]{2,90}(?:$(?<![.,])|\.$(?<=\d{4}\b.*\.))/u;
const UNREAD_AT_MOST = 2;

/** Reads the opening lines; what is not understood stays in, where the next line is of an opening again. */
export function readOpener(text: string, inlines: ToInlines, units: readonly Unit[], type: DocumentType): Opener {
  const lines: (OpenerLine | PageBreak)[] = [];
  let at = 0;
  let unread = 0;
  let hasDateline = false;
  while (at < units.length && type !== 'editorial-note') {
    const page = pageBreakLine(text, units[at]!);
    if (page) {
      lines.push(page);
      at++;
      continue;
    }
    const dated: FoundDateline | undefined = hasDateline ? undefined : datelineAt(text, inlines, units, at);
    hasDateline ||= dated !== undefined;
    const kind: Kind | undefined = dated
      ? 'dateline'
      : (kindOf(text, units, at) ?? unreadKind(text, units, at, hasDateline));
    if (!kind || (kind === 'line' && ++unread > UNREAD_AT_MOST)) break;
    lines.push(dated?.line ?? openerLine(inlines, units[at]!, kind));
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

function openerLine(inlines: ToInlines, unit: Unit, type: Kind): OpenerLine {
  return { type, start: unit.start, end: unit.end, children: inlines(unit) };
}

function kindOf(text: string, units: readonly Unit[], at: number): Kind | undefined {
  const unit = units[at]!;
  const said = text.slice(unit.start, Math.min(unit.end, unit.start + 200));
  if (isHandlingLine(said)) return 'classification';
  if (SALUTATION.test(said)) return 'salutation';
  if (NUMBER_LINE.test(said)) return 'number';
  const isLabel = isLabelLine(text, unit) && !isAttachmentLabel(text, unit) && omissionSpans(text, unit).length === 0;
  return isLabel && at + 1 < units.length ? 'bracketed' : undefined;
}

/** A line that is not understood belongs to the opening where the next one does. */
function unreadKind(text: string, units: readonly Unit[], at: number, hasDateline: boolean): 'line' | undefined {
  const unit = units[at]!;
  const next = units[at + 1];
  // A date behind the last line closes the text.
  if (
    !next ||
    at + 2 >= units.length ||
    headAt(text, unit) ||
    !SHORT_LINE.test(text.slice(unit.start, Math.min(unit.end, unit.start + 100)))
  )
    return undefined;
  const goesOn =
    (!hasDateline && parseDateline(text, next) !== undefined) ||
    ['classification', 'salutation'].includes(kindOf(text, units, at + 1) ?? '');
  return goesOn ? 'line' : undefined;
}

/** A dateline, with the lines that it is broken over. */
function datelineAt(text: string, inlines: ToInlines, units: readonly Unit[], at: number): FoundDateline | undefined {
  let best: FoundDateline | undefined;
  let range: Range = units[at]!;
  for (let taken = 1; taken <= 4; taken++) {
    const dateline = parseDateline(text, range);
    if (dateline) {
      const { start, end } = range;
      best = { line: { type: 'dateline', start, end, children: inlines(range, datelineSpans(dateline)) }, taken };
    }
    const next = units[at + taken];
    if (!next || !isNextTo(text, range, next) || !continuesDateline(text, range, next)) break;
    range = { start: range.start, end: next.end };
  }
  return best;
}
