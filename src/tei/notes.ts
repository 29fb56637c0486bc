/** Notes: one `note` where its marker stands, or at the end of the document where none was found. */
import type { Note, NoteAnchor, PlainBlock } from '../telegram/model.js';
import { writeInlines } from './inlines.js';
import { writePlainBlock } from './plain-blocks.js';
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

/** What a note holds: the text itself where it is one paragraph, else its blocks. */
export function writeNoteContent(scribe: Scribe, blocks: readonly PlainBlock[]): void {
  const only = blocks.filter(({ type }) => type !== 'leftOut').length === 1;
  for (const part of blocks) {
    if (part.type === 'paragraph' && only) writeInlines(scribe, part.children, 'para');
    else if (part.type === 'paragraph')
      scribe.flow.block('p', undefined, () => writeInlines(scribe, part.children, 'para'));
    else writePlainBlock(scribe, part);
  }
}

function writeNote(scribe: Scribe, note: Note, index: number): void {
  // Before its content, which may hold its own marker again.
  scribe.writtenNotes.add(index);
  scribe.ledger.label(note, scribe.ids.note(index));
  const inferred = note.confidence < 1;
  const attributes = {
    n: note.printed === '' ? undefined : note.printed,
    'xml:id': scribe.ids.note(index),
    type: note.kind === 'source' ? 'source' : undefined,
    cert: inferred ? certainty(note.confidence) : undefined,
    resp: inferred ? `#${scribe.ids.program}` : undefined,
  };
  scribe.flow.block('note', attributes, () => writeNoteContent(scribe, note.blocks));
}

function certainty(confidence: number): 'high' | 'medium' | 'low' {
  return confidence >= 0.9 ? 'high' : confidence >= 0.6 ? 'medium' : 'low';
}
