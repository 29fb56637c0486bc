/** Pointers in words to other documents and notes: `See Document 387`, `footnote 2, Document 111`, `footnote 2 above`, `Supra`. */

import { romanValue } from '../lines/labels.js';
import { matchesOf } from '../lines/matches.js';
import { sentences } from '../lines/sentences.js';
import type { Range } from '../model.js';
import type { Span } from './spans.js';

interface Target {
  document?: string;
  note?: string;
  volume?: string;
  part?: string;
  inferred?: true;
}

const DOCUMENT = String.raw`\bDocuments?\s+(\d{1,4}[a-z]?)`;
const FOOTNOTE = String.raw`\b(?:foot)?notes?\s+(\d{1,3}[a-z]?)`;
const FOOTNOTE_OF_DOCUMENT = new RegExp(`${FOOTNOTE}(?:\\s+(?:to|of|in))?,?\\s+${DOCUMENT}`, 'gi');
const FOOTNOTES_ALONE =
  /\bfootnotes?\s+(\d{1,3}[a-z]?)(?:\s+(?:and|or)\s+(\d{1,3}[a-z]?))?(?:,?\s+(above|below|supra|infra|thereto))?/gi;
const DOCUMENTS =
  /\bDocuments?\s+(\d{1,4}[a-z]?)(?:((?:,\s+\d{1,4}[a-z]?)*),?\s+(?:and|or)\s+(\d{1,4}[a-z]?))?(?![\d.]*\d)/g;
/** What makes a footnote one of another page, volume or paper. */
const ELSEWHERE = /^,?\s+(?:p\.|pp\.|page|\*?Foreign|ibid|vol|to\s+(?:the|my|his)|of\s)/i;
const OF_ANOTHER = /\b(?:supra|infra|ibid\.?),\s+$/i;
/** How far before `thereto` its document may be named. */
const NEAR = 300;
const VOLUME =
  /Foreign\s+Relations,?\s+(\d{4})(?:\s?[–-]\s?(\d{4}))?,\s+(?:vol(?:ume|\.)?\s+([IVXL]+|E[–-]\d+)|Vol\.\s+([IVXL]+))(?:,\s+Part\s+(\d|[IVX]+))?[^.;()]{0,160}?$/i;

const NAMED = /\bDocument\s+(\d{1,4}[a-z]?)/g;
const NAMED_LAST = /\bDocuments?\s+(?:\d{1,4}[a-z]?(?:,|,?\s+(?:and|or))\s+)*(\d{1,4}[a-z]?),\s+$/;

/** What the document itself has, so that no pointer leads nowhere. */
export interface ReferenceContext {
  /** The volume that the document is in, where known. */
  readonly volume?: string;
  /** Whether the document is one of the series, so that a number alone names another of its volume. */
  readonly ofSeries: boolean;
  /** The document's own number. */
  readonly number?: string;
  hasNote(printed: string): boolean;
}

interface Pointer extends Range {
  readonly target: Target;
}

/** The pointers in a range of editorial text. */
export function referenceSpans(text: string, range: Range, context: ReferenceContext): Span[] {
  const said = text.slice(range.start, range.end);
  const pointers = [
    ...notesOfDocuments(said, context),
    ...documents(said, context),
    ...footnotes(said, context),
    ...neighbours(said, context),
  ];
  const spans: Span[] = [];
  let free = 0;
  // `footnote 2, Document 111` is one pointer, not two: the one that starts first, and the longer one, stays.
  for (const { start, end, target } of pointers.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < free) continue;
    free = end;
    // The number alone says nothing where another edition may count.
    if (!context.ofSeries && target.document !== undefined && target.volume === undefined) continue;
    const at = { start: range.start + start, end: range.start + end };
    spans.push({ ...at, build: (children) => ({ type: 'reference', ...at, ...target, children }) });
  }
  return spans;
}

/** `UN Document 12`, `Document 12 in the Blue Book`: of another count. */
const OTHER_COUNT_BEFORE = /\b(?!(?:See|In|To|From|With|Under|Compare|Also)\s)\p{Lu}[\p{L}.&’-]*\s+$/u;
const OTHER_COUNT_BEHIND = /^\s+(?:in|of)\s+(?:the\s+)?\p{Lu}/u;

function notesOfDocuments(said: string, { volume: own }: ReferenceContext): Pointer[] {
  return matchesOf(FOOTNOTE_OF_DOCUMENT, said).flatMap((found) => {
    const volume = volumeBefore(said, found.index, own);
    if (volume === 'unknown') return [];
    const target = { document: found[2]!, note: found[1]!, ...volume };
    return [{ start: found.index, end: found.index + found[0].length, target }];
  });
}

function documents(said: string, { volume: own }: ReferenceContext): Pointer[] {
  return matchesOf(DOCUMENTS, said).flatMap((found) => {
    const volume = volumeBefore(said, found.index, own);
    const end = found.index + found[0].length;
    const isOther =
      OTHER_COUNT_BEFORE.test(said.slice(Math.max(0, found.index - 40), found.index)) ||
      OTHER_COUNT_BEHIND.test(said.slice(end, end + 40));
    if (volume === 'unknown' || isOther) return [];
    return numbersIn(found).map(({ number, ...at }) => ({ ...at, target: { document: number, ...volume } }));
  });
}

/** `footnote 2 above` points into this document; `footnote 1 thereto` and `Document 14, footnote 1` to the one named before it. */
function footnotes(said: string, context: ReferenceContext): Pointer[] {
  return matchesOf(FOOTNOTES_ALONE, said).flatMap((found) => {
    const end = found.index + found[0].length;
    const before = said.slice(Math.max(0, found.index - NEAR), found.index);
    if (ELSEWHERE.test(said.slice(end, end + 24)) || OF_ANOTHER.test(before)) return [];
    const thereto = found[3]?.toLowerCase() === 'thereto';
    const document = thereto ? matchesOf(NAMED, before).at(-1)?.[1] : NAMED_LAST.exec(before)?.[1];
    if (document !== undefined || thereto) {
      const volume = thereto ? {} : volumeBefore(said, found.index, context.volume);
      if (document === undefined || found[2] !== undefined || volume === 'unknown') return [];
      return [{ start: found.index, end, target: { document, note: found[1]!, ...volume } }];
    }
    const numbers = numbersIn(found);
    numbers.at(-1)!.end = end;
    return numbers
      .filter(({ number }) => context.hasNote(number))
      .map(({ number, ...at }) => ({ ...at, target: { note: number } }));
  });
}

const NEIGHBOUR = /^(?:(?:See|Printed)\s+(?=[si])|(?=[SI]))([Ss]upra|[Ii]nfra)\.$/;

/** `Supra.` as a whole sentence is the document printed before, `Infra.` the one behind. */
function neighbours(said: string, { number }: ReferenceContext): Pointer[] {
  if (number === undefined || !/^\d+$/.test(number)) return [];
  return sentences(said, { start: 0, end: said.length }).flatMap(({ start, end }) => {
    const word = NEIGHBOUR.exec(said.slice(start, end))?.[1];
    if (word === undefined) return [];
    const document = Number(number) + (/^s/i.test(word) ? -1 : 1);
    const at = start + said.slice(start, end).indexOf(word);
    return document < 1
      ? []
      : [{ start: at, end: at + word.length, target: { document: String(document), inferred: true as const } }];
  });
}

/** `Documents 65 and 66`: the first pointer takes the word along. */
function numbersIn(found: RegExpExecArray): { start: number; end: number; number: string }[] {
  return matchesOf(/\d{1,4}[a-z]?/g, found[0]).map((digits, i) => ({
    start: found.index + (i === 0 ? 0 : digits.index),
    end: found.index + digits.index + digits[0].length,
    number: digits[0],
  }));
}

/** The volume that the words in front name; `unknown` where they name one that cannot be told. */
function volumeBefore(
  said: string,
  index: number,
  own: string | undefined,
): { volume?: string; part?: string } | 'unknown' {
  const before = said.slice(Math.max(0, index - 260), index);
  const found = VOLUME.exec(before);
  if (found) {
    const volume = volumeId(found);
    return volume ? { volume } : 'unknown';
  }
  const part = /\bPart\s+(\d),\s+$/.exec(before);
  if (part) return own && /p\d$/.test(own) ? { volume: own.replace(/p\d$/, `p${part[1]}`) } : { part: part[1]! };
  return /\b(?:vol(?:ume|\.)\s+[IVXL]+|ibid\.?),(?:\s+[^.;()]{0,80},)?\s+$/i.test(before) ? 'unknown' : {};
}

/** `Foreign Relations, 1955–1957, vol. V` is `frus1955-57v05`, as the series names its volumes. */
function volumeId(found: RegExpExecArray): string | undefined {
  const numeral = found[3] ?? found[4]!;
  const years = found[2] ? `${found[1]}-${found[2].slice(2)}` : found[1]!;
  const electronic = /^E[–-](\d+)$/i.exec(numeral);
  const volume = electronic ? `ve${electronic[1]!.padStart(2, '0')}` : romanVolume(numeral);
  if (!volume) return undefined;
  const part = found[5] && (/^\d$/.test(found[5]) ? found[5] : romanValue(found[5].toLowerCase()));
  return `frus${years}${volume}${part ? `p${part}` : ''}`;
}

function romanVolume(numeral: string): string | undefined {
  const value = romanValue(numeral.toLowerCase());
  return value === undefined ? undefined : `v${String(value).padStart(2, '0')}`;
}
