/**
 * The heading: its number, its kind and where it ends. `117. Telegram From Secretary of State Rusk
 * to the Department of State`, `The Ambassador in Japan (Grew) to the Secretary of State`,
 * `456. Editorial Note`. What its words leave open, its place decides: what stands above and below.
 */

import { findDate, type ParsedDate } from '../lines/dates.js';
import { isFileLine } from '../lines/file-line.js';
import { kindNamed } from '../lines/kinds.js';
import { labelAt } from '../lines/labels.js';
import { matchesOf } from '../lines/matches.js';
import { pageBreakLine } from '../lines/pages.js';
import { remembered } from '../lines/remembered.js';
import { isTitle, speaks } from '../lines/titles.js';
import { isNextTo, type Unit } from '../lines/units.js';
import type { DocumentType, Fact, Range } from '../model.js';
import { isHandlingLine } from '../vocabulary.js';
import { isAroundHeading, isFurniture } from './front.js';
import { isAddressed, isNamed, isSomebody } from './names.js';
import { type HeadingGrammar, headingWords, splitSides, withoutStop } from './parties.js';

export interface FoundHeading extends Range {
  /** Index of the first and just past the last unit that it takes. */
  readonly firstUnit: number;
  readonly endUnit: number;
  readonly type: DocumentType;
  readonly number?: Fact;
  /** Where the words begin behind the number. */
  readonly wordsStart: number;
  readonly grammar: HeadingGrammar;
}

const NUMBER = /^(?:\(\d+\)\s*)?(?:\[\s*)?(?:No\.\s*(\d+[a-z]?)\b\.?|(\d{1,4}[a-z]?)\.(?=\s|\p{Lu}\p{Ll}|$))\s*/u;
/** Other editions print the number without a full stop: the place must speak for it. */
const BARE_NUMBER = /^()(\d{1,3})\s+(?=\p{Lu}\p{Ll})/u;
const LONGEST_HEADING = 600;
const MOST_LINES = 4;

/** The first heading at or after a unit, within the first few units of a document. */
export function findHeading(text: string, units: readonly Unit[], from = 0, within = 12): FoundHeading | undefined {
  const last = Math.min(units.length, from + within);
  let placed: FoundHeading | undefined;
  let running = false;
  for (let at = from; at < last; at++) {
    const found = headingAt(text, units, at);
    // Below running text it belongs to what the document encloses, or is a line of the text.
    if (found && !(running && (placed || !(found.number || saysWho(text, found))))) return found;
    if (!running && within > 1) placed ??= byPlace(text, units, at);
    running ||= speaks(text.slice(units[at]!.start, units[at]!.end));
  }
  return placed;
}

/** The heading that begins with this unit, if its own words say so; in a list of headings each is a line of the list. */
export function headingAt(text: string, units: readonly Unit[], at: number): FoundHeading | undefined {
  const found = headingLine(text, units, at);
  if (!found?.number) return found;
  const value = Number.parseInt(found.number.value, 10);
  const counts = (other: number, by: number): boolean =>
    numberOn(text, units[other]) === value + by && headingLine(text, units, other) !== undefined;
  return counts(found.endUnit, 1) || counts(at - 1, -1) ? undefined : found;
}

/** The number that a line begins with: read before the heading behind it, which takes far longer. */
function numberOn(text: string, unit: Unit | undefined): number | undefined {
  const numbered = unit && NUMBER.exec(text.slice(unit.start, unit.end));
  return numbered ? Number.parseInt(numbered[1] || numbered[2]!, 10) : undefined;
}

function headingLine(text: string, units: readonly Unit[], at: number): FoundHeading | undefined {
  const words = wordsAt(text, units, at, NUMBER);
  return words && byWords(words);
}

/** Does the heading name the sender and the addressee? */
export function saysWho(text: string, { wordsStart, end, grammar }: FoundHeading): boolean {
  return namesBoth(text.slice(wordsStart, end), grammar);
}

// ---------------------------------------------------------------- the lines it takes

/** A line, or several, that may be a heading. */
interface Candidate extends Omit<FoundHeading, 'type' | 'grammar'>, HeadingSaid {}

interface HeadingSaid {
  /** Its words on one line, without the number and what may follow them. */
  readonly words: string;
  /** The kind that they name. */
  readonly named: DocumentType | undefined;
  readonly speaks: boolean;
}

function wordsAt(text: string, units: readonly Unit[], at: number, pattern: RegExp): Candidate | undefined {
  const unit = units[at]!;
  if (unit.end - unit.start > LONGEST_HEADING || isFileLine(text, unit)) return undefined;
  const said = text.slice(unit.start, unit.end);
  const numbered = pattern.exec(said);
  const alone = numbered !== null && said.slice(numbered[0].length) === (said.startsWith('[') ? ']' : '');
  const below = units[at + 1];
  if (alone && (!below || numbered[1] === undefined || !isNextTo(text, unit, below) || isAroundHeading(text, below)))
    return undefined;
  const wordsStart = alone ? below!.start : unit.start + (numbered?.[0].length ?? 0);
  const end = endOfHeading(text, units, alone ? at + 1 : at, wordsStart);
  if (end === undefined) return undefined;
  return {
    start: unit.start,
    end: units[end - 1]!.end,
    firstUnit: at,
    endUnit: end,
    wordsStart,
    ...(numbered && { number: factOf(unit, numbered) }),
    ...wordsIn(text, { start: wordsStart, end: units[end - 1]!.end }),
  };
}

/** The words of a heading and what they say; the full stop of a title is none of a sentence. */
const wordsIn = remembered((text, { start, end }): HeadingSaid => {
  const printed = headingWords(text.slice(start, end).replace(/\s+/g, ' '));
  const title = withoutStop(printed);
  const words = isTitle(title) ? title : printed;
  return { words, named: kindNamed(words), speaks: speaks(words) };
});

function factOf(unit: Range, numbered: RegExpExecArray): Fact {
  const value = numbered[1] || numbered[2]!;
  const start = unit.start + numbered[0].lastIndexOf(value);
  return { start, end: start + value.length, value };
}

/** A heading broken over lines goes on until its words are whole. */
function endOfHeading(text: string, units: readonly Unit[], at: number, wordsStart: number): number | undefined {
  for (let end = at + 1; end <= at + MOST_LINES; end++) {
    const words = headingWords(text.slice(wordsStart, units[end - 1]!.end));
    if (words.length > LONGEST_HEADING) return undefined;
    const next = units[end];
    if (!next || !isNextTo(text, units[end - 1]!, next) || !goesOn(text, words, next))
      return HANGING.test(words) ? undefined : end;
  }
  return undefined;
}

const HANGING = /(?:\b(?:in|of|the|to|at|for|and|from|by|on)|[,(—–-])$/i;

/** A line that hangs in the air, or that the next continues in lower case. */
function goesOn(text: string, words: string, next: Unit): boolean {
  if (HANGING.test(words)) return true;
  const below = text.slice(next.start, Math.min(next.end, next.start + 200));
  if (next.blankBefore || isHandlingLine(below)) return false;
  return (
    /^(?:\p{Ll}|\(\p{Lu}[^()\d]*\)\s+to\s)/u.test(below) ||
    (/\bfrom\b/i.test(words) && !/\sto\s/.test(words) && /^[^.]*\sto\s[^.]*$/.test(below))
  );
}

// ---------------------------------------------------------------- what its words say

/** A heading for its words alone: they name a kind, or sender and addressee. */
function byWords(candidate: Candidate): FoundHeading | undefined {
  const { words, named, number } = candidate;
  if (named === 'editorial-note') return /^editorial note$/i.test(words) || number ? found(candidate) : undefined;
  if (candidate.speaks) return undefined;
  if (named === undefined) return namesParties(words) === 'surely' ? found(candidate) : undefined;
  if (number) return found(candidate);
  const isWhole = isTitle(words) || namesBoth(words, 'kind') || /^(?:memorandum|telegram|letter)$/i.test(words);
  return named !== 'document' && isWhole && hasFormOfKind(words, named) ? found(candidate) : undefined;
}

function found({ start, end, firstUnit, endUnit, wordsStart, number, words, named }: Candidate): FoundHeading {
  const grammar = named ? 'kind' : namesParties(words) ? 'parties' : 'title';
  const type = named ?? 'document';
  return { start, end, firstUnit, endUnit, wordsStart, type, grammar, ...(number && { number }) };
}

/** Without a number only what cannot be a sentence is a heading. */
function hasFormOfKind(words: string, type: DocumentType): boolean {
  if (words.length > 300) return false;
  if (type === 'memorandum-of-conversation' || /^(?:memorandum|telegram|letter)$/i.test(words)) return true;
  const lead = /^\S+(?:\s+\S+){0,4}?\s+(?:from|by|to|between|for|prepared)\s+(?:the\s+)?/i.exec(words);
  return lead !== null && /^[\p{Lu}\d["“]/u.test(words.slice(lead[0].length));
}

function namesBoth(words: string, grammar: HeadingGrammar): boolean {
  const { from, to } = splitSides(words, grammar) ?? { from: [0, 0], to: [0, 0] };
  return from[1] > from[0] && to[1] > to[0];
}

/** `X to Y`: surely where both have a title, an office or a bracketed name; perhaps where a name stands bare. */
function namesParties(words: string): 'surely' | 'perhaps' | undefined {
  const sides = isTitle(words) ? splitSides(words, 'parties') : undefined;
  if (!sides) return undefined;
  const [from, to] = [words.slice(...sides.from), words.slice(...sides.to)];
  if (/\bfrom\b/i.test(from)) return undefined;
  if (isSomebody(from) && isSomebody(to) && isAddressed(to)) return 'surely';
  return [from, to].every((side) => isSomebody(side) || isNamed(side)) ? 'perhaps' : undefined;
}

// ---------------------------------------------------------------- what its place says

/** A heading for its place, the first line of its page: its number, the file line above or the lines below speak for it. */
function byPlace(text: string, units: readonly Unit[], at: number): FoundHeading | undefined {
  const lines = units.slice(0, at).filter((unit) => !isAroundHeading(text, unit) && !isFurniture(text, unit));
  const above = lines.at(-1);
  const candidate = wordsAt(text, units, at, NUMBER);
  if (!candidate || isFurniture(text, units[at]!)) return undefined;
  // `Treaty Series No. 812` above a treaty's title: one short line, and a title that ends in its date.
  const titled = lines.length === 1 && candidate.named === 'document' && headingDate(candidate.words);
  const filed = above !== undefined && (isFileLine(text, above) || (titled && isShortName(text, above)));
  if (above && !filed) return undefined;
  const opened = isOpened(text, units, candidate.endUnit);
  const spaced = opened ? wordsAt(text, units, at, BARE_NUMBER) : undefined;
  if (spaced?.number && (spaced.named ?? namesParties(spaced.words))) return found(spaced);
  const { words, named, number } = candidate;
  const title = isTitle(words);
  if (candidate.speaks || !/\p{Ll}/u.test(words) || !(title || named)) return undefined;
  if (!number && !named && isAroundHeading(text, units[at]!)) return undefined;
  if (filed || (number && (opened || isAlone(text, units, candidate)))) return found(candidate);
  if (number) return undefined;
  const isDocument = title && named === 'document';
  const names =
    isDocument || (title && named === 'memorandum') || namesParties(words) || (named && hasFormOfKind(words, named));
  return (opened && names) || (isDocument && headingDate(words)) ? found(candidate) : undefined;
}

function isShortName(text: string, { start, end }: Unit): boolean {
  return end - start <= 60 && /^\p{Lu}[^.;:?!]*(?:No\.\s[^.;:?!]*)?$/u.test(text.slice(start, end));
}

/** Dateline, label, classification, salutation or SUBJECT within the next few lines, all of them short. */
function isOpened(text: string, units: readonly Unit[], from: number): boolean {
  for (const unit of units.slice(from, from + 3)) {
    const said = text.slice(unit.start, Math.min(unit.end, unit.start + 120));
    if (pageBreakLine(text, unit)) continue;
    if (isAroundHeading(text, unit) || OPENING.test(said)) return true;
    if (speaks(said)) return false;
  }
  return false;
}

const OPENING =
  /^(?:(?:subjects?|participants?)\s*(?::|$)|(?:My\s+)?(?:Dear|Excellency|Sirs?|Gentlemen)\b[^.;]{0,60}[:,—-])/i;

/** A number makes a heading of the first line, unless others like it follow: then it counts a list. */
function isAlone(text: string, units: readonly Unit[], { number, words }: Candidate): boolean {
  const value = Number.parseInt(number!.value, 10);
  const counts = units.some((unit) =>
    labelAt(text, unit)?.readings.some(({ ordinal }) => Math.abs(ordinal - value) === 1),
  );
  return !counts && words.split(' ').length > 2;
}

/** The date that a heading ends with, behind a comma. */
export function headingDate(words: string): ParsedDate | undefined {
  if (!/\d/.test(words)) return undefined;
  for (const comma of matchesOf(/,\s+(?=\d|\p{Lu})/gu, words).reverse()) {
    const start = comma.index + comma[0].length;
    // A marker may be glued to the year.
    const date = findDate(words.slice(start));
    if (date?.start === 0 && /^\d{0,2}$/.test(headingWords(words.slice(start + date.end)).trim()))
      return { ...date, start, end: start + date.end };
  }
  return undefined;
}
