/** Packages as they are uploaded, and uploads that wait for nothing. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { upload } from '../../../src/deposit/upload/index.js';
import type { UploadOrders } from '../../../src/deposit/upload/orders.js';
import type { RepositoryKind } from '../../../src/deposit/upload/repository.js';
import { folder } from '../../cli/call.js';
import { type Server, TOKEN } from './server.js';

export const FILES = { 'files/a b é.txt': 'one', 'files/tei/d1.xml': '<TEI/>', 'files/tei/d2.xml': '<TEI></TEI>' };
export const FLAT = { 'files/a b é.zip': 'PK one', 'files/d1.xml': '<TEI/>', 'files/d2.xml': '<TEI></TEI>' };

export const md5 = (text: string | Uint8Array) => createHash('md5').update(text).digest('hex');

export interface PackageOptions {
  readonly metadata?: object;
  readonly orders?: UploadOrders;
}

/** @returns the folder. */
export function packageFor(
  kind: RepositoryKind,
  files: Readonly<Record<string, string | Uint8Array>> = FLAT,
  { metadata = { metadata: { title: 'x' } }, orders }: PackageOptions = {},
): string {
  const about = orders === undefined ? {} : { 'pkg/for-upload.json': JSON.stringify(orders) };
  const packed = Object.fromEntries(Object.entries(files).map(([path, content]) => [`pkg/${path}`, content]));
  return join(folder({ ...packed, ...about, [`pkg/${kind.metadata}`]: JSON.stringify(metadata) }), 'pkg');
}

/** Uploads without waiting; what would have been waited, in seconds. */
export async function send(kind: RepositoryKind, server: Server, pkg: string, { token = TOKEN, path = '/' } = {}) {
  const waits: number[] = [];
  const outcome = await upload(kind, {
    folder: pkg,
    url: new URL(path, server.origin),
    token,
    sleep: async (ms) => void waits.push(ms / 1000),
  });
  const said = outcome.diagnostics.map(({ message }) => message).join('\n');
  return { ...outcome, waits, codes: outcome.diagnostics.map(({ code }) => code), said };
}
