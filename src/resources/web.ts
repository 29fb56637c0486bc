/** What lies on the web: fetched once a run at most, a copy kept, and the copy taken where the network fails. */
import { withoutCredentials } from '../addresses.js';
import type { Diagnostic } from '../diagnostics.js';
import { SchemaFileError } from '../engine/source.js';
import { shortened, shortenedWithin } from '../shown.js';
import { Copies, type Copy } from './copies.js';
import { DOWNLOAD_LIMITS, type DownloadLimits, download } from './download.js';
import type { Resource } from './resource.js';

/** What an address gave, whatever it redirected to. */
type Fetched = Omit<Resource, 'uri'>;

export interface WebOptions {
  /** Never ask the network. */
  readonly offline?: boolean;
  /** Folder for copies of what is fetched; without it nothing outlives the run. */
  readonly copies?: string;
  readonly limits?: Partial<DownloadLimits>;
  /** In milliseconds: how long a copy is taken without asking the server. Default one day. */
  readonly freshFor?: number;
  /** The clock, in milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

const DAY = 24 * 60 * 60 * 1000;

export class Web {
  readonly #options: WebOptions;
  readonly #copies: Copies | undefined;
  readonly #fetched = new Map<string, Promise<Resource>>();
  readonly #notices: Diagnostic[] = [];

  constructor(options: WebOptions) {
    this.#options = options;
    this.#copies = options.copies === undefined ? undefined : new Copies(options.copies);
  }

  /** What the user should know of how resources were come by; each is given out once. */
  takeNotices(): readonly Diagnostic[] {
    return this.#notices.splice(0);
  }

  /**
   * The content of an `http:` or `https:` address.
   *
   * @throws SchemaFileError
   */
  read(url: string): Promise<Resource> {
    let resource = this.#fetched.get(url);
    if (resource === undefined) {
      resource = this.#fetchOrTakeCopy(url).then((fetched) => ({ ...fetched, uri: url }));
      this.#fetched.set(url, resource);
    }
    return resource;
  }

  async #fetchOrTakeCopy(url: string): Promise<Fetched> {
    const { offline = false, freshFor = DAY, now = Date.now, limits } = this.#options;
    const copies = this.#copies;
    const copy = copies?.find(url);
    const age = copy === undefined ? Number.POSITIVE_INFINITY : now() - copy.confirmed;
    if (copy !== undefined && (offline || (age >= 0 && age < freshFor))) return copy;
    if (offline) throw notFetched(url, OFFLINE, 'Run once without --offline');
    const got = await download(url, copy ?? {}, { ...DOWNLOAD_LIMITS, ...limits });
    if ('content' in got)
      return copies?.keep(url, got.content, got, now()) ?? { content: got.content, path: undefined };
    if ('unchanged' in got && copy !== undefined) return copies?.keep(url, copy.content, copy, now()) ?? copy;
    const reason = 'reason' in got ? got.reason : 'the server says that nothing has changed, of what it never sent';
    if (copy === undefined) throw notFetched(url, `could not be fetched: ${reason}`, 'Try again later');
    this.#notices.push(oldCopy(url, reason, copy));
    return copy;
  }
}

const OFFLINE = 'is on the web, which the call asks to stay off (--offline), and no copy of it was kept';

function notFetched(url: string, what: string, advice: string): SchemaFileError {
  const message = `The file ${shortenedWithin(withoutCredentials(url))} ${shortened(what, 400)}. ${advice}, or download the file with a browser and name it, with --schema or in a catalog.`;
  return new SchemaFileError('schema-not-fetched', message);
}

function oldCopy(url: string, reason: string, copy: Copy): Diagnostic {
  const day = new Date(copy.confirmed).toISOString().slice(0, 10);
  const message = `${shortenedWithin(withoutCredentials(url))} could not be fetched: ${shortened(reason, 400)}. The copy of ${day} was used; what has changed since then was not checked.`;
  return { severity: 'warning', code: 'schema-from-cache', message, source: 'run' };
}
