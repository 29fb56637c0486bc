/** What a copy prints around the text: page lines, markings above and below a page, stamps of a release, relay. */
import type { Furniture } from '../model.js';
import { squashed, type WireLine } from './lines.js';
import { classificationAt, isCaptionLine } from './words.js';

export interface FoundFurniture {
  readonly kind: Furniture['kind'];
  /** How many lines it takes. */
  readonly lines: number;
  /** The page that begins here, without leading zeros. */
  readonly page?: string;
}

/**
 * The furniture that begins at a line. `classification` is the telegram's own, where it is known:
 * another one alone on a line was stamped on by the release.
 */
export function furnitureAt(
  lines: readonly WireLine[],
  at: number,
  classification?: string,
): FoundFurniture | undefined {
  return stampAt(lines, at) ?? pageLineAt(lines, at) ?? markingAt(lines[at]!.said, classification);
}

// ---------------------------------------------------------------- stamps

/** Without white space, since it is also cut within a word. */
const REVIEW = /declassified\/?releasedusdepartmentofstateeosystematicreview(\d{1,2}[a-z]{3,9}\d{4})?$/i;
const REVIEW_BEGINS = /Declassified\s?[/ ]\s?Released\b/i;
const REVIEWER = /^(?:\p{Lu}[\p{L}.]*\s){1,3}\p{Lu}\p{L}+$/u;
/** A stamp of one line whose end a narrow copy has on the next. */
const CASE = /^UNCLASSIFIED\s+U\.?\s?S\.?\s+Department of State\b/i;
const ENDS_CASE = /\bDate:?\s*\d{2}\/\d{2}\/\d{4}$/i;
const STAMPS = [
  CASE,
  /^(?:(?:UN)?CLASSIFIED\s+)?RELEASED IN (?:FULL|PART)(?:\s+[B\d(][\w.,()\s]{0,30})?$/i,
  /^REVIEW AUTHORITY\s?:/i,
  /^REVIEWED BY\b.{2,50}\bDATE\b/i,
  /^DATE\/CASE ID\b/i,
  /^(?:Case|Doc) No\.?\s?:?\s?[A-Z]{0,2}-?\d[\w-]*(?:\s+(?:Case|Doc|Date)\b.*)?$/i,
  /^(?:DECLASSIFIED|SANITIZED|EXCISED)(?:\s+(?:IN (?:FULL|PART)|COPY)|\s+BY\b.{2,40}\d{2,4})?$/i,
  /^\S{1,2} \d{4,6}\s+Doc.?[lI1]d:\s?\S+/i,
  // The exemption under which words were taken out: B1, 1.4(D).
  /^\[?(?:B\d|\d\.\d\s?\([A-Z]\))(?:[,;]?\s*(?:B\d|\d\.\d\s?\([A-Z]\)|\([A-Z]\)))*\]?$/i,
];
/** Prosigns of the line: a break before and behind the text, the operator's channel. */
const PROSIGN = /^(?:BT|#\d{4}|ZCZC.{0,20})$/;
const OFFICE = /^(?:(?:UNITED STATES )?DEPARTMENT OF STATE|[A-Z]{1,3}(?:\/[A-Z]{2,4}){1,3})$/i;
const LONGEST_BLOCK = 3;

function stampAt(lines: readonly WireLine[], at: number): FoundFurniture | undefined {
  const { said } = lines[at]!;
  const isCut = CASE.test(said) && !ENDS_CASE.test(said) && ENDS_CASE.test(`${said} ${lines[at + 1]?.said ?? ''}`);
  if (isCut) return { kind: 'stamp', lines: 2 };
  if (STAMPS.some((pattern) => pattern.test(said))) return { kind: 'stamp', lines: 1 };
  if (PROSIGN.test(said)) return { kind: 'operator', lines: 1 };
  const review = reviewAt(lines, at);
  if (review > 0) return { kind: 'stamp', lines: review };
  // The office's name is a stamp only where the rest of the block follows.
  if (!OFFICE.test(said)) return undefined;
  const block = lines.slice(at, at + LONGEST_BLOCK);
  const end = block.findIndex((line) => STAMPS.some((pattern) => pattern.test(line.said)));
  return end > 0 && block.slice(0, end).every((line) => OFFICE.test(line.said))
    ? { kind: 'stamp', lines: end }
    : undefined;
}

/** The stamp of the systematic review, also cut over two lines: behind its reviewer, or within. */
function reviewAt(lines: readonly WireLine[], at: number): number {
  const { said } = lines[at]!;
  const review = REVIEW.exec(squashed(said));
  if (review?.[1]) return 1;
  const below = lines[at + 1]?.said ?? '';
  if (REVIEWER.test(said) && below.search(REVIEW_BEGINS) === 0 && REVIEW.test(squashed(below))) return 2;
  const begins = /Declass/i.test(said) && !REVIEW_BEGINS.test(below);
  if (begins && REVIEW.exec(squashed(said + below))?.[1]) return 2;
  return review ? 1 : 0;
}

// ---------------------------------------------------------------- page lines

// OCR takes O for 0 and l for 1; the words are kept, so that it is enough to know that it is a page line.
const NUMBER = String.raw`[\dOIlSBCG@]{1,8}`;
const STATION = String.raw`[A-Z]{2,}(?:\s[A-Z]{2,})?\s+${NUMBER}`;
const REST = String.raw`(?:\s+POSS DUPE)?(?:\s+[A-Z]{4,6}\s+\d+)?(?:\s+${NUMBER}\s+OF\s+${NUMBER})?(?:\s+\d{6}\s?Z|\s+\d{7})?(?:\s+POSS DUPE)?`;
const PAGE = new RegExp(String.raw`^PAGE\s+(\S{1,3})(?:\s+${STATION}${REST})?$`);
const BELOW_PAGE = [
  new RegExp(`^${STATION}${REST}$`),
  new RegExp(String.raw`^${NUMBER}\s+OF\s+${NUMBER}$`),
  /^\d{6}\s?Z$/,
];
/** Since about 2000: `STRELSAU 00000947  002.2 OF 003`. */
const MODERN_PAGE = String.raw`([A-Z][A-Z .]{2,20}?)\s+(\d{6,8})\s+(\d{3})(?:\.\d+)?\s+OF\s+\d{3}`;
const MODERN_PAGE_LINE = new RegExp(`^${MODERN_PAGE}$`);

function pageLineAt(lines: readonly WireLine[], at: number): FoundFurniture | undefined {
  const { said } = lines[at]!;
  const modern = MODERN_PAGE_LINE.exec(said);
  if (modern) return { kind: 'header', lines: 1, page: String(Number(modern[3])) };
  const found = PAGE.exec(said);
  if (!found) return undefined;
  const page = /^\d+$/.test(found[1]!) ? { page: String(Number(found[1])) } : {};
  if (said.trim() !== `PAGE ${found[1]}`) return { kind: 'header', lines: 1, ...page };
  // Station, section and time may stand on lines of their own.
  let end = at + 1;
  for (const pattern of BELOW_PAGE) if (lines[end] && pattern.test(lines[end]!.said)) end++;
  return { kind: 'header', lines: end - at, ...page };
}

/** A page line that a copy without line ends left in the middle of a line. */
export function pageWithin(said: string): { start: number; end: number; page: string } | undefined {
  const found = new RegExp(String.raw`(?<=\s)${MODERN_PAGE}(?=\s)`).exec(said);
  return found ? { start: found.index, end: found.index + found[0].length, page: String(Number(found[3])) } : undefined;
}

// ---------------------------------------------------------------- markings

/** The classification alone on a line, with what may stand beside it. */
export function markingAt(said: string, classification?: string): FoundFurniture | undefined {
  const found = classificationAt(said);
  if (!found) return undefined;
  const beside = said
    .slice(found.length)
    .replace(/POSS DUPE/, '')
    .trim();
  if (beside !== '' && !isCaptionLine(beside)) return undefined;
  const stamped =
    found.phrase === 'UNCLASSIFIED' && classification !== undefined && !classification.startsWith('UNCLAS');
  return { kind: stamped ? 'stamp' : 'classification', lines: 1 };
}
