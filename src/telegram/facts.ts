/** What the text says of itself, for the header: every fact with the place that says it. */
import { RECEIVED } from './dateline.js';
import { dateOfFileNumber, findDate } from './dates.js';
import type {
  Citation,
  Division,
  DocumentDate,
  Fact,
  Facts,
  Heading,
  Inline,
  Note,
  OpenerLine,
  Paragraph,
  Party,
  Range,
} from './model.js';
import { type HandlingKind, handlingKind } from './vocabulary.js';

interface Gathered {
  classification: Fact[];
  precedence: Fact[];
  handling: Fact[];
  drafting: Fact[];
  clearance: Fact[];
  repeatedTo: Fact[];
}

export interface FactSources {
  readonly text: string;
  readonly parties: { readonly senders: readonly Party[]; readonly addressees: readonly Party[] };
  readonly division: Division;
  readonly notes: readonly Note[];
  readonly fileLine?: Paragraph;
  /** Telegrams open with their series and number. */
  readonly telegraphic: boolean;
}

/** Gathers the facts of a document from its opening, its first words and its source note. */
export function gatherFacts(sources: FactSources): Facts {
  const { text, division } = sources;
  const gathered: Gathered = {
    classification: [],
    precedence: [],
    handling: [],
    drafting: [],
    clearance: [],
    repeatedTo: [],
  };
  for (const line of division.opener) {
    if (line.type === 'classification') addHandlingLine(text, line, gathered);
  }
  const source = sources.notes.find((note) => note.kind === 'source');
  if (source) addSourceNote(text, source, gathered);
  const opening = sources.telegraphic ? telegramOpening(text, division) : {};
  if (sources.telegraphic) addRepetition(text, division, gathered);
  const date = statedDate(division) ?? inferredDate(text, source, sources.fileLine);
  return {
    ...sources.parties,
    ...(date && { date }),
    ...placeOf(text, division),
    ...receivedOf(text, division),
    ...(opening.series && { series: opening.series }),
    ...(opening.number && { telegramNumber: opening.number }),
    ...(gathered.classification[0] && { classification: gathered.classification[0] }),
    precedence: gathered.precedence,
    handling: [...(opening.handling ? [opening.handling] : []), ...gathered.handling],
    drafting: gathered.drafting,
    clearance: gathered.clearance,
    repeatedTo: gathered.repeatedTo,
  };
}

// ---------------------------------------------------------------- the opening of a telegram

const OPENING =
  /^(?:((?:\p{Lu}[\p{L}–-]*|\p{Lu}\p{L}*\s\p{Lu}{2,})\s)\s*)?(?:No\.\s*)?(\d{1,6}Z?|[A-Z][-–]\d{1,5})\.(?:\s|(?=\p{Lu}\p{Ll}))/u;
const EYES_ONLY =
  /^(?:(?:Personal(?: and confidential)?|Literally|Strictly|For)\s)?(?:[Ee]yes (?:only|alone)|EYES ONLY|Personal for|Exclusive for)\b[^.]{0,120}/;

/** The series and number that a telegram opens with: `Secto 38.` */
export function openingNumber(text: string, unit: Range): { series?: Fact; number: Fact; end: number } | undefined {
  const found = OPENING.exec(text.slice(unit.start, Math.min(unit.end, unit.start + 80)));
  if (!found) return undefined;
  const end = unit.start + found[0].length;
  const number = factAt(unit.start + found[0].lastIndexOf(found[2]!), found[2]!);
  return { number, end, ...(found[1] && { series: factAt(unit.start, found[1].trim()) }) };
}

/** `Secto 38. Eyes only for the President.` */
function telegramOpening(text: string, division: Division): { series?: Fact; number?: Fact; handling?: Fact } {
  const alone = division.opener.find(({ type }) => type === 'number');
  if (alone) return { number: factAt(alone.start, text.slice(alone.start, alone.end)) };
  const first = division.blocks.find((block) => block.type !== 'pageBreak');
  if (first?.type !== 'paragraph') return {};
  const opening = openingNumber(text, first);
  if (!opening) return {};
  const eyes = EYES_ONLY.exec(text.slice(opening.end, Math.min(first.end, opening.end + 160)))?.[0].trim();
  const { series, number, end } = opening;
  return { number, ...(series && { series }), ...(eyes && { handling: factAt(end, eyes) }) };
}

const REPEATED = /^(?:(?:Also )?[Ss]ent|Repeated|Pouched|Passed)\b[^.;]{0,80}?\bto\s[^.;]{1,160}(?=\.?$)/;

/** `Repeated to Velden and Tarsk.` is what many telegrams end with. */
function addRepetition(text: string, division: Division, gathered: Gathered): void {
  const last = division.blocks.findLast((block) => block.type !== 'pageBreak');
  if (last?.type !== 'paragraph' || last.end - last.start > 260) return;
  const said = REPEATED.exec(text.slice(last.start, last.end))?.[0];
  if (said !== undefined) gathered.repeatedTo.push(factAt(last.start, said));
}

function factAt(start: number, value: string): Fact {
  return { start, end: start + value.length, value };
}

// ---------------------------------------------------------------- classification, handling, drafting

function addHandlingLine(text: string, range: Range, gathered: Gathered): void {
  const words = text.slice(range.start, range.end);
  for (const found of words.matchAll(/[^\s;,./[\]()—–-]+/g))
    addLongestPhrase(words, range.start, found.index, gathered);
}

/** A line without punctuation (`confidential priority`) is read phrase by phrase, the longest first. */
function addLongestPhrase(words: string, base: number, at: number, gathered: Gathered): void {
  if (
    [...gathered.classification, ...gathered.precedence, ...gathered.handling].some(
      (fact) => base + at < fact.end && base + at >= fact.start,
    )
  )
    return;
  const rest = words.slice(at);
  for (const end of [...rest.matchAll(/$|(?=[\s;,./[\]()—–])/g)]
    .map((match) => match.index)
    .filter((index) => index > 0)
    .slice(0, 4)
    .reverse()) {
    if (addPhrase(rest.slice(0, end), base + at, gathered)) return;
  }
}

function addPhrase(phrase: string, start: number, gathered: Gathered): boolean {
  const kind: HandlingKind | undefined = handlingKind(phrase);
  if (kind) gathered[kind].push(factAt(start, phrase));
  return kind !== undefined;
}

/** An initial in a name (an office may be called by one letter, too: `approved in S.`), or a title or rank cut short. */
const NAME_ABBREVIATION = String.raw`(?:(?:\bby|\band|,|\p{Lu}\.|\p{Lu}\p{Ll}+)\s\p{Lu}|\b(?:Jr|Sr|Gen|Col|Maj|Lt|Dr|Mr|St))`;
const SENTENCES = new RegExp(String.raw`[^.;]+(?:\.(?=\p{L}|\d)[^.;]*|(?<=${NAME_ABBREVIATION})\.[^.;]*)*`, 'gu');

function addSourceNote(text: string, note: Note, gathered: Gathered): void {
  const first = note.paragraphs[0];
  if (!first) return;
  const citation = first.children.find((child): child is Citation => child.type === 'citation');
  const from = citation?.end ?? first.start;
  for (const found of text.slice(from, Math.min(first.end, from + 4000)).matchAll(SENTENCES)) {
    const phrase = found[0].trim();
    if (phrase === '') continue;
    addSourcePhrase(phrase, from + found.index + found[0].indexOf(phrase), gathered);
  }
}

function addSourcePhrase(said: string, start: number, gathered: Gathered): void {
  if (addPhrase(said, start, gathered)) return;
  const fact = factAt(start, said);
  if (/^(?:Drafted|Initialed|Prepared|Sent by)\b/.test(said)) addDrafting(fact, gathered);
  else if (/^(?:and )?(?:[Cc]leared|[Aa]pproved|[Aa]uthorized|[Cc]oncurred)\b/.test(said))
    addClearances(fact, gathered);
  else if (/^(?:Also sent|Sent|Repeated|repeated)\b.*\bto\b/.test(said)) gathered.repeatedTo.push(fact);
}

/** `Drafted by Timmons and cleared with the White House` says both. */
function addDrafting(fact: Fact, gathered: Gathered): void {
  const second = /,?\s+(?:and\s+)?((?:cleared|approved|authorized)\b.*)$/s.exec(fact.value);
  if (!second) {
    gathered.drafting.push(fact);
    return;
  }
  gathered.drafting.push(factAt(fact.start, fact.value.slice(0, second.index)));
  addClearances(factAt(fact.end - second[1]!.length, second[1]!), gathered);
}

/** `cleared by Lorimer, and approved by Berrow` says two things. */
function addClearances({ start, value }: Fact, gathered: Gathered): void {
  let from = 0;
  for (const next of value.matchAll(
    /,?\s+and\s+(?=(?:cleared|approved|authorized|concurred)\b)|,\s+(?=(?:cleared|approved|authorized|concurred)\b)/g,
  )) {
    gathered.clearance.push(factAt(start + from, value.slice(from, next.index)));
    from = next.index + next[0].length;
  }
  gathered.clearance.push(factAt(start + from, value.slice(from)));
}

// ---------------------------------------------------------------- date and place

/** The dateline states the date, else the end of the heading. */
function statedDate({ opener, heading }: Division): DocumentDate | undefined {
  const dateline = opener.find((line): line is OpenerLine => line.type === 'dateline');
  return dateIn(dateline, 'dateline') ?? dateIn(heading, 'heading');
}

function dateIn(line: OpenerLine | Heading | undefined, evidence: 'dateline' | 'heading'): DocumentDate | undefined {
  const date = line?.children.find((child) => child.type === 'date');
  if (date?.type !== 'date' || date.when === undefined) return undefined;
  const { start, end, when, to } = date;
  return { start, end, when, ...(to !== undefined && { to }), certainty: 'stated', evidence };
}

/** The decimal file number carries the date; only that of the document's own source counts. */
function inferredDate(
  text: string,
  source: Note | undefined,
  fileLine: Paragraph | undefined,
): DocumentDate | undefined {
  const own = source?.paragraphs[0]?.children.find((child) => child.type === 'citation');
  const inNote =
    own?.type === 'citation'
      ? own.children.find((child) => child.type === 'citationPart' && child.part === 'fileNumber')
      : undefined;
  const range = inNote ?? (fileLine && fileNumberIn(text, fileLine));
  if (!range) return undefined;
  const when = dateOfFileNumber(text.slice(range.start, range.end));
  return when === undefined
    ? undefined
    : { start: range.start, end: range.end, when, certainty: 'inferred', evidence: 'file-number' };
}

function fileNumberIn(text: string, line: Range): Range | undefined {
  const found = /\d{3}[^\s:]*\/\d{1,2}[–-]\d{3,4}/.exec(text.slice(line.start, Math.min(line.end, line.start + 80)));
  return found ? { start: line.start + found.index, end: line.start + found.index + found[0].length } : undefined;
}

function placeOf(text: string, division: Division): { place?: Fact } {
  for (const line of division.opener) {
    if (line.type !== 'dateline') continue;
    const place = line.children.find((child: Inline) => child.type === 'place');
    if (place) return { place: { start: place.start, end: place.end, value: text.slice(place.start, place.end) } };
  }
  return {};
}

/** `[Received January 9—4:10 p.m.]`: of the dateline's day where it names none. */
function receivedOf(text: string, division: Division): { received?: Fact } {
  for (const line of division.opener) {
    if (line.type !== 'dateline') continue;
    const found = text.slice(line.start, line.end).matchAll(RECEIVED).next().value;
    if (!found) continue;
    const stated = statedDate(division)?.when.slice(0, 10);
    const year = stated?.slice(0, 4);
    const time = found[1]!;
    const dated = findDate(/\d{4}(?!\d)/.test(time) ? time : withYear(time, year));
    const parsed =
      dated && stated && dated.when.slice(0, 10) < stated
        ? findDate(withYear(time, String(Number(year) + 1)))
        : (dated ?? (stated ? findDate(`${englishDate(stated)}, ${time}`) : undefined));
    if (parsed)
      return {
        received: {
          start: line.start + found.index,
          end: line.start + found.index + found[0].length,
          value: parsed.when,
        },
      };
  }
  return {};
}

function withYear(time: string, year: string | undefined): string {
  return year ? time.replace(/^(\p{L}+\.?\s+\d{1,2})\b/u, `$1, ${year}`) : time;
}

function englishDate(iso: string): string {
  const months = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  return `${months[Number(iso.slice(5, 7)) - 1]} ${Number(iso.slice(8, 10))}, ${iso.slice(0, 4)}`;
}
