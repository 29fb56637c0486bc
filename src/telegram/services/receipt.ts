/** The receipt form of the State Department, 1905 to 1930: place, `Dated`, `Recd.`, addressee, number and text, name. */
import { datelineSpans } from '../lines/dateline.js';
import { isFileLine } from '../lines/file-line.js';
import { findDay, findHour, type PrintedDay, receivedOn, whenOf, yearBefore } from '../lines/form-dates.js';
import type { DocumentDate, Fact, Facts, Party, Range } from '../model.js';
import { type OpeningSigns, openingSigns } from './receipt-text.js';
import {
  datelineOf,
  groupOf,
  type HeadLine,
  type HeadPage,
  handlingFacts,
  type ServiceHead,
  type ServiceLine,
} from './service.js';

const TITLE = /^(?:PARAPHRASE OF )?(?:TELEGRAM|CABLEGRAM|CABLE) RECEIVED\.?$/i;
/** The codes of the Department were called by the colour of their books. */
const CIPHER = /^(?:(?:GREEN|RED|BLUE|GR[AE]Y|BROWN|BLACK|SPECIAL|MIXED)(?: (?:CIPHER|CODE))?|CIPHER|CODE|PLAIN)\.?$/;
const LABEL = /^\[?PARAPHRASE\]?\.?$/i;
const FROM = /^F(?:ROM|rom)\s*:?\s+(\p{Lu}[\p{L} .'’-]*?)(?:,?\s+via\s+\p{Lu}.*)?[,.]?$/du;
/** The typed word, of which optical reading often makes another vowel. */
const DATED = /^(?:(\p{Lu}[\p{L} .'’-]{1,40}?),?\s+)?Dat[eoc]d\b\s*:?\s*(?=\p{L})/du;
const RECEIVED = /(?:^|(?<=[\s,]))[[(]?Re[ce](?:['’‘]?d|eived)\b\.?\s*[:,]?\s*(?:at\s+)?(?=[\p{L}\d])/u;
const PLACE = /^(\p{Lu}[\p{L} .'’-]{1,40}?)(?:\s+\(?via\s+\p{Lu}[\p{L} .'’-]*?\)?)?,?$/du;
/** Whom such telegrams went to; the town may stand on the next line. */
const ADDRESSEE =
  /^(?:The\s+)?(?:Hon(?:orable|\.)\s+(?:the\s+)?)?((?:Acting\s+)?Secretary of State|SecState|Secstate|Department of State|State Department)[,.]?(?:\s+Washington\b[\s,.DC]*)?$/di;
const TOWN = /^Washington[,.]?(?:\s+D\.\s?C\.)?[,.]?$/i;
const LONGEST_HEAD = 14;

/** Reads the head; undefined unless two of its signs stand there, among them one that no letter has: title, `Dated`, `Recd.` */
export function receipt({ text, top: lines }: HeadPage): ServiceHead | undefined {
  const head = new Reading(text);
  let at = 0;
  while (lines[at] && at < LONGEST_HEAD && head.read(lines[at]!, lines[at + 1])) at++;
  const body = lines[at];
  const own = head.signs.some(({ value }) => value !== 'addressee' && value !== 'dateline');
  if (!body || head.signs.length < 2 || !own || !head.isAddressed()) return undefined;
  return {
    service: 'receipt-form',
    signs: head.signs,
    type: 'telegram',
    lines: head.lines,
    facts: head.facts(openingSigns(text, body.start)),
    bodyStart: body.start,
    notes: false,
    parties: { senders: [], addressees: head.addressee ? [head.addressee] : [], names: [] },
  };
}

class Reading {
  readonly lines: ServiceLine[] = [];
  readonly signs: Fact[] = [];
  addressee: (Party & Range) | undefined;
  private place: Fact | undefined;
  private dated: (PrintedDay & { at: Range; hour?: string }) | undefined;
  private receivedWords: (Range & { words: string }) | undefined;
  private readonly classification: Fact[] = [];
  private readonly precedence: Fact[] = [];

  constructor(private readonly text: string) {}

  /** A telegram that names nobody it went to has its day of receipt, or was headed as received. */
  isAddressed(): boolean {
    return this.addressee !== undefined || this.signs.some(({ value }) => value === 'title' || value === 'receipt');
  }

  /** Takes a line of the head; false where the text begins. */
  read(line: HeadLine, below: HeadLine | undefined): boolean {
    const { said } = line;
    if (this.addressee) return TOWN.test(said) && this.add(line, 'to');
    if (TITLE.test(said)) return this.sign(line, 'title') && this.add(line, 'form');
    if (CIPHER.test(said)) return this.add(line, 'line');
    if (LABEL.test(said)) return this.add(line, 'bracketed');
    if (isFileLine(this.text, line)) return this.lines.length === 0 && this.add(line, 'line');
    return (
      this.from(line) ||
      this.datedLine(line) ||
      this.received(line) ||
      this.to(line) ||
      this.dateline(line) ||
      this.markings(line) ||
      this.town(line, below)
    );
  }

  private add({ start, end }: Range, as: ServiceLine['as'], spans: ServiceLine['spans'] = []): true {
    this.lines.push({ start, end, as, spans });
    return true;
  }

  private sign({ start, end }: Range, value: string): true {
    if (!this.signs.some((sign) => sign.value === value)) this.signs.push({ start, end, value });
    return true;
  }

  private from(line: HeadLine): boolean {
    const found = FROM.exec(line.said);
    if (!found || this.place) return false;
    this.place = groupOf(line, found, 1);
    return this.sign(line, 'FROM') && this.add(line, 'from', this.placeSpan());
  }

  /** `Dated May 4, 1912,`, with the place in front or the day of receipt behind where they share a line. */
  private datedLine(line: HeadLine): boolean {
    const found = this.dated ? null : DATED.exec(line.said);
    const behind = found ? line.said.slice(found[0].length) : '';
    const day = findDay(behind);
    if (!found || !day || day.start > 1) return false;
    const received = RECEIVED.exec(behind);
    const rest = behind.slice(day.end, received?.index ?? behind.length);
    const hour = findHour(rest);
    if (/\p{L}{3}/u.test(hour ? rest.slice(0, hour.start) + rest.slice(hour.end) : rest)) return false;
    const start = line.start + found[0].length;
    this.place ??= groupOf(line, found, 1);
    this.dated = {
      ...day,
      at: { start: start + day.start, end: start + day.end },
      ...(hour && { hour: hour.words }),
    };
    if (received) this.addReceipt({ start: start + received.index, end: line.end });
    return this.sign(line, 'day of sending') && this.add(line, 'dateline', this.spansIn(line));
  }

  private received(line: HeadLine): boolean {
    const found = this.receivedWords || line.said.length > 60 ? null : RECEIVED.exec(line.said);
    if (!found || found.index > 1) return false;
    this.addReceipt(line);
    return this.add(line, 'line');
  }

  private addReceipt(range: Range): void {
    const said = this.text.slice(range.start, range.end);
    this.receivedWords = { start: range.start, end: range.end, words: said.replace(RECEIVED, '') };
    this.sign(range, 'receipt');
  }

  private to(line: HeadLine): boolean {
    const found = ADDRESSEE.exec(line.said);
    if (!found) return false;
    const { start, end, value } = groupOf(line, found, 1)!;
    this.addressee = { start, end, entity: 'office', name: value };
    return (
      this.sign(line, 'addressee') &&
      this.add(line, 'to', [
        { start, end, build: (children) => ({ type: 'party', start, end, role: 'to', entity: 'office', children }) },
      ])
    );
  }

  /** `ZENDA, January 9, 1923—4 p.m.`, perhaps with `[Received …]` behind it. */
  private dateline(line: HeadLine): boolean {
    const found = this.dated ? undefined : datelineOf(this.text, line);
    const day = found?.date && findDay(this.text.slice(found.date.start, found.date.end));
    if (!found?.date || !day) return false;
    const hour = findHour(this.text.slice(found.date.start + day.end, found.date.end));
    this.dated = { ...day, at: found.date, ...(hour && { hour: hour.words }) };
    this.place ??= found.place;
    const received = RECEIVED.exec(line.said);
    if (received) this.addReceipt({ start: line.start + received.index, end: line.end });
    return this.sign(line, 'dateline') && this.add(line, 'dateline', found.spans);
  }

  private markings(line: HeadLine): boolean {
    const found = handlingFacts(line);
    if (!found) return false;
    this.classification.push(...found.classification);
    this.precedence.push(...found.precedence);
    return this.add(line, 'classification');
  }

  /** The place stands alone above the days. */
  private town(line: HeadLine, below: HeadLine | undefined): boolean {
    const found = this.place || this.dated ? null : PLACE.exec(line.said);
    if (!found || !below || !(DATED.test(below.said) || RECEIVED.exec(below.said)?.index === 0)) return false;
    this.place = groupOf(line, found, 1);
    return this.add(line, 'dateline', this.placeSpan());
  }

  private placeSpan(): ServiceLine['spans'] {
    const { place } = this;
    if (!place) return [];
    const range = { start: place.start, end: place.end };
    return [{ ...range, build: (children) => ({ type: 'place', ...range, town: range, children }) }];
  }

  private spansIn(line: HeadLine): ServiceLine['spans'] {
    const date = this.date();
    const within = this.place && this.place.start >= line.start ? (this.placeSpan() ?? []) : [];
    return date ? [...within, ...datelineSpans({ ...line, date, when: date.when })] : within;
  }

  // ---------------------------------------------------------------- what it says

  /** The year may stand on the line of receipt alone. */
  private date(): DocumentDate | undefined {
    const { dated } = this;
    if (!dated) return undefined;
    const day = findDay(this.receivedWords?.words ?? '');
    const received = day?.year === undefined ? undefined : whenOf(day, day.year);
    const year = dated.year ?? (received === undefined ? undefined : yearBefore(dated, received));
    const when = year === undefined ? undefined : whenOf(dated, year, dated.hour);
    return when === undefined ? undefined : { ...dated.at, when, certainty: 'stated', evidence: 'dateline' };
  }

  facts({ number, ...opening }: OpeningSigns): Partial<Facts> {
    const date = this.date();
    const { receivedWords: receipt } = this;
    const value = receipt && receivedOn(receipt.words, date?.when);
    const classification = this.classification[0] ?? opening.classification[0];
    return {
      ...(date && {
        date: { start: date.start, end: date.end, when: date.when, certainty: 'stated', evidence: 'dateline' },
      }),
      ...(this.place && { place: this.place }),
      ...(receipt && value && { received: { start: receipt.start, end: receipt.end, value } }),
      ...(number && { telegramNumber: number }),
      ...(classification && { classification }),
      precedence: [...this.precedence, ...opening.precedence],
      handling: opening.handling,
    };
  }
}
