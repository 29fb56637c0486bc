/** Paragraphs into blocks: which are items of a list, which stand under an item, which stand for themselves. */

import { standsUnder } from '../lines/headed.js';
import { beginsCount, isLike } from '../lines/labels.js';
import type { FoundTable } from '../lines/tables.js';
import type { Inline, LeftOut, List, ListItem, PlainBlock, Range, Table } from '../model.js';
import { Counts, NEAR } from './counts.js';
import { type Entry, type Place, toEntries } from './entries.js';

/** Makes the inlines of a range. */
export type ToInlines = (range: Range) => Inline[];

/** Turns units into paragraphs, lists, tables and page breaks. `firstIsNumbered` keeps a telegram's own number from being a label. */
export function toBlocks(
  text: string,
  units: readonly Range[],
  inlines: ToInlines,
  place: Place,
  firstIsNumbered = false,
): PlainBlock[] {
  const entries = toEntries(text, units, place);
  return new BlockReader(text, entries, new Counts(entries, place, firstIsNumbered), inlines).blocks();
}

interface Taken<T> {
  readonly block: T;
  /** The entry behind it. */
  readonly next: number;
}

/** Lists within lists go so deep at most. */
const DEEPEST = 8;
const ANNOUNCES = /[:—]\s?(?:\d{1,3}|\[\d{1,3}\]|\/\d{1,3}\/)?$/;

class BlockReader {
  constructor(
    private readonly text: string,
    private readonly entries: readonly Entry[],
    private readonly counts: Counts,
    private readonly inlines: ToInlines,
  ) {}

  blocks(): PlainBlock[] {
    const blocks: PlainBlock[] = [];
    for (let at = 0; at < this.entries.length; ) {
      const taken = this.block(at);
      blocks.push(taken.block);
      at = taken.next;
    }
    return blocks;
  }

  private block(at: number): Taken<PlainBlock> {
    const entry = this.entries[at]!;
    if (entry.loose) return { block: entry.loose, next: at + 1 };
    if (entry.table) return { block: this.table(entry, entry.table), next: at + 1 };
    if (entry.head) return this.headedList(at);
    if (this.beginsList(at)) return this.list(at, 0);
    return { block: this.paragraph(entry), next: at + 1 };
  }

  private paragraph({ start, end }: Range): PlainBlock {
    return { type: 'paragraph', start, end, children: this.inlines({ start, end }) };
  }

  private table({ start, end }: Range, { rows }: FoundTable): Table {
    const cell = (range: Range) => ({ ...range, children: range.end > range.start ? this.inlines(range) : [] });
    return {
      type: 'table',
      start,
      end,
      rows: rows.map((row) =>
        'type' in row ? row : { start: row[0]!.start, end: row.at(-1)!.end, cells: row.map(cell) },
      ),
    };
  }

  // ---------------------------------------------------------------- what begins and continues a list

  private isBulleted(at: number): boolean {
    return this.entries[at]?.bullet !== undefined && !this.counts.isItem(at);
  }

  /** A dash in front of a single paragraph is punctuation; a list has at least two. */
  private beginsList(at: number): boolean {
    if (this.counts.isItem(at)) return true;
    if (!this.isBulleted(at)) return false;
    return !/^[-–*]/.test(this.entries[at]!.bullet!.text) || this.hasBulletBeside(at);
  }

  private hasBulletBeside(at: number): boolean {
    let above = at - 1;
    while (this.entries[above]?.loose) above--;
    let below = at + 1;
    while (below < at + NEAR && (this.entries[below]?.loose || this.counts.isItem(below))) below++;
    return [above, below].some((beside) => this.bulletOf(beside) === this.bulletOf(at));
  }

  /** Hyphen and dash are one bullet in two typefaces. */
  private bulletOf(at: number): string | undefined {
    return this.entries[at]?.bullet?.text.replace('–', '-');
  }

  private announces(at: number): boolean {
    const entry = this.entries[at];
    return entry !== undefined && ANNOUNCES.test(this.text.slice(Math.max(entry.start, entry.end - 12), entry.end));
  }

  /** Can the two be items of the same list? */
  private isLike(one: number, other: number): boolean {
    if (!this.counts.isItem(one)) return this.isBulleted(other) && this.bulletOf(other) === this.bulletOf(one);
    return this.counts.isItem(other) && isLike(this.entries[one]!.label!, this.entries[other]!.label!);
  }

  private pastLoose(from: number): number {
    let at = from;
    while (this.entries[at]?.loose) at++;
    return at;
  }

  private loose(from: number, to: number): NonNullable<Entry['loose']>[] {
    return this.entries.slice(from, to).map(({ loose }) => loose!);
  }

  /** Is the entry the next item of the list whose last item is given? A count may skip a number, but not begin again. */
  private continues(last: number, at: number): boolean {
    const before = this.counts.before(at);
    if (before !== undefined) return before === last;
    return this.isLike(last, at) && !(this.counts.isItem(at) && beginsCount(this.entries[at]!.label!));
  }

  /**
   * Does a list begin that stands under the item above? Where the item announces it, has no words of its own, or
   * its count goes on below; or where an earlier item of its list has such a list under it.
   */
  private nests(item: number, textAt: number, at: number, earlier: readonly number[]): boolean {
    if (!this.entries[at] || !this.beginsList(at)) return false;
    const label = this.counts.isItem(at) ? this.entries[at]!.label! : undefined;
    const isSibling = !this.counts.isItem(item) && this.bulletOf(at) === this.bulletOf(item);
    if (label ? !beginsCount(label) : isSibling) return false;
    const goesOn = (this.counts.next(item) ?? 0) > at;
    const isEmpty = textAt === item && this.entries[item]!.label?.alone === true;
    const hasLike = earlier.some((one) => this.isLike(one, at));
    return goesOn || isEmpty || hasLike || this.announces(textAt);
  }

  // ---------------------------------------------------------------- lists and their items

  /** Items that follow each other, in one count or with one bullet; page breaks may stand between them. */
  private list(first: number, depth: number): Taken<List> {
    const items: List['items'][number][] = [];
    const listsUnder: number[] = [];
    let last = first;
    let next = first;
    for (let at = first; at === first || this.continues(last, at); at = this.pastLoose(next)) {
      items.push(...this.loose(next, at));
      const item = this.item(at);
      const under: PlainBlock[] = [];
      next = item.next;
      for (
        let inner = this.pastLoose(next);
        depth < DEEPEST && this.nests(at, item.next - 1, inner, listsUnder);
        inner = this.pastLoose(next)
      ) {
        const nested = this.list(inner, depth + 1);
        under.push(...this.loose(next, inner), nested.block);
        listsUnder.push(inner);
        next = nested.next;
      }
      const lowest = under.at(-1);
      items.push(lowest ? { ...item.block, end: lowest.end, blocks: under } : item.block);
      last = at;
    }
    const kind = this.counts.isItem(first) ? 'numbered' : 'bulleted';
    const { start } = this.entries[first]!;
    return { block: { type: 'list', kind, start, end: this.entries[next - 1]!.end, items }, next };
  }

  private item(at: number): Taken<ListItem> {
    if (this.counts.isItem(at)) return this.numberedItem(at);
    return { block: this.bulletItem(this.entries[at]!), next: at + 1 };
  }

  /** A label and its text, which may stand on the next line. */
  private numberedItem(at: number): Taken<ListItem> {
    const entry = this.entries[at]!;
    const label = entry.label!;
    const below = this.entries[at + 1];
    const isText = below && !below.loose && !below.head && !below.table && !this.counts.isItem(at + 1);
    const textBelow = label.alone && isText ? below : undefined;
    const body = textBelow ? afterBullet(textBelow) : { start: label.end, end: entry.end };
    const bullets = [entry.bullet, textBelow?.bullet].filter((bullet): bullet is LeftOut => bullet !== undefined);
    return {
      block: {
        start: entry.start,
        end: (textBelow ?? entry).end,
        label: this.inlines({ start: label.start, end: label.end }),
        ...(bullets[0] && { bullet: bullets[0] }),
        children: [...bullets.slice(1), ...this.inlines(body)],
      },
      next: at + (textBelow ? 2 : 1),
    };
  }

  private bulletItem(entry: Entry): ListItem {
    const { start, end, bullet } = entry;
    return { start, end, ...(bullet && { bullet }), children: this.inlines(afterBullet(entry)) };
  }

  /** A head with what it announces: on its own line, in bulleted lines below, or in short lines that are no sentences. */
  private headedList(first: number): Taken<List> {
    const { start, head } = this.entries[first]!;
    const { kind, words, body } = head!;
    const items: ListItem[] = body ? [{ ...body, children: this.inlines(body) }] : [];
    const bulleted = !body && this.isBulleted(first + 1);
    let at = first + 1;
    for (; at < this.entries.length; at++) {
      const entry = this.entries[at]!;
      if (bulleted ? !this.isBulleted(at) : !this.isPlain(at) || !standsUnder(this.text, entry, kind, items.length))
        break;
      items.push(this.bulletItem(entry));
    }
    const [only] = items;
    const list = { type: 'list' as const, kind, start, end: this.entries[at - 1]!.end };
    // On one line, the head is the label of its item.
    if (body && only && items.length === 1)
      return { block: { ...list, items: [{ ...only, start, label: this.inlines(words) }] }, next: at };
    return { block: { ...list, head: this.inlines(words), items }, next: at };
  }

  private isPlain(at: number): boolean {
    const { loose, head, bullet, table } = this.entries[at]!;
    return !loose && !head && !bullet && !table && !this.counts.isItem(at);
  }
}

function afterBullet(entry: Entry): Range {
  return { start: entry.bullet?.end ?? entry.start, end: entry.end };
}
