/** Lines of a form as nodes of the tree. */
import { buildInlines, type Span } from '../inlines/spans.js';
import type { Furniture, Inline, Loose, OpenerLine, PageBreak, Party, Range, Trailer } from '../model.js';

/** A line of the opening, with what is marked in it. */
export function openerLine(
  text: string,
  type: OpenerLine['type'],
  { start, end }: Range,
  spans: readonly Span[] = [],
): OpenerLine {
  return { type, start, end, children: buildInlines(text, { start, end }, spans) };
}

/** What the form prints, or an office on it, and the message does not say. */
export function furniture(text: string, kind: Furniture['kind'], { start, end }: Range): Furniture {
  return { type: 'furniture', kind, start, end, children: buildInlines(text, { start, end }, []) };
}

/** The beginning of a page, in front of the words that say so. */
export function pageBreak({ start }: Range, n: string): PageBreak {
  return { type: 'pageBreak', start, end: start, n };
}

export function trailer(text: string, { start, end }: Range): Trailer {
  return { type: 'trailer', start, end, children: buildInlines(text, { start, end }, []) };
}

/** Of nodes in the order of the text, those within a range, as spans of its running text. */
export function looseSpans(nodes: readonly Loose[], { start, end }: Range): Span[] {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  let to = low;
  while (nodes[to] && nodes[to]!.end <= end) to++;
  return nodes
    .slice(low, to)
    .map((node) => ({ start: node.start, end: node.end, atomic: true, build: (): Inline => node }));
}

export function partySpan({ start, end, entity }: Party & Range, role: 'from' | 'to'): Span {
  return { start, end, build: (children) => ({ type: 'party', start, end, role, entity, children }) };
}
