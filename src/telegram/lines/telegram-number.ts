/** The number that a telegram opens with: `Secto 38.` */
import type { Fact, Range, TelegramNumber } from '../model.js';

const SERIES = String.raw`\p{Lu}[\p{L}–-]*|\p{Lu}\p{L}*\s\p{Lu}{2,}`;
const NUMBER = String.raw`\d{1,6}Z?|[A-Z][-–]\d{1,5}`;
const STOP = String.raw`\.(?:\s|(?=\p{Lu}\p{Ll}))`;
/**
 * `Secto 38.`, `118204/Tosec 040017.`, `Tosec 17/88231.`: a series is any capitalised word in front of its number.
 * Two numbers with a series speak for themselves, so that no full stop needs to close them.
 */
const OPENING = new RegExp(
  String.raw`^(?:1\.\s+(?=[^.]{0,20}\d\s?/))?(?:(${SERIES})\s+)?(?:No\.\s*)?(${NUMBER})(?:\s?/\s?(?:(${SERIES})\s+(\d{1,6})|(\p{Lu}{0,3}\d{3,6}))(?:${STOP}|(?<=\d{5}|/\s?\p{Lu}[^/]*):?(?=\s\p{Lu}))|${STOP})`,
  'du',
);
/** The number that a telegram opens with, and its series; those to and from a travelling Secretary have two. */
export function openingNumber(
  text: string,
  unit: Range,
): (TelegramNumber & { second?: TelegramNumber; end: number }) | undefined {
  const found = OPENING.exec(text.slice(unit.start, Math.min(unit.end, unit.start + 80)));
  // Two numbers without a series are none: `1/250`.
  if (!found || (found[5] !== undefined && found[1] === undefined)) return undefined;
  const fact = (group: number): Fact | undefined => {
    const at = found.indices?.[group];
    return at && { start: unit.start + at[0], end: unit.start + at[1], value: found[group]! };
  };
  const numbered = (series: Fact | undefined, number: Fact): TelegramNumber => ({ number, ...(series && { series }) });
  const second = fact(4) ?? fact(5);
  return {
    ...numbered(fact(1), fact(2)!),
    ...(second && { second: numbered(fact(3), second) }),
    end: unit.start + found[0].length,
  };
}
