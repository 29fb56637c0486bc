/**
 * The items of the XQuery and XPath Data Model 3.1, each with its type: nodes, atomic values, and functions, which maps
 * and arrays are as well.
 */

import type { TreeNode } from '../../tree.js';
import type { Decimal } from '../atomic/decimal.js';
import type { Duration } from '../atomic/duration.js';
import type { Temporal, TemporalType } from '../atomic/temporal.js';
import type { Dynamic } from '../runtime.js';

export type Value = TreeNode | Atomic | FunctionItem;
export type Values = readonly Value[];

/** An expanded name, with the prefix that it was written with. */
export interface QName {
  readonly prefix: string;
  readonly uri: string;
  readonly local: string;
}

/** The atomic types (XML Schema Part 2, and XPath Data Model §2.7), each with the one that it is derived from. */
const PARENTS = {
  anyAtomicType: undefined,
  untypedAtomic: 'anyAtomicType',
  string: 'anyAtomicType',
  normalizedString: 'string',
  token: 'normalizedString',
  language: 'token',
  NMTOKEN: 'token',
  Name: 'token',
  NCName: 'Name',
  ID: 'NCName',
  IDREF: 'NCName',
  ENTITY: 'NCName',
  boolean: 'anyAtomicType',
  numeric: 'anyAtomicType',
  decimal: 'numeric',
  integer: 'decimal',
  nonPositiveInteger: 'integer',
  negativeInteger: 'nonPositiveInteger',
  long: 'integer',
  int: 'long',
  short: 'int',
  byte: 'short',
  nonNegativeInteger: 'integer',
  unsignedLong: 'nonNegativeInteger',
  unsignedInt: 'unsignedLong',
  unsignedShort: 'unsignedInt',
  unsignedByte: 'unsignedShort',
  positiveInteger: 'nonNegativeInteger',
  float: 'numeric',
  double: 'numeric',
  duration: 'anyAtomicType',
  yearMonthDuration: 'duration',
  dayTimeDuration: 'duration',
  dateTime: 'anyAtomicType',
  dateTimeStamp: 'dateTime',
  date: 'anyAtomicType',
  time: 'anyAtomicType',
  gYear: 'anyAtomicType',
  gYearMonth: 'anyAtomicType',
  gMonth: 'anyAtomicType',
  gMonthDay: 'anyAtomicType',
  gDay: 'anyAtomicType',
  hexBinary: 'anyAtomicType',
  base64Binary: 'anyAtomicType',
  anyURI: 'anyAtomicType',
  QName: 'anyAtomicType',
  NOTATION: 'anyAtomicType',
} as const;

export type AtomicType = keyof typeof PARENTS;

/** The types whose values differ in kind: every other is derived from one of them. */
export type Primitive =
  | 'untypedAtomic'
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'float'
  | 'double'
  | 'duration'
  | 'yearMonthDuration'
  | 'dayTimeDuration'
  | TemporalType
  | 'hexBinary'
  | 'base64Binary'
  | 'anyURI'
  | 'QName'
  | 'NOTATION';

export function isAtomicType(name: string): name is AtomicType {
  return Object.hasOwn(PARENTS, name);
}

export function isDerived(type: AtomicType, from: AtomicType): boolean {
  for (let at: AtomicType | undefined = type; at !== undefined; at = PARENTS[at]) if (at === from) return true;
  return false;
}

const PRIMITIVES: ReadonlySet<string> = new Set<Primitive>([
  'untypedAtomic',
  'string',
  'boolean',
  'decimal',
  'integer',
  'float',
  'double',
  'duration',
  'yearMonthDuration',
  'dayTimeDuration',
  'dateTime',
  'date',
  'time',
  'gYear',
  'gYearMonth',
  'gMonth',
  'gMonthDay',
  'gDay',
  'hexBinary',
  'base64Binary',
  'anyURI',
  'QName',
  'NOTATION',
]);

/** The primitive type of values of a type; undefined where there are several. */
export function primitiveOf(type: AtomicType): Primitive | undefined {
  for (let at: AtomicType | undefined = type; at !== undefined; at = PARENTS[at]) {
    if (PRIMITIVES.has(at)) return at as Primitive;
  }
  return undefined;
}

/** What stands behind a value of each primitive type: bytes are a character each, of a code below 256. */
export type Plain = string | boolean | bigint | Decimal | number | Duration | Temporal | QName;

export class Atomic {
  readonly type: AtomicType;
  readonly primitive: Primitive;
  readonly plain: Plain;

  constructor(type: AtomicType, plain: Plain, primitive: Primitive = primitiveOf(type)!) {
    this.type = type;
    this.plain = plain;
    this.primitive = primitive;
  }
}

export class FunctionItem {
  /** Undefined for a function without a name. */
  readonly name: QName | undefined;
  readonly arity: number;
  readonly #call: (c: Dynamic, args: readonly Values[]) => Values;

  constructor(name: QName | undefined, arity: number, call: (c: Dynamic, args: readonly Values[]) => Values) {
    this.name = name;
    this.arity = arity;
    this.#call = call;
  }

  /** With as many arguments as it takes. */
  call(c: Dynamic, args: readonly Values[]): Values {
    return this.#call(c, args);
  }
}

export interface MapEntry {
  readonly key: Atomic;
  readonly value: Values;
}

/** A map: as a function, from a key to its value. */
export class XPathMap extends FunctionItem {
  /** By what `sameKey` gives for the key. */
  readonly entries: ReadonlyMap<string, MapEntry>;

  constructor(entries: ReadonlyMap<string, MapEntry>, lookup: (c: Dynamic, map: XPathMap, key: Values) => Values) {
    super(undefined, 1, (c, [key]) => lookup(c, this, key!));
    this.entries = entries;
  }
}

/** An array: as a function, from a position to its member. */
export class XPathArray extends FunctionItem {
  readonly members: readonly Values[];

  constructor(members: readonly Values[], lookup: (c: Dynamic, array: XPathArray, position: Values) => Values) {
    super(undefined, 1, (c, [position]) => lookup(c, this, position!));
    this.members = members;
  }
}

export function isNode(value: Value): value is TreeNode {
  return !(value instanceof Atomic) && !(value instanceof FunctionItem);
}

export const TRUE = new Atomic('boolean', true);
export const FALSE = new Atomic('boolean', false);
export const NOTHING: Values = [];
const TRUES: Values = [TRUE];
const FALSES: Values = [FALSE];

export function truth(value: boolean): Values {
  return value ? TRUES : FALSES;
}

export function string(text: string): Atomic {
  return new Atomic('string', text, 'string');
}

export function integer(value: number | bigint): Atomic {
  return new Atomic('integer', BigInt(value), 'integer');
}

export function double(value: number): Atomic {
  return new Atomic('double', value, 'double');
}
