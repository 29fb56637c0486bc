/** Words of the text for the header, without tags, notes and page breaks. */
import type { Inline, Range, Telegram } from '../telegram/model.js';
import { foldLayout } from './characters.js';
import { leavesOf } from './leaves.js';

/** The text of inlines, folded. */
export function plainText(inlines: readonly Inline[]): string {
  return foldLayout(inlines.map(words).join(''));
}

/** The text that stands in a range of the input, as far as the tree holds it as text. */
export function textInRange(telegram: Telegram, range: Range): string {
  const parts: string[] = [];
  for (const { kind, text, start, end } of leavesOf(telegram)) {
    if (kind !== 'text' || end <= range.start || start >= range.end) continue;
    parts.push(text.slice(Math.max(0, range.start - start), range.end - start));
  }
  return foldLayout(parts.join(''));
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
