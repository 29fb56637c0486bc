/** From what the user names (files, folders, patterns, `-`) to a list of files in a stable order. */

import { type Dirent, readdir as readdirWithCallback } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { withoutCredentials } from '../addresses.js';
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { foundIn, isWithin, NAMED, type Why } from './door.js';
import { reasonOf } from './reason.js';

export interface InputFile {
  /** Absolute path; undefined for standard input. */
  readonly path: string | undefined;
  /** As reports name it: relative to the working folder where it lies below it, with `/`. */
  readonly display: string;
  /** Its place in the output: relative to the folder that was named, or just its name; with `/`. */
  readonly layout: string;
  /** The folder in which it was found, absolute; undefined for a file that the user named. */
  readonly within?: string | undefined;
}

/** Names of files that stand in a file, as `git diff` and `find` print them: found, and not named by the user. */
export interface NameList {
  /** Where they stand, for messages. */
  readonly file: string;
  readonly names: readonly string[];
}

/** In whose name a file is read. */
export function whyOf({ within }: InputFile): Why {
  return within === undefined ? NAMED : foundIn(within);
}

export interface InputList {
  readonly files: readonly InputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lists the files that a call means. A file named twice is listed once.
 *
 * @param names as given on the command line.
 * @param extension of the files that folders are searched for, such as `.txt`, or several; files that are named
 *   themselves, or matched by a pattern, may have any.
 */
export async function listInputs(
  names: readonly string[],
  extension: string | readonly string[],
  list?: NameList,
): Promise<InputList> {
  const extensions = typeof extension === 'string' ? [extension] : extension;
  const files = new Map<string, InputFile>();
  const diagnostics: Diagnostic[] = [];
  const add = (found: InputList) => {
    diagnostics.push(...found.diagnostics);
    for (const file of found.files) if (!files.has(file.path ?? '-')) files.set(file.path ?? '-', file);
  };
  for (const name of names) add(name === '-' ? STDIN : await expand(name, extensions));
  for (const [i, name] of (list?.names ?? []).entries()) {
    const found = await expand(name, extensions, reachOf(resolve(name)));
    add(found === NOT_THERE ? notListed(name, list!, i) : found);
  }
  return { files: [...files.values()], diagnostics };
}

/** How far links of a file in a list may lead. */
function reachOf(path: string): string {
  const folder = process.cwd();
  return isWithin(folder, path) ? folder : dirname(path);
}

const STDIN: InputList = {
  files: [{ path: undefined, display: 'stdin', layout: 'stdin' }],
  diagnostics: [],
};

/** @param within how far links may lead, where the name stood in a list. */
async function expand(name: string, extensions: readonly string[], within?: string): Promise<InputList> {
  const path = resolve(name);
  try {
    if ((await stat(path)).isDirectory()) return await expandFolder(name, path, extensions, within ?? path);
    return { files: [inputFile(path, basename(path), within)], diagnostics: [] };
  } catch (error) {
    if (!isMissing(error)) return within === undefined ? unreadable(name, error) : NOT_THERE;
    if (isPattern(name)) return expandPattern(name, within);
    if (within !== undefined) return NOT_THERE;
    return problem(
      'file-not-found',
      name,
      `There is no file or folder ${name}. Check the spelling; the call runs in ${process.cwd()}.`,
    );
  }
}

/** Of a name in a list. */
const NOT_THERE: InputList = { files: [], diagnostics: [] };
/** In characters. */
const LONGEST_SHOWN = 120;

/** A list that is none is not to be shown: it may be any file. */
function notListed(name: string, list: NameList, at: number): InputList {
  const isName = name.length <= LONGEST_SHOWN && /^[^\s"'=]+\.[A-Za-z0-9]{1,8}$/.test(name);
  const message = isName
    ? `There is no file or folder ${name}, which the list ${list.file} names. Was it removed, or does the list belong to another folder? The call runs in ${process.cwd()}.`
    : `Entry ${at + 1} of the list ${list.file} is no file or folder. Is it a list of files, one name a line?`;
  return problem('file-not-found', isName ? name : list.file, message);
}

async function expandFolder(
  name: string,
  folder: string,
  extensions: readonly string[],
  within: string,
): Promise<InputList> {
  const paths: string[] = [];
  const diagnostics: Diagnostic[] = [];
  await searchFolder(folder, extensions, paths, diagnostics);
  if (paths.length === 0 && diagnostics.length === 0) {
    const message = `The folder ${name} holds no ${extensions.join(' or ')} file. Name another folder, or the files themselves.`;
    return problem('no-files', name, message);
  }
  const files = paths.sort(byCodeUnits).map((path) => inputFile(path, placeBelow(folder, path), within));
  return { files, diagnostics };
}

/** Hidden files are left out, and symbolic links to folders, which may lead in circles. */
async function searchFolder(
  folder: string,
  extensions: readonly string[],
  paths: string[],
  diagnostics: Diagnostic[],
): Promise<void> {
  // There may be a million of them, and `join` looks at each letter.
  const within = folder.endsWith(sep) ? folder : `${folder}${sep}`;
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = `${within}${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) await searchFolder(path, extensions, paths, diagnostics);
      else if (!isWanted(entry.name, extensions) || (entry.isSymbolicLink() && (await isFolder(path)))) continue;
      else paths.push(path);
    }
  } catch (error) {
    diagnostics.push(...unreadable(displayPath(folder), error).diagnostics);
  }
}

function isWanted(name: string, extensions: readonly string[]): boolean {
  const folded = name.toLowerCase();
  return extensions.some((extension) => folded.endsWith(extension));
}

/** A link to nothing counts as a file, so that reading it says what is wrong. */
function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function expandPattern(pattern: string, within?: string): Promise<InputList> {
  const { glob } = await import('tinyglobby');
  const base = resolve(literalFolder(pattern));
  const links = new Set<string>();
  const matched = await glob(pattern, {
    absolute: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
    fs: { readdir: readdirWithLinks(links) },
  });
  const found: string[] = [];
  for (const file of matched) if (!links.has(resolve(file)) || !(await isFolder(file))) found.push(file);
  if (found.length === 0)
    return problem(
      'no-files',
      pattern,
      `No file matches ${pattern}. In most shells a pattern needs quotes to reach teigram as it is.`,
    );
  const paths = found.map((file) => resolve(file)).sort(byCodeUnits);
  return { files: paths.map((path) => inputFile(path, relative(base, path), within ?? base)), diagnostics: [] };
}

/** Gives links and pipes out as files, so that what fits a pattern is told of when its turn comes, and not left out unheard. */
function readdirWithLinks(links: Set<string>): typeof readdirWithCallback {
  return ((folder: string, options: { withFileTypes: true }, done: (error: unknown, entries?: Dirent[]) => void) => {
    readdirWithCallback(folder, options, (error, entries) => {
      for (const entry of entries ?? []) {
        if (entry.isDirectory()) continue;
        if (entry.isSymbolicLink()) links.add(resolve(folder, entry.name));
        entry.isFile = () => true;
      }
      done(error, entries);
    });
  }) as typeof readdirWithCallback;
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

function inputFile(path: string, layout: string, within?: string): InputFile {
  return { path, display: displayPath(path), layout: slashed(layout), within };
}

/** A path as people read it: relative where it lies below the working folder. */
export function displayPath(path: string): string {
  const folder = process.cwd();
  // Most that is elsewhere is seen to be at once.
  if (sep === '/' && !path.startsWith(folder) && isPlain(path)) return path;
  const short = placeBelow(folder, path);
  return slashed(short === '' || short.startsWith('..') ? path : short);
}

function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** A path seen from a folder above it; a part of the same string where that can be, since there may be a million of them. */
function placeBelow(folder: string, path: string): string {
  if (!path.startsWith(folder) || path[folder.length] !== '/') return relative(folder, path);
  const place = path.slice(folder.length + 1);
  // Such as `a/../b`, which is another place than it looks.
  return place.startsWith('.') || place.includes('/.') || place.includes('//') ? relative(folder, path) : place;
}

/** Whether a path is absolute and lies where it looks as if it did. */
function isPlain(path: string): boolean {
  return path.startsWith('/') && !path.includes('/.') && !path.includes('//') && !path.endsWith('/');
}

function unreadable(name: string, error: unknown): InputList {
  return problem('file-unreadable', name, `${name} cannot be read: ${reasonOf(error)}.`);
}

/** Some name addresses, which may hold a password. */
function problem(code: Code, name: string, said: string): InputList {
  const [file, message] = [withoutCredentials(name), withoutCredentials(said)];
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
