/**
 * Copies in markdown, as collections on the web keep them: front matter between `---`, `#` before headings, `_` or `*`
 * around a whole line. The marks are the copy's, not the document's; lines are read without them.
 */
import { type Line, trim } from '../lines/units.js';
import type { LeftOut } from '../model.js';

export interface Unmarked {
  readonly lines: readonly Line[];
  /** What was left out of them, in the order of the text. */
  readonly marks: readonly LeftOut[];
}

const FENCE = '---';
const KEY = /^(?:[\w-]+:|-\s|#)/;
const HEADING = /^#{1,6}\s+(?=\S)/;
const EMPHASIS = /^(\*\*|__|[_*])(?=\S)(?:(?!\1).)*(?<=\S)\1$/u;

/** The lines without marks, where front matter or a heading on top says that this is markdown; else the lines themselves. */
export function withoutMarkdown(text: string, lines: readonly Line[]): Unmarked {
  const said = ({ start, end }: Line): string => text.slice(start, end);
  const top = lines.findIndex(({ blank }) => !blank);
  const matter = endOfFrontMatter(lines, top, said);
  const first = lines.slice(matter).find(({ blank }) => !blank);
  if (!first || (matter === 0 && !HEADING.test(said(first)))) return { lines, marks: [] };
  const marks = lines.slice(0, matter).flatMap((line) => (line.blank ? [] : [leave(text, line, 'boilerplate')]));
  const unmarked = lines.slice(matter).map((line): Line => {
    const opening = HEADING.exec(said(line))?.[0].length ?? 0;
    const own = trim(text, line.start + opening, line.end);
    const emphasis = EMPHASIS.exec(text.slice(own.start, own.end))?.[1]?.length ?? 0;
    const bare = { start: own.start + emphasis, end: own.end - emphasis };
    for (const range of [
      { start: line.start, end: line.start + opening },
      { start: own.start, end: bare.start },
      { start: bare.end, end: own.end },
    ])
      if (range.end > range.start) marks.push(leave(text, trim(text, range.start, range.end), 'separator'));
    return opening + emphasis > 0 ? { ...line, ...bare } : line;
  });
  return { lines: unmarked, marks };
}

function leave(text: string, { start, end }: Pick<Line, 'start' | 'end'>, reason: LeftOut['reason']): LeftOut {
  return { type: 'leftOut', start, end, text: text.slice(start, end), reason };
}

/** How many lines it takes: keys and values between two fences. */
function endOfFrontMatter(lines: readonly Line[], top: number, said: (line: Line) => string): number {
  if (top < 0 || said(lines[top]!) !== FENCE) return 0;
  const end = lines.findIndex((line, at) => at > top && said(line) === FENCE);
  const own = lines.slice(top + 1, Math.max(end, 0)).filter(({ blank }) => !blank);
  return own.length > 0 && own.every((line) => KEY.test(said(line)) || line.indent > 0) ? end + 1 : 0;
}
