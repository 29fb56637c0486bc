/** What a package holds beside the documents, and where each file lies in it. */
import { basename, dirname, join } from 'node:path';
import { isWithin, NAMED, type Why } from '../../files/door.js';
import { stampOf } from '../../files/stamp.js';
import { entryOf } from '../copying.js';
import type { PackageFile } from '../target.js';
import { catalogEntry } from './catalog.js';
import type { Needed } from './closure.js';
import { type CompanionsOptions, companionsOf, type LeftOut } from './companions.js';
import { layoutOf } from './layout.js';

export interface ContentsOptions extends Omit<CompanionsOptions, 'taken'> {
  /** Absolute paths of the documents. */
  readonly documents: ReadonlySet<string>;
  /** What documents were checked with. */
  readonly needed: readonly Needed[];
  /** Absolute paths of schemas that the call names, which documents need not name. */
  readonly named: ReadonlySet<string>;
  /** Absolute paths of files that are the call's own: its configuration. */
  readonly own: ReadonlySet<string>;
}

export interface Contents extends LeftOut {
  readonly files: readonly PackageFile[];
  /** The place of the folder of the documents: `tei`. */
  readonly folder: string;
  /** Of documents, and of schemas that they were checked against. */
  readonly placeOf: (path: string) => string;
  /** Absolute paths of the files. */
  readonly sources: readonly string[];
}

/** Undefined where what documents need lies in no places that a package could have. */
export function contentsOf(options: ContentsOptions): Contents | undefined {
  const { folder, needed, named, documents, own } = options;
  const taken = new Set([...documents, ...own, ...needed.map(({ path }) => path)]);
  const { found, rest } = companionsOf({ ...options, taken });
  const [remote, local] = parted(needed, ({ addresses, path }) => addresses.some(isOfWeb) && !isWithin(folder, path));
  // Of what the call names, and of what that takes in, documents know nothing.
  const isApart = ({ path, role }: Needed) => named.size > 0 && !isWithin(folder, path) && role !== 'part';
  const [apart, asked] = parted(local, isApart);
  const layout = layoutOf(folder, [...asked, ...found].map(pathOf), 'tei');
  const beside = layoutOf(dirname(apart[0]?.path ?? folder), apart.map(pathOf), '');
  if (layout === undefined || beside === undefined) return undefined;
  const places = new Map<string, string>();
  for (const { path } of [...asked, ...found]) places.set(path, layout(path));
  for (const { path } of apart) places.set(path, freePlace(`schema/${beside(path)}`, places));
  for (const { path, addresses } of remote) places.set(path, freePlace(placeOfAddress(addresses), places));
  const files = [
    ...needed.map((file) => packageFile(file, places)),
    ...found.map(({ why, ...file }) => packageFile({ ...file, role: 'companion' }, places, why)),
  ];
  // Not by the order in which threads have read them.
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const addresses = needed.flatMap((file) =>
    file.addresses.map((address) => [address, places.get(file.path)!] as const),
  );
  const catalog = catalogEntry(addresses, files);
  return {
    ...rest,
    files: [...(catalog === undefined ? [] : [catalog]), ...files],
    folder: dirname(layout(join(folder, 'document'))),
    placeOf: (path) => places.get(path) ?? layout(path),
    sources: [...places.keys()],
  };
}

function pathOf({ path }: { readonly path: string }): string {
  return path;
}

/** The door has given out already what documents were checked with, each file for its own reason. */
function packageFile(
  { path, role, stamp = stampOf(path) }: Pick<Needed, 'path' | 'role' | 'stamp'>,
  places: ReadonlyMap<string, string>,
  why: Why = NAMED,
): PackageFile {
  return { path: places.get(path)!, role, ...entryOf({ path, stamp, why }) };
}

/** Of what was fetched: by the parts of its address, so that what it takes in is found beside it. */
function placeOfAddress(addresses: readonly string[]): string {
  const { hostname, pathname } = new URL(addresses.find(isOfWeb)!);
  const steps = [hostname, ...pathname.split('/')].map((step) => step.replace(/[^\w.-]+/g, '_'));
  return `schema/${steps.filter((step) => !/^\.*$/.test(step)).join('/') || basename(pathname)}`;
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
