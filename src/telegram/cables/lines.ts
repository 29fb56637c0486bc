/** The lines of a cable that are not blank, with what stands on them. */
import type { Line } from '../lines/units.js';
import type { Range } from '../model.js';

export interface WireLine extends Range {
  /** The line's characters, from `start` to `end`. */
  readonly said: string;
  readonly indent: number;
  /** Whether a blank line stands above. */
  readonly blankBefore: boolean;
}

/** In a copy with a blank line behind each line, blank lines part nothing. */
const SPACED = 0.75;

export function wireLines(text: string, lines: readonly Line[]): WireLine[] {
  const parted = partedLines(text, lines);
  const blanks = parted.filter(({ blankBefore }) => blankBefore).length;
  return blanks < parted.length * SPACED ? parted : parted.map((line) => ({ ...line, blankBefore: false }));
}

function partedLines(text: string, lines: readonly Line[]): WireLine[] {
  const out: WireLine[] = [];
  let blankBefore = true;
  for (const { start, end, indent, blank } of lines) {
    if (!blank) {
      const bounds = [0, ...keysWithin(text.slice(start, end)), end - start];
      for (let i = 1; i < bounds.length; i++) {
        const said = text.slice(start + bounds[i - 1]!, start + bounds[i]!).trimEnd();
        const from = start + bounds[i - 1]!;
        out.push({ start: from, end: from + said.length, indent, blankBefore: blankBefore && i === 1, said });
      }
    }
    blankBefore = blank;
  }
  return out;
}

/** What may follow on the same line, in copies that lost some of their line ends. */
const GROUP_LINE = /^(?:[ZOPR]\s+)+\d{6}\s?Z\s+[A-Z]{3}\s+\d{2,4}\s+(?=FM\s)/;
const POSTS_LINE = /^(?:FM|TO)\s+[A-Z]/;
const KEY_LINE = /^(?:E\.?\s*O\.?|TAGS|SUBJ(?:ECT)?)\b.*:/;

/** Where further keys of the head begin within a line: `E.O. 12958: N/A TAGS: CVIS`, `FM ORSK TO VELDEN`. */
function keysWithin(said: string): number[] {
  const group = GROUP_LINE.exec(said);
  if (group) return [group[0].length, ...keysWithin(said.slice(group[0].length)).map((at) => at + group[0].length)];
  const next = POSTS_LINE.test(said)
    ? /\s(?:TO|INFO)\s+(?=[A-Z])/g
    : KEY_LINE.test(said)
      ? /\s(?:TAGS|SUBJ(?:ECT)?|REFS?|REFTELS?)\s?:\s/g
      : undefined;
  return next ? [...said.matchAll(next)].map(({ index }) => index + 1) : [];
}

/** Without white space, in capitals. */
export function squashed(said: string): string {
  return said.replace(/\s+/g, '').toUpperCase();
}

/** A telegram of a few short lines does not tell how wide they might be. */
const LEAST_WIDTH = 50;

/** How wide the copy is: nearly all its lines end before this column. */
export function widthOf(lines: readonly WireLine[]): number {
  const lengths = lines.map(({ start, end }) => end - start).sort((a, b) => a - b);
  return Math.max(LEAST_WIDTH, lengths[Math.floor(lengths.length * 0.95)] ?? 0);
}

/** Whether the first word of the next line would have fitted on this one: then the line was ended on purpose. */
export function isShort(line: WireLine, next: WireLine, width: number): boolean {
  const word = /^\S+/.exec(next.said)?.[0].length ?? 0;
  return line.said.length + 1 + word <= width - 3;
}

/** Whether a sentence ends here, or a word announces what follows. */
export function endsSentence(said: string): boolean {
  return /[.?!:;]["'”’)\]]*$|[.?!]\s?\)$|\b(?:UN|END )?QUOTE$|\bUNQTE$|\bEND (?:SUMMARY|COMMENT|TEXT|FYI|NOTE)$/i.test(
    said,
  );
}
