/** Random telegrams: every node of the model nested in every other that may hold it. */
import type {
  Block,
  Division,
  Inline,
  List,
  ListItem,
  Note,
  PageBreak,
  Paragraph,
  PlainBlock,
  Table,
} from '../../src/telegram/model.js';
import { Build } from './build.js';
import type { Sample } from './samples.js';

const WORDS = [
  'one',
  'AT&amp;T',
  '<p>',
  ']]>',
  '“so”',
  '𝄞',
  '\u00A0',
  '\u0007',
  '\uD800',
  '\uFFFE',
  'é',
  '1½',
  '"',
  '&',
];
const SPACES = ['', ' ', '\n', '\r\n', '\t', '  ', '\f', '\u2028'];
const PARTS = [
  'repository',
  'recordGroup',
  'collection',
  'fileNumber',
  'lot',
  'box',
  'folder',
  'number',
  'ibid',
  'article',
  'title',
  'volume',
  'page',
  'column',
  'date',
  'author',
] as const;

export class RandomTelegrams {
  readonly #random: (below: number) => number;
  #b = new Build();
  #notes = 0;
  #citations = 0;

  /** `random` gives numbers from 0 up to, not including, its argument. */
  constructor(random: (below: number) => number) {
    this.#random = random;
  }

  next(): Sample {
    const b = new Build();
    this.#b = b;
    this.#notes = this.#random(5);
    this.#citations = 0;
    const front = this.#some(3, () =>
      this.#either<Paragraph | PageBreak>(
        () => this.#paragraph(2),
        () => this.#page(),
      ),
    );
    const fileLine = this.#maybe(() => this.#paragraph(1));
    const division = this.#division(3);
    const attachments = this.#some(2, () =>
      b.enclosure(
        'attachment',
        this.#maybe(() => this.#paragraph(1)),
        this.#division(1),
      ),
    );
    const notes = Array.from({ length: this.#notes }, () => this.#note());
    const telegram = b.telegram({
      type: this.#pick(['telegram', 'letter', 'editorial-note', 'text'] as const),
      ...(this.#random(2) === 0 ? { number: { value: this.#pick(['117', '60a', 'X/1']), start: 0, end: 0 } } : {}),
      front,
      ...(fileLine === undefined ? {} : { fileLine }),
      division,
      attachments,
      notes,
    });
    return { input: b.input, telegram };
  }

  #division(depth: number): Division {
    const b = this.#b;
    const heading = this.#maybe(() => b.head(...this.#inlines(2)));
    const opener = this.#some(3, () =>
      this.#either<Division['opener'][number]>(
        () =>
          b.line(this.#pick(['classification', 'dateline', 'salutation', 'bracketed'] as const), ...this.#inlines(2)),
        () => this.#page(),
        () => this.#leftOut(),
      ),
    );
    const blocks = this.#some(4, () => this.#block(depth));
    const closer = this.#maybe(() => b.closer(...this.#some(3, () => this.#paragraph(1))));
    const afterCloser = this.#some(2, () => this.#block(depth - 1));
    return b.division({ ...(heading && { heading }), opener, blocks, ...(closer && { closer }), afterCloser });
  }

  #block(depth: number): Block {
    const b = this.#b;
    b.skip(this.#pick(['', '\n', '\n\n']));
    if (depth <= 0) return this.#paragraph(1);
    return this.#either<Block>(
      () => this.#plainBlock(depth),
      () => this.#plainBlock(depth),
      () =>
        b.enclosure(
          this.#pick(['quoted', 'attachment'] as const),
          this.#maybe(() => this.#paragraph(1)),
          this.#division(depth - 1),
        ),
    );
  }

  #plainBlock(depth: number): PlainBlock {
    if (depth <= 0) return this.#paragraph(1);
    return this.#either<PlainBlock>(
      () => this.#paragraph(depth),
      () => this.#list(depth),
      () => this.#table(),
      () => this.#page(),
      () => this.#leftOut(),
    );
  }

  #list(depth: number): PlainBlock {
    const b = this.#b;
    const kind = this.#pick(['numbered', 'bulleted', 'subject', 'participants', 'to', 'time'] as const);
    const head = this.#maybe(() => this.#inlines(1));
    const item = (): ListItem => {
      const bullet = this.#maybe(() => this.#leftOut());
      const label = this.#maybe(() => this.#inlines(1));
      const own = b.item({ ...(bullet && { bullet }), ...(label && { label }) }, ...this.#inlines(2));
      return b.under(own, ...this.#some(2, () => this.#plainBlock(depth - 1)));
    };
    return b.list(
      kind,
      head,
      ...this.#some(4, () =>
        this.#either<List['items'][number]>(
          item,
          item,
          () => this.#page(),
          () => this.#leftOut(),
        ),
      ),
    );
  }

  #table(): Table {
    const row = () => this.#b.row(...Array.from({ length: 1 + this.#random(3) }, () => this.#inlines(2)));
    return this.#b.table(
      row(),
      ...this.#some(3, () => this.#either<Table['rows'][number]>(row, row, () => this.#page())),
    );
  }

  #note(): Note {
    const b = this.#b;
    b.skip('\n');
    const printed = this.#pick(['0', '1', '1', '60a', '*']);
    const label = this.#maybe(() => b.label(this.#pick([`${printed}.`, `[${printed}]`, '2.', '—'])));
    const blocks = this.#some(3, () => this.#plainBlock(2));
    return b.note({
      printed,
      ...(label && { label }),
      kind: this.#pick(['source', 'note'] as const),
      confidence: this.#pick([1, 1, 0.95, 0.7, 0.1]),
      blocks,
    });
  }

  #paragraph(depth: number): Paragraph {
    return this.#b.p(...this.#inlines(depth));
  }

  #inlines(depth: number): Inline[] {
    return this.#some(5, () => this.#inline(depth));
  }

  #inline(depth: number): Inline {
    const b = this.#b;
    const inner = () => this.#inlines(depth - 1);
    if (depth <= 0 || this.#random(3) === 0) return b.t(this.#pick(SPACES) + this.#pick(WORDS) + this.#pick(SPACES));
    return this.#either<Inline>(
      () => this.#anchor(),
      () => this.#page(),
      () => this.#leftOut(),
      () =>
        b.gap(
          {
            reason: this.#pick(['declassification', 'omitted', 'garbled', 'illegible'] as const),
            unit: 'line',
            quantity: 2,
          },
          ...inner(),
        ),
      () =>
        b.ref(
          this.#pick([
            { document: '387' },
            { document: '3', inferred: true } as const,
            { note: '1' },
            { document: '3', volume: 'frus1949v01' },
            {},
          ]),
          ...inner(),
        ),
      () => {
        const index = this.#citations++;
        const ibidOf = index > 0 && this.#random(2) === 0 ? this.#random(index) : undefined;
        const kind = this.#pick(['archival', 'printed'] as const);
        return b.cite({ kind, index, ...(ibidOf === undefined ? {} : { ibidOf }) }, ...inner());
      },
      () => b.part(this.#pick(PARTS), ...inner()),
      () => b.party(this.#pick(['from', 'to'] as const), this.#pick(['person', 'office'] as const), ...inner()),
      () => b.place(...inner()),
      () => b.date(this.#pick(['1961-12-15', '1961-02-30', undefined]), ...inner()),
    );
  }

  // The marker of a note is only known once the note is made, so the anchors are empty, as where none is printed.
  #anchor(): Inline {
    return this.#notes === 0 ? this.#b.t('x') : this.#b.anchor('', this.#random(this.#notes));
  }

  #page(): PageBreak {
    return this.#b.pb(this.#pick(['1', '2', 'XLV']), this.#pick([undefined, undefined, 'Facsimile']));
  }

  #leftOut() {
    return this.#b.leftOut(
      this.#pick(['↩', '\u0007', ' • ', 'Back to top']),
      this.#pick(['backlink', 'bullet', 'navigation'] as const),
    );
  }

  #pick<T>(of: readonly T[]): T {
    return of[this.#random(of.length)]!;
  }

  #either<T>(...of: (() => T)[]): T {
    return this.#pick(of)();
  }

  #maybe<T>(make: () => T): T | undefined {
    return this.#random(2) === 0 ? make() : undefined;
  }

  #some<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.#random(most + 1) }, make);
  }
}
