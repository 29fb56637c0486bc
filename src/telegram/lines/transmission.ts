/** The times of despatch and receipt on lines of their own, as British editions print them: `D. 8:15 P.M.`, `R. 10:40 P.M.`, `R. May 4, 8 A.M.` */
import type { Range } from '../model.js';
import { MONTH } from '../vocabulary.js';
import { englishDate, findDate } from './dates.js';

export interface Transmission {
  readonly event: 'despatched' | 'received';
  /** Date and time as printed, the letter not among them. */
  readonly words: Range;
  readonly when?: string;
}

const CLOCK = String.raw`(?:\d{1,2}(?:[:.·]\d{1,2})?\s?(?:[ap]\.\s?m\.?|noon|midnight)|noon|midnight)`;
const DAY = String.raw`(?:${MONTH}\s\d{1,2}|\d{1,2}\s${MONTH})(?:,?\s\d{4})?`;
const WHEN = String.raw`(?:${CLOCK}(?:,?\s(?:on\s)?${DAY})?|${DAY}(?:[.,—–-]*\s?${CLOCK})?)`;
const EVENT = String.raw`(?:(D|Desp(?:atched|\.)?|Dispatched|Sent)|(R|Recd|Rec'd|Received))[.:,]?`;
const ONE = new RegExp(String.raw`^[(\s]*${EVENT}\s*(${WHEN})[\s.,;)]*`, 'i');
const LONGEST = 90;

/** What the line says of despatch and receipt; nothing where it says anything else. */
export function transmissions(text: string, range: Range): Transmission[] {
  const found: Transmission[] = [];
  if (range.end - range.start > LONGEST) return found;
  const said = text.slice(range.start, range.end);
  for (let at = 0; at < said.length; ) {
    const one = ONE.exec(said.slice(at));
    if (!one || !/^[(\s]*\p{Lu}/u.test(one[0])) return [];
    const start = range.start + at + one[0].lastIndexOf(one[3]!);
    found.push({
      event: one[1] === undefined ? 'received' : 'despatched',
      words: { start, end: start + one[3]!.length },
    });
    at += one[0].length;
  }
  return found;
}

/** The times that an opening states, each as a date: the `day` is the dateline's, and nothing is received before it was sent. */
export function datedTimes(text: string, day: string | undefined, stated: readonly Transmission[]): Transmission[] {
  if (day === undefined) return [...stated];
  const dated = (one: Transmission, earliest: string): Transmission => {
    const when = momentOf(text.slice(one.words.start, one.words.end), day, earliest);
    return when === undefined ? one : { ...one, when };
  };
  const despatched = stated.find(({ event }) => event === 'despatched');
  const sent = (despatched && dated(despatched, day).when) ?? day;
  return stated.map((one) => dated(one, one.event === 'received' ? sent : day));
}

/**
 * The moment that the words name: of the `day` of the dateline where they name none, in its year where they name no
 * year. Undefined where it would lie before `earliest`: what day is meant is then not said.
 */
function momentOf(words: string, day: string, earliest: string): string | undefined {
  // `3.5 P.M.` is five minutes past three.
  const clock = new RegExp(CLOCK, 'i')
    .exec(words)?.[0]
    .replace('·', ':')
    .replace(/[:.](?=\d\b)/, ':0');
  const named = new RegExp(DAY, 'i').exec(words)?.[0];
  const year = Number(day.slice(0, 4));
  const days =
    named === undefined
      ? [englishDate(day)]
      : /\d{4}$/.test(named)
        ? [named]
        : [`${named}, ${year}`, `${named}, ${year + 1}`];
  // A day that is named may have an earlier hour: clocks differ from place to place.
  const from = named === undefined ? earliest : earliest.slice(0, 10);
  const readings = days.map((date) => findDate(clock === undefined ? date : `${date}, ${clock}`)?.when);
  return readings.find((when) => when !== undefined && when.slice(0, from.length) >= from.slice(0, when.length));
}
