/** Operators over any values (XPath 3.1, §3.4 to §3.8). */
import type { TreeNode } from '../../tree.js';
import type { ComparisonOperator, Expr, ValueOperator } from '../ast.js';
import { XPathDynamicError } from '../errors.js';
import { type Dynamic, OPERATING } from '../runtime.js';
import { calculate, negated } from './arithmetic.js';
import { atomized, isTrue, onlyAtom, textOfValue } from './atomize.js';
import { castAtomic } from './cast.js';
import { holds, isText, type Relation } from './compare.js';
import { numbersOf } from './lenient.js';
import { isNumeric } from './numeric.js';
import { inOrder, isBefore } from './path.js';
import type { Eval, FullScope } from './scope.js';
import { kindOfValue } from './types.js';
import { type Atomic, integer, isNode, NOTHING, string, truth, type Values } from './value.js';

type Binary = Extract<Expr, { type: 'binary' }>;

export function compileBinary(expr: Binary, scope: FullScope): Eval {
  const { operator } = expr;
  const [left, right] = [scope.full(expr.left, scope), scope.full(expr.right, scope)];
  switch (operator) {
    case 'or':
      return (c) => truth(isTrue(left(c)) || isTrue(right(c)));
    case 'and':
      return (c) => truth(isTrue(left(c)) && isTrue(right(c)));
    case 'union':
      return (c) => union(c, nodes(left(c)), nodes(right(c)));
    case 'intersect':
    case 'except':
      return (c) => selection(c, nodes(left(c)), nodes(right(c)), operator === 'intersect');
    case '||':
      return (c) => [string(joined(c, left(c), right(c)))];
    case 'to':
      return (c) => range(c, left(c), right(c));
    case 'is':
    case '<<':
    case '>>':
      return (c) => nodeComparison(operator, nodes(left(c)), nodes(right(c)));
    case '+':
    case '-':
    case '*':
    case 'div':
    case 'idiv':
    case 'mod':
      return scope.compatible
        ? (c) => calculated(c, operator, numbersOf(left(c)), numbersOf(right(c)))
        : (c) => calculated(c, operator, left(c), right(c));
    case 'eq':
    case 'ne':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return (c) => valueComparison(c, operator, left(c), right(c));
    case '!':
      throw new Error('compiled elsewhere');
    default:
      return scope.compatible
        ? (c) => truth(lenientComparison(c, operator, left(c), right(c)))
        : (c) => truth(generalComparison(c, operator, left(c), right(c)));
  }
}

export function compileUnary(expr: Extract<Expr, { type: 'unary' }>, scope: FullScope): Eval {
  const operand = scope.full(expr.operand, scope);
  return (c) => {
    const value = onlyAtom(c, scope.compatible ? numbersOf(operand(c)) : operand(c));
    return value === undefined ? NOTHING : [negated(value, expr.operator === '-')];
  };
}

function nodes(values: Values): readonly TreeNode[] {
  const other = values.find((value) => !isNode(value));
  if (other !== undefined) throw new XPathDynamicError(`${kindOfValue(other)} stands where nodes are needed`);
  return values as readonly TreeNode[];
}

function union(c: Dynamic, left: Values, right: Values): Values {
  c.keepAll(left.length + right.length);
  return inOrder(c, [...left, ...right]);
}

function selection(c: Dynamic, left: Values, right: Values, wanted: boolean): Values {
  c.spend(OPERATING * (1 + left.length + right.length));
  const others = new Set(right);
  return inOrder(
    c,
    left.filter((node) => others.has(node) === wanted),
  );
}

function nodeComparison(operator: 'is' | '<<' | '>>', left: readonly TreeNode[], right: readonly TreeNode[]): Values {
  if (left.length === 0 || right.length === 0) return NOTHING;
  if (left.length > 1 || right.length > 1) throw new XPathDynamicError('several nodes stand where only one may');
  const [a, b] = [left[0]!, right[0]!];
  if (operator === 'is') return truth(a === b);
  return truth(operator === '<<' ? isBefore(a, b) : isBefore(b, a));
}

function joined(c: Dynamic, left: Values, right: Values): string {
  const text = [left, right]
    .map((values) => {
      const atom = onlyAtom(c, values);
      return atom === undefined ? '' : textOfValue(atom);
    })
    .join('');
  c.spend(OPERATING);
  c.write(text.length);
  return text;
}

function range(c: Dynamic, left: Values, right: Values): Values {
  const [from, to] = [wholeNumber(c, left), wholeNumber(c, right)];
  if (from === undefined || to === undefined || from > to) return NOTHING;
  const length = Number(to - from) + 1;
  c.keepAll(length);
  return Array.from({ length }, (_, i) => integer(from + BigInt(i)));
}

function wholeNumber(c: Dynamic, values: Values): bigint | undefined {
  const atom = onlyAtom(c, values);
  if (atom === undefined) return undefined;
  const cast = atom.primitive === 'untypedAtomic' ? castAtomic(atom, 'integer') : atom;
  if (cast.primitive === 'integer') return cast.plain as bigint;
  throw new XPathDynamicError(`${kindOfValue(atom)} stands where a whole number is needed`);
}

function calculated(
  c: Dynamic,
  operator: '+' | '-' | '*' | 'div' | 'idiv' | 'mod',
  left: Values,
  right: Values,
): Values {
  c.spend(OPERATING);
  const [a, b] = [onlyAtom(c, left), onlyAtom(c, right)];
  return a === undefined || b === undefined ? NOTHING : [calculate(c, operator, a, b)];
}

function valueComparison(c: Dynamic, operator: ValueOperator, left: Values, right: Values): Values {
  c.spend(OPERATING);
  const [a, b] = [onlyAtom(c, left), onlyAtom(c, right)];
  return a === undefined || b === undefined ? NOTHING : truth(holds(c, operator, a, b));
}

const RELATIONS: Readonly<Record<ComparisonOperator, Relation>> = {
  '=': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
};

/** Beyond so many values on both sides a set finds equals faster than comparing each with each. */
const MANY = 8;

function generalComparison(c: Dynamic, operator: ComparisonOperator, left: Values, right: Values): boolean {
  const lefts = atomized(c, left);
  if (operator === '=' && right.length > MANY && lefts.every(isText)) {
    const among = textsIn(c, right);
    if (among !== undefined) {
      c.spend(OPERATING * lefts.length);
      return lefts.some(({ plain }) => among.has(plain));
    }
  }
  const rights = atomized(c, right);
  const relation = RELATIONS[operator];
  if (operator === '=' && lefts.length > MANY && rights.length > MANY && lefts.every(isText) && rights.every(isText)) {
    c.spend(OPERATING * (lefts.length + rights.length));
    const texts = new Set(rights.map(({ plain }) => plain));
    return lefts.some(({ plain }) => texts.has(plain));
  }
  return lefts.some((a) => {
    c.spend(OPERATING * rights.length);
    return rights.some((b) => holds(c, relation, ...alike(a, b)));
  });
}

/** Of sequences that were compared before, such as those of variables. */
const textSets = new WeakMap<Values, ReadonlySet<unknown> | 'seen' | 'no texts'>();

/** What is in a sequence that is compared again; undefined at the first time, and where not all of it are texts. */
function textsIn(c: Dynamic, values: Values): ReadonlySet<unknown> | undefined {
  const known = textSets.get(values);
  if (known === undefined) textSets.set(values, 'seen');
  if (known !== 'seen') return typeof known === 'string' ? undefined : known;
  const atoms = atomized(c, values);
  c.keepAll(atoms.length);
  const texts = atoms.every(isText) ? new Set(atoms.map(({ plain }) => plain)) : undefined;
  textSets.set(values, texts ?? 'no texts');
  return texts;
}

/** An untyped value becomes what the other is: a number, or of its type. */
function alike(a: Atomic, b: Atomic): [Atomic, Atomic] {
  return [untypedAs(a, b), untypedAs(b, a)];
}

function untypedAs(atom: Atomic, other: Atomic): Atomic {
  if (atom.primitive !== 'untypedAtomic' || isText(other)) return atom;
  return castAtomic(atom, isNumeric(other) ? 'double' : other.primitive);
}

/** As XPath 1.0 compares, §3.4. */
function lenientComparison(c: Dynamic, operator: ComparisonOperator, left: Values, right: Values): boolean {
  const relation = RELATIONS[operator];
  const isRelational = operator !== '=' && operator !== '!=';
  const hasNodes = [left, right].some((values) => values.some(isNode));
  if ([left, right].some(isBoolean) && (!isRelational || hasNodes || left.length === 0 || right.length === 0)) {
    const [a, b] = [Number(isTrue(left)), Number(isTrue(right))].map(integer) as [Atomic, Atomic];
    return holds(c, relation, a, b);
  }
  const areNumbers = isRelational || [left, right].some((values) => atomsAreNumbers(values));
  const convert = areNumbers
    ? (values: Values) => values.flatMap((value) => numbersOf([value]))
    : (values: Values) => values.map((value) => string(textOfValue(value)));
  return generalComparison(c, operator, convert(left), convert(right));
}

function isBoolean([first]: Values): boolean {
  return first !== undefined && !isNode(first) && (first as Atomic).primitive === 'boolean';
}

function atomsAreNumbers(values: Values): boolean {
  return values.some((value) => !isNode(value) && isNumeric(value as Atomic));
}
