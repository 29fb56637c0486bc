/** The contextual entities of a crate: people, institutions, the licence, formats. Each stands in the graph once. */
import type { Licence } from '../licence/index.js';
import type { Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import type { DepositInput } from '../target.js';
import type { Identifier } from '../vocabulary/identifiers.js';
import { nameId, pathId } from './identifiers.js';
import { addressOf } from './related.js';
import { SOFTWARE } from './software.js';
import { type Entity, ref } from './terms.js';

export const TEI = 'https://tei-c.org/guidelines/p5/';
/** XML 1.0 in the registry of formats of the UK National Archives. */
export const XML = 'https://www.nationalarchives.gov.uk/PRONOM/fmt/101';

/** All of a record's, in the order in which the root refers to them. */
export function contextOf({ record }: DepositInput): readonly Entity[] {
  const { doi } = record;
  return [
    { '@id': 'ro-crate-preview.html', '@type': 'CreativeWork', name: 'Preview of this crate', about: ref('./') },
    ...record.licences.map(licenceEntity),
    ...[...record.creators, ...record.contributors].flatMap((party) => creatorEntities(record, party)),
    ...(record.publisher === undefined ? [] : [organization(publisherId(record.publisher), record.publisher)]),
    ...record.funders.map(({ name, award, awardTitle }, i) => ({
      ...organization(funderIds(record)[i]!, name),
      ...(award === undefined
        ? {}
        : { description: `Grant ${award}${awardTitle === undefined ? '' : `: ${awardTitle}`}` }),
    })),
    ...(doi === undefined ? [] : [doiEntity(doi)]),
    ...record.identifiers.map(identifierEntity),
    {
      '@id': TEI,
      '@type': ['CreativeWork', 'Profile'],
      name: 'TEI P5: Guidelines for Electronic Text Encoding and Interchange',
    },
    { '@id': XML, '@type': ['WebPage', 'Standard'], name: 'Extensible Markup Language (XML) 1.0' },
    ...SOFTWARE,
  ];
}

export function licenceId({ url, name }: Licence): string {
  return url ?? nameId('licence', name);
}

export function licenceEntity(licence: Licence): Entity {
  return { '@id': licenceId(licence), '@type': 'CreativeWork', name: licence.name, identifier: licence.id };
}

/** ORCIDs and other authorities identify; a name does where there is none. */
export function creatorIds(parties: readonly Party[]): string[] {
  return parties.map(({ name, orcid, identifiers, organization }) => {
    if (orcid !== undefined) return `https://orcid.org/${orcid}`;
    if (identifiers?.[0] !== undefined) return pathId(identifiers[0]);
    return organization === true ? publisherId(name) : `#person/${pathId(name)}`;
  });
}

function creatorEntities({ contact }: DepositRecord, party: Party): Entity[] {
  const [id] = creatorIds([party]) as [string];
  if (party.organization === true) return [organization(id, party.name)];
  const { affiliation, name, family, given } = party;
  const isContact = contact !== undefined && contact.name === name;
  return [
    {
      '@id': id,
      '@type': 'Person',
      name,
      familyName: family,
      givenName: given,
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

/** All identifiers of a record, the DOI first. */
export function identifierIds({ doi, identifiers }: DepositRecord): readonly string[] {
  return [
    ...(doi === undefined ? [] : [`https://doi.org/${doi}`]),
    ...identifiers.map((each) => pathId(addressOf(each))),
  ];
}

function identifierEntity(identifier: Identifier): Entity {
  const { type, value } = identifier;
  return { '@id': pathId(addressOf(identifier)), '@type': 'PropertyValue', propertyID: type, value };
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
