/** Repositories as their documentation has them, for `serve`. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import {
  bodyOf,
  type Handler,
  jsonOf,
  type MadeDraft,
  type Offers,
  reply,
  type State,
  type Stored,
  TOKEN,
} from './server.js';

/** As large files are taken: never held whole. */
async function store(request: IncomingMessage): Promise<Stored> {
  const hash = createHash('md5');
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { bytes: undefined, md5: hash.digest('hex'), size };
}

function stored(bytes: Buffer): Stored {
  return { bytes, md5: createHash('md5').update(bytes).digest('hex'), size: bytes.length };
}

const UNAUTHORISED = { status: 401, message: 'The server could not verify that you are authorized.' };

/** `GET /api/vocabularies/LIST/ID`; undefined for any other call. */
function vocabularyAnswer(call: string, { vocabularies = {} }: Offers): [number, unknown] | undefined {
  const [, list, id] = /^GET \/api\/vocabularies\/(\w+)(?:\/([^?]+))?/.exec(call) ?? [];
  if (list === undefined) return undefined;
  const words = vocabularies[list];
  if (words === undefined) return [404, { message: 'Not found.' }];
  if (id === undefined) return [200, { hits: { hits: words.slice(0, 1).map((word) => ({ id: word })) } }];
  return words.includes(decodeURIComponent(id)) ? [200, { id }] : [404, { message: 'PID does not exist.' }];
}

/** https://developers.zenodo.org */
export const zenodoServer: Handler = async (request, response, server) => {
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(response, 401, UNAUTHORISED);
  const { origin, files, drafts, made, offers, asked } = server;
  const call = `${request.method} ${request.url}`;
  const word = vocabularyAnswer(call, offers);
  if (word !== undefined) return reply(response, ...word);
  const deposition = ({ id, metadata }: MadeDraft) => ({
    ...(metadata as object),
    id: Number(id),
    submitted: false,
    links: {
      bucket: `${origin}/api/files/568377dd`,
      html: `${origin}/deposit/${id}`,
      latest_draft: `${origin}/api/deposit/depositions/${id}`,
    },
  });
  if (call.startsWith('GET /api/deposit/depositions?')) {
    if (offers.lists === false) return reply(response, 403, { message: 'Not allowed.' });
    return reply(response, 200, [...made].reverse().map(deposition));
  }
  if (call === 'POST /api/deposit/depositions') {
    if (request.headers['content-type'] !== 'application/json') return reply(response, 415, { message: 'No JSON.' });
    const draft = { id: String(542201 + drafts.length), metadata: await jsonOf(request) };
    drafts.push(draft.metadata);
    made.push(draft);
    return reply(response, 201, deposition(draft));
  }
  if (/^POST \/api\/deposit\/depositions\/\d+\/actions\/newversion$/.test(call)) {
    if (made.length === 0) made.push({ id: '542299', metadata: {} });
    asked.set(call, null);
    return reply(response, 201, deposition(made.at(-1)!));
  }
  if (made.length === 0 && drafts.length === 0) {
    return reply(response, 404, { status: 404, message: 'PID does not exist.' });
  }
  const [, id, rest = ''] = /^\w+ \/api\/deposit\/depositions\/(\d+)(.*)$/.exec(call) ?? [];
  const draft = made.find((each) => each.id === id);
  if (draft !== undefined && rest === '') {
    if (request.method === 'PUT') draft.metadata = await jsonOf(request);
    return reply(response, 200, deposition(draft));
  }
  if (rest.startsWith('/files/') && request.method === 'DELETE') {
    const name = [...files].find(([key]) => rest === `/files/${encodeURIComponent(`id-of-${key}`)}`)?.[0];
    if (name !== undefined) files.delete(name);
    response.writeHead(name === undefined ? 404 : 204).end();
    return;
  }
  if (rest === '/files') {
    const list = [...files].map(([filename, { md5, size }]) => ({
      id: `id-of-${filename}`,
      filename,
      filesize: size,
      checksum: md5,
    }));
    return reply(response, 200, list);
  }
  const put = /^PUT \/api\/files\/568377dd\/([^/]+)$/.exec(call);
  if (put === null) return reply(response, 404, { status: 404, message: 'Not found.' });
  const content = await store(request);
  files.set(decodeURIComponent(put[1]!), content);
  return reply(response, 201, { key: put[1], checksum: `md5:${content.md5}`, size: content.size });
};

/** https://inveniordm.docs.cern.ch/reference/rest_api_drafts_records/ */
export const invenioServer: Handler = async (request, response, server) => {
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(response, 401, UNAUTHORISED);
  const { origin, files, drafts, made, offers, asked, pending } = server;
  const call = `${request.method} ${request.url}`;
  const word = vocabularyAnswer(call, offers);
  if (word !== undefined) return reply(response, ...word);
  const record = ({ id, metadata }: MadeDraft) => ({
    ...(metadata as object),
    id,
    is_published: false,
    links: { self_html: `${origin}/uploads/${id}` },
  });
  if (call.startsWith('GET /api/user/records?')) {
    if (offers.lists === false) return reply(response, 404, { message: 'Not found.' });
    return reply(response, 200, { hits: { hits: [...made].reverse().map(record) } });
  }
  if (call.startsWith('GET /api/records?q=')) {
    return reply(response, 200, { hits: { hits: [{ id: 'found-98765' }] } });
  }
  const [, slug] = /^GET \/api\/communities\/(.+)$/.exec(call) ?? [];
  if (slug !== undefined) {
    const community = offers.communities?.[slug];
    return community === undefined ? reply(response, 404, {}) : reply(response, 200, { id: community, slug });
  }
  if (call === 'POST /api/records') {
    const draft = { id: `abcde-${12345 + drafts.length}`, metadata: await jsonOf(request) };
    drafts.push(draft.metadata);
    made.push(draft);
    const errors = [{ field: 'metadata.title', messages: ['Too long.'] }];
    return reply(response, 201, { ...record(draft), errors });
  }
  if (/^POST \/api\/records\/[^/]+\/versions$/.test(call)) {
    if (made.length === 0) made.push({ id: 'newer-54321', metadata: {} });
    asked.set(call, null);
    return reply(response, 201, record(made.at(-1)!));
  }
  const [, id, rest = ''] = /^\w+ \/api\/records\/([^/]+)\/draft(.*)$/.exec(call) ?? [];
  const draft = made.find((each) => each.id === id);
  if (draft === undefined) return reply(response, 404, { status: 404, message: 'Draft not found.' });
  if (rest === '') {
    if (request.method === 'PUT') draft.metadata = await jsonOf(request);
    return reply(response, 200, record(draft));
  }
  if (rest === '/review') {
    asked.set(call, await jsonOf(request));
    return reply(response, 200, {});
  }
  const entry = (key: string) => {
    const content = pending.has(key) ? undefined : files.get(key);
    const done = content === undefined ? {} : { checksum: `md5:${content.md5}`, size: content.size };
    return { key, status: content === undefined ? 'pending' : 'completed', ...done };
  };
  const keys = () => [...new Set([...files.keys(), ...pending])];
  if (rest === '/files' && request.method === 'GET') {
    return reply(response, 200, { enabled: true, entries: keys().map(entry) });
  }
  if (rest === '/files') {
    const wanted = (await jsonOf(request)) as { key: string }[];
    const taken = wanted.find(({ key }) => keys().includes(key));
    if (taken !== undefined) return reply(response, 400, { message: `File with key ${taken.key} already exists.` });
    for (const { key } of wanted) pending.add(key);
    return reply(response, 201, { entries: wanted.map(({ key }) => entry(key)) });
  }
  const own = /^\/files\/([^/]+?)(\/content|\/commit)?$/.exec(rest);
  const key = decodeURIComponent(own?.[1] ?? '');
  if (own === null || !keys().includes(key)) return reply(response, 404, { message: 'File not found.' });
  if (own[2] === '/content') files.set(key, await store(request));
  else if (own[2] === '/commit') pending.delete(key);
  return reply(response, 200, entry(key));
};

const DATASETS = '/api/datasets/:persistentId';

/** https://guides.dataverse.org/en/latest/api/native-api.html */
export const dataverseServer: Handler = async (request, response, server) => {
  if (request.headers['x-dataverse-key'] !== TOKEN) {
    return reply(response, 401, { status: 'ERROR', message: 'Bad API key' });
  }
  const { files, drafts, made, offers, asked } = server;
  const call = `${request.method} ${decodeURIComponent(request.url!)}`;
  const ok = (data: unknown, status = 200) => reply(response, status, { status: 'OK', data });
  const notFound = () => reply(response, 404, { status: 'ERROR', message: 'Not found.' });
  if (call === 'GET /api/metadatablocks/citation') {
    const { languages, subjects } = offers;
    if (languages === undefined && subjects === undefined) return notFound();
    const field = (words: readonly string[] | undefined) => ({ controlledVocabularyValues: words ?? [] });
    return ok({ fields: { title: {}, language: field(languages), subject: field(subjects) } });
  }
  if (call === 'GET /api/licenses') return offers.licences === undefined ? notFound() : ok(offers.licences);
  if (call.startsWith('GET /api/info/settings/')) {
    return offers.embargo === undefined ? notFound() : ok({ message: offers.embargo });
  }
  if (call.startsWith('GET /api/search?')) {
    if (offers.lists === false) return notFound();
    return ok({ items: [...made].reverse().map(({ id }) => ({ type: 'dataset', global_id: id })) });
  }
  if (call === 'POST /api/dataverses/mine/datasets') {
    const draft = {
      id: `doi:10.5072/FK2/ABC${drafts.length === 0 ? '' : drafts.length}`,
      metadata: await jsonOf(request),
    };
    drafts.push(draft.metadata);
    made.push(draft);
    return ok({ id: 24, persistentId: draft.id }, 201);
  }
  const [, id] = /\?persistentId=(.+)$/.exec(call) ?? [];
  const at = (method: string, path: string) => call === `${method} ${DATASETS}${path}?persistentId=${id}`;
  if (at('PUT', '/versions/:draft')) {
    made.push({ id: id!, metadata: { datasetVersion: await jsonOf(request) } });
    return ok({});
  }
  const draft = made.find((each) => each.id === id);
  if (at('GET', '/versions/:draft')) {
    return draft === undefined ? notFound() : ok((draft.metadata as { datasetVersion?: unknown }).datasetVersion ?? {});
  }
  if (at('GET', '/versions/:draft/files') && draft !== undefined) {
    return ok([...files].map(([name, file]) => dataverseFile(name, file, offers)));
  }
  if (at('POST', '/files/actions/:set-embargo')) {
    asked.set('embargo', await jsonOf(request));
    return ok({});
  }
  const replaced = /^POST \/api\/files\/(\d+)\/replace$/.exec(call)?.[1];
  if (replaced === undefined && !(at('POST', '/add') && draft !== undefined)) return notFound();
  const form = await new Response(new Uint8Array(await bodyOf(request)), {
    headers: { 'Content-Type': request.headers['content-type']! },
  }).formData();
  const file = form.get('file') as File;
  const about = JSON.parse(form.get('jsonData') as string) as { directoryLabel?: string };
  asked.set('about', about);
  const content = stored(Buffer.from(await file.arrayBuffer()));
  const name = about.directoryLabel === undefined ? file.name : `${about.directoryLabel}/${file.name}`;
  if (replaced !== undefined) files.set(name, content);
  const added =
    replaced !== undefined
      ? [name]
      : offers.unpacks === true && name.endsWith('.zip')
        ? await unpack(content, server)
        : [add(name, content, server)];
  return ok({ files: added.map((path) => dataverseFile(path, files.get(path)!, offers)) });
};

/** A name that is taken is changed without an error. */
function add(name: string, content: Stored, { files }: State): string {
  let free = name;
  for (let i = 1; files.has(free); i++) free = name.replace(/(?=\.[^./]*$)|$/, `-${i}`);
  files.set(free, content);
  return free;
}

async function unpack({ bytes }: Stored, server: State): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'unpack-'));
  try {
    writeFileSync(join(folder, 'x.zip'), bytes!);
    const zip = await openPromise(join(folder, 'x.zip'), { autoClose: false });
    const added: string[] = [];
    for await (const entry of zip.eachEntry()) {
      added.push(add(entry.fileName, stored(await buffer(await zip.openReadStreamPromise(entry))), server));
    }
    zip.close();
    return added;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function dataverseFile(name: string, { md5, bytes, size }: Stored, { algorithm = 'MD5' }: Offers): object {
  const at = name.lastIndexOf('/');
  const hash = algorithm.toLowerCase().replace('-', '');
  const value =
    algorithm === 'MD5' || bytes === undefined || algorithm === 'UNF:6'
      ? md5
      : createHash(hash).update(bytes).digest('hex');
  return {
    label: name.slice(at + 1),
    ...(at < 0 ? {} : { directoryLabel: name.slice(0, at) }),
    dataFile: { id: 7 + name.length, filesize: size, checksum: { type: algorithm, value } },
  };
}
