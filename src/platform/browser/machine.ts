/** The same as `../node/machine.ts` where there are neither files nor folders. */
import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type * as node from '../node/machine.js';

type Node = typeof node;

export const readLocalFile: Node['readLocalFile'] = () => {
  throw new Error('a browser has no files of its own: give a resolver that has them');
};

export const readFileBeside: Node['readFileBeside'] = () => {
  throw new Error('a browser has no files of its own');
};

/** Paths are taken for those of a folder without a name. */
export const uriOf: Node['uriOf'] = (path) => new URL(path.replaceAll('\\', '/'), 'file:///').href;

export const pathOf: Node['pathOf'] = (uri) => decodeURIComponent(new URL(uri).pathname).replace(/^\//, '');

export const sha256: Node['sha256'] = (content) =>
  bytesToHex(digest(typeof content === 'string' ? utf8ToBytes(content) : content));

/** The caller may have a place, and gives it as a store. */
export const schemaStore: Node['schemaStore'] = () => undefined;
