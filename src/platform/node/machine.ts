/** What the engines and the conversion need of the machine, on Node. `browser/` has the same for browsers, which the build puts in the place of `node/`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SchemaStore } from '../store.js';
import { DiskStore } from './disk-store.js';

/** The content behind a `file:` URI. @throws the system's error. */
export function readLocalFile(uri: string): Uint8Array {
  return readFileSync(fileURLToPath(uri));
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

/** The library, loaded when it is first needed: that takes longer than judging a small document. */
export function fontoxpath(): typeof import('fontoxpath') {
  // Not import(), which is asynchronous: whether a rule needs it is only known while a document is being judged.
  return createRequire(import.meta.url)('fontoxpath') as typeof import('fontoxpath');
}

/** Where compiled schemas are kept: the user's cache folder, or the one given; undefined for nowhere. */
export function schemaStore(cache: boolean | string): SchemaStore | undefined {
  return cache === false ? undefined : new DiskStore(cache === true ? undefined : cache);
}
