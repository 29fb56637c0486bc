/** What stands above a heading (and below the end): file lines, page breaks, and the furniture of web pages. */
import type { LeftOut, PageBreak, Paragraph, Range } from './model.js';
import { pageBreakLine } from './pages.js';

const FILE_LINE =
  /^(?:[^!?]{0,100}:\s*(?:Circular\s+)?(?:Telegram|Airgram|Despatch|Circular|Radiogram)(?:\s*\([^)]*\))?|(?:File\s+No\.\s*)?\d{3}[A-Z]?\.[\dA-Z][^\s:]{0,40}\/[^\s:]{1,30}\.?|[^.!?]{0,60}\bLot\s\d+\s?[A-Z]\s?\d+[^.!?]{0,40})$/i;

/** The words that web editions put around every page, whatever is on it. */
const FURNITURE =
  /^(?:back to top|skip to (?:main )?content|(?:page )?last (?:updated|modified)\b.*|return to .{0,80}|(?:previous|next)(?: (?:document|section|page|chapter))?|home|search|print(?:er)?(?: friendly)?(?: version)?|office of the historian|u\.?s\.? department of state|\[section \d+ of \d+\]|table of contents|contents|released by the office of the historian.*|share|email|bookmark|this is an official u\.?s\.? government source\..*|foreign relations of the united states)$/i;

/** Is the line the file number and kind above the heading: `711.94/2400: Telegram`? */
export function isFileLine(text: string, range: Range): boolean {
  return range.end - range.start <= 160 && FILE_LINE.test(text.slice(range.start, range.end));
}

export function isFurniture(text: string, range: Range): boolean {
  return range.end - range.start <= 120 && FURNITURE.test(text.slice(range.start, range.end));
}

export function furniture(text: string, { start, end }: Range): LeftOut {
  return { type: 'leftOut', start, end, text: text.slice(start, end), reason: 'navigation' };
}

export interface Front {
  readonly front: readonly (Paragraph | PageBreak | LeftOut)[];
  readonly fileLine?: Paragraph;
}

/** Sorts the lines above a heading; the last that reads as a file line is the document's. */
export function readFront(
  text: string,
  units: readonly Range[],
  inlines: (range: Range) => Paragraph['children'],
): Front {
  const fileLineAt = units.findLastIndex((unit) => isFileLine(text, unit));
  const front: (Paragraph | PageBreak | LeftOut)[] = [];
  let fileLine: Paragraph | undefined;
  for (const [i, unit] of units.entries()) {
    const paragraph = (): Paragraph => ({
      type: 'paragraph',
      start: unit.start,
      end: unit.end,
      children: inlines(unit),
    });
    if (i === fileLineAt) fileLine = paragraph();
    else front.push(pageBreakLine(text, unit) ?? (isFurniture(text, unit) ? furniture(text, unit) : paragraph()));
  }
  return { front, ...(fileLine && { fileLine }) };
}
