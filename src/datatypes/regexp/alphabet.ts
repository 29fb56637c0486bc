/** The characters of a pattern: those that its sets do not tell apart are one class. */
import { type CharSet, contains } from './char-set.js';

const PAGE_BITS = 8;
const PAGE_SIZE = 1 << PAGE_BITS;

/** The class of the place behind the last character, which is in no set. In a page: no text has had the character yet. */
export const NO_CHARACTER = 0;

export class Alphabet {
  readonly #sets: readonly CharSet[];
  /** The classes of the characters met with, in pages: most texts have few, and to ask for all takes longer than a short run. */
  readonly #pages: (Uint16Array | undefined)[] = [];
  /** By class and set, whether the class's characters are in the set. */
  readonly members: (readonly boolean[])[];
  readonly #classByKey = new Map<string, number>();

  constructor(sets: readonly CharSet[]) {
    this.#sets = sets;
    this.members = [sets.map(() => false)];
  }

  /** The class of a character. The first of its class makes `members` longer. */
  classOf(codePoint: number): number {
    let page = this.#pages[codePoint >> PAGE_BITS];
    if (page === undefined) {
      page = new Uint16Array(PAGE_SIZE);
      this.#pages[codePoint >> PAGE_BITS] = page;
    }
    const known = page[codePoint & (PAGE_SIZE - 1)]!;
    if (known !== NO_CHARACTER) return known;
    const charClass = this.#classify(codePoint);
    page[codePoint & (PAGE_SIZE - 1)] = charClass;
    return charClass;
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
