/**
 * Compiles any expression of XPath 3.1 to closures over sequences of values, each with its own type. Slower than what
 * knows the types beforehand (`../compile.ts`), which has the first word.
 */
import type { Binding, Expr } from '../ast.js';
import { XPathNotEvaluable } from '../errors.js';
import { type Dynamic, type Item, OPERATING, type Sequence } from '../runtime.js';
import type { Variable } from '../scope.js';
import { isTrue } from './atomize.js';
import { compileApply, compileCall, compileReference } from './call.js';
import { decimalLiteral } from './cast.js';
import { contextItem, forEachAsContext } from './focus.js';
import { compileFunction } from './function-items.js';
import { compileArray, compileLookup, compileMap } from './maps.js';
import { boxed } from './native.js';
import { compileBinary, compileUnary } from './operators.js';
import { compilePath, predicatesOf } from './path.js';
import type { Eval, FullScope } from './scope.js';
import { compileTyped } from './typed.js';
import { double, integer, NOTHING, string, truth, type Value, type Values } from './value.js';

/** Throws an {@link XPathNotEvaluable} for what nothing can evaluate. */
export function compileFull(expr: Expr, scope: FullScope): Eval {
  switch (expr.type) {
    case 'string':
      return constant([string(expr.value)]);
    case 'number':
      return constant([numberLiteral(expr.text, scope.compatible ? 'double' : expr.kind)]);
    case 'variable':
      return variable(expr.name, scope);
    case 'context':
      return (c) => [contextItem(c)];
    case 'sequence':
      return sequence(expr.items, scope);
    case 'call':
      return compileCall(expr, scope);
    case 'binary':
      return expr.operator === '!' ? mapping(expr.left, expr.right, scope) : compileBinary(expr, scope);
    case 'unary':
      return compileUnary(expr, scope);
    case 'if':
      return conditional(expr, scope);
    case 'for':
      return forEach(expr.bindings, expr.body, scope);
    case 'let':
      return letIn(expr.bindings, expr.body, scope);
    case 'some':
    case 'every':
      return quantified(expr.type, expr.bindings, expr.body, scope);
    case 'cast':
    case 'castable':
    case 'instance':
    case 'treat':
      return compileTyped(expr, scope);
    case 'path':
      return compilePath(expr, scope);
    case 'filter': {
      const base = compileFull(expr.base, scope);
      const filter = predicatesOf(expr.predicates, scope);
      return (c) => filter(c, base(c));
    }
    case 'apply':
      return compileApply(expr, scope);
    case 'reference':
      return compileReference(expr, scope);
    case 'function':
      return compileFunction(expr, scope);
    case 'map':
      return compileMap(expr, scope);
    case 'array':
      return compileArray(expr, scope);
    case 'lookup':
      return compileLookup(expr, scope);
    case 'placeholder':
      throw new XPathNotEvaluable('a “?” stands where no argument of a function is left open');
  }
}

function constant(values: Values): Eval {
  return () => values;
}

function numberLiteral(text: string, kind: 'integer' | 'decimal' | 'double'): Value {
  if (kind === 'integer') return integer(BigInt(text));
  return kind === 'double' ? double(Number(text)) : decimalLiteral(text);
}

function variable(name: string, scope: FullScope): Eval {
  const found = scope.variables.get(name);
  if (found === undefined)
    throw new XPathNotEvaluable(
      `the variable $${name} is not declared: the schema needs a <let name="${name}" …/> before it`,
    );
  if (found === 'broken') throw new XPathNotEvaluable(`it needs the variable $${name}, which cannot be evaluated`);
  const { slot, kind } = found;
  if (kind === 'values') return (c) => valuesIn(c, slot);
  const box = boxed(kind);
  return (c) => box(c.variable(slot));
}

/** Slots hold what the compiler that filled them knows it to be. */
export function valuesIn(c: Dynamic, slot: number): Values {
  const values = c.variable(slot) as unknown as Values;
  if (values.length > 1) c.spend(values.length);
  return values;
}

export function fill(c: Dynamic, slot: number, values: Values): void {
  c.slots[slot] = c.hold(values as unknown as Sequence as readonly Item[]);
}

function sequence(items: readonly Expr[], scope: FullScope): Eval {
  const parts = items.map((item) => compileFull(item, scope));
  if (parts.length === 0) return constant(NOTHING);
  return (c) => {
    c.spend(OPERATING * parts.length);
    const sequences = parts.map((part) => part(c));
    c.keepAll(sequences.reduce((sum, { length }) => sum + length, 0));
    return sequences.flat();
  };
}

/** `a ! b`. */
function mapping(left: Expr, right: Expr, scope: FullScope): Eval {
  const values = compileFull(left, scope);
  const each = compileFull(right, scope);
  return (c) => forEachAsContext(c, values(c), () => each(c));
}

function conditional(expr: Extract<Expr, { type: 'if' }>, scope: FullScope): Eval {
  const test = compileFull(expr.test, scope);
  const then = compileFull(expr.then, scope);
  const otherwise = compileFull(expr.else, scope);
  return (c) => (isTrue(test(c)) ? then(c) : otherwise(c));
}

interface Loop {
  readonly values: Eval;
  readonly slot: number;
}

/** A variable that an expression binds itself. */
export function bound(scope: FullScope, name: string): { readonly slot: number; readonly inner: FullScope } {
  const slot = scope.allocate();
  const variable: Variable = { slot, kind: 'values', single: false, isLocal: true };
  return { slot, inner: { ...scope, variables: new Map(scope.variables).set(name, variable) } };
}

function bind(bindings: readonly Binding[], scope: FullScope): { loops: readonly Loop[]; inner: FullScope } {
  let inner = scope;
  const loops = bindings.map(({ name, value }) => {
    const values = compileFull(value, inner);
    const next = bound(inner, name);
    inner = next.inner;
    return { values, slot: next.slot };
  });
  return { loops, inner };
}

/** Runs the body for each combination until it returns true; whether it did. */
function iterate(c: Dynamic, loops: readonly Loop[], depth: number, body: () => boolean): boolean {
  const loop = loops[depth];
  if (loop === undefined) return body();
  for (const value of loop.values(c)) {
    c.spend(OPERATING);
    fill(c, loop.slot, [value]);
    if (iterate(c, loops, depth + 1, body)) return true;
  }
  return false;
}

function forEach(bindings: readonly Binding[], body: Expr, scope: FullScope): Eval {
  const { loops, inner } = bind(bindings, scope);
  const result = compileFull(body, inner);
  return (c) => {
    const results: Value[] = [];
    iterate(c, loops, 0, () => {
      for (const value of result(c)) {
        c.keep(results.length);
        results.push(value);
      }
      return false;
    });
    return results;
  };
}

function quantified(type: 'some' | 'every', bindings: readonly Binding[], body: Expr, scope: FullScope): Eval {
  const { loops, inner } = bind(bindings, scope);
  const condition = compileFull(body, inner);
  if (type === 'some') return (c) => truth(iterate(c, loops, 0, () => isTrue(condition(c))));
  return (c) => truth(!iterate(c, loops, 0, () => !isTrue(condition(c))));
}

function letIn(bindings: readonly Binding[], body: Expr, scope: FullScope): Eval {
  const { loops, inner } = bind(bindings, scope);
  const result = compileFull(body, inner);
  return (c) => {
    for (const { values, slot } of loops) fill(c, slot, values(c));
    return result(c);
  };
}
