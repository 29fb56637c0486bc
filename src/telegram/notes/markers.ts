/**
 * Every place in the main text where a note's marker may stand, with what the characters around
 * it say for and against it. Nothing is decided here: `alignment.ts` weighs the candidates against
 * the notes. Scores are in the manner of log-odds: above 0 more likely a marker than not.
 */
import { matchesOf } from '../lines/matches.js';
import type { Range } from '../model.js';
import { MONTH, TELEGRAM_WORDS } from '../vocabulary.js';

export interface MarkerCandidate extends Range {
  /** How it is set off from the text: by brackets or slashes, by its place behind a letter or a mark, by a space, or not at all. */
  readonly set: 'printed' | 'glued' | 'spaced' | 'fused';
  /** `60` of `60a`; 0 for a sign. */
  readonly number: number;
  readonly letter: string;
  /** `*`, `†`, '' for a number. */
  readonly sign: string;
  readonly score: number;
  /** The digits that stay text where the marker is fused to a number: `1480` of `14802`. */
  readonly stem: string;
}

export type MarkerForm = 'glued' | 'sign' | 'slash' | 'bracket' | 'paren';

/** A stretch of main text: a unit, and whether it is the heading. */
export interface MarkedUnit extends Range {
  readonly heading: boolean;
}

/** Candidates of one form in reading order. */
export function findMarkers(text: string, units: readonly MarkedUnit[], form: MarkerForm): MarkerCandidate[] {
  const found: MarkerCandidate[] = [];
  for (const unit of units) {
    if (form === 'glued') {
      findGlued(text, unit, found);
      findRaised(text, unit, found);
    } else if (form === 'sign') findSigns(text, unit, found);
    else findExplicit(text, unit, form, found);
  }
  return found;
}

/** The signs that number the notes of a page where figures are taken, each up to three times. */
export const SIGN = '\\*{1,3}|†{1,3}|‡{1,3}|§{1,3}|¶{1,3}|‖{1,3}';
const ANY_SIGN = /[*†‡§¶‖]/;
const GLUED_SIGN = new RegExp(`(?<=[\\p{L}\\d.,;:!?)\\]”’"'…])(?:${SIGN})(?=[\\s.,;:!?)\\]”’"'—]|$)`, 'gu');

const EXPLICIT = {
  slash: new RegExp(`/(?:(\\d{1,4})([a-z]|bis)?|(${SIGN}))/`, 'g'),
  paren: /\((?:(\d{1,3})([a-z])?())\)/g,
  bracket: new RegExp(`\\[\\s?(?:(\\d{1,4})([a-z]|bis)?|(${SIGN}))\\]`, 'g'),
} as const;

/** A printed bracket or pair of slashes says by itself that it is a marker. */
function findExplicit(
  text: string,
  unit: MarkedUnit,
  form: 'slash' | 'bracket' | 'paren',
  found: MarkerCandidate[],
): void {
  const said = text.slice(unit.start, unit.end);
  for (const match of matchesOf(EXPLICIT[form], said)) {
    const start = unit.start + match.index;
    const score =
      form === 'paren'
        ? scoreParen(text, unit, start, start + match[0].length)
        : scorePrinted(text, unit, start, match[1] ?? '');
    if (score < LEAST) continue;
    found.push({
      start,
      end: start + match[0].length,
      set: 'printed',
      number: Number(match[1] ?? 0),
      letter: match[2] ?? '',
      sign: match[3] ?? '',
      score,
      stem: '',
    });
  }
}

/** A marker is glued to its word; a bracket behind a number and a space is an editor's correction: `June 4 [6]`. */
function scorePrinted(text: string, unit: MarkedUnit, start: number, printed: string): number {
  const lead = text.slice(Math.max(unit.start, start - 8), start);
  // What a paragraph begins with counts it, unless nothing else can be meant.
  if (start === unit.start) return 1;
  if (!/\s$/.test(lead)) return 6;
  const corrected = /(\d+)\s+$/.exec(lead)?.[1];
  return corrected !== undefined && isCorrection(corrected, printed) ? NEVER : 3;
}

/**
 * Round brackets also count points and name sections: a marker is glued to its word, or stands behind a sentence's
 * end; what begins a line, stands within a sentence or follows the name of a part is none.
 */
function scoreParen(text: string, unit: MarkedUnit, start: number, end: number): number {
  const lead = text.slice(Math.max(unit.start, start - 24), start);
  const after = text.slice(end, Math.min(unit.end, end + 2));
  if (start === unit.start || /^[\p{L}\d(]/u.test(after)) return NEVER;
  if (!/\s$/.test(lead)) return /[:(]$/.test(lead) || IN_A_PART.test(lead) ? NEVER : 6;
  return /[.!?”"’)]\s$/.test(lead) && !ABBREVIATION.test(lead.trimEnd()) && !/^\s\p{Ll}/u.test(after) ? 3 : NEVER;
}

/** What corrects a number is about as long, or near it: `June 4 [6]`, `9 [10] p.m.`, `1923 [1925]`. */
function isCorrection(number: string, printed: string): boolean {
  return number.length === printed.length || Math.abs(Number(number) - Number(printed)) <= 10;
}

function findSigns(text: string, unit: MarkedUnit, found: MarkerCandidate[]): void {
  const said = text.slice(unit.start, unit.end);
  if (!ANY_SIGN.test(said)) return;
  for (const { 0: sign, index } of matchesOf(GLUED_SIGN, said)) {
    const start = unit.start + index;
    found.push({ start, end: start + sign.length, set: 'glued', number: 0, letter: '', sign, score: 4, stem: '' });
  }
}

const ANY_RAISED = /[⁰¹²³⁴⁵⁶⁷⁸⁹]/;
const RAISED = /(?<=[\p{L}.,;:!?)\]”’"'…])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![\p{L}\d])/gu;
/** What is raised behind a measure is a power: `km²`. */
const MEASURE = /(?:^|[^\p{L}])(?:[ckdm]?m|ft|in|yd|mi|sq)$/u;

/** `failed.¹`, as page and word processor set it. */
function findRaised(text: string, unit: MarkedUnit, found: MarkerCandidate[]): void {
  const said = text.slice(unit.start, unit.end);
  if (!ANY_RAISED.test(said)) return;
  for (const { 0: raised, index } of matchesOf(RAISED, said)) {
    const start = unit.start + index;
    if (MEASURE.test(text.slice(Math.max(unit.start, start - 4), start))) continue;
    const number = Number(raised.normalize('NFKC'));
    found.push({ start, end: start + raised.length, set: 'printed', number, letter: '', sign: '', score: 6, stem: '' });
  }
}

const LONGEST_MARKER = 3;
const LEAST = -4.5;

function findGlued(text: string, unit: MarkedUnit, found: MarkerCandidate[]): void {
  // What a line begins with, behind a bullet too, is its label.
  const first =
    unit.start + Math.max(1, /^[-•*·▪●■–]\s+/.exec(text.slice(unit.start, unit.start + 8))?.[0].length ?? 0);
  for (let at = first; at < unit.end; at++) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let end = at + 1;
    while (end < unit.end && isDigit(text.charCodeAt(end))) end++;
    const begins = first > unit.start + 1 && at === first;
    if (!isDigit(text.charCodeAt(at - 1)) && !begins) pushRun(text, unit, at, end, found);
    at = end;
  }
}

/** One run of digits gives a candidate for the whole of it and for each short ending of it. */
function pushRun(text: string, unit: MarkedUnit, start: number, end: number, found: MarkerCandidate[]): void {
  const letter = markerLetter(text, unit, end);
  const after = end + letter.length;
  const following = scoreAfter(text, unit, after);
  const length = end - start;
  for (let size = Math.min(LONGEST_MARKER, length); size >= 1; size--) {
    const at = end - size;
    // Only a heading's note is printed 0: `Directive No. 2120`.
    if (text[at] === '0' && (size > 1 || (at > start && !(unit.heading && after >= unit.end)))) continue;
    const before = at === start ? scoreWhole(text, unit, start, after) : scoreFused(text, unit, start, at, end);
    const score = before + following - (size === 3 ? 0.5 : 0);
    // Less than a note without a place costs: no evidence makes it a marker.
    if (score < LEAST) continue;
    found.push({
      start: at,
      end: after,
      set: at > start ? 'fused' : isSpaced(text.charCodeAt(start - 1)) ? 'spaced' : 'glued',
      number: Number(text.slice(at, end)),
      letter,
      sign: '',
      score,
      stem: text.slice(start, at),
    });
  }
}

/** `60a`: a letter of the marker, not of a word. */
function markerLetter(text: string, unit: MarkedUnit, end: number): string {
  const letter = text[end] ?? '';
  const next = end + 1 < unit.end ? text.charCodeAt(end + 1) : 32;
  const before = text.charCodeAt(end - 1);
  return end < unit.end &&
    letter >= 'a' &&
    letter <= 'd' &&
    !isLetter(next) &&
    !isDigit(next) &&
    next !== 46 &&
    isDigit(before)
    ? letter
    : '';
}

const ABBREVIATION =
  /(?:^|[\s(])(?:no|nos|p|pp|vol|vols|doc|docs|para|paras|par|art|arts|sec|secs|sect|ch|chap|fig|pt|ser|res|op|ref)\.?$/i;
/** What is numbered: the number behind it is its own. */
const NUMBERED =
  'no|nos|number|numbers|p|pp|page|pages|vol|vols|volume|part|parts|doc|document|documents|para|paras|paragraph|paragraphs|point|points|art|article|articles|sec|section|chapter|phase|enclosure|inclosure|attachment|appendix|exhibit|step|item|items|question|annex|tab|table|box|lot|group|zone|class|type|title|mark|world war|category|stage|option|plan|room|pier|flight';
const OF_A_THING = new RegExp(`(?:^|[\\s([“"])(?:${NUMBERED})\\.?$`, 'i');
const COUNTED = new RegExp(
  `(?:^|[\\s([“"])(?:${NUMBERED}|about|over|nearly|only|least|than|of|at|to|by|from|in|and|or|with|for|some|all|any)\\.?$`,
  'i',
);
/** `Article 5(1)`, `para. 3(2)` */
const IN_A_PART = new RegExp(`(?:^|[\\s([“"])(?:${NUMBERED})\\.?\\s\\d+[a-z]?$`, 'i');
const UNIT_AFTER = new RegExp(
  `^\\s*(?:[ap]\\.?\\s?m\\b|o.clock|hours?|hrs?|minutes?|days?|weeks?|months?|years?|lines?|pages?|paragraphs?|words?|miles?|km|kilometers?|meters?|feet|tons?|percent|per cent|%|million|billion|thousand|hundred|dollars?|cents?|dozen|men|persons?|people|officers|battalions?|divisions?|brigades?|companies|regts?|planes?|aircraft|ships|votes|points?|times|copies|parts|countries|powers|out of|more|other|additional|${MONTH})(?![a-z])`,
  'i',
);
const MONTH_BEFORE = new RegExp(`(?:^|[\\s(“])${MONTH}\\s+$`, 'i');

/** A whole number: what stands in front of it? */
function scoreWhole(text: string, unit: MarkedUnit, start: number, after: number): number {
  const code = text.charCodeAt(start - 1);
  const lead = text.slice(Math.max(unit.start, start - 24), start);
  if (isLetter(code)) return scoreAfterLetter(lead);
  if (isSpaced(code)) return scoreStandingAlone(text, unit, after, lead);
  return scoreAfterPunctuation(text, unit, start, after, lead);
}

function isSpaced(code: number): boolean {
  return code === 32 || code === 0xa0;
}

/** `Bogota1` is a marker; `CF2002`, `D1` and `J3` are names of things. */
function scoreAfterLetter(lead: string): number {
  const word = /\p{L}+$/u.exec(lead)?.[0] ?? '';
  if (word.length === 1) return /[\s(“]\p{L}$/u.test(lead) && !/[\s(“][aAI]$/.test(lead) ? -3.5 : -1;
  if (/^\p{Lu}+$/u.test(word)) return /[-–/]\p{Lu}+$/u.test(lead) ? 0.5 : 2;
  return 4;
}

function scoreAfterPunctuation(text: string, unit: MarkedUnit, start: number, after: number, lead: string): number {
  const mark = text[start - 1]!;
  const before = start - 2 >= unit.start ? text.charCodeAt(start - 2) : 32;
  if (mark === '.' || mark === ',') {
    if (isDigit(before)) return scoreAfterDecimalMark(text, unit, mark, start, after);
    if (ABBREVIATION.test(lead.slice(0, -1))) return -4;
    return before === 32 ? -3 : 4;
  }
  // Behind a page mark goes on what stood before it.
  if (mark === ']' && /\[[^[\]]*Page\s\S+\]$/.test(lead)) return -4;
  if (mark === ':' && isDigit(before)) return scoreAfterColon(text, unit, after, lead);
  if (';:!?)]}”’"\'…»*'.includes(mark)) return 4;
  if (mark === '—') return isDigit(before) ? -3 : 1;
  return '-–/$£#([+=<“‘‑'.includes(mark) ? -6 : -2;
}

/** `120844:3 Tell` has its marker behind the number of a telegram; `6:02` is a time of day, `5:1` a ratio. */
function scoreAfterColon(text: string, unit: MarkedUnit, after: number, lead: string): number {
  const sentence = after >= unit.end || /^\s+[\p{Lu}“"([]/u.test(text.slice(after, after + 4));
  return sentence && /\d{3,}:$/.test(lead) ? 2 : -6;
}

/** `Deptel 391.2 Then` is a marker after a full stop, `1.2 million` a number. */
function scoreAfterDecimalMark(text: string, unit: MarkedUnit, mark: string, start: number, after: number): number {
  const size = after - start;
  const amount = /[$£¥]\s?[\d,.]*$/.test(text.slice(Math.max(unit.start, start - 16), start));
  if (amount) return -5;
  // Thousands come in threes: `1912,103` is a year.
  if (mark === ',') return size === 3 && !/\d{4},$/.test(text.slice(Math.max(unit.start, start - 5), start)) ? -3 : 2;
  const next = text.slice(after, after + 3);
  const sentenceEnds =
    after >= unit.end || /^[\s)”’"\]]+(?:[\p{Lu}\d“"([‘]|$)/u.test(text.slice(after, Math.min(unit.end, after + 6)));
  if (sentenceEnds) return 2.5;
  return /^\s?\p{Ll}/u.test(next) ? -2 : -0.5;
}

/** `Norstad 2 letter`: a space in front is an accident of the copy, except at the end of a heading. */
function scoreStandingAlone(text: string, unit: MarkedUnit, after: number, lead: string): number {
  if (MONTH_BEFORE.test(lead) || /(?:^|\s)\p{Lu}\s$/u.test(lead)) return -6;
  if (COUNTED.test(lead.trimEnd()) || TELEGRAM_WORDS.test(lead.trimEnd())) return -5;
  if (unit.heading && /^[\s\d)\]]*$/.test(text.slice(after, unit.end))) return 4;
  if (UNIT_AFTER.test(text.slice(after, Math.min(unit.end, after + 16)))) return -5;
  // What is joined on may be counted; behind a name it rarely is.
  if (/^\s+(?:and|or|to|of)\b/.test(text.slice(after, after + 6))) return /\p{Lu}\p{Ll}+\s$/u.test(lead) ? -2 : -5;
  return /[.,;:)”’"!?]\s$/.test(lead) ? -3 : -2;
}

const NEVER = -99;
const YEAR = /^1[6-9]\d\d$|^20\d\d$/;
const BEGINS_WITH_YEAR = /^(?:1[89]\d\d|20[012]\d)\d{1,2}$/;

/** `Embtel 14802`, `Oct 284`, `19622`: is the stem a better number than the whole? */
function scoreFused(text: string, unit: MarkedUnit, start: number, at: number, end: number): number {
  const lead = text.slice(Math.max(unit.start, start - 24), start);
  const stem = text.slice(start, at);
  const whole = text.slice(start, end);
  const last = lead.at(-1) ?? ' ';
  // A letter in front makes it the sign of a file or a series, a bracket behind shows what should stand there.
  if (isLetter(last.charCodeAt(0)) || /^\s?\[\d{1,4}\??\]/.test(text.slice(end, end + 8))) return NEVER;
  if ('$£'.includes(last) || /[\d][,.]$/.test(lead)) return scoreFusedGroup(lead, stem, whole);
  if (YEAR.test(stem)) return 2.5;
  if (BEGINS_WITH_YEAR.test(whole)) return -4;
  const month = MONTH_BEFORE.test(lead);
  const telegram = TELEGRAM_WORDS.test(lead.trimEnd());
  if (YEAR.test(whole) && (month || !telegram)) return NEVER;
  if (month) return scoreFusedDay(stem, whole) - (/^,\s*\d{4}/.test(text.slice(end, end + 7)) ? 4 : 0);
  if (!/[\s(“"—–.,]/.test(last) || (!telegram && OF_A_THING.test(lead.trimEnd()))) return NEVER;
  if (/\b[Nn]os?\.\s*$/.test(lead)) return -2;
  return telegram || /\p{Lu}\p{L}+[’']?s?\s$/u.test(lead) ? -0.5 : -2;
}

/** `8,0003`: the last group of a number has three digits. */
function scoreFusedGroup(lead: string, stem: string, whole: string): number {
  if (/\d,$/.test(lead) && stem.length === 3 && whole.length > 3) return 1.5;
  return -4;
}

function scoreFusedDay(stem: string, whole: string): number {
  const day = Number(stem);
  if (day < 1 || day > 31) return -4;
  return Number(whole) > 31 || whole.length > 2 ? 3 : -2;
}

/** What stands behind: a marker ends its word. */
function scoreAfter(text: string, unit: MarkedUnit, after: number): number {
  if (after >= unit.end) return 0;
  if (/^\s?[ap]\.?\s?m\b/.test(text.slice(after, after + 6))) return -6;
  const code = text.charCodeAt(after);
  const next = text.charCodeAt(after + 1);
  if (isLetter(code)) return /^(?:st|nd|rd|th)\b/.test(text.slice(after, after + 3)) ? -6 : -2.5;
  if ('-–/%°:'.includes(text[after]!)) return text[after] === ':' && !isDigit(next) ? 0 : -4;
  if ((text[after] === '.' || text[after] === ',') && isDigit(next)) return -3;
  return 0;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Latin letters and their relatives; enough to tell a word from a number or a mark. */
function isLetter(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x370 && code < 0x2000)
  );
}
