import type { PatternBuilder } from './builder.js';
import { contains } from './name-class.js';
import {
  type ChoicePattern,
  type GroupPattern,
  HAS_ATTRIBUTE,
  HAS_ELEMENT,
  HAS_TEXT,
  type Pattern,
} from './pattern.js';

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
      return choiceOfSome(b, mayOpen(p, name.local), (member) => open(b, member, name, skipping, seen));
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
export function attributeDerivative(builder: PatternBuilder, pattern: Pattern, name: NameLike): Pattern {
  return attribute(builder, pattern, name, new Map());
}

/** Of one piece with what it remembers, since each function more is another frame for each level of depth. */
function attribute(b: PatternBuilder, p: Pattern, name: NameLike, seen: Remembered): Pattern {
  if ((p.flags & HAS_ATTRIBUTE) === 0) return b.notAllowed;
  if (p.kind === 'attribute')
    return contains(p.nameClass, name.uri, name.local) ? b.after(p.value, b.empty) : b.notAllowed;
  let result = seen.get(p);
  if (result !== undefined) return result;
  switch (p.kind) {
    case 'choice':
      result = choiceOfSome(b, p.members, (member) => attribute(b, member, name, seen));
      break;
    case 'group':
      result = attributeOfRow(b, rowOf(p), name, seen);
      break;
    case 'interleave':
      result = b.choice(
        mapRest(b, attribute(b, p.left, name, seen), (rest) => b.interleave(rest, p.right)),
        mapRest(b, attribute(b, p.right, name, seen), (rest) => b.interleave(p.left, rest)),
      );
      break;
    case 'oneOrMore':
      result = mapRest(b, attribute(b, p.operand, name, seen), (rest) => b.group(rest, b.optional(p)));
      break;
    case 'after':
      result = mapRest(b, attribute(b, p.first, name, seen), (rest) => b.after(rest, p.rest));
      break;
    default:
      result = b.notAllowed;
  }
  seen.set(p, result);
  return result;
}

/** A group of a group of a group …, from the outermost: as long as elements have attributes. */
function rowOf(p: GroupPattern): readonly GroupPattern[] {
  const row: GroupPattern[] = [];
  for (let at: Pattern = p; at.kind === 'group'; at = at.right) row.push(at);
  return row;
}

/** Only one of them takes the name (restriction 7.3), so that the others are put together again once. */
function attributeOfRow(b: PatternBuilder, row: readonly GroupPattern[], name: NameLike, seen: Remembered): Pattern {
  for (const [i, { left, right }] of row.entries()) {
    const inLeft = attribute(b, left, name, seen);
    if (inLeft !== b.notAllowed) return mapRest(b, inLeft, (rest) => before(b, row, i, b.group(rest, right)));
  }
  const inLast = attribute(b, row[row.length - 1]!.right, name, seen);
  return mapRest(b, inLast, (rest) => before(b, row, row.length, rest));
}

/** The first so many of a row, and then what follows. */
function before(b: PatternBuilder, row: readonly GroupPattern[], count: number, following: Pattern): Pattern {
  let p = following;
  for (let i = count - 1; i >= 0; i--) p = b.group(row[i]!.left, p);
  return p;
}

/** The start tag has ended: attributes not yet met will not come. */
export function closeDerivative(b: PatternBuilder, p: Pattern): Pattern {
  return replaceAttributes(b, p, b.notAllowed, new Map());
}

/** The start tag has ended, as if all required attributes had been there. */
export function closeSkippingDerivative(b: PatternBuilder, p: Pattern): Pattern {
  return replaceAttributes(b, p, b.empty, new Map());
}

function replaceAttributes(b: PatternBuilder, p: Pattern, replacement: Pattern, seen: Remembered): Pattern {
  if ((p.flags & HAS_ATTRIBUTE) === 0) return p;
  if (p.kind === 'attribute') return replacement;
  if (isOptionalAttribute(b, p)) return b.empty;
  let result = seen.get(p);
  if (result !== undefined) return result;
  switch (p.kind) {
    case 'choice':
      result = b.choiceOf(p.members.map((member) => replaceAttributes(b, member, replacement, seen)));
      break;
    case 'group': {
      const row = rowOf(p);
      result = replaceAttributes(b, row[row.length - 1]!.right, replacement, seen);
      for (let i = row.length - 1; i >= 0; i--)
        result = b.group(replaceAttributes(b, row[i]!.left, replacement, seen), result);
      break;
    }
    case 'interleave':
      result = b.interleave(
        replaceAttributes(b, p.left, replacement, seen),
        replaceAttributes(b, p.right, replacement, seen),
      );
      break;
    case 'oneOrMore':
      result = b.oneOrMore(replaceAttributes(b, p.operand, replacement, seen));
      break;
    case 'after':
      result = b.after(replaceAttributes(b, p.first, replacement, seen), p.rest);
      break;
    default:
      return p;
  }
  seen.set(p, result);
  return result;
}

/** By far the most of what rows of attributes are made of. */
function isOptionalAttribute(b: PatternBuilder, p: Pattern): boolean {
  return (
    p.kind === 'choice' && p.members.length === 2 && p.members[0] === b.empty && p.members[1]!.kind === 'attribute'
  );
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

/** Choices of so many members are looked up by name. */
const MANY = 16;

/** The members of a choice by the local names of elements, and those that are to be asked whatever the name. */
interface ByName {
  readonly named: ReadonlyMap<string, readonly Pattern[]>;
  readonly others: readonly Pattern[];
}

const byNames = new WeakMap<ChoicePattern, ByName>();

/** The members of a choice that may take an element of this local name. */
function mayOpen(p: ChoicePattern, local: string): readonly Pattern[] {
  if (p.members.length < MANY) return p.members;
  let known = byNames.get(p);
  if (known === undefined) {
    known = byNameOf(p);
    byNames.set(p, known);
  }
  const named = known.named.get(local) ?? [];
  return known.others.length === 0 ? named : [...named, ...known.others];
}

function byNameOf({ members }: ChoicePattern): ByName {
  const named = new Map<string, Pattern[]>();
  const others: Pattern[] = [];
  for (const member of members) {
    if (member.kind !== 'element' || member.nameClass.kind !== 'name') {
      if ((member.flags & HAS_ELEMENT) !== 0) others.push(member);
      continue;
    }
    const { local } = member.nameClass;
    const same = named.get(local);
    if (same === undefined) named.set(local, [member]);
    else same.push(member);
  }
  return { named, others };
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
