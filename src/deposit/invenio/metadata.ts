/** Records of InvenioRDM (https://inveniordm.docs.cern.ch/reference/metadata/), which is also what Zenodo runs on. */
import { writtenBetween } from '../coverage.js';
import type { Licence } from '../licence/index.js';
import type { Funder } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { identifierOf } from '../vocabulary/identifiers.js';
import { iso639_3 } from '../vocabulary/languages.js';
import { htmlOf } from '../vocabulary/text.js';
import { contributorsOf, creatorOf } from './people.js';
import { invenioType } from './resource-types.js';

/** The body of the call that creates or updates a draft. */
export function invenioRecord(record: DepositRecord): object {
  const { doi } = record;
  return {
    access: accessOf(record),
    files: { enabled: true },
    // A DOI from elsewhere; without one the repository makes its own.
    ...(doi === undefined ? {} : { pids: { doi: { identifier: doi, provider: 'external' } } }),
    metadata: withoutEmpty({
      resource_type: { id: invenioType(record.resourceType) ?? 'other' },
      title: record.title,
      creators: record.creators.map(creatorOf),
      publication_date: record.publicationDate,
      publisher: record.publisher,
      description: htmlOf(record.description),
      subjects: [...new Set([...record.subjects, ...record.keywords])].map((subject) => ({ subject })),
      contributors: contributorsOf(record),
      dates: datesOf(record),
      languages: languagesOf(record),
      identifiers: record.identifiers.map(({ type, value }) => ({ identifier: value, scheme: type.toLowerCase() })),
      related_identifiers: relatedOf(record),
      formats: ['application/tei+xml'],
      version: record.version,
      rights: record.licences.map(rightsOf),
      locations: locationsOf(record),
      funding: record.funders.map(fundingOf),
    }),
  };
}

function withoutEmpty(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

/** Metadata are open to all; files that are `closed` are restricted to those whom the owner names: nobody. */
function accessOf({ access, embargoUntil }: DepositRecord): object {
  if (access === 'open') return { record: 'public', files: 'public' };
  const embargo = embargoUntil === undefined ? {} : { embargo: { active: true, until: embargoUntil } };
  return { record: 'public', files: 'restricted', ...(access === 'embargoed' ? embargo : {}) };
}

function datesOf({ coverage }: DepositRecord): object[] {
  const date = writtenBetween(coverage);
  return date === undefined ? [] : [{ date, type: { id: 'other' }, description: 'When the documents were written' }];
}

function languagesOf({ languages }: DepositRecord): object[] {
  const ids = new Set(languages.flatMap((language) => iso639_3(language) ?? []));
  return [...ids].map((id) => ({ id }));
}

function relatedOf({ related }: DepositRecord): object[] {
  return related.flatMap(({ identifier, relation }) => {
    const found = identifierOf(identifier);
    if (found === undefined) return [];
    const { value, type } = found;
    return [{ identifier: value, scheme: type.toLowerCase(), relation_type: { id: relation.toLowerCase() } }];
  });
}

function rightsOf(licence: Licence): object {
  return licence.id === undefined ? rightsInWords(licence) : { id: licence.id.toLowerCase() };
}

/** A licence that the repository does not have by its identifier. */
export function rightsInWords({ name, url }: Licence): object {
  return { title: { en: name }, ...(url === undefined ? {} : { link: url }) };
}

function locationsOf({ coverage: { places } }: DepositRecord): object | undefined {
  return places.length === 0 ? undefined : { features: places.map((place) => ({ place })) };
}

/** An award must have number and title. */
function fundingOf({ name, identifier, award, awardTitle }: Funder): object {
  const ror = /(?:^|\/)(0[a-z0-9]{6}\d{2})$/i.exec(identifier ?? '')?.[1]?.toLowerCase();
  const number = award ?? awardTitle;
  const title = awardTitle ?? award;
  return {
    funder: ror === undefined ? { name } : { id: ror },
    ...(number === undefined ? {} : { award: { number, title: { en: title } } }),
  };
}
