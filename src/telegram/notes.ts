/**
 * Finds the notes of a document: a list at its end, or paragraphs that each follow the text they
 * belong to. What is found is only cut out here; `alignment.ts` decides where each note belongs.
 */
import type { LeftOut, Range } from './model.js';
import { type Line, toUnits, trim } from './units.js';

export type NoteForm = 'indented' | 'plain' | 'bracket' | 'bare' | 'slash' | 'backlink' | 'source-only';

export interface NoteLabel extends Range {
  readonly text: string;
  /** `60` of `60a`. */
  readonly number: number;
  /** `a` of `60a`, '' without one. */
  readonly letter: string;
}

export interface RawNote extends Range {
  /** A `Source:` that no list counts: it speaks of the whole document and has no marker. */
  readonly loose?: boolean;
  readonly label?: NoteLabel;
  readonly paragraphs: readonly Range[];
  readonly leftOut: readonly LeftOut[];
}

export interface NoteList {
  readonly form: NoteForm;
  readonly notes: readonly RawNote[];
  /** The lines that are left for the main text. */
  readonly mainLines: readonly Line[];
}

/** A list that counts for itself begins at 1, or a little later where its beginning is lost. */
const FIRST_AT_MOST = 20;

const SOURCE = /^\/{0,2}\s*(?:\[\s*)?(?:Source|Quelle)\s*:/;
const LABELS: Readonly<Record<'indented' | 'plain' | 'bracket' | 'bare' | 'slash', RegExp>> = {
  indented: /^(\d{1,4})([a-z]?)\.(?=\s)/,
  plain: /^(\d{1,4})([a-z]?)\.(?=\s)/,
  bracket: /^\[\s?(\d{1,4})([a-z]?)\]/,
  bare: /^(\d{1,4})([a-z]?)(?=\s+[“"'A-Z(]|$)/,
  slash: /^\/(\d{1,4})([a-z]?)\//,
};

/** The notes of the lines given, by the most telling form present; undefined where there are none. */
export function findNotes(text: string, lines: readonly Line[], wrapped: boolean): NoteList | undefined {
  const list =
    findBacklinkNotes(text, lines) ??
    findSlashNotes(text, lines, wrapped) ??
    findTailNotes(text, lines, wrapped, 'bracket') ??
    findTailNotes(text, lines, wrapped, 'indented') ??
    (hasBracketMarkers(text, lines) ? findTailNotes(text, lines, wrapped, 'bare') : undefined) ??
    findTailNotes(text, lines, wrapped, 'plain');
  const source = findLooseSource(text, list?.mainLines ?? lines);
  if (!source || !list) return source ?? list;
  return { form: list.form, notes: [...source.notes, ...list.notes], mainLines: source.mainLines };
}

/** As much of a line as tells a source note. */
function lineHead(text: string, line: Line): string {
  return text.slice(line.start, Math.min(line.end, line.start + 40));
}

/** Does the note open as source notes do? */
export function isSourceNote(text: string, note: RawNote): boolean {
  const first = note.paragraphs[0];
  return first !== undefined && SOURCE.test(noteText(text, note).slice(0, 40));
}

/** The words of a note, without label and left-out characters. */
export function noteText(text: string, note: RawNote): string {
  const from = Math.max(note.label?.end ?? note.start, leadingLeftOut(note));
  return text.slice(from, note.end).trim();
}

function leadingLeftOut(note: RawNote): number {
  const first = note.leftOut[0];
  return first && first.start === note.start ? first.end : note.start;
}

// ---------------------------------------------------------------- `- text↩`

function findBacklinkNotes(text: string, lines: readonly Line[]): NoteList | undefined {
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

function leave(text: string, start: number, end: number, reason: LeftOut['reason']): LeftOut {
  return { type: 'leftOut', start, end, text: text.slice(start, end), reason };
}

// ---------------------------------------------------------------- `/1/text` after its paragraph

function findSlashNotes(text: string, lines: readonly Line[], wrapped: boolean): NoteList | undefined {
  const opens = (line: Line): boolean => labelAt(text, line, 'slash') !== undefined || isSlashSource(text, line);
  if (!lines.some(opens)) return undefined;
  const notes: RawNote[] = [];
  const mainLines: Line[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    if (!opens(line)) {
      mainLines.push(line);
      i++;
      continue;
    }
    const to = endOfInterleavedNote(text, lines, i, opens);
    notes.push(labelledNote(text, lines.slice(i, to), wrapped, 'slash'));
    i = to;
  }
  return { form: 'slash', notes, mainLines };
}

function isSlashSource(text: string, line: Line): boolean {
  return text[line.start] === '/' && SOURCE.test(lineHead(text, line));
}

/** A note goes on after its paragraph only where it says so: with a colon at its end or a quotation left open. */
function endOfInterleavedNote(
  text: string,
  lines: readonly Line[],
  from: number,
  opens: (line: Line) => boolean,
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
    const goesOn = next < lines.length && !opens(lines[next]!) && (quotation || said.endsWith(':'));
    if (!goesOn) return i;
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

// ---------------------------------------------------------------- lists at the end

function findTailNotes(
  text: string,
  lines: readonly Line[],
  wrapped: boolean,
  form: 'indented' | 'plain' | 'bracket' | 'bare',
): NoteList | undefined {
  const labelled: { index: number; label: NoteLabel }[] = [];
  for (let index = 0; index < lines.length; index++) {
    const label = labelAt(text, lines[index]!, form);
    if (label) labelled.push({ index, label });
  }
  const chain = lastAscendingRun(labelled);
  if (chain.length === 0 || (form !== 'bracket' && chain[0]!.label.number > FIRST_AT_MOST)) return undefined;
  const first = chain[0]!.index;
  const notes = chain.map(({ index }, i) => {
    const to = chain[i + 1]?.index ?? lines.length;
    return labelledNote(text, lines.slice(index, to), wrapped, form);
  });
  return { form, notes, mainLines: lines.slice(0, first) };
}

function labelAt(text: string, line: Line, form: Exclude<NoteForm, 'backlink' | 'source-only'>): NoteLabel | undefined {
  if (line.blank || (form === 'indented' && line.indent === 0)) return undefined;
  const found = LABELS[form].exec(text.slice(line.start, Math.min(line.end, line.start + 12)));
  if (!found) return undefined;
  const end = line.start + found[0].length;
  return { start: line.start, end, text: found[0], number: Number(found[1]), letter: found[2] ?? '' };
}

/** The labels at the end that count up by one; a list may have lost its beginning. */
function lastAscendingRun<T extends { label: NoteLabel }>(labelled: readonly T[]): T[] {
  const run: T[] = [];
  for (let i = labelled.length - 1; i >= 0; i--) {
    const next = run.at(-1);
    if (next && !follows(labelled[i]!.label, next.label)) {
      if (next.label.number <= 1) break;
      continue;
    }
    run.push(labelled[i]!);
  }
  return run.reverse();
}

function follows(label: NoteLabel, next: NoteLabel): boolean {
  if (next.letter > 'a')
    return next.number === label.number && next.letter.charCodeAt(0) === label.letter.charCodeAt(0) + 1;
  if (next.letter === 'a') return next.number === label.number && label.letter === '';
  return next.number === label.number + 1;
}

function labelledNote(
  text: string,
  lines: readonly Line[],
  wrapped: boolean,
  form: Exclude<NoteForm, 'backlink' | 'source-only'>,
): RawNote {
  const label = labelAt(text, lines[0]!, form);
  const leftOut: LeftOut[] = [];
  const slashes =
    label === undefined ? (/^\/+/.exec(text.slice(lines[0]!.start, lines[0]!.start + 2))?.[0].length ?? 0) : 0;
  if (slashes > 0) leftOut.push(leave(text, lines[0]!.start, lines[0]!.start + slashes, 'note-label'));
  const units = toUnits(text, lines, wrapped);
  const paragraphs = units.map(({ start, end }, i) => (i === 0 && label ? trim(text, label.end, end) : { start, end }));
  const spoken = paragraphs.filter(({ start, end }) => end > start);
  return {
    start: lines[0]!.start,
    end: units.at(-1)!.end,
    ...(label ? { label } : { loose: true }),
    paragraphs: spoken.length > 0 ? spoken : paragraphs.slice(0, 1),
    leftOut,
  };
}

function hasBracketMarkers(text: string, lines: readonly Line[]): boolean {
  return lines.some((line) => /\[\s?\d{1,3}[a-z]?\]/.test(text.slice(line.start, line.end)));
}

// ---------------------------------------------------------------- an unnumbered `Source:`

/** The `Source:` paragraph that nothing counts, wherever it stands. */
export function findLooseSource(text: string, lines: readonly Line[]): NoteList | undefined {
  const at = lines.findIndex((line) => !line.blank && SOURCE.test(lineHead(text, line)));
  if (at <= 0) return undefined;
  let to = at;
  while (to < lines.length && !lines[to]!.blank) to++;
  const note = labelledNote(text, lines.slice(at, to), false, 'bracket');
  return { form: 'source-only', notes: [note], mainLines: [...lines.slice(0, at), ...lines.slice(to)] };
}
