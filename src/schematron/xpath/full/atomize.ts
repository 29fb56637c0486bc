/** Values as atomic values, as texts and as truths (XPath 3.1, §2.4.2, §2.4.3 and §3.1.5.2). */
import { COMMENT, NAMESPACE, PROCESSING_INSTRUCTION, type TreeNode } from '../../tree.js';
import type { Decimal } from '../atomic/decimal.js';
import { XPathDynamicError } from '../errors.js';
import type { Dynamic } from '../runtime.js';
import { formatDouble, textOf } from '../values.js';
import { asNumber, isNumeric } from './numeric.js';
import { textOfAtomic } from './text.js';
import { Atomic, isNode, type Value, type Values, XPathArray } from './value.js';

/** The typed value of a node that no schema has typed. */
export function typedValue(node: TreeNode): Atomic {
  const { kind } = node;
  const isString = kind === COMMENT || kind === PROCESSING_INSTRUCTION || kind === NAMESPACE;
  const type = isString ? 'string' : 'untypedAtomic';
  return new Atomic(type, textOf(node), type);
}

/** @throws XPathDynamicError for functions (FOTY0013). */
export function atomized(c: Dynamic, values: Values): readonly Atomic[] {
  if (values.every((value) => value instanceof Atomic)) return values;
  const atoms: Atomic[] = [];
  c.spend(values.length);
  for (const value of values) addAtoms(c, value, atoms);
  return atoms;
}

function addAtoms(c: Dynamic, value: Value, atoms: Atomic[]): void {
  if (value instanceof Atomic) atoms.push(value);
  else if (isNode(value)) {
    c.keep(atoms.length);
    atoms.push(typedValue(value));
  } else if (value instanceof XPathArray) {
    for (const member of value.members) {
      c.spend(1 + member.length);
      for (const each of member) addAtoms(c, each, atoms);
    }
  } else throw new XPathDynamicError('a function or a map stands where a value is needed');
}

/** Of at most one atomic value. */
export function onlyAtom(c: Dynamic, values: Values): Atomic | undefined {
  const atoms = atomized(c, values);
  if (atoms.length > 1) throw new XPathDynamicError('several values stand where only one may');
  return atoms[0];
}

/** `fn:string` of an item. @param compatible whether numbers are written as XPath 1.0 writes them. */
export function textOfValue(value: Value, compatible = false): string {
  if (value instanceof Atomic) {
    return compatible && isNumeric(value) ? formatDouble(asNumber(value), true) : textOfAtomic(value);
  }
  if (isNode(value)) return textOf(value);
  throw new XPathDynamicError('a function, map or array has no text');
}

/** The effective boolean value. @throws XPathDynamicError (FORG0006). */
export function isTrue(values: Values): boolean {
  const [first] = values;
  if (first === undefined) return false;
  if (isNode(first)) return true;
  if (values.length > 1) throw new XPathDynamicError('a sequence of several values is neither true nor false');
  if (!(first instanceof Atomic)) throw new XPathDynamicError('a function, map or array is neither true nor false');
  switch (first.primitive) {
    case 'boolean':
      return first.plain as boolean;
    case 'string':
    case 'untypedAtomic':
    case 'anyURI':
      return first.plain !== '';
    case 'integer':
      return first.plain !== 0n;
    case 'double':
    case 'float':
      return first.plain !== 0 && !Number.isNaN(first.plain);
    case 'decimal':
      return !(first.plain as Decimal).isZero;
    default:
      throw new XPathDynamicError(`a value of the type xs:${first.type} is neither true nor false`);
  }
}
