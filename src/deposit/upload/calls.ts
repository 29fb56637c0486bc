/** What the calls of all repositories have in common. */
import { Readable } from 'node:stream';
import { HttpFailure } from './failure.js';
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
