/** What the calls of all repositories have in common. */
import { Readable } from 'node:stream';
import type { Diagnostic } from '../../diagnostics.js';
import { HttpFailure, Stopped } from './failure.js';
import type { Body, HttpClient } from './http.js';
import type { UploadFile } from './repository.js';

/** The answer, or that there is nothing at the address. */
export async function unlessGone(http: HttpClient, url: string): Promise<unknown> {
  try {
    return await http.call('GET', url);
  } catch (error) {
    if (error instanceof HttpFailure && (error.status === 404 || error.status === 410)) return 'gone';
    throw error;
  }
}

/** The answer of a service that not every installation has; undefined where this one does not give it. */
export async function ifOffered(http: HttpClient, url: string): Promise<unknown> {
  try {
    return await http.call('GET', url);
  } catch (error) {
    if (error instanceof HttpFailure && error.status !== 401) return undefined;
    throw error;
  }
}

export function jsonBody(text: string): Body {
  const bytes = Buffer.from(text);
  return {
    type: 'application/json',
    size: bytes.length,
    open: () => Readable.from([bytes], { objectMode: false }),
  };
}

export function fileBody({ open, size }: UploadFile): Body {
  return { type: 'application/octet-stream', size, open };
}

/** `newVersionOf` that does not name a record of the repository. */
export function unknownRecord(written: string, repository: string, example: string): Stopped {
  const message = `"newVersionOf" is "${written}", which is no record that ${repository} can be asked for. Give its identifier, its address or its DOI there, such as ${example}; then remove the package and make it anew.`;
  return new Stopped('upload-record-unknown', message);
}

export function warning(code: Diagnostic['code'], message: string): Diagnostic {
  return { severity: 'warning', code, message, source: 'deposit' };
}
