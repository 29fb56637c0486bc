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
const VOLUME =
  /Foreign\s+Relations,?\s+(\d{4})(?:\s?[–-]\s?(\d{4}))?,\s+(?:vol(?:ume|\.)?\s+([IVXL]+|E[–-]\d+)|Vol\.\s+([IVXL]+))(?:,\s+Part\s+(\d|[IVX]+))?[^.;()]{0,160}?$/i;

/** What the document itself has, so that no pointer leads nowhere. */
export interface ReferenceContext {
  /** The volume that the document is in, where known. */
  readonly volume?: string;
  hasNote(printed: string): boolean;
}

/** The pointers in a range of editorial text. */
export function referenceSpans(text: string, range: Range, context: ReferenceContext): Span[] {
  const said = text.slice(range.start, range.end);
  if (!/ocument|note/.test(said)) return [];
  const taken: Range[] = [];
  const spans: Span[] = [];
  const add = (start: number, end: number, target: Target): void => {
    if (taken.some((other) => start < other.end && end > other.start)) return;
    taken.push({ start, end });
    const at = { start: range.start + start, end: range.start + end };
    spans.push({ ...at, build: (children) => ({ type: 'reference', ...at, ...target, children }) });
  };

  for (const found of said.matchAll(FOOTNOTE_OF_DOCUMENT)) {
    const volume = volumeBefore(said, found.index, context.volume);
    if (volume !== 'unknown')
      add(found.index, found.index + found[0].length, { document: found[2]!, note: found[1]!, ...volume });
  }
  for (const found of said.matchAll(DOCUMENTS)) {
    const volume = volumeBefore(said, found.index, context.volume);
    if (volume === 'unknown') continue;
    for (const part of numbersIn(found))
      add(found.index + part.start, found.index + part.end, { document: part.number, ...volume });
  }
  for (const found of said.matchAll(FOOTNOTES_ALONE)) addFootnotes(said, found, context, add);
  return spans;
}

/** `Documents 65 and 66`: the first pointer takes the word along. */
function numbersIn(found: RegExpMatchArray): { start: number; end: number; number: string }[] {
  return [...found[0].matchAll(/\d{1,4}[a-z]?/g)].map((digits, i) => ({
    start: i === 0 ? 0 : digits.index,
    end: digits.index + digits[0].length,
    number: digits[0],
  }));
}

/** `footnote 2 above` points into this document; `footnote 1 thereto` to the document named before it. */
function addFootnotes(
  said: string,
  found: RegExpMatchArray,
  context: ReferenceContext,
  add: (start: number, end: number, target: Target) => void,
): void {
  const index = found.index ?? 0;
  const after = said.slice(index + found[0].length, index + found[0].length + 24);
  if (/^,?\s+(?:p\.|pp\.|page|\*?Foreign|ibid|vol|to\s+(?:the|my|his)|of\s)/i.test(after)) return;
  const where = found[3]?.toLowerCase();
  if (where === 'thereto') {
    const document = [...said.slice(0, index).matchAll(/\bDocument\s+(\d{1,4}[a-z]?)/g)].at(-1)?.[1];
    if (document && !found[2]) add(index, index + found[0].length, { document, note: found[1]! });
    return;
  }
  if (context.hasNote(found[1]!)) add(index, index + found[0].length - (found[2] ? 0 : 0), { note: found[1]! });
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
