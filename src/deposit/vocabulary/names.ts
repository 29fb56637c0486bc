/** The parts of a name, as far as it shows them. */
import type { Diagnostic } from '../../diagnostics.js';
import type { Party } from '../metadata/index.js';

export type PartyName =
  | { readonly kind: 'person'; readonly family: string; readonly given: string }
  | { readonly kind: 'organization' }
  /** Neither said to be an institution nor written as "family name, given names". */
  | { readonly kind: 'unknown' };

/** Where the parts are not told, only a comma tells the family name: in "Gabriel García Márquez" nothing else does. */
export function partyName({ name, family, given, organization }: Party): PartyName {
  if (organization === true) return { kind: 'organization' };
  if (family !== undefined && given !== undefined) return { kind: 'person', family, given };
  const parts = /^([^,]+),\s*([^,]+)$/.exec(name);
  const [before, behind] = [parts?.[1]?.trim() ?? '', parts?.[2]?.trim() ?? ''];
  // Two whole names with a comma between them are two people.
  if (parts === null || (isWhole(before) && isWhole(behind))) return { kind: 'unknown' };
  return { kind: 'person', family: before, given: behind };
}

/** Two words with capitals, such as a given name and a family name. */
function isWhole(words: string): boolean {
  return words.split(/\s+/).filter((word) => /^\p{Lu}\p{Ll}/u.test(word)).length >= 2;
}

/** A warning where some creators cannot be told apart into persons and institutions; repositories sort and cite by that. */
export function unclearNames(creators: readonly Party[]): readonly Diagnostic[] {
  const unclear = creators.filter((party) => partyName(party).kind === 'unknown').map(({ name }) => `"${name}"`);
  if (unclear.length === 0) return [];
  const message = `${unclear.join(', ')}: it cannot be told which part is the family name, or whether this is an institution. Write persons as "Family, Given" in "creators", and give institutions as { "name": "…", "organization": true }.`;
  return [{ severity: 'warning', code: 'creator-name-unclear', message, source: 'deposit' }];
}
