/** The words that announce an enclosed document: `Attachment`, `[Enclosure]`, `[Annex—Telegram—Translation]`, `Tab A`. */
import type { Range } from '../model.js';

const LABEL =
  /^\[?\s*(?:Attachment|[EI]nclosure|Annex|Appendix|Tab|Sub-?[ei]nclosure|Subattachment|Telegraphic Text)s?(?:\s+(?:No\.\s*)?(?:\d{1,3}|[A-Z]|[IVX]{1,5}))?(?:\s+in\s+(?:No\.\s?)?\d{1,4}[a-z]?)?[.,]?(?:\s?[—–-]\s?[\p{L} ]{1,40}\.?){0,3}\s*\]?(?:\s?\d{1,3}|\s?\[\d{1,3}\]|\/\d{1,3}\/)?$/u;

/** Is the line such a word and nothing else? */
export function isAttachmentLabel(text: string, range: Range): boolean {
  return range.end - range.start <= 100 && LABEL.test(text.slice(range.start, range.end));
}
