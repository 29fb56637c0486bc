/** Paths and predicates over any values (XPath 3.1, §3.3). */
import { DOCUMENT, type DocumentNode, type TreeNode, topOf } from '../../tree.js';
import type { AxisStep, Expr, PathExpr, Step } from '../ast.js';
import { compileAxis } from '../axes.js';
import { XPathDynamicError } from '../errors.js';
import { isLasting } from '../lasting.js';
import { type Dynamic, OPERATING } from '../runtime.js';
import { byOrder } from '../values.js';
import { isTrue } from './atomize.js';
import { contextItem, filtered, forEachAsContext } from './focus.js';
import type { Eval, FullScope } from './scope.js';
import { Atomic, isNode, NOTHING, type Value, type Values } from './value.js';

/** From a node to those that a step leads to. */
type Walk = (c: Dynamic, from: TreeNode) => Values;

export function compilePath(expr: PathExpr, scope: FullScope): Eval {
  const { absolute, steps } = expr;
  const evaluate = compileSteps(absolute, steps, scope);
  if (!isLasting(expr)) return evaluate;
  return (c) => {
    const item = contextItem(c);
    // Of other trees there are many.
    if (!isNode(item) || topOf(item) !== c.document) return evaluate(c);
    return c.lasting(evaluate, () => evaluate(c)) ?? evaluate(c);
  };
}

function compileSteps(absolute: boolean, steps: readonly Step[], scope: FullScope): Eval {
  const [first, ...others] = steps;
  const rest = others.map((step) => compileStep(step, scope));
  const start = absolute ? fromRoot(first, scope) : fromContext(first!, scope);
  return (c) => rest.reduce((values, step) => step(c, values), start(c));
}

function fromRoot(first: Step | undefined, scope: FullScope): Eval {
  if (first === undefined) return (c) => [rootOf(c)];
  const step = compileStep(first, scope);
  return (c) => step(c, [rootOf(c)]);
}

function rootOf(c: Dynamic): DocumentNode {
  const item = contextItem(c);
  if (!isNode(item))
    throw new XPathDynamicError(
      '“/” asks for the document of what is looked at, which here is a value and no node; let a variable hold the document, such as $all := /',
    );
  const top = topOf(item);
  if (top.kind !== DOCUMENT) throw new XPathDynamicError('“/” asks for a document, and the node is part of none');
  return top;
}

function fromContext(first: Step, scope: FullScope): Eval {
  if (first.type === 'expr') return scope.full(first.expr, scope);
  const walk = compileAxisStep(first, scope);
  return (c) => inOrder(c, walk(c, contextNode(c)));
}

function contextNode(c: Dynamic): TreeNode {
  const item = contextItem(c);
  if (!isNode(item)) throw new XPathDynamicError('a path begins at a value that is no node');
  return item;
}

function compileStep(step: Step, scope: FullScope): (c: Dynamic, values: Values) => Values {
  if (step.type === 'axis') {
    const walk = compileAxisStep(step, scope);
    return (c, values) => {
      if (values.length === 1) return inOrder(c, walk(c, nodeOf(values[0]!)));
      const results: Value[] = [];
      for (const value of values) for (const node of walk(c, nodeOf(value))) results.push(node);
      return inOrder(c, results);
    };
  }
  const each = scope.full(step.expr, scope);
  return (c, values) => {
    for (const value of values) nodeOf(value);
    const results = forEachAsContext(c, values, () => each(c));
    const nodes = results.filter(isNode);
    if (nodes.length === 0) return results;
    if (nodes.length < results.length) throw new XPathDynamicError('a step of a path gives nodes and other values');
    return inOrder(c, nodes);
  };
}

function nodeOf(value: Value): TreeNode {
  if (isNode(value)) return value;
  throw new XPathDynamicError('a step of a path begins at a value that is no node');
}

function compileAxisStep({ axis, test, predicates }: AxisStep, scope: FullScope): Walk {
  const walk = compileAxis(axis, test, scope);
  const filter = predicates.length === 0 ? undefined : predicatesOf(predicates, scope);
  return (c, from) => {
    const nodes: TreeNode[] = [];
    walk(c, from, (node) => {
      c.keep(nodes.length);
      nodes.push(node);
      return false;
    });
    return filter === undefined ? nodes : filter(c, nodes);
  };
}

/** What passes all predicates, each of which sees the places in what those before it left. */
export function predicatesOf(predicates: readonly Expr[], scope: FullScope): (c: Dynamic, values: Values) => Values {
  const filters = predicates.map((predicate) => predicateOf(predicate, scope));
  return (c, values) => filters.reduce((left, filter) => (left.length === 0 ? left : filter(c, left)), values);
}

function predicateOf(predicate: Expr, scope: FullScope): (c: Dynamic, values: Values) => Values {
  if (predicate.type === 'number' && predicate.kind === 'integer') {
    const at = Number(predicate.text) - 1;
    return (_c, values) => (values[at] === undefined ? NOTHING : [values[at]]);
  }
  const test = scope.full(predicate, scope);
  return (c, values) => filtered(c, values, () => holds(c, test(c)));
}

/** A number is a place, anything else a truth. */
function holds(c: Dynamic, values: Values): boolean {
  const [only] = values;
  if (values.length === 1 && only instanceof Atomic && isNumber(only)) return Number(only.plain) === c.position;
  return isTrue(values);
}

function isNumber({ primitive }: Atomic): boolean {
  return primitive === 'integer' || primitive === 'decimal' || primitive === 'double' || primitive === 'float';
}

/** Nodes in document order, each once; those of one document before those of another. */
export function inOrder(c: Dynamic, nodes: Values): Values {
  if (nodes.length < 2) return nodes;
  const trees = nodes as readonly TreeNode[];
  if (isSorted(c, trees)) return nodes;
  c.spend(OPERATING * nodes.length);
  const sorted = [...trees].sort(c.hasOtherTrees ? byTreeAndOrder(trees) : byOrder);
  return sorted.filter((node, i) => node !== sorted[i - 1]);
}

function isSorted(c: Dynamic, nodes: readonly TreeNode[]): boolean {
  if (c.hasOtherTrees) return false;
  for (let i = 1; i < nodes.length; i++) if (nodes[i - 1]!.order >= nodes[i]!.order) return false;
  return true;
}

function byTreeAndOrder(nodes: readonly TreeNode[]): (a: TreeNode, b: TreeNode) => number {
  const tops = new Map(nodes.map((node) => [node, serialOf(node)]));
  return (a, b) => tops.get(a)! - tops.get(b)! || a.order - b.order;
}

/** Whether `a` stands before `b`, or in a document before its. */
export function isBefore(a: TreeNode, b: TreeNode): boolean {
  return serialOf(a) - serialOf(b) < 0 || (serialOf(a) === serialOf(b) && a.order < b.order);
}

function serialOf(node: TreeNode): number {
  const top = topOf(node);
  return top.kind === DOCUMENT ? top.serial : -1;
}
