/** Licences by what people write for them: an SPDX identifier, an address, a name, or words with one name in them. */
import type { Diagnostic } from '../../diagnostics.js';
import { nearest } from '../../nearest.js';
import { shortened, visibleInLine } from '../../shown.js';
import { creativeCommons, everyKind, saidByAddress, versionsOf } from './creative-commons.js';
import { folded, foldedAddress } from './fold.js';
import type { Licence, Understood } from './model.js';
import { spdxAt, spdxBeginning, spdxId, spdxIds, spdxLicence, spdxNamed } from './spdx.js';
import { statementAt, statementNamed } from './statements.js';
import { namedWithin } from './words.js';

export type { Licence } from './model.js';

/** What is known of a licence. Words that do not name exactly one are its name, and it has no `id` then. */
export function licenceOf(written: string): Licence {
  const { licence } = understood(written);
  if (licence !== undefined) return licence;
  return /^https?:\/\/\S+$/i.test(written.trim()) ? { url: written.trim(), name: written.trim() } : { name: written };
}

/** Whether something was understood: a licence, or a statement of rights that has a name and an address. */
export function isClear({ id, url, name }: Licence): boolean {
  return id !== undefined || (url !== undefined && url !== name);
}

/** What could be meant by words that {@link licenceOf} does not understand: SPDX identifiers, the likeliest first. */
export function meantBy(written: string): readonly string[] {
  const { licence, candidates = [] } = understood(written);
  const text = written.trim();
  return licence !== undefined || candidates.length > 0 || ADDRESS.test(text) ? candidates : similar(text);
}

/** Thousands of documents have the same few words. */
const remembered = new Map<string, Understood>();
const MOST_REMEMBERED = 1_000;

function understood(written: string): Understood {
  const known = remembered.get(written) ?? read(written);
  if (remembered.size < MOST_REMEMBERED) remembered.set(written, known);
  return known;
}

function read(written: string): Understood {
  const text = written.trim().replace(/^<(.*)>$/, '$1');
  const id = spdxId(text);
  if (id !== undefined) return { licence: spdxLicence(id) };
  if (ADDRESS.test(text)) return atAddress(text.replace(/[.,;]+$/, ''));
  const statement = statementNamed(text);
  if (statement !== undefined) return { licence: statement };
  const [named, ...others] = spdxNamed(folded(text));
  if (named !== undefined)
    return others.length === 0 ? { licence: spdxLicence(named) } : { candidates: [named, ...others] };
  return inWords(text);
}

const ADDRESS = /^(?:https?:\/\/\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S*)$/i;

function atAddress(address: string): Understood {
  const said = saidByAddress(address);
  if (said !== undefined) {
    const licence = creativeCommons(said);
    return licence === undefined ? { candidates: versionsOf(said) } : { licence };
  }
  const statement = statementAt(address);
  if (statement !== undefined) return { licence: statement };
  const ids = listedAt(address);
  return ids.length === 1 ? { licence: spdxLicence(ids[0]!) } : { candidates: ids };
}

/** By an address of SPDX or of the Open Source Initiative, whose last part names the licence, or that of its text. */
function listedAt(address: string): readonly string[] {
  const spdx =
    /^(?:https?:\/\/)?(?:www\.)?spdx\.org\/licenses\/([^/?#]+?)(?:\.html|\.json|\.txt)?\/?(?:[?#].*)?$/i.exec(
      address,
    )?.[1];
  if (spdx !== undefined) return [spdxId(spdx) ?? []].flat();
  const place = foldedAddress(address);
  const ids = spdxAt(place);
  const name = /^opensource\.org\/licenses?\/([^/?#]+)$/.exec(place)?.[1];
  if (ids.length > 0 || name === undefined) return ids;
  const [id, ...others] = spdxNamed(folded(name));
  // The page is of all licences of this version.
  const all = id === undefined ? [] : spdxBeginning(folded(id)).filter((each) => /-(?:only|or-later)$/.test(each));
  return id === undefined ? [] : all.length > 0 ? all : [id, ...others];
}

function inWords(text: string): Understood {
  const { licences, unclear, denies } = namedWithin(text, (address) => atAddress(address).licence);
  const [only] = licences;
  if (only !== undefined && licences.length + unclear.length === 1 && !denies) return { licence: only };
  const ids = [...licences.flatMap(({ id }) => id ?? []), ...unclear.flatMap(versionsOf)];
  return { candidates: [...new Set(ids)] };
}

/** In UTF-16 code units: what is longer is no slip of a name. */
const LONGEST_NAME = 200;

/** Licences of which only the beginning is written, or that are misspelt. */
function similar(text: string): readonly string[] {
  if (text.length > LONGEST_NAME) return [];
  const name = folded(text);
  if (/^(?:in )?public domain$/.test(name)) return ['CC-PDM-1.0', 'CC0-1.0'];
  if (/^(?:cc|creative commons)(?: license)?$/.test(name)) return everyKind();
  const gnu = /^(?:gnu )?([al]?gpl) ?v?(\d)(?:\.(\d))?( only| or later|\+)?(?: license)?$/.exec(name);
  if (gnu !== null)
    return spdxBeginning(`${gnu[1]} ${gnu[2]}.${gnu[3] ?? 0}`).filter((id) => /-(?:only|or-later)$/.test(id));
  const begun = spdxBeginning(name);
  if (begun.length > 0) return begun;
  const meant = nearest(text.replace(/[\s_]+/g, '-'), spdxIds());
  return meant === undefined ? [] : [meant];
}

/** How many candidates a message names. */
const MOST_NAMED = 4;

/** A warning for a licence that has no identifier of SPDX: what was not understood, and what could be meant. Undefined for any other. */
export function licenceNotListed({ id, url, name }: Licence): Diagnostic | undefined {
  if (id !== undefined) return undefined;
  const quoted = `"${visibleInLine(shortened(name))}"`;
  const known = url !== undefined && url !== name;
  const message = known
    ? `${quoted} (${url}) is none of SPDX's list of licences, from which repositories choose, so they get its name and address. Look in the form of the repository before you publish whether it has a choice that says the same.`
    : `${quoted} does not say clearly which licence is meant, so repositories get just these words, and nobody can tell what is allowed. ${asking(meantBy(name))} as "licence" in the configuration; https://spdx.org/licenses/ has them all.`;
  return { severity: 'warning', code: 'licence-not-listed', message, source: 'deposit' };
}

function asking(candidates: readonly string[]): string {
  const named = candidates.slice(0, MOST_NAMED);
  const list = [named.slice(0, -1).join(', '), named.at(-1)].filter((part) => part !== '').join(' or ');
  return named.length === 0 ? 'Give an SPDX identifier such as CC-BY-4.0' : `Did you mean ${list}? Give the identifier`;
}

/** Whether two licences grant the same: by identifier, else by address, else by their words. */
export function sameLicence(a: Licence, b: Licence): boolean {
  if (a.id !== undefined || b.id !== undefined) return idOf(a) === idOf(b);
  if (a.url !== undefined || b.url !== undefined) return foldedAddress(a.url ?? '') === foldedAddress(b.url ?? '');
  return folded(a.name) === folded(b.name);
}

/** What SPDX calls it today. */
function idOf({ id = '' }: Licence): string {
  const renamed = id.endsWith('+') ? id.replace('+', '-or-later') : `${id}-only`;
  return spdxId(renamed) ?? id;
}

/** What the licences of Creative Commons ask for, part by part. Who forbids derivatives allows less of them than who asks for the same licence. */
function askedBy({ id = '' }: Licence): ReadonlySet<string> | undefined {
  if (id === 'CC0-1.0') return new Set();
  const parts = /^CC-(BY(?:-(?:NC|ND|SA))*)-\d/.exec(id)?.[1]?.split('-');
  return parts === undefined ? undefined : new Set([...parts, ...(parts.includes('ND') ? ['SA'] : [])]);
}

/**
 * Whether a licence certainly grants less than another: both are of Creative Commons, and it asks for all that the other
 * asks for, and more (BY-NC for more than BY). False where that cannot be told, as of BY-SA and BY-NC.
 */
export function grantsLess(a: Licence, b: Licence): boolean {
  const [less, more] = [askedBy(a), askedBy(b)];
  return less !== undefined && more !== undefined && less.size > more.size && [...more].every((part) => less.has(part));
}
