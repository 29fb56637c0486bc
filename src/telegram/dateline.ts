/** The dateline: place, date and time on a line of their own, with what was received when. */
import { findDate } from './dates.js';
import type { Range } from './model.js';
import type { Span } from './spans.js';
import { trim } from './units.js';
import { MONTH } from './vocabulary.js';

export interface Dateline extends Range {
  readonly place?: Range;
  readonly date: Range;
  readonly when?: string;
  /** The last of several days. */
  readonly to?: string;
}

const LONGEST_DATELINE = 160;
/** `[Received April 7—1:40 a.m.]` */
export const RECEIVED = /[[(]\s*(?:Received|Rec['’]?d)\b\s*([^\])]*)[\])]/gi;
const UNDATED = /\b(?:undated|no date|n\.d\.)/i;
const MONTH_AND_YEAR = new RegExp(`(?:${MONTH}),?\\s+(?:\\[\\d{1,2}\\??\\],?\\s+)?\\d{4}`);
const PLACE = /^(?:\p{Lu}|al-|the\s\p{Lu})[\p{L}\s.,’'/()&–-]*$/u;

/** A note's marker, or the number that other editions print in front: `Cablegram 88 PORT SELM, 9 October 1947`. */
const BEFORE_PLACE =
  /^(?:(?:\[\d{1,3}\]|\/\d{1,3}\/)\s*|(?:Cablegram|Telegram|Savingram)\s(?:[A-Z]{0,3}\d{1,6}|unnumbered)\s+(?=\p{Lu}))/u;
const WITHHELD_PLACE = /^\[[^[\]]{0,40}not declassified\][\s,]*$/;

/** The dateline that a range is, the whole of it; undefined for a sentence that only has a date in it. */
export function parseDateline(text: string, range: Range): Dateline | undefined {
  if (range.end - range.start > LONGEST_DATELINE) return undefined;
  const line = text.slice(range.start, range.end);
  const bare = line.replace(RECEIVED, (bracket) => ' '.repeat(bracket.length));
  const date = findDate(bare) ?? undatedIn(bare);
  if (!date) return undefined;
  if (
    !/^(?:[\s.,;\])—–-]|\d{1,2}[:.]\d{2}$|\d{1,3}$|E[SD]?T\b|GMT\b|local\b|time\b|[A-Z]\b)*$/.test(bare.slice(date.end))
  )
    return undefined;
  const place = placeIn(bare.slice(0, date.start));
  if (place === undefined) return undefined;
  return {
    ...range,
    ...(place !== 'none' && { place: { start: range.start + place.start, end: range.start + place.end } }),
    date: { start: range.start + date.start, end: range.start + date.end },
    ...(date.when !== undefined && { when: date.when }),
    ...(date.to !== undefined && { to: date.to }),
  };
}

/** Place and date as spans, for the inlines of the line. */
export function datelineSpans(dateline: Dateline): Span[] {
  const { place, date, when, to } = dateline;
  const stated = { ...(when !== undefined && { when }), ...(to !== undefined && { to }) };
  const spans: Span[] = [{ ...date, build: (children) => ({ type: 'date', ...date, ...stated, children }) }];
  if (place) spans.push({ ...place, build: (children) => ({ type: 'place', ...place, children }) });
  return spans;
}

function undatedIn(line: string): { start: number; end: number; when?: string; to?: string } | undefined {
  const found = UNDATED.exec(line) ?? MONTH_AND_YEAR.exec(line);
  if (!found) return undefined;
  return { start: found.index, end: found.index + found[0].length };
}

/** What stands before the date: nothing, or a place with a comma, perhaps in brackets (`[Washington,]`). */
function placeIn(before: string): Range | 'none' | undefined {
  let { start, end } = trim(before, 0, before.length);
  start += BEFORE_PLACE.exec(before.slice(start, end))?.[0].length ?? 0;
  if (/^[\s[("“]*$/.test(before.slice(start)) || WITHHELD_PLACE.test(before.slice(start))) return 'none';
  if (before[start] === '[' || before[start] === '(') start++;
  while (end > start && /[\s,\])—–-]/.test(before[end - 1]!)) end--;
  const said = before.slice(start, end);
  if (!/[,\])—–-]\s*$|\s$/.test(before.slice(end)) || said.length > 60 || !PLACE.test(said)) return undefined;
  if (said.split(/\s+/).length > 6 || /\b(?:on|of|dated|until|since|from|for|this|by|since)$/i.test(said))
    return undefined;
  return { start, end };
}

/** May the next line belong to a dateline that breaks off here? `Washington, July 2, 1962,` + `8:49 p.m.` */
export function continuesDateline(text: string, range: Range, next: Range): boolean {
  const line = text.slice(range.start, range.end);
  const following = text.slice(next.start, next.end);
  if (following.length > 60) return false;
  if (/^[[(]\s*(?:Received|Rec['’]?d)\b/i.test(following)) return true;
  if (/\d{1,2},$/.test(line) && /^\d{4}\b/.test(following)) return true;
  if (/\d[:.]\d{2}$/.test(line) && /^[ap]\.?\s?m\.?$/i.test(following)) return true;
  if (
    /[,—–-]$/.test(line) &&
    /^(?:\d{1,2}(?:[:.]\d{2})?(?:\s*[ap]\.?\s?m\.?)?|noon|midnight|\d{4}Z)[.\s]*$/i.test(following)
  )
    return true;
  return /^\[?\p{Lu}[\p{L} .’'-]*,\]?$/u.test(line) && parseDateline(text, next) !== undefined;
}
