/** Who made, helped and paid: creators, contributors, funders, and whom to ask. */
import { authorityOf, faultOfAuthority, wrongCheck } from '../vocabulary/authorities.js';
import { mod11Of, rorOf } from '../vocabulary/check-digits.js';
import { CONTRIBUTOR_TYPES } from '../vocabulary/contributor-types.js';
import { identifierOf } from '../vocabulary/identifiers.js';
import type { Contact, Contributor, Funder, Party } from './model.js';
import {
  flag,
  list,
  type Meaning,
  type Members,
  memberOf,
  nameOf,
  object,
  oneOf,
  type Place,
  refined,
  type Shape,
  text,
  written,
  wrong,
} from './shape.js';
import { email } from './texts.js';

/** A party whose name may stand in two parts. */
type Named<T> = Omit<T, 'name'> & { readonly name?: string };

const orcid: Shape<string> = written('an ORCID', '0000-0002-1825-0097', (text) => {
  const number = text
    .replace(/^(?:https?:\/\/(?:www\.)?orcid\.org\/|orcid:\s*)/i, '')
    .replace(/x\/?$|\/$/, (end) => end.replace('/', '').toUpperCase());
  if (!/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.test(number)) return { why: 'It has sixteen figures in four groups.' };
  const right = mod11Of(number);
  return number.endsWith(right) ? { value: number } : { why: wrongCheck('ORCID', right) };
});

const authority: Shape<string> = written(
  'the address or the number of somebody in a file of authorities',
  'GND:118540238',
  (text) => {
    const found = authorityOf(text);
    if (found !== undefined && found.scheme !== 'GeoNames') return { value: found.address };
    const known = 'Known are ORCID, GND, VIAF, ISNI, ROR, Wikidata, LCCN and BnF.';
    return { why: faultOfAuthority(text) ?? known };
  },
);

const PARTY: Members<Named<Party>> = {
  name: text('Editor, Anna'),
  family: text('Editor'),
  given: text('Anna'),
  orcid,
  identifiers: list(authority),
  affiliation: text('University of Strelsau'),
  organization: flag,
};

const EDITOR = { name: 'Editor, Anna', orcid: '0000-0002-1825-0097', affiliation: 'University of Strelsau' };

/** A text alone is a name. */
export const party: Shape<Party> = refined(
  object<Named<Party>>(PARTY, { words: 'a person or an institution', example: EDITOR, required: [], alone: 'name' }),
  whole,
);

const HELPER = { name: 'Helper, Bo', role: 'DataCurator' };

export const contributor: Shape<Contributor> = refined(
  object<Named<Contributor>>(
    { ...PARTY, role: oneOf('a role of DataCite', 'DataCurator', CONTRIBUTOR_TYPES) },
    { words: 'a person or an institution with a role', example: HELPER, required: ['role'], alone: 'name' },
  ),
  ({ role, ...given }, place) => {
    const helper = whole(given, place);
    return helper === undefined ? undefined : { ...helper, role };
  },
);

/** With a name, which its parts may give; an ORCID among the identifiers is the ORCID. */
function whole(party: Named<Party>, place: Place): Party | undefined {
  const { name, family, given, organization } = party;
  if (organization === true && (family ?? given) !== undefined) return institution(place);
  const parts = family === undefined || given === undefined ? undefined : `${family}, ${given}`;
  const full = name ?? parts;
  return full === undefined ? unnamed(place) : withOrcid({ ...party, name: full }, place);
}

function institution(place: Place): undefined {
  const message = `${nameOf(place)} has "organization": true, but an institution has no "family" and "given". Write its "name", or remove "organization".`;
  return wrong(place, message);
}

function unnamed(place: Place): undefined {
  const part = `${nameOf(memberOf(place, 'name'))} is missing. Write for instance "name": "Editor, Anna", or both "family": "Editor" and "given": "Anna".`;
  return wrong(place, part);
}

function withOrcid({ identifiers = [], orcid: own, ...rest }: Party, place: Place): Party | undefined {
  const isOrcid = (address: string) => authorityOf(address)?.scheme === 'ORCID';
  const found = identifiers.filter(isOrcid).map((address) => authorityOf(address)?.number);
  const [orcid, other] = new Set([own, ...found].filter((number) => number !== undefined));
  if (other !== undefined) return wrong(place, `${nameOf(place)} has two ORCIDs, ${orcid} and ${other}. Remove one.`);
  const others = [...new Set(identifiers.filter((address) => !isOrcid(address)))];
  return {
    ...rest,
    ...(orcid === undefined ? {} : { orcid }),
    ...(others.length === 0 ? {} : { identifiers: others }),
  };
}

/** DataCite 4.6, property 19.2: the funder, not the grant. */
const funderIdentifier: Shape<string> = written(
  'an identifier of the institution (ROR, Crossref funder DOI, ISNI, GRID)',
  'https://ror.org/018mejw64',
  readFunder,
);

function readFunder(text: string): Meaning<string> {
  const ror = /^(?:https?:\/\/(?:www\.)?ror\.org\/|ror:\s*)?(0[a-z0-9]{8})\/?$/i.exec(text)?.[1]?.toLowerCase();
  if (ror !== undefined) return ofRor(ror);
  const grid = /^(?:https?:\/\/(?:www\.)?grid\.ac\/institutes\/|grid:\s*)?(grid\.\d{2,8}\.[0-9a-f]{1,2})$/i.exec(
    text,
  )?.[1];
  if (grid !== undefined) return { value: grid.toLowerCase() };
  const isni = /^(?:isni:?\s*)?((?:\d{4}[- ]?){3}\d{3}[\dX])$/i.exec(text)?.[1];
  if (isni !== undefined) return ofAuthority(`isni:${isni.toUpperCase()}`);
  const found = identifierOf(text);
  if (found?.type === 'DOI') return ofDoi(found.value);
  return found?.type === 'URL' || found?.type === 'ARK' ? ofAuthority(text) : ofAuthority(text, {});
}

function ofRor(number: string): Meaning<string> {
  if (!/^0[a-hj-km-np-tv-z0-9]{6}\d{2}$/.test(number))
    return { why: 'A ROR has no letters i, l, o, u, and ends in two figures.' };
  const right = rorOf(number);
  return number.endsWith(right) ? { value: `https://ror.org/${number}` } : { why: wrongCheck('ROR', right) };
}

/** The Crossref Funder Registry; other DOIs are of grants, or of works. */
function ofDoi(value: string): Meaning<string> {
  return /^10\.13039\/\d+$/.test(value)
    ? { value: `https://doi.org/${value}` }
    : { why: 'The DOIs of funders begin with 10.13039/. What names the grant goes into "award".' };
}

/** In a file of authorities; an address that belongs to none stays as it is. */
function ofAuthority(text: string, otherwise: Meaning<string> = { value: text }): Meaning<string> {
  const found = authorityOf(text);
  if (found !== undefined) return { value: found.address };
  const why = faultOfAuthority(text);
  return why === undefined ? otherwise : { why };
}

export const funder: Shape<Funder> = object<Funder>(
  { name: text('Science Fund'), identifier: funderIdentifier, award: text('ABC-123'), awardTitle: text('Cables') },
  {
    words: 'an institution',
    example: { name: 'Science Fund', award: 'ABC-123' },
    required: ['name'],
    alone: 'name',
  },
);

export const contact: Shape<Contact> = object<Contact>(
  { name: text('Editor, Anna'), email },
  {
    words: 'a name with an address of e-mail',
    example: { name: 'Editor, Anna', email: 'anna@example.org' },
    required: ['name', 'email'],
  },
);
