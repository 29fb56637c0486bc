/** Rows of the index: which are wanted, and in what order. */
import type { Row } from '../preview/model.js';

export interface Filter {
  readonly words: string;
  readonly kind: string;
  readonly place: string;
  readonly looks: string;
  /** ISO: a year, a month, a day; empty for none. */
  readonly from: string;
  readonly to: string;
}

/** What words are looked for in, without case and accents. */
export function foldedText({ title, file, kind, place, sender, when, codes }: Row): string {
  return folded([title, file, kind, place, sender, when, ...codes].join('\n'));
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** @param text of the row, folded. */
export function isWanted(row: Row, text: string, { words, kind, place, looks, from, to }: Filter): boolean {
  if (kind !== '' && row.kind !== kind) return false;
  if (place !== '' && row.place !== place) return false;
  if (looks === 'doubts' && row.low + row.medium === 0) return false;
  if (looks === 'findings' && row.errors + row.warnings === 0) return false;
  if (!isWithin(row.when, from, to)) return false;
  return folded(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** A date that says less than a bound is within it where its beginning is. */
function isWithin(when: string | undefined, from: string, to: string): boolean {
  if (from === '' && to === '') return true;
  if (when === undefined) return false;
  const day = when.slice(0, 10);
  return (from === '' || day >= from.slice(0, day.length)) && (to === '' || day.slice(0, to.length) <= to);
}

export type Column = 'title' | 'when' | 'place' | 'kind' | 'sender' | 'doubts' | 'findings';

/** What is not there comes last, whichever way. */
export function compare(column: Column, direction: 1 | -1): (a: Row, b: Row) => number {
  const value = VALUES[column];
  return (a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === other) return 0;
    if (one === undefined || one === '') return 1;
    if (other === undefined || other === '') return -1;
    return direction * (typeof one === 'string' ? ORDER.compare(one, other as string) : one - (other as number));
  };
}

/** Numbers within words as numbers: document 9 before document 10. */
const ORDER = new Intl.Collator('en', { numeric: true });

const VALUES: Readonly<Record<Column, (row: Row) => string | number | undefined>> = {
  title: ({ title }) => title,
  when: ({ when }) => when,
  place: ({ place }) => place,
  kind: ({ kind }) => kind,
  sender: ({ sender }) => sender,
  doubts: ({ low, medium }) => low * 1000 + medium,
  findings: ({ errors, warnings }) => errors * 1000 + warnings,
};
