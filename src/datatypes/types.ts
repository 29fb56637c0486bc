/** What a datatype library gives to the rest of the engine (RELAX NG §4.16, §6.2.7, §6.2.8). */

export const XSD_DATATYPES = 'http://www.w3.org/2001/XMLSchema-datatypes';
export const DTD_COMPATIBILITY_DATATYPES = 'http://relaxng.org/ns/compatibility/datatypes/1.0';

/** A `param` of a `data` pattern, such as `{ name: 'minInclusive', value: '0' }`. */
export interface DatatypeParam {
  readonly name: string;
  readonly value: string;
}

/**
 * What a value may need to know of the place where it stands: the namespace bound to a prefix
 * ('' for the default namespace; undefined when unbound), and the document's unparsed entities.
 */
export interface NamespaceLookup {
  (prefix: string): string | undefined;
  /** For `xsd:ENTITY`; a lookup without it belongs to a document that declares no unparsed entity. */
  readonly isUnparsedEntity?: (name: string) => boolean;
}

/** A compiled datatype: a type of a library with its params. Immutable, safe to share. */
export interface Datatype {
  /** '' for the built-in library, else the library's URI. */
  readonly library: string;
  readonly name: string;
  /** As given, in order. */
  readonly params: readonly DatatypeParam[];
  /** Whether the value is lexically of the type and within its facets. White space is treated as the type says; the caller passes the value as it stands. */
  allows(lexical: string, context: NamespaceLookup): boolean;
  /** A key such that two lexical values are equal exactly when their keys are; undefined for a value that is not allowed. */
  valueKey(lexical: string, context: NamespaceLookup): string | undefined;
  /** Whether `allows` and `valueKey` look at their context (QName, NOTATION, ENTITY, ENTITIES). */
  readonly needsContext: boolean;
  readonly idType?: 'ID' | 'IDREF' | 'IDREFS';
  /** Whether every text is of the type. */
  readonly allowsAnything?: boolean;
  /** What a value must be, to follow "the value": 'must be a whole number of at least 0'. */
  describe(): string;
  /** Why a value that is not allowed is none, where more can be said than what all must be. */
  fault?(lexical: string, context: NamespaceLookup): DatatypeFault | undefined;
}

export type DatatypeFault =
  /** The form is right, and still there is no such value, in words: '1957 has no 29 February'. */
  | { readonly kind: 'impossible'; readonly words: string }
  /** The value is of the type, and only this part of what it must be is not met: 'must be text of at most 3 characters'. */
  | { readonly kind: 'unmet'; readonly words: string };

/** A compiled datatype, or the reason in words why the schema asks for one that cannot be. */
export type DatatypeResult =
  | { readonly ok: true; readonly datatype: Datatype }
  | { readonly ok: false; readonly reason: string };
