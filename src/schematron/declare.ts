/** From variables as the schema declares them to what expressions see. */
import type { LetModel } from './model.js';
import { XPathNotEvaluable } from './xpath/errors.js';
import { type Environment, fullExpression, within, withLet, withValues } from './xpath/expression.js';
import type { Eval } from './xpath/full/scope.js';
import { compileSource, convertedTo } from './xslt/instructions.js';

/**
 * The environment with one more variable.
 *
 * @param isGlobal whether it is about the document, and not about the node of a rule.
 * @throws XPathNotEvaluable where nothing can evaluate it.
 */
export function declare(declared: LetModel, environment: Environment, isGlobal: boolean): Environment {
  const { name, value, as, namespaces = new Map() } = declared;
  const seen = within(environment, namespaces);
  const inner =
    value !== undefined && as === undefined
      ? withLet(seen, name, value, isGlobal)
      : withValues(seen, name, valuesOf(declared, seen), isGlobal);
  // Only the variable is for others.
  return { ...environment, variables: inner.variables };
}

function valuesOf({ value, body, as }: LetModel, environment: Environment): Eval {
  if (value !== undefined) return convertedTo(as!, fullExpression(value, environment), environment);
  if ('reason' in body) throw new XPathNotEvaluable(body.reason);
  return compileSource({ select: undefined, body, as }, environment);
}
