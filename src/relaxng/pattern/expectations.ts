/** What a pattern would have allowed or asked for: read only once something is wrong. */
import { alternatives } from './derivatives.js';
import { contains, isOpen, listedNames, type Name, type NameClass } from './name-class.js';
import {
  type AttributePattern,
  type ElementPattern,
  HAS_ATTRIBUTE,
  HAS_ELEMENT,
  HAS_TEXT,
  type Pattern,
} from './pattern.js';
import { forEachOperand } from './reachable.js';

export interface Expectations {
  /** Element patterns that may come next. */
  readonly elements: readonly ElementPattern[];
  readonly text: boolean;
  /** May the element end here? */
  readonly end: boolean;
}

/** What may come next at `p`. */
export function expectations(p: Pattern): Expectations {
  const elements = new Set<ElementPattern>();
  visitFirst(p, elements, new Set());
  const open = p.kind === 'after' || p.kind === 'choice' ? alternatives(p) : [];
  const end = p.nullable || open.some(({ first }) => first.nullable);
  return { elements: [...elements], text: (p.flags & HAS_TEXT) !== 0, end };
}

function visitFirst(p: Pattern, into: Set<ElementPattern>, seen: Set<Pattern>): void {
  if ((p.flags & HAS_ELEMENT) === 0 || seen.has(p)) return;
  seen.add(p);
  if (p.kind === 'element') into.add(p);
  else if (p.kind === 'group') {
    visitFirst(p.left, into, seen);
    if (p.left.nullable) visitFirst(p.right, into, seen);
  } else forEachOperand(p, (operand) => visitFirst(operand, into, seen));
}

/** Every element pattern directly in `p`, now or later. */
export function childElements(
  p: Pattern,
  into = new Set<ElementPattern>(),
  seen = new Set<Pattern>(),
): Set<ElementPattern> {
  if ((p.flags & HAS_ELEMENT) === 0 || seen.has(p)) return into;
  seen.add(p);
  if (p.kind === 'element') into.add(p);
  else forEachOperand(p, (operand) => childElements(operand, into, seen));
  return into;
}

/** Every attribute pattern directly in `p`. */
export function attributePatterns(
  p: Pattern,
  into = new Set<AttributePattern>(),
  seen = new Set<Pattern>(),
): Set<AttributePattern> {
  if ((p.flags & HAS_ATTRIBUTE) === 0 || seen.has(p)) return into;
  seen.add(p);
  if (p.kind === 'attribute') into.add(p);
  else forEachOperand(p, (operand) => attributePatterns(operand, into, seen));
  return into;
}

/** Names of the elements without which `p` cannot be complete; empty if there are alternatives. */
export function requiredElements(p: Pattern): Name[] {
  return [...required(p, HAS_ELEMENT, new Map()).values()];
}

/** Names of the elements that must have come before `name` can stand in `p`; empty if there are alternatives. */
export function requiredBefore(p: Pattern, name: { readonly uri: string; readonly local: string }): Name[] {
  return [...(before(p, name, new Map()) ?? none).values()];
}

/**
 * Elements of which one must come next for `p` to become complete, sooner or later; what may stand before them, but need
 * not, is none.
 *
 * @param name an element that is to come then, so that only ways with it count.
 */
export function neededFirst(p: Pattern, name?: ElementName): Set<ElementPattern> {
  const into = new Set<ElementPattern>();
  const seen = new Set<Pattern>();
  const isOf = ({ nameClass }: ElementPattern): boolean =>
    name !== undefined && contains(nameClass, name.uri, name.local);
  const leadsTo = (q: Pattern): boolean => [...childElements(q)].some(isOf);
  /** @param towards whether only ways to `name` count. */
  const visit = (q: Pattern, towards: boolean): void => {
    if ((q.flags & HAS_ELEMENT) === 0 || seen.has(q) || (q.nullable && !towards)) return;
    seen.add(q);
    if (q.kind === 'element') {
      if (!towards) into.add(q);
    } else if (q.kind === 'choice') {
      for (const member of q.members) if (!towards || leadsTo(member)) visit(member, towards);
    } else if (q.kind === 'group' || q.kind === 'interleave') {
      const isLeft = towards ? leadsTo(q.left) : !q.left.nullable;
      // On the way to what is behind it, all that cannot be left out is needed.
      if (towards && !isLeft && q.kind === 'group' && !q.left.nullable) visit(q.left, false);
      else visit(isLeft ? q.left : q.right, towards);
    } else forEachOperand(q, (operand) => visit(operand, towards));
  };
  visit(p, name !== undefined);
  return into;
}

type ElementName = Pick<Name, 'uri' | 'local'>;

/** Undefined if the element cannot stand in `p` at all. */
function before(p: Pattern, name: { uri: string; local: string }, known: Map<Pattern, NameSet>): NameSet | undefined {
  if ((p.flags & HAS_ELEMENT) === 0) return undefined;
  switch (p.kind) {
    case 'element':
      return contains(p.nameClass, name.uri, name.local) ? none : undefined;
    case 'choice':
      return intersection(p.members.map((member) => before(member, name, known)));
    case 'group': {
      const inRight = before(p.right, name, known);
      const throughLeft = inRight && new Map([...required(p.left, HAS_ELEMENT, known), ...inRight]);
      return intersection([before(p.left, name, known), throughLeft]);
    }
    case 'interleave':
      return intersection([before(p.left, name, known), before(p.right, name, known)]);
    case 'oneOrMore':
      return before(p.operand, name, known);
    case 'after':
      return before(p.first, name, known);
    default:
      return undefined;
  }
}

function intersection(sets: readonly (NameSet | undefined)[]): NameSet | undefined {
  const [first, ...others] = sets.filter((set) => set !== undefined);
  return first && new Map([...first].filter(([key]) => others.every((other) => other.has(key))));
}

/** Names of the attributes without which `p` cannot be complete; empty if there are alternatives. */
export function requiredAttributes(p: Pattern): Name[] {
  return [...required(p, HAS_ATTRIBUTE, new Map()).values()];
}

type NameSet = ReadonlyMap<string, Name>;
const none: NameSet = new Map();

/** What every way of matching has: the union over parts, the intersection over alternatives. */
function required(p: Pattern, kind: number, known: Map<Pattern, NameSet>): NameSet {
  if ((p.flags & kind) === 0) return none;
  const before = known.get(p);
  if (before !== undefined) return before;
  const result = requiredCompound(p, kind, known);
  known.set(p, result);
  return result;
}

function requiredCompound(p: Pattern, kind: number, known: Map<Pattern, NameSet>): NameSet {
  switch (p.kind) {
    case 'element':
      return soleName(p.nameClass);
    case 'attribute':
      return soleName(p.nameClass);
    case 'choice':
      return intersection(p.members.map((member) => required(member, kind, known))) ?? none;
    case 'group':
    case 'interleave':
      return new Map([...required(p.left, kind, known), ...required(p.right, kind, known)]);
    case 'oneOrMore':
      return required(p.operand, kind, known);
    case 'after':
      return required(p.first, kind, known);
    default:
      return none;
  }
}

function soleName(nameClass: NameClass): NameSet {
  const names = listedNames(nameClass);
  const [only] = names;
  return names.length === 1 && only !== undefined && !isOpen(nameClass)
    ? new Map([[`${only.uri} ${only.local}`, only]])
    : none;
}

export interface ValueExpectations {
  /** Values that the schema lists, as it writes them. */
  readonly values: readonly string[];
  /** What else is allowed, in words: 'must be a date such as …'. */
  readonly descriptions: readonly string[];
  /** Is the value a list of tokens separated by white space? */
  readonly isList: boolean;
}

/** What text would have matched `p`. */
export function valueExpectations(p: Pattern): ValueExpectations {
  const values = new Set<string>();
  const descriptions = new Set<string>();
  const seen = new Set<Pattern>();
  let isList = false;
  const visit = (q: Pattern): void => {
    if (seen.has(q)) return;
    seen.add(q);
    if (q.kind === 'value') values.add(q.lexical);
    else if (q.kind === 'data') descriptions.add(q.datatype.describe());
    else {
      isList ||= q.kind === 'list';
      forEachOperand(q, visit);
    }
  };
  visit(p);
  return { values: [...values], descriptions: [...descriptions], isList };
}
