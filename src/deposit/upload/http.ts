/** Calls to one server: authorised, streamed, repeated where that does no harm. */
import { type Agent, type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { ConnectionLost, HttpFailure, UnexpectedAnswer } from './failure.js';
import { errorWords, parse } from './json.js';
import type { ProxyRoute } from './proxy.js';
import { withoutSecret } from './secrets.js';

export interface Body {
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** A fresh stream of its bytes, for each attempt. */
  open(): Readable;
}

export interface CallOptions {
  readonly body?: Body;
  /** Whether a call that may have arrived may be made again; by default, unless it is a POST. */
  readonly repeatable?: boolean;
}

export interface ClientOptions {
  /** The server; calls to others are refused, since they would get the token. */
  readonly origin: string;
  /** Sent with each call, the token among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The token, which is taken out of what the server says. */
  readonly secret: string;
  /** By which the server is reached, if by any. */
  readonly proxy?: ProxyRoute | undefined;
  /** Waits, in milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

const ATTEMPTS = 6;
/** In seconds: who asks for more is asked again by the user. */
const LONGEST_WAIT = 300;
/** In milliseconds without a byte: servers compute the checksum of large files before they answer. */
const IDLE = 300_000;
/** In bytes: of a body larger than that the server is asked first whether it takes it. */
const ASK_FIRST = 1_000_000;
/** In milliseconds that a server has to say so. */
const PATIENCE = 2_000;
/** In bytes, of an answer. */
const LONGEST_ANSWER = 50_000_000;

/** HTTP calls whose answers are JSON. */
export class HttpClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * @param url absolute, or a path at the server.
   * @returns the answer's JSON; undefined where it has none.
   * @throws HttpFailure, ConnectionLost, UnexpectedAnswer.
   */
  async call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, options: CallOptions = {}): Promise<unknown> {
    const target = new URL(url, this.#options.origin);
    if (target.origin !== this.#options.origin) {
      throw new UnexpectedAnswer(`it leads to another server, ${target.origin}, which must not see the token`);
    }
    const repeatable = options.repeatable ?? method !== 'POST';
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(method, target, options.body);
      } catch (error) {
        const pause = pauseBefore(error, attempt, repeatable);
        if (pause === undefined) throw error;
        await this.#options.sleep(pause);
      }
    }
  }

  async #once(method: string, url: URL, body: Body | undefined): Promise<unknown> {
    const { headers, secret, proxy } = this.#options;
    const answer = await exchange(method, url, { headers, body, agent: proxy?.agent });
    const text = [secret, ...(proxy?.secrets ?? [])].reduce(withoutSecret, answer.text);
    const { status = 0, retryAfter, location } = answer;
    if (status >= 300) throw new HttpFailure(status, errorWords(text), retryAfter, addressAt(location, url));
    return parse(text);
  }
}

/** Milliseconds until the next attempt; undefined where there shall be none. */
function pauseBefore(error: unknown, attempt: number, repeatable: boolean): number | undefined {
  if (attempt >= ATTEMPTS) return undefined;
  const backoff = 1000 * 2 ** (attempt - 1);
  if (error instanceof HttpFailure) {
    const { status, retryAfter } = error;
    // The server did nothing yet, so any call may be made again.
    if (status === 429 || (status === 503 && retryAfter !== undefined)) {
      if (retryAfter !== undefined && retryAfter > LONGEST_WAIT) return undefined;
      return retryAfter === undefined ? backoff : retryAfter * 1000;
    }
    return repeatable && [500, 502, 503, 504].includes(status) ? backoff : undefined;
  }
  if (!(error instanceof ConnectionLost)) return undefined;
  return repeatable || error.code === 'ECONNREFUSED' ? backoff : undefined;
}

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
  readonly retryAfter: number | undefined;
  readonly location: string | undefined;
}

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body | undefined;
  /** A connection of its own where there is none. */
  readonly agent: Agent | undefined;
}

function addressAt(location: string | undefined, base: URL): URL | undefined {
  return location !== undefined && URL.canParse(location, base.href) ? new URL(location, base) : undefined;
}

/** One request and its answer. The answer counts as soon as it comes, whether the body was sent or not. */
function exchange(method: string, url: URL, { headers, body, agent }: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ask = body !== undefined && body.size > ASK_FIRST;
    const own = { ...headers, Accept: 'application/json', ...(body === undefined ? {} : bodyHeaders(body)) };
    const all = ask ? { ...own, Expect: '100-continue' } : own;
    const make = url.protocol === 'https:' ? secureRequest : plainRequest;
    const request = make(url, { method, headers: all, agent: agent ?? false });
    let content: Readable | undefined;
    let answered = false;
    const fail = (error: NodeJS.ErrnoException) => {
      content?.destroy();
      if (!answered) reject(new ConnectionLost(error.code ?? error.message));
    };
    request.setTimeout(IDLE, () => request.destroy(new ConnectionLost('ETIMEDOUT')));
    request.on('error', fail).on('response', (response) => {
      answered = true;
      content?.destroy();
      read(response).then(resolve, (error: NodeJS.ErrnoException) =>
        reject(new ConnectionLost(error.code ?? error.message)),
      );
    });
    if (body === undefined) request.end();
    else {
      whenWelcome(request, ask, () => {
        content = body.open();
        content.on('error', (error) => {
          reject(error);
          request.destroy();
        });
        content.pipe(request);
      });
    }
  });
}

function bodyHeaders({ type, size }: Body): Readonly<Record<string, string>> {
  return { 'Content-Type': type, 'Content-Length': String(size) };
}

/** Sends once the server says to go on, or says nothing for a while; never after it has answered. */
function whenWelcome(request: ClientRequest, ask: boolean, send: () => void): void {
  if (!ask) {
    send();
    return;
  }
  let timer: NodeJS.Timeout | undefined;
  const once = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    send();
  };
  const never = () => clearTimeout(timer);
  timer = setTimeout(once, PATIENCE);
  request.once('continue', once).once('response', never).once('close', never);
  request.flushHeaders();
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_ANSWER) throw new UnexpectedAnswer('its answer is endless');
    chunks.push(chunk);
  }
  return {
    status: response.statusCode,
    text: Buffer.concat(chunks).toString('utf8'),
    retryAfter: secondsOf(response.headers['retry-after'], response.headers.date),
    location: response.headers.location,
  };
}

/** RFC 9110, 10.2.3: seconds, or a date, which is held against the server's own clock. */
function secondsOf(written: string | undefined, date: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (/^\d{1,9}$/.test(written.trim())) return Number(written);
  const wait = (Date.parse(written) - Date.parse(date ?? '')) / 1000;
  return Number.isFinite(wait) ? Math.max(0, Math.ceil(wait)) : undefined;
}
