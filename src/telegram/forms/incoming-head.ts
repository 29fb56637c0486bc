/** The head of an incoming telegram: what the form prints, where it came from, its number, and when it was sent and received. */
import { emptyWire } from '../cables/head-facts.js';
import { datelineSpans } from '../lines/dateline.js';
import { findDay, findHour, type PrintedDay, whenOf, yearBefore } from '../lines/form-dates.js';
import { speaks } from '../lines/titles.js';
import type { DocumentDate, Fact, Facts, Loose, OpenerLine, Party, Range } from '../model.js';
import { addMarkings, factIn, factsOf, markingsOf, noMarkings } from './facts.js';
import { keyOn } from './keys.js';
import { furniture, openerLine, partySpan } from './nodes.js';
import type { FormLine } from './page.js';
import { postIn, townOf } from './posts.js';
import { INCOMING, isLetterhead, isTitle } from './titles.js';

/** A head stands within so many lines, its keys no further apart than that. */
const LONGEST_HEAD = 45;
const FURTHEST = 14;
const LONGEST_UNREAD = 60;
/** For whom the message was numbered: `ACTION DEPARTMENT 1188, INFORMATION USUN 902, KLOW UNNUMBERED.` */
const NUMBERED = /^(?:ACTI[O0]N|SENT|REPEATED|RPTD|PASSED|INF[O0](?:RMATION)?)\b(?!\s*:)/;
const BUREAU = /^[A-Z]{1,5}(?:\/[A-Z]{1,4})?$/;

/** The signs by which a text is such a form; undefined where there are fewer than two. */
export function incomingSigns(lines: readonly FormLine[]): Fact[] | undefined {
  const head = lines.slice(0, LONGEST_HEAD);
  const title = head.find(({ said }) => isTitle(said) && INCOMING.test(said));
  const keyed = (key: string): FormLine | undefined => head.find((line) => keyOn(line)?.key === key);
  const number = head.find((line) => keyOn(line)?.key === 'no' && /\d/.test(line.said));
  const from = keyed('from');
  const to = keyed('to') ?? keyed('action');
  const found = [title, keyed('control'), keyed('received'), number, from && to && from];
  const names = ['title', 'control number', 'receipt', 'number', 'FROM and TO'];
  const signs = found.flatMap((line, i) =>
    line ? [{ start: line.start, end: line.end, value: names[i]! } satisfies Fact] : [],
  );
  // FROM, TO and a number stand on memoranda, too; what was received stands on this form alone.
  return signs.length >= 2 && from && (title || (keyed('control') && keyed('received'))) ? signs : undefined;
}

export interface ReadHead {
  readonly opener: readonly (OpenerLine | Loose)[];
  readonly facts: Facts;
  /** The first line of the text. */
  readonly to: number;
}

export function readIncomingHead(text: string, lines: readonly FormLine[]): ReadHead {
  return new HeadReader(text, lines).read();
}

class HeadReader {
  private readonly opener: (OpenerLine | Loose)[] = [];
  private readonly markings = noMarkings();
  private readonly bureaus: { action: Fact[]; information: Fact[] } = { action: [], information: [] };
  private column: 'action' | 'information' | undefined;
  private sender: (Party & Range) | undefined;
  private place: Range | undefined;
  private readonly addressees: (Party & Range)[] = [];
  private number: Fact | undefined;
  private sent: (Range & { said: string; day: PrintedDay }) | undefined;
  private received: Fact | undefined;

  constructor(
    private readonly text: string,
    private readonly lines: readonly FormLine[],
  ) {}

  read(): ReadHead {
    const keys = this.lastKey();
    // The day of receipt has the year that the number's line lacks, and may stand below it.
    this.received = this.receipt(keys);
    let at = 0;
    while (at <= keys) at = this.above(at);
    at = this.below(at);
    return { opener: this.opener, facts: this.facts(), to: at };
  }

  /** The last of the keys that stand together; text between two of them ends the head. */
  private lastKey(): number {
    let last = -1;
    for (const [at, line] of this.lines.slice(0, LONGEST_HEAD).entries()) {
      if (last >= 0 && (at > last + FURTHEST || line.said.length > 90 || this.isText(line))) break;
      if (keyOn(line)) last = at;
    }
    return last;
  }

  private isText(line: FormLine): boolean {
    return line.said.length > LONGEST_UNREAD && !keyOn(line) && speaks(line.said);
  }

  // ---------------------------------------------------------------- the form down to its last key

  /** Takes a line; the index of the next. */
  private above(at: number): number {
    const line = this.lines[at]!;
    const key = keyOn(line);
    if (key?.key === 'received') return this.receivedLines(at);
    if (key) this.keyed(line, key.key, key.length);
    else if (isTitle(line.said) || isLetterhead(line.said)) this.print(line);
    else if (!this.marked(line)) this.columns(line);
    return at + 1;
  }

  private keyed(line: FormLine, key: string, length: number): void {
    const value = { start: line.start + length, end: line.end };
    if (key === 'from') this.from(line, value);
    else if (key === 'to' || key === 'action') this.to(line, value);
    else if (key === 'no' || key === 'date') this.numbered(line, value, key);
    else this.opener.push(key === 'info' ? openerLine(this.text, 'info', line) : furniture(this.text, 'form', line));
  }

  private from(line: FormLine, value: Range): void {
    const post = postIn(this.text, value);
    if (post && !this.sender) {
      this.sender = post;
      this.place = townOf(post);
    }
    this.opener.push(openerLine(this.text, 'from', line, post ? [partySpan(post, 'from')] : []));
  }

  private to(line: FormLine, value: Range): void {
    const post = postIn(this.text, value);
    if (post) this.addressees.push(post);
    this.opener.push(openerLine(this.text, 'to', line, post ? [partySpan(post, 'to')] : []));
  }

  /** `NO: 1188, May 3, 5 p.m.`; in 1964 the day has a key of its own. */
  private numbered(line: FormLine, value: Range, key: 'no' | 'date'): void {
    const said = this.text.slice(value.start, value.end);
    const number = key === 'no' ? /^\W{0,3}([A-Z]-\d{1,4}|\d{1,5})(?![\d:])/.exec(said) : null;
    if (number) {
      const to = value.start - line.start + number[0].length;
      this.number ??= factIn(line, this.text, to - number[1]!.length, to);
    }
    const behind = said.slice(number?.[0].length ?? 0);
    const day = findDay(behind);
    const start = value.end - behind.length;
    if (day && !this.sent) this.sent = { start: start + day.start, end: start + day.end, said: behind, day };
    const dated = day && this.sent?.day === day ? this.sentDate() : undefined;
    const spans = dated ? datelineSpans({ ...line, date: dated, when: dated.when }) : [];
    this.opener.push(openerLine(this.text, number ? 'number' : 'line', line, spans));
  }

  private receivedLines(at: number): number {
    const to = this.hourBelow(at) ? at + 2 : at + 1;
    const range = { start: this.lines[at]!.start, end: this.lines[to - 1]!.end };
    this.opener.push(openerLine(this.text, 'line', range));
    return to;
  }

  /** The hour may stand on a line of its own below the day. */
  private hourBelow(at: number): string | undefined {
    const below = this.lines[at + 1];
    const hour = below && findHour(below.said);
    return hour && hour.start <= 1 && hour.end >= below.said.length - 2 ? hour.words : undefined;
  }

  private marked(line: FormLine): boolean {
    const found = markingsOf(line);
    if (!found || found.classification.length + found.precedence.length + found.handling.length === 0) return false;
    const again = found.classification.length > 0 && this.markings.classification.length > 0;
    addMarkings(this.markings, found);
    this.opener.push(
      again ? furniture(this.text, 'classification', line) : openerLine(this.text, 'classification', line),
    );
    return true;
  }

  /** Under `Action` and `Info` the bureaus stand, one a line; what else is there is the form's, or dirt. */
  private columns(line: FormLine): void {
    const said = line.said.replace(/[.:]$/, '');
    if (/^Action$/i.test(said)) this.column = 'action';
    else if (/^Info$/i.test(said)) this.column = 'information';
    else if (this.column && BUREAU.test(line.said)) {
      this.bureaus[this.column].push({ start: line.start, end: line.end, value: line.said });
      this.opener.push(openerLine(this.text, 'distribution', line));
      return;
    }
    this.print(line);
  }

  private print(line: FormLine): void {
    this.opener.push(furniture(this.text, 'form', line));
  }

  // ---------------------------------------------------------------- between the keys and the text

  /** Precedence, handling, and for whom the message was numbered; the first other line is the text. */
  private below(from: number): number {
    let at = from;
    while (at < this.lines.length) {
      const numbered = this.numberedTo(at);
      if (numbered > at) {
        const range = { start: this.lines[at]!.start, end: this.lines[numbered - 1]!.end };
        this.opener.push(openerLine(this.text, 'line', range));
        at = numbered;
      } else if (this.marked(this.lines[at]!)) at++;
      else if (this.isDirt(at)) this.print(this.lines[at++]!);
      else break;
    }
    return at;
  }

  /** The line of numbers runs to its full stop, in capitals throughout. */
  private numberedTo(at: number): number {
    if (!NUMBERED.test(this.lines[at]!.said) || /\p{Ll}{3}/u.test(this.lines[at]!.said)) return at;
    for (let to = at; to < Math.min(this.lines.length, at + 6); to++) {
      const { said, blankBefore } = this.lines[to]!;
      if (/\p{Ll}{3}/u.test(said) || (to > at && blankBefore)) return to;
      if (/\.[\s\\/|]*$/.test(said)) return to + 1;
    }
    return at + 1;
  }

  /** What optical reading left of stamps between the keys and the line of numbers: no word of four letters. */
  private isDirt(at: number): boolean {
    if (/\p{L}{4}/u.test(this.lines[at]!.said)) return false;
    const further = this.lines.slice(at + 1, at + 8).findIndex((line) => NUMBERED.test(line.said) || markingsOf(line));
    const between = this.lines.slice(at + 1, at + 1 + Math.max(further, 0));
    return further >= 0 && between.every(({ said }) => !/\p{L}{4}/u.test(said));
  }

  // ---------------------------------------------------------------- what it says

  private receipt(keys: number): Fact | undefined {
    const at = this.lines.slice(0, keys + 1).findIndex((line) => keyOn(line)?.key === 'received');
    const line = this.lines[at];
    const day = line && findDay(line.said);
    if (!line || day?.year === undefined) return undefined;
    const value = whenOf(day, day.year, findHour(line.said.slice(day.end))?.words ?? this.hourBelow(at));
    return value === undefined ? undefined : { start: line.start + day.start, end: line.start + day.end, value };
  }

  private sentDate(): DocumentDate | undefined {
    if (!this.sent) return undefined;
    const { start, said, day } = this.sent;
    const year = day.year ?? (this.received && yearBefore(day, this.received.value));
    const behind = said.slice(day.end);
    const hour = findHour(behind);
    const when = year === undefined ? undefined : whenOf(day, year, hour?.words);
    const end = hour && when?.includes('T') ? start + (day.end - day.start) + hour.end : this.sent.end;
    return when === undefined ? undefined : { start, end, when, certainty: 'stated', evidence: 'dateline' };
  }

  private facts(): Facts {
    const date = this.sentDate();
    const { action, information } = this.bureaus;
    const [only] = this.addressees;
    // A post numbers what it sends to the Department: that is how the telegram is called.
    const home = /^(?:Sec\s?state|Department|Secretary of State)\b/i.test(only?.name ?? '') ? only : undefined;
    const serial = home?.serial;
    const at = serial === undefined ? -1 : this.text.indexOf(serial, home!.end);
    const number = this.number ?? (at < 0 ? undefined : { start: at, end: at + serial!.length, value: serial! });
    return factsOf(this.markings, {
      senders: this.sender ? [this.sender] : [],
      addressees: this.addressees,
      ...(date && { date }),
      ...(this.place && { place: { ...this.place, value: this.text.slice(this.place.start, this.place.end) } }),
      ...(this.received && { received: this.received }),
      ...(number && { telegramNumber: number }),
      wire: { ...emptyWire(), action, information },
    });
  }
}
