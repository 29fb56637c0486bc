/**
 * Where the notes of a document may stand: a list at its end, or paragraphs that each follow the text they
 * belong to. What is found is only proposed here; `layout.ts` takes the first that the main text bears out.
 */
import { isArchiveLine } from './citations-archival.js';
import { isSigned } from './closing.js';
import { parseDateline } from './dateline.js';
import { findDate } from './dates.js';
import { headAt } from './headed.js';
import { SIGN } from './markers.js';
import type { LeftOut } from './model.js';
import {
  type LabelForm,
  leave,
  type NoteLabel,
  type NoteList,
  noteLabelAt,
  opensSource,
  type RawNote,
  type ToParagraphs,
  toNote,
} from './notes.js';
import { type Line, trim } from './units.js';
import { isHandlingLine } from './vocabulary.js';

/** A list with labels, which can be tried again with fewer of them. */
export interface LabelledList extends NoteList {
  /** The lines that open a note, by their index. */
  readonly opening: readonly LabelledLine[];
  readonly without: (dropped: ReadonlySet<LabelledLine>) => LabelledList | undefined;
}

export interface LabelledLine {
  readonly index: number;
  readonly label: NoteLabel;
}

export type ProposedList = NoteList | LabelledList;

/** Lines from the last of one block of notes to the first of the next. */
const NEXT_BLOCK = 4;
/** So many notes may be left out of a list at one place. */
const LARGEST_GAP = 20;

/** The lists that the lines may hold, by the most telling form first. */
export function* proposeLists(
  text: string,
  lines: readonly Line[],
  toParagraphs: ToParagraphs,
): Generator<ProposedList> {
  const backlinks = backlinkList(text, lines);
  if (backlinks) yield backlinks;
  const slashes = interleavedList(text, lines, toParagraphs, 'slash');
  if (slashes) yield slashes;
  for (const form of ['bracket', 'indented', 'bare', 'plain'] as const) {
    const list = tailList(text, lines, toParagraphs, form);
    if (list) yield list;
  }
  const brackets = interleavedList(text, lines, toParagraphs, 'bracket');
  if (brackets) yield brackets;
}

/** May the line be the middle of a sentence that the line above began? */
export function goesOn(text: string, lines: readonly Line[], index: number): boolean {
  const above = lines[index - 1];
  if (above === undefined || above.blank || isSigned(text, above, [])) return false;
  return !/[.:;?!\])”’"↩*]$/.test(text.slice(above.start, above.end));
}

// ---------------------------------------------------------------- lists at the end

function tailList(
  text: string,
  lines: readonly Line[],
  toParagraphs: ToParagraphs,
  form: Exclude<LabelForm, 'slash'>,
): LabelledList | undefined {
  const isMarker = signsInText(text, lines);
  const labelled: LabelledLine[] = [];
  for (let index = 0; index < lines.length; index++) {
    const label = noteLabelAt(text, lines[index]!, form);
    if (label && (label.sign === '' || label.text.startsWith('[') || isMarker(label.sign)))
      labelled.push({ index, label });
  }
  if (form === 'bracket' && !labelled.some(({ label }) => label.text.startsWith('['))) return undefined;
  const last = lastRun(text, lines, labelled, form);
  const marked = markedRun(text, lines, labelled);
  const isLonger = marked.length > 0 && marked[0]!.index < (last[0]?.index ?? 0) && form !== 'bracket';
  return listOf(text, lines, toParagraphs, form, isLonger ? marked : last);
}

function listOf(
  text: string,
  lines: readonly Line[],
  toParagraphs: ToParagraphs,
  form: LabelForm,
  opening: readonly LabelledLine[],
): LabelledList | undefined {
  const first = opening[0]?.index;
  if (first === undefined) return undefined;
  const notes = opening.map(({ index, label }, i) =>
    toNote(text, lines.slice(index, opening[i + 1]?.index ?? lines.length), label, toParagraphs),
  );
  const without = (dropped: ReadonlySet<LabelledLine>): LabelledList | undefined =>
    listOf(
      text,
      lines,
      toParagraphs,
      form,
      opening.filter((line) => !dropped.has(line)),
    );
  return { form, notes, mainLines: lines.slice(0, first), opening, without };
}

/** Which signs stand glued behind a word: only such a sign can be the label of a note. */
function signsInText(text: string, lines: readonly Line[]): (sign: string) => boolean {
  const found = new Set<string>();
  const glued = new RegExp(`\\S(${SIGN})(?=[\\s.,;:!?)\\]”’"—]|$)`, 'gu');
  for (const line of lines) for (const [, sign] of text.slice(line.start, line.end).matchAll(glued)) found.add(sign!);
  return (sign) => found.has(sign);
}

/**
 * The labels at the end that ascend; numbers may be left out. A bracketed list, or one whose lines stand close,
 * may also repeat a number or begin again on a new page. Backwards, so that the list of a telegram ends where
 * its paragraphs begin.
 */
function lastRun(
  text: string,
  lines: readonly Line[],
  labelled: readonly LabelledLine[],
  form: LabelForm,
): readonly LabelledLine[] {
  const run: LabelledLine[] = [];
  for (let i = labelled.length - 1; i >= 0; i--) {
    const line = labelled[i]!;
    let next = run.at(-1);
    // A wrapped line that begins with a number is no label: its sentence began above, and goes on or the count leaps.
    while (next && (leaps(line.label, next.label) || goesOnSmall(text, next)) && goesOn(text, lines, next.index)) {
      run.pop();
      next = run.at(-1);
    }
    // Signs beside numbers stand in the same block, or the next.
    if (
      next &&
      (next.label.sign === '') !== (line.label.sign === '') &&
      !isNearBlock(text, lines, line.index, next.index)
    )
      continue;
    const counted = next && next.label.sign === '' && line.label.sign === '';
    if (counted && form !== 'bracket' && !isNext(line.label, next!.label)) {
      const together = isBlock(text, lines, line.index, next!.index, form);
      if (next!.label.number <= 1 && !together) break;
      if (!isLater(line.label, next!.label) && !together) continue;
    }
    run.push(line);
  }
  // A marker at the beginning of a wrapped line belongs to the text above.
  while (form === 'bracket' && run.length > 0 && goesOn(text, lines, run.at(-1)!.index)) run.pop();
  return run.reverse();
}

/**
 * The list that begins where it says so, with a source note or the first number below a signature, forwards:
 * points within a note count for themselves and are passed over.
 */
function markedRun(text: string, lines: readonly Line[], labelled: readonly LabelledLine[]): readonly LabelledLine[] {
  const first = labelled.findLastIndex(({ index, label }) => {
    if (label.number > 1 || label.letter !== '') return false;
    const above = lines.slice(0, index).findLast(({ blank }) => !blank);
    return (
      opensSource(text, { ...lines[index]!, start: trim(text, label.end, lines[index]!.end).start }) ||
      (above !== undefined && isSigned(text, above, []) && label.sign === '')
    );
  });
  const run = first < 0 ? [] : [labelled[first]!];
  for (const line of first < 0 ? [] : labelled.slice(first + 1))
    if (isNext(run.at(-1)!.label, line.label)) run.push(line);
  return run;
}

/** May a block of notes that ends here go on there, in another way of counting? */
function isNearBlock(text: string, lines: readonly Line[], from: number, to: number): boolean {
  return to - from <= NEXT_BLOCK && lines.slice(from + 1, to).every((line) => !isSigned(text, line, []));
}

/** Lines of a list that stand together, no blank and no signature between; those of a list that is set in, set in all. */
function isBlock(text: string, lines: readonly Line[], from: number, to: number, form: LabelForm): boolean {
  return lines
    .slice(from, to + 1)
    .every((line) => !line.blank && (line.indent > 0 || form !== 'indented') && !isSigned(text, line, []));
}

function leaps(label: NoteLabel, next: NoteLabel): boolean {
  return next.number > label.number && !isNext(label, next);
}

/** Does what follows the label begin in lower case, as no note does? */
function goesOnSmall(text: string, { label }: LabelledLine): boolean {
  return /^\s+\p{Ll}/u.test(text.slice(label.end, label.end + 4));
}

function isNext(label: NoteLabel, next: NoteLabel): boolean {
  if (next.sign !== '' || label.sign !== '') return false;
  if (next.letter === '') return next.number === label.number + 1;
  return next.number === label.number && (next.letter === 'bis' || next.letter > label.letter);
}

function isLater(label: NoteLabel, next: NoteLabel): boolean {
  return next.number > label.number && next.number <= label.number + LARGEST_GAP;
}

// ---------------------------------------------------------------- `- text↩`

function backlinkList(text: string, lines: readonly Line[]): NoteList | undefined {
  const firstBack = lines.findIndex((line) => endsWithBacklink(text, line));
  if (firstBack < 0) return undefined;
  let first = firstBack;
  while (first > 0 && !startsWithDash(text, lines[first]!)) first--;
  if (!startsWithDash(text, lines[first]!)) first = firstBack;
  const groups: Line[][] = [];
  for (const line of lines.slice(first)) {
    if (line.blank) continue;
    const open = groups.at(-1);
    const closed = open === undefined || endsWithBacklink(text, open.at(-1)!);
    if (open === undefined || (startsWithDash(text, line) && closed)) groups.push([line]);
    else open.push(line);
  }
  return {
    form: 'backlink',
    notes: groups.map((group) => backlinkNote(text, group)),
    mainLines: lines.slice(0, first),
  };
}

function endsWithBacklink(text: string, line: Line): boolean {
  return !line.blank && (text[line.end - 1] === '↩' || text.slice(line.end - 2, line.end) === '↩\uFE0E');
}

function startsWithDash(text: string, line: Line): boolean {
  return /^[-*•]\s/.test(text.slice(line.start, line.start + 2)) || text.slice(line.start, line.end) === '-';
}

function backlinkNote(text: string, group: readonly Line[]): RawNote {
  const leftOut: LeftOut[] = [];
  if (startsWithDash(text, group[0]!)) leftOut.push(leave(text, group[0]!.start, group[0]!.start + 1, 'note-label'));
  for (const line of group) {
    if (!endsWithBacklink(text, line)) continue;
    leftOut.push(leave(text, text.lastIndexOf('↩', line.end - 1), line.end, 'backlink'));
  }
  const paragraphs = group.map(({ start, end }) => ({ start, end }));
  return { start: group[0]!.start, end: group.at(-1)!.end, paragraphs, leftOut };
}

// ---------------------------------------------------------------- `/1/text` after its paragraph

function interleavedList(
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

// ---------------------------------------------------------------- what no list counts

/** The `Source:` paragraph that nothing counts, wherever it stands but on top; among `Country:` and `Subject:` it names an informant. */
export function findLooseSource(
  text: string,
  lines: readonly Line[],
  toParagraphs: ToParagraphs,
): { note: RawNote; mainLines: Line[] } | undefined {
  const at = lines.findIndex((line) => !line.blank && opensSource(text, line));
  if (at <= 0 || isAmongHeads(text, lines, at)) return undefined;
  const [paragraph] = toParagraphs(lines.slice(at));
  const to = lines.findIndex((line, index) => index >= at && line.end === paragraph!.end) + 1;
  const note = toNote(text, lines.slice(at, to), undefined, () => [paragraph!]);
  return { note, mainLines: [...lines.slice(0, at), ...lines.slice(to)] };
}

function isAmongHeads(text: string, lines: readonly Line[], at: number): boolean {
  const above = lines.slice(0, at).findLast(({ blank }) => !blank);
  const below = lines.slice(at + 1).find(({ blank }) => !blank);
  return [above, below].some(
    (line) => line !== undefined && headAt(text, line) !== undefined && !opensSource(text, line),
  );
}

/** The line at the very end that says where the original lies: `[NLA: MS 1009]`. */
export function findArchiveLine(
  text: string,
  lines: readonly Line[],
): { note: RawNote; mainLines: Line[] } | undefined {
  const at = lines.findLastIndex((line) => !line.blank);
  const line = lines[at];
  if (at <= 0 || !line || !isArchiveLine(text.slice(line.start, line.end))) return undefined;
  const { start, end } = line;
  const note: RawNote = { start, end, loose: true, archive: true, paragraphs: [{ start, end }], leftOut: [] };
  return { note, mainLines: lines.slice(0, at) };
}
