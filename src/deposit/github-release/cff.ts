/** The Citation File Format 1.2.0 (https://github.com/citation-file-format/citation-file-format): what GitHub shows as "Cite this repository". */
import { stringify } from 'yaml';
import { REPLACEMENT, replaceForbidden } from '../../xml/forbidden.js';
import type { Contact, Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import type { Identifier } from '../vocabulary/identifiers.js';
import { partyName } from '../vocabulary/names.js';
import { isCffLicence } from './licences.js';

/** `definitions.doi`, `email` and `url` of the schema: what does not match would make the whole file invalid. */
const DOI = /^10\.\d{4,9}(?:\.\d+)?\/[A-Za-z0-9:/_;\-.()[\]\\]+$/;
const EMAIL = /^\S+@\S+\.\S{2,}$/;
const URL = /^(?:https?|s?ftp):\/\/.+/;

/**
 * `CITATION.cff` as YAML that reads the same in YAML 1.1 and 1.2. Related works are not in it: a reference must have
 * a title and authors, and the record has their identifiers only.
 */
export function citationCff(record: DepositRecord): string {
  const { title, creators, description, keywords, subjects, doi, version, publicationDate, contact } = record;
  const [url, identifiers] = [urlOf(record), identifiersOf(record)];
  const cff = {
    'cff-version': '1.2.0',
    message: 'If you use this edition, please cite it as below.',
    type: record.resourceType === 'Software' ? 'software' : 'dataset',
    title: text(title),
    authors: distinct(creators.map(authorOf)),
    abstract: text(description),
    ...listed('keywords', distinct([...keywords, ...subjects].map(text))),
    ...licenceOf(record),
    ...(doi !== undefined && DOI.test(doi) ? { doi } : {}),
    ...listed('identifiers', identifiers),
    ...(url === undefined ? {} : { url }),
    ...(version === undefined ? {} : { version: text(version) }),
    'date-released': publicationDate,
    ...listed('contact', contactOf(contact)),
  };
  // Ruby and Python, by which most of its readers are written, read YAML 1.1.
  return stringify(cff, { version: '1.1', lineWidth: 0 });
}

/** A name whose parts cannot be told stands as it is written, which CFF has for entities only; so it cannot have an affiliation. */
function authorOf(party: Party): object {
  const parts = partyName(party);
  const orcid = party.orcid === undefined ? {} : { orcid: `https://orcid.org/${party.orcid}` };
  if (parts.kind !== 'person') return { name: text(party.name), ...orcid };
  const affiliation = party.affiliation === undefined ? {} : { affiliation: text(party.affiliation) };
  return { 'family-names': text(parts.family), 'given-names': text(parts.given), ...affiliation, ...orcid };
}

function contactOf(contact: Contact | undefined): readonly object[] {
  if (contact === undefined || !EMAIL.test(contact.email)) return [];
  return [{ ...authorOf({ name: contact.name }), email: contact.email }];
}

/** Only that of the whole: where several are listed, CFF takes any of them to be the reader's choice. */
function licenceOf({ licence: { id, url } }: DepositRecord): object {
  if (isCffLicence(id)) return { license: id };
  return url !== undefined && URL.test(url) ? { 'license-url': url } : {};
}

/** The first address of the collection. */
function urlOf({ identifiers }: DepositRecord): string | undefined {
  return identifiers.find(({ type }) => type === 'URL')?.value;
}

function identifiersOf(record: DepositRecord): readonly object[] {
  const { doi, identifiers } = record;
  const unfit = doi === undefined || DOI.test(doi) ? [] : [{ type: 'DOI', value: doi } as const];
  const others = identifiers.filter(({ value }) => value !== urlOf(record));
  return distinct([...unfit, ...others].map(identifierOf));
}

function identifierOf({ type, value }: Identifier): object {
  if (type === 'URL') return { type: 'url', value };
  if (type === 'DOI')
    return DOI.test(value) ? { type: 'doi', value } : { type: 'url', value: `https://doi.org/${value}` };
  return { type: 'other', value, description: type };
}

function listed(key: string, items: readonly unknown[]): object {
  return items.length === 0 ? {} : { [key]: items };
}

/** Lists of CFF hold nothing twice. */
function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Line ends of every kind as line feeds, since YAML 1.1 would make spaces of some, and no control characters. */
function text(written: string): string {
  const lines = written.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  return replaceForbidden(lines).replace(/[\x7f-\x9f]/g, REPLACEMENT);
}
