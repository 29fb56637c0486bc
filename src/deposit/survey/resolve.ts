/** References of headers to the addresses of authorities: prefixes expanded, entries of registers looked up. */
import { pathToFileURL } from 'node:url';
import type { HeaderAction, HeaderAgent, HeaderFacts, HeaderLetter } from '../../header/index.js';
import type { Prefixes } from '../../validate/pointers/prefixes.js';
import { targetOf } from '../../validate/pointers/targets.js';
import { tokens } from '../../xml/white-space.js';
import { authorityOf } from '../vocabulary/authorities.js';
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
  const { letters, authors, editors, contributors, members } = facts;
  const agents = (list: readonly HeaderAgent[]) => Promise.all(list.map((agent) => resolveAgent(agent, around)));
  return {
    ...facts,
    ...(letters && { letters: await Promise.all(letters.map((letter) => resolveLetter(letter, around))) }),
    ...(authors && { authors: await agents(authors) }),
    ...(editors && { editors: await agents(editors) }),
    ...(contributors && { contributors: await agents(contributors) }),
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
  const { parties, places } = action;
  const named = <T extends { readonly ref?: string }>(list: readonly T[]) =>
    Promise.all(list.map((each) => withAuthority(each, around)));
  return {
    ...action,
    ...(parties && { parties: await named(parties) }),
    ...(places && { places: await named(places) }),
  };
}

async function withAuthority<T extends { readonly ref?: string }>(named: T, around: Surroundings): Promise<T> {
  if (named.ref === undefined) return named;
  const addresses = await webAddressesOf(named.ref, around);
  // Of several the first that indexes of letters know, else the first.
  const authority = addresses.find((address) => authorityOf(address) !== undefined) ?? addresses[0];
  return authority === undefined ? named : { ...named, authority };
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
  const refs = around.register.get(id) ?? [];
  return (await Promise.all(refs.map((ref) => addressesOf(ref, around, depth + 1)))).flat();
}
