/** What is known of names that a parser gives out, which are the same objects in document after document. */
import type { XmlName } from '../xml/events.js';

/** Names that are kept, a power of two, and the longest of them. */
const SLOTS = 1024;
const LONGEST_KNOWN = 200;

export class NameSlots<T> {
  /** By the last bits of a name's number, the name that was last asked for, and what is known of it: a Map takes longer. */
  readonly #names = new Array<XmlName | undefined>(SLOTS).fill(undefined);
  readonly #known = new Array<T | undefined>(SLOTS).fill(undefined);
  readonly #find: (name: XmlName) => T;

  constructor(find: (name: XmlName) => T) {
    this.#find = find;
  }

  get(name: XmlName): T {
    const slot = (name.serial ?? 0) & (SLOTS - 1);
    if (this.#names[slot] === name) return this.#known[slot]!;
    const found = this.#find(name);
    if (name.uri.length + name.local.length <= LONGEST_KNOWN) {
      this.#names[slot] = name;
      this.#known[slot] = found;
    }
    return found;
  }
}
