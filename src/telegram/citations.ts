/**
 * Citations in editorial text. Archival ones go from the repository down (`Department of State,
 * Central Files, 396.1–PA/12–1561`), or repeat the last with `Ibid.`; printed ones end in pages.
 */
import type { Citation, CitationPart, Range } from './model.js';
import type { Span } from './spans.js';
import { trim } from './units.js';
import { MONTH } from './vocabulary.js';

/** Numbers the citations of one document in reading order, so that `Ibid.` finds the one before it. */
export class CitationCounter {
  private count = 0;

  next(isIbid: boolean): Pick<Citation, 'index' | 'ibidOf'> {
    const index = this.count++;
    return { index, ...(isIbid && index > 0 && { ibidOf: index - 1 }) };
  }
}

interface FoundCitation extends Range {
  readonly kind: Citation['kind'];
  readonly ibid: boolean;
  readonly parts: readonly (Range & { readonly part: CitationPart })[];
}

/** The citations of a range of editorial text, their parts inside, numbered by `counter`. */
export function citationSpans(text: string, range: Range, counter: CitationCounter): Span[] {
  const found = [...archivalCitations(text, range), ...printedCitations(text, range)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const spans: Span[] = [];
  let end = range.start;
  for (const citation of found) {
    if (citation.start < end) continue;
    end = citation.end;
    spans.push(...spansOf(citation, counter));
  }
  return spans;
}

function spansOf(citation: FoundCitation, counter: CitationCounter): Span[] {
  const { start, end, kind } = citation;
  const numbered = counter.next(citation.ibid);
  return [
    { start, end, build: (children) => ({ type: 'citation', start, end, kind, ...numbered, children }) },
    ...citation.parts.map(
      ({ part, ...at }): Span => ({ ...at, build: (children) => ({ type: 'citationPart', ...at, part, children }) }),
    ),
  ];
}

// ---------------------------------------------------------------- archival

const REPOSITORY =
  /(?:\b(?:Department of State|Department of Defense|National Archives(?: and Records Administration)?|National Security Council|Central Intelligence Agency|Library of Congress|(?:[\p{Lu}][\p{L}.]{0,30}\s){1,3}(?:Library|Archives?|University|Records Cent(?:er|re)|Historical Cent(?:er|re)|Institute|Institution|Agency|Presidential Materials))\b(?=,\s))|\b[Ii]bid\b/gu;
const SOURCE = /^(?:\/\/|\[)?\s*(?:Source|Quelle):\s*/;
const COLLECTION =
  /\b(?:Files?|Papers|Records?|Materials?|Collections?|Lot|RG|Box|Series|Correspondence|Memoranda|Diary|Archives|Minutes|Folder|Microfilm)\b/;
const FILE_NUMBER =
  /\d{3}[A-Z]?\.[\dA-ZÀ][^\s,;)]*\/|^\d{3}[A-Z]?\.\d|\/\d{1,2}\s?[–-]\s?\d{3,4}$|^[A-Z]\d{6}[–-]\d{4}$/;
const SUBJECT_NUMERIC =
  /^(?:POL|DEF|ECON?|FN|FT|AID|E|SOC|CUL|INCO|ORG|PER|STR|TEL|AV|AE|PET|REF|SP|IT|CSM|INT|LAB|PS|RM|T|TP)(?:[–-][A-Z]{2,12})?(?:\s[A-Z\d/–-]+)*(?:\s[–-]\s?\d)?$/;

function archivalCitations(text: string, range: Range): FoundCitation[] {
  const found: FoundCitation[] = [];
  const said = text.slice(range.start, range.end);
  const source = SOURCE.exec(said);
  if (source) {
    const start = range.start + source[0].length;
    const end = endOfCitation(text, start, range.end);
    const citation = archivalCitation(text, { start, end }, true);
    if (citation) found.push(citation);
  }
  for (const match of said.matchAll(REPOSITORY)) {
    const start = range.start + match.index;
    if (start < (found.at(-1)?.end ?? range.start)) continue;
    const end = endOfCitation(text, start, range.end);
    const citation = archivalCitation(text, { start, end }, false);
    if (citation) found.push(citation);
  }
  return found;
}

const ABBREVIATED =
  /(?:^|[\s(,.])(?:[Ii]bid|Vol|Vols|No|Nos|Doc|Docs|Gen|Col|Maj|Lt|Mr|Mrs|Dr|Jr|Sr|St|U\.S|U\.N|Pt|Ser|cont|Misc|Corresp|\p{Lu})$/u;

/** A citation ends with its sentence, a semicolon, or the bracket around it. */
function endOfCitation(text: string, start: number, limit: number): number {
  let depth = 0;
  for (let at = start; at < limit && at < start + 400; at++) {
    const char = text[at]!;
    if (char === '(' || char === '[') depth++;
    else if ((char === ')' || char === ']') && --depth < 0) return at;
    else if (char === ';' && depth === 0) return at;
    else if (
      char === '.' &&
      depth === 0 &&
      endsSentence(text, at, limit) &&
      !ABBREVIATED.test(text.slice(Math.max(start, at - 10), at))
    )
      return at;
  }
  return Math.min(limit, start + 400) === limit ? withoutFullStop(text, limit) : start;
}

function withoutFullStop(text: string, end: number): number {
  return text[end - 1] === '.' ? end - 1 : end;
}

function endsSentence(text: string, at: number, limit: number): boolean {
  return at + 1 >= limit || /^[)”’"]?(?:\s|↩|$)/.test(text.slice(at + 1, Math.min(limit, at + 3)));
}

function archivalCitation(text: string, whole: Range, afterSource: boolean): FoundCitation | undefined {
  const parts: (Range & { part: CitationPart })[] = [];
  const segments = splitSegments(text, whole);
  const ibid = /^[Ii]bid\b\.?/.exec(text.slice(whole.start, whole.end));
  let end = whole.start;
  for (const [i, segment] of segments.entries()) {
    const part = i === 0 && ibid ? 'ibid' : partOf(text.slice(segment.start, segment.end), i, parts, afterSource);
    if (part === undefined) break;
    parts.push({ ...numberWithin(text, segment, part), part });
    end = segment.end;
  }
  if (parts.length === 0 || (!ibid && !afterSource && parts.length < 2)) return undefined;
  return {
    start: whole.start,
    end,
    kind: parts.some(({ part }) => part === 'page') ? 'printed' : 'archival',
    ibid: ibid !== null,
    parts,
  };
}

/** Commas and colons outside brackets part a citation. */
function splitSegments(text: string, whole: Range): Range[] {
  const segments: Range[] = [];
  let depth = 0;
  let from = whole.start;
  for (let at = whole.start; at <= whole.end; at++) {
    const char = at < whole.end ? text[at] : ',';
    if (char === '(' || char === '[') depth++;
    if (char === ')' || char === ']') depth--;
    const separates = at === whole.end || (depth === 0 && (char === ',' || (char === ':' && text[at + 1] === ' ')));
    if (!separates) continue;
    const segment = trim(text, from, at);
    if (segment.end > segment.start) segments.push(segment);
    from = at + 1;
  }
  return segments;
}

/** What a segment is; undefined where the citation is over and a sentence goes on. */
function partOf(
  said: string,
  index: number,
  before: readonly { part: CitationPart }[],
  afterSource: boolean,
): CitationPart | undefined {
  if (index === 0)
    return afterSource && !matchesWhole(REPOSITORY, said) && COLLECTION.test(said) ? 'collection' : 'repository';
  if (/^Lots?\s+(?:Files?\s+)?\d+\s?[–-]?\s?[A-Z]/.test(said)) return 'lot';
  if (/^Box(?:es)?\s+\S/.test(said)) return 'box';
  if (/^Folders?\s+\S/.test(said)) return 'folder';
  if (/^(?:pp?\.|pages?)\s*\d/.test(said)) return 'page';
  if (/^Vol(?:ume|\.)\s/i.test(said)) return 'volume';
  if (FILE_NUMBER.test(said)) return 'fileNumber';
  if (SUBJECT_NUMERIC.test(said) && before.some(({ part }) => part === 'collection' || part === 'ibid'))
    return 'fileNumber';
  if (new RegExp(`^${MONTH}\\s+\\d{1,2}|^\\d{4}$|^\\d{4}\\s?[–-]\\s?\\d{2,4}$`).test(said)) return 'date';
  if (said.length <= 24 && /\d/.test(said) && !/\p{Ll}{3}/u.test(said)) return 'number';
  if (/^(?:and|which|where|but|as|is|are|was|were|in|it|he|the|see|dated)\b/.test(said) || said.length > 120)
    return undefined;
  return /^[\p{Lu}\d“"(]/u.test(said) ? 'collection' : undefined;
}

function matchesWhole(pattern: RegExp, said: string): boolean {
  return [...`${said}, `.matchAll(pattern)].some((found) => found.index === 0 && found[0].length === said.length);
}

/** `Lot 65 D 366` is the lot `65 D 366`; the word stays outside the number. */
function numberWithin(text: string, segment: Range, part: CitationPart): Range {
  const word = { lot: /^Lots?\s+(?:Files?\s+)?/, box: /^Box(?:es)?\s+/, folder: /^Folders?\s+/ }[
    part as 'lot' | 'box' | 'folder'
  ];
  const found = word?.exec(text.slice(segment.start, segment.end));
  return found ? { start: segment.start + found[0].length, end: segment.end } : segment;
}

// ---------------------------------------------------------------- printed

const PAGES = /,\s+(pp?\.\s?\d[\d–, -]*\d|pp?\.\s?\d|pages?\s+\d+(?:[–-]\d+)?)/g;
const FOREIGN_RELATIONS =
  /\bForeign Relations,\s+\d{4}(?:\s?[–-]\s?\d{4})?,\s+[Vv]ol(?:umes?|s?\.)\s+[IVXLE–\d-]+(?:,\s+Part\s+[\dIVX]+)?(?:,\s+pp?\.\s?\d+(?:[–-]\d+)?)?/g;
const LONGEST_TITLE = 220;

function printedCitations(text: string, range: Range): FoundCitation[] {
  const said = text.slice(range.start, range.end);
  const series = [...said.matchAll(FOREIGN_RELATIONS)].map((match) => {
    const start = range.start + match.index;
    return printedCitation(text, { start, end: start + match[0].length });
  });
  const others: FoundCitation[] = [];
  let passed = 0;
  for (const match of said.matchAll(PAGES)) {
    const end = range.start + match.index + match[0].length;
    const start = titleStart(text, range.start, range.start + match.index);
    if (start === undefined || start < (others.at(-1)?.end ?? 0)) continue;
    while (passed < series.length && series[passed]!.end <= start) passed++;
    const next = series[passed];
    if (!next || next.start >= end) others.push(printedCitation(text, { start, end }));
  }
  return [...series, ...others];
}

/** Backwards to where the title begins: behind a full stop, a bracket, or the words that send there. */
function titleStart(text: string, from: number, to: number): number | undefined {
  const lead = text.slice(Math.max(from, to - LONGEST_TITLE), to);
  const base = to - lead.length;
  const strong = [
    ...lead.matchAll(
      /(?:\b[Ss]ee(?:\s+also)?\s+|[;(]\s*|[\p{Ll}\d)”](?<!\b(?:[Vv]ols?|[Nn]os?|[Pp]ts?|pp?|eds?|ch))[.:]\s+|^)/gu,
    ),
  ].at(-1);
  if (!strong) return undefined;
  let at = strong.index + strong[0].length;
  const sends = [
    ...lead
      .slice(at)
      .matchAll(
        /\b(?:is|are|was|were|printed|published|reprinted|appears?|quoted|text|found|described|recorded|summarized|discussed|reproduced|given)\s+(?:in|from)\s+(?:the\s+)?(?=\p{Lu})/gu,
      ),
  ].at(-1);
  if (sends) at += sends.index + sends[0].length;
  const title = lead.slice(at);
  const plausible =
    /^[\p{Lu}“"]/u.test(title) &&
    title.length >= 6 &&
    !/\s(?:is|are|was|were|has|had|said|that)\s/.test(title) &&
    !/^(?:Telegrams?|Quoted|Not|Letter|Memorandum|Despatch|Circular|Text|For|In|On|Dated|Printed)\b/.test(title);
  return plausible ? base + at : undefined;
}

function printedCitation(text: string, whole: Range): FoundCitation {
  const segments = splitSegments(text, whole);
  const parts = segments.map((segment, i) => ({
    ...segment,
    part: printedPart(text.slice(segment.start, segment.end), i, segments, text),
  }));
  return { ...whole, kind: 'printed', ibid: false, parts: mergeTitle(parts) };
}

function printedPart(said: string, index: number, segments: readonly Range[], text: string): CitationPart {
  if (/^(?:pp?\.|pages?)\s*\d/.test(said)) return 'page';
  if (/^(?:vol|book|part|no)s?\b/i.test(said)) return 'volume';
  if (new RegExp(`^(?:${MONTH}\\s+\\d{1,2}|\\d{4}(?:\\s?[–-]\\s?\\d{2,4})?$)`).test(said)) return 'date';
  const next = segments[index + 1];
  const isAuthor =
    index === 0 &&
    next !== undefined &&
    /^[\p{Lu}][\p{L}’'.-]+(?:\s[\p{Lu}][\p{L}’'.-]*){0,2}$/u.test(said) &&
    /^[\p{Lu}][\p{L}]+\s/u.test(text.slice(next.start, next.end)) &&
    !/^(?:vol|book|part)/i.test(text.slice(next.start, next.end)) &&
    !new RegExp(`^${MONTH}\\s`).test(text.slice(next.start, next.end));
  return isAuthor ? 'author' : 'title';
}

/** A title with commas in it is one title, `March 4, 1957` one date. */
function mergeTitle(parts: readonly (Range & { part: CitationPart })[]): (Range & { part: CitationPart })[] {
  const out: { start: number; end: number; part: CitationPart }[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.part === part.part && (part.part === 'title' || part.part === 'date')) last.end = part.end;
    else out.push({ ...part });
  }
  return out;
}
