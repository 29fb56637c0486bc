/** One document: its layout, its notes, and the divisions around them. */
import type { Diagnostic } from '../diagnostics.js';
import type { Places } from '../places.js';
import { toBlocks } from './blocks/lists.js';
import { gatherFacts } from './facts.js';
import { Findings } from './findings.js';
import { type DivisionContext, readDivision } from './frame/division.js';
import { type FrontContext, furniture, isFurniture, isNumberLine, readFront } from './heading/front.js';
import { type FoundHeading, headingDate } from './heading/heading.js';
import { type FoundParties, findParties } from './heading/parties.js';
import { InlineReader } from './inlines/inlines.js';
import { isOfSeries } from './inlines/series.js';
import type { Span } from './inlines/spans.js';
import { type Line, trim, type Unit } from './lines/units.js';
import type { DocumentType, LeftOut, Note, NoteAnchor, PlainBlock, Telegram } from './model.js';
import type { Placement } from './notes/alignment.js';
import { type Layout, layOut } from './notes/layout.js';
import { isSourceNote, noteText, type RawNote } from './notes/notes.js';
import { isFlattened } from './page/flattened.js';
import { withoutMarkdown } from './page/markdown.js';
import { findService, type ServiceHead } from './services/index.js';
import { serviceOpening } from './services/opening.js';

export interface ReadOptions {
  /** The volume that the document is in, such as `frus1961-63v13`, where known. */
  readonly volume?: string;
}

export interface ReadResult {
  readonly telegram: Telegram;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the lines of one document. */
export function readDocument(text: string, own: readonly Line[], places: Places, options: ReadOptions): ReadResult {
  const { lines, marks } = withoutMarkdown(text, own);
  const below = furnitureBelow(text, lines);
  const printed = lines.slice(0, lines.length - below.lines);
  const { service, ...layout } = layOutWithService(text, printed);
  const { heading, units } = layout;
  const type = service?.type ?? documentType(text, heading, units);
  const notes = placeNotes(text, layout);
  const numbers = new Set(notes.map((note) => note.printed));
  const sourced = notes.some(({ raw }) => /^\[?\s*Source:/.test(noteText(text, raw)));
  const references = {
    ...options,
    ofSeries: isOfSeries(text, heading, options.volume, sourced),
    ...(heading?.number && { number: heading.number.value }),
    hasNote: (number: string) => numbers.has(number),
  };
  const again = layout.repeated.map((place): NoteAnchor => ({ type: 'noteAnchor', ...place }));
  const inlines = new InlineReader(text, [...notes.flatMap(toAnchor), ...again], references, marks);
  const written = notes.map((note) => toNote(text, note, inlines));

  const opening = service && serviceOpening(service, (range, extra) => inlines.printed(range, extra));
  const front = opening
    ? { front: opening.front }
    : readFront(frontContext(text, inlines, layout), units.slice(0, heading?.firstUnit ?? 0));
  const nobody = { senders: [], addressees: [], names: [] };
  const parties = service ? (service.parties ?? nobody) : heading ? partiesOf(text, heading) : nobody;
  const names = [...parties.senders, ...parties.addressees].flatMap(({ person = '' }) => surnames(person));
  const context: DivisionContext = {
    text,
    inlines: (range, extra) =>
      type === 'editorial-note' ? inlines.editorial(range, extra) : inlines.printed(range, extra),
    headingSpans: (of) => [
      ...(of === heading ? parties : partiesOf(text, of)).names.map(partySpan),
      ...dateSpans(text, of),
    ],
    ...(service && opening && { given: { opener: opening.opener, bodyStart: service.bodyStart } }),
    ...(service && { headingSpans: () => [...(opening?.headingSpans ?? [])] }),
    names,
    stopped: heading !== undefined && /\.\W{0,3}\d{0,3}\W?$/.test(text.slice(heading.end - 8, heading.end)),
  };
  const readAs = heading || service ? type : 'editorial-note';
  const { division, attachments } = readDivision(context, units, heading, readAs);
  const telegraphic = type === 'telegram' || type === 'circular-telegram' || type === 'airgram';
  const read: Telegram = {
    start: own[0]?.start ?? 0,
    end: own.at(-1)?.end ?? 0,
    type,
    ...((service?.number ?? heading?.number) && { number: (service?.number ?? heading?.number)! }),
    ...front,
    division: { ...division, afterCloser: [...division.afterCloser, ...below.leftOut] },
    attachments,
    notes: written,
    facts: {
      ...gatherFacts({
        text,
        parties: { senders: parties.senders, addressees: parties.addressees },
        division,
        notes: written,
        ...('fileLine' in front && front.fileLine && { fileLine: front.fileLine }),
        telegraphic: telegraphic && !service,
      }),
      ...service?.facts,
    },
    ...(service && {
      form: { name: service.service === 'receipt-form' ? 'typed-form' : 'edition', signs: service.signs },
    }),
    ...(service?.language !== undefined && { language: service.language }),
  };
  const telegram = withMarks(read, marks);
  const findings = new Findings(text, places);
  if (isFlattened(text, lines)) findings.flattened(telegram);
  tell(findings, layout, notes, telegram, service);
  return { telegram, diagnostics: findings.diagnostics };
}

/** The marks of markdown that stand in no stretch of its text are above it. */
function withMarks(telegram: Telegram, marks: readonly LeftOut[]): Telegram {
  if (marks.length === 0) return telegram;
  const held = new Set<unknown>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    held.add(node);
    for (const child of Object.values(node)) visit(child);
  };
  visit(telegram);
  return { ...telegram, front: [...marks.filter((mark) => !held.has(mark)), ...telegram.front] };
}

// ---------------------------------------------------------------- notes

/** The page with the head that a service knows; without it where notes would stand in that head. */
function layOutWithService(text: string, lines: readonly Line[]): Layout & { service?: ServiceHead } {
  const service = findService(text, lines);
  const layout = layOut(text, lines, service);
  if (!service) return layout;
  if (layout.notes.some(({ start }) => start < service.bodyStart)) return layOut(text, lines);
  return { ...withSource(layout, service), service };
}

/** Where an edition prints the archive with the number, that is the source note, before all others. */
function withSource(layout: Layout, service: ServiceHead): Layout {
  const source = service.lines.find(({ as }) => as === 'source');
  if (!source) return layout;
  const { start, end } = source;
  const note: RawNote = { start, end, loose: true, archive: true, paragraphs: [{ start, end }], leftOut: [] };
  return {
    ...layout,
    notes: [note, ...layout.notes],
    placements: [undefined, ...layout.placements],
    repeated: layout.repeated.map((place) => ({ ...place, note: place.note + 1 })),
  };
}

/** A note with the place that it goes to. */
interface PlacedNote {
  readonly raw: RawNote;
  readonly source: boolean;
  readonly printed: string;
  readonly placement?: Placement;
  readonly anchor?: NoteAnchor;
}

function placeNotes(text: string, { notes, placements, heading }: Layout): PlacedNote[] {
  return notes.map((raw, note) => {
    const placement = placements[note];
    const source = isSourceNote(text, raw);
    // A source note speaks of the whole document: without a marker it belongs to the heading.
    const place = placement?.candidate ?? (source && heading ? { start: heading.end, end: heading.end } : undefined);
    return {
      raw,
      source,
      printed: printedNumber(placement, raw, note, source),
      ...(placement && { placement }),
      ...(place && { anchor: { type: 'noteAnchor', start: place.start, end: place.end, note } }),
    };
  });
}

/** What is printed at the place, else in the list, else the ordinal; '' for a source note that nothing counts. */
function printedNumber(placement: Placement | undefined, raw: RawNote, index: number, source: boolean): string {
  const { number, letter, sign } = placement?.candidate ?? raw.label ?? { number: index + 1, letter: '', sign: '' };
  if (raw.loose && source) return '';
  return sign === '' ? `${number}${letter}` : sign;
}

function toAnchor({ anchor }: PlacedNote): NoteAnchor[] {
  return anchor ? [anchor] : [];
}

function toNote(text: string, { raw, source, printed, placement, anchor }: PlacedNote, inlines: InlineReader): Note {
  const { start, end, label } = raw;
  return {
    start,
    end,
    printed,
    ...(label && { label: { start: label.start, end: label.end, text: label.text } }),
    kind: source ? 'source' : 'note',
    blocks: noteBlocks(text, raw, inlines),
    anchored: anchor !== undefined,
    confidence: placement ? Math.round(placement.confidence * 1000) / 1000 : anchor ? 1 : 0,
  };
}

/** A note's paragraphs are read as those of the text are; what was left out in front of the first is not part of it. */
function noteBlocks(
  text: string,
  { leftOut, paragraphs: [first, ...rest] }: RawNote,
  inlines: InlineReader,
): PlainBlock[] {
  if (first === undefined) return [];
  const extra = leftOut.map((left): Span => ({ start: left.start, end: left.end, atomic: true, build: () => left }));
  const leading = leftOut.filter(({ start, end }) => end <= first.start || start === first.start);
  const spoken = trim(text, Math.max(first.start, leading.at(-1)?.end ?? 0), first.end);
  const units = [spoken, ...rest].filter(({ start, end }) => end > start);
  return [...leading, ...toBlocks(text, units, (range) => inlines.editorial(range, extra), 'note')];
}

// ---------------------------------------------------------------- heading and surroundings

/** `Vane, Orsk` sign as two. */
function surnames(person: string): string[] {
  return person.split(/,\s|\sand\s/).flatMap((name) => name.trim().split(/\s+/).at(-1) || []);
}

/** Documents with a number in front of their heading, or a source note, have no file line. */
function frontContext(text: string, inlines: InlineReader, { heading, units, notes }: Layout): FrontContext {
  const numbered = heading?.number !== undefined && !isNumberLine(text, units[heading.firstUnit]!);
  return {
    text,
    inlines: (range, extra) => inlines.printed(range, extra),
    byPlace: !numbered && !notes.some((note) => isSourceNote(text, note)),
  };
}

function partiesOf(text: string, heading: FoundHeading): FoundParties {
  return findParties(text, { ...heading, start: heading.wordsStart });
}

function partySpan({ start, end, role, entity }: FoundParties['names'][number]): Span {
  return { start, end, build: (children) => ({ type: 'party', start, end, role, entity, children }) };
}

/** The date that a heading ends with, where it has one. */
function dateSpans(text: string, { wordsStart, end }: FoundHeading): Span[] {
  const date = headingDate(text.slice(wordsStart, end));
  if (!date) return [];
  const at = { start: wordsStart + date.start, end: wordsStart + date.end };
  return [{ ...at, build: (children) => ({ type: 'date', ...at, when: date.when, children }) }];
}

const CIRCULAR = /:\s*Circular\s+Telegram\s*$|^\[Circular Telegram\b/i;
const TELEGRAM = /:\s*Telegram(?:\s*\([^)]*\))?\s*$|^\[(?:Telegram|Cable|Radio)\b[^\]]*\]/i;
const AIRGRAM = /:\s*Airgram\s*$/i;

/** The kind that the heading names; else the file line, or a bracket below the heading. */
function documentType(text: string, heading: FoundHeading | undefined, units: readonly Unit[]): DocumentType {
  if (!heading) return 'text';
  if (heading.type !== 'document') return heading.type;
  const around = units
    .slice(0, heading.endUnit + 4)
    .map((unit) => text.slice(unit.start, Math.min(unit.end, unit.start + 160)));
  const says = (pattern: RegExp): boolean => around.some((line) => pattern.test(line));
  if (says(CIRCULAR)) return 'circular-telegram';
  if (says(TELEGRAM)) return 'telegram';
  return says(AIRGRAM) ? 'airgram' : 'document';
}

/** The lines that a web page puts below the document: how many, and what they say. */
function furnitureBelow(text: string, lines: readonly Line[]): { lines: number; leftOut: LeftOut[] } {
  let first = lines.length;
  while (first > 0 && (lines[first - 1]!.blank || isFurniture(text, lines[first - 1]!))) first--;
  const below = lines.slice(first);
  return { lines: below.length, leftOut: below.filter((line) => !line.blank).map((line) => furniture(text, line)) };
}

// ---------------------------------------------------------------- what to tell

/** Below this, another place is nearly as good. */
const SURE = 0.8;

function tell(
  findings: Findings,
  layout: Layout,
  notes: readonly PlacedNote[],
  { facts }: Telegram,
  service: ServiceHead | undefined,
): void {
  if (!layout.heading && !service) findings.noHeading(layout.units[0] ?? { start: 0, end: 0 });
  // Dates with a Roman month look like markers, and the notes of these translations stand in brackets.
  if (service?.service !== 'soviet') findings.strayMarkers(layout.strayMarkers);
  if (layout.doubted) findings.doubtfulNotes(layout.doubted);
  for (const { raw, printed, placement, anchor } of notes) {
    if (!anchor) findings.noteWithoutMarker(raw, printed);
    else if (placement && placement.confidence < SURE) findings.uncertainMarker(placement.candidate, printed);
  }
  if (facts.date?.certainty === 'inferred') findings.inferredDate(facts.date);
}
