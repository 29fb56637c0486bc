/**
 * What the reader makes of a text: a plain, serialisable tree. Every node carries its range
 * `[start, end)` in the input, zero-based, in UTF-16 code units, so that whatever the TEI says can
 * be traced to the place that says it. Text nodes hold the input's characters unchanged; layout
 * (line ends, indents) stays in them and is folded by the writer.
 */

import type { ArchiveRecord, Fact, Facts, Form } from './model-facts.js';

export type * from './model-facts.js';

export interface Range {
  readonly start: number;
  readonly end: number;
}

// ---------------------------------------------------------------- inline

/** A stretch of the input as it stands. */
export interface Text extends Range {
  readonly type: 'text';
  readonly text: string;
}

/** The place where a note belongs; its own range is the printed marker (empty where none was printed). */
export interface NoteAnchor extends Range {
  readonly type: 'noteAnchor';
  /** Index into `Telegram.notes`. */
  readonly note: number;
}

/** `[Page 340]`: the beginning of a page. The range covers the brackets. */
export interface PageBreak extends Range {
  readonly type: 'pageBreak';
  /** The page as printed: `340`, `XLV`. */
  readonly n: string;
  /** What kind of page, as printed in front of the number: undefined for plain `Page`; `Facsimile`, `Typeset`. */
  readonly edition?: string;
}

/** Text that an editor put in brackets to say that something is missing: `[2 lines not declassified]`, `[Here follows …]`. */
export interface Gap extends Range {
  readonly type: 'gap';
  readonly reason: 'declassification' | 'omitted' | 'garbled' | 'illegible' | 'unavailable';
  /** `2`, `0.5`, `1.5` (1½); absent where the text does not say. */
  readonly quantity?: number;
  readonly unit?: 'line' | 'page' | 'paragraph' | 'word' | 'group' | 'name';
  readonly children: readonly Inline[];
}

/** A pointer in words: `Document 387`, `footnote 2 above`. */
export interface Reference extends Range {
  readonly type: 'reference';
  /** Document number, absent for a note of this document. */
  readonly document?: string;
  /** Printed number of the note, absent for a whole document. */
  readonly note?: string;
  /** Volume id as the series writes it (`frus1958-60v07p2`), where the text names another volume and it can be told. */
  readonly volume?: string;
  /** Another part of the document's own volume (`Part 2`), where that volume is not known by name: `2`. */
  readonly part?: string;
  /** Set where the words do not name the document: `Supra` is the one printed before. */
  readonly inferred?: true;
  readonly children: readonly Inline[];
}

/** The role of a stretch within a citation. */
export type CitationPart =
  | 'repository' // Department of State; Eisenhower Library
  | 'recordGroup' // RG 59
  | 'collection' // Central Files; Whitman File
  | 'fileNumber' // 396.1–PA/12–1561
  | 'lot' // 65 D 366 (without the word Lot)
  | 'box'
  | 'folder'
  | 'number' // document or accession number
  | 'ibid'
  | 'article' // the words between the quotation marks, of a part of a printed work
  | 'title' // of a printed work
  | 'volume'
  | 'page'
  | 'column'
  | 'date'
  | 'author';

export interface CitationSegment extends Range {
  readonly type: 'citationPart';
  readonly part: CitationPart;
  readonly children: readonly Inline[];
}

/** An archival or printed citation. */
export interface Citation extends Range {
  readonly type: 'citation';
  readonly kind: 'archival' | 'printed';
  /** Its number among all citations of the document, in reading order from 0: what `ibidOf` points to. */
  readonly index: number;
  /** For `Ibid.`: the index of the citation that it repeats. */
  readonly ibidOf?: number;
  readonly children: readonly Inline[];
}

/** The sender or addressee in the heading. */
export interface PartyName extends Range {
  readonly type: 'party';
  readonly role: 'from' | 'to';
  readonly entity: 'person' | 'office';
  readonly children: readonly Inline[];
}

export interface PlaceName extends Range {
  readonly type: 'place';
  /** The place itself, where an office stands before it: `Strelsau` of `Legation of the United States, Strelsau`. */
  readonly town: Range;
  readonly children: readonly Inline[];
}

export interface DatePhrase extends Range {
  readonly type: 'date';
  /** ISO 8601 as W3C's datatypes have it: `1961-12-15`, `1938-01-05T09:00:00`, `1968-08-04T11:30:00Z`; absent for `undated`. */
  readonly when?: string;
  /** The last day where the phrase names several: `May 3–5, 1955`. */
  readonly to?: string;
  readonly children: readonly Inline[];
}

/** What a copy prints around the text and not in it: TEI's `fw`. The text runs on through it. */
export interface Furniture extends Range {
  readonly type: 'furniture';
  /** `header` a page line, `classification` the marking above and below a page, `heading` the head of a section, repeated, `form` what a form has printed on it. */
  readonly kind: 'header' | 'classification' | 'stamp' | 'routing' | 'operator' | 'heading' | 'form';
  readonly children: readonly Inline[];
}

/** The point where a section of a telegram begins that was sent in several. Its range is empty: the banner says so in words. */
export interface SectionStart extends Range {
  readonly type: 'sectionStart';
  /** `2` of `SECTION 02 OF 03`. */
  readonly n: string;
}

/** `(C)`, `(S//NF)`: how secret a paragraph is. The range covers the brackets. */
export interface PortionMarking extends Range {
  readonly type: 'portion';
  readonly children: readonly Inline[];
}

/** Characters that do not go into the TEI's text: they are reported in the ledger. */
export interface LeftOut extends Range {
  readonly type: 'leftOut';
  readonly text: string;
  readonly reason: 'backlink' | 'bullet' | 'navigation' | 'boilerplate' | 'note-label' | 'separator';
}

export type Inline =
  | Text
  | NoteAnchor
  | PageBreak
  | Gap
  | Reference
  | Citation
  | CitationSegment
  | PartyName
  | PlaceName
  | DatePhrase
  | Furniture
  | SectionStart
  | PortionMarking
  | LeftOut;

/** What stands for itself between blocks: points, what is no text, what is left out. */
export type Loose = PageBreak | Furniture | SectionStart | LeftOut;

// ---------------------------------------------------------------- blocks

export interface Paragraph extends Range {
  readonly type: 'paragraph';
  readonly children: readonly Inline[];
}

export interface ListItem extends Range {
  /** The printed label `1.`, `(a)`, as inlines; absent in bulleted and participant lists. */
  readonly label?: readonly Inline[];
  /** The bullet or dash taken out in front of an unlabelled item, for the ledger. */
  readonly bullet?: LeftOut;
  readonly children: readonly Inline[];
  /** What stands under the item's own words: points of its own, with the page breaks before them. */
  readonly blocks?: readonly PlainBlock[];
}

/** What a head in a memorandum announces: SUBJECT, PARTICIPANTS, `To:`, `Ref:`. */
export type HeadedKind =
  | 'subject'
  | 'participants'
  | 'references'
  | 'to'
  | 'from'
  | 'copies'
  | 'country'
  | 'source'
  | 'place'
  | 'time';

/** Items with printed labels, bullets, or what SUBJECT or PARTICIPANTS announces. Page breaks may stand between items. */
export interface List extends Range {
  readonly type: 'list';
  readonly kind: 'numbered' | 'bulleted' | HeadedKind;
  /** `SUBJECT`, `PARTICIPANTS`, where it stands above its items; on the line of its only item it is the label. */
  readonly head?: readonly Inline[];
  readonly items: readonly (ListItem | Loose)[];
}

export interface TableCell extends Range {
  readonly children: readonly Inline[];
}

export interface TableRow extends Range {
  readonly cells: readonly TableCell[];
}

/** Lines whose tabs or blanks part columns: every row has as many cells. What is no row may stand between rows. */
export interface Table extends Range {
  readonly type: 'table';
  readonly rows: readonly (TableRow | Loose)[];
}

/** Text enclosed in the document with its own salutation, heading or signature: a letter quoted in a telegram, an attachment. */
export interface Enclosure extends Range {
  readonly type: 'enclosure';
  readonly kind: 'quoted' | 'attachment';
  /** `Attachment`, `[Enclosure]`, where the text prints such a word above. */
  readonly label?: Paragraph;
  readonly division: Division;
}

export type PlainBlock = Paragraph | List | Table | Loose;

/** A part of the text under a heading of its own. Nothing but other parts follows one in its division. */
export interface Part extends Range {
  readonly type: 'part';
  readonly heading: Heading;
  readonly blocks: readonly PlainBlock[];
}

/** What stands behind the signature and ends the text: `NNNN`, `<< END OF DOCUMENT >>`. */
export interface Trailer extends Range {
  readonly type: 'trailer';
  readonly children: readonly Inline[];
}

export type Block = PlainBlock | Enclosure | Part | Trailer;

/** What a line in the head of a cable is: the bureaus and clearances, the posts, the banner and its captions, the keys. */
export type WireLine =
  | 'distribution'
  | 'clearance'
  | 'from'
  | 'to'
  | 'info'
  | 'banner'
  | 'caption'
  | 'attention'
  | 'declassification'
  | 'tags'
  | 'references'
  | 'classified-by';

/** A line of the opening: classification (`secret`, `priority`), dateline, salutation, a number (`A–412`, `No. 168.]`), an editor's bracket (`[Extract]`), or another short line among these. */
export interface OpenerLine extends Range {
  readonly type: 'classification' | 'dateline' | 'salutation' | 'bracketed' | 'number' | 'line' | WireLine;
  readonly children: readonly Inline[];
}

/** A signature, its own lines kept in the text, or what stands with signatures: `For Ruritania:`, `[seal]`. */
export interface CloserPart extends Range {
  readonly type: 'signature' | 'words';
  readonly children: readonly Inline[];
}

export interface Closer extends Range {
  readonly parts: readonly CloserPart[];
}

/** What a heading is followed by, of a document or of an enclosure. */
export interface Division extends Range {
  readonly heading?: Heading;
  readonly opener: readonly (OpenerLine | Loose)[];
  readonly blocks: readonly Block[];
  readonly closer?: Closer;
  /** Blocks after the signature that belong to it: postscripts, page breaks. */
  readonly afterCloser: readonly Block[];
}

export interface Heading extends Range {
  readonly children: readonly Inline[];
}

// ---------------------------------------------------------------- notes

export interface Note extends Range {
  /** The marker as printed at its place (`0`, `1`, `60a`), or the ordinal where no marker was found. */
  readonly printed: string;
  /** What the list of notes prints: `1`, `[1]`, `/1/`; as a range to be held by an attribute. Absent where none is printed. */
  readonly label?: Range & { readonly text: string };
  readonly kind: 'source' | 'note';
  readonly blocks: readonly PlainBlock[];
  /** False when no place was found: the note then stands at the end of its document. */
  readonly anchored: boolean;
  /** 0 to 1: how sure the alignment is of the place. */
  readonly confidence: number;
}

// ---------------------------------------------------------------- the document

export type DocumentType =
  | 'telegram'
  | 'circular-telegram'
  | 'airgram'
  | 'message'
  | 'letter'
  | 'memorandum'
  | 'memorandum-of-conversation'
  | 'despatch'
  | 'instruction'
  | 'report'
  | 'editorial-note'
  | 'document'
  | 'text';

/** One document: a telegram in the first place, but also a letter, a memorandum, an editorial note. */
export interface Telegram extends Range {
  readonly type: DocumentType;
  /** The document's number in its volume, as printed: `117`, `60a`. */
  readonly number?: Fact;
  /** What stands above the heading: page breaks, the file line (`711.94/2400: Telegram`), what is left out. */
  readonly front: readonly (OpenerLine | Paragraph | Loose)[];
  readonly fileLine?: Paragraph;
  /** Heading, opening, text and signature. */
  readonly division: Division;
  /** Attachments after the signature, in order. */
  readonly attachments: readonly Enclosure[];
  readonly notes: readonly Note[];
  readonly facts: Facts;
  /** What an archive added behind the text. */
  readonly record?: ArchiveRecord;
  /** Absent where the words of a heading alone decide. */
  readonly form?: Form;
  /** The language of the text (BCP 47), where its heading is of a grammar that only one language has. */
  readonly language?: string;
}
