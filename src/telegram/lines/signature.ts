/** What a line is that signs: a name and nothing else, perhaps with an office or a place behind it. */
import type { Range } from '../model.js';
import { officeWord } from '../vocabulary.js';

const PARTICLES = 'of|the|for|and|in|at|to|de|du|da|von|van|der|la|le|el|al|bin|ibn|zu';
const ONLY_A_PARTICLE = new RegExp(`^(?:${PARTICLES})$`, 'iu');
const NAME_WORD = `(?:[\\[(]?\\p{Lu}[\\p{L}’'\\[\\]]*(?:[-‑–]\\p{Lu}?[\\p{L}’']*)*[.,]?[\\])]?|\\[?(?:${PARTICLES})\\b|ad interim\\.?|d[’']\\p{Lu}[\\p{L}’'-]*[.,]?)`;
const NAME_LINE = new RegExp(
  `^[“"]?\\s*(?:[/[(]s?/?\\s*)?${NAME_WORD}(?:\\s+${NAME_WORD})*\\s*[\\])]?[.,]?[”"]?$`,
  'u',
);
const INITIALS = /^(?:\p{Lu}\.?\s?){1,4}$/u;
/** Capitals that telegrams use as words. */
const NO_INITIALS = /^(?:FYI|END|NO|YES|OK|REF|SUBJ|NOTE|TEXT)$/;
const TRAILING_MARKER = /(?:[*†‡§]{1,3}|\[\s?\d{1,3}[a-z]?\]|\/\d{1,3}[a-z]?\/|\d{1,3}[a-z]?)$/;
const LONGEST_MARKER = '[ 123a]'.length;
/** Words that stand alone on a line as names do, but are the text's own: its parts, its endings, its closing courtesies. */
const NOT_A_NAME =
  /^(?:ibid|supra|infra|ante|post|same|idem|none|begin|end|text|verbatim|unquote|quote|comment|summary|message|fyi|attachments?|enclosures?|annex|appendix|tab|note|notes|subject|participants?|present|copies|source|ref|references?|confidential|secret|top|restricted|unclassified|priority|sincerely|respectfully|faithfully|yours|cordially|regards|warm|warmest|best|kindest|with|very|dear|part|section|chapter|conclusions?|recommendations?|discussion|introduction|background|action|actions|approve|disapprove|approved|disapproved|i|we|he|she|it|they|this|that|these|those|there|please|will|do|no|not|yes|in|on|at|by|if|as|but|or|so|all|any)\b/i;
const LONGEST = 140;

/** Whom a letter goes to, below its signature. */
export const ADDRESS =
  /^(?:To\s)?(?:the\s)?(?:Hon\b|Honorable\s|(?:His|Her|Your)\s(?:Excellency|Highness|Majesty)\b|R(?:igh)?t\.?\s(?:Hon|Rev)\b)|,\sEsq\b|&c\./i;
/** What a line prints before the name on it. */
const BEFORE_NAME = /^(?:[[(](?:seal|l\. ?s\.|signed)[\])]|By|Per)\s+(?=\p{Lu})/iu;

/** Does the line name an office, as those below a signature do? */
export function isOffice(line: string): boolean {
  const first = officeWord(/^\S+/.exec(line)?.[0] ?? '');
  return (
    line.length <= 100 &&
    (first === 'holder' || first === 'rank' || /^(?:United States|U\.\s?S\.|American)\b/.test(line))
  );
}

/**
 * Does the line sign? A name does; so does one with a full stop, as the older volumes print them, where it is
 * that of a party (`names`), in capitals, or has initials or an office; where headings are `stopped` so are names.
 */
export function isSignature(text: string, range: Range, names: readonly string[], stopped = false): boolean {
  if (isSignatureLine(text, range)) return true;
  const line = withoutMarker(text, range.start, Math.min(range.end, range.start + LONGEST + 10));
  if (!/[.,]$/.test(line) || line.length > LONGEST) return false;
  const name = line.slice(0, -1).trimEnd();
  if (!NAME_LINE.test(name) || NOT_A_NAME.test(name)) return false;
  const signer = name.split(',')[0]!;
  const isParty = names.some((party) => new RegExp(`(?<!\\p{L})${escapePattern(party)}$`, 'iu').test(signer));
  const inCapitals = signer.length > 2 && !/\p{Ll}/u.test(signer.replace(/’[Kk]/, ''));
  const hasInitials = /^(?:\p{Lu}\p{L}*\.?\s)*\p{Lu}\.\s(?:\p{L}+[.\s]+)*\p{Lu}[\p{L}’'-]+$/u.test(signer);
  const hasOffice = name.includes(', ') && isOffice(name.slice(signer.length + 2));
  const isShort = stopped && /^(?:\p{Lu}[\p{L}’'-]+\s?){1,3}$/u.test(name);
  return isParty || inCapitals || hasInitials || hasOffice || isShort;
}

function escapePattern(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Does the line sign, whatever stands before the name: `[seal]`, `By`? */
export function isSigned(text: string, unit: Range, names: readonly string[], stopped = false): boolean {
  if (!isSignature(text, nameOn(text, unit), names, stopped)) return false;
  const line = text.slice(unit.start, Math.min(unit.end, unit.start + 420));
  // A name beside a tab stands in a table, one that closes a quotation in that; a bracket with a full stop is a remark.
  return !(line.includes('\t') || ADDRESS.test(line) || /^[^“"]*[”"]$/.test(line) || /^\[.*\p{Ll}\.\]$/u.test(line));
}

/** The line without `[seal]` or `By` in front. */
export function nameOn(text: string, { start, end }: Range): Range {
  return { start: start + (BEFORE_NAME.exec(text.slice(start, end))?.[0].length ?? 0), end };
}

/** The words of a line without the marker at its end; only there is it looked for, since a line may be a whole paragraph. */
function withoutMarker(text: string, start: number, end: number): string {
  const marker = TRAILING_MARKER.exec(text.slice(Math.max(start, end - LONGEST_MARKER), end));
  return text.slice(start, end - (marker?.[0].length ?? 0)).trim();
}

/** Is the line a name without a sentence's end, perhaps with an office behind it or a note's marker? */
export function isSignatureLine(text: string, range: Range): boolean {
  const line = withoutMarker(text, range.start, range.end);
  if (line.length < 2 || line.length > LONGEST) return false;
  if (/^\[(?:name|signature)[^\]]*not declassified[^\]]*\]$/i.test(line)) return true;
  if (INITIALS.test(line) && line.length <= 12) return !NO_INITIALS.test(line);
  if (!NAME_LINE.test(line)) return false;
  const words = line
    .replace(/[[\]()“”"/]/g, ' ')
    .trim()
    .split(/\s+/);
  if (words.length > 16 || NOT_A_NAME.test(words.join(' '))) return false;
  // A line of capitals is a telegram's text rather than a long name.
  if (words.length > 4 && !line.includes(',') && !/\p{Ll}/u.test(line)) return false;
  const last = words.at(-1)!;
  if (/[.,]$/.test(line) && !/^(?:\p{Lu}\.|Jr\.|Sr\.|Esq\.|M\.?D\.|U\.?S\.?A?\.?)$/u.test(last) && words.length > 1)
    return false;
  if (/[.,]$/.test(line) && words.length === 1) return false;
  return words.some((word) => /^\p{Lu}/u.test(word)) && !ONLY_A_PARTICLE.test(last);
}
