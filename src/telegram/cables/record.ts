/** `Message Attributes`: what an archive noted of a cable for its database, printed behind it. */
import { findDate } from '../lines/dates.js';
import type { ArchiveRecord, Fact, Facts, RecordEntry } from '../model.js';
import { squashed, type WireLine } from './lines.js';
import { textNode } from './nodes.js';

/** `Document Number:`; the database writes its keys in words with capitals, and TAGS. */
const KEY = /^(?:TAGS|[A-Z][a-z]+(?:[ /][A-Z][A-Za-z]*){0,4})(?:\s?\([A-Za-z]+\))?:/;

/** Reads the lines from the label on; a value may go on over several lines. Undefined where no line has a key. */
export function readRecord(text: string, lines: readonly WireLine[]): ArchiveRecord | undefined {
  const [head, ...rest] = lines;
  if (!head || !rest[0] || !KEY.test(rest[0].said)) return undefined;
  const entries: RecordEntry[] = [];
  for (const { start, end, said } of rest) {
    const key = KEY.exec(said)?.[0].length;
    const open = entries.at(-1);
    if (key === undefined && open) {
      entries[entries.length - 1] = { ...open, end, value: [...open.value, textNode(text, { start: open.end, end })] };
      continue;
    }
    const behind = start + (key ?? 0);
    const value = behind < end ? [textNode(text, { start: behind, end })] : [];
    entries.push({ start, end, key: [textNode(text, { start, end: behind })], value });
  }
  return { start: head.start, end: lines.at(-1)!.end, head: [textNode(text, head)], entries };
}

/** The value of a key as it is printed. */
export function entryOf(text: string, record: ArchiveRecord | undefined, key: string): Fact | undefined {
  const entry = record?.entries.find(({ start }) => text.startsWith(`${key}:`, start));
  if (!entry) return undefined;
  const from = entry.start + key.length + 1;
  const printed = text.slice(from, entry.end);
  const value = printed.replace(/\s+/g, ' ').trim();
  const start = from + printed.search(/\S|$/);
  return value === '' || /^n\/a$/i.test(value) ? undefined : { start, end: entry.end, value };
}

/** In which keys the archive's record says something else than the message. Posts are cut to six letters there, dates have no hour. */
export function differences(
  text: string,
  record: ArchiveRecord,
  { senders, date, subject, classification }: Facts,
): string[] {
  const value = (key: string): string | undefined => entryOf(text, record, key)?.value;
  const differing: string[] = [];
  const day = findDate(value('Draft Date') ?? '')?.when.slice(0, 10);
  if (day && date && !date.when.startsWith(day)) differing.push('Draft Date');
  const from = squashed(value('From') ?? '').slice(0, 6);
  const sender = senders[0]?.name;
  if (from !== '' && sender !== undefined && !/SECSTATE|USDEL/.test(sender) && !squashed(sender).includes(from))
    differing.push('From');
  const title = value('Subject');
  if (title && subject && !squashed(subject.value).startsWith(squashed(title).slice(0, 20))) differing.push('Subject');
  const class_ = value('Original Classification');
  if (class_ && classification && !squashed(class_).startsWith(squashed(classification.value))) {
    differing.push('Original Classification');
  }
  return differing;
}
