/** `--files-from`: names of files out of a file, for more of them than a command line holds. */
import { readFileSync } from 'node:fs';
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
