/**
 * The one description of a deposit that every target translates: shaped after DataCite 4 (creators,
 * title, publisher, dates, rights, related identifiers, funding), with what the headers of all documents say.
 */
import type { Coverage } from './coverage.js';
import { isClear, type Licence, licenceOf, sameLicence } from './licence/index.js';
import type {
  Access,
  Contact,
  Contributor,
  DepositMetadata,
  Funder,
  MetadataKey,
  Party,
  RelatedWork,
} from './metadata/index.js';
import { type Identifier, identifierOf } from './vocabulary/identifiers.js';
import { slugOf } from './vocabulary/text.js';

export interface DepositRecord {
  readonly title: string;
  readonly creators: readonly Party[];
  readonly contributors: readonly Contributor[];
  readonly description: string;
  /** Of the whole. */
  readonly licence: Licence;
  /** All that documents have, that of the whole first. */
  readonly licences: readonly Licence[];
  readonly access: Access;
  /** `YYYY-MM-DD`; present where the access is `embargoed`. */
  readonly embargoUntil?: string;
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
  /** Others of the same collection, the DOI not among them. */
  readonly identifiers: readonly Identifier[];
  readonly version?: string;
  /** Letters, digits and dashes of ASCII: names packages, files and folders. */
  readonly name: string;
  /** DataCite 4.6, property 10.a. */
  readonly resourceType: string;
  readonly communities: readonly string[];
  readonly newVersionOf?: string;
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
  const { publisher, contact, doi, version, documentUrl, cmifUrl, language, embargoUntil, newVersionOf } = known;
  const named = (typeof licence === 'string' ? [licence] : licence).map(licenceOf);
  const licences = named.filter((each, i) => !named.slice(0, i).some((other) => sameLicence(each, other)));
  const record: DepositRecord = {
    title,
    creators,
    description,
    contributors: known.contributors ?? [],
    licence: licences[0]!,
    licences,
    access: known.access ?? (embargoUntil === undefined ? accessOf(coverage) : 'embargoed'),
    identifiers: (known.identifiers ?? []).flatMap((identifier) => identifierOf(identifier) ?? []),
    name: known.name ?? slugOf(title),
    resourceType: known.resourceType ?? 'Dataset',
    communities: known.communities ?? [],
    publicationDate,
    keywords: known.keywords ?? [],
    subjects: known.subjects ?? [],
    funders: known.funders ?? [],
    languages: [...new Set([...(language === undefined ? [] : [language]), ...coverage.languages])],
    related: known.related ?? [],
    ...(embargoUntil === undefined ? {} : { embargoUntil }),
    ...(newVersionOf === undefined ? {} : { newVersionOf }),
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

/** What one document withholds, the whole cannot give. */
function accessOf({ statuses }: Coverage): Access {
  return statuses.some(({ value }) => value === 'restricted') ? 'restricted' : 'open';
}

/** The metadata with what the headers know; where headers disagree, they know nothing. */
function complete(metadata: DepositMetadata, coverage: Coverage, day: string | undefined): DepositMetadata {
  // A translator edits nothing; who edits what others wrote helps.
  const editors = coverage.editors.filter(({ role }) => role === 'Editor');
  const people = coverage.authors.length > 0 ? coverage.authors : editors.map(({ role: _, ...party }) => party);
  const helpers = [
    ...(coverage.authors.length > 0 ? coverage.editors : coverage.editors.filter(({ role }) => role !== 'Editor')),
    ...coverage.contributors,
  ];
  const keywords = [...new Set([...coverage.kinds, ...coverage.keywords])];
  return {
    ...(coverage.title === undefined ? {} : { title: coverage.title }),
    ...(coverage.abstract === undefined ? {} : { description: coverage.abstract }),
    ...(people.length === 0 ? {} : { creators: people }),
    ...sharedLicence(coverage),
    ...sharedIdentifiers(coverage),
    ...only('publisher', coverage.publishers),
    ...only('language', coverage.languages),
    ...(coverage.funders.length === 0 ? {} : { funders: coverage.funders }),
    ...(helpers.length === 0 ? {} : { contributors: helpers }),
    ...(keywords.length === 0 ? {} : { keywords }),
    ...(day === undefined ? {} : { publicationDate: day }),
    ...metadata,
  };
}

/** The licence that every document has, in whatever words; none where a document says none, or nothing that can be understood. */
function sharedLicence({ licences, licensed, unclear, documents }: Coverage): Pick<DepositMetadata, 'licence'> {
  const known = licences.map(({ value: { target, text } }) => [target, text].filter((form) => form !== undefined));
  const [first] = known;
  const clear = known.map((forms) => forms.find((form) => isClear(licenceOf(form))));
  if (licensed < documents || first === undefined || clear[0] === undefined) {
    // Words of a `licence` that is the only one are the licence, whatever they mean.
    const isOnly =
      licences.length === 1 &&
      unclear <= licences[0]!.documents &&
      licensed === documents &&
      licences[0]!.value.inWords !== true;
    return isOnly && first?.[0] !== undefined ? { licence: first[0] } : {};
  }
  const all = clear.map((form) => (form === undefined ? undefined : licenceOf(form)));
  return all.every((each) => each !== undefined && sameLicence(each, all[0]!)) ? { licence: clear[0] } : {};
}

/** What every document gives as its publication's identifier is that of the whole. */
function sharedIdentifiers({ identifiers, documents }: Coverage): Pick<DepositMetadata, 'doi' | 'identifiers'> {
  const shared = identifiers
    .filter((said) => said.documents >= documents)
    .flatMap(({ value }) => identifierOf(value) ?? []);
  const dois = shared.filter(({ type }) => type === 'DOI');
  const others = shared.filter(({ type }) => type !== 'DOI').map(({ value }) => value);
  return {
    ...(dois.length === 1 ? { doi: dois[0]!.value } : {}),
    ...(others.length === 0 ? {} : { identifiers: others }),
  };
}

function only<K extends string>(key: K, values: readonly string[]): { readonly [key in K]?: string } {
  return (values.length === 1 ? { [key]: values[0] } : {}) as { readonly [key in K]?: string };
}
