/** Failures of an upload in words: what happened, and what to do next. */
import { withoutCredentials } from '../../addresses.js';
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { ConnectionLost, DamagedFile, HttpFailure, Stopped, UnexpectedAnswer } from './failure.js';
import type { RepositoryKind, UploadFile } from './repository.js';

export interface Circumstances {
  readonly kind: RepositoryKind;
  readonly url: URL;
  readonly folder: string;
  /** The file under way, if one was. */
  readonly file: UploadFile | undefined;
  /** Of the draft, once there is one. */
  readonly page?: string | undefined;
  /** The host of the proxy, where the environment names one. */
  readonly proxy?: string | undefined;
}

const GOES_ON = 'Repeat the call: it goes on where it was';

export function explain(error: unknown, circumstances: Circumstances): Diagnostic {
  if (error instanceof Stopped) return failed(error.code, error.message);
  if (error instanceof HttpFailure) return explainStatus(error, circumstances);
  const { kind, url, file } = circumstances;
  if (error instanceof ConnectionLost) return explainLost(error, circumstances);
  if (error instanceof UnexpectedAnswer) {
    const message = `${url.origin} does not answer like ${kind.name}: ${error.message}. ${addressHint(circumstances)}`;
    return failed('upload-server-unusable', message);
  }
  if (error instanceof DamagedFile) {
    const message = `${file?.name ?? 'A file'} arrives at ${url.host} with another checksum than it has here, again and again. Something on the way changes it: try from another network.`;
    return failed('upload-file-damaged', message);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return failed('upload-failed', `The upload stopped: ${reason}. ${GOES_ON}.`);
}

function explainLost({ code }: ConnectionLost, circumstances: Circumstances): Diagnostic {
  const { url, file, page, proxy } = circumstances;
  if (code === 'ENOTFOUND' && proxy === undefined) {
    return failed('upload-server-unusable', `There is no server ${url.hostname}. ${addressHint(circumstances)}`);
  }
  const during =
    file === undefined ? `the draft was ${page === undefined ? 'made' : 'looked through'}` : `${file.name} was sent`;
  const way = proxy === undefined ? '' : ` through the proxy ${proxy}`;
  const other =
    proxy === undefined
      ? ''
      : ` If ${url.hostname} can be reached without the proxy, put it into NO_PROXY; else mend the address in HTTPS_PROXY.`;
  const message = `The connection to ${url.host}${way} broke off (${code}) while ${during}. ${GOES_ON}.${onceHint(circumstances)}${other}`;
  return failed('upload-connection-lost', message);
}

function explainStatus(error: HttpFailure, circumstances: Circumstances): Diagnostic {
  const { status, said, retryAfter, location } = error;
  const { kind, url, file, proxy } = circumstances;
  const quoted = said === '' ? '' : ` It says: "${said}".`;
  if (status === 407) {
    const message = `The proxy ${proxy ?? ''} does not let the upload through (407).${quoted} It wants a user and a password: put them into HTTPS_PROXY, as in http://USER:PASSWORD@proxy.example.org:3128.`;
    return failed('upload-proxy-refused', message);
  }
  if (status < 400 && location !== undefined) return explainRedirect(location, circumstances);
  if (status === 401 || status === 403) {
    const message = `${url.host} does not accept the token in ${kind.token} (${status}).${quoted} Make one at ${url.origin}${kind.tokenPage}, ${kind.scope}, and repeat the call.`;
    return failed('upload-token-refused', message);
  }
  if (status === 413 && file !== undefined) {
    const size = (file.size / 1e6).toFixed(1);
    const message = `${file.name} has ${size} MB, more than ${url.host} takes (413).${quoted} Deposit a part of the collection at a time, or ask the repository for more room.`;
    return failed('upload-file-too-large', message);
  }
  if (status === 429) {
    const wait = retryAfter === undefined ? 'later' : `in ${Math.ceil(retryAfter / 60)} minutes`;
    return failed(
      'upload-rate-limited',
      `${url.host} wants fewer calls for a while (429). Repeat the call ${wait}: it goes on where it was.`,
    );
  }
  if (status >= 500) {
    return failed(
      'upload-server-failed',
      `${url.host} failed (${status}).${quoted} ${GOES_ON}, later.${onceHint(circumstances)}`,
    );
  }
  if (status < 400 || ((status === 404 || status === 405) && file === undefined)) {
    const message = `There is no ${kind.name} at ${withoutCredentials(url.href)} (${status}).${quoted} ${addressHint(circumstances)}`;
    return failed('upload-server-unusable', message);
  }
  const what = file === undefined ? 'the metadata' : file.name;
  const message = `${url.host} does not take ${what} (${status}).${quoted} Change it in teigram.config.json or in the documents, remove the package, and make it anew.`;
  return failed('upload-metadata-refused', message);
}

function addressHint({ kind }: Circumstances): string {
  return `Give an address such as ${kind.example}.`;
}

/** Of the other address only the server is told: the rest may hold anything. The token has not been sent there. */
function explainRedirect({ origin }: URL, { kind, url }: Circumstances): Diagnostic {
  const { pathname } = url;
  const message =
    origin === url.origin
      ? `${url.origin} sends on to another of its pages, so there is no ${kind.name} at this address. Give an address such as ${kind.example}.`
      : `${url.origin} sends on to ${origin}, where the token was not sent. If that is your repository, use --upload ${origin}${pathname === '/' ? '' : pathname}.`;
  return failed('upload-redirected', message);
}

/** A draft whose making was not confirmed may be there nevertheless. */
function onceHint({ file, page }: Circumstances): string {
  return file === undefined && page === undefined
    ? ' It first looks whether a draft has come into being, so that there are not two.'
    : '';
}

function failed(code: Code, message: string): Diagnostic {
  return { severity: 'error', code, message, source: 'deposit' };
}
