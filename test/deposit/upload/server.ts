/** A server on this machine that answers as the documentation of a repository says, and fails as it is told. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export const TOKEN = 'let-me-in';

interface Stored {
  readonly md5: string;
  readonly size: number;
}

export interface Fault {
  /** Of `METHOD /path`. */
  readonly on: RegExp;
  readonly times: number;
  act(request: IncomingMessage, response: ServerResponse): void;
}

export const drop: Fault['act'] = (request) => void request.socket.destroy();

export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Fault['act'] {
  return (request, response) => {
    request.resume();
    reply(response, status, body, headers);
  };
}

export interface Server {
  readonly origin: string;
  /** `METHOD /path`, in order. */
  readonly calls: string[];
  /** Of finished files, by name. */
  readonly files: Map<string, Stored>;
  /** Bodies of calls that made a draft. */
  readonly drafts: unknown[];
  fail(fault: Fault): void;
  /** From here on all is well. */
  heal(): void;
  /** As if the draft had been deleted. */
  forget(): void;
}

type Handler = (request: IncomingMessage, response: ServerResponse, server: State) => Promise<void> | void;

interface State extends Server {
  readonly pending: Set<string>;
}

export async function serve(handler: Handler): Promise<Server> {
  const faults: { fault: Fault; left: number }[] = [];
  const http = createServer();
  const state: State = {
    origin: '',
    calls: [],
    files: new Map(),
    drafts: [],
    pending: new Set(),
    fail: (fault) => void faults.push({ fault, left: fault.times }),
    heal: () => {
      faults.length = 0;
    },
    forget: () => {
      state.drafts.length = 0;
      state.files.clear();
    },
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const call = `${request.method} ${request.url}`;
    state.calls.push(call);
    const found = faults.find(({ fault, left }) => left > 0 && fault.on.test(call));
    if (found !== undefined) {
      found.left--;
      found.fault.act(request, response);
      return;
    }
    if (request.headers.expect !== undefined) response.writeContinue();
    void (async () => handler(request, response, state))().catch((error: Error) => {
      reply(response, 500, { message: error.message });
    });
  };
  http.on('request', handle).on('checkContinue', handle);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void http.closeAllConnections());
  onTestFinished(() => void http.close());
  return Object.assign(state, { origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}` });
}

export function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** As large files are taken: never held whole. */
async function store(request: IncomingMessage): Promise<Stored> {
  const hash = createHash('md5');
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { md5: hash.digest('hex'), size };
}

const UNAUTHORISED = { status: 401, message: 'The server could not verify that you are authorized.' };

/** https://developers.zenodo.org */
export const zenodoServer: Handler = async (request, response, { origin, files, drafts }) => {
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(response, 401, UNAUTHORISED);
  const deposition = {
    id: 542201,
    submitted: false,
    links: { bucket: `${origin}/api/files/568377dd`, html: `${origin}/deposit/542201` },
  };
  const call = `${request.method} ${request.url}`;
  if (call === 'POST /api/deposit/depositions') {
    if (request.headers['content-type'] !== 'application/json') return reply(response, 415, { message: 'No JSON.' });
    drafts.push(JSON.parse((await bodyOf(request)).toString()));
    return reply(response, 201, deposition);
  }
  if (drafts.length === 0) return reply(response, 404, { status: 404, message: 'PID does not exist.' });
  if (call === 'GET /api/deposit/depositions/542201') return reply(response, 200, deposition);
  if (call === 'GET /api/deposit/depositions/542201/files') {
    const list = [...files].map(([filename, { md5, size }]) => ({ id: md5, filename, filesize: size, checksum: md5 }));
    return reply(response, 200, list);
  }
  const put = /^PUT \/api\/files\/568377dd\/([^/]+)$/.exec(call);
  if (put === null) return reply(response, 404, { status: 404, message: 'Not found.' });
  const stored = await store(request);
  files.set(decodeURIComponent(put[1]!), stored);
  return reply(response, 201, { key: put[1], checksum: `md5:${stored.md5}`, size: stored.size });
};

/** https://inveniordm.docs.cern.ch/reference/rest_api_drafts_records/ */
export const invenioServer: Handler = async (request, response, { origin, files, drafts, pending }) => {
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(response, 401, UNAUTHORISED);
  const draft = { id: 'abcde-12345', is_published: false, links: { self_html: `${origin}/uploads/abcde-12345` } };
  const call = `${request.method} ${request.url}`;
  if (call === 'POST /api/records') {
    drafts.push(JSON.parse((await bodyOf(request)).toString()));
    const errors = [{ field: 'metadata.title', messages: ['Too long.'] }];
    return reply(response, 201, { ...draft, errors });
  }
  if (drafts.length === 0) return reply(response, 404, { status: 404, message: 'Draft not found.' });
  const base = '/api/records/abcde-12345/draft';
  if (call === `GET ${base}`) return reply(response, 200, draft);
  const entry = (key: string) => {
    const stored = pending.has(key) ? undefined : files.get(key);
    const done = stored === undefined ? {} : { checksum: `md5:${stored.md5}`, size: stored.size };
    return { key, status: stored === undefined ? 'pending' : 'completed', ...done };
  };
  const keys = () => [...new Set([...files.keys(), ...pending])];
  if (call === `GET ${base}/files`) return reply(response, 200, { enabled: true, entries: keys().map(entry) });
  if (call === `POST ${base}/files`) {
    const wanted = JSON.parse((await bodyOf(request)).toString()) as { key: string }[];
    const taken = wanted.find(({ key }) => keys().includes(key));
    if (taken !== undefined) return reply(response, 400, { message: `File with key ${taken.key} already exists.` });
    for (const { key } of wanted) pending.add(key);
    return reply(response, 201, { entries: wanted.map(({ key }) => entry(key)) });
  }
  const own = /^(\w+) \/api\/records\/abcde-12345\/draft\/files\/([^/]+?)(\/content|\/commit)?$/.exec(call);
  const key = decodeURIComponent(own?.[2] ?? '');
  if (own === null || !keys().includes(key)) return reply(response, 404, { message: 'File not found.' });
  if (own[3] === '/content') files.set(key, await store(request));
  else if (own[3] === '/commit') pending.delete(key);
  return reply(response, 200, entry(key));
};

/** https://guides.dataverse.org/en/latest/api/native-api.html */
export const dataverseServer: Handler = async (request, response, { files, drafts }) => {
  if (request.headers['x-dataverse-key'] !== TOKEN) {
    return reply(response, 401, { status: 'ERROR', message: 'Bad API key' });
  }
  const call = `${request.method} ${decodeURIComponent(request.url!)}`;
  if (call === 'POST /api/dataverses/mine/datasets') {
    drafts.push(JSON.parse((await bodyOf(request)).toString()));
    return reply(response, 201, { status: 'OK', data: { id: 24, persistentId: 'doi:10.5072/FK2/ABC' } });
  }
  if (drafts.length === 0) return reply(response, 404, { status: 'ERROR', message: 'Dataset not found.' });
  const id = 'persistentId=doi:10.5072/FK2/ABC';
  if (call === `GET /api/datasets/:persistentId/versions/:draft?${id}`)
    return reply(response, 200, { status: 'OK', data: {} });
  if (call === `GET /api/datasets/:persistentId/versions/:draft/files?${id}`) {
    return reply(response, 200, { status: 'OK', data: [...files].map(([name, file]) => dataverseFile(name, file)) });
  }
  if (call !== `POST /api/datasets/:persistentId/add?${id}`) return reply(response, 404, { message: 'Not found.' });
  const form = await new Response(new Uint8Array(await bodyOf(request)), {
    headers: { 'Content-Type': request.headers['content-type']! },
  }).formData();
  const file = form.get('file') as File;
  const about = JSON.parse(form.get('jsonData') as string) as { directoryLabel?: string; tabIngest?: boolean };
  const bytes = Buffer.from(await file.arrayBuffer());
  const name = about.directoryLabel === undefined ? file.name : `${about.directoryLabel}/${file.name}`;
  const stored = { md5: createHash('md5').update(bytes).digest('hex'), size: bytes.length };
  if (files.has(name)) return reply(response, 400, { status: 'ERROR', message: 'This file is there already.' });
  files.set(name, stored);
  return reply(response, 200, { status: 'OK', data: { files: [dataverseFile(name, stored)] } });
};

function dataverseFile(name: string, { md5, size }: Stored): object {
  const at = name.lastIndexOf('/');
  return {
    label: name.slice(at + 1),
    ...(at < 0 ? {} : { directoryLabel: name.slice(0, at) }),
    dataFile: { filesize: size, checksum: { type: 'MD5', value: md5 } },
  };
}
