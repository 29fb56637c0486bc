/** Why a file is read, and what follows from it: which folders it must lie in, and which steps of its path are refused. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { Refusal } from './refusal.js';

/** In whose name a file is read. */
export type Why =
  /** The user named it: links are followed wherever they lead. */
  | { readonly why: 'named' }
  /** A document, a schema or a catalog names it: an ordinary file without hidden steps, within the folders. */
  | { readonly why: 'asked'; readonly within: readonly string[] }
  /** It stood in a folder, or fitted a pattern: an ordinary file, and no link that leads out of the folders. */
  | { readonly why: 'found'; readonly within: readonly string[] };

export const NAMED: Why = { why: 'named' };

/** For what was met with in a folder that the user named, absolute, or that the call runs in. */
export function foundIn(folder: string): Why {
  return { why: 'found', within: [folder, ...workingFolder()] };
}

/** For what a document or schema, given by its absolute path, asks for and that must lie beside or below it. */
export function besideOf(asker: string): Why {
  return { why: 'asked', within: [dirname(asker), ...workingFolder()] };
}

/**
 * For a file, by its absolute path, that another asks for. Its path may be written with `../`, since schemas often stand
 * in a folder beside that of the documents; a link must not lead out of the folder that holds both.
 */
export function askedBy(asker: string, path: string): Why {
  return { why: 'asked', within: [commonFolder(dirname(asker), path), ...workingFolder()] };
}

/** The innermost folder that holds a folder and a path. */
function commonFolder(folder: string, path: string): string {
  let common = folder;
  while (!isWithin(common, path) && common !== dirname(common)) common = dirname(common);
  return common;
}

/** Another folder than the process's that work is about, such as a package that is looked at where it lies. */
const workplace = new AsyncLocalStorage<string>();

/** Does something as if the call ran in a folder. */
export function workingIn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  return workplace.run(folder, work);
}

/** The same for all that this thread does from now on. */
export function workIn(folder: string): void {
  workplace.enterWith(folder);
}

/** A call in the root of a disk, as in many containers, is about no folder in particular. */
function workingFolder(): string[] {
  const folder = workplace.getStore() ?? process.cwd();
  return folder === parse(folder).root ? [] : [folder];
}

type Bounded = Exclude<Why, { why: 'named' }>;

/**
 * The place of a file once all links are followed.
 *
 * @throws Refusal where the reason does not cover it, whether or not there is a file.
 */
export function placeFor(path: string, why: Bounded): string {
  const real = realPath(path);
  const verdict = judge(real, path, why, realPath);
  if (verdict !== 'within') throw new Refusal(verdict);
  return real;
}

/** Whether the reason covers a file of which the place is known already, as far as can be told without asking the disk again. */
export function isPlaceFor(real: string, path: string, why: Bounded): boolean {
  return judge(real, path, why, rememberedPath) === 'within';
}

/** Folders are few, and files many. What has changed since is found out where the answer is no. */
const remembered = new Map<string, string>();

function rememberedPath(folder: string): string {
  let real = remembered.get(folder);
  if (real === undefined) {
    real = realPath(folder);
    remembered.set(folder, real);
  }
  return real;
}

function judge(
  real: string,
  path: string,
  { why, within }: Bounded,
  rootOf: (folder: string) => string,
): 'within' | 'hidden' | 'outside' {
  let verdict: 'hidden' | 'outside' = 'outside';
  for (const folder of within) {
    const way = wayFrom(rootOf(folder), real);
    if (way === undefined) continue;
    const written = wayFrom(folder, path) ?? '';
    // What was found under its own name was not hidden from who looked.
    if (why === 'found' && way === written) return 'within';
    if (!hasHiddenStep(way) && (why === 'found' || !hasHiddenStep(written))) return 'within';
    verdict = 'hidden';
  }
  return verdict;
}

/** From a folder to what lies in it; undefined for what does not. */
function wayFrom(folder: string, path: string): string | undefined {
  if (path.startsWith(folder) && path[folder.length] === sep) return path.slice(folder.length + 1);
  return isWithin(folder, path) ? relative(folder, path) : undefined;
}

/** More than the system follows in a row. */
const MOST_LINKS = 100;

/** The path with all links followed; of what does not exist, as far as it does, so that nothing tells whether it does. */
function realPath(path: string): string {
  let at = path;
  let rest = '';
  for (let links = 0; links < MOST_LINKS; ) {
    try {
      return join(realpathSync.native(at), rest);
    } catch (error) {
      const above = dirname(at);
      if (!isAbsent(error) || at === above) throw error;
      const target = targetOf(at);
      if (target === undefined) {
        rest = join(basename(at), rest);
        at = above;
      } else {
        at = resolve(above, target);
        links++;
      }
    }
  }
  throw new Refusal('outside');
}

/** Where a link leads; undefined for what is none. */
function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Whether a path is a folder, or lies in it, as both are written. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function hasHiddenStep(way: string): boolean {
  return way.split(sep).some((step) => step.startsWith('.'));
}

/** Names that mean a device in any folder of Windows, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\.|$)/i;

/**
 * What a path means on Windows beyond a file of a disk: a device, another computer, a stream within a file. The system
 * opens all of these as it does files.
 */
export function isSpecialOnWindows(path: string): boolean {
  const [, drive = '', rest = ''] = /^([A-Za-z]:)?([\s\S]*)$/.exec(path)!;
  if (/^[\\/]{2}/.test(rest)) return true;
  // A drive without a slash means the folder that the drive was last used in.
  if (drive !== '' && !/^[\\/]/.test(rest)) return true;
  return rest.split(/[\\/]/).some((step) => step.includes(':') || DEVICE.test(step));
}

/** Refuses spellings that nobody but the user may use. */
export function refuseSpelling(path: string, { why }: Why): void {
  if (why !== 'named' && process.platform === 'win32' && isSpecialOnWindows(path)) throw new Refusal('special-name');
}
