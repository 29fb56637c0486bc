/** From recognised stretches to a tree of inlines: recognisers only say what stands where. */
import type { Inline, Range, Text } from '../model.js';

/** A recognised stretch. An atomic one (a page break, a note's anchor) has no text of its own inside. */
export interface Span extends Range {
  readonly atomic?: boolean;
  build(children: readonly Inline[]): Inline;
}

/**
 * Nests spans by their ranges and fills the gaps with text. Of two spans that cross, the one that
 * starts first stays; nothing of the text is lost either way.
 */
export function buildInlines(text: string, range: Range, spans: readonly Span[]): Inline[] {
  const inside = spans.filter((span) => span.start >= range.start && span.end <= range.end).sort(byNesting);
  let next = 0;

  // An empty span at a parent's end stands after the parent, so only the outermost level takes it.
  const build = (start: number, end: number, outermost: boolean): Inline[] => {
    const out: Inline[] = [];
    let at = start;
    for (let span = inside[next]; span && (span.start < end || outermost); span = inside[next]) {
      next++;
      if (span.start < at || span.end > end) continue;
      if (at < span.start) out.push(textNode(text, at, span.start));
      if (span.atomic) while (next < inside.length && inside[next]!.start < span.end) next++;
      out.push(span.build(span.atomic ? [] : build(span.start, span.end, false)));
      at = span.end;
    }
    if (at < end) out.push(textNode(text, at, end));
    return out;
  };
  return build(range.start, range.end, true);
}

function byNesting(a: Span, b: Span): number {
  return a.start - b.start || Number(b.start === b.end) - Number(a.start === a.end) || b.end - a.end;
}

function textNode(text: string, start: number, end: number): Text {
  return { type: 'text', start, end, text: text.slice(start, end) };
}
