/**
 * The one description of a deposit that every target translates: shaped after DataCite 4 (creators,
 * title, publisher, dates, rights, related identifiers, funding), with what the headers of all documents say.
 */
import type { Coverage } from './coverage.js';
import { type Licence, licenceOf } from './licence.js';
import type { Contact, DepositMetadata, Funder, MetadataKey, Party, RelatedWork } from './metadata.js';

export interface DepositRecord {
  readonly title: string;
  readonly creators: readonly Party[];
  readonly description: string;
  readonly licence: Licence;
  /** `YYYY-MM-DD`. */
  readonly publicationDate: string;
  readonly keywords: readonly string[];
  readonly subjects: readonly string[];
  readonly funders: readonly Funder[];
  /** BCP 47, the main one first. */
  readonly languages: readonly string[];
  readonly related: readonly RelatedWork[];
  readonly publisher?: string;
  readonly contact?: Contact;
  readonly doi?: string;
  readonly version?: string;
  readonly documentUrl?: string;
  readonly cmifUrl?: string;
  /** What the headers say. */
  readonly coverage: Coverage;
}

export type RecordResult =
  | { readonly record: DepositRecord; readonly missing?: undefined }
  | { readonly record?: undefined; readonly missing: readonly MetadataKey[]; readonly known: DepositMetadata };

/**
 * The record from what the configuration says and, where it is silent, what the headers agree on.
 *
 * @param needs what must be there; `missing` are those that are not.
 * @param day `YYYY-MM-DD`, for a publication date that is not given.
 */
export function buildRecord(
  metadata: DepositMetadata,
  coverage: Coverage,
  { needs, day }: { readonly needs: readonly MetadataKey[]; readonly day?: string | undefined },
): RecordResult {
  const known = complete(metadata, coverage, day);
  const { title, creators, description, licence, publicationDate } = known;
  const missing = [...new Set(needs)].filter((key) => known[key] === undefined);
  if (
    missing.length > 0 ||
    title === undefined ||
    creators === undefined ||
    description === undefined ||
    licence === undefined ||
    publicationDate === undefined
  ) {
    return { missing, known };
  }
  const { publisher, contact, doi, version, documentUrl, cmifUrl, language } = known;
  const record: DepositRecord = {
    title,
    creators,
    description,
    licence: licenceOf(licence),
    publicationDate,
    keywords: known.keywords ?? [],
    subjects: known.subjects ?? [],
    funders: known.funders ?? [],
    languages: [...new Set([...(language === undefined ? [] : [language]), ...coverage.languages])],
    related: known.related ?? [],
    ...(publisher === undefined ? {} : { publisher }),
    ...(contact === undefined ? {} : { contact }),
    ...(doi === undefined ? {} : { doi }),
    ...(version === undefined ? {} : { version }),
    ...(documentUrl === undefined ? {} : { documentUrl }),
    ...(cmifUrl === undefined ? {} : { cmifUrl }),
    coverage,
  };
  return { record };
}

/** The metadata with what the headers know; where headers disagree, they know nothing. */
function complete(metadata: DepositMetadata, coverage: Coverage, day: string | undefined): DepositMetadata {
  const people = coverage.authors.length > 0 ? coverage.authors : coverage.editors;
  const keywords = coverage.kinds;
  return {
    ...(coverage.title === undefined ? {} : { title: coverage.title }),
    ...(people.length === 0 ? {} : { creators: people.map((name) => ({ name })) }),
    ...only('licence', coverage.licences),
    ...only('publisher', coverage.publishers),
    ...only('language', coverage.languages),
    ...(keywords.length === 0 ? {} : { keywords }),
    ...(day === undefined ? {} : { publicationDate: day }),
    ...metadata,
  };
}

function only<K extends string>(key: K, values: readonly string[]): { readonly [key in K]?: string } {
  return (values.length === 1 ? { [key]: values[0] } : {}) as { readonly [key in K]?: string };
}
