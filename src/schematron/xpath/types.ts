/** `cast as`, `castable as`, and the constructor functions of the types that need no more than strings and numbers. */
import { XSD_NAMESPACE } from '../../xml/known-namespaces.js';
import type { Expr } from './ast.js';
import {
  type Compiled,
  formatter,
  fromBoolean,
  fromOptional,
  isNumeric,
  isTextual,
  type Kind,
  only,
} from './compiled.js';
import { XPathDynamicError, XPathUnsupported } from './errors.js';
import type { Item } from './runtime.js';
import { namespaceOf, type Scope } from './scope.js';
import {
  castToDouble,
  castToInteger,
  isInteger,
  parseBoolean,
  parseDouble,
  shortened,
  textOf,
  whole,
} from './values.js';

type Castable = 'string' | 'boolean' | 'integer' | 'double' | 'untyped';

export function compileType(
  expr: Extract<Expr, { type: 'cast' | 'castable' | 'instance' | 'treat' }>,
  scope: Scope,
): Compiled {
  const { item, occurrence } = expr.as;
  const optional = occurrence === '?';
  const type = item.type === 'atomic' ? castableType(item.name, scope) : undefined;
  if (type === undefined || (expr.type !== 'cast' && expr.type !== 'castable')) throw new XPathUnsupported(expr.type);
  const value = scope.compile(expr.operand, scope);
  if (expr.type === 'cast') return cast(value, type, optional);
  const convertible = castability(value.kind, type);
  return fromBoolean((c) => {
    const items = value.items(c);
    return items.length === 0 ? optional : items.length === 1 && convertible(items[0]!);
  });
}

/** `xs:integer(…)`; undefined if the name is none of a constructor. */
export function compileConstructor(name: string, args: readonly Expr[], scope: Scope): Compiled | undefined {
  const type = castableType(name, scope);
  if (type === undefined || args.length !== 1) return undefined;
  return cast(scope.compile(args[0]!, scope), type, true);
}

function castableType(name: string, scope: Scope): Castable | undefined {
  const [prefix, local] = name.split(':');
  if (local === undefined || namespaceOf(prefix!, scope) !== XSD_NAMESPACE) return undefined;
  switch (local) {
    case 'string':
    case 'boolean':
    case 'integer':
    case 'double':
      return local;
    case 'untypedAtomic':
      return 'untyped';
    default:
      return undefined;
  }
}

function cast(value: Compiled, type: Castable, optional: boolean): Compiled {
  const convert = converter(value.kind, type);
  return fromOptional(type, (c) => {
    const item = only(value.items(c), false);
    if (item !== undefined) return convert(item);
    if (optional) return undefined;
    throw new XPathDynamicError('nothing stands where a value is needed');
  });
}

function converter(from: Kind, type: Castable): (item: Item) => Item {
  if (from === type) return (item) => item;
  switch (type) {
    case 'string':
    case 'untyped':
      return formatter(from, false);
    case 'integer':
      if (isTextual(from)) return (item) => castToInteger(textOf(item));
      if (from === 'boolean') return Number;
      return (item) => truncated(item as number);
    case 'double':
      return isTextual(from) ? (item) => castToDouble(textOf(item)) : Number;
    case 'boolean':
      return isTextual(from) ? (item) => castToBoolean(textOf(item)) : Boolean;
  }
}

function castability(from: Kind, type: Castable): (item: Item) => boolean {
  if (!isTextual(from)) {
    if (isNumeric(from) && type === 'integer') return (item) => Number.isFinite(item);
    return () => true;
  }
  switch (type) {
    case 'integer':
      return (item) => isInteger(textOf(item));
    case 'double':
      return (item) => parseDouble(textOf(item)) !== undefined;
    case 'boolean':
      return (item) => parseBoolean(textOf(item)) !== undefined;
    default:
      return () => true;
  }
}

function truncated(value: number): number {
  if (!Number.isFinite(value)) throw new XPathDynamicError(`${value} is no whole number`);
  return whole(Math.trunc(value)) || 0;
}

function castToBoolean(text: string): boolean {
  const value = parseBoolean(text);
  if (value === undefined) throw new XPathDynamicError(`“${shortened(text)}” is neither true nor false`);
  return value;
}
