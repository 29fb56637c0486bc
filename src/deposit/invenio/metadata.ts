/** Records of InvenioRDM (https://inveniordm.docs.cern.ch/reference/metadata/), which is also what Zenodo runs on. */
import { writtenBetween } from '../coverage.js';
import type { Funder, Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { identifierOf } from '../vocabulary/identifiers.js';
import { iso639_3 } from '../vocabulary/languages.js';
import { partyName } from '../vocabulary/names.js';
import { htmlOf } from '../vocabulary/text.js';

/** The body of the call that creates or updates a draft. */
export function invenioRecord(record: DepositRecord): object {
  const { doi } = record;
  return {
    access: { record: 'public', files: 'public' },
    files: { enabled: true },
    // A DOI from elsewhere; without one the repository makes its own.
    ...(doi === undefined ? {} : { pids: { doi: { identifier: doi, provider: 'external' } } }),
    metadata: withoutEmpty({
      resource_type: { id: 'dataset' },
      title: record.title,
      creators: record.creators.map(creatorOf),
      publication_date: record.publicationDate,
      publisher: record.publisher,
      description: htmlOf(record.description),
      subjects: [...new Set([...record.subjects, ...record.keywords])].map((subject) => ({ subject })),
      contributors: contactOf(record),
      dates: datesOf(record),
      languages: languagesOf(record),
      related_identifiers: relatedOf(record),
      formats: ['application/tei+xml'],
      version: record.version,
      rights: [rightsOf(record)],
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

function creatorOf(party: Party): { readonly person_or_org: object } {
  const { affiliation } = party;
  return {
    person_or_org: personOf(party),
    ...(affiliation === undefined ? {} : { affiliations: [{ name: affiliation }] }),
  };
}

/** A name whose parts cannot be told is a family name alone: it is shown whole, as it was written. */
function personOf(party: Party): object {
  const parts = partyName(party);
  const identifiers = party.orcid === undefined ? {} : { identifiers: [{ scheme: 'orcid', identifier: party.orcid }] };
  if (parts.kind === 'organization') return { type: 'organizational', name: party.name, ...identifiers };
  const names =
    parts.kind === 'person' ? { given_name: parts.given, family_name: parts.family } : { family_name: party.name };
  return { type: 'personal', ...names, ...identifiers };
}

function contactOf({ contact }: DepositRecord): object[] {
  return contact === undefined ? [] : [{ ...creatorOf({ name: contact.name }), role: { id: 'contactperson' } }];
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

function rightsOf({ licence: { id, name, url } }: DepositRecord): object {
  if (id !== undefined) return { id: id.toLowerCase() };
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
