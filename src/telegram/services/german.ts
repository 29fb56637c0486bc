/** German editions in their plain form: `Nr. 81` / `Der Gesandte in X an das Auswärtige Amt` / `Telegramm 17   X, den 3. Mai 1912`. */

import type { FoundParties } from '../heading/parties.js';
import { sendingLine } from '../lines/sending-line.js';
import { trim } from '../lines/units.js';
import type { Party, Range } from '../model.js';
import { GERMAN_MONTHS } from '../vocabulary.js';
import { HeadReading } from './reading.js';
import {
  datelineOf,
  groupOf,
  type HeadLine,
  type HeadPage,
  partySpans,
  type ServiceHead,
  withWholeHeading,
} from './service.js';

const NUMBER = /^(?:Nr\.|Dok\.|Dokument(?: Nr\.)?)\s*(\d{1,4}[a-z]?)\.?$/d;
const HEADING = /^(?:(?:Der|Die|Das)\s+)?(\p{Lu}.*?)\s+an\s+(?:(?:den|die|das)\s+)?(\p{Lu}.*?)(?:\d{1,2})?$/du;
/** `an` is an English word, too: without a number above an article shows the language. */
const ARTICLE = /^(?:Der|Die|Das)\s|\san\s(?:den|die|das)\s/;
/** What stands in front of the place on the dateline's line: `Telegramm 17`, `Nr. 44`. */
const BEFORE_PLACE =
  /^(?:(?:(?:Chiffre|Privat)?[Tt]elegramm|Drahtbericht|Drahterla(?:ß|ss)|Fernschreiben|Bericht|Erla(?:ß|ss))[.,]?\s+(?:Nr\.\s*)?(?:\d{1,5}(?!\.)\b[.,]?)?|Nr\.\s*\d{1,5}[.,]?)\s*/;
const OPENS =
  /^(?:(?:Chiffre|Privat)?[Tt]elegramm|Drahtbericht|Drahterla(?:ß|ss)|Fernschreiben|Nr\.|Ausfertigung|Abschrift)/;
const HAS_DATE = new RegExp(String.raw`\d\.\s?(?:${Object.keys(GERMAN_MONTHS).join('|')})\s+\d{4}`);
/** A copy's kind, and for whom it is, as words of their own: `Ausfertigung`, `Eigenhändig für den Gesandten`, `Nur für Staatssekretär`. */
const ASIDE =
  /^(?:(?:Ausfertigung|Entzifferung|Abschrift|Auszug|Konzept|Eigenhändige? Aufzeichnung)\.?|(?:Eigenhändig|Persönlich|Nur|Ganz geheim|Geheim)[.,]? für .{2,50})$/;
const LONGEST_HEAD = 7;
/** So many lines show that a document begins. */
const WINDOW = 6;

/** Does a document of such an edition begin with these lines: its number, then sender and addressee? */
export function beginsGerman(lines: readonly HeadLine[], at: number): boolean {
  if (!NUMBER.test(lines[at]?.said ?? '')) return false;
  const heading = withHeading(lines.slice(at, at + WINDOW), 1)[1];
  return heading !== undefined && partiesOf(heading) !== undefined;
}

/** Reads the head; undefined where number, parties and date do not follow each other. */
export function german({ text, top: printed }: HeadPage): ServiceHead | undefined {
  const lines = withHeading(printed, NUMBER.test(printed[0]?.said ?? '') ? 1 : 0);
  const first = lines[0];
  const numbered = first && NUMBER.exec(first.said);
  const heading = lines[numbered ? 1 : 0];
  const parties = heading && partiesOf(heading);
  if (!first || !heading || !parties || !(numbered || ARTICLE.test(heading.said))) return undefined;
  const from = numbered ? 2 : 1;
  const head = new Reading(text);
  let at = from;
  while (lines[at] && at < from + LONGEST_HEAD && head.read(lines[at]!)) at++;
  if (!head.date) return undefined;
  const number = numbered ? groupOf(first, numbered, 1) : undefined;
  return {
    service: 'german',
    signs: [{ start: heading.start, end: heading.end, value: 'parties, and a date in German' }],
    type: head.telegraphic ? 'telegram' : 'document',
    lines: [{ start: first.start, end: heading.end, as: 'heading', spans: partySpans(parties) }, ...head.lines],
    ...(number && { number }),
    parties,
    facts: head.facts(),
    bodyStart: lines[at]?.start ?? text.length,
    notes: true,
    language: 'de',
  };
}

/** The parties' line whole: it goes on to the word for a telegram, or the date. */
function withHeading(lines: readonly HeadLine[], at: number): readonly HeadLine[] {
  return withWholeHeading(lines, at, ({ said }) => OPENS.test(said) || HAS_DATE.test(said));
}

function partiesOf(line: HeadLine): FoundParties | undefined {
  const found = HEADING.exec(line.said);
  if (!found || line.said.length > 200 || /[.;:?!]$/.test(line.said)) return undefined;
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

class Reading extends HeadReading {
  /** Takes a line of the head; false where the text begins. */
  read(line: HeadLine): boolean {
    const { start, end, said } = line;
    if (!this.date && said.length <= 140 && HAS_DATE.test(said)) return this.readDateline(line);
    const sending = sendingLine(this.text, line);
    if (sending) {
      this.addSending(sending);
      this.lines.push({ start, end, as: sending.telegraphic || sending.number ? 'number' : 'classification' });
      return true;
    }
    if (!ASIDE.test(said)) return false;
    this.lines.push({ start, end, as: 'line' });
    return true;
  }

  /** Place and date, with the word for a telegram and its number in front where they share the line. */
  private readDateline({ start, end, said }: HeadLine): boolean {
    const before = BEFORE_PLACE.exec(said)?.[0].length ?? 0;
    const dateline = datelineOf(this.text, { start: start + before, end });
    if (!dateline) return false;
    const sending = before > 0 ? sendingLine(this.text, trim(this.text, start, start + before)) : undefined;
    if (sending) this.addSending(sending);
    this.date = dateline.date;
    this.place = dateline.place;
    this.lines.push({ start, end, as: 'dateline', spans: dateline.spans });
    return true;
  }
}
