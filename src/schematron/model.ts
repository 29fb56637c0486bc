/** A schema as read: includes, abstract patterns and abstract rules resolved, expressions still text. */

/** Where something of the schema stands. */
export interface Place {
  readonly file: string;
  /** One-based, in lines and UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

export interface LetModel {
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/** `xsl:key`. */
export interface KeyModel {
  readonly name: string;
  readonly match: string;
  readonly use: string;
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

export interface CheckModel {
  readonly kind: 'assert' | 'report';
  readonly test: string;
  readonly message: MessageModel;
  readonly id: string | undefined;
  /** Its own, else its rule's. */
  readonly role: string | undefined;
  readonly flag: string | undefined;
  readonly see: string | undefined;
  /** The node that the message is about, relative to the context. */
  readonly subject: string | undefined;
  readonly diagnostics: readonly string[];
  readonly place: Place;
}

export interface RuleModel {
  readonly id: string | undefined;
  readonly context: string;
  readonly role: string | undefined;
  readonly flag: string | undefined;
  readonly lets: readonly LetModel[];
  readonly checks: readonly CheckModel[];
  readonly place: Place;
}

export interface PatternModel {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly lets: readonly LetModel[];
  readonly rules: readonly RuleModel[];
  /** Assertions and reports in parts of it that are not known here. */
  readonly passedOver: number;
  readonly place: Place;
}

export interface PhaseModel {
  readonly lets: readonly LetModel[];
  readonly active: readonly { readonly pattern: string; readonly place: Place }[];
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
  readonly phases: ReadonlyMap<string, PhaseModel>;
  readonly patterns: readonly PatternModel[];
  /** Assertions and reports outside of patterns, in parts that are not known here. */
  readonly passedOver: number;
  readonly diagnostics: ReadonlyMap<string, MessageModel>;
}
