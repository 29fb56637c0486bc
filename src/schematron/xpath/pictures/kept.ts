/** Results that are kept: pictures, languages and time zones are mostly the same ones, and take long to read. */

/** As many as rules have; expressions may make up any number. */
const MOST = 100;
/** In characters: nobody writes longer ones. */
const LONGEST = 200;

/** The same function, but that it makes the same thing once only. What it throws is not kept. */
export function kept<T>(make: (key: string) => T): (key: string) => T {
  const results = new Map<string, T>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = make(key);
    if (results.size >= MOST) results.clear();
    if (key.length <= LONGEST) results.set(key, result);
    return result;
  };
}
