/** What the caller knows and the text does not say. */

/** The file that a telegram was read from. */
export interface InputFile {
  /** Its name, without folders. */
  readonly name: string;
  /** SHA-256 of its bytes, as 64 lower-case hexadecimal digits. */
  readonly sha256?: string;
  /** The encoding it was decoded from, such as `utf-8`. */
  readonly encoding?: string;
}

/** Who publishes the TEI, under what terms, and what the collection is; nothing here is guessed. */
export interface PublicationOptions {
  readonly publisher?: string;
  /** A licence: its address, or its name. */
  readonly licence?: string;
  /** A sentence on availability. */
  readonly availability?: string;
  /** What the encoding was made for. */
  readonly projectDesc?: string;
  readonly editors?: readonly string[];
  /** The volume as its series writes it, such as `frus1961-63v13`. */
  readonly volume?: string;
  readonly volumeTitle?: string;
}

export interface TeiOptions extends PublicationOptions {
  readonly input?: InputFile;
  /**
   * What identifies a document that prints no number, such as its file's name; what an `xml:id` cannot hold
   * is replaced. Default `doc`.
   */
  readonly id?: string;
  /** The identifiers that are taken in the corpus; the document's own are added. */
  readonly taken?: Set<string>;
  /** Address of the schema, relative to the output, for `xml-model`; default `schema/telegram.rng`, null for none. */
  readonly schemaHref?: string | null;
  /** Whether line ends of the text are kept, as `lb`; else they are folded to spaces, those of signatures and datelines aside. */
  readonly lineBreaks?: boolean;
  /** Language of the text (BCP 47); default `en`. */
  readonly language?: string;
}
