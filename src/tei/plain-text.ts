/** Words of the text for the header, without tags, notes and page breaks. */
import type { Inline, Range, Telegram, Text } from '../telegram/model.js';
import { foldLayout } from './characters.js';

/** The text of inlines, folded. */
export function plainText(inlines: readonly Inline[]): string {
  return foldLayout(inlines.map(words).join(''));
}

/** The text that stands in a range of the input, as far as the tree holds it as text. */
export function textInRange({ facts: _, ...tree }: Telegram, range: Range): string {
  const pieces = textsIn(Object.values(tree)).filter(({ start, end }) => end > range.start && start < range.end);
  pieces.sort((a, b) => a.start - b.start);
  return foldLayout(
    pieces.map(({ text, start }) => text.slice(Math.max(0, range.start - start), range.end - start)).join(''),
  );
}

/** All texts of a tree, wherever they hang. */
function textsIn(node: unknown): Text[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && node.type === 'text') return [node as Text];
  return Object.values(node).flatMap(textsIn);
}

function words(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'noteAnchor':
    case 'pageBreak':
    case 'furniture':
    case 'sectionStart':
    case 'leftOut':
      return '';
    default:
      return inline.children.map(words).join('');
  }
}
