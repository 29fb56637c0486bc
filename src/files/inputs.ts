/** From what the user names (files, folders, patterns, `-`) to a list of files in a stable order. */

import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { reasonOf } from './reason.js';

export interface InputFile {
  /** Absolute path; undefined for standard input. */
  readonly path: string | undefined;
  /** As reports name it: relative to the working folder where it lies below it, with `/`. */
  readonly display: string;
  /** Its place in the output: relative to the folder that was named, or just its name; with `/`. */
  readonly layout: string;
}

export interface InputList {
  readonly files: readonly InputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lists the files that a call means. A file named twice is listed once.
 *
 * @param names as given on the command line.
 * @param extension of the files that folders are searched for, such as `.txt`; files that are named
 *   themselves, or matched by a pattern, may have any.
 */
export async function listInputs(names: readonly string[], extension: string): Promise<InputList> {
  const files = new Map<string, InputFile>();
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const found = name === '-' ? STDIN : await expand(name, extension);
    diagnostics.push(...found.diagnostics);
    for (const file of found.files) if (!files.has(file.path ?? '-')) files.set(file.path ?? '-', file);
  }
  return { files: [...files.values()], diagnostics };
}

const STDIN: InputList = {
  files: [{ path: undefined, display: 'stdin', layout: 'stdin' }],
  diagnostics: [],
};

async function expand(name: string, extension: string): Promise<InputList> {
  const path = resolve(name);
  try {
    if ((await stat(path)).isDirectory()) return await expandFolder(name, path, extension);
    return { files: [inputFile(path, basename(path))], diagnostics: [] };
  } catch (error) {
    if (!isMissing(error)) return unreadable(name, error);
    if (isPattern(name)) return expandPattern(name);
    return problem(
      'file-not-found',
      name,
      `There is no file or folder ${name}. Check the spelling; the call runs in ${process.cwd()}.`,
    );
  }
}

async function expandFolder(name: string, folder: string, extension: string): Promise<InputList> {
  const paths: string[] = [];
  const diagnostics: Diagnostic[] = [];
  await searchFolder(folder, extension, paths, diagnostics);
  if (paths.length === 0 && diagnostics.length === 0) {
    const message = `The folder ${name} holds no ${extension} file. Name another folder, or the files themselves.`;
    return problem('no-files', name, message);
  }
  const files = paths.sort(byCodeUnits).map((path) => inputFile(path, relative(folder, path)));
  return { files, diagnostics };
}

/** Hidden files are left out, and symbolic links to folders, which may lead in circles. */
async function searchFolder(
  folder: string,
  extension: string,
  paths: string[],
  diagnostics: Diagnostic[],
): Promise<void> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) await searchFolder(path, extension, paths, diagnostics);
      else if (entry.name.toLowerCase().endsWith(extension) && !(await isLinkedFolder(entry, path))) paths.push(path);
    }
  } catch (error) {
    diagnostics.push(...unreadable(displayPath(folder), error).diagnostics);
  }
}

async function isLinkedFolder(entry: Dirent, path: string): Promise<boolean> {
  // A link to nothing counts as a file, so that reading it says what is wrong.
  return (
    entry.isSymbolicLink() &&
    (await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    ))
  );
}

async function expandPattern(pattern: string): Promise<InputList> {
  const { glob } = await import('tinyglobby');
  const base = resolve(literalFolder(pattern));
  const found = await glob(pattern, {
    absolute: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  if (found.length === 0)
    return problem(
      'no-files',
      pattern,
      `No file matches ${pattern}. In most shells a pattern needs quotes to reach teigram as it is.`,
    );
  const paths = found.map((file) => resolve(file)).sort(byCodeUnits);
  return { files: paths.map((path) => inputFile(path, relative(base, path))), diagnostics: [] };
}

/** The folders of a pattern in front of the first that holds a wildcard. */
function literalFolder(pattern: string): string {
  const parts = pattern.split('/');
  const wild = parts.findIndex(isPattern);
  return parts.slice(0, wild === -1 ? -1 : wild).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

function isPattern(name: string): boolean {
  return /[*?[\]{}]|[!@+]\(/.test(name);
}

function inputFile(path: string, layout: string): InputFile {
  return { path, display: displayPath(path), layout: layout.split(sep).join('/') };
}

/** A path as people read it: relative where it lies below the working folder. */
export function displayPath(path: string): string {
  const short = relative(process.cwd(), path);
  const shown = short === '' || short.startsWith('..') ? path : short;
  return shown.split(sep).join('/');
}

function unreadable(name: string, error: unknown): InputList {
  return problem('file-unreadable', name, `${name} cannot be read: ${reasonOf(error)}.`);
}

function problem(code: Code, file: string, message: string): InputList {
  return { files: [], diagnostics: [{ severity: 'error', code, message, file, source: 'input' }] };
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The same order on every machine, whatever its language. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
