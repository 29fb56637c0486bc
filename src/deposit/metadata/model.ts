/** What `teigram.config.json` says of a deposit as a whole. */

export interface Party {
  /** As it is cited: "Editor, Anna". */
  readonly name: string;
  /** Where it is known which part of the name is which. */
  readonly family?: string;
  readonly given?: string;
  /** Sixteen characters in groups of four: `0000-0002-1825-0097`. */
  readonly orcid?: string;
  /** Addresses in files of authorities, such as `https://d-nb.info/gnd/118540238` or `https://ror.org/01bj3aw27`. */
  readonly identifiers?: readonly string[];
  readonly affiliation?: string;
  /** True for institutions, whose name has no given and family part. */
  readonly organization?: boolean;
}

/** Who helped, without being cited as a creator. */
export interface Contributor extends Party {
  /** What they did, as DataCite calls it (property 7.a): `Editor`, `DataCollector` …; `Other` where it has no word. */
  readonly role: string;
}

/** Who may see the files: `embargoed` means all, from a day on. */
export type Access = 'open' | 'embargoed' | 'restricted' | 'closed';

export interface Funder {
  readonly name: string;
  /** Of the funder, such as its ROR address. */
  readonly identifier?: string;
  /** Number of the grant. */
  readonly award?: string;
  readonly awardTitle?: string;
}

export interface RelatedWork {
  /** A DOI, an address, or another identifier that shows its kind (ISBN, ISSN, URN, ARK, Handle). */
  readonly identifier: string;
  /** A relation of DataCite, such as `IsDerivedFrom`. */
  readonly relation: string;
}

export interface Contact {
  readonly name: string;
  readonly email: string;
}

/** Everything may be absent; what a target cannot do without, it says itself. */
export interface DepositMetadata {
  readonly title?: string;
  readonly description?: string;
  readonly creators?: readonly Party[];
  readonly contributors?: readonly Contributor[];
  readonly contact?: Contact;
  /** SPDX identifier, address or words; several where the documents have different ones, that of the whole first. */
  readonly licence?: string | readonly string[];
  /** Default `open`. */
  readonly access?: Access;
  /** `YYYY-MM-DD`, the day on which the files become open; makes the access `embargoed`. */
  readonly embargoUntil?: string;
  readonly keywords?: readonly string[];
  /** Fields of study, such as `Arts and Humanities`. */
  readonly subjects?: readonly string[];
  readonly funders?: readonly Funder[];
  /** BCP 47. */
  readonly language?: string;
  /** `YYYY-MM-DD`. */
  readonly publicationDate?: string;
  readonly publisher?: string;
  readonly related?: readonly RelatedWork[];
  /** `10.…/…`, where one has been reserved. */
  readonly doi?: string;
  readonly version?: string;
  /** Others of the same collection: ISBN, ISSN, URN, Handle, ARK, an address. */
  readonly identifiers?: readonly string[];
  /** A short name of letters, digits and dashes, which stays the same when the title changes: names packages, files and folders. */
  readonly name?: string;
  /** What it is in DataCite's general terms (property 10.a); default `Dataset`. */
  readonly resourceType?: string;
  /** Of Zenodo and InvenioRDM: the communities that shall review the record, by their identifiers. */
  readonly communities?: readonly string[];
  /** The record of which this is a new version, by its identifier at the repository, its address or its DOI. */
  readonly newVersionOf?: string;
  /** Where each document can be read: an address with `{id}` (file name without ending) or `{path}`. */
  readonly documentUrl?: string;
  /** Where the index of letters for correspSearch will stand. */
  readonly cmifUrl?: string;
}

export type MetadataKey = keyof DepositMetadata;

/** In the order in which they are read and told of. The compiler holds this against {@link DepositMetadata}. */
const KEYS: Readonly<Record<MetadataKey, true>> = {
  title: true,
  description: true,
  creators: true,
  contributors: true,
  contact: true,
  licence: true,
  access: true,
  embargoUntil: true,
  keywords: true,
  subjects: true,
  funders: true,
  language: true,
  publicationDate: true,
  publisher: true,
  related: true,
  doi: true,
  version: true,
  identifiers: true,
  name: true,
  resourceType: true,
  communities: true,
  newVersionOf: true,
  documentUrl: true,
  cmifUrl: true,
};

/** The entries of the configuration that are about deposits. */
export const METADATA_KEYS = Object.keys(KEYS) as readonly MetadataKey[];
