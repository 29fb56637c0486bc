/** Documents on Irish Foreign Policy: number and archive on one line, `No. 81 RAI DFA Secretary's Files P7`. */
import type { Line } from '../lines/units.js';
import type { Facts } from '../model.js';
import {
  datelineOf,
  groupOf,
  headLines,
  partiesBetween,
  partySpans,
  type ServiceHead,
  type ServiceLine,
} from './service.js';

/** An archive is named by its initials first; what follows is its shelf. */
const NUMBER = /^No\.\s?(\d{1,4}[a-z]?)\s+([A-Z]{2,6}\s+\S.{2,90})$/d;
/** `(No. 12) (Telegram) (Personal)`: what the copy says of itself. */
const LABELS = /^(?:\([^()]{2,40}\)\s*)+$/;
const OWN_NUMBER = /\(No\.\s?(\d{1,4})\)/d;

/** Reads the head; undefined where the first line is none of this kind. */
export function irish(text: string, all: readonly Line[]): ServiceHead | undefined {
  const lines = headLines(text, all);
  const [first, second] = lines;
  const found = first && NUMBER.exec(first.said);
  if (!first || !found || !second) return undefined;
  const number = groupOf(first, found, 1)!;
  const source = groupOf(first, found, 2)!;
  const head: ServiceLine[] = [
    { start: first.start, end: number.end, as: 'front' },
    { start: source.start, end: source.end, as: 'source' },
  ];
  const isHeading = /^\(?\p{Lu}.*\sto\s.+$/u.test(second.said) && !LABELS.test(second.said.replace(/\sto\s.*$/, ''));
  const parties = isHeading ? partiesBetween(text, second.start, second.end, 'letter') : undefined;
  if (isHeading)
    head.push({ start: second.start, end: second.end, as: 'heading', spans: parties ? partySpans(parties) : [] });

  let facts: Partial<Facts> = { precedence: [], handling: [] };
  let telegram = false;
  let at = isHeading ? 2 : 1;
  for (; at < Math.min(lines.length, 6); at++) {
    const line = lines[at]!;
    const dateline = facts.date ? undefined : datelineOf(text, line);
    if (!dateline && !LABELS.test(line.said)) break;
    telegram ||= /\((?:Code |Cipher )?Telegram\b|\(Cable/i.test(line.said);
    const own = OWN_NUMBER.exec(line.said);
    const telegramNumber = own ? groupOf(line, own, 1) : undefined;
    facts = {
      ...facts,
      ...(telegramNumber && { telegramNumber }),
      ...(dateline?.date && { date: dateline.date }),
      ...(dateline?.place && { place: dateline.place }),
    };
    head.push({ start: line.start, end: line.end, as: dateline ? 'dateline' : 'line', spans: dateline?.spans ?? [] });
  }
  return {
    service: 'irish',
    signs: [{ start: first.start, end: first.end, value: 'number and archive on one line' }],
    type: telegram ? 'telegram' : 'document',
    lines: head,
    number,
    ...(parties && { parties }),
    facts,
    bodyStart: lines[at]?.start ?? text.length,
    notes: true,
  };
}
