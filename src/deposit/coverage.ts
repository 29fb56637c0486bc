/** What all headers of a collection say together. */
import type { HeaderAgent, HeaderDate, HeaderFacts, HeaderLetter, HeaderLicence } from '../header/index.js';
import { partyOf, roleOf } from './agents.js';
import { isClear, licenceOf } from './licence/index.js';
import type { Contributor, Funder, Party } from './metadata/index.js';

/** What documents say, and which says it first. */
export interface Said<T> {
  readonly value: T;
  /** As reports name it. */
  readonly document: string;
  readonly documents: number;
}

/** Lists are without repetition, in the order of first mention. */
export interface Coverage {
  readonly documents: number;
  /** `correspDesc` in all headers. */
  readonly letters: number;
  /** In bytes, all documents together. */
  readonly size: number;
  /** First and last day, month or year that the documents were written; absent where no header has a date. */
  readonly from?: string;
  readonly to?: string;
  readonly senders: readonly string[];
  readonly addressees: readonly string[];
  readonly places: readonly string[];
  readonly languages: readonly string[];
  readonly kinds: readonly string[];
  readonly keywords: readonly string[];
  readonly authors: readonly Party[];
  /** As contributors, which they are where there are authors. */
  readonly editors: readonly Contributor[];
  readonly contributors: readonly Contributor[];
  readonly funders: readonly Funder[];
  readonly publishers: readonly string[];
  readonly licences: readonly Said<HeaderLicence>[];
  /** Documents that say something of their licence. */
  readonly licensed: number;
  /** How often a licence was named in words that cannot be understood; of these, some are among `licences`. */
  readonly unclear: number;
  /** `availability/@status`. */
  readonly statuses: readonly Said<string>[];
  /** DOI, ISBN, URN … of the publication, as `idno` has them. */
  readonly identifiers: readonly Said<string>[];
  /** Of the only document, where there is one only. */
  readonly title?: string;
  readonly abstract?: string;
}

/** Of words of licences that cannot be understood, so many are kept. */
const MOST_UNCLEAR = 100;

/** Gathers a {@link Coverage}, one header after the other. */
export class CoverageCollector {
  #documents = 0;
  #letters = 0;
  #size = 0;
  #from: string | undefined;
  #to: string | undefined;
  #only: HeaderFacts | undefined;
  readonly #senders = new Distinct<string>();
  readonly #addressees = new Distinct<string>();
  readonly #places = new Distinct<string>();
  readonly #languages = new Distinct<string>();
  readonly #kinds = new Distinct<string>();
  readonly #keywords = new Distinct<string>();
  readonly #authors = new Distinct<Party>();
  readonly #editors = new Distinct<Contributor>();
  readonly #contributors = new Distinct<Contributor>();
  readonly #funders = new Distinct<Funder>();
  readonly #publishers = new Distinct<string>();
  readonly #licences = new Distinct<HeaderLicence>();
  #licensed = 0;
  #unclear = 0;
  readonly #statuses = new Distinct<string>();
  readonly #identifiers = new Distinct<string>();

  /** @param document as reports name it. */
  add(facts: HeaderFacts, size: number, document: string): void {
    this.#documents++;
    this.#size += size;
    this.#only = this.#documents === 1 ? facts : undefined;
    const all = [...allOf(facts)];
    if (all.some(({ licences }) => licences !== undefined)) this.#licensed++;
    for (const each of all) this.#take(each, document);
  }

  #take(facts: HeaderFacts, document: string): void {
    this.#letters += (facts.letters ?? []).filter(isLetter).length;
    for (const date of datesOf(facts)) this.#span(date);
    this.#senders.add(document, facts.sender);
    this.#addressees.add(document, facts.addressee);
    this.#places.add(document, facts.place);
    this.#languages.add(document, facts.language);
    this.#kinds.add(document, facts.kind);
    this.#keywords.add(document, facts.keywords);
    this.#authors.add(document, facts.authors?.map(partyOf));
    this.#editors.add(
      document,
      facts.editors?.map((agent) => withRole(agent, 'Editor')),
    );
    this.#contributors.add(document, [
      ...(facts.contributors ?? []).map((agent) => withRole(agent, 'Other')),
      ...(facts.principals ?? []).map((agent) => withRole(agent, 'ProjectLeader')),
      ...(facts.sponsors ?? []).map((agent) => withRole(agent, 'Sponsor')),
    ]);
    this.#funders.add(document, facts.funders?.map(funderOf));
    this.#publishers.add(document, facts.publisher);
    for (const licence of facts.licences ?? []) this.#takeLicence(licence, document);
    this.#statuses.add(document, facts.status);
    this.#identifiers.add(
      document,
      facts.identifiers?.map(({ type, value }) => (type === undefined ? value : `${type}:${value}`)),
    );
  }

  /** Of words that nobody understands, each document may have its own. */
  #takeLicence(licence: HeaderLicence, document: string): void {
    const isUnclear = ![licence.target, licence.text].some((form) => form !== undefined && isClear(licenceOf(form)));
    if (isUnclear) this.#unclear++;
    if (!isUnclear || this.#unclear <= MOST_UNCLEAR) this.#licences.add(document, licence);
  }

  #span(date: HeaderDate | undefined): void {
    const { first, last } = spanOf(date);
    if (first !== undefined && (this.#from === undefined || first < this.#from)) this.#from = first;
    // A year alone ends with its last day, so it outlasts each of its days.
    if (last !== undefined && (this.#to === undefined || `${last}~` > `${this.#to}~`)) this.#to = last;
  }

  get(): Coverage {
    const { title, abstract } = this.#only ?? {};
    return {
      documents: this.#documents,
      letters: this.#letters,
      size: this.#size,
      ...(this.#from === undefined ? {} : { from: this.#from }),
      ...(this.#to === undefined ? {} : { to: this.#to }),
      senders: this.#senders.values,
      addressees: this.#addressees.values,
      places: this.#places.values,
      languages: this.#languages.values,
      kinds: this.#kinds.values,
      keywords: this.#keywords.values,
      authors: this.#authors.values,
      editors: this.#editors.values,
      contributors: this.#contributors.values,
      funders: this.#funders.values,
      publishers: this.#publishers.values,
      licences: this.#licences.said,
      licensed: this.#licensed,
      unclear: this.#unclear,
      statuses: this.#statuses.said,
      identifiers: this.#identifiers.said,
      ...(title === undefined ? {} : { title }),
      ...(abstract === undefined ? {} : { abstract }),
    };
  }
}

/** Values by what they are, each with the first who says it. */
class Distinct<T> {
  readonly #found = new Map<string, { readonly value: T; readonly document: string; documents: number }>();

  add(document: string, values: T | readonly T[] | undefined): void {
    const list = Array.isArray(values) ? (values as readonly T[]) : values === undefined ? [] : [values as T];
    for (const value of list) {
      const key = keyOf(value);
      const known = this.#found.get(key);
      if (known === undefined) this.#found.set(key, { value, document, documents: 1 });
      else known.documents++;
    }
  }

  get said(): readonly Said<T>[] {
    return [...this.#found.values()];
  }

  get values(): readonly T[] {
    return this.said.map(({ value }) => value);
  }
}

/** Somebody with a number is the same person under any spelling of the name. */
function keyOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { orcid, identifiers, role } = value as Partial<Contributor>;
  const number = orcid ?? identifiers?.[0];
  return JSON.stringify(number === undefined ? value : [number, role]);
}

function withRole(agent: HeaderAgent, usual: string): Contributor {
  return { ...partyOf(agent), role: agent.role === undefined ? usual : roleOf(agent.role) };
}

/** Whether somebody, or a day, is named in it: a template that nobody has filled in is no letter. */
export function isLetter({ actions }: HeaderLetter): boolean {
  return actions.some(
    ({ parties = [], date }) =>
      parties.length > 0 ||
      dayOf(date?.when ?? date?.from ?? date?.notBefore ?? date?.to ?? date?.notAfter) !== undefined,
  );
}

/** When a document was written: of a document of several letters, when each of them was. */
function datesOf({ date, letters = [] }: HeaderFacts): readonly (HeaderDate | undefined)[] {
  if (letters.length < 2) return [date];
  return letters.flatMap(({ actions }) => actions.filter(({ type }) => type === 'sent').map((action) => action.date));
}

/** A document's facts, and those of the documents within it. */
export function* allOf(facts: HeaderFacts): Generator<HeaderFacts> {
  yield facts;
  for (const member of facts.members ?? []) yield* allOf(member);
}

function funderOf({ name, ref, award }: NonNullable<HeaderFacts['funders']>[number]): Funder {
  return {
    name,
    ...(ref === undefined ? {} : { identifier: ref }),
    ...(award === undefined ? {} : { award }),
  };
}

/** The first and last day (or month, or year) that a date may mean: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; absent where it is open. */
export function spanOf(date: HeaderDate | undefined): { readonly first?: string; readonly last?: string } {
  const first = dayOf(date?.when ?? date?.notBefore ?? date?.from);
  const last = dayOf(date?.when ?? date?.notAfter ?? date?.to);
  return { ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
}

/** Day, month or year, or the first and last of them with a slash between (ISO 8601), when the documents were written; where both ends are known. */
export function writtenBetween({ from, to }: Coverage): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  return from === to ? from : `${from}/${to}`;
}

function dayOf(written: string | undefined): string | undefined {
  return written === undefined ? undefined : /^\d{4}(?:-\d\d(?:-\d\d)?)?(?![-\d])/.exec(written)?.[0];
}
