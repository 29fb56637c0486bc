/** What the head of a document says that is set as its own service or edition sets it: line by line what each is. */
import { type FoundParties, findParties, type HeadingGrammar } from '../heading/parties.js';
import type { Span } from '../inlines/spans.js';
import { datelineSpans, parseDateline } from '../lines/dateline.js';
import { matchesOf } from '../lines/matches.js';
import { isNextTo, type Line, trim } from '../lines/units.js';
import type { DocumentDate, DocumentType, Fact, Facts, OpenerLine, Party, Range } from '../model.js';
import { handlingKind, officeWord } from '../vocabulary.js';

/** A line of a head that is not blank, with what stands on it. */
export interface HeadLine extends Range {
  readonly said: string;
  readonly blankBefore: boolean;
}

/** What a line of the head becomes; the words of the heading may be less than its line. */
export interface ServiceLine extends Range {
  readonly as: 'front' | 'heading' | 'source' | 'form' | OpenerLine['type'];
  readonly spans?: readonly Span[];
}

export interface ServiceHead {
  /** The service as the documentation calls it. */
  readonly service: 'australian' | 'british' | 'irish' | 'german' | 'soviet' | 'receipt-form';
  readonly signs: readonly Fact[];
  readonly type: DocumentType;
  /** The lines in order, up to the first of the text. */
  readonly lines: readonly ServiceLine[];
  readonly number?: Fact;
  /** Sender and addressee, and where they stand in the heading. */
  readonly parties?: FoundParties;
  /** What the lines say; each as printed. */
  readonly facts: Partial<Facts>;
  /** Where the text begins. */
  readonly bodyStart: number;
  /** Whether the text may have notes. */
  readonly notes: boolean;
  readonly language?: string;
}

/** A page as the services read it. */
export interface HeadPage {
  readonly text: string;
  /** The lines that are not blank. */
  readonly lines: readonly HeadLine[];
  /** The first of them, among which a head stands. */
  readonly top: readonly HeadLine[];
}

const LONGEST_TOP = 40;

export function headPage(text: string, all: readonly Line[]): HeadPage {
  const lines = headLines(text, all);
  return { text, lines, top: lines.slice(0, LONGEST_TOP) };
}

/** The lines that are not blank. */
export function headLines(text: string, lines: readonly Line[]): HeadLine[] {
  const out: HeadLine[] = [];
  let blankBefore = true;
  for (const { start, end, blank } of lines) {
    // What was taken out between two lines parts them as a blank line does.
    const last = out.at(-1);
    const apart = blankBefore || (last !== undefined && !isNextTo(text, last, { start, end }));
    if (!blank) out.push({ start, end, said: text.slice(start, end), blankBefore: apart });
    blankBefore = blank;
  }
  return out;
}

const MOST_JOINED = 3;

/** The lines with a heading that is broken over several as one, each character at its offset: it goes on to the line that `opens` what stands below. */
export function withWholeHeading(
  lines: readonly HeadLine[],
  at: number,
  opens: (line: HeadLine) => boolean,
): readonly HeadLine[] {
  const first = lines[at];
  if (!first) return lines;
  let end = at + 1;
  while (end < lines.length && end - at <= MOST_JOINED && !lines[end]!.blankBefore && !opens(lines[end]!)) end++;
  if (end === at + 1 || end - at > MOST_JOINED || !lines[end] || !opens(lines[end]!)) return lines;
  const parts = lines.slice(at, end);
  const said = parts.reduce((all, line) => all.padEnd(line.start - first.start) + line.said, '');
  const whole: HeadLine = { start: first.start, end: parts.at(-1)!.end, said, blankBefore: first.blankBefore };
  return [...lines.slice(0, at), whole, ...lines.slice(end)];
}

/** A group of a match as a fact; the expression needs the flag `d`. */
export function groupOf(line: Range, match: RegExpExecArray, group: number): Fact | undefined {
  const at = match.indices?.[group];
  return at && { start: line.start + at[0], end: line.start + at[1], value: match[group]! };
}

/**
 * Sender and addressee in words of the form `X to Y`, between two offsets. These editions name persons as they address
 * them: `Sir R. Sapt`. A word that is no office is a person's where it signs; `bare`, where it is no place of a dateline either.
 */
export function partiesBetween(
  text: string,
  start: number,
  end: number,
  type: DocumentType,
  { grammar = 'parties', bare = false }: { readonly grammar?: HeadingGrammar; readonly bare?: boolean } = {},
): FoundParties {
  const found = findParties(text, { ...trim(text, start, end), grammar, type });
  const below = text.slice(end);
  const alone = [...found.senders, ...found.addressees].map(({ name }) => name).filter((name) => ONE_WORD.test(name));
  const posts = alone.some((name) => new RegExp(`(?:^|\\s)${name},\\s`, 'imu').test(below.slice(0, 300)));
  const isPerson = (name: string): boolean =>
    ONE_WORD.test(name) &&
    (new RegExp(`^\\s*${name}\\.?\\s*$`, 'imu').test(below) || (bare && !posts && officeWord(name) === undefined));
  const named = (party: Party): Party => {
    if (party.entity === 'office') return isPerson(party.name) ? personOf(party) : party;
    return party.office === undefined ? { ...party, person: party.name } : party;
  };
  const each = <T extends Range>(range: T): T[] => (bare ? twoNames(text, range) : [range]);
  return {
    senders: found.senders.flatMap(each).map(named),
    addressees: found.addressees.flatMap(each).map(named),
    names: found.names.flatMap(each).map(({ start: from, end: to, role, entity }) => {
      return { start: from, end: to, role, entity: isPerson(text.slice(from, to)) ? 'person' : entity };
    }),
  };
}

/** `Sapt and Marsh`, no word of office among them, are two. */
function twoNames<T extends Range>(text: string, range: T): T[] {
  const [whole, first, second] = TWO_WORDS.exec(text.slice(range.start, range.end)) ?? [];
  if (!whole || [first!, second!].some((word) => officeWord(word) !== undefined)) return [range];
  return [
    { ...range, end: range.start + first!.length, name: first },
    { ...range, start: range.end - second!.length, name: second },
  ];
}

const TWO_WORDS = /^(\p{Lu}\p{L}+)\s+and\s+(\p{Lu}\p{L}+)$/u;

function personOf({ start, end, name }: Party): Party {
  return { start, end, entity: 'person', name, person: name };
}

const ONE_WORD = /^\p{Lu}\p{L}+$/u;

/** The names in a heading as spans. */
export function partySpans({ names }: FoundParties): Span[] {
  return names.map(({ start, end, role, entity }) => ({
    start,
    end,
    build: (children) => ({ type: 'party', start, end, role, entity, children }),
  }));
}

/** A line as dateline: its spans, and the facts of place and date. */
export function datelineOf(
  text: string,
  range: Range,
): { spans: Span[]; date?: DocumentDate; place?: Fact } | undefined {
  const found = parseDateline(text, range);
  if (!found) return undefined;
  const { date, when, town } = found;
  return {
    spans: datelineSpans(found),
    ...(when !== undefined && { date: { ...date, when, certainty: 'stated', evidence: 'dateline' } }),
    ...(town && { place: { ...town, value: text.slice(town.start, town.end) } }),
  };
}

/** Words of classification, precedence and handling, by the vocabulary of the service; undefined where another word is among them. */
export function handlingFacts({
  start,
  said,
}: Pick<HeadLine, 'start' | 'said'>):
  | (Pick<Facts, 'precedence' | 'handling'> & { classification: Fact[] })
  | undefined {
  const found = { classification: [] as Fact[], precedence: [] as Fact[], handling: [] as Fact[] };
  if (/\d/.test(said)) return undefined;
  const words = matchesOf(/[\p{L}’'-]+/gu, said);
  for (let at = 0; at < words.length; ) {
    const taken = [3, 2, 1].find((n) => at + n <= words.length && handlingKind(phrase(words.slice(at, at + n))));
    // `SECRET AND PERSONAL`
    const joins = at > 0 && at + 1 < words.length && /^and$/i.test(words[at]![0]);
    if (taken === undefined && !joins) return undefined;
    if (taken === undefined) {
      at++;
      continue;
    }
    const own = words.slice(at, at + taken);
    const from = own[0]!.index;
    const to = own.at(-1)!.index + own.at(-1)![0].length;
    found[handlingKind(phrase(own))!].push({ start: start + from, end: start + to, value: said.slice(from, to) });
    at += taken;
  }
  return words.length > 0 ? found : undefined;
}

function phrase(words: readonly RegExpMatchArray[]): string {
  return words.map(([word]) => word).join(' ');
}

/** `15:25:00` of `3:25 P.M.`; undefined for what is no time. */
export function clock(hour: string, minute: string | undefined, half: string | undefined): string | undefined {
  const h = Number(hour);
  const m = Number(minute ?? 0);
  if (m > 59 || h > 23 || (half && (h > 12 || h === 0))) return undefined;
  const late = /p/i.test(half ?? '');
  const full = half ? (h % 12) + (late ? 12 : 0) : h;
  return `${String(full).padStart(2, '0')}:${String(m).padStart(2, '0')}:00`;
}
