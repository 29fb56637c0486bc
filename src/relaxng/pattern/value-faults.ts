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

/** What in a value stands in the way of it being right. */
export interface Misfit {
  /** Capital letters or small ones; how it begins; or a character that may stand nowhere in it. */
  readonly kind: 'case' | 'beginning' | 'anywhere';
  readonly character: string;
  /** The value, or the item of it, as it would be right. */
  readonly mended: string | undefined;
}

/** In UTF-16 code units, and different ones of them: of what is longer or more varied, nothing is said. */
const LONGEST_TRIED = 100;
const MOST_TRIED = 6;
/** Marks that people write for others, and those. */
const MISTAKEN = /[\s_:;,./\u2012-\u2015]/;
const MARKS = ['-', '.'];

/**
 * Letters of the wrong size; or the first character, where the value would be right if it began with another one; or the
 * white space or the mark without which it would be right.
 *
 * @param value its white space treated.
 * @param item the part of it that is wrong, where it is a list.
 * @param matches whether another value would be right.
 */
export function misfitOf(
  value: string,
  item: string | undefined,
  matches: (value: string) => boolean,
): Misfit | undefined {
  const wrong = item ?? value;
  if (value.length > LONGEST_TRIED || wrong === '') return undefined;
  const isRight = (part: string): boolean =>
    part !== '' && part !== wrong && matches(item === undefined ? part : inPlaceOf(item, part, value));
  const mended = [wrong.toUpperCase(), wrong.toLowerCase()].find(isRight);
  if (mended !== undefined) return { kind: 'case', character: '', mended };
  const [first = ''] = wrong;
  // Both, or it may only be too short.
  if (isRight(`_${wrong}`) && isRight(`_${wrong.slice(first.length)}`)) {
    return { kind: 'beginning', character: first, mended: undefined };
  }
  for (const character of [...new Set(wrong.match(/[^\p{L}\p{N}]/gu))].slice(0, MOST_TRIED)) {
    const marks = MISTAKEN.test(character) ? MARKS : [];
    const mended = marks.map((mark) => wrong.replaceAll(character, mark)).find(isRight);
    if (mended !== undefined || isRight(wrong.replaceAll(character, '')))
      return { kind: 'anywhere', character, mended };
  }
  return undefined;
}

function inPlaceOf(item: string, part: string, value: string): string {
  return tokens(value)
    .map((token) => (token === item ? part : token))
    .join(' ');
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
