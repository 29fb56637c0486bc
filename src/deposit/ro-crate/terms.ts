/** The vocabulary of the crates made here: only terms of the context that RO-Crate 1.2 publishes. */

export const CONTEXT = 'https://w3id.org/ro/crate/1.2/context';
export const SPECIFICATION = 'https://w3id.org/ro/crate/1.2';

/** An entity of the graph. Keys and types are checked by the test against the published context. */
export interface Entity {
  readonly '@id': string;
  readonly '@type': string | readonly string[];
  readonly [term: string]: Value | undefined;
}

export type Value = string | Reference | readonly (string | Reference)[];

export interface Reference {
  readonly '@id': string;
}

export function ref(id: string): Reference {
  return { '@id': id };
}

/** Compacted form: one value stands without its list, none is absent. */
export function compact<T extends string | Reference>(values: readonly T[]): T | readonly T[] | undefined {
  return values.length > 1 ? values : values[0];
}
