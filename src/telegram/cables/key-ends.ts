/** How far a key of the head goes: over lines that are not ended, through page marks and stamps in their midst. */
import { isPlain } from './attention.js';
import { furnitureAt } from './furniture.js';
import { keyAt, paragraphNumber } from './keys.js';
import { endsSentence, isShort, type WireLine } from './lines.js';
import { GOES_BACK, GOES_ON } from './words.js';

/** The words of the service that stand above a paragraph, or open one, and never go on with a subject. */
const OPENS_TEXT =
  /^(?:(?:BEGIN )?SUMMARY|BACKGROUND|INTRODUCTION|COMMENT|RECOMMENDATIONS?|ACTION REQUEST(?:ED)?|OVERVIEW|CONCLUSIONS?|DISCUSSION|PART (?:I+|\d|ONE|A)\b.*|(?:ENTIRE )?TEXT(?: FOLLOWS)?|BEGIN TEXT)\s*(?:[:.(-].*)?$/i;
/** Just past the lines that a key takes. */
export function endOfKey(lines: readonly WireLine[], at: number, width: number): number {
  const { key, length } = keyAt(lines[at]!.said)!;
  const alone = length >= lines[at]!.said.length;
  // What the key names stands on the next line, then.
  const first = alone && lines[at + 1] && isPlain(lines, at + 1) ? at + 1 : at;
  if (key === 'subject') return endOfSubject(lines, first, width);
  if (key === 'references') return endOfReferences(lines, first);
  if (key === 'classified-by') return endOfBlock(lines, first, ({ said }) => !said.endsWith('.'), REASON);
  if (key === 'tags') return endOfBlock(lines, first, ({ said }) => /[,(]$/.test(said) || isOpen(said), CODES);
  return endOfBlock(lines, first, ({ said }) => isOpen(said), REASON);
}

/** Codes have two letters or four; a name in brackets belongs to the code before it. */
const CODES = /^(?:(?:[A-Z]{2}|[A-Z]{4})(?:[,\s]+(?:[A-Z]{2}|[A-Z]{4}))+,?$|\([A-Z]+, )/;
const REASON = /^REASONS?\s?:/i;

function isOpen(said: string): boolean {
  return said.lastIndexOf('(') > said.lastIndexOf(')');
}

/** Further lines while the one above is not ended, or the next has the shape of one that goes on. */
function endOfBlock(
  lines: readonly WireLine[],
  first: number,
  goesOn: (line: WireLine) => boolean,
  shape: RegExp,
): number {
  let end = first + 1;
  for (let at = past(lines, end); lines[at]; at = past(lines, end)) {
    const line = lines[at]!;
    const above = lines[end - 1]!;
    const parted = line.blankBefore && at === end;
    if (parted || !isPlain(lines, at) || !(goesOn(above) || shape.test(line.said))) break;
    end = at + 1;
  }
  return end;
}

/** The next line that the copy did not print around the text. */
function past(lines: readonly WireLine[], from: number): number {
  let at = from;
  for (let found = lines[at] && furnitureAt(lines, at); found; found = lines[at] && furnitureAt(lines, at))
    at += found.lines;
  return at;
}

const MOST_OF_SUBJECT = 5;

/**
 * A subject ends at a blank line or a key. In a copy without blank lines it goes on while a line ends at a word
 * that asks for more or is full; or up to a key or paragraph 1, where no sentence stands between.
 */
function endOfSubject(lines: readonly WireLine[], first: number, width: number): number {
  const through = past(lines, first + 1);
  // A page mark in its midst: only a line that asks for more goes on behind it.
  if (through > first + 1) {
    const line = lines[through];
    return line && GOES_ON.test(lines[first]!.said) && isPlain(lines, through) ? through + 1 : first + 1;
  }
  let stop = first + 1;
  while (lines[stop] && stop < first + MOST_OF_SUBJECT && goesOnWithSubject(lines, stop)) stop++;
  const below = lines[stop];
  const between = lines.slice(first + 1, stop);
  const isEnded = below !== undefined && (below.blankBefore || keyAt(below.said) || paragraphNumber(below.said));
  const spoken = between.some(
    ({ said }, i) => endsSentence(said) && !(i === between.length - 1 && isEnded && said.endsWith(':')),
  );
  if (isEnded && !spoken && between.length <= 3) return stop;
  let end = first + 1;
  while (end < stop && isUnended(lines[end - 1]!, lines[end]!, width) && !endsSentence(lines[end]!.said)) end++;
  return end;
}

function isUnended(line: WireLine, next: WireLine, width: number): boolean {
  return GOES_ON.test(line.said) || GOES_BACK.test(next.said) || !isShort(line, next, width);
}

function goesOnWithSubject(lines: readonly WireLine[], at: number): boolean {
  const { said, blankBefore } = lines[at]!;
  return !blankBefore && isPlain(lines, at) && !OPENS_TEXT.test(said) && !OPENS_TEXT.test(said.replace(/[:.].*$/, ''));
}

const LABELLED = /^\s*(?:[¶\uFFFD]\s*)?(?:\([A-Z\d]\)|[A-Z][.)])\s/;
const MESSAGE = /^(?:[-–]\s*)?(?:\d{2}\s)?[A-Z][A-Z.' ]{1,24}\s\d{1,7}\b|^[-–]\s*\d/;
/** Where a list was cut: behind a comma, a label, a hyphen, an `and`. */
const CUT = /(?:[,;(–-]|\b(?:AND|[A-Z][.)]|\([A-Z]\)))\s*$|(?:^|[\s,;:])\(?[A-Z][.)]\s?[A-Z][A-Z .]*$/i;

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
