/** What is said where a repository has no word for something. */
import type { Diagnostic } from '../../diagnostics.js';
import { type Licence, licenceNotListed } from '../licence/index.js';
import { iso639_3 } from './languages.js';

/**
 * A licence that goes out by its words.
 *
 * @param instead what the package says in its place, as a sentence.
 */
export function unlistedLicence(licence: Licence, repository: string, instead: string): Diagnostic {
  const unclear = licenceNotListed(licence);
  if (unclear !== undefined) return { ...unclear, message: `${unclear.message} ${instead}` };
  const { name } = licence;
  const message = `"${name}" is no licence that ${repository} has by name. ${instead} Choose the licence in the form of the repository before you publish, or give an SPDX identifier with its version, such as "CC-BY-4.0", as "licence".`;
  return { severity: 'warning', code: 'licence-not-listed', message, source: 'deposit' };
}

/**
 * Words of one kind (languages, relations, roles …) that are not in a repository's list.
 *
 * @param kind as in `no language "tlh"`.
 * @param instead what became of them, as a sentence.
 */
export function unlistedTerms(kind: string, terms: readonly string[], repository: string, instead: string): Diagnostic {
  const message = `${repository} has no ${kind} "${[...new Set(terms)].join('", "')}" in its list. ${instead}`;
  return { severity: 'warning', code: 'term-not-listed', message, source: 'deposit' };
}

/** Languages for which there is no code of ISO 639-3; those that say that they are none ("und") are not meant. */
export function unlistedLanguages(languages: readonly string[], repository: string): readonly Diagnostic[] {
  const lacking = languages.filter((tag) => iso639_3(tag) === undefined && !/^(?:und|zxx|mul|mis)\b/i.test(tag));
  if (lacking.length === 0) return [];
  return [unlistedTerms('language', lacking, repository, 'It was left out; use tags such as "en" or "fro".')];
}
