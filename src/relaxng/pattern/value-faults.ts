import type { NamespaceLookup } from '../../datatypes/types.js';
import { tokens } from '../../xml/white-space.js';
import type { PatternBuilder } from './builder.js';
import { valueExpectations } from './expectations.js';
import type { ListPattern, Pattern } from './pattern.js';
import { forEachOperand } from './reachable.js';
import { matchesText, textDerivative, wordDerivative } from './text-derivatives.js';

/** What is wrong with a value that should have been a list. */
export type ListFault =
  | { readonly kind: 'item'; readonly item: string }
  /** Each item is right as far as it goes, but there must be more. */
  | { readonly kind: 'too-few'; readonly count: number }
  /** Each item would be right by itself, but there may not be so many, or not in this order. */
  | { readonly kind: 'too-many'; readonly count: number };

/** What is wrong with a value, beyond that it is none of those allowed. */
export interface ValueFaults {
  /** Values that the schema takes out of a type, this one among them; empty if it does not. */
  readonly excluded: readonly string[];
  /** Why there is no such value, though its form is right. */
  readonly impossible: readonly string[];
  /** By what a type asks for in all (`describe`), the part of it that is not met. */
  readonly unmet: ReadonlyMap<string, string>;
}

/** @param value the text, or the item of a list that is wrong. */
export function valueFaults(b: PatternBuilder, p: Pattern, value: string, ns: NamespaceLookup): ValueFaults {
  const excluded = new Set<string>();
  const impossible = new Set<string>();
  const unmet = new Map<string, string>();
  const seen = new Set<Pattern>();
  const visit = (q: Pattern): void => {
    if (seen.has(q)) return;
    seen.add(q);
    if (q.kind !== 'data') {
      forEachOperand(q, visit);
      return;
    }
    const { datatype, except } = q;
    const fault = datatype.fault?.(value, ns);
    if (fault?.kind === 'impossible') impossible.add(fault.words);
    else if (fault?.kind === 'unmet') unmet.set(datatype.describe(), fault.words);
    if (except !== undefined && datatype.allows(value, ns) && matchesText(b, except, value, ns)) {
      for (const listed of valueExpectations(except).values) excluded.add(listed);
      if (excluded.size === 0) excluded.add(value);
    }
  };
  visit(p);
  return { excluded: [...excluded].sort(), impossible: [...impossible], unmet };
}

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
