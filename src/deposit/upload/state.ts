/** What is known of an upload when it breaks off: a small file beside the package. */
import { dirname, resolve } from 'node:path';
import { readFileNow } from '../../files/door.js';
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

/** In bytes: the names of 100,000 files and more. */
const LARGEST = 100_000_000;

/** Beside the package, so that the package stays as it was made. */
export function statePath(folder: string): string {
  return `${resolve(folder)}.upload.json`;
}

/** Undefined where there is none; `unreadable` where it has been damaged. */
export async function readState(path: string): Promise<UploadState | 'unreadable' | undefined> {
  let text: string;
  try {
    text = readFileNow(path, { why: 'found', within: [dirname(path)] }, LARGEST).toString('utf8');
  } catch (error) {
    // Only where there is none may a new draft be made: what is there and cannot be read may know of one.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'unreadable';
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
