/** Facts without what is not there. */

export type Absent<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined, an empty text or an empty list. */
export function withoutAbsent<T extends object>(object: T): Absent<T> {
  const present = {};
  addPresent(present, object);
  return present;
}

/** Adds to an object what another has that is none of these. Key by key: to spread so many costs more than to find them. */
export function addPresent<T extends object>(to: object, object: T): void {
  const present = to as Record<string, unknown>;
  for (const key in object) {
    const value = object[key];
    if (value !== undefined && value !== '' && !isEmptyList(value)) present[key] = value;
  }
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
