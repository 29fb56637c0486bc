/** The form of a compiled expression, and the ways to make one. */
import type { TreeNode } from '../tree.js';
import { XPathDynamicError, XPathUnsupported } from './errors.js';
import { type Dynamic, type Item, OPERATING, type Sequence } from './runtime.js';
import { castToDouble, formatDouble, inOrder, numberOf, textOf } from './values.js';

/**
 * The static type of the items: JavaScript's strings stand for xs:string and xs:untypedAtomic, its numbers for all
 * numeric types, and only the compiler tells them apart. `mixed` is nodes and strings.
 */
export type Kind = 'node' | 'untyped' | 'string' | 'mixed' | 'boolean' | 'integer' | 'decimal' | 'double' | 'empty';

export interface Compiled {
  readonly kind: Kind;
  /** Whether there is never more than one item. */
  readonly single: boolean;
  /** Nodes are in document order where the expression is a path. */
  items(c: Dynamic): Sequence;
  /** The effective boolean value. */
  test(c: Dynamic): boolean;
  /** Whether the sequence is often the same one, so that it pays to keep what is made of it. */
  readonly lasting?: boolean;
  /** The attribute that `test` looks for first: where the context node has none, it is false, and has looked at each attribute once. */
  readonly demands?: AttributeName | undefined;
  /** Whether `each` visits no node twice. */
  readonly distinct?: boolean;
  /** Nodes one by one until the visitor returns true, possibly again and in any order; whether it did. */
  each?(c: Dynamic, visit: (node: TreeNode) => boolean): boolean;
}

export interface AttributeName {
  readonly uri: string;
  readonly local: string;
}

const NONE: Sequence = [];

export function fromBoolean(test: (c: Dynamic) => boolean): Compiled {
  return { kind: 'boolean', single: true, items: (c) => [test(c)], test };
}

/** At most one item, undefined for none. */
export function fromOptional(kind: Exclude<Kind, 'node' | 'mixed'>, value: (c: Dynamic) => Item | undefined): Compiled {
  const items = (c: Dynamic): Sequence => {
    const item = value(c);
    return item === undefined ? NONE : [item];
  };
  // NaN, 0, '' and false are as false to JavaScript as they are to XPath.
  return { kind, single: true, items, test: (c) => Boolean(value(c)) };
}

export function fromItems(kind: Kind, single: boolean, items: (c: Dynamic) => Sequence): Compiled {
  return { kind, single, items, test: (c) => effectiveBoolean(items(c)) };
}

/** From a walk over nodes; `ordered` says that it visits each once and in document order. */
export function fromNodes(
  single: boolean,
  ordered: boolean,
  each: (c: Dynamic, visit: (node: TreeNode) => boolean) => boolean,
): Compiled {
  const items = (c: Dynamic): Sequence => {
    const nodes: TreeNode[] = [];
    each(c, (node) => {
      c.keep(nodes.length);
      nodes.push(node);
      return false;
    });
    if (ordered) return nodes;
    c.spend(OPERATING * nodes.length);
    return inOrder(nodes);
  };
  return { kind: 'node', single, distinct: ordered, items, each, test: (c) => each(c, stop) };
}

function stop(): boolean {
  return true;
}

/** §2.4.3. */
export function effectiveBoolean(items: Sequence): boolean {
  const [first] = items;
  if (first === undefined) return false;
  if (typeof first === 'object') return true;
  if (items.length > 1) throw new XPathDynamicError('a sequence of several values is neither true nor false');
  return Boolean(first);
}

export function visit(compiled: Compiled, c: Dynamic, visitor: (node: TreeNode) => boolean): boolean {
  if (compiled.each !== undefined) return compiled.each(c, visitor);
  for (const item of compiled.items(c)) if (visitor(item as TreeNode)) return true;
  return false;
}

export function isNumeric(kind: Kind): boolean {
  return kind === 'integer' || kind === 'decimal' || kind === 'double';
}

/** Whether the items are, or atomize to, strings. */
export function isTextual(kind: Kind): boolean {
  return kind === 'node' || kind === 'untyped' || kind === 'string' || kind === 'mixed' || kind === 'empty';
}

/** The kind of a sequence of items of both. */
export function unite(a: Kind, b: Kind): Kind {
  if (a === b || b === 'empty') return a;
  if (a === 'empty') return b;
  if (isTextual(a) && isTextual(b)) return 'mixed';
  throw new XPathUnsupported(`${a} and ${b} in one sequence`);
}

/** The only item, or undefined. */
export function only(items: Sequence, compatible: boolean): Item | undefined {
  if (items.length > 1 && !compatible) throw new XPathDynamicError('several values stand where only one may');
  return items[0];
}

/** The only item atomized, as text: what a function does with its `xs:string?` argument. */
export function optionalText(compiled: Compiled, compatible: boolean): (c: Dynamic) => string | undefined {
  const { kind } = compiled;
  if (isTextual(kind)) {
    return (c) => {
      const item = only(compiled.items(c), compatible);
      return item === undefined ? undefined : textOf(item);
    };
  }
  if (!compatible) throw new XPathUnsupported(`${kind} in place of a string`);
  return stringOf(compiled, compatible);
}

/** The only item as fn:string gives it. */
export function stringOf(compiled: Compiled, compatible: boolean): (c: Dynamic) => string | undefined {
  const format = formatter(compiled.kind, compatible);
  return (c) => {
    const item = only(compiled.items(c), compatible);
    return item === undefined ? undefined : format(item);
  };
}

/** How items of a kind are written. */
export function formatter(kind: Kind, compatible: boolean): (item: Item) => string {
  if (isTextual(kind)) return textOf;
  if (kind === 'double') return (item) => formatDouble(item as number, compatible);
  if (kind === 'decimal') {
    if (!compatible) throw new XPathUnsupported('writing a decimal');
    return (item) => formatDouble(item as number, true);
  }
  return String;
}

/** The number that a parameter of the type xs:double takes; in XPath 1.0 what fn:number gives. */
export function numberDemanded(compiled: Compiled, compatible: boolean): (c: Dynamic) => number {
  if (compatible) return toNumber(compiled, true);
  const { kind } = compiled;
  if (!isNumeric(kind) && kind !== 'node' && kind !== 'untyped')
    throw new XPathUnsupported(`${kind} in place of a number`);
  const convert = isNumeric(kind) ? Number : (item: Item) => castToDouble(textOf(item));
  return (c) => {
    const item = only(compiled.items(c), false);
    if (item === undefined) throw new XPathDynamicError('nothing stands where a number is needed');
    c.spend(OPERATING);
    return convert(item);
  };
}

/** The only item by fn:number, NaN for none. */
export function toNumber(compiled: Compiled, compatible: boolean): (c: Dynamic) => number {
  const { kind } = compiled;
  return (c) => {
    const item = only(compiled.items(c), compatible);
    if (item === undefined) return Number.NaN;
    if (isNumeric(kind) || kind === 'boolean') return Number(item);
    c.spend(OPERATING);
    return numberOf(textOf(item), compatible);
  };
}
