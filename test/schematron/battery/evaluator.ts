/** Which engine evaluates an expression. The one test that looks behind the door: the answer is for the documentation. */
import { XPathNotEvaluable } from '../../../src/schematron/xpath/errors.js';
import { type Environment, stringExpression } from '../../../src/schematron/xpath/expression.js';
import { ForeignExpression } from '../../../src/schematron/xpath/foreign.js';
import { PREFIXES } from './case.js';
import { KEYS } from './expressions.js';

const environment: Environment = {
  namespaces: new Map(Object.entries(PREFIXES)),
  compatible: false,
  keys: new Set(KEYS),
  variables: [],
  lazies: [],
};

/** Undefined where nothing evaluates it. */
export function evaluatorOf(expression: string): 'teigram' | 'fontoxpath' | undefined {
  try {
    return stringExpression(expression, environment) instanceof ForeignExpression ? 'fontoxpath' : 'teigram';
  } catch (error) {
    if (error instanceof XPathNotEvaluable) return undefined;
    throw error;
  }
}
