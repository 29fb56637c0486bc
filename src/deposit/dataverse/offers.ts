/** A dataset as an installation of Dataverse takes it: licences, languages and fields of study are its own choice. */
import type { Diagnostic } from '../../diagnostics.js';
import type { Licence } from '../licence/index.js';
import { ifOffered } from '../upload/calls.js';
import { Stopped } from '../upload/failure.js';
import type { HttpClient } from '../upload/http.js';
import { at, listAt, parse } from '../upload/json.js';
import type { UploadOrders } from '../upload/orders.js';
import type { Fitted } from '../upload/repository.js';
import { unlistedLicence, unlistedTerms } from '../vocabulary/remarks.js';
import { jsonText } from '../vocabulary/text.js';
import { compound } from './fields.js';
import { offeredLanguage } from './languages.js';
import { wordsOf } from './metadata.js';

const NAME = 'This Dataverse';

interface Offers {
  /** Each absent where the installation does not tell. */
  readonly languages?: readonly string[];
  readonly subjects?: readonly string[];
  readonly licences?: readonly OfferedLicence[];
}

interface OfferedLicence {
  readonly name: string;
  readonly uri: string;
}

type Version = Record<string, unknown>;

/** What an installation offers: `GET /api/metadatablocks/citation` and `GET /api/licenses`. */
async function offersOf(http: HttpClient): Promise<Offers> {
  const block = await ifOffered(http, '/api/metadatablocks/citation');
  const words = (field: string) =>
    listAt(block, 'data', 'fields', field, 'controlledVocabularyValues').filter((word) => typeof word === 'string');
  const licences = listAt(await ifOffered(http, '/api/licenses'), 'data').flatMap(licenceOf);
  const languages = words('language');
  const subjects = words('subject');
  return {
    ...(languages.length === 0 ? {} : { languages }),
    ...(subjects.length === 0 ? {} : { subjects }),
    ...(licences.length === 0 ? {} : { licences }),
  };
}

function licenceOf(item: unknown): readonly OfferedLicence[] {
  const name = at(item, 'name');
  const uri = at(item, 'uri');
  return typeof name === 'string' && typeof uri === 'string' && at(item, 'active') !== false ? [{ name, uri }] : [];
}

/** Where no embargo is allowed at all, the files would be open as soon as the dataset is published: nothing is made. */
async function askForEmbargo(http: HttpClient, { access, embargoUntil }: UploadOrders): Promise<void> {
  if (access !== 'embargoed') return;
  const months = at(await ifOffered(http, '/api/info/settings/:MaxEmbargoDurationInMonths'), 'data', 'message');
  if (String(months ?? '').trim() !== '0') return;
  const message = `This Dataverse allows no embargoes, so the files cannot be closed until ${embargoUntil}. Nothing was sent. Ask the repository, or take another "access" in teigram.config.json, remove the package and make it anew.`;
  throw new Stopped('upload-embargo-refused', message);
}

/** @param metadata the body of the call that makes a dataset. */
export async function fitDataset(http: HttpClient, metadata: string, orders: UploadOrders): Promise<Fitted> {
  const { licences = [] } = orders;
  await askForEmbargo(http, orders);
  const offers = await offersOf(http);
  const version: Version = { ...(at(parse(metadata), 'datasetVersion') as Version | undefined) };
  const terms = fitLicence(version, offers, licences[0]);
  const { fields, remarks } = fitFields(listAt(version, 'metadataBlocks', 'citation', 'fields'), offers);
  if (terms === undefined && remarks.length === 0) return { metadata, remarks: [], offers: { ...offers } };
  const { license: _, termsOfUse: __, ...others } = version;
  const citation = { ...(at(version, 'metadataBlocks', 'citation') as object), fields };
  const datasetVersion = {
    ...(terms === undefined ? version : { ...others, ...terms.fields }),
    metadataBlocks: { ...(version['metadataBlocks'] as object), citation },
  };
  return {
    metadata: jsonText({ datasetVersion }),
    remarks: [...(terms?.remarks ?? []), ...remarks],
    offers: { ...offers },
  };
}

interface FittedTerms {
  /** `license` or `termsOfUse`, in the place of what was there. */
  readonly fields: object;
  readonly remarks: readonly Diagnostic[];
}

/** The licence by the installation's own name and address, or in the terms of use; undefined where nothing is to change. */
function fitLicence({ license }: Version, { licences }: Offers, said: Licence | undefined): FittedTerms | undefined {
  const licence = license === undefined ? said : (said ?? asLicence(license));
  if (licences === undefined || licence === undefined) return undefined;
  const own = licences.find((offered) => isSame(offered, licence, license));
  if (own !== undefined) {
    const asSent = at(license, 'name') === own.name && at(license, 'uri') === own.uri;
    return asSent ? undefined : { fields: { license: own }, remarks: [] };
  }
  if (license === undefined) return undefined;
  const remark = unlistedLicence(licence, NAME, 'So the terms of use of the dataset have its name and address.');
  return { fields: { termsOfUse: wordsOf(licence) }, remarks: [remark] };
}

function asLicence(license: unknown): Licence {
  return { name: String(at(license, 'name')), url: String(at(license, 'uri')) };
}

/** By address, by SPDX identifier, or by the name that Dataverse installs it under. */
function isSame({ name, uri }: OfferedLicence, { id, url }: Licence, license: unknown): boolean {
  const addresses = [url, at(license, 'uri')].filter((address) => typeof address === 'string').map(plainUri);
  return addresses.includes(plainUri(uri)) || name === id || name === at(license, 'name');
}

function plainUri(uri: string): string {
  return uri
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/(?:legalcode|deed)?(?:\.[a-z]{2})?$/, '')
    .replace(/\/$/, '');
}

interface FittedFields {
  readonly fields: readonly unknown[];
  readonly remarks: readonly Diagnostic[];
}

function fitFields(fields: readonly unknown[], { languages, subjects }: Offers): FittedFields {
  const first = languages === undefined ? { fields, remarks: [] } : fitLanguages(fields, languages);
  if (subjects === undefined) return first;
  const second = fitSubjects(first.fields, subjects);
  return { fields: second.fields, remarks: [...first.remarks, ...second.remarks] };
}

function fitLanguages(fields: readonly unknown[], offered: readonly string[]): FittedFields {
  const names = wordsIn(fields, 'language');
  const found = names.flatMap((name) => offeredLanguage(name, offered) ?? []);
  const lacking = names.filter((name) => offeredLanguage(name, offered) === undefined);
  const remarks =
    lacking.length === 0 ? [] : [unlistedTerms('language', lacking, NAME, 'It was left out; choose it in the form.')];
  return { fields: withWords(fields, 'language', found), remarks };
}

/** What is no field of study there becomes a keyword, as in packages. */
function fitSubjects(fields: readonly unknown[], offered: readonly string[]): FittedFields {
  const names = wordsIn(fields, 'subject');
  const lacking = names.filter((name) => !offered.includes(name));
  if (lacking.length === 0) return { fields, remarks: [] };
  const kept = names.filter((name) => offered.includes(name));
  const subjects = kept.length > 0 || !offered.includes('Other') ? kept : ['Other'];
  const instead = `It becomes a keyword. There are: ${offered.join('; ')}.`;
  return {
    fields: withKeywords(withWords(fields, 'subject', subjects), lacking),
    remarks: [unlistedTerms('field of study', lacking, NAME, instead)],
  };
}

function wordsIn(fields: readonly unknown[], typeName: string): readonly string[] {
  const field = fields.find((each) => at(each, 'typeName') === typeName);
  return listAt(field, 'value').filter((word) => typeof word === 'string');
}

function withWords(fields: readonly unknown[], typeName: string, words: readonly string[]): readonly unknown[] {
  return fields.flatMap((field) => {
    if (at(field, 'typeName') !== typeName) return [field];
    return words.length === 0 ? [] : [{ ...(field as object), value: words }];
  });
}

function withKeywords(fields: readonly unknown[], words: readonly string[]): readonly unknown[] {
  const before = fields.find((field) => at(field, 'typeName') === 'keyword');
  const added = compound(
    'keyword',
    words.map((word) => ({ keywordValue: word })),
  );
  const value = [...listAt(before, 'value'), ...listAt(added, 'value')];
  return [...fields.filter((field) => field !== before), { ...added, value }];
}
