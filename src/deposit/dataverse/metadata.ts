/** Dataset JSON of Dataverse's native API (https://guides.dataverse.org/en/latest/api/native-api.html), citation block. */
import { writtenBetween } from '../coverage.js';
import type { Licence } from '../licence/index.js';
import type { Funder } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { iso639_3 } from '../vocabulary/languages.js';
import { htmlOf } from '../vocabulary/text.js';
import { compound, type Field, list, type Parts, primitive, vocabulary } from './fields.js';
import { dataverseLanguage } from './languages.js';
import { authorOf, contactOf, contributorsOf, partiesOf } from './people.js';

/** The fields of study that Dataverse knows. */
export const SUBJECTS = [
  ...['Agricultural Sciences', 'Arts and Humanities', 'Astronomy and Astrophysics', 'Business and Management'],
  ...['Chemistry', 'Computer and Information Science', 'Earth and Environmental Sciences', 'Engineering', 'Law'],
  ...['Mathematical Sciences', 'Medicine, Health and Life Sciences', 'Physics', 'Social Sciences', 'Other'],
] as const;

/** The subjects of a record as Dataverse writes them, and those that it does not know. */
export function subjectsOf({ subjects }: DepositRecord): {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
} {
  const find = (subject: string) => SUBJECTS.find((known) => known.toLowerCase() === subject.toLowerCase());
  const known = [...new Set(subjects.flatMap((subject) => find(subject) ?? []))];
  return { known, unknown: subjects.filter((subject) => find(subject) === undefined) };
}

/** The languages of a record by Dataverse's names, and the tags of those that it has no name for. */
export function languagesOf({ languages }: DepositRecord): {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
} {
  const find = (tag: string) => dataverseLanguage(iso639_3(tag));
  const isOne = (tag: string) => !/^(?:und|zxx|mul|mis)\b/i.test(tag);
  return {
    known: [...new Set(languages.flatMap((tag) => find(tag) ?? []))],
    unknown: languages.filter((tag) => find(tag) === undefined && isOne(tag)),
  };
}

/** The body of the call that creates a dataset. */
export function dataverseDataset(record: DepositRecord): object {
  return {
    datasetVersion: {
      ...licenceTerms(record.licence),
      ...accessTerms(record),
      metadataBlocks: { citation: { displayName: 'Citation Metadata', fields: fieldsOf(record) } },
    },
  };
}

/** Licences that installations offer have their names; any other goes into the terms of use. */
function licenceTerms(licence: Licence): object {
  const known = offeredLicence(licence);
  return known === undefined ? { termsOfUse: wordsOf(licence) } : { license: known };
}

/** A licence by the name and address that Dataverse installs it under; undefined for those that it does not come with. */
export function offeredLicence({ id }: Licence): { readonly name: string; readonly uri: string } | undefined {
  if (id === 'CC0-1.0') return { name: 'CC0 1.0', uri: 'http://creativecommons.org/publicdomain/zero/1.0' };
  const [, kind, version] = /^CC-(BY[A-Z-]*)-(\d\.\d)$/.exec(id ?? '') ?? [];
  if (kind === undefined) return undefined;
  const uri = `http://creativecommons.org/licenses/${kind.toLowerCase()}/${version}`;
  return { name: `CC ${kind} ${version}`, uri };
}

export function wordsOf({ name, url }: Licence): string {
  return url === undefined || url === name ? name : `${name}, ${url}`;
}

/** Dataverse refuses restricted files unless access can be asked for, or its terms are said. */
function accessTerms({ access }: DepositRecord): object {
  if (access === 'restricted') return { fileAccessRequest: true };
  return access === 'closed' ? { fileAccessRequest: false, termsOfAccess: 'The files are closed.' } : {};
}

function fieldsOf(record: DepositRecord): readonly Field[] {
  const { title, creators, contributors, contact, description, keywords, funders, related, publicationDate } = record;
  const { known, unknown } = subjectsOf(record);
  return [
    primitive('title', title),
    compound('otherId', otherIdsOf(record)),
    compound('author', creators.map(authorOf)),
    compound('datasetContact', contact === undefined ? [] : [contactOf(contact)]),
    compound('dsDescription', [{ dsDescriptionValue: htmlOf(description) }]),
    vocabulary('subject', known.length === 0 ? ['Other'] : known),
    compound(
      'keyword',
      [...new Set([...keywords, ...unknown])].map((keyword) => ({ keywordValue: keyword })),
    ),
    primitive('notesText', notesOf(record)),
    vocabulary('language', languagesOf(record).known),
    compound('producer', partiesOf(contributors, 'Producer')),
    compound('contributor', contributorsOf(contributors)),
    compound('grantNumber', funders.map(grantOf)),
    compound('distributor', partiesOf(contributors, 'Distributor')),
    primitive('distributionDate', publicationDate),
    compound('timePeriodCovered', periodOf(record)),
    list('kindOfData', kindsOf(record)),
    list(
      'relatedMaterial',
      related.map(({ identifier, relation }) => `${relation} ${identifier}`),
    ),
  ].filter(({ value }) => value.length > 0);
}

/** The DOI is another one there, since Dataverse gives its own. */
function otherIdsOf({ doi, identifiers }: DepositRecord): readonly Parts[] {
  const all = [...(doi === undefined ? [] : [{ type: 'DOI', value: doi }]), ...identifiers];
  return all.map(({ type, value }) => ({ otherIdAgency: type, otherIdValue: value }));
}

/** A dataset has one licence. */
function notesOf({ licences }: DepositRecord): string {
  const others = licences.slice(1).map((licence) => `Some documents have another licence: ${wordsOf(licence)}`);
  return others.join('\n');
}

function kindsOf({ resourceType }: DepositRecord): readonly string[] {
  return resourceType === 'Dataset' ? ['TEI documents'] : [resourceType, 'TEI documents'];
}

function grantOf({ name, award }: Funder): Parts {
  return { grantNumberAgency: name, grantNumberValue: award };
}

function periodOf({ coverage }: DepositRecord): Parts[] {
  if (writtenBetween(coverage) === undefined) return [];
  return [{ timePeriodCoveredStart: coverage.from, timePeriodCoveredEnd: coverage.to }];
}
