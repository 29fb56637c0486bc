/** The lines at the head of a memorandum: SUBJECT, PARTICIPANTS, `To:`, `Ref: …`, with what they announce. */

import type { Block, Fact, HeadedKind, Inline, Range } from '../model.js';
import { isAttachmentLabel } from './attachments.js';
import { parseDateline } from './dateline.js';
import { trim } from './units.js';

/** The words that such lines begin with: a closed set of forms, printed by the service for decades. */
const WORDS: Readonly<Record<HeadedKind, string>> = {
  subject: 'SUBJECTS?|SUBJ',
  participants: '(?:ALSO )?(?:PARTICIPANTS?|PRESENT)|ATTENDEES',
  references: 'REFS?|REFERENCES?',
  to: 'TO|MEMORANDUM (?:FOR|TO)',
  from: 'FROM',
  copies: '(?:COPIES|COPY) TO|CC',
  country: 'COUNTRY',
  source: 'SOURCE',
  place: 'PLACE',
  time: '(?:TIME|DATE)(?: AND (?:PLACE|TIME|DATE))?|PLACE AND (?:TIME|DATE)',
};
const KINDS = (Object.keys(WORDS) as HeadedKind[]).map(
  (kind) => [kind, new RegExp(`^(?:${WORDS[kind]})(?:\\s?:|$)`, 'i')] as const,
);
const ANY_KIND = new RegExp(`^(?:${Object.values(WORDS).join('|')})(?:\\s?:|$)`, 'i');
/** Under these stand several lines, one for each; the others announce one. */
const SEVERAL: ReadonlySet<HeadedKind> = new Set(['participants', 'copies', 'to']);
/** What these announce may be a sentence. */
const FREE: ReadonlySet<HeadedKind> = new Set(['subject', 'references', 'source']);
/** `Jr.`, `U.S.S.R.`, `5 p.m.`; behind a comma any short word: `, Ret.` */
const ABBREVIATION = /(?:\b(?:Jr|Sr|Dr|Mr|Esq|(?:\p{L}\.)+\p{L})|, \p{Lu}\p{L}{1,4})\.$/u;
const MARKER = /^(?:\d{1,2}|\[\d{1,2}\]|\/\d{1,2}\/)$/;
const LONGEST_BODY = 300;

export interface Head {
  readonly kind: HeadedKind;
  readonly words: Range;
  /** What follows on the same line. */
  readonly body?: Range;
  /** Capitals on a line of their own are a head anywhere; other forms only above the text. */
  readonly anywhere: boolean;
}

/** The head that a line is, or begins with. */
export function headAt(text: string, { start, end }: Range): Head | undefined {
  if (end - start > LONGEST_BODY) return undefined;
  const said = text.slice(start, end);
  if (!ANY_KIND.test(said)) return undefined;
  for (const [kind, pattern] of KINDS) {
    const word = pattern.exec(said)?.[0];
    if (word === undefined) continue;
    const anywhere = word.length === said.length && word === word.toUpperCase();
    if (!anywhere && !word.endsWith(':')) return undefined;
    const body = trim(text, start + word.length, end);
    const rest = text.slice(body.start, body.end);
    if (rest === '' || MARKER.test(rest)) return { kind, words: { start, end }, anywhere };
    if (isUncertain(rest) || (!FREE.has(kind) && isSentence(rest))) return undefined;
    return { kind, words: { start, end: start + word.length }, body, anywhere };
  }
  return undefined;
}

/** Several sentences are the text itself; columns say several things, and a word cut at the line's end goes on. */
function isUncertain(said: string): boolean {
  return /\p{Ll}{3}[.?!]["”)]?\s+["“(]?\p{Lu}| {3}|\t|\p{L}-$/u.test(said);
}

/** Can the line stand under a head of this kind, which has so many already? */
export function standsUnder(text: string, line: Range, kind: HeadedKind, already: number): boolean {
  if (already > 0 && (!SEVERAL.has(kind) || parseDateline(text, line) !== undefined)) return false;
  const said = text.slice(line.start, Math.min(line.end, line.start + 200));
  if (kind === 'subject') return said.length < 200;
  return !isSentence(said) && !isAttachmentLabel(text, line) && !/^[A-Z]{4,}:?$/.test(said);
}

/** Is the line a sentence of the text, and no dateline or number that an opening may also end with a stop? */
export function isProse(text: string, { start, end }: Range): boolean {
  const said = text.slice(start, Math.min(end, start + 200));
  return isSentence(said) && (said.length > 60 || /\p{Ll}{3}\s\p{Ll}{3}/u.test(said));
}

/** Lines under a head are no sentences; abbreviations may end them. */
function isSentence(said: string): boolean {
  return said.length > 140 || /[.:;?!]["”]?\d{0,2}$/.test(said.replace(ABBREVIATION, ''));
}

/** What the document says it is about: the first line under SUBJECT, above the text. */
export function subjectOf(text: string, blocks: readonly Block[]): { subject?: Fact } {
  for (const block of blocks) {
    if (block.type === 'paragraph' && isProse(text, block)) break;
    if (block.type !== 'list' || block.kind !== 'subject') continue;
    const item = block.items.find((one) => !('type' in one));
    if (!item || 'type' in item) break;
    return { subject: { start: item.start, end: item.end, value: words(item.children).trim() } };
  }
  return {};
}

function words(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => (inline.type === 'text' ? inline.text : 'children' in inline ? words(inline.children) : ''))
    .join('');
}
