/** `teiHeader`, first part: the file itself, its publication and its sources. The rest is in header-encoding.ts and header-profile.ts. */
import type { Citation, Fact, Inline, Paragraph, PlainBlock, Telegram, WireFacts } from '../telegram/model.js';
import { VERSION } from '../version.js';
import { foldLayout, withSingleSpaces } from './characters.js';
import { partElement } from './citations.js';
import { writeEncodingDesc } from './header-encoding.js';
import { container, line } from './header-layout.js';
import { writeProfileDesc } from './header-profile.js';
import { plainText } from './plain-text.js';
import type { Scribe } from './scribe.js';
import type { XmlTree } from './xml-tree.js';

/** Fills the header; the text must have been written, since the header says what was met in it. */
export function writeHeader(scribe: Scribe): void {
  scribe.xml.text('\n');
  container(scribe.xml, 'fileDesc', undefined, () => writeFileDesc(scribe));
  container(scribe.xml, 'encodingDesc', undefined, () => writeEncodingDesc(scribe));
  container(scribe.xml, 'profileDesc', undefined, () => writeProfileDesc(scribe));
}

function writeFileDesc(scribe: Scribe): void {
  const { xml } = scribe;
  container(xml, 'titleStmt', undefined, () => writeTitleStmt(scribe));
  container(xml, 'publicationStmt', undefined, () => writePublicationStmt(scribe));
  writeNotesStmt(scribe);
  container(xml, 'sourceDesc', undefined, () => writeSourceDesc(scribe));
}

function writeTitleStmt({ xml, telegram, options, ids }: Scribe): void {
  line(xml, 'title', undefined, title(telegram) ?? options.input?.name ?? 'Untitled');
  const { subject } = telegram.facts;
  // A title that is the subject need not be said twice.
  const said = title(telegram);
  if (subject !== undefined && telegram.division.heading !== undefined && foldLayout(subject.value) !== said)
    line(xml, 'title', { type: 'sub' }, foldLayout(subject.value));
  for (const editor of options.editors ?? []) line(xml, 'editor', undefined, editor);
  container(xml, 'respStmt', { 'xml:id': ids.program }, () => {
    line(
      xml,
      'resp',
      undefined,
      `Conversion from plain text to TEI; whatever is marked resp="#${ids.program}" was inferred by the program and is not stated in the text`,
    );
    line(xml, 'name', undefined, `teigram ${VERSION}`);
  });
}

/** A cable's own title is its subject, without the key; else the name that it had on the wire. */
function title({ division, fileLine, facts }: Telegram): string | undefined {
  if (facts.wire !== undefined)
    return foldLayout((facts.subject ?? wireNames(facts.wire)[0])?.value ?? '') || undefined;
  return nonEmpty(division.heading?.children) ?? nonEmpty(fileLine?.children);
}

function nonEmpty(inlines: readonly Inline[] | undefined): string | undefined {
  return inlines === undefined ? undefined : plainText(inlines) || undefined;
}

/** Only what the options say: without a publisher the file is said to be unpublished. */
function writePublicationStmt({ xml, options }: Scribe): void {
  const { publisher, licence, availability } = options;
  const target = licence !== undefined && /^https?:\/\/[^\s"<>]+$/.test(licence) ? licence : undefined;
  if (publisher === undefined) {
    line(xml, 'p', undefined, 'Unpublished; converted from plain text by teigram.');
    if (availability !== undefined) line(xml, 'p', undefined, availability);
    if (licence !== undefined) line(xml, 'p', undefined, `Licence: ${licence}`);
    return;
  }
  line(xml, 'publisher', undefined, publisher);
  if (licence === undefined && availability === undefined) return;
  container(xml, 'availability', undefined, () => {
    if (licence !== undefined) line(xml, 'licence', { target }, licence);
    if (availability !== undefined) line(xml, 'p', undefined, availability);
  });
}

/** Who drafted and who cleared the document, in the words of the text. */
function writeNotesStmt({ xml, telegram }: Scribe): void {
  const { drafting, clearance } = telegram.facts;
  if (drafting.length + clearance.length === 0) return;
  const notes = (type: string, facts: readonly Fact[]) => {
    for (const { value } of facts) line(xml, 'note', { type }, value);
  };
  container(xml, 'notesStmt', undefined, () => {
    notes('drafting', drafting);
    notes('clearance', clearance);
  });
}

function writeSourceDesc(scribe: Scribe): void {
  const { xml, telegram, options } = scribe;
  writeArchivalSource(scribe);
  writeWireSource(scribe);
  writePrintedSource(scribe);
  const { input } = options;
  container(xml, 'bibl', { type: 'file' }, () => {
    line(xml, 'title', undefined, 'Plain text');
    if (input === undefined) return;
    line(xml, 'idno', { type: 'filename' }, input.name);
    if (input.sha256 !== undefined) line(xml, 'idno', { type: 'sha256' }, input.sha256);
    if (input.encoding !== undefined) line(xml, 'note', { type: 'encoding' }, input.encoding);
    line(
      xml,
      'note',
      { type: 'range' },
      `Characters ${telegram.start} to ${telegram.end}, counted from 0 in UTF-16 code units`,
    );
  });
}

/** The citation of the source note, or the file line: where the original lies. */
function writeArchivalSource({ xml, telegram }: Scribe): void {
  const sources = telegram.notes
    .filter(({ kind }) => kind === 'source')
    .flatMap((note) => note.blocks.filter(isParagraph));
  const noted = citationIn(sources);
  if (noted === undefined) {
    // A line that an edition has for nothing but its source is that, whatever its archive calls its shelves.
    if (telegram.form !== undefined && sources[0])
      line(xml, 'bibl', { type: 'archival' }, plainText(sources[0].children));
    else if (telegram.fileLine !== undefined) writeFileLine(xml, telegram.fileLine);
    return;
  }
  container(xml, 'bibl', { type: 'archival' }, () => {
    for (const segment of noted.children) {
      const part = partOf(segment);
      if (part !== undefined) line(xml, part.name, part.attributes, plainText([segment]));
    }
  });
}

/** Number and collection marked, the words between them as printed. */
function writeFileLine(xml: XmlTree, fileLine: Paragraph): void {
  xml.open('bibl', { type: 'archival' });
  for (const inline of citationIn([fileLine])?.children ?? fileLine.children) {
    const part = partOf(inline);
    if (part !== undefined) xml.element(part.name, part.attributes, plainText([inline]));
    else xml.text(inline.type === 'text' ? withSingleSpaces(inline.text) : plainText([inline]));
  }
  xml.close();
  xml.text('\n');
}

function partOf(inline: Inline): ReturnType<typeof partElement> {
  return inline.type === 'citationPart' ? partElement(inline.part) : undefined;
}

function citationIn(paragraphs: readonly Paragraph[]): Citation | undefined {
  return paragraphs.flatMap(({ children }) => children.find(isWholeCitation) ?? [])[0];
}

function isParagraph(block: PlainBlock): block is Paragraph {
  return block.type === 'paragraph';
}

function isWholeCitation(inline: Inline): inline is Citation {
  return (
    inline.type === 'citation' &&
    inline.kind === 'archival' &&
    inline.ibidOf === undefined &&
    inline.children.some((child) => child.type === 'citationPart' && child.part !== 'ibid')
  );
}

/** The telegram by the names that the wire, the archive and a release gave it, and what the archive noted of it. */
function writeWireSource({ xml, ledger, telegram: { facts, record } }: Scribe): void {
  const { wire, registerNumber } = facts;
  const names = wire ? wireNames(wire) : registerNumber ? [{ type: 'register', value: registerNumber.value }] : [];
  if (names.length > 0) {
    container(xml, 'bibl', { type: 'telegram' }, () => {
      for (const { type, value } of names) line(xml, 'idno', { type }, foldLayout(value));
    });
  }
  if (record === undefined) return;
  container(xml, 'list', { type: 'attributes' }, () => {
    const words = (name: string, inlines: readonly Inline[]): void => {
      for (const inline of inlines) if (inline.type === 'leftOut') ledger.leaveOut(inline);
      line(xml, name, undefined, plainText(inlines));
    };
    words('head', record.head);
    for (const { key, value } of record.entries) {
      words('label', key);
      words('item', value);
    }
  });
}

function wireNames({ messageNumbers, documentNumber, release }: WireFacts): { type: string; value: string }[] {
  return [
    ...messageNumbers.map(({ post, number }) => ({ type: 'mrn', value: `${post.value} ${number.value}` })),
    ...(documentNumber === undefined ? [] : [{ type: 'document-number', value: documentNumber.value }]),
    ...release.map(({ value }) => ({ type: 'release', value })),
  ];
}

function writePrintedSource({ xml, telegram, options }: Scribe): void {
  const { volume, volumeTitle } = options;
  if (volume === undefined && volumeTitle === undefined) return;
  container(xml, 'bibl', { type: 'printed' }, () => {
    if (volume?.startsWith('frus')) line(xml, 'title', { level: 's' }, 'Foreign Relations of the United States');
    if (volumeTitle !== undefined) line(xml, 'title', { level: 'm' }, volumeTitle);
    if (volume !== undefined) line(xml, 'idno', { type: 'volume' }, volume);
    if (telegram.number !== undefined) line(xml, 'biblScope', { unit: 'document' }, telegram.number.value);
  });
}
