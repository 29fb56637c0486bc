/** The lines of a head as what the tree has: lines above the subject, the subject as heading, lines below it. */

import { buildInlines, type Span } from '../inlines/spans.js';
import { findDateTimeGroup } from '../lines/dates.js';
import type { Heading, Loose, OpenerLine } from '../model.js';
import { addressOf } from './addresses.js';
import { FURNITURE, type Strip, type StripKind } from './head.js';
import type { WireLine } from './lines.js';
import { looseNodes, rangeOf, spansOf } from './nodes.js';

export interface Opening {
  readonly front: readonly (OpenerLine | Loose)[];
  readonly heading?: Heading;
  readonly opener: readonly (OpenerLine | Loose)[];
}

const LINES: Readonly<Partial<Record<StripKind, OpenerLine['type']>>> = {
  action: 'distribution',
  information: 'distribution',
  drafted: 'clearance',
  approved: 'clearance',
  cleared: 'clearance',
  desired: 'clearance',
  group: 'dateline',
  from: 'from',
  to: 'to',
  info: 'info',
  banner: 'banner',
  caption: 'caption',
  attention: 'attention',
  declassification: 'declassification',
  tags: 'tags',
  references: 'references',
  'classified-by': 'classified-by',
};

export function toOpening(text: string, lines: readonly WireLine[], strips: readonly Strip[]): Opening {
  const first = strips.findIndex(({ kind }) => kind === 'subject');
  if (first < 0) return { front: nodesOf(text, lines, strips), opener: [] };
  let last = first;
  while (strips[last + 1] && strips.slice(last + 1).some(({ kind }) => kind === 'subject')) last++;
  const { start } = rangeOf(lines, strips[first]!);
  const { end } = rangeOf(lines, strips[last]!);
  const between = strips.slice(first, last + 1).flatMap((strip) => looseNodes(text, lines, strip));
  return {
    front: nodesOf(text, lines, strips.slice(0, first)),
    heading: { start, end, children: buildInlines(text, { start, end }, spansOf(between)) },
    opener: nodesOf(text, lines, strips.slice(last + 1)),
  };
}

function nodesOf(text: string, lines: readonly WireLine[], strips: readonly Strip[]): (OpenerLine | Loose)[] {
  return strips.flatMap((strip): readonly (OpenerLine | Loose)[] => {
    if (FURNITURE.has(strip.kind)) return looseNodes(text, lines, strip);
    const range = rangeOf(lines, strip);
    const spans = lines.slice(strip.from, strip.to).flatMap((line) => spansIn(strip.kind, line));
    return [{ type: LINES[strip.kind] ?? 'line', ...range, children: buildInlines(text, range, spans) }];
  });
}

/** The group as a date, sender and addressees as names. */
function spansIn(kind: StripKind, line: WireLine): Span[] {
  if (kind === 'group') {
    const found = findDateTimeGroup(line.said);
    if (!found) return [];
    const at = { start: line.start + found.start, end: line.start + found.end };
    return [{ ...at, build: (children) => ({ type: 'date', ...at, when: found.when, children }) }];
  }
  if (kind !== 'from' && kind !== 'to') return [];
  const post = addressOf(line);
  if (!post) return [];
  const { start, end, entity } = post;
  return [{ start, end, build: (children) => ({ type: 'party', start, end, role: kind, entity, children }) }];
}
