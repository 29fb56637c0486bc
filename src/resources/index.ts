/**
 * Where the files of a schema come from: an address is first looked up in the user's map and
 * catalogs; what then lies on this disk is read, and what lies on the web is fetched once and kept.
 */
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { absoluteUri, displayName, isWeb, reachesForDisk, SchemaFileError } from '../engine/source.js';
import { noteRead } from '../files/been-read.js';
import { askedBy, NAMED, pathOfUri, readFileNow, type Why } from '../files/door.js';
import { shortenedWithin } from '../shown.js';
// Loaded when they are needed: most calls need neither.
import type { Catalog } from './catalog.js';
import type { Resource } from './resource.js';
import type { Web, WebOptions } from './web.js';

export { isWeb } from '../engine/source.js';
export type { DownloadLimits } from './download.js';
export type { Resource } from './resource.js';

export interface ResourceOptions extends WebOptions {
  /** Addresses and what stands for them: paths, absolute or relative to the working folder, or other addresses. */
  readonly map?: Readonly<Record<string, string>>;
  /** Paths of XML catalogs. */
  readonly catalogs?: readonly string[];
  /**
   * Where nobody named map and catalogs, and they lay in the working folder: what they map to is read as what a file of
   * that folder asks for, not as what the user names.
   */
  readonly found?: { readonly map?: boolean; readonly catalogs?: boolean };
}

/** In bytes. TEI's largest schema has four million. */
const LARGEST_FILE = 100_000_000;

export class Resources {
  readonly #options: ResourceOptions;
  readonly #map: ReadonlyMap<string, string>;
  readonly #catalogs: readonly string[];
  /** For addresses that something else stands for: in whose name that is read. */
  readonly #mapped = new Map<string, Why>();
  #catalog: Promise<Catalog> | undefined;
  #openedCatalog: Catalog | undefined;
  #loadingWeb: Promise<Web> | undefined;
  #web: Web | undefined;

  constructor(options: ResourceOptions = {}) {
    this.#options = options;
    this.#map = new Map(Object.entries(options.map ?? {}).map(([from, to]) => [from, absoluteUri(to)]));
    this.#catalogs = (options.catalogs ?? []).map(absoluteUri);
  }

  /** What the user should know of how resources were come by, such as old copies; each is given out once. */
  takeNotices(): readonly Diagnostic[] {
    return [...(this.#web?.takeNotices() ?? []), ...(this.#openedCatalog?.takeDiagnostics() ?? [])];
  }

  /** Reads the catalogs that were named, so that what is wrong with one is known before any work. */
  async prepare(): Promise<readonly Diagnostic[]> {
    if (this.#catalogs.length === 0) return [];
    const catalog = await this.#openCatalog();
    catalog.resolveUri('urn:x-teigram:none');
    return catalog.takeDiagnostics();
  }

  /** Where an absolute URI is to be had: what the map or a catalog has instead, else itself. */
  async locate(uri: string): Promise<string> {
    const mapped = this.#map.get(uri);
    const located = mapped ?? (this.#catalogs.length === 0 ? undefined : await this.#lookUp(uri));
    if (located === undefined) return uri;
    const { found = {} } = this.#options;
    const isFound = mapped === undefined ? found.catalogs : found.map;
    if (located.startsWith('file:')) {
      this.#mapped.set(located, isFound === true ? fromFolder(located) : NAMED);
      noteRead(pathOfUri(located), { asked: false, addresses: [uri] });
    }
    return located;
  }

  /**
   * The file of this disk that a catalog has instead of an address, for what is read at once: parts of documents. Only
   * of catalogs that {@link prepare} has opened.
   */
  standInFor(uri: string): { readonly uri: string; readonly why: Why } | undefined {
    const located = this.#openedCatalog?.resolve(uri);
    if (located?.startsWith('file:') !== true) return undefined;
    return { uri: located, why: this.#options.found?.catalogs === true ? fromFolder(located) : NAMED };
  }

  async #lookUp(uri: string): Promise<string | undefined> {
    return (await this.#openCatalog()).resolve(uri);
  }

  /**
   * Reads an absolute URI, looked up first.
   *
   * @param base of the file that refers to it, undefined where the user names it: what a document or schema asks for must
   *   lie within its reach, and what came from the web may not reach for this disk.
   * @throws SchemaFileError, a Refusal, or the system's error where a file cannot be read.
   */
  async read(uri: string, base?: string): Promise<Resource> {
    if (base !== undefined && isWeb(base) && uri.startsWith('file:')) throw reachesForDisk(uri, base);
    const located = await this.locate(uri);
    if (isWeb(located)) {
      const fetched = await (await this.#openWeb()).read(located);
      if (fetched.path !== undefined)
        noteRead(fetched.path, { asked: base !== undefined, addresses: [...new Set([uri, located])] });
      return fetched;
    }
    if (!located.startsWith('file:')) {
      const message = `${shortenedWithin(displayName(located))} cannot be fetched: of the web's addresses, http and https are known. Download the file and name the copy, with --schema or in a catalog.`;
      throw new SchemaFileError('schema-not-fetched', message);
    }
    const path = pathOfUri(located);
    const why = this.#mapped.get(located) ?? (base === undefined ? NAMED : forAsker(base, path));
    return { content: readFileNow(path, why, LARGEST_FILE), uri: located, path };
  }

  async #openCatalog(): Promise<Catalog> {
    const isFound = this.#options.found?.catalogs === true;
    this.#catalog ??= import('./catalog.js').then((module) => new module.Catalog(this.#catalogs, isFound));
    this.#openedCatalog = await this.#catalog;
    return this.#openedCatalog;
  }

  async #openWeb(): Promise<Web> {
    this.#loadingWeb ??= import('./web.js').then((module) => new module.Web(this.#options));
    this.#web = await this.#loadingWeb;
    return this.#web;
  }
}

/** What a file of the working folder asks for. */
function fromFolder(uri: string): Why {
  return forAsker('', pathOfUri(uri));
}

/** A file that goes by another name than its own, such as a URN, counts as one of the working folder. */
function forAsker(asker: string, path: string): Why {
  return askedBy(asker.startsWith('file:') ? pathOfUri(asker) : join(process.cwd(), 'schema'), path);
}
