/** Persons, institutions and places that a document lists, and what authorities call them. */
import { detach } from '../../xml/chars.js';
import type { XmlAttribute, XmlHandler, XmlName } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { tokens } from '../../xml/white-space.js';

/** An entry with an `xml:id`. */
export interface RegisterEntry {
  /** References as they are written, numbers as `TYPE:number`: of `@sameAs`, `@ref`, `idno` of the entry itself and of its names. */
  readonly refs: readonly string[];
  /** Its first name; empty where it has none. */
  readonly name: string;
}

/** By `xml:id`. */
export type Register = ReadonlyMap<string, RegisterEntry>;

/** What may be named by its entry. */
const ENTRIES: ReadonlySet<string> = new Set([
  ...['person', 'personGrp', 'org', 'place', 'persName', 'orgName', 'placeName', 'name', 'author', 'editor'],
]);
/** Names that stand directly in an entry: of the person, and not of where they were born or what is said of them. */
const NAMES: ReadonlySet<string> = new Set(['persName', 'orgName', 'placeName', 'name', 'geogName']);
/** Of one document; more no register has. */
const MOST_ENTRIES = 500_000;

interface OpenEntry {
  readonly ids: string[];
  readonly depth: number;
  readonly refs: string[];
  name: string;
}

export class RegisterListener implements XmlHandler {
  readonly register = new Map<string, RegisterEntry>();
  /** Entries may stand within others. */
  readonly #open: OpenEntry[] = [];
  #depth = 0;
  /** The depth of the name of the innermost entry that is being told; 0 for none. */
  #naming = 0;
  /** The number that is being told, with its type. */
  #idno: { readonly type: string; readonly depth: number; text: string } | undefined;

  startElement({ local }: XmlName, attributes: readonly XmlAttribute[]): void {
    this.#depth++;
    const outer = this.#open.at(-1);
    if (outer === undefined && !ENTRIES.has(local)) return;
    const isName = outer !== undefined && NAMES.has(local) && this.#depth === outer.depth + 1;
    const id = attributes.find(({ name }) => name.uri === XML_NAMESPACE && name.local === 'id')?.value;
    // A name with an id of its own is the entry by another id.
    if (isName && id !== undefined) outer.ids.push(detach(id.trim()));
    else if (id !== undefined && ENTRIES.has(local))
      this.#open.push({ ids: [detach(id.trim())], depth: this.#depth, refs: [], name: '' });
    const entry = this.#open.at(-1);
    if (entry === undefined) return;
    if (entry.depth === this.#depth || isName) {
      for (const name of ['sameAs', 'ref', 'key'])
        entry.refs.push(...tokens(attributeOf(attributes, name)).map(detach));
    }
    if ((isName || (entry.depth === this.#depth && NAMES.has(local))) && entry.name === '') this.#naming = this.#depth;
    const isOfEntry = this.#depth === entry.depth + 1 || (this.#naming > 0 && this.#depth === this.#naming + 1);
    if (local === 'idno' && isOfEntry)
      this.#idno = { type: detach(attributeOf(attributes, 'type')), depth: this.#depth, text: '' };
  }

  text(data: string): void {
    if (this.#idno !== undefined) this.#idno.text += data;
    else if (this.#naming > 0) this.#open.at(-1)!.name += data;
  }

  endElement(): void {
    const entry = this.#open.at(-1);
    if (this.#idno?.depth === this.#depth) {
      const { type, text } = this.#idno;
      entry?.refs.push(withType(type, text.trim()));
      this.#idno = undefined;
    }
    if (this.#naming === this.#depth) this.#naming = 0;
    // Parts of a name are words of their own.
    else if (this.#naming > 0 && entry !== undefined) entry.name += ' ';
    if (entry?.depth === this.#depth) {
      this.#open.pop();
      this.#keep(entry);
    }
    this.#depth--;
  }

  #keep({ ids, refs, name }: OpenEntry): void {
    const said = name.replace(/\s+/g, ' ').trim();
    if ((refs.length === 0 && said === '') || this.register.size >= MOST_ENTRIES) return;
    for (const id of ids) this.register.set(id, { refs, name: said });
  }
}

/** A number with its kind, unless it is an address or has a prefix of its own. */
export function withType(type: string, value: string): string {
  return type === '' || /^[\w-]+:/.test(value) ? value : `${type}:${value}`;
}

function attributeOf(attributes: readonly XmlAttribute[], local: string): string {
  return attributes.find(({ name }) => name.uri === '' && name.local === local)?.value ?? '';
}
