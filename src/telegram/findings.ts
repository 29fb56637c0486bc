/** What the reader has to tell, with the line and column that it is about. */
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Places } from '../places.js';
import { shortened } from '../shown.js';
import type { DocumentDate, Range } from './model.js';

/** More stray markers than these say nothing new. */
const MOST_STRAY = 20;

export class Findings {
  readonly diagnostics: Diagnostic[] = [];

  constructor(
    private readonly text: string,
    private readonly places: Places,
  ) {}

  noHeading(at: Range): void {
    const message =
      'The text has no heading that says what it is, so it was converted as plain paragraphs. Put a line such as "117. Telegram From … to …" on top if it is a document of an edition.';
    this.tell('no-heading', 'info', at, message);
  }

  flattened({ start }: Range): void {
    const message =
      'The line ends of this document are lost. Heading, source and dateline were told by their words; the rest is one paragraph, and notes that were run into it cannot be told from it. Convert a copy that has its line ends.';
    this.tell('flattened-document', 'warning', { start, end: start }, message);
  }

  noteWithoutMarker(note: Range, printed: string): void {
    const message = `Note ${printed} belongs to a place that the text does not show. It stands at the end of the document; write its number behind the word it explains, as in "Bogota.${printed}", and convert again.`;
    this.tell('note-without-marker', 'warning', note, message);
  }

  uncertainMarker(marker: Range, printed: string): void {
    const message = `Note ${printed} was placed at "${this.before(marker)}", but other places fit almost as well. Compare it with the edition; "[${printed}]" in the text settles it.`;
    this.tell('uncertain-marker', 'warning', marker, message);
  }

  strayMarkers(markers: readonly Range[]): void {
    for (const marker of markers.slice(0, MOST_STRAY)) {
      const message = `"${this.before(marker)}" looks like the marker of a note, but there is no such note. The digit stays in the text; add the note to the end if the edition has it.`;
      this.tell('marker-without-note', 'warning', marker, message);
    }
  }

  doubtfulNotes({ start }: Range): void {
    const message =
      'The numbered lines from here on may be notes, but could as well be paragraphs of the message, so they stayed in the text. If they are notes, put their numbers in brackets, "[1]", here and at the words they explain, and convert again.';
    this.tell('doubtful-notes', 'warning', { start, end: start }, message);
  }

  inferredDate(date: DocumentDate): void {
    const said = shortened(this.text.slice(date.start, date.end));
    const message = `There is no dateline. The file number ${said} says ${date.when}; the TEI marks the date as inferred.`;
    this.tell('date-inferred', 'info', date, message);
  }

  cableOnOneLine({ start }: Range): void {
    const message =
      'This cable has lost its line ends. Date, posts, classification and number were read in their fixed order and are marked cert="medium"; where the subject and the paragraphs end cannot be known, so the text is one paragraph. Convert a copy that has its lines.';
    this.tell('cable-on-one-line', 'warning', { start, end: start }, message);
  }

  textUnavailable({ start }: Range): void {
    const message =
      'The archive has no text of this telegram, only its record. What stands in its place was kept and marked as a gap; who counts or searches should leave it out.';
    this.tell('text-unavailable', 'warning', { start, end: start }, message);
  }

  groupUnreadable(line: Range): void {
    const said = shortened(this.text.slice(line.start, line.end));
    const message = `"${said}" is where the date-time group stands, but it names no day, hour and year that the service could mean (years of two figures are those from 1966 to 2010). The telegram has no date in the TEI; compare the line with the original, correct it and convert again.`;
    this.tell('date-time-group-unreadable', 'warning', line, message);
  }

  recordDiffers(record: Range, keys: readonly string[]): void {
    const message = `What the archive noted behind the text says something else than the telegram itself (${shortened(keys.join(', '))}). The header follows the telegram; the record is kept in sourceDesc.`;
    this.tell('record-differs', 'warning', { start: record.start, end: record.start }, message);
  }

  private before({ start, end }: Range): string {
    const said = this.text.slice(Math.max(0, start - 16), end);
    return `…${said.replace(/\s+/g, ' ').trim()}`;
  }

  private tell(code: Code, severity: Diagnostic['severity'], { start, end }: Range, message: string): void {
    const { line, column } = this.places.at(start);
    const { line: endLine, column: endColumn } = this.places.at(Math.max(start, end));
    this.diagnostics.push({ severity, code, message, source: 'telegram', line, column, endLine, endColumn });
  }
}
