/** Reading an input, with its failures as diagnostics. */
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { Refusal, readFileNow, readNamed, readStream } from './door.js';
import { type InputFile, whyOf } from './inputs.js';
import { reasonOf } from './reason.js';
import type { RefusalKind } from './refusal.js';

/** In bytes: a text to be converted. A whole volume of documents has less, and the tree of its TEI takes 80 times as much memory. */
export const LARGEST_TEXT = 20_000_000;

export type ReadResult = { readonly bytes: Uint8Array } | { readonly diagnostic: Diagnostic };

/** Reads a whole file or standard input; refuses what is longer than `limit` bytes. */
export async function readInput(file: InputFile, limit: number): Promise<ReadResult> {
  try {
    return { bytes: await bytesOf(file, limit) };
  } catch (error) {
    const isLong = error instanceof Refusal && error.kind === 'too-large';
    return { diagnostic: isLong ? tooLarge(file, limit) : unreadable(file, error) };
  }
}

async function bytesOf(file: InputFile, limit: number): Promise<Uint8Array> {
  if (file.path === undefined) return readStream(process.stdin, limit);
  // Only what the user names may be a pipe.
  return file.within === undefined ? readNamed(file.path, limit) : readFileNow(file.path, whyOf(file), limit);
}

function tooLarge({ display }: InputFile, limit: number): Diagnostic {
  const message = `The file is larger than ${limit / 1e6} MB, and a telegram has a few thousand letters. Split it into its documents first.`;
  return { severity: 'error', code: 'file-too-large', message, file: display, source: 'input' };
}

const CODES: Partial<Readonly<Record<RefusalKind, Code>>> = {
  'not-ordinary': 'file-not-ordinary',
  outside: 'file-out-of-reach',
  hidden: 'file-out-of-reach',
  'special-name': 'file-out-of-reach',
  'too-large': 'file-too-large',
};

/** Why a file could not be read. */
export function unreadable({ display }: InputFile, error: unknown): Diagnostic {
  const at = { severity: 'error', file: display, source: 'input' } as const;
  if (error instanceof Refusal) {
    const isElsewhere = error.kind === 'outside' || error.kind === 'hidden';
    const way = isElsewhere ? ' Name the file itself in the call if it is meant.' : '';
    const message = `The file is not read: ${error.message}.${way}`;
    return { ...at, code: CODES[error.kind] ?? 'file-unreadable', message };
  }
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? { ...at, code: 'file-not-found', message: 'There is no such file (any more).' }
    : { ...at, code: 'file-unreadable', message: `The file cannot be read: ${reasonOf(error)}.` };
}
