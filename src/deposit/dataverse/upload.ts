/** Dataverse's native API (https://guides.dataverse.org/en/latest/api/native-api.html): datasets of a collection, files with folders. */
import { Readable } from 'node:stream';
import { jsonBody, unlessGone } from '../upload/calls.js';
import type { Body } from '../upload/http.js';
import { at, listAt, textAt } from '../upload/json.js';
import { md5Of, type RemoteFiles, type RepositoryKind, type UploadFile } from '../upload/repository.js';

export const dataverseKind: RepositoryKind = {
  metadata: 'dataverse.json',
  name: 'Dataverse',
  example: 'https://demo.dataverse.org/dataverse/mine',
  token: 'DATAVERSE_TOKEN',
  tokenPage: '/dataverseuser.xhtml?selectTab=apiTokenTab',
  scope: 'under your name, "API Token"',
  headers: (token) => ({ 'X-Dataverse-key': token }),
  connect: (http, url) => ({
    create: async (metadata) => {
      const path = `/api/dataverses/${encodeURIComponent(collectionOf(url))}/datasets`;
      const created = await http.call('POST', path, { body: jsonBody(metadata) });
      return draftOf(textAt(created, 'data', 'persistentId'), url);
    },
    find: async (id) => {
      const draft = await unlessGone(http, datasetUrl(id, '/versions/:draft'));
      return draft === 'gone' ? 'gone' : draftOf(id, url);
    },
    list: async ({ id }) => filesOf(await http.call('GET', datasetUrl(id, '/versions/:draft/files'))),
    send: async ({ id }, file) => {
      const answer = await http.call('POST', datasetUrl(id, '/add'), { body: formBody(file) });
      const [added] = listAt(answer, 'data', 'files');
      // A zip is unpacked there, so that what was sent is not what there is.
      return at(added, 'label') === baseName(file.name) ? checksumOf(added) : undefined;
    },
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

function draftOf(id: string, url: URL) {
  return { id, page: `${url.origin}/dataset.xhtml?persistentId=${encodeURIComponent(id)}&version=DRAFT` };
}

function filesOf(answer: unknown): RemoteFiles {
  const files = new Map<string, string>();
  for (const file of listAt(answer, 'data')) {
    const folder = at(file, 'directoryLabel');
    const md5 = checksumOf(file);
    const name = textAt(file, 'label');
    if (md5 !== undefined) files.set(typeof folder === 'string' ? `${folder}/${name}` : name, md5);
  }
  return files;
}

function checksumOf(file: unknown): string | undefined {
  const type = at(file, 'dataFile', 'checksum', 'type');
  const value = type === 'MD5' ? at(file, 'dataFile', 'checksum', 'value') : at(file, 'dataFile', 'md5');
  return md5Of(value);
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** A form with the file and what is said of it (RFC 7578), streamed. */
function formBody({ name, open, size, md5 }: UploadFile): Body {
  const label = baseName(name);
  const folder = name.slice(0, Math.max(0, name.length - label.length - 1));
  // Made of the file's own checksum, so that it is the same each time and does not occur in the file.
  const boundary = `teigram-${md5}`;
  const about = { ...(folder === '' ? {} : { directoryLabel: folder }), restrict: false, tabIngest: false };
  const head = Buffer.from(
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="jsonData"',
      '',
      JSON.stringify(about),
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="${label.replace(/[\r\n"]/g, '_')}"`,
      `Content-Type: ${label.endsWith('.zip') ? 'application/zip' : 'application/octet-stream'}`,
      '',
      '',
    ].join('\r\n'),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    size: head.length + size + tail.length,
    open: () =>
      Readable.from(
        (async function* () {
          yield head;
          yield* open() as AsyncIterable<Buffer>;
          yield tail;
        })(),
        { objectMode: false },
      ),
  };
}
