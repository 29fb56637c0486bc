/** All that a folder holds, in a stable order, but for what is hidden, what `.gitignore` or the user leaves out, and links. */
import { type Dirent, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { foundIn, readFileNow } from './door.js';

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
    const rules = names.has('.gitignore') ? [...inherited, rulesOf(folder, below)] : inherited;
    for (const entry of entries) {
      const path = `${below}${entry.name}${entry.isDirectory() ? '/' : ''}`;
      const kind = kindOf(entry, path, { excludes, includes, rules });
      if (kind !== 'files' || !entry.isDirectory()) tree[kind].push(path);
      else walk(path, rules);
    }
  };
  walk('', []);
  return tree;
}

/** Patterns of one file, which count from its folder on. */
interface Rules {
  readonly below: string;
  readonly rules: Ignore;
}

interface Sieve {
  readonly excludes: Ignore;
  readonly includes: Ignore;
  readonly rules: readonly Rules[];
}

function kindOf(entry: Dirent, path: string, { excludes, includes, rules }: Sieve): keyof Tree {
  if (excludes.ignores(path)) return 'excluded';
  if (!entry.isDirectory() && !entry.isFile()) return 'special';
  if (includes.ignores(path)) return 'files';
  if (/^\.|~$|^#.*#$|\.(?:bak|swp|tmp|orig)$/i.test(entry.name)) return 'hidden';
  // The innermost file that says something of a path decides, as git has it.
  for (const { below, rules: own } of [...rules].reverse()) {
    const { ignored, unignored } = own.test(path.slice(below.length));
    if (ignored) return 'ignored';
    if (unignored) break;
  }
  return 'files';
}

function rulesOf(folder: string, below: string): Rules {
  try {
    const path = join(folder, below, '.gitignore');
    return { below, rules: ignore().add(readFileNow(path, foundIn(folder), LONGEST_PATTERNS).toString('utf8')) };
  } catch {
    // A link that leads out, or no text: it says nothing.
    return { below, rules: ignore() };
  }
}

function patterns(list: readonly string[]): Ignore {
  return ignore().add(list.map((pattern) => pattern.split(sep).join('/')));
}

/** The same order on every machine, whatever its language. */
function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
