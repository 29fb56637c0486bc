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
    if (!blank) out.push({ start, end, indent, blankBefore, said: text.slice(start, end) });
    blankBefore = blank;
  }
  return out;
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
  return /[.?!:;]["'”’)\]]*$|[.?!]\s?\)$|\b(?:UN|END )?QUOTE$|\bUNQTE$/i.test(said);
}
