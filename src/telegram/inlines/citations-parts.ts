/** What archival and printed citations have in common: where they end, and what parts them. */

import { endsSentence } from '../lines/sentences.js';
import { trim } from '../lines/units.js';
import type { Citation, CitationPart, Range } from '../model.js';
import { MONTH } from '../vocabulary.js';

export interface Part extends Range {
  readonly part: CitationPart;
}

export interface FoundCitation extends Range {
  readonly kind: Citation['kind'];
  /** True for `Ibid.`, which repeats the one before it where both are of one kind. */
  readonly repeats?: boolean;
  readonly parts: readonly Part[];
}

const LONGEST = 400;

/** A citation ends with its sentence, a semicolon, or the bracket around it. */
export function endOfCitation(text: string, start: number, limit: number): number {
  let depth = 0;
  for (let at = start; at < limit && at < start + LONGEST; at++) {
    const char = text[at]!;
    if (char === '(' || char === '[') depth++;
    else if ((char === ')' || char === ']') && --depth < 0) return at;
    else if (char === ';' && depth === 0) return at;
    else if (char === '.' && depth === 0 && endsSentence(text, start, at, limit)) return at;
  }
  return Math.min(limit, start + LONGEST) === limit ? withoutFullStop(text, limit) : start;
}

function withoutFullStop(text: string, end: number): number {
  return text[end - 1] === '.' ? end - 1 : end;
}

/** Commas and colons part a citation; those in brackets do not, nor those in the `whole` stretches given, which are segments. */
export function splitSegments(text: string, range: Range, whole: readonly Range[] = []): Range[] {
  const segments: Range[] = [];
  let depth = 0;
  let from = range.start;
  const cut = (to: number, next: number): void => {
    const segment = trim(text, from, to);
    if (segment.end > segment.start) segments.push(...withoutDate(text, segment));
    from = next;
  };
  for (let at = range.start; at < range.end; at++) {
    const char = text[at];
    const unit = whole.find(({ start }) => start === at);
    if (unit) {
      cut(at, unit.end);
      segments.push(unit);
      at = unit.end - 1;
    } else if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') depth--;
    else if (depth === 0 && (char === ',' || (char === ':' && text[at + 1] === ' '))) cut(at, at + 1);
  }
  cut(range.end, range.end);
  return segments;
}

/** `no. 2 (January 1966)`, `Vol. I (1/20/81–12/31/84)`: the date in brackets is no part of the volume. */
function withoutDate(text: string, segment: Range): Range[] {
  const [, number, date] =
    /^((?:vol|no|part|book)\S*\s[^()]*?)\s\(([^()]+)\)$/i.exec(text.slice(segment.start, segment.end)) ?? [];
  if (number === undefined || date === undefined || !isDate(date)) return [segment];
  return [
    { start: segment.start, end: segment.start + number.length },
    { start: segment.end - 1 - date.length, end: segment.end - 1 },
  ];
}

/** Where the parts of a citation end, with the bracket around the last of them. */
export function endOfParts(text: string, parts: readonly Part[]): number {
  const { start, end } = parts.at(-1)!;
  return text[end] === ')' && text[start - 1] === '(' ? end + 1 : end;
}

const DAY = String.raw`(?:\d{1,2}\/){1,2}(?:\d{4}|\d{2})`;
/** `2/78–3/78`, `4/15/66–5/1/66`, `1–10/77`: the dates that a folder spans, as archives write them. */
const SPAN = String.raw`(?:${DAY}|\d{1,2}(?:\/\d{1,2})?)(?:\s?[–-]\s?|\s+to\s+)${DAY}`;
const DATE = new RegExp(
  String.raw`^(?:${MONTH}(?:\s+\d{1,2}|\s?[–-]\s?${MONTH}\s)|\d{1,2}\s+${MONTH}(?:,?\s+\d{4}|$)|(?:Spring|Summer|Autumn|Fall|Winter)\s+\d{4}$|\d{4}(?:\s?[–-]\s?(?:\d{2}|\d{4}))?$|\[?${SPAN}\]?$|(?:0?[1-9]|1[0-2])\/(?:\d{1,2}\/)?\d{2}$)`,
);
const HOLDS_SPAN = new RegExp(String.raw`(?<![\d\/])${SPAN}(?![\d\/])`);

/** Is the segment a date, or the first or second half of one (`March 4`, `1957`)? */
export function isDate(said: string): boolean {
  return DATE.test(said);
}

/** Does the segment give the dates that a folder spans, among other words? */
export function holdsSpan(said: string): boolean {
  return HOLDS_SPAN.test(said);
}

/** `March 4, 1957` is one date, a title with commas in it one title, `pp. 752, 759` one place. */
export function mergeParts(parts: readonly Part[], merged: ReadonlySet<CitationPart>): Part[] {
  const out: { start: number; end: number; part: CitationPart }[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.part === part.part && merged.has(part.part)) last.end = part.end;
    else out.push({ ...part });
  }
  return out;
}
