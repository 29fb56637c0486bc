/** The entries of the configuration that are about deposits, and how each is read. */
import { RELATIONS } from '../vocabulary/relations.js';
import { RESOURCE_TYPES } from '../vocabulary/resource-types.js';
import type { Access, DepositMetadata, MetadataKey, RelatedWork } from './model.js';
import { contact, contributor, funder, party } from './people.js';
import { list, object, oneOf, type Shape, text } from './shape.js';
import { address, community, day, documentUrl, doi, identifier, language, record, slug } from './texts.js';

const ACCESS: readonly Access[] = ['open', 'embargoed', 'restricted', 'closed'];

const related = object<RelatedWork>(
  {
    identifier: identifier('https://example.org/edition'),
    relation: oneOf('a relation of DataCite', 'IsDerivedFrom', RELATIONS),
  },
  {
    words: 'another work',
    example: { identifier: 'https://example.org/edition', relation: 'IsDerivedFrom' },
    required: ['identifier', 'relation'],
  },
);

/** One licence, or a list of several: a text alone stays one. */
export const licence: Shape<string | readonly string[]> = (() => {
  const one = text('CC-BY-4.0', 'a licence');
  const several = list(one, ['CC-BY-4.0', 'CC-BY-NC-4.0']);
  return {
    ...one,
    read: (value, place) => (Array.isArray(value) ? several.read(value, place) : one.read(value, place)),
  };
})();

export const ENTRIES: { readonly [K in MetadataKey]-?: Shape<Exclude<DepositMetadata[K], undefined>> } = {
  title: text('Telegrams from Strelsau, 1957'),
  description: text('Cables of the embassy in Strelsau on the loan of 1957.'),
  creators: list(party),
  contributors: list(contributor),
  contact,
  licence,
  access: oneOf(`one of the words ${ACCESS.join(', ')}`, 'open', ACCESS),
  embargoUntil: day('2027-01-01'),
  keywords: list(text('diplomacy'), ['diplomacy', 'telegrams']),
  subjects: list(text('Arts and Humanities')),
  funders: list(funder),
  language,
  publicationDate: day('2026-03-31'),
  publisher: text('University of Strelsau'),
  related: list(related),
  doi,
  version: text('1.0.0'),
  identifiers: list(identifier('ISBN 978-3-16-148410-0')),
  name: slug,
  resourceType: oneOf('a type of DataCite', 'Dataset', RESOURCE_TYPES),
  communities: list(community),
  newVersionOf: record,
  documentUrl,
  cmifUrl: address,
};
