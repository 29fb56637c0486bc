/** The form in which functions are declared: the types of their parameters, and what they do. */

import { XPathDynamicError } from '../../errors.js';
import type { Dynamic } from '../../runtime.js';
import { compareStrings } from '../../values.js';
import type { Collation } from '../compare.js';
import { asNumber } from '../numeric.js';
import type { FullScope } from '../scope.js';
import { textOfAtomic } from '../text.js';
import { type Atomic, type FunctionItem, NOTHING, string, type Values } from '../value.js';

export type Implementation = (c: Dynamic, args: readonly Values[], scope: FullScope) => Values;

export interface FunctionSpec {
  /** Types of sequences, as written. */
  readonly parameters: readonly string[];
  readonly fewest: number;
  readonly most: number;
  /** What it is about without an argument, if there may be none: the context item, or what `string()` gives of it. */
  readonly ofContext: 'item' | 'text' | undefined;
  readonly call: Implementation;
}

export type Library = Readonly<Record<string, FunctionSpec>>;

/**
 * @param parameters types, with semicolons between them; `...` behind the last one means that there may be more.
 * @param fewest how many arguments there must be; by default as many as there are parameters.
 */
export function f(parameters: string, call: Implementation, fewest?: number): FunctionSpec {
  const repeats = parameters.endsWith('...');
  const types = parameters === '' ? [] : parameters.replace('...', '').split('; ');
  const most = repeats ? Number.POSITIVE_INFINITY : types.length;
  return { parameters: types, fewest: fewest ?? types.length, most, ofContext: undefined, call };
}

/** With one parameter, for which the context item stands where it is left out. */
export function ofContext(parameter: string, call: Implementation): FunctionSpec {
  return { parameters: [parameter], fewest: 0, most: 1, ofContext: 'item', call };
}

/** About a text, for which that of the context item stands where it is left out, whatever its type (§5.4.4 and §5.4.5). */
export function ofContextText(call: Implementation): FunctionSpec {
  return { ...ofContext('xs:string?', call), ofContext: 'text' };
}

/** The text of an argument; '' of nothing. */
export function str(values: Values | undefined): string {
  const [atom] = values ?? NOTHING;
  return atom === undefined ? '' : textOfAtomic(atom as Atomic);
}

export function num([atom]: Values): number {
  return asNumber(atom as Atomic);
}

export function fn(values: Values | undefined): FunctionItem {
  return values![0] as FunctionItem;
}

export function atom(values: Values | undefined): Atomic | undefined {
  return values?.[0] as Atomic | undefined;
}

/** A text just put together, which takes time, and memory, in proportion to its length. */
export function texts(c: Dynamic, text: string): Values {
  c.write(text.length);
  return [string(text)];
}

export function optionalText(c: Dynamic, text: string | undefined): Values {
  return text === undefined ? NOTHING : texts(c, text);
}

const CODEPOINT = 'http://www.w3.org/2005/xpath-functions/collation/codepoint';
const ASCII = 'http://www.w3.org/2005/xpath-functions/collation/html-ascii-case-insensitive';

/** @throws XPathDynamicError where it is not known (FOCH0002). */
export function collationOf(values: Values | undefined): Collation {
  const name = str(values);
  if (name === '' || name === CODEPOINT) return compareStrings;
  if (name === ASCII) return (a, b) => compareStrings(asciiLower(a), asciiLower(b));
  throw new XPathDynamicError(`the collation ${name} is not known; there are ${CODEPOINT} and ${ASCII}`);
}

/** What a collation takes for the same. */
export function collated(values: Values | undefined): (text: string) => string {
  return collationOf(values) === compareStrings ? (text) => text : asciiLower;
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export { CODEPOINT };
