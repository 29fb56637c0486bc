/** What `teigram.config.json` says of a deposit as a whole: checked by name, nothing guessed. */
import type { Diagnostic } from '../diagnostics.js';
import { shownAsJson } from '../shown.js';
import { identifierOf } from './vocabulary/identifiers.js';
import { relationOf } from './vocabulary/relations.js';

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

export interface MetadataResult {
  readonly metadata: DepositMetadata;
  readonly diagnostics: readonly Diagnostic[];
}

/** A kind of value: what it must be, in words and with an example, and how it is read; undefined where it is not that. */
interface Kind {
  readonly words: string;
  read(value: unknown): unknown;
}

const text: Kind = { words: 'a text in quotation marks', read: readText };
const texts: Kind = {
  words: 'a list of texts, such as ["diplomacy", "cold war"]',
  read: (value) => readList(value, readText),
};
const date: Kind = { words: 'a day, such as "2026-03-31"', read: readDay };
const parties: Kind = {
  words:
    'a list such as [{ "name": "Editor, Anna", "orcid": "0000-0002-1825-0097" }]; "affiliation" may stand beside them, and "organization": true for an institution',
  read: (value) => readList(value, readParty),
};

const KINDS: Readonly<Record<MetadataKey, Kind>> = {
  title: text,
  description: text,
  creators: parties,
  contact: { words: '{ "name": "Editor, Anna", "email": "anna@example.org" }', read: readContact },
  licence: text,
  keywords: texts,
  subjects: texts,
  funders: {
    words:
      'a list such as [{ "name": "Science Fund", "award": "ABC-123" }]; "identifier" and "awardTitle" may stand beside them',
    read: (value) => readList(value, readFunder),
  },
  language: {
    words: 'a language tag such as "en"',
    read: (value) => matching(value, /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/),
  },
  publicationDate: date,
  publisher: text,
  related: {
    words:
      'a list such as [{ "identifier": "https://history.state.gov/…", "relation": "IsDerivedFrom" }], with a relation of DataCite',
    read: (value) => readList(value, readRelated),
  },
  doi: { words: 'a DOI, such as "10.5281/zenodo.1234567"', read: (value) => readDoi(value) },
  version: text,
  contributors: {
    words:
      'a list such as [{ "name": "Helper, Bo", "role": "DataCurator" }], with a role of DataCite; what creators have may stand beside them',
    read: (value) => readList(value, readParty),
  },
  access: {
    words: '"open", "embargoed", "restricted" or "closed"',
    read: (value) => matching(value, /^(?:open|embargoed|restricted|closed)$/),
  },
  embargoUntil: date,
  identifiers: texts,
  name: {
    words: 'a short name of letters, digits and dashes, such as "strelsau-1957"',
    read: (value) => matching(value, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/),
  },
  resourceType: text,
  communities: texts,
  newVersionOf: text,
  documentUrl: {
    words: 'an address with {id} or {path} in the place of the document, such as "https://example.org/edition/{id}"',
    read: (value) => matching(value, /^https?:\/\/[^\s{}]*\{(?:id|path)\}[^\s{}]*$/),
  },
  cmifUrl: {
    words: 'an address, such as "https://example.org/cmif.xml"',
    read: (value) => matching(value, /^https?:\/\/[^\s{}]+$/),
  },
};

/** The entries of the configuration that are about deposits. */
export const METADATA_KEYS = Object.keys(KINDS) as readonly MetadataKey[];

/** What a key must hold, in words. */
export function wordsOf(key: MetadataKey): string {
  return KINDS[key].words;
}

/**
 * Reads what a configuration says about deposits; entries of other names are not looked at.
 *
 * @param file its name, for diagnostics: an error for each entry that has not the form it must have.
 */
export function readMetadata(entries: Readonly<Record<string, unknown>>, file: string): MetadataResult {
  const metadata: Record<string, unknown> = {};
  const diagnostics: Diagnostic[] = [];
  for (const key of METADATA_KEYS) {
    if (!Object.hasOwn(entries, key) || entries[key] === undefined) continue;
    const value = KINDS[key].read(entries[key]);
    if (value !== undefined) metadata[key] = value;
    else diagnostics.push(wrongType(key, entries[key], file));
  }
  return { metadata, diagnostics };
}

function wrongType(key: MetadataKey, value: unknown, file: string): Diagnostic {
  const parties = Array.isArray(value) ? value : [value];
  const orcid =
    key === 'creators' && parties.some((party) => typeof party === 'object' && party !== null && 'orcid' in party)
      ? ' An ORCID ends in a check digit, so a slip in it is found.'
      : '';
  const message = `"${key}" must be ${KINDS[key].words}, not ${shownAsJson(value, 81)}.${orcid}`;
  return { severity: 'error', code: 'config-wrong-type', message, file, source: 'deposit' };
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function matching(value: unknown, form: RegExp): string | undefined {
  const read = readText(value);
  return read !== undefined && form.test(read) ? read : undefined;
}

/** A list of which every item can be read. One item may stand without its list. */
function readList<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  const items = (Array.isArray(value) ? value : [value]).map(read);
  return items.length > 0 && items.every((item) => item !== undefined) ? items : undefined;
}

function readObject(value: unknown, keys: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.keys(value).every((key) => keys.includes(key)) ? (value as Record<string, unknown>) : undefined;
}

function readParty(value: unknown): Party | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : { name: value.trim() };
  const object = readObject(value, ['name', 'orcid', 'affiliation', 'organization']);
  const name = readText(object?.['name']);
  if (object === undefined || name === undefined) return undefined;
  const orcid = object['orcid'] === undefined ? undefined : readOrcid(object['orcid']);
  if (object['orcid'] !== undefined && orcid === undefined) return undefined;
  const affiliation = readText(object['affiliation']);
  return {
    name,
    ...(orcid === undefined ? {} : { orcid }),
    ...(affiliation === undefined ? {} : { affiliation }),
    ...(object['organization'] === true ? { organization: true } : {}),
  };
}

/** ISO 7064 mod 11-2, as ORCID computes its last character. */
function readOrcid(value: unknown): string | undefined {
  const id = typeof value === 'string' ? value.trim().replace(/^https?:\/\/orcid\.org\//, '') : '';
  if (!/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.test(id)) return undefined;
  const digits = id.replaceAll('-', '');
  let total = 0;
  for (const digit of digits.slice(0, -1)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return digits.at(-1) === (check === 10 ? 'X' : String(check)) ? id : undefined;
}

function readFunder(value: unknown): Funder | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : { name: value.trim() };
  const object = readObject(value, ['name', 'identifier', 'award', 'awardTitle']);
  const name = readText(object?.['name']);
  if (object === undefined || name === undefined) return undefined;
  return { name, ...textsOf(object, ['identifier', 'award', 'awardTitle']) };
}

function textsOf(object: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, string> {
  const pairs = keys.map((key) => [key, readText(object[key])] as const);
  return Object.fromEntries(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}

function readContact(value: unknown): Contact | undefined {
  const object = readObject(value, ['name', 'email']);
  const name = readText(object?.['name']);
  const email = matching(object?.['email'], /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/);
  return name === undefined || email === undefined ? undefined : { name, email };
}

function readRelated(value: unknown): RelatedWork | undefined {
  const object = readObject(value, ['identifier', 'relation']);
  const identifier = readText(object?.['identifier']);
  const relation = relationOf(readText(object?.['relation']) ?? '');
  if (identifier === undefined || relation === undefined) return undefined;
  return identifierOf(identifier) === undefined ? undefined : { identifier, relation };
}

function readDoi(value: unknown): string | undefined {
  const read = readText(value)?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)/i, '');
  return read !== undefined && /^10\.\d{4,9}\/\S+$/.test(read) ? read : undefined;
}

/** Whether a text is a day of the calendar as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return readDay(text) === text;
}

function readDay(value: unknown): string | undefined {
  const day = matching(value, /^\d{4}-\d\d-\d\d$/);
  if (day === undefined) return undefined;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : undefined;
}
