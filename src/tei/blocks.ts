/** The divisions of a document and the blocks in them. */
import type {
  Block,
  Closer,
  Division,
  Enclosure,
  OpenerLine,
  Paragraph,
  Part,
  PlainBlock,
  Telegram,
} from '../telegram/model.js';
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
  const lines: Front = [];
  for (const part of parts) {
    if (part !== fileLine) {
      lines.push(part);
      continue;
    }
    writeOpener(scribe, lines.splice(0));
    scribe.flow.block('note', { type: 'source', rend: 'inline' }, () => writeNoteContent(scribe, [fileLine]));
    scribe.xml.text('\n');
  }
  writeOpener(scribe, lines);
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
  const closing =
    division.closer !== undefined || division.afterCloser.some((part) => isCommon(part) || part.type === 'trailer');
  if (!filled && (full || closing)) {
    scribe.xml.element('p');
    scribe.xml.text('\n');
  }
  if (division.closer !== undefined) writeCloser(scribe, division.closer);
  writeAfterCloser(scribe, division.afterCloser);
}

type Front = (Telegram['front'] | Division['opener'])[number][];

/** Lines that follow each other are one opener; what is no line stands where it stands, within it where lines follow. */
function writeOpener(scribe: Scribe, lines: Readonly<Front>): void {
  const first = lines.findIndex(isOpening);
  const last = lines.findLastIndex(isOpening);
  for (const [at, line] of lines.entries()) {
    if (at === first) open(scribe, 'opener');
    if (line.type === 'paragraph') block(scribe, 'seg', line);
    else if (!isLine(line)) writeLoose(scribe, line);
    else if (line.type === 'dateline') writeDateline(scribe, line);
    else if (line.type === 'salutation') block(scribe, 'salute', line);
    else block(scribe, 'seg', line, { type: line.type });
    if (at === last) close(scribe);
  }
}

function isOpening(line: Front[number]): boolean {
  return line.type === 'paragraph' || isLine(line);
}

const BLOCKS: ReadonlySet<string> = new Set([
  'paragraph',
  'list',
  'table',
  'pageBreak',
  'furniture',
  'sectionStart',
  'leftOut',
] satisfies PlainBlock['type'][]);

/** Whether what stands in an opening is a line of it, and not a block or something loose between the lines. */
function isLine(part: OpenerLine | PlainBlock): part is OpenerLine {
  return !BLOCKS.has(part.type);
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
  else if (part.type === 'part') writePart(scribe, part);
  else if (part.type === 'trailer') block(scribe, 'trailer', part);
  else writePlainBlock(scribe, part);
}

function writePart(scribe: Scribe, { heading, blocks }: Part): void {
  open(scribe, 'div', { type: 'part' });
  block(scribe, 'head', heading);
  for (const part of blocks) writePlainBlock(scribe, part);
  // TEI has no division without a block.
  if (!blocks.some(isCommon)) block(scribe, 'p', { children: [] });
  close(scribe);
}

const NOT_COMMON: ReadonlySet<Block['type']> = new Set([
  'pageBreak',
  'furniture',
  'sectionStart',
  'leftOut',
  'trailer',
]);

/** TEI's `model.common`: what a division may hold as its text. */
function isCommon(part: Block): boolean {
  return !NOT_COMMON.has(part.type);
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
