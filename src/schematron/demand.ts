/** The attribute without which no element matches a context: `@when` of `tei:*[@when]`. */
import type { Expr, NameTest } from './xpath/ast.js';
import type { AttributeName } from './xpath/compiled.js';
import type { BooleanExpression } from './xpath/expression.js';
import { type ResolvedName, resolveName, type Scope } from './xpath/scope.js';

export interface Demand extends AttributeName {
  /** Elements that do not match for their names, so that the attribute is not looked for. */
  readonly except: readonly ResolvedName[];
}

/** What the first predicate demands that is not `not(self::name)`, which takes no step. */
export function demandOf(
  exprs: readonly Expr[],
  predicates: readonly BooleanExpression[],
  scope: Pick<Scope, 'namespaces'>,
): Demand | undefined {
  const except: ResolvedName[] = [];
  for (const [i, expr] of exprs.entries()) {
    const left = leftOut(expr);
    if (left === undefined) {
      const { demands } = predicates[i]!;
      return demands && { ...demands, except };
    }
    except.push(resolveName(left, scope));
  }
  return undefined;
}

/** The name in `not(self::name)`. */
function leftOut(expr: Expr): NameTest | undefined {
  if (expr.type !== 'call' || expr.name !== 'not') return undefined;
  const [path] = expr.args;
  if (path?.type !== 'path' || path.absolute || path.steps.length > 1) return undefined;
  const [step] = path.steps;
  if (step?.type !== 'axis' || step.axis !== 'self' || step.predicates.length > 0) return undefined;
  return step.test.type === 'name' ? step.test : undefined;
}
