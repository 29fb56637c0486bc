/** The members that a profile may have, and whether those of one are what they must be. */
import type { Code } from '../../../codes/index.js';
import type { Severity } from '../../../diagnostics.js';
import { nearest } from '../../../nearest.js';
import { shownAsJson } from '../../../shown.js';

export type Members = Readonly<Record<string, unknown>>;

/** Takes what is wrong with a profile. */
export type Complain = (code: Code, message: string, severity?: Severity) => void;

interface Kind {
  readonly words: string;
  readonly test: (value: unknown) => boolean;
}

const text: Kind = { words: 'a text in quotation marks', test: (value) => typeof value === 'string' };
const texts: Kind = {
  words: 'a list of texts, such as ["first", "second"]',
  test: (value) => Array.isArray(value) && value.every(text.test),
};
/** The specification's grammar has quotation marks round them, its examples have none. */
const flag: Kind = {
  words: 'true or false',
  test: (value) => [true, false, 'true', 'false'].includes(value as boolean),
};
const members: Kind = { words: 'an object: { … }', test: isMembers };
const serialization: Kind = {
  words: '"required", "forbidden" or "optional"',
  test: (value) => ['required', 'forbidden', 'optional'].includes(value as string),
};

/** Of the profile. */
export const PROFILE: Readonly<Record<string, Kind>> = {
  'BagIt-Profile-Info': members,
  'Bag-Info': members,
  'Manifests-Required': texts,
  'Manifests-Allowed': texts,
  'Allow-Fetch.txt': flag,
  'Fetch.txt-Required': flag,
  'Data-Empty': flag,
  Serialization: serialization,
  'Accept-Serialization': texts,
  'Accept-BagIt-Version': texts,
  'Tag-Manifests-Required': texts,
  'Tag-Manifests-Allowed': texts,
  'Tag-Files-Required': texts,
  'Tag-Files-Allowed': texts,
  'Payload-Files-Required': texts,
  'Payload-Files-Allowed': texts,
};

/** Of `BagIt-Profile-Info`. */
export const ABOUT: Readonly<Record<string, Kind>> = {
  'BagIt-Profile-Identifier': text,
  'BagIt-Profile-Version': text,
  'Source-Organization': text,
  'External-Description': text,
  Version: text,
  'Contact-Name': text,
  'Contact-Phone': text,
  'Contact-Email': text,
};

/** Of what `Bag-Info` says of a label. */
export const OF_LABEL: Readonly<Record<string, Kind>> = {
  required: flag,
  values: texts,
  repeatable: flag,
  description: text,
};

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The members that are known and what they must be; complains of the others.
 *
 * @param where they stand, for messages: a place with its preposition and a blank before it, or nothing.
 * @param unknown takes the names that are not known.
 */
export function known(
  given: Members,
  kinds: Readonly<Record<string, Kind>>,
  where: string,
  complain: Complain,
  unknown: (name: string) => void,
): Members {
  const good = Object.entries(given).filter(([name, value]) => {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) unknown(name);
    else if (kind.test(value)) return true;
    else complain('bag-profile-malformed', `"${name}"${where} must be ${kind.words}, not ${shownAsJson(value, 41)}.`);
    return false;
  });
  return Object.fromEntries(good);
}

/** What is said of a member that is not known; it is not an error, since specifications grow. */
export function ofUnknown(name: string, kinds: Readonly<Record<string, Kind>>, where: string): string {
  const meant = nearest(name, Object.keys(kinds));
  const hint = meant === undefined ? '' : ` Did whoever wrote it mean "${meant}"?`;
  return `BagIt profiles of versions 1.1.0 to 1.4.0 have no ${shownAsJson(name)}${where}, so what it asks was not checked.${hint}`;
}

export function textsOf(given: Members, name: string): readonly string[] | undefined {
  return given[name] as readonly string[] | undefined;
}

export function flagOf(given: Members, name: string, otherwise: boolean): boolean {
  return given[name] === undefined ? otherwise : [true, 'true'].includes(given[name] as boolean);
}
