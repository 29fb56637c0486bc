/** A record as an installation of InvenioRDM takes it: what its vocabularies lack is left out, or said in words. */
import type { Diagnostic } from '../../diagnostics.js';
import type { HttpClient } from '../upload/http.js';
import { at, listAt, parse } from '../upload/json.js';
import type { UploadOrders } from '../upload/orders.js';
import type { Fitted } from '../upload/repository.js';
import { unlistedLicence, unlistedTerms } from '../vocabulary/remarks.js';
import { jsonText } from '../vocabulary/text.js';
import { rightsInWords } from './metadata.js';
import { parted, type Vocabularies, vocabulariesOf } from './vocabularies.js';

const NAME = 'The InvenioRDM repository';

type Fields = Record<string, unknown>;

/** @param metadata the body of the call that makes a draft. */
export async function fitRecord(http: HttpClient, metadata: string, orders: UploadOrders): Promise<Fitted> {
  const record = parse(metadata);
  const fields: Fields = { ...(at(record, 'metadata') as Fields | undefined) };
  const vocabularies = vocabulariesOf(http);
  const remarks: Diagnostic[] = [
    ...(await fitLanguages(fields, vocabularies)),
    ...(await fitRights(fields, vocabularies, orders)),
    ...(await fitRelations(fields, vocabularies)),
    ...(await fitRoles(fields, vocabularies)),
    ...(await fitType(fields, vocabularies)),
  ];
  const offers = Object.keys(vocabularies.answers).length === 0 ? {} : { vocabularies: vocabularies.answers };
  if (remarks.length === 0) return { metadata, remarks, offers };
  return { metadata: jsonText({ ...(record as object), metadata: fields }), remarks, offers };
}

function idAt(value: unknown, ...path: string[]): string {
  const id = at(value, ...path, 'id');
  return typeof id === 'string' ? id : '';
}

async function fitLanguages(fields: Fields, vocabularies: Vocabularies): Promise<readonly Diagnostic[]> {
  const { has, lacking } = await parted(listAt(fields, 'languages'), (language) =>
    vocabularies.lacks('languages', idAt(language)),
  );
  if (lacking.length === 0) return [];
  keep(fields, 'languages', has);
  return [
    unlistedTerms(
      'language',
      lacking.map((language) => idAt(language)),
      NAME,
      'It was left out.',
    ),
  ];
}

async function fitRights(
  fields: Fields,
  vocabularies: Vocabularies,
  { licences = [] }: UploadOrders,
): Promise<readonly Diagnostic[]> {
  const remarks: Diagnostic[] = [];
  const rights: unknown[] = [];
  for (const right of listAt(fields, 'rights')) {
    const id = idAt(right);
    if (id === '' || !(await vocabularies.lacks('licenses', id))) rights.push(right);
    else {
      const licence = licences.find((known) => known.id?.toLowerCase() === id) ?? { name: id };
      rights.push(rightsInWords(licence));
      remarks.push(unlistedLicence(licence, NAME, 'The draft has its title and address.'));
    }
  }
  if (remarks.length > 0) fields['rights'] = rights;
  return remarks;
}

async function fitRelations(fields: Fields, vocabularies: Vocabularies): Promise<readonly Diagnostic[]> {
  const { has, lacking } = await parted(listAt(fields, 'related_identifiers'), (related) =>
    vocabularies.lacks('relationtypes', idAt(related, 'relation_type')),
  );
  if (lacking.length === 0) return [];
  keep(fields, 'related_identifiers', has);
  const relations = lacking.map((related) => idAt(related, 'relation_type'));
  return [unlistedTerms('relation', relations, NAME, leftOutWorks(lacking))];
}

/** What becomes of related works whose relation the repository cannot say. */
export function leftOutWorks(related: readonly unknown[]): string {
  const works = related.map((work) => String(at(work, 'identifier'))).join(', ');
  return `${works} was left out, since any other relation would say something else; add it in the form.`;
}

export const OTHER_ROLE = 'They are in the draft as "Other"; change that in the form.';

async function fitRoles(fields: Fields, vocabularies: Vocabularies): Promise<readonly Diagnostic[]> {
  const lacking: string[] = [];
  const contributors: unknown[] = [];
  for (const contributor of listAt(fields, 'contributors')) {
    const role = idAt(contributor, 'role');
    const lacks = await vocabularies.lacks('contributorsroles', role);
    if (lacks) lacking.push(role);
    contributors.push(lacks ? { ...(contributor as object), role: { id: 'other' } } : contributor);
  }
  if (lacking.length === 0) return [];
  fields['contributors'] = contributors;
  return [unlistedTerms('role', lacking, NAME, OTHER_ROLE)];
}

async function fitType(fields: Fields, vocabularies: Vocabularies): Promise<readonly Diagnostic[]> {
  const id = idAt(fields, 'resource_type');
  if (id === '' || !(await vocabularies.lacks('resourcetypes', id))) return [];
  fields['resource_type'] = { id: 'other' };
  return [unlistedTerms('resource type', [id], NAME, 'The draft has "other"; choose the type in the form.')];
}

function keep(fields: Fields, key: string, items: readonly unknown[]): void {
  if (items.length === 0) delete fields[key];
  else fields[key] = items;
}
