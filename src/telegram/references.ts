/** Pointers in words to other documents and notes: `See Document 387`, `footnote 2, Document 111`, `footnote 2 above`. */
import { romanValue } from './labels.js';
import type { Range } from './model.js';
import type { Span } from './spans.js';

interface Target {
  document?: string;
  note?: string;
  volume?: string;
  part?: string;
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
/** How far before `thereto` its document may be named. */
const NEAR = 300;
const VOLUME =
  /Foreign\s+Relations,?\s+(\d{4})(?:\s?[–-]\s?(\d{4}))?,\s+(?:vol(?:ume|\.)?\s+([IVXL]+|E[–-]\d+)|Vol\.\s+([IVXL]+))(?:,\s+Part\s+(\d|[IVX]+))?[^.;()]{0,160}?$/i;

/** What the document itself has, so that no pointer leads nowhere. */
export interface ReferenceContext {
  /** The volume that the document is in, where known. */
  readonly volume?: string;
  hasNote(printed: string): boolean;
}

interface Pointer extends Range {
  readonly target: Target;
}

/** The pointers in a range of editorial text. */
export function referenceSpans(text: string, range: Range, context: ReferenceContext): Span[] {
  const said = text.slice(range.start, range.end);
  if (!/ocument|note/.test(said)) return [];
  const pointers = [...notesOfDocuments(said, context), ...documents(said, context), ...footnotes(said, context)];
  const spans: Span[] = [];
  let free = 0;
  // `footnote 2, Document 111` is one pointer, not two: the one that starts first, and the longer one, stays.
  for (const { start, end, target } of pointers.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < free) continue;
    free = end;
    const at = { start: range.start + start, end: range.start + end };
    spans.push({ ...at, build: (children) => ({ type: 'reference', ...at, ...target, children }) });
  }
  return spans;
}

function notesOfDocuments(said: string, { volume: own }: ReferenceContext): Pointer[] {
  return [...said.matchAll(FOOTNOTE_OF_DOCUMENT)].flatMap((found) => {
    const volume = volumeBefore(said, found.index, own);
    if (volume === 'unknown') return [];
    const target = { document: found[2]!, note: found[1]!, ...volume };
    return [{ start: found.index, end: found.index + found[0].length, target }];
  });
}

function documents(said: string, { volume: own }: ReferenceContext): Pointer[] {
  return [...said.matchAll(DOCUMENTS)].flatMap((found) => {
    const volume = volumeBefore(said, found.index, own);
    if (volume === 'unknown') return [];
    return numbersIn(found).map(({ number, ...at }) => ({ ...at, target: { document: number, ...volume } }));
  });
}

/** `footnote 2 above` points into this document; `footnote 1 thereto` to the document named before it. */
function footnotes(said: string, context: ReferenceContext): Pointer[] {
  return [...said.matchAll(FOOTNOTES_ALONE)].flatMap((found) => {
    const end = found.index + found[0].length;
    if (ELSEWHERE.test(said.slice(end, end + 24))) return [];
    if (found[3]?.toLowerCase() !== 'thereto') {
      const numbers = numbersIn(found);
      numbers.at(-1)!.end = end;
      return numbers
        .filter(({ number }) => context.hasNote(number))
        .map(({ number, ...at }) => ({ ...at, target: { note: number } }));
    }
    const before = said.slice(Math.max(0, found.index - NEAR), found.index);
    const document = [...before.matchAll(/\bDocument\s+(\d{1,4}[a-z]?)/g)].at(-1)?.[1];
    if (document === undefined || found[2] !== undefined) return [];
    return [{ start: found.index, end, target: { document, note: found[1]! } }];
  });
}

/** `Documents 65 and 66`: the first pointer takes the word along. */
function numbersIn(found: RegExpExecArray): { start: number; end: number; number: string }[] {
  return [...found[0].matchAll(/\d{1,4}[a-z]?/g)].map((digits, i) => ({
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
