/** One document: cuts out the notes, finds the heading, places the notes, reads the rest around them. */
import type { Diagnostic } from '../diagnostics.js';
import { alignNotes, type NoteToPlace, type Placement } from './alignment.js';
import { CitationCounter, citationSpans } from './citations.js';
import { type DivisionContext, readDivision } from './division.js';
import { gatherFacts, openingNumber } from './facts.js';
import { furniture, isFurniture, readFront } from './front.js';
import { type FoundHeading, findHeading } from './heading.js';
import { findMarkers, type MarkedUnit, type MarkerCandidate, type MarkerForm } from './markers.js';
import type { DocumentType, Inline, LeftOut, Note, NoteAnchor, Party, Range, Telegram } from './model.js';
import { findNotes, isSourceNote, type NoteList, noteText, type RawNote } from './notes.js';
import { omissionSpans } from './omissions.js';
import { findPageBreaks, pageBreakLine, pageBreakSpans } from './pages.js';
import { findParties } from './parties.js';
import type { Places } from './places.js';
import { referenceSpans } from './references.js';
import { buildInlines, type Span } from './spans.js';
import { isHardWrapped, type Line, toUnits, type Unit } from './units.js';

export interface ReadOptions {
  /** The volume that the document is in, such as `frus1961-63v13`, where known. */
  readonly volume?: string;
}

export interface ReadResult {
  readonly telegram: Telegram;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the lines of one document. */
export function readDocument(text: string, lines: readonly Line[], places: Places, options: ReadOptions): ReadResult {
  return new DocumentReader(text, lines, places, options).read();
}

/** The text cut into notes and units, with each note's place. */
interface Layout {
  readonly units: readonly Unit[];
  readonly heading?: FoundHeading;
  readonly notes: readonly RawNote[];
  readonly placements: readonly (Placement | undefined)[];
  readonly candidates: readonly MarkerCandidate[];
}

class DocumentReader {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly counter = new CitationCounter();
  private readonly printed = new Set<string>();
  private anchors: readonly Span[] = [];
  private editorial = false;
  /** Index of the first line below the document's own. */
  private readonly footer: number;

  constructor(
    private readonly text: string,
    private readonly lines: readonly Line[],
    private readonly places: Places,
    private readonly options: ReadOptions,
  ) {
    let footer = lines.length;
    while (footer > 0 && (lines[footer - 1]!.blank || isFurniture(text, lines[footer - 1]!))) footer--;
    this.footer = footer;
  }

  read(): ReadResult {
    const layout = this.layOut();
    const { heading, units } = layout;
    this.anchors = this.anchorSpans(layout);
    const type = this.documentType(heading, units);
    this.editorial = type === 'editorial-note';
    if (!heading) this.warn('no-heading', 'info', units[0] ?? { start: 0, end: 0 }, NO_HEADING);

    const notes = layout.notes.map((note, i) => this.toNote(note, i, layout));
    const front = readFront(this.text, units.slice(0, heading?.firstUnit ?? 0), (range) => this.inlines(range));
    const { division, attachments } = readDivision(this.context(), units, heading, heading ? type : 'editorial-note');
    const parties = heading ? findParties(this.text, heading.wordsStart, heading.end) : [];
    const side = (role: 'from' | 'to'): Party[] =>
      parties.filter((found) => found.role === role).map((found) => found.party);
    const telegram: Telegram = {
      start: this.lines[0]?.start ?? 0,
      end: this.lines.at(-1)?.end ?? 0,
      type,
      ...(heading?.number && { number: heading.number }),
      ...front,
      division: { ...division, afterCloser: [...division.afterCloser, ...this.furnitureBelow()] },
      attachments,
      notes,
      facts: gatherFacts({
        text: this.text,
        parties: { senders: side('from'), addressees: side('to') },
        division,
        notes,
        ...(front.fileLine && { fileLine: front.fileLine }),
        telegraphic: type === 'telegram' || type === 'circular-telegram' || type === 'airgram',
      }),
    };
    this.tellInference(telegram);
    return { telegram, diagnostics: this.diagnostics };
  }

  // -------------------------------------------------------------- notes and their places

  /** A list that could as well be the text's own is only taken for notes where the text has places for them. */
  private layOut(): Layout {
    const wrapped = isHardWrapped(this.lines);
    const list = findNotes(this.text, this.lines.slice(0, this.footer), wrapped);
    if (list) {
      const layout = this.align(list.mainLines, wrapped, list);
      if (isCertain(this.text, list) || isBorneOut(layout, list)) return layout;
    }
    return this.align(this.lines.slice(0, this.footer), wrapped, undefined);
  }

  private align(lines: readonly Line[], wrapped: boolean, list: NoteList | undefined): Layout {
    const units = toUnits(this.text, lines, wrapped, (line) => pageBreakLine(this.text, line) !== undefined);
    const heading = findHeading(this.text, units);
    const notes = list?.notes ?? [];
    const candidates = this.candidates(units, heading, list);
    const ordered = notes.filter((note) => !note.loose);
    const toPlace = ordered.map((note, i) => this.noteToPlace(note, i));
    const placed = alignNotes(toPlace, candidates, (note, candidate) => this.affinity(note, candidate));
    let next = 0;
    const placements = notes.map((note) => (note.loose ? undefined : placed[next++]));
    return { units, ...(heading && { heading }), notes, placements, candidates };
  }

  private candidates(
    units: readonly Unit[],
    heading: FoundHeading | undefined,
    list: NoteList | undefined,
  ): MarkerCandidate[] {
    const marked = markedUnits(units, heading);
    const form: MarkerForm = list?.form === 'slash' ? 'slash' : 'bracket';
    const explicit = findMarkers(this.text, marked, form);
    if (explicit.length > 0 && list && PRINTS_BRACKETS.has(list.form)) return explicit;
    const opening = units.slice(heading?.endUnit ?? 0).slice(0, 6);
    const held = [
      ...(heading?.number ? [heading.number] : []),
      ...marked.flatMap((unit) => findPageBreaks(this.text, unit)),
      ...opening.flatMap((unit) => openingNumber(this.text, unit)?.number ?? []),
    ].sort((a, b) => a.start - b.start);
    const glued = findMarkers(this.text, marked, 'glued').filter((candidate) => !isInside(candidate, held));
    return [...glued, ...explicit].sort((a, b) => a.end - b.end || a.start - b.start);
  }

  private noteToPlace(note: RawNote, index: number): NoteToPlace {
    return {
      number: note.label?.number ?? index + 1,
      letter: note.label?.letter ?? '',
      text: noteText(this.text, note).slice(0, 240),
    };
  }

  /** What note and place have in common: the note repeats the number, or the name, that its marker stands at. */
  private affinity(note: NoteToPlace, candidate: MarkerCandidate): number {
    if (candidate.stem !== '') return candidate.stem.length > 1 && hasNumber(note.text, candidate.stem) ? 5 : 0;
    const lead = this.text.slice(Math.max(0, candidate.start - 24), candidate.start);
    const number = /(\d{2,})[.,)\]”]*\s?$/.exec(lead)?.[1];
    if (number) return hasNumber(note.text, number) ? 2.5 : 0;
    const name = /(\p{Lu}\p{L}{3,})[^\p{L}\d]{0,3}$/u.exec(lead)?.[1];
    return name && note.text.includes(name) ? 1.5 : 0;
  }

  private anchorSpans(layout: Layout): Span[] {
    const spans: Span[] = [];
    for (const [note, placement] of layout.placements.entries()) {
      const range = placement?.candidate ?? this.headingEnd(layout, note);
      if (!range) continue;
      const { start, end } = range;
      const anchor: NoteAnchor = { type: 'noteAnchor', start, end, note };
      spans.push({ start, end, atomic: true, build: () => anchor });
    }
    this.tellMarkersLeft(layout);
    return spans.sort((a, b) => a.start - b.start);
  }

  /** A source note speaks of the whole document: without a marker it belongs to the heading. */
  private headingEnd(layout: Layout, note: number): Range | undefined {
    if (!layout.heading || !isSourceNote(this.text, layout.notes[note]!)) return undefined;
    return { start: layout.heading.end, end: layout.heading.end };
  }

  private toNote(raw: RawNote, index: number, layout: Layout): Note {
    const placement = layout.placements[index];
    const source = isSourceNote(this.text, raw);
    const anchored = placement !== undefined || this.headingEnd(layout, index) !== undefined;
    const printed = printedNumber(placement?.candidate, raw, index);
    this.printed.add(printed);
    if (!anchored) this.warn('note-without-marker', 'warning', raw, unplacedMessage(printed));
    else if (placement && placement.confidence < 0.8) {
      this.warn(
        'uncertain-marker',
        'warning',
        placement.candidate,
        uncertainMessage(printed, this.text, placement.candidate),
      );
    }
    const extra = raw.leftOut.map(
      (left): Span => ({ start: left.start, end: left.end, atomic: true, build: () => left }),
    );
    return {
      start: raw.start,
      end: raw.end,
      printed,
      ...(raw.label && { label: { start: raw.label.start, end: raw.label.end, text: raw.label.text } }),
      kind: source ? 'source' : 'note',
      paragraphs: raw.paragraphs.map((range) => ({
        type: 'paragraph',
        ...range,
        children: this.editorialInlines(range, extra),
      })),
      anchored,
      confidence: placement ? round(placement.confidence) : anchored ? 1 : 0,
    };
  }

  // -------------------------------------------------------------- inlines

  private context(): DivisionContext {
    return {
      text: this.text,
      inlines: (range, extra) =>
        this.editorial ? this.editorialInlines(range, extra ?? []) : this.inlines(range, extra),
      headingSpans: (heading) => findParties(this.text, heading.wordsStart, heading.end).map(partySpan),
    };
  }

  private inlines(range: Range, extra: readonly Span[] = []): Inline[] {
    const spans = [
      ...extra,
      ...this.anchorsIn(range),
      ...pageBreakSpans(this.text, range),
      ...omissionSpans(this.text, range),
    ];
    return buildInlines(this.text, range, spans);
  }

  /** Notes and editorial notes also cite and point. */
  private editorialInlines(range: Range, extra: readonly Span[] = []): Inline[] {
    const context = { ...this.options, hasNote: (printed: string) => this.printed.has(printed) };
    const spans = [
      ...extra,
      ...this.anchorsIn(range),
      ...pageBreakSpans(this.text, range),
      ...omissionSpans(this.text, range),
      ...referenceSpans(this.text, range, context),
      ...citationSpans(this.text, range, this.counter),
    ];
    return buildInlines(this.text, range, spans);
  }

  private anchorsIn(range: Range): Span[] {
    let low = 0;
    let high = this.anchors.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.anchors[middle]!.start < range.start) low = middle + 1;
      else high = middle;
    }
    const inside: Span[] = [];
    for (let i = low; i < this.anchors.length && this.anchors[i]!.start <= range.end; i++)
      inside.push(this.anchors[i]!);
    return inside;
  }

  // -------------------------------------------------------------- kind and furniture

  private documentType(heading: FoundHeading | undefined, units: readonly Unit[]): DocumentType {
    if (!heading) return 'text';
    if (heading.type !== 'document') return heading.type;
    const around = units
      .slice(0, heading.endUnit + 4)
      .map((unit) => this.text.slice(unit.start, Math.min(unit.end, unit.start + 160)));
    if (around.some((line) => /:\s*Circular\s+Telegram\s*$|^\[Circular Telegram\b/i.test(line)))
      return 'circular-telegram';
    if (around.some((line) => /:\s*Telegram(?:\s*\([^)]*\))?\s*$|^\[(?:Telegram|Cable|Radio)\b[^\]]*\]/i.test(line)))
      return 'telegram';
    if (around.some((line) => /:\s*Airgram\s*$/i.test(line))) return 'airgram';
    return 'document';
  }

  /** The lines that a web page puts below the document. */
  private furnitureBelow(): LeftOut[] {
    return this.lines
      .slice(this.footer)
      .filter((line) => !line.blank)
      .map((line) => furniture(this.text, line));
  }

  // -------------------------------------------------------------- what to tell

  private tellMarkersLeft(layout: Layout): void {
    if (!layout.heading) return;
    const taken = layout.placements.flatMap((placement) => placement?.candidate ?? []);
    const left = layout.candidates.filter(
      (candidate) => candidate.score >= 4 && candidate.stem === '' && !isInside(candidate, taken),
    );
    for (const candidate of left.slice(0, 20))
      this.warn('marker-without-note', 'warning', candidate, strayMessage(this.text, candidate));
  }

  private tellInference({ facts }: Telegram): void {
    if (facts.date?.certainty !== 'inferred') return;
    const said = this.text.slice(facts.date.start, facts.date.end);
    this.warn(
      'date-inferred',
      'info',
      facts.date,
      `There is no dateline. The file number ${said} says ${facts.date.when}; the TEI marks the date as inferred.`,
    );
  }

  private warn(code: string, severity: Diagnostic['severity'], range: Range, message: string): void {
    this.diagnostics.push({ severity, code, message, source: 'telegram', ...this.position(range) });
  }

  /** One-based line and column of a range; lines are the document's own. */
  private position({ start, end }: Range): Pick<Diagnostic, 'line' | 'column' | 'endLine' | 'endColumn'> {
    const from = this.places.at(start);
    const to = this.places.at(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }
}

const NO_HEADING =
  'The text has no heading that says what it is, so it was converted as plain paragraphs. Put a line such as "117. Telegram From … to …" on top if it is a document of an edition.';

/** Forms of lists whose markers stand in brackets or slashes in the text, too. */
const PRINTS_BRACKETS: ReadonlySet<NoteList['form']> = new Set(['slash', 'bracket', 'bare', 'source-only']);

/** Half the notes have a place; all of them a good one where the list looks like any numbered paragraphs. */
function isBorneOut({ placements }: Layout, list: NoteList): boolean {
  if (list.form === 'plain') return placements.every((placement) => placement && placement.candidate.score >= 2);
  return placements.filter(Boolean).length * 2 > list.notes.length;
}

function isCertain(text: string, list: NoteList): boolean {
  if (list.form === 'backlink' || list.form === 'slash' || list.form === 'source-only') return true;
  return list.notes.some((note) => isSourceNote(text, note));
}

function markedUnits(units: readonly Unit[], heading: FoundHeading | undefined): MarkedUnit[] {
  const first = heading?.firstUnit ?? 0;
  const body = units
    .slice(heading?.endUnit ?? 0)
    .map(({ start, end }) => ({ start, end, heading: isShort(start, end) }));
  return heading
    ? [...units.slice(first, heading.endUnit).map(({ start, end }) => ({ start, end, heading: true })), ...body]
    : body;
}

/** Lines such as an attachment's heading or a signature print their marker at the end as headings do. */
function isShort(start: number, end: number): boolean {
  return end - start <= 120;
}

function isInside(range: Range, ranges: readonly Range[]): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.end <= range.start) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low];
  return found !== undefined && found.start < range.end;
}

function partySpan({ role, name }: ReturnType<typeof findParties>[number]): Span {
  const { start, end, entity } = name;
  return { start, end, build: (children) => ({ type: 'party', start, end, role, entity, children }) };
}

/** What is printed at the place, else in the list, else the ordinal; '' for a source note that nothing counts. */
function printedNumber(candidate: MarkerCandidate | undefined, raw: RawNote, index: number): string {
  if (candidate) return `${candidate.number}${candidate.letter}`;
  if (raw.loose) return '';
  return raw.label ? `${raw.label.number}${raw.label.letter}` : String(index + 1);
}

function hasNumber(text: string, digits: string): boolean {
  for (let at = text.indexOf(digits); at >= 0; at = text.indexOf(digits, at + 1)) {
    if (!/\d/.test(text[at - 1] ?? ' ') && !/\d/.test(text[at + digits.length] ?? ' ')) return true;
  }
  return false;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function unplacedMessage(printed: string): string {
  return `Note ${printed} belongs to a place that the text does not show. It stands at the end of the document; write its number behind the word it explains, as in "Bogota.${printed}", and convert again.`;
}

function uncertainMessage(printed: string, text: string, { start, end }: Range): string {
  const said = text
    .slice(Math.max(0, start - 16), end)
    .replace(/\s+/g, ' ')
    .trim();
  return `Note ${printed} was placed at "…${said}", but other places fit almost as well. Compare it with the edition; "[${printed}]" in the text settles it.`;
}

function strayMessage(text: string, { start, end }: Range): string {
  const said = text
    .slice(Math.max(0, start - 16), end)
    .replace(/\s+/g, ' ')
    .trim();
  return `"…${said}" looks like the marker of a note, but there is no such note. The digit stays in the text; add the note to the end if the edition has it.`;
}
