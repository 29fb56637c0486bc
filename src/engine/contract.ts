/** What every engine that judges documents by a schema gives, whatever the schema's language. */
import type { Budget } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { XmlHandler } from '../xml/events.js';

/** A schema, or why there is none. */
export interface Loaded<S> {
  /** Absent where nothing can be checked: an error among the diagnostics says why. */
  readonly schema?: S;
  /** What is wrong with the schema, in the order of its files and lines. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface JudgeOptions {
  /** Ends work that is done on another thread; what comes of it then means nothing. */
  readonly signal?: AbortSignal | undefined;
  /** The document's name, for its diagnostics. */
  readonly file?: string | undefined;
  /**
   * Tells a handler all of the document with what it takes in from other files, for engines that parse for themselves;
   * by default they hear its own text alone. May be called again.
   */
  readonly tell?: ((handler: XmlHandler) => void) | undefined;
  /** What the judging may cost, for whoever counts more than this; by default one of its own. */
  readonly budget?: Budget | undefined;
}

/** What a schema says of a document. */
export interface Verdict {
  /** No diagnostic is an error. */
  readonly valid: boolean;
  /** `partly` where a rule of the schema could not be evaluated, or something was not read: a diagnostic says which. */
  readonly checked: 'fully' | 'partly';
  /** What was not, in words: `3 of 40 rules not evaluated`; where that is known. */
  readonly unchecked?: string | undefined;
  /** In document order; faults of the XML itself among them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Rules of a schema that are evaluated in no document. */
export interface Skipped {
  readonly rules: number;
  /** How many there are, these included. */
  readonly of: number;
}

/** Judges the document whose events it hears, which others may hear as well. */
export interface Listener {
  readonly handler: XmlHandler;
  /** What was found, as in a {@link Verdict}; complete once the document has ended. */
  diagnostics(): readonly Diagnostic[];
}

/** A schema ready to judge any number of documents. Nothing that a document holds makes it throw. */
export interface Schema<Options extends JudgeOptions = JudgeOptions> {
  /** Judges one document, given as a string or as bytes in the encoding that it declares. */
  validate(xml: string | Uint8Array, options?: Options): Verdict;
  /** The same on a thread of its own, ended where it takes too long; absent where the engine needs none. Never rejects. */
  judge?(xml: string | Uint8Array, options?: Options): Promise<Verdict>;
  /** The same by the events of a parse; absent where the engine parses for itself. */
  listen?(options?: Options): Listener;
  /** What it is, in words: `RELAX NG`, `12 Schematron rules`. */
  readonly what: string;
  /** Assertions and reports of it that are evaluated in no document, for engines that may know of such. */
  readonly skipped?: Skipped;
  /** Whether rules of Schematron may stand within its files; absent where the engine cannot tell. */
  readonly mayHoldRules?: boolean;
  /** The attributes of an element that point to something, for schemas that tell. */
  uriAttributes?(element: { readonly uri: string; readonly local: string }): UriAttributes;
}

/** How an attribute holds URIs. */
export interface UriUse {
  /** Whether it may hold several, with white space between. */
  readonly list: boolean;
  /** Whether nothing but URIs may stand in it; if not, what stands there may be a word of the schema. */
  readonly only: boolean;
}

/** The attributes of an element that hold URIs, by `namespace local`: ` target`, `http://www.w3.org/XML/1998/namespace base`. */
export type UriAttributes = ReadonlyMap<string, UriUse>;
