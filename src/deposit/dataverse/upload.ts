/** Dataverse's native API (https://guides.dataverse.org/en/latest/api/native-api.html): datasets of a collection, files with folders. */
import type { Diagnostic } from '../../diagnostics.js';
import { ifOffered, jsonBody, unknownRecord, unlessGone } from '../upload/calls.js';
import { checksumOf } from '../upload/checksum.js';
import { HttpFailure, Stopped } from '../upload/failure.js';
import type { HttpClient } from '../upload/http.js';
import { at, listAt, parse, textAt } from '../upload/json.js';
import type { UploadOrders } from '../upload/orders.js';
import type {
  Arrival,
  CreatedDraft,
  Draft,
  RemoteFile,
  RemoteFiles,
  RepositoryKind,
  UploadFile,
} from '../upload/repository.js';
import { kept } from '../upload/sending.js';
import { identifierOf } from '../vocabulary/identifiers.js';
import { formBody } from './form.js';
import { fitDataset } from './offers.js';

/** The newest drafts that the account sees: more are not made while one upload runs. */
const DRAFTS = '/api/search?q=*&type=dataset&fq=publicationStatus:Draft&sort=date&order=desc&per_page=100';

export const dataverseKind: RepositoryKind = {
  metadata: 'dataverse.json',
  name: 'Dataverse',
  example: 'https://demo.dataverse.org/dataverse/mine',
  token: 'DATAVERSE_TOKEN',
  tokenPage: '/dataverseuser.xhtml?selectTab=apiTokenTab',
  scope: 'under your name, "API Token"',
  unpacks: true,
  headers: (token) => ({ 'X-Dataverse-key': token }),
  marks: (metadata) => marksOf(at(metadata, 'datasetVersion') ?? at(metadata, 'data')),
  connect: (http, url, orders) => ({
    fit: (metadata, wanted) => fitDataset(http, metadata, wanted),
    create: async (metadata) => {
      const path = `/api/dataverses/${encodeURIComponent(collectionOf(url))}/datasets`;
      const created = await http.call('POST', path, { body: jsonBody(metadata) });
      return draftOf(textAt(created, 'data', 'persistentId'), url);
    },
    renew: (record, metadata) => renew(http, url, record, metadata),
    drafts: () => draftsOf(http),
    marks: async (id) => dataverseKind.marks(await http.call('GET', datasetUrl(id, '/versions/:draft'))),
    find: async (id) => {
      const draft = await unlessGone(http, datasetUrl(id, '/versions/:draft'));
      return draft === 'gone' ? 'gone' : draftOf(id, url);
    },
    list: async ({ id }) => filesOf(await http.call('GET', datasetUrl(id, '/versions/:draft/files'))),
    send: async ({ id }, file) => {
      const body = formBody(file, { restrict: isRestricted(orders), tabIngest: false });
      return arrivalOf(await http.call('POST', datasetUrl(id, '/add'), { body }), file);
    },
    replace: (draft, file, old) => replace(http, draft, file, old),
    finish: (draft, { embargoUntil, access }) =>
      setEmbargo(http, draft, access === 'embargoed' ? embargoUntil : undefined),
  }),
};

/** From the address of a collection as browsers show it; the topmost one where none is named. */
function collectionOf(url: URL): string {
  const alias = /^\/dataverse\/([^/]+)/.exec(url.pathname)?.[1];
  return alias === undefined ? ':root' : decodeURIComponent(alias);
}

function datasetUrl(id: string, path: string): string {
  return `/api/datasets/:persistentId${path}?persistentId=${encodeURIComponent(id)}`;
}

function draftOf(id: string, url: URL): CreatedDraft {
  return { id, page: `${url.origin}/dataset.xhtml?persistentId=${encodeURIComponent(id)}&version=DRAFT` };
}

function isRestricted({ access }: UploadOrders): boolean {
  return access === 'restricted' || access === 'closed';
}

function marksOf(version: unknown): readonly string[] {
  const fields = listAt(version, 'metadataBlocks', 'citation', 'fields');
  const value = (name: string) =>
    at(
      fields.find((field) => at(field, 'typeName') === name),
      'value',
    );
  const description = at(listAt({ items: value('dsDescription') }, 'items')[0], 'dsDescriptionValue', 'value');
  return [value('title'), value('distributionDate'), description].map((text) => String(text ?? ''));
}

async function draftsOf(http: HttpClient): Promise<readonly string[] | undefined> {
  const items = at(await ifOffered(http, DRAFTS), 'data', 'items');
  if (!Array.isArray(items)) return undefined;
  return items.map((item) => at(item, 'global_id')).filter((id) => typeof id === 'string');
}

/** The draft of a dataset that is there; where it is published, Dataverse makes one. The metadata are replaced, the files stay. */
async function renew(http: HttpClient, url: URL, written: string, metadata: string): Promise<CreatedDraft> {
  const id = persistentIdOf(written);
  if (id === undefined) throw unknownRecord(written, 'Dataverse', '"doi:10.5072/FK2/ABCDEF"');
  const version = JSON.stringify(at(parse(metadata), 'datasetVersion'));
  await http.call('PUT', datasetUrl(id, '/versions/:draft'), { body: jsonBody(version) });
  return draftOf(id, url);
}

function persistentIdOf(written: string): string | undefined {
  const asked = URL.canParse(written) ? new URL(written).searchParams.get('persistentId') : null;
  const text = asked ?? written.trim();
  const identifier = identifierOf(text);
  if (identifier?.type === 'DOI') return `doi:${identifier.value}`;
  if (identifier?.type === 'Handle') return `hdl:${identifier.value}`;
  return /^perma:\S+$/i.test(text) ? text : undefined;
}

function filesOf(answer: unknown): RemoteFiles {
  return new Map(listAt(answer, 'data').map((file) => [pathOf(file), remoteFile(file)]));
}

function pathOf(file: unknown): string {
  const folder = at(file, 'directoryLabel');
  const name = textAt(file, 'label');
  return typeof folder === 'string' && folder !== '' ? `${folder}/${name}` : name;
}

/** Each installation has chosen an algorithm: MD5, SHA-1, SHA-256 or SHA-512. */
function remoteFile(file: unknown): RemoteFile {
  const told = at(file, 'dataFile', 'checksum');
  const checksum = checksumOf(at(told, 'type'), at(told, 'value')) ?? checksumOf('MD5', at(file, 'dataFile', 'md5'));
  const id = at(file, 'dataFile', 'id');
  return {
    ...(checksum === undefined ? {} : { checksum }),
    ...(typeof id === 'number' || typeof id === 'string' ? { id: String(id) } : {}),
  };
}

/** A zip is unpacked there, so that what was sent is not what there is. */
function arrivalOf(answer: unknown, { name }: UploadFile): Arrival {
  const added = listAt(answer, 'data', 'files');
  const [first] = added;
  if (first === undefined || typeof at(first, 'label') !== 'string') return {};
  const there = pathOf(first);
  if (there !== name && name.toLowerCase().endsWith('.zip')) return {};
  return { ...remoteFile(first), name: there };
}

/** Only files that are published already can be replaced; of others Dataverse would keep both. */
async function replace(http: HttpClient, draft: Draft, file: UploadFile, { id }: RemoteFile): Promise<Arrival> {
  try {
    if (id === undefined) throw new HttpFailure(400, '');
    const body = formBody(file, { forceReplace: true, tabIngest: false });
    return arrivalOf(await http.call('POST', `/api/files/${encodeURIComponent(id)}/replace`, { body }), file);
  } catch (error) {
    if (!(error instanceof HttpFailure) || ![400, 403, 404, 405].includes(error.status)) throw error;
    throw kept(`a file ${file.name}`, draft);
  }
}

/** An embargo is set on files that are there. Where that fails they would be open as soon as the dataset is published. */
async function setEmbargo(http: HttpClient, draft: Draft, day: string | undefined): Promise<readonly Diagnostic[]> {
  if (day === undefined) return [];
  const files = filesOf(await http.call('GET', datasetUrl(draft.id, '/versions/:draft/files')));
  const fileIds = [...files.values()].flatMap(({ id }) => (id === undefined ? [] : [Number(id)]));
  const body = jsonBody(JSON.stringify({ dateAvailable: day, fileIds }));
  try {
    await http.call('POST', datasetUrl(draft.id, '/files/actions/:set-embargo'), { body, repeatable: true });
    return [];
  } catch (error) {
    if (!(error instanceof HttpFailure) || error.status >= 500 || error.status === 429) throw error;
    const message = `The files are there, but Dataverse does not take the embargo until ${day} (${error.status}): "${error.said}". They would be open as soon as the dataset is published: set the embargo at ${draft.page} (Edit Files, Embargo), or ask the repository, before you publish.`;
    throw new Stopped('upload-embargo-refused', message);
  }
}
