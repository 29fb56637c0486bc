/** Works that the collection is related to: an entity each, and the property of schema.org that comes nearest. */
import type { RelatedWork } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { type Identifier, identifierOf } from '../vocabulary/identifiers.js';
import { pathId } from './identifiers.js';
import { compact, type Entity, type Reference, ref } from './terms.js';

/** By relations of DataCite; any other is a mention, and the entity has its name. */
const PROPERTIES: Readonly<
  Record<string, 'isBasedOn' | 'isPartOf' | 'citation' | 'translationOfWork' | 'workTranslation'>
> = {
  IsDerivedFrom: 'isBasedOn',
  IsVariantFormOf: 'isBasedOn',
  IsVersionOf: 'isBasedOn',
  IsNewVersionOf: 'isBasedOn',
  IsPartOf: 'isPartOf',
  IsPublishedIn: 'isPartOf',
  IsCollectedBy: 'isPartOf',
  Cites: 'citation',
  References: 'citation',
  IsTranslationOf: 'translationOfWork',
  HasTranslation: 'workTranslation',
};

/** Properties of the root, mentions apart. */
export function relatedProperties({
  related,
}: DepositRecord): Readonly<Record<string, Reference | readonly Reference[] | undefined>> {
  const names = [...new Set(Object.values(PROPERTIES))];
  return Object.fromEntries(
    names.map((name) => [name, compact(refsOf(related.filter(({ relation }) => PROPERTIES[relation] === name)))]),
  );
}

export function relatedMentions({ related }: DepositRecord): readonly Reference[] {
  return refsOf(related.filter(({ relation }) => PROPERTIES[relation] === undefined));
}

export function relatedEntities({ related }: DepositRecord): readonly Entity[] {
  return related.flatMap(({ identifier, relation }) => {
    const found = identifierOf(identifier);
    if (found === undefined) return [];
    const entity: Entity = {
      '@id': pathId(addressOf(found)),
      '@type': 'CreativeWork',
      name: identifier,
      description: `This collection ${relation} it, in the terms of DataCite.`,
      identifier: found.value,
    };
    return [entity];
  });
}

function refsOf(works: readonly RelatedWork[]): readonly Reference[] {
  return works.flatMap(({ identifier }) => {
    const found = identifierOf(identifier);
    return found === undefined ? [] : [ref(pathId(addressOf(found)))];
  });
}

/** Where an identifier leads, or the URN of it. */
export function addressOf({ type, value }: Pick<Identifier, 'type' | 'value'>): string {
  switch (type) {
    case 'DOI':
      return `https://doi.org/${value}`;
    case 'Handle':
      return `https://hdl.handle.net/${value}`;
    case 'ARK':
      return `https://n2t.net/${value}`;
    case 'ISBN':
    case 'ISSN':
      return `urn:${type.toLowerCase()}:${value.replaceAll(' ', '')}`;
    default:
      return value;
  }
}
