/** Soviet telegrams in English translation: a title that says how it was sent, lines of the form, a closing date with a Roman month. */

import type { FoundParties } from '../heading/parties.js';
import { findParties } from '../heading/parties.js';
import { findDate, isoDate } from '../lines/dates.js';
import type { Line } from '../lines/units.js';
import type { DocumentDate, Fact, Facts } from '../model.js';
import {
  groupOf,
  type HeadLine,
  handlingFacts,
  headLines,
  partySpans,
  type ServiceHead,
  type ServiceLine,
} from './service.js';

const TITLE =
  /^(?:.{0,30}\s\/\s)?(?:(?:Top Secret|Secret|Urgent)\s+)*\b(?:Cipher|Ciphered|Ciphergram|Coded|Enciphered)\b[\s\w]{0,12}?\s?(?:telegram|cable)?\s+from\s+\p{Lu}.*\sto\s.+$/iu;
const WORDS = /\b(?:Cipher|Ciphered|Ciphergram|Coded|Enciphered)\b.*$/i;
const ROMAN = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');
const ROMAN_DATE = String.raw`(\d{1,2})[./ ](${[...ROMAN].reverse().join('|')})[./ ](\d{4}|\d{2})(?!\d)`;
/** `STRELSAU 41007 8 50 12 III 64`: post, number, hour, minute, date. */
const POST_LINE = new RegExp(String.raw`^(\p{Lu}[\p{L} -]{2,30}?)\s+\d{3,6}(?:\s+\d{1,2}){0,2}\s+${ROMAN_DATE}$`, 'du');
const FORM_LINE = new RegExp(
  String.raw`^From:\s*(\p{Lu}[\p{L} -]*?)\s{2,}No\.\s*(\d+)\b.*?(?:Date:\s*${ROMAN_DATE})?$`,
  'du',
);
const SPECIAL = /^Spec(?:ial)?\.?\s+[Nn]o\.\s*(\d+(?:-\d+)?)\s*(.*)$/d;
const CLOSING = new RegExp(String.raw`^${ROMAN_DATE}\s{2,}\p{Lu}[\p{L}. ]+$`, 'du');
const OTHER =
  /^(?:Making Copies Prohibited|(?:Re)?production prohibited|Copying prohibited|Copy [Nn]o\.?\s*\d+|(?:En)?[Cc]iphered (?:Cable|Telegram)|CIPHERED TELEGRAM|\[(?:handwritten|Translator|stamp|signature)\b.*|\d{3,6}(?:[ -]\d{3,6})*|\d{3,6}\s+\d{1,2}\/[IVX]+\/\d{2,4}|.*\]\s*Copy no\.\s*\d+)$/i;
const ARCHIVE = /^(?:\[Source:\s.*\]|[A-Z]{2,8}\.?,?\s+[Ff](?:ond)?\.\s?\d+\.?,?\s+[Oo]p(?:is)?\.?\s?\d+.*)$/;
const LONGEST_HEAD = 14;

/** Reads the head; undefined where no line above the text is such a title. */
export function soviet(text: string, all: readonly Line[]): ServiceHead | undefined {
  const lines = headLines(text, all);
  const at = lines.slice(0, 4).findIndex(({ said }) => TITLE.test(said));
  const title = lines[at];
  if (!title) return undefined;
  const parties = partiesOf(text, title);
  const head = new Reading();
  let end = at + 1;
  while (lines[end] && end <= at + LONGEST_HEAD && head.read(lines[end]!)) end++;
  const whole = headLines(text, all, Number.POSITIVE_INFINITY);
  head.close(whole);
  return {
    service: 'soviet',
    signs: [{ start: title.start, end: title.end, value: 'title of a ciphered telegram' }],
    type: 'telegram',
    lines: [
      ...lines.slice(0, at).map(({ start, end }): ServiceLine => ({ start, end, as: 'front' })),
      { start: title.start, end: title.end, as: 'heading', spans: partySpans(parties) },
      ...head.lines,
    ],
    parties,
    facts: head.facts(text, title),
    bodyStart: lines[end]?.start ?? text.length,
    notes: true,
  };
}

function partiesOf(text: string, { start, end, said }: HeadLine): FoundParties {
  const words = WORDS.exec(said)!;
  return findParties(text, { start: start + words.index, end, grammar: 'kind', type: 'telegram' });
}

/** Where a line of an archive ends the text: `RGANI. F. 3. Op. 66. …`, `[Source: …]`. */
export function isSovietArchive(said: string): boolean {
  return ARCHIVE.test(said);
}

class Reading {
  readonly lines: ServiceLine[] = [];
  private readonly dates: DocumentDate[] = [];
  private place: Fact | undefined;
  private number: Fact | undefined;
  private special: Fact | undefined;
  private readonly classification: Fact[] = [];
  private readonly precedence: Fact[] = [];

  /** Takes a line of the form; what it says goes to the facts. */
  read(line: HeadLine): boolean {
    const { start, end, said } = line;
    const range = { start, end };
    const words = handlingFacts(line);
    const special = SPECIAL.exec(said);
    const post = POST_LINE.exec(said);
    const form = FORM_LINE.exec(said);
    const priority = /^TOP PRIORITY$/i.exec(said);
    if (words) {
      this.classification.push(...words.classification);
      this.precedence.push(...words.precedence);
    } else if (priority) this.precedence.push({ ...range, value: said });
    else if (special) this.addSpecial(line, special);
    else if (post) {
      this.place ??= groupOf(line, post, 1);
      this.addDate(line, post, 2);
    } else if (form) {
      this.place ??= groupOf(line, form, 1);
      this.number ??= groupOf(line, form, 2);
      if (form[3] !== undefined) this.addDate(line, form, 3);
    } else if (!OTHER.test(said)) return this.loneplace(line);
    this.lines.push({
      ...range,
      as: words || priority ? 'classification' : special || post || form ? 'number' : 'line',
    });
    return true;
  }

  private addSpecial(line: HeadLine, found: RegExpExecArray): void {
    this.special ??= groupOf(line, found, 1);
    const [from] = found.indices![2]!;
    const date = findDate(found[2]!);
    if (!date) return;
    const start = line.start + from + date.start;
    this.dates.push({
      start,
      end: line.start + from + date.end,
      when: date.when,
      certainty: 'stated',
      evidence: 'dateline',
    });
  }

  /** The place stands alone below the number in some forms. */
  private loneplace({ start, end, said }: HeadLine): boolean {
    if (this.place || !this.special || !/^\p{Lu}[\p{L} -]{2,25}$/u.test(said)) return false;
    this.place = { start, end, value: said };
    this.lines.push({ start, end, as: 'line' });
    return true;
  }

  private addDate(line: HeadLine, found: RegExpExecArray, group: number): void {
    const [, to] = found.indices![group + 2]!;
    const [from] = found.indices![group]!;
    const year = Number(found[group + 2]);
    const when = isoDate(year < 100 ? 1900 + year : year, ROMAN.indexOf(found[group + 1]!) + 1, Number(found[group]));
    if (when)
      this.dates.push({
        start: line.start + from,
        end: line.start + to,
        when,
        certainty: 'stated',
        evidence: 'dateline',
      });
  }

  /** The telegram closes with its date and its sender. */
  close(lines: readonly HeadLine[]): void {
    const last = lines.findLast(({ said }) => CLOSING.test(said));
    if (last) this.addDate(last, CLOSING.exec(last.said)!, 1);
  }

  facts(text: string, title: HeadLine): Partial<Facts> {
    const [date] = this.dates;
    const titled = /^((?:Top Secret|Secret))\b/i.exec(title.said);
    const classification =
      this.classification[0] ??
      (titled ? { start: title.start, end: title.start + titled[0].length, value: titled[0] } : undefined);
    const number = this.number ?? this.special;
    return {
      ...(date && { date }),
      ...(this.place && { place: { ...this.place, value: text.slice(this.place.start, this.place.end) } }),
      ...(number && { telegramNumber: number }),
      ...(classification && { classification }),
      precedence: this.precedence,
      handling: [],
    };
  }
}
