/** A stable share of many texts: which texts are in it depends on their names alone, and not on which others there are. */

/** The `index`th of `of` shares, one-based. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Undefined for what is none, such as `0/8` or `9/8`. @param written `3/8`. */
export function shardOf(written: string): Shard | undefined {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(written.trim()) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  return shard.index >= 1 && shard.index <= shard.of ? shard : undefined;
}
