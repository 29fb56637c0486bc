/** The receipt form of the State Department, 1905 to 1930: place, `Dated`, `Recd.`, addressee, number and text, name. */
import { findDate } from '../lines/dates.js';
import type { Line } from '../lines/units.js';
import type { DocumentDate, Fact, Facts, Party, Range } from '../model.js';
import { MONTH } from '../vocabulary.js';
import {
  datelineOf,
  groupOf,
  type HeadLine,
  handlingFacts,
  headLines,
  type ServiceHead,
  type ServiceLine,
} from './service.js';

const DATED = new RegExp(String.raw`^Dated\s+(${MONTH}\s+\d{1,2},?\s+\d{4})[,.]?$`, 'di');
const RECEIVED = /^\[?Rec(?:['’]?d|eived)\.?,?\s+(?:at\s)?(.{3,60}?)\]?\.?$/i;
const TITLE =
  /^(?:TELEGRAM RECEIVED|(?:GREEN|RED|BLUE|GRAY|BROWN|CODE|CIPHER|PLAIN|SPECIAL)(?: CIPHER| CODE)?|\[Paraphrase\]|PARAPHRASE)\.?$/i;
const FROM = /^FROM\s+(\p{Lu}[\p{L} .]*?)(?:\s+via\s+\p{Lu}.*)?$/du;
const PLACE = /^(\p{Lu}[\p{L} .'’-]{2,30}?),?$/du;
/** Whom such telegrams went to; the town may stand on the next line. */
const ADDRESSEE =
  /^((?:The\s+)?(?:Secretary of State|SecState|Department of State|Acting Secretary of State)),?(?:\s+Washington[.,]*)?$/di;
const TOWN = /^Washington[,.]?(?:\s+D\.\s?C\.)?$/i;
/** `1287. The Court …`, `41, March 17, noon.` */
const NUMBER = new RegExp(String.raw`^(\d{1,4})(?:\.\s|,\s+${MONTH}\s)`, 'd');
const OPENS = /^(?:(Strictly confidential|Confidential|Secret)|(Urgent|Rush))\.\s/di;
const LONGEST_HEAD = 10;

/** Reads the head; undefined unless two of its signs stand there: the day of sending, that of receipt, the addressee. */
export function receipt(text: string, all: readonly Line[]): ServiceHead | undefined {
  const lines = headLines(text, all);
  const head = new Reading(text);
  let at = 0;
  while (lines[at] && at < LONGEST_HEAD && head.read(lines[at]!)) at++;
  const body = lines[at];
  if (!body || head.signs.length < 2 || !head.date) return undefined;
  return {
    service: 'receipt-form',
    signs: head.signs,
    type: 'telegram',
    lines: head.lines,
    facts: head.facts(lines.slice(at)),
    bodyStart: body.start,
    notes: false,
    ...(head.addressee && { parties: { senders: [], addressees: [head.addressee], names: [] } }),
  };
}

class Reading {
  readonly lines: ServiceLine[] = [];
  readonly signs: Fact[] = [];
  date: DocumentDate | undefined;
  addressee: Party | undefined;
  private place: Fact | undefined;
  private receivedLine: (Range & { words: string }) | undefined;

  constructor(private readonly text: string) {}

  read(line: HeadLine): boolean {
    const { start, end, said } = line;
    const range = { start, end };
    const add = (as: ServiceLine['as'], spans: ServiceLine['spans'] = []): true => {
      this.lines.push({ ...range, as, spans });
      return true;
    };
    const dated = DATED.exec(said);
    if (dated && !this.date) {
      const words = groupOf(line, dated, 1)!;
      const when = findDate(words.value)?.when;
      if (when) this.date = { start: words.start, end: words.end, when, certainty: 'stated', evidence: 'dateline' };
      this.sign(line, 'day of sending');
      return add(
        'dateline',
        when
          ? [{ ...wordsRange(words), build: (children) => ({ type: 'date', ...wordsRange(words), when, children }) }]
          : [],
      );
    }
    const received = RECEIVED.exec(said);
    if (received) {
      this.receivedLine = { ...range, words: received[1]! };
      this.sign(line, 'receipt');
      return add('line');
    }
    const addressee = ADDRESSEE.exec(said);
    if (addressee) {
      const { start: from, end: to, value } = groupOf(line, addressee, 1)!;
      this.addressee = { start: from, end: to, entity: 'office', name: value };
      this.sign(line, 'addressee');
      return add('line', [
        {
          start: from,
          end: to,
          build: (children) => ({ type: 'party', start: from, end: to, role: 'to', entity: 'office', children }),
        },
      ]);
    }
    if (this.addressee) return TOWN.test(said) && add('line');
    if (TITLE.test(said)) return add('line');
    const from = FROM.exec(said);
    if (from) {
      this.place = groupOf(line, from, 1);
      return add('line');
    }
    const dateline = this.date ? undefined : datelineOf(this.text, line);
    if (dateline?.date) {
      this.date = dateline.date;
      this.place ??= dateline.place;
      this.sign(line, 'day of sending');
      return add('dateline', dateline.spans);
    }
    const place = this.place || this.date ? null : PLACE.exec(said);
    if (!place) return handlingFacts(line) !== undefined && add('classification');
    this.place = groupOf(line, place, 1);
    return add('line');
  }

  private sign({ start, end }: HeadLine, value: string): void {
    this.signs.push({ start, end, value });
  }

  /** The text opens with the number, and with how secret it is. */
  facts(body: readonly HeadLine[]): Partial<Facts> {
    const [first, second] = body;
    const numbered = first && NUMBER.exec(first.said);
    const telegramNumber = numbered ? groupOf(first, numbered, 1) : undefined;
    const opening = [first, second].flatMap((line) => {
      const found =
        line &&
        OPENS.exec(
          line.said.replace(NUMBER, (words) => ' '.repeat(words.length)).trimStart() === line.said
            ? line.said
            : line.said,
        );
      return line && found ? [{ classification: groupOf(line, found, 1), precedence: groupOf(line, found, 2) }] : [];
    })[0];
    const received = this.received();
    return {
      ...(this.date && { date: this.date }),
      ...(this.place && { place: this.place }),
      ...(received && { received }),
      ...(telegramNumber && { telegramNumber }),
      ...(opening?.classification && { classification: opening.classification }),
      precedence: opening?.precedence ? [opening.precedence] : [],
      handling: [],
    };
  }

  /** `5th, 2:30 a.m.` is of the month of sending, or of the next where the day is past; never before it. */
  private received(): Fact | undefined {
    const line = this.receivedLine;
    const sent = this.date?.when.slice(0, 10);
    if (!line || !sent) return undefined;
    const day = /^(\d{1,2})(?:st|nd|rd|d|th)?\b,?\s*(.*)$/.exec(line.words);
    const [year, month] = [Number(sent.slice(0, 4)), Number(sent.slice(5, 7))];
    const named = new RegExp(`^${MONTH}\\s`, 'i').test(line.words);
    const inMonth = (y: number, m: number, words: string): string =>
      `${MONTH_NAMES[m - 1]} ${words.replace(/^(\d{1,2})(?:st|nd|rd|d|th)?/, '$1').replace(/^(\d{1,2})\b,?\s*/, `$1, ${y}, `)}`;
    const readings = named
      ? [line.words, withYear(line.words, year), withYear(line.words, year + 1)]
      : day
        ? [
            inMonth(year, month, line.words),
            month === 12 ? inMonth(year + 1, 1, line.words) : inMonth(year, month + 1, line.words),
          ]
        : [];
    const found = readings.map((words) => findDate(words)?.when).find((when) => when && when.slice(0, 10) >= sent);
    return found ? { start: line.start, end: line.end, value: found } : undefined;
  }
}

const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');

function withYear(words: string, year: number): string {
  return words.replace(/^(\p{L}+\.?\s+\d{1,2})\b(?!,?\s*\d{4})[,—–-]*\s*/u, `$1, ${year}, `);
}

function wordsRange({ start, end }: Fact): Range {
  return { start, end };
}
