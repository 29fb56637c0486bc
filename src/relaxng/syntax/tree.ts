/**
 * A schema as read, before simplification: the same tree whether it came from the XML syntax or
 * from the compact syntax, with the source position of every node.
 */

export const ANNOTATIONS_NS = 'http://relaxng.org/ns/compatibility/annotations/1.0';

/** A place in a schema file: lines and columns one-based, columns in UTF-16 code units. */
export interface SchemaPosition {
  /** The URI the file was loaded from. */
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** An element of RELAX NG's XML syntax, or its equivalent from the compact syntax. */
export interface SyntaxNode {
  /** Local name in RELAX NG's namespace: `element`, `ref`, `grammar`, … */
  readonly name: string;
  /** Unprefixed attributes, untrimmed, in source order. */
  readonly attributes: ReadonlyMap<string, string>;
  /** RELAX NG children only. */
  readonly children: readonly SyntaxNode[];
  /** Character data, for `name`, `value` and `param`; '' elsewhere. Text that may not stand is reported by the reader. */
  readonly text: string;
  /** Namespace bindings in scope, for QNames in `name` and in values of QName types. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** Base URI: the file's URI with xml:base applied. */
  readonly baseUri: string;
  readonly position: SchemaPosition;
  /** `a:documentation` of this node, joined, white space folded; undefined when there is none. */
  readonly documentation?: string;
  /** `a:defaultValue`, for attribute patterns (RELAX NG DTD compatibility §2). */
  readonly defaultValue?: string;
  /** Elements of other vocabularies within it, and right behind it: of the compact syntax alone, whose files nobody else reads. */
  readonly annotations?: readonly ForeignElement[];
  readonly following?: readonly ForeignElement[];
}

/** An element of another vocabulary, as an annotation of the compact syntax writes it. */
export interface ForeignElement {
  readonly name: ForeignName;
  readonly attributes: readonly ForeignAttribute[];
  readonly children: readonly (ForeignElement | string)[];
  readonly position: SchemaPosition;
}

export interface ForeignName {
  readonly uri: string;
  readonly local: string;
  readonly prefix: string;
}

export interface ForeignAttribute {
  readonly name: ForeignName;
  readonly value: string;
  readonly position: SchemaPosition;
}
