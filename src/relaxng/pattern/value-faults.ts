import { tokens } from '../../xml/white-space.js';
import type { NamespaceLookup } from '../datatypes/types.js';
import type { PatternBuilder } from './builder.js';
import type { ListPattern, Pattern } from './pattern.js';
import { matchesText, textDerivative, wordDerivative } from './text-derivatives.js';

/** What is wrong with a value that should have been a list. */
export type ListFault =
  | { readonly kind: 'item'; readonly item: string }
  /** Each item is right as far as it goes, but there must be more. */
  | { readonly kind: 'too-few'; readonly count: number }
  /** Each item would be right by itself, but there may not be so many, or not in this order. */
  | { readonly kind: 'too-many'; readonly count: number };

/** Undefined unless lists are all that `p` takes. */
export function listFault(b: PatternBuilder, p: Pattern, value: string, ns: NamespaceLookup): ListFault | undefined {
  const lists = p.kind === 'choice' ? p.members : [p];
  if (!lists.every((list): list is ListPattern => list.kind === 'list')) return undefined;
  const items = tokens(value);
  let residue = b.choiceOf(lists.map(({ operand }) => operand));
  const first = residue;
  const derivative = wordDerivative(b, ns);
  for (const item of items) {
    residue = derivative(residue, item);
    if (residue === b.notAllowed) {
      const rightByItself = matchesText(b, first, item, ns) || textDerivative(b, first, item, ns) !== b.notAllowed;
      return rightByItself ? { kind: 'too-many', count: items.length } : { kind: 'item', item };
    }
  }
  return { kind: 'too-few', count: items.length };
}
