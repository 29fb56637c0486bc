/** What a text says of itself, for the header, and what an archive says of it: the part of the tree that is no text. */
import type { Inline, Range } from './model.js';

/** Something the text says of the document, with the place where it says it. */
export interface Fact<T = string> extends Range {
  readonly value: T;
}

export interface Party extends Range {
  readonly entity: 'person' | 'office';
  /** As the heading has it: `Secretary of State Rusk`, `Embassy in France`. */
  readonly name: string;
  /** The person's own name within it: `Rusk`, `Grew`. */
  readonly person?: string;
  /** The office within it: `Secretary of State`, `Ambassador in Japan`. */
  readonly office?: string;
  /** Where it is said to be: `in France`, `at Geneva` give `France`, `Geneva`. */
  readonly place?: string;
  /** The number that the message has in the sender's series to this post: `3771` of `SECSTATE WASHDC 3771`. */
  readonly serial?: string;
  /** How urgent it is for this post: `NIACT IMMEDIATE`. */
  readonly precedence?: string;
}

export interface DocumentDate extends Range {
  readonly when: string;
  /** The last day where the dateline names several. */
  readonly to?: string;
  /** `stated` in a dateline or at the heading's end; `inferred` from something else, which `range` covers. */
  readonly certainty: 'stated' | 'inferred';
  readonly evidence: 'dateline' | 'heading' | 'file-number' | 'date-time-group' | 'note';
}

/** The number of a telegram, with the series that it counts in where that is printed. */
export interface TelegramNumber {
  readonly series?: Fact;
  readonly number: Fact;
}

/** What goes to the header besides staying in the text. */
export interface Facts {
  readonly senders: readonly Party[];
  readonly addressees: readonly Party[];
  readonly date?: DocumentDate;
  readonly place?: Fact;
  /** ISO, of receipt: `[Received 9:25 p.m.]`. */
  readonly received?: Fact;
  /** `Secto`, `Topol`, `Deptel`. */
  readonly series?: Fact;
  /** `Harbor Dues`, under SUBJECT at the head. */
  readonly subject?: Fact;
  /** `38`. */
  readonly telegramNumber?: Fact;
  /** The other number of a telegram that has two: `Tosec 040017` of `118204/Tosec 040017`. */
  readonly secondNumber?: TelegramNumber;
  /** `Secret`, `Top Secret`. */
  readonly classification?: Fact;
  /** `Priority`, `Niact`. */
  readonly precedence: readonly Fact[];
  /** `Limit Distribution`, `Eyes only for the President`. */
  readonly handling: readonly Fact[];
  /** `Drafted by Timmons, McBride, and Brown`. */
  readonly drafting: readonly Fact[];
  /** `cleared with the White House`, `approved by Sisco`. */
  readonly clearance: readonly Fact[];
  /** The number in the register of a foreign office: `(20417)`. */
  readonly registerNumber?: Fact;
  /** Other messages, as a line of the head names them. */
  readonly references?: readonly Fact[];
  /** `Repeated to Cairo and London`. */
  readonly repeatedTo: readonly Fact[];
  /** What the head of a cable says besides. */
  readonly wire?: WireFacts;
}

/** A telegram's name on the wire: post and number, one for each year. */
export interface MessageNumber {
  readonly post: Fact;
  /** Without leading zeros: `4632`. */
  readonly number: Fact;
}

/** Another message, as REF names it. */
export interface WireReference extends Fact {
  /** `A`, where it is lettered. */
  readonly label?: string;
}

/** What the head of a cable says and no other document has. */
export interface WireFacts {
  /** Posts behind INFO: they have a copy. */
  readonly copies: readonly Party[];
  /** Of the banner; a second one of a travelling delegation (`TOSEC 300013`). */
  readonly messageNumbers: readonly MessageNumber[];
  /** `1 of 2`, where the file holds one section alone. */
  readonly section?: Fact;
  /** `E.O. 11652: GDS`, and the day of release where it names one. */
  readonly declassification?: Fact & { readonly release?: Range & { readonly when: string } };
  readonly tags: readonly Fact[];
  readonly references: readonly WireReference[];
  readonly attention: readonly Fact[];
  readonly classifiedBy: readonly Fact[];
  /** The bureaus that act, and those that get a copy. */
  readonly action: readonly Fact[];
  readonly information: readonly Fact[];
  readonly drafted: readonly Fact[];
  readonly approved: readonly Fact[];
  readonly cleared: readonly Fact[];
  /** The release that let the copy out: case and document number. */
  readonly release: readonly Fact[];
  /** The archive's number of the document: `1975STRELS04632`. */
  readonly documentNumber?: Fact;
  /** Set where the copy has lost its line ends, so that what was read is less than certain. */
  readonly uncertain?: true;
}

/** A line of what an archive noted of a document for its database. */
export interface RecordEntry extends Range {
  /** `Document Number:` */
  readonly key: readonly Inline[];
  readonly value: readonly Inline[];
}

/** What an archive noted of a document, printed behind it: no part of the text. */
export interface ArchiveRecord extends Range {
  readonly head: readonly Inline[];
  readonly entries: readonly RecordEntry[];
}

/** As what a text was read, and by which words of it. */
export interface Form {
  readonly name: 'cable' | 'typed-form' | 'edition';
  readonly signs: readonly Fact[];
}
