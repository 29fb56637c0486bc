/** What a complete bag must have (RFC 8493 §3): what is listed is there, and what is there is listed. */
import type { Findings } from './finding.js';
import { type Inventory, isPayload } from './inventory.js';
import type { Manifests } from './manifests.js';
import { dangerOf, isOfSystem, shown } from './paths.js';
import { type Declaration, readBagInfo, readFetch } from './tag-files.js';

/** The payload against its manifests. `fetched` are the paths that fetch.txt says to download. */
export function comparePayload(
  inventory: Inventory,
  { listing, algorithms }: Manifests,
  fetched: ReadonlySet<string>,
  { version }: Declaration,
  findings: Findings,
): void {
  if (algorithms.length === 0) {
    const message =
      'The bag has no manifest that can be used (such as manifest-sha512.txt), so nothing tells which files it must have and whether they are whole.';
    findings.error('bag-manifest-missing', '', message);
    return;
  }
  if (!inventory.hasPayloadFolder) {
    findings.error('bag-payload-missing', 'data', 'There is no folder "data", which holds the payload of every bag.');
  }
  for (const [path, checksums] of listing) {
    if (!inventory.files.has(path)) missing(path, inventory, fetched, findings);
    // Before 1.0 each file had to be in one of the manifests only.
    const lacking = version === '1.0' ? algorithms.filter((algorithm) => !checksums.has(algorithm)) : [];
    if (lacking.length === 0) continue;
    const message = `This file is not in the manifest for ${lacking.join(' and ')}; each manifest must list all.`;
    findings.error('bag-file-unlisted', path, message);
  }
  for (const path of inventory.files.keys()) {
    if (!isPayload(path) || listing.has(path)) continue;
    const message =
      'This file is in the payload but in no manifest: it was added after the bag was made, or its name was changed.';
    findings.error('bag-file-unlisted', path, message);
  }
  const ofSystem = [...listing.keys()].find(isOfSystem);
  if (ofSystem !== undefined) {
    const message =
      'A system adds such files to folders that are looked at or copied; it says nothing of the collection. Leave it out when the bag is made anew.';
    findings.warn('bag-system-file', ofSystem, message);
  }
}

/** The tag files against the tag manifests; a bag need not have any. */
export function compareTags(inventory: Inventory, tags: Manifests, payload: Manifests, findings: Findings): void {
  for (const path of tags.listing.keys()) {
    if (!inventory.files.has(path)) missing(path, inventory, new Set(), findings);
    if (/^tagmanifest-[^/]+\.txt$/i.test(path)) {
      findings.error('bag-manifest-malformed', path, 'Tag manifests must not list tag manifests.');
    }
  }
  if (tags.names.length === 0) return;
  for (const manifest of payload.names) {
    if (tags.listing.has(manifest)) continue;
    const message = 'No tag manifest lists this manifest, so a change of it would go unseen.';
    findings.error('bag-file-unlisted', manifest, message);
  }
}

function missing(path: string, inventory: Inventory, fetched: ReadonlySet<string>, findings: Findings): void {
  if (fetched.has(path)) {
    const message =
      'This file is not in the bag; fetch.txt says where to download it. teigram never downloads anything: get it with a BagIt program that does, from a source that you trust, and verify again.';
    findings.error('bag-fetch-needed', path, message);
    return;
  }
  const similar = inventory.similar(path);
  const hint = similar === undefined ? '' : ` There is ${shown(similar)}, which differs only in capitals or accents.`;
  const message = `The manifest lists this file, but it is not there.${hint} Copy the bag again from where it came.`;
  findings.error('bag-file-missing', path, message);
}

/** The paths that `fetch.txt` says to download. teigram never does. */
export async function readFetched(
  inventory: Inventory,
  { listing }: Manifests,
  declaration: Declaration,
  findings: Findings,
): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  const { entries, malformed } = readFetch(
    (await inventory.textOf('fetch.txt', declaration)) ?? '',
    declaration.version,
  );
  for (const line of malformed) {
    findings.error('bag-fetch-malformed', 'fetch.txt', 'This line is not an address, a length and a path.', line);
  }
  for (const { path } of entries) {
    const danger = dangerOf(path) ?? (isPayload(path) ? undefined : 'it is not below data/');
    if (danger !== undefined) {
      findings.error('bag-path-unsafe', 'fetch.txt', `The path ${shown(path)} must not be written to: ${danger}.`);
    } else if (!listing.has(path)) {
      const message = `The path ${shown(path)} is in no manifest, so what is downloaded could not be checked.`;
      findings.error('bag-fetch-malformed', 'fetch.txt', message);
    } else paths.add(path);
  }
  return paths;
}

export type BagInfo = readonly (readonly [string, string])[];

/** What `bag-info.txt` says, and whether the payload has the size that it says. */
export async function readInfo(inventory: Inventory, declaration: Declaration, findings: Findings): Promise<BagInfo> {
  // Its name until 0.95.
  const isOld = /^0\.9[345]$/.test(declaration.version) && !inventory.files.has('bag-info.txt');
  const name = isOld ? 'package-info.txt' : 'bag-info.txt';
  const { elements, malformed } = readBagInfo((await inventory.textOf(name, declaration)) ?? '');
  for (const line of malformed) {
    findings.warn('bag-info-malformed', name, 'This line is not a label, a colon and a value.', line);
  }
  const oxums = elements.filter(([label]) => label.toLowerCase() === 'payload-oxum').map(([, value]) => value);
  if (oxums.length > 1) findings.error('bag-oxum-wrong', name, 'Payload-Oxum must not be repeated.');
  const actual = `${inventory.payload.bytes}.${inventory.payload.files}`;
  if (oxums[0] !== undefined && oxums[0] !== actual) {
    const message = `Payload-Oxum (bytes.files) says ${shown(oxums[0])}, but the payload has ${actual}.`;
    findings.error('bag-oxum-wrong', name, message);
  }
  return elements;
}
