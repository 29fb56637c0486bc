/** What a note is before it has a place: its label, its paragraphs, and how lines become one. */

import type { Line, Unit } from '../lines/units.js';
import { trim } from '../lines/units.js';
import type { LeftOut, Range } from '../model.js';
import { SIGN } from './markers.js';

/** How a list of notes is set: by what its labels look like, or by what ends its notes. */
export type NoteForm = 'indented' | 'plain' | 'bracket' | 'paren' | 'bare' | 'slash' | 'backlink' | 'source-only';
export type LabelForm = Exclude<NoteForm, 'backlink' | 'source-only'>;

export interface NoteLabel extends Range {
  readonly text: string;
  /** `60` of `60a`; 0 for a sign. */
  readonly number: number;
  /** `a` of `60a`, '' without one. */
  readonly letter: string;
  /** `*`, `†`, '' for a number. */
  readonly sign: string;
}

export interface RawNote extends Range {
  /** What no list counts and no marker calls for: it speaks of the whole document. */
  readonly loose?: boolean;
  /** Where the original lies, in the words of an archive: `[NLA: MS 1009]`. */
  readonly archive?: boolean;
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

/** Joins the lines of a note into paragraphs. */
export type ToParagraphs = (lines: readonly Line[]) => readonly Unit[];

const SOURCE = /^\/{0,2}\s*(?:\[\s*)?(?:Source|Quelle)\s*:/;
const NUMBERED = String.raw`(\d{1,4})([a-z]|bis)?`;
const LABELS: Readonly<Record<LabelForm, RegExp>> = {
  indented: new RegExp(`^(?:${NUMBERED}\\.(?=\\s)|(${SIGN})(?=\\s?[^\\s*]))`),
  plain: new RegExp(`^(?:${NUMBERED}\\.(?=\\s)|(${SIGN})(?=\\s?[^\\s*]))`),
  bracket: new RegExp(`^(?:\\[\\s?(?:${NUMBERED}|(${SIGN}))\\]|(${SIGN})(?=\\s?[^\\s*]))`),
  paren: new RegExp(`^\\(${NUMBERED}\\)(?=\\s)`),
  bare: new RegExp(`^${NUMBERED}(?=\\s+[“"'A-Z(]|$)`),
  slash: new RegExp(`^/(?:${NUMBERED}|(${SIGN}))/`),
};

/** The label that a line begins with in this form. */
export function noteLabelAt(text: string, line: Line, form: LabelForm): NoteLabel | undefined {
  if (line.blank) return undefined;
  const found = LABELS[form].exec(text.slice(line.start, Math.min(line.end, line.start + 12)));
  if (!found || (form === 'indented' && line.indent === 0)) return undefined;
  const end = line.start + found[0].length;
  const [whole, number = '0', letter = '', printed, sign = printed ?? ''] = found;
  return { start: line.start, end, text: whole, number: Number(number), letter, sign };
}

/** Does the line open a source note: `Source: …`, `[Source: …`, `//Source: …`? */
export function opensSource(text: string, line: Range): boolean {
  return SOURCE.test(text.slice(line.start, Math.min(line.end, line.start + 40)));
}

/** Does the note say where the original lies? */
export function isSourceNote(text: string, note: RawNote): boolean {
  return note.archive === true || (note.paragraphs.length > 0 && SOURCE.test(noteText(text, note).slice(0, 40)));
}

/** The words of a note, without label and left-out characters. */
export function noteText(text: string, note: RawNote): string {
  const first = note.leftOut[0];
  const leading = first && first.start === note.start ? first.end : note.start;
  return text.slice(Math.max(note.label?.end ?? note.start, leading), note.end).trim();
}

/** A note of these lines, with the label that it begins with, or loose without one. */
export function toNote(
  text: string,
  lines: readonly Line[],
  label: NoteLabel | undefined,
  toParagraphs: ToParagraphs,
): RawNote {
  const slashes = label ? '' : (/^\/+/.exec(text.slice(lines[0]!.start, lines[0]!.start + 2))?.[0] ?? '');
  const leftOut = slashes === '' ? [] : [leave(text, lines[0]!.start, lines[0]!.start + slashes.length, 'note-label')];
  const units = toParagraphs(lines);
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

/** What the ledger holds of a note instead of its text. */
export function leave(text: string, start: number, end: number, reason: LeftOut['reason']): LeftOut {
  return { type: 'leftOut', start, end, text: text.slice(start, end), reason };
}
