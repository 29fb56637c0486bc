/**
 * Derivatives of patterns by the events of a document, after James Clark, "An algorithm for RELAX NG
 * validation". Pure functions: what a pattern becomes once an event has been read. The automaton memoises them; the
 * `remembered` table here only keeps one derivation from visiting a shared operand twice.
 */
import { isBlank, tokens } from '../../xml/white-space.js';
import type { Datatype, NamespaceLookup } from '../datatypes/types.js';
import type { PatternBuilder } from './builder.js';
import { contains } from './name-class.js';
import { type ChoicePattern, HAS_ATTRIBUTE, HAS_ELEMENT, HAS_TEXT, HAS_TYPED, type Pattern } from './pattern.js';

export interface NameLike {
  readonly uri: string;
  readonly local: string;
}

type Remembered = Map<Pattern, Pattern>;

/** `name` opened: a choice of `after(content, rest)`, or notAllowed. */
export function openDerivative(builder: PatternBuilder, pattern: Pattern, name: NameLike): Pattern {
  return open(builder, pattern, name, false, new Map());
}

/** As `openDerivative`, but as if whatever is required before had been there. */
export function openSkippingDerivative(builder: PatternBuilder, pattern: Pattern, name: NameLike): Pattern {
  return open(builder, pattern, name, true, new Map());
}

function open(b: PatternBuilder, p: Pattern, name: NameLike, skipping: boolean, remembered: Remembered): Pattern {
  if ((p.flags & HAS_ELEMENT) === 0) return b.notAllowed;
  if (p.kind === 'element')
    return contains(p.nameClass, name.uri, name.local) ? b.after(p.content, b.empty) : b.notAllowed;
  const known = remembered.get(p);
  if (known !== undefined) return known;
  const result = openCompound(b, p, name, skipping, remembered);
  remembered.set(p, result);
  return result;
}

function openCompound(b: PatternBuilder, p: Pattern, name: NameLike, skipping: boolean, seen: Remembered): Pattern {
  switch (p.kind) {
    case 'choice':
      return choiceOfSome(b, p.members, (member) => open(b, member, name, skipping, seen));
    case 'group': {
      const inLeft = mapRest(b, open(b, p.left, name, skipping, seen), (rest) => b.group(rest, p.right));
      return p.left.nullable || skipping ? b.choice(inLeft, open(b, p.right, name, skipping, seen)) : inLeft;
    }
    case 'interleave':
      return b.choice(
        mapRest(b, open(b, p.left, name, skipping, seen), (rest) => b.interleave(rest, p.right)),
        mapRest(b, open(b, p.right, name, skipping, seen), (rest) => b.interleave(p.left, rest)),
      );
    case 'oneOrMore':
      return mapRest(b, open(b, p.operand, name, skipping, seen), (rest) => b.group(rest, b.optional(p)));
    case 'after':
      return mapRest(b, open(b, p.first, name, skipping, seen), (rest) => b.after(rest, p.rest));
    default:
      return b.notAllowed;
  }
}

/** Attribute `name` met: a choice of `after(value, rest)`, or notAllowed. */
export function attributeDerivative(b: PatternBuilder, p: Pattern, name: NameLike): Pattern {
  if ((p.flags & HAS_ATTRIBUTE) === 0) return b.notAllowed;
  switch (p.kind) {
    case 'attribute':
      return contains(p.nameClass, name.uri, name.local) ? b.after(p.value, b.empty) : b.notAllowed;
    case 'choice':
      return choiceOfSome(b, p.members, (member) => attributeDerivative(b, member, name));
    case 'group':
      return b.choice(
        mapRest(b, attributeDerivative(b, p.left, name), (rest) => b.group(rest, p.right)),
        mapRest(b, attributeDerivative(b, p.right, name), (rest) => b.group(p.left, rest)),
      );
    case 'interleave':
      return b.choice(
        mapRest(b, attributeDerivative(b, p.left, name), (rest) => b.interleave(rest, p.right)),
        mapRest(b, attributeDerivative(b, p.right, name), (rest) => b.interleave(p.left, rest)),
      );
    case 'oneOrMore':
      return mapRest(b, attributeDerivative(b, p.operand, name), (rest) => b.group(rest, b.optional(p)));
    case 'after':
      return mapRest(b, attributeDerivative(b, p.first, name), (rest) => b.after(rest, p.rest));
    default:
      return b.notAllowed;
  }
}

/** The start tag has ended: attributes not yet met will not come. */
export function closeDerivative(b: PatternBuilder, p: Pattern): Pattern {
  return replaceAttributes(b, p, b.notAllowed);
}

/** The start tag has ended, as if all required attributes had been there. */
export function closeSkippingDerivative(b: PatternBuilder, p: Pattern): Pattern {
  return replaceAttributes(b, p, b.empty);
}

function replaceAttributes(b: PatternBuilder, p: Pattern, replacement: Pattern): Pattern {
  if ((p.flags & HAS_ATTRIBUTE) === 0) return p;
  switch (p.kind) {
    case 'attribute':
      return replacement;
    case 'choice':
      return b.choiceOf(p.members.map((member) => replaceAttributes(b, member, replacement)));
    case 'group':
      return b.group(replaceAttributes(b, p.left, replacement), replaceAttributes(b, p.right, replacement));
    case 'interleave':
      return b.interleave(replaceAttributes(b, p.left, replacement), replaceAttributes(b, p.right, replacement));
    case 'oneOrMore':
      return b.oneOrMore(replaceAttributes(b, p.operand, replacement));
    case 'after':
      return b.after(replaceAttributes(b, p.first, replacement), p.rest);
    default:
      return p;
  }
}

/** Text that is not only white space, whatever it says: what `data`, `value` and `list` would make of it is not asked. */
export function mixedTextDerivative(b: PatternBuilder, p: Pattern): Pattern {
  if ((p.flags & HAS_TEXT) === 0) return b.notAllowed;
  switch (p.kind) {
    case 'text':
      return p;
    case 'choice':
      return b.choiceOf(p.members.map((member) => mixedTextDerivative(b, member)));
    case 'group': {
      const inLeft = b.group(mixedTextDerivative(b, p.left), p.right);
      return p.left.nullable ? b.choice(inLeft, mixedTextDerivative(b, p.right)) : inLeft;
    }
    case 'interleave':
      return b.choice(
        b.interleave(mixedTextDerivative(b, p.left), p.right),
        b.interleave(p.left, mixedTextDerivative(b, p.right)),
      );
    case 'oneOrMore':
      return b.group(mixedTextDerivative(b, p.operand), b.optional(p));
    case 'after':
      return b.after(mixedTextDerivative(b, p.first), p.rest);
    default:
      return b.notAllowed;
  }
}

/** The whole text `value` of an attribute or element, or one token of a list. */
export function textDerivative(b: PatternBuilder, p: Pattern, value: string, ns: NamespaceLookup): Pattern {
  if ((p.flags & (HAS_TEXT | HAS_TYPED)) === 0) return b.notAllowed;
  switch (p.kind) {
    case 'text':
      return p;
    case 'data':
      return p.datatype.allows(value, ns) && !(p.except !== undefined && matchesText(b, p.except, value, ns))
        ? b.empty
        : b.notAllowed;
    case 'value':
      return p.datatype.valueKey(value, ns) === p.key ? b.empty : b.notAllowed;
    case 'list':
      return matchesList(b, p.operand, value, ns) ? b.empty : b.notAllowed;
    case 'choice':
      return textOfChoice(b, p, value, ns);
    case 'group': {
      const inLeft = b.group(textDerivative(b, p.left, value, ns), p.right);
      return p.left.nullable ? b.choice(inLeft, textDerivative(b, p.right, value, ns)) : inLeft;
    }
    case 'interleave':
      return b.choice(
        b.interleave(textDerivative(b, p.left, value, ns), p.right),
        b.interleave(p.left, textDerivative(b, p.right, value, ns)),
      );
    case 'oneOrMore':
      return b.group(textDerivative(b, p.operand, value, ns), b.optional(p));
    default:
      return b.notAllowed;
  }
}

/** What a choice lists, by types: of each the keys of its values. */
interface Enumeration {
  readonly keys: ReadonlyMap<Datatype, ReadonlySet<string>>;
  readonly others: readonly Pattern[];
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
    known = { keys, others };
    enumerations.set(p, known);
  }
  return known;
}

/** The value is read once for each type, however many values of it are listed. */
function textOfChoice(b: PatternBuilder, p: ChoicePattern, value: string, ns: NamespaceLookup): Pattern {
  const { keys, others } = enumerationOf(p);
  let listed: Pattern = b.notAllowed;
  for (const [datatype, values] of keys) {
    const key = datatype.valueKey(value, ns);
    if (key !== undefined && values.has(key)) listed = b.empty;
  }
  if (others.length === 0) return listed;
  return b.choiceOf([listed, ...others.map((other) => textDerivative(b, other, value, ns))]);
}

/** Does the pattern match this text and nothing else (section 9.3.8: white space also matches the empty sequence)? */
export function matchesText(b: PatternBuilder, p: Pattern, value: string, ns: NamespaceLookup): boolean {
  return (p.nullable && isBlank(value)) || textDerivative(b, p, value, ns).nullable;
}

function matchesList(b: PatternBuilder, operand: Pattern, value: string, ns: NamespaceLookup): boolean {
  let residue = operand;
  for (const token of tokens(value)) {
    residue = textDerivative(b, residue, token, ns);
    if (residue === b.notAllowed) return false;
  }
  return residue.nullable;
}

/** The element has ended: what follows those alternatives whose content is complete. */
export function endDerivative(b: PatternBuilder, p: Pattern): Pattern {
  return b.choiceOf(alternatives(p).map((after) => (after.first.nullable ? after.rest : b.notAllowed)));
}

/** What follows the open element, complete or not. */
export function endSkippingDerivative(b: PatternBuilder, p: Pattern): Pattern {
  return b.choiceOf(alternatives(p).map((after) => after.rest));
}

/** The `after` patterns that a derivative by a start tag or attribute is made of. */
export function alternatives(p: Pattern): readonly (Pattern & { kind: 'after' })[] {
  if (p.kind === 'after') return [p];
  return p.kind === 'choice' ? p.members.filter((member) => member.kind === 'after') : [];
}

/** Of a choice between hundreds of elements mostly one is left. */
function choiceOfSome(b: PatternBuilder, members: readonly Pattern[], derive: (member: Pattern) => Pattern): Pattern {
  let only: Pattern = b.notAllowed;
  let several: Pattern[] | undefined;
  for (const member of members) {
    const derivative = derive(member);
    if (derivative === b.notAllowed) continue;
    if (several !== undefined) several.push(derivative);
    else if (only === b.notAllowed) only = derivative;
    else several = [only, derivative];
  }
  return several === undefined ? only : b.choiceOf(several);
}

function mapRest(b: PatternBuilder, p: Pattern, change: (rest: Pattern) => Pattern): Pattern {
  if (p === b.notAllowed) return p;
  if (p.kind === 'after') return b.after(p.first, change(p.rest));
  return b.choiceOf(alternatives(p).map((after) => b.after(after.first, change(after.rest))));
}
