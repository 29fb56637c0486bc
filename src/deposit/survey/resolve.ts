/** References of headers to the addresses of authorities: prefixes expanded, entries of registers looked up. */
import { pathToFileURL } from 'node:url';
import type { HeaderAction, HeaderAgent, HeaderFacts, HeaderLetter } from '../../header/index.js';
import type { Prefixes } from '../../validate/pointers/prefixes.js';
import { targetOf } from '../../validate/pointers/targets.js';
import { tokens } from '../../xml/white-space.js';
import { type Authority, authorityOf } from '../vocabulary/authorities.js';
import type { Register } from './registers.js';

export interface Surroundings {
  /** Of the document. */
  readonly uri: string;
  readonly prefixes: Prefixes;
  /** What the document itself lists. */
  readonly register: Register;
  /** What another file lists, by its absolute path; empty where it cannot be had. */
  readonly registerOf: (path: string) => Promise<Register>;
}

/** An entry may lead to an entry of another register; in circles it leads nowhere. */
const DEEPEST = 4;

/** The same facts with `authority` at names, and with addresses for references of agents. */
export async function resolveFacts(facts: HeaderFacts, around: Surroundings): Promise<HeaderFacts> {
  const { letters, authors, editors, contributors, principals, sponsors, members } = facts;
  const agents = (list: readonly HeaderAgent[]) => Promise.all(list.map((agent) => resolveAgent(agent, around)));
  return {
    ...facts,
    ...(letters && { letters: await Promise.all(letters.map((letter) => resolveLetter(letter, around))) }),
    ...(authors && { authors: await agents(authors) }),
    ...(editors && { editors: await agents(editors) }),
    ...(contributors && { contributors: await agents(contributors) }),
    ...(principals && { principals: await agents(principals) }),
    ...(sponsors && { sponsors: await agents(sponsors) }),
    ...(members && { members: await Promise.all(members.map((member) => resolveFacts(member, around))) }),
  };
}

async function resolveAgent(agent: HeaderAgent, around: Surroundings): Promise<HeaderAgent> {
  const { refs = [] } = agent;
  if (refs.length === 0) return agent;
  const addresses = await Promise.all(refs.map((ref) => addressesOf(ref, around)));
  return { ...agent, refs: [...new Set(addresses.flat())] };
}

async function resolveLetter(letter: HeaderLetter, around: Surroundings): Promise<HeaderLetter> {
  const { ref, actions } = letter;
  const [address] = ref === undefined ? [] : await webAddressesOf(ref, around);
  return {
    ...letter,
    ...(ref === undefined ? {} : { ref: address ?? ref }),
    actions: await Promise.all(actions.map((action) => resolveAction(action, around))),
  };
}

async function resolveAction(action: HeaderAction, around: Surroundings): Promise<HeaderAction> {
  const { parties = [], places = [], ...rest } = action;
  const named = {
    parties: await resolveNames(parties, around, isOfParty),
    places: await resolveNames(places, around, isOfPlace),
  };
  return {
    ...rest,
    ...(named.parties.length === 0 ? {} : { parties: named.parties }),
    ...(named.places.length === 0 ? {} : { places: named.places }),
  };
}

/** Nobody is a place, and no place is somebody: what else an entry of a register refers to is not what it is. */
function isOfParty(authority: Authority | undefined): boolean {
  return authority?.scheme !== 'GeoNames';
}

function isOfPlace(authority: Authority | undefined): boolean {
  return authority?.scheme !== 'ORCID' && authority?.scheme !== 'ISNI';
}

/** With authorities, and with names that only a register has; what has no name even there is left out. */
async function resolveNames<T extends Named>(
  list: readonly T[],
  around: Surroundings,
  fits: (authority: Authority | undefined) => boolean,
): Promise<T[]> {
  const all = await Promise.all(list.map((each) => resolveName(each, around, fits)));
  return all.filter(({ name }) => name !== '');
}

interface Named {
  readonly name: string;
  readonly ref?: string;
}

async function resolveName<T extends Named>(
  named: T,
  around: Surroundings,
  fits: (authority: Authority | undefined) => boolean,
): Promise<T> {
  if (named.ref === undefined) return named;
  const addresses = (await webAddressesOf(named.ref, around)).filter((address) => fits(authorityOf(address)));
  // Of several the first that indexes of letters know, in the one form in which all name it; else the first.
  const known = addresses.map(authorityOf).find((authority) => authority !== undefined);
  const authority = known?.address ?? addresses[0];
  const name = named.name === '' ? await nameBy(named.ref, around) : named.name;
  return { ...named, name, ...(authority === undefined ? {} : { authority }) };
}

/** The name in the register that a reference leads to; empty for none. */
async function nameBy(written: string, around: Surroundings): Promise<string> {
  for (const ref of tokens(written)) {
    const target = targetOf(ref, around.uri, around.uri, around.prefixes);
    const register =
      target.kind === 'id'
        ? around.register
        : target.kind === 'file'
          ? await around.registerOf(target.path)
          : undefined;
    const name = 'id' in target && target.id !== undefined ? register?.get(target.id)?.name : undefined;
    if (name !== undefined && name !== '') return name;
  }
  return '';
}

async function webAddressesOf(written: string, around: Surroundings): Promise<readonly string[]> {
  const all = await Promise.all(tokens(written).map((ref) => addressesOf(ref, around)));
  return all.flat().filter((address) => /^https?:\/\/\S+$/i.test(address));
}

/** Where one reference leads; as it is, where that is an address; nothing where it leads nowhere. */
async function addressesOf(ref: string, around: Surroundings, depth = 0): Promise<readonly string[]> {
  if (depth > DEEPEST) return [];
  const { uri, prefixes, registerOf } = around;
  const target = targetOf(ref, uri, uri, prefixes);
  switch (target.kind) {
    case 'elsewhere':
      if (target.address === undefined) return [];
      // `orcid:` is a scheme of addresses, too.
      return [
        /^https?:/i.test(target.address) ? target.address : (authorityOf(target.address)?.address ?? target.address),
      ];
    case 'id':
      return entryOf(target.id, around, depth);
    case 'file':
      // A number alone is no file, nor is a name.
      if (target.id === undefined) return [];
      return entryOf(
        target.id,
        { ...around, uri: pathToFileURL(target.path).href, register: await registerOf(target.path) },
        depth,
      );
    default: {
      // `GND:118540238`, as an `idno` has its type.
      const authority = authorityOf(ref);
      return authority === undefined ? [] : [authority.address];
    }
  }
}

async function entryOf(id: string, around: Surroundings, depth: number): Promise<readonly string[]> {
  const { refs = [] } = around.register.get(id) ?? {};
  return (await Promise.all(refs.map((ref) => addressesOf(ref, around, depth + 1)))).flat();
}
