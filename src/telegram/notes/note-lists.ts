/**
 * Where the notes of a document may stand: a list at its end, or paragraphs that each follow the text they
 * belong to. What is found is only proposed here; `layout.ts` takes the first that the main text bears out.
 */

import { isSigned } from '../lines/signature.js';
import { type Line, trim } from '../lines/units.js';
import { backlinkList } from './backlinks.js';
import { interleavedList } from './interleaved.js';
import { SIGN } from './markers.js';
import {
  type LabelForm,
  type NoteLabel,
  type NoteList,
  noteLabelAt,
  opensSource,
  type ToParagraphs,
  toNote,
} from './notes.js';

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

/** The lists that the lines may hold, by the most telling form first; `parenthesised` where the edition numbers its notes `(1)`. */
export function* proposeLists(
  text: string,
  lines: readonly Line[],
  toParagraphs: ToParagraphs,
  parenthesised = false,
): Generator<ProposedList> {
  const backlinks = backlinkList(text, lines);
  if (backlinks) yield backlinks;
  const slashes = interleavedList(text, lines, toParagraphs, 'slash');
  if (slashes) yield slashes;
  const forms = parenthesised ? (['paren'] as const) : (['bracket', 'indented', 'bare', 'plain'] as const);
  for (const form of forms) {
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
  printed: readonly Line[],
  toParagraphs: ToParagraphs,
  form: Exclude<LabelForm, 'slash'>,
): LabelledList | undefined {
  const lines = form === 'paren' ? partNotes(text, printed) : printed;
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

/** Notes in round brackets often share a line: `(1) No. 64. (2) Not printed.` Each gets a line of its own where they count on. */
function partNotes(text: string, lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => {
    const first = noteLabelAt(text, line, 'paren');
    const cuts: number[] = [];
    for (const found of first ? text.slice(line.start, line.end).matchAll(ANOTHER_NOTE) : [])
      if (Number(found[1]) === first!.number + cuts.length + 1) cuts.push(line.start + found.index);
    return [line.start, ...cuts].map(
      (from, i, all): Line => ({ ...line, ...trim(text, from, all[i + 1] ?? line.end) }),
    );
  });
}

const ANOTHER_NOTE = /(?<=[.)\]”"’]\s+)\((\d{1,3})\)\s?(?=[\p{Lu}[“"])/gu;

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

const GLUED_SIGN = new RegExp(`\\S(${SIGN})(?=[\\s.,;:!?)\\]”’"—]|$)`, 'gu');

/** Which signs stand glued behind a word: only such a sign can be the label of a note. Looked for when a line opens with one. */
function signsInText(text: string, lines: readonly Line[]): (sign: string) => boolean {
  let found: Set<string> | undefined;
  return (sign) => {
    found ??= new Set(
      lines.flatMap((line) => [...text.slice(line.start, line.end).matchAll(GLUED_SIGN)].map(([, glued]) => glued!)),
    );
    return found.has(sign);
  };
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
  while ((form === 'bracket' || form === 'paren') && run.length > 0 && goesOn(text, lines, run.at(-1)!.index))
    run.pop();
  return run.reverse();
}

/**
 * The list that begins where it says so, with a source note or the first number below a signature, forwards:
 * points within a note count for themselves and are passed over.
 */
function markedRun(text: string, lines: readonly Line[], labelled: readonly LabelledLine[]): readonly LabelledLine[] {
  const first = labelled.findLastIndex(({ index, label }) => {
    if (label.number > 1 || label.letter !== '') return false;
    // Of several blank lines one is kept.
    const above = lines[index - 1]?.blank ? lines[index - 2] : lines[index - 1];
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
