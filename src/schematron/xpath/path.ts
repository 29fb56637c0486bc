/** Paths: steps walked one within the other, so that the first node found may end the search. */
import type { TreeNode } from '../tree.js';
import { type AxisStep, asksPosition, type Expr, type PathExpr, type Step } from './ast.js';
import { compileAxis, type Walk } from './axes.js';
import { type AttributeName, type Compiled, fromItems, fromNodes, isNumeric, visit } from './compiled.js';
import { XPathUnsupported } from './errors.js';
import { isLasting, lasting } from './lasting.js';
import { compileLookup, lookupOf } from './lookup.js';
import { type Dynamic, type Item, OPERATING, type Sequence } from './runtime.js';
import { resolveName, type Scope } from './scope.js';

/**
 * How the nodes of a path lie to each other, which decides whether a further step may meet a node twice or out of
 * order: at most one; none within another; in order, but within each other; anyhow.
 */
type Lie = 'one' | 'flat' | 'nested' | 'any';

export function compilePath(path: PathExpr, scope: Scope): Compiled {
  const compiled = compilePlainPath(withLookup(path), scope);
  if (isLasting(path)) return lasting(compiled);
  const lookup = lookupOf(path);
  return (lookup && compileLookup(lookup, compiled, scope)) ?? compiled;
}

/** The path, where a step before the last is a look-up as one that begins with what is looked up. */
function withLookup(path: PathExpr): PathExpr {
  const { steps } = path;
  for (let i = 1; i < steps.length; i++) {
    const expr: PathExpr = { ...path, steps: steps.slice(0, i) };
    if (lookupOf(expr) !== undefined && !isLasting(expr))
      return { ...path, absolute: false, steps: [{ type: 'expr', expr }, ...steps.slice(i)] };
  }
  return path;
}

function compilePlainPath({ absolute, steps }: PathExpr, scope: Scope): Compiled {
  if (!absolute && scope.context !== 'node' && steps[0]?.type === 'axis') {
    throw new XPathUnsupported('a path from what may be no node');
  }
  const last = steps.at(-1);
  if (last?.type === 'expr' && steps.length > 1) {
    const value = compileStepExpr(last.expr, scope);
    if (value.kind !== 'node') return mapped(compileOrigins(absolute, steps.slice(0, -1), scope), value);
  }
  return compileNodes(absolute, steps, scope);
}

/** What values are computed for: a single expression before the slash keeps its own order. */
function compileOrigins(absolute: boolean, steps: readonly Step[], scope: Scope): Compiled {
  const [only] = steps;
  if (absolute || steps.length > 1 || only!.type === 'axis') return compileNodes(absolute, steps, scope);
  const origins = scope.compile(only!.expr, scope);
  if (origins.kind !== 'node' && origins.kind !== 'empty') throw new XPathUnsupported('a step from what is no node');
  return origins;
}

/** A last step that computes a value for each node: `tei:p/string-length()`. */
function mapped(nodes: Compiled, value: Compiled): Compiled {
  return fromItems(value.kind, nodes.single && value.single, (c) => {
    const results: Item[] = [];
    for (const node of nodes.items(c)) {
      for (const item of valueAt(c, node, value)) {
        c.keep(results.length);
        results.push(item);
      }
    }
    return results;
  });
}

function valueAt(c: Dynamic, item: Item, value: Compiled): Sequence {
  const outer = c.item;
  c.item = item;
  try {
    return value.items(c);
  } finally {
    c.item = outer;
  }
}

function compileStepExpr(expr: Expr, scope: Scope): Compiled {
  if (asksPosition(expr)) throw new XPathUnsupported('position() of a step');
  return scope.compile(expr, { ...scope, context: 'node' });
}

function compileNodes(absolute: boolean, steps: readonly Step[], scope: Scope): Compiled {
  if (absolute && scope.context !== 'node') throw new XPathUnsupported('the document of a value');
  let walk: Walk | undefined;
  let lie: Lie = 'one';
  steps.forEach((step, index) => {
    if (step.type === 'axis') {
      const next = compileStep(step, scope);
      lie = lieAfter(lie, step);
      walk = walk === undefined ? next : chained(walk, next);
      return;
    }
    const first = index === 0 && !absolute;
    const value = first ? scope.compile(step.expr, scope) : compileStepExpr(step.expr, scope);
    if (value.kind !== 'node' && value.kind !== 'empty') throw new XPathUnsupported('a step from what is no node');
    const next: Walk = first ? (c, _from, visitor) => visit(value, c, visitor) : stepOf(value);
    lie = lie === 'one' && value.single ? 'one' : 'any';
    walk = walk === undefined ? next : chained(walk, next);
  });
  if (walk === undefined) return fromNodes(true, true, (c, visitor) => visitor(c.document));
  const whole = walk;
  const origin = absolute ? (c: Dynamic) => c.document : (c: Dynamic) => c.item as TreeNode;
  // The cast of TypeScript's narrowing: the closure above has assigned it.
  const state = lie as Lie;
  const compiled = fromNodes(state === 'one', state !== 'any', (c, visitor) => whole(c, origin(c), visitor));
  return { ...compiled, demands: absolute ? undefined : attributeOf(steps, scope) };
}

/** The attribute that a path is: `@n`. */
function attributeOf(steps: readonly Step[], scope: Scope): AttributeName | undefined {
  const [step] = steps;
  if (steps.length > 1 || step?.type !== 'axis' || step.axis !== 'attribute' || step.predicates.length > 0)
    return undefined;
  const { uri, local } = step.test.type === 'name' ? resolveName(step.test, scope) : {};
  return uri === undefined || local === undefined ? undefined : { uri, local };
}

function chained(outer: Walk, inner: Walk): Walk {
  return (c, from, visitor) => outer(c, from, (node) => inner(c, node, visitor));
}

function stepOf(value: Compiled): Walk {
  return (c, from, visitor) => {
    // Gathered first, for the visitor must see the outer context.
    for (const item of valueAt(c, from, value)) if (visitor(item as TreeNode)) return true;
    return false;
  };
}

function lieAfter(before: Lie, { axis, test, predicates }: AxisStep): Lie {
  const isOne = before === 'one';
  switch (axis) {
    case 'self':
      return before;
    case 'attribute': {
      const named = test.type === 'name' && test.local !== undefined && test.prefix !== undefined;
      return before === 'any' ? 'any' : named && isOne ? 'one' : 'flat';
    }
    case 'parent':
      return isOne ? 'one' : 'any';
    case 'child':
      if (isOne && predicates.some(isFirst)) return 'one';
      return isOne || before === 'flat' ? 'flat' : 'any';
    case 'descendant':
    case 'descendant-or-self':
      return isOne || before === 'flat' ? 'nested' : 'any';
    case 'following-sibling':
      return isOne ? (predicates.some(isFirst) ? 'one' : 'flat') : 'any';
    case 'following':
      return isOne ? (predicates.some(isFirst) ? 'one' : 'nested') : 'any';
    default:
      // Backwards: at most one is in any order.
      return isOne && predicates.some(isFirst) ? 'one' : 'any';
  }
}

/** A predicate that leaves one node. */
function isFirst(predicate: Expr): boolean {
  return predicate.type === 'number' || (predicate.type === 'call' && predicate.name === 'last');
}

export function compileStep(step: AxisStep, scope: Scope): Walk {
  const walk = compileAxis(step.axis, step.test, scope);
  const predicates = step.predicates.map((predicate) => compilePredicate(predicate, { ...scope, context: 'node' }));
  const firstAt = predicates.findIndex((predicate) => predicate.type !== 'free');
  const free = (firstAt === -1 ? predicates : predicates.slice(0, firstAt)).map(({ value }) => value);
  const filtered = free.reduce(filter, walk);
  if (firstAt === -1) return filtered;
  const [nth, ...others] = predicates.slice(firstAt);
  if (nth!.type === 'nth' && others.length === 0) return takeNth(filtered, nth!.n);
  return gathered(filtered, predicates.slice(firstAt));
}

function filter(walk: Walk, predicate: Compiled): Walk {
  return (c, from, visitor) =>
    walk(c, from, (node) => {
      c.spend(2);
      const outer = c.item;
      c.item = node;
      const holds = predicate.test(c);
      c.item = outer;
      return holds && visitor(node);
    });
}

function takeNth(walk: Walk, n: number): Walk {
  return (c, from, visitor) => {
    let position = 0;
    let found: TreeNode | undefined;
    walk(c, from, (node) => {
      if (++position !== n) return false;
      found = node;
      return true;
    });
    return found !== undefined && visitor(found);
  };
}

function gathered(walk: Walk, predicates: readonly Predicate[]): Walk {
  return (c, from, visitor) => {
    const nodes: TreeNode[] = [];
    walk(c, from, (node) => {
      c.keep(nodes.length);
      nodes.push(node);
      return false;
    });
    for (const node of applyPredicates(c, nodes, predicates)) if (visitor(node as TreeNode)) return true;
    return false;
  };
}

/** A predicate: by an item's own merits, by a fixed position, or by a position computed. */
export type Predicate =
  | { readonly type: 'free' | 'number' | 'position'; readonly value: Compiled }
  | { readonly type: 'nth'; readonly value: Compiled; readonly n: number };

export function compilePredicate(predicate: Expr, scope: Scope): Predicate {
  const value = scope.compile(predicate, scope);
  if (predicate.type === 'number') return { type: 'nth', value, n: Number(predicate.text) };
  if (isNumeric(value.kind)) return { type: 'number', value };
  return { type: asksPosition(predicate) ? 'position' : 'free', value };
}

export function applyPredicates(c: Dynamic, items: Sequence, predicates: readonly Predicate[]): Sequence {
  const { item, position, size } = c;
  let left = items;
  for (const predicate of predicates) {
    c.spend(OPERATING * left.length);
    c.size = left.length;
    const kept: Item[] = [];
    for (let i = 0; i < left.length; i++) {
      c.item = left[i]!;
      c.position = i + 1;
      if (holds(c, predicate)) kept.push(left[i]!);
    }
    left = kept;
  }
  c.item = item;
  c.position = position;
  c.size = size;
  return left;
}

function holds(c: Dynamic, predicate: Predicate): boolean {
  if (predicate.type === 'nth') return c.position === predicate.n;
  return predicate.type === 'number' ? predicate.value.items(c)[0] === c.position : predicate.value.test(c);
}
