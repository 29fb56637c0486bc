/** What all headers of a collection say together. */
import type { HeaderDate, HeaderFacts } from '../header/index.js';

/** Lists are without repetition, in the order of first mention. */
export interface Coverage {
  readonly documents: number;
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
  readonly authors: readonly string[];
  readonly editors: readonly string[];
  readonly licences: readonly string[];
  readonly publishers: readonly string[];
  /** Of the only document, where there is one only. */
  readonly title?: string;
}

/** Gathers a {@link Coverage}, one header after the other. */
export class CoverageCollector {
  #documents = 0;
  #size = 0;
  #from: string | undefined;
  #to: string | undefined;
  #title: string | undefined;
  readonly #senders = new Set<string>();
  readonly #addressees = new Set<string>();
  readonly #places = new Set<string>();
  readonly #languages = new Set<string>();
  readonly #kinds = new Set<string>();
  readonly #authors = new Set<string>();
  readonly #editors = new Set<string>();
  readonly #licences = new Set<string>();
  readonly #publishers = new Set<string>();

  add(facts: HeaderFacts, size: number): void {
    this.#documents++;
    this.#size += size;
    this.#title = facts.title;
    this.#span(facts.date);
    addAll(this.#senders, facts.sender);
    addAll(this.#addressees, facts.addressee);
    addAll(this.#places, facts.place);
    addAll(this.#languages, facts.language);
    addAll(this.#kinds, facts.kind);
    addAll(this.#authors, facts.authors);
    addAll(this.#editors, facts.editors);
    addAll(this.#licences, facts.licence);
    addAll(this.#publishers, facts.publisher);
  }

  #span(date: HeaderDate | undefined): void {
    const { first, last } = spanOf(date);
    if (first !== undefined && (this.#from === undefined || first < this.#from)) this.#from = first;
    // A year alone ends with its last day, so it outlasts each of its days.
    if (last !== undefined && (this.#to === undefined || `${last}~` > `${this.#to}~`)) this.#to = last;
  }

  get(): Coverage {
    return {
      documents: this.#documents,
      size: this.#size,
      ...(this.#from === undefined ? {} : { from: this.#from }),
      ...(this.#to === undefined ? {} : { to: this.#to }),
      senders: [...this.#senders],
      addressees: [...this.#addressees],
      places: [...this.#places],
      languages: [...this.#languages],
      kinds: [...this.#kinds],
      authors: [...this.#authors],
      editors: [...this.#editors],
      licences: [...this.#licences],
      publishers: [...this.#publishers],
      ...(this.#documents === 1 && this.#title !== undefined ? { title: this.#title } : {}),
    };
  }
}

/** The first and last day (or month, or year) that a date may mean: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export function spanOf(date: HeaderDate | undefined): { readonly first?: string; readonly last?: string } {
  const first = dayOf(date?.when ?? date?.notBefore ?? date?.from ?? date?.notAfter ?? date?.to);
  const last = dayOf(date?.when ?? date?.notAfter ?? date?.to ?? date?.notBefore ?? date?.from);
  return { ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
}

/** Day, month or year, or the first and last of them with a slash between (ISO 8601), when the documents were written. */
export function writtenBetween({ from, to }: Coverage): string | undefined {
  return from === undefined || to === undefined || from === to ? from : `${from}/${to}`;
}

function dayOf(written: string | undefined): string | undefined {
  return written === undefined ? undefined : /^\d{4}(?:-\d\d(?:-\d\d)?)?(?![-\d])/.exec(written)?.[0];
}

function addAll(set: Set<string>, values: string | readonly string[] | undefined): void {
  for (const value of typeof values === 'string' ? [values] : (values ?? [])) set.add(value);
}
