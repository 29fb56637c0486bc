/** Paragraphs into blocks: which are items of a list, which stand for themselves. */
import { isAttachmentLabel } from './attachments.js';
import { beginsCount, countsOn, labelAt, type ParagraphLabel } from './labels.js';
import type { Block, Inline, LeftOut, List, ListItem, PageBreak, Range } from './model.js';
import { pageBreakLine } from './pages.js';
import { isNextTo, trim } from './units.js';

/** Makes the inlines of a range. */
export type ToInlines = (range: Range) => Inline[];

/** How far away the neighbour of a label may stand. */
const NEAR = 60;
const BULLET = /^[-•*·▪●■–](?=\s|$)/;
const SUBJECT_HEAD = /^(?:SUBJECTS?|SUBJ|REFS?|REFERENCES?)\s?:?$/;
const PARTICIPANTS_HEAD =
  /^(?:(?:ALSO\s+)?PARTICIPANTS?|PRESENT|ALSO PRESENT|ATTENDEES|PLACE|TIME|TIME AND PLACE|PLACE AND TIME|COPIES TO)\s?:?$/;

interface Entry extends Range {
  readonly bullet?: LeftOut;
  readonly label?: ParagraphLabel;
  readonly page?: PageBreak;
  readonly head?: 'subject' | 'participants';
}

/** Turns units into paragraphs, lists and page breaks. `firstIsNumbered` keeps a telegram's own number from being a label. */
export function toBlocks(text: string, units: readonly Range[], inlines: ToInlines, firstIsNumbered: boolean): Block[] {
  const entries = joinLoneBullets(text, units).map((unit) => toEntry(text, unit));
  const items = itemsAmong(entries, firstIsNumbered);
  const blocks: Block[] = [];
  for (let i = 0; i < entries.length; ) {
    const entry = entries[i]!;
    if (entry.page) {
      blocks.push(entry.page);
      i++;
    } else if (entry.head) {
      const taken = headedList(text, entries, items, i, entry.head, inlines);
      blocks.push(taken.list);
      i = taken.next;
    } else if (items[i] || entry.bullet) {
      const taken = plainList(entries, items, i, inlines);
      blocks.push(taken.list);
      i = taken.next;
    } else {
      blocks.push({ type: 'paragraph', start: entry.start, end: entry.end, children: inlines(entry) });
      i++;
    }
  }
  return blocks;
}

/** A bullet on a line of its own belongs to the line below. */
function joinLoneBullets(text: string, units: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!;
    const below = units[i + 1];
    const alone = unit.end - unit.start === 1 && BULLET.test(text[unit.start]!);
    if (
      alone &&
      below &&
      isNextTo(text, unit, below) &&
      !BULLET.test(text.slice(below.start, below.start + 2)) &&
      !pageBreakLine(text, below)
    ) {
      joined.push({ start: unit.start, end: below.end });
      i++;
    } else joined.push(unit);
  }
  return joined;
}

function toEntry(text: string, unit: Range): Entry {
  const page = pageBreakLine(text, unit);
  if (page) return { ...unit, page };
  const said = text.slice(unit.start, Math.min(unit.end, unit.start + 40));
  if (unit.end - unit.start < 40) {
    if (SUBJECT_HEAD.test(said)) return { ...unit, head: 'subject' };
    if (PARTICIPANTS_HEAD.test(said)) return { ...unit, head: 'participants' };
  }
  const bullet = BULLET.exec(said)?.[0];
  if (bullet === undefined) return { ...unit, ...withLabel(labelAt(text, unit)) };
  const leftOut: LeftOut = { type: 'leftOut', start: unit.start, end: unit.start + 1, text: bullet, reason: 'bullet' };
  return { ...unit, bullet: leftOut, ...withLabel(labelAt(text, trim(text, unit.start + 1, unit.end))) };
}

function withLabel(label: ParagraphLabel | undefined): { label?: ParagraphLabel } {
  return label ? { label } : {};
}

/** Which labelled entries are items: those that have a neighbour in the same count, or a label on a line of its own. */
function itemsAmong(entries: readonly Entry[], firstIsNumbered: boolean): boolean[] {
  const items = entries.map(() => false);
  const lastOf = new Map<string, { label: ParagraphLabel; index: number }>();
  for (const [index, { label }] of entries.entries()) {
    if (!label || (index === 0 && firstIsNumbered)) continue;
    const before = lastOf.get(label.form);
    if (before && index - before.index <= NEAR && countsOn(before.label, label)) {
      items[index] = true;
      items[before.index] = true;
    } else if (label.alone && index + 1 < entries.length && (beginsCount(label) || before === undefined)) {
      items[index] = true;
    }
    lastOf.set(label.form, { label, index });
  }
  return items;
}

interface Taken {
  readonly list: List;
  readonly next: number;
}

/** Items that follow each other, of one form of label or bullet; page breaks may stand between them. */
function plainList(entries: readonly Entry[], isItem: readonly boolean[], first: number, inlines: ToInlines): Taken {
  const items: (ListItem | PageBreak)[] = [];
  const kind = isItem[first] ? 'numbered' : 'bulleted';
  const form = entries[first]!.label?.form;
  let at = first;
  while (at < entries.length) {
    const entry = entries[at]!;
    if (entry.page && continuesAfter(entries, isItem, at, kind, form)) {
      items.push(entry.page);
      at++;
      continue;
    }
    if (!belongs(entry, isItem[at]!, kind, form)) break;
    const taken =
      kind === 'numbered'
        ? numberedItem(entries, isItem, at, inlines)
        : { item: bulletItem(entry, inlines), next: at + 1 };
    items.push(taken.item);
    at = taken.next;
  }
  return { list: { type: 'list', kind, start: entries[first]!.start, end: entries[at - 1]!.end, items }, next: at };
}

function belongs(entry: Entry, isItem: boolean, kind: List['kind'], form: string | undefined): boolean {
  return kind === 'numbered' ? isItem && entry.label?.form === form : entry.bullet !== undefined && !isItem;
}

function continuesAfter(
  entries: readonly Entry[],
  isItem: readonly boolean[],
  at: number,
  kind: List['kind'],
  form: string | undefined,
): boolean {
  let next = at;
  while (entries[next]?.page) next++;
  const entry = entries[next];
  return entry !== undefined && belongs(entry, isItem[next]!, kind, form);
}

/** A label and its text, which may stand on the next line. */
function numberedItem(
  entries: readonly Entry[],
  isItem: readonly boolean[],
  at: number,
  inlines: ToInlines,
): { item: ListItem; next: number } {
  const entry = entries[at]!;
  const label = entry.label!;
  const below = entries[at + 1];
  const textBelow = label.alone && below && !below.page && !below.head && !isItem[at + 1] ? below : undefined;
  const body = textBelow ? afterBullet(textBelow) : { start: label.end, end: entry.end };
  const bullets = [entry.bullet, textBelow?.bullet].filter((bullet): bullet is LeftOut => bullet !== undefined);
  return {
    item: {
      start: entry.start,
      end: (textBelow ?? entry).end,
      label: inlines({ start: label.start, end: label.end }),
      ...(bullets[0] && { bullet: bullets[0] }),
      children: [...bullets.slice(1), ...inlines(body)],
    },
    next: at + (textBelow ? 2 : 1),
  };
}

function afterBullet(entry: Entry): Range {
  return { start: entry.bullet?.end ?? entry.start, end: entry.end };
}

function bulletItem(entry: Entry, inlines: ToInlines): ListItem {
  return {
    start: entry.start,
    end: entry.end,
    ...(entry.bullet && { bullet: entry.bullet }),
    children: inlines(afterBullet(entry)),
  };
}

/** SUBJECT and PARTICIPANTS with what stands below: bulleted lines, or short lines that are no sentences. */
function headedList(
  text: string,
  entries: readonly Entry[],
  isItem: readonly boolean[],
  first: number,
  kind: 'subject' | 'participants',
  inlines: ToInlines,
): Taken {
  const head = entries[first]!;
  const items: (ListItem | PageBreak)[] = [];
  const bulleted = entries[first + 1]?.bullet !== undefined;
  let at = first + 1;
  while (at < entries.length) {
    const entry = entries[at]!;
    const takes = bulleted
      ? entry.bullet !== undefined && !isItem[at]
      : isHeadedLine(text, entry, isItem[at]!, kind, items.length);
    if (!takes) break;
    items.push(bulletItem(entry, inlines));
    at++;
  }
  const end = entries[at - 1]!.end;
  return { list: { type: 'list', kind, start: head.start, end, head: inlines(head), items }, next: at };
}

function isHeadedLine(
  text: string,
  entry: Entry,
  isItem: boolean,
  kind: 'subject' | 'participants',
  already: number,
): boolean {
  if (entry.page || entry.head || entry.bullet || isItem) return false;
  const said = text.slice(entry.start, Math.min(entry.end, entry.start + 200));
  if (kind === 'subject') return already === 0 && said.length < 200;
  return (
    said.length <= 140 &&
    !/[.:;?!]["”]?\d{0,2}$/.test(said.replace(/\b(?:Jr|Sr|Dr|Mr|U\.S|Esq)\.$/, '')) &&
    !isAttachmentLabel(text, entry) &&
    !/^[A-Z]{4,}:?$/.test(said)
  );
}
