/** What is known of an upload when it breaks off: a small file beside the package. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeWhole } from '../../files/write.js';
import { at, parse } from './json.js';

export interface UploadState {
  /** The server. */
  readonly origin: string;
  readonly draft: string;
  /** Where people look at the draft. */
  readonly page: string;
  /** Checksums (MD5) of the files that were sent, by name. */
  readonly sent: Readonly<Record<string, string>>;
}

/** Beside the package, so that the package stays as it was made. */
export function statePath(folder: string): string {
  return `${resolve(folder)}.upload.json`;
}

/** Undefined where there is none; `unreadable` where it has been damaged. */
export async function readState(path: string): Promise<UploadState | 'unreadable' | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
  const state = parse(text);
  const isText = (key: string) => typeof at(state, key) === 'string';
  const whole = isText('origin') && isText('draft') && isText('page') && typeof at(state, 'sent') === 'object';
  return whole ? (state as UploadState) : 'unreadable';
}

/** Whole or not at all, since a run may be ended at any moment. */
export async function writeState(path: string, state: UploadState): Promise<void> {
  await writeWhole(path, `${JSON.stringify(state, null, 2)}\n`);
}
