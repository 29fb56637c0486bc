/** Ranges of one document to inlines: the recognisers, and the notes' anchors, put together. */

import { pageBreakSpans } from '../lines/pages.js';
import { trim } from '../lines/units.js';
import type { Inline, LeftOut, NoteAnchor, Range } from '../model.js';
import { CitationCounter, citationSpans } from './citations.js';
import { omissionSpans } from './omissions.js';
import { type ReferenceContext, referenceSpans } from './references.js';
import { buildInlines, type Span } from './spans.js';

export class InlineReader {
  private readonly counter = new CitationCounter();
  private readonly anchors: readonly NoteAnchor[];

  constructor(
    private readonly text: string,
    anchors: readonly NoteAnchor[],
    private readonly references: ReferenceContext,
    /** What no line holds and a stretch of several may: the marks of markdown. */
    private readonly marks: readonly LeftOut[] = [],
  ) {
    this.anchors = [...anchors].sort((a, b) => a.start - b.start);
  }

  /** What the document says. */
  printed(range: Range, extra: readonly Span[] = []): Inline[] {
    return buildInlines(this.text, range, [...extra, ...this.common(range)]);
  }

  /** What its editors say: notes and editorial notes also cite and point. */
  editorial(range: Range, extra: readonly Span[] = []): Inline[] {
    // The label or dash in front of a note is no part of its words.
    const label = extra.find(({ start, atomic }) => atomic && start === range.start);
    const said = trim(this.text, label?.end ?? range.start, range.end);
    return buildInlines(this.text, range, [
      ...extra,
      ...this.common(range),
      ...referenceSpans(this.text, said, this.references),
      ...citationSpans(this.text, said, this.counter),
    ]);
  }

  private common(range: Range): Span[] {
    const marks = this.marks.filter(({ start, end }) => start > range.start && end < range.end);
    return [
      ...marks.map((mark): Span => ({ start: mark.start, end: mark.end, atomic: true, build: () => mark })),
      ...this.anchorSpans(range),
      ...pageBreakSpans(this.text, range),
      ...omissionSpans(this.text, range),
    ];
  }

  private anchorSpans(range: Range): Span[] {
    let low = 0;
    let high = this.anchors.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.anchors[middle]!.start < range.start) low = middle + 1;
      else high = middle;
    }
    const spans: Span[] = [];
    for (let anchor = this.anchors[low]; anchor && anchor.start <= range.end; anchor = this.anchors[++low]) {
      const found = anchor;
      // One that no character marks belongs to what ends there, not to what begins.
      if (found.start === found.end && found.start === range.start) continue;
      spans.push({ start: found.start, end: found.end, atomic: true, build: () => found });
    }
    return spans;
  }
}
