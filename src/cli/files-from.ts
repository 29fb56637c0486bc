/** `--files-from` and `--only-from`: names of files out of a file, for more of them than a command line holds. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { withoutCredentials } from '../addresses.js';
import type { Diagnostic } from '../diagnostics.js';
import { readNamed, readStream } from '../files/door.js';
import type { NameList } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';

/** In bytes: the names of a million files. */
const LARGEST = 100_000_000;

/**
 * Reads names, one a line, or separated by NUL as `git diff -z` and `find -print0` have it.
 *
 * @param file a path, or `-` for standard input.
 */
export async function readNames(file: string): Promise<NameList | Diagnostic> {
  try {
    const bytes = await (file === '-' ? readStream(process.stdin, LARGEST) : readNamed(file, LARGEST));
    const text = bytes.toString('utf8');
    const names = text.includes('\0') ? text.split('\0') : text.split(/\r?\n/);
    return { file: file === '-' ? 'standard input' : file, names: names.filter((name) => name !== '') };
  } catch (error) {
    const name = withoutCredentials(file);
    const message = `The list of files ${name} cannot be read: ${reasonOf(error)}.`;
    return { severity: 'error', code: 'file-unreadable', message, file: name, source: 'input' };
  }
}

/**
 * Reads a list, and gives whether a file is in it: under the path that is asked for or under that of what it links to. Capitals and accents
 * make no difference, since the list may come from a system that writes them otherwise; a file too many does no harm.
 */
export async function readSelection(file: string): Promise<((path: string) => boolean) | Diagnostic> {
  const list = await readNames(file);
  if ('code' in list) return list;
  const keyOf = (path: string) => path.normalize('NFC').toLowerCase();
  const keys = new Set(list.names.map((name) => keyOf(resolve(name))));
  return (path) => keys.has(keyOf(path)) || keys.has(keyOf(realPath(path)));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
