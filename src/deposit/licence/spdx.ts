/** The list of licences of SPDX (https://spdx.org/licenses/): by identifier, name and address. */
import list from 'spdx-license-list/spdx.json' with { type: 'json' };
import { folded, foldedAddress } from './fold.js';
import type { Licence } from './model.js';

interface Listed {
  readonly name: string;
  readonly url?: string;
}

const LIST: Readonly<Record<string, Listed>> = list;

/** Addresses that answer, or names that people know, where the list has others. */
const BETTER: Readonly<Record<string, Partial<Listed>>> = {
  'CC0-1.0': { name: 'Creative Commons Zero 1.0 Universal' },
  'CC-PDM-1.0': { name: 'Public Domain Mark 1.0' },
  'ODC-By-1.0': { url: 'https://opendatacommons.org/licenses/by/1-0/' },
  'ODbL-1.0': { url: 'https://opendatacommons.org/licenses/odbl/1-0/' },
  'PDDL-1.0': { url: 'https://opendatacommons.org/licenses/pddl/1-0/' },
  MIT: { url: 'https://opensource.org/license/mit' },
};

interface Index {
  readonly ids: readonly string[];
  readonly byId: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byAddress: ReadonlyMap<string, readonly string[]>;
}

let kept: Index | undefined;

/** Made when it is first asked for: most runs never do. */
function index(): Index {
  kept ??= {
    ids: Object.keys(LIST).sort(),
    byId: new Map(Object.keys(LIST).map((id) => [id.toLowerCase(), id])),
    byName: grouped(([id, { name }]) => [folded(id), folded(name), folded(official(name))]),
    byAddress: grouped(([, { url }]) => (url === undefined ? [] : [foldedAddress(url)])),
  };
  return kept;
}

function grouped(
  keysOf: (entry: readonly [string, Listed]) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, Set<string>>();
  for (const entry of Object.entries(LIST)) {
    for (const key of keysOf(entry)) groups.set(key, (groups.get(key) ?? new Set()).add(entry[0]));
  }
  return new Map([...groups].map(([key, ids]) => [key, current([...ids].sort())]));
}

/** Without identifiers that SPDX has replaced: `GPL-3.0` by `GPL-3.0-only`, `GPL-3.0+` by `GPL-3.0-or-later`. */
export function current(ids: readonly string[]): readonly string[] {
  const others = ids.filter((id) => !isReplaced(id));
  return others.length === 0 ? ids : others;
}

function isReplaced(id: string): boolean {
  return id.endsWith('+') || Object.hasOwn(LIST, `${id}-only`) || id === 'StandardML-NJ';
}

/** The identifier as SPDX writes it, from one in any case. */
export function spdxId(written: string): string | undefined {
  return index().byId.get(written.trim().toLowerCase());
}

/** Licences by the folded form of a name or an identifier. */
export function spdxNamed(name: string): readonly string[] {
  return index().byName.get(name) ?? [];
}

/** Licences whose text stands at a folded address; versions of the GPL share one. */
export function spdxAt(address: string): readonly string[] {
  return index().byAddress.get(address) ?? [];
}

export function spdxIds(): readonly string[] {
  return index().ids;
}

/** Licences whose identifiers or names begin with folded words, such as all versions of one. */
export function spdxBeginning(words: string): readonly string[] {
  const found = [...index().byName].filter(([name]) => name.startsWith(`${words} `)).flatMap(([, ids]) => ids);
  return current([...new Set(found)].sort());
}

/** @param id of the list. */
export function spdxLicence(id: string): Licence & { readonly id: string; readonly url: string } {
  const { name = id, url } = { ...LIST[id], ...BETTER[id] };
  return { id, url: canonical(url, id), name: official(name) };
}

/** Creative Commons' own addresses are those of the deeds, which have links to the legal code in all languages. */
function canonical(url: string | undefined, id: string): string {
  if (url === undefined || !/^https?:\/\//.test(url)) return `https://spdx.org/licenses/${id}.html`;
  return /^https?:\/\/creativecommons\.org\//.test(url) ? url.replace(/legalcode$/, '') : url;
}

/** Creative Commons writes the parts of its names in one word each, with dashes between them. */
function official(name: string): string {
  if (!name.startsWith('Creative Commons Attribution')) return name;
  return name
    .replace(' Non Commercial', '-NonCommercial')
    .replace(' Share Alike', '-ShareAlike')
    .replace(' No Derivatives', '-NoDerivatives');
}
