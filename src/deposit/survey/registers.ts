/** Persons, institutions and places that a document lists, and what authorities call them: `idno`, `@sameAs`, `@ref` of entries with an `xml:id`. */
import { detach } from '../../xml/chars.js';
import type { XmlAttribute, XmlHandler, XmlName } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { tokens } from '../../xml/white-space.js';

/** By `xml:id`: references as they are written, numbers as `TYPE:number`. */
export type Register = ReadonlyMap<string, readonly string[]>;

/** What may be named by its entry. */
const ENTRIES: ReadonlySet<string> = new Set([
  ...['person', 'personGrp', 'org', 'place', 'persName', 'orgName', 'placeName', 'name', 'author', 'editor'],
]);
/** Names within an entry, whose references are the entry's. */
const NAMES: ReadonlySet<string> = new Set(['persName', 'orgName', 'placeName', 'name', 'settlement', 'geogName']);
/** Of one document; more no register has. */
const MOST_ENTRIES = 500_000;

interface Entry {
  readonly id: string;
  readonly depth: number;
  readonly refs: string[];
}

export class RegisterListener implements XmlHandler {
  readonly register = new Map<string, readonly string[]>();
  /** Entries may stand within others. */
  readonly #open: Entry[] = [];
  #depth = 0;
  /** The number that is being told, with its type. */
  #idno: { readonly type: string; readonly depth: number; text: string } | undefined;

  startElement({ local }: XmlName, attributes: readonly XmlAttribute[]): void {
    this.#depth++;
    if (ENTRIES.has(local)) this.#enter(attributes);
    const entry = this.#open.at(-1);
    if (entry === undefined) return;
    if (entry.depth === this.#depth || NAMES.has(local)) {
      for (const name of ['sameAs', 'ref', 'key'])
        entry.refs.push(...tokens(attributeOf(attributes, name)).map(detach));
    }
    if (local === 'idno') this.#idno = { type: detach(attributeOf(attributes, 'type')), depth: this.#depth, text: '' };
  }

  text(data: string): void {
    if (this.#idno !== undefined) this.#idno.text += data;
  }

  endElement(): void {
    const entry = this.#open.at(-1);
    if (this.#idno?.depth === this.#depth) {
      const { type, text } = this.#idno;
      entry?.refs.push(withType(type, text.trim()));
      this.#idno = undefined;
    }
    if (entry?.depth === this.#depth) {
      this.#open.pop();
      if (entry.refs.length > 0 && this.register.size < MOST_ENTRIES) this.register.set(entry.id, entry.refs);
    }
    this.#depth--;
  }

  #enter(attributes: readonly XmlAttribute[]): void {
    const id = attributes.find(({ name }) => name.uri === XML_NAMESPACE && name.local === 'id')?.value;
    if (id !== undefined) this.#open.push({ id: detach(id.trim()), depth: this.#depth, refs: [] });
  }
}

/** A number with its kind, unless it is an address or has a prefix of its own. */
export function withType(type: string, value: string): string {
  return type === '' || /^[\w-]+:/.test(value) ? value : `${type}:${value}`;
}

function attributeOf(attributes: readonly XmlAttribute[], local: string): string {
  return attributes.find(({ name }) => name.uri === '' && name.local === local)?.value ?? '';
}
