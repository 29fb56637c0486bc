/**
 * Which branchings of a program have been tried at which places of a text, one bit each, in pages that are made when
 * first needed: what has led nowhere once leads nowhere again.
 */

const PAGE_BITS = 16;
const PAGE_MASK = (1 << PAGE_BITS) - 1;

export class Visited {
  readonly #branches: number;
  readonly #pages: (Int32Array | undefined)[] = [];
  readonly #pageWords: number;
  /** The first page that is kept. */
  #first = 0;

  constructor(branches: number, length: number) {
    this.#branches = branches;
    this.#pageWords = Math.min(1 << (PAGE_BITS - 5), ((branches * (length + 1)) >> 5) + 1);
  }

  /** How many bits there would be at most. */
  static size(branches: number, length: number): number {
    return branches * (length + 1);
  }

  /** Marks a branching at a place. @returns whether it was marked before. */
  mark(branch: number, place: number): boolean {
    const bit = place * this.#branches + branch;
    const page = this.#pages[bit >>> PAGE_BITS] ?? this.#addPage(bit >>> PAGE_BITS);
    const word = (bit & PAGE_MASK) >>> 5;
    const mask = 1 << (bit & 31);
    const was = (page[word]! & mask) !== 0;
    page[word]! |= mask;
    return was;
  }

  #addPage(index: number): Int32Array {
    const page = new Int32Array(this.#pageWords);
    this.#pages[index] = page;
    return page;
  }

  /** Gives up what stands before a place, where nobody looks any more. */
  dropBefore(place: number): void {
    const page = (place * this.#branches) >>> PAGE_BITS;
    while (this.#first < page) this.#pages[this.#first++] = undefined;
  }
}
