/** The characters of a pattern: those that its sets do not tell apart are one class. */
import { type CharSet, contains } from './char-set.js';

export const PAGE_BITS = 8;
export const PAGE_SIZE = 1 << PAGE_BITS;

/** The class of the place behind the last character, which is in no set. */
export const NO_CHARACTER = 0;

export class Alphabet {
  readonly #sets: readonly CharSet[];
  /** The classes of the characters, in pages of {@link PAGE_SIZE}; missing ones are built by {@link page}. */
  readonly pages: (Uint16Array | undefined)[] = [];
  /** By class and set, whether the class's characters are in the set. */
  readonly members: (readonly boolean[])[];
  readonly #classByKey = new Map<string, number>();

  constructor(sets: readonly CharSet[]) {
    this.#sets = sets;
    this.members = [sets.map(() => false)];
  }

  page(index: number): Uint16Array {
    let page = this.pages[index];
    if (page === undefined) {
      page = Uint16Array.from({ length: PAGE_SIZE }, (_, i) => this.#classify(index * PAGE_SIZE + i));
      this.pages[index] = page;
    }
    return page;
  }

  #classify(codePoint: number): number {
    const members = this.#sets.map((set) => contains(set, codePoint));
    const key = members.map(Number).join('');
    let charClass = this.#classByKey.get(key);
    if (charClass === undefined) {
      charClass = this.members.push(members) - 1;
      this.#classByKey.set(key, charClass);
    }
    return charClass;
  }
}
