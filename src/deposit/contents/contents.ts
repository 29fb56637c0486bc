/** What a package holds beside the documents, where each file lies in it, and what is left out. */
import { basename, dirname, join, relative } from 'node:path';
import { askedBy, foundIn, isWithin, NAMED, sizeOf, streamFile, type Why } from '../../files/door.js';
import { displayPath } from '../../files/inputs.js';
import type { Tree } from '../../files/tree.js';
import type { Pointed } from '../survey/survey.js';
import type { PackageFile } from '../target.js';
import { catalogEntry } from './catalog.js';
import type { Needed } from './closure.js';
import { goesAlong } from './companions.js';
import { type Layout, layoutOf, slashed } from './layout.js';

export interface ContentsOptions {
  /** Of the documents, absolute. */
  readonly folder: string;
  readonly tree: Tree;
  /** Absolute paths of the documents. */
  readonly documents: ReadonlySet<string>;
  readonly needed: readonly Needed[];
  /** Absolute paths of schemas that the call names, which documents need not name. */
  readonly named: ReadonlySet<string>;
  /** Absolute paths of what documents point to. */
  readonly pointed: ReadonlyMap<string, Pointed>;
  /** Whether the user asks for a file, by its path relative to the folder. */
  readonly isAskedFor: (path: string) => boolean;
  /** Absolute paths of files of the folder that are the call's own: its configuration. */
  readonly own: ReadonlySet<string>;
}

export interface Contents {
  readonly files: readonly PackageFile[];
  /** Of documents, and of schemas that they were checked against. */
  readonly placeOf: (path: string) => string;
  /** Files of the folder that do not go along though nothing says that they should not, relative to it, with their sizes. */
  readonly leftOut: readonly { readonly path: string; readonly size: number }[];
  /** What documents point to and is not there, with who does. */
  readonly missing: readonly { readonly path: string; readonly by: string }[];
  /** What documents point to and must not be taken along, since it lies elsewhere on this computer. */
  readonly outside: readonly { readonly path: string; readonly by: string }[];
}

/** Undefined where what documents need lies in no places that a package could have. */
export function contentsOf(options: ContentsOptions): Contents | undefined {
  const { folder, needed, named } = options;
  const companions = companionsOf(options);
  const [remote, local] = parted(needed, ({ addresses, path }) => addresses.some(isOfWeb) && !isWithin(folder, path));
  // Of what the call names, and of what that takes in, documents know nothing.
  const apart = named.size === 0 ? [] : local.filter(({ path, role }) => !isWithin(folder, path) && role !== 'part');
  const asked = local.filter((file) => !apart.includes(file));
  const layout = layoutOf(folder, [...asked.map(({ path }) => path), ...companions.found]);
  const beside =
    apart.length === 0
      ? undefined
      : layoutOf(
          dirname(apart[0]!.path),
          apart.map(({ path }) => path),
        );
  if (layout === undefined || (apart.length > 0 && beside === undefined)) return undefined;
  const places = new Map<string, string>();
  for (const { path } of asked) places.set(path, layout(path));
  for (const path of companions.found) places.set(path, layout(path));
  for (const { path } of apart) places.set(path, freePlace(`schema/${beside!(path).replace(/^tei\//, '')}`, places));
  for (const { path, addresses } of remote)
    places.set(path, freePlace(placeOfAddress(addresses.find(isOfWeb)!), places));
  const files = [
    ...needed.map(({ path, role }) => packageFile(path, role, places.get(path)!, options)),
    ...companions.found.map((path) => packageFile(path, 'companion', places.get(path)!, options)),
  ];
  // Not by the order in which threads have read them.
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const catalog = catalogEntry(
    needed.flatMap(({ path, addresses }) => addresses.map((from) => [from, places.get(path)!] as const)),
    files,
  );
  const { leftOut, missing, outside } = companions;
  return {
    files: [...(catalog === undefined ? [] : [catalog]), ...files],
    placeOf: (path) => places.get(path) ?? layout(path),
    leftOut,
    missing,
    outside,
  };
}

interface Companions extends Pick<Contents, 'leftOut' | 'missing' | 'outside'> {
  /** Absolute paths. */
  readonly found: readonly string[];
}

function companionsOf({ folder, tree, documents, needed, pointed, isAskedFor, own }: ContentsOptions): Companions {
  const taken = new Set([...documents, ...needed.map(({ path }) => path), ...own]);
  const rest = tree.files.map((path) => join(folder, path)).filter((path) => !taken.has(path));
  const [inside, others] = parted(rest, (path) => {
    const name = slashed(relative(folder, path));
    return pointed.has(path) || goesAlong(name) || isAskedFor(name);
  });
  const known = new Set([...taken, ...rest]);
  const found: string[] = [...inside];
  const missing: { path: string; by: string }[] = [];
  const outside: { path: string; by: string }[] = [];
  for (const [path, { by, isSure }] of pointed) {
    if (known.has(path)) continue;
    const size = isNear(folder, path) ? sizeIn(folder, path) : 'outside';
    if (typeof size === 'number') found.push(path);
    else if (size === 'outside' && isSure) outside.push({ path: displayPath(path), by });
    else if (size === 'missing' && isSure) missing.push({ path: displayPath(path), by });
  }
  const leftOut = others.map((path) => ({ path: slashed(relative(folder, path)), size: asSize(sizeIn(folder, path)) }));
  return { found, leftOut, missing, outside };
}

/** Whether what documents point to may be taken: from the folder that theirs lies in, or the one that the call runs in. */
function isNear(folder: string, path: string): boolean {
  return isWithin(dirname(folder), path) || isWithin(process.cwd(), path);
}

function sizeIn(folder: string, path: string): number | 'missing' | 'outside' {
  try {
    return sizeOf(path, reachOf(folder, path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'outside';
  }
}

function asSize(size: number | string): number {
  return typeof size === 'number' ? size : 0;
}

/** What lies in the folder is found there; what lies beside it, a document asks for. */
function reachOf(folder: string, path: string): Why {
  return isWithin(folder, path) ? foundIn(folder) : askedBy(join(folder, 'document'), path);
}

function packageFile(
  path: string,
  role: PackageFile['role'],
  place: string,
  { folder, named, needed }: ContentsOptions,
): PackageFile {
  // The door has given out already what documents were checked with, each file for its own reason.
  const isNeeded = needed.some((each) => each.path === path);
  const why = named.has(path) || isNeeded ? NAMED : reachOf(folder, path);
  return { path: place, role, size: sizeOf(path, why), open: () => streamFile(path, why) };
}

/** Of what was fetched: by the parts of its address, so that what it takes in is found beside it. */
function placeOfAddress(address: string): string {
  const { hostname, pathname } = new URL(address);
  const steps = pathname.split('/').filter((step) => step !== '');
  const safe = [hostname, ...steps].map((step) => decodeURIComponent(step).replace(/[^\w.-]+/g, '_'));
  return `schema/${safe.filter((step) => !/^\.*$/.test(step)).join('/') || basename(pathname)}`;
}

function isOfWeb(address: string): boolean {
  return /^https?:/i.test(address);
}

function freePlace(place: string, places: ReadonlyMap<string, string>): string {
  const taken = new Set(places.values());
  let free = place;
  for (let n = 2; taken.has(free); n++) free = place.replace(/([^/]*)$/, `${n}/$1`);
  return free;
}

function parted<T>(list: readonly T[], test: (item: T) => boolean): readonly [T[], T[]] {
  return [list.filter(test), list.filter((item) => !test(item))];
}

export type { Layout };
