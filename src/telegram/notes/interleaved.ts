/** Notes that each stand behind the paragraph they belong to: `/1/text`, `[1] text`. */
import { parseDateline } from '../lines/dateline.js';
import { findDate } from '../lines/dates.js';
import type { Line } from '../lines/units.js';
import { isHandlingLine } from '../vocabulary.js';
import {
  type NoteLabel,
  type NoteList,
  noteLabelAt,
  opensSource,
  type RawNote,
  type ToParagraphs,
  toNote,
} from './notes.js';

/** The notes between the paragraphs, with the lines that are left for the text. */
export function interleavedList(
  text: string,
  lines: readonly Line[],
  toParagraphs: ToParagraphs,
  form: 'slash' | 'bracket',
): NoteList | undefined {
  const label = (line: Line): NoteLabel | undefined => {
    const found = noteLabelAt(text, line, form);
    return found && /^[[/]/.test(found.text) ? found : undefined;
  };
  const opens = (line: Line): boolean =>
    label(line) !== undefined || (form === 'slash' && text[line.start] === '/' && opensSource(text, line));
  if (!lines.some(opens)) return undefined;
  const dated = lines
    .slice(0, OPENING_LINES)
    .find((line) => !line.blank && parseDateline(text, line)?.when !== undefined);
  const day = dated && parseDateline(text, dated)?.when?.slice(0, 10);
  const notes: RawNote[] = [];
  const mainLines: Line[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    if (!opens(line)) {
      mainLines.push(line);
      i++;
      continue;
    }
    const to = endOfHeadingNote(text, lines, i, mainLines, opens) ?? endOfInterleavedNote(text, lines, i, opens, day);
    notes.push(toNote(text, lines.slice(i, to), label(line), toParagraphs));
    i = to;
  }
  return { form, notes, mainLines };
}

const SALUTATION =
  /^(?:My\s)?(?:Dear\s|Sirs?\s?[:,—]|Gentlemen\s?[:,—]|Excellency\s?[:,—]|Your\s(?:Excellency|Majesty))/;
/** So many paragraphs a note to the heading may have. */
const HEADING_NOTE = 4;

/** Between the heading's note and a dateline, a classification or a salutation nothing stands but the note. */
function endOfHeadingNote(
  text: string,
  lines: readonly Line[],
  from: number,
  before: readonly Line[],
  opens: (line: Line) => boolean,
): number | undefined {
  const isOpening = (line: Line): boolean =>
    !line.blank &&
    (isHandlingLine(text.slice(line.start, line.end)) ||
      parseDateline(text, line) !== undefined ||
      SALUTATION.test(text.slice(line.start, line.start + 30)));
  if (before.filter((line) => !line.blank).length > HEADING_NOTE || before.some(isOpening)) return undefined;
  let paragraphs = 1;
  for (let i = from + 1; i < lines.length && paragraphs <= HEADING_NOTE; i++) {
    const line = lines[i]!;
    if (line.blank) continue;
    if (opens(line)) return undefined;
    if (lines[i - 1]!.blank) {
      if (isOpening(line)) return paragraphs > 1 ? i : undefined;
      // What is no sentence is a line of the opening itself: `[Telegram]`, `No. 168`.
      if (!/^[^[].{9,}[.?!][”’)]?$/su.test(text.slice(line.start, line.end))) return undefined;
      paragraphs++;
    }
  }
  return undefined;
}

/** The dateline stands among so many lines. */
const OPENING_LINES = 20;
const LOOKING_BACK = /\b(?:stated|said|replied|answered|wrote|reported|telegraphed|informed|transmitted|forwarded)\b/;

/** No message tells what was said after its own day: a paragraph that does is the editors'. */
function looksBack(said: string, day: string | undefined): boolean {
  const opening = said.slice(0, 160);
  const later = day !== undefined && (findDate(opening.slice(0, 60))?.when ?? '').slice(0, 10) > day;
  return later && LOOKING_BACK.test(opening) && !/\b(?:will|shall|would|should|may)\b/.test(opening);
}

/** A note goes on after its paragraph only where it says so: with a colon at its end, a quotation left open, a later day. */
function endOfInterleavedNote(
  text: string,
  lines: readonly Line[],
  from: number,
  opens: (line: Line) => boolean,
  day: string | undefined,
): number {
  let quotation = false;
  let i = from;
  while (i < lines.length) {
    const paragraph = i;
    while (i < lines.length && !lines[i]!.blank && (i === paragraph || !opens(lines[i]!))) i++;
    const said = text.slice(lines[paragraph]!.start, lines[i - 1]!.end);
    quotation = leavesQuotationOpen(said, quotation);
    let next = i;
    while (next < lines.length && lines[next]!.blank) next++;
    const below = lines[next];
    if (!below || opens(below)) return i;
    if (!quotation && !said.endsWith(':') && !looksBack(text.slice(below.start, below.end), day)) return i;
    i = next;
  }
  return i;
}

/** Quotations of several paragraphs repeat the opening mark at each and close once, with either kind of mark. */
function leavesQuotationOpen(paragraph: string, wasOpen: boolean): boolean {
  let open = wasOpen;
  for (const mark of paragraph.match(/[“”"]/g) ?? []) open = mark === '“';
  return open;
}
