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

/** All leaves of a telegram in the order of the input. */
export function leavesOf(telegram: Telegram): Leaf[] {
  const { front, fileLine, division, attachments, notes, record } = telegram;
  const leaves: Leaf[] = [];
  const gather = (node: unknown, within: number): void => {
    if (isLeaf(node)) leaves.push(leafOf(node, within, telegram));
    else if (typeof node === 'object' && node !== null) for (const part of Object.values(node)) gather(part, within);
  };
  gather([front, fileLine, division, attachments], MAIN);
  notes.forEach(({ label, blocks, printed }, note) => {
    if (label !== undefined)
      leaves.push({ ...rangeOf(label), kind: 'label', held: printed, edition: '', within: note, note });
    gather(blocks, note);
  });
  gather(record, RECORD);
  // What is empty comes before what begins there.
  return leaves.sort((a, b) => a.start - b.start || a.end - b.end);
}

const LEAVES: ReadonlySet<unknown> = new Set([
  'text',
  'noteAnchor',
  'pageBreak',
  'leftOut',
] satisfies LeafNode['type'][]);

function isLeaf(node: unknown): node is LeafNode {
  return typeof node === 'object' && node !== null && 'type' in node && LEAVES.has(node.type);
}

function leafOf(node: LeafNode, within: number, { notes }: Telegram): Leaf {
  const leaf = { ...rangeOf(node), kind: node.type, within, held: '', edition: '' };
  if (node.type === 'pageBreak') return { ...leaf, held: node.n, edition: node.edition ?? '' };
  if (node.type === 'noteAnchor') return { ...leaf, held: notes[node.note]?.printed ?? '', note: node.note };
  return leaf;
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
