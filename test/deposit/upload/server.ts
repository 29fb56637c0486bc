/** A server on this machine that answers as the documentation of a repository says, and fails as it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export const TOKEN = 'let-me-in';

export interface Stored {
  readonly bytes: Buffer | undefined;
  readonly md5: string;
  readonly size: number;
}

export type Act = (request: IncomingMessage, response: ServerResponse) => void;

export interface Fault {
  /** Of `METHOD /path`. */
  readonly on: RegExp;
  readonly times: number;
  /** `lost`: the server does what it is asked, and its answer does not come. */
  readonly act: 'lost' | Act;
}

export const drop: Act = (request) => void request.socket.destroy();

export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Act {
  return (request, response) => {
    request.resume();
    reply(response, status, body, headers);
  };
}

/** What an installation offers; what is absent it does not tell. */
export interface Offers {
  /** Of InvenioRDM, by list. */
  readonly vocabularies?: Readonly<Record<string, readonly string[]>>;
  readonly communities?: Readonly<Record<string, string>>;
  /** Of Dataverse. */
  readonly languages?: readonly string[];
  readonly subjects?: readonly string[];
  readonly licences?: readonly { readonly name: string; readonly uri: string; readonly active?: boolean }[];
  /** `:MaxEmbargoDurationInMonths`. */
  readonly embargo?: string;
  /** By which Dataverse keeps checksums; `UNF:6` stands for one that nobody knows here. */
  readonly algorithm?: 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-512' | 'UNF:6';
  /** Whether Dataverse unpacks zips. */
  readonly unpacks?: boolean;
  /** Whether the drafts of the account are listed; by default they are. */
  readonly lists?: boolean;
}

export interface MadeDraft {
  readonly id: string;
  metadata: unknown;
}

export interface Server {
  readonly origin: string;
  /** `METHOD /path`, in order. */
  readonly calls: string[];
  /** Headers of each call. */
  readonly headers: IncomingMessage['headers'][];
  /** Of finished files, by name. */
  readonly files: Map<string, Stored>;
  /** Bodies of calls that made a draft. */
  readonly drafts: unknown[];
  /** All drafts of the account, the newest last. */
  readonly made: MadeDraft[];
  /** Bodies of calls of other kinds, by `METHOD /path`. */
  readonly asked: Map<string, unknown>;
  offers: Offers;
  fail(fault: Fault): void;
  /** From here on all is well. */
  heal(): void;
  /** As if the draft had been deleted. */
  forget(): void;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, server: State) => Promise<void> | void;

export interface State extends Server {
  readonly pending: Set<string>;
}

export async function serve(handler: Handler, offers: Offers = {}): Promise<Server> {
  const faults: { fault: Fault; left: number }[] = [];
  const http = createServer();
  const state: State = {
    origin: '',
    calls: [],
    headers: [],
    files: new Map(),
    drafts: [],
    made: [],
    asked: new Map(),
    offers,
    pending: new Set(),
    fail: (fault) => void faults.push({ fault, left: fault.times }),
    heal: () => {
      faults.length = 0;
    },
    forget: () => {
      state.drafts.length = 0;
      state.made.length = 0;
      state.files.clear();
    },
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const call = `${request.method} ${request.url}`;
    state.calls.push(call);
    state.headers.push(request.headers);
    const found = faults.find(({ fault, left }) => left > 0 && fault.on.test(call));
    if (found !== undefined) {
      found.left--;
      if (found.fault.act === 'lost') loseAnswer(request, response);
      else return found.fault.act(request, response);
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

function loseAnswer(request: IncomingMessage, response: ServerResponse): void {
  response.end = () => {
    request.socket.destroy();
    return response;
  };
}

export function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  return JSON.parse((await bodyOf(request)).toString()) as unknown;
}
