/** What lies beside the documents of an edition: what of it goes along, and what is left out. */
import { basename, dirname, join, relative } from 'node:path';
import { foundIn, isWithin, Refusal, stampFor, type Why } from '../../files/door.js';
import { displayPath } from '../../files/inputs.js';
import { reasonOf } from '../../files/reason.js';
import type { Stamp } from '../../files/stamp.js';
import type { Tree } from '../../files/tree.js';
import type { Pointed } from '../survey/references.js';
import { slashed } from './layout.js';

export interface CompanionsOptions {
  /** Of the documents, absolute. */
  readonly folder: string;
  readonly tree: Tree;
  /** Absolute paths of what goes in anyway, or is the call's own: documents, schemas, the configuration. */
  readonly taken: ReadonlySet<string>;
  /** Absolute paths of what documents point to. */
  readonly pointed: ReadonlyMap<string, Pointed>;
  /** Whether the user asks for a file, by its path relative to the folder. */
  readonly isAskedFor: (path: string) => boolean;
}

/** A file that goes along, and the reason for which it is read. */
export interface Companion {
  /** Absolute. */
  readonly path: string;
  readonly stamp: Stamp;
  readonly why: Why;
}

/** A file that a document points to, and which does not go along. */
export interface NotTaken {
  readonly path: string;
  /** The document, as reports name it. */
  readonly by: string;
}

export interface LeftOut {
  /** Files of the folder that do not go along though nothing says that they should not, relative to it, with their sizes. */
  readonly leftOut: readonly { readonly path: string; readonly size: number }[];
  /** What documents point to and is not there. */
  readonly missing: readonly NotTaken[];
  /** What documents point to and must not be taken along, since it is hidden or lies elsewhere on this computer. */
  readonly outside: readonly NotTaken[];
  /** What documents point to and the user, or `.gitignore`, leaves out. */
  readonly withheld: readonly NotTaken[];
  /** What should go along and cannot be read, with the reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

export interface Companions {
  readonly found: readonly Companion[];
  readonly rest: LeftOut;
}

export function companionsOf({ folder, tree, taken, pointed, isAskedFor }: CompanionsOptions): Companions {
  const found: Companion[] = [];
  const rest = {
    leftOut: [] as LeftOut['leftOut'][number][],
    missing: [] as NotTaken[],
    outside: [] as NotTaken[],
    withheld: [] as NotTaken[],
    unreadable: [] as LeftOut['unreadable'][number][],
  };
  const listed = new Set(tree.files.map((path) => join(folder, path)));
  for (const path of listed) {
    if (taken.has(path)) continue;
    const name = slashed(relative(folder, path));
    const state = stateOf(path, foundIn(folder));
    const goes = pointed.has(path) || goesAlong(name) || isAskedFor(name);
    if (!goes) rest.leftOut.push({ path: name, size: 'size' in state ? state.size : 0 });
    else if ('size' in state) found.push({ path, stamp: state, why: foundIn(folder) });
    else rest.unreadable.push({ path: displayPath(path), reason: state.reason });
  }
  for (const [path, { by, isSure }] of pointed) {
    if (taken.has(path) || listed.has(path)) continue;
    const why: Why = { why: 'asked', within: [isWithin(folder, path) ? folder : dirname(folder), process.cwd()] };
    const state = stateOf(path, why);
    const notTaken = { path: displayPath(path), by };
    if (!('size' in state)) {
      if (state.kind === 'unreadable') rest.unreadable.push({ path: notTaken.path, reason: state.reason });
      else if (isSure && state.kind !== 'no-file') rest[state.kind].push(notTaken);
    } else if (isWithin(folder, path)) rest.withheld.push(notTaken);
    else found.push({ path, stamp: state, why });
  }
  return { found, rest };
}

/** The stamp of a file; or why it is none that may be taken. */
function stateOf(
  path: string,
  why: Why,
): Stamp | { readonly kind: 'missing' | 'outside' | 'unreadable' | 'no-file'; readonly reason: string } {
  try {
    return stampFor(path, why);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = reasonOf(error);
    // A folder, or a pipe, is nothing that a pointer could mean for a package.
    if (code === 'EISDIR' || (error instanceof Refusal && error.kind === 'not-ordinary'))
      return { kind: 'no-file', reason };
    if (error instanceof Refusal) return { kind: 'outside', reason };
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable', reason };
  }
}

/** Files that say what an edition is, by their names without ending, in the languages that editors write them in. */
const DESCRIPTIVE =
  /^(?:read_?me|liesmich|lisez-?moi|leeme|leggimi|leesmij|licen[cs]e|lizenz|copying|citation|codemeta|changelog|changes|authors|contributors|notice|about)(?:[._-]\w+)*$/i;
/** Images and recordings, as `graphic` and `media` have them; and what a schema is made of. */
const OF_EDITIONS =
  /\.(?:png|jpe?g|tiff?|gif|svg|webp|jp2|avif|mp3|ogg|wav|mp4|odd|rng|rnc|sch|isosch|xsd|dtd|css|cff|bib)$/i;

/**
 * Whether a file that no document points to goes along nevertheless: it describes the edition (README, LICENSE, CITATION.cff),
 * is a schema or an ODD, or an image beside the texts.
 *
 * @param path relative to the folder, with `/`.
 */
export function goesAlong(path: string): boolean {
  const name = basename(path);
  return DESCRIPTIVE.test(name.replace(/\.[^.]*$/, '')) || OF_EDITIONS.test(name);
}

/** Whether a folder, by the names in it, is a package: nothing that was made of an edition is a part of it. */
export function isPackage(names: ReadonlySet<string>): boolean {
  return MARKS.some((mark) => names.has(mark));
}

/** Files by which packages are known: bags, crates, packages of EXPath, and those made here for repositories. */
const MARKS = [
  ...['bagit.txt', 'ro-crate-metadata.json', 'expath-pkg.xml', 'zenodo.json', 'invenio.json', 'dataverse.json'],
  'load.xq',
];
