/** Slips come in series: so many facts are kept before all are dropped. */
export const MAX_REMEMBERED = 1000;

/** What is known of a key, or made and known from then on. */
export function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    if (known.size >= MAX_REMEMBERED) known.clear();
    value = make();
    known.set(key, value);
  }
  return value;
}
