/** What a header says, as plain facts. */

/** A date as its attributes and its words have it. */
export interface HeaderDate {
  readonly when?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly from?: string;
  readonly to?: string;
  /** Present where the date is not stated but inferred: how sure. */
  readonly cert?: string;
  readonly text?: string;
}

/** A name in `correspAction` as its element has it. */
export interface HeaderParty {
  readonly name: string;
  /** By `persName`, `orgName` or `name`. */
  readonly kind: 'person' | 'organization' | 'unknown';
  /** As it is written: addresses, pointers, numbers with a prefix, with white space between. */
  readonly ref?: string;
  /** The address of an authority that `ref` leads to; only where the whole edition has been looked at. */
  readonly authority?: string;
}

export interface HeaderPlace {
  readonly name: string;
  /** As in {@link HeaderParty}. */
  readonly ref?: string;
  readonly authority?: string;
}

/** An author, editor or other who is answerable for a document. */
export interface HeaderAgent {
  /** As it is written; of a person whose parts are told, "family, given". */
  readonly name: string;
  readonly kind: 'person' | 'organization' | 'unknown';
  /** Where `surname` and `forename` say so. */
  readonly family?: string;
  readonly given?: string;
  /** Addresses and numbers of authorities: of `@ref`, and of `idno` within as `TYPE:number`. */
  readonly refs?: readonly string[];
  /** What a `respStmt`, or `@role`, says they did. */
  readonly role?: string;
}

/** A `funder` of the title statement. */
export interface HeaderFunder {
  readonly name: string;
  readonly ref?: string;
  /** An `idno` within: the number of the grant. */
  readonly award?: string;
}

/** A `licence`, or an `availability` that has none but words. */
export interface HeaderLicence {
  readonly target?: string;
  readonly text?: string;
  /** It is no `licence`, but what paragraphs of `availability` say. */
  readonly inWords?: boolean;
}

/** An `idno` of the publication. */
export interface HeaderIdentifier {
  readonly type?: string;
  readonly value: string;
}

/** A `correspDesc`: one letter. */
export interface HeaderLetter {
  /** Its `xml:id`. */
  readonly id?: string;
  /** What the edition calls it (`@key`). */
  readonly key?: string;
  /** Its own address (`@ref`). */
  readonly ref?: string;
  readonly actions: readonly HeaderAction[];
}

/** A `correspAction`. */
export interface HeaderAction {
  /** `sent`, `received`, `transmitted` …; `copied` for who has a copy and is no addressee (`received` with the subtype `info`). */
  readonly type: string;
  readonly parties?: readonly HeaderParty[];
  readonly places?: readonly HeaderPlace[];
  readonly date?: HeaderDate;
}

/** What a header says; what it does not say is absent. */
export interface HeaderFacts {
  /** `xml:id` of the `TEI` or `teiCorpus`. */
  readonly id?: string;
  readonly title?: string;
  readonly authors?: readonly HeaderAgent[];
  readonly editors?: readonly HeaderAgent[];
  /** Those of `respStmt`. */
  readonly contributors?: readonly HeaderAgent[];
  readonly principals?: readonly HeaderAgent[];
  readonly sponsors?: readonly HeaderAgent[];
  readonly funders?: readonly HeaderFunder[];
  readonly abstract?: string;
  readonly sender?: readonly string[];
  readonly addressee?: readonly string[];
  /** Who has a copy: the posts behind INFO. */
  readonly copies?: readonly string[];
  readonly date?: HeaderDate;
  readonly place?: string;
  readonly received?: HeaderDate;
  readonly letters?: readonly HeaderLetter[];
  /** Kind of document: `telegram`. */
  readonly kind?: string;
  readonly series?: string;
  readonly number?: string;
  readonly classification?: string;
  readonly precedence?: readonly string[];
  readonly handling?: readonly string[];
  /** Codes of subjects and countries. */
  readonly tags?: readonly string[];
  /** Post and number of a cable: `STRELSAU 4632`. */
  readonly messageNumber?: readonly string[];
  /** The messages that it refers to. */
  readonly references?: readonly string[];
  /** Terms of `textClass` without a type of their own here. */
  readonly keywords?: readonly string[];
  readonly publisher?: string;
  readonly licences?: readonly HeaderLicence[];
  /** `availability/@status`: `free`, `restricted` or `unknown`. */
  readonly status?: string;
  readonly availability?: string;
  /** Of the publication: DOI, URN, ISBN … */
  readonly identifiers?: readonly HeaderIdentifier[];
  readonly language?: readonly string[];
  readonly sources?: readonly string[];
  /** Of the documents of a `teiCorpus`, or within a `TEI`: what each of their headers says, in their order. */
  readonly members?: readonly HeaderFacts[];
}
