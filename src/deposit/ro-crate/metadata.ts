/** `ro-crate-metadata.json` (RO-Crate 1.2), written entity by entity, so that a crate may have any number of files. */

import type { HeaderDate, HeaderFacts, HeaderParty } from '../../header/index.js';
import { spanOf } from '../coverage.js';
import type { DepositDocument, DepositInput, PackageEntry } from '../target.js';
import { contextOf, creatorIds, funderIds, licenceId, publisherId, TEI, XML } from './context-entities.js';
import { nameId, pathId } from './identifiers.js';
import { CONTEXT, compact, type Entity, ref, SPECIFICATION } from './terms.js';

/** The whole file in pieces. */
export async function* metadataJson(input: DepositInput): AsyncGenerator<string> {
  yield `{ "@context": ${JSON.stringify(CONTEXT)},\n"@graph": [\n`;
  yield `${line(descriptor())},\n`;
  yield* rootJson(input);
  const parties = new Map<string, HeaderParty['kind']>();
  const places = new Set<string>();
  for await (const document of input.documents()) {
    yield `,\n${line(documentEntity(document))}`;
    noteNames(document.facts, parties, places);
  }
  const rest = [
    ...input.files.map(schemaEntity),
    reportEntity(input),
    ...contextOf(input),
    ...[...parties].map(([name, kind]) => partyEntity(name, kind)),
    ...[...places].map((name): Entity => ({ '@id': nameId('place', name), '@type': 'Place', name })),
  ];
  for (const entity of rest) yield `,\n${line(entity)}`;
  yield '\n]}\n';
}

function line(entity: Entity): string {
  return JSON.stringify(entity);
}

function descriptor(): Entity {
  return {
    '@id': 'ro-crate-metadata.json',
    '@type': 'CreativeWork',
    about: ref('./'),
    conformsTo: ref(SPECIFICATION),
  };
}

/** The root with all its parts, of which there may be too many for one object. */
async function* rootJson(input: DepositInput): AsyncGenerator<string> {
  const root = line(rootEntity(input));
  yield `${root.slice(0, -1)},"hasPart":[`;
  yield [...input.files, input.report].map(({ path }) => JSON.stringify(ref(pathId(path)))).join(',');
  for await (const document of input.documents()) yield `,${JSON.stringify(ref(pathId(document.place)))}`;
  yield ']}';
}

/** RO-Crate 1.2, Direct properties of the Root Data Entity; DataCite's fields beside them. */
function rootEntity({ record, invalid }: DepositInput): Entity {
  const { coverage, doi } = record;
  const warning =
    invalid === 0
      ? ''
      : ` Note: ${invalid} of ${coverage.documents} documents are not valid against their schema; see validation-report.json.`;
  const related = record.related.filter(({ identifier }) => /^https?:/.test(identifier));
  return {
    '@id': './',
    '@type': 'Dataset',
    name: record.title,
    description: `${record.description}${warning}`,
    datePublished: record.publicationDate,
    license: ref(licenceId(record)),
    author: compact(creatorIds(record).map(ref)),
    publisher: record.publisher === undefined ? undefined : ref(publisherId(record.publisher)),
    funder: compact(funderIds(record).map(ref)),
    keywords: compact([...record.keywords, ...record.subjects]),
    inLanguage: compact(record.languages),
    temporalCoverage: coverage.from === undefined ? undefined : `${coverage.from}/${coverage.to ?? '..'}`,
    isBasedOn: compact(
      related.filter(({ relation }) => DERIVED.has(relation)).map(({ identifier }) => ref(identifier)),
    ),
    mentions: compact([
      ...related.filter(({ relation }) => !DERIVED.has(relation)).map(({ identifier }) => ref(identifier)),
      ref('#validation'),
    ]),
    version: record.version,
    identifier: doi === undefined ? undefined : ref(`https://doi.org/${doi}`),
    'cite-as': doi === undefined ? undefined : `https://doi.org/${doi}`,
  };
}

/** Relations of DataCite that schema.org calls being based on. */
const DERIVED: ReadonlySet<string> = new Set(['IsDerivedFrom', 'IsVariantFormOf', 'IsVersionOf']);

/** A document: a file, and a message where its header says who wrote to whom. */
function documentEntity(document: DepositDocument): Entity {
  const { facts, size, schemas, valid } = document;
  const { sent, received } = correspondents(facts);
  const isMessage = sent.length > 0 || received.length > 0;
  const date = dateOf(facts.date);
  const remarks = [
    ...(valid ? [] : ['Not valid against its schema; see validation-report.json.']),
    ...(date !== undefined && facts.date?.cert !== undefined ? ['The date is inferred, not stated in the text.'] : []),
  ];
  return {
    '@id': pathId(document.place),
    '@type': isMessage ? ['File', 'Message'] : 'File',
    name: facts.title ?? document.path,
    description: remarks.length === 0 ? undefined : remarks.join(' '),
    encodingFormat: ['application/tei+xml', ref(XML)],
    conformsTo: compact([ref(TEI), ...(valid ? schemas.map((schema) => ref(pathId(schema))) : [])]),
    contentSize: String(size),
    dateCreated: date,
    sender: compact(sent.map(({ name }) => ref(nameId('party', name)))),
    recipient: compact(received.map(({ name }) => ref(nameId('party', name)))),
    dateReceived: dateOf(facts.received),
    locationCreated: facts.place === undefined ? undefined : ref(nameId('place', facts.place)),
    inLanguage: compact(facts.language ?? []),
    keywords: compact([facts.kind, facts.series, facts.classification].filter((word) => word !== undefined)),
  };
}

export function correspondents({ letters = [] }: HeaderFacts) {
  const actions = letters.flatMap((letter) => letter.actions);
  const partiesOf = (type: string) => [
    ...new Map(
      actions.filter((action) => action.type === type).flatMap(({ parties = [] }) => parties.map((p) => [p.name, p])),
    ).values(),
  ];
  return { sent: partiesOf('sent'), received: partiesOf('received') };
}

/** A day or moment as written, an interval as `first/last` (ISO 8601-1). */
export function dateOf(date: HeaderDate | undefined): string | undefined {
  if (date?.when !== undefined) return date.when;
  const { first, last } = spanOf(date);
  return first === last ? first : `${first}/${last}`;
}

function noteNames(facts: HeaderFacts, parties: Map<string, HeaderParty['kind']>, places: Set<string>): void {
  const { sent, received } = correspondents(facts);
  for (const { name, kind } of [...sent, ...received]) {
    if (!parties.has(name) || parties.get(name) === 'unknown') parties.set(name, kind);
  }
  if (facts.place !== undefined) places.add(facts.place);
}

const PARTY_TYPES = { person: 'Person', organization: 'Organization', unknown: 'Thing' } as const;

function partyEntity(name: string, kind: HeaderParty['kind']): Entity {
  return { '@id': nameId('party', name), '@type': PARTY_TYPES[kind], name };
}

function schemaEntity({ path }: PackageEntry): Entity {
  const [words, format] = SCHEMA_FORMATS[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? [
    'Schema',
    'text/plain',
  ];
  return {
    '@id': pathId(path),
    '@type': ['File', 'CreativeWork', 'Profile'],
    name: `${words} ${path.slice(path.lastIndexOf('/') + 1)}`,
    description: 'The schema that the documents were checked against.',
    encodingFormat: format,
  };
}

const SCHEMA_FORMATS: Readonly<Record<string, readonly [string, string]>> = {
  rng: ['RELAX NG schema', 'application/xml'],
  rnc: ['RELAX NG schema (compact syntax)', 'application/relax-ng-compact-syntax'],
  xsd: ['XML Schema', 'application/xml'],
  dtd: ['Document type definition', 'application/xml-dtd'],
};

function reportEntity({ report }: DepositInput): Entity {
  return {
    '@id': pathId(report.path),
    '@type': 'File',
    name: 'Validation report',
    description: 'For each document whether it is valid, against which schema, and what is wrong.',
    encodingFormat: 'application/json',
    contentSize: report.size === undefined ? undefined : String(report.size),
  };
}
