/** Archival citations: from the repository down to the file number. */

import { matchesOf } from '../lines/matches.js';
import type { CitationPart, Range } from '../model.js';
import { endsWithClassification, handlingKind } from '../vocabulary.js';
import {
  endOfCitation,
  endOfParts,
  type FoundCitation,
  holdsSpan,
  isDate,
  mergeParts,
  type Part,
  splitSegments,
} from './citations-parts.js';

const REPOSITORY =
  /\b(?:Department of State|Department of Defense|National Archives(?: and Records Administration)?|National Security Council|Central Intelligence Agency|Library of Congress|(?!(?:In|From|See|At|Also|The|With|For)\s)(?:[\p{Lu}][\p{L}.]{0,30}\s){1,3}(?:Library|Archives?|University|Records Cent(?:er|re)|Historical Cent(?:er|re)|Institute|Institution|Agency|Presidential Materials))\b(?=,\s)/gu;
const SOURCE = /^\[?\s*(?:Source|Quelle):\s*/;
/** An archive's sign and a shelf mark, in brackets or as Russian archives count: fund, inventory, file. */
const ARCHIVE_LINE =
  /^(?:_?\[\s?(?=(?:Archives?|\p{Lu}[\p{Lu}.]{1,7})\s?:\s[^[\]]*\d[^[\]]*\]_?$)|(\p{Lu}[\p{Lu}.]{1,7}\.?,?\s)?(F\.\s?\d+\.?,?\s(?:Op|Inv)\.\s?\d+\.?,?\s(?:P\.\s?\d+\.?,?\s)?D\.\s?\d+[^.]{0,40}?(?:\.\sL\.\s?\d[\d ,–-]{0,20})?)(?:\.\s\p{Lu}[^.]{1,60}){0,3}\.?$)/u;
const COLLECTION =
  /\b(?:Files?|Papers|Records?|Materials?|Collections?|Lot|RG|Box|Series|Correspondence|Memoranda|Diary|Archives|Minutes|Folder|Microfilm|Recordings?|Transcripts?|Tapes?|Manuscripts?|Oral History)\b/;
const FILE_NUMBER =
  /\d{3}[A-Z]?\.[\dA-ZÀ][^\s,;)]*\/|^\d{3}[A-Z]?\.\d|\/\d{1,2}\s?[–-]\s?\d{3,4}$|^[A-Z]\d{6}[–-]\d{4}$/;
const SUBJECT_NUMERIC =
  /^(?:POL|DEF|ECON?|FN|FT|AID|E|SOC|CUL|INCO|ORG|PER|STR|TEL|AV|AE|PET|REF|SP|IT|CSM|INT|LAB|PS|RM|T|TP)(?:[–-][A-Z]{2,12}|\s\([A-Z]{1,6}\))?(?:\s[A-Z\d/–-]+)*(?:\s[–-]\s?\d)?$/;

/** The units of an archive that say themselves what they are; the word in front of a number stays outside it. */
const UNITS: readonly (readonly [RegExp, CitationPart])[] = [
  [/^(?:RG|Records?\s+Group)[\s–-]*\d/, 'recordGroup'],
  [/^(Lots?\s+(?:Files?\s+)?)\d+\s?[–-]?\s?[A-Z]/, 'lot'],
  [/^(Box(?:es)?\s+)\S/, 'box'],
  [/^(Folders?\s+)\S/, 'folder'],
  [FILE_NUMBER, 'fileNumber'],
];

/** Is the line nothing but where the original lies: `[NLA: MS 1009]`, `RSA. F. 3. Op. 66. D. 471.`? */
export function isArchiveLine(said: string): boolean {
  return said.length <= 160 && ARCHIVE_LINE.test(said);
}

/** The citation that a whole line is: its archive, and the numbers there. */
function archiveLine(text: string, { start, end }: Range): FoundCitation | undefined {
  const [open, sign = '', shelf] = ARCHIVE_LINE.exec(text.slice(start, Math.min(end, start + 161))) ?? [];
  if (open === undefined) return undefined;
  if (shelf === undefined) {
    const whole = { start: start + open.length, end: text.lastIndexOf(']', end) };
    return { ...whole, kind: 'archival', parts: archivalParts(text, whole, [], true) };
  }
  const number: Part = { start: start + sign.length, end: start + sign.length + shelf.length, part: 'number' };
  const name = sign.replace(/[.,\s]+$/, '');
  const repository: Part = { start, end: start + name.length, part: 'repository' };
  return { start, end: number.end, kind: 'archival', parts: name === '' ? [number] : [repository, number] };
}

/** The citations of a range that begin behind `Source:` or with a repository. */
export function archivalCitations(text: string, range: Range): FoundCitation[] {
  const line = archiveLine(text, range);
  if (line) return [line];
  const found: FoundCitation[] = [];
  const said = text.slice(range.start, range.end);
  const source = SOURCE.exec(said);
  const starts = matchesOf(REPOSITORY, said).map(({ index }) => ({ start: range.start + index, named: false }));
  if (source) starts.unshift({ start: range.start + source[0].length, named: true });
  for (const { start, named } of starts) {
    if (start < (found.at(-1)?.end ?? range.start)) continue;
    const parts = archivalParts(text, { start, end: endOfCitation(text, start, range.end) }, [], named);
    const prints = parts.some(({ part }) => part === 'page');
    // An office with another behind it is a list of those who got a copy, unless a collection is named.
    const archives = saysArchive(text, parts.slice(1));
    if (parts.length > 0 && (archives || (named && !prints)))
      found.push({ start, end: endOfParts(text, parts), kind: 'archival', parts });
  }
  return found;
}

/** The parts of a citation behind those before it, as far as they are parts and no sentence. */
export function archivalParts(text: string, range: Range, before: readonly Part[], afterSource = false): Part[] {
  const parts = [...before];
  for (const { start, end } of splitSegments(text, withoutClassification(text, range))) {
    const said = text.slice(start, end);
    const [shape, unit] = UNITS.find(([pattern]) => pattern.test(said)) ?? [];
    const part = partOf(said, unit, parts, afterSource);
    if (part === undefined) break;
    const word = part === unit ? shape?.exec(said)?.[1] : undefined;
    parts.push({ start: start + (word?.length ?? 0), end, part });
  }
  return mergeParts(parts, new Set(['date']));
}

/** Does anything but its place say that this lies in an archive? */
export function saysArchive(text: string, parts: readonly Part[]): boolean {
  return parts.some(
    ({ part, start, end }) =>
      /^(?:fileNumber|lot|box|folder|recordGroup)$/.test(part) ||
      (part === 'collection' && COLLECTION.test(text.slice(start, end))),
  );
}

/** `POL 12 RUR Top Secret`: where the full stop is missing, the classification still is no part of the number. */
function withoutClassification(text: string, range: Range): Range {
  const glued = endsWithClassification(text.slice(range.start, range.end));
  return glued === undefined ? range : { start: range.start, end: range.start + glued };
}

/** What a segment is; undefined where the citation is over and a sentence goes on. */
function partOf(
  said: string,
  unit: CitationPart | undefined,
  before: readonly Part[],
  afterSource: boolean,
): CitationPart | undefined {
  if (before.length === 0) {
    if (!afterSource) return 'repository';
    return unit ?? (!matchesWhole(REPOSITORY, said) && COLLECTION.test(said) ? 'collection' : 'repository');
  }
  if (unit) return unit;
  if (before.at(-1)?.part === 'fileNumber' && handlingKind(said)) return undefined;
  if (/^(?:pp?\.|pages?)\s*\d/.test(said)) return 'page';
  if (/^Vol(?:ume|\.)\s/i.test(said)) return 'volume';
  if (SUBJECT_NUMERIC.test(said) && before.some(({ part }) => part === 'collection' || part === 'ibid'))
    return 'fileNumber';
  if (isDate(said)) return 'date';
  if (said.length <= 24 && /\d/.test(said) && !/\p{Ll}{3}/u.test(said) && !holdsSpan(said)) return 'number';
  if (/^(?:and|which|where|but|as|is|are|was|were|in|it|he|the|see|dated)\b/.test(said) || said.length > 120)
    return undefined;
  return /^[\p{Lu}\d“"(]/u.test(said) ? 'collection' : undefined;
}

function matchesWhole(pattern: RegExp, said: string): boolean {
  return [...`${said}, `.matchAll(pattern)].some((found) => found.index === 0 && found[0].length === said.length);
}
