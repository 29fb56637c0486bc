/** A typed form as lines: those that are not blank, with what stands on them. */
import type { Line } from '../lines/units.js';

export interface FormLine extends Line {
  /** The line's characters, from `start` to `end`. */
  readonly said: string;
  /** Whether a blank line stands above. */
  readonly blankBefore: boolean;
}

export function formLines(text: string, lines: readonly Line[]): FormLine[] {
  const out: FormLine[] = [];
  let blankBefore = true;
  for (const line of lines) {
    const { start, end, indent, blank } = line;
    if (!blank) out.push({ start, end, indent, blank, said: text.slice(start, end), blankBefore });
    blankBefore = blank;
  }
  return out;
}
