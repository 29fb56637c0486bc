/** Lines of a cable as nodes of the tree: text, furniture with the page it begins, what is left out. */

import type { Span } from '../inlines/spans.js';
import type { Inline, Loose, Range, Text } from '../model.js';
import { FURNITURE, type Strip } from './head.js';
import type { WireLine } from './lines.js';

export function textNode(text: string, { start, end }: Range): Text {
  return { type: 'text', start, end, text: text.slice(start, end) };
}

/** From the first line of a strip to its last. */
export function rangeOf(lines: readonly WireLine[], { from, to }: Pick<Strip, 'from' | 'to'>): Range {
  return { start: lines[from]!.start, end: lines[to - 1]!.end };
}

/** Furniture as nodes: a page line is the break, then its words. A rule is layout and goes to the ledger. */
export function looseNodes(text: string, lines: readonly WireLine[], strip: Strip): Loose[] {
  const range = rangeOf(lines, strip);
  const { kind, page } = strip;
  if (kind === 'rule')
    return [{ type: 'leftOut', ...range, text: text.slice(range.start, range.end), reason: 'separator' }];
  if (!isFurniture(kind)) return [];
  const words: Loose = { type: 'furniture', kind, ...range, children: [textNode(text, range)] };
  return page === undefined ? [words] : [{ type: 'pageBreak', start: range.start, end: range.start, n: page }, words];
}

function isFurniture(kind: Strip['kind']): kind is Extract<Strip['kind'], 'header'> {
  return FURNITURE.has(kind) && kind !== 'rule';
}

/** Loose nodes within running text. */
export function spansOf(nodes: readonly Loose[]): Span[] {
  return nodes.map((node) => ({ start: node.start, end: node.end, atomic: true, build: (): Inline => node }));
}
