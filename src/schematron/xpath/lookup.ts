/**
 * `//a[@id = current()/@ref]`: what many nodes ask for anew. From the second time on, the nodes before the predicate
 * are looked up by what its other side compares, instead of being walked each time.
 */
import type { TreeNode } from '../tree.js';
import type { AxisStep, Expr, PathExpr } from './ast.js';
import { type Compiled, fromItems, isTextual } from './compiled.js';
import { isClosed, isLasting } from './lasting.js';
import { type Dynamic, type Item, OPERATING, type Sequence } from './runtime.js';
import type { Scope } from './scope.js';
import { inOrder, textOf } from './values.js';

interface Lookup {
  /** The path without the predicate. */
  readonly nodes: PathExpr;
  /** What is compared of each of the nodes. */
  readonly own: Expr;
  /** What it is compared with, whichever node it is. */
  readonly sought: Expr;
}

/** Undefined for a path that does not end so. */
export function lookupOf(path: PathExpr): Lookup | undefined {
  const last = path.steps.at(-1);
  if (last?.type !== 'axis') return undefined;
  const [predicate, ...others] = last.predicates;
  if (predicate?.type !== 'binary' || predicate.operator !== '=' || others.length > 0) return undefined;
  const nodes: PathExpr = { ...path, steps: [...path.steps.slice(0, -1), { ...last, predicates: [] } as AxisStep] };
  if (!isLasting(nodes)) return undefined;
  const { left, right } = predicate;
  if (isOwn(left) && isSame(right)) return { nodes, own: left, sought: right };
  return isOwn(right) && isSame(left) ? { nodes, own: right, sought: left } : undefined;
}

/** About the node that the predicate is about, and nothing else. */
function isOwn(expr: Expr): boolean {
  return expr.type === 'path' && !expr.absolute && expr.steps.every(({ type }) => type === 'axis') && isClosed(expr);
}

const OF_TEXTS = new Set([
  'concat',
  'lower-case',
  'normalize-space',
  'string',
  'substring',
  'substring-after',
  'substring-before',
  'translate',
  'upper-case',
]);

/** The same for whichever node the predicate is about. */
function isSame(expr: Expr): boolean {
  switch (expr.type) {
    case 'string':
    case 'number':
    case 'variable':
      return true;
    case 'call':
      return expr.name === 'current' || (OF_TEXTS.has(expr.name) && expr.args.length > 0 && expr.args.every(isSame));
    case 'path': {
      const [first] = expr.steps;
      return !expr.absolute && first?.type === 'expr' && isSame(first.expr);
    }
    default:
      return false;
  }
}

type Index = ReadonlyMap<string, readonly TreeNode[]>;

/** @param plain the path as it is walked, which is what counts the first time. Undefined where texts are not compared. */
export function compileLookup({ own, sought, ...parts }: Lookup, plain: Compiled, scope: Scope): Compiled | undefined {
  const inner: Scope = { ...scope, context: 'node' };
  const [nodes, ofNode, values] = [
    scope.compile(parts.nodes, scope),
    scope.compile(own, inner),
    scope.compile(sought, inner),
  ];
  if (!isTextual(ofNode.kind) || !isTextual(values.kind)) return undefined;
  const indexes = new WeakMap<Sequence, Index>();
  return fromItems('node', false, (c) => {
    const all = c.lasting(nodes, () => nodes.items(c));
    if (all === undefined) return plain.items(c);
    let index = indexes.get(all);
    if (index === undefined) {
      index = indexOf(c, all, ofNode);
      indexes.set(all, index);
    }
    return found(c, index, values.items(c));
  });
}

function indexOf(c: Dynamic, nodes: Sequence, ofNode: Compiled): Index {
  const index = new Map<string, TreeNode[]>();
  const { item } = c;
  c.keepAll(nodes.length);
  for (const node of nodes) {
    c.item = node;
    for (const value of ofNode.items(c)) {
      c.spend(2 * OPERATING);
      const text = textOf(value);
      const alike = index.get(text);
      if (alike === undefined) index.set(text, [node as TreeNode]);
      else if (alike.at(-1) !== node) alike.push(node as TreeNode);
    }
  }
  c.item = item;
  return index;
}

function found(c: Dynamic, index: Index, values: Sequence): Sequence {
  c.spend(2 * OPERATING);
  const nodes = values.flatMap((value: Item) => index.get(textOf(value)) ?? []);
  c.keepAll(nodes.length);
  return values.length > 1 ? inOrder(nodes) : nodes;
}
