/** Page breaks as copies print them: `[Page 340]`, `[Facsimile Page 1]`, `[Typeset Page 730]`. */

import type { Span } from '../inlines/spans.js';
import type { PageBreak, Range } from '../model.js';
import { matchesOf } from './matches.js';

const PAGE =
  /\[\s?((?:Facsimile|Typeset|Manuscript|Microfilm)\s+)?(?:Page|Seite)\s+([A-Z]?\d{1,5}[a-z]?|[IVXLCDMivxlcdm]{1,9})\s?\]/g;

export function findPageBreaks(text: string, range: Range): PageBreak[] {
  const said = text.slice(range.start, range.end);
  if (!said.includes('[')) return [];
  return matchesOf(PAGE, said).map((found) => ({
    type: 'pageBreak',
    start: range.start + found.index,
    end: range.start + found.index + found[0].length,
    n: found[2]!,
    ...(found[1] && { edition: found[1].trim() }),
  }));
}

export function pageBreakSpans(text: string, range: Range): Span[] {
  return findPageBreaks(text, range).map((page) => ({
    start: page.start,
    end: page.end,
    atomic: true,
    build: () => page,
  }));
}

/** The page break that a line is, where nothing else stands on it. */
export function pageBreakLine(text: string, range: Range): PageBreak | undefined {
  if (range.end - range.start > 40 || text[range.start] !== '[') return undefined;
  const page = findPageBreaks(text, range)[0];
  return page && page.start === range.start && page.end === range.end ? page : undefined;
}
