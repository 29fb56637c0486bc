/** From the items of expressions whose type is known beforehand to values that carry theirs. */
import type { Kind } from '../compiled.js';
import { XPathUnsupported } from '../errors.js';
import type { Item, Sequence } from '../runtime.js';
import { Atomic, double, FALSE, integer, NOTHING, string, TRUE, type Value, type Values } from './value.js';

/** How items of a kind become values. */
export function boxed(kind: Kind): (items: Sequence) => Values {
  if (kind === 'node') return (items) => items as Values;
  if (kind === 'empty') return () => NOTHING;
  const box = boxOf(kind);
  return (items) => items.map(box);
}

function boxOf(kind: Kind): (item: Item) => Value {
  switch (kind) {
    case 'string':
      return (item) => string(item as string);
    case 'untyped':
      return (item) => new Atomic('untypedAtomic', item as string, 'untypedAtomic');
    case 'mixed':
      return (item) => (typeof item === 'string' ? string(item) : (item as Value));
    case 'boolean':
      return (item) => (item === true ? TRUE : FALSE);
    case 'integer':
      return (item) => integer(item as number);
    case 'double':
      return (item) => double(item as number);
    default:
      throw new XPathUnsupported(kind);
  }
}
