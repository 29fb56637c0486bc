/** Soviet telegrams in English translation: a title that says how it was sent, lines of the form, a closing date with a Roman month. */
import { type FoundParties, findParties } from '../heading/parties.js';
import type { Span } from '../inlines/spans.js';
import { datelineSpans } from '../lines/dateline.js';
import { findDate } from '../lines/dates.js';
import type { DocumentDate, Fact, Facts, Party, Range } from '../model.js';
import { groupOf, type HeadLine, type HeadPage, partySpans, type ServiceHead, type ServiceLine } from './service.js';
import { ROMAN_DATE, romanDate, type SovietPart, sovietParts } from './soviet-lines.js';

/** A date or the name of a collection may stand in front, parted by a stroke. */
const FRONT = String.raw`(?:[^/]{3,60}\s\/\s)?(?:(?:[Tt]op [Ss]ecret|TOP SECRET|[Ss]ecret|[Uu]rgent),?\s+)*`;
const CIPHERED = '(?:(?:[Ee]n)?[Cc]ipher(?:ed)?|CIPHER(?:ED)?|(?:[Ee]n)?[Cc]oded?|[Cc]iphergram)';
const SENT = String.raw`[\s\w]{0,12}?\s?(?:[Tt]elegram|[Cc]able|TELEGRAM|CABLE)?(?:\sNo\.?\s?\d+)?,?\s+(?:from|FROM|From)\s+(?:the\s+)?(?=\p{Lu}).+\s(?:to|TO)\s.+$`;
const TITLE = new RegExp(`^${FRONT}(?=${CIPHERED}\\b)(${CIPHERED}${SENT})`, 'du');
/** What every title says, and few lines do. */
const SENT_TO = /\s(?:from|FROM|From)\s.+\s(?:to|TO)\s/;
/** Other services' telegrams are called so, too. */
const PLAIN_TITLE = new RegExp(`^${FRONT}((?:Soviet )?(?:[Tt]elegram|[Cc]able)${SENT})`, 'du');
/** What is no day with a Roman month, and no line that says `Date:`, does not have to be read part by part. */
const MAY_BE_DATED = /\d\s{0,2}[./\s]\s{0,2}[IVXl1]{1,4}\s{0,2}[./\s]\s{0,2}\d|Date:/;
/** What it is about, behind the addressee; a committee is on what is written with a capital. */
const TOPIC = /(?<=\sto\s.+)\s+(?:on|about|regarding|concerning)\s+(?=\p{Ll})/u;
/** The telegram closes with its day and its sender. */
const CLOSING = new RegExp(String.raw`^${ROMAN_DATE}\.?(?:\s+\p{Lu}[\p{L}.,' -]+)?$`, 'u');
const ARCHIVE =
  /^(?:\[?Source:\s.*|[A-Z]\w{1,7}\.?,?\s+(?:RF,?\s+)?[Ff](?:ond)?\.?\s?\d+\.?,?\s+[Oo]p(?:is)?\.?\s?\d+.*)$/;
const TITLE_WITHIN = 4;
const LONGEST_TITLE = 400;
const LONGEST_HEAD = 18;
/** The closing stands among so many last lines: below it the archive and its translators. */
const BELOW_CLOSING = 8;

/** Reads the head; undefined unless two signs of such a telegram stand there, of which a title that others have counts for none. */
export function soviet({ text, lines }: HeadPage): ServiceHead | undefined {
  const at = lines.slice(0, TITLE_WITHIN).findIndex(({ said }) => said.length <= LONGEST_TITLE && isTitle(said));
  const title = lines[at];
  const named = title !== undefined && TITLE.test(title.said);
  if (!named && !lines.some(({ said }) => MAY_BE_DATED.test(said))) return undefined;
  const head = new Reading();
  let end = at + 1;
  while (lines[end] && end <= at + LONGEST_HEAD && head.read(lines[end]!)) end++;
  const closing = lines
    .slice(end)
    .slice(-BELOW_CLOSING)
    .findLast(({ said }) => CLOSING.test(said));
  if (closing) head.close(closing);
  if (head.signs.length < (named ? 1 : title ? 2 : 3) || (!named && !head.hasRomanDate)) return undefined;
  const parties = title ? partiesOf(text, title) : undefined;
  return {
    service: 'soviet',
    signs: [...(title && named ? [sign(title, 'title of a ciphered telegram')] : []), ...head.signs],
    type: 'telegram',
    lines: [
      ...lines.slice(0, Math.max(at, 0)).map(({ start, end: to }): ServiceLine => ({ start, end: to, as: 'front' })),
      ...(title && parties
        ? [{ start: title.start, end: title.end, as: 'heading' as const, spans: partySpans(parties) }]
        : []),
      ...head.lines,
    ],
    ...(parties && { parties }),
    facts: head.facts(title),
    bodyStart: lines[end]?.start ?? text.length,
    notes: true,
  };
}

function isTitle(said: string): boolean {
  return SENT_TO.test(said) && (TITLE.test(said) || PLAIN_TITLE.test(said));
}

function partiesOf(text: string, { start, said }: HeadLine): FoundParties {
  const [from, to] = (TITLE.exec(said) ?? PLAIN_TITLE.exec(said))!.indices![1]!;
  const topic = TOPIC.exec(said.slice(from, to));
  const words = { start: start + from, end: start + from + (topic?.index ?? to - from) };
  const found = findParties(text, { ...words, grammar: 'kind', type: 'telegram' });
  const person = (role: 'from' | 'to', parties: readonly Party[]): Party[] =>
    parties.map((party) =>
      withPerson(
        party,
        found.names.find((name) => name.role === role),
      ),
    );
  return {
    senders: person('from', found.senders),
    addressees: person('to', found.addressees),
    names: found.names.map((name) => withInitials(text, name)),
  };
}

/** `Envoy in Ruritania A. Mauban`: behind the office initials begin a name. */
const NAMED = /(?<=\p{Ll}\s)(?:\p{Lu}\.\s?){1,3}\p{Lu}[\p{L}’'-]+$/u;

function withPerson(party: Party, name: Range | undefined): Party {
  const person = name && party.entity === 'office' ? NAMED.exec(party.name) : null;
  if (!person) return party;
  return { ...party, entity: 'person', person: person[0], office: party.name.slice(0, person.index).trim() };
}

function withInitials(text: string, name: FoundParties['names'][number]): FoundParties['names'][number] {
  const person = name.entity === 'office' ? NAMED.exec(text.slice(name.start, name.end)) : null;
  return person ? { ...name, start: name.start + person.index, entity: 'person' } : name;
}

/** Where a line of an archive ends the text: `RGANI. F. 3. Op. 66. …`, `[Source: …]`. */
export function isSovietArchive(said: string): boolean {
  return said.length <= 300 && ARCHIVE.test(said);
}

/** The day in a closing line, `12.III.64   F. SAPT`; undefined for another line. */
export function closingDate({
  start,
  said,
}: Pick<HeadLine, 'start' | 'said'>): (Range & { readonly when: string }) | undefined {
  const found = CLOSING.exec(said);
  const when = found ? romanDate(found[1]!, found[2]!, found[3]!) : undefined;
  const length = new RegExp(`^${ROMAN_DATE}`).exec(said)?.[0].length ?? 0;
  return when === undefined ? undefined : { start, end: start + length, when };
}

function sign({ start, end }: Range, value: string): Fact {
  return { start, end, value };
}

const SIGNS: Readonly<Partial<Record<SovietPart['is'], string>>> = {
  form: 'words of the form',
  copy: 'number of the copy',
  special: 'special number',
};
/** What a line becomes whose parts say several things: the first of these. */
const KINDS: readonly (readonly [SovietPart['is'], ServiceLine['as']])[] = [
  ['date', 'dateline'],
  ['place', 'dateline'],
  ['special', 'number'],
  ['number', 'number'],
  ['classification', 'classification'],
  ['precedence', 'classification'],
  ['handling', 'classification'],
  ['copy', 'line'],
  ['bracketed', 'bracketed'],
  ['form', 'form'],
];

class Reading {
  readonly lines: ServiceLine[] = [];
  readonly signs: Fact[] = [];
  hasRomanDate = false;
  private readonly dates: (DocumentDate & { rank: number })[] = [];
  private place: Fact | undefined;
  private number: Fact | undefined;
  private special: Fact | undefined;
  private readonly marks: Record<'classification' | 'precedence' | 'handling', Fact[]> = {
    classification: [],
    precedence: [],
    handling: [],
  };

  /** Takes a line of the form; false where the text begins. */
  read(line: HeadLine): boolean {
    const parts = sovietParts(line);
    if (!parts) return this.loneplace(line);
    for (const part of parts) this.take(part, line);
    const kind = KINDS.find(([is]) => parts.some((part) => part.is === is));
    this.lines.push({ start: line.start, end: line.end, as: kind?.[1] ?? 'line', spans: parts.flatMap(spansOf) });
    return true;
  }

  private take(part: SovietPart, line: HeadLine): void {
    const name = SIGNS[part.is];
    if (name !== undefined) this.sign(line, name);
    if (part.is === 'special') this.special ??= part.fact;
    else if (part.is === 'number') this.number ??= part.fact;
    else if (part.is === 'place') this.place ??= part.fact;
    else if (part.is === 'date') this.addDate(part, line);
    else if (part.is === 'classification' || part.is === 'precedence' || part.is === 'handling')
      this.marks[part.is].push(...part.facts);
  }

  private addDate({ start, end, when, rank, place }: SovietPart & { is: 'date' }, line: HeadLine): void {
    // A day in English is that of the telegram beside its number; above it may be a publisher's.
    const own = rank < 2 || this.special !== undefined ? rank : 4;
    this.dates.push({ start, end, when, certainty: 'stated', evidence: 'dateline', rank: own });
    this.place ??= place;
    if (rank > 1) return;
    this.hasRomanDate = true;
    this.sign(line, 'post and day');
  }

  private sign(line: HeadLine, value: string): void {
    if (!this.signs.some((one) => one.value === value)) this.signs.push(sign(line, value));
  }

  /** The place stands alone below the number in some forms. */
  private loneplace({ start, end, said }: HeadLine): boolean {
    if (this.place || !this.special || !/^\p{Lu}[\p{L} -]{2,25}$/u.test(said)) return false;
    this.place = { start, end, value: said };
    this.lines.push({ start, end, as: 'dateline', spans: [placeSpan(this.place)] });
    return true;
  }

  close(line: HeadLine): void {
    const date = closingDate(line);
    if (!date) return;
    this.dates.push({ ...date, certainty: 'stated', evidence: 'dateline', rank: 3 });
    this.hasRomanDate = true;
    this.sign(line, 'closing day');
  }

  facts(title: HeadLine | undefined): Partial<Facts> {
    const [dated] = [...this.dates].sort((a, b) => a.rank - b.rank);
    const date = dated ?? this.titled(title);
    const secret = /\b(?:top )?secret\b/i.exec(title?.said ?? '');
    const inTitle = title &&
      secret && {
        start: title.start + secret.index,
        end: title.start + secret.index + secret[0].length,
        value: secret[0],
      };
    const before = inTitle && TITLE.exec(title.said)?.indices?.[1]?.[0];
    const classification =
      this.marks.classification[0] ?? (inTitle && secret.index < (before ?? 0) ? inTitle : undefined);
    const number = this.number ?? this.special ?? numberIn(title);
    return {
      ...(date && {
        date: { start: date.start, end: date.end, when: date.when, certainty: date.certainty, evidence: date.evidence },
      }),
      ...(this.place && { place: this.place }),
      ...(number && { telegramNumber: number }),
      ...(this.number && this.special && { secondNumber: { number: this.special } }),
      ...(classification && { classification }),
      precedence: this.marks.precedence,
      handling: this.marks.handling,
    };
  }

  /** Where the form has no day, that of the title is the telegram's. */
  private titled(title: HeadLine | undefined): DocumentDate | undefined {
    const found = title && findDate(title.said);
    if (!title || !found) return undefined;
    const [start, end] = [title.start + found.start, title.start + found.end];
    return { start, end, when: found.when, certainty: 'stated', evidence: 'heading' };
  }
}

/** `Ciphered telegram No. 1208 from …` */
function numberIn(title: HeadLine | undefined): Fact | undefined {
  const found = title && /\b(?:telegram|cable)\sNo\.?\s?(\d{1,6})(?=,?\s+from\b)/di.exec(title.said);
  return title && found ? groupOf(title, found, 1) : undefined;
}

function placeSpan({ start, end }: Range): Span {
  return { start, end, build: (children) => ({ type: 'place', start, end, town: { start, end }, children }) };
}

function spansOf(part: SovietPart): Span[] {
  if (part.is === 'place') return [placeSpan(part.fact)];
  if (part.is !== 'date') return [];
  const { start, end, when, place } = part;
  return [...(place ? [placeSpan(place)] : []), ...datelineSpans({ start, end, date: { start, end }, when })];
}
