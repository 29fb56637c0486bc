/**
 * Patterns of the simplified schema (RELAX NG specification, section 4.19 and onward), plus `after`, which only
 * derivatives make. Every pattern but `element` is interned by its `PatternBuilder`: within one builder,
 * equal means identical.
 */
import type { Datatype } from '../../datatypes/types.js';
import type { SchemaPosition } from '../syntax/tree.js';
import type { NameClass } from './name-class.js';

/** What a pattern holds at its own level, not inside its elements and attributes: bits of `flags`. */
export const HAS_ATTRIBUTE = 1;
export const HAS_ELEMENT = 2;
export const HAS_TEXT = 4;
/** `data`, `value` or `list`: the text has to be read whole before it can be judged. */
export const HAS_TYPED = 8;

interface PatternBase {
  /** Unique within the builder, in order of creation: operands come before what is made of them (but for the content of elements). */
  readonly id: number;
  /** Does it match the empty sequence with no attributes? */
  readonly nullable: boolean;
  readonly flags: number;
}

export interface EmptyPattern extends PatternBase {
  readonly kind: 'empty';
}
export interface NotAllowedPattern extends PatternBase {
  readonly kind: 'notAllowed';
}
export interface TextPattern extends PatternBase {
  readonly kind: 'text';
}
/** At least two members, none itself a choice, none twice, ordered by id. */
export interface ChoicePattern extends PatternBase {
  readonly kind: 'choice';
  readonly members: readonly Pattern[];
}
/** Right-nested: `left` is never a group. */
export interface GroupPattern extends PatternBase {
  readonly kind: 'group';
  readonly left: Pattern;
  readonly right: Pattern;
}
/** Right-nested: `left` is never an interleave. */
export interface InterleavePattern extends PatternBase {
  readonly kind: 'interleave';
  readonly left: Pattern;
  readonly right: Pattern;
}
export interface OneOrMorePattern extends PatternBase {
  readonly kind: 'oneOrMore';
  readonly operand: Pattern;
}
export interface ListPattern extends PatternBase {
  readonly kind: 'list';
  readonly operand: Pattern;
}
export interface DataPattern extends PatternBase {
  readonly kind: 'data';
  readonly datatype: Datatype;
  readonly except: Pattern | undefined;
}
export interface ValuePattern extends PatternBase {
  readonly kind: 'value';
  readonly datatype: Datatype;
  /** The value as the schema writes it. */
  readonly lexical: string;
  /** `datatype.valueKey(lexical)` in the schema's namespace context. */
  readonly key: string;
}
export interface AttributePattern extends PatternBase {
  readonly kind: 'attribute';
  readonly nameClass: NameClass;
  readonly value: Pattern;
  readonly documentation: string | undefined;
}
export interface ElementPattern extends PatternBase {
  readonly kind: 'element';
  readonly nameClass: NameClass;
  /** Set once the schema is read (patterns are recursive through elements); `notAllowed` until then. */
  content: Pattern;
  readonly documentation: string | undefined;
  readonly position: SchemaPosition | undefined;
}
/** `first` for the rest of the open element (or attribute value), then `rest` for what follows its end. */
export interface AfterPattern extends PatternBase {
  readonly kind: 'after';
  readonly first: Pattern;
  readonly rest: Pattern;
}

export type Pattern =
  | EmptyPattern
  | NotAllowedPattern
  | TextPattern
  | ChoicePattern
  | GroupPattern
  | InterleavePattern
  | OneOrMorePattern
  | ListPattern
  | DataPattern
  | ValuePattern
  | AttributePattern
  | ElementPattern
  | AfterPattern;
