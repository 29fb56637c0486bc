/** `fn:deep-equal` (Functions and Operators 3.1, §15.3.1). */
import { equalTrees } from '../equal.js';
import { type Dynamic, OPERATING } from '../runtime.js';
import { areEqual, type Collation, isDuration, isText, sameKey } from './compare.js';
import { isNumeric } from './numeric.js';
import { Atomic, isNode, type Value, type Values, XPathArray, XPathMap } from './value.js';

export function deepEqual(c: Dynamic, a: Values, b: Values, collation: Collation): boolean {
  return a.length === b.length && a.every((value, i) => equalValues(c, value, b[i]!, collation));
}

function equalValues(c: Dynamic, a: Value, b: Value, collation: Collation): boolean {
  c.spend(OPERATING);
  if (a instanceof Atomic) return b instanceof Atomic && equalAtoms(c, a, b, collation);
  if (isNode(a)) return isNode(b) && equalTrees(c, [a], [b]);
  if (a instanceof XPathArray) {
    if (!(b instanceof XPathArray) || a.members.length !== b.members.length) return false;
    return a.members.every((member, i) => deepEqual(c, member, b.members[i]!, collation));
  }
  if (!(a instanceof XPathMap) || !(b instanceof XPathMap) || a.entries.size !== b.entries.size) return false;
  return [...a.entries.values()].every(({ key, value }) => {
    const other = b.entries.get(sameKey(key));
    return other !== undefined && deepEqual(c, value, other.value, collation);
  });
}

/** NaN is equal to itself here. */
function equalAtoms(c: Dynamic, a: Atomic, b: Atomic, collation: Collation): boolean {
  if (Number.isNaN(a.plain) && Number.isNaN(b.plain)) return true;
  const comparable = a.primitive === b.primitive || [isText, isNumeric, isDuration].some((is) => is(a) && is(b));
  return comparable && areEqual(c, a, b, collation);
}
