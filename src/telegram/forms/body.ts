/** The text of a form: hard-wrapped lines into paragraphs and lists, with what is printed between them. */
import { toBlocks } from '../blocks/lists.js';
import { labelAt } from '../lines/labels.js';
import type { Line, Unit } from '../lines/units.js';
import type { Inline, ListItem, Loose, PlainBlock, Range, TableRow } from '../model.js';
import { findWrapping } from '../page/wrapping.js';
import type { FormLine } from './page.js';

export interface BodyLine extends FormLine {
  /** What stands between the line above and this one. */
  readonly above: readonly Loose[];
}

export type ToInlines = (range: Range) => Inline[];

/** Sorts lines into text and what `looseAt` says is printed around it; what stands below the last line of the text is left over. */
export function bodyLines(
  lines: readonly FormLine[],
  looseAt: (at: number) => { readonly nodes: readonly Loose[]; readonly to: number } | undefined,
  from: number,
): { lines: BodyLine[]; below: Loose[] } {
  const body: BodyLine[] = [];
  let above: Loose[] = [];
  let blankBefore = false;
  for (let at = from; at < lines.length; ) {
    const line = lines[at]!;
    blankBefore ||= line.blankBefore;
    const loose = looseAt(at);
    if (loose) above.push(...loose.nodes);
    else {
      body.push({ ...line, blankBefore, above });
      above = [];
      blankBefore = false;
    }
    at = loose?.to ?? at + 1;
  }
  return { lines: body, below: above };
}

const SENTENCE_END = /[.:;?!…][”"’')\]]*$/;
/** Of a paragraph that goes on, a typist fills at least so much of the line. */
const FILLED = 40;
/** A typist sets the first line of a paragraph in by so much. */
const SET_IN = 3;

/** The paragraphs, each from its first line to its last. */
export function paragraphs(text: string, lines: readonly BodyLine[]): Unit[] {
  const wrapping = findWrapping(text, withBlanks(lines));
  const units: Unit[] = [];
  let last: BodyLine | undefined;
  for (const line of lines) {
    const open = units.at(-1);
    if (open && last && goesOn(text, last, line, wrapping.joins)) units[units.length - 1] = { ...open, end: line.end };
    else {
      const { start, end, indent, blankBefore } = line;
      units.push({ start, end, indent, blankBefore });
    }
    last = line;
  }
  return units;
}

/** The wrapping is judged on lines that follow each other: a blank one parts them as the page does. */
function withBlanks(lines: readonly BodyLine[]): Line[] {
  return lines.flatMap((line) =>
    line.blankBefore || line.above.length > 0
      ? [{ start: line.start, end: line.start, indent: 0, blank: true }, line]
      : [line],
  );
}

function goesOn(text: string, line: BodyLine, next: BodyLine, joins: (line: Line, next: Line) => boolean): boolean {
  const ended = SENTENCE_END.test(line.said);
  if (labelAt(text, next)) return !ended && !next.blankBefore && joins(line, next);
  // Small letters go on, be it over a page's end or, in a copy set wide, over a blank line.
  const small = /^\p{Ll}/u.test(next.said);
  if (small && (next.above.length > 0 || !next.blankBefore || !ended)) return true;
  if (next.above.length > 0) return !ended && !next.blankBefore && line.said.length >= FILLED;
  if (next.blankBefore || (ended && next.indent >= line.indent + SET_IN)) return false;
  return joins(line, next) || (!ended && line.said.length >= FILLED && !/\S {3,}\S|\t/.test(line.said));
}

/** Paragraphs and lists, with what is printed between them in its place. */
export function formBlocks(
  text: string,
  units: readonly Unit[],
  loose: readonly Loose[],
  inlines: ToInlines,
  firstIsNumbered: boolean,
): PlainBlock[] {
  const blocks = toBlocks(text, units, inlines, 'opening', firstIsNumbered);
  return weave(blocks, outside(loose, units));
}

/** The nodes that stand in no unit; both are in the order of the text. */
function outside(loose: readonly Loose[], units: readonly Unit[]): Loose[] {
  let at = 0;
  return loose.filter(({ start }) => {
    while (units[at] && units[at]!.end <= start) at++;
    const unit = units[at];
    return !unit || start <= unit.start;
  });
}

/** Puts loose nodes between the blocks, or between the items of the list or the rows of the table that they stand in. */
function weave(blocks: readonly PlainBlock[], nodes: readonly Loose[]): PlainBlock[] {
  return merge<PlainBlock>(blocks, nodes, within);
}

function within(block: PlainBlock, inside: readonly Loose[]): PlainBlock {
  if (block.type === 'list') return { ...block, items: merge<ListItem | Loose>(block.items, inside, withinItem) };
  // A row is a line, and so is what the form prints.
  if (block.type === 'table') return { ...block, rows: merge<TableRow | Loose>(block.rows, inside, (row) => row) };
  return block;
}

/** Between a label and its text on the next page, or between the points of an item. */
function withinItem(item: ListItem | Loose, inside: readonly Loose[]): ListItem | Loose {
  if ('type' in item) return item;
  const words = item.children.at(-1)?.start ?? item.start;
  const above = inside.filter(({ start }) => start < words);
  const below = inside.slice(above.length);
  return {
    ...item,
    children: [...above, ...item.children],
    ...(item.blocks && { blocks: weave(item.blocks, below) }),
  };
}

/** Each node before the part that it stands above; those within a part go into it. */
function merge<T extends Range>(
  parts: readonly T[],
  nodes: readonly Loose[],
  into: (part: T, inside: readonly Loose[]) => T,
): (T | Loose)[] {
  const out: (T | Loose)[] = [];
  let next = 0;
  const upTo = (end: number): Loose[] => {
    const from = next;
    while (nodes[next] && nodes[next]!.start < end) next++;
    return nodes.slice(from, next);
  };
  for (const part of parts) {
    out.push(...upTo(part.start + 1));
    const inside = upTo(part.end);
    out.push(inside.length > 0 ? into(part, inside) : part);
  }
  return [...out, ...nodes.slice(next)];
}
