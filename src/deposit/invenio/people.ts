/** Persons and institutions as InvenioRDM has them, with their numbers in the files of authorities that it knows. */
import type { Contributor, Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { authorityOf } from '../vocabulary/authorities.js';
import { partyName } from '../vocabulary/names.js';

const SCHEMES: Readonly<Record<string, string>> = { GND: 'gnd', ISNI: 'isni', ROR: 'ror' };

export function creatorOf(party: Party): { readonly person_or_org: object } {
  const { affiliation } = party;
  return {
    person_or_org: personOf(party),
    ...(affiliation === undefined ? {} : { affiliations: [{ name: affiliation }] }),
  };
}

/** A name whose parts cannot be told is a family name alone: it is shown whole, as it was written. */
function personOf(party: Party): object {
  const parts = partyName(party);
  const identifiers = identifiersOf(party);
  const numbers = identifiers.length === 0 ? {} : { identifiers };
  if (parts.kind === 'organization') return { type: 'organizational', name: party.name, ...numbers };
  const names =
    parts.kind === 'person' ? { given_name: parts.given, family_name: parts.family } : { family_name: party.name };
  return { type: 'personal', ...names, ...numbers };
}

/** One of each scheme, which is what InvenioRDM takes. */
function identifiersOf({ orcid, identifiers = [] }: Party): readonly object[] {
  const found = new Map<string, string>();
  if (orcid !== undefined) found.set('orcid', orcid);
  for (const address of identifiers) {
    const authority = authorityOf(address);
    const scheme = SCHEMES[authority?.scheme ?? ''];
    if (authority !== undefined && scheme !== undefined && !found.has(scheme)) found.set(scheme, authority.number);
  }
  return [...found].map(([scheme, identifier]) => ({ scheme, identifier }));
}

/** Who helped, and whom to ask. */
export function contributorsOf({ contact, contributors }: DepositRecord): readonly object[] {
  return withContact(contributors, contact?.name).map((helper) => ({
    ...creatorOf(helper),
    role: { id: helper.role.toLowerCase() },
  }));
}

/** The contributors, and the contact among them where there is one. */
export function withContact(contributors: readonly Contributor[], contact: string | undefined): readonly Contributor[] {
  const named = contributors.some(({ name, role }) => name === contact && role === 'ContactPerson');
  return contact === undefined || named ? contributors : [...contributors, { name: contact, role: 'ContactPerson' }];
}
