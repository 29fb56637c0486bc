/** German editions in their plain form: `Nr. 81` / `Der Gesandte in X an das Auswärtige Amt` / `Telegramm 17   X, den 3. Mai 1912`. */

import type { FoundParties } from '../heading/parties.js';
import { isoDate } from '../lines/dates.js';
import type { Line } from '../lines/units.js';
import type { DocumentDate, Fact, Facts, Party, Range } from '../model.js';
import { groupOf, type HeadLine, headLines, partySpans, type ServiceHead, type ServiceLine } from './service.js';

const NUMBER = /^(?:Nr\.|Dok\.)\s*(\d{1,4}[a-z]?)\.?$/d;
const HEADING = /^(?:(?:Der|Die|Das)\s+)?(\p{Lu}.*?)\s+an\s+(?:(?:den|die|das)\s+)?(\p{Lu}.*?)(?:\d{1,2})?$/du;
const TELEGRAM = /^(?:(?:Telegramm|Drahtbericht|Drahterlaß|Fernschreiben)(?:\s+Nr\.)?\s*(\d{1,5})?)\b/d;
const MONTHS = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const DATE = new RegExp(
  String.raw`(\p{Lu}[\p{L} ]{1,30}?),?\s+(?:den\s+)?(\d{1,2})\.\s?(${MONTHS.join('|')})\s+(\d{4})`,
  'du',
);
/** How urgent and how secret, as the code room wrote it; several stand on a line, each with its own stop. */
const HANDLING =
  /^(?:(?:Citissime(?: nachts)?|Cito|Dringend|Sehr dringend|Sofort|Geheim|Streng geheim|Ganz geheim|Vertraulich|Streng vertraulich|Geheime Reichssache|Nur für .{2,30})[!.,]?\s*)+$/i;
const ONE_HANDLING =
  /(?:(?:Streng|Ganz)\s+)?(?:geheim|vertraulich)(?:e Reichssache)?|(?:Sehr\s+)?dringend|Citissime(?: nachts)?|Cito|Sofort/gi;
const SECRET = /geheim|vertraulich/i;

/** Reads the head; undefined where number, parties and date do not follow each other. */
export function german(text: string, all: readonly Line[]): ServiceHead | undefined {
  const lines = headLines(text, all);
  const first = lines[0];
  const numbered = first && NUMBER.exec(first.said);
  const heading = lines[numbered ? 1 : 0];
  const parties = heading && partiesOf(heading);
  if (!first || !heading || !parties) return undefined;
  const from = numbered ? 2 : 1;
  const head = new Reading();
  let at = from;
  while (lines[at] && at < from + 6 && head.read(lines[at]!)) at++;
  if (!head.date) return undefined;
  const number = numbered ? groupOf(first, numbered, 1) : undefined;
  return {
    service: 'german',
    signs: [{ start: heading.start, end: heading.end, value: 'parties, and a date in German' }],
    type: head.telegram ? 'telegram' : 'document',
    lines: [{ start: first.start, end: heading.end, as: 'heading', spans: partySpans(parties) }, ...head.lines],
    ...(number && { number }),
    parties,
    facts: head.facts(),
    bodyStart: lines[at]?.start ?? text.length,
    notes: true,
    language: 'de',
  };
}

function partiesOf(line: HeadLine): FoundParties | undefined {
  const found = HEADING.exec(line.said);
  if (!found || line.said.length > 200) return undefined;
  const party = (group: number): Party & Range => {
    const { start, end, value } = groupOf(line, found, group)!;
    return { start, end, entity: 'office', name: value };
  };
  const [sender, addressee] = [party(1), party(2)];
  return {
    senders: [sender],
    addressees: [addressee],
    names: [
      { ...sender, role: 'from', entity: 'office' },
      { ...addressee, role: 'to', entity: 'office' },
    ],
  };
}

class Reading {
  readonly lines: ServiceLine[] = [];
  telegram = false;
  date: DocumentDate | undefined;
  private place: Fact | undefined;
  private number: Fact | undefined;
  private readonly classification: Fact[] = [];
  private readonly precedence: Fact[] = [];

  read(line: HeadLine): boolean {
    const { start, end, said } = line;
    const telegram = TELEGRAM.exec(said);
    const dated = this.date ? null : DATE.exec(said);
    if (telegram) {
      this.telegram = true;
      this.number ??= groupOf(line, telegram, 1);
    }
    if (dated && said.length <= 120) {
      this.addDate(line, dated);
      return true;
    }
    if (!telegram && !HANDLING.test(said)) return false;
    if (telegram && said.length > telegram[0].length + 30) return false;
    for (const { 0: value, index } of said.matchAll(ONE_HANDLING)) {
      (SECRET.test(value) ? this.classification : this.precedence).push({
        start: start + index,
        end: start + index + value.length,
        value,
      });
    }
    this.lines.push({ start, end, as: telegram ? 'number' : 'classification' });
    return true;
  }

  private addDate(line: HeadLine, found: RegExpExecArray): void {
    const [, , day, month, year] = found;
    const when = isoDate(Number(year), MONTHS.indexOf(month!) + 1, Number(day));
    const [from] = found.indices![2]!;
    const [, to] = found.indices![4]!;
    const at = { start: line.start + from, end: line.start + to };
    const place = groupOf(line, found, 1)!;
    if (when) this.date = { ...at, when, certainty: 'stated', evidence: 'dateline' };
    this.place = place;
    const spans: ServiceLine['spans'] = [
      {
        start: place.start,
        end: place.end,
        build: (children) => ({ type: 'place', start: place.start, end: place.end, town: place, children }),
      },
      { ...at, build: (children) => ({ type: 'date', ...at, ...(when !== undefined && { when }), children }) },
    ];
    this.lines.push({ start: line.start, end: line.end, as: 'dateline', spans });
  }

  facts(): Partial<Facts> {
    return {
      ...(this.date && { date: this.date }),
      ...(this.place && { place: this.place }),
      ...(this.number && { telegramNumber: this.number }),
      ...(this.classification[0] && { classification: this.classification[0] }),
      precedence: this.precedence,
      handling: [],
    };
  }
}
