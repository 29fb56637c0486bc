/** `--files-from` and `--only-from`: names of files out of a file, for more of them than a command line holds. */
import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { reasonOf } from '../files/reason.js';

/**
 * Reads names, one a line, or separated by NUL as `git diff -z` and `find -print0` have it.
 *
 * @param file a path, or `-` for standard input.
 */
export function readNames(file: string): readonly string[] | Diagnostic {
  try {
    const text = readFileSync(file === '-' ? 0 : file, 'utf8');
    const names = text.includes('\0') ? text.split('\0') : text.split(/\r?\n/);
    return names.filter((name) => name !== '');
  } catch (error) {
    const message = `The list of files ${file} cannot be read: ${reasonOf(error)}.`;
    return { severity: 'error', code: 'file-unreadable', message, file, source: 'input' };
  }
}

/**
 * Reads a list, and gives whether a file is in it: under the path that is asked for or under that of what it links to. Capitals and accents
 * make no difference, since the list may come from a system that writes them otherwise; a file too many does no harm.
 */
export function readSelection(file: string): ((path: string) => boolean) | Diagnostic {
  const names = readNames(file);
  if ('code' in names) return names;
  const keyOf = (path: string) => path.normalize('NFC').toLowerCase();
  const keys = new Set(names.map((name) => keyOf(resolve(name))));
  return (path) => keys.has(keyOf(path)) || keys.has(keyOf(realPath(path)));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
