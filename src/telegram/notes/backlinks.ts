/** Notes that a page sends back from: `- text↩`, without numbers and in the order of their markers, or `1. text↩`. */

import { type Line, trim } from '../lines/units.js';
import type { LeftOut } from '../model.js';
import { leave, type NoteLabel, type NoteList, noteLabelAt, type RawNote } from './notes.js';

/** The list of such notes at the end of the lines. */
export function backlinkList(text: string, lines: readonly Line[]): NoteList | undefined {
  const firstBack = lines.findIndex((line) => endsWithBacklink(text, line));
  if (firstBack < 0) return undefined;
  let first = firstBack;
  while (first > 0 && !opensNote(text, lines[first]!)) first--;
  if (!opensNote(text, lines[first]!)) first = firstBack;
  const groups: Line[][] = [];
  for (const line of lines.slice(first)) {
    if (line.blank) continue;
    const open = groups.at(-1);
    const closed = open === undefined || endsWithBacklink(text, open.at(-1)!);
    if (open === undefined || (opensNote(text, line) && closed)) groups.push([line]);
    else open.push(line);
  }
  const notes = groups.map((group) => backlinkNote(text, group));
  const rule = ruleAbove(text, lines, first);
  return {
    form: 'backlink',
    notes: rule === undefined ? notes : notes.map((note, i) => (i === 0 ? below(text, lines[rule]!, note) : note)),
    mainLines: lines.slice(0, rule ?? first),
  };
}

/** The index of the rule that a page draws above its notes. */
function ruleAbove(text: string, lines: readonly Line[], first: number): number | undefined {
  const at = lines.slice(0, first).findLastIndex(({ blank }) => !blank);
  return at >= 0 && /^(?:[-–—_*]\s?){3,}$/.test(text.slice(lines[at]!.start, lines[at]!.end)) ? at : undefined;
}

function below(text: string, rule: Line, note: RawNote): RawNote {
  return { ...note, start: rule.start, leftOut: [leave(text, rule.start, rule.end, 'separator'), ...note.leftOut] };
}

function endsWithBacklink(text: string, line: Line): boolean {
  return !line.blank && (text[line.end - 1] === '↩' || text.slice(line.end - 2, line.end) === '↩\uFE0E');
}

function opensNote(text: string, line: Line): boolean {
  return startsWithDash(text, line) || labelOf(text, line) !== undefined;
}

function labelOf(text: string, line: Line): NoteLabel | undefined {
  const label = noteLabelAt(text, line, 'plain');
  return label?.sign === '' ? label : undefined;
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
  const label = labelOf(text, group[0]!);
  const paragraphs = group.map(({ start, end }, i) => (i === 0 && label ? trim(text, label.end, end) : { start, end }));
  return { start: group[0]!.start, end: group.at(-1)!.end, ...(label && { label }), paragraphs, leftOut };
}
