/** Comparisons of atomic values (XPath 3.1, §3.7; Functions and Operators 3.1, §4 to §12 and §14.4). */
import type { Duration } from '../atomic/duration.js';
import { compareTemporal, isTemporalType, type Temporal, temporalKey } from '../atomic/temporal.js';
import { XPathDynamicError } from '../errors.js';
import type { Dynamic } from '../runtime.js';
import { compareStrings } from '../values.js';
import { compareNumbers, isNumeric, numberKey } from './numeric.js';
import { kindOfValue } from './types.js';
import type { Atomic, Primitive, QName } from './value.js';

export type Relation = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/** Orders two texts: below 0, 0, above 0. */
export type Collation = (a: string, b: string) => number;

/** A value comparison; untyped values are texts. @throws XPathDynamicError where the types do not compare (XPTY0004). */
export function holds(
  c: Dynamic,
  relation: Relation,
  a: Atomic,
  b: Atomic,
  collation: Collation = compareStrings,
): boolean {
  if (relation === 'eq' || relation === 'ne') return areEqual(c, a, b, collation) === (relation === 'eq');
  const order = orderOf(c, a, b, collation);
  switch (relation) {
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
  }
}

export function isText({ primitive }: Atomic): boolean {
  return primitive === 'string' || primitive === 'untypedAtomic' || primitive === 'anyURI';
}

const DURATIONS: ReadonlySet<Primitive> = new Set<Primitive>(['duration', 'yearMonthDuration', 'dayTimeDuration']);

export function isDuration({ primitive }: Atomic): boolean {
  return DURATIONS.has(primitive);
}

export function isTemporal({ primitive }: Atomic): boolean {
  return isTemporalType(primitive);
}

export function areEqual(c: Dynamic, a: Atomic, b: Atomic, collation: Collation = compareStrings): boolean {
  if (isText(a) && isText(b)) return collation(a.plain as string, b.plain as string) === 0;
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b) === 0;
  if (isDuration(a) && isDuration(b)) return (a.plain as Duration).equals(b.plain as Duration);
  if (a.primitive !== b.primitive) throw unlike(a, b);
  if (isTemporal(a)) return compareTemporal(a.plain as Temporal, b.plain as Temporal, c.zone) === 0;
  if (a.primitive === 'QName' || a.primitive === 'NOTATION') return sameName(a.plain as QName, b.plain as QName);
  return a.plain === b.plain;
}

function sameName(a: QName, b: QName): boolean {
  return a.local === b.local && a.uri === b.uri;
}

/** Below 0, 0, above 0, or NaN. */
export function orderOf(c: Dynamic, a: Atomic, b: Atomic, collation: Collation = compareStrings): number {
  if (isText(a) && isText(b)) return collation(a.plain as string, b.plain as string);
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b);
  if (a.primitive !== b.primitive) throw unlike(a, b);
  switch (a.primitive) {
    case 'boolean':
      return Number(a.plain) - Number(b.plain);
    case 'dateTime':
    case 'date':
    case 'time':
      return compareTemporal(a.plain as Temporal, b.plain as Temporal, c.zone);
    case 'yearMonthDuration':
    case 'dayTimeDuration':
      return (a.plain as Duration).compare(b.plain as Duration);
    case 'hexBinary':
    case 'base64Binary':
      return compareStrings(a.plain as string, b.plain as string);
    default:
      throw new XPathDynamicError(`of two values of the type xs:${a.type} none is the greater`);
  }
}

function unlike(a: Atomic, b: Atomic): XPathDynamicError {
  return new XPathDynamicError(`${kindOfValue(a)} is compared with ${kindOfValue(b)}`);
}

/** Equal for keys of a map that are the same (Functions and Operators 3.1, §17.1.1). */
export function sameKey(atom: Atomic): string {
  return keyOf(atom, undefined);
}

/** Equal for values of which `eq` holds, and which are not alike where it is an error. */
export function equalKey(c: Dynamic, atom: Atomic): string {
  return keyOf(atom, c.zone);
}

function keyOf(atom: Atomic, zone: number | undefined): string {
  const { primitive, plain } = atom;
  if (isText(atom)) return `s${plain}`;
  if (isNumeric(atom)) return `n${numberKey(atom)}`;
  if (isDuration(atom)) return `d${(plain as Duration).key}`;
  if (isTemporal(atom)) return `${primitive} ${temporalKey(plain as Temporal, zone)}`;
  if (primitive === 'QName' || primitive === 'NOTATION')
    return `${primitive} ${(plain as QName).uri} ${(plain as QName).local}`;
  return `${primitive} ${plain}`;
}
