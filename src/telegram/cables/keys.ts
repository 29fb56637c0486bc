/** The keys in the head of a cable: which line begins with which, and how far it goes. */
import { furnitureAt } from './furniture.js';
import { isGroup } from './heads.js';
import { endsSentence, isShort, type WireLine } from './lines.js';
import { GOES_BACK, GOES_ON } from './words.js';

export type Key = 'declassification' | 'tags' | 'subject' | 'references' | 'classified-by';

/** A line in the head by the words it begins with: the rows of the same names in the table of line types. */
const KEYS: Readonly<Record<Key, RegExp>> = {
  // OCR takes a nought for the O. The number alone is no key: `E.O. 11652 was the order in force`.
  declassification: /^E\.?\s*[O0]\.?,?\s*1\d{4}(?:\s*:|\s+(?:X?GDS|N\/A|NA|RDS|DECL|OADR)\b|\s*$)/,
  tags: /^TAG[S5](?:\s*:\s*(?:[A-Z]{2,5}(?=[\s,(]|$)|[A-Z]{2,5}(?:, [A-Za-z]{2,5})*$|$)|\s+[A-Z]{4}(?=[\s,]|$)|\s*$)/i,
  subject: /^[S5]UBJ(?:ECT)?\s*(?::|$)/i,
  references: /^REF(?:S|ERENCES?)?(?:\s*[:.](?:\s|$)|\s*[:(]|\s*$)|^REFTELS?\s*(?::|$)/i,
  'classified-by': /^\(?[UC]?\)?\s*Classified\s+By\b/i,
};

/** The key of a line with how many characters it and its colon take. */
export function keyAt(said: string): { key: Key; length: number } | undefined {
  for (const key of Object.keys(KEYS) as Key[]) {
    if (!KEYS[key].test(said)) continue;
    const front = /^(?:E\.?\s*[O0]\.?,?\s*1\d{4}|TAG[S5]|[S5]UBJ(?:ECT)?|REF(?:S|TELS?|ERENCES?)?)\s*[:.]?\s*/i.exec(
      said,
    );
    return { key, length: front?.[0].length ?? 0 };
  }
  return undefined;
}

/** `1.`, `¶1.`, `1.(C)`: the number of a paragraph, and what the label takes. */
export function paragraphNumber(said: string): { n: number; length: number } | undefined {
  const found = /^(?:[¶\uFFFD]\s*)?(\d{1,3})\.(?=\s|$|\(|["'“]?[A-Z])/.exec(said);
  return found ? { n: Number(found[1]), length: found[0].length } : undefined;
}

/** The words of the service that stand above a paragraph, or open one, and never go on with a subject. */
const OPENS_TEXT =
  /^(?:(?:BEGIN )?SUMMARY|BACKGROUND|INTRODUCTION|COMMENT|RECOMMENDATIONS?|ACTION REQUEST(?:ED)?|OVERVIEW|CONCLUSIONS?|DISCUSSION|PART (?:I+|\d|ONE|A)\b.*|(?:ENTIRE )?TEXT(?: FOLLOWS)?|BEGIN TEXT)\s*(?:[:.(-].*)?$/i;
export const ATTENTION =
  /^(?:[A-Z][A-Za-z\d/.,&'() -]{0,40}?\s)?(?:ALSO\s)?(?:FOR|PASS|PLEASE PASS|SUGGEST [A-Z]+ (?:REPEAT|PASS)|DEPT REPEAT)\b.*|^FROM (?:THE |CHARGE |AMBASSADOR |AMB )?[A-Z].*|^(?:FOR|EXCLUSIVE FOR)\s?:.*$/;
const JOINT = /^JOINT\s.*\bMESSAGE$/;
const RULE = /^[-=_–—]{3,}(?:\s[-=_–—]+)*$|^[-–—]{1,2}$/;

/** A line of dashes, under a heading, or one dash for a blank line. */
export function isRule(said: string): boolean {
  return RULE.test(said);
}

/** A line for whom the message is, alone or in a row of such. */
export function isAttention(lines: readonly WireLine[], at: number): boolean {
  const { said } = lines[at]!;
  if (!ATTENTION.test(said) || said.length > 68 || /[.?!]$/.test(said) || /[a-z]{3}/.test(said)) return false;
  const below = lines[at + 1];
  return said.length <= 45 || /;$/.test(said) || !below || below.blankBefore || !isPlain(lines, at + 1);
}

/** Is it no line that the service knows: text, or what goes on with the line above? */
export function isPlain(lines: readonly WireLine[], at: number): boolean {
  const { said } = lines[at]!;
  return (
    !keyAt(said) &&
    !paragraphNumber(said) &&
    !isRule(said) &&
    !isGroup(said) &&
    !furnitureAt(lines, at) &&
    !JOINT.test(said) &&
    !(ATTENTION.test(said) && said.length <= 45 && !/[a-z]{3}/.test(said))
  );
}

/** Just past the lines that a key takes. */
export function endOfKey(lines: readonly WireLine[], at: number, width: number): number {
  const { key, length } = keyAt(lines[at]!.said)!;
  const alone = length >= lines[at]!.said.length;
  // What the key names stands on the next line, then.
  const first = alone && lines[at + 1] && isPlain(lines, at + 1) ? at + 1 : at;
  if (key === 'subject') return endOfSubject(lines, first, width);
  if (key === 'references') return endOfReferences(lines, first);
  if (key === 'classified-by') return endOfBlock(lines, first, ({ said }) => !said.endsWith('.'));
  if (key === 'tags')
    return endOfBlock(lines, first, ({ said }) => /[,(]$/.test(said) || isOpen(said), /^[A-Z]{2,5}, [A-Z]{2,5}(?:,|$)/);
  return endOfBlock(lines, first, ({ said }) => isOpen(said));
}

function isOpen(said: string): boolean {
  return said.lastIndexOf('(') > said.lastIndexOf(')');
}

/** Further lines while the one above is not ended, or the next has the shape of one that goes on. */
function endOfBlock(
  lines: readonly WireLine[],
  first: number,
  goesOn: (line: WireLine) => boolean,
  shape?: RegExp,
): number {
  let end = first + 1;
  while (
    lines[end] &&
    !lines[end]!.blankBefore &&
    isPlain(lines, end) &&
    (goesOn(lines[end - 1]!) || shape?.test(lines[end]!.said))
  )
    end++;
  return end;
}

const MOST_OF_SUBJECT = 5;

/**
 * A subject ends at a blank line or a key. In a copy without blank lines it goes on while a line ends at a word
 * that asks for more or is full; or up to a key or paragraph 1, where no sentence stands between.
 */
function endOfSubject(lines: readonly WireLine[], first: number, width: number): number {
  let stop = first + 1;
  while (lines[stop] && stop < first + MOST_OF_SUBJECT && goesOnWithSubject(lines, stop)) stop++;
  const below = lines[stop];
  const between = lines.slice(first + 1, stop);
  const isEnded = !below || below.blankBefore || keyAt(below.said) || paragraphNumber(below.said);
  const spoken = between.some(
    ({ said }, i) => endsSentence(said) && !(i === between.length - 1 && isEnded && said.endsWith(':')),
  );
  if (isEnded && !spoken && between.length <= 3) return stop;
  let end = first + 1;
  while (
    end < stop &&
    (GOES_ON.test(lines[end - 1]!.said) ||
      GOES_BACK.test(lines[end]!.said) ||
      !isShort(lines[end - 1]!, lines[end]!, width))
  ) {
    if (endsSentence(lines[end]!.said)) break;
    end++;
  }
  return end;
}

function goesOnWithSubject(lines: readonly WireLine[], at: number): boolean {
  const { said, blankBefore } = lines[at]!;
  return !blankBefore && isPlain(lines, at) && !OPENS_TEXT.test(said) && !OPENS_TEXT.test(said.replace(/[:.].*$/, ''));
}

const LABELLED = /^\s*(?:[¶\uFFFD]\s*)?(?:\([A-Z\d]\)|[A-Z][.)])\s/;
const MESSAGE = /^(?:[-–]\s*)?(?:\d{2}\s)?[A-Z][A-Z.' ]{1,24}\s\d{1,7}\b|^[-–]\s*\d/;
/** Where a list was cut: behind a comma, a label, a hyphen, an `and`. */
const CUT = /(?:[,;(–-]|\b(?:AND|[A-Z][.)]|\([A-Z]\)))\s*$/i;

/** A list of references goes on with the next letter, or with what a cut left over; furniture may part it. */
function endOfReferences(lines: readonly WireLine[], first: number): number {
  let end = first + 1;
  for (let at = end; at < lines.length; at++) {
    const found = furnitureAt(lines, at);
    if (found) {
      at += found.lines - 1;
      continue;
    }
    const { said, blankBefore } = lines[at]!;
    const isCut = CUT.test(lines[end - 1]!.said);
    const isItem = LABELLED.test(said) || (isCut && MESSAGE.test(said));
    const interrupted = at > end;
    if (!isPlain(lines, at) || !(isItem || (isCut && !blankBefore)) || (interrupted && !isCut)) break;
    if (blankBefore && !isCut && !LABELLED.test(said)) break;
    end = at + 1;
  }
  return end;
}
