/**
 * The interface between an XML parser and whoever listens. Parse events only, no tree, so that
 * memory does not grow with the document.
 */
import type { Diagnostic } from '../diagnostics.js';

/**
 * A name of an element or attribute, resolved. The parser hands out one frozen object for each
 * distinct (namespace, prefix, local) of a parse, so identity may key a Map.
 */
export interface XmlName {
  /** Namespace name, '' for none. */
  readonly uri: string;
  readonly local: string;
  /** The prefix as written, '' for none. */
  readonly prefix: string;
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
}

/** Where the current event stands in the source. A live object: read it during the event, copy what you keep. */
export interface XmlLocator {
  /** Start of the event (of `<` for a tag): one-based. */
  readonly line: number;
  /** One-based, UTF-16 code units. */
  readonly column: number;
  /** Just past the event's end (past `>` for a tag). */
  readonly endLine: number;
  readonly endColumn: number;
  /** The namespace bound to a prefix at this point ('' is the default namespace); undefined when unbound. */
  lookupNamespace(prefix: string): string | undefined;
  /** All bindings in scope, prefix to namespace; for consumers that keep a context (schemas). */
  namespaces(): ReadonlyMap<string, string>;
}

export interface XmlDoctype {
  readonly name: string;
  readonly publicId?: string;
  readonly systemId?: string;
  readonly hasInternalSubset: boolean;
}

/** A listener. Every method is optional; the arrays given are only valid during the call. */
export interface XmlHandler {
  startDocument?(locator: XmlLocator): void;
  startElement?(name: XmlName, attributes: readonly XmlAttribute[]): void;
  endElement?(name: XmlName): void;
  /** A run of character data, CDATA and expanded references included. One text node may come in several calls. */
  text?(data: string): void;
  comment?(data: string): void;
  processingInstruction?(target: string, data: string): void;
  doctype?(doctype: XmlDoctype): void;
  /** A well-formedness or namespace error (after which no event follows) or a warning. */
  diagnostic?(diagnostic: Diagnostic): void;
  endDocument?(): void;
}
