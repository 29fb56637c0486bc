/** Functions as values: those that an expression makes, and calls of them (XPath 3.1, §3.1.5 to §3.1.7). */
import { type Expr, type Parameter, walk } from '../ast.js';
import { XPathDynamicError } from '../errors.js';
import { type Dynamic, OPERATING, type Sequence } from '../runtime.js';
import type { Variable } from '../scope.js';
import { converted } from './convert.js';
import { withoutContext } from './focus.js';
import type { Eval, FullScope } from './scope.js';
import { resolveType, type Type } from './types.js';
import { FunctionItem, type Values } from './value.js';

/** Functions may call themselves; a body so deep within others has no end. */
const DEEPEST = 500;

/** `function($x) { … }`. */
export function compileFunction(expr: Extract<Expr, { type: 'function' }>, scope: FullScope): Eval {
  const first = scope.allocate();
  const closure = compileBody(expr.parameters, expr.result && resolveType(expr.result, scope), expr.body, scope);
  const taken = variablesOf(expr.body, scope);
  const kept = { from: first, to: scope.allocate(), others: taken.map(({ slot }) => slot) };
  return (c) => {
    const values = kept.others.map((slot) => c.slots[slot]);
    const call = (at: Dynamic, args: readonly Values[]): Values =>
      keepingSlots(at, kept, () => {
        kept.others.forEach((slot, i) => {
          at.slots[slot] = values[i];
        });
        return closure(at, args);
      });
    return [new FunctionItem(undefined, expr.parameters.length, call)];
  };
}

/** The variables around an expression that are bound within the same one: a function takes their values along. */
function variablesOf(body: Expr, scope: FullScope): readonly Variable[] {
  const found = new Set<Variable>();
  for (const expr of walk(body)) {
    if (expr.type !== 'variable') continue;
    const variable = scope.variables.get(expr.name);
    if (variable !== undefined && variable !== 'broken' && variable.isLocal === true) found.add(variable);
  }
  return [...found];
}

/** A body with parameters, ready to be called; whoever calls it keeps what its slots held. */
export function compileBody(
  parameters: readonly Parameter[],
  result: Type | undefined,
  body: Expr,
  scope: FullScope,
): (c: Dynamic, args: readonly Values[]) => Values {
  let inner = scope;
  const bound = parameters.map(({ name, as }) => {
    const slot = scope.allocate();
    const variable: Variable = { slot, kind: 'values', single: false, isLocal: true };
    inner = { ...inner, variables: new Map(inner.variables).set(name, variable) };
    return { slot, type: as && resolveType(as, scope) };
  });
  const evaluate = scope.full(body, inner);
  return (c, args) => {
    bound.forEach(({ slot, type }, i) => {
      const values = type === undefined ? args[i]! : converted(c, args[i]!, type);
      c.slots[slot] = c.hold(values as unknown as Sequence);
    });
    const values = withoutContext(c, () => evaluate(c));
    return result === undefined ? values : converted(c, values, result);
  };
}

/** Which slots a body writes to. */
interface Slots {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly others: readonly number[];
}

/** Calls what writes to slots that may be in use further out, by the same function among others. */
export function keepingSlots(c: Dynamic, { from, to, others }: Slots, call: () => Values): Values {
  if (c.depth >= DEEPEST) throw new XPathDynamicError(`functions call each other more than ${DEEPEST} levels deep`);
  c.depth++;
  c.spend(OPERATING * (2 + to - from));
  const own = c.slots.slice(from, to);
  const taken = others.map((slot) => c.slots[slot]);
  try {
    return call();
  } finally {
    c.depth--;
    for (let slot = from; slot < to; slot++) c.slots[slot] = own[slot - from];
    others.forEach((slot, i) => {
      c.slots[slot] = taken[i];
    });
  }
}
