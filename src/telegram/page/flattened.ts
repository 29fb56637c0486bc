/**
 * Documents whose line ends were dropped, as happens to text made of TEI or HTML by taking out the
 * tags: heading, source note, dateline and text run on in one line. They are parted where the words show it.
 */
import { parseDateline } from '../lines/dateline.js';
import { findDate } from '../lines/dates.js';
import { kindNamed } from '../lines/kinds.js';
import { speaks } from '../lines/titles.js';
import { type Line, trim } from '../lines/units.js';
import type { Range } from '../model.js';
import { isHandlingLine } from '../vocabulary.js';

const NUMBER = /(?<![\d.,])\d{1,4}[a-z]?\.\s+(?=\p{Lu})/gu;
const SENTENCE = /(?=\p{Lu})(?:^|(?<=[\p{Ll}\d)][.)\]”"]\s*)(?<!\b(?:St|Mt|Ft)\.\s*))/gu;
const LONGEST_HEADING = 400;
const LONGEST_NOTE = 1200;

/** The lines, one that holds whole documents cut into theirs, with a blank line between. */
export function unflatten(text: string, lines: readonly Line[]): readonly Line[] {
  if (!text.includes('Source:')) return lines;
  return lines.flatMap((line) => {
    const cuts = cutsIn(text, line);
    if (cuts.length === 0) return [line];
    const bounds = [line.start, ...cuts, line.end];
    return bounds.slice(1).flatMap((end, i): Line[] => {
      const { start, end: to } = trim(text, bounds[i]!, end);
      return to > start
        ? [
            { start, end: to, indent: 0, blank: false },
            { start: to, end: to, indent: 0, blank: true },
          ]
        : [];
    });
  });
}

/** Was a line of the document cut out of a longer one? */
export function isFlattened(text: string, lines: readonly Line[]): boolean {
  const printed = lines.filter(({ blank }) => !blank);
  return printed.some(
    ({ start }, i) => i > 0 && !/[\n\v\f\r\u2028\u2029]/.test(text.slice(printed[i - 1]!.end, start)),
  );
}

/** Where the line is to be cut, in order. */
function cutsIn(text: string, line: Range): number[] {
  const said = text.slice(line.start, line.end);
  const headings: Range[] = [];
  for (const { index } of said.matchAll(/Source:\s/g)) {
    const from = Math.max(headings.at(-1)?.end ?? 0, index - LONGEST_HEADING);
    const start = headingBefore(said.slice(from, index));
    if (start !== undefined) headings.push({ start: from + start, end: index });
  }
  return headings.flatMap(({ start, end }, i) => {
    const behind = said.slice(end, Math.min(end + LONGEST_NOTE, headings[i + 1]?.start ?? said.length));
    return [...(start > 0 ? [start] : []), end, ...opening(behind).map((cut) => end + cut)].map(
      (cut) => line.start + cut,
    );
  });
}

/** Where the numbered heading begins that the words end with. */
function headingBefore(said: string): number | undefined {
  const found = [...said.matchAll(NUMBER)].findLast(({ index, 0: number }) => {
    const words = said.slice(index + number.length);
    return kindNamed(words) !== undefined && !speaks(words);
  });
  return found?.index;
}

/** Where the dateline behind a source note begins and ends; without one the note ends where its own words do. */
function opening(behind: string): number[] {
  let dateline: Range | undefined;
  for (const { index } of behind.matchAll(SENTENCE)) {
    if (dateline && index >= dateline.end) break;
    const date = findDate(behind.slice(index, index + 100));
    const closing = date && /^\.?(?=\s*(?:[\p{Lu}\d“"[(]|$))/u.exec(behind.slice(index + date.end));
    const range = date && closing && { start: index, end: index + date.end + closing[0].length };
    // The last sentence before the date is the place.
    if (range && parseDateline(behind, range)?.place) dateline = range;
  }
  return dateline ? [dateline.start, dateline.end] : endOfSource(behind);
}

/** Behind its citation a source note classifies the document. */
function endOfSource(behind: string): number[] {
  let end = /^Source:.*?[\p{Ll}\d)]\.\s*(?=\p{Lu}\p{Ll})/su.exec(behind)?.[0].length ?? 0;
  if (end === 0) return [];
  const classified = (): RegExpExecArray | null => /^([^.]{1,80})\.\s*/.exec(behind.slice(end));
  for (let next = classified(); next && isHandlingLine(next[1]!); next = classified()) end += next[0].length;
  return [end];
}
