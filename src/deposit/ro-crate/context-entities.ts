/** The contextual entities of a crate: people, institutions, the licence, formats. Each stands in the graph once. */
import type { Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import type { DepositInput } from '../target.js';
import { pathId } from './identifiers.js';
import { SOFTWARE } from './software.js';
import { type Entity, ref } from './terms.js';

export const TEI = 'https://tei-c.org/guidelines/p5/';
/** XML 1.0 in the registry of formats of the UK National Archives. */
export const XML = 'https://www.nationalarchives.gov.uk/PRONOM/fmt/101';

/** All of a record's, in the order in which the root refers to them. */
export function contextOf({ record }: DepositInput): readonly Entity[] {
  const { doi } = record;
  const all: readonly Entity[] = [
    { '@id': 'ro-crate-preview.html', '@type': 'CreativeWork', name: 'Preview of this crate', about: ref('./') },
    licenceEntity(record),
    ...record.creators.flatMap((party, i) => creatorEntities(record, party, creatorIds(record)[i]!)),
    ...(record.publisher === undefined ? [] : [organization(publisherId(record.publisher), record.publisher)]),
    ...record.funders.map(({ name, award, awardTitle }, i) => ({
      ...organization(funderIds(record)[i]!, name),
      ...(award === undefined
        ? {}
        : { description: `Grant ${award}${awardTitle === undefined ? '' : `: ${awardTitle}`}` }),
    })),
    ...record.related
      .filter(({ identifier }) => /^https?:/.test(identifier))
      .map(({ identifier }): Entity => ({ '@id': identifier, '@type': 'CreativeWork', name: identifier })),
    ...(doi === undefined ? [] : [doiEntity(doi)]),
    {
      '@id': TEI,
      '@type': ['CreativeWork', 'Profile'],
      name: 'TEI P5: Guidelines for Electronic Text Encoding and Interchange',
    },
    { '@id': XML, '@type': ['WebPage', 'Standard'], name: 'Extensible Markup Language (XML) 1.0' },
    ...SOFTWARE,
  ];
  // The first description of an entity stands: a publisher may be a creator too.
  return [...new Map([...all].reverse().map((entity) => [entity['@id'], entity])).values()].reverse();
}

export function licenceId({ licence }: DepositRecord): string {
  return licence.url ?? '#licence';
}

function licenceEntity(record: DepositRecord): Entity {
  const { name, id } = record.licence;
  return { '@id': licenceId(record), '@type': 'CreativeWork', name, identifier: id };
}

export function creatorIds({ creators }: DepositRecord): string[] {
  return creators.map(({ name, orcid, organization }) => {
    if (orcid !== undefined) return `https://orcid.org/${orcid}`;
    return organization === true ? publisherId(name) : `#person/${pathId(name)}`;
  });
}

function creatorEntities({ contact }: DepositRecord, party: Party, id: string): Entity[] {
  if (party.organization === true) return [organization(id, party.name)];
  const { affiliation, name } = party;
  const isContact = contact !== undefined && contact.name === name;
  return [
    {
      '@id': id,
      '@type': 'Person',
      name,
      affiliation: affiliation === undefined ? undefined : ref(publisherId(affiliation)),
      contactPoint: isContact ? ref(`mailto:${contact.email}`) : undefined,
    },
    ...(affiliation === undefined ? [] : [organization(publisherId(affiliation), affiliation)]),
    ...(isContact ? [contactEntity(contact.name, contact.email)] : []),
  ];
}

function contactEntity(name: string, email: string): Entity {
  return { '@id': `mailto:${email}`, '@type': 'ContactPoint', name, email, contactType: 'contact' };
}

/** Of any institution: the same name is the same institution. */
export function publisherId(name: string): string {
  return `#organization/${pathId(name)}`;
}

function organization(id: string, name: string): Entity {
  return { '@id': id, '@type': 'Organization', name };
}

export function funderIds({ funders }: DepositRecord): string[] {
  return funders.map(({ name, identifier }) =>
    identifier !== undefined && /^https?:/.test(identifier) ? identifier : publisherId(name),
  );
}

/** RO-Crate 1.2, Root Data Entity identifier. */
function doiEntity(doi: string): Entity {
  return {
    '@id': `https://doi.org/${doi}`,
    '@type': 'PropertyValue',
    propertyID: 'https://registry.identifiers.org/registry/doi',
    value: `doi:${doi}`,
    url: `https://doi.org/${doi}`,
  };
}
