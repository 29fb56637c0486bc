/** What every schema engine gives to the rest of the house. */
import type { Diagnostic } from '../diagnostics.js';
import type { UriAttributes } from '../relaxng/schema.js';
import type { SchematronOutput } from '../schematron/index.js';
import type { XmlHandler } from '../xml/events.js';

export interface ValidateOptions {
  /** The document's name, for its diagnostics. */
  readonly file?: string;
  /** Takes what a report in Schematron's own language needs, from engines that have it. */
  readonly onSchematron?: (output: SchematronOutput) => void;
}

/** A schema, ready to judge any number of documents. */
export interface Validator {
  /**
   * Judges one document.
   *
   * @param xml the document, as a string or as bytes in the encoding that it declares.
   * @returns what is wrong, in document order; nothing wrong is an empty list. A document that is
   *   not well-formed gives that error. Never throws.
   */
  validate(xml: string | Uint8Array, options?: ValidateOptions): readonly Diagnostic[];

  /** The same by the events of one parse, which others may listen to as well; absent where the engine needs a tree. */
  listen?(options?: ValidateOptions): DocumentListener;

  /** The attributes of an element that point to something, for engines whose schemas tell. */
  uriAttributes?(element: { readonly uri: string; readonly local: string }): UriAttributes;
}

export interface DocumentListener {
  readonly handler: XmlHandler;
  /** What was found; complete once the document has ended. */
  diagnostics(): readonly Diagnostic[];
}

/** A schema that may have failed to load: then the diagnostics say why. */
export interface LoadedValidator {
  readonly validator?: Validator;
  readonly diagnostics: readonly Diagnostic[];
}
