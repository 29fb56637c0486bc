/** A document in a few words, for the line that a conversion prints. */
import type { DocumentDate, Telegram } from '../telegram/model.js';
import { count } from './words.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Whether the reader found no heading, so that nothing is known of the document. */
export function isUnrecognised({ type }: Telegram): boolean {
  return type === 'text';
}

/** `telegram, 15 Dec 1961 (inferred), 4 notes, 1 page break`. */
export function describeTelegram(telegram: Telegram): string {
  const pages = pageBreaksOf(telegram);
  return [
    isUnrecognised(telegram) ? 'plain text, no document recognised' : telegram.type.replaceAll('-', ' '),
    ...(telegram.facts.date === undefined ? [] : [describeDate(telegram.facts.date)]),
    ...(telegram.notes.length === 0 ? [] : [count(telegram.notes.length, 'note')]),
    ...(pages === 0 ? [] : [count(pages, 'page break')]),
  ].join(', ');
}

/** One document as {@link describeTelegram} has it, several as `2 documents (d117: telegram …; d118: letter …)`. */
export function describeDocuments(documents: readonly { readonly id: string; readonly telegram: Telegram }[]): string {
  const [only] = documents;
  if (only !== undefined && documents.length === 1) return describeTelegram(only.telegram);
  const each = documents.map(({ id, telegram }) => `${id}: ${describeTelegram(telegram)}`);
  return `${count(documents.length, 'document')} (${each.join('; ')})`;
}

function describeDate({ when, certainty }: DocumentDate): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(when) ?? [];
  const parts = [day === undefined ? undefined : String(Number(day)), MONTHS[Number(month) - 1], year];
  const date = year === undefined ? when : parts.filter((part) => part !== undefined).join(' ');
  return certainty === 'inferred' ? `${date} (inferred)` : date;
}

/** Each telegram is asked twice: for its line, and for its row in the report. */
const known = new WeakMap<Telegram, number>();

/** Page breaks of all that a telegram holds. */
export function pageBreaksOf(telegram: Telegram): number {
  const { front, division, attachments, notes } = telegram;
  const pages = known.get(telegram) ?? countPageBreaks([front, division, attachments, notes]);
  known.set(telegram, pages);
  return pages;
}

/** Page breaks stand among blocks, inlines and list items alike, so every object is asked. */
function countPageBreaks(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  if ('type' in node && node.type === 'pageBreak') return 1;
  let pages = 0;
  for (const child of Array.isArray(node) ? node : Object.values(node)) pages += countPageBreaks(child);
  return pages;
}
