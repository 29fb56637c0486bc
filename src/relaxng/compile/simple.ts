/**
 * The simplified form of a schema (§5) as a graph: references to definitions are edges, and each node
 * still knows the place in the schema that it came from, for the restrictions of §7 to point at.
 * The constructors apply §4.20 (`notAllowed`) and §4.21 (`empty`).
 */
import type { Datatype, NamespaceLookup } from '../../datatypes/types.js';
import type { NameClass } from '../pattern/name-class.js';
import { isOpen } from '../pattern/name-class.js';
import type { Pattern } from '../pattern/pattern.js';
import type { SyntaxNode } from '../syntax/tree.js';

/**
 * What occurs in a pattern, itself included: bits of `flags`. Nothing shines through from inside elements,
 * attributes, lists and exceptions: what may stand there is restricted at that place already.
 */
export const OCCURS = {
  attribute: 1 << 0,
  element: 1 << 1,
  text: 1 << 2,
  list: 1 << 3,
  data: 1 << 4,
  value: 1 << 5,
  empty: 1 << 6,
  group: 1 << 7,
  interleave: 1 << 8,
  oneOrMore: 1 << 9,
  /** An attribute beneath a group or interleave (§7.1.2). */
  groupedAttribute: 1 << 10,
  /** An attribute with an open name class, not beneath a oneOrMore (§7.3). */
  unrepeatedWildcard: 1 << 11,
} as const;

/** Content types (§7.2), in their order. */
export const EMPTY_CONTENT = 0;
export const COMPLEX_CONTENT = 1;
export const SIMPLE_CONTENT = 2;
export type ContentType = 0 | 1 | 2;

interface SimpleBase {
  readonly source: SyntaxNode;
  readonly flags: number;
  /** The greatest of its parts, also where §7.2 forbids their combination. */
  readonly contentType: ContentType;
  /** Memo of the restrictions: has this node been checked? */
  checked: boolean;
  /** Memo of the last step: the pattern made of this node. */
  pattern: Pattern | undefined;
}

export interface SimpleLeaf extends SimpleBase {
  readonly kind: 'empty' | 'notAllowed' | 'text';
}
/** Two members or more. */
export interface SimpleCompound extends SimpleBase {
  readonly kind: 'choice' | 'group' | 'interleave';
  readonly members: readonly Simple[];
}
export interface SimpleUnary extends SimpleBase {
  readonly kind: 'oneOrMore' | 'list';
  readonly operand: Simple;
}
export interface SimpleAttribute extends SimpleBase {
  readonly kind: 'attribute';
  readonly nameClass: NameClass;
  readonly operand: Simple;
}
export interface SimpleElement extends SimpleBase {
  readonly kind: 'element';
  readonly nameClass: NameClass;
  documentation: string | undefined;
  /** Set after the element is made, for schemas are recursive through elements. */
  content: Simple | undefined;
}
export interface SimpleData extends SimpleBase {
  readonly kind: 'data';
  readonly datatype: Datatype;
  readonly except: Simple | undefined;
}
export interface SimpleValue extends SimpleBase {
  readonly kind: 'value';
  readonly datatype: Datatype;
  readonly lexical: string;
  readonly namespaces: NamespaceLookup;
}

export type Simple =
  | SimpleLeaf
  | SimpleCompound
  | SimpleUnary
  | SimpleAttribute
  | SimpleElement
  | SimpleData
  | SimpleValue;

function base(source: SyntaxNode, flags: number, contentType: ContentType): SimpleBase {
  return { source, flags, contentType, checked: false, pattern: undefined };
}

const LEAF_FLAGS = { empty: OCCURS.empty, notAllowed: 0, text: OCCURS.text };

export function leaf(kind: SimpleLeaf['kind'], source: SyntaxNode): Simple {
  return { kind, ...base(source, LEAF_FLAGS[kind], kind === 'text' ? COMPLEX_CONTENT : EMPTY_CONTENT) };
}

/** §4.20 and §4.21: what cannot match falls out; of several `empty`, one stays. */
export function choice(source: SyntaxNode, members: readonly Simple[]): Simple {
  const kept: Simple[] = [];
  let hasEmpty = false;
  for (const member of members) {
    if (member.kind === 'notAllowed' || (member.kind === 'empty' && hasEmpty)) continue;
    hasEmpty ||= member.kind === 'empty';
    kept.push(member);
  }
  if (kept.length === 0) return leaf('notAllowed', source);
  return kept.length === 1 ? kept[0]! : compound('choice', source, kept, 0);
}

/** §4.20 and §4.21: `notAllowed` spoils it, `empty` falls out. */
export function sequence(kind: 'group' | 'interleave', source: SyntaxNode, members: readonly Simple[]): Simple {
  const kept: Simple[] = [];
  for (const member of members) {
    if (member.kind === 'notAllowed') return member;
    if (member.kind !== 'empty') kept.push(member);
  }
  if (kept.length === 0) return members[0] ?? leaf('empty', source);
  return kept.length === 1 ? kept[0]! : compound(kind, source, kept, OCCURS[kind]);
}

function compound(
  kind: SimpleCompound['kind'],
  source: SyntaxNode,
  members: readonly Simple[],
  own: number,
): SimpleCompound {
  let flags = own;
  let contentType: ContentType = EMPTY_CONTENT;
  for (const member of members) {
    flags |= member.flags;
    if (member.contentType > contentType) contentType = member.contentType;
  }
  if (own !== 0 && (flags & OCCURS.attribute) !== 0) flags |= OCCURS.groupedAttribute;
  return { kind, members, ...base(source, flags, contentType) };
}

export function oneOrMore(source: SyntaxNode, operand: Simple): Simple {
  if (operand.kind === 'notAllowed' || operand.kind === 'empty') return operand;
  const flags = (operand.flags | OCCURS.oneOrMore) & ~OCCURS.unrepeatedWildcard;
  return { kind: 'oneOrMore', operand, ...base(source, flags, operand.contentType) };
}

export function list(source: SyntaxNode, operand: Simple): Simple {
  if (operand.kind === 'notAllowed') return operand;
  return { kind: 'list', operand, ...base(source, OCCURS.list, SIMPLE_CONTENT) };
}

export function attribute(source: SyntaxNode, nameClass: NameClass, operand: Simple): Simple {
  if (operand.kind === 'notAllowed') return operand;
  const flags = OCCURS.attribute | (isOpen(nameClass) ? OCCURS.unrepeatedWildcard : 0);
  return { kind: 'attribute', nameClass, operand, ...base(source, flags, EMPTY_CONTENT) };
}

/** An element whose `content` is still to be set. */
export function element(source: SyntaxNode, nameClass: NameClass, documentation: string | undefined): SimpleElement {
  const shared = base(source, OCCURS.element, COMPLEX_CONTENT);
  return { kind: 'element', nameClass, documentation, content: undefined, ...shared };
}

export function data(source: SyntaxNode, datatype: Datatype, except: Simple | undefined): Simple {
  const excepted = except?.kind === 'notAllowed' ? undefined : except;
  return { kind: 'data', datatype, except: excepted, ...base(source, OCCURS.data, SIMPLE_CONTENT) };
}

export function value(source: SyntaxNode, datatype: Datatype, lexical: string, namespaces: NamespaceLookup): Simple {
  return { kind: 'value', datatype, lexical, namespaces, ...base(source, OCCURS.value, SIMPLE_CONTENT) };
}
