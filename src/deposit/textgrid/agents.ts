/** People and institutions as TextGrid's metadata have them: roles by the names of MARC's relators. */
import type { HeaderAction, HeaderFacts } from '../../header/index.js';
import { partyOf, roleOf } from '../agents.js';
import type { Contributor, Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { authorityOf } from '../vocabulary/authorities.js';
import { element, type XmlElement } from '../xml-text.js';

/** MARC's words for the roles of DataCite that have one of the same meaning. */
const ROLES: Readonly<Record<string, string>> = {
  ...{ DataManager: 'dataManager', Distributor: 'distributor', Editor: 'editor', Producer: 'producer' },
  ...{ ProjectLeader: 'projectDirector', Researcher: 'researcher', Sponsor: 'sponsor', Translator: 'translator' },
};

/** The type `personType`: a collector, a holder of rights. */
export function person(name: string, party: Party): XmlElement {
  const isCorporateBody = party.organization === true ? 'true' : undefined;
  return element(name, { id: idOf(party), isCorporateBody }, party.name);
}

export function rightsHolders({ contributors }: DepositRecord): readonly Party[] {
  return contributors.filter(({ role }) => role === 'RightsHolder');
}

/** Who made the edition of a document: whom its header names, else the creators of the whole. */
export function editionAgents(record: DepositRecord, { editors = [], contributors = [] }: HeaderFacts): XmlElement[] {
  const named: readonly Contributor[] = [
    ...editors.map((agent) => ({ ...partyOf(agent), role: 'Editor' })),
    ...contributors.map((agent) => ({ ...partyOf(agent), role: roleOf(agent.role) })),
  ];
  if (named.length === 0) return record.creators.map((party) => agent('creator', party));
  return named.map((party) => agent(ROLES[party.role] ?? 'contributor', party));
}

/** Who made the work: its authors, and who sent it to whom. */
export function workAgents({ authors = [], letters = [] }: HeaderFacts): XmlElement[] {
  const actions = letters.flatMap((letter) => letter.actions);
  return [
    ...authors.map((each) => agent('author', partyOf(each))),
    ...correspondents(actions, 'sent').map((party) => agent('correspondent', party)),
    ...correspondents(actions, 'received').map((party) => agent('recipient', party)),
  ];
}

function correspondents(actions: readonly HeaderAction[], type: string): readonly Party[] {
  const parties = actions.filter((action) => action.type === type).flatMap((action) => action.parties ?? []);
  const named = parties.map(({ name, ref = '', authority = authorityOf(ref)?.address }) => ({
    name,
    ...(authority === undefined ? {} : { identifiers: [authority] }),
  }));
  return [...new Map(named.map((party) => [party.name, party])).values()];
}

function agent(role: string, party: Party): XmlElement {
  return element('agent', { role, id: idOf(party) }, party.name);
}

function idOf({ orcid, identifiers }: Party): string | undefined {
  return orcid === undefined ? identifiers?.[0] : `https://orcid.org/${orcid}`;
}
