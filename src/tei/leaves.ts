/** The leaves of a telegram's tree: the ranges of the input that it accounts for, and as what. */
import type {
  Block,
  Division,
  Enclosure,
  Inline,
  LeftOut,
  List,
  OpenerLine,
  PageBreak,
  Paragraph,
  PlainBlock,
  Range,
  TableRow,
  Telegram,
} from '../telegram/model.js';

/** Where a leaf stands that is in no note: in the document's own text. */
export const MAIN = -1;
/** Where a leaf stands that is in what an archive added: in the header. */
export const RECORD = -2;

export interface Leaf extends Range {
  /** `text` and `leftOut` are held as text; the others by an attribute. */
  readonly kind: 'text' | 'leftOut' | 'anchor' | 'page' | 'label';
  /** The characters; of a page break its number; of an anchor nothing, since its note has them. */
  readonly text: string;
  /** The index of the note in which it stands, or {@link MAIN}, or {@link RECORD}. */
  readonly within: number;
  /** Of an anchor or a label: the index of the note that it belongs to; else {@link MAIN}. */
  readonly note: number;
  /** Why it was left out. */
  readonly reason?: LeftOut['reason'];
  /** Of a page break: the kind of page. */
  readonly edition?: string;
}

/** All leaves of a telegram, in the order of the tree: the document, then its notes. */
export function leavesOf(telegram: Telegram): Leaf[] {
  const collector = new Collector();
  for (const part of telegram.front) collector.line(part);
  if (telegram.fileLine !== undefined) collector.block(telegram.fileLine);
  collector.division(telegram.division);
  for (const attachment of telegram.attachments) collector.enclosure(attachment);
  telegram.notes.forEach(({ label, blocks }, index) => {
    collector.within = index;
    if (label !== undefined) collector.add('label', label, label.text, { note: index });
    for (const block of blocks) collector.block(block);
  });
  collector.within = RECORD;
  collector.inlines(telegram.record?.head ?? []);
  for (const { key, value } of telegram.record?.entries ?? []) collector.inlines([...key, ...value]);
  return collector.leaves;
}

/** Whether an inline holds neither notes nor page breaks nor gaps, and so fits where TEI allows no such thing. */
export function isPlain(inline: Inline): boolean {
  switch (inline.type) {
    case 'noteAnchor':
    case 'pageBreak':
    case 'furniture':
    case 'sectionStart':
    case 'gap':
      return false;
    case 'text':
    case 'leftOut':
      return true;
    default:
      return inline.children.every(isPlain);
  }
}

const BLOCKS: ReadonlySet<string> = new Set([
  'paragraph',
  'list',
  'table',
  'pageBreak',
  'furniture',
  'sectionStart',
  'leftOut',
] satisfies PlainBlock['type'][]);

/** Whether what stands in an opening is a line of it, and not a block or something loose between the lines. */
export function isLine(part: OpenerLine | PlainBlock): part is OpenerLine {
  return !BLOCKS.has(part.type);
}

class Collector {
  readonly leaves: Leaf[] = [];
  within = MAIN;

  add(kind: Leaf['kind'], { start, end }: Range, text: string, more: Partial<Leaf> = {}): void {
    this.leaves.push({ kind, start, end, text, within: this.within, note: MAIN, ...more });
  }

  division({ heading, opener, blocks, closer, afterCloser }: Division): void {
    if (heading !== undefined) this.inlines(heading.children);
    for (const line of opener) this.line(line);
    for (const part of blocks) this.block(part);
    if (closer !== undefined) for (const part of closer.parts) this.inlines(part.children);
    for (const part of afterCloser) this.block(part);
  }

  line(part: OpenerLine | PlainBlock): void {
    if (isLine(part)) this.inlines(part.children);
    else this.block(part);
  }

  enclosure({ label, division }: Enclosure): void {
    if (label !== undefined) this.inlines(label.children);
    this.division(division);
  }

  block(part: Block | Paragraph): void {
    switch (part.type) {
      case 'paragraph':
        this.inlines(part.children);
        return;
      case 'list':
        if (part.head !== undefined) this.inlines(part.head);
        for (const item of part.items) this.item(item);
        return;
      case 'table':
        for (const row of part.rows) this.row(row);
        return;
      case 'enclosure':
        this.enclosure(part);
        return;
      case 'part':
        this.inlines(part.heading.children);
        for (const block of part.blocks) this.block(block);
        return;
      case 'trailer':
        this.inlines(part.children);
        return;
      default:
        this.inline(part);
        return;
    }
  }

  row(row: TableRow | PageBreak): void {
    if ('type' in row) this.inline(row);
    else for (const cell of row.cells) this.inlines(cell.children);
  }

  item(item: List['items'][number]): void {
    if ('type' in item) {
      this.inline(item);
      return;
    }
    if (item.bullet !== undefined) this.inline(item.bullet);
    if (item.label !== undefined) this.inlines(item.label);
    this.inlines(item.children);
    for (const block of item.blocks ?? []) this.block(block);
  }

  inlines(inlines: readonly Inline[]): void {
    for (const inline of inlines) this.inline(inline);
  }

  inline(inline: Inline): void {
    switch (inline.type) {
      case 'text':
        this.add('text', inline, inline.text);
        return;
      case 'noteAnchor':
        this.add('anchor', inline, '', { note: inline.note });
        return;
      case 'pageBreak':
        this.add('page', inline, inline.n, inline.edition === undefined ? {} : { edition: inline.edition });
        return;
      case 'leftOut':
        this.add('leftOut', inline, inline.text, { reason: inline.reason });
        return;
      case 'sectionStart':
        return;
      default:
        this.inlines(inline.children);
    }
  }
}
