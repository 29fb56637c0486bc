/** Derivatives by text: the whole of an attribute or element, or the words of a list one by one. */

import type { Datatype, NamespaceLookup } from '../../datatypes/types.js';
import { everyToken, isBlank, tokens } from '../../xml/white-space.js';
import type { PatternBuilder } from './builder.js';
import { type ChoicePattern, HAS_TEXT, HAS_TYPED, type Pattern } from './pattern.js';

type Remembered = Map<Pattern, Pattern>;

/** The whole text `value` of an attribute or element, or one token of a list. */
export function textDerivative(builder: PatternBuilder, p: Pattern, value: string, ns: NamespaceLookup): Pattern {
  return text(builder, p, value, ns, undefined);
}

/** @param shared what is known of the parts that several groups share: only groups can make a part come twice. */
function text(b: PatternBuilder, p: Pattern, value: string, ns: NamespaceLookup, shared?: Remembered): Pattern {
  if ((p.flags & (HAS_TEXT | HAS_TYPED)) === 0) return b.notAllowed;
  switch (p.kind) {
    case 'text':
      return p;
    case 'data':
    case 'value':
    case 'list':
      return keptTest(b, p)(value, ns) ? b.empty : b.notAllowed;
    case 'choice':
    case 'group':
    case 'interleave':
    case 'oneOrMore': {
      // Most choices are of values and types alone, which take the whole value or do not.
      if (p.kind === 'choice' && enumerationOf(p).isFlat) return keptTest(b, p)(value, ns) ? b.empty : b.notAllowed;
      const known = shared?.get(p);
      if (known !== undefined) return known;
      const seen = shared ?? new Map<Pattern, Pattern>();
      const result = textOfCompound(b, p, value, ns, seen);
      seen.set(p, result);
      return result;
    }
    default:
      return b.notAllowed;
  }
}

function textOfCompound(b: PatternBuilder, p: Pattern, value: string, ns: NamespaceLookup, seen: Remembered): Pattern {
  switch (p.kind) {
    case 'choice':
      return textOfChoice(b, p, value, ns, seen);
    case 'group': {
      const inLeft = b.group(text(b, p.left, value, ns, seen), p.right);
      return p.left.nullable ? b.choice(inLeft, text(b, p.right, value, ns, seen)) : inLeft;
    }
    case 'interleave':
      return b.choice(
        b.interleave(text(b, p.left, value, ns, seen), p.right),
        b.interleave(p.left, text(b, p.right, value, ns, seen)),
      );
    case 'oneOrMore':
      return b.group(text(b, p.operand, value, ns, seen), b.optional(p));
    default:
      return b.notAllowed;
  }
}

/** Whether a whole text is what a pattern asks for. */
export type TextTest = (value: string, ns: NamespaceLookup) => boolean;

/** The test that is `matchesText`, put together once for values by the thousand: most need no derivative. */
export function textTest(b: PatternBuilder, p: Pattern): TextTest {
  const test = wholeTest(b, p);
  return p.nullable ? (value, ns) => isBlank(value) || test(value, ns) : test;
}

const tests = new WeakMap<Pattern, TextTest>();

/** The test of a pattern that takes the whole text or leaves it. */
function keptTest(b: PatternBuilder, p: Pattern): TextTest {
  let test = tests.get(p);
  if (test === undefined) {
    test = wholeTest(b, p);
    tests.set(p, test);
  }
  return test;
}

function wholeTest(b: PatternBuilder, p: Pattern): TextTest {
  switch (p.kind) {
    case 'data': {
      const { datatype } = p;
      if (p.except === undefined) return (value, ns) => datatype.allows(value, ns);
      const isExcluded = textTest(b, p.except);
      return (value, ns) => datatype.allows(value, ns) && !isExcluded(value, ns);
    }
    case 'value': {
      const { datatype, key } = p;
      return (value, ns) => datatype.valueKey(value, ns) === key;
    }
    case 'list':
      return listTest(b, p.operand);
    case 'choice': {
      const { isFlat } = enumerationOf(p);
      if (isFlat) return choiceTest(b, p);
      break;
    }
  }
  return (value, ns) => textDerivative(b, p, value, ns).nullable;
}

function choiceTest(b: PatternBuilder, p: ChoicePattern): TextTest {
  const { keys, others } = enumerationOf(p);
  const listed = [...keys];
  const tests = others.map((other) => wholeTest(b, other));
  return (value, ns) => {
    for (const [datatype, values] of listed) if (isListed(datatype, values, value, ns)) return true;
    for (const test of tests) if (test(value, ns)) return true;
    return false;
  };
}

function listTest(b: PatternBuilder, operand: Pattern): TextTest {
  // By far the most: any number of words of one kind, such as pointers.
  if (operand.kind === 'oneOrMore' && isOfOneWord(operand.operand)) {
    const test = wholeTest(b, operand.operand);
    return (value, ns) => !isBlank(value) && everyToken(value, (word) => test(word, ns));
  }
  return (value, ns) => matchesWords(b, operand, value, ns);
}

/** What a choice lists, by types: of each the keys of its values. */
interface Enumeration {
  readonly keys: ReadonlyMap<Datatype, ReadonlySet<string>>;
  readonly others: readonly Pattern[];
  /** Whether the others are types and lists, of which nothing is left when they have had the value. */
  readonly isFlat: boolean;
}

const enumerations = new WeakMap<ChoicePattern, Enumeration>();

function enumerationOf(p: ChoicePattern): Enumeration {
  let known = enumerations.get(p);
  if (known === undefined) {
    const keys = new Map<Datatype, Set<string>>();
    const others: Pattern[] = [];
    for (const member of p.members) {
      if (member.kind !== 'value') others.push(member);
      else keys.set(member.datatype, (keys.get(member.datatype) ?? new Set()).add(member.key));
    }
    known = { keys, others, isFlat: others.every(({ kind }) => kind === 'data' || kind === 'list') };
    enumerations.set(p, known);
  }
  return known;
}

/** The value is read once for each type, however many values of it are listed. */
function textOfChoice(
  b: PatternBuilder,
  p: ChoicePattern,
  value: string,
  ns: NamespaceLookup,
  seen: Remembered,
): Pattern {
  const { keys, others } = enumerationOf(p);
  const isOne = [...keys].some(([datatype, values]) => isListed(datatype, values, value, ns));
  return b.choiceOf([isOne ? b.empty : b.notAllowed, ...others.map((other) => text(b, other, value, ns, seen))]);
}

function isListed(datatype: Datatype, values: ReadonlySet<string>, value: string, ns: NamespaceLookup): boolean {
  const key = datatype.valueKey(value, ns);
  return key !== undefined && values.has(key);
}

/** Does the pattern match this text and nothing else (section 9.3.8: white space also matches the empty sequence)? */
export function matchesText(b: PatternBuilder, p: Pattern, value: string, ns: NamespaceLookup): boolean {
  return (p.nullable && isBlank(value)) || textDerivative(b, p, value, ns).nullable;
}

/** Does the pattern take one word, and nothing else? */
function isOfOneWord(p: Pattern): boolean {
  return (
    p.kind === 'data' || p.kind === 'value' || (p.kind === 'choice' && !p.nullable && p.members.every(isOfOneWord))
  );
}

/** Words of one list for which derivatives are kept. */
const MAX_WORDS = 64;

/** Gives what patterns become by the words of one list, which are often the same: neither part nor word ever changes. */
export function wordDerivative(b: PatternBuilder, ns: NamespaceLookup): (p: Pattern, word: string) => Pattern {
  const byWord = new Map<string, Remembered>();
  return (p, word) => {
    let seen = byWord.get(word);
    if (seen === undefined) {
      if (byWord.size >= MAX_WORDS) byWord.clear();
      seen = new Map();
      byWord.set(word, seen);
    }
    return text(b, p, word, ns, seen);
  };
}

function matchesWords(b: PatternBuilder, operand: Pattern, value: string, ns: NamespaceLookup): boolean {
  const derivative = wordDerivative(b, ns);
  let residue = operand;
  for (const word of tokens(value)) {
    residue = derivative(residue, word);
    if (residue === b.notAllowed) return false;
  }
  return residue.nullable;
}
