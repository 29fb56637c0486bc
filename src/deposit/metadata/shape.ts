/** What a value of the configuration must look like: small readers that say with its path what is wrong, and go on. */
import { withoutCredentials } from '../../addresses.js';
import type { Code } from '../../codes/index.js';
import { nearest } from '../../nearest.js';
import { shownAsJson } from '../../shown.js';

export interface Fault {
  readonly code: Extract<Code, 'config-wrong-type' | 'config-unknown-key'>;
  readonly message: string;
}

/** Where a value stands. */
export interface Place {
  /** As programs write it, counted from zero: `creators[1].orcid`. */
  readonly path: string;
  /** As people count: `no. 2 of creators`. */
  readonly counted: readonly string[];
  /** Hears what is wrong. */
  readonly say: (fault: Fault) => void;
}

/** How values are read: what is undefined has been said to be wrong. */
export interface Shape<T> {
  /** What it must be, such as `a day`. */
  readonly words: string;
  /** One that is right, as the configuration would have it. */
  readonly example: unknown;
  read(value: unknown, place: Place): T | undefined;
}

/** What a text means, or why it means nothing: whole sentences, if the words of the shape do not say enough. */
export type Meaning<T> =
  | { readonly value: T; readonly why?: undefined }
  | { readonly value?: undefined; readonly why?: string | undefined };

/** A value is not what it must be; `why` adds whole sentences. */
export function mustBe({ words, example }: Shape<unknown>, value: unknown, place: Place, why?: string): undefined {
  const shown = shownAsJson(typeof value === 'string' ? withoutCredentials(value) : value, 81);
  const message = `${nameOf(place)} must be ${words}, such as ${inline(example)}, not ${shown}.`;
  return wrong(place, why === undefined ? message : `${message} ${why}`);
}

/** Anything else that is wrong, in whole sentences. */
export function wrong({ say }: Place, message: string): undefined {
  say({ code: 'config-wrong-type', message });
  return undefined;
}

/** `"creators[1].orcid" (no. 2 of creators)`: lists are counted from zero in paths, and from one by people. */
export function nameOf({ path, counted }: Place): string {
  return counted.length === 0 ? shownAsJson(path) : `${shownAsJson(path)} (${counted.join(', ')})`;
}

export function memberOf(place: Place, name: string): Place {
  return { ...place, path: `${place.path}.${name}` };
}

/** Of a list with one item alone nothing need be counted. */
function itemOf(place: Place, i: number, length: number): Place {
  const list = place.path.slice(place.path.lastIndexOf('.') + 1);
  const counted = length === 1 ? place.counted : [...place.counted, `no. ${i + 1} of ${list}`];
  return { ...place, path: `${place.path}[${i}]`, counted };
}

/** JSON in one line, with spaces where people put them. */
export function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inline(member)}`);
  return `{ ${members.join(', ')} }`;
}

/** A text that is not empty, without the white space around it. */
export function text(example: string, words = 'a text in quotation marks'): Shape<string> {
  return written(words, example, (value) => ({ value }));
}

/** A text that has a form. */
export function matching(words: string, example: string, form: RegExp): Shape<string> {
  return written(words, example, (value) => (form.test(value) ? { value } : {}));
}

/** A text that is read further. */
export function written<T>(words: string, example: string, read: (text: string) => Meaning<T>): Shape<T> {
  const shape: Shape<T> = {
    words,
    example,
    read(value, place) {
      if (typeof value !== 'string') return mustBe(shape, value, place, hint(shape, value));
      if (value.trim() === '') return mustBe(shape, value, place, 'It is empty.');
      const meaning = read(value.trim());
      return meaning.value === undefined ? mustBe(shape, value, place, meaning.why) : meaning.value;
    },
  };
  return shape;
}

/** Numbers are most often meant as texts. */
function hint({ words }: Shape<unknown>, value: unknown): string | undefined {
  return typeof value === 'number' && !words.includes('quotation marks') ? 'Put quotation marks around it.' : undefined;
}

/** A word of a list, in any case and with or without spaces and dashes in it. */
export function oneOf<T extends string>(words: string, example: T, known: readonly T[]): Shape<T> {
  const folded = (word: string) => word.replace(/[\s_-]+/g, '').toLowerCase();
  return written(words, example, (written) => {
    const value = known.find((word) => folded(word) === folded(written));
    if (value !== undefined) return { value };
    const meant = nearest(folded(written), known);
    return { why: meant === undefined ? `Known are ${known.join(', ')}.` : `Did you mean "${meant}"?` };
  });
}

export const flag: Shape<boolean> = {
  words: 'true or false without quotation marks',
  example: true,
  read: (value, place) =>
    typeof value === 'boolean'
      ? value
      : wrong(place, `${nameOf(place)} must be true or false, without quotation marks, not ${shownAsJson(value, 81)}.`),
};

/** A list of which every item can be read. One item may stand without the brackets of its list. */
export function list<T>(item: Shape<T>, example: readonly unknown[] = [item.example]): Shape<readonly T[]> {
  const shape: Shape<readonly T[]> = {
    words: 'a list',
    example,
    read(value, place) {
      if (!Array.isArray(value)) return alone(value, place);
      if (value.length === 0) return mustBe(shape, value, place, 'An empty list says nothing: fill it, or remove it.');
      const items = value.map((each, i) => item.read(each, itemOf(place, i, value.length)));
      return items.every((each) => each !== undefined) ? items : undefined;
    },
  };
  const alone = (value: unknown, place: Place) => {
    if (typeof value !== 'string' && !isObject(value)) return mustBe(shape, value, place, hint(shape, value));
    const only = item.read(value, place);
    return only === undefined ? undefined : [only];
  };
  return shape;
}

/** How each member of an object is read. */
export type Members<T> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> };

interface ObjectWords<T> {
  readonly words: string;
  readonly example: object;
  readonly required: readonly (keyof T & string)[];
  /** The member that a text alone, without an object around it, stands for. */
  readonly alone?: keyof T & string;
}

/** An object of known members; what is unknown, missing or wrong in it is said of each. */
export function object<T extends object>(
  members: Members<T>,
  { words, example, required, alone }: ObjectWords<T>,
): Shape<T> {
  const shape: Shape<T> = {
    words,
    example,
    read(value, place) {
      const given =
        typeof value === 'string' && alone !== undefined && value.trim() !== '' ? { [alone]: value } : value;
      if (!isObject(given)) return mustBe(shape, value, place);
      const meant = sayUnknown(given, members, place);
      const lacking = required.filter((name) => given[name] === undefined && !meant.includes(name));
      for (const name of lacking) missing(name, place, members[name].example);
      const read = readMembers(given, members, place);
      const isWhole = lacking.length + meant.length === 0;
      return isWhole ? read : undefined;
    },
  };
  return shape;
}

function missing(name: string, place: Place, example: unknown): undefined {
  const member = `${JSON.stringify(name)}: ${inline(example)}`;
  return wrong(place, `${nameOf(memberOf(place, name))} is missing. Write for instance ${member}.`);
}

/** What unknown members probably mean; the empty text for one that means nothing known. */
function sayUnknown(given: Readonly<Record<string, unknown>>, members: object, place: Place): readonly string[] {
  const known = Object.keys(members);
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = nearest(key, known);
      const way = meant === undefined ? `Known are ${known.join(', ')}.` : `Did you mean "${meant}"?`;
      place.say({ code: 'config-unknown-key', message: `${nameOf(memberOf(place, key))} is not known. ${way}` });
      return meant ?? '';
    });
}

/** Every member is read, so that all that is wrong is said; undefined if anything is. */
function readMembers<T extends object>(
  given: Readonly<Record<string, unknown>>,
  members: Members<T>,
  place: Place,
): T | undefined {
  const names = (Object.keys(members) as (keyof T & string)[]).filter((name) => given[name] !== undefined);
  const pairs = names.map((name) => [name, members[name].read(given[name], memberOf(place, name))] as const);
  return pairs.every(([, value]) => value !== undefined) ? (Object.fromEntries(pairs) as T) : undefined;
}

/** What an object must be beyond its members, once they are right. */
export function refined<T, U>(shape: Shape<T>, read: (value: T, place: Place) => U | undefined): Shape<U> {
  return {
    words: shape.words,
    example: shape.example,
    read: (value, place) => {
      const first = shape.read(value, place);
      return first === undefined ? undefined : read(first, place);
    },
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
