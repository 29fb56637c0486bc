/** What the engines and the conversion need of the machine, on Node. `browser/` has the same for browsers, which the build puts in the place of `node/`. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { askedBy, besideOf, NAMED, pathOfUri, readFileNow } from '../../files/door.js';
import type { SchemaStore } from '../store.js';
import { cacheFolder } from './cache-folder.js';
import { DiskStore } from './disk-store.js';

/** In bytes. TEI's largest schema has four million. */
const LARGEST_SCHEMA = 100_000_000;

/**
 * The content behind a `file:` URI.
 *
 * @param asker URI of the file that refers to it; undefined where the caller names it.
 * @throws Refusal, or the system's error.
 */
export function readLocalFile(uri: string, asker: string | undefined): Uint8Array {
  const path = pathOfUri(uri);
  if (asker === undefined) return readFileNow(path, NAMED, LARGEST_SCHEMA);
  // What has no place on this disk asks as a file of the working folder does.
  const place = asker.startsWith('file:') ? pathOfUri(asker) : resolve('schema');
  return readFileNow(path, askedBy(place, path), LARGEST_SCHEMA);
}

/**
 * The content behind a `file:` URI that lies in the folder of another file, or below it, or below the working folder.
 *
 * @throws Refusal, or the system's error.
 */
export function readFileBeside(uri: string, neighbour: string): Uint8Array {
  return readFileNow(pathOfUri(uri), besideOf(pathOfUri(neighbour)), LARGEST_SCHEMA);
}

/** The `file:` URI of a path, which is relative to the working folder. */
export function uriOf(path: string): string {
  return pathToFileURL(resolve(path)).href;
}

/** The path of a `file:` URI. @throws where it has none, such as on another host. */
export function pathOf(uri: string): string {
  return fileURLToPath(uri);
}

/** In hexadecimal; text counts as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Where compiled schemas are kept: the user's cache folder, or the one given; undefined for nowhere. */
export function schemaStore(cache: boolean | string): SchemaStore | undefined {
  const folder = cache === true ? cacheFolder() : cache;
  return folder === false || folder === undefined ? undefined : new DiskStore(folder);
}
