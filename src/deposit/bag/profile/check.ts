/** Whether a bag is what a profile asks for. Each function below is for one kind of what it may ask. */
import type { BagInfo } from '../completeness.js';
import type { Findings } from '../finding.js';
import { type Inventory, isPayload } from '../inventory.js';
import { shown } from '../paths.js';
import type { BagForm } from '../source.js';
import { fits } from './pattern.js';
import { type BagProfile, type Selection, sameAlgorithm, type TagRule } from './profile.js';

/** What is known of the bag. */
export interface Bag {
  readonly form: BagForm;
  readonly inventory: Inventory;
  /** Of BagIt. */
  readonly version: string;
  readonly info: BagInfo;
}

/** Says all that a bag is not. */
export function checkProfile(profile: BagProfile, bag: Bag, findings: Findings): void {
  checkForm(profile, bag, findings);
  checkVersion(profile, bag, findings);
  checkNamed(profile, bag, findings);
  for (const rule of profile.tags) checkTag(rule, bag, findings);
  checkManifests('manifest', profile.manifests, bag, findings);
  checkManifests('tagmanifest', profile.tagManifests, bag, findings);
  checkRequired('Tag-Files', profile.tagFiles, bag, findings);
  checkRequired('Payload-Files', profile.payloadFiles, bag, findings);
  checkAllowed('Tag-Files', profile.tagFiles, tagFilesOf(bag), findings);
  checkAllowed('Payload-Files', profile.payloadFiles, payloadOf(bag), findings);
  checkFetch(profile, bag, findings);
  checkPayload(profile, bag, findings);
}

/** Media types that are in use for what a bag may be packed in; only that of zip and gzip are registered. */
const TYPES: Readonly<Record<Exclude<BagForm, 'folder'>, readonly string[]>> = {
  zip: ['application/zip', 'application/x-zip', 'application/x-zip-compressed'],
  tar: ['application/tar', 'application/x-tar', 'application/x-gtar', 'application/x-ustar'],
  tgz: [
    'application/gzip',
    'application/x-gzip',
    'application/tar+gzip',
    'application/x-tar+gzip',
    'application/x-compressed-tar',
    'application/x-gtar-compressed',
    'application/x-tgz',
  ],
};
const NAMES: Readonly<Record<BagForm, string>> = {
  folder: 'a folder',
  zip: 'a zip',
  tar: 'a tar',
  tgz: 'a tar with gzip',
};

function checkForm({ serialization, acceptSerialization }: BagProfile, { form }: Bag, findings: Findings): void {
  const wanted = acceptSerialization.map(shown).join(', ');
  const say = (message: string) => findings.error('bag-profile-form-wrong', '', message);
  if (form === 'folder') {
    if (serialization === 'required') say(`The profile takes bags only as one file (${wanted}), and this is a folder.`);
  } else if (serialization === 'forbidden') {
    say(`The profile takes bags as folders only, and this is ${NAMES[form]}. Unpack it.`);
  } else if (
    acceptSerialization.length > 0 &&
    !acceptSerialization.some((type) => TYPES[form].includes(typeIn(type)))
  ) {
    say(`The profile takes ${wanted}, and this is ${NAMES[form]} (${TYPES[form][0]}). Pack the bag in another way.`);
  }
}

/** Without parameters. */
function typeIn(written: string): string {
  return written.replace(/;.*/s, '').trim().toLowerCase();
}

function checkVersion({ acceptVersions }: BagProfile, { version }: Bag, findings: Findings): void {
  if (acceptVersions.includes(version)) return;
  const message = `The bag is of BagIt ${version}. The profile takes ${acceptVersions.map(shown).join(', ')}.`;
  findings.error('bag-profile-bagit-version', 'bagit.txt', message);
}

const IDENTIFIER = 'BagIt-Profile-Identifier';
const INFO = 'bag-info.txt';

function valuesOf({ info }: Bag, wanted: string): readonly string[] {
  return info.filter(([label]) => label.toLowerCase() === wanted.toLowerCase()).map(([, value]) => value);
}

function checkNamed({ identifier }: BagProfile, bag: Bag, findings: Findings): void {
  const named = valuesOf(bag, IDENTIFIER);
  if (named.includes(identifier)) return;
  const instead = named.length === 0 ? 'names no profile' : `names ${named.map(shown).join(' and ')} instead`;
  const message = `A bag that is made by a profile says so in the line "${IDENTIFIER}: ${shown(identifier)}", but this one ${instead}.`;
  findings.error('bag-profile-not-named', INFO, message);
}

function checkTag({ label, required, values, repeatable, description }: TagRule, bag: Bag, findings: Findings): void {
  const given = valuesOf(bag, label);
  const name = shown(label);
  const hint = description === undefined ? '' : ` The profile says of it: ${shown(description)}`;
  const say = (message: string) => findings.error('bag-profile-info-wrong', INFO, `${message}${hint}`);
  if (required && given.length === 0) say(`The profile asks for a line "${name}: …", and there is none.`);
  if (!repeatable && given.length > 1) say(`"${name}" stands there ${given.length} times; the profile allows it once.`);
  for (const value of values.length === 0 ? [] : given.filter((one) => !values.includes(one))) {
    say(`"${name}" is ${shown(value)}; the profile allows ${listed(values)}.`);
  }
}

/** More would make a message that nobody reads. */
const MOST_LISTED = 10;

function listed(words: readonly string[]): string {
  const more = words.length - MOST_LISTED;
  return `${words.slice(0, MOST_LISTED).map(shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function checkManifests(kind: 'manifest' | 'tagmanifest', selection: Selection, bag: Bag, findings: Findings): void {
  const form = new RegExp(`^${kind}-([^/]+)\\.txt$`, 'i');
  const found = [...bag.inventory.files.keys()].flatMap((path) => form.exec(path)?.[1] ?? []);
  const { required, allowed } = selection;
  for (const algorithm of required) {
    if (found.some((other) => sameAlgorithm(other, algorithm))) continue;
    const message = `The profile asks for ${kind}-${shown(algorithm)}.txt, and there is none.`;
    findings.error('bag-profile-manifest-wrong', '', message);
  }
  for (const algorithm of allowed === undefined ? [] : found) {
    if (allowed!.some((other) => sameAlgorithm(other, algorithm))) continue;
    const message = `The profile does not allow this manifest; it allows ${allowed!.length === 0 ? 'none' : listed(allowed!)}.`;
    findings.error('bag-profile-manifest-wrong', `${kind}-${algorithm}.txt`, message);
  }
}

/** Those that BagIt itself has are the matter of other members. */
const OF_BAGIT = /^(?:bagit\.txt|bag-info\.txt|package-info\.txt|fetch\.txt|(?:tag)?manifest-[^/]+\.txt)$/i;

function tagFilesOf({ inventory }: Bag): readonly string[] {
  return [...inventory.files.keys()].filter((path) => !isPayload(path) && !OF_BAGIT.test(path));
}

function payloadOf({ inventory }: Bag): readonly string[] {
  return [...inventory.files.keys()].filter(isPayload);
}

type Kind = 'Tag-Files' | 'Payload-Files';

function checkRequired(what: Kind, { required }: Selection, bag: Bag, findings: Findings): void {
  for (const path of required) {
    if (bag.inventory.files.has(path) || (what === 'Payload-Files' && holds(payloadOf(bag), path))) continue;
    findings.error(
      'bag-profile-file-wrong',
      path,
      `The profile asks for this (${what}-Required), and it is not there.`,
    );
  }
}

function checkAllowed(what: Kind, { allowed }: Selection, paths: readonly string[], findings: Findings): void {
  for (const path of allowed === undefined ? [] : paths) {
    if (allowed!.some((pattern) => fits(path, pattern))) continue;
    const message = `The profile does not allow this file (${what}-Allowed): it allows ${allowed!.length === 0 ? 'none' : listed(allowed!)}.`;
    findings.error('bag-profile-file-wrong', path, message);
  }
}

/** Whether files are in a folder. */
function holds(paths: readonly string[], folder: string): boolean {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  return paths.some((path) => path.startsWith(start));
}

function checkFetch({ fetch }: BagProfile, { inventory }: Bag, findings: Findings): void {
  const isThere = inventory.files.has('fetch.txt');
  const say = (message: string) => findings.error('bag-profile-file-wrong', 'fetch.txt', message);
  if (isThere && fetch === 'forbidden')
    say('The profile takes bags only with all of their files in them, without fetch.txt.');
  if (!isThere && fetch === 'required') say('The profile asks for this file, and it is not there.');
}

function checkPayload({ dataEmpty }: BagProfile, { inventory: { payload } }: Bag, findings: Findings): void {
  if (!dataEmpty || (payload.files <= 1 && payload.bytes === 0)) return;
  const message = `The profile asks for an empty payload (no file, or one of no length), and this one has ${payload.files} files of ${payload.bytes} bytes together.`;
  findings.error('bag-profile-file-wrong', 'data', message);
}
