/** Documents, the letters in them, and the persons, institutions and places that their headers name. */
import type { HeaderDate, HeaderFacts, HeaderLetter, HeaderParty, HeaderPlace } from '../../header/index.js';
import { spanOf } from '../coverage.js';
import { type IndexedLetter, lettersIn } from '../letters.js';
import { licenceOf } from '../licence/index.js';
import type { DepositDocument } from '../target.js';
import { licenceEntity, licenceId, TEI, XML } from './context-entities.js';
import { nameId, pathId } from './identifiers.js';
import { compact, type Entity, ref } from './terms.js';

/** Gathers, while documents pass, what they name: each once. */
export class Named {
  readonly #entities = new Map<string, Entity>();

  /** The entity's address; one that is known better than before replaces what was known. */
  add(entity: Entity): string {
    const known = this.#entities.get(entity['@id']);
    if (known === undefined || known['@type'] === 'Thing') this.#entities.set(entity['@id'], entity);
    return entity['@id'];
  }

  get entities(): Iterable<Entity> {
    return this.#entities.values();
  }
}

/** A document as a file, and as a message where it is one letter; several letters in it are messages of their own. */
export function documentEntities(document: DepositDocument, named: Named): readonly Entity[] {
  const { facts, size, schemas, valid } = document;
  const id = pathId(document.place);
  const letters = lettersIn(facts, document.path);
  const message = letters.length === 1 ? messageOf(letters[0]!.letter, named) : undefined;
  const parts = letters.length > 1 ? letters.map((letter, n) => letterEntity(letter, n, document, named)) : [];
  const place =
    message?.locationCreated ?? placeRef(facts.place === undefined ? undefined : { name: facts.place }, named);
  // Of several letters, each has its own.
  const date = letters.length > 1 ? undefined : (dateOf(facts.date) ?? message?.dateCreated);
  const entity: Entity = {
    '@id': id,
    '@type': message === undefined ? 'File' : ['File', 'Message'],
    name: facts.title ?? document.path,
    description: remarksOn(facts, valid),
    encodingFormat: ['application/tei+xml', ref(XML)],
    conformsTo: compact([ref(TEI), ...(valid ? schemas.map((schema) => ref(pathId(schema))) : [])]),
    contentSize: String(size),
    dateCreated: date,
    sender: message?.sender,
    recipient: message?.recipient,
    dateReceived: dateOf(facts.received),
    locationCreated: place,
    inLanguage: compact(facts.language ?? []),
    keywords: compact([facts.kind, facts.series, facts.classification].filter((word) => word !== undefined)),
    license: licenceRefs(facts, named),
    hasPart: compact(parts.map((part) => ref(part['@id']))),
  };
  return [entity, ...parts];
}

function remarksOn({ date }: HeaderFacts, valid: boolean): string | undefined {
  const remarks = [
    ...(valid ? [] : ['Not valid against its schema; see validation-report.json.']),
    ...(dateOf(date) !== undefined && date?.cert !== undefined
      ? ['The date is inferred, not stated in the text.']
      : []),
  ];
  return remarks.length === 0 ? undefined : remarks.join(' ');
}

export function actionsOf({ actions }: HeaderLetter, type: string) {
  const own = actions.filter((action) => action.type === type);
  return {
    parties: own.flatMap(({ parties = [] }) => parties),
    place: own.flatMap(({ places = [] }) => places)[0],
    date: own.find(({ date }) => date !== undefined)?.date,
  };
}

function messageOf(letter: HeaderLetter, named: Named) {
  const sent = actionsOf(letter, 'sent');
  const refs = (parties: readonly HeaderParty[]) =>
    compact([...new Set(parties.map((party) => named.add(partyEntity(party))))].map(ref));
  return {
    sender: refs(sent.parties),
    recipient: refs(actionsOf(letter, 'received').parties),
    dateCreated: dateOf(sent.date),
    locationCreated: placeRef(sent.place, named),
  };
}

function letterEntity(indexed: IndexedLetter, n: number, { place, path }: DepositDocument, named: Named): Entity {
  const { letter, facts, fragment = `letter-${n + 1}` } = indexed;
  const name = facts.letters?.length === 1 ? (facts.title ?? path) : `${facts.title ?? path}: ${fragment}`;
  return { '@id': `${pathId(place)}#${pathId(fragment)}`, '@type': 'Message', name, ...messageOf(letter, named) };
}

const PARTY_TYPES = { person: 'Person', organization: 'Organization', unknown: 'Thing' } as const;

/** By the address of an authority, else by name: two persons of one name with different references stay two. */
function partyEntity({ name, kind, ref: written, authority }: HeaderParty): Entity {
  // A person and an institution of one name are two.
  const what = kind === 'organization' ? 'institution' : 'party';
  return { '@id': idOf(what, name, written, authority), '@type': PARTY_TYPES[kind], name };
}

function placeRef(place: HeaderPlace | undefined, named: Named) {
  if (place === undefined) return undefined;
  const { name, ref: written, authority } = place;
  return ref(named.add({ '@id': idOf('place', name, written, authority), '@type': 'Place', name }));
}

function idOf(
  kind: 'party' | 'institution' | 'place',
  name: string,
  written: string | undefined,
  authority: string | undefined,
): string {
  if (authority !== undefined) return pathId(authority);
  return written === undefined ? nameId(kind, name) : `${nameId(kind, name)}/${pathId(written)}`;
}

function licenceRefs({ licences = [] }: HeaderFacts, named: Named) {
  const known = licences
    .map(({ target, text }) => licenceOf(target ?? text ?? ''))
    .filter(({ url }) => url !== undefined);
  for (const licence of known) named.add(licenceEntity(licence));
  return compact([...new Set(known.map(licenceId))].map(ref));
}

/** A day or moment as written, an interval as `first/last`, open with `..` (ISO 8601-2). */
export function dateOf(date: HeaderDate | undefined): string | undefined {
  if (date?.when !== undefined) return date.when;
  const { first, last } = spanOf(date);
  if (first === last) return first;
  return `${first ?? '..'}/${last ?? '..'}`;
}
