/** Zenodo's deposit API (https://developers.zenodo.org): depositions, and the bucket that files are put into. */
import { fileBody, ifOffered, jsonBody, unknownRecord, unlessGone } from '../upload/calls.js';
import { prefixedChecksum } from '../upload/checksum.js';
import { HttpFailure } from '../upload/failure.js';
import type { HttpClient } from '../upload/http.js';
import { at, idOf, listAt, textAt } from '../upload/json.js';
import type { CreatedDraft, RemoteFile, RemoteFiles, RepositoryKind } from '../upload/repository.js';
import { fitDeposition } from './fit.js';

const DEPOSITIONS = '/api/deposit/depositions';
/** The newest: more are not made while one upload runs. */
const DRAFTS = `${DEPOSITIONS}?status=draft&sort=mostrecent&size=100`;

export const zenodoKind: RepositoryKind = {
  metadata: 'zenodo.json',
  name: 'Zenodo',
  example: 'https://sandbox.zenodo.org',
  token: 'ZENODO_TOKEN',
  tokenPage: '/account/settings/applications/tokens/new/',
  scope: 'with the scope "deposit:write"',
  headers: (token) => ({ Authorization: `Bearer ${token}` }),
  marks: (metadata) =>
    ['title', 'publication_date', 'version', 'description'].map((key) => String(at(metadata, 'metadata', key) ?? '')),
  connect: (http) => ({
    fit: (metadata, orders) => fitDeposition(http, metadata, orders),
    create: async (metadata) => draftOf(await http.call('POST', DEPOSITIONS, { body: jsonBody(metadata) })),
    renew: (record, metadata) => renew(http, record, metadata),
    drafts: async () => {
      const found = await ifOffered(http, DRAFTS);
      return Array.isArray(found) ? found.flatMap(idOf) : undefined;
    },
    marks: async (id) => zenodoKind.marks(await http.call('GET', urlOf(id))),
    find: async (id) => {
      const deposition = await unlessGone(http, urlOf(id));
      if (deposition === 'gone') return 'gone';
      return at(deposition, 'submitted') === true ? 'published' : draftOf(deposition);
    },
    list: ({ id }) => filesOf(http, id),
    send: async (draft, file) => {
      const url = `${draft.bucket ?? ''}/${encodeURIComponent(file.name)}`;
      return remoteFile(await http.call('PUT', url, { body: fileBody(file) }));
    },
  }),
};

function urlOf(id: string): string {
  return `${DEPOSITIONS}/${encodeURIComponent(id)}`;
}

function draftOf(deposition: unknown): CreatedDraft {
  return {
    id: textAt(deposition, 'id'),
    page: textAt(deposition, 'links', 'html'),
    bucket: textAt(deposition, 'links', 'bucket'),
    complaints: complaintsOf(deposition),
  };
}

function complaintsOf(deposition: unknown): readonly string[] {
  return listAt(deposition, 'errors').map((error) => textAt(error, 'message'));
}

/** A number, or an address or DOI that ends in one. */
const RECORD =
  /^(?:https?:\/\/[^?#]+\/(?:records?|deposit|uploads)\/|(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)?10\.\d+\/zenodo\.)?(\d+)(?:[/?#].*)?$/i;

/** Asked for a second time, Zenodo gives the draft that it has made. It comes with the files of the version before. */
async function renew(http: HttpClient, written: string, metadata: string): Promise<CreatedDraft> {
  const record = RECORD.exec(written.trim())?.[1];
  if (record === undefined) throw unknownRecord(written, 'Zenodo', '"10.5281/zenodo.1234567"');
  const version = await http.call('POST', `${urlOf(record)}/actions/newversion`, { repeatable: true });
  const latest = await http.call('GET', textAt(version, 'links', 'latest_draft'));
  const id = textAt(latest, 'id');
  for (const [, file] of await filesOf(http, id))
    await remove(http, `${urlOf(id)}/files/${encodeURIComponent(file.id ?? '')}`);
  const updated = await http.call('PUT', urlOf(id), { body: jsonBody(metadata) });
  return { ...draftOf(latest), complaints: complaintsOf(updated) };
}

/** An attempt before may have removed it, and lost the answer. */
async function remove(http: HttpClient, url: string): Promise<void> {
  try {
    await http.call('DELETE', url);
  } catch (error) {
    if (!(error instanceof HttpFailure && (error.status === 404 || error.status === 410))) throw error;
  }
}

async function filesOf(http: HttpClient, id: string): Promise<RemoteFiles> {
  const files = await http.call('GET', `${urlOf(id)}/files`);
  return new Map((Array.isArray(files) ? files : []).flatMap(fileOf));
}

function fileOf(file: unknown): [string, RemoteFile][] {
  const name = at(file, 'filename') ?? at(file, 'name');
  const id = at(file, 'id');
  return typeof name !== 'string' ? [] : [[name, { ...remoteFile(file), ...(typeof id === 'string' ? { id } : {}) }]];
}

function remoteFile(file: unknown): RemoteFile {
  const checksum = prefixedChecksum(at(file, 'checksum'));
  return checksum === undefined ? {} : { checksum };
}
