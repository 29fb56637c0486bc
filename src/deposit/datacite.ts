/** DataCite Metadata Schema 4.6 as XML: what registers a DOI, and what most repositories import. */
import { XSI_NAMESPACE } from '../xml/known-namespaces.js';
import { writtenBetween } from './coverage.js';
import type { Funder, Party } from './metadata/index.js';
import type { DepositRecord } from './record.js';
import { type DepositTarget, textEntry } from './target.js';
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

function mandatory({ doi, creators, title, publisher, publicationDate }: DepositRecord): XmlElement[] {
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
    element('resourceType', { resourceTypeGeneral: 'Dataset' }, 'TEI documents'),
  ];
}

function nameParts(tag: string, party: Party): (XmlElement | undefined)[] {
  const parts = partyName(party);
  const nameType = { person: 'Personal', organization: 'Organizational', unknown: undefined }[parts.kind];
  const orcid = { nameIdentifierScheme: 'ORCID', schemeURI: 'https://orcid.org' };
  return [
    element(tag, { nameType }, party.name),
    parts.kind === 'person' ? element('givenName', {}, parts.given) : undefined,
    parts.kind === 'person' ? element('familyName', {}, parts.family) : undefined,
    party.orcid === undefined ? undefined : element('nameIdentifier', orcid, `https://orcid.org/${party.orcid}`),
    party.affiliation === undefined ? undefined : element('affiliation', {}, party.affiliation),
  ];
}

function recommended(record: DepositRecord): (XmlElement | undefined)[] {
  const { keywords, subjects, contact, publicationDate, related, description, coverage } = record;
  const written = writtenBetween(coverage);
  return [
    elementOf(
      'subjects',
      [...subjects, ...keywords].map((subject) => element('subject', {}, subject)),
    ),
    contact === undefined
      ? undefined
      : element('contributors', {}, [
          element('contributor', { contributorType: 'ContactPerson' }, nameParts('contributorName', contact)),
        ]),
    element('dates', {}, [
      element('date', { dateType: 'Issued' }, publicationDate),
      written === undefined
        ? undefined
        : element('date', { dateType: 'Coverage', dateInformation: 'when the documents were written' }, written),
    ]),
    elementOf('relatedIdentifiers', related.map(relatedIdentifier)),
    element('descriptions', {}, [element('description', { descriptionType: 'Abstract' }, description)]),
    elementOf(
      'geoLocations',
      coverage.places.map((place) => element('geoLocation', {}, [element('geoLocationPlace', {}, place)])),
    ),
  ];
}

function relatedIdentifier({ identifier, relation }: DepositRecord['related'][number]): XmlElement | undefined {
  const found = identifierOf(identifier);
  if (found === undefined) return undefined;
  const attributes = { relatedIdentifierType: found.type, relationType: relation };
  return element('relatedIdentifier', attributes, found.value);
}

function optional({ languages, coverage, version, licence, funders }: DepositRecord): (XmlElement | undefined)[] {
  const spdx = {
    rightsIdentifier: licence.id,
    rightsIdentifierScheme: 'SPDX',
    schemeURI: 'https://spdx.org/licenses/',
  };
  const rights = { rightsURI: licence.url, ...(licence.id === undefined ? {} : spdx) };
  const documents = coverage.documents === 1 ? '1 document' : `${coverage.documents} documents`;
  return [
    languages[0] === undefined ? undefined : element('language', {}, languages[0]),
    element('sizes', {}, [element('size', {}, documents), element('size', {}, `${coverage.size} bytes`)]),
    element('formats', {}, [element('format', {}, 'application/tei+xml')]),
    version === undefined ? undefined : element('version', {}, version),
    element('rightsList', {}, [element('rights', rights, licence.name)]),
    elementOf('fundingReferences', funders.map(fundingReference)),
  ];
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
