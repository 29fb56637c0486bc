/** The lines of a service's head as the tree has them. */
import type { Span } from '../inlines/spans.js';
import type { Inline, Loose, OpenerLine, Paragraph, Range } from '../model.js';
import type { ServiceHead, ServiceLine } from './service.js';

export interface ServiceOpening {
  readonly front: readonly (OpenerLine | Paragraph | Loose)[];
  readonly opener: readonly (OpenerLine | Loose)[];
  readonly headingSpans: readonly Span[];
}

/** Lines above the heading, what is marked in it, and lines below; all of them below where there is no heading. */
export function serviceOpening(
  { lines }: ServiceHead,
  inlines: (range: Range, extra: readonly Span[]) => Inline[],
): ServiceOpening {
  const at = lines.findIndex(({ as }) => as === 'heading');
  const toNodes = (own: readonly ServiceLine[]): (OpenerLine | Loose)[] => own.flatMap((line) => nodeOf(line, inlines));
  return {
    front: at < 0 ? [] : toNodes(lines.slice(0, at)),
    opener: toNodes(lines.slice(at + 1)),
    headingSpans: lines[at]?.spans ?? [],
  };
}

function nodeOf(
  { start, end, as, spans = [] }: ServiceLine,
  inlines: (range: Range, extra: readonly Span[]) => Inline[],
): (OpenerLine | Loose)[] {
  const range = { start, end };
  if (as === 'source' || as === 'heading') return [];
  if (as === 'form') return [{ type: 'furniture', kind: 'form', ...range, children: inlines(range, spans) }];
  return [{ type: as === 'front' ? 'line' : as, ...range, children: inlines(range, spans) }];
}
