/** What a schema takes from XSLT, as read: functions and the few instructions that they are made of; expressions still text. */
import type { Place } from '../model.js';
import type { ElementNode, Namespaces } from '../tree.js';

/** An XPath of XSLT: its prefixes are those of the element that it stands at, besides those that the schema declares. */
export interface Expression {
  readonly text: string;
  readonly namespaces: Namespaces;
}

/** A sequence of instructions, which gives what they give, one after the other (XSLT 2.0, §5.7). */
export type Body = readonly Instruction[];

/** Where a value comes from: an expression, or instructions (XSLT 2.0, §9.3). Neither: nothing, an empty text. */
export interface ValueSource {
  readonly select: Expression | undefined;
  readonly body: Body;
  /** The type, as written. */
  readonly as: string | undefined;
}

export interface Branch {
  readonly test: Expression;
  readonly body: Body;
}

export interface SortKey {
  /** Undefined for the item itself. */
  readonly select: Expression | undefined;
  readonly descending: boolean;
  /** Whether values are compared as numbers whatever their type. */
  readonly numeric: boolean;
}

/** Each with its place in the schema. `xsl:message` and `xsl:fallback` do nothing and are not kept. */
export type Instruction = { readonly place: Place } & (
  | { readonly type: 'sequence'; readonly select: Expression }
  | { readonly type: 'copy-of'; readonly select: Expression }
  /** A text node; the separator is a space unless the instruction says another. */
  | { readonly type: 'value-of'; readonly value: ValueSource; readonly separator: string | undefined }
  | { readonly type: 'text'; readonly text: string }
  /** `xsl:if` has one branch. */
  | { readonly type: 'choose'; readonly branches: readonly Branch[]; readonly otherwise: Body }
  | { readonly type: 'for-each'; readonly select: Expression; readonly sort: readonly SortKey[]; readonly body: Body }
  /** Seen by the instructions behind it. */
  | { readonly type: 'variable'; readonly name: string; readonly value: ValueSource }
  | {
      readonly type: 'analyze-string';
      readonly select: Expression;
      readonly regex: string;
      readonly flags: string;
      readonly matching: Body;
      readonly nonMatching: Body;
    }
  /** An element that is given as it stands in the schema, a copy each time: nothing within it is computed. */
  | { readonly type: 'element'; readonly element: ElementNode }
);

export interface ParameterModel {
  readonly name: string;
  readonly as: string | undefined;
  readonly place: Place;
}

/** `xsl:function` (XSLT 2.0, §10.3): told from others by namespace, local name and the number of its parameters. */
export interface FunctionModel {
  /** As written, with its prefix. */
  readonly name: string;
  readonly uri: string;
  readonly local: string;
  readonly parameters: readonly ParameterModel[];
  /** The type of what it gives, as written. */
  readonly as: string | undefined;
  /** Its instructions, or why it cannot be run: said where a rule calls it. */
  readonly body: Body | { readonly reason: string; readonly place: Place };
  readonly place: Place;
}
