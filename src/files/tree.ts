/** All that a folder holds, in a stable order, but for what is hidden, what `.gitignore` or the user leaves out, and links. */
import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { foundIn, Refusal, readFileNow } from './door.js';

export interface TreeOptions {
  /** Patterns as `.gitignore` has them, relative to the folder, of what is left out. */
  readonly exclude?: readonly string[];
  /** The same of what is not, whatever `.gitignore` says. */
  readonly include?: readonly string[];
  /** Whether a folder, by the names in it, is something of its own that is not looked into. */
  readonly isApart?: (names: ReadonlySet<string>) => boolean;
}

export interface Tree {
  /** Relative to the folder, with `/`; by UTF-16 code units. */
  readonly files: readonly string[];
  /** What the user's patterns leave out: files, and folders (with `/` at the end) that were not looked into. */
  readonly excluded: readonly string[];
  /** The same of `.gitignore`. */
  readonly ignored: readonly string[];
  /** Hidden files and folders, and copies that editors leave. */
  readonly hidden: readonly string[];
  /** Links, pipes and devices, which are not followed. */
  readonly special: readonly string[];
  /** Folders that are something of their own. */
  readonly apart: readonly string[];
}

/** In bytes. */
const LONGEST_PATTERNS = 1_000_000;

/** Lists a folder. Throws the system's error where a folder cannot be read. */
export function treeOf(folder: string, { exclude = [], include = [], isApart }: TreeOptions = {}): Tree {
  const tree = { files: [], excluded: [], ignored: [], hidden: [], special: [], apart: [] } as {
    -readonly [K in keyof Tree]: string[];
  };
  const excludes = patterns(exclude);
  const includes = patterns(include);
  const walk = (below: string, inherited: readonly Rules[]): void => {
    const entries = readdirSync(join(folder, below), { withFileTypes: true }).sort(byName);
    const names = new Set(entries.map(({ name }) => name));
    if (below !== '' && isApart?.(names) === true) {
      tree.apart.push(below);
      return;
    }
    const own = names.has('.gitignore') ? readRules(join(folder, below)) : undefined;
    const rules = own === undefined ? inherited : [...inherited, { below, rules: own }];
    for (const entry of entries) {
      const path = `${below}${entry.name}${entry.isDirectory() ? '/' : ''}`;
      const kind = kindOf(folder, entry, path, { excludes, includes, rules });
      if (kind !== 'files' || !entry.isDirectory()) tree[kind].push(path);
      else walk(path, rules);
    }
  };
  walk('', rulesAbove(folder));
  return tree;
}

/** Patterns of one file, which count from its folder on. */
interface Rules {
  readonly below: string;
  /** The way from it to the folder that is listed, where it lies above that. */
  readonly within?: string;
  readonly rules: Ignore;
}

interface Sieve {
  readonly excludes: Ignore;
  readonly includes: Ignore;
  readonly rules: readonly Rules[];
}

function kindOf(folder: string, entry: Dirent, path: string, { excludes, includes, rules }: Sieve): keyof Tree {
  if (excludes.ignores(path)) return 'excluded';
  // Of a link in the place of a document, the door says whether it leads out.
  const isLinked = entry.isSymbolicLink() && /\.xml$/i.test(entry.name) && !isFolder(join(folder, path));
  if (!entry.isDirectory() && !entry.isFile() && !isLinked) return 'special';
  if (includes.ignores(path)) return 'files';
  if (/^\.|~$|^#.*#$|\.(?:bak|swp|tmp|orig)$/i.test(entry.name)) return 'hidden';
  // The innermost file that says something of a path decides, as git has it.
  for (const { below, within = '', rules: own } of [...rules].reverse()) {
    const { ignored, unignored } = own.test(within + path.slice(below.length));
    if (ignored) return 'ignored';
    if (unignored) break;
  }
  return 'files';
}

/**
 * The rules of folders above, down from the one that git's own folder lies in. They say nothing of a folder that they
 * leave out as a whole: who names it wants it.
 */
function rulesAbove(folder: string): readonly Rules[] {
  const above = foldersAbove(folder);
  const rules = above.flatMap((outer): Rules[] => {
    const within = `${relative(outer, folder).split(sep).join('/')}/`;
    const read = readRules(outer);
    return read === undefined ? [] : [{ below: '', within, rules: read }];
  });
  return rules.some(({ within, rules: own }) => own.ignores(within!)) ? [] : rules;
}

/** From that of the repository down to the one that holds the folder; none outside of a repository. */
function foldersAbove(folder: string): readonly string[] {
  const above: string[] = [];
  for (let at = folder; !existsSync(join(at, '.git')); at = dirname(at)) {
    if (dirname(at) === at) return [];
    above.unshift(dirname(at));
  }
  return above;
}

/** Undefined where a folder has none, or a link in its place, which git does not follow either. Throws the system's error. */
function readRules(folder: string): Ignore | undefined {
  try {
    return ignore().add(readFileNow(join(folder, '.gitignore'), foundIn(folder), LONGEST_PATTERNS).toString('utf8'));
  } catch (error) {
    if (error instanceof Refusal || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function patterns(list: readonly string[]): Ignore {
  return ignore().add(list.map((pattern) => pattern.split(sep).join('/')));
}

/** The same order on every machine, whatever its language. */
function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
