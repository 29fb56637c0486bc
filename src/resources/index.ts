/**
 * Where the files of a schema come from: an address is first looked up in the user's map and
 * catalogs; what then lies on this disk is read, and what lies on the web is fetched once and kept.
 */
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../diagnostics.js';
import { absoluteUri, SchemaFileError } from '../engine/source.js';
import { shortenedWithin } from '../shown.js';
// Loaded when they are needed: most calls need neither.
import type { Catalog } from './catalog.js';
import type { Resource } from './resource.js';
import type { Web, WebOptions } from './web.js';

export type { DownloadLimits } from './download.js';
export type { Resource } from './resource.js';

export interface ResourceOptions extends WebOptions {
  /** Addresses and what stands for them: paths, absolute or relative to the working folder, or other addresses. */
  readonly map?: Readonly<Record<string, string>>;
  /** Paths of XML catalogs. */
  readonly catalogs?: readonly string[];
}

export class Resources {
  readonly #options: ResourceOptions;
  readonly #map: ReadonlyMap<string, string>;
  readonly #catalogs: readonly string[];
  #catalog: Promise<Catalog> | undefined;
  #loadingWeb: Promise<Web> | undefined;
  #web: Web | undefined;

  constructor(options: ResourceOptions = {}) {
    this.#options = options;
    this.#map = new Map(Object.entries(options.map ?? {}).map(([from, to]) => [from, absoluteUri(to)]));
    this.#catalogs = (options.catalogs ?? []).map(absoluteUri);
  }

  /** What the user should know of how resources were come by, such as old copies; each is given out once. */
  takeNotices(): readonly Diagnostic[] {
    return this.#web?.takeNotices() ?? [];
  }

  /** Reads the catalogs that were named, so that what is wrong with one is known before any work. */
  async prepare(): Promise<readonly Diagnostic[]> {
    if (this.#catalogs.length === 0) return [];
    const catalog = await this.#openCatalog();
    catalog.resolveUri('urn:x-teigram:none');
    return catalog.diagnostics;
  }

  /** Where an absolute URI is to be had: what the map or a catalog has instead, else itself. */
  async locate(uri: string): Promise<string> {
    const mapped = this.#map.get(uri);
    if (mapped !== undefined || this.#catalogs.length === 0) return mapped ?? uri;
    const catalog = await this.#openCatalog();
    // Catalogs made for DTDs list everything as system identifiers.
    return catalog.resolveUri(uri) ?? catalog.resolveExternal(undefined, uri) ?? uri;
  }

  /**
   * Reads an absolute URI, looked up first.
   *
   * @param base of the file that refers to it: what came from the web may not reach for this disk.
   * @throws SchemaFileError, or the system's error where a file cannot be read.
   */
  async read(uri: string, base?: string): Promise<Resource> {
    const located = await this.locate(uri);
    if (isWeb(located)) return (await this.#openWeb()).read(located);
    if (!located.startsWith('file:')) {
      const message = `${shortenedWithin(located)} cannot be fetched: of the web's addresses, http and https are known. Download the file and name the copy, with --schema or in a catalog.`;
      throw new SchemaFileError('schema-not-fetched', message);
    }
    if (located === uri && base !== undefined && isWeb(base)) {
      const message = `${shortenedWithin(base)} comes from the web and asks for ${shortenedWithin(uri)}, a file of this computer, which it does not get. If it is to be trusted so far, download it and use the copy.`;
      throw new SchemaFileError('schema-reaches-for-disk', message);
    }
    const path = fileURLToPath(located);
    checkLocalFile(path);
    return { content: await readFile(path), path };
  }

  #openCatalog(): Promise<Catalog> {
    this.#catalog ??= import('./catalog.js').then((module) => new module.Catalog(this.#catalogs));
    return this.#catalog;
  }

  async #openWeb(): Promise<Web> {
    this.#loadingWeb ??= import('./web.js').then((module) => new module.Web(this.#options));
    this.#web = await this.#loadingWeb;
    return this.#web;
  }
}

/**
 * Refuses what a document or a schema may name to exhaust memory: devices without end, and files that are no schema's
 * size. What is missing passes, for whoever reads it to tell in its own words.
 *
 * @throws SchemaFileError
 */
export function checkLocalFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.isDirectory()) return;
  if (stats.isFile() && stats.size <= LARGEST_FILE) return;
  const what = stats.isFile() ? `is larger than ${LARGEST_FILE / 1e6} MB` : 'is no file but a device or a pipe';
  throw new SchemaFileError('schema-file-unreadable', `${path} ${what}, so it is not read as a schema.`);
}

/** In bytes. TEI's largest schema has four million. */
const LARGEST_FILE = 100_000_000;

/** Whether an address is one that the network is asked for. */
export function isWeb(uri: string): boolean {
  return uri.startsWith('http:') || uri.startsWith('https:');
}
