/** What the typed forms have in common: a head of lines, then the text, with the copy's own marks in it. */
import type { FoundFurniture } from '../cables/furniture.js';
import { markingAt } from '../cables/furniture.js';
import type { WireLine } from '../cables/lines.js';
import { classificationAt } from '../cables/words.js';
import type { Fact, Facts, OpenerLine, Range } from '../model.js';
import { handlingFacts } from '../services/service.js';

/** A line of the head; `form` for what the form prints beside its fields. */
export interface FormLine extends Range {
  readonly as: OpenerLine['type'] | 'form';
}

export interface FormHead {
  readonly signs: readonly Fact[];
  readonly lines: readonly FormLine[];
  /** The first line of the text. */
  readonly end: number;
  readonly facts: Partial<Facts>;
}

/** The classification, where the line is nothing else. */
export function classificationIn(said: string): string | undefined {
  return markingAt(said) ? classificationAt(said)?.phrase : undefined;
}

export function handlingIn(line: WireLine): ReturnType<typeof handlingFacts> {
  // Optical reading leaves strokes of the form behind the words.
  return handlingFacts({
    start: line.start,
    said: line.said.replace(/[^\p{L}\s]+/gu, (marks) => ' '.repeat(marks.length)),
  });
}

/** What optical reading leaves of a stamp or a stroke: a few characters that are no word of a text. */
export function isGarbled(said: string): boolean {
  return said.length <= 4;
}

const COPY_MARKS = /^(?:\W{0,3}\s?)?(?:REPRODUCTION FROM THIS COPY|.{0,24}PROHIBITED UNLESS)\b/i;
/** `-2- 1188, May 3, 5 p.m., from Strelsau`: the next page. */
const PAGE = /^-\s?(\d{1,2})\s?-\s+\d{1,5}\b.*\bfrom\s/i;

/** What the copy prints in the middle of the text. */
export function copyMarkAt(lines: readonly WireLine[], at: number): FoundFurniture | undefined {
  const { said } = lines[at]!;
  if (COPY_MARKS.test(said)) return { kind: 'operator', lines: 1 };
  const page = PAGE.exec(said)?.[1];
  return page === undefined ? undefined : { kind: 'header', lines: 1, page };
}
