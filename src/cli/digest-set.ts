/** A set of texts that is told apart by digests: eight to sixteen bytes for each, whatever their length, where a million strings would take a hundred megabytes. */
import { createHash } from 'node:crypto';

const FIRST_SIZE = 1024;

export class DigestSet {
  /** Open addressing; zero is an empty slot. At most half of them are taken. */
  #slots = new BigUint64Array(FIRST_SIZE);
  #size = 0;

  /** Whether it was there already. Two of a billion texts have one digest once in thirty sets. */
  add(text: string): boolean {
    const digest = createHash('sha256').update(text).digest().readBigUInt64LE() || 1n;
    const slot = this.#slotOf(digest);
    if (this.#slots[slot] === digest) return true;
    this.#slots[slot] = digest;
    this.#size++;
    if (2 * this.#size > this.#slots.length) this.#grow();
    return false;
  }

  #slotOf(digest: bigint): number {
    const mask = this.#slots.length - 1;
    let slot = Number(digest & BigInt(mask));
    while (this.#slots[slot] !== 0n && this.#slots[slot] !== digest) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new BigUint64Array(2 * before.length);
    for (const digest of before) if (digest !== 0n) this.#slots[this.#slotOf(digest)] = digest;
  }
}
