/** `cast as`, `castable as`, `instance of` and `treat as` (XPath 3.1, §3.14). */
import type { Expr } from '../ast.js';
import { XPathDynamicError, XPathNotEvaluable } from '../errors.js';
import type { Dynamic } from '../runtime.js';
import { atomized } from './atomize.js';
import { castNames, castTo } from './cast.js';
import type { Eval, FullScope } from './scope.js';
import { atomicType, isOfType, resolveType } from './types.js';
import { type AtomicType, NOTHING, truth, type Values } from './value.js';

export function compileTyped(
  expr: Extract<Expr, { type: 'cast' | 'castable' | 'instance' | 'treat' }>,
  scope: FullScope,
): Eval {
  const operand = scope.full(expr.operand, scope);
  if (expr.type === 'instance' || expr.type === 'treat') {
    const type = resolveType(expr.as, scope);
    if (expr.type === 'instance') return (c) => truth(isOfType(operand(c), type));
    return (c) => {
      const values = operand(c);
      if (isOfType(values, type)) return values;
      throw new XPathDynamicError(`the value is not of the type ${type.text}`);
    };
  }
  const { item, occurrence } = expr.as;
  const name = item.type === 'atomic' ? item.name : '';
  const cast = caster(name, scope, occurrence === '?');
  if (expr.type === 'cast') return (c) => cast(c, operand(c));
  return (c) => {
    const values = operand(c);
    try {
      cast(c, values);
      return truth(true);
    } catch (error) {
      if (error instanceof XPathDynamicError) return truth(false);
      throw error;
    }
  };
}

/** What `cast as` does, and the function of the type's name. */
export function caster(name: string, scope: FullScope, optional: boolean): (c: Dynamic, values: Values) => Values {
  const list = castNames(name, scope);
  const type: AtomicType = list ?? atomicType(name, scope);
  if (type === 'anyAtomicType' || type === 'NOTATION' || type === 'numeric')
    throw new XPathNotEvaluable(`nothing can be cast to ${name}, which is no type of single values`);
  return (c, values) => {
    const atoms = atomized(c, values);
    if (atoms.length > 1) throw new XPathDynamicError('several values stand where only one may');
    const [atom] = atoms;
    if (atom !== undefined) return castTo(atom, type, scope, list !== undefined);
    if (optional || list !== undefined) return NOTHING;
    throw new XPathDynamicError('nothing stands where a value is needed');
  };
}
