/** Words of the text for the header, without tags, notes and page breaks. */
import type { Inline, Range, Telegram, Text } from '../telegram/model.js';
import { foldLayout } from './characters.js';

/** The text of inlines, folded. */
export function plainText(inlines: readonly Inline[]): string {
  return foldLayout(inlines.map(words).join(''));
}

/** The text that stands in a range of the input, as far as the tree holds it as text. */
export function textInRange({ facts: _, ...tree }: Telegram, range: Range): string {
  const pieces: Text[] = [];
  gatherTexts(tree, range, pieces);
  pieces.sort((a, b) => a.start - b.start);
  return foldLayout(
    pieces.map(({ text, start }) => text.slice(Math.max(0, range.start - start), range.end - start)).join(''),
  );
}

/** Texts of a tree that reach into a range, wherever they hang. */
function gatherTexts(node: object, range: Range, pieces: Text[]): void {
  for (const part of Array.isArray(node) ? node : Object.values(node)) {
    if (typeof part !== 'object' || part === null) continue;
    const { type, start, end } = part as Text;
    if (type !== 'text') gatherTexts(part, range, pieces);
    else if (end > range.start && start < range.end) pieces.push(part as Text);
  }
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
