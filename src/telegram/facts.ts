/** What the text says of itself, for the header: every fact with the place that says it. */

import { RECEIVED } from './lines/dateline.js';
import { dateOfFileNumber, englishDate, findDate } from './lines/dates.js';
import { subjectOf } from './lines/headed.js';
import { openingNumber } from './lines/telegram-number.js';
import type {
  Division,
  DocumentDate,
  Fact,
  Facts,
  Heading,
  Note,
  OpenerLine,
  Paragraph,
  Party,
  Range,
} from './model.js';
import { addHandlingLine, addRepetition, addSourceNote, factAt, type Gathered } from './source-note.js';

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
  const { handling, ...numbers } = sources.telegraphic ? telegramOpening(text, division) : {};
  if (sources.telegraphic) addRepetition(text, division, gathered);
  const date = statedDate(division) ?? inferredDate(text, source, sources.fileLine);
  return {
    ...sources.parties,
    ...(date && { date }),
    ...placeOf(text, division),
    ...receivedOf(text, division),
    ...subjectOf(text, division.blocks),
    ...numbers,
    ...(gathered.classification[0] && { classification: gathered.classification[0] }),
    precedence: gathered.precedence,
    handling: [...(handling ? [handling] : []), ...gathered.handling],
    drafting: gathered.drafting,
    clearance: gathered.clearance,
    repeatedTo: gathered.repeatedTo,
  };
}

// ---------------------------------------------------------------- the opening of a telegram

const EYES_ONLY =
  /^(?:(?:Personal(?: and confidential)?|Literally|Strictly|For)\s)?(?:[Ee]yes (?:only|alone)|EYES ONLY|Personal for|Exclusive for)\b[^.]{0,120}/;

/** `Secto 38. Eyes only for the President.` */
function telegramOpening(
  text: string,
  division: Division,
): Pick<Facts, 'series' | 'telegramNumber' | 'secondNumber'> & { handling?: Fact } {
  const alone = division.opener.find(({ type }) => type === 'number');
  const line = alone ? text.slice(alone.start, alone.end) : '';
  const printed = alone && (/(?<=No\.\s?)\S*[^\s.\]]/.exec(line) ?? /^\S*[^\s.\]]/.exec(line));
  if (alone && printed) return { telegramNumber: factAt(alone.start + printed.index, printed[0]) };
  const first = division.blocks.find((block) => block.type !== 'pageBreak');
  if (first?.type !== 'paragraph') return {};
  const opening = openingNumber(text, first);
  if (!opening) return {};
  const eyes = EYES_ONLY.exec(text.slice(opening.end, Math.min(first.end, opening.end + 160)))?.[0].trim();
  const { series, number, second, end } = opening;
  return {
    telegramNumber: number,
    ...(series && { series }),
    ...(second && { secondNumber: second }),
    ...(eyes && { handling: factAt(end, eyes) }),
  };
}

// ---------------------------------------------------------------- date and place

function datelineOf(division: Division): OpenerLine | undefined {
  return division.opener.find((line): line is OpenerLine => line.type === 'dateline');
}

/** The dateline states the date, else the end of the heading. */
function statedDate(division: Division): DocumentDate | undefined {
  return dateIn(datelineOf(division), 'dateline') ?? dateIn(division.heading, 'heading');
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
  const first = source?.blocks.find((block) => block.type === 'paragraph');
  const own = first?.children.find((child) => child.type === 'citation');
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
  const place = datelineOf(division)?.children.find((child) => child.type === 'place');
  return place ? { place: factAt(place.town.start, text.slice(place.town.start, place.town.end)) } : {};
}

/** `[Received January 9—4:10 p.m.]`: of the dateline's day where it names none, and not before it. */
function receivedOf(text: string, division: Division): { received?: Fact } {
  const dateline = datelineOf(division);
  const found = dateline && text.slice(dateline.start, dateline.end).matchAll(RECEIVED).next().value;
  if (!dateline || !found) return {};
  // `[Received May 22 (23?)—2:50 p.m.]`: the printed day.
  const time = (found[1] ?? found[2])!.replace(/\s*\([^)]*\)/g, '');
  const stated = statedDate(division)?.when.slice(0, 10) ?? '';
  const year = Number(stated.slice(0, 4));
  const readings = [time, withYear(time, year), withYear(time, year + 1), `${englishDate(stated)}, ${time}`];
  const parsed = readings.map(findDate).find((date) => date && date.when.slice(0, 10) >= stated);
  if (!parsed) return {};
  return { received: { ...factAt(dateline.start + found.index, found[0]), value: parsed.when } };
}

function withYear(time: string, year: number): string {
  return year > 0 ? time.replace(/^(\p{L}+\.?\s+\d{1,2})\b(?!,?\s*\d{4})/u, `$1, ${year}`) : time;
}
