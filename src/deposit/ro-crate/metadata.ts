/** `ro-crate-metadata.json` (RO-Crate 1.2), written entity by entity, so that a crate may have any number of files. */

import type { DepositRecord } from '../record.js';
import type { DepositInput } from '../target.js';
import { contextOf, creatorIds, funderIds, identifierIds, licenceId, publisherId } from './context-entities.js';
import { documentEntities, Named } from './documents.js';
import { fileEntity, reportEntity } from './files.js';
import { pathId } from './identifiers.js';
import { relatedEntities, relatedMentions, relatedProperties } from './related.js';
import { CONTEXT, compact, type Entity, ref, SPECIFICATION } from './terms.js';

/** The whole file in pieces. */
export async function* metadataJson(input: DepositInput): AsyncGenerator<string> {
  yield `{ "@context": ${JSON.stringify(CONTEXT)},\n"@graph": [\n`;
  yield `${line(descriptor())},\n`;
  yield* rootJson(input);
  const named = new Named();
  for await (const document of input.documents()) {
    for (const entity of documentEntities(document, named)) yield `,\n${line(entity)}`;
  }
  const context = [...contextOf(input), ...relatedEntities(input.record)];
  const described = new Set(context.map((entity) => entity['@id']));
  const rest = [
    ...input.files.map(fileEntity),
    reportEntity(input),
    ...once(context),
    // What the record describes itself stands as it does.
    ...[...named.entities].filter((entity) => !described.has(entity['@id'])),
  ];
  for (const entity of rest) yield `,\n${line(entity)}`;
  yield '\n]}\n';
}

/** The first description of an entity stands: a publisher may be a creator too, a work related twice. */
function once(entities: readonly Entity[]): readonly Entity[] {
  return [...new Map([...entities].reverse().map((entity) => [entity['@id'], entity])).values()].reverse();
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
function* rootJson(input: DepositInput): Generator<string> {
  const root = line(rootEntity(input));
  yield `${root.slice(0, -1)},"hasPart":[`;
  yield [...input.files, input.report].map(({ path }) => JSON.stringify(ref(pathId(path)))).join(',');
  for (const document of input.documentFiles()) yield `,${JSON.stringify(ref(pathId(document.place)))}`;
  yield ']}';
}

/** RO-Crate 1.2, Direct properties of the Root Data Entity; DataCite's fields beside them. */
function rootEntity({ record, invalid }: DepositInput): Entity {
  const { coverage, doi } = record;
  const warning =
    invalid === 0
      ? ''
      : ` Note: ${invalid} of ${coverage.documents} documents are not valid against their schema; see validation-report.json.`;
  return {
    '@id': './',
    '@type': 'Dataset',
    name: record.title,
    description: `${record.description}${warning}`,
    datePublished: record.publicationDate,
    license: compact([...new Set(record.licences.map(licenceId))].map(ref)),
    author: compact([...new Set(creatorIds(record.creators))].map(ref)),
    contributor: compact([...new Set(creatorIds(record.contributors))].map(ref)),
    publisher: record.publisher === undefined ? undefined : ref(publisherId(record.publisher)),
    funder: compact(funderIds(record).map(ref)),
    keywords: compact([...record.keywords, ...record.subjects]),
    inLanguage: compact(record.languages),
    temporalCoverage:
      coverage.from === undefined && coverage.to === undefined
        ? undefined
        : `${coverage.from ?? '..'}/${coverage.to ?? '..'}`,
    ...relatedProperties(record),
    mentions: compact([...relatedMentions(record), ref('#validation')]),
    version: record.version,
    conditionsOfAccess: accessWords(record),
    identifier: compact(identifierIds(record).map(ref)),
    'cite-as': doi === undefined ? undefined : `https://doi.org/${doi}`,
  };
}

function accessWords({ access, embargoUntil }: DepositRecord): string | undefined {
  if (access === 'open') return undefined;
  return embargoUntil === undefined ? access : `${access} until ${embargoUntil}`;
}
