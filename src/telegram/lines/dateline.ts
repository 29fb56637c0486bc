/** The dateline: place, date and time on a line of their own, with what was received when. */

import type { Span } from '../inlines/spans.js';
import type { Range } from '../model.js';
import { MONTH } from '../vocabulary.js';
import { findDate, type ParsedDate } from './dates.js';
import { kindNamed } from './kinds.js';
import { remembered } from './remembered.js';
import { trim } from './units.js';

export interface Dateline extends Range {
  /** `Cablegram 76`, where other editions print word and number in front of the place. */
  readonly lead?: Range;
  /** What stands before the date: the place, with the office there where one is named. */
  readonly place?: Range;
  /** The place without that office: `Strelsau` of `Legation of the United States, Strelsau`. */
  readonly town?: Range;
  readonly date: Range;
  readonly when?: string;
  /** The last of several days. */
  readonly to?: string;
}

const LONGEST_DATELINE = 200;
const LONGEST_PLACE = 110;
/** `[Received April 7—1:40 a.m.]`, `(Received September 7.)` */
export const RECEIVED =
  /\[\s*(?:Received|Rec['’]?d)\b\s*((?:[^[\]]|\[[^[\]]*\])*)\]|\(\s*(?:Received|Rec['’]?d)\b\s*((?:[^()]|\([^()]*\))*)\)/gi;
/** What every dateline has: most lines have neither. */
const DATES = /\d|dated|no date|n\.d\./i;
const UNDATED = /\b(?:undated|no date|n\.d\.)/i;
const MONTH_AND_YEAR = new RegExp(`(?:${MONTH}),?\\s+(?:\\[?\\d{0,2}\\s?\\??\\],?\\s+)?\\d{4}(?!\\d)`);
const BEHIND_DATE =
  /^(?:[\s.,;\])—–-]|\d{1,2}[:.]\d{2}$|\d{1,3}$|[*†‡§]{1,3}$|\[\?\]|[ap]\.\s?m\b|E[SD]?T\b|GMT\b|local\b|time\b|[A-Z]\b)*$/;

/** A note's marker, or the number that other editions print in front: `Cablegram 88 PORT SELM, 9 October 1947`. */
const LEAD = String.raw`(?:(?:Circular|Personal|Secret|Unnumbered)\s)?(?:[Cc]ablegram|[Tt]elegram|[Ss]avingram|Telegramm)(?:[,.]?\s(?:N[or]s?\.\s?)?(?:\p{Lu}{0,3}\.?\d{1,6}(?!\.?\s+\p{Lu}\p{Ll}+\s\d{4})|unnumbered|ohne Nummer))?[.,]?\s+(?=[\p{Lu}\d])`;
const BEFORE_PLACE = new RegExp(
  String.raw`^(?:(?:\[\d{1,3}\]|\/\d{1,3}\/)\s*|\[?No\.\s?\d{1,4}\.?\]\s+|(${LEAD}))`,
  'u',
);
const WEEKDAY = /(?:^|[,.]?\s+)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;
/** `Strelsau, den 3. Mai 1912` */
const GERMAN_ARTICLE = /(?:^|,?\s+)(?:den|am)$/;
const WITHHELD_PLACE = /^\[[^[\]]{0,40}not declassified\][\s,]*$/;
/** Names, and the small words within the names of places, offices and ships; a sentence has others. */
const PLACE =
  /^[“"]?(?:\p{Lu}|al-|the\s\p{Lu})(?:[\p{L}.,’'“”"/()&–-]*(?:\s+(?=\p{Lu}|[“"(&–-]|(?:of|the|in|at|on|for|and|to|near|upon|board|sea|route|off|via|de|del|da|do|di|du|des|la|le|les|las|los|el|al|au|aux|y|e|et|en|sur|sous|van|von|der|den|am|an|im|bei|d[’'])(?![\p{L}]))|$))+$/u;
const OFFICE =
  /^(?:[^,]*\b(?:Legation|Embassy|Consulate|Consular|Commissioner|Commission|Department|Office|Mission|Ministry|Headquarters|Agency|Mansion)\b[^,]*,\s*)+(?=\S)/i;

/** The dateline that a range is, the whole of it; undefined for a sentence that only has a date in it. */
export const parseDateline = remembered(readDateline);

function readDateline(text: string, range: Range): Dateline | undefined {
  if (range.end - range.start > LONGEST_DATELINE) return undefined;
  const said = text.slice(range.start, range.end);
  if (!DATES.test(said)) return undefined;
  const bare = said.replace(RECEIVED, (bracket) => ' '.repeat(bracket.length));
  const date = findDate(bare) ?? findSupplied(bare) ?? undatedIn(bare);
  if (!date || !BEHIND_DATE.test(bare.slice(date.end))) return undefined;
  const lead = BEFORE_PLACE.exec(bare)?.[1]?.trimEnd();
  const place = placeIn(bare.slice(0, date.start));
  if (place === undefined) return undefined;
  const at = ({ start, end }: Range): Range => ({ start: range.start + start, end: range.start + end });
  return {
    start: range.start,
    end: range.end,
    ...(lead !== undefined && { lead: at({ start: 0, end: lead.length }) }),
    ...(place !== 'none' && { place: at(place), town: at(townIn(bare, place)) }),
    date: at(date),
    ...(date.when !== undefined && { when: date.when }),
    ...(date.to !== undefined && { to: date.to }),
  };
}

/** Place and date as spans, for the inlines of the line. */
export function datelineSpans({ place, town, date, when, to }: Dateline): Span[] {
  const stated = { ...(when !== undefined && { when }), ...(to !== undefined && { to }) };
  const spans: Span[] = [{ ...date, build: (children) => ({ type: 'date', ...date, ...stated, children }) }];
  if (place)
    spans.push({ ...place, build: (children) => ({ type: 'place', ...place, town: town ?? place, children }) });
  return spans;
}

/** What editors supply in brackets is read as what is printed: `[June 4,] 1951`. */
function findSupplied(line: string): ParsedDate | undefined {
  return /[[\]]/.test(line) ? findDate(line.replace(/[[\]]/g, ' ')) : undefined;
}

function undatedIn(line: string): (Range & Partial<Pick<ParsedDate, 'when' | 'to'>>) | undefined {
  const found = UNDATED.exec(line) ?? MONTH_AND_YEAR.exec(line);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** What stands before the date: nothing, or a place with a comma, perhaps in brackets (`[Washington,]`). */
function placeIn(before: string): Range | 'none' | undefined {
  let { start, end } = trim(before, 0, before.length);
  start += BEFORE_PLACE.exec(before.slice(start, end))?.[0].length ?? 0;
  if (/^[\s[("“]*$/.test(before.slice(start)) || WITHHELD_PLACE.test(before.slice(start))) return 'none';
  while (start < end && /[\s[(]/.test(before[start]!)) start++;
  while (end > start && /[\s,.\])[(—–-]/.test(before[end - 1]!)) end--;
  if (/[\p{Lu}]$/u.test(before.slice(start, end)) && before[end] === '.') end++;
  end -= (WEEKDAY.exec(before.slice(start, end)) ?? GERMAN_ARTICLE.exec(before.slice(start, end)))?.[0].length ?? 0;
  const said = before.slice(start, end);
  if (!/[,.\])[—–-]\s*$|\s$/.test(before.slice(end)) || said.length > LONGEST_PLACE || !PLACE.test(said))
    return undefined;
  // What was done, and a document's title, are no place.
  if (/\b(?:Signed|Done|Issued|Concluded|Dated|Adopted|Released)\b/.test(said) || kindNamed(said)) return undefined;
  if (said.split(/\s+/).length > 14 || /\b(?:on|of|dated|until|since|from|for|this|by)$/i.test(said)) return undefined;
  return { start, end };
}

function townIn(line: string, place: Range): Range {
  const office = OFFICE.exec(line.slice(place.start, place.end));
  return office ? { start: place.start + office[0].length, end: place.end } : place;
}

/** May the next line belong to a dateline that breaks off here? `Washington, July 2, 1962,` + `8:49 p.m.` */
export function continuesDateline(text: string, range: Range, next: Range): boolean {
  const line = text.slice(range.start, range.end);
  const following = text.slice(next.start, next.end);
  if (/^[[(]\s*(?:Received|Rec['’]?d)\b/i.test(following)) return following.length <= 100;
  if (/[[(]\s*(?:Received|Rec['’]?d)\b[^[\]()]*$/i.test(line)) return /^[^[\]()]{0,40}[\])]\.?$/.test(following);
  // An office and its place, on two lines.
  if (
    /,\]?$/.test(line) &&
    line.length <= LONGEST_PLACE &&
    PLACE.test(line.replace(BEFORE_PLACE, '').replace(/^\[|\]$/g, '')) &&
    parseDateline(text, next)
  )
    return true;
  if (following.length > 60) return false;
  if (/\d{1,2},$/.test(line) && /^\d{4}\b/.test(following)) return true;
  if (/\d[:.]\d{2}$/.test(line) && /^[ap]\.?\s?m\.?$/i.test(following)) return true;
  return (
    /[,—–-]$/.test(line) &&
    /^(?:\d{1,2}(?:[:.]\d{2})?(?:\s*[ap]\.?\s?m\.?)?|(?:12 )?noon|(?:12 )?midnight|\d{4}Z)[.\s]*$/i.test(following)
  );
}
