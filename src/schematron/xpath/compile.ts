/**
 * Compiles an XPath whose types are known beforehand to closures over the tree. What it does not do exactly as the
 * standard says, it leaves to `full/`.
 */
import type { Binding, Expr } from './ast.js';
import { type Compiled, fromBoolean, fromItems, fromOptional, unite } from './compiled.js';
import { XPathNotEvaluable, XPathUnsupported } from './errors.js';
import { compileCall } from './functions.js';
import { compileBinary, compileSequence, compileUnary } from './operators.js';
import { applyPredicates, compilePath, compilePredicate } from './path.js';
import type { Dynamic, Item, Sequence } from './runtime.js';
import type { Scope, Variable } from './scope.js';
import { compileType } from './types.js';

/**
 * Throws an {@link XPathUnsupported} for what needs the whole language, an {@link XPathNotEvaluable} for what
 * nothing can.
 */
export function compile(expr: Expr, scope: Scope): Compiled {
  switch (expr.type) {
    case 'string':
      return fromOptional('string', () => expr.value);
    case 'number': {
      const value = Number(expr.text);
      if (expr.kind === 'integer' && !Number.isSafeInteger(value)) throw new XPathUnsupported('a large number');
      return fromOptional(scope.compatible && expr.kind === 'decimal' ? 'double' : expr.kind, () => value);
    }
    case 'variable':
      return variable(expr.name, scope);
    case 'context':
      return contextItem(scope);
    case 'sequence':
      return compileSequence(expr.items, scope);
    case 'call':
      return compileCall(expr, scope);
    case 'binary':
      return compileBinary(expr, scope);
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
      return quantified(expr, scope);
    case 'cast':
    case 'castable':
    case 'instance':
    case 'treat':
      return compileType(expr, scope);
    case 'path':
      return compilePath(expr, scope);
    case 'filter':
      return filtered(expr, scope);
    default:
      throw new XPathUnsupported(expr.type);
  }
}

function contextItem({ context }: Scope): Compiled {
  if (context === 'empty') throw new XPathUnsupported('no context');
  if (context === 'node') {
    const each: Compiled['each'] = (c, visit) => visit(c.item as never);
    return { kind: 'node', single: true, items: (c) => [c.item], test: () => true, each };
  }
  return fromItems(context, true, (c) => [c.item]);
}

function variable(name: string, scope: Scope): Compiled {
  const found = scope.variables.get(name);
  if (found === undefined)
    throw new XPathNotEvaluable(
      `the variable $${name} is not declared: the schema needs a <let name="${name}" …/> before it`,
    );
  if (found === 'broken') throw new XPathNotEvaluable(`it needs the variable $${name}, which cannot be evaluated`);
  const { kind, single, slot } = found;
  if (kind === 'values') throw new XPathUnsupported(`$${name}`);
  return { ...fromItems(kind, single, (c) => c.variable(slot)), lasting: true };
}

function conditional(expr: Extract<Expr, { type: 'if' }>, scope: Scope): Compiled {
  const test = compile(expr.test, scope);
  const then = compile(expr.then, scope);
  const otherwise = compile(expr.else, scope);
  const kind = unite(then.kind, otherwise.kind);
  const chosen = (c: Dynamic): Compiled => (test.test(c) ? then : otherwise);
  const single = then.single && otherwise.single;
  return { kind, single, items: (c) => chosen(c).items(c), test: (c) => chosen(c).test(c) };
}

/** A variable that is bound to one item after another. */
interface Loop {
  readonly sequence: Compiled;
  readonly slot: number;
}

function bind(bindings: readonly Binding[], scope: Scope): { loops: Loop[]; inner: Scope } {
  let inner = scope;
  const loops = bindings.map(({ name, value }) => {
    const sequence = compile(value, inner);
    const slot = scope.allocate();
    inner = withVariable(inner, name, { slot, kind: sequence.kind, single: true });
    return { sequence, slot };
  });
  return { loops, inner };
}

function withVariable(scope: Scope, name: string, variable: Variable): Scope {
  return { ...scope, variables: new Map(scope.variables).set(name, variable) };
}

/** Runs the body for each combination until it returns true; whether it did. */
function iterate(c: Dynamic, loops: readonly Loop[], depth: number, body: () => boolean): boolean {
  const loop = loops[depth];
  if (loop === undefined) return body();
  for (const item of loop.sequence.items(c)) {
    c.spend(1);
    c.slots[loop.slot] = [item];
    if (iterate(c, loops, depth + 1, body)) return true;
  }
  return false;
}

function forEach(bindings: readonly Binding[], body: Expr, scope: Scope): Compiled {
  const { loops, inner } = bind(bindings, scope);
  const result = compile(body, inner);
  return fromItems(result.kind, loops.every(({ sequence }) => sequence.single) && result.single, (c) => {
    const results: Item[] = [];
    iterate(c, loops, 0, () => {
      for (const item of result.items(c)) {
        c.keep(results.length);
        results.push(item);
      }
      return false;
    });
    return results;
  });
}

function quantified(expr: Extract<Expr, { type: 'for' | 'let' | 'some' | 'every' }>, scope: Scope): Compiled {
  const { loops, inner } = bind(expr.bindings, scope);
  const condition = compile(expr.body, inner);
  if (expr.type === 'some') return fromBoolean((c) => iterate(c, loops, 0, () => condition.test(c)));
  return fromBoolean((c) => !iterate(c, loops, 0, () => !condition.test(c)));
}

function letIn(bindings: readonly Binding[], body: Expr, scope: Scope): Compiled {
  let inner = scope;
  const values = bindings.map(({ name, value }) => {
    const compiled = compile(value, inner);
    const slot = scope.allocate();
    inner = withVariable(inner, name, { slot, kind: compiled.kind, single: compiled.single });
    return { compiled, slot };
  });
  const result = compile(body, inner);
  const assign = (c: Dynamic): void => {
    for (const { compiled, slot } of values) c.slots[slot] = c.hold(compiled.items(c));
  };
  const items = (c: Dynamic): Sequence => {
    assign(c);
    return result.items(c);
  };
  return fromItems(result.kind, result.single, items);
}

function filtered({ base, predicates }: Extract<Expr, { type: 'filter' }>, scope: Scope): Compiled {
  const sequence = compile(base, scope);
  if (sequence.kind === 'empty') return sequence;
  const inner: Scope = { ...scope, context: sequence.kind };
  const filters = predicates.map((predicate) => compilePredicate(predicate, inner));
  const single = sequence.single || filters.some(({ type }) => type === 'nth');
  return fromItems(sequence.kind, single, (c) => applyPredicates(c, sequence.items(c), filters));
}
