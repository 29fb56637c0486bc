/** Facts without what is not there. */

export type Absent<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined, an empty text or an empty list. */
export function withoutAbsent<T extends object>(object: T): Absent<T> {
  const present: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined && value !== '' && !isEmptyList(value)) present[key] = value;
  }
  return present as Absent<T>;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
