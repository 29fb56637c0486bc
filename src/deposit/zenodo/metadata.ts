/** Deposit metadata of Zenodo's API (https://developers.zenodo.org/#representation). */
import { writtenBetween } from '../coverage.js';
import { withContact } from '../invenio/people.js';
import { invenioType } from '../invenio/resource-types.js';
import type { Licence } from '../licence/index.js';
import type { Contributor, Funder, Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { authorityOf } from '../vocabulary/authorities.js';
import { identifierOf } from '../vocabulary/identifiers.js';
import { iso639_3 } from '../vocabulary/languages.js';
import { partyName } from '../vocabulary/names.js';
import { htmlOf } from '../vocabulary/text.js';

/** Funders whose grants Zenodo knows, by their DOIs in the Crossref registry. */
const GRANTING: ReadonlySet<string> = new Set([
  ...['501100000923', '501100002428', '501100000780', '501100000806', '501100002341', '501100004488'],
  ...['501100001871', '501100004564', '501100006588', '501100000925', '100000002', '100000001'],
  ...['501100003246', '501100000690', '501100001711', '501100001602', '100004440'],
]);

/** The body of the call that creates or updates a deposition. */
export function zenodoMetadata(record: DepositRecord): { readonly metadata: Readonly<Record<string, unknown>> } {
  const { title, creators, contributors, contact, description, publicationDate, version, doi, communities } = record;
  const helpers = withContact(contributors, contact?.name).map(contributorOf);
  return {
    metadata: {
      ...typeOf(record.resourceType),
      publication_date: publicationDate,
      title,
      creators: creators.map(personOf),
      description: htmlOf(description),
      ...accessOf(record),
      license: licenceIdOf(record.licence),
      ...(doi === undefined ? {} : { doi }),
      ...unlessEmpty('keywords', [...new Set([...record.keywords, ...record.subjects])]),
      ...textUnlessEmpty('notes', notesOf(record)),
      ...unlessEmpty('related_identifiers', [...relatedOf(record), ...alternatesOf(record)]),
      ...unlessEmpty('contributors', helpers),
      ...unlessEmpty(
        'communities',
        communities.map((identifier) => ({ identifier })),
      ),
      ...unlessEmpty(
        'grants',
        record.funders.flatMap((funder) => grantOf(funder) ?? []),
      ),
      ...(version === undefined ? {} : { version }),
      ...textUnlessEmpty('language', languagesOf(record)[0] ?? ''),
    },
  };
}

function unlessEmpty(key: string, items: readonly unknown[]): object {
  return items.length === 0 ? {} : { [key]: items };
}

function textUnlessEmpty(key: string, text: string): object {
  return text === '' ? {} : { [key]: text };
}

/** `publication-book` of InvenioRDM, on which Zenodo runs, in the two fields that this API has for it. */
function typeOf(resourceType: string): object {
  return typeFields(invenioType(resourceType) ?? 'other');
}

/** @param id of InvenioRDM's vocabulary. */
export function typeFields(id: string): object {
  const [general = '', special] = id.split('-');
  return { upload_type: general, ...(special === undefined ? {} : { [`${general}_type`]: special }) };
}

function accessOf({ access, embargoUntil }: DepositRecord): object {
  return {
    access_right: access,
    ...(access === 'embargoed' && embargoUntil !== undefined ? { embargo_date: embargoUntil } : {}),
  };
}

function personOf(party: Party): object {
  const { affiliation, orcid, identifiers = [] } = party;
  const gnd = identifiers.map(authorityOf).find((authority) => authority?.scheme === 'GND')?.number;
  return {
    name: citedName(party),
    ...(affiliation === undefined ? {} : { affiliation }),
    ...(orcid === undefined ? {} : { orcid }),
    ...(gnd === undefined ? {} : { gnd }),
  };
}

/** "Family, Given", as the API asks for. */
function citedName(party: Party): string {
  const parts = partyName(party);
  return parts.kind === 'person' ? `${parts.family}, ${parts.given}` : party.name;
}

function contributorOf(helper: Contributor): object {
  return { ...personOf(helper), type: helper.role };
}

/** Zenodo's identifiers are those of SPDX in small letters. Without one it might assume CC BY, so another says that it is another. */
function licenceIdOf({ id }: Licence): string {
  if (id === 'CC-PDM-1.0') return 'other-pd';
  return id?.toLowerCase() ?? NO_LICENCE;
}

/** Claims least of those that Zenodo has for what it does not list. */
export const NO_LICENCE = 'other-closed';

/** DataCite's relations under their own names with a small first letter. */
function relatedOf({ related }: DepositRecord): object[] {
  return related.flatMap(({ identifier, relation }) => {
    const found = identifierOf(identifier);
    if (found === undefined) return [];
    return [{ identifier: found.value, relation: relation.charAt(0).toLowerCase() + relation.slice(1) }];
  });
}

/** The API has no field of its own for other identifiers of the same. */
function alternatesOf({ identifiers }: DepositRecord): object[] {
  return identifiers.map(({ value }) => ({ identifier: value, relation: ALTERNATE }));
}

export const ALTERNATE = 'isAlternateIdentifier';

function grantOf({ identifier, award }: Funder): { readonly id: string } | undefined {
  const funder = /(?:^|\/)10\.13039\/(\d+)$/.exec(identifier ?? '')?.[1];
  if (funder === undefined || award === undefined || !GRANTING.has(funder)) return undefined;
  return { id: `10.13039/${funder}::${award}` };
}

function languagesOf({ languages }: DepositRecord): readonly string[] {
  return [...new Set(languages.flatMap((language) => iso639_3(language) ?? []))];
}

/** What has no field of its own, or a field for one only. */
function notesOf(record: DepositRecord): string {
  const { licence, licences, funders } = record;
  const written = writtenBetween(record.coverage);
  const named = funders.filter((funder) => grantOf(funder) === undefined).map(fundedBy);
  const languages = languagesOf(record);
  const lines = [
    written === undefined ? '' : `Documents written ${written.replace('/', ' to ')}.`,
    languages.length < 2 ? '' : `Languages of the documents (ISO 639-3): ${languages.join(', ')}.`,
    licence.id === undefined ? licenceNote(licence) : '',
    ...licences.slice(1).map((other) => `Some documents have another licence: ${wordsOf(other)}`),
    named.length === 0 ? '' : `Funded by ${named.join('; ')}.`,
  ];
  return htmlOf(lines.join('\n'));
}

/** A line for the note of a record whose licence Zenodo does not list. */
export function licenceNote(licence: Licence): string {
  return `Licence: ${wordsOf(licence)}`;
}

function wordsOf({ name, url }: Licence): string {
  return url === undefined || url === name ? name : `${name}, ${url}`;
}

/** A funder with the number and the title of the grant. */
export function fundedBy({ name, award, awardTitle }: Funder): string {
  const grant = [award, awardTitle].filter((part) => part !== undefined).join(', ');
  return grant === '' ? name : `${name} (${grant})`;
}
