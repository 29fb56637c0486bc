/** The line above a heading that says where the original lies: `711.94/2400: Telegram`, `Treaty Series No. 898`. */

import type { Span } from '../inlines/spans.js';
import type { CitationPart, Range } from '../model.js';
import { trim } from './units.js';

/** `: Telegram`, `: Telegram (part air)` */
const KIND = /\s*:\s*(?:Circular\s+)?(?:Telegram|Airgram|Despatch|Circular|Radiogram)(?:\s*\([^)]*\))?$/i;
/** A decimal number and what may follow it: a letter or digit directly, a country, a name; a document's number has a space there. */
const DECIMAL = /^\d{2,3}[A-Z]?(?:\.[\dA-Z][^:;!?]{0,60}?)?\/[^\s:]{1,30}\.?$|^\d{3}[A-Z]?\.\d[\dA-Z]*$/i;
const COLLECTION = String.raw`(?:Papers|Files?|Records|Archives|Series|Collection|Manuscripts|Correspondence|Conf\.|Conference)`;
/** Words and a number, each with its capital: `Paris Peace Conf. 182/8a`, `Treaty Series No. 898`. */
const COUNTED = /^(\p{Lu}[\p{L}. ’'-]{1,60}?)(?:,?\s+|:\s*)(?:(Lot|No\.)\s+)?(\d[^:;!?]{0,60})$/u;
const NAMED = new RegExp(
  String.raw`^(?:[\p{Lu}(][\p{L}.’')-]*\s+|(?:of|the|and|for)\s+){1,8}${COLLECTION}(?![\p{L}’'])`,
  'iu',
);

/** Is the line of a form that only file lines have? */
export function isFileLine(text: string, range: Range): boolean {
  if (range.end - range.start > 160) return false;
  const said = text.slice(range.start, range.end);
  if (/^[^!?]*$/.test(said) && KIND.test(said)) return true;
  if (/^File\s+No\.\s*\S/i.test(said)) return said.length <= 80;
  if (DECIMAL.test(said)) return true;
  return said.length <= 100 && /^\p{Lu}[^!?]*\bLot\s\d+\s?[A-Z]\s?\d+[^.!?]{0,40}$/u.test(said);
}

/** The number and the collection in a file line, as an archival citation; what says neither stays text. */
export function fileLineSpans(text: string, line: Range): Span[] {
  const said = text.slice(line.start, line.end);
  const lead = /^File\s+No\.\s*/i.exec(said)?.[0].length ?? 0;
  const end = said.replace(KIND, '').replace(/\.$/, '').length;
  const parts = partsOf(said.slice(lead, end)).map(({ part, start, end: to }) => ({
    part,
    ...trim(text, line.start + lead + start, line.start + lead + to),
  }));
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return [];
  const whole = { start: first.start, end: last.end };
  return [
    // No note can repeat it with `Ibid.`, so it is not counted among the citations.
    { ...whole, build: (children) => ({ type: 'citation', ...whole, kind: 'archival', index: -1, children }) },
    ...parts.map(
      ({ part, ...at }): Span => ({ ...at, build: (children) => ({ type: 'citationPart', ...at, part, children }) }),
    ),
  ];
}

function partsOf(said: string): (Range & { part: CitationPart })[] {
  if (/^\d/.test(said)) return [{ start: 0, end: said.length, part: 'fileNumber' }];
  const counted = COUNTED.exec(said);
  if (counted) {
    const [, title, word, number] = counted;
    const part = word === 'Lot' ? 'lot' : word ? 'number' : 'fileNumber';
    return [
      { start: 0, end: title!.length, part: 'collection' },
      { start: said.length - number!.length, end: said.length, part },
    ];
  }
  const named = NAMED.exec(said)?.[0];
  return named === undefined ? [] : [{ start: 0, end: named.length, part: 'collection' }];
}
