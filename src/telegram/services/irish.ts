/** Documents on Irish Foreign Policy: number and archive on one line, `No. 81 RAI DFA Secretary's Files P7`. */
import type { FoundParties } from '../heading/parties.js';
import { kindNamed } from '../lines/kinds.js';
import { sendingLine } from '../lines/sending-line.js';
import type { DocumentType, Party } from '../model.js';
import { officeWord } from '../vocabulary.js';
import { HeadReading } from './reading.js';
import {
  datelineOf,
  groupOf,
  type HeadLine,
  type HeadPage,
  partiesBetween,
  partySpans,
  type ServiceHead,
  withWholeHeading,
} from './service.js';

/** An archive is named by its initials first; what follows is its shelf. */
const NUMBER = /^No\.\s?(\d{1,4}[a-z]?)\s+([A-Z]{2,6}\s+\S.{2,90})$/d;
/** `(No. 12) (Telegram) (Personal)`: what the copy says of itself. */
const LABELS = /^(?:\([^()]{2,40}\)\s*)+$/;
/** Behind a name stands where the person is, where other editions have the name behind the office: `Robert Sapt (Zenda)`. */
const WHEREABOUTS = /\s*\(([\p{Lu}][\p{L} .’'-]{2,30})\)$/u;
const LONGEST_HEAD = 5;

/** Does a document of such an edition begin with this line, and no sentence that a text has? */
export function beginsIrish(lines: readonly HeadLine[], at: number): boolean {
  const line = lines[at]!;
  return line.blankBefore && NUMBER.test(line.said) && lines[at + 1] !== undefined;
}

/** Reads the head; undefined where the first line is none of this kind. */
export function irish({ text, top }: HeadPage): ServiceHead | undefined {
  const lines = withWholeHeading(top, 1, (line) => isOfHead(text, line));
  const [first, second] = lines;
  const found = first && NUMBER.exec(first.said);
  if (!first || !found || !second) return undefined;
  const number = groupOf(first, found, 1)!;
  const source = groupOf(first, found, 2)!;
  const heading = isHeading(text, lines) ? second : undefined;
  const named = heading && kindNamed(heading.said);
  const parties = heading && partiesOf(text, heading, named);
  const head = new Reading(text);
  let at = heading ? 2 : 1;
  while (at < lines.length && at <= LONGEST_HEAD && head.read(lines[at]!)) at++;
  return {
    service: 'irish',
    signs: [{ start: first.start, end: first.end, value: 'number and archive on one line' }],
    type: head.telegraphic ? 'telegram' : (named ?? 'document'),
    lines: [
      { start: first.start, end: number.end, as: 'front' },
      { start: source.start, end: source.end, as: 'source' },
      ...(heading
        ? [
            {
              start: heading.start,
              end: heading.end,
              as: 'heading' as const,
              spans: parties ? partySpans(parties) : [],
            },
          ]
        : []),
      ...head.lines,
    ],
    number,
    ...(parties && { parties }),
    facts: head.facts(),
    bodyStart: lines[at]?.start ?? text.length,
    notes: true,
  };
}

/** The line below the number: parties, or what else it is, above the labels or the dateline. */
function isHeading(text: string, [, line, below]: readonly HeadLine[]): boolean {
  if (!line || line.said.length > 200 || !/^\(?\p{Lu}/u.test(line.said) || isOfHead(text, line)) return false;
  return /\sto\s/.test(line.said) || (below !== undefined && !/[.;:]$/.test(line.said) && isOfHead(text, below));
}

function isOfHead(text: string, line: HeadLine): boolean {
  return LABELS.test(line.said) || datelineOf(text, line) !== undefined;
}

function partiesOf(text: string, { start, end }: HeadLine, named: DocumentType | undefined): FoundParties | undefined {
  const said = text.slice(start, end);
  if (!/\s(?:to|from|by)\s/.test(said)) return undefined;
  // Only the places are taken from the words: what stands before them is the name.
  const place = WHEREABOUTS.exec(said);
  const isName =
    place !== null &&
    officeWord(place[1]!.split(' ')[0]!) === undefined &&
    !/\bthe\s[^()]*$/i.test(said.slice(0, place.index));
  const to = isName ? start + place.index : end;
  const grammar = named ? 'kind' : 'parties';
  const { senders, addressees, names } = partiesBetween(text, start, to, named ?? 'letter', { grammar });
  const placed = (party: Party): Party => (isName && !party.place ? { ...party, place: place[1]! } : party);
  return { senders, addressees: addressees.map(placed), names };
}

class Reading extends HeadReading {
  /** Takes a line of the head; false where the text begins. */
  read({ start, end, said }: HeadLine): boolean {
    const dateline = this.date ? undefined : datelineOf(this.text, { start, end });
    if (!dateline && !LABELS.test(said)) return false;
    if (dateline) {
      this.date = dateline.date;
      this.place = dateline.place;
    } else for (const { 0: label, index } of said.matchAll(/\([^()]*\)/g)) this.label(start + index, label.length);
    this.lines.push({ start, end, as: dateline ? 'dateline' : 'line', spans: dateline?.spans ?? [] });
    return true;
  }

  private label(start: number, length: number): void {
    const line = sendingLine(this.text, { start, end: start + length });
    if (line) this.addSending(line);
  }
}
