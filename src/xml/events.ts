/**
 * The interface between an XML parser and whoever listens. Parse events only, no tree, so that
 * memory does not grow with the document.
 */
import type { Diagnostic } from '../diagnostics.js';

/**
 * A name of an element or attribute, resolved. The parser hands out one frozen object for each
 * distinct (namespace, prefix, local) of a parse, and mostly the same in the next, so identity may key a Map.
 */
export interface XmlName {
  /** Namespace name, '' for none. */
  readonly uri: string;
  readonly local: string;
  /** The prefix as written, '' for none. */
  readonly prefix: string;
  /** Names that the parser hands out are numbered: an index for whoever keeps something beside many of them. */
  readonly serial?: number;
}

/** An attribute as read: value normalised (XML 1.0 §3.3.3), defaulted ones from the DTD included. Namespace declarations are not attributes. */
export interface XmlAttribute {
  readonly name: XmlName;
  readonly value: string;
  /** Where the attribute's name starts: one-based line, one-based column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** Where the attribute ends, just past the closing quote. */
  readonly endLine: number;
  readonly endColumn: number;
  /** The type that the document type declares (`ID`, `IDREF` …), if it is another than `CDATA`. */
  readonly type?: string | undefined;
}

/**
 * Where the current event stands in the source. A live object: read it during the event, copy what
 * you keep. What an entity's text holds stands where the entity is referred to.
 */
export interface XmlLocator {
  /** Start of the event (of `<` for a tag): one-based. */
  readonly line: number;
  /** One-based, UTF-16 code units. */
  readonly column: number;
  /** Just past the event's end (past `>` for a tag). */
  readonly endLine: number;
  readonly endColumn: number;
  /** The namespace bound to a prefix at this point; undefined when unbound. For '' the default namespace, which is '' if there is none. */
  lookupNamespace(prefix: string): string | undefined;
  /** Whether the document type declares an unparsed entity of this name (XML 1.0 §4.2.2), so far. */
  isUnparsedEntity(name: string): boolean;
  /** All bindings in scope, prefix to namespace, `xml` included; for consumers that keep a context (schemas). */
  namespaces(): ReadonlyMap<string, string>;
}

export interface XmlDoctype {
  readonly name: string;
  readonly publicId?: string;
  readonly systemId?: string;
  readonly hasInternalSubset: boolean;
  /** The parser was given other files: what it could not have of them, it has warned of. */
  readonly isFollowed?: true;
}

/**
 * A listener. Every method is optional; the arrays given are only valid during the call. Values and
 * text may be cut from the document's text and keep all of it alive: `detach` (chars.ts) what you keep for long.
 */
export interface XmlHandler {
  startDocument?(locator: XmlLocator): void;
  startElement?(name: XmlName, attributes: readonly XmlAttribute[]): void;
  endElement?(name: XmlName): void;
  /**
   * A run of character data, CDATA and expanded references included, never empty. One text node may come in several calls.
   * `ink` is the index of its first character that is no white space, -1 if there is none; undefined where nobody has looked.
   */
  text?(data: string, ink?: number): void;
  comment?(data: string): void;
  /** Those among the DOCTYPE's declarations come after `doctype`. The XML declaration is none. */
  processingInstruction?(target: string, data: string): void;
  /** After the whole declaration has been read, internal subset included. */
  doctype?(doctype: XmlDoctype): void;
  /** The file of an external entity begins, with its absolute URI, or ends. Only where other files are read. */
  entity?(uri: string | undefined): void;
  /** A well-formedness or namespace error (after which no event follows) or a warning. */
  diagnostic?(diagnostic: Diagnostic): void;
  endDocument?(): void;
}
