/** `INCOMING TELEGRAM` of the State Department, 1945 to 1965: keys with local times, the year on the line of receipt alone. */
import type { WireLine } from '../cables/lines.js';
import { isoDate } from '../lines/dates.js';
import type { DocumentDate, Fact, Facts, Party } from '../model.js';
import { clock } from '../services/service.js';
import { MONTHS } from '../vocabulary.js';
import type { FormHead, FormLine } from './form.js';
import { classificationIn, handlingIn, isGarbled } from './form.js';

const TITLE = /^INCOMING TELEGRAM\b/i;
const CONTROL = /^Control\s?:/i;
const RECEIVED = /^Rec['’]?d\s?:\s*(.+)$/di;
const FROM = /^FROM\s?:\s*(\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){0,2})/du;
const TO = /^(?:TO|ACTION)\s?:\s*(\p{Lu}[\p{L}. ]*?)(?:\s+(\d{1,5}))?(?:\s+(?:PRIORITY|NIACT|IMMEDIATE|ROUTINE))?$/du;
const NUMBER = /^NO\s?:\s*([A-Z]?\d{1,5})\b(.*)$/di;
const PARTS = /^ACTION\b(?!:)/;
/** The copy's own lines between the keys: where it goes in the Department. */
const BUREAUS = /^(?:[“"]?Action|[“"]?Info|[A-Z]{1,4})$/;
const LONGEST_HEAD = 45;

/** Reads the head; undefined unless sender, number and one more of its keys stand there. */
export function incoming(lines: readonly WireLine[]): FormHead | undefined {
  const top = lines.slice(0, LONGEST_HEAD);
  const index = (pattern: RegExp): number => top.findIndex(({ said }) => pattern.test(said));
  const [from, number] = [index(FROM), index(NUMBER)];
  const keys = [TITLE, CONTROL, RECEIVED, FROM, TO, NUMBER].filter((pattern) => index(pattern) >= 0);
  if (from < 0 || number < 0 || keys.length < 4) return undefined;
  const end = endOfHead(lines, number + 1);
  const head = lines.slice(0, end);
  return {
    signs: [from, number].map((at) => ({
      start: top[at]!.start,
      end: top[at]!.end,
      value: at === from ? 'FROM' : 'NO',
    })),
    lines: head.map(lineOf),
    end,
    facts: facts(head),
  };
}

/** Precedence, handling, the numbers for other posts and what OCR left of stamps stand between number and text. */
function endOfHead(lines: readonly WireLine[], from: number): number {
  let at = from;
  while (
    lines[at] &&
    (isGarbled(lines[at]!.said) || handlingIn(lines[at]!) || PARTS.test(lines[at]!.said) || goesOn(lines, at, from))
  )
    at++;
  return at;
}

/** The line of the posts is broken where no full stop ends it. */
function goesOn(lines: readonly WireLine[], at: number, from: number): boolean {
  const above = lines[at - 1]!;
  return (
    at > from && PARTS.test(above.said) && !/\.\W{0,3}$/.test(above.said) && /^[A-Z\d ,.;:\\-]+$/.test(lines[at]!.said)
  );
}

function lineOf({ start, end, said }: WireLine): FormLine {
  if (classificationIn(said)) return { start, end, as: 'classification' };
  return { start, end, as: BUREAUS.test(said) ? 'distribution' : 'line' };
}

function facts(head: readonly WireLine[]): Partial<Facts> {
  const find = (pattern: RegExp, group = 1): Fact | undefined => {
    for (const line of head) {
      const found = pattern.exec(line.said);
      const at = found?.indices?.[group];
      if (found && at) return { start: line.start + at[0], end: line.start + at[1], value: found[group]! };
    }
    return undefined;
  };
  const party = (fact: Fact | undefined): Party[] =>
    fact ? [{ start: fact.start, end: fact.end, entity: 'office', name: fact.value }] : [];
  const place = find(FROM);
  const telegramNumber = find(NUMBER);
  const year = Number(/\b(19[3-7]\d)\b/.exec(find(RECEIVED)?.value ?? '')?.[1]);
  const date = sentOn(find(NUMBER, 2), monthOf(find(RECEIVED)?.value), year);
  const received = receivedOn(head, year);
  const classified = head.flatMap((line) =>
    classificationIn(line.said) ? [{ start: line.start, end: line.end, value: classificationIn(line.said)! }] : [],
  )[0];
  const handling = head.flatMap((line) => (PARTS.test(line.said) ? [] : (handlingIn(line) ?? [])));
  return {
    senders: party(place),
    addressees: party(find(TO)),
    ...(place && { place }),
    ...(telegramNumber && { telegramNumber }),
    ...(date && { date }),
    ...(received && { received }),
    ...(classified && { classification: classified }),
    precedence: handling.flatMap(({ precedence }) => precedence),
    handling: handling.flatMap((found) => found.handling),
  };
}

const DAY = /([A-Z][a-z]{2,8})\W{0,3}(\d{1,2})(?!\d)/i;
// OCR reads the points of `p.m.` as letters.
const TIME = /(\d{1,2})(?:[:.](\d{2}))?\s?\.?\s?([ap])\W?[o.]{0,2}\s?[mti]/i;

function monthOf(words: string | undefined): number | undefined {
  return MONTHS[(DAY.exec(words ?? '')?.[1] ?? '').toLowerCase()];
}

/** `May 3, 5 p.m.`, of the year on the line of receipt, or the one before where it was received in January. */
function sentOn(words: Fact | undefined, receivedIn: number | undefined, year: number): DocumentDate | undefined {
  const day = DAY.exec(words?.value ?? '');
  const month = MONTHS[(day?.[1] ?? '').toLowerCase()];
  if (!words || !day || !month || !year) return undefined;
  const on = isoDate(month === 12 && receivedIn === 1 ? year - 1 : year, month, Number(day[2]));
  const time = TIME.exec(words.value.slice(day.index + day[0].length));
  const at = time && clock(time[1]!, time[2], time[3]);
  if (!on) return undefined;
  const start = words.start + day.index;
  return { start, end: words.end, when: at ? `${on}T${at}` : on, certainty: 'stated', evidence: 'dateline' };
}

/** The hour stands behind the day, or on the next line. */
function receivedOn(head: readonly WireLine[], year: number): Fact | undefined {
  const at = head.findIndex(({ said }) => RECEIVED.test(said));
  const line = head[at];
  const day = line && DAY.exec(RECEIVED.exec(line.said)![1]!);
  const month = MONTHS[(day?.[1] ?? '').toLowerCase()];
  const on = day && month && year ? isoDate(year, month, Number(day[2])) : undefined;
  if (!line || !on) return undefined;
  const time = TIME.exec(line.said.replace(/.*\d{4}/, '')) ?? TIME.exec(head[at + 1]?.said ?? '');
  const hour = time && clock(time[1]!, time[2], time[3]);
  return { start: line.start, end: line.end, value: hour ? `${on}T${hour}` : on };
}
