/** Whether a text is a cable: by two of its signs at least, each a whole line, near each other and not amid prose. */
import { headingAt, saysWho } from '../heading/heading.js';
import type { Unit } from '../lines/units.js';
import type { Fact, Form } from '../model.js';
import { bannerOf } from './banner.js';
import { furnitureAt } from './furniture.js';
import { COPY_RECORD, COPY_TEXT, isFromPost, isGroup, isTo, LOST } from './heads.js';
import { keyAt } from './keys.js';
import type { WireLine } from './lines.js';

/** Signs that stand further apart than this are not those of one head: a circular to all posts fills pages between them. */
const LONGEST_HEAD = 90;
/** The signs by which a text is a cable; undefined where there are fewer than two, or an edition's heading stands above them. */
export function recogniseCable(text: string, lines: readonly WireLine[]): Form | undefined {
  const found = signsOfCopy(lines) ?? signsOfHead(text, lines);
  return found && { name: 'cable', signs: found };
}

function signsOfHead(text: string, lines: readonly WireLine[]): Fact[] | undefined {
  const first = lines.findIndex((_, at) => signAt(lines, at));
  if (first < 0 || isSetInProse(lines, first) || isBelowHeading(text, lines, first)) return undefined;
  const signs = new Map<string, Fact>();
  for (let at = first; at < Math.min(lines.length, first + LONGEST_HEAD); at++) {
    const name = signAt(lines, at);
    const { start, end } = lines[at]!;
    if (name && !signs.has(name)) signs.set(name, { start, end, value: name });
  }
  return signs.size >= 2 ? [...signs.values()] : undefined;
}

/** Is a line above, or the next one, a sentence in small letters? What manuals and mails quote is set so. */
function isSetInProse(lines: readonly WireLine[], first: number): boolean {
  const above = lines.slice(0, first).some((_, at) => isProse(lines, at));
  return above || isProse(lines, first + 1);
}

/** Several words in small letters, one of them such as no optical reading makes of dashes. */
function isProse(lines: readonly WireLine[], at: number): boolean {
  const said = lines[at]?.said ?? '';
  const words = said.match(/\b[a-z]{2,}\b/g) ?? [];
  return (
    words.length >= 3 &&
    !isTitle(lines, at) &&
    /\b(?:the|of|and|in|is|are|was|has|as|with|that|for|this|from)\b/.test(said) &&
    !furnitureAt(lines, at)
  );
}

/** A line by itself that ends no sentence: `Cables from Strelsau, collected by a friend`. */
function isTitle(lines: readonly WireLine[], at: number): boolean {
  const line = lines[at]!;
  return line.blankBefore && (lines[at + 1]?.blankBefore ?? true) && !/[.,;:?!'")]$/.test(line.said);
}

/** A document of an edition has its heading first, whatever it quotes; a title, `Cables from …`, is none. */
function isBelowHeading(text: string, lines: readonly WireLine[], first: number): boolean {
  const units: Unit[] = lines.slice(0, first + 1);
  return units.some((_, at) => {
    const heading = headingAt(text, units, at);
    return heading !== undefined && (heading.number !== undefined || saysWho(text, heading));
  });
}

/** The sign that a line is; prose is looked for last, since few lines say what a sign does. */
function signAt(lines: readonly WireLine[], at: number): string | undefined {
  const name = signSaid(lines, at);
  return name !== undefined && isProse(lines, at) ? undefined : name;
}

function signSaid(lines: readonly WireLine[], at: number): string | undefined {
  const line = lines[at]!;
  if (isGroup(line.said)) return 'date-time group';
  if (isFromPost(line.said) && lines.slice(at + 1, at + 6).some(({ said }) => isTo(said))) return 'FM and TO';
  if ((bannerOf(line)?.numbers.length ?? 0) > 0) return 'banner';
  const key = keyAt(line.said)?.key;
  if (key === 'declassification' && /\S$/.test(line.said)) return 'E.O.';
  return key === 'tags' ? 'TAGS' : undefined;
}

/**
 * The two labels that the archive's copies print around text and record, with the record's own number; or what stands
 * for a lost text, below the label or a page line.
 */
function signsOfCopy(lines: readonly WireLine[]): Fact[] | undefined {
  const index = (test: (said: string, at: number) => boolean): number =>
    lines.findIndex(({ said }, at) => test(said, at));
  const label = index((said) => COPY_TEXT.test(said));
  const record = index((said, at) => at > label && COPY_RECORD.test(said));
  const recorded = record >= 0 && lines.slice(record).some(({ said }) => /^Document Number:/.test(said));
  if (label >= 0 && recorded) return signsAt(lines, [label, record]);
  const lost = index((said) => LOST.test(said));
  const above = label >= 0 ? label : index((_, at) => at < lost && furnitureAt(lines, at)?.page !== undefined);
  return lost >= 0 && above >= 0 && lost <= above + 3 ? signsAt(lines, [above, lost]) : undefined;
}

function signsAt(lines: readonly WireLine[], indices: readonly number[]): Fact[] {
  return indices.map((at) => ({ start: lines[at]!.start, end: lines[at]!.end, value: lines[at]!.said }));
}
