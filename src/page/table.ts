/** A table of which only the rows in sight are there, so that ten thousand are as fluid as ten. */
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { Row } from '../preview/model.js';
import { element } from './elements.js';
import { type Column, compare } from './rows.js';

const COLUMNS: readonly (readonly [Column, string])[] = [
  ['title', 'Document'],
  ['when', 'Date'],
  ['place', 'Place'],
  ['kind', 'Kind'],
  ['sender', 'Sender'],
  ['doubts', 'Not certain'],
  ['findings', 'Warnings'],
];
/** In pixels, until a row has been measured. */
const ROW = 44;
/** Rows that are laid out beyond those in sight. */
const BEYOND = 12;

export class Table {
  readonly root: HTMLElement;
  readonly #above = spacer();
  readonly #below = spacer();
  readonly #body = element('tbody', {}, this.#above, this.#below);
  /** The rows that are there, by their place. */
  readonly #drawn = new Map<number, HTMLElement>();
  readonly #table: HTMLTableElement;
  readonly #heads = new Map<Column, HTMLElement>();
  readonly #virtual: Virtualizer<HTMLElement, HTMLElement>;
  #rows: readonly Row[] = [];
  #sorted: readonly Row[] = [];
  #column: Column | undefined;
  #direction: 1 | -1 = 1;

  constructor() {
    const head = element('tr', { 'aria-rowindex': 1 });
    for (const [column, words] of COLUMNS) head.append(this.#head(column, words));
    const caption = element('caption', {}, 'Documents; a column’s head sorts by it');
    this.#table = element('table', {}, caption, element('thead', {}, head), this.#body);
    this.root = element(
      'div',
      { class: 'rows', tabindex: 0, role: 'region', 'aria-label': 'Table of documents' },
      this.#table,
    );
    this.#virtual = new Virtualizer<HTMLElement, HTMLElement>({
      count: 0,
      getScrollElement: () => this.root,
      estimateSize: () => ROW,
      overscan: BEYOND,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.#draw(),
    });
    this.#virtual._didMount();
  }

  show(rows: readonly Row[]): void {
    this.#rows = rows;
    this.#sort();
  }

  #head(column: Column, words: string): HTMLElement {
    const sorter = element('button', { type: 'button' }, words);
    const head = element('th', { scope: 'col' }, sorter);
    sorter.addEventListener('click', () => {
      // Of what is to be looked at, the most comes first.
      const first = column === 'doubts' || column === 'findings' ? -1 : 1;
      this.#direction = this.#column === column ? (this.#direction === 1 ? -1 : 1) : first;
      this.#column = column;
      for (const each of this.#heads.values()) each.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', this.#direction === 1 ? 'ascending' : 'descending');
      this.#sort();
    });
    this.#heads.set(column, head);
    return head;
  }

  #sort(): void {
    this.#sorted =
      this.#column === undefined ? this.#rows : [...this.#rows].sort(compare(this.#column, this.#direction));
    this.#table.setAttribute('aria-rowcount', String(this.#sorted.length + 1));
    this.#virtual.setOptions({ ...this.#virtual.options, count: this.#sorted.length });
    this.#virtual._willUpdate();
    this.#virtual.measure();
    this.#keepOnly(new Set());
    this.#draw();
  }

  /** Rows that stay are not touched: one of them may have the keyboard's focus. */
  #draw(): void {
    const items = this.#virtual.getVirtualItems();
    const [first, last] = [items[0], items.at(-1)];
    setHeight(this.#above, first?.start ?? 0);
    setHeight(this.#below, this.#virtual.getTotalSize() - (last?.end ?? 0));
    this.#keepOnly(new Set(items.map(({ index }) => index)));
    let before: HTMLElement = this.#above;
    for (const { index } of items) {
      const drawn = this.#drawn.get(index);
      const row = drawn ?? rowOf(this.#sorted[index]!, index);
      if (drawn === undefined) {
        before.after(row);
        this.#drawn.set(index, row);
      }
      before = row;
    }
  }

  #keepOnly(wanted: ReadonlySet<number>): void {
    for (const [index, row] of this.#drawn) {
      if (wanted.has(index)) continue;
      if (row.contains(document.activeElement)) this.root.focus({ preventScroll: true });
      row.remove();
      this.#drawn.delete(index);
    }
  }
}

function spacer(): HTMLElement {
  return element('tr', { class: 'spacer', 'aria-hidden': 'true' }, element('td', { colspan: COLUMNS.length }));
}

function setHeight(row: HTMLElement, height: number): void {
  row.hidden = height <= 0;
  (row.firstElementChild as HTMLElement).style.height = `${height}px`;
}

function rowOf(row: Row, index: number): HTMLElement {
  const { page, title, file, when = '', place = '', kind, sender = '', errors, warnings } = row;
  return element(
    'tr',
    { 'aria-rowindex': index + 2 },
    element('th', { scope: 'row' }, element('a', { href: page, title: file, dir: 'auto' }, title)),
    element('td', {}, when.slice(0, 10)),
    element('td', { title: place }, place),
    element('td', {}, kind),
    element('td', { title: sender }, sender),
    element('td', {}, doubtsInWords(row)),
    element(
      'td',
      errors > 0 ? { class: 'error' } : {},
      counted([
        [errors, 'error'],
        [warnings, 'warning'],
      ]),
    ),
  );
}

function doubtsInWords({ low, medium }: Row): string {
  return [low === 0 ? '' : `${low} low`, medium === 0 ? '' : `${medium} medium`]
    .filter((part) => part !== '')
    .join(', ');
}

function counted(counts: readonly (readonly [number, string])[]): string {
  return counts.flatMap(([n, word]) => (n === 0 ? [] : [`${n} ${word}${n === 1 ? '' : 's'}`])).join(', ');
}
