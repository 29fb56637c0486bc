/**
 * Citations in editorial text. Archival ones go from the repository down (`Department of State,
 * Central Files, 396.1–PA/12–1561`), printed ones end in pages, and `Ibid.` repeats the one before it.
 */

import { matchesOf } from '../lines/matches.js';
import type { Citation, Range } from '../model.js';
import { archivalCitations, archivalParts, saysArchive } from './citations-archival.js';
import { endOfCitation, endOfParts, type FoundCitation, type Part } from './citations-parts.js';
import { printedCitations, printedRepeat } from './citations-printed.js';
import type { Span } from './spans.js';

/** Numbers the citations of one document in reading order, so that `Ibid.` finds the one before it. */
export class CitationCounter {
  private count = 0;
  /** The kind of the last one. */
  last: Citation['kind'] | undefined;

  next({ kind, repeats }: FoundCitation): Pick<Citation, 'index' | 'ibidOf'> {
    const index = this.count++;
    const isSame = repeats === true && kind === this.last;
    this.last = kind;
    return { index, ...(isSame && { ibidOf: index - 1 }) };
  }
}

/** The citations of a range of editorial text, their parts inside, numbered by `counter`. */
export function citationSpans(text: string, range: Range, counter: CitationCounter): Span[] {
  const found: (Range | FoundCitation)[] = [
    ...printedCitations(text, range),
    ...archivalCitations(text, range),
    ...repetitions(text, range),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const spans: Span[] = [];
  let end = range.start;
  for (const one of found) {
    if (one.start < end) continue;
    const citation = 'kind' in one ? one : readRepetition(text, one, counter.last);
    end = citation.end;
    spans.push(...spansOf(citation, counter));
  }
  return spans;
}

function spansOf(citation: FoundCitation, counter: CitationCounter): Span[] {
  const { start, end, kind } = citation;
  const numbered = counter.next(citation);
  return [
    { start, end, build: (children) => ({ type: 'citation', start, end, kind, ...numbered, children }) },
    ...citation.parts.map(
      ({ part, ...at }): Span => ({ ...at, build: (children) => ({ type: 'citationPart', ...at, part, children }) }),
    ),
  ];
}

const IBID = /\b[Ii]bid\b\.?/g;

function repetitions(text: string, range: Range): Range[] {
  const starts = matchesOf(IBID, text.slice(range.start, range.end)).map(({ index }) => range.start + index);
  return starts.map((start, i) => ({ start, end: endOfCitation(text, start, starts[i + 1] ?? range.end) }));
}

/** `Ibid.` is of the kind of what it repeats; where its own words say another, that has not been recognised. */
function readRepetition(text: string, whole: Range, last: Citation['kind'] | undefined): FoundCitation {
  const word = text.slice(whole.start, whole.end).match(IBID)![0];
  const ibid: Part = { start: whole.start, end: whole.start + word.length, part: 'ibid' };
  const details = { start: ibid.end, end: Math.max(ibid.end, whole.end) };
  const archival = archivalParts(text, details, [ibid]);
  const printed = [ibid, ...printedRepeat(text, details)];
  const says = saysArchive(text, archival)
    ? 'archival'
    : printed.some(({ part }) => part === 'page' || part === 'column')
      ? 'printed'
      : undefined;
  const kind = says ?? last ?? 'archival';
  const parts = kind === 'archival' ? archival : printed;
  return { start: whole.start, end: endOfParts(text, parts), kind, repeats: true, parts };
}
