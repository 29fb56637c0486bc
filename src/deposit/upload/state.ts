/** What is known of an upload when it breaks off: a small file beside the package. */
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { readFileNow } from '../../files/door.js';
import { writeWhole } from '../../files/write.js';
import { at, listAt, parse } from './json.js';

export interface UploadState {
  /** The server. */
  readonly origin: string;
  readonly draft: string;
  /** Where people look at the draft. */
  readonly page: string;
  /** Checksums (MD5) of the files that were sent, by name. */
  readonly sent: Readonly<Record<string, string>>;
  /** What the installation said that it offers. */
  readonly offers?: Readonly<Record<string, unknown>>;
}

/** A draft was asked for, and no word has come yet whether it is there. */
export interface MakingState {
  readonly origin: string;
  readonly making: {
    /** The account's drafts before; absent where the repository did not tell. */
    readonly before?: readonly string[];
  };
}

/** In bytes: the names of 100,000 files and more. */
const LARGEST = 100_000_000;

/** Beside the package, so that the package stays as it was made. */
export function statePath(folder: string): string {
  return `${resolve(folder)}.upload.json`;
}

/** Undefined where there is none; `unreadable` where it has been damaged. */
export async function readState(path: string): Promise<UploadState | MakingState | 'unreadable' | undefined> {
  let text: string;
  try {
    text = readFileNow(path, { why: 'found', within: [dirname(path)] }, LARGEST).toString('utf8');
  } catch (error) {
    // Only where there is none may a new draft be made: what is there and cannot be read may know of one.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'unreadable';
  }
  const state = parse(text);
  if (isMaking(state)) return state;
  const isText = (key: string) => typeof at(state, key) === 'string';
  const sent = at(state, 'sent');
  const whole = isText('origin') && isText('draft') && isText('page') && typeof sent === 'object' && sent !== null;
  return whole ? (state as UploadState) : 'unreadable';
}

function isMaking(state: unknown): state is MakingState {
  const making = at(state, 'making');
  const before = at(making, 'before');
  return (
    typeof at(state, 'origin') === 'string' &&
    typeof making === 'object' &&
    making !== null &&
    (before === undefined || listAt(making, 'before').every((id) => typeof id === 'string'))
  );
}

/** Whole or not at all, since a run may be ended at any moment. */
export async function writeState(path: string, state: UploadState | MakingState): Promise<void> {
  await writeWhole(path, `${JSON.stringify(state, null, 2)}\n`);
}

/** Where it is certain that nothing was made. */
export async function removeState(path: string): Promise<void> {
  await rm(path, { force: true });
}
