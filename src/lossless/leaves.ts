/**
 * The leaves of a telegram's tree: the ranges of the input that it accounts for, and as what. Found by their shape,
 * wherever they hang: what the writer knows of the tree is not asked, and a new kind of node cannot be forgotten.
 */
import type { LeftOut, NoteAnchor, PageBreak, Range, Telegram, Text } from '../telegram/model.js';

/** Where a leaf stands that is in no note: in the document's own text. */
export const MAIN = -1;
/** Where a leaf stands that is in what an archive added: in the header. */
export const RECORD = -2;

type LeafNode = Text | NoteAnchor | PageBreak | LeftOut;

export interface Leaf extends Range {
  /** `text` and `leftOut` are held as text; the others, and a note's label if it is the marker itself, by an attribute. */
  readonly kind: LeafNode['type'] | 'label';
  /** What an attribute holds of it: the number of a page, the printed marker of a note. */
  readonly held: string;
  /** Of a page break: the kind of page. */
  readonly edition: string;
  /** The index of the note in which it stands, or {@link MAIN}, or {@link RECORD}. */
  readonly within: number;
  /** Of an anchor or a label: the index of its note. */
  readonly note?: number;
}

/** Each telegram is asked twice: whether its leaves cover the input, and what the TEI must hold. */
const known = new WeakMap<Telegram, readonly Leaf[]>();

/** All leaves of a telegram in the order of the input. */
export function leavesOf(telegram: Telegram): readonly Leaf[] {
  const leaves = known.get(telegram) ?? gatherLeaves(telegram);
  known.set(telegram, leaves);
  return leaves;
}

function gatherLeaves(telegram: Telegram): readonly Leaf[] {
  const { front, fileLine, division, attachments, notes, record } = telegram;
  const leaves: Leaf[] = [];
  const gather = (node: object, within: number): void => {
    for (const part of Array.isArray(node) ? node : Object.values(node)) {
      if (typeof part !== 'object' || part === null) continue;
      if (LEAVES.has((part as LeafNode).type)) leaves.push(leafOf(part as LeafNode, within, telegram));
      else gather(part, within);
    }
  };
  gather([front, fileLine, division, attachments], MAIN);
  notes.forEach(({ label, blocks, printed }, note) => {
    if (label !== undefined)
      leaves.push({ ...rangeOf(label), kind: 'label', held: printed, edition: '', within: note, note });
    gather(blocks, note);
  });
  gather([record], RECORD);
  // What is empty comes before what begins there.
  return leaves.sort((a, b) => a.start - b.start || a.end - b.end);
}

const LEAVES: ReadonlySet<unknown> = new Set([
  'text',
  'noteAnchor',
  'pageBreak',
  'leftOut',
] satisfies LeafNode['type'][]);

function leafOf(node: LeafNode, within: number, { notes }: Telegram): Leaf {
  const { start, end, type: kind } = node;
  if (kind === 'pageBreak') return { start, end, kind, held: node.n, edition: node.edition ?? '', within };
  if (kind === 'noteAnchor')
    return { start, end, kind, held: notes[node.note]?.printed ?? '', edition: '', within, note: node.note };
  return { start, end, kind, held: '', edition: '', within };
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
