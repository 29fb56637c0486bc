/** The texts of the configuration that have a form: days, languages, addresses, identifiers, names. */
import { faultOfIdentifier, identifierOf } from '../vocabulary/identifiers.js';
import { iso639_3 } from '../vocabulary/languages.js';
import { slugOf } from '../vocabulary/text.js';
import { type Meaning, matching, type Shape, written } from './shape.js';

export function day(example: string): Shape<string> {
  return written('a day', example, readDay);
}

/** Whether a text is a day of the calendar as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return readDay(text).value !== undefined;
}

function readDay(text: string): Meaning<string> {
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (month === undefined) return { why: 'Write year, month and day, in figures, with dashes between them.' };
  const parsed = new Date(`${text}T00:00:00Z`);
  if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)) return { value: text };
  return {
    why: `The calendar has no ${month === '00' || Number(month) > 12 ? `month ${month}` : `day ${day} in that month`}.`,
  };
}

/** BCP 47. */
export const language: Shape<string> = written('a language tag', 'en', (text) => {
  if (isTag(text)) return { value: text };
  const meant = isTag(text.replaceAll('_', '-')) ? text.replaceAll('_', '-') : tagOf(text);
  return { why: meant === undefined ? undefined : `Did you mean "${meant}"?` };
});

/** Whether it has the form of a tag, and the language of two letters is one of ISO 639-1, withdrawn codes included. */
function isTag(text: string): boolean {
  if (!/^[a-z]{2,3}(?:-|$)/i.test(text)) return false;
  try {
    const [canonical = ''] = Intl.getCanonicalLocales(text);
    return /^[a-z]{3}/.test(canonical) || iso639_3(canonical) !== undefined;
  } catch {
    return false;
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The tag of a language by its name in English, or in the language itself. */
function tagOf(name: string): string | undefined {
  const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const tags = [...LETTERS].flatMap((a) => [...LETTERS].map((b) => a + b)).filter(isTag);
  const isNamed = (shown: string | undefined) => shown?.toLowerCase() === name.toLowerCase();
  return (
    tags.find((tag) => isNamed(english.of(tag))) ??
    tags.find((tag) => isNamed(new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }).of(tag)))
  );
}

/** Any kind of identifier that is known. It stays as it is written. */
export function identifier(example: string): Shape<string> {
  const words = 'a DOI, an address, or another identifier that shows its kind (ISBN, ISSN, URN, ARK, Handle)';
  return written(words, example, (value) =>
    identifierOf(value) === undefined ? { why: faultOfIdentifier(value) } : { value },
  );
}

export const doi: Shape<string> = written('a DOI', '10.5281/zenodo.1234567', (text) => {
  const found = identifierOf(text);
  if (found?.type === 'DOI') return { value: found.value };
  return { why: found === undefined ? faultOfDoi(text) : `This is a ${found.type}.` };
});

function faultOfDoi(text: string): string {
  return /^\D*10\.\d/.test(text)
    ? 'A DOI has four figures or more behind "10.", then a slash and more.'
    : 'A DOI begins with "10.", a number and a slash.';
}

/** As long as names that are made from titles may be. */
const SLUG = /^(?=.{1,61}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

export const slug: Shape<string> = written(
  'a short name of small letters (a to z), digits and single dashes that begins with a letter',
  'strelsau-1957',
  (value) => {
    if (SLUG.test(value)) return { value };
    const meant = slugOf(value);
    return { why: SLUG.test(meant) && meant !== 'documents' ? `Did you mean "${meant}"?` : undefined };
  },
);

export const email = matching('an address of e-mail', 'anna@example.org', /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/);

export const documentUrl = matching(
  'an address with {id} (the name of the file without its ending) or {path} in the place of the document',
  'https://example.org/edition/{id}',
  /^https?:\/\/[^\s{}]*\{(?:id|path)\}[^\s{}]*$/,
);

export const address = matching('an address', 'https://example.org/cmif.xml', /^https?:\/\/[^\s{}]+$/);

/** The last part of a community's address is its identifier. */
export const community: Shape<string> = written('the identifier of a community', 'ruritania', (text) => {
  const value = /^https?:\/\/\S+\/communities\/([^\s/?#]+)/i.exec(text)?.[1] ?? text;
  return /^[A-Za-z0-9][\w-]*$/.test(value)
    ? { value }
    : { why: 'It stands at the end of the address of the community: zenodo.org/communities/ruritania.' };
});

export const record: Shape<string> = written(
  'a record by its DOI, its address, or its identifier at the repository',
  '10.5281/zenodo.1234567',
  (text) => (/\s/.test(text) ? { why: 'It has white space in it.' } : { value: text }),
);
