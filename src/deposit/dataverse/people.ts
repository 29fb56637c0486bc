/** Authors and contributors as Dataverse has them, in the words of its lists. */
import type { Contact, Contributor, Party } from '../metadata/index.js';
import { type Authority, authorityOf } from '../vocabulary/authorities.js';
import type { Parts } from './fields.js';

/** Words of `authorIdentifierScheme`, the ones that say most first. */
const SCHEMES: readonly (readonly [Authority['scheme'], string])[] = [
  ['ORCID', 'ORCID'],
  ['GND', 'GND'],
  ['ISNI', 'ISNI'],
  ['VIAF', 'VIAF'],
  ['LCCN', 'LCNA'],
];

/** Words of `contributorType`, which are DataCite's with blanks; what is not among them has no word there. */
const ROLES: ReadonlySet<string> = new Set([
  ...['DataCollector', 'DataCurator', 'DataManager', 'Editor', 'Funder', 'HostingInstitution', 'ProjectLeader'],
  ...['ProjectManager', 'ProjectMember', 'RelatedPerson', 'Researcher', 'ResearchGroup', 'RightsHolder', 'Sponsor'],
  ...['Supervisor', 'WorkPackageLeader', 'Other'],
]);
/** Roles that have fields of their own. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['Producer', 'Distributor']);

/** Of several identifiers Dataverse takes one. */
export function authorOf({ name, affiliation, orcid, identifiers = [] }: Party): Parts {
  const found = identifiers.flatMap((address) => authorityOf(address) ?? []);
  const numbers = new Map(found.map(({ scheme, number }) => [scheme, number]));
  if (orcid !== undefined) numbers.set('ORCID', orcid);
  const [scheme, word] = SCHEMES.find(([known]) => numbers.has(known)) ?? [];
  const identifier =
    scheme === undefined ? {} : { authorIdentifierScheme: word, authorIdentifier: numbers.get(scheme) };
  return { authorName: name, authorAffiliation: affiliation, ...identifier };
}

export function contactOf({ name, email }: Contact): Parts {
  return { datasetContactName: name, datasetContactEmail: email };
}

/** Those that have no field of their own; the contact has one. */
export function contributorsOf(contributors: readonly Contributor[]): readonly Parts[] {
  return contributors
    .filter(({ role }) => !OWN_FIELDS.has(role))
    .map(({ name, role }) => ({ contributorType: wordOf(ROLES.has(role) ? role : 'Other'), contributorName: name }));
}

/** @param role `Producer` or `Distributor`. */
export function partiesOf(contributors: readonly Contributor[], role: 'Producer' | 'Distributor'): readonly Parts[] {
  const field = role.toLowerCase();
  return contributors
    .filter((helper) => helper.role === role)
    .map(({ name, affiliation }) => ({ [`${field}Name`]: name, [`${field}Affiliation`]: affiliation }));
}

/** Roles that become `Other`. */
export function unlistedRoles(contributors: readonly Contributor[]): readonly string[] {
  return contributors.map(({ role }) => role).filter((role) => !ROLES.has(role) && !OWN_FIELDS.has(role));
}

/** `Data Curator`. */
function wordOf(role: string): string {
  return role.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}
