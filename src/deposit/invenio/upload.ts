/** InvenioRDM's REST API of drafts and their files (https://inveniordm.docs.cern.ch/reference/rest_api_drafts_records/). */
import { fileBody, jsonBody, unlessGone } from '../upload/calls.js';
import { HttpFailure } from '../upload/failure.js';
import type { HttpClient } from '../upload/http.js';
import { at, fieldError, listAt, textAt } from '../upload/json.js';
import { type CreatedDraft, md5Of, type RepositoryKind, type UploadFile } from '../upload/repository.js';

export const invenioKind: RepositoryKind = {
  metadata: 'invenio.json',
  name: 'the InvenioRDM repository',
  example: 'https://repository.example.org',
  token: 'INVENIO_TOKEN',
  tokenPage: '/account/settings/applications/tokens/new/',
  scope: 'for your account',
  headers: (token) => ({ Authorization: `Bearer ${token}` }),
  connect: (http) => ({
    create: async (metadata) => draftOf(await http.call('POST', '/api/records', { body: jsonBody(metadata) })),
    find: async (id) => {
      const draft = await unlessGone(http, draftUrl(id));
      if (draft === 'gone') return 'gone';
      return at(draft, 'is_published') === true ? 'published' : draftOf(draft);
    },
    list: async ({ id }) => new Map(listAt(await http.call('GET', `${draftUrl(id)}/files`), 'entries').flatMap(fileOf)),
    send: ({ id }, file) => send(http, `${draftUrl(id)}/files`, file),
  }),
};

function draftUrl(id: string): string {
  return `/api/records/${encodeURIComponent(id)}/draft`;
}

/** A draft is kept with what is wrong in it; the form asks for it before it can be published. */
function draftOf(record: unknown): CreatedDraft {
  return {
    id: textAt(record, 'id'),
    page: textAt(record, 'links', 'self_html'),
    complaints: listAt(record, 'errors').map(fieldError),
  };
}

/** Only files whose upload was completed count. */
function fileOf(file: unknown): [string, string][] {
  const md5 = at(file, 'status') === 'completed' ? md5Of(at(file, 'checksum')) : undefined;
  return md5 === undefined ? [] : [[textAt(file, 'key'), md5]];
}

/** Announced, filled, completed: each of the three may have been done by an attempt before. */
async function send(http: HttpClient, files: string, file: UploadFile): Promise<string | undefined> {
  const own = `${files}/${encodeURIComponent(file.name)}`;
  if ((await unlessGone(http, own)) === 'gone') await announce(http, files, file.name);
  await http.call('PUT', `${own}/content`, { body: fileBody(file) });
  const completed = await http.call('POST', `${own}/commit`);
  return md5Of(at(completed, 'checksum'));
}

async function announce(http: HttpClient, files: string, key: string): Promise<void> {
  try {
    await http.call('POST', files, { body: jsonBody(JSON.stringify([{ key }])) });
  } catch (error) {
    // Some versions answer 400 where the file has been announced already.
    const known = error instanceof HttpFailure && error.status === 400 && /already exists/i.test(error.said);
    if (!known) throw error;
  }
}
