/** A deposition as Zenodo takes it: what its vocabularies lack is left out, or said in the note. */
import type { Diagnostic } from '../../diagnostics.js';
import { leftOutWorks, OTHER_ROLE } from '../invenio/fit.js';
import { parted, type Vocabularies, vocabulariesOf } from '../invenio/vocabularies.js';
import type { HttpClient } from '../upload/http.js';
import { at, listAt, parse } from '../upload/json.js';
import type { UploadOrders } from '../upload/orders.js';
import type { Fitted } from '../upload/repository.js';
import { unlistedLicence, unlistedTerms } from '../vocabulary/remarks.js';
import { htmlOf, jsonText } from '../vocabulary/text.js';
import { ALTERNATE, licenceNote, NO_LICENCE, typeFields } from './metadata.js';

type Fields = Record<string, unknown>;

const NAME = 'Zenodo';

/** @param metadata the body of the call that makes a deposition. */
export async function fitDeposition(http: HttpClient, metadata: string, orders: UploadOrders): Promise<Fitted> {
  const body = parse(metadata);
  const fields: Fields = { ...(at(body, 'metadata') as Fields | undefined) };
  const vocabularies = vocabulariesOf(http);
  const remarks: Diagnostic[] = [
    ...(await fitLanguage(fields, vocabularies)),
    ...(await fitLicence(fields, vocabularies, orders)),
    ...(await fitRelations(fields, vocabularies)),
    ...(await fitRoles(fields, vocabularies)),
    ...(await fitType(fields, vocabularies)),
  ];
  const offers = Object.keys(vocabularies.answers).length === 0 ? {} : { vocabularies: vocabularies.answers };
  if (remarks.length === 0) return { metadata, remarks, offers };
  return { metadata: jsonText({ ...(body as object), metadata: fields }), remarks, offers };
}

function textOf(value: unknown, key: string): string {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
}

async function fitLanguage(fields: Fields, vocabularies: Vocabularies): Promise<readonly Diagnostic[]> {
  const id = textOf(fields, 'language');
  if (id === '' || !(await vocabularies.lacks('languages', id))) return [];
  delete fields['language'];
  return [unlistedTerms('language', [id], NAME, 'It was left out.')];
}

/** Its own words for licences that it does not list are in no vocabulary. */
async function fitLicence(
  fields: Fields,
  vocabularies: Vocabularies,
  { licences = [] }: UploadOrders,
): Promise<readonly Diagnostic[]> {
  const id = textOf(fields, 'license');
  if (id === '' || id.startsWith('other-') || !(await vocabularies.lacks('licenses', id))) return [];
  const licence = licences.find((known) => known.id?.toLowerCase() === id) ?? { name: id };
  fields['license'] = NO_LICENCE;
  fields['notes'] = `${textOf(fields, 'notes')}${htmlOf(licenceNote(licence))}`;
  return [unlistedLicence(licence, NAME, `So the draft says "${NO_LICENCE}", and its note has the words.`)];
}

async function fitRelations(fields: Fields, vocabularies: Vocabularies): Promise<readonly Diagnostic[]> {
  const { has, lacking } = await parted(listAt(fields, 'related_identifiers'), async (work) => {
    const relation = textOf(work, 'relation');
    return relation !== ALTERNATE && (await vocabularies.lacks('relationtypes', relation.toLowerCase()));
  });
  if (lacking.length === 0) return [];
  if (has.length === 0) delete fields['related_identifiers'];
  else fields['related_identifiers'] = has;
  const relations = lacking.map((work) => textOf(work, 'relation'));
  return [unlistedTerms('relation', relations, NAME, leftOutWorks(lacking))];
}

async function fitRoles(fields: Fields, vocabularies: Vocabularies): Promise<readonly Diagnostic[]> {
  const lacking: string[] = [];
  const contributors: unknown[] = [];
  for (const contributor of listAt(fields, 'contributors')) {
    const role = textOf(contributor, 'type');
    const lacks = await vocabularies.lacks('contributorsroles', role.toLowerCase());
    if (lacks) lacking.push(role);
    contributors.push(lacks ? { ...(contributor as object), type: 'Other' } : contributor);
  }
  if (lacking.length === 0) return [];
  fields['contributors'] = contributors;
  return [unlistedTerms('role', lacking, NAME, OTHER_ROLE)];
}

async function fitType(fields: Fields, vocabularies: Vocabularies): Promise<readonly Diagnostic[]> {
  const general = textOf(fields, 'upload_type');
  const special = textOf(fields, `${general}_type`);
  const id = special === '' ? general : `${general}-${special}`;
  if (id === '' || !(await vocabularies.lacks('resourcetypes', id))) return [];
  delete fields[`${general}_type`];
  Object.assign(fields, typeFields('other'));
  return [unlistedTerms('resource type', [id], NAME, 'The draft has "other"; choose the type in the form.')];
}
