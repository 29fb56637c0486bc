/** The facets of XML Schema that RELAX NG takes as params (XML Schema Part 2, §4.3). */

import { collapseSpace } from '../../xml/white-space.js';
import { compileRegexp, type Regexp } from '../regexp/index.js';
import type { DatatypeParam, NamespaceLookup } from '../types.js';
import { decimalKey, isInteger } from './decimal.js';
import type { ValueType } from './value-type.js';

/** A test of a value that is of the type, its white space treated. */
export interface Facet {
  readonly name: string;
  readonly allows: (value: string) => boolean;
  /** For `describe`: follows the type's noun. */
  readonly words: string;
  readonly regexp?: Regexp;
}

export type FacetResult =
  | { readonly ok: true; readonly facet: Facet }
  | { readonly ok: false; readonly reason: string };

const BOUNDS = {
  minInclusive: {
    holds: (order: number) => order >= 0,
    amount: 'at least',
    time: 'not before',
    extent: 'not shorter than',
  },
  minExclusive: { holds: (order: number) => order > 0, amount: 'more than', time: 'after', extent: 'longer than' },
  maxInclusive: {
    holds: (order: number) => order <= 0,
    amount: 'at most',
    time: 'not after',
    extent: 'not longer than',
  },
  maxExclusive: { holds: (order: number) => order < 0, amount: 'less than', time: 'before', extent: 'shorter than' },
} as const;

const LENGTHS = {
  length: { holds: (length: number, limit: number) => length === limit, words: 'exactly' },
  minLength: { holds: (length: number, limit: number) => length >= limit, words: 'at least' },
  maxLength: { holds: (length: number, limit: number) => length <= limit, words: 'at most' },
} as const;

const DIGITS = {
  totalDigits: { least: 1, part: 'total', words: 'in all' },
  fractionDigits: { least: 0, part: 'fraction', words: 'after the point' },
} as const;

/** Makes the facet of a param, or says in words why the type cannot have it or the value cannot be. */
export function createFacet(typeName: string, type: ValueType, param: DatatypeParam): FacetResult {
  const { name } = param;
  if (name === 'pattern') return patternFacet(param.value);
  if (isKey(BOUNDS, name)) return boundFacet(name, typeName, type, param.value);
  if (isKey(LENGTHS, name)) return lengthFacet(name, typeName, type, param.value);
  if (isKey(DIGITS, name)) return digitsFacet(name, typeName, type, param.value);
  if (name === 'enumeration') {
    return refuse(
      'the param “enumeration” is not for RELAX NG schemas; list the values as a choice of “value” patterns',
    );
  }
  if (name === 'whiteSpace') {
    return refuse(
      'the param “whiteSpace” is not for RELAX NG schemas; choose the type by it: string, normalizedString or token',
    );
  }
  return refuse(
    `“${name}” is not a param of XML Schema's types; they have pattern, length, minLength, maxLength, minInclusive, minExclusive, maxInclusive, maxExclusive, totalDigits and fractionDigits`,
  );
}

function patternFacet(source: string): FacetResult {
  const result = compileRegexp(source);
  if (!result.ok) return refuse(result.reason);
  const { regexp } = result;
  const words = `that matches the pattern ${source}${regexp.excludesSpace ? ' (no spaces)' : ''}`;
  return { ok: true, facet: { name: 'pattern', allows: regexp.matches, words, regexp } };
}

/** A bound of the type's own, such as that of `xsd:byte`, or of a param. */
export function boundFacet(name: keyof typeof BOUNDS, typeName: string, type: ValueType, value: string): FacetResult {
  const { compare, boundWords = 'amount' } = type;
  if (compare === undefined) {
    return refuse(
      `the param “${name}” needs a type whose values have an order, such as integer or date; ${typeName} has none`,
    );
  }
  const limit = collapseSpace(value);
  if (!type.isOf(limit, noContext)) {
    return refuse(`the param “${name}” of ${typeName} must be ${type.noun}, and “${value}” is not`);
  }
  const { holds, ...words } = BOUNDS[name];
  const allows = (candidate: string): boolean => {
    const order = compare(candidate, limit);
    return order !== undefined && holds(order);
  };
  return { ok: true, facet: { name, allows, words: `${words[boundWords]} ${limit}` } };
}

function lengthFacet(name: keyof typeof LENGTHS, typeName: string, type: ValueType, value: string): FacetResult {
  if (type.length === undefined) {
    return refuse(
      `the param “${name}” needs a type whose values have a length, such as string or anyURI; ${typeName} has none`,
    );
  }
  const limit = readCount(value);
  if (limit === undefined)
    return refuse(`the param “${name}” must be a whole number of at least 0, and “${value}” is not`);
  const { of, unit } = type.length;
  const { holds, words } = LENGTHS[name];
  return {
    ok: true,
    facet: { name, allows: (candidate) => holds(of(candidate), limit), words: `${words} ${count(limit, unit)}` },
  };
}

function digitsFacet(name: keyof typeof DIGITS, typeName: string, type: ValueType, value: string): FacetResult {
  const { digits } = type;
  if (digits === undefined) {
    return refuse(`the param “${name}” is for decimal and the whole numbers; ${typeName} is none of them`);
  }
  const { least, part, words } = DIGITS[name];
  const limit = readCount(value);
  if (limit === undefined || limit < least) {
    return refuse(`the param “${name}” must be a whole number of at least ${least}, and “${value}” is not`);
  }
  const allows = (candidate: string): boolean => digits(candidate)[part] <= limit;
  return { ok: true, facet: { name, allows, words: `at most ${count(limit, 'digit')} ${words}` } };
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

function readCount(value: string): number | undefined {
  const text = collapseSpace(value);
  if (!isInteger(text)) return undefined;
  const number = Number(decimalKey(text));
  return number < 0 ? undefined : number;
}

function isKey<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

const noContext: NamespaceLookup = () => undefined;
