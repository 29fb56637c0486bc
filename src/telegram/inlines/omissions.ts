/** What editors say in brackets is missing: `[2 lines not declassified]`, `[Here follows …]`, `[garbled group]`. */

import { matchesOf } from '../lines/matches.js';
import { sentences } from '../lines/sentences.js';
import type { Gap, Range } from '../model.js';
import type { Span } from './spans.js';

const REASONS: readonly (readonly [RegExp, Gap['reason']])[] = [
  [/\bnot declassified\b|\bcryptonym\b|\bexcised\b|\bsanitized\b/i, 'declassification'],
  [/\bgarble(?:d)?\b|\bmissing\b/i, 'garbled'],
  [/\billegible\b|\bunintelligible\b|\bindecipherable\b/i, 'illegible'],
  [/^(?:here follow|omitted here|omission|.*\bomitted\b|.*\bof source text\b)/i, 'omitted'],
];
const AMOUNT =
  /^(?:omitted here (?:is|are)\s+)?(?:less than\s+)?(?:about\s+)?(?:(\d+)\s?-?\s?(1\/2|½)|(\d+)(1\/2|½)|(\d+)|(1\/2|½|one-half|half\sa)|([a-z]+))[\s-]+(?:and\s+(?:a\s+half|one-half)\s+)?(line|page|paragraph|word|group|name)s?\b/i;
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  a: 1,
};
const BRACKETED = /\[([^[\]]{1,1200})\]/g;

type Said = Pick<Gap, 'reason' | 'quantity' | 'unit'>;

/** The gaps in a range: a bracket with its marks, or, where it says more, the sentence that says what is missing. */
export function omissionSpans(text: string, range: Range): Span[] {
  const said = text.slice(range.start, range.end);
  return matchesOf(BRACKETED, said.includes('[') ? said : '').flatMap(({ index, 0: bracket }) => {
    const start = range.start + index;
    return gapsOf(text, { start, end: start + bracket.length });
  });
}

function gapsOf(text: string, bracket: Range): Span[] {
  const inside = { start: bracket.start + 1, end: bracket.end - 1 };
  const parts = sentences(text, inside).map((part) => ({ ...part, gap: gapOf(text, part) }));
  const areGaps = parts.every(({ gap }) => gap);
  // `[Here follows …]` opens a summary of what is omitted, however long.
  const isWhole = areGaps
    ? parts.every(({ gap }) => gap?.reason === parts[0]?.gap?.reason)
    : parts[0]?.gap?.reason === 'omitted';
  const whole = isWhole ? gapOf(text, inside) : undefined;
  if (isWhole) return whole ? [gapSpan(bracket, whole)] : [];
  return parts.flatMap(({ gap, ...part }) => (gap ? gapSpan(part, gap) : []));
}

function gapSpan({ start, end }: Range, gap: Said): Span {
  return { start, end, build: (children) => ({ type: 'gap', start, end, ...gap, children }) };
}

function gapOf(text: string, { start, end }: Range): Said | undefined {
  const said = text.slice(start, end).replace(/\s+/g, ' ').trim();
  const reason = REASONS.find(([pattern]) => pattern.test(said))?.[1];
  if (!reason || (reason === 'garbled' && said.length > 40)) return undefined;
  return { reason, ...amountOf(said) };
}

function amountOf(said: string): { quantity?: number; unit?: NonNullable<Gap['unit']> } {
  const found = AMOUNT.exec(said);
  if (!found) return {};
  const unit = found[8]!.toLowerCase() as NonNullable<Gap['unit']>;
  const quantity = quantityOf(found, said);
  return quantity === undefined || /^less than/i.test(said) ? { unit } : { quantity, unit };
}

/** `11/2 lines` is what copies make of 1½. */
function quantityOf(found: RegExpExecArray, said: string): number | undefined {
  const half = /\band (?:a half|one-half)\b/i.test(said) ? 0.5 : 0;
  const mixed = found[1] ?? found[3];
  if (mixed !== undefined) return Number(mixed) + 0.5;
  const split = /^(\d+)1\/2/.exec(said);
  if (split) return Number(split[1]) + 0.5;
  if (found[5] !== undefined) return Number(found[5]) + half;
  if (found[6] !== undefined) return 0.5;
  const word = NUMBER_WORDS[found[7]!.toLowerCase()];
  return word === undefined ? undefined : word + half;
}
