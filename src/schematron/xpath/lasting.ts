/** What is the same wherever in a document it is asked for, so that what is made of it can be kept. */
import type { TreeNode } from '../tree.js';
import { type Expr, walk } from './ast.js';
import { type Compiled, effectiveBoolean } from './compiled.js';
import type { Dynamic, Item, Sequence } from './runtime.js';

/** Whether an expression gives the same wherever in a document it is evaluated: a path from the root that asks for nothing around it. */
export function isLasting(expr: Expr): boolean {
  return expr.type === 'path' && expr.absolute && expr.steps.length > 0 && isClosed(expr);
}

/** Whether nothing counts but the node, or the value, that it is about. */
export function isClosed(expr: Expr): boolean {
  for (const each of walk(expr)) {
    if (each.type === 'variable') return false;
    if ((each.type === 'call' || each.type === 'reference') && /^(?:.*[:}])?(?:current|regex-group)$/.test(each.name))
      return false;
  }
  return true;
}

/** The same, of an expression that gives the same wherever in a document it is asked for. */
export function lasting(compiled: Compiled): Compiled {
  const known = (c: Dynamic): Sequence | undefined => c.lasting(compiled, () => compiled.items(c));
  const { each } = compiled;
  const eachKnown: Compiled['each'] = (c, visitor) => {
    const items = known(c);
    if (items === undefined) return each!(c, visitor);
    return items.some((node) => {
      c.spend(1);
      return visitor(node as TreeNode);
    });
  };
  return {
    ...compiled,
    lasting: true,
    items: (c) => known(c) ?? compiled.items(c),
    test: (c) => {
      const items = known(c);
      return items === undefined ? compiled.test(c) : effectiveBoolean(items);
    },
    ...(each === undefined ? {} : { each: eachKnown }),
  };
}

/** Of fewer values a set is not worth its making. */
export const MANY = 8;

/**
 * The values of a sequence as a set, where it is compared again; undefined where it is short, or seen for the first time.
 *
 * @param convert makes of an item what is compared.
 */
export function setOfLasting(
  compiled: Compiled,
  convert: (item: Item) => Item,
): (c: Dynamic) => ReadonlySet<Item> | undefined {
  const sets = new WeakMap<Sequence, ReadonlySet<Item> | 'seen'>();
  return (c) => {
    const items = compiled.items(c);
    if (items.length <= MANY) return undefined;
    const known = sets.get(items);
    if (known === undefined) sets.set(items, 'seen');
    if (known !== 'seen') return known;
    c.keepAll(items.length);
    const set = equals(items.map(convert));
    sets.set(items, set);
    return set;
  };
}

/** NaN is equal to nothing. */
export function equals(values: Sequence): ReadonlySet<Item> {
  return new Set(values.filter((value) => !Number.isNaN(value)));
}
