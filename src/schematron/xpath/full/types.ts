/** Types of sequences, resolved, and whether values are of them (XPath 3.1, §2.5.5). */
import { XSD_NAMESPACE } from '../../../xml/known-namespaces.js';
import { ELEMENT } from '../../tree.js';
import type { ItemType, NodeTest, SequenceType } from '../ast.js';
import { compileTest } from '../axes.js';
import { XPathNotEvaluable } from '../errors.js';
import { expandedName, type Scope } from '../scope.js';
import {
  Atomic,
  type AtomicType,
  FunctionItem,
  isAtomicType,
  isDerived,
  isNode,
  type Value,
  type Values,
  XPathArray,
  XPathMap,
} from './value.js';

/** A type whose names are resolved. */
export interface Type {
  /** As it is written. */
  readonly text: string;
  readonly fewest: 0 | 1;
  readonly many: boolean;
  /** Of atomic types: what values are converted to. */
  readonly atomic: AtomicType | undefined;
  /** Of function types: how many arguments; undefined for any, or for no function type. */
  readonly arity: number | undefined;
  isItem(value: Value): boolean;
}

/** Throws an {@link XPathNotEvaluable} for types that are not known. */
export function resolveType({ item, occurrence }: SequenceType, scope: Scope): Type {
  const isEmpty = item.type === 'empty';
  return {
    text: `${nameOf(item)}${occurrence}`,
    fewest: isEmpty || occurrence === '?' || occurrence === '*' ? 0 : 1,
    many: occurrence === '*' || occurrence === '+',
    atomic: item.type === 'atomic' ? atomicType(item.name, scope) : undefined,
    arity: item.type === 'function' ? item.parameters?.length : undefined,
    isItem: isEmpty ? () => false : itemTest(item, scope),
  };
}

export function isOfType(values: Values, type: Type): boolean {
  return isOfLength(values, type) && values.every(type.isItem);
}

export function isOfLength({ length }: Values, { fewest, many }: Type): boolean {
  return length >= fewest && (many || length <= 1);
}

/** Names without a prefix are of no namespace, and none of those is a type. */
export function atomicType(name: string, scope: Pick<Scope, 'namespaces'>): AtomicType {
  const { uri, local } = expandedName(name, scope);
  if (uri === XSD_NAMESPACE && isAtomicType(local)) return local;
  const hint = uri === '' && isAtomicType(local) ? `; xs:${local} is meant, perhaps` : '';
  throw new XPathNotEvaluable(`the type ${name} is not known${hint}`);
}

function itemTest(item: ItemType, scope: Scope): (value: Value) => boolean {
  switch (item.type) {
    case 'empty':
      return () => false;
    case 'item':
      return () => true;
    case 'atomic': {
      const type = atomicType(item.name, scope);
      return (value) => value instanceof Atomic && isDerived(value.type, type);
    }
    case 'node': {
      const matches = nodeTest(item.test, scope);
      return (value) => isNode(value) && matches(value);
    }
    case 'function':
      return functionTest(item.parameters?.length);
    case 'map': {
      const key = item.key === undefined ? undefined : atomicType(item.key, scope);
      const type = item.value === undefined ? undefined : resolveType(item.value, scope);
      return (value) =>
        value instanceof XPathMap &&
        (key === undefined || [...value.entries.values()].every((entry) => isDerived(entry.key.type, key))) &&
        (type === undefined || [...value.entries.values()].every((entry) => isOfType(entry.value, type)));
    }
    case 'array': {
      const type = item.member === undefined ? undefined : resolveType(item.member, scope);
      return (value) =>
        value instanceof XPathArray && (type === undefined || value.members.every((member) => isOfType(member, type)));
    }
  }
}

/** What parameters and result are is only known of a function when it is called. */
function functionTest(arity: number | undefined): (value: Value) => boolean {
  return (value) => value instanceof FunctionItem && (arity === undefined || value.arity === arity);
}

export function nodeTest(test: NodeTest, scope: Scope): (value: Value) => boolean {
  const matches = compileTest('child', test, scope);
  return (value) => isNode(value) && matches(value);
}

function nameOf(item: ItemType): string {
  switch (item.type) {
    case 'atomic':
      return item.name;
    case 'empty':
      return 'empty-sequence()';
    case 'node':
      return item.test.type === 'name' ? 'element()' : `${item.test.kind}()`;
    default:
      return `${item.type}(${item.type === 'item' ? '' : '*'})`;
  }
}

/** What a value is, for messages. */
export function kindOfValue(value: Value): string {
  if (value instanceof Atomic) return `a value of the type xs:${value.type}`;
  if (value instanceof XPathMap) return 'a map';
  if (value instanceof XPathArray) return 'an array';
  if (value instanceof FunctionItem) return 'a function';
  return value.kind === ELEMENT ? 'an element' : 'a node';
}
