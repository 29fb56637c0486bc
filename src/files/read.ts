/** Reading an input, with its failures as diagnostics. */
import { open } from 'node:fs/promises';
import type { Diagnostic } from '../diagnostics.js';
import type { InputFile } from './inputs.js';
import { reasonOf } from './reason.js';

/** In bytes: a text to be converted. A whole volume of documents has less, and the tree of its TEI takes 80 times as much memory. */
export const LARGEST_TEXT = 20_000_000;

export type ReadResult = { readonly bytes: Uint8Array } | { readonly diagnostic: Diagnostic };

/** Reads a whole file or standard input; refuses what is longer than `limit` bytes. */
export async function readInput(file: InputFile, limit: number): Promise<ReadResult> {
  try {
    const bytes = file.path === undefined ? await readStream(process.stdin, limit) : await readFile(file.path, limit);
    return bytes === undefined ? { diagnostic: tooLarge(file, limit) } : { bytes };
  } catch (error) {
    return { diagnostic: unreadable(file, error) };
  }
}

async function readFile(path: string, limit: number): Promise<Uint8Array | undefined> {
  const handle = await open(path);
  try {
    const stats = await handle.stat();
    // Pipes and devices do not tell how much they hold, and some have no end.
    if (!stats.isFile()) return await readStream(handle.createReadStream({ autoClose: false }), limit);
    return stats.size > limit ? undefined : await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function readStream(stream: AsyncIterable<Buffer>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge({ display }: InputFile, limit: number): Diagnostic {
  const message = `The file is larger than ${limit / 1e6} MB, and a telegram has a few thousand letters. Split it into its documents first.`;
  return { severity: 'error', code: 'file-too-large', message, file: display, source: 'input' };
}

/** Why a file could not be read. */
export function unreadable({ display }: InputFile, error: unknown): Diagnostic {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return {
    severity: 'error',
    code: missing ? 'file-not-found' : 'file-unreadable',
    message: missing ? 'There is no such file (any more).' : `The file cannot be read: ${reasonOf(error)}.`,
    file: display,
    source: 'input',
  };
}
