/** The context item and its place: the one spot where the two ways of evaluating differ in what they take for an item. */
import { XPathDynamicError } from '../errors.js';
import type { Dynamic, Item } from '../runtime.js';
import type { Value, Values } from './value.js';

/** Within a function there is no context. */
const ABSENT = undefined as unknown as Item;

/** @throws XPathDynamicError where there is none (XPDY0002). */
export function contextItem(c: Dynamic): Value {
  if (c.item === ABSENT) throw new XPathDynamicError('within a function there is no context, such as “.” asks for');
  return c.item as unknown as Value;
}

/** Evaluates for each value as the context item, and gives all results. */
export function forEachAsContext(c: Dynamic, values: Values, evaluate: () => Values): Value[] {
  const results: Value[] = [];
  withFocus(c, values, () => {
    for (const result of evaluate()) {
      c.keep(results.length);
      results.push(result);
    }
  });
  return results;
}

/** The values for which the test, with each as the context item, holds. */
export function filtered(c: Dynamic, values: Values, test: (value: Value) => boolean): Values {
  const kept: Value[] = [];
  withFocus(c, values, (value) => {
    if (test(value)) kept.push(value);
  });
  return kept;
}

function withFocus(c: Dynamic, values: Values, visit: (value: Value) => void): void {
  const { item, position, size } = c;
  c.spend(values.length * 5);
  try {
    values.forEach((value, i) => {
      c.item = value as unknown as Item;
      c.position = i + 1;
      c.size = values.length;
      visit(value);
    });
  } finally {
    c.item = item;
    c.position = position;
    c.size = size;
  }
}

/** As the body of a function is evaluated. */
export function withoutContext<T>(c: Dynamic, evaluate: () => T): T {
  const { item, position, size } = c;
  c.item = ABSENT;
  try {
    return evaluate();
  } finally {
    c.item = item;
    c.position = position;
    c.size = size;
  }
}
