/** What a function does with its arguments (XPath 3.1, §3.1.5.2; for XPath 1.0's conversions §B.1). */
import { XPathDynamicError } from '../errors.js';
import type { Dynamic } from '../runtime.js';
import { atomized, textOfValue } from './atomize.js';
import { castAtomic } from './cast.js';
import { numbersOf } from './lenient.js';
import { isOfLength, kindOfValue, type Type } from './types.js';
import { Atomic, type AtomicType, isDerived, string, type Values } from './value.js';

/** Turns an argument into what a parameter of the type takes. @throws XPathDynamicError (XPTY0004). */
export function converted(c: Dynamic, values: Values, type: Type, compatible = false): Values {
  const given = compatible ? leniently(values, type) : values;
  const items = type.atomic === undefined ? given : atomsOf(c, given, type.atomic);
  if (!isOfLength(items, type)) throw new XPathDynamicError(wrongLength(items, type));
  const wrong = items.find((item) => !type.isItem(item));
  if (wrong !== undefined) throw new XPathDynamicError(`${kindOfValue(wrong)} stands where ${type.text} is needed`);
  return items;
}

function wrongLength({ length }: Values, { text }: Type): string {
  return length === 0
    ? `nothing stands where a value (${text}) is needed`
    : `${length} values stand where only one may (${text})`;
}

/** XPath 1.0 takes the first of several, and the text or the number of anything. */
function leniently(values: Values, { many, atomic }: Type): Values {
  if (many) return atomic === 'string' ? values.map((value) => string(textOfValue(value, true))) : values;
  const first = values.slice(0, 1);
  if (atomic === 'string') return [string(first[0] === undefined ? '' : textOfValue(first[0], true))];
  if (atomic === 'double' || atomic === 'numeric') return numbersOf(first);
  return first;
}

function atomsOf(c: Dynamic, values: Values, type: AtomicType): Values {
  if (values.every((value) => value instanceof Atomic && value.type === type)) return values;
  return atomized(c, values).map((atom) => promoted(atom, type));
}

/** Untyped values are cast, numbers and addresses promoted; anything else stays what it is. */
export function promoted(atom: Atomic, type: AtomicType): Atomic {
  if (isDerived(atom.type, type)) return atom;
  if (atom.primitive === 'untypedAtomic') return castAtomic(atom, type === 'numeric' ? 'double' : type);
  if (type === 'double' && isDerived(atom.type, 'numeric')) return castAtomic(atom, 'double');
  if (type === 'float' && isDerived(atom.type, 'decimal')) return castAtomic(atom, 'float');
  if (type === 'string' && atom.primitive === 'anyURI') return string(atom.plain as string);
  return atom;
}
