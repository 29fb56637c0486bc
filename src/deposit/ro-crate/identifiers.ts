/** `@id`s: paths as IRI references (RO-Crate 1.2, Encoding file paths), names as local identifiers. */

/** A path relative to the crate's root: what an IRI cannot hold is percent-encoded, letters of any script stay. */
export function pathId(path: string): string {
  return path.replace(/[\x00-\x20%"<>\\^`{|}#?[\]\x7f-\x9f]/g, (c) => encodeURIComponent(c));
}

/** A local identifier for what has a name only: the same for the same name, another for another. */
export function nameId(kind: 'party' | 'institution' | 'place' | 'licence', name: string): string {
  return `#${kind}/${pathId(name)}`;
}
