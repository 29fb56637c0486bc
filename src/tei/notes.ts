/** Notes: one `note` where its marker stands, or at the end of the document where none was found. */
import type { Note, NoteAnchor, Paragraph } from '../telegram/model.js';
import { writeInlines } from './inlines.js';
import type { Scribe } from './scribe.js';

/** The note at its marker; a marker of a note already written becomes a pointer to it. */
export function writeAnchor(scribe: Scribe, anchor: NoteAnchor): void {
  const note = scribe.telegram.notes[anchor.note];
  if (note === undefined) return;
  if (scribe.writtenNotes.has(anchor.note)) {
    scribe.flow.point('ptr', { target: `#${scribe.ids.note(anchor.note)}`, n: note.printed || undefined });
  } else writeNote(scribe, note, anchor.note);
}

/** The notes that no marker called for. */
export function writeRemainingNotes(scribe: Scribe): void {
  scribe.telegram.notes.forEach((note, index) => {
    if (scribe.writtenNotes.has(index)) return;
    writeNote(scribe, note, index);
    scribe.xml.text('\n');
  });
}

/** A note's paragraphs: the text itself where there is one, `p` for each where there are several. */
export function writeNoteContent(scribe: Scribe, paragraphs: readonly Paragraph[]): void {
  if (paragraphs.length === 1) {
    writeInlines(scribe, paragraphs[0]!.children, 'para');
    return;
  }
  for (const paragraph of paragraphs) {
    scribe.flow.block('p', undefined, () => writeInlines(scribe, paragraph.children, 'para'));
  }
}

function writeNote(scribe: Scribe, note: Note, index: number): void {
  // Before its content, which may hold its own marker again.
  scribe.writtenNotes.add(index);
  const inferred = note.confidence < 1;
  const attributes = {
    n: note.printed === '' ? undefined : note.printed,
    'xml:id': scribe.ids.note(index),
    type: note.kind === 'source' ? 'source' : undefined,
    cert: inferred ? certainty(note.confidence) : undefined,
    resp: inferred ? `#${scribe.ids.program}` : undefined,
  };
  scribe.flow.block('note', attributes, () => writeNoteContent(scribe, note.paragraphs));
}

function certainty(confidence: number): 'high' | 'medium' | 'low' {
  return confidence >= 0.9 ? 'high' : confidence >= 0.6 ? 'medium' : 'low';
}
