/** The manifests of a bag as one listing: which files it must have, with which checksums. */

import { getHashes } from 'node:crypto';
import type { Code } from '../../codes/index.js';
import type { Findings } from './finding.js';
import { type Inventory, isPayload } from './inventory.js';
import { dangerOf, shown } from './paths.js';
import { type Declaration, type ManifestLine, readManifest } from './tag-files.js';

export interface Manifests {
  /** Checksums by algorithm, by the path of the file. */
  readonly listing: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The manifests themselves. */
  readonly names: readonly string[];
  /** Of those that can be used. */
  readonly algorithms: readonly string[];
}

/**
 * By the name in a manifest's file name, which is the algorithm's common one in lower case without signs (RFC 8493 §2.4):
 * how Node calls it, and how many digits its checksums have. The crypto library knows more names, of weak ones, too
 * (`rsamd5`), which are not meant.
 */
const ALGORITHMS: ReadonlyMap<string, readonly [hash: string, digits: number]> = new Map([
  ['md5', ['md5', 32]],
  ['sha1', ['sha1', 40]],
  ['sha224', ['sha224', 56]],
  ['sha256', ['sha256', 64]],
  ['sha384', ['sha384', 96]],
  ['sha512', ['sha512', 128]],
  ['sha512224', ['sha512-224', 56]],
  ['sha512256', ['sha512-256', 64]],
  ['sha3224', ['sha3-224', 56]],
  ['sha3256', ['sha3-256', 64]],
  ['sha3384', ['sha3-384', 96]],
  ['sha3512', ['sha3-512', 128]],
  ['blake2b512', ['blake2b512', 128]],
  ['blake2s256', ['blake2s256', 64]],
]);
const WEAK: ReadonlySet<string> = new Set(['md5', 'sha1']);

/** Reads all manifests of a kind (RFC 8493 §2.1.3, §2.2.1). */
export async function readManifests(
  kind: 'manifest' | 'tagmanifest',
  inventory: Inventory,
  declaration: Declaration,
  findings: Findings,
): Promise<Manifests> {
  const { version } = declaration;
  const listing = new Map<string, Map<string, string>>();
  const names: string[] = [];
  const algorithms: string[] = [];
  const form = kind === 'manifest' ? /^manifest-([^/]+)\.txt$/i : /^tagmanifest-([^/]+)\.txt$/i;
  for (const name of [...inventory.files.keys()].sort()) {
    const algorithm = form.exec(name)?.[1]?.toLowerCase();
    if (algorithm === undefined) continue;
    names.push(name);
    if (hashNamed(algorithm) === undefined) {
      const message = `Checksums by "${shown(algorithm)}" are not known here, so it cannot be said whether the files are whole. The names that BagIt means are written like sha512, sha256, sha1 and md5.`;
      findings.error('bag-algorithm-unknown', name, message);
      continue;
    }
    algorithms.push(algorithm);
    const { entries, malformed } = readManifest((await inventory.textOf(name, declaration)) ?? '', version);
    for (const line of malformed) {
      findings.error('bag-manifest-malformed', name, 'This line is not a checksum, a space and a path.', line);
    }
    let marked: number | undefined;
    for (const entry of entries) {
      // A tag file may really have a star in its name.
      const isMarked = entry.marked !== undefined && !inventory.files.has(entry.marked);
      const path = isMarked ? entry.path : (entry.marked ?? entry.path);
      if (isMarked) marked ??= entry.line;
      const fault = faultOf(kind, path, entry.checksum, algorithm);
      if (fault !== undefined) findings.error(fault[0], name, fault[1], entry.line);
      else take(listing, inventory.present(path), algorithm, entry, { name, version }, findings);
    }
    if (marked !== undefined) {
      const message =
        'Before this path, and maybe others, stands "*" or "./", as md5sum and find write. It was read without; BagIt has the path alone, and other programs may not find the file.';
      findings.warn('bag-manifest-marked', name, message, marked);
    }
  }
  return { listing, names, algorithms };
}

function take(
  listing: Map<string, Map<string, string>>,
  path: string,
  algorithm: string,
  { checksum, line }: ManifestLine,
  manifest: { readonly name: string; readonly version: string },
  findings: Findings,
): void {
  const checksums = listing.get(path) ?? new Map<string, string>();
  listing.set(path, checksums);
  const known = checksums.get(algorithm);
  if (known === undefined) {
    checksums.set(algorithm, checksum);
    return;
  }
  const message = `The path ${shown(path)} is listed twice; each file must be listed once.`;
  // Before 1.0 it was no fault, as long as both said the same.
  if (known === checksum && manifest.version.startsWith('0.')) {
    findings.warn('bag-manifest-twice', manifest.name, message, line);
  } else findings.error('bag-manifest-twice', manifest.name, message, line);
}

function faultOf(kind: string, path: string, checksum: string, algorithm: string): readonly [Code, string] | undefined {
  const danger = dangerOf(path);
  if (danger !== undefined) {
    return ['bag-path-unsafe', `The path ${shown(path)} must not be followed: ${danger}. It was not looked at.`];
  }
  if (kind === 'manifest' && !isPayload(path)) {
    return ['bag-manifest-malformed', `The path ${shown(path)} is not below data/, where the payload is.`];
  }
  if (kind === 'tagmanifest' && isPayload(path)) {
    return ['bag-manifest-malformed', `The path ${shown(path)} is of the payload, which tag manifests must not list.`];
  }
  const digits = ALGORITHMS.get(algorithm)![1];
  if (checksum.length === digits) return undefined;
  return [
    'bag-manifest-malformed',
    `The checksum has ${checksum.length} digits; by ${algorithm} it must have ${digits}.`,
  ];
}

/** Warns where nothing but weak checksums stands against a change that somebody hides. */
export function warnOfWeak(payload: Manifests, tags: Manifests, findings: Findings): void {
  const found = [
    ['The bag has', payload],
    ['The tag manifests have', tags],
  ] as const;
  for (const [who, { algorithms }] of found) {
    if (algorithms.length === 0 || !algorithms.every((algorithm) => WEAK.has(algorithm))) continue;
    const message = `${who} checksums by ${algorithms.join(' and ')} only. They find damage, but not a change that somebody hides; ask for SHA-256 or SHA-512 where that matters.`;
    findings.warn('bag-algorithm-weak', '', message);
    return;
  }
}

const available: ReadonlySet<string> = new Set(getHashes());

/** Node's name for an algorithm by that in a manifest's file name; undefined where it is not known, or not had here. */
export function hashNamed(name: string): string | undefined {
  const hash = ALGORITHMS.get(name)?.[0];
  return hash !== undefined && available.has(hash) ? hash : undefined;
}
