/** What stands above a heading (and below the end): file lines, page breaks, and the furniture of web pages. */

import type { Span } from '../inlines/spans.js';
import { parseDateline } from '../lines/dateline.js';
import { fileLineSpans, isFileLine } from '../lines/file-line.js';
import { pageBreakLine } from '../lines/pages.js';
import type { LeftOut, PageBreak, Paragraph, Range } from '../model.js';
import { isHandlingLine } from '../vocabulary.js';

/** The words that web editions put around every page, whatever is on it. */
const FURNITURE =
  /^(?:back to top|skip to (?:main )?content|(?:page )?last (?:updated|modified)\b.*|return to .{0,80}|(?:previous|next)(?: (?:document|section|page|chapter))?|home|search|print(?:er)?(?: friendly)?(?: version)?|office of the historian|u\.?s\.? department of state|historical documents|\[section \d+ of \d+\]|table of contents|contents|released by the office of the historian.*|share|email|bookmark|this is an official u\.?s\.? government source\..*|foreign relations of the united states)$/i;

/** `No. 76.`, `[No. 76]`: the number of a document, or with a bracket at its end alone (`No. 168.]`) that of a despatch. */
const NUMBER_LINE = /^(?:\(\d+\)\s*)?\[?No\.\s?\d+[a-z]?\.?\]?\W?$/;
/** `[Telegram.]`, `[Paraphrase]`, `[Extracts]`: what editors say of the text, in brackets. */
const LABEL = /^\[\p{L}[^[\]]{1,80}\]\.?\s?(?:\d{1,3}|\[\d{1,3}\]|\/\d{1,3}\/)?$/u;

export function isFurniture(text: string, range: Range): boolean {
  return range.end - range.start <= 120 && FURNITURE.test(text.slice(range.start, range.end));
}

export function furniture(text: string, { start, end }: Range): LeftOut {
  return { type: 'leftOut', start, end, text: text.slice(start, end), reason: 'navigation' };
}

/** Is the line nothing but a number such as `No. 168.]`? */
export function isNumberLine(text: string, range: Range): boolean {
  return range.end - range.start <= 30 && NUMBER_LINE.test(text.slice(range.start, range.end));
}

/** Is the line an editor's word in brackets, such as `[Telegram.]`? */
export function isLabelLine(text: string, range: Range): boolean {
  return range.end - range.start <= 100 && LABEL.test(text.slice(range.start, range.end));
}

/** May the line stand around a heading without being one: a number, a label, a page break, a date, a classification? */
export function isAroundHeading(text: string, range: Range): boolean {
  return (
    isNumberLine(text, range) ||
    isLabelLine(text, range) ||
    pageBreakLine(text, range) !== undefined ||
    parseDateline(text, range) !== undefined ||
    (range.end - range.start <= 120 && isHandlingLine(text.slice(range.start, range.end)))
  );
}

export interface Front {
  readonly front: readonly (Paragraph | PageBreak | LeftOut)[];
  readonly fileLine?: Paragraph;
}

export interface FrontContext {
  readonly text: string;
  inlines(range: Range, extra: readonly Span[]): Paragraph['children'];
  /** False where nothing speaks for a file line but its place, and the document has its source elsewhere, or its number. */
  readonly byPlace: boolean;
}

/** Sorts the lines above a heading; the last that reads as a file line is the document's, else the only line there. */
export function readFront({ text, inlines, byPlace }: FrontContext, units: readonly Range[]): Front {
  const known = units.findLastIndex((unit) => isFileLine(text, unit));
  const fileLineAt = known >= 0 || !byPlace ? known : onlyLine(text, units);
  const front: (Paragraph | PageBreak | LeftOut)[] = [];
  let fileLine: Paragraph | undefined;
  for (const [i, unit] of units.entries()) {
    const paragraph = (extra: readonly Span[] = []): Paragraph => ({
      type: 'paragraph',
      start: unit.start,
      end: unit.end,
      children: inlines(unit, extra),
    });
    if (i === fileLineAt) fileLine = paragraph(fileLineSpans(text, unit));
    else front.push(pageBreakLine(text, unit) ?? (isFurniture(text, unit) ? furniture(text, unit) : paragraph()));
  }
  return { front, ...(fileLine && { fileLine }) };
}

/** A short line without a sentence's end, alone above the heading, is its file line, whatever it looks like. */
function onlyLine(text: string, units: readonly Range[]): number {
  const own = units.flatMap((unit, i) => (isAroundHeading(text, unit) || isFurniture(text, unit) ? [] : [i]));
  const only = units[own[0] ?? -1];
  if (!only || own.length > 1 || only.end - only.start > 100) return -1;
  const said = text.slice(only.start, only.end);
  return /^(?!(?:The|A|An)\s)[\p{Lu}\d]/u.test(said) && !/[.;:,!?]$/.test(said) ? own[0]! : -1;
}
