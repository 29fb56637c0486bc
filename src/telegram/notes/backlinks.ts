/** Notes that a page sends back from: `- text↩`, without numbers, in the order of their markers. */

import type { Line } from '../lines/units.js';
import type { LeftOut } from '../model.js';
import { leave, type NoteList, type RawNote } from './notes.js';

/** The list of such notes at the end of the lines. */
export function backlinkList(text: string, lines: readonly Line[]): NoteList | undefined {
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
