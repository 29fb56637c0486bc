/**
 * Simple Dublin Core in the container of OAI-PMH (http://www.openarchives.org/OAI/openarchivesprotocol.html#dublincore).
 * Values follow the OpenAIRE Guidelines for Literature Repositories 3.0: languages as ISO 639-3, access as a term of
 * `info:eu-repo/semantics`, identifiers as addresses where they have one.
 */
import { XSI_NAMESPACE } from '../xml/known-namespaces.js';
import { writtenBetween } from './coverage.js';
import type { Access, RelatedWork } from './metadata/index.js';
import type { DepositRecord } from './record.js';
import { type DepositTarget, textEntry } from './target.js';
import { type Identifier, identifierOf } from './vocabulary/identifiers.js';
import { iso639_3 } from './vocabulary/languages.js';
import { element, XML_DECLARATION, type XmlElement, xmlText } from './xml-text.js';
import { fundedBy } from './zenodo/metadata.js';

const NAMESPACE = 'http://www.openarchives.org/OAI/2.0/oai_dc/';
const DC_NAMESPACE = 'http://purl.org/dc/elements/1.1/';

export const oaiDc: DepositTarget = {
  name: 'oai-dc',
  title: 'Simple Dublin Core as XML (OAI-PMH)',
  form: 'file',
  needs: [],
  entries: ({ record }) => [textEntry('oai_dc.xml', XML_DECLARATION + xmlText(container(record)))],
};

function container(record: DepositRecord): XmlElement {
  const attributes = {
    'xmlns:oai_dc': NAMESPACE,
    'xmlns:dc': DC_NAMESPACE,
    'xmlns:xsi': XSI_NAMESPACE,
    'xsi:schemaLocation': `${NAMESPACE} http://www.openarchives.org/OAI/2.0/oai_dc.xsd`,
  };
  return element('oai_dc:dc', attributes, [...described(record), ...located(record), ...permitted(record)]);
}

/** What it is, and whose. */
function described(record: DepositRecord): readonly XmlElement[] {
  const { title, creators, contributors, subjects, keywords, description, funders, publisher } = record;
  return [
    ...each('title', [title]),
    ...each('creator', namesOf(creators)),
    ...each('contributor', namesOf(contributors)),
    ...each('subject', [...subjects, ...keywords]),
    ...each('description', [description]),
    ...funders.map((funder) => english('description', `Funded by ${fundedBy(funder)}.`)),
    ...each('publisher', publisher === undefined ? [] : [publisher]),
    ...each('date', datesOf(record)),
    ...each('type', [typeOf(record.resourceType)]),
    ...each('format', ['application/tei+xml']),
  ];
}

/** Where it is found, what it belongs to, and what it covers. */
function located({
  doi,
  identifiers,
  related,
  newVersionOf,
  languages,
  coverage,
}: DepositRecord): readonly XmlElement[] {
  const own: readonly Identifier[] = [
    ...(doi === undefined ? [] : [{ type: 'DOI', value: doi } as const]),
    ...identifiers,
  ];
  const before = newVersionOf === undefined ? undefined : identifierOf(newVersionOf);
  const works = related.filter((work) => !isSource(work));
  const written = writtenBetween(coverage);
  return [
    ...each('identifier', own.map(addressOf)),
    ...each('source', addressesOf(related.filter(isSource))),
    ...each(
      'language',
      languages.map((tag) => iso639_3(tag) ?? tag),
    ),
    ...each('relation', [...addressesOf(works), ...(before === undefined ? [] : [addressOf(before)])]),
    ...each('coverage', [...coverage.places, ...(written === undefined ? [] : [written])]),
  ];
}

/** Who may see it, and what one may do with it. */
function permitted({ access, licences }: DepositRecord): readonly XmlElement[] {
  const words = licences.flatMap(({ url, name }) => [...(url === undefined ? [] : [url]), name]);
  return each('rights', [ACCESS[access], ...words]);
}

/** No language is said of what the configuration and the headers say, since they do not say it. */
function each(name: string, values: readonly string[]): readonly XmlElement[] {
  return [...new Set(values)].map((value) => element(`dc:${name}`, {}, value));
}

function english(name: string, value: string): XmlElement {
  return element(`dc:${name}`, { 'xml:lang': 'en' }, value);
}

function namesOf(parties: readonly { readonly name: string }[]): readonly string[] {
  return parties.map(({ name }) => name);
}

function datesOf({ publicationDate, embargoUntil }: DepositRecord): readonly string[] {
  return [publicationDate, ...(embargoUntil === undefined ? [] : [`info:eu-repo/date/embargoEnd/${embargoUntil}`])];
}

const ACCESS: Readonly<Record<Access, string>> = {
  open: 'info:eu-repo/semantics/openAccess',
  embargoed: 'info:eu-repo/semantics/embargoedAccess',
  restricted: 'info:eu-repo/semantics/restrictedAccess',
  closed: 'info:eu-repo/semantics/closedAccess',
};

/** DCMI Type Vocabulary: the term for each of DataCite's (4.6, property 10.a) that has one. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  Collection: ['Collection'],
  Dataset: ['Dataset'],
  Event: ['Event'],
  Image: ['Image'],
  InteractiveResource: ['InteractiveResource'],
  MovingImage: ['Audiovisual'],
  PhysicalObject: ['PhysicalObject', 'Instrument'],
  Service: ['Service'],
  Software: ['Software', 'ComputationalNotebook'],
  Sound: ['Sound'],
  Text: [
    ...['Text', 'Book', 'BookChapter', 'ConferencePaper', 'ConferenceProceeding', 'DataPaper', 'Dissertation'],
    ...['Journal', 'JournalArticle', 'OutputManagementPlan', 'PeerReview', 'Preprint', 'Report', 'Standard'],
  ],
};

/** The word itself where DCMI has none. */
function typeOf(resourceType: string): string {
  return Object.keys(TYPES).find((type) => TYPES[type]!.includes(resourceType)) ?? resourceType;
}

/** Dublin Core's `source` is what the described one is derived from; any other work is a `relation`. */
function isSource({ relation }: RelatedWork): boolean {
  return relation === 'IsDerivedFrom' || relation === 'IsTranslationOf';
}

function addressesOf(related: readonly RelatedWork[]): readonly string[] {
  return related.flatMap(({ identifier }) => identifierOf(identifier) ?? []).map(addressOf);
}

/** As a URI. */
function addressOf({ type, value }: Identifier): string {
  if (type === 'DOI') return `https://doi.org/${value}`;
  if (type === 'Handle') return `https://hdl.handle.net/${value}`;
  return type === 'ISBN' || type === 'ISSN' ? `urn:${type.toLowerCase()}:${value.replaceAll(' ', '-')}` : value;
}
