/** Operators: comparisons, arithmetic, logic and the combining of node sequences (XPath 3.1, §3.5 to §3.8). */
import type { TreeNode } from '../tree.js';
import type { ArithmeticOperator, BinaryOperator, ComparisonOperator, Expr, ValueOperator } from './ast.js';
import {
  type Compiled,
  fromBoolean,
  fromItems,
  fromNodes,
  fromOptional,
  isNumeric,
  isTextual,
  type Kind,
  only,
  optionalText,
  stringOf,
  toNumber,
  unite,
  visit,
} from './compiled.js';
import { XPathDynamicError, XPathUnsupported } from './errors.js';
import { equals, MANY, setOfLasting } from './lasting.js';
import { type Dynamic, type Item, OPERATING, type Sequence } from './runtime.js';
import type { Scope } from './scope.js';
import { castToDouble, compareStrings, joined, numberOf, textOf, whole } from './values.js';

type Binary = Extract<Expr, { type: 'binary' }>;

export function compileBinary(expr: Binary, scope: Scope): Compiled {
  const left = scope.compile(expr.left, scope);
  const { operator } = expr;
  if (operator === '!') return mapEach(left, expr, scope);
  const right = scope.compile(expr.right, scope);
  switch (operator) {
    case 'or':
      return fromBoolean((c) => left.test(c) || right.test(c));
    case 'and':
      return { ...fromBoolean((c) => left.test(c) && right.test(c)), demands: left.demands };
    case 'union':
      return union(nodes(left), nodes(right));
    case 'intersect':
    case 'except':
      return selection(nodes(left), nodes(right), operator === 'intersect');
    case '||': {
      const [a, b] = [stringOf(left, scope.compatible), stringOf(right, scope.compatible)];
      return fromOptional('string', (c) => joined(c, (a(c) ?? '') + (b(c) ?? '')));
    }
    case 'to':
      return range(left, right);
    case 'is':
    case '<<':
    case '>>':
      return nodeComparison(operator, nodes(left), nodes(right));
    case '+':
    case '-':
    case '*':
    case 'div':
    case 'idiv':
    case 'mod':
      return arithmetic(operator, left, right, scope.compatible);
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return generalComparison(operator, left, right, scope.compatible);
    default:
      return valueComparison(operator, left, right);
  }
}

function nodes(compiled: Compiled): Compiled {
  if (compiled.kind !== 'node' && compiled.kind !== 'empty')
    throw new XPathUnsupported(`${compiled.kind} in place of nodes`);
  return compiled;
}

/** `a ! b`: b for each item of a, in a's order. */
function mapEach(left: Compiled, expr: Binary, scope: Scope): Compiled {
  if (left.kind === 'empty') return left;
  const right = scope.compile(expr.right, { ...scope, context: left.kind });
  return fromItems(right.kind, left.single && right.single, (c) => {
    const { item, position, size } = c;
    const results: Item[] = [];
    const items = left.items(c);
    c.spend(items.length);
    c.size = items.length;
    items.forEach((each, i) => {
      c.item = each;
      c.position = i + 1;
      for (const result of right.items(c)) {
        c.keep(results.length);
        results.push(result);
      }
    });
    c.item = item;
    c.position = position;
    c.size = size;
    return results;
  });
}

function union(left: Compiled, right: Compiled): Compiled {
  return fromNodes(false, false, (c, visitor) => visit(left, c, visitor) || visit(right, c, visitor));
}

function selection(left: Compiled, right: Compiled, wanted: boolean): Compiled {
  return fromNodes(false, false, (c, visitor) => {
    const others = new Set(c.through(right.items(c)));
    c.spend(OPERATING * (1 + others.size));
    return visit(left, c, (node) => others.has(node) === wanted && visitor(node));
  });
}

function nodeComparison(operator: 'is' | '<<' | '>>', left: Compiled, right: Compiled): Compiled {
  return fromOptional('boolean', (c) => {
    c.spend(OPERATING);
    const [lefts, rights] = [left.items(c), right.items(c)];
    // Of nothing there is no answer, however many stand on the other side.
    if (lefts.length === 0 || rights.length === 0) return undefined;
    const [a, b] = [only(lefts, false) as TreeNode, only(rights, false) as TreeNode];
    if (operator === 'is') return a === b;
    return operator === '<<' ? a.order < b.order : a.order > b.order;
  });
}

function range(left: Compiled, right: Compiled): Compiled {
  if (left.kind !== 'integer' || right.kind !== 'integer') throw new XPathUnsupported('a range of no integers');
  return fromItems('integer', false, (c) => {
    const [from, to] = [only(left.items(c), false), only(right.items(c), false)] as [number?, number?];
    if (from === undefined || to === undefined || from > to) return [];
    c.keepAll(to - from + 1);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

function arithmetic(operator: ArithmeticOperator, left: Compiled, right: Compiled, compatible: boolean): Compiled {
  const kind = compatible ? 'double' : arithmeticKind(operator, left.kind, right.kind);
  const [a, b] = [operand(left, compatible), operand(right, compatible)];
  return fromOptional(kind, (c) => {
    c.spend(OPERATING);
    const [m, n] = [a.item(c), b.item(c)];
    // With nothing there is nothing to calculate, whatever the other side is.
    if (m === undefined || n === undefined) return undefined;
    const [x, y] = [a.number(c, m), b.number(c, n)];
    const value = calculate(operator, x, y, kind);
    return kind === 'integer' ? whole(value) : value;
  });
}

function arithmeticKind(operator: ArithmeticOperator, left: Kind, right: Kind): 'integer' | 'double' {
  const kinds = [left, right].map((kind) => (kind === 'node' || kind === 'untyped' ? 'double' : kind));
  if (!kinds.every(isNumeric)) throw new XPathUnsupported(`calculating with ${left} and ${right}`);
  if (kinds.includes('double')) {
    if (operator === 'idiv') throw new XPathUnsupported('idiv of doubles');
    return 'double';
  }
  // Decimals are exact, and JavaScript's numbers are not.
  if (kinds.includes('decimal') || operator === 'div') throw new XPathUnsupported('calculating with decimals');
  return 'integer';
}

interface Operand {
  readonly item: (c: Dynamic) => Item | undefined;
  readonly number: (c: Dynamic, item: Item) => number;
}

function operand(compiled: Compiled, compatible: boolean): Operand {
  const asIs = (_c: Dynamic, item: Item): number => item as number;
  if (compatible) return { item: toNumber(compiled, true), number: asIs };
  const item = (c: Dynamic): Item | undefined => only(compiled.items(c), false);
  if (isNumeric(compiled.kind)) return { item, number: asIs };
  return {
    item,
    number: (c, found) => {
      c.spend(OPERATING);
      return castToDouble(textOf(found));
    },
  };
}

function calculate(operator: ArithmeticOperator, x: number, y: number, kind: Kind): number {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case 'div':
      return x / y;
    default:
      if (kind === 'integer' && y === 0) throw new XPathDynamicError('a number is divided by 0');
      // An integer has no -0.
      return operator === 'mod' ? (kind === 'integer' ? x % y || 0 : x % y) : Math.trunc(x / y) || 0;
  }
}

export function compileUnary(expr: Extract<Expr, { type: 'unary' }>, scope: Scope): Compiled {
  const value = scope.compile(expr.operand, scope);
  const kind = scope.compatible || !isNumeric(value.kind) ? 'double' : (value.kind as 'integer' | 'decimal' | 'double');
  if (!scope.compatible && !isNumeric(value.kind) && value.kind !== 'node' && value.kind !== 'untyped') {
    throw new XPathUnsupported(`a sign before ${value.kind}`);
  }
  const { item, number } = operand(value, scope.compatible);
  const negative = expr.operator === '-';
  return fromOptional(kind, (c) => {
    const found = item(c);
    if (found === undefined) return undefined;
    const n = number(c, found);
    if (!negative) return n;
    return kind === 'integer' && n === 0 ? 0 : -n;
  });
}

type Judge = (a: Item, b: Item) => boolean;

/** §3.7.2: whether any value of the left is in the relation to any of the right. */
function generalComparison(
  operator: ComparisonOperator,
  left: Compiled,
  right: Compiled,
  compatible: boolean,
): Compiled {
  if (compatible && comparesTruths(operator, left.kind, right.kind)) {
    const judge = judgeOf(operator, (a: boolean, b: boolean) => Number(a) - Number(b));
    return fromBoolean((c) => judge(left.test(c), right.test(c)));
  }
  const [toLeft, toRight, compare] = comparables(operator, left.kind, right.kind, compatible);
  const judge: Judge = judgeOf(operator, compare);
  // What is the same for many nodes is looked up, whichever side it stands on.
  const [few, many] = left.lasting === true && right.lasting !== true ? [right, left] : [left, right];
  const [toFew, toMany] = few === left ? [toLeft, toRight] : [toRight, toLeft];
  const among = operator === '=' && many.lasting === true ? setOfLasting(many, toMany) : undefined;
  const fewEach = values(few, toFew);
  const leftEach = values(left, toLeft);
  const rightItems = (c: Dynamic): Sequence => c.through(right.items(c)).map(toRight);
  return fromBoolean((c) => {
    c.spend(OPERATING);
    const set = among?.(c);
    if (set !== undefined) return fewEach(c, (value) => set.has(value));
    const others = rightItems(c);
    if (others.length === 0) return false;
    if (others.length === 1) {
      const other = others[0]!;
      return leftEach(c, (value) => judge(value, other));
    }
    if (operator === '=' && others.length > MANY) {
      c.spend(OPERATING * others.length);
      const equal = equals(others);
      return leftEach(c, (value) => equal.has(value));
    }
    return leftEach(c, (value) => {
      c.spend(others.length);
      return others.some((other) => judge(value, other));
    });
  });
}

/** Of XPath 1.0, §3.4: a truth is compared with the truth of the other side, but for what is the less with a number only of nodes. */
function comparesTruths(operator: ComparisonOperator, left: Kind, right: Kind): boolean {
  if (left !== 'boolean' && right !== 'boolean') return false;
  return !isRelational(operator) || left === 'node' || right === 'node';
}

function isRelational(operator: ComparisonOperator): boolean {
  return operator !== '=' && operator !== '!=';
}

/** Visits the values until one satisfies. */
function values(compiled: Compiled, convert: (item: Item) => Item) {
  const { each } = compiled;
  if (each !== undefined) {
    return (c: Dynamic, visitor: (value: Item) => boolean) => each(c, (node) => visitor(convert(node)));
  }
  return (c: Dynamic, visitor: (value: Item) => boolean) =>
    compiled.items(c).some((item) => {
      c.spend(1);
      return visitor(convert(item));
    });
}

type Comparison = readonly [(item: Item) => Item, (item: Item) => Item, (a: never, b: never) => number];

/** What both sides become, and how that is compared. */
function comparables(operator: ComparisonOperator, left: Kind, right: Kind, compatible: boolean): Comparison {
  if (isTextual(left) && isTextual(right) && !(compatible && isRelational(operator)))
    return [textOf, textOf, compareStrings];
  if (left === 'boolean' && right === 'boolean') return [Number, Number, compareNumbers];
  if (!compatible && (left === 'boolean' || right === 'boolean'))
    throw new XPathUnsupported(`comparing ${left} with ${right}`);
  return [numeric(left, compatible), numeric(right, compatible), compareNumbers];
}

function same(item: Item): Item {
  return item;
}

function numeric(kind: Kind, compatible: boolean): (item: Item) => Item {
  if (isNumeric(kind)) return same;
  if (kind === 'boolean') return Number;
  if (compatible) return (item) => numberOf(textOf(item), true);
  if (kind === 'node' || kind === 'untyped' || kind === 'empty') return (item) => castToDouble(textOf(item));
  throw new XPathUnsupported(`comparing ${kind} with a number`);
}

function compareNumbers(a: number, b: number): number {
  // With NaN the difference is NaN, and no relation but != holds; infinities are equal to themselves.
  return a === b ? 0 : Number(a) - Number(b);
}

function judgeOf(operator: ComparisonOperator, compare: (a: never, b: never) => number): Judge {
  const by = compare as (a: Item, b: Item) => number;
  switch (operator) {
    case '=':
      return (a, b) => a === b;
    case '!=':
      return (a, b) => a !== b;
    case '<':
      return (a, b) => by(a, b) < 0;
    case '<=':
      return (a, b) => by(a, b) <= 0;
    case '>':
      return (a, b) => by(a, b) > 0;
    case '>=':
      return (a, b) => by(a, b) >= 0;
  }
}

const GENERAL: Readonly<Record<ValueOperator, ComparisonOperator>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};

/** §3.7.1: of at most one value each; of none there is no answer. */
function valueComparison(operator: BinaryOperator, left: Compiled, right: Compiled): Compiled {
  const general = GENERAL[operator as ValueOperator];
  const [a, b, compare] = valueComparables(left, right);
  const judge = judgeOf(general, compare as (a: never, b: never) => number);
  return fromOptional('boolean', (c) => {
    c.spend(OPERATING);
    const x = a(c);
    if (x === undefined) return undefined;
    const y = b(c);
    return y === undefined ? undefined : judge(x, y);
  });
}

type Getter = (c: Dynamic) => Item | undefined;

function valueComparables(left: Compiled, right: Compiled): readonly [Getter, Getter, unknown] {
  if (isTextual(left.kind) && isTextual(right.kind)) {
    return [optionalText(left, false), optionalText(right, false), compareStrings];
  }
  const comparable =
    (isNumeric(left.kind) && isNumeric(right.kind)) || (left.kind === 'boolean' && right.kind === 'boolean');
  if (!comparable) throw new XPathUnsupported(`comparing ${unlike(left.kind, right.kind)}`);
  return [(c) => only(left.items(c), false), (c) => only(right.items(c), false), compareNumbers];
}

function unlike(left: Kind, right: Kind): string {
  return `${left} with ${right}`;
}

/** `(a, b)`. */
export function compileSequence(items: readonly Expr[], scope: Scope): Compiled {
  const parts = items.map((item) => scope.compile(item, scope));
  if (parts.length === 1) return parts[0]!;
  const kind = parts.reduce<Kind>((united, part) => unite(united, part.kind), 'empty');
  return fromItems(kind, parts.length === 0, (c) => {
    c.spend(OPERATING * parts.length);
    const sequences = parts.map((part) => part.items(c));
    c.keepAll(sequences.reduce((sum, { length }) => sum + length, 0));
    return sequences.flat();
  });
}
