/** Units of a cable's text as blocks: lists of numbered paragraphs with points under them, parts under headings, tables. */

import type { Span } from '../inlines/spans.js';
import { findTables } from '../lines/tables.js';
import { trim } from '../lines/units.js';
import type { Block, Inline, ListItem, Loose, Paragraph, Part, PlainBlock, Range } from '../model.js';
import type { Body } from './body-lines.js';
import { pageWithin } from './furniture.js';
import { spansOf, textNode } from './nodes.js';
import { type CableUnit, toUnits } from './paragraphs.js';

export type ToInlines = (range: Range, spans: readonly Span[]) => Inline[];

/** The blocks of a text (`ragged`: whose paragraphs a short last line ends); what is printed between paragraphs stands between them, the rest within. */
export function bodyBlocks(text: string, body: Body, inlines: ToInlines, ragged = false): Block[] {
  return new BodyBuilder(text, body, inlines, ragged).blocks();
}

type Item = Omit<ListItem, 'blocks'> & { blocks?: PlainBlock[] };

/** `(C)`, `(S//NF)`, `(SBU)` behind the number. */
const PORTION = /^\s*(\((?:TS|C|S|U|SBU|LOU)(?:\s?\/{1,2}\s?(?:NF|NOFORN|REL\b[^)]*))*\))/;

class BodyBuilder {
  private readonly top: Block[] = [];
  /** Where blocks go: the top, or the part under the last heading. */
  private into: PlainBlock[] = [];
  private list: (Item | Loose)[] | undefined;
  /** Lists of points that are open, by their style, the innermost last. */
  private points: { style: string; items: (Item | Loose)[] }[] = [];

  constructor(
    private readonly text: string,
    private readonly body: Body,
    private readonly inlines: ToInlines,
    private readonly ragged: boolean,
  ) {}

  blocks(): Block[] {
    let part: { heading: Part['heading']; blocks: PlainBlock[] } | undefined;
    const finish = (): void => {
      this.endList();
      if (!part) this.top.push(...this.into);
      else {
        const end = this.into.at(-1)?.end ?? part.heading.end;
        this.top.push({ type: 'part', start: part.heading.start, end, heading: part.heading, blocks: this.into });
      }
      this.into = [];
    };
    const units = toUnits(this.body, this.ragged);
    for (let at = 0; at < units.length; at++) {
      const unit = units[at]!;
      if (unit.kind !== 'heading') {
        at = this.add(units, at);
        continue;
      }
      this.endList();
      this.into.push(...this.above(unit));
      finish();
      part = { heading: { start: unit.start, end: unit.end, children: this.children(unit, unit) }, blocks: [] };
    }
    finish();
    return [...this.top, ...this.body.below];
  }

  /** Adds what a unit is; the index of the last unit that it took. */
  private add(units: readonly CableUnit[], at: number): number {
    const unit = units[at]!;
    if (unit.kind === 'numbered') this.numbered(unit);
    else if (unit.kind === 'point') this.point(unit);
    else if (unit.kind === 'row') return this.rows(units, at);
    else this.paragraph(unit);
    return at;
  }

  /** What the copy prints above a unit. */
  private above({ from }: CableUnit): readonly Loose[] {
    return this.body.lines[from]!.above;
  }

  private numbered(unit: CableUnit): void {
    this.points = [];
    (this.list ?? this.into).push(...this.above(unit));
    this.list ??= [];
    const label = unit.label!;
    const said = trim(this.text, label.end, unit.end);
    this.list.push({
      start: unit.start,
      end: unit.end,
      label: this.inlines(label, []),
      children: said.end > said.start ? this.children(unit, said) : [],
    });
  }

  /** A point stands under the paragraph above, or under the point above where its style is new. */
  private point(unit: CableUnit): void {
    const item = this.pointItem(unit);
    const open = this.points.findIndex(({ style }) => style === unit.style);
    if (open >= 0) {
      this.points.length = open + 1;
      this.points[open]!.items.push(...this.above(unit), item);
      return;
    }
    const items = [item];
    const kind = isLettered(unit) ? 'numbered' : 'bulleted';
    this.under([...this.above(unit), { type: 'list', kind, start: unit.start, end: unit.end, items }]);
    this.points.push({ style: unit.style!, items });
  }

  /** Puts blocks under the innermost open item, or where blocks go. */
  private under(blocks: readonly PlainBlock[]): void {
    const owner = this.points.at(-1)?.items.findLast(isItem) ?? this.list?.findLast(isItem);
    if (owner) owner.blocks ??= [];
    (owner?.blocks ?? this.into).push(...blocks);
  }

  private pointItem(unit: CableUnit): Item {
    const label = unit.label!;
    const children = this.children(unit, trim(this.text, label.end, unit.end));
    const range = { start: unit.start, end: unit.end };
    if (isLettered(unit)) return { ...range, label: this.inlines(label, []), children };
    const bullet = {
      type: 'leftOut' as const,
      ...label,
      text: this.text.slice(label.start, label.end),
      reason: 'bullet' as const,
    };
    return { ...range, bullet, children };
  }

  private paragraph(unit: CableUnit): void {
    this.endList();
    this.into.push(...this.above(unit));
    this.into.push({ type: 'paragraph', start: unit.start, end: unit.end, children: this.children(unit, unit) });
  }

  /** Rows that follow each other are a table, under the paragraph that announces them. */
  private rows(units: readonly CableUnit[], at: number): number {
    let end = at + 1;
    while (units[end]?.kind === 'row' && this.body.lines[units[end]!.from]!.above.length === 0) end++;
    const rows = units.slice(at, end);
    const [table] = findTables(this.text, rows);
    const whole = table && table.from === 0 && table.to === rows.length;
    const range = { start: rows[0]!.start, end: rows.at(-1)!.end };
    const cells = (cell: Range) => ({ ...cell, children: cell.end > cell.start ? [textNode(this.text, cell)] : [] });
    const block: PlainBlock[] = whole
      ? [
          {
            type: 'table',
            ...range,
            rows: table.rows.map((row) =>
              'type' in row ? row : { start: row[0]!.start, end: row.at(-1)!.end, cells: row.map(cells) },
            ),
          },
        ]
      : rows.map(
          (row): Paragraph => ({
            type: 'paragraph',
            start: row.start,
            end: row.end,
            children: this.children(row, row),
          }),
        );
    this.under([...this.above(units[at]!), ...block]);
    return end - 1;
  }

  private children(unit: CableUnit, range: Range): Inline[] {
    const lines = this.body.lines.slice(unit.from, unit.to);
    const inside = lines.slice(1).flatMap(({ above }) => above);
    const spans = [...spansOf(inside), ...lines.flatMap(({ start, said }) => this.pageSpans(start, said))];
    const marking = PORTION.exec(this.text.slice(range.start, Math.min(range.end, range.start + 40)));
    if (marking) {
      const start = range.start + marking[0].length - marking[1]!.length;
      const at = { start, end: start + marking[1]!.length };
      spans.push({ ...at, build: (children) => ({ type: 'portion', ...at, children }) });
    }
    return this.inlines(range, spans);
  }

  private pageSpans(start: number, said: string): Span[] {
    const found = pageWithin(said);
    if (!found) return [];
    const at = { start: start + found.start, end: start + found.end };
    return spansOf([
      { type: 'pageBreak', start: at.start, end: at.start, n: found.page },
      { type: 'furniture', kind: 'header', ...at, children: [textNode(this.text, at)] },
    ]);
  }

  private endList(): void {
    if (this.list) {
      const items = this.list;
      const last = items.findLastIndex(isItem);
      const own = items.slice(0, last + 1);
      if (last >= 0)
        this.into.push({ type: 'list', kind: 'numbered', start: own[0]!.start, end: own.at(-1)!.end, items: own });
      for (const node of items.slice(last + 1)) if (!isItem(node)) this.into.push(node);
    }
    this.list = undefined;
    this.points = [];
  }
}

function isLettered({ style = '' }: CableUnit): boolean {
  return /[A-Za-z1]/.test(style);
}

function isItem(item: Item | Loose): item is Item {
  return !('type' in item);
}
