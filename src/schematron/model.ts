/** A schema as read: includes, abstract patterns and abstract rules resolved, expressions still text. */
import type { Namespaces } from './tree.js';
import type { DecimalFormat } from './xpath/pictures/format-number.js';
import type { Body, FunctionModel } from './xslt/model.js';

/** Where something of the schema stands. */
export interface Place {
  readonly file: string;
  /** One-based, in lines and UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

/** `let`; `param` of a schema; `xsl:variable` and `xsl:param` outside of functions. */
export interface LetModel {
  readonly name: string;
  /** Its expression; undefined where its content is its value. */
  readonly value: string | undefined;
  /** What gives its value where there is no expression, or why that cannot be had. */
  readonly body: Body | { readonly reason: string };
  /** The type, as written. */
  readonly as: string | undefined;
  /** What prefixes mean besides those that the schema declares, in XSLT. */
  readonly namespaces?: Namespaces | undefined;
  readonly place: Place;
}

/** `xsl:key`, and `key` of Schematron 1.5 and 1.6. */
export interface KeyModel {
  readonly name: string;
  readonly match: string;
  /** Its expression; undefined where its content gives the values. */
  readonly use: string | undefined;
  readonly body: Body | { readonly reason: string };
  /** As for variables. */
  readonly namespaces?: Namespaces | undefined;
  readonly place: Place;
}

/** A piece of a message: text, or what is computed at the node. */
export type MessagePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'value-of'; readonly select: string }
  | { readonly type: 'name'; readonly path: string | undefined };

export interface MessageModel {
  readonly parts: readonly MessagePart[];
  readonly place: Place;
}

/** `property`: what a finding is to say for programs (ISO/IEC 19757-3:2016, §5.5.10). */
export interface PropertyModel {
  readonly role: string | undefined;
  readonly scheme: string | undefined;
  readonly message: MessageModel;
}

/** What a finding is called: words, or in the edition of 2025 `$variable` and `{expression}`, which are computed at the node. */
export interface Marks {
  readonly role: string | undefined;
  readonly flag: string | undefined;
  readonly severity: string | undefined;
}

export interface CheckModel extends Marks {
  readonly kind: 'assert' | 'report';
  readonly test: string;
  readonly message: MessageModel;
  readonly id: string | undefined;
  readonly see: string | undefined;
  /** The node that the message is about, relative to the context. */
  readonly subject: string | undefined;
  readonly diagnostics: readonly string[];
  readonly properties: readonly string[];
  readonly place: Place;
}

export interface RuleModel {
  readonly id: string | undefined;
  readonly context: string;
  /** What is judged at each node of the context, one item after the other; undefined for the node itself (2025). */
  readonly visitEach: string | undefined;
  readonly role: string | undefined;
  readonly flag: string | undefined;
  readonly lets: readonly LetModel[];
  readonly checks: readonly CheckModel[];
  readonly place: Place;
}

export interface PatternModel {
  readonly id: string | undefined;
  readonly title: string | undefined;
  /** Whether every rule that matches a node applies (`group`, 2025), and not the first one only. */
  readonly isGroup: boolean;
  /** Whether it is of Schematron 1.5 or 1.6, whose language is XPath 1.0 wherever it stands. */
  readonly isOld: boolean;
  /** The addresses of the documents that it is about; undefined for the document that is judged (ISO/IEC 19757-3:2016, §5.4.11). */
  readonly documents: string | undefined;
  readonly lets: readonly LetModel[];
  readonly rules: readonly RuleModel[];
  /** Assertions and reports in parts of it that are not known here. */
  readonly passedOver: number;
  readonly place: Place;
}

export interface PhaseModel {
  readonly lets: readonly LetModel[];
  readonly active: readonly { readonly pattern: string; readonly place: Place }[];
  /** Of which documents it is the one, where the phase is `#ANY` (2025). */
  readonly when: string | undefined;
  /** The nodes below which rules apply; undefined for the whole document (2025). */
  readonly from: string | undefined;
  readonly place: Place;
}

export interface SchemaModel {
  readonly title: string | undefined;
  readonly schemaVersion: string | undefined;
  /** As written, in lower case. */
  readonly queryBinding: string;
  readonly defaultPhase: string | undefined;
  /** By prefix. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly lets: readonly LetModel[];
  readonly keys: readonly KeyModel[];
  readonly functions: readonly FunctionModel[];
  /** Formats of `format-number`, by `{uri}local`. */
  readonly decimalFormats: ReadonlyMap<string, DecimalFormat>;
  readonly phases: ReadonlyMap<string, PhaseModel>;
  readonly patterns: readonly PatternModel[];
  /** Assertions and reports outside of patterns, in parts that are not known here. */
  readonly passedOver: number;
  readonly diagnostics: ReadonlyMap<string, MessageModel>;
  readonly properties: ReadonlyMap<string, PropertyModel>;
}
