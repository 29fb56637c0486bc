/** The manifests of a bag as one listing: which files it must have, with which checksums. */

import { createHash, getHashes } from 'node:crypto';
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

const WEAK: ReadonlySet<string> = new Set(['md5', 'sha1']);

/** Reads all manifests of a kind (RFC 8493 §2.1.3, §2.2.1). */
export async function readManifests(
  kind: 'manifest' | 'tagmanifest',
  inventory: Inventory,
  declaration: Declaration,
  findings: Findings,
): Promise<Manifests> {
  const listing = new Map<string, Map<string, string>>();
  const names: string[] = [];
  const algorithms: string[] = [];
  const form = kind === 'manifest' ? /^manifest-([^/]+)\.txt$/i : /^tagmanifest-([^/]+)\.txt$/i;
  for (const name of [...inventory.files.keys()].sort()) {
    const algorithm = form.exec(name)?.[1]?.toLowerCase();
    if (algorithm === undefined) continue;
    names.push(name);
    if (hashNamed(algorithm) === undefined) {
      const message = `Checksums by "${shown(algorithm)}" cannot be computed here, so it cannot be said whether the files are whole.`;
      findings.error('bag-algorithm-unknown', name, message);
      continue;
    }
    algorithms.push(algorithm);
    const { entries, malformed } = readManifest((await inventory.textOf(name, declaration)) ?? '', declaration.version);
    for (const line of malformed) {
      findings.error('bag-manifest-malformed', name, 'This line is not a checksum, a space and a path.', line);
    }
    for (const entry of entries) {
      const fault = faultOf(kind, entry, algorithm);
      if (fault !== undefined) findings.error(fault[0], name, fault[1], entry.line);
      else take(listing, inventory.present(entry.path), algorithm, entry, name, findings);
    }
  }
  if (kind === 'manifest') warnOfWeak(algorithms, findings);
  return { listing, names, algorithms };
}

function take(
  listing: Map<string, Map<string, string>>,
  path: string,
  algorithm: string,
  { checksum, line }: ManifestLine,
  manifest: string,
  findings: Findings,
): void {
  const checksums = listing.get(path) ?? new Map<string, string>();
  listing.set(path, checksums);
  if (!checksums.has(algorithm)) checksums.set(algorithm, checksum);
  else {
    const message = `The path ${shown(path)} is listed twice; each file must be listed once.`;
    findings.error('bag-manifest-twice', manifest, message, line);
  }
}

function faultOf(
  kind: string,
  { path, checksum }: ManifestLine,
  algorithm: string,
): readonly [Code, string] | undefined {
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
  const digits = hashDigits(algorithm);
  if (checksum.length === digits) return undefined;
  return [
    'bag-manifest-malformed',
    `The checksum has ${checksum.length} digits; by ${algorithm} it must have ${digits}.`,
  ];
}

function warnOfWeak(algorithms: readonly string[], findings: Findings): void {
  if (algorithms.length === 0 || !algorithms.every((algorithm) => WEAK.has(algorithm))) return;
  const message = `The bag has checksums by ${algorithms.join(' and ')} only. They find damage, but not a change that somebody hides; ask for SHA-256 or SHA-512 where that matters.`;
  findings.warn('bag-algorithm-weak', '', message);
}

const known = new Map<string, string | undefined>();

/** Node's name for an algorithm by that in a manifest's file name: lower case, letters and digits only (RFC 8493 §2.4). */
export function hashNamed(name: string): string | undefined {
  if (!known.has(name)) {
    const plain = (hash: string) => hash.toLowerCase().replace(/[^a-z0-9]/g, '');
    known.set(
      name,
      getHashes().find((hash) => plain(hash) === name),
    );
  }
  return known.get(name);
}

const digitsOf = new Map<string, number>();

function hashDigits(name: string): number {
  const digits = digitsOf.get(name) ?? createHash(hashNamed(name)!).digest('hex').length;
  digitsOf.set(name, digits);
  return digits;
}
