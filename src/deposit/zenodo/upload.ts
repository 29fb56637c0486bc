/** Zenodo's deposit API (https://developers.zenodo.org): depositions, and the bucket that files are put into. */
import { fileBody, jsonBody, unlessGone } from '../upload/calls.js';
import { at, listAt, textAt } from '../upload/json.js';
import { type CreatedDraft, md5Of, type RepositoryKind } from '../upload/repository.js';

const DEPOSITIONS = '/api/deposit/depositions';

export const zenodoKind: RepositoryKind = {
  metadata: 'zenodo.json',
  name: 'Zenodo',
  example: 'https://sandbox.zenodo.org',
  token: 'ZENODO_TOKEN',
  tokenPage: '/account/settings/applications/tokens/new/',
  scope: 'with the scope "deposit:write"',
  headers: (token) => ({ Authorization: `Bearer ${token}` }),
  connect: (http) => ({
    create: async (metadata) => draftOf(await http.call('POST', DEPOSITIONS, { body: jsonBody(metadata) })),
    find: async (id) => {
      const deposition = await unlessGone(http, `${DEPOSITIONS}/${encodeURIComponent(id)}`);
      if (deposition === 'gone') return 'gone';
      return at(deposition, 'submitted') === true ? 'published' : draftOf(deposition);
    },
    list: async ({ id }) => {
      const files = await http.call('GET', `${DEPOSITIONS}/${encodeURIComponent(id)}/files`);
      return new Map((Array.isArray(files) ? files : []).flatMap(fileOf));
    },
    send: async (draft, file) => {
      const url = `${draft.bucket ?? ''}/${encodeURIComponent(file.name)}`;
      return md5Of(at(await http.call('PUT', url, { body: fileBody(file) }), 'checksum'));
    },
  }),
};

function draftOf(deposition: unknown): CreatedDraft {
  return {
    id: textAt(deposition, 'id'),
    page: textAt(deposition, 'links', 'html'),
    bucket: textAt(deposition, 'links', 'bucket'),
    complaints: listAt(deposition, 'errors').map((error) => textAt(error, 'message')),
  };
}

function fileOf(file: unknown): [string, string][] {
  const md5 = md5Of(at(file, 'checksum'));
  const name = at(file, 'filename') ?? at(file, 'name');
  return md5 === undefined || typeof name !== 'string' ? [] : [[name, md5]];
}
