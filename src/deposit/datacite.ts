/** DataCite Metadata Schema 4.6 as XML: what registers a DOI, and what most repositories import. */
import { XSI_NAMESPACE } from '../xml/known-namespaces.js';
import { writtenBetween } from './coverage.js';
import type { Licence } from './licence/index.js';
import type { Funder, Party, RelatedWork } from './metadata/index.js';
import type { DepositRecord } from './record.js';
import { type DepositTarget, textEntry } from './target.js';
import { authorityOf } from './vocabulary/authorities.js';
import { identifierOf } from './vocabulary/identifiers.js';
import { partyName, unclearNames } from './vocabulary/names.js';
import { element, elementOf, XML_DECLARATION, type XmlElement, xmlText } from './xml-text.js';

const NAMESPACE = 'http://datacite.org/schema/kernel-4';
const SCHEMA = 'https://schema.datacite.org/meta/kernel-4.6/metadata.xsd';

export const datacite: DepositTarget = {
  name: 'datacite',
  title: 'DataCite 4.6 metadata as XML (DOI registration)',
  form: 'file',
  // Mandatory in the schema, beside what every target needs.
  needs: ['doi', 'publisher'],
  entries({ record, remark }) {
    for (const diagnostic of unclearNames(record.creators)) remark(diagnostic);
    return [textEntry('datacite.xml', XML_DECLARATION + xmlText(resource(record)))];
  },
};

function resource(record: DepositRecord): XmlElement {
  const attributes = {
    xmlns: NAMESPACE,
    'xmlns:xsi': XSI_NAMESPACE,
    'xsi:schemaLocation': `${NAMESPACE} ${SCHEMA}`,
  };
  return element('resource', attributes, [...mandatory(record), ...recommended(record), ...optional(record)]);
}

function mandatory({ doi, creators, title, publisher, publicationDate, resourceType }: DepositRecord): XmlElement[] {
  return [
    element('identifier', { identifierType: 'DOI' }, doi ?? ''),
    element(
      'creators',
      {},
      creators.map((party) => element('creator', {}, nameParts('creatorName', party))),
    ),
    element('titles', {}, [element('title', {}, title)]),
    element('publisher', {}, publisher ?? ''),
    element('publicationYear', {}, publicationDate.slice(0, 4)),
    element('resourceType', { resourceTypeGeneral: resourceType }, 'TEI documents'),
  ];
}

function nameParts(tag: string, party: Party): (XmlElement | undefined)[] {
  const parts = partyName(party);
  const nameType = { person: 'Personal', organization: 'Organizational', unknown: undefined }[parts.kind];
  return [
    element(tag, { nameType }, party.name),
    parts.kind === 'person' ? element('givenName', {}, parts.given) : undefined,
    parts.kind === 'person' ? element('familyName', {}, parts.family) : undefined,
    ...nameIdentifiers(party),
    party.affiliation === undefined ? undefined : element('affiliation', {}, party.affiliation),
  ];
}

/** DataCite 4.6, property 2.4: the number at its authority, with the authority's address. */
function nameIdentifiers({ orcid, identifiers = [] }: Party): XmlElement[] {
  const all = [...(orcid === undefined ? [] : [`https://orcid.org/${orcid}`]), ...identifiers];
  return all.flatMap((address) => {
    const authority = authorityOf(address);
    if (authority === undefined) return [];
    const { origin } = new URL(authority.address);
    return [
      element('nameIdentifier', { nameIdentifierScheme: authority.scheme, schemeURI: origin }, authority.address),
    ];
  });
}

function recommended(record: DepositRecord): (XmlElement | undefined)[] {
  const { keywords, subjects, contact, publicationDate, related, description, coverage } = record;
  const written = writtenBetween(coverage);
  return [
    elementOf(
      'subjects',
      [...new Set([...subjects, ...keywords])].map((subject) => element('subject', {}, subject)),
    ),
    elementOf('contributors', [
      ...record.contributors.map((party) => contributor(party, party.role)),
      contact === undefined ? undefined : contributor(contact, 'ContactPerson'),
    ]),
    element('dates', {}, [
      element('date', { dateType: 'Issued' }, publicationDate),
      record.embargoUntil === undefined ? undefined : element('date', { dateType: 'Available' }, record.embargoUntil),
      written === undefined
        ? undefined
        : element('date', { dateType: 'Coverage', dateInformation: 'when the documents were written' }, written),
    ]),
    elementOf('relatedIdentifiers', [...related, ...newVersion(record)].map(relatedIdentifier)),
    element('descriptions', {}, [element('description', { descriptionType: 'Abstract' }, description)]),
    elementOf(
      'geoLocations',
      coverage.places.map((place) => element('geoLocation', {}, [element('geoLocationPlace', {}, place)])),
    ),
  ];
}

function contributor(party: Party, contributorType: string): XmlElement {
  return element('contributor', { contributorType }, nameParts('contributorName', party));
}

/** The record that this is a new version of, where it is named by an identifier that DataCite knows. */
function newVersion({ newVersionOf }: DepositRecord): RelatedWork[] {
  if (newVersionOf === undefined || identifierOf(newVersionOf) === undefined) return [];
  return [{ identifier: newVersionOf, relation: 'IsNewVersionOf' }];
}

function relatedIdentifier({ identifier, relation }: DepositRecord['related'][number]): XmlElement | undefined {
  const found = identifierOf(identifier);
  if (found === undefined) return undefined;
  const attributes = { relatedIdentifierType: found.type, relationType: relation };
  return element('relatedIdentifier', attributes, found.value);
}

function optional(record: DepositRecord): (XmlElement | undefined)[] {
  const { languages, coverage, version, funders, identifiers } = record;
  const documents = coverage.documents === 1 ? '1 document' : `${coverage.documents} documents`;
  return [
    languages[0] === undefined ? undefined : element('language', {}, languages[0]),
    elementOf(
      'alternateIdentifiers',
      identifiers.map(({ type, value }) => element('alternateIdentifier', { alternateIdentifierType: type }, value)),
    ),
    element('sizes', {}, [element('size', {}, documents), element('size', {}, `${coverage.size} bytes`)]),
    element('formats', {}, [element('format', {}, 'application/tei+xml')]),
    version === undefined ? undefined : element('version', {}, version),
    element('rightsList', {}, [...record.licences.map(rights), accessRights(record)]),
    elementOf('fundingReferences', funders.map(fundingReference)),
  ];
}

function rights({ id, url, name }: Licence): XmlElement {
  const scheme = { rightsIdentifierScheme: 'SPDX', schemeURI: 'https://spdx.org/licenses/' };
  return element('rights', { rightsURI: url, rightsIdentifier: id, ...(id === undefined ? {} : scheme) }, name);
}

/** By the terms of info:eu-repo, which repositories know; what is open needs no word. */
function accessRights({ access }: DepositRecord): XmlElement | undefined {
  if (access === 'open') return undefined;
  return element('rights', { rightsURI: `info:eu-repo/semantics/${access}Access` }, `${access} access`);
}

function fundingReference({ name, identifier, award, awardTitle }: Funder): XmlElement {
  return element('fundingReference', {}, [
    element('funderName', {}, name),
    identifier === undefined
      ? undefined
      : element('funderIdentifier', { funderIdentifierType: funderIdentifierType(identifier) }, identifier),
    award === undefined ? undefined : element('awardNumber', {}, award),
    awardTitle === undefined ? undefined : element('awardTitle', {}, awardTitle),
  ]);
}

/** DataCite 4.6, property 19.2.a. */
function funderIdentifierType(identifier: string): string {
  if (/(?:^|\/)ror\.org\//i.test(identifier)) return 'ROR';
  if (/(?:^|\/)10\.13039\//.test(identifier)) return 'Crossref Funder ID';
  if (/^(?:https?:\/\/(?:www\.)?grid\.ac\/\S*)?grid\.\d/i.test(identifier)) return 'GRID';
  return /(?:^|\/)(?:\d{4} ?){3}\d{3}[\dX]$/i.test(identifier) ? 'ISNI' : 'Other';
}
