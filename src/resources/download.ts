/** One download, within limits: of bytes, of time, of redirections. */
import { withoutCredentials } from '../addresses.js';
import { VERSION } from '../version.js';

export interface DownloadLimits {
  /** Of the content once unpacked. */
  readonly bytes: number;
  /** For the whole of it, redirections included. */
  readonly milliseconds: number;
  readonly redirections: number;
}

/** TEI's largest schema has 1.5 MB; a slow line brings it in twenty seconds. */
export const DOWNLOAD_LIMITS: DownloadLimits = { bytes: 32_000_000, milliseconds: 20_000, redirections: 5 };

/** What tells a server which copy is here already. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export type Download =
  | ({ readonly content: Uint8Array } & Validators)
  /** The copy that is here already is still the current one. */
  | { readonly unchanged: true }
  /** The end of a sentence: `the server did not answer within 20 seconds`. */
  | { readonly reason: string };

/** Fetches an `http:` or `https:` address. Never rejects. */
export async function download(url: string, known: Validators, limits: DownloadLimits): Promise<Download> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limits.milliseconds);
  try {
    return await follow(url, known, limits, abort.signal);
  } catch (error) {
    return { reason: abort.signal.aborted ? tooSlow(limits) : networkReason(error) };
  } finally {
    clearTimeout(timer);
    // Also ends what is still under way where the answer was refused half-read.
    abort.abort();
  }
}

async function follow(url: string, known: Validators, limits: DownloadLimits, signal: AbortSignal): Promise<Download> {
  const headers: Record<string, string> = { 'user-agent': `teigram/${VERSION}` };
  if (known.etag !== undefined) headers['if-none-match'] = known.etag;
  if (known.lastModified !== undefined) headers['if-modified-since'] = known.lastModified;
  let { address, authorization } = parted(url);
  for (let redirections = 0; redirections <= limits.redirections; redirections++) {
    const sent = authorization === undefined ? headers : { ...headers, authorization };
    const response = await fetch(address, { headers: sent, redirect: 'manual', signal });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || response.status === 304 || location === null) {
      return take(response, limits);
    }
    const next = URL.canParse(location, address) ? new URL(location, address) : undefined;
    const refusal = refuseRedirection(next, address);
    if (next === undefined || refusal !== undefined)
      return { reason: `it redirects to ${withoutCredentials(location)}${refusal ?? ''}` };
    // A name and password are for the server that they were given for.
    if (next.origin !== new URL(address).origin) authorization = undefined;
    address = parted(next.href).address;
  }
  return { reason: `it redirects more than ${limits.redirections} times, most likely in a circle` };
}

/** fetch() takes no address with a name and password, and would quote it whole. */
function parted(url: string): { readonly address: string; readonly authorization: string | undefined } {
  const { username, password } = new URL(url);
  if (username === '' && password === '') return { address: url, authorization: undefined };
  const secret = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  return { address: withoutCredentials(url), authorization: `Basic ${secret}` };
}

function refuseRedirection(next: URL | undefined, from: string): string | undefined {
  if (next === undefined) return ', which is no address';
  if (next.protocol === 'https:' || (next.protocol === 'http:' && from.startsWith('http:'))) return undefined;
  return next.protocol === 'http:'
    ? ', from a protected connection to an open one'
    : ', which is no address of the web';
}

async function take(response: Response, limits: DownloadLimits): Promise<Download> {
  if (response.status === 304) return { unchanged: true };
  if (!response.ok) return { reason: `the server answered ${`${response.status} ${response.statusText}`.trim()}` };
  const tooLarge = { reason: `it is larger than ${limits.bytes / 1e6} MB` };
  if (Number(response.headers.get('content-length')) > limits.bytes) return tooLarge;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limits.bytes) return tooLarge;
  }
  const etag = response.headers.get('etag');
  const lastModified = response.headers.get('last-modified');
  return {
    content: Buffer.concat(chunks),
    ...(etag === null ? {} : { etag }),
    ...(lastModified === null ? {} : { lastModified }),
  };
}

function tooSlow({ milliseconds }: DownloadLimits): string {
  return `it was not there within ${milliseconds / 1000} seconds`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no server of that name, or this computer has no connection',
  EAI_AGAIN: 'the name of the server could not be looked up; most likely this computer has no connection',
  ECONNREFUSED: 'the server takes no connections',
  ECONNRESET: 'the server broke the connection off',
  UND_ERR_SOCKET: 'the server broke the connection off',
};

/** fetch() says "fetch failed" of everything, and the reason in its cause. */
function networkReason(error: unknown): string {
  const { code, message } = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || withoutCredentials(message || String(error));
}
