/** Reads a BagIt profile, and says all that is wrong with it at once. */
import type { Diagnostic } from '../../../diagnostics.js';
import { shownAsJson } from '../../../shown.js';
import { finding } from '../finding.js';
import {
  ABOUT,
  type Complain,
  flagOf,
  isMembers,
  known,
  type Members,
  OF_LABEL,
  ofUnknown,
  PROFILE,
  textsOf,
} from './members.js';
import { fits } from './pattern.js';
import { type BagProfile, type Selection, sameAlgorithm, type TagRule } from './profile.js';

export interface ReadProfile {
  /** Absent where it cannot be used. */
  readonly profile?: BagProfile;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A profile out of what its JSON says. Never throws: what is wrong is in the diagnostics.
 *
 * @param value as JSON.parse gives it.
 * @param file its name in diagnostics.
 */
export function readBagProfile(value: unknown, file: string): ReadProfile {
  const diagnostics: Diagnostic[] = [];
  const complain: Complain = (code, message, severity = 'error') =>
    diagnostics.push(finding(code, file, message, severity));
  if (!isMembers(value)) {
    complain('bag-profile-malformed', 'A BagIt profile must be one object: { "BagIt-Profile-Info": { … }, … }.');
    return { diagnostics };
  }
  const members = known(value, PROFILE, '', complain, (name) =>
    complain('bag-profile-member-unknown', ofUnknown(name, PROFILE, ''), 'warning'),
  );
  const profile = profileFrom(members, aboutFrom(members, complain), file, complain);
  checkVersions(textsOf(members, 'Accept-BagIt-Version'), complain);
  checkForms(members, profile, complain);
  checkSelections(profile, complain);
  return diagnostics.some(({ severity }) => severity === 'error') ? { diagnostics } : { profile, diagnostics };
}

function profileFrom(members: Members, about: About, file: string, complain: Complain): BagProfile {
  const select = (what: string): Selection => ({
    required: textsOf(members, `${what}-Required`) ?? [],
    allowed: textsOf(members, `${what}-Allowed`),
  });
  const forbidsFetch = !flagOf(members, 'Allow-Fetch.txt', true);
  const needsFetch = flagOf(members, 'Fetch.txt-Required', false);
  if (forbidsFetch && needsFetch)
    complain('bag-profile-malformed', '"Fetch.txt-Required" asks for what "Allow-Fetch.txt" forbids.');
  return {
    file,
    ...about,
    tags: tagsFrom((members['Bag-Info'] ?? {}) as Members, complain),
    manifests: select('Manifests'),
    tagManifests: select('Tag-Manifests'),
    tagFiles: select('Tag-Files'),
    payloadFiles: select('Payload-Files'),
    fetch: forbidsFetch ? 'forbidden' : needsFetch ? 'required' : 'allowed',
    dataEmpty: flagOf(members, 'Data-Empty', false),
    serialization: (members['Serialization'] as BagProfile['serialization'] | undefined) ?? 'optional',
    acceptSerialization: textsOf(members, 'Accept-Serialization') ?? [],
    acceptVersions: textsOf(members, 'Accept-BagIt-Version') ?? [],
  };
}

type About = Pick<BagProfile, 'identifier' | 'version'>;

const NEEDED = ['Source-Organization', 'External-Description', 'Version', 'BagIt-Profile-Identifier'];
/** Whoever does not say the version of the specification means 1.1.0, which had no member for it. */
const SPECIFICATIONS = /^1\.[1-4]\.\d+$/;

function aboutFrom(members: Members, complain: Complain): About {
  const place = ' in "BagIt-Profile-Info"';
  const info = members['BagIt-Profile-Info'];
  if (info === undefined) {
    const message = `There is no "BagIt-Profile-Info", which says whose profile this is: { "${NEEDED.join('": "…", "')}": "…" }.`;
    complain('bag-profile-malformed', message);
    return { identifier: '', version: '' };
  }
  const about = known(info as Members, ABOUT, place, complain, (name) =>
    complain('bag-profile-member-unknown', ofUnknown(name, ABOUT, place), 'warning'),
  );
  const textOf = (name: string) => String(about[name] ?? '').trim();
  const missing = NEEDED.filter((name) => !Object.hasOwn(info as Members, name) || about[name] === '');
  if (missing.length > 0)
    complain('bag-profile-malformed', `"BagIt-Profile-Info" must say "${missing.join('", "')}", too.`);
  const identifier = textOf('BagIt-Profile-Identifier');
  if (identifier !== '' && !URL.canParse(identifier)) {
    const message = `"BagIt-Profile-Identifier"${place} must be the address (URI) that bags name the profile by, not ${shownAsJson(identifier)}.`;
    complain('bag-profile-malformed', message);
  }
  const specification = textOf('BagIt-Profile-Version');
  if (specification !== '' && !SPECIFICATIONS.test(specification)) {
    const message = `The profile is written by version ${shownAsJson(specification)} of the specification. Known are 1.1.0 to 1.4.0, so it may ask for more than was checked.`;
    complain('bag-profile-version-unknown', message, 'warning');
  }
  return { identifier, version: textOf('Version') };
}

function tagsFrom(labels: Members, complain: Complain): readonly TagRule[] {
  const unknown = new Map<string, string[]>();
  const rules = Object.entries(labels).flatMap(([label, rule]) => {
    if (!isMembers(rule)) {
      const message = `"Bag-Info" must say what it asks of ${shownAsJson(label)} as an object, such as { "required": true }.`;
      complain('bag-profile-malformed', message);
      return [];
    }
    return [
      ruleFrom(
        label,
        known(rule, OF_LABEL, ` of ${shownAsJson(label)} in "Bag-Info"`, complain, (name) =>
          unknown.set(name, [...(unknown.get(name) ?? []), label]),
        ),
      ),
    ];
  });
  for (const [name, [first, ...more]] of unknown) {
    const place = ` for ${shownAsJson(first)}${more.length === 0 ? '' : ` (and ${more.length} more)`} in "Bag-Info"`;
    complain('bag-profile-member-unknown', ofUnknown(name, OF_LABEL, place), 'warning');
  }
  return rules;
}

function ruleFrom(label: string, rule: Members): TagRule {
  return {
    label,
    required: flagOf(rule, 'required', false),
    values: textsOf(rule, 'values') ?? [],
    repeatable: flagOf(rule, 'repeatable', true),
    description: rule['description'] as string | undefined,
  };
}

function checkVersions(versions: readonly string[] | undefined, complain: Complain): void {
  if (versions?.length === 0 || versions === undefined) {
    const message =
      'The profile must say in "Accept-BagIt-Version" of which versions bags may be, such as ["0.97", "1.0"].';
    complain('bag-profile-malformed', message);
  }
  const odd = versions?.find((version) => !/^\d+\.\d+$/.test(version));
  if (odd !== undefined)
    complain(
      'bag-profile-malformed',
      `"Accept-BagIt-Version" has ${shownAsJson(odd)}, which is no version of BagIt, such as "1.0".`,
    );
}

function checkForms(members: Members, { serialization, acceptSerialization }: BagProfile, complain: Complain): void {
  if (members['Serialization'] !== undefined && serialization !== 'forbidden' && acceptSerialization.length === 0) {
    const message = `"Serialization" is "${serialization}", so "Accept-Serialization" must say which archives are taken, such as ["application/zip"].`;
    complain('bag-profile-malformed', message);
  }
  const odd = acceptSerialization.find((type) => !/^[\w.+-]+\/[\w.+-]+(?:\s*;.*)?$/.test(type.trim()));
  if (odd !== undefined)
    complain(
      'bag-profile-malformed',
      `"Accept-Serialization" has ${shownAsJson(odd)}, which is no media type, such as "application/zip".`,
    );
}

/** What is required must be allowed. */
function checkSelections({ manifests, tagManifests, tagFiles, payloadFiles }: BagProfile, complain: Complain): void {
  const selections = [
    ['Manifests', manifests, sameAlgorithm],
    ['Tag-Manifests', tagManifests, sameAlgorithm],
    ['Tag-Files', tagFiles, fits],
    ['Payload-Files', payloadFiles, fits],
  ] as const;
  for (const [what, { required, allowed }, isAllowed] of selections) {
    const refused = required.find((one) => allowed !== undefined && !allowed.some((other) => isAllowed(one, other)));
    if (refused === undefined) continue;
    const message = `"${what}-Required" asks for ${shownAsJson(refused)}, which "${what}-Allowed" does not allow.`;
    complain('bag-profile-malformed', message);
  }
  const beside = payloadFiles.required.find((path) => !path.startsWith('data/'));
  if (beside !== undefined)
    complain(
      'bag-profile-malformed',
      `"Payload-Files-Required" has ${shownAsJson(beside)}; paths of the payload begin with data/.`,
    );
  const folder = payloadFiles.allowed?.find((path) => path.endsWith('/'));
  if (folder !== undefined)
    complain(
      'bag-profile-malformed',
      `"Payload-Files-Allowed" has ${shownAsJson(folder)}; what is in a folder is allowed by "${folder}*".`,
    );
}
