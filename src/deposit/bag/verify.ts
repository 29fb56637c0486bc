/**
 * Checks a bag (RFC 8493 §3): complete, if every file that it must have is there and nothing else is
 * in its payload; valid, if the checksums are right too. Nothing is written, downloaded or unpacked to disk.
 */
import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import { normalizeEncodingLabel } from '../../encoding.js';
import { type BagInfo, comparePayload, compareTags, readFetched, readInfo } from './completeness.js';
import { Findings } from './finding.js';
import { Inventory } from './inventory.js';
import { hashNamed, type Manifests, readManifests, warnOfWeak } from './manifests.js';
import { openSource } from './open.js';
import { checkProfile } from './profile/check.js';
import type { BagProfile } from './profile/profile.js';
import type { BagSource } from './source.js';
import { type Declaration, readDeclaration } from './tag-files.js';

export interface BagReport {
  /** Of BagIt; undefined where it is no bag at all. */
  readonly version?: string;
  /** Of the payload manifests. */
  readonly algorithms: readonly string[];
  /** Payload files, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** The elements of `bag-info.txt` in their order. */
  readonly info: BagInfo;
  readonly complete: boolean;
  /** Complete, and every checksum is right. */
  readonly valid: boolean;
  /** The profile that the bag was checked by, if one was given, and whether the bag is what it asks for. */
  readonly profile?: CheckedProfile;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CheckedProfile {
  readonly file: string;
  readonly identifier: string;
  /** Of the profile, as it says. */
  readonly version: string;
  /** False, too, where what is there could not be read as a bag. */
  readonly met: boolean;
}

export interface VerifyOptions {
  /** Checks the bag by this profile, too; {@link readBagProfile} makes it of JSON. */
  readonly profile?: BagProfile;
}

const CHECKSUM_WRONG = 'bag-checksum-wrong';

/**
 * Verifies a bag. Never throws: what is wrong is in the report.
 *
 * @param path of a folder, a zip, a tar or a tar that is packed with gzip.
 * @param display its name in diagnostics; files in it are named below that.
 */
export async function verifyBag(path: string, display: string, options: VerifyOptions = {}): Promise<BagReport> {
  const source = await openSource(path, display);
  const findings = new Findings(display);
  findings.list.push(...source.diagnostics);
  try {
    return await verify(source, findings, options.profile);
  } finally {
    source.close();
  }
}

async function verify(source: BagSource, findings: Findings, profile: BagProfile | undefined): Promise<BagReport> {
  if (findings.failed) return { ...report(findings), ...checkedBy(profile, false) };
  const inventory = new Inventory(source, findings);
  // With names that do harm, or a link, nothing is read.
  const declaration = findings.failed ? undefined : await declare(inventory, findings);
  if (declaration === undefined) return { ...report(findings, inventory), ...checkedBy(profile, false) };

  const payload = await readManifests('manifest', inventory, declaration, findings);
  const tags = await readManifests('tagmanifest', inventory, declaration, findings);
  warnOfWeak(payload, tags, findings);
  const fetched = await readFetched(inventory, payload, declaration, findings);
  comparePayload(inventory, payload, fetched, declaration, findings);
  compareTags(inventory, tags, payload, findings);
  const info = await readInfo(inventory, declaration, findings);
  for (const manifests of [payload, tags]) await check(inventory, manifests, findings);
  if (source.isPacked) await checkUnlisted(inventory, [payload, tags], findings);
  const { version } = declaration;
  // Before the profile has its say: a bag may be whole and still not what an archive wants.
  const verdict = { ...report(findings, inventory), version, algorithms: payload.algorithms, info };
  const errors = findings.errors;
  if (profile !== undefined) checkProfile(profile, { form: source.form, inventory, version, info }, findings);
  return { ...verdict, ...checkedBy(profile, findings.errors === errors), diagnostics: findings.list };
}

function checkedBy(profile: BagProfile | undefined, met: boolean): Pick<BagReport, 'profile'> {
  if (profile === undefined) return {};
  const { file, identifier, version } = profile;
  return { profile: { file, identifier, version, met } };
}

function report({ list, failed }: Findings, inventory?: Inventory): BagReport {
  const errors = list.filter(({ severity }) => severity === 'error');
  return {
    algorithms: [],
    files: inventory?.payload.files ?? 0,
    bytes: inventory?.payload.bytes ?? 0,
    info: [],
    complete: errors.every(({ code }) => code === CHECKSUM_WRONG),
    valid: !failed,
    diagnostics: list,
  };
}

async function declare(inventory: Inventory, findings: Findings): Promise<Declaration | undefined> {
  const bytes = await inventory.bytesOf('bagit.txt');
  if (bytes === undefined) {
    const message = 'There is no bagit.txt, so this is not a bag. Name the folder that holds bagit.txt.';
    findings.error('bag-declaration-missing', '', message);
    return undefined;
  }
  const declaration = readDeclaration(bytes);
  if (typeof declaration === 'string') {
    const message = `This file must say the version and the encoding in two lines, but ${declaration}.`;
    findings.error('bag-declaration-wrong', 'bagit.txt', message);
    return undefined;
  }
  const { version, encoding } = declaration;
  if (!/^(?:0\.9[3-7]|1\.0)$/.test(version)) {
    const message = `The bag is of BagIt ${version}. Known are 0.93 to 0.97 and 1.0.`;
    findings.error('bag-version-unknown', 'bagit.txt', message);
    return undefined;
  }
  if (normalizeEncodingLabel(encoding) === undefined) {
    const message = `The bag says that its tag files are in the encoding ${encoding}, which is not known.`;
    findings.error('encoding-unknown', 'bagit.txt', message);
    return undefined;
  }
  return declaration;
}

/** Reads each listed file once for all its checksums. */
async function check(inventory: Inventory, { listing }: Manifests, findings: Findings): Promise<void> {
  for (const [path, checksums] of listing) {
    const file = inventory.files.get(path);
    if (file === undefined) continue;
    const hashes = [...checksums.keys()].map((algorithm) => ({ algorithm, hash: createHash(hashNamed(algorithm)!) }));
    try {
      for await (const chunk of (await file.open()) as AsyncIterable<Uint8Array>) {
        for (const { hash } of hashes) hash.update(chunk);
      }
    } catch (error) {
      findings.unreadable(path, error);
      continue;
    }
    const wrong = hashes.filter(({ algorithm, hash }) => hash.digest('hex') !== checksums.get(algorithm));
    if (wrong.length === 0) continue;
    const names = wrong.map(({ algorithm }) => algorithm).join(' and ');
    const message = `This file is not what it was when the bag was made: its checksum by ${names} is another. Get it again from where the bag came.`;
    findings.error(CHECKSUM_WRONG, path, message);
  }
}

/** Reads what no manifest lists, for the sake of the zip's own checksums. */
async function checkUnlisted(inventory: Inventory, manifests: readonly Manifests[], findings: Findings): Promise<void> {
  for (const [path, file] of inventory.files) {
    if (manifests.some(({ listing }) => listing.has(path))) continue;
    try {
      for await (const _ of await file.open());
    } catch (error) {
      findings.unreadable(path, error);
    }
  }
}
