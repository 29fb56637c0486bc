/** Notes that no list counts and no marker calls for: where the original lies. */

import { isArchiveLine } from '../inlines/citations-archival.js';
import { headAt } from '../lines/headed.js';
import type { Line } from '../lines/units.js';
import { opensSource, type RawNote, type ToParagraphs, toNote } from './notes.js';

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
