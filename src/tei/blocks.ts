/** The divisions of a document and the blocks in them. */
import type { Block, Closer, Division, Enclosure, OpenerLine, Paragraph, Telegram } from '../telegram/model.js';
import { writeInlines } from './inlines.js';
import { writeNoteContent, writeRemainingNotes } from './notes.js';
import { block, close, open, writeLoose, writePlainBlock } from './plain-blocks.js';
import type { Scribe } from './scribe.js';

/** `div[@type="document"]`: the whole document with its attachments and the notes that found no place. */
export function writeDocument(scribe: Scribe): void {
  const { telegram, xml, ids } = scribe;
  open(scribe, 'div', {
    type: 'document',
    subtype: subtype(telegram),
    n: telegram.number?.value,
    'xml:id': ids.document,
  });
  writeFront(scribe);
  writeHeading(scribe, telegram.division);
  if (telegram.attachments.length === 0) writeBody(scribe, telegram.division);
  else {
    // Nothing may follow a closer but what closes, so the telegram and each attachment get divisions of their own.
    open(scribe, 'div', { type: telegram.type });
    writeBody(scribe, telegram.division);
    close(scribe);
    for (const attachment of telegram.attachments) writeAttachment(scribe, attachment);
  }
  writeRemainingNotes(scribe);
  xml.close();
}

function subtype(telegram: Telegram): string | undefined {
  if (telegram.type === 'text') return undefined;
  return telegram.type === 'editorial-note' ? 'editorial-note' : 'historical-document';
}

/** What stands above the heading, in the order of the text: the file line is a source note in its place. */
function writeFront(scribe: Scribe): void {
  const { front, fileLine } = scribe.telegram;
  const parts = fileLine === undefined ? front : [...front, fileLine].sort((a, b) => a.start - b.start);
  for (const part of parts) {
    if (part === fileLine) {
      scribe.flow.block('note', { type: 'source', rend: 'inline' }, () => writeNoteContent(scribe, [fileLine]));
      scribe.xml.text('\n');
    } else if (part.type === 'paragraph') {
      open(scribe, 'opener');
      block(scribe, 'seg', part);
      close(scribe);
    } else writeLoose(scribe, part);
  }
}

function writeAttachment(scribe: Scribe, { label, division }: Enclosure): void {
  open(scribe, 'div', { type: 'attachment' });
  writeLabel(scribe, label);
  writeHeading(scribe, division);
  writeBody(scribe, division);
  close(scribe);
}

function writeEnclosure(scribe: Scribe, { kind, label, division }: Enclosure): void {
  open(scribe, 'floatingText', { type: kind });
  open(scribe, 'body');
  writeLabel(scribe, label);
  writeHeading(scribe, division);
  writeBody(scribe, division, true);
  close(scribe);
  close(scribe);
}

/** The Office of the Historian has `Attachment` as a note in its line; an editor's `[Enclosure]` is a heading. */
function writeLabel(scribe: Scribe, label: Paragraph | undefined): void {
  if (label === undefined) return;
  const first = label.children[0];
  const bracketed = first?.type === 'text' && first.text.trimStart().startsWith('[');
  if (bracketed) block(scribe, 'head', label, { type: 'label' });
  else block(scribe, 'note', label, { type: 'label', rend: 'inline' });
}

function writeHeading(scribe: Scribe, { heading }: Division): void {
  if (heading !== undefined) block(scribe, 'head', heading);
}

/** Opening, blocks, closing. `full`: TEI wants at least one block, as it does in front of any closing. */
function writeBody(scribe: Scribe, division: Division, full = false): void {
  writeOpener(scribe, division.opener);
  const filled = writeBlocks(scribe, division.blocks);
  const closing = division.closer !== undefined || division.afterCloser.some(isCommon);
  if (!filled && (full || closing)) {
    scribe.xml.element('p');
    scribe.xml.text('\n');
  }
  if (division.closer !== undefined) writeCloser(scribe, division.closer);
  writeAfterCloser(scribe, division.afterCloser);
}

function writeOpener(scribe: Scribe, lines: Division['opener']): void {
  let opened = false;
  for (const line of lines) {
    if (line.type === 'pageBreak' || line.type === 'leftOut') {
      writeLoose(scribe, line);
      continue;
    }
    if (!opened) open(scribe, 'opener');
    opened = true;
    if (line.type === 'dateline') writeDateline(scribe, line);
    else if (line.type === 'salutation') block(scribe, 'salute', line);
    else block(scribe, 'seg', line, { type: line.type });
  }
  if (opened) close(scribe);
}

function writeDateline(scribe: Scribe, { children }: OpenerLine): void {
  scribe.flow.block('dateline', undefined, () => writeInlines(scribe, children, 'phrase'), { lines: true });
  scribe.xml.text('\n');
}

/** Whether anything but page breaks was written. */
function writeBlocks(scribe: Scribe, blocks: readonly Block[]): boolean {
  for (const part of blocks) writeBlock(scribe, part);
  return blocks.some(isCommon);
}

function writeBlock(scribe: Scribe, part: Block): void {
  if (part.type === 'enclosure') writeEnclosure(scribe, part);
  else writePlainBlock(scribe, part);
}

function isCommon(part: Block): boolean {
  return part.type !== 'pageBreak' && part.type !== 'leftOut';
}

function writeCloser(scribe: Scribe, closer: Closer): void {
  open(scribe, 'closer');
  for (const part of closer.parts) block(scribe, part.type === 'signature' ? 'signed' : 'seg', part, undefined, true);
  close(scribe);
}

function writeAfterCloser(scribe: Scribe, blocks: readonly Block[]): void {
  let opened = false;
  for (const part of blocks) {
    const common = isCommon(part);
    if (common && !opened) open(scribe, 'postscript');
    if (!common && opened) close(scribe);
    opened = common;
    writeBlock(scribe, part);
  }
  if (opened) close(scribe);
}
