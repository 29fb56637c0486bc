/** The lines of a Soviet telegram's form in English: parts of a line stand in columns, each with its own meaning. */

import { findDate, isoDate } from '../lines/dates.js';
import { matchesOf } from '../lines/matches.js';
import type { Fact, Range } from '../model.js';
import { handlingFacts } from './service.js';

const ROMAN = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');
/** A Roman month, in which optical reading may have left `l` or `1`: one of its letters is sure. */
const MONTH = `((?=[IVXl1]*[IVX])[IVXl1]{1,4})`;
export const ROMAN_DATE = String.raw`(\d{1,2})\s?[./ ]\s?${MONTH}\s?[./ ]\s?(\d{4}|\d{2})(?!\d)`;

/** What a part of a line says. */
export type SovietPart = Range &
  (
    | { readonly is: 'form' | 'copy' | 'bracketed' | 'other' }
    | { readonly is: 'special' | 'number' | 'place'; readonly fact: Fact }
    | { readonly is: 'date'; readonly when: string; readonly rank: number; readonly place?: Fact }
    | { readonly is: 'classification' | 'precedence' | 'handling'; readonly facts: readonly Fact[] }
  );

/** `STRELSAU 41007 8 50 12 III 64`: post, number of the code room, hour, minute, day. */
const POST = new RegExp(
  String.raw`^(\p{Lu}[\p{L} .'’-]{1,30}?)\s+\d{3,6}(?:\s+\d{1,2}\s+\d{1,2})?\s+${ROMAN_DATE}$`,
  'du',
);
const PROHIBITED =
  /^(?:(?:making|taking)(?: of)? copies|(?:re)?production|copying|duplication)(?: is)?(?: strictly)? (?:prohibited|forbidden)\.?$/i;
const FORM_TITLE = /^(?:(?:en)?cipher(?:ed)?|(?:en)?coded?|ciphergram)(?: (?:cable|telegram))?\.?$/i;
const COPY = /^cop(?:y|ies) n[o0]s?\.? ?\d+(?:(?: of |\/|[-–])\d+)?\.?$/i;
const SPECIAL = /^spec(?:ial)?\.? n[o0]s?\.? ?(\d+(?:\s?[-–]\s?\d+)?)$/di;
const BRACKETED = /^\[.*\]$|^\[(?:handwritten|stamp|signature|translator)\b.*$/i;
const FROM = /^From: ?(\p{Lu}[\p{L} .'’-]*?)$/du;
const NUMBER = /^No\.? ?:? ?(\d+)$/d;
const TIME = /^Time: ?\d{1,2}[:.]\d{2}$/i;
const DATED = new RegExp(`^Date: ?(?:${ROMAN_DATE}|(.+))$`, 'd');
/** Numbers of the code room and of the register, with the day of the register. */
const COUNTED = new RegExp(String.raw`^(?:\d{3,6}(?:[ -]\d{3,6})*|${ROMAN_DATE}|№ ?\d+)$`);
/** How the Soviet service says that something is urgent, as translators have it. */
const URGENT = /^(?:(?:top|highest|extreme) priority|(?:very|extremely|extra) urgent|out of turn|immediate(?:ly)?)$/i;
const ENGLISH_DATE = /^\D{0,4}(?:\d{1,2} \p{Lu}\p{Ll}+,? \d{4}|\p{Lu}\p{Ll}+ \d{1,2}, \d{4})(?: ?№ ?\d+)?$/u;

/** The parts of a line, in order; undefined where one of them is none of the form's. */
export function sovietParts({
  start,
  said,
}: {
  readonly start: number;
  readonly said: string;
}): SovietPart[] | undefined {
  const parts: SovietPart[] = [];
  for (const { 0: words, index } of matchesOf(/\S(?:(?!\s{2,}|\t).)*/gu, said)) {
    const part = partOf(start + index, words.trimEnd());
    if (!part) return undefined;
    parts.push(part);
  }
  return parts;
}

function partOf(start: number, words: string): SovietPart | undefined {
  const range = { start, end: start + words.length };
  const said = words.replace(/\s/g, ' ');
  const group = (match: RegExpExecArray, at: number): Fact => {
    const [from, to] = match.indices![at]!;
    return { start: start + from, end: start + to, value: match[at]! };
  };
  const post = POST.exec(said);
  if (post) {
    const when = romanDate(post[2]!, post[3]!, post[4]!);
    const place = group(post, 1);
    const days = { start: start + post.indices![2]![0], end: range.end };
    return when === undefined ? { ...place, is: 'place', fact: place } : { ...days, is: 'date', when, rank: 1, place };
  }
  if (PROHIBITED.test(said) || FORM_TITLE.test(said)) return { ...range, is: 'form' };
  if (COPY.test(said)) return { ...range, is: 'copy' };
  if (BRACKETED.test(said)) return { ...range, is: 'bracketed' };
  const special = SPECIAL.exec(said);
  if (special) return { ...range, is: 'special', fact: group(special, 1) };
  const number = NUMBER.exec(said);
  if (number) return { ...range, is: 'number', fact: group(number, 1) };
  const from = FROM.exec(said);
  if (from) return { ...range, is: 'place', fact: group(from, 1) };
  if (TIME.test(said) || COUNTED.test(said)) return { ...range, is: 'other' };
  return datePart(range, said) ?? markingPart(range, said);
}

function datePart(range: Range, said: string): SovietPart | undefined {
  const dated = DATED.exec(said);
  if (dated) {
    const when = dated[1] ? romanDate(dated[1], dated[2]!, dated[3]!) : findDate(dated[4]!)?.when;
    const [from] = (dated.indices![1] ?? dated.indices![4])!;
    return when === undefined
      ? { ...range, is: 'other' }
      : { start: range.start + from, end: range.end, is: 'date', when, rank: 0 };
  }
  const found = ENGLISH_DATE.test(said) ? findDate(said) : undefined;
  return (
    found && { start: range.start + found.start, end: range.start + found.end, is: 'date', when: found.when, rank: 2 }
  );
}

function markingPart(range: Range, said: string): SovietPart | undefined {
  if (URGENT.test(said)) return { ...range, is: 'precedence', facts: [{ ...range, value: said }] };
  const found = handlingFacts({ start: range.start, said });
  for (const is of ['classification', 'precedence', 'handling'] as const) {
    if (found && found[is].length > 0) return { ...range, is, facts: found[is] };
  }
  return undefined;
}

/** A day with a Roman month: `12 III 64` is 12 March 1964. Such forms are of 1917 to 1991, so that other years of two figures are none. */
export function romanDate(day: string, month: string, year: string): string | undefined {
  const full =
    year.length === 4 ? Number(year) : Number(year) >= 17 && Number(year) <= 91 ? 1900 + Number(year) : Number.NaN;
  return Number.isNaN(full) ? undefined : isoDate(full, ROMAN.indexOf(month.replace(/[l1]/g, 'I')) + 1, Number(day));
}
