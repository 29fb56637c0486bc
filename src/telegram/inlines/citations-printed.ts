/** Printed citations: author, title, volume, date; what closes one is its pages. */

import { matchesOf } from '../lines/matches.js';
import { isAbbreviated } from '../lines/sentences.js';
import type { CitationPart, Range } from '../model.js';
import { MONTH } from '../vocabulary.js';
import { type FoundCitation, isDate, mergeParts, type Part, splitSegments } from './citations-parts.js';

const NUMBERS = String.raw`[A-Z]?[–-]?\d+(?:[–-]\d+)?(?:\s+ff?\b\.?)?`;
const LIST = String.raw`${NUMBERS}(?:,\s+${NUMBERS})*(?:,?\s+and\s+${NUMBERS})?`;
const PLACE = String.raw`(?:(?:p|col)\.\s?${NUMBERS}|(?:page|column)\s+${NUMBERS}|(?:pp|cols)\.\s?${LIST}|(?:pages|columns)\s+${LIST})`;
const PAGES = new RegExp(String.raw`,\s+${PLACE}`, 'g');
const YEARS = String.raw`\d{4}(?:\s?[–-]\s?\d{4})?`;
const FOREIGN_RELATIONS = new RegExp(
  String.raw`\bForeign Relations,\s+${YEARS},\s+[Vv]ol(?:umes?|s?\.)\s+[IVXLE–\d-]+(?:,\s+Part\s+[\dIVX]+)?(?:,\s+${PLACE})?`,
  'g',
);
const DATED_PERIODICAL = new RegExp(
  String.raw`^\s+(?:in\s+)?(?:the\s+)?\p{Lu}[^.;,“”()]{2,80},\s+(?:${MONTH}\s+\d{1,2},|(?:\d{1,2}\s+)?${MONTH})\s+\d{4}(?=[.;)\]]|$)`,
  'u',
);
const LONGEST_TITLE = 220;

/** The citations of a range that close with pages, or name a volume of Foreign Relations. */
export function printedCitations(text: string, range: Range): FoundCitation[] {
  const said = text.slice(range.start, range.end);
  const articles = quotedTitles(said, range.start);
  const series = matchesOf(FOREIGN_RELATIONS, said).map((match) => {
    const start = range.start + match.index;
    return printedCitation(text, { start, end: start + match[0].length }, []);
  });
  const others: FoundCitation[] = [];
  let passed = 0;
  let behind = 0;
  for (const { to, end } of closings(text, range, articles)) {
    while (behind < articles.length && articles[behind]!.end <= to - LONGEST_TITLE) behind++;
    const near = articles.slice(behind, behind + LONGEST_TITLE).filter((article) => article.end <= to);
    const start = titleStart(text, range.start, to, near);
    if (start === undefined || start < (others.at(-1)?.end ?? 0)) continue;
    while (passed < series.length && series[passed]!.end <= start) passed++;
    const next = series[passed];
    if (!next || next.start >= end) others.push(printedCitation(text, { start, end }, near));
  }
  return [...series, ...others];
}

/** Where the words in front of the pages end, and the pages; an article may also close with the date of its periodical. */
function closings(text: string, range: Range, articles: readonly Range[]): { to: number; end: number }[] {
  const said = text.slice(range.start, range.end);
  const pages = matchesOf(PAGES, said).map(({ index, 0: found }) => {
    const to = range.start + index;
    return { to, end: to + found.length };
  });
  const dated = articles.flatMap(({ end: to }) => {
    const found = DATED_PERIODICAL.exec(text.slice(to, Math.min(range.end, to + LONGEST_TITLE)));
    return found ? [{ to: to + found[0].length, end: to + found[0].length }] : [];
  });
  return [...pages, ...dated].sort((a, b) => a.to - b.to);
}

/** What `Ibid.` says besides of a printed work: its last words that are no title. */
export function printedRepeat(text: string, range: Range): Part[] {
  const parts = mergeParts(partsOf(text, splitSegments(text, range)), MERGED);
  const last = parts.findLastIndex(({ part }) => part !== 'title' && part !== 'author');
  return parts.slice(0, last + 1);
}

// ---------------------------------------------------------------- where one begins

/** A quotation that its comma joins to what follows, or that stands in something named. */
const QUOTED_TITLE =
  /(?:“[^“”]{1,300}|"[^"]{1,300})(?:[,.?!][”"],?|[”"],|[”"](?=\s+in\s))(?=\s+(?:in\s+)?(?:the\s+)?(?:[\p{Lu}\d]|ibid\b|pp?\.|vol|no\.|cols?\.))/gu;

function quotedTitles(said: string, base: number): Range[] {
  return matchesOf(QUOTED_TITLE, said).map(({ index, 0: words }) => ({
    start: base + index,
    end: base + index + words.length,
  }));
}

const NAME = String.raw`(?:\p{Lu}[\p{L}.’'-]*|de|da|di|del|du|van|von|der|den|la|le|al)`;
/** The names that close the words in front of a quoted title. */
const NAMED = new RegExp(String.raw`(?:^|\bby\s+)(${NAME}(?:(?:,\s+and|,|\s+and)?\s+${NAME}){0,8},\s+)$`, 'u');
const SENDS =
  /\b(?:is|are|was|were|[Pp]rinted|[Pp]ublished|[Rr]eprinted|[Rr]eported|appears?|[Qq]uoted|[Tt]ext|found|described|recorded|summarized|discussed|reproduced|given)\s+(?:in|from)\s+(?:the\s+)?(?=\p{Lu})|^In\s+(?=\p{Lu})/gu;
/** A full stop or colon that parts sentences, or an opening bracket; a colon behind a capitalised word may be within a title. */
const PARTS = /\b[Ss]ee(?:\s+also)?\s+|[;(]\s*|[\p{Ll}\d)”]\.\s+|(?:(?<!\p{L})\p{Ll}+|[\d)”]|\bSource):\s+/gu;

/** Backwards to where the title begins: behind a full stop, a bracket, or the words that send there. */
function titleStart(text: string, from: number, to: number, articles: readonly Range[]): number | undefined {
  const furthest = Math.max(from, to - LONGEST_TITLE);
  const base = articles.find(({ start }) => start < furthest)?.start ?? furthest;
  const lead = plainLead(text, base, to, articles);
  const parting = matchesOf(PARTS, lead).findLast(
    ({ index, 0: found }) => found[1] !== '.' || !isAbbreviated(lead, 0, index + 1),
  );
  const behind = parting ? parting.index + parting[0].length : 0;
  const sends = matchesOf(SENDS, lead.slice(behind)).at(-1);
  const at = sends ? behind + sends.index + sends[0].length : behind;
  const cutOff = at === 0 && base === furthest && base > from;
  const article = articles.findLast(({ start }) => start >= base + at);
  if (article) {
    const named = NAMED.exec(lead.slice(at, article.start - base))?.[1] ?? '';
    return isTitle(lead.slice(article.start - base)) ? article.start - named.length : undefined;
  }
  return isTitle(lead.slice(at)) && !cutOff ? base + at : undefined;
}

/** The text with quoted titles and closed brackets blotted out: what stands in them begins nothing. */
function plainLead(text: string, start: number, end: number, articles: readonly Range[]): string {
  let lead = text.slice(start, end);
  for (const article of articles) {
    const behind = lead.slice(article.end - start);
    lead = `${lead.slice(0, article.start - start)}“${blot(article.end - article.start - 1)}${behind}`;
  }
  return lead.replace(/\([^()]*\)/g, ({ length }) => blot(length));
}

function blot(length: number): string {
  return 'x'.repeat(length);
}

function isTitle(words: string): boolean {
  return (
    /^[\p{Lu}“"]/u.test(words) &&
    words.length >= 6 &&
    !/\s(?:is|are|was|were|has|had|said|that)\s/.test(words) &&
    !/^(?:Ibid|Telegrams?|Quoted|Not|Letter|Memorandum|Despatch|Circular|Text|For|In|On|Dated|Printed)\b/.test(words)
  );
}

// ---------------------------------------------------------------- what it consists of

const MERGED: ReadonlySet<CitationPart> = new Set(['title', 'date', 'page', 'column']);

function printedCitation(text: string, whole: Range, articles: readonly Range[]): FoundCitation {
  const segments = splitSegments(text, whole, articles);
  const quoted = segments.findIndex((segment) => articles.includes(segment));
  if (quoted < 0) return { ...whole, kind: 'printed', parts: mergeParts(partsOf(text, segments), MERGED) };
  const article = segments[quoted]!;
  const behind = mergeParts(partsOf(text, segments.slice(quoted + 1)), MERGED).map((part) => withoutIn(text, part));
  const named = segments[quoted - 1];
  return {
    ...whole,
    kind: 'printed',
    repeats: behind[0]?.part === 'ibid',
    parts: [
      ...(named ? [nameOf(text, { start: whole.start, end: named.end }, behind[0])] : []),
      wordsOf(text, article),
      ...behind,
    ],
  };
}

/** Whose the quoted title is: its author's, or, where none is named behind it, that of a periodical. */
function nameOf(text: string, name: Range, next: Part | undefined): Part {
  const periodical = next?.part === 'date' || SERIAL.test(text.slice(name.start, name.end));
  return { ...name, part: periodical ? 'title' : 'author' };
}

/** The words between the quotation marks, without the comma that the sentence puts there. */
function wordsOf(text: string, { start, end }: Range): Part {
  const closing = /,?[”"],?$/.exec(text.slice(start, end))![0];
  return { start: start + 1, end: end - closing.length, part: 'article' };
}

/** `in the Velden Tribune` is the `Velden Tribune`. */
function withoutIn(text: string, part: Part): Part {
  const words = /^(?:in\s+)?(?:the\s+)?/.exec(text.slice(part.start, part.end))?.[0] ?? '';
  return { ...part, start: part.start + words.length };
}

function partsOf(text: string, segments: readonly Range[]): Part[] {
  const parts: Part[] = [];
  segments.forEach((segment, i) => {
    const next = segments[i + 1];
    const said = text.slice(segment.start, segment.end);
    const title = next && text[segment.end] === ',' ? text.slice(next.start, next.end) : '';
    parts.push({ ...segment, part: partOf(said, parts, title) });
  });
  return parts;
}

function partOf(said: string, before: readonly Part[], next: string): CitationPart {
  if (/^(?:pp?\.|pages?)\s*[A-Z–-]*\d/.test(said)) return 'page';
  if (/^ibid\.?$/.test(said)) return 'ibid';
  if (/^(?:cols?\.|columns?)\s*\d/.test(said)) return 'column';
  const last = before.at(-1)?.part;
  if ((last === 'page' || last === 'column') && /^(?:and\s+)?[A-Z]?\d/.test(said)) return last;
  if (/^(?:vol(?:ume)?|book|part|no|sec)s?\b/i.test(said)) return 'volume';
  if (isDate(said)) return 'date';
  return before.length === 0 && isAuthor(said, next) ? 'author' : 'title';
}

/** What closes the names of periodicals and collections, which are nobody's. */
const SERIAL =
  /\b(?:Bulletin|Debates?|Documents|Gazette|Hansard|Herald|Journal|Papers|Post|Proceedings|Records?|Reports?|Review|Statutes|Times|Treaties|Tribune)$/;

/** A surname or a short name, with a title of two words or more behind it. */
function isAuthor(said: string, next: string): boolean {
  return (
    /^\p{Lu}[\p{L}’'.-]+(?:\s\p{Lu}[\p{L}’'.-]*){0,2}$/u.test(said) &&
    !SERIAL.test(said) &&
    /^\p{Lu}\p{L}+\s/u.test(next) &&
    !/^(?:vol|book|part)/i.test(next) &&
    !isDate(next)
  );
}
