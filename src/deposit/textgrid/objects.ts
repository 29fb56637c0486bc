/**
 * The metadata of TextGrid's objects (http://textgridlab.org/schema/textgrid-metadata_2010.xsd): what is generic first,
 * then what an item, an edition, a work or a collection has of its own, in the order of the schema.
 */
import type { HeaderDate, HeaderFacts } from '../../header/index.js';
import { documentAddress, documentId } from '../addresses.js';
import { writtenBetween } from '../coverage.js';
import { type Licence, licenceOf } from '../licence/index.js';
import type { Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import type { DepositDocument } from '../target.js';
import { authorityOf } from '../vocabulary/authorities.js';
import { type Identifier, identifierOf } from '../vocabulary/identifiers.js';
import { iso639_3 } from '../vocabulary/languages.js';
import { element, XML_DECLARATION, type XmlElement, xmlText } from '../xml-text.js';
import { editionAgents, person, rightsHolders, workAgents } from './agents.js';
import { COLLECTION, EDITION, formatOf, WORK } from './formats.js';

const NAMESPACE = 'http://textgrid.info/namespaces/metadata/core/2010';

/** Of a document itself. */
export function documentItem(record: DepositRecord, document: DepositDocument): string {
  const provided = {
    title: titleOf(document),
    identifiers: identifiersOf(record, document),
    format: 'text/xml',
    notes: (document.facts.sources ?? []).map((source) => `Source: ${source}`),
  };
  return object(provided, item(record));
}

/** Of a schema, a picture or another file that goes along. */
export function fileItem(record: DepositRecord, path: string): string {
  return object({ title: nameOf(path), format: formatOf(path) }, item(record));
}

/** What a document is an edition of must lie in the same folder. */
export function edition(record: DepositRecord, document: DepositDocument, work: string): string {
  const { facts } = document;
  const { url, name } = licenceOfDocument(facts) ?? record.licence;
  const languages = [...new Set((facts.language ?? []).flatMap((tag) => iso639_3(tag) ?? []))];
  const own = element('edition', {}, [
    element('isEditionOf', {}, nameOf(work)),
    ...editionAgents(record, facts),
    ...languages.map((code) => element('language', {}, code)),
    element('license', { licenseUri: url }, name),
  ]);
  return object({ title: titleOf(document), identifiers: identifiersOf(record, document), format: EDITION }, own);
}

/** Letters and telegrams are no fiction; of anything else the header does not say the genre. */
export function work(document: DepositDocument): string {
  const { facts } = document;
  const own = element('work', {}, [
    ...workAgents(facts),
    ...(facts.abstract === undefined ? [] : [element('abstract', {}, facts.abstract)]),
    dateOfCreation(facts.date),
    ...placesOf(facts).map(([name, id]) => term('spatial', name, id)),
    ...(facts.keywords ?? []).map((keyword) => term('subject', keyword)),
    element('genre', {}, (facts.letters ?? []).length > 0 ? 'non-fiction' : 'other'),
    ...(facts.kind === undefined ? [] : [element('type', {}, facts.kind)]),
  ]);
  return object({ title: titleOf(document), format: WORK }, own);
}

/** Of the whole. The schema has no licence for it, so that stands in the notes. */
export function collection(record: DepositRecord): string {
  const { title, creators, description, coverage, subjects, keywords, licence } = record;
  const written = writtenBetween(coverage);
  const own = element('collection', {}, [
    ...creators.map((party: Party) => person('collector', party)),
    element('abstract', {}, description),
    ...descriptionsOf(record).map((address) => element('collectionDescription', {}, address)),
    ...coverage.places.map((place) => term('spatial', place)),
    ...(written === undefined ? [] : [term('temporal', written)]),
    ...[...new Set([...subjects, ...keywords])].map((subject) => term('subject', subject)),
  ]);
  const address = licence.url === undefined || licence.url === licence.name ? '' : ` (${licence.url})`;
  const doi = record.doi === undefined ? [] : [{ type: 'DOI', value: record.doi }];
  const identifiers = [...doi, ...record.identifiers];
  return object({ title, identifiers, format: COLLECTION, notes: [`Licence: ${licence.name}${address}`] }, own);
}

/** What the schema demands of a document, and its header does not say. */
export function lacksOf({ facts }: DepositDocument): readonly ('title' | 'date' | 'agent')[] {
  return [
    ...(facts.title === undefined ? (['title'] as const) : []),
    ...(isDated(facts.date) ? [] : (['date'] as const)),
    ...(workAgents(facts).length === 0 ? (['agent'] as const) : []),
  ];
}

/** An identifier; the schema wants a type of each. */
interface Typed {
  readonly type: string;
  readonly value: string;
}

interface Provided {
  readonly title: string;
  readonly identifiers?: readonly Typed[];
  readonly format: string;
  readonly notes?: readonly string[];
}

function object({ title, identifiers = [], format, notes = [] }: Provided, own: XmlElement): string {
  const provided = element('provided', {}, [
    element('title', {}, title),
    ...identifiers.map(({ type, value }) => element('identifier', { type }, value)),
    element('format', {}, format),
    ...(notes.length === 0 ? [] : [element('notes', {}, notes.join('\n'))]),
  ]);
  return XML_DECLARATION + xmlText(element('object', { xmlns: NAMESPACE }, [element('generic', {}, [provided]), own]));
}

function item(record: DepositRecord): XmlElement {
  return element(
    'item',
    {},
    rightsHolders(record).map((party) => person('rightsHolder', party)),
  );
}

/** The name of its file where the header has none. */
function titleOf({ facts, path }: DepositDocument): string {
  return facts.title ?? documentId(path);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function identifiersOf({ documentUrl }: DepositRecord, { facts, path }: DepositDocument): readonly Typed[] {
  const address = documentUrl === undefined ? [] : [{ type: 'URL', value: documentAddress(documentUrl, path) }];
  const own = (facts.identifiers ?? []).map(({ type, value }) => ({
    type: type ?? identifierOf(value)?.type ?? 'other',
    value,
  }));
  return [...address, ...own];
}

function licenceOfDocument({ licences = [] }: HeaderFacts): Licence | undefined {
  const written = licences[0]?.target ?? licences[0]?.text;
  return written === undefined ? undefined : licenceOf(written);
}

const PRECISE = /^\d{4}(?:-\d\d(?:-\d\d)?)?(?![-\d])/;

function dayOf(written: string | undefined): string | undefined {
  return written === undefined ? undefined : PRECISE.exec(written)?.[0];
}

function daysOf({ when, notBefore, from, notAfter, to }: HeaderDate) {
  const day = dayOf(when);
  const [first, last] = [dayOf(notBefore ?? from), dayOf(notAfter ?? to)];
  return day === undefined ? { notBefore: first, notAfter: last } : { date: day };
}

function isDated(date: HeaderDate | undefined): boolean {
  return date !== undefined && Object.values(daysOf(date)).some((day) => day !== undefined);
}

/** Its text is for readers, its attributes are what can be searched; a work without a date says so, since the element is mandatory. */
function dateOfCreation(date: HeaderDate | undefined): XmlElement {
  const days = date === undefined ? {} : daysOf(date);
  const found = [...new Set(Object.values(days).filter((day) => day !== undefined))];
  const words = date?.text ?? (found.length === 0 ? 'unknown' : found.join('/'));
  return element('dateOfCreation', days, date?.cert === undefined ? words : `${words} (inferred)`);
}

/** Where it was written, each place with its address in a file of authorities, as far as the header has one. */
function placesOf({ place, letters = [] }: HeaderFacts): readonly (readonly [string, string | undefined])[] {
  const sent = letters.flatMap(({ actions }) => actions).filter(({ type }) => type === 'sent');
  const named = sent
    .flatMap(({ places = [] }) => places)
    .map(({ name, ref = '', authority }) => [name, authority ?? authorityOf(ref)?.address] as const);
  return [...new Map([...(place === undefined ? [] : [[place, undefined] as const]), ...named])];
}

/** `authorityType`. */
function term(name: string, value: string, id?: string): XmlElement {
  const scheme = id === undefined ? undefined : authorityOf(id)?.scheme;
  const identified = id === undefined ? undefined : element('id', { type: scheme }, id);
  return element(name, {}, [identified, element('value', {}, value)]);
}

/** Addresses of works that describe the collection. */
function descriptionsOf({ related }: DepositRecord): readonly string[] {
  const describing = related.filter(({ relation }) => relation === 'IsDescribedBy' || relation === 'IsDocumentedBy');
  return describing.flatMap(({ identifier }) => identifierOf(identifier) ?? []).flatMap(addressOf);
}

function addressOf({ type, value }: Identifier): readonly string[] {
  if (type === 'DOI') return [`https://doi.org/${value}`];
  return type === 'URL' ? [value] : [];
}
